"""Test that reading takes steps in proportion to the length, whatever the text is made of.

`count_steps.py` says what a step is. It is run in a process of its own.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("count_steps.py")
LENGTH = 200
# With more steps than these for each character, of 400, reading is slow, whatever the growth.
MOST = 400_000
# Twice the length may take a little more than twice the steps: a text has a beginning. Bounded
# repetitions come to their bound; four times the steps are what is to be found.
GROWTH = 2.6
HOSTILE = {
    "slashes": "/",
    "lists of articles": "article 1, 2, 3, ",
    "parties": "v. ",
    "capital letters": "A",
    "names": "Abc ",
    "brackets": "(",
    "letters in brackets": "(a)",
    "digits": "1",
    "numbers": "12 ",
    "marks of notes": "[[fn:1]]",
    "quotation marks": '"',
    "spaces": " ",
    "lines": "\n",
    "symbols": "A/HRC/1/2, ",
    "communications": "No. 1/2000, ",
    "cases": "Case of Abc v. Abc, ",
    "dashes": "-",
    "ibid.": "ibid. ",
    "notes above": "note 5 above, ",
    "paragraphs": "para. 5, ",
    "Arabic damage": ")١٨/١٤(، ",
    "Arabic paragraphs": "الفقرة ٥٣(و) ",
}
PLANTED = {
    "an expression that may begin anywhere in what it repeats": """
RULE = re.compile(r"\\s+x")
def read(text): return RULE.findall(text)
""",
    "an expression that repeats a repetition": """
RULE = re.compile(r"(?:\\s+)+x")
def read(text): return RULE.match(text)
""",
    "two repetitions of the same": """
RULE = re.compile(r"\\s*\\w*\\s*x")
def read(text): return RULE.match(text)
""",
    "a search for each character": """
RULE = re.compile("x")
def read(text): return [RULE.search(text, place) for place, _ in enumerate(text)]
""",
    "a comparison of each with each": """
def read(text): return [a == b for a in text[::8] for b in text[::8]]
""",
}
HARMLESS = {
    "a search": 'RULE = re.compile("x")\ndef read(text): return RULE.findall(text)',
    "a loop": "def read(text): return [a for a in text if a == 'x']",
    "a guarded repetition": """
RULE = re.compile(r"\\bx\\s+y")
def read(text): return RULE.search(text)
""",
}
READER = """
import re
{rule}
class Reader:
    def __init__(self, symbol): pass
    def read(self, paragraph): return read(paragraph.text)
"""


def count(module: object, texts: list[str], attacks: int = 0, most: int = 50_000) -> Any:
    """Return the steps of reading texts with the Reader of a module."""
    asked = [{"text": text, "language": "en" if text.isascii() else "ar"} for text in texts]
    done = subprocess.run(
        [sys.executable, SCRIPT, str(module)],
        input=json.dumps({"texts": asked, "attacks": attacks, "most": most}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def doubled(pieces: list[str]) -> list[str]:
    """Return texts of these pieces, each in one length and in twice that length."""
    return [(piece * 2 * LENGTH)[: LENGTH * size] for piece in pieces for size in (1, 2)]


def grows(steps: list[int | None]) -> bool:
    """Return whether steps grow faster than the text, of which the last two are twice."""
    *_, before, after = steps
    return before is None or after is None or after > GROWTH * before


@pytest.mark.long
def test_twice_the_length_of_a_hostile_paragraph_is_twice_the_steps() -> None:
    steps = count("-", doubled(list(HOSTILE.values())), most=MOST)["steps"]
    pairs = {name: steps[2 * n : 2 * n + 2] for n, name in enumerate(HOSTILE)}
    assert {name: pair for name, pair in pairs.items() if grows(pair)} == {}


@pytest.mark.long
def test_no_expression_takes_longer_for_what_it_repeats() -> None:
    attacks = count("-", list(HOSTILE.values()), attacks=150)["attacks"]
    assert len(attacks) > 100
    assert [attack for attack in attacks if grows(attack[2])] == []


@pytest.mark.parametrize("rule", PLANTED.values(), ids=PLANTED)
def test_a_planted_rule_of_quadratic_time_is_found(rule: str, tmp_path: Path) -> None:
    module = tmp_path / "planted.py"
    module.write_text(READER.format(rule=rule), encoding="utf-8")
    assert grows(count(module, doubled([" "]))["steps"])


@pytest.mark.parametrize("rule", HARMLESS.values(), ids=HARMLESS)
def test_a_rule_of_linear_time_is_let_pass(rule: str, tmp_path: Path) -> None:
    module = tmp_path / "planted.py"
    module.write_text(READER.format(rule=rule), encoding="utf-8")
    assert not grows(count(module, doubled([" "]))["steps"])


def test_an_expression_is_tried_on_what_it_repeats(tmp_path: Path) -> None:
    module = tmp_path / "planted.py"
    rule = 'RULE = re.compile(r"q\\d*[0-4]*z")\ndef read(text): return RULE.search(text)'
    module.write_text(READER.format(rule=rule), encoding="utf-8")
    found = count(module, ["no such letter"], attacks=150)["attacks"]
    assert any(grows(steps) for _, _, steps in found)
