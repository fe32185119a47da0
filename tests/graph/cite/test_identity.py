import pickle
import re
from functools import cache
from pathlib import Path

import pytest

from rightsgraph.cite.identity import Registry, cited_mechanism
from rightsgraph.identify import part_of

ID = "https://w3id.org/rightsgraph/id/"
COTTON_FIELD = ID + "judgment/iacthr/C-205"
TREATIES = [
    "CCPR", "CCPR-OP1", "CCPR-OP2", "CESCR", "CESCR-OP", "CAT", "OPCAT", "CEDAW", "CEDAW-OP",
    "CRC", "CRC-OPAC", "CRC-OPSC", "CRC-OPIC", "CERD", "CRPD", "CRPD-OP", "CMW", "CED", "UDHR",
    "ECHR", "ACHR", "ACHPR-CHARTER", "BELEM", "Maputo", "VCLT", "Refugees-1951", "GENEVA-1",
    "GENEVA-2", "GENEVA-3", "GENEVA-4", "GENEVA-AP1", "GENEVA-AP2", "ROME", "CHARTER-UN",
    "GENOCIDE", "APARTHEID", "SLAVERY-SUPP", "HAGUE-REGS",
]  # fmt: skip
RULES = [
    "BEIJING", "MANDELA", "BANGKOK", "UNDRIP", "HAVANA", "RIYADH", "TOKYO", "YOGYAKARTA",
    "ARSIWA", "ICRC-CIHL", "8-MARCH-PRINCIPLES", "ILC-PREVENTION", "CCPR-ROP", "CAT-ROP",
    "CEDAW-ROP", "CERD-ROP", "CESCR-ROP", "CRC-ROP", "CRPD-ROP", "CED-ROP", "CMW-ROP",
    "IACtHR-ROP", "IACHR-ROP", "ECtHR-ROP", "ECOMMHR-ROP", "ACHPR-ROP",
]  # fmt: skip
GUIDELINES = Path(__file__).parents[4] / "shared" / "gold" / "GUIDELINES.md"


@cache
def registry() -> Registry:
    return Registry.load()


def resolved(target: str, *also: str) -> str | None:
    iri = registry().resolve(target, also)
    return iri.removeprefix(ID) if iri else None


@pytest.mark.parametrize("key", TREATIES)
def test_each_treaty_of_the_guidelines_is_an_instrument_with_articles(key: str) -> None:
    iri = registry().resolve(f"treaty:{key}/art/2")
    part = part_of(iri or "")
    assert part is not None
    assert (part.kind, part.number) == ("article", "2")
    assert registry().key_of(part.whole) == key
    assert registry().resolve(f"treaty:{key}/preamble") == part.whole + "/preamble"


@pytest.mark.parametrize("key", RULES)
def test_each_set_of_rules_is_an_instrument(key: str) -> None:
    part = part_of(registry().resolve(f"rule:{key}/9") or "")
    assert part is not None
    assert (part.number, registry().key_of(part.whole)) == ("9", key)


def test_the_keys_tested_are_those_of_the_guidelines() -> None:
    if not GUIDELINES.exists():
        pytest.skip("the annotation guidelines are not on this machine")
    listed = re.search(r"Treaty keys: (.+?)\.\n", GUIDELINES.read_text(), re.DOTALL)
    assert listed
    assert re.split(r",\s+", listed[1]) == TREATIES


@pytest.mark.parametrize(
    ("target", "iri"),
    [
        ("rule:BEIJING/9", "instrument/beijing-rules/rule/9"),
        ("rule:UNDRIP/26", "instrument/undrip/article/26"),
        ("rule:YOGYAKARTA/16", "instrument/yogyakarta-principles/principle/16"),
        ("rule:RIYADH/5", "instrument/riyadh-guidelines/paragraph/5"),
        ("rule:CCPR-ROP/92", "instrument/ccpr-rules-of-procedure/rule/92"),
        ("rule:VDPA/II.16", "instrument/vienna-declaration/section/II/paragraph/16"),
        ("treaty:CHARTER-UN/art/55", "instrument/un-charter/article/55"),
    ],
)
def test_what_is_numbered_in_an_instrument_has_its_own_kind(target: str, iri: str) -> None:
    assert resolved(target) == iri


@pytest.mark.parametrize("target", ["treaty:NONE/art/1", "rule:CCPR/x", "treaty:CCPR/art/first"])
def test_what_is_no_provision_of_a_known_instrument_is_unresolved(target: str) -> None:
    assert resolved(target) is None


@pytest.mark.parametrize(
    "name",
    [
        'González et al. ("Cotton Field") v. Mexico',
        "Gonz\u00e1lez et al. (\u201cCotton Field\u201d) v. Mexico",
        "González and others vs. Mexico",
        "Cotton Field",
        "Campo Algodonero",
        'González y otras ("Campo Algodonero") vs. México',
        "González y otras contra México",
        "Affaire González et autres (« Champ de coton ») c. Mexique",
        "Champ de coton",
        'قضية غونزاليس وأخريات ("حقل القطن") ضد المكسيك',
        "غونزاليس وأوتراس (كامبو ألغودونيرو) ضد المكسيك",
        "حقل القطن",
    ],
)
def test_cotton_field_is_one_judgment_in_four_languages(name: str) -> None:
    assert registry().resolve(f"case:IACtHR/name:{name}") == COTTON_FIELD
    assert registry().resolve("case:IACtHR/C/205") == COTTON_FIELD


