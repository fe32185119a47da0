// Make the editor: YASQE without its buttons, storage and help from other sites.

import { completeFrom, completeWhileTyping, understandPrefixes } from "./completion.js";
import { word } from "./words.js";

const LONGEST_ADDRESS = 6000;
const OF_THE_PAGE = ["query", "lang", "format", "output", "results"];

/** Make an editor in a place; `run` is called where YASQE would send the query by itself. */
export function makeEditor(Yasqe, place, { query, endpoint, terms, run }) {
  understandPrefixes(Yasqe, terms.prefixes);
  completeFrom(Yasqe, terms);
  explainMarks(Yasqe);
  const editor = new Yasqe(place, {
    value: query,
    requestConfig: requests(endpoint),
    showQueryButton: false,
    createShareableLink: null,
    consumeShareLink: null,
    persistenceId: null,
    editorHeight: "auto",
    resizeable: false,
    extraKeys: {
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
      "Ctrl-S": false,
      Tab: false,
      "Shift-Tab": false,
    },
  });
  editor.getInputField().setAttribute("aria-label", "SPARQL");
  editor.on("inputRead", completeWhileTyping);
  return editor;
}

/** Tell whether an address can hold the query. */
export function fitsAddress(editor) {
  return encodeURIComponent(editor.getValue()).length < LONGEST_ADDRESS;
}

/** Return how YASQE sends a query: by GET, which caches know, where the address can hold it. */
function requests(endpoint) {
  return {
    endpoint,
    method: (editor) => (fitsAddress(editor) ? "GET" : "POST"),
    queryArgument: "query",
    args: alsoAsked,
    acceptHeaderSelect: "application/sparql-results+json",
    acceptHeaderGraph: "text/turtle",
  };
}

/** Return what else the address of the page asks of the server, such as which graphs to read. */
function alsoAsked() {
  const given = [...new URLSearchParams(location.search)];
  const others = given.filter(([name]) => !OF_THE_PAGE.includes(name));
  return others.map(([name, value]) => ({ name, value }));
}

/** Let the marks of lines that are not SPARQL say why in the language of the page. */
function explainMarks(Yasqe) {
  const { checkSyntax } = Yasqe.prototype;
  Yasqe.prototype.checkSyntax = function () {
    checkSyntax.call(this);
    this.eachLine((line) => {
      const mark = line.gutterMarkers?.gutterErrorBar;
      if (!mark) return;
      mark.onmouseover = null;
      mark.title = reason(this, line);
    });
  };
}

function reason(editor, line) {
  const at = { line: line.lineNo(), ch: line.text.length };
  const { errorMsg, possibleCurrent = [] } = editor.getTokenAt(at, true).state;
  const prefix = errorMsg?.match(/^Prefix '(.*)' is not defined$/)?.[1];
  if (prefix !== undefined) return word("unknown_prefix", { prefix });
  return word("invalid_line", { expected: possibleCurrent.join(" ") });
}

/** Mark the place that a problem names, or take the mark away. */
export function markPlace(editor, problem) {
  editor.getAllMarks().forEach((mark) => mark.className === "wrong" && mark.clear());
  if (!problem?.line) return;
  const [line, ch] = [problem.line - 1, problem.column - 1];
  const rest = editor.getLine(line)?.slice(ch) ?? "";
  const length = rest.match(/^[^\s{}()]+|^./)?.[0].length ?? 0;
  const from = { line, ch: length ? ch : Math.max(0, ch - 1) };
  editor.markText(from, { line, ch: ch + length }, { className: "wrong" });
}
