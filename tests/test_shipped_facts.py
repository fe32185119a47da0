"""Compare what is shipped with the source documents: citations equal, and no sentence copied."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rightsgraph import iris, resources
from rightsgraph.build import assemble
from rightsgraph.graph import Graph
from rightsgraph.identify import parse_symbol
from rightsgraph.rdf import Literal
from rightsgraph.records import turtle_files
from rightsgraph.turtle import read_plain_turtle

# The place in the document, the key of what is cited there, and its pinpoints.
Citation = tuple[str, str, frozenset[str]]

REPORT = iris.ID + "document/A_HRC_23_18"
# Provisions of treaties and rules: the graph has no citations of provisions yet.
PROVISIONS = {"rule:IACtHR-ROP/69": 1, "treaty:CRPD/art/16": 1, "treaty:ACHPR-CHARTER/art/5": 1}
RUN = 8
# What may be the same, and why. Names are what their bearers and treaties are called: only the name
# itself is excepted, wherever it stands in a text, and not the words around it.
EXCEPTED = {
    "the passage as extracted, beside our correction of it": (
        ")١٣( CEDAW/C/MEX/CO/7-8 ١٨، الفقرتان)و(١٩و) ج.(",
    ),
    "the official name of a meeting": (
        "First meeting of focal points for cooperation between United Nations and regional human "
        "rights mechanisms",
        "الاجتماع الأول للمنسقين المعنيين بالتعاون بين آليات الأمم المتحدة والآليات الإقليمية "
        "لحقوق الإنسان",
        "Workshop on regional arrangements for the promotion and protection of human rights",
    ),
    "the official title of a treaty": (
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        "Convention on the Rights of Persons with Disabilities",
        "Optional Protocol to the Convention on the Rights of the Child",
    ),
    "the official name of a body of the United Nations": (
        "Committee on the Elimination of Discrimination against Women",
        "Committee on the Rights of Persons with Disabilities",
        "Office of the High Commissioner for Human Rights",
        "Office of the United Nations High Commissioner for Human Rights",
        "Office of the United Nations High Commissioner for Refugees",
        "Special Rapporteur on the promotion and protection of human rights and fundamental "
        "freedoms while countering terrorism",
        "Special Rapporteur on torture and other cruel, inhuman or degrading treatment or "
        "punishment",
        "Subcommittee on Prevention of Torture and Other Cruel, Inhuman or Degrading Treatment or "
        "Punishment",
        "United Nations Entity for Gender Equality and the Empowerment of Women",
        "Working Group on Discrimination against Women in Law and Practice",
        "المقرر الخاص المعني بأشكال الرق المعاصرة، بما في ذلك أسبابها وعواقبها",
        "المقررة الخاصة المعنية بجوانب حقوق الإنسان لضحايا الاتجار بالأشخاص، ولا سيما النساء "
        "والأطفال",
    ),
    "a standing phrase of the field, or the title of a document or programme": (
        "other cruel, inhuman or degrading treatment or punishment",
        "United Nations and Inter-American mechanisms on torture",
        "between United Nations and European mechanisms on torture",
        "بين آليات الأمم المتحدة والآليات الأفريقية المعنية بالتعذيب",
        "International Day in Support of Victims of Torture, 26 June",
        "the prevention of torture and the protection of its victims",
        "إلى حظر ومنع التعذيب والمعاملة أو العقوبة القاسية",
        "the programme of advisory services and technical cooperation",
        "advisory services and technical cooperation in the field of human rights",
        "UN officials stress need to strengthen and harmonize human rights treaty bodies",
        "Ministry of Justice, Human Rights and Religious Affairs",
        "United Nations action in the field of human rights through",
        "Strengthening United Nations action in the field of human rights through the promotion "
        "of international cooperation and the importance of non-selectivity, impartiality and "
        "objectivity",
    ),
    "the official name of a regional body": (
        "ASEAN Commission on the Promotion and Protection of the Rights of Women and Children",
        "ASEAN Commission on the Rights of Women and Children",
        "Committee of Experts on the Rights and Welfare of the Child",
        "Committee of Ministers of the Council of Europe",
        "Directorate General of Human Rights and Rule of Law",
        "Economic Community of West African States' (ECOWAS) Court of Justice",
        "European Committee for the Prevention of Torture and Inhuman or Degrading Treatment or "
        "Punishment",
        "OSCE Office for Democratic Institutions and Human Rights",
        "Special Rapporteur on Prisons and Conditions of Detention in Africa",
        "اللجنة الأوروبية لمكافحة التعذيب وغيره من ضروب المعاملة القاسية أو اللاإنسانية أو المهينة",
        "اللجنة الحكومية الدولية المعنية بحقوق الإنسان التابعة لرابطة أمم جنوب شرق آسيا",
        "اللجنة المستقلة الدائمة لحقوق الإنسان التابعة لمنظمة التعاون الإسلامي",
        "اللجنة المعنية بتعزيز وحماية حقوق المرأة والطفل التابعة لرابطة أمم جنوب شرقي آسيا",
        "لجنة البلدان الأمريكية المعنية بالقضاء على جميع أشكال التمييز ضد الأشخاص ذوي الإعاقة",
        "لجنة تعزيز وحماية حقوق المرأة والطفل التابعة لرابطة أمم جنوب شرق آسيا",
        "لجنة رابطة أمم جنوب شرق آسيا لتعزيز وحماية حقوق المرأة والطفل",
        "لجنة مجلس أوروبا للخبراء المعنيين بحقوق الأشخاص ذوي الإعاقة",
    ),
}
NAMES = [name for names in EXCEPTED.values() for name in names]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Open all records."""
    return Graph(assemble().store())


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[tuple[str, dict[str, object]]]:
    """Return each annotated citation of A/HRC/23/18 with the place where it stands."""
    lines = (shared / "gold" / "a-hrc-23-18.jsonl").read_text(encoding="utf-8").splitlines()
    records = map(json.loads, lines)
    return [(place_of(r["paragraph"], c["where"]), c) for r in records for c in r["citations"]]