@pytest.mark.parametrize(
    ("target", "iri"),
    [
        ("case:ECtHR/14038/88", "case/ecthr/14038_88"),
        ("case:ECtHR/55721/2007", "case/ecthr/55721_07"),
        ("case:ECtHR/name:Soering v. United Kingdom", "case/ecthr/14038_88"),
        ("case:ECtHR/name:Soering c. Royaume-Uni", "case/ecthr/14038_88"),
        ("case:ECtHR/name:Tyrer v. UK", "case/ecthr/5856_72"),
        ("case:ECtHR/A/26", "case/ecthr/5856_72"),
        ("case:ECtHR/8252/05", "case/ecthr/43370_04"),  # joined
        ("case:IACHR/rep/54/01", "case/iachr/12.051"),
        ("case:IACHR/rep/112/09", "judgment/iachr/rep_112_09"),
        ("case:IACtHR/A/18", "judgment/iacthr/A-18"),
        ("case:ICJ/name:Ahmadou Sadio Diallo", "case/icj/103"),
        ("case:PCIJ/A/10", "judgment/pcij/A-10"),
        ("case:ICTR/name:Prosecutor v. Jean-Paul Akayesu", "case/ictr/ICTR-96-4"),
        ("case:SCSL/SCSL-2004-16-A", "case/scsl/SCSL-04-16"),
        ("case:ACtHPR/006/2012", "case/afchpr/006_2012"),
        ("case:ECOWAS/ECW/CCJ/APP/08/08", "judgment/ecowas-ccj/ECW_CCJ_JUD_06_08"),
        ("comm:CCPR/name:Toonen v. Australia", "communication/ccpr/488_1992"),
        ("comm:CEDAW/name:Kayhan v. Turkey", "communication/cedaw/8_2005"),
        ("comm:CCPR/1011/2001", "communication/ccpr/1011_2001"),
        ("doc:A/HRC/15/20/ADD.2", "document/A_HRC_15_20_Add.2"),
        ("res:A/RES/926(X)", "document/A_RES_926%28X%29"),
        ("doc:S/RES/1325(2000)", "document/S_RES_1325"),
    ],
)
def test_numbers_and_known_names_lead_to_one_item(target: str, iri: str) -> None:
    assert resolved(target) == iri


@pytest.mark.parametrize(
    "target",
    [
        "case:ECtHR/name:Nobody v. Atlantis",
        "case:ECtHR/name:Toonen v. Australia",  # of another body
        "case:IACtHR/name:Soering v. United Kingdom",
        "case:ECtHR/name:Soering v. France",
        "case:ECtHR/name:judgment of 8 January 2013",
        "case:ECtHR/name:S.F. and Others v. Bulgaria",  # initials that many cases have
        "case:ECtHR/name:",
        "case:NMT/name:United States v. Nobody",
        "case:NONE/1/99",
        "comm:CCPR/R.12/52",
        "doc:A/HRC/",
        "gc:CCPR/99",
        "nonsense",
    ],
)
def test_what_is_unknown_or_shared_by_many_is_unresolved(target: str) -> None:
    assert resolved(target) is None


def test_a_name_of_several_judgments_is_their_case_unless_a_year_tells() -> None:
    name = "case:IACtHR/name:Velásquez Rodríguez v. Honduras"
    assert resolved(name) == "case/iachr/7920"
    assert resolved(name + ", 1988") == "judgment/iacthr/C-4"
    assert resolved(name, "case:IACtHR/name:judgment of 21 July 1989") == "judgment/iacthr/C-7"
    assert resolved("case:IACtHR/name:Garrido and Baigorria v. Argentina") == "judgment/iacthr/C-39"


def test_a_name_learned_for_two_documents_leads_to_none() -> None:
    fresh = Registry.load()
    fresh.learn("comm:CCPR/name:Alpha v. Norway", ID + "document/CCPR_C_1_D_1_1999")
    assert fresh.resolve("comm:CCPR/name:Alpha vs. Norvège") == ID + "document/CCPR_C_1_D_1_1999"
    fresh.learn("comm:CCPR/name:Alpha v. Norway", ID + "document/CCPR_C_1_D_2_1999")
    assert fresh.resolve("comm:CCPR/name:Alpha v. Norway") is None


def test_a_number_in_a_series_that_was_never_published_is_not_invented() -> None:
    assert resolved("case:IACtHR/C/206") == "judgment/iacthr/C-206"
    assert resolved("case:IACtHR/C/9205") is None
    assert resolved("case:IACtHR/A/205") is None


def test_another_form_helps_where_the_first_names_nothing_known() -> None:
    assert resolved("case:ECtHR/name:Nobody v. Italy", "case:ECtHR/1/22") == "case/ecthr/1_22"
    assert resolved("case:ICTY/IT-94-I-AR72", "case:ICTY/IT-94-1-AR72") == "case/icty/IT-94-1"


