"""Resolve normal forms of citations to the IRIs of what is cited.

A number or symbol makes an IRI by itself. A name makes none: it leads to an item only if the
records know it as a name of one item of that court, and of no other. A name that several
judgments share (merits, reparations) leads to the one of the year that is printed with it, else to
the case that all of them decide, else to nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from rightsgraph.cite.casenames import CaseName, case_names, is_initials
from rightsgraph.cite.gazetteer import Gazetteer
from rightsgraph.cite.known import Known, body_of, read_known
from rightsgraph.cite.targets import (
    COURTS,
    KEYS,
    PART_KINDS,
    TREATY_BODIES,
    docket_of_target,
    minted,
    name_in_target,
    numbers_of,
    path_of,
    symbol_of_target,
)
from rightsgraph.errors import IdentifierError
from rightsgraph.identify import Symbol, docket_of, parse_docket, parse_symbol, part_iri
from rightsgraph.identify.communications import deciding_body
from rightsgraph.iris import kind_of, thing

# Two words or more, no parties: "Campo Algodonero".
_SHORT = re.compile(r"[A-ZÀ-Þء-ي][\w'-]+(?: (?!v\.|vs\.|c\.|ضد)[\w'-]+)+")
_VERSUS = re.compile(r" (?:vs?\.|c\.|ضد) ")
_BRACKETED = re.compile(r"[(\[\"“«][^()\[\]]*[)\]\"”»]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SECTIONED = re.compile(r"([IVX]+)\.(\d+)")
_WHOLES = ("document", "instrument", "judgment")


class Registry:
    """Hold what is known of items that are cited: numbers, names, symbols and keys."""

    def __init__(self, known: Known) -> None:
        self._states = known.states
        self._respondents = {i: "+".join(sorted(s)) for i, s in known.respondents.items()}
        self._years = known.years
        self._decided = known.decided
        self._iris: dict[str, str] = {}
        self._instruments: dict[str, str] = {}
        self._bodies_of: Mapping[CaseName, frozenset[str]] | None = None
        self._names: defaultdict[tuple[str, CaseName], set[str]] = defaultdict(set)
        for text, iri in known.symbols:
            self._iris["doc:" + parse_symbol_key(text)] = iri
        for scheme, text, iri in known.numbers:
            self._number(scheme, text, iri)
        for text, iri in known.names:
            self._name(text, body_of(iri), iri)
        self._short = list(_by_names(known.names))

    @classmethod
    def load(cls) -> "Registry":
        """Read the registry from the records of the library. Raises SourceError."""
        return cls(read_known())

    def resolve(self, target: str, also: tuple[str, ...] = ()) -> str | None:
        """Return the IRI of the cited item, or None where it is not known which one it is.

        `also` has other normal forms of the same item; what the records know comes before what
        a number makes by itself.
        """
        # A number is never overruled by a name that was printed beside it.
        by_name = "/name:" in target
        forms = (target, *(form for form in also if by_name or "/name:" not in form))
        known = (self._known(form, forms) for form in forms)
        if found := next((iri for iri in known if iri), None):
            return self._final(found)
        made = (minted(form) for form in forms)
        return next((self._final(iri) for iri in made if iri), None)

    def pinpoint(self, cited: str, target: str, pinpoint: str) -> str | None:
        """Return the IRI of the part of a cited item, or None where it has no such part.

        Cases and communications have no parts, their decisions have. For a treaty the pinpoint
        repeats the article: `14(3)(c)` of `treaty:CCPR/art/14`.
        """
        try:
            if target.startswith(("treaty:", "rule:")):
                return self._provision(target, pinpoint)
            path = path_of(pinpoint) if kind_of(cited) in _WHOLES else None
            return part_iri(cited, *path) if path else None
        except IdentifierError:
            return None

    def learn(self, target: str, iri: str) -> None:
        """Remember which document a number, symbol or name leads to, such as a decision found.

        A name that is learned for two documents leads to none.
        """
        if name := name_in_target(target):
            self._name(name[1], name[0], iri)
        elif docket := docket_of_target(target):
            self._iris[docket.iri] = iri
        elif symbol := symbol_of_target(target):
            self._iris["doc:" + symbol.key] = iri
        else:
            self._iris[target] = iri

    def courts_of(self, name: str) -> frozenset[str]:
        """Return the bodies, as normal forms name them, that the records know a case name of.

        Only names with both parties count: initials and first names are shared by many.
        """
        full = [n for n in case_names(name, self._states) if n.respondent]
        if not full or is_initials(name):
            return frozenset()
        bodies = self._bodies()
        found = next((bodies[n] for n in (full[0], full[0].loose) if n in bodies), frozenset())
        return frozenset(KEYS[body] for body in found if body in KEYS)

    @cached_property
    def short_names(self) -> Gazetteer:
        """Find the names of several words by which cases go that are none of their parties.

        The key of a name is the normal form of the case by number.
        """
        table: defaultdict[str, list[str]] = defaultdict(list)
        for text, iri in self._short:
            if number := self._normal_form(iri):
                table[number].append(re.escape(text).replace(r"\ ", " "))
        return Gazetteer(table)

    def numbered(self, target: str, also: tuple[str, ...] = ()) -> str | None:
        """Return the normal form by number of an item that is only named, where it is known."""
        iri = self.resolve(target, also)
        return self._normal_form(iri) if iri else None

    def _normal_form(self, iri: str) -> str | None:
        try:
            docket = docket_of(iri)
        except IdentifierError:
            return None
        if docket.body not in KEYS:
            return None
        scheme = "comm" if docket.kind == "communication" and docket.body != "achpr" else "case"
        number = docket.number.replace("-", "/", 1) if docket.body == "iacthr" else docket.number
        return f"{scheme}:{KEYS[docket.body]}/{number}"

    def _bodies(self) -> Mapping[CaseName, frozenset[str]]:
        if self._bodies_of is None:
            bodies: defaultdict[CaseName, set[str]] = defaultdict(set)
            for body, name in self._names:
                bodies[name].add(body)
            self._bodies_of = {name: frozenset(found) for name, found in bodies.items()}
        return self._bodies_of

    def key_of(self, instrument: str) -> str | None:
        """Return the key by which normal forms name an instrument, or None."""
        keys = (key for key, iri in self._instruments.items() if iri == instrument)
        return next(keys, None)

    def _final(self, iri: str) -> str:
        return self._iris.get(iri, iri)

    def _known(self, target: str, forms: tuple[str, ...]) -> str | None:
        if target.startswith(("treaty:", "rule:")):
            return self._provision(target)
        if name := name_in_target(target):
            return self._named(*name, forms)
        if docket := docket_of_target(target):
            return self._iris.get(docket.iri)
        if symbol := symbol_of_target(target):
            return self._iris.get("doc:" + symbol.key)
        return self._iris.get(target)

    def _number(self, scheme: str, text: str, iri: str) -> None:
        if scheme == "instrumentKey":
            self._instruments[text] = iri
        elif scheme == "commentNumber":
            self._iris[f"gc:{text}"] = iri
        elif scheme == "docketNumber":
            self._docket(text, iri)

    def _docket(self, text: str, iri: str) -> None:
        body = body_of(iri)
        try:
            self._iris[parse_docket(body, text).iri] = iri
        except IdentifierError:
            court = next(key for key, value in COURTS.items() if value == body)
            self._iris[f"case:{court}/{text}"] = iri

    def _name(self, text: str, body: str, iri: str) -> None:
        for name in case_names(text, self._states):
            self._names[body, name].add(iri)
            self._names[body, name.loose].add(iri)

    def _named(self, body: str, text: str, forms: Iterable[str]) -> str | None:
        names = list(case_names(text, self._states))
        for name in (*names, *(name.loose for name in names)):
            if name.applicant and (found := self._one(self._of(body, name), forms)):
                return found
        return None

    def _of(self, body: str, name: CaseName) -> set[str]:
        if found := self._names.get((body, name)):
            return found
        # A short name goes with the State of its case only.
        short = self._names.get((body, CaseName(name.applicant, "", name.others)), set())
        return {iri for iri in short if self._respondents.get(iri) == name.respondent}

    def _one(self, found: set[str], forms: Iterable[str]) -> str | None:
        distinct = {self._final(iri) for iri in found}
        if len(distinct) > 1:
            years = {year for form in forms if "name:" in form for year in _YEAR.findall(form)}
            dated = {iri for iri in found if self._years.get(iri) in years}
            cases = {self._decided.get(iri, iri) for iri in found}
            distinct = dated if len(dated) == 1 else cases
        return distinct.pop() if len(distinct) == 1 else None

    def _provision(self, target: str, pinpoint: str = "") -> str | None:
        scheme, _, rest = target.partition(":")
        key, _, number = rest.partition("/")
        instrument = self._instruments.get(key)
        if instrument is None:
            return None
        if number == "preamble":
            return part_iri(instrument, "preamble")
        printed = number.removeprefix("art/") if scheme == "treaty" else number
        if sectioned := _SECTIONED.fullmatch(printed):
            return part_iri(instrument, "section", sectioned[1], "paragraph", sectioned[2])
        first, finer = numbers_of(printed), numbers_of(pinpoint or printed)
        if first is None or finer is None or finer[: len(first)] != first:
            return None
        kind = "article" if scheme == "treaty" else PART_KINDS.get(key, "rule")
        return part_iri(instrument, kind, *finer)


def _by_names(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the names of cases with parties that are no part of the names of these parties."""
    parties: defaultdict[str, list[str]] = defaultdict(list)
    for text, iri in names:
        if _VERSUS.search(text):
            parties[iri].append(_BRACKETED.sub("", text).casefold())
    for text, iri in names:
        known = parties.get(iri)
        if not known or body_of(iri) == "icj" or not _SHORT.fullmatch(text):
            continue
        if not any(text.casefold() in name for name in known):
            yield text, iri


