"""Know what UNHRD says of its documents: symbol, body, date, State, communications decided.

The name of a file carries the symbol; documents.json and jurisprudence_documents.csv say more,
with the defects that `shared/data/unhrd-2026/SOURCE.md` lists. What is empty, unclear or wrong is
left out; a document whose symbol cannot be read raises SourceError and is not read.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from rightsgraph.errors import IdentifierError, SourceError
from rightsgraph.identify import (
    Docket,
    Symbol,
    communications_of,
    document_iri,
    normalise_name,
    parse_symbol,
    parse_symbols,
)
from rightsgraph.identify.communications import deciding_body
from rightsgraph.ingest.facts import Facts
from rightsgraph.ingest.sessions import SessionYears
from rightsgraph.ingest.unhrd import Member
from rightsgraph.iris import slug, thing

REGISTER = thing("register", "unhrd")
MANDATES = {
    "SR Disability": "sr-disability",
    "SR Education": "sr-education",
    "SR Freedom of Expression": "sr-freedom-of-expression",
    "SR Freedom of Religion or Belief": "sr-religion",
    "SR Health": "sr-health",
    "SR Privacy": "sr-privacy",
    "SR Torture": "sr-torture",
}
# Where UNHRD took a State from a text by itself it is right in 91 to 97 of 100: not enough here.
TRUSTED = ("unhrd-metadata", "unhrd-shard", "juris-2016")

_COMMENT = re.compile(r"Annotated_(?P<body>[A-Z][A-Z_-]*?)[-_]*G[CR](?P<n>\d{1,2})(?!\d)")
_ONE = r"(?:[a-z]+-c|e-c-12)-\d+-d-\d+-\d{4}"
_STEM = re.compile(rf"(?P<symbols>{_ONE}(?:-{_ONE})*)(?:-(?P<mark>rev|corr)-(?P<k>\d+))?")
_FOLLOW_UP = re.compile(r"[A-Z]+/C/\d+/\d|E/C\.12/\d+/\d")
_GENERAL = ("CEDAW", "CERD")
Row = Mapping[str, Any]


class Metadata:
    """Hold the rows of UNHRD's lists, by the names of the files that they describe."""

    def __init__(self, documents: Iterable[Row] = (), decisions: Iterable[Row] = ()) -> None:
        self.documents = {str(row.get("sourceFile")): row for row in documents}
        self.decisions = {str(row.get("doc_id")): row for row in decisions}
        self.sessions = SessionYears(_dated(self.decisions.values()))

    @classmethod
    def load(cls, files: Iterable[Path]) -> "Metadata":
        """Read documents.json and jurisprudence_documents.csv among files. Raises SourceError."""
        documents: list[Row] = []
        decisions: list[Row] = []
        for file in files:
            try:
                if file.suffix == ".json":
                    documents += [
                        row for row in json.loads(file.read_bytes()) if "sourceFile" in row
                    ]
                elif file.suffix == ".csv":
                    with file.open(encoding="utf-8-sig", newline="") as lines:
                        decisions += [row for row in csv.DictReader(lines) if "doc_id" in row]
            except OSError as error:
                reason = f"cannot be read: {error.strerror}; check its path"
                raise SourceError(str(file), reason) from error
            except (ValueError, TypeError, csv.Error) as error:
                raise SourceError(str(file), f"is not a list of documents: {error}") from error
        return cls(documents, decisions)


class FactFinder:
    """Find out what each document of the archives is.

    `resolve` gives the IRI of a general comment from its normal form, or None; `states` the IRI of
    a State from a name in normal form.
    """

    def __init__(
        self,
        metadata: Metadata,
        resolve: Callable[[str], str | None],
        states: Mapping[str, str],
    ) -> None:
        self._metadata = metadata
        self._resolve = resolve
        self._states = states

    def facts(self, member: Member) -> tuple[Facts, str]:
        """Return what is known of a document, and the name by which the recogniser knows it.

        Raises SourceError where the symbol is missing, wrong, or names several documents.
        """
        file = member.stem + ".json"
        try:
            if comment := _COMMENT.match(member.stem):
                return self._comment(comment, self._metadata.documents.get(file, {}))
            if member.stem.startswith("SR_"):
                return self._report(member, self._metadata.documents.get(file, {}))
            return self._decision(member, self._metadata.decisions.get(member.stem, {}))
        except IdentifierError as error:
            raise SourceError(str(member), f"has no usable symbol ({error})") from error

    def _comment(self, match: re.Match[str], row: Row) -> tuple[Facts, str]:
        body = _body(match["body"])
        number = int(match["n"])
        name = f"{body} general {'recommendation' if body in _GENERAL else 'comment'} {number}"
        known = self._resolve(f"gc:{body}/{number}")
        symbol = None if known else _own_symbol(str(row.get("signature", "")), number)
        iri = known or document_iri(symbol or parse_symbol(""))
        issuers = [_body(str(each)) for each in row.get("committees") or [body]]
        facts = Facts(
            iri=iri,
            identifier=symbol.text if symbol else name,
            issued=_day(row.get("adoptionDate")) or _year(row.get("year")),
            issued_by=tuple(thing("mechanism", _mechanism(each)) for each in issuers),
            title=_words(row.get("name")),
            stated_in=_row(row.get("docId")),
        )
        return facts, name

    def _report(self, member: Member, row: Row) -> tuple[Facts, str]:
        symbol = parse_symbol(str(row.get("signature") or _symbol_of_report(member.stem)))
        mandate = MANDATES.get(str(row.get("committee")))
        facts = Facts(
            iri=document_iri(symbol),
            identifier=symbol.text,
            kind="Report",
            issued=_day(row.get("adoptionDate")) or _year(row.get("year")),
            issued_by=(thing("mechanism", mandate),) if mandate else (),
            title=_words(row.get("name")),
            stated_in=_row(row.get("docId")),
        )
        return facts, symbol.text

    def _decision(self, member: Member, row: Row) -> tuple[Facts, str]:
        if row and not row.get("symbol"):
            raise IdentifierError(member.stem, "the lists of UNHRD give it none")
        symbols = _symbols_of_decision(member.stem, str(row.get("symbol") or ""))
        symbol, body = symbols[0], deciding_body(symbols[0])
        follow_up = symbol.kind is None and _FOLLOW_UP.fullmatch(symbol.text)
        dockets = [] if follow_up else [d for each in symbols for d in _dockets(each)]
        state = str(row.get("state") or "") if row.get("state_source") in TRUSTED else ""
        facts = Facts(
            iri=document_iri(symbol),
            identifier=symbol.text,
            kind="Report" if follow_up else "Decision",
            issued=self._issued(symbol, row),
            issued_by=(thing("mechanism", body),),
            state=self._states.get(normalise_name(state)),
            decides=tuple(dict.fromkeys(docket.iri for docket in dockets)),
            stated_in=_row(row.get("doc_id")),
        )
        return facts, symbol.text

    def _issued(self, symbol: Symbol, row: Row) -> str:
        """Return the day, or else the year, of a decision. Raises SourceError where it has none.

        A day that is not of the year of the session is a misprint, and so is a year that is not
        after that of the communication.
        """
        body, session = _session(symbol)
        year, day = self._metadata.sessions.year(body, session), _day(row.get("adoption_date"))
        if day and day[:4] == (year or day[:4]):
            return day
        said = _year(row.get("adoption_year"))
        asked = re.findall(r"/((?:19|20)\d\d)\b", symbol.text)
        if year or (said and said > (asked[-1] if asked else "")):
            return year or str(said)
        raise SourceError(symbol.text, "has no date of adoption that can be relied on")


