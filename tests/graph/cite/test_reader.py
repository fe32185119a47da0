"""What the recogniser finds in sentences made up in the manner of UN documents."""

import pytest

from rightsgraph.cite import Citation, Footnote, Paragraph, Reader

VIEWS = "CCPR/C/120/D/2999/2017"
TORTURE = "CAT/C/60/D/700/2015"
REPORT = "A/HRC/40/90"


def read(text: str, symbol: str = VIEWS, **footnotes: str) -> list[Citation]:
    """Return the citations of a paragraph; footnotes are given as n1="...", n2="..."."""
    notes = tuple(Footnote(key[1:], value) for key, value in footnotes.items())
    return Reader(symbol).read(Paragraph("1", symbol, text, notes))


def written(citations: list[Citation]) -> list[str]:
    """Return the citations as `target pinpoint pinpoint`."""
    return [" ".join([c.target, *c.pinpoint]) for c in citations]


PROVISIONS = {
    "Article 5 (2) was breached.": ["treaty:CCPR/art/5 5(2)"],
    "He invokes article 7 of the Covenant and article 3 of the Convention on the Rights of the "
    "Child. Articles 7 and 3 were breached.": ["treaty:CCPR/art/7", "treaty:CRC/art/3"],
    "He invokes article 14, paragraph 3 (b) and 9 (1), of the Covenant.": [
        "treaty:CCPR/art/14 14(3)(b)",
    ],
    "He said that the European Court of Human Rights examined his case, although he relies on the "
    "Covenant, and that article 14 was breached.": ["treaty:CCPR/art/14"],
    "He claims a violation of article 7 of the Covenant.": ["treaty:CCPR/art/7"],
    "He invokes articles 7 and 10, paragraph 1, of the Covenant.": [
        "treaty:CCPR/art/7", "treaty:CCPR/art/10 10(1)",
    ],
    "Article 14, paragraphs 1 and 3 (b) and (d), was not respected.": [
        "treaty:CCPR/art/14 14(1) 14(3)(b) 14(3)(d)",
    ],
    "Her rights under articles 2 to 4 of the Covenant were at stake.": [
        "treaty:CCPR/art/2", "treaty:CCPR/art/3", "treaty:CCPR/art/4",
    ],
    "He relies on article 9, read in conjunction with article 2 (3), of the Covenant.": [
        "treaty:CCPR/art/9", "treaty:CCPR/art/2 2(3)",
    ],
    "It is inadmissible under article 5 (2) (b) of the Optional Protocol.": [
        "treaty:CCPR-OP1/art/5 5(2)(b)",
    ],
    "Paragraph 3 (c) of article 14 of the Covenant protects her.": [
        "treaty:CCPR/art/14 14(3)(c)",
    ],
    "See the Convention on the Rights of the Child, arts. 3 and 37 (b).": [
        "treaty:CRC/art/3", "treaty:CRC/art/37 37(b)",
    ],
    "That is the minimum of common article 3 of the Geneva Conventions.": [
        f"treaty:GENEVA-{n}/art/3" for n in range(1, 5)
    ],
    "He was charged under article 205 of the Criminal Code and article 7 of the Law on Police.": [],
    "According to article 8 (2), the Act applies to every resident.": ["treaty:CCPR/art/8 8(2)"],
    "The Electoral Act was applied; according to article 8, each resident votes.": [],
    "Article 1 A (2) of the 1951 Convention tells who they are.": [
        "treaty:Refugees-1951/art/1 1A(2)",
    ],
    "Issues arise under article 14, paragraph 1, paragraph 3 (d) and (e), and paragraph 5, and "
    "article 15 of the Covenant.": [
        "treaty:CCPR/art/14 14(1) 14(3)(d) 14(3)(e) 14(5)", "treaty:CCPR/art/15",
    ],
    "The preamble to the Covenant speaks of dignity.": ["treaty:CCPR/preamble"],
    "Articles 6 (para. 1), 7 and 9 (paras. 1 and 2) of the Covenant were violated.": [
        "treaty:CCPR/art/6 6(1)", "treaty:CCPR/art/7", "treaty:CCPR/art/9 9(1) 9(2)",
    ],
}  # fmt: skip

