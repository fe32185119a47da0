"""Find things by their names in any language, whatever the spelling of the name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

_ARABIC_LETTERS = {"\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647"}
_LATIN_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
_LETTERS = _ARABIC_LETTERS | _LATIN_LETTERS
_TATWEEL = "\u0640"
_APOSTROPHES = frozenset("'`\u00b4\u02b9\u02bb\u02bc\u02be\u02bf\u2018\u2019\u201b\u2032")

_ARTICLE = r"(?:the|la|le|les|el|los|las|l(?=['\u2019]))"
_LEADING = re.compile(rf"\A{_ARTICLE}(?:['\u2019]| )(?=.)")
# The United Nations puts articles behind short names: "Gambia (the)", "Afghanistan (l')".
_TRAILING = re.compile(rf" \((?:{_ARTICLE}['\u2019]?)\)$")


def normalise_name(text: str) -> str:
    """Return a key that spellings of one name share.

    >>> normalise_name("  The C\u00f4te d\u2019Ivoire "), normalise_name("Cote d'Ivoire (la)")
    ('cote divoire', 'cote divoire')
    >>> normalise_name("\u0623\u0641\u063a\u0627\u0646\u0633\u062a\u0640\u0627\u0646")
    'افغانستان'
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    bare = _LEADING.sub("", _TRAILING.sub("", folded))
    return " ".join("".join(map(_plain, bare)).split())


def _plain(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if char in _APOSTROPHES or char == _TATWEEL or _is_mark(char):
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if not char.isalnum():
        return " "
    # Cyrillic й and ё are letters of their own; marks fall off Latin and Arabic only.
    return unicodedata.normalize("NFD", char)[0] if _loses_marks(char) else char


def _is_mark(char: str) -> bool:
    combining = unicodedata.name(char, "").startswith(("COMBINING", "ARABIC"))
    category = unicodedata.category(char)
    return category == "Cf" or (category == "Mn" and combining)


def _loses_marks(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("LATIN", "ARABIC"))


class NameIndex:
    """Hold names of things, and find the things that have a name. It never changes."""

    __slots__ = ("_iris", "_names")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Build the index from pairs of a name and the IRI of what it names."""
        iris: defaultdict[str, set[str]] = defaultdict(set)
        spellings: dict[str, str] = {}
        for name, iri in names:
            if key := normalise_name(name):
                iris[key].add(iri)
                spellings.setdefault(key, name)
        found = {key: tuple(sorted(values)) for key, values in iris.items()}
        self._iris: Mapping[str, tuple[str, ...]] = MappingProxyType(found)
        self._names: Mapping[str, str] = MappingProxyType(spellings)

    def __getstate__(self) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        return dict(self._iris), dict(self._names)

    def __setstate__(self, state: tuple[dict[str, tuple[str, ...]], dict[str, str]]) -> None:
        iris, names = state
        self._iris, self._names = MappingProxyType(iris), MappingProxyType(names)

    def __len__(self) -> int:
        return len(self._iris)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the IRIs of all things that have a name, sorted; none where it is unknown.

        >>> index = NameIndex([("Comit\u00e9 des droits de l'enfant", "mechanism:crc")])
        >>> index.find("le comite des droits de l\u2019enfant")
        ('mechanism:crc',)
        """
        return self._iris.get(normalise_name(text), ())

    def closest(self, text: str, n: int = 3) -> tuple[str, ...]:
        """Return up to n known names that are most like a text, the best first.

        >>> NameIndex([("Mexico", "state:MEX"), ("Monaco", "state:MCO")]).closest("Mexcio", 1)
        ('Mexico',)
        """
        keys = get_close_matches(normalise_name(text), self._iris, n=n)
        return tuple(self._names[key] for key in keys)
