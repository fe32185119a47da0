"""The Python of README and docs runs as it stands."""

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("page", ["README.md", "docs/citations.md"])
def test_the_python_of_a_page_gives_what_it_says(page: str) -> None:
    failed, tried = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")

    assert tried
    assert not failed