DOCUMENTS = {
    "See A/HRC/23/18, para. 53, and CEDAW/C/MEX/CO/7-8, paras. 18 (f) and 19 (c).": [
        "doc:A/HRC/23/18 53", "doc:CEDAW/C/MEX/CO/7-8 18(f) 19(c)",
    ],
    "Details are in A/67/222, annex II, and on https://example.org/doc/A/HRC/1/1.": [
        "doc:A/67/222 annex II",
    ],
    "A/B tests and and/or lists with 1/2 and 3/4 are no symbols.": [],
    "The footer GE.23-03126 and the letter TUR 5/2024 are not cited.": [],
    "See CCPR/C/21/Rev. 1/Add. 13, para. 8.": ["doc:CCPR/C/21/REV.1/ADD.13 8"],
    "It follows General Assembly resolutions 48/134 and 70/163, para. 11.": [
        "res:A/RES/48/134", "res:A/RES/70/163 11",
    ],
    "In its resolution 43/20, the Human Rights Council renewed the mandate.": [
        "res:A/HRC/RES/43/20",
    ],
    "See Security Council resolution 1325 (2000) and Council resolution 1997/30.": [
        "res:S/RES/1325", "res:E/RES/1997/30",
    ],
    "Resolution 12/3 of the city council was repealed.": [],
}  # fmt: skip

COMMENTS = {
    "The Committee recalls its general comment No. 31 (2004), para. 8.": ["gc:CCPR/31 8"],
    "See the Committee's general comments Nos. 18, 25 and 36.": [
        "gc:CCPR/18", "gc:CCPR/25", "gc:CCPR/36",
    ],
    "Committee against Torture, general comment No. 2 (2007) on the implementation of article 2, "
    "para. 26.": ["gc:CAT/2 26"],
    "In accordance with paragraph 9 of general comment No. 21, prisoners are protected.": [
        "gc:CCPR/21 9",
    ],
    "Joint general recommendation No. 31 of the Committee on the Elimination of Discrimination "
    "against Women/general comment No. 18 of the Committee on the Rights of the Child.": [
        "gc:CEDAW/31", "gc:CRC/18",
    ],
    "The Committee on the Elimination of Racial Discrimination, in general recommendation XX (48), "
    "and later in its general recommendation XXX (2004), said so.": ["gc:CERD/20", "gc:CERD/30"],
    "The general comment on the right to life was adopted.": [],
}  # fmt: skip

CASES = {
    "See Communication No. 100/1999, paras. 9-5.": ["comm:CCPR/100/1999 9"],
    "In communication No. 1416/2005 the author spoke. "
    + "They all read it with care, for a very long time. " * 6
    + "The Committee against Torture said so (see para. 13).": ["comm:CCPR/1416/2005"],
    "See communications Nos. 1416/2005 and 900/1999. Ibid., para. 5.": [
        "comm:CCPR/1416/2005", "comm:CCPR/900/1999",
    ],
    "He was tried in case No. 12345/99.": [],
    "See CCPR/C/WG/27/DR/253/1987 and A/HRC/23/18.": ["comm:CCPR/253/1987", "doc:A/HRC/23/18"],
    "The Supreme Court in the case of Soering said so.": [],
    "See Toonen v. Australia, communication No. 488/1992, para. 8.2.": ["comm:CCPR/488/1992 8.2"],
    "See Young v. Australia (CCPR/C/78/D/941/2000), para. 9.4.": ["comm:CCPR/941/2000 9.4"],
    "Mezine v. Algeria, para. 8.3; and Berzig v. Algeria, para. 8.4.": [
        "comm:CCPR/name:Mezine v. Algeria 8.3", "comm:CCPR/name:Berzig v. Algeria 8.4",
    ],
    "European Court of Human Rights, Soering v. United Kingdom (application No. 14038/88), "
    "judgment of 7 July 1989, para. 91.": ["case:ECtHR/14038/88 91"],
    "See European Court of Human Rights, Catan and others v. Moldova and Russia (applications "
    "Nos. 43370/04, 8252/05 and 18454/06), para. 104.": ["case:ECtHR/43370/04 104"],
    "Inter-American Court of Human Rights, Cantos v. Argentina, judgment of 28 November 2002, "
    "Series C No. 97, para. 52.": ["case:IACtHR/C/97 52"],
    "Inter-American Court of Human Rights, Advisory Opinion OC-23/17, para. 81.": [
        "case:IACtHR/A/23 81",
    ],
    "Inter-American Commission on Human Rights, Report No. 80/11, Case 12.626, para. 5.": [
        "case:IACHR/12.626 5",
    ],
    "As the European Court of Human Rights said in Soering v. United Kingdom (para. 4.7), ...": [
        "case:ECtHR/name:Soering v. United Kingdom",
    ],
    "It contrasts the case with D. v. The United Kingdom, 146/1996/767/964, paragraph 53.": [
        "case:ECtHR/name:D. v. The United Kingdom 53",
    ],
    "European Court of Human Rights: M.S.S. v. Belgium and Greece (30696/09).": [
        "case:ECtHR/30696/09",
    ],
    "European Court of Human Rights, Scoppola v. Italy (No. 2), application No. 10249/03.": [
        "case:ECtHR/10249/03",
    ],
    "He applied to the European Court of Human Rights (case registered as No. 41247/02).": [
        "case:ECtHR/41247/02",
    ],
    "See Weerawansa v. Sri Lanka (CCPR/C/95/D/1406/2005), annex, para. 1.": [
        "comm:CCPR/1406/2005 1 annex",
    ],
    "International Court of Justice in the Interhandel Case, of 1959.": [
        "case:ICJ/name:Interhandel",
    ],
    "International Criminal Tribunal for the Former Yugoslavia, Prosecutor v. Blaškić, Case No. "
    "IT-95-14-T, para. 158.": ["case:ICTY/IT-95-14-T 158"],
    "International Court of Justice, Ahmadou Sadio Diallo (Republic of Guinea v. Democratic "
    "Republic of the Congo), judgment of 30 November 2010, para. 54.": [
        "case:ICJ/name:Ahmadou Sadio Diallo 54",
    ],
    "The judgment of the European Court of Human Rights in the Beldjoudi case was recalled.": [
        "case:ECtHR/name:Beldjoudi",
    ],
    "The Privy Council decided Pratt and Morgan v. Attorney General of Jamaica.": [],
    "The Supreme Court of the United States decided Smith v. Jones.": [],
    "The suit Suresh v. Canada (Minister of Citizenship) was decided in Ottawa.": [],
    "Law No. 67/2006 and Decree No. 14/2013 were applied.": [],
}  # fmt: skip

