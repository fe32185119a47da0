"""The patterns of SPARQL's text after the engine's grammar, for verbose expressions.

Its white space is four characters, and what Python counts as such beside them may stand in IRIs and
names.
"""

SPACE = r"[\x20\t\r\n]"
GAP = rf"(?:{SPACE}|\#[^\r\n]*+)*+"
"""White space and comments, or nothing."""
IRI = r"""<[^<>"{}|^`\x00-\x20]*>"""
ABSOLUTE = r"<[A-Za-z][A-Za-z0-9+.\-]*://"
"""How an IRI begins that cannot be a comparison: no expression has two slashes."""
SHORT = r"""(?:"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')"""
VARIABLE = r"[?$][\w\u00b7\u0300-\u036f\u203f\u2040]+"
ESCAPE = r"""\\(?:[tbnrf"'\\] | u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}
    | U(?:0000(?![Dd][89A-Fa-f])|000[1-9A-Fa-f]|0010)[0-9A-Fa-f]{4})"""
"""What a backslash may begin in a string; with another the engine reads no string there."""
