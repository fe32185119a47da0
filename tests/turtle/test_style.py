"""Test the style of the Turtle that we ship: form, annotations, and that every term is defined."""

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from rightsgraph import iris, resources
from rightsgraph.build import Assembly
from rightsgraph.rdf import RDF as TERMS
from rightsgraph.rdf import Literal as Term
from rightsgraph.rdf import NamedNode
from rightsgraph.records import turtle_files
from rightsgraph.sparql import tokens
from rightsgraph.turtle import format_file, read_plain_turtle, read_turtle

RECORDS = [file for path in resources.record_files() for file in turtle_files(path)]
FILES = [*resources.ontology_files(), *resources.shape_files(), *RECORDS]
QUERIES = sorted((resources.PACKAGE / "queries").rglob("*.rq"))
MODULES = sorted(resources.PACKAGE.rglob("*.py"))
LANGUAGES = ("ar", "en", "es", "fr")
ONTOLOGY = URIRef(iris.NS.rstrip("#"))
TATWEEL = "\u0640"
NAMESPACES = ("RG", "CITO", "DCTERMS", "ORG", "PROV", "SKOS")
# Terms that no record uses yet, and why the ontology defines them all the same.
WAITING = {
    "rg:Assessment": "A/HRC/23/18 asks for assessments and tells of none",
    "rg:ReportingObligation": "the sources name no State's obligation",
    "rg:Response": "A/HRC/23/18 tells of no answer to a recommendation",
    "rg:TreatyAction": "for registers of treaty status",
    "rg:TreatyParticipation": "for registers of treaty status",
    "rg:UnresolvedCitation": "read documents have them, and none is shipped",
    "rg:actionKind": "stands on a treaty action",
    "rg:assessmentOf": "stands on an assessment",
    "rg:assessor": "stands on an assessment",
    "rg:boundFrom": "stands on a treaty participation",
    "rg:boundUntil": "stands on a treaty participation",
    "rg:broughtBefore": "stands on cases that read documents cite",
    "rg:citationFunction": "stands on citations that were read",
    "rg:citedAs": "stands on citations that were read",
    "rg:concernsRight": "the sources speak of themes, not of single rights",
    "rg:confidenceValue": "stands on citations that were read",
    "rg:dueDate": "stands on a reporting obligation",
    "rg:hasAction": "stands on a treaty participation",
    "rg:implementationStatus": "stands on an assessment",
    "rg:instrument": "stands on treaty participations and actions",
    "rg:owedBy": "stands on a reporting obligation",
    "rg:owedTo": "stands on a reporting obligation",
    "rg:position": "stands on a response",
    "rg:readingRule": "stands on citations that were read",
    "rg:reservationTo": "stands on a treaty action",
    "rg:response": "leads to a response",
    "rg:spanFrom": "stands on citations that were read",
    "rg:spanTo": "stands on citations that were read",
    "rg:state": "stands on treaty participations and actions",
    "rg:text": "texts are kept on demand, and none is shipped",
    "rg:tool": "stands on the graphs of read documents",
}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")


@cache
def ontology() -> Graph:
    """Read all chapters of the ontology."""
    graph = Graph(bind_namespaces="none")
    for path in resources.ontology_files():
        graph.parse(path, format="turtle")
    return graph


def ours(kind: URIRef | None = None) -> list[URIRef]:
    """Return the terms that we define, of one kind or of all."""
    found = ontology().subjects(RDFS.isDefinedBy, ONTOLOGY)
    terms = [term for term in found if isinstance(term, URIRef) and term != ONTOLOGY]
    return sorted(t for t in terms if kind is None or (t, RDF.type, kind) in ontology())


def texts(term: Node, field: URIRef) -> list[Literal]:
    """Return the texts of a field of a term."""
    return [text for text in ontology().objects(term, field) if isinstance(text, Literal)]


def short(terms: Iterable[object]) -> list[str]:
    """Return terms as people write them, for the message of a failure."""
    return sorted(iris.compact(str(term)) for term in terms)


@each_file
def test_a_file_is_turtle_in_both_parsers(path: Path) -> None:
    triples = read_turtle(path)
    graph = Graph(bind_namespaces="none").parse(path, format="turtle", publicID=iris.ID)
    assert len(graph) == len(set(triples)) > 0


