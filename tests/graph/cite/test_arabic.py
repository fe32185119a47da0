"""The rules by which a text with Arabic letters is made legible, each with texts of our own."""

import pytest

from rightsgraph.cite import Footnote, Paragraph, Reader
from rightsgraph.cite.arabic import legible
from rightsgraph.cite.place import Place
from rightsgraph.cite.visual import reordered

RULES = {
    "shapes": ("ﺍﻟﻘﺮﺍﺭ ٥", "القرار 5"),
    "bare": ("قَـرارُ مجـلس الأمـن", "قرار مجلس الأمن"),
    "torn": ("في ا لقرار وطلب المج  لس", "في القرار وطلب المجلس"),
    "letters": ("٣(ز) و٤ ( هـ ) و٥ ب)", "3(g) و4 (e) و5(b)"),
    "letters-words": ("(انظر) و(اللجنة) (ش)", "(انظر) و(اللجنة) (ش)"),
    "scripts": ("انظر وCCPR/C/GC/36", "انظر و CCPR/C/GC/36"),
    "apart": ("وبالمادة ٥ للاتفاقية ولمجلس", "و ب المادة 5 ل الاتفاقية و ل مجلس"),
    "apart-committee": ("للجنة المعنية ولجنة", "ل اللجنة المعنية و لجنة"),
    "series": ("السلسلة جيم، العدد ٢٠٥", "Series C No. 205"),
    "dotted": ("الفقرة ٩-٧ والفقرتان ٣-٢ و٣-٤", "الفقرة 9.7 و الفقرتان 3.2 و3.4"),
    "dotted-several": ("الفقرات ٣-٥ و٨-٢", "الفقرات 3.5 و8.2"),
    "range": ("الفقرات ٥٥-٥٠", "الفقرات 50-55"),
    "range-up": ("الفقرات ٥٠-٥٥", "الفقرات 50-55"),
    "pair-session": ("القرار ١٧٥/٧٠", "القرار 70/175"),
    "pair-year": ("القرار ٣٠/١٩٩٧", "القرار 1997/30"),
    "pair-communication": ("البلاغ رقم ٢٠٠١/١٠١١", "البلاغ رقم 1011/2001"),
    "pair-either": ("القراران ٦/٢٠ و٢٠/٦", "القراران 6/20 و20/6"),
    "pair-nothing": ("نسبة ١٧٥/٧٠", "نسبة 175/70"),
}

ORDERS = {
    "a number comes before its paragraph's words": (
        "والسلام    ١٩وتنص المادة ",
        "وتنص المادة ١٩ والسلام",
    ),
    "the number of the paragraph ends the line": ("طلب المجلس   - ٧", "٧- طلب المجلس"),
    "brackets around a number are turned": ("من النظام ) ٢(٦٩المادة ", "المادة ٦٩(٢) من النظام"),
    "a comma stands before the word behind it": ("في دورته ،وطلب المجلس", "وطلب المجلس، في دورته"),
    "a comma inside a piece stays": ("الإقليمية، وذلك ٥قرار ", "قرار ٥ الإقليمية، وذلك"),
    "two spaces part pieces": ("١٤حلقة العمل   في", "في حلقة العمل ١٤"),
    "a full stop parts pieces": (". متينة. وفقا ٥قرار ", "قرار ٥ وفقا. متينة."),
    "a symbol begins the line": (
        ")١٣( A/C/7-8 ١٨، الفقرتان)و(١٩و) ج.(",
        "(١٣) A/C/7-8، الفقرتان ١٨(و) و ١٩(ج.)",
    ),
}

IN_ORDER = [
    "انظر القرار ١٨/١٤، الفقرة ٥.",
    "٧- طلب المجلس (٢) تقريرا عن المادتين ٧ و١٠(١).",
    "انظر A/HRC/31/57، الفقرتان ٢٣ و٥٧.",
    "في الفترة من ١٢ إلى ١٤ آذار/مارس ٢٠١٢.",
    "الفقرات ٢٦ - ٢٤",
]


@pytest.mark.parametrize(("given", "read"), RULES.values(), ids=RULES)
def test_rule_makes_a_text_legible(given: str, read: str) -> None:
    made = legible(given)
    assert made is not None
    assert made.text == read


@pytest.mark.parametrize(("given", "read"), ORDERS.values(), ids=ORDERS)
def test_line_stored_by_its_looks_is_put_in_order(given: str, read: str) -> None:
    made = reordered(given)
    assert made is not None
    assert " ".join(made.text.split()) == read


@pytest.mark.parametrize("text", IN_ORDER)
def test_line_in_order_stays_as_it_is(text: str) -> None:
    assert reordered(text) is None


def test_line_too_long_to_be_one_stays_as_it_is() -> None:
    assert reordered("في قراره ،١٤وطلب المجلس " + "من الدول الأعضاء " * 20) is None


def test_line_without_evidence_follows_the_other_lines() -> None:
    made = reordered("في دورته ،٦وطلب المجلس \nمن الدول   الأعضاء")
    assert made is not None
    assert made.text.split("\n")[1] == "الأعضاء من الدول"


def test_every_character_keeps_its_place() -> None:
    given = "في الدورة ،١٨/١٤وطلب المجـلس في قـراره "
    made = legible(given)
    assert made is not None
    assert len(made.text) == len(made.origin)
    digits = [(made.origin[i], c) for i, c in enumerate(made.text) if c.isdigit()]
    assert [(given[i], c) for i, c in digits] == [("١", "1"), ("٨", "8"), ("١", "1"), ("٤", "4")]


def test_stretch_of_the_read_text_leads_back_to_the_given_one() -> None:
    place = Place("text", "من العهد ) ٢(١٤تنص المـادة ")
    start = place.text.index("14")
    first, last = place.span(start, start + 6)
    assert place.given[first:last] == ") ٢(١٤"


def test_text_without_arabic_letters_is_left_alone() -> None:
    assert legible("Véase el artículo 14, párrafo 3 g), del Pacto ١٤") is None


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Véase A/HRC/31/57, párr. 23.", "Ibíd., párrs. 25 y 26."),
        ("Voir A/HRC/31/57, par. 23.", "Id., par. 25 et 26."),
        ("انظر A/HRC/31/57، الفقرة 23.", "المرجع نفسه، الفقرتان 25 و26."),
    ],
)
def test_word_for_the_same_item_repeats_the_note_before(first: str, later: str) -> None:
    notes = (Footnote("1", first), Footnote("2", later))
    found = Reader("A/74/160").read(Paragraph("1", "A/74/160", "", notes))
    assert [(c.where, c.target, c.pinpoint) for c in found] == [
        ("footnote:1", "doc:A/HRC/31/57", ("23",)),
        ("footnote:2", "doc:A/HRC/31/57", ("25", "26")),
    ]
