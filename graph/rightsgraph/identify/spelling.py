"""Spell a UN document symbol in the one way that the project keeps.

Only spelling is touched: hyphens, spaces, invisible characters, and the marks that stand
beside a symbol without belonging to it. Case is part of a symbol and stays as it is.
"""

import re

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
# Bidirectional controls travel with symbols that were copied out of Arabic text.
_INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_CHARACTERS = str.maketrans(dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_INVISIBLE, ""))

_SPACED_SIGN = re.compile(r" ?([/&]) ?")
_SPACED_MODIFIER = re.compile(r"(?i)(/(?:add|corr|rev|amend)\.) (?=\d)")
_STRAY_STOP = re.compile(r"\.(?=/)")
_SPACED_SESSION = re.compile(r" \((?=(?:[A-Z]{1,2}-)?[IVXLC]+\))")
_VOLUME = re.compile(r" ?\(((?i:vol|part))(\.?) ?(?=[IVXLC0-9]+\))")


def clean(text: str) -> str:
    """Normalise hyphens and spaces of a text, and drop its invisible characters.

    >>> clean("  CEDAW/C/MEX/CO/7\u20118\u200e ")
    'CEDAW/C/MEX/CO/7-8'
    """
    return " ".join(text.translate(_CHARACTERS).split())


def spell(text: str) -> str:
    """Return the canonical spelling of a symbol, without checking that it is one.

    >>> spell("A/HRC/15/20/Add. 2."), spell("A/66/860*"), spell("A/RES/926 (X)")
    ('A/HRC/15/20/Add.2', 'A/66/860', 'A/RES/926(X)')
    >>> spell("HRI/GEN/1/Rev.9(Vol.I)"), spell("CCPR/C/85/D/1152 & 1190/2003")
    ('HRI/GEN/1/Rev.9 (Vol. I)', 'CCPR/C/85/D/1152&1190/2003')
    """
    symbol = _SPACED_SIGN.sub(r"\1", clean(text))
    symbol = _SPACED_MODIFIER.sub(r"\1", symbol)
    symbol = _STRAY_STOP.sub("", symbol)
    symbol = _SPACED_SESSION.sub("(", symbol)
    symbol = _VOLUME.sub(r" (\1\2 ", symbol)
    return symbol.rstrip(" .,;:*")
