// Name IRIs as the pages do: in the reader's language, else in English, else shortened.

import { language } from "./words.js";

const MOST = 3000;
const AT_ONCE = 750;
const ADDRESS = /^https?:\/\/[^\s<>"{}|\\^`]+$/;

export class Names {
  constructor(endpoint, prefixes, base) {
    this.endpoint = endpoint;
    this.prefixes = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);
    this.base = base;
    this.found = new Map();
  }

  /** Ask the graph for the names of the IRIs in rows of a result that are not known yet. */
  async load(rows) {
    const asked = irisIn(rows).filter((iri) => ADDRESS.test(iri) && !this.found.has(iri));
    const some = [...new Set(asked)].slice(0, MOST);
    for (let from = 0; from < some.length; from += AT_ONCE)
      await this.loadSome(some.slice(from, from + AT_ONCE));
  }

  async loadSome(iris) {
    const rows = await this.ask(
      `SELECT ?iri ?label { VALUES ?iri { ${iris.map((iri) => `<${iri}>`).join(" ")} } ` +
        `?iri rdfs:label ?label FILTER(LANG(?label) IN ("${language}", "en")) }`,
    );
    for (const iri of iris) this.found.set(iri, undefined);
    for (const { iri, label } of rows) {
      const fits = label["xml:lang"] === language || !this.found.get(iri.value);
      if (fits) this.found.set(iri.value, { text: label.value, language: label["xml:lang"] });
    }
  }

  /** Return the rows of a query; without an answer there are no names, and IRIs are shown. */
  async ask(query) {
    const headers = { Accept: "application/sparql-results+json" };
    const body = new URLSearchParams({ query });
    const answer = await fetch(this.endpoint, { method: "POST", headers, body }).catch(() => null);
    return answer?.ok ? (await answer.json()).results.bindings : [];
  }

  /** Return the name of an IRI and its language, which is empty where it is shortened. */
  of(iri) {
    return this.found.get(iri) ?? { text: this.short(iri), language: "" };
  }

  /** Return what a value of a result says: the name of an IRI, the text of a literal. */
  said(value) {
    return value?.type === "uri" ? this.of(value.value).text : (value?.value ?? "");
  }

  short(iri) {
    const [prefix, space] = this.prefixes.find(([, each]) => iri.startsWith(each)) ?? [];
    const local = space && iri.slice(space.length);
    return local && /^[\p{L}\p{N}_.-]+$/u.test(local) ? `${prefix}:${local}` : iri;
  }

  /** Return where this site shows an IRI, or nothing where it is no address. */
  address(iri) {
    if (!ADDRESS.test(iri)) return null;
    if (!iri.startsWith(this.base)) return iri;
    const page = new URL(`./${iri.slice(this.base.length)}`, `${location.origin}/`);
    const asked = new URLSearchParams(location.search).get("lang");
    if (asked) page.searchParams.set("lang", asked);
    return page.href;
  }
}

function irisIn(rows) {
  const values = rows.flatMap((row) => Object.values(row));
  return values.filter(({ type }) => type === "uri").map(({ value }) => value);
}