RULES = {
    "The rules of procedure of the prison were read out. Rule 12 was not respected.": [],
    "Pursuant to rule 97 of its rules of procedure, it declared the claim admissible.": [
        "rule:CCPR-ROP/97",
    ],
    "See rule 9 of the Beijing Rules and the Nelson Mandela Rules, rules 43 to 45.": [
        "rule:BEIJING/9", "rule:MANDELA/43", "rule:MANDELA/44", "rule:MANDELA/45",
    ],
    "See the United Nations Declaration on the Rights of Indigenous Peoples, art. 26.": [
        "rule:UNDRIP/26",
    ],
    "See Part II, paragraph 16, of the Vienna Declaration and Programme of Action.": [
        "rule:VDPA/II.16",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [*(PROVISIONS | DOCUMENTS | COMMENTS | CASES | RULES).items()],
)
def test_reads_what_a_sentence_cites_and_nothing_else(text: str, expected: list[str]) -> None:
    assert sorted(written(read(text))) == sorted(expected)


def test_the_covenant_is_that_of_the_committee() -> None:
    cited = "Article 7 of the Covenant was invoked."

    assert written(read(cited, "E/C.12/57/D/1/2013")) == ["treaty:CESCR/art/7"]
    assert written(read(cited, VIEWS)) == ["treaty:CCPR/art/7"]


def test_the_convention_is_the_european_one_where_the_european_court_speaks() -> None:
    text = "The European Court of Human Rights found a violation of article 3 of the Convention."

    assert written(read(text, TORTURE)) == ["treaty:ECHR/art/3"]


def test_a_number_without_a_body_belongs_to_the_committee_that_registered_it() -> None:
    assert written(read("See communication No. 17/2008, para. 7.5.", REPORT)) == [
        "comm:CEDAW/17/2008 7.5"
    ]


def test_a_comment_without_a_body_belongs_to_the_committee_of_that_number_and_year() -> None:
    assert written(read("6 General comment No. 7 (2005), para. 6 (e).", REPORT)) == [
        "gc:CRC/7 6(e)"
    ]


def test_surface_and_offsets_are_of_the_text_as_given() -> None:
    text = "See\u00a0“A/HRC/23/18”, paras.\u00a050\u201355."
    (citation,) = read(text)

    assert citation.surface == "A/HRC/23/18"
    assert text[citation.start : citation.end] == citation.surface
    assert citation.pinpoint == ("50-55",)


def test_one_place_cites_an_item_once_with_all_its_pinpoints() -> None:
    text = "A/HRC/14/20, para. 56. 161 A/HRC/14/20, paras. 46-50."

    assert written(read(text)) == ["doc:A/HRC/14/20 56 46-50"]


def test_text_and_footnotes_are_places_of_their_own() -> None:
    citations = read("See article 7.[[fn:3]]", n3="A/HRC/23/18, para. 5.")

    assert [c.where for c in citations] == ["text", "footnote:3"]


def test_the_name_before_a_mark_is_the_number_in_the_footnote() -> None:
    citations = read("It recalls N.L. v. Sweden,[[fn:2]] in full.", n2="CRPD/C/23/D/60/2019.")

    assert {c.target for c in citations} == {"comm:CRPD/60/2019"}


def test_ibid_repeats_the_one_item_of_the_footnote_before() -> None:
    citations = read(
        "Text.[[fn:1]] More.[[fn:2]]", n1="A/HRC/23/18, para. 5.", n2="Ibid., para. 7."
    )

    assert written(citations) == ["doc:A/HRC/23/18 5", "doc:A/HRC/23/18 7"]
    assert citations[1].rule == "ibid"


def test_ibid_after_two_items_repeats_neither() -> None:
    citations = read("A.[[fn:1]] B.[[fn:2]]", n1="A/HRC/23/18; A/67/222.", n2="Ibid., para. 7.")

    assert written(citations) == ["doc:A/HRC/23/18", "doc:A/67/222"]


def test_a_name_keeps_the_number_that_the_document_printed_before() -> None:
    reader = Reader(VIEWS)
    reader.read(Paragraph("1", VIEWS, "See Doe v. France, communication No. 1760/2008, para. 8."))
    (later,) = reader.read(Paragraph("2", VIEWS, "It recalls Doe v. France, para. 9."))

    assert later.target == "comm:CCPR/name:Doe v. France"
    assert "comm:CCPR/1760/2008" in later.also


@pytest.mark.parametrize(
    "name",
    [
        "González et al. (“Cotton Field”) v. Mexico",
        "the “Campo Algodonero” case",
        "González et al. v. Mexico",
    ],
)
def test_every_name_of_the_cotton_field_judgment_leads_to_its_number(name: str) -> None:
    (citation,) = read(f"The Inter-American Court of Human Rights, in {name}, spoke of it.", REPORT)

    assert "case:IACtHR/C/205" in citation.also


def test_a_field_of_cotton_is_no_judgment() -> None:
    assert read("He worked in the cotton fields; the cotton field was large.") == []


def test_a_name_known_of_one_court_only_belongs_to_it() -> None:
    (citation,) = read("The authors compare their situation with Leyla Sahin v. Turkey.")

    assert citation.target.startswith("case:ECtHR/")


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("The Committee recalls its general comment No. 31.", "recalled"),
        ("The State party relies on A/HRC/23/18.", "relied-on"),
        ("The present case is distinguished from Doe v. France.", "distinguished"),
        ("The State party has not complied with the Views in Doe v. France.", "followed-up"),
        (
            "The Human Rights Committee is of the view that the facts before it disclose a "
            "violation of article 7 of the Covenant.",
            "found-violated",
        ),
        ("The author claims that the facts disclose a violation of article 7.", None),
        (
            "The Committee is of the view that the facts do not disclose a violation of article 7 "
            "of the Covenant.",
            None,
        ),
    ],
)
def test_the_words_of_the_sentence_show_the_function(text: str, function: str | None) -> None:
    assert [c.function for c in read(text)] == [function]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("See communication No. 2/2014.", REPORT),
        (
            "See Xyzzy v. Jamaica. The European Court of Human Rights and the Human Rights "
            "Committee agree.",
            REPORT,
        ),
        ("The European Court of Human Rights in Prosecutor v. Tadic said so.", REPORT),
        ("See Series A No. 5.", REPORT),
        ("General comment No. 30 says so.", TORTURE),
    ],
)
def test_what_several_could_mean_is_not_guessed(text: str, symbol: str) -> None:
    assert read(text, symbol) == []


