"""Take the footnotes out of the lines of a document: those below pages, and those at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rightsgraph.cite.plain import plain
from rightsgraph.ingest.numbering import annex_of, number_of

_RULE = re.compile(r"\s*_{5,}\s*$")
_HEADING = re.compile(
    r"[\s*#]*(?:Notes|Footnotes|Endnotes|Notas|Notes de fin|الحواشي)[\s*]*$", re.IGNORECASE
)
_AT_START = re.compile(
    r"\s*(?P<open>[()\[]?)\s?(?P<n>\d{1,4}|[a-z]|\*{1,3})\s?(?P<close>[()\].]*)\s+(?=\S)"
)
_AT_END = re.compile(r"(?:[()]\s?(?P<n>\d{1,4})\s?[()]|\s(?P<star>\*{1,3}))\s*$")
_STAR = re.compile(r"(\*{1,3})\s+(?=[^\s*])")
_STARRED = re.compile(r"[^\W_]\*{1,3}(?:\s|$)")
_END_MARKS = ".;:!?؟؛…"
_CLOSING = " \xa0•)(]\"'»”’*_"
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a footnote: its number or sign, its text, and the line of the body that it stood at."""

    n: str
    text: str
    at: int


def ends_sentence(line: str) -> bool:
    """Return whether a sentence ends where a line ends.

    In damaged Arabic text the end of a line stands at its beginning.

    >>> ends_sentence("as it is."), ends_sentence("  .)٤(الاستنتاجات"), ends_sentence("Annex")
    (True, True, False)
    """
    last = line.rstrip(_CLOSING)[-1:]
    return last in tuple(_END_MARKS) or line.lstrip(_CLOSING + "\t")[:1] in (".", "؛")


def take_notes(lines: Sequence[str]) -> tuple[list[str], list[Note]]:
    """Return the lines of the body, and the notes.

    A line of underscores begins notes below a page, which end where a note ends and no other
    begins; a heading such as Notes begins those that go on to the end.
    """
    body: list[str] = []
    notes: list[Note] = []
    place, starred = 0, False
    while place < len(lines):
        line = lines[place]
        is_heading = bool(_HEADING.match(line))
        star = _STAR.match(line) if starred else None
        if is_heading or _RULE.match(line):
            end = _read_block(lines, place + 1, len(body), notes, to_the_end=is_heading)
            body += [line] if end == place + 1 and is_heading else []
            place = end
        elif star:
            notes.append(Note(star[1], line[star.end() :].strip(), len(body)))
            place += 1
        else:
            starred = starred or bool(_STARRED.search(line))
            body.append(line)
            place += 1
    return body, notes


def _read_block(
    lines: Sequence[str], start: int, at: int, notes: list[Note], to_the_end: bool
) -> int:
    """Read the notes from a line on; return the line behind them, or the start if there is none."""
    place = _next_text(lines, start)
    last = next((note.n for note in reversed(notes)), None)
    text: list[str] = []
    n: str | None = None
    while place < len(lines):
        line = lines[place]
        begun = _begins_note(line, last, is_first=n is None)
        if begun:
            notes += [Note(n, "\n".join(text).rstrip(), at)] if n else []
            n, rest = begun
            last, text = n, [rest]
        elif (
            n is None
            or _ends_all_notes(line)
            or not (to_the_end or _goes_on(lines, place, text, last))
        ):
            break
        else:
            text.append(line)
        place += 1
    if n is None:
        return start
    notes.append(Note(n, "\n".join(text).rstrip(), at))
    return place


def _ends_all_notes(line: str) -> bool:
    return bool(_RULE.match(line) or _HEADING.match(line) or annex_of(line))


def _goes_on(lines: Sequence[str], place: int, text: list[str], last: str | None) -> bool:
    """Return whether a line that begins no note is part of the last one all the same."""
    is_blank = not lines[place].strip()
    before = next((line for line in reversed(text) if line.strip()), "")
    if not is_blank and not ends_sentence(before):
        return True
    for line in lines[place : place + _NEAR]:
        if _begins_note(line, last, is_first=False):
            return True
        if (not line.strip() and not is_blank) or _RULE.match(line) or number_of(line):
            return False
    return False


def _begins_note(line: str, last: str | None, is_first: bool) -> tuple[str, str] | None:
    shown = plain(line)
    found = _AT_START.match(shown)
    if found and _follows(last, found["n"], is_first):
        # A mirrored mark shows that the line is damaged, which its reader has to know.
        return found["n"], line if found["open"] == ")" else line[found.end() :]
    found = _AT_END.search(shown)
    n = (found["n"] or found["star"]) if found else None
    if found and n and _follows(last, n, is_first):
        return n, line
    return None


def _follows(last: str | None, n: str, is_first: bool) -> bool:
    """Return whether a note numbered n may come behind the last one."""
    if n.startswith("*"):
        return True
    if n.isdigit():
        if last is None or not last.isdigit():
            return is_first or n == "1"
        return int(last) < int(n) <= int(last) + 3 or (is_first and n == "1")
    return (is_first and n == "a") or (last is not None and last.isalpha() and _after(last, n))


def _after(last: str, n: str) -> bool:
    return ord(n) == ord(last) + 1


def _next_text(lines: Sequence[str], place: int) -> int:
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place
