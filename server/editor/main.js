// Put the editor in the place of the plain form's text area, and answers below it.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./style.css";
import { fitsAddress, makeEditor, markPlace } from "./editor.js";
import { element } from "./element.js";
import { Names } from "./names.js";
import { problemOf } from "./problem.js";
import { makeResults } from "./results.js";
import { Terms } from "./terms.js";
import { place, word } from "./words.js";

const { Yasqe, Yasr } = Yasgui;
const form = place.closest("form");
const field = form.querySelector("textarea");
const button = form.querySelector("button");
const answers = document.getElementById("answers");
const endpoint = new URL(form.action).href;
// what else an address asks goes with its query alone, such as the version of the graph
const KEPT = ["lang", "default-graph-uri", "named-graph-uri", "timeout"];
const OF_GRAPHS = { turtle: "Turtle", ntriples: "N-Triples", jsonld: "JSON-LD", rdfxml: "RDF/XML" };
const FORMATS = {
  SELECT: { csv: "CSV", json: "JSON", tsv: "TSV", xml: "XML" },
  ASK: { json: "JSON", xml: "XML" },
  CONSTRUCT: OF_GRAPHS,
  DESCRIBE: OF_GRAPHS,
};

const terms = await loadTerms();
const names = new Names(endpoint, terms.prefixes, place.dataset.base);
place.hidden = false;
const editor = makeEditor(Yasqe, place, { query: field.value, endpoint, terms, run: ask });
const results = makeResults(Yasr, answers, names, goTo);
let running = false;
form.classList.add("edited");
form.querySelector(".keys").hidden = false;
editor.on("query", () => busy(true));
editor.on("queryAbort", () => busy(false));
editor.on("queryResponse", (_, response, duration) => show(response, duration));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (running) editor.abortQuery();
  else ask();
});
document.getElementById("examples").addEventListener("click", askExample);
addEventListener("popstate", () => begin(asked().get("query") ?? ""));
showFirst();

async function loadTerms() {
  const answer = await fetch(place.dataset.terms).catch(() => null);
  return new Terms(answer?.ok ? await answer.json() : { prefixes: {}, terms: [] });
}

/** Show in the new way what the server has answered in the plain way. */
function showFirst() {
  const error = document.querySelector("#error[data-line]");
  if (error) markPlace(editor, { line: +error.dataset.line, column: +error.dataset.column });
  if (document.getElementById("result")) run();
}

/** Run the query as the reader's next step: the address then leads back to it. */
function ask() {
  if (asked().get("query") !== editor.getValue()) history.pushState(null, "", nextAddress());
  run();
}

function run() {
  for (const link of document.querySelectorAll(".languages a"))
    link.href = addressWith("lang", link.lang);
  editor.query().catch(() => {}); // what went wrong comes as an answer
}

function busy(is) {
  running = is;
  button.textContent = is ? word("stop") : word("run");
  answers.setAttribute("aria-busy", is);
}

/** Begin with a query that was not typed: run it, or clear the page for the next one. */
function begin(query) {
  editor.setValue(query);
  if (query) run();
  else clear();
}

function askExample(event) {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  begin(asked().get("query"));
  form.scrollIntoView();
}

function clear() {
  for (const id of ["result", "error"]) document.getElementById(id)?.remove();
  markPlace(editor, null);
  answers.hidden = true;
}

function show(response, duration) {
  if (response.name === "AbortError") return;
  busy(false);
  clear();
  answers.hidden = false;
  response.content ||= "\n"; // YASR takes an empty text for no answer at all
  results.setResponse(response, duration);
  const failed = response instanceof Error;
  if (failed) markPlace(editor, problemOf(response));
  offer("downloads", failed ? [] : downloads());
  offer("cite", failed ? [] : citations(response));
}

/** Fill a line with links, or hide it. */
function offer(id, links) {
  const line = document.getElementById(id);
  line.hidden = !links.length;
  line.querySelector("span").replaceChildren(...links.flatMap((link) => [link, " "]));
}

function downloads() {
  const formats = fitsAddress(editor) ? (FORMATS[editor.getQueryType()] ?? {}) : {};
  return Object.entries(formats).map(([format, textContent]) =>
    element("a", { href: addressWith("format", format), textContent }),
  );
}

/** Return the link that the server gives to this very answer. */
function citations({ headers }) {
  const given = headers.get("Link")?.match(/<([^>]*)>\s*;[^,]*\brel="?cite-as"?/)?.[1];
  if (!given) return [];
  const href = new URL(given, endpoint).href;
  return [element("a", { href, rel: "cite-as", textContent: word("cite") })];
}

/** Return what the address of this page asks. */
function asked() {
  return new URLSearchParams(location.search);
}

/** Return this address with another value of one parameter. */
function addressWith(name, value) {
  const given = asked();
  given.set(name, value);
  return `${endpoint}?${given}`;
}

/** Return the address of a query that was edited; one too long for an address stays out of it. */
function nextAddress() {
  const given = new URLSearchParams([...asked()].filter(([name]) => KEPT.includes(name)));
  if (fitsAddress(editor)) given.set("query", editor.getValue());
  return `${endpoint}?${given}`;
}

function goTo({ line, column }) {
  editor.focus();
  editor.setCursor(line - 1, column - 1);
}
