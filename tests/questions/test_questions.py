"""Ask every competency question and compare the answers with those read in the sources.

`CQ###.csv` holds the answer to `CQ###.rq` as a person read it in the source: prefixed names,
`id:` and the path of an IRI, integers, ISO dates; an empty cell where nothing is stated.

A question that the sources cannot answer, or answer only in part, is asked of invented records
too: `made-up/CQ###.ttl`, with the answer that follows from them in `made-up/CQ###.csv`. Questions
on citations that are read from documents share `made-up/citations.ttl`.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

import rightsgraph
from rightsgraph import iris, resources
from rightsgraph.derive import Hierarchy, derive
from rightsgraph.queries import NamedQuery, queries, query
from rightsgraph.rdf import quads_of
from rightsgraph.records import vocabulary_graph
from rightsgraph.sparql import tokens, with_prefixes
from rightsgraph.store import MemoryStore
from rightsgraph.turtle import read_plain_turtle

EXPECTED = Path(__file__).parent
MADE_UP = sorted((EXPECTED / "made-up").glob("*.csv"))
QUESTIONS = queries("questions")
SUBJECTS = frozenset(
    {
        "bodies",
        "citations",
        "events",
        "focal points",
        "information resources",
        "debates",
        "recommendations",
        "resolutions",
        "statistics",
        "submissions",
        "torture prevention",
    }
)

Value = str | int | date | None
Answer = list[dict[str, Value]]

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


def test_every_question_has_an_expected_answer_and_every_answer_a_question() -> None:
    answered = {path.stem for path in EXPECTED.glob("*.csv")}
    assert answered == {question.name for question in QUESTIONS}
    assert answered


@each_question
def test_a_question_says_in_english_and_arabic_what_it_asks_and_where_the_answer_is(
    question: NamedQuery,
) -> None:
    assert question.said("question", "en")
    assert re.search(r"[\u0600-\u06ff]", question.said("question", "ar"))
    assert question.said("subject") in SUBJECTS
    assert question.said("stated")


@each_question
def test_the_answer_is_stated_where_the_header_says(
    question: NamedQuery, graph: rightsgraph.Graph
) -> None:
    places = [graph.part(label.strip()).iri for label in question.said("stated").split(";")]
    for row in expected(question):
        cited = str(row.get("statedIn", places[0]))
        assert any(f"{cited}/".startswith(f"{place}/") for place in places)


@each_question
def test_a_question_has_the_answer_that_a_person_read_in_the_source(
    question: NamedQuery, graph: rightsgraph.Graph
) -> None:
    assert [dict(row) for row in graph.select(question.text)] == expected(question)


@each_question
def test_a_question_has_the_same_answer_in_another_engine(
    question: NamedQuery, union: rdflib.Graph
) -> None:
    assert list(answer_of_rdflib(question, union)) == expected(question)


@pytest.mark.parametrize("expected", MADE_UP, ids=lambda expected: expected.stem)
def test_a_question_has_the_right_answer_on_made_up_records(expected: Path) -> None:
    question = query("questions", expected.stem)
    store, union = made_up(expected)
    answer = read_answer(expected)
    assert answer
    assert [dict(row) for row in store.select(question.text)] == answer
    assert list(answer_of_rdflib(question, union)) == answer


def test_nobody_who_cooperated_with_a_mechanism_is_named(graph: rightsgraph.Graph) -> None:
    people = "SELECT ?person WHERE { ?person a rg:Person ; rg:statedIn ?place }"
    cooperated = "?statement rg:informationItem information-item:persons-who-cooperated"
    places = f"SELECT ?place WHERE {{ {cooperated} ; rg:statedIn ?place }}"
    linked = f"SELECT ?person WHERE {{ {cooperated} ; ?link ?person . ?person a rg:Person }}"
    both = people.removesuffix("}") + f". {{ {places} }} }}"
    assert len(graph.select(people))
    assert len(graph.select(places))
    assert not len(graph.select(linked))
    assert not len(graph.select(both))


@each_question
def test_a_question_declares_every_prefix_that_it_uses(question: NamedQuery) -> None:
    assert with_prefixes(question.text) == question.text


@each_question
def test_a_question_does_not_contain_its_answer(
    question: NamedQuery, graph: rightsgraph.Graph
) -> None:
    said = set(constants(question))
    named = {iri for words in said for iri in graph.names.find(words)}
    answers = {str(value) for row in expected(question) for value in row.values()}
    assert answers.isdisjoint(said | named)


def made_up(expected: Path) -> tuple[MemoryStore, rdflib.Graph]:
    """Return the invented records that an answer follows from, in both engines."""
    own = expected.with_suffix(".ttl")
    records = own if own.is_file() else expected.with_name("citations.ttl")
    hierarchy = Hierarchy(vocabulary_graph("ontology", resources.ontology_folder()).triples)
    triples = derive(frozenset(read_plain_turtle(records)), hierarchy)
    store = MemoryStore()
    store.add(quads_of(triples, iris.GRAPH + "made-up"))
    union = rdflib.Graph(bind_namespaces="none")
    union.parse(data="\n".join(f"{triple} ." for triple in triples), format="nt")
    return store, union


def expected(question: NamedQuery) -> Answer:
    """Return the rows of the answer that a person read in the source."""
    return read_answer(EXPECTED / f"{question.name}.csv")


def read_answer(path: Path) -> Answer:
    """Return the rows of a file of answers."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [{k: value(cell) for k, cell in row.items()} for row in csv.DictReader(lines)]


def value(cell: str) -> Value:
    """Return the value that a cell stands for."""
    if re.fullmatch(r"\d+", cell):
        return int(cell)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return date.fromisoformat(cell)
    if cell.startswith("id:"):
        return iris.ID + cell.removeprefix("id:")
    return iris.expand(cell) or None


def answer_of_rdflib(question: NamedQuery, union: rdflib.Graph) -> Iterator[dict[str, Value]]:
    """Yield the rows that rdflib answers."""
    result = union.query(prepareQuery(question.text))
    for row in result.bindings:
        yield {str(v): python_value(row.get(v)) for v in result.vars or ()}


def python_value(term: object) -> Value:
    """Return the value of an rdflib term."""
    if isinstance(term, rdflib.Literal):
        read = term.toPython()
        return read if isinstance(read, int | date) else str(read)
    return None if term is None else str(term)


def constants(question: NamedQuery) -> Iterator[str]:
    """Yield the IRIs, the texts and the numbers that a query holds, its prefixes left out."""
    declared = dict(re.findall(r"PREFIX ([\w-]*): <(.+)>", question.text))
    for token in tokens(re.sub(r"PREFIX .+", "", question.body)):
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            yield declared[prefix] + local
        elif token.kind in ("iri", "string"):
            yield token.text.strip("<>\"'")
        elif token.kind == "word" and not token.text.isalpha():
            yield token.text
