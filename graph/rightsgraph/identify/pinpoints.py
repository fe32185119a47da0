"""Read pinpoints, the parts named behind an identifier: `para. 18(f)`, `annex II`, `الفقرة ٥٣`.

A pinpoint names one part. Ranges and lists of paragraphs name several and are not read here.
"""

import re

from rightsgraph.identify.labels import LANGUAGES
from rightsgraph.identify.parts import STEPS
from rightsgraph.identify.spelling import clean

_KINDS = {
    "paragraph": "paragraph para paragraphe par párrafo párr пункт п الفقرة",
    "article": "article art artículo статья ст المادة",
    "footnote": "footnote fn note nota сноска الحاشية",
    "annex": "annex annexe anexo приложение المرفق",
    "section": "section sect sección раздел الفرع",
    "summary": "summary résumé resumen резюме الموجز",
    "preamble": "preamble préambule preámbulo преамбула الديباجة",
    "rule": "rule règle regla правило القاعدة",
    "principle": "principle principe principio принцип المبدأ",
    "chapter": "chapter chap chapitre capítulo глава الفصل",
    "opinion": "opinion",
    "item": "item",
    "bullet": "bullet",
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_LANGUAGE_WORDS = {name.lower(): tag for tag, name in LANGUAGES.items()}
_ORDINALS = {
    "الأول": "I", "الثاني": "II", "الثالث": "III", "الرابع": "IV", "الخامس": "V",
    "السادس": "VI", "السابع": "VII", "الثامن": "VIII", "التاسع": "IX", "العاشر": "X",
}  # fmt: skip
# Sub-paragraphs in Arabic documents follow the order of the old alphabet.
_LETTERS = {
    "أ": "a", "ب": "b", "ج": "c", "د": "d", "ه": "e", "هـ": "e", "و": "f", "ز": "g",
    "ح": "h", "ط": "i", "ي": "j",
}  # fmt: skip
_CHARACTERS = str.maketrans(
    dict(zip("٠١٢٣٤٥٦٧٨٩،，", "0123456789,,", strict=True)) | dict.fromkeys("¶§", " para ")
)

_WORD = re.compile(r"[ ,]([^\W\d_]+)")
_CHINESE = re.compile(r" ?第([0-9]+)([段条])")
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,3}[a-z]?|[IVXLC]{1,7}|[A-Za-z*]"
_STEP = re.compile(
    rf"(?P<word>[^\W\d_]+)\.?(?: (?P<number>{_NUMBER})"
    r"(?P<letters>(?:(?: ?\(| )[^\W_]{1,5}\u0640?\))*))?"
)


def split_pinpoint(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Split a citation into what is cited and the path of the part, or return None.

    >>> split_pinpoint("CEDAW/C/MEX/CO/7-8, paragraph 18(f)")
    ('CEDAW/C/MEX/CO/7-8', ('paragraph', '18', 'f'))
    >>> split_pinpoint("A/HRC/23/18, paras. 18-20") is None
    True
    """
    plain = clean(_CHINESE.sub(_in_english, text.translate(_CHARACTERS)))
    start = next((word for word in _WORD.finditer(plain) if _begins_pinpoint(word)), None)
    if not start:
        return None
    head, tail = plain[: start.start()], plain[start.start(1) :]
    steps = [read_step(step) for step in tail.rstrip(" .;:,").split(",")]
    path = [word for step in steps if step for word in step]
    return (head.rstrip(" ,"), tuple(path)) if head.strip(" ,") and all(steps) else None


def read_step(text: str) -> tuple[str, ...] | None:
    """Read one step of a pinpoint, or return None.

    >>> read_step("para. 19 (a)(ii)"), read_step("المرفق الثاني"), read_step("Arabic version")
    (('paragraph', '19', 'a', 'ii'), ('annex', 'II'), ('language', 'ar'))
    """
    first, _, rest = (stripped := text.strip()).partition(" ")
    if rest == "version" and first.lower() in _LANGUAGE_WORDS:
        return "language", _LANGUAGE_WORDS[first.lower()]
    match = _STEP.fullmatch(f"{first} {_ORDINALS[rest]}" if rest in _ORDINALS else stripped)
    kind = _WORDS.get(match["word"].lower()) if match else None
    if not match or not kind or (kind in ("summary", "preamble")) != (match["number"] is None):
        return None
    letters = re.findall(r"[^\s()]+", match["letters"] or "")
    if letters and STEPS[kind][1] == 1:
        return None
    numbers = [match["number"]] if match["number"] else []
    return kind, *numbers, *(_LETTERS.get(letter, letter) for letter in letters)


def _begins_pinpoint(match: re.Match[str]) -> bool:
    word, followed = match[1].lower(), match.string.startswith(" version", match.end())
    return word in _WORDS or (word in _LANGUAGE_WORDS and followed)


def _in_english(match: re.Match[str]) -> str:
    return f", {'paragraph' if match[2] == '段' else 'article'} {match[1]}"
