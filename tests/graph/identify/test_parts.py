import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph.errors import IdentifierError
from rightsgraph.identify import Part, citation_label, part_iri, part_of
from rightsgraph.identify.parts import STEPS

ID = "https://w3id.org/rightsgraph/id/"
REPORT = ID + "document/A_HRC_23_18"
OBSERVATIONS = ID + "document/CEDAW_C_MEX_CO_7-8"
JUDGMENT = ID + "judgment/iacthr/C-205"

# IRI of a part; its kind, printed number, parent and English citation.
PARTS = [
    (REPORT, "paragraph/53", "paragraph", "53", "", "A/HRC/23/18, para. 53"),
    (REPORT, "paragraph/50/bullet/7", "bullet", "7", "paragraph/50",
     "A/HRC/23/18, para. 50, bullet 7"),
    (REPORT, "footnote/13", "footnote", "13", "", "A/HRC/23/18, footnote 13"),
    (REPORT, "footnote/13/language/ar", "language", None, "footnote/13",
     "A/HRC/23/18, footnote 13, Arabic version"),
    (REPORT, "language/ar", "language", None, "", "A/HRC/23/18, Arabic version"),
    (REPORT, "footnote/a", "footnote", "a", "", "A/HRC/23/18, footnote a"),
    (REPORT, "summary", "summary", None, "", "A/HRC/23/18, summary"),
    (REPORT, "annex/II", "annex", "II", "", "A/HRC/23/18, annex II"),
    (REPORT, "annex/IV/footnote/b", "footnote", "b", "annex/IV",
     "A/HRC/23/18, annex IV, footnote b"),
    (REPORT, "annex/II/section/1/item/3", "item", "3", "annex/II/section/1",
     "A/HRC/23/18, annex II, section 1, item 3"),
    (OBSERVATIONS, "paragraph/18/f", "paragraph", "18(f)", "paragraph/18",
     "CEDAW/C/MEX/CO/7-8, para. 18(f)"),
    (OBSERVATIONS, "paragraph/19/a/ii", "paragraph", "19(a)(ii)", "paragraph/19/a",
     "CEDAW/C/MEX/CO/7-8, para. 19(a)(ii)"),
    (ID + "instrument/crpd", "article/33/2", "article", "33(2)", "article/33",
     "CRPD, art. 33(2)"),
    (JUDGMENT, "opinion/1/paragraph/3", "paragraph", "3", "opinion/1",
     "Series C No. 205, opinion 1, para. 3"),
    (ID + "register/untc", "IV-8", "row", "IV-8", "", "untc, row IV-8"),
    (REPORT, "footnote/%2A", "footnote", "*", "", "A/HRC/23/18, footnote *"),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "path", "kind", "number", "parent", "label"), PARTS)
def test_a_part_says_what_it_is_and_where_it_stands(
    whole: str, path: str, kind: str, number: str | None, parent: str, label: str
) -> None:
    part = part_of(f"{whole}/{path}")
    assert part
    assert (part.kind, part.number) == (kind, number)
    assert part.whole == whole
    assert part.parent == "/".join(filter(None, [whole, parent]))
    assert citation_label(part) == label


@pytest.mark.parametrize("iri", [f"{part[0]}/{part[1]}" for part in PARTS])
def test_the_iri_of_a_part_is_made_from_its_whole_or_from_its_parent(iri: str) -> None:
    part = part_of(iri)
    assert part
    assert part_iri(part.whole, *part.path) == iri
    above = part_of(part.parent)
    below = part.path[len(above.path) :] if above else part.path
    assert part_iri(part.parent, *below) == iri


@pytest.mark.parametrize(
    "iri",
    [
        REPORT,
        ID + "register/untc",
        JUDGMENT,
        ID + "state/MEX",
        ID + "mechanism/cedaw/paragraph/1",
        ID + "recommendation/A_HRC_23_18/annex/II/section/1/item/1",
        REPORT + "/paragraph",
        REPORT + "/paragraph/",
        REPORT + "/53",
        REPORT + "/footnote/13/14",
        REPORT + "/summary/1",
        REPORT + "/language/ar/paragraph/1",
        REPORT + "/verse/2",
        REPORT + "/footnote/*",  # not percent-encoded: another IRI
        ID + "register/untc/IV/8",
        ID + "judgment/iacthr",
        "https://example.org/id/document/A/paragraph/1",
        "",
    ],
)
def test_what_names_no_part_is_none(iri: str) -> None:
    assert part_of(iri) is None


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (REPORT, ("verse", "2")),
        (REPORT, ()),
        (REPORT, ("paragraph", "")),
        (REPORT, ("paragraph", "5 3")),
        (REPORT, ("paragraph", "5_3")),
        (ID + "state/MEX", ("paragraph", "1")),
    ],
)
def test_a_path_that_cannot_be_is_refused(iri: str, path: tuple[str, ...]) -> None:
    with pytest.raises(IdentifierError):
        part_iri(iri, *path)


def test_a_part_that_cannot_be_does_not_exist() -> None:
    with pytest.raises(IdentifierError):
        Part(REPORT, ("footnote",))


def test_a_label_takes_the_name_of_the_whole_where_it_is_known() -> None:
    part = Part(ID + "instrument/cedaw", ("article", "17"))
    assert citation_label(part, "Convention") == "Convention, art. 17"


words = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=4).filter(
    lambda word: "_" not in word and word not in STEPS
)
steps = st.sampled_from(sorted(set(STEPS) - {"language"})).flatmap(
    lambda kind: st.lists(words, min_size=STEPS[kind][0], max_size=STEPS[kind][1]).map(
        lambda numbers: (kind, *numbers)
    )
)


@given(st.lists(steps, min_size=1, max_size=4))
def test_a_generated_path_comes_back_from_its_iri(path: list[tuple[str, ...]]) -> None:
    part = Part(JUDGMENT, tuple(word for step in path for word in step))
    assert part_of(part.iri) == part
    assert part.iri.startswith(part.parent + "/")


@given(st.text(max_size=40))
def test_part_of_answers_any_text(text: str) -> None:
    assert part_of(text) is None
    part_of(f"{REPORT}/{text}")


@pytest.mark.parametrize(
    ("path", "number", "english", "french"),
    [
        (("preamble",), None, "UDHR, preamble", "UDHR, préambule"),
        (("rule", "9"), "9", "UDHR, rule 9", "UDHR, règle 9"),
        (("principle", "16", "a"), "16(a)", "UDHR, principle 16(a)", "UDHR, principe 16(a)"),
        (("chapter", "IX"), "IX", "UDHR, chapter IX", "UDHR, chapitre IX"),
    ],
)
def test_rules_principles_chapters_and_preambles_are_parts(
    path: tuple[str, ...], number: str | None, english: str, french: str
) -> None:
    part = part_of(part_iri("https://w3id.org/rightsgraph/id/instrument/udhr", *path))
    assert part is not None
    assert (part.path, part.kind, part.number) == (path, path[0], number)
    assert citation_label(part) == english
    assert citation_label(part, language="fr") == french
