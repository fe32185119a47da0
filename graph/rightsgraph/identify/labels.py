"""Word the citation of a part, in English as United Nations documents print it, and in others."""

from rightsgraph.identify.parts import Part, Step
from rightsgraph.identify.things import split_thing
from rightsgraph.iris import unslug

LANGUAGES = {
    "ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian",
    "zh": "Chinese",
}  # fmt: skip
_WORDS = {
    "en": {"paragraph": "para.", "article": "art.", "language": "{} version"},
    "ar": {
        "paragraph": "الفقرة", "article": "المادة", "footnote": "الحاشية", "annex": "المرفق",
        "section": "الفرع", "item": "البند", "bullet": "النقطة", "summary": "الموجز",
        "opinion": "الرأي", "row": "السطر", "language": "النسخة {}", "preamble": "الديباجة",
        "rule": "القاعدة", "principle": "المبدأ", "chapter": "الفصل",
    },
    "fr": {
        "paragraph": "par.", "footnote": "note", "annex": "annexe", "item": "point",
        "article": "art.", "bullet": "puce", "summary": "résumé", "row": "ligne",
        "language": "version {}", "preamble": "préambule", "rule": "règle",
        "principle": "principe", "chapter": "chapitre",
    },
    "es": {
        "paragraph": "párr.", "article": "art.", "footnote": "nota", "annex": "anexo",
        "section": "sección", "item": "elemento", "bullet": "viñeta", "summary": "resumen",
        "opinion": "opinión", "row": "fila", "language": "versión {}", "preamble": "preámbulo",
        "rule": "regla", "principle": "principio", "chapter": "capítulo",
    },
}  # fmt: skip
LABEL_LANGUAGES = tuple(_WORDS)


def citation_label(part: Part, whole: str | None = None, language: str = "en") -> str:
    """Return the citation of a part, such as `CEDAW/C/MEX/CO/7-8, para. 18(f)`.

    `whole` is the name of the document or instrument, by default what its IRI says; `language`
    is one of `LABEL_LANGUAGES`.

    >>> document = "https://w3id.org/rightsgraph/id/document/A_HRC_23_18"
    >>> citation_label(Part(document, ("annex", "II", "section", "1", "item", "3")))
    'A/HRC/23/18, annex II, section 1, item 3'
    >>> citation_label(Part(document, ("footnote", "13", "language", "ar")))
    'A/HRC/23/18, footnote 13, Arabic version'
    >>> citation_label(Part(document, ("paragraph", "53")), language="fr")
    'A/HRC/23/18, par. 53'
    """
    comma = "، " if language == "ar" else ", "
    steps = [_words(step, _WORDS[language]) for step in part.steps]
    return comma.join([whole or whole_label(part.whole), *steps])


def whole_label(iri: str) -> str:
    """Return the short name that the IRI of a document, instrument, judgment or register says.

    >>> whole_label("https://w3id.org/rightsgraph/id/judgment/iacthr/C-205")
    'Series C No. 205'
    >>> whole_label("https://w3id.org/rightsgraph/id/instrument/opcat")
    'OPCAT'
    """
    kind, segments = split_thing(iri)
    name = unslug(segments[-1])
    if kind == "judgment" and segments[0] == "iacthr":
        series, _, number = name.partition("-")
        return f"Series {series} No. {number}"
    return name.upper() if kind == "instrument" else name


def _words(step: Step, words: dict[str, str]) -> str:
    word = words.get(step.kind, step.kind)
    if step.kind == "language":
        tag = step.numbers[0]
        name = LANGUAGES.get(tag, tag) if words is _WORDS["en"] else tag
        return word.format(name)
    return f"{word} {step.number}" if step.number else word