@each_file
def test_a_file_is_in_canonical_form_without_comments(path: Path) -> None:
    assert format_file(path, write=False) is False, f"write it with: rightsgraph fmt {path}"


@each_file
def test_a_file_has_no_blank_nodes_but_in_lists_of_shapes(path: Path) -> None:
    if path.parent.name != "shapes":
        assert read_plain_turtle(path)


def test_there_are_terms_of_each_kind() -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype):
        assert ours(kind), f"no term of ours is a {kind}"
    assert len(ours()) > 80


@pytest.mark.parametrize("field", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_a_term_has_one_label_and_one_definition_in_each_language(field: URIRef) -> None:
    found = {term: Counter(text.language for text in texts(term, field)) for term in ours()}
    astray = [term for term, counts in found.items() if counts != dict.fromkeys(LANGUAGES, 1)]
    assert short(astray) == []


def test_a_term_has_a_source_that_is_named_by_its_iri() -> None:
    sourced = {t: list(ontology().objects(t, DCTERMS.source)) for t in ours()}
    astray = [t for t, s in sourced.items() if not s or not all(isinstance(o, URIRef) for o in s)]
    assert short(astray) == []


def test_a_class_has_an_example() -> None:
    astray = [term for term in ours(OWL.Class) if (term, SKOS.example, None) not in ontology()]
    assert short(astray) == []


def test_an_example_of_a_class_is_a_thing_of_the_graph_and_of_that_class(
    assembly: Assembly,
) -> None:
    typed = {
        (t.subject.value, t.object.value)
        for t in assembly.triples
        if t.predicate == TERMS.type
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
    }
    astray = [
        f"{iris.compact(term)}: {example}"
        for term in ours(OWL.Class)
        for example in ontology().objects(term, SKOS.example)
        if isinstance(example, URIRef) and (str(example), str(term)) not in typed
    ]
    assert astray == []


def test_classes_are_upper_camel_and_properties_lower_camel() -> None:
    classes = [t for t in ours(OWL.Class) if not re.fullmatch(r"([A-Z][a-z]+)+", local(t))]
    others = [t for t in ours() if t not in set(ours(OWL.Class))]
    properties = [t for t in others if not re.fullmatch(r"[a-z]+[0-9]*([A-Z][a-z]*)*", local(t))]
    assert short([*classes, *properties]) == []


def test_every_term_of_ours_stands_in_our_namespace_and_has_one_kind() -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype}
    astray = [
        term
        for term in ours()
        if not str(term).startswith(iris.NS)
        or len(kinds & set(ontology().objects(term, RDF.type))) != 1
    ]
    assert short(astray) == []


def test_every_term_in_our_namespace_says_that_we_define_it() -> None:
    described = {s for s in ontology().subjects() if str(s).startswith(iris.NS)}
    assert short(described - set(ours())) == []


def local(term: URIRef) -> str:
    """Return the name of a term without its namespace."""
    return str(term).rpartition("#")[2]


def test_a_definition_is_one_sentence_that_ends_in_a_full_stop() -> None:
    astray = [
        f"{iris.compact(term)}@{text.language}: {text}"
        for term in ours()
        for text in texts(term, SKOS.definition)
        if not one_sentence(str(text))
    ]
    assert astray == []


def one_sentence(text: str) -> bool:
    """Tell whether a text is one sentence: a full stop at its end, and none before a capital."""
    inside = text[:-1]
    return (
        text.endswith(".")
        and not text.endswith("..")
        and not re.search(r"[.!?\u061f]\s+(?!\d)", inside)  # `No. 205` is no end
        and text == " ".join(text.split())
    )


def test_no_two_terms_share_a_label_in_one_language() -> None:
    labels = [(t.language, str(t).casefold()) for term in ours() for t in texts(term, RDFS.label)]
    assert [label for label, n in Counter(labels).items() if n > 1] == []


def test_labels_are_names_and_no_sentences() -> None:
    astray = [
        f"{iris.compact(term)}@{text.language}: {text}"
        for term in ours()
        for text in texts(term, RDFS.label)
        if str(text).endswith((".", " ")) or str(text).startswith(" ") or "  " in text
    ]
    assert astray == []


def test_arabic_is_composed_and_without_tatweel_in_every_file() -> None:
    arabic = [
        (path.name, t.object.value)
        for path in [*resources.ontology_files(), *RECORDS]
        for t in read_plain_turtle(path)
        if isinstance(t.object, Term) and t.object.language == "ar"
    ]
    assert len(arabic) > 300
    assert [at for at in arabic if not is_clean(at[1])] == []


