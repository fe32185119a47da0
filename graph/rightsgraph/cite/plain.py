"""Make a text plain for reading, one character for one, so that offsets stay those of the text."""

from functools import lru_cache

from rightsgraph.identify.names import normalise_name

_SPACES = dict.fromkeys(
    map(ord, "\t\n\r\f\v\u00a0\u2002\u2003\u2005\u2007\u2009\u200a\u200b\u202f\u3000\ufeff"), " "
)
# Marks of direction are invisible: they become spaces too, and spaces never matter much.
_MARKS = dict.fromkeys(
    [0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " "
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u00b4\u201f\u02bc"), "'") | dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'
)
_DIGITS = {ord(a): str(i % 10) for i, a in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_ARABIC = {ord("،"): ",", ord("؛"): ";", ord("ـ"): "ـ"}
_PLAIN = _SPACES | _MARKS | _DASHES | _QUOTES | _DIGITS | _ARABIC


def plain(text: str) -> str:
    r"""Return a text of the same length with one kind of space, dash, quote and digit.

    French has a word for the first article: "article premier" becomes article 1.

    >>> plain("paras.\u00a050\u201355, \u0661\u0668/\u0661\u0664")
    'paras. 50-55, 18/14'
    """
    if "rticle premier" in text:
        text = text.replace("rticle premier", "rticle       1")
    return text.translate(_PLAIN)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Return a key that spellings of one name share; documents repeat names, so it is kept."""
    return normalise_name(name)
