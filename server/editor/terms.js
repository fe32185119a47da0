// Know the prefixes of the project and the terms that the graph uses, and find them by what is typed.

const MOST = 60;

/** Hold what `/sparql/terms.json` sends: prefixes, and classes and properties, most used first. */
export class Terms {
  constructor({ prefixes, terms }) {
    this.prefixes = prefixes;
    this.terms = terms;
    this.byIri = new Map(terms.map((term) => [term.iri, term]));
  }

  /** Return the terms of a kind (`class` or `property`) whose IRI, name or label fits a text. */
  find(kind, text) {
    const asked = text.toLowerCase();
    const rank = asked.includes("/") ? rankOfIri : rankOfWords;
    const ranked = this.terms
      .filter((term) => term.kind === kind)
      .map((term) => ({ term, rank: rank(term, asked) }))
      .filter((found) => found.rank >= 0);
    return ranked
      .sort((a, b) => a.rank - b.rank)
      .slice(0, MOST)
      .map(({ term }) => term);
  }

  /** Return the prefixes that begin with a text. */
  prefixesLike(text) {
    const asked = text.toLowerCase();
    return Object.keys(this.prefixes).filter((prefix) => asked && prefix.startsWith(asked));
  }
}

function rankOfIri({ iri }, asked) {
  const whole = iri.toLowerCase();
  if (whole.startsWith(asked)) return 0;
  const [, namespace, local] = asked.match(/^(.*[#/])([^#/]*)$/);
  return local && whole.startsWith(namespace) && whole.includes(local, namespace.length) ? 1 : -1;
}

function rankOfWords({ name, label = "" }, asked) {
  const [local, said] = [name.split(":").at(-1).toLowerCase(), label.toLowerCase()];
  if (local.startsWith(asked) || said.startsWith(asked)) return 0;
  if (said.split(/[\s-]+/).some((each) => each.startsWith(asked))) return 1;
  return local.includes(asked) ? 2 : -1;
}
