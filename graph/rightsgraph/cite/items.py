"""Put together the name and the numbers that identify one case: they stand side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rightsgraph.cite.arabic_names import arabic_case_names
from rightsgraph.cite.dockets import Docket, dockets
from rightsgraph.cite.names import CaseName, case_names
from rightsgraph.cite.place import Place

# Between a name and its number: `(application No. 14038/88)`, `, in case 12.626`.
_SIMPLE = re.compile(
    r"['\")]*[ ,.(:\[]{0,5}(?:(?:in|the|case|merits|and|see) ?){0,2}[ (]*['\"]?"
    r"(?:[Cc]ase )?(?:Nos?\.? ?)?"
)
# Words that may stand between too: `, judgment of 16 November 2009, Series C No. 205`.
_TOLD = re.compile(
    r"['\")]*[ ,(]{1,3}[^;]{0,110}?"
    r"(?:[Jj]udge?ment|[Dd]ecision|[Vv]iews|[Mm]erits|[Cc]ourt|[Rr]eport|[Cc]ommission|"
    r"[Cc]ommittee|IACHR|IACtHR|ECtHR|ECHR|[Ss]entencia|[Dd]ictamen|[Cc]orte|[Aa]rrêt|"
    r"[Cc]our |[Cc]onstatations|[Tt]ribunal|حكم|محكمة|آراء|\(\d{4}\))"
    r"[^;]{0,90}?[ ,(.]{1,3}"
)
_SENTENCE = re.compile(r"[a-z)\d]{3}\. (?:\d{1,3} )?[A-Z]")
_NUMBER_TO_NAME = re.compile(r"[ ,(:\[]{1,4}(?:in )?(?:(?:The |the )?[\w' ]{0,40} of )?['\"]?")
_BESIDE = re.compile(r"[ ,(\[]{0,3}")
_JOINED_SYMBOLS = 12
_COUNTED = frozenset({"application", "communication", "complaint", "petition", "case", "bare"})


@dataclass
class Item:
    """Hold the name and the numbers that identify one case."""

    name: CaseName | None
    dockets: list[Docket] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return where the item begins."""
        return min([d.start for d in self.dockets] + ([self.name.start] if self.name else []))

    @property
    def end(self) -> int:
        """Return where the item ends."""
        return max([d.end for d in self.dockets] + ([self.name.end] if self.name else []))

    @property
    def has_words(self) -> bool:
        """Return whether a name or a word like `communication` says that it is a case."""
        return self.name is not None or any(d.kind != "bare" for d in self.dockets)


def items(place: Place) -> Iterator[Item]:
    """Yield the cases of a place as names and numbers that stand together, in order."""
    names: list[CaseName | Docket] = [*case_names(place), *arabic_case_names(place)]
    current: Item | None = None
    for piece in sorted([*names, *dockets(place)], key=lambda piece: piece.start):
        if current is not None and _belongs(place.text, current, piece):
            if isinstance(piece, Docket):
                current.dockets.append(piece)
            else:
                current.name = piece
            continue
        if current is not None:
            yield current
        current = Item(None, [piece]) if isinstance(piece, Docket) else Item(piece)
    if current is not None:
        yield current


def _belongs(text: str, item: Item, piece: CaseName | Docket) -> bool:
    """Return whether a piece goes on with the item before it."""
    if piece.start < item.end:
        return isinstance(piece, Docket)
    gap = text[item.end : piece.start]
    if isinstance(piece, CaseName):
        to_name = item.name is None and _NUMBER_TO_NAME.fullmatch(gap) is not None
        return to_name and piece.kind != "other"
    if item.name is None:
        return _number_to_number(item.dockets[-1], piece, gap)
    return _name_to_number(text, item, item.name, piece, gap)


def _number_to_number(last: Docket, docket: Docket, gap: str) -> bool:
    """Return whether two numbers are of one case: report and case, number and symbol."""
    alike = last.kind == docket.kind and last.kind != "symbol"
    both = docket.kind == "symbol" or last.kind in {"report", "iachr"}
    return not alike and both and _BESIDE.fullmatch(gap) is not None


def _name_to_number(text: str, item: Item, name: CaseName, docket: Docket, gap: str) -> bool:
    kinds = {d.kind for d in item.dockets}
    if "symbol" in kinds and docket.kind in {"symbol", "communication"}:
        open_ = text.count("(", name.end, docket.start) > text.count(")", name.end, docket.start)
        return open_ and len(gap) < _JOINED_SYMBOLS
    if kinds and (docket.kind == item.dockets[-1].kind or docket.kind in _COUNTED >= kinds):
        return False
    if {"report", "symbol"} <= kinds | {docket.kind}:
        return False
    if _SIMPLE.fullmatch(gap):
        return True
    told = _TOLD.fullmatch(gap) is not None and not _SENTENCE.search(gap)
    return told and (docket.kind != "communication" or "Committee" in gap)