def is_clean(text: str) -> bool:
    """Tell whether a text is composed (NFC) and without tatweel.

    A preposition that stands alone, before the name of a property's value, ends in one.
    """
    return TATWEEL not in text.removesuffix(TATWEEL) and unicodedata.normalize("NFC", text) == text


def test_no_term_has_a_comment_as_a_catch_all() -> None:
    commented = {path.name for path in FILES if (None, RDFS.comment, None) in Graph().parse(path)}
    assert commented == set()


@pytest.mark.parametrize("field", [RDFS.domain, RDFS.range], ids=["domain", "range"])
def test_a_property_has_at_most_one_domain_and_one_range(field: URIRef) -> None:
    astray = [term for term in ours() if len(list(ontology().objects(term, field))) > 1]
    assert short(astray) == []


def test_the_superclasses_and_superproperties_of_our_terms_are_defined_and_have_no_cycle() -> None:
    defined = set(ontology().subjects(RDF.type))
    for field in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        used = {o for term in ours() for o in ontology().objects(term, field)}
        assert short(used - defined) == []
    for field in (RDFS.subClassOf, RDFS.subPropertyOf):
        assert short(term for term in ours() if term in ancestors(term, field)) == []


def ancestors(term: Node, field: URIRef) -> set[Node | None]:
    """Return all that stands above a term; the term itself only where there is a cycle."""
    parents = ontology().objects(term, field)
    return {above for parent in parents for above in ontology().transitive_objects(parent, field)}


def terms_of_shapes() -> Iterator[tuple[str, str]]:
    """Yield the terms that shapes name, with their file: all IRIs that are of no shape or SHACL."""
    for path in resources.shape_files():
        for triple in Graph().parse(path, format="turtle"):
            for term in triple:
                name = str(term)
                if isinstance(term, URIRef) and not name.startswith(
                    (str(SH), iris.SHAPES.rstrip("#"))
                ):
                    yield name, path.name


def terms_of_queries() -> Iterator[tuple[str, str]]:
    """Yield the prefixed names that the queries of the library use, with their file."""
    for path in QUERIES:
        found = list(tokens(path.read_text(encoding="utf-8")))
        declared = dict(iris.PREFIXES)
        for before, name, after in zip(found, found[1:], found[2:], strict=False):
            if before.text.upper() == "PREFIX":
                declared[name.text.rstrip(":")] = after.text.strip("<>")
        for before, token in pairwise(found):
            if token.kind == "name" and before.text.upper() != "PREFIX":
                prefix, _, name_ = token.text.partition(":")
                yield declared[prefix] + name_, path.name


def terms_of_code() -> Iterator[tuple[str, str]]:
    """Yield the terms that the library names as attributes of namespaces: `RG.statedIn`."""
    spaces = {prefix.upper(): iri for prefix, iri in iris.PREFIXES.items()}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id=space)) if space in NAMESPACES:
                    yield spaces[space] + node.attr, path.name
                case ast.Constant(value=str(text)) if found := re.fullmatch(r"rg:(\w+)", text):
                    yield iris.NS + found[1], path.name


def test_every_term_that_shapes_queries_and_code_use_is_defined(assembly: Assembly) -> None:
    """Records are checked at every build; see `test_vocabulary.py`."""
    known = {t.subject.value for t in assembly.triples if isinstance(t.subject, NamedNode)}
    used = [*terms_of_shapes(), *terms_of_queries(), *terms_of_code()]
    assert len({term for term, _ in used}) > 80
    known |= {str(RDF.first), str(RDF.rest), str(RDF.nil)}
    unknown = {f"{iris.compact(term)} in {file}" for term, file in used if term not in known}
    assert unknown == set()


def test_every_class_and_property_of_ours_is_used_or_has_a_reason_to_wait(
    assembly: Assembly,
) -> None:
    """A class is used where a thing is of it; a property where a record has it."""
    types = (t.object for t in assembly.triples if t.predicate == TERMS.type)
    used = {t.value for t in types if isinstance(t, NamedNode)}
    used |= {t.predicate.value for t in assembly.triples}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    unused = {term for kind in kinds for term in ours(kind) if str(term) not in used}
    assert short(unused) == sorted(WAITING)
