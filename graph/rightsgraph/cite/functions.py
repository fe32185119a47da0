"""Tell what a citation is for, where the words of its sentence show it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from rightsgraph.cite.model import Citation
from rightsgraph.cite.place import Place

FOUND_VIOLATED = "found-violated"
"""The body concludes that the cited provision was violated."""

# The words of a conclusion, which follow each other in its sentence.
_CONCLUSION = (
    re.compile(r"\b(?:is of the (?:view|opinion)|concludes|considers|finds|decides|holds) that "),
    re.compile(
        r"\b(?:(?:disclose|reveal|show|constitute|amount|result)\w*|was|were|is|are|has|have|had|"
        r"therefore)\b"
    ),
    re.compile(r"\b(?:violations?|breach|violated|breached)\b"),
)
_NO_VIOLATION = re.compile(
    r"\b(?:no|not|cannot|nor|neither|unable)\b[^;]{0,90}?(?:violat|breach|disclos|reveal)|"
    r"\b(?:would|could|may|might|whether|claims?|alleg\w+|submits|argues|contends) "
)
# The first that the sentence shows is taken; the cue stands before the citation.
_CUES = (
    ("distinguished", re.compile(
        r"\bdistinguish\w*|\b[Uu]nlike\b|\bdiffer(?:s|ed|ent)? from\b|\b[Ii]n contrast to\b|"
        r"\b[Cc]ontrary to the (?:case|situation) (?:of|in)\b"
    )),
    ("followed-up", re.compile(
        r"\b[Ff]ollow-up (?:to|on)\b|\b(?:[Ii]mplement\w*|[Ee]xecut\w*|[Cc]ompl\w+ with|"
        r"give effect to)\b[^;.]{0,60}\b(?:judge?ments?|decisions?|[Vv]iews|rulings?|cases?)\b"
    )),
    ("recalled", re.compile(
        r"\b[Rr]ecall(?:s|ed|ing)?\b|\b[Rr]eiterat\w+|\b[Rr]eaffirm\w*|\bas (?:it |the Committee )?"
        r"(?:has )?(?:previously |already )?(?:stated|held|established|indicated|explained) in\b|"
        r"\b(?:its|the Committee's)(?: \w+){0,2} (?:jurisprudence|case law)\b"
    )),
    ("relied-on", re.compile(
        r"\b[Rr]el(?:y|ies|ied|ying) (?:up)?on\b|\b[Ii]nvok(?:e|es|ed|ing)\b|"
        r"\b[Rr]efer(?:s|red|ring)? to\b|\b[Cc]it(?:es|ed|ing)\b|\b[Ww]ith reference to\b|"
        r"\b[Ii]n line with\b|\b[Gg]uided by\b|\b[Dd]rawing on\b|\b[Bb]ased on\b|"
        r"\b[Ii]n (?:the )?light of\b"
    )),
)  # fmt: skip
_BEFORE = 400


def with_functions(citations: Iterable[Citation], places: dict[str, Place]) -> Iterable[Citation]:
    """Yield the citations, each with its function where its sentence shows one.

    For a citation in a footnote it is the sentence with the footnote's mark.
    """
    text = places["text"]
    marks = {f"footnote:{m[1]}": m.start() for m in re.finditer(r"\[\[fn:(\w+)\]\]", text.text)}
    for citation in citations:
        place, position = places[citation.where], citation.start
        if citation.where in marks:
            place, position = text, marks[citation.where]
        function = _function(place, position, citation)
        yield replace(citation, function=function) if function else citation


def _function(place: Place, position: int, citation: Citation) -> str | None:
    begin = max(place.sentence(max(0, position - 1)), position - _BEFORE)
    before = place.text[begin:position]
    if citation.target.startswith("treaty:"):
        concluded = citation.where == "text" and "Committee" in before and _is_concluded(before)
        return FOUND_VIOLATED if concluded else None
    return next((name for name, cue in _CUES if cue.search(before)), None)


def _is_concluded(sentence: str) -> bool:
    """Return whether a sentence, so far, says that a violation was found, and by its own words."""
    begin = position = 0
    for word in _CONCLUSION:
        found = word.search(sentence, position)
        if found is None or ";" in sentence[position : found.start()]:
            return False
        begin, position = begin or found.start() + 1, found.end()
    return not _NO_VIOLATION.search(sentence, begin)