def place_of(paragraph: str, where: str) -> str:
    """Return the path of the part in which an annotated citation stands."""
    if where.startswith("footnote:"):
        return where.replace(":", "/")
    if paragraph.startswith("Annex "):
        return paragraph.lower().replace(" ", "/").upper().replace("ANNEX", "annex")
    return paragraph if paragraph == "summary" else f"paragraph/{paragraph}"


def key_of(citation: dict[str, object]) -> str | None:
    """Return the key of what an annotated citation cites, or None where it is a provision."""
    target, also = str(citation["target"]), citation.get("also", [])
    scheme, _, name = target.partition(":")
    if scheme in ("doc", "res"):
        return parse_symbol(name).key
    if isinstance(also, list) and "case:IACtHR/C/205" in also:
        return "Series C No. 205"
    return None


def test_the_direct_citations_are_those_that_were_annotated_by_hand(
    graph: Graph, gold: list[tuple[str, dict[str, object]]]
) -> None:
    annotated = Counter(
        (place, key, frozenset(pinpoints))
        for place, citation in gold
        for key, pinpoints in [(key_of(citation), citation["pinpoint"])]
        if key and isinstance(pinpoints, list)
    )
    assert sum(annotated.values()) == 29
    assert annotated == Counter(shipped(graph))


def test_the_annotated_citations_that_are_not_shipped_are_provisions(
    gold: list[tuple[str, dict[str, object]]],
) -> None:
    left_out = [str(c["target"]) for _, c in gold if key_of(c) is None]
    assert Counter(left_out) == PROVISIONS