def _dockets(symbol: Symbol) -> list[Docket]:
    """Return the communications that a symbol numbers, none where it joins them unreadably."""
    try:
        return list(communications_of(symbol))
    except IdentifierError:
        if symbol.kind == "D" and re.search(r"\b(?:19|20)\d\d\b", symbol.number or ""):
            return []
        raise


def _symbols_of_decision(stem: str, said: str) -> tuple[Symbol, ...]:
    """Return the symbol, or symbols of a joint decision, from the file's name or else the list."""
    match = _STEM.fullmatch(stem)
    if match is None:
        return parse_symbols(said or stem)
    mark = f"/{match['mark'].capitalize()}.{match['k']}" if match["mark"] else ""
    return tuple(
        parse_symbol(symbol_of_stem(one) + mark) for one in re.findall(_ONE, match["symbols"])
    )


def symbol_of_stem(stem: str) -> str:
    """Return the symbol that the name of a decision's file carries.

    >>> symbol_of_stem("ccpr-c-134-d-2841-2016"), symbol_of_stem("e-c-12-55-d-2-2014")
    ('CCPR/C/134/D/2841/2016', 'E/C.12/55/D/2/2014')
    """
    symbol = stem.upper().replace("-", "/")
    return re.sub(r"^E/C/12/", "E/C.12/", symbol)


def _symbol_of_report(stem: str) -> str:
    """Return the symbol that the name of a report's file carries."""
    match = re.search(r"_(A|E)_(.+)$", stem)
    return f"{match[1]}/{match[2]}".replace("_", "/").replace("CN/4/", "CN.4/") if match else ""


def _own_symbol(signature: str, number: int) -> Symbol:
    """Return the symbol of a general comment that is a document of its own, in no report."""
    spelt = re.sub(r"Add\. (?=\d)", "Add.", signature.replace("Rev.1./", "Rev.1/"))
    symbol = parse_symbols(spelt)[0]
    if symbol.kind != "GC" and f"Add.{number}" not in symbol.text and not symbol.body:
        raise IdentifierError(signature, "the symbol of a report that holds the general comment")
    return symbol


def _dated(decisions: Iterable[Row]) -> Iterator[tuple[str, int, str]]:
    for row in decisions:
        if day := _day(row.get("adoption_date")):
            try:
                yield (*_session(parse_symbols(str(row.get("symbol")))[0]), day)
            except IdentifierError:
                continue


def _session(symbol: Symbol) -> tuple[str, int]:
    pieces = symbol.text.split("/")
    session = symbol.session or (pieces[2] if symbol.kind is None and len(pieces) > 2 else "")
    return deciding_body(symbol).upper(), int(session) if session.isdecimal() else 0


def _body(text: str) -> str:
    """Return the short name of a body as UNHRD's files and lists write it.

    >>> _body("ESCR"), _body("CRC-CMW"), _body("CAT_OP"), _body("CAT-OP")
    ('CESCR', 'CRC', 'SPT', 'SPT')
    """
    name = text.strip("-_").replace("_", "-")
    if name in ("CAT-OP", "SPT"):
        return "SPT"
    first = name.split("-")[0]
    return "CESCR" if first == "ESCR" else first


def _mechanism(body: str) -> str:
    return body.lower()


def _day(value: object) -> str | None:
    for form in ("%d %b %Y", "%d %B %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(value), form).date().isoformat()
        except ValueError:
            continue
    return None


def _year(value: object) -> str | None:
    return str(value) if re.fullmatch(r"(?:19|20)\d\d", str(value)) else None


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _row(identifier: object) -> str | None:
    return f"{REGISTER}/{slug(identifier)}" if isinstance(identifier, str) and identifier else None
