import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph.errors import IdentifierError
from rightsgraph.identify import (
    Part,
    citation_label,
    identify,
    normalise_name,
    parse_docket,
    parse_symbols,
    part_of,
    split_pinpoint,
)

ID = "https://w3id.org/rightsgraph/id/"
REPORT = ID + "document/A_HRC_23_18"


@pytest.mark.parametrize(
    ("text", "kind", "canonical", "iri"),
    [
        ("A/HRC/23/18", "document", "A/HRC/23/18", "document/A_HRC_23_18"),
        ("doc:A_HRC_23_18", "document", "A/HRC/23/18", "document/A_HRC_23_18"),
        (REPORT, "document", "A/HRC/23/18", "document/A_HRC_23_18"),
        ("state:MEX", "state", "MEX", "state/MEX"),
        ("MEX", "state", "MEX", "state/MEX"),
        (ID + "mechanism/cedaw", "mechanism", "cedaw", "mechanism/cedaw"),
        ("instrument:opcat", "instrument", "opcat", "instrument/opcat"),
        (REPORT + "/paragraph/53", "paragraph", "A/HRC/23/18, para. 53",
         "document/A_HRC_23_18/paragraph/53"),
        ("judgment:iacthr/C-205", "judgment", "iacthr C-205", "judgment/iacthr/C-205"),
        ("Series C No. 205", "judgment", "iacthr C-205", "judgment/iacthr/C-205"),
        ("seriec_205_esp.pdf", "judgment", "iacthr C-205", "judgment/iacthr/C-205"),
        ("OC-18/03", "judgment", "iacthr A-18", "judgment/iacthr/A-18"),
        ("IACtHR, Series A No. 18", "judgment", "iacthr A-18", "judgment/iacthr/A-18"),
        ("ECLI:CE:ECHR:2009:0609JUD003340102", "case", "ecthr 33401/02", "case/ecthr/33401_02"),
        ("ECtHR 33401/02", "case", "ecthr 33401/02", "case/ecthr/33401_02"),
        ("European Court of Human Rights, application no. 33401/02", "case", "ecthr 33401/02",
         "case/ecthr/33401_02"),
        ("application no. 33401/02 (ECtHR)", "case", "ecthr 33401/02", "case/ecthr/33401_02"),
        ("CCPR communication No. 1011/2001", "communication", "ccpr 1011/2001",
         "communication/ccpr/1011_2001"),
        ("IACHR Case 12.496", "case", "iachr 12.496", "case/iachr/12.496"),
        ("ACHPR 155/96", "communication", "achpr 155/96", "communication/achpr/155_96"),
        ("AfCHPR 004/2013", "case", "afchpr 004/2013", "case/afchpr/004_2013"),
        ("ECW/CCJ/JUD/06/08", "judgment", "ecowas-ccj ECW/CCJ/JUD/06/08",
         "judgment/ecowas-ccj/ECW_CCJ_JUD_06_08"),
    ],
)  # fmt: skip
def test_an_identifier_of_any_scheme_is_recognised(
    text: str, kind: str, canonical: str, iri: str
) -> None:
    found = identify(text)
    assert found
    assert (found.kind, found.canonical, found.iri) == (kind, canonical, ID + iri)
    assert identify(found.iri) == found


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("A/HRC/23/18, para. 53", "document/A_HRC_23_18/paragraph/53"),
        ("A/HRC/23/18 ¶53", "document/A_HRC_23_18/paragraph/53"),
        ("A/HRC/23/18 ¶ 53.", "document/A_HRC_23_18/paragraph/53"),
        ("A/HRC/23/18 para 53", "document/A_HRC_23_18/paragraph/53"),
        ("CEDAW/C/MEX/CO/7-8, paragraph 18(f)", "document/CEDAW_C_MEX_CO_7-8/paragraph/18/f"),
        ("CEDAW/C/MEX/CO/7-8, para. 18 (f)", "document/CEDAW_C_MEX_CO_7-8/paragraph/18/f"),
        ("CEDAW/C/MEX/CO/7-8، الفقرة ١٨(و)", "document/CEDAW_C_MEX_CO_7-8/paragraph/18/f"),
        ("CEDAW/C/MEX/CO/7-8, párr. 19 c)", "document/CEDAW_C_MEX_CO_7-8/paragraph/19/c"),
        ("A/HRC/23/18, footnote 13", "document/A_HRC_23_18/footnote/13"),
        ("A/HRC/23/18, الفقرة 53", "document/A_HRC_23_18/paragraph/53"),
        ("A/HRC/23/18، الفقرة ٥٣", "document/A_HRC_23_18/paragraph/53"),
        ("A/67/222، المرفق الثاني", "document/A_67_222/annex/II"),
        ("A/HRC/23/18, párrafo 53", "document/A_HRC_23_18/paragraph/53"),
        ("A/HRC/23/18, пункт 53", "document/A_HRC_23_18/paragraph/53"),
        ("A/HRC/23/18，第53段", "document/A_HRC_23_18/paragraph/53"),
        ("A/66/860, section 4.1", "document/A_66_860/section/4.1"),
        ("A/54/18, annex V", "document/A_54_18/annex/V"),
        ("A/HRC/23/18, annex II, section 1, item 3",
         "document/A_HRC_23_18/annex/II/section/1/item/3"),
        ("Series C No. 205, para. 254", "judgment/iacthr/C-205/paragraph/254"),
        ("instrument:crpd, art. 33(2)", "instrument/crpd/article/33/2"),
        ("HRI/GEN/1/Rev.9 (Vol. I), para. 1",
         "document/HRI_GEN_1_Rev.9%20%28Vol.%20I%29/paragraph/1"),
        ("A/HRC/23/18, paras. 18-20", None),
        ("A/HRC/23/18, para. 18 and 20", None),
        ("A/HRC/23/18, para.", None),
        ("A/HRC/23/18, page 3", None),
        ("HRI/GEN/1/Rev.9 (Vol. I) p. 173", None),
        ("para. 53", None),
        ("the report, para. 53", None),
        ("MEX, para. 53", None),
    ],
)  # fmt: skip
def test_a_pinpoint_in_any_language_leads_to_the_part(text: str, iri: str | None) -> None:
    found = identify(text)
    assert (found.iri if found else None) == (ID + iri if iri else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mexico",
        "Communication No. 1011/2001",  # of which body?
        "33401/02",
        "Case 12.496",
        "Series A No. 26",  # the European Court had a Series A too
        "ECtHR, Series A No. 26",
        "CAT",  # a committee, not a State
        "mex",
        "HRC23.148E",
        "GE.13-12721",
        "A/HRC/",
        "state:mex",
        "doc:A_HRC_",
        "unknown:thing",
        ID + "unknown/thing",
        REPORT + "/verse/1",
        "https://example.org/A_HRC_23_18",
        "http://www.wikidata.org/entity/Q96",
        "case:ecthr/033401_02",
        "x" * 10_000,
    ],
)
def test_what_is_not_exactly_one_identifier_is_none(text: str) -> None:
    assert identify(text) is None


