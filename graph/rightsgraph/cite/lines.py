"""Read paragraphs from JSON Lines, and write what they cite as JSON Lines.

A line in:  {"id", "symbol", "language"?, "text", "footnotes"?: [{"n", "text"}]}
A line out: {"id", "citations": [{"target", "pinpoint", "where", "start", "end", "surface",
             "function"?, "also"?, "confidence", "rule"}]}
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from rightsgraph.cite.model import Citation, Footnote, Paragraph

LONGEST_LINE = 16 * 2**20
_KINDS = {
    "list": "a list", "str": "a text", "int": "a number", "float": "a number",
    "bool": "true or false", "NoneType": "null",
}  # fmt: skip
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\x00\xfe\xff")


class LineRefused(Exception):
    """Say why a line was not read, and what to do."""


class ReadLine(NamedTuple):
    """Hold what a line says: the id as given, and the paragraph."""

    id: str | int
    paragraph: Paragraph


def read_line(line: bytes | str) -> ReadLine | None:
    """Read one line; None if it is blank. Raises LineRefused with what is wrong and what to do.

    >>> read_line('{"id": 7, "symbol": "A/1", "text": "See A/2."}').paragraph.text
    'See A/2.'
    """
    _check_length(len(line))
    text = _decoded(line) if isinstance(line, bytes) else line
    if not text.strip("\ufeff \t\r\n"):
        return None
    found = _object(text.lstrip("\ufeff"))
    id_ = found.get("id")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        raise LineRefused(f'has {_what(found, "id")}; give each paragraph an "id", a text')
    symbol = found["symbol"] if found.get("symbol", ...) is None else _text(found, "symbol")
    language = _text(found, "language") if found.get("language") is not None else None
    body = _text(found, "text")
    read = Paragraph(
        id=_sound(str(id_), "id"),
        symbol=symbol or "",
        text=body,
        footnotes=tuple(_footnotes(found.get("footnotes"))),
        language=(language or "en").split("-")[0].strip().lower(),
    )
    return ReadLine(id_, read)


def refuse_length(length: int) -> LineRefused:
    """Return what is said of a line that is longer than any paragraph."""
    most, mib = LONGEST_LINE // 2**20, 2**20
    return LineRefused(
        f"is {length / mib:.0f} MiB long, more than {most} MiB, which no paragraph is; "
        "give its paragraphs on lines of their own"
    )


def write_line(id_: str | int, citations: Iterable[Citation]) -> str:
    """Write the citations of a paragraph as one line, without the line's end."""
    found = [_written(citation) for citation in citations]
    return json.dumps({"id": id_, "citations": found}, ensure_ascii=False)


def _written(citation: Citation) -> dict[str, object]:
    written: dict[str, object] = {
        "target": citation.target,
        "pinpoint": citation.pinpoint,
        "where": citation.where,
        "start": citation.start,
        "end": citation.end,
        "surface": citation.surface,
    }
    if citation.function is not None:
        written["function"] = citation.function
    if citation.also:
        written["also"] = citation.also
    return written | {"confidence": citation.confidence, "rule": citation.rule}


def _check_length(length: int) -> None:
    if length > LONGEST_LINE:
        raise refuse_length(length)


def _decoded(line: bytes) -> str:
    try:
        return line.removeprefix(b"\0").decode("utf-8")  # what UTF-16 leaves behind its lines
    except UnicodeDecodeError as error:
        if line.startswith(_UTF16):
            reason = "is UTF-16; convert it with: iconv -f UTF-16 -t UTF-8"
        else:
            reason = f"is not UTF-8 at byte {error.start + 1}; save it as UTF-8"
        raise LineRefused(reason) from None


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        if "\0" in text[:64]:
            reason = "has null characters; if it is UTF-16, convert it to UTF-8"
        else:
            reason = f"is not JSON at column {error.colno} ({error.msg}); write one object a line"
        raise LineRefused(reason) from None
    except RecursionError:
        raise LineRefused("is nested too deeply; write one flat object a line") from None
    except ValueError:
        raise LineRefused("has a number of too many digits; write it as a text") from None
    if not isinstance(found, dict):
        kind = _KINDS[type(found).__name__]
        raise LineRefused(f'is {kind}; write an object with "id", "symbol" and "text"')
    return found


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise LineRefused(f'has {_what(found, name)}; give "{name}" as a text')
    return _sound(value, name)


def _sound(value: str, name: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        place = f'"{name}", character {error.start + 1}'
        raise LineRefused(f"has half a character (a lone surrogate) in {place}; mend it") from None
    return value


def _footnotes(value: object) -> Iterable[Footnote]:
    if value is None:
        return
    if not isinstance(value, list):
        raise LineRefused('has "footnotes" that are no list; write [{"n": "1", "text": "..."}]')
    for note in value:
        if not isinstance(note, dict) or not isinstance(note.get("n"), str | int):
            raise LineRefused('has a footnote without "n"; write {"n": "1", "text": "..."}')
        yield Footnote(_sound(str(note["n"]), "n"), _text(note, "text"))


def _what(found: dict[str, Any], name: str) -> str:
    if name not in found:
        return f'no "{name}"'
    return f'as "{name}" {_KINDS.get(type(found[name]).__name__, "an object")}'
