"""Fixtures of all tests."""

import os
from pathlib import Path

import pytest

from needs import lacking

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the shared material beside the repository."""
    folder = Path(os.environ.get("RIGHTSGRAPH_SHARED", ROOT.parent / "shared"))
    return folder if folder.is_dir() else lacking("../shared")
