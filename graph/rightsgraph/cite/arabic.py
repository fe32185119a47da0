"""Write a text with Arabic letters so that the grammar can read it, and keep where all of it stood.

The rules, in this order; those of `visual` come between the first and the second:

`shapes`      presentation forms of letters (U+FB50-U+FDFF, U+FE70-U+FEFF) become the letters.
`bare`        tatweel and marks of vowels are left out: they part the letters of one word.
`torn`        an alif that stands alone before a word with lam is the beginning of that word; so is
              "al-maj" before "lis", the Council, whose ligature some fonts lack.
`letters`     a letter in brackets that numbers a sub-paragraph becomes Latin, in the order of the
              abjad: alif a, ba b, jim c, dal d, ha e, waw f, zay g, hah h, tah i, ya j, kaf k,
              lam l, mim m, nun n; with the first bracket left out only behind a number.
`scripts`     a Latin word begins a word of its own behind an Arabic letter: wa-CCPR is wa CCPR.
`apart`       "and", "in", "to", "as", which Arabic writes in one word with the noun, are parted
              from the nouns of citations: wa-bi-l-mada is read wa bi l-mada.
`series`      the series of judgments of the Inter-American Court goes by its Latin letter.
`dotted`      behind the word for one paragraph, for two, or for a section, 4-2 is the paragraph
              4.2, as Arabic documents write it; behind that for several, too, where there are
              several such numbers and one of them goes down.
`range`       any other range that goes down is one that extraction turned: 55-50 is 50-55.
`pair`        a pair of numbers is turned where only the other order is possible: behind
              "resolution" a year that comes last, or a session that comes last (at most 100) behind
              a number above 100; behind "communication" a year that comes first. Where both orders
              are possible (6/20) the order stays that of the text.
"""

import re
from collections.abc import Callable
from functools import cache
from unicodedata import normalize

from rightsgraph.cite.plain import plain
from rightsgraph.cite.visual import Traced, reordered

_ANY = re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_BARE = re.compile("[\u0640\u064b-\u0652\u0670]")
_TORN = re.compile(r"(?<!\w)(?P<alif>ا) +(?=ل[ء-ي])|(?<!\w)(?P<council>\w{0,2}المج) +(?=لس(?!\w))")
_LETTER = re.compile(r"\( ?(?P<letter>[ء-ي]) ?\.? ?\)|(?<=\d)(?P<space> ?)(?P<half>[ء-ي])\)")
_ABJAD = dict(zip("أبجدهوزحطيكلمن", "abcdefghijklmn", strict=True)) | {"ا": "a", "ى": "j"}
_NOUNS = (
    "مادة|مادتان|مادتين|مواد|فقرة|فقرتان|فقرتين|فقرات|قرارات|قرارين|قراران|قرار|مقرر|مقررات|عهد|"
    "اتفاقية|بروتوكول|ميثاق|إعلان|محكمة|جمعية|مجلس|تعليق|تعليقات|تعليقين|توصية|توصيات|بلاغ|بلاغات|"
    "بلاغين|قضية|قاعدة|مبدأ|لجنة|مرفق|فرع|نظام"
)
_APART = re.compile(
    rf"(?<!\w)(?P<and>[وف])?(?P<to>[بكل])?(?P<the>ال|ل)?(?P<noun>{_NOUNS})"
    r"(?:ها?|هما?|يها?)?(?!\w)(?P<definite> +(?:المعنية|المذكورة))?"
)
_SCRIPTS = re.compile("[ء-ي](?=[A-Z])")
_PAIR = re.compile(r"(?<![\d/.\w])(\d{1,4}) ?/ ?(\d{1,4})(?![\d/.])")
_KIND = re.compile(r"(?P<resolution>قرار|مقرر)|(?P<communication>بلاغ|رسالة)")
_NEAR = 90
_MOST_SESSIONS = 100
_SERIES = re.compile(r"السلسلة (?P<letter>جيم|ألف),? ?(?:(?:العدد|رقم) )?(?=\d)")
_HYPHENED = re.compile(
    r"(?P<noun>(?:ال)?(?:فقرة|فقرتان|فقرتين|فرع)|(?:ال)?فقرات) +"
    r"(?P<numbers>\d{1,3}(?:-\d{1,3})?(?: ?(?:,|و|إلى|,? ?و) ?\d{1,3}(?:-\d{1,3})?){0,20})"
)
_RANGE = re.compile(r"(?<![\d/.A-Za-z-])(\d{1,3})(-)(\d{1,3})(?!\.?\d|[/\w-])")

_Pieces = list[tuple[str, int]]


