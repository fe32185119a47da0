"""Draw a diagram of each chapter of the ontology: `make diagrams` (needs Graphviz's `dot`).

A box is a class; a hollow arrow leads to its superclass; a labelled arrow is a property from its
domain to its range. Classes of other chapters and vocabularies are dashed.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from rightsgraph import iris, resources
from rightsgraph.rdf import OWL, RDF, RDFS, NamedNode, Triple
from rightsgraph.turtle import read_turtle

DIAGRAMS = Path(__file__).parent.parent / "server/rightsgraph_server/static/diagrams"
HEAD = """digraph chapter {
  rankdir=LR; bgcolor="transparent"; nodesep=0.25; ranksep=0.6;
  node [shape=box, style="rounded,filled", fillcolor="#f4f7fa", color="#0b5394"];
  node [fontname="sans-serif", fontsize=11];
  edge [fontname="sans-serif", fontsize=9, color="#59636e", fontcolor="#1c2430"];
"""


def draw(chapter: Path) -> str:
    """Return the diagram of a chapter as text for `dot`."""
    triples = read_turtle(chapter)
    own = {t.subject for t in triples if t.predicate == RDF.type and t.object == OWL.Class}
    edges = sorted(_edges(triples))
    foreign = {end for edge in edges for end in edge[:2]} - {_name(c) for c in own}
    boxes = [f'  "{_name(c)}";' for c in sorted(own, key=_name)]
    boxes += [f'  "{name}" [style="rounded,dashed"];' for name in sorted(foreign)]
    return HEAD + "\n".join([*boxes, *map(_arrow, edges)]) + "\n}\n"


def _edges(triples: list[Triple]) -> Iterator[tuple[str, str, str]]:
    domains = {t.subject: t.object for t in triples if t.predicate == RDFS.domain}
    ranges = {t.subject: t.object for t in triples if t.predicate == RDFS.range}
    for t in triples:
        if t.predicate == RDFS.subClassOf:
            yield _name(t.subject), _name(t.object), ""
    for term, domain in domains.items():
        target = ranges.get(term)
        if isinstance(target, NamedNode) and not target.value.startswith(iris.PREFIXES["xsd"]):
            yield _name(domain), _name(target), _name(term)


def _arrow(edge: tuple[str, str, str]) -> str:
    start, end, label = edge
    look = f'label="{label}"' if label else 'arrowhead="empty", style="dashed"'
    return f'  "{start}" -> "{end}" [{look}];'


def _name(term: object) -> str:
    return iris.compact(term.value) if isinstance(term, NamedNode) else str(term)


def main() -> None:
    """Draw all chapters that have classes."""
    for chapter in resources.ontology_files():
        if "a owl:Class" in chapter.read_text(encoding="utf-8") and chapter.stem != "reused":
            drawn = subprocess.run(
                ["dot", "-Tsvg"], input=draw(chapter), capture_output=True, text=True, check=True
            )
            (DIAGRAMS / f"{chapter.stem}.svg").write_text(drawn.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