@pytest.mark.parametrize(
    ("comment", "symbols"),
    [
        ("gc:CCPR/31", ["CCPR/C/21/Rev.1/Add.13", "CCPR/C/21/REV.1/ADD.13"]),
        ("gc:CCPR/26", ["CCPR/C/21/Rev.1/Add.8", "CCPR/C/21/Rev.1/Add.8/Rev.1"]),
        ("gc:CESCR/14", ["E/C.12/2000/4"]),
        ("gc:CRC/6", ["CRC/GC/2005/6"]),
        ("gc:CEDAW/35", ["CEDAW/C/GC/35"]),
        ("gc:CERD/30", ["CERD/C/64/MISC.11/REV.3"]),
        ("gc:CEDAW/31", ["CEDAW/C/GC/31", "CRC/C/GC/18", "CRC/C/GC/18/REV.1"]),
    ],
)
def test_numbers_and_symbols_of_general_comments_agree(comment: str, symbols: list[str]) -> None:
    document = registry().resolve(comment)
    assert document
    assert {registry().resolve("doc:" + symbol) for symbol in symbols} == {document}


def test_a_joint_general_comment_is_one_document_with_two_numbers() -> None:
    assert resolved("gc:CEDAW/31") == resolved("gc:CRC/18")
    assert resolved("gc:CMW/3") == resolved("gc:CRC/22") != resolved("gc:CRC/23")


def test_general_comments_in_annual_reports_are_documents_of_their_own() -> None:
    found = {resolved(f"gc:CEDAW/{number}") for number in range(1, 41)}
    assert None not in found
    assert len(found) == 40
    assert "document/A_47_38" not in found


def test_what_is_learned_comes_before_what_a_number_makes() -> None:
    fresh = Registry.load()
    decision = ID + "document/CCPR_C_50_D_488_1992"
    fresh.learn("comm:CCPR/488/1992", decision)
    assert fresh.resolve("comm:CCPR/488/1992") == decision
    assert fresh.resolve("comm:CCPR/name:Toonen v. Australia") == decision


@pytest.mark.parametrize(
    ("target", "pinpoint", "part"),
    [
        ("treaty:CCPR/art/14", "14(3)(c)", "instrument/iccpr/article/14/3/c"),
        ("treaty:CCPR/art/14", "15(1)", None),
        ("rule:CAT-ROP/108", "108(9)", "instrument/cat-rules-of-procedure/rule/108/9"),
        ("gc:CCPR/31", "18(f)", "document/CCPR_C_21_Rev.1_Add.13/paragraph/18/f"),
        ("gc:CCPR/31", "7.3", "document/CCPR_C_21_Rev.1_Add.13/paragraph/7.3"),
        ("case:IACtHR/C/205", "138ff", "judgment/iacthr/C-205/paragraph/138"),
        ("case:IACtHR/C/205", "50-55", None),
        ("doc:A/56/10", "chap. XIX", "document/A_56_10/chapter/XIX"),
        ("doc:A/56/10", "annex II", "document/A_56_10/annex/II"),
        ("doc:A/56/10", "section 4.1", "document/A_56_10/section/4.1"),
        ("case:ECtHR/14038/88", "91", None),  # a case has no paragraphs, its judgments have
        ("comm:CCPR/488/1992", "8.2", None),
    ],
)
def test_a_pinpoint_is_a_part_of_what_is_cited(
    target: str, pinpoint: str, part: str | None
) -> None:
    cited = registry().resolve(target)
    assert cited
    found = registry().pinpoint(cited, target, pinpoint)
    assert found == (ID + part if part else None)
    assert found is None or part_of(found)


@pytest.mark.parametrize(
    ("target", "mechanism"),
    [
        ("case:ECtHR/name:Nobody v. Atlantis", "ecthr"),
        ("case:ACtHPR/006/2012", "afchpr"),
        ("case:CJEU/name:Feryn", "cjeu"),
        ("comm:CAT/233/2003", "cat"),
        ("gc:CRC/14", "crc"),
        ("doc:E/C.12/RUS/CO/6", "cescr"),
        ("doc:A/HRC/31/57", None),
        ("res:A/HRC/RES/18/14", "hrc"),
        ("treaty:CCPR/art/14", None),
    ],
)
def test_the_body_of_a_citation_is_told_by_its_form(target: str, mechanism: str | None) -> None:
    assert cited_mechanism(target) == (f"{ID}mechanism/{mechanism}" if mechanism else None)


def test_a_registry_travels_to_other_processes() -> None:
    copy = pickle.loads(pickle.dumps(registry()))
    assert copy.resolve("case:IACtHR/name:Cotton Field") == COTTON_FIELD


def test_a_number_is_not_overruled_by_a_name_printed_beside_it() -> None:
    named = "case:ECtHR/name:Soering v. United Kingdom"

    assert registry().resolve("case:ECtHR/99999/99", (named,)) == f"{ID}case/ecthr/99999_99"