def legible(text: str) -> Traced | None:
    """Return a text with Arabic letters as the grammar reads it, or None if it has none.

    >>> legible("قـرار مجلس حقوق الإنسان ١٨/١٤").text
    'قرار مجلس حقوق الإنسان 18/14'
    >>> legible("Human Rights Council resolution 18/14")
    """
    if text.isascii() or not _ANY.search(text):
        return None
    read = _rewritten(Traced(text, list(range(len(text)))), _SHAPES, _shape)
    if order := reordered(read.text):
        read = Traced(order.text, [read.origin[i] for i in order.origin])
    read = Traced(plain(read.text), read.origin)
    for pattern, rule in _RULES:
        read = _rewritten(read, pattern, rule)
    return _turned(read)


def _rewritten(
    read: Traced, pattern: re.Pattern[str], rule: Callable[[re.Match[str]], _Pieces]
) -> Traced:
    """Return a text with the matches of a pattern replaced by pieces.

    Each piece comes with the place in the match of its first character.
    """
    if not pattern.search(read.text):
        return read
    text: list[str] = []
    origin: list[int] = []
    last = 0
    for match in pattern.finditer(read.text):
        text.append(read.text[last : match.start()])
        origin += read.origin[last : match.start()]
        for piece, begin in rule(match):
            text.append(piece)
            places = range(match.start() + begin, match.start() + begin + len(piece))
            origin += [read.origin[min(place, match.end() - 1)] for place in places]
        last = match.end()
    text.append(read.text[last:])
    origin += read.origin[last:]
    return Traced("".join(text), origin)


def _shape(match: re.Match[str]) -> _Pieces:
    return [(_letters(match[0]), 0)]


@cache
def _letters(shape: str) -> str:
    return normalize("NFKC", shape)


def _joined(match: re.Match[str]) -> _Pieces:
    return [(match["alif"] or match["council"], 0)]


def _latin(match: re.Match[str]) -> _Pieces:
    letter = _ABJAD.get(match["letter"] or match["half"])
    if letter is None:
        return [(match[0], 0)]
    at = match.start("letter") if match["letter"] else match.start("half")
    return [("(", 0), (letter, at - match.start()), (")", len(match[0]) - 1)]


def _parted(match: re.Match[str]) -> _Pieces:
    return [(match[0], 0), (" ", 0)]


def _apart(match: re.Match[str]) -> _Pieces:
    to, the = match["to"], match["the"]
    if the == "ل" and to != "ل":
        return [(match[0], 0)]
    pieces: _Pieces = [
        (f"{match[name]} ", match.start(name) - match.start())
        for name in ("and", "to")
        if match[name]
    ]
    # The article is part of the word after "to": li-l-lajna is written with one lam less.
    article = "ال" if the or (to == "ل" and match["noun"] == "لجنة" and match["definite"]) else ""
    noun = match.start("noun") - match.start()
    if article:
        pieces.append((article, max(0, noun - 2) if the == "ال" else noun - 1))
    pieces.append((match[0][noun:], noun))
    return pieces


def _series(match: re.Match[str]) -> _Pieces:
    return [(f"Series {'C' if match['letter'] == 'جيم' else 'A'} No. ", 0)]


def _dotted(match: re.Match[str]) -> _Pieces:
    begin = match.start("numbers") - match.start()
    pairs = _RANGE.findall(match["numbers"])
    ranges = all(int(first) < int(last) for first, _, last in pairs) or len(pairs) == 1
    if match["noun"].endswith("فقرات") and ranges:
        return [(match[0], 0)]
    return [(match[0][:begin], 0), (_RANGE.sub(r"\1.\3", match["numbers"]), begin)]


def _ascending(match: re.Match[str]) -> _Pieces:
    if int(match[1]) <= int(match[3]):
        return [(match[0], 0)]
    first, last = match.start(1) - match.start(), match.start(3) - match.start()
    return [(match[3], last), ("-", match.start(2) - match.start()), (match[1], first)]


def _turned(read: Traced) -> Traced:
    """Turn the pairs of numbers that can only be meant the other way round."""

    def rule(match: re.Match[str]) -> _Pieces:
        before = list(_KIND.finditer(read.text, max(0, match.start() - _NEAR), match.start()))
        if not before or not _turns(before[-1].lastgroup or "", match[1], match[2]):
            return [(match[0], 0)]
        return [(match[2], match.start(2) - match.start()), ("/", len(match[1])), (match[1], 0)]

    return _rewritten(read, _PAIR, rule)


def _turns(kind: str, first: str, second: str) -> bool:
    if kind == "communication":
        return _year(first) and not _year(second)
    if _year(second):
        return not _year(first)
    return not _year(first) and int(first) > _MOST_SESSIONS >= int(second)


def _year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Pieces]], ...] = (
    (_BARE, lambda _: []),
    (_TORN, _joined),
    (_LETTER, _latin),
    (_SCRIPTS, _parted),
    (_APART, _apart),
    (_SERIES, _series),
    (_HYPHENED, _dotted),
    (_RANGE, _ascending),
)