def cited_mechanism(target: str) -> str | None:
    """Return the IRI of the court or body that a normal form names, or None.

    >>> cited_mechanism("case:ECtHR/name:Soering v. United Kingdom")
    'https://w3id.org/rightsgraph/id/mechanism/ecthr'
    >>> cited_mechanism("treaty:CCPR/art/14") is None
    True
    """
    scheme, _, rest = target.partition(":")
    key = rest.partition("/")[0]
    if scheme == "case":
        body = COURTS.get(key)
    elif scheme in ("comm", "gc"):
        body = TREATY_BODIES.get(key)
    elif scheme == "res":
        body = "hrc" if rest.startswith("A/HRC/") else None
    else:
        body = _deciding(symbol_of_target(target))
    return thing("mechanism", body) if body else None


def parse_symbol_key(text: str) -> str:
    """Return the key under which spellings of a symbol meet; joint symbols keep their own.

    >>> parse_symbol_key("CCPR/C/21/Rev.1/Add.13")
    'CCPR/C/21/REV.1/ADD.13'
    """
    try:
        return parse_symbol(text).key
    except IdentifierError:
        return text.upper().replace(" ", "")


def _deciding(symbol: Symbol | None) -> str | None:
    try:
        return deciding_body(symbol) if symbol else None
    except IdentifierError:
        return None
