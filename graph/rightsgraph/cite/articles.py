"""Read numbers of articles or rules with the paragraphs behind some of them.

    numbers = list ("," "paragraph" list ("and" list)?)*      `7, 10, paragraph 1, and 14 (3) (c)`

A paragraph becomes the first letter of its article: article 14, paragraph 3 (c), is 14(3)(c).
"""

import re
from dataclasses import replace

from rightsgraph.cite.units import Unit, read_units
from rightsgraph.cite.words import ONE_PARAGRAPH, PARAGRAPH

_PARAGRAPHS = re.compile(rf"(?: ?,)? ?(?P<open>\(?)(?P<of>of )?(?P<word>{PARAGRAPH}) *(?=[\d(])")
_PARAGRAPHS_AGAIN = re.compile(
    rf" ?[,;]? ?(?:and )?(?P<word>{PARAGRAPH}) *(?=\d)(?!\d+[^,;.]{{0,12}} of )"
)
_PARAGRAPHS_OF = re.compile(rf"({PARAGRAPH}) +(?=\d)")
_ANOTHER_ARTICLE = re.compile(rf"\d+(?: ?\([^)]{{1,4}}\))*,? ?{PARAGRAPH}")
_LETTER_OF = re.compile(
    r"(?:al(?:inéa|\.)|[Aa]partado|inciso|letra|الفقرة الفرعية) \(?(?P<letter>[a-z]{1,4})\)"
    r" (?:del?|du|de la|de l'|من) ?$"
)
_AND = re.compile(r" ?[,;]? ?(?:(?:and|or|y|et|ou) ?)?(?=\d)")
_AND_LETTER = re.compile(r" ?,? ?(?:(?:and|or|y|et|ou) )?(?=\([a-z]{1,4}\))")
_COMMA = re.compile(r" ?,? (?:and|or|and/or|as well as|y|e|o|et|ou|&) | ?, ?| ?و ?")
_SAME = re.compile(r" ?,? (?:and|or) (\d+)(?= ?\()")
_LETTERS = re.compile(r"\(([a-z]{1,4})\)")


def read_articles(text: str, position: int, *, plural: bool) -> tuple[list[Unit], int]:
    """Read articles with the paragraphs that follow some of them; return them and the end."""
    units: list[Unit] = []
    end = position
    while True:
        more, end = read_units(text, end, _ANOTHER_ARTICLE if units else None)
        units += more
        match = _PARAGRAPHS.match(text, end)
        if not more or match is None:
            return units, end
        paragraphs, end = _paragraphs(text, match, end)
        if not paragraphs:
            return units, end
        while group := _PARAGRAPHS_AGAIN.match(text, end):
            more_paragraphs, end = _paragraphs(text, group, end)
            paragraphs += more_paragraphs
            if not more_paragraphs:
                break
        units[-1:] = [within(units[-1], paragraph) for paragraph in paragraphs]
        if (finer := _PARAGRAPHS.match(text, end)) and _LETTERS.match(text, finer.end()):
            letters, end = _letters(text, finer.end())
            units[-1:] = [within(units[-1], letter) for letter in letters]
        if match["open"] and text[end : end + 1] == ")":
            end += 1
        joint = _AND.match(text, end)
        again = joint and (plural or _ANOTHER_ARTICLE.match(text, joint.end()))
        if not joint or not again:
            return units, end
        if _is_date(text, joint.end()):
            return units, end
        end = joint.end()


def _is_date(text: str, position: int) -> bool:
    return not read_units(text, position)[0]


def _paragraphs(text: str, match: re.Match[str], before: int) -> tuple[list[Unit], int]:
    if _LETTERS.match(text, match.end()):
        return _letters(text, match.end())
    one = ONE_PARAGRAPH.match(match["word"] + " ") is not None
    most = 1 if one else 200
    units, end = read_units(
        text, match.end(), _ANOTHER_ARTICLE, most=most, separator=_COMMA, rising=True
    )
    while one and (again := _SAME.match(text, end)) and again[1] == units[-1].number:
        more, end = read_units(text, again.start(1), _ANOTHER_ARTICLE, most=1)
        units += more
    return (units, end) if units else ([], before)


def _letters(text: str, position: int) -> tuple[list[Unit], int]:
    """Read `(a) and (b)` behind a word for paragraph: letters without a number."""
    units, end = [], position
    while letter := _LETTERS.match(text, end):
        units.append(Unit("", (letter[1],)))
        joint = _AND_LETTER.match(text, letter.end())
        end = joint.end() if joint else letter.end()
    return units, end


def paragraphs_before(text: str, position: int) -> tuple[int, list[Unit]] | None:
    """Read `paragraphs 1 and 2 of ` that stands right before an article."""
    begin = max(0, position - 60)
    for match in _PARAGRAPHS_OF.finditer(text, begin, position):
        units, end = read_units(text, match.end())
        if units and re.fullmatch(r",? (?:of|del?|du|de l'|من) ?(?:the )?", text[end:position]):
            letter = _LETTER_OF.search(text, max(0, match.start() - 40), match.start())
            if letter and len(units) == 1:
                finer = replace(units[0], letters=(*units[0].letters, letter["letter"]))
                return letter.start(), [finer]
            return match.start(), units
    return None


def within(article: Unit, paragraph: Unit) -> Unit:
    """Return an article with a paragraph of it as its first letter."""
    numbers = tuple(part for part in paragraph.number.split(".") if part)
    return replace(
        article, letters=(*article.letters, *numbers, *paragraph.letters), to=paragraph.to
    )