def test_a_document_without_a_symbol_is_known_by_its_iri() -> None:
    found = identify("doc:ohchr-press-release")
    assert found
    assert found.canonical == "ohchr-press-release"


numbers = st.integers(1, 999).map(str)
steps = st.one_of(
    st.tuples(st.just("paragraph"), numbers),
    st.tuples(st.just("paragraph"), numbers, st.sampled_from("abcf")),
    st.tuples(st.just("annex"), st.sampled_from(["I", "II", "IV"])),
    st.tuples(st.sampled_from(["footnote", "section", "item", "bullet", "opinion"]), numbers),
    st.just(("summary",)),
)
languages = st.sampled_from([(), ("language", "ar"), ("language", "fr")])


@given(st.lists(steps, min_size=1, max_size=4), languages)
def test_the_citation_of_a_part_leads_back_to_the_part(
    path: list[tuple[str, ...]], language: tuple[str, ...]
) -> None:
    part = Part(REPORT, (*(word for step in path for word in step), *language))
    found = identify(citation_label(part))
    assert found
    assert part_of(found.iri) == part


@given(st.text(max_size=80))
def test_identify_answers_any_text(text: str) -> None:
    identify(text)
    identify(f"A/HRC/23/18, {text}")


@pytest.mark.parametrize("unit", ["A/", "(", " & ", " para. 1", "1,", "Rev. ", "Series C "])
def test_long_texts_take_linear_time(unit: str) -> None:
    started = time.perf_counter()
    for read in (split_pinpoint, normalise_name, parse_symbols, lambda t: parse_docket("iachr", t)):
        with suppress(IdentifierError):
            read("A/1" + unit * 100_000)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "text",
    ["Series C No. 205", "OC-18/03", "33401/02 (ECtHR)", "A/HRC/23/18, para. 53", "MEX"],
)
def test_a_canonical_identifier_names_the_same_thing(text: str) -> None:
    found = identify(text)
    assert found is not None
    assert identify(found.canonical) == found