def test_an_article_whose_treaty_is_only_implied_is_less_sure() -> None:
    [alone] = read("Article 7 was breached.")
    [named] = read("Article 7 of the Covenant was breached.")

    assert (alone.confidence, named.confidence) == (0.8, 0.97)


@pytest.mark.parametrize(
    "text",
    [
        "The Court concludes that there has been a violation of article 7 of the Covenant.",
        "The Committee considers that the facts are clear; they were a violation, the author "
        "says, of article 7 of the Covenant.",
    ],
)
def test_a_violation_is_found_by_the_committee_in_its_own_clause(text: str) -> None:
    assert [c.function for c in read(text)] == [None]


@pytest.mark.parametrize("years", [("(1996)", "(2009)"), ("", "")])
def test_a_number_that_two_bodies_gave_to_comments_is_not_guessed(years: tuple[str, str]) -> None:
    reader = Reader(REPORT)
    first = (
        "See Committee on the Elimination of Racial Discrimination, general recommendation No. 20 "
        f"{years[0]}, and Committee on Economic, Social and Cultural Rights, general comment "
        f"No. 20 {years[1]}."
    )
    assert len(reader.read(Paragraph("1", REPORT, first))) == 2

    assert reader.read(Paragraph("2", REPORT, "General comment No. 20 is clear.")) == []
