"""Read symbols of UN documents: `CEDAW/C/MEX/CO/7-8`, `A/HRC/23/18`, `A/RES/53/144`."""

import re
from collections.abc import Iterator

from rightsgraph.cite.place import Mention, Place

_ORGANS = "CCPR|CEDAW|CERD|CESCR|CRPD|CAT|CED|CMW|CRC|HRI|HR|A|E|S|ST|SPT"
_SEGMENT = (
    r"(?:(?:Rev|Add|Corr|Amend)\. ?\d+|"
    r"[A-Z0-9](?:[A-Za-z0-9&.-]|\([IVXLC\d-]{1,9}\)(?=[/ ,.;)]|$))*)"
)
_SYMBOL = re.compile(
    rf"(?<![\w/.\-@=%#])(?P<organ>{_ORGANS})(?:/ ?{_SEGMENT}){{1,9}}"
    r"(?: ?/? ?\((?:Vol|vol)\. ?[IVX]+\))?"
)
_RESOLUTION = re.compile(
    r"(?P<organ>A|E|S|A/HRC|A/HRC/S-\d+|E/CN\.\d+|E/CN\.4/Sub\.2)/(?:(?:RES|DEC)/)(?:S-\d+/)?.+"
)
_MODIFIER = re.compile(r",? and (?P<more>(?:Add|Corr|Rev)\. ?\d+)")
_SHORT = re.compile(r"^[AES]/\d{1,2}$|^[AES]/\d+/\D*$|^S/RES$")
_GC = re.compile(r"(CCPR|CAT|CEDAW|CRC|CERD|CRPD|CED|CMW|E/C\.12)/C?/?GC/(\d+)(?:/REV\.\d)?$")


def symbols(place: Place, own: str) -> Iterator[Mention]:
    """Yield the documents that a place cites by symbol, decisions and itself left out."""
    text = place.text
    if "/" not in text:
        return
    for match in _SYMBOL.finditer(text):
        written = match[0].rstrip(".-&")
        end = match.start() + len(written)
        symbol = written.replace(" ", "").upper()
        if not _is_real(symbol) or "/D/" in symbol or "/DR/" in symbol:
            continue
        if symbol == own.replace(" ", "").upper() or _in_address(text, match.start()):
            continue
        if _RESOLUTION.fullmatch(symbol):
            yield Mention(f"res:{_plain(symbol)}", match.start(), end, "resolution-symbol", 0.98)
            continue
        comment = _GC.fullmatch(symbol)
        also = (f"gc:{comment[1].replace('E/C.12', 'CESCR')}/{comment[2]}",) if comment else ()
        yield Mention(f"doc:{symbol}", match.start(), end, "symbol", 0.98, also=also)


def _is_real(symbol: str) -> bool:
    """Return whether it has a number behind its organ, unlike "A/B", "S/RES" and "A/5"."""
    organ, _, rest = symbol.partition("/")
    numbered = any(char.isdigit() for char in rest) and not _SHORT.fullmatch(symbol)
    return numbered and (len(organ) > 1 or rest[0].isdigit() or "/" in rest)


def _plain(symbol: str) -> str:
    # The year in brackets behind a resolution of the Security Council is no part of its number.
    return re.sub(r"(S/RES/\d+)\(\d{4}\)", r"\1", symbol)


def _in_address(text: str, position: int) -> bool:
    word = text.rfind(" ", 0, position) + 1
    return "://" in text[word:position] or "www." in text[word:position]
