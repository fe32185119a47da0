// Complete prefixes, classes and properties in YASQE from what the graph uses.

import { element } from "./element.js";
import { number, word } from "./words.js";

const KEYWORD = /^[A-Z]+$/;

/** Let YASQE know the project's prefixes without a declaration, as the server does. */
export function understandPrefixes(Yasqe, prefixes) {
  const sparql = Yasqe.modes.sparql11;
  Yasqe.defineMode("sparql11", (...configuration) => {
    const mode = sparql(...configuration);
    return { ...mode, startState: () => ({ ...mode.startState(), prefixes: { ...prefixes } }) };
  });
}

/** Put our completers in the place of those that ask other sites. */
export function completeFrom(Yasqe, terms) {
  completeTerms(Yasqe, terms, "class");
  completeTerms(Yasqe, terms, "property");
  completeDeclarations(Yasqe, terms);
  Yasqe.registerAutocompleter({
    name: "names",
    isValidCompletionPosition: (yasqe) => isBeginOfName(yasqe),
    get: (_, { string }) => terms.prefixesLike(string).map((prefix) => `${prefix}:`),
    bulk: false,
  });
}

function completeTerms(Yasqe, terms, kind) {
  const original = Yasqe.Autocompleters[kind];
  Yasqe.forkAutocompleter(kind, {
    name: kind,
    isValidCompletionPosition: (yasqe) =>
      isAtEndOfName(yasqe) && original.isValidCompletionPosition(yasqe),
    preProcessToken: (yasqe, token) => wholeWord(yasqe, original.preProcessToken(yasqe, token)),
    get: (_, token) => suggestions(terms, kind, token.autocompletionString),
    postProcessSuggestion: (yasqe, token, found) =>
      token.tokenPrefixUri && found.startsWith(token.tokenPrefixUri)
        ? original.postProcessSuggestion(yasqe, token, found)
        : shortened(yasqe, found),
    postprocessHints: (yasqe, hints) => hints.map((hint) => explained(yasqe, terms, hint)),
    persistenceId: null,
  });
}

function suggestions(terms, kind, text) {
  if (KEYWORD.test(text)) return [];
  const found = terms.find(kind, text).map(({ iri }) => iri);
  return [...found, ...terms.prefixesLike(text).map((prefix) => `${prefix}:`)];
}

/** Take all letters of a word, of which YASQE's tokens hold only the Latin ones. */
function wholeWord(yasqe, token) {
  const [word] = beforeCursor(yasqe).match(/[^\s:<>(){}/|^*+?!.,;]*$/);
  if (token.tokenPrefix || token.string.startsWith("<") || !/[^\x00-\x7f]/.test(word)) return token;
  const { ch } = yasqe.getDoc().getCursor();
  return {
    ...token,
    string: word,
    autocompletionString: word,
    from: { ch: ch - word.length },
    to: { ch },
  };
}

/** Write an IRI with a prefix that the query knows; a prefix alone stays as it is. */
function shortened(yasqe, iri) {
  if (/^[\w-]+:$/.test(iri)) return iri;
  const known = Object.entries(yasqe.getPrefixesFromQuery());
  const fitting = known.filter(([, space]) => iri.startsWith(space) && iri !== space);
  const [prefix, space] = fitting.sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const local = space && iri.slice(space.length);
  return local && /^[\w-]+$/.test(local) ? `${prefix}:${local}` : `<${iri}>`;
}

function explained(yasqe, terms, hint) {
  const term = terms.byIri.get(expanded(yasqe, hint.text));
  return term ? { ...hint, render: (line) => line.append(...described(hint.text, term)) } : hint;
}

function expanded(yasqe, name) {
  if (name.startsWith("<")) return name.slice(1, -1);
  const [prefix, local] = name.split(":");
  return yasqe.getPrefixesFromQuery()[prefix] + local;
}

function described(name, { label, definition, uses }) {
  const described = [element("code", { textContent: name })];
  if (label) described.push(element("bdi", { className: "label", textContent: label }));
  const count = word("uses", { count: number(uses) });
  described.push(element("bdi", { className: "uses", textContent: count }));
  if (definition)
    described.push(element("bdi", { className: "definition", textContent: definition }));
  return described;
}

/** Offer our prefixes in declarations, then those that YASQE brings along. */
function completeDeclarations(Yasqe, { prefixes }) {
  const bundled = Yasqe.Autocompleters.prefixes.get;
  const ours = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes",
    get: async (yasqe) => {
      const others = await bundled(yasqe);
      return [...ours, ...others.filter((line) => !(line.split(":")[0] in prefixes))];
    },
    persistenceId: null,
  });
}

/** Tell whether a name can end at the cursor: not in the middle of one, nor in a text. */
function isAtEndOfName(yasqe) {
  const { line, ch } = yasqe.getDoc().getCursor();
  const isInText = !/^([^'"]|'[^']*'|"[^"]*")*$/.test(beforeCursor(yasqe));
  return !isInText && !/[\w:-]/.test(yasqe.getDoc().getLine(line).charAt(ch));
}

function beforeCursor(yasqe) {
  const { line, ch } = yasqe.getDoc().getCursor();
  return yasqe.getDoc().getLine(line).slice(0, ch);
}

/** Open the list of completions once two letters are typed. */
export function completeWhileTyping(yasqe, { text }) {
  if (yasqe.state.completionActive || !/[\p{L}:]$/u.test(text.at(-1))) return;
  if (/[\p{L}\p{N}_:-]{2}$/u.test(beforeCursor(yasqe)) && isAtEndOfName(yasqe))
    yasqe.autocomplete();
}

/** Tell whether a thing's name begins at the cursor where no class or property can stand. */
function isBeginOfName(yasqe) {
  const token = yasqe.getCompleteToken();
  if (!/^[a-z][\w-]*$/.test(token.string) || !isAtEndOfName(yasqe)) return false;
  const others = ["class", "property", "prefixes"].map((name) => yasqe.autocompleters[name]);
  if (others.some((other) => other?.config.isValidCompletionPosition(yasqe))) return false;
  return token.state.possibleCurrent.includes("PNAME_LN");
}
