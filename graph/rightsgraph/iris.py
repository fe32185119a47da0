"""Hold every IRI of the project: namespaces, prefixes, and the reversible slugs of identifiers.

Base `https://w3id.org/rightsgraph/`: `ns#` is the ontology, `shapes#` the shapes,
`id/KIND/...` the things, `graph/...` the named graphs.
"""

import re
from urllib.parse import quote, unquote

BASE = "https://w3id.org/rightsgraph/"
NS = BASE + "ns#"
SHAPES = BASE + "shapes#"
ID = BASE + "id/"
GRAPH = BASE + "graph/"

KINDS = (
    "acceptance", "access", "action-kind", "activity-type", "affected-group", "agent-kind",
    "area", "arrangement", "assessment", "assignment", "assignment-role", "capacity", "case",
    "citation", "citation-function", "claim", "communication", "competence", "confidence",
    "content", "counted-from",
    "document", "duty", "event", "group", "horizon", "implementation-status",
    "information-item", "instrument", "intervention-kind", "judgment", "mechanism",
    "membership", "membership-role", "method", "observation", "observation-set", "organisation",
    "participation", "person", "place", "position", "post", "procedure", "purpose", "quality",
    "rank", "recommendation", "regional-group", "register", "reporting-obligation",
    "requirement", "resource", "scheme", "series", "state", "statement", "status", "submission",
    "theme", "treaty-action", "treaty-participation", "un-status", "unit", "verb", "voting",
)  # fmt: skip

PREFIXES = {
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "qb": "http://purl.org/linked-data/cube#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rg": NS,
    "rgsh": SHAPES,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "doc": ID + "document/",
    **{kind: f"{ID}{kind}/" for kind in KINDS if kind != "document"},
}

_KEPT = "".join(chr(c) for c in range(128) if re.match(r"[A-Za-z0-9.\-]", chr(c)))


def slug(identifier: str) -> str:
    """Return the IRI segment of an identifier: `/` becomes `_`, the rest is percent-encoded.

    >>> slug("A/HRC/23/18")
    'A_HRC_23_18'
    >>> slug("A/RES/926(X)")
    'A_RES_926%28X%29'
    """
    if "_" in identifier:
        raise ValueError(f"an identifier with '_' has no reversible slug: {identifier!r}")
    return quote(identifier, safe=_KEPT + "/").replace("~", "%7E").replace("/", "_")


def unslug(segment: str) -> str:
    """Return the identifier of an IRI segment made by `slug`.

    >>> unslug("A_RES_926%28X%29")
    'A/RES/926(X)'
    """
    return unquote(segment.replace("_", "/"))


def requote(path: str) -> str:
    """Return a path as IRIs write it, after a server has percent-decoded it.

    >>> requote("id/document/A_RES_926(X)")
    'id/document/A_RES_926%28X%29'
    """
    return quote(path, safe=_KEPT + "_/").replace("~", "%7E")


def thing(kind: str, *segments: str) -> str:
    """Return the IRI of a thing from its kind and its segments, already slugs.

    >>> thing("state", "MEX")
    'https://w3id.org/rightsgraph/id/state/MEX'
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of thing: {kind!r}")
    return "/".join([ID + kind, *segments])


def kind_of(iri: str) -> str:
    """Return the kind of a thing from its IRI, or an empty text where it is no thing of ours.

    >>> kind_of("https://w3id.org/rightsgraph/id/state/MEX")
    'state'
    """
    kind = iri.removeprefix(ID).split("/")[0] if iri.startswith(ID) else ""
    return kind if kind in KINDS else ""


def compact(iri: str) -> str:
    """Return the shortest prefixed name of an IRI, or the IRI itself where no prefix fits.

    >>> compact("https://w3id.org/rightsgraph/id/state/MEX")
    'state:MEX'
    """
    prefix, namespace = max(
        ((p, n) for p, n in PREFIXES.items() if iri.startswith(n)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    local = iri[len(namespace) :]
    return f"{prefix}:{local}" if prefix and re.fullmatch(r"[\w.\-]+", local) else iri


def expand(name: str) -> str:
    """Return the IRI of a prefixed name of the project, or the text itself.

    >>> expand("state:MEX")
    'https://w3id.org/rightsgraph/id/state/MEX'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name