def shipped(graph: Graph) -> Iterator[Citation]:
    """Yield the direct citations of A/HRC/23/18 in the graph."""
    rows = graph.select(
        "SELECT ?citation ?citing ?key { ?citation a rg:DirectCitation ; "
        "rg:citingDocument doc:A_HRC_23_18 ; cito:hasCitingEntity ?citing ; "
        "cito:hasCitedEntity/dcterms:identifier ?key }"
    )
    for row in rows:
        pinpoints = graph.get(str(row.citation)).related("rg:pinpoint")
        place = str(row.citing).removeprefix(REPORT + "/")
        yield (
            "/".join(place.split("/")[:2]),
            str(row.key) if "/" not in str(row.key) else parse_symbol(str(row.key)).key,
            frozenset(said(part.label()) for part in pinpoints),
        )


def said(label: str) -> str:
    """Return a pinpoint as the annotation writes it: `18(f)`, `annex II`, `section 4.1`."""
    return label.partition(", ")[2].removeprefix("para. ")


def words_of(text: str) -> list[str]:
    """Return the words of a text without case, diacritics, tatweel and marks of direction."""
    plain = unicodedata.normalize("NFKC", text).replace("\u0640", "")
    kept = (c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    return re.findall(r"\w+", "".join(kept).casefold())


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Return all runs of eight consecutive words."""
    words = words_of(text)
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def source_runs(shared: Path) -> set[tuple[str, ...]]:
    """Return all runs of eight words of the source documents."""
    files = sorted((shared / "sources").glob("*.txt"))
    assert len(files) == 5
    texts = [file.read_text(encoding="utf-8") for file in files]
    return set[tuple[str, ...]]().union(*map(runs_of, texts))


@cache
def literals() -> dict[str, str]:
    """Return every text that is shipped, with the name of its file.

    The labels of participations are left out: they join names of persons, bodies and sessions.
    """
    records = [file for path in resources.record_files() for file in turtle_files(path)]
    return {
        t.object.value: path.name
        for path in [*resources.ontology_files(), *records]
        for t in read_plain_turtle(path)
        if isinstance(t.object, Literal) and "/id/participation/" not in str(t.subject)
    }


@cache
def names() -> list[str]:
    """Return the excepted names and those of all agents, instruments and events, longest first."""
    rows = Graph(assemble().store()).select(
        "SELECT DISTINCT ?name { VALUES ?class { rg:Agent rg:Instrument rg:Event } "
        "?thing a ?class ; rdfs:label|skos:altLabel|skos:hiddenLabel ?name }"
    )
    found = {" ".join(words_of(name)) for name in [*NAMES, *map(str, rows.column("name"))]}
    return sorted((name for name in found if name.count(" ") > 1), key=len, reverse=True)


def without_names(text: str) -> list[str]:
    """Return what stands between the names in a text, in words."""
    words = f" {' '.join(words_of(text))} "
    for name in names():
        words = words.replace(f" {name} ", " \n ")
    return words.split("\n")


def test_no_run_of_eight_words_of_a_source_is_copied(source_runs: set[tuple[str, ...]]) -> None:
    copied = {
        f"{file}: {text}": " ".join(run)
        for text, file in literals().items()
        for passage in without_names(text)
        for run in runs_of(passage) & source_runs
    }
    assert copied == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_excepted_name_is_shipped_and_needs_to_be_excepted(
    name: str, source_runs: set[tuple[str, ...]]
) -> None:
    sought = f" {' '.join(words_of(name))} "
    assert any(sought in f" {' '.join(words_of(text))} " for text in literals())
    runs = runs_of(name)
    assert runs & source_runs


def test_a_copied_sentence_would_be_found(source_runs: set[tuple[str, ...]]) -> None:
    run = " ".join(max(source_runs))
    (passage,) = without_names(f"Before {run.upper()}, after.")
    assert runs_of(passage) & source_runs
    assert runs_of("seven words are no run of eight") == set()


def test_marks_and_spellings_do_not_hide_a_copy() -> None:
    assert words_of("المَكـــسيك!") == words_of("المكسيك")
    assert words_of("\ufef1") == words_of("\u064a")
