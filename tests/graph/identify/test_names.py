import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph.identify import NameIndex, normalise_name

LANGUAGES = ("English", "French", "Spanish", "Arabic", "Russian", "Chinese")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "COTE D\u2019IVOIRE"),
        ("the Gambia", "Gambia (the)"),
        ("l'Ouzbékistan", "Ouzbékistan (l\u2019)"),
        ("Afganistán (el)", "el Afganistan"),
        ("Les Comores", "Comores (les)"),
        ("African Court on Human and Peoples' Rights", "African Court on Human and Peoples Rights"),
        ("Inter-American Court", "Inter\u2011American  Court"),
        ("OSCE/ODIHR", "OSCE ODIHR"),
        ("Łódź", "Lodz"),
        ("Türkiye", "TU\u0308RKI\u0307YE"),
        ("المكسيك", "الـمـكـسـيـك"),
        ("أفغانستان", "افغانستان"),
        ("إسبانيا", "اسبانيا"),
        ("سورية", "سوريه"),
        ("موسى", "موسي"),
        ("مُحَمَّد", "محمد"),
        ("القرار ١٨", "القرار 18"),
        ("\u202bالمكسيك\u202c", "المكسيك"),
        ("Российская Федерация", "российская федерация"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Niger", "Nigeria"), ("Китай", "Китаи"), ("中国", "中非"), ("Law", "Lawn"), ("La", "Le")],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert normalise_name(one) != normalise_name(other)


def test_a_name_that_is_only_an_article_is_kept() -> None:
    assert normalise_name("The") == "the"


def test_an_article_inside_a_name_is_kept() -> None:
    assert normalise_name("Law of the Sea") == "law of the sea"


@given(st.text())
def test_a_normalised_name_has_single_spaces_and_no_case(text: str) -> None:
    key = normalise_name(text)
    assert key == " ".join(key.split())
    assert normalise_name(text.upper()) == normalise_name(text.upper().lower().upper())


def test_all_things_that_share_a_name_are_found() -> None:
    index = NameIndex([("HRC", "mechanism:hrc"), ("HRC", "mechanism:ccpr"), ("UPR", "x")])
    assert index.find("hrc") == ("mechanism:ccpr", "mechanism:hrc")
    assert index.find("unknown") == ()
    assert len(index) == 2


def test_an_empty_name_names_nothing() -> None:
    index = NameIndex([("", "x"), ("...", "y")])
    assert index.find("") == ()
    assert len(index) == 0


def test_suggestions_are_spelt_as_the_graph_spells_them() -> None:
    index = NameIndex([("México", "state:MEX"), ("Monaco", "state:MCO"), ("Oman", "state:OMN")])
    assert index.closest("Mexco", 2)[0] == "México"
    assert index.closest("zzzz") == ()


def test_an_index_never_changes() -> None:
    index = NameIndex([("Mexico", "state:MEX")])
    with pytest.raises(TypeError):
        index._iris["oman"] = ("state:OMN",)  # type: ignore[index]
    with pytest.raises(AttributeError):
        index.other = 1  # type: ignore[attr-defined]


def test_every_name_of_every_state_in_six_languages_is_found(
    countries: list[dict[str, str]],
) -> None:
    names = [
        (country[f"UNTERM {language} {length}"], country["ISO3166-1-Alpha-3"])
        for country in countries
        for language in LANGUAGES
        for length in ("Short", "Formal")
        if country[f"UNTERM {language} {length}"]
    ]
    index = NameIndex(names)
    assert len(names) > 2_000
    for name, code in names:
        assert index.find(name) == (code,)
