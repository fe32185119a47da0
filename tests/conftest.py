"""Fixtures of all tests."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the shared material beside the repository; skip, or fail in CI, without it."""
    folder = Path(os.environ.get("RIGHTSGRAPH_SHARED", ROOT.parent / "shared"))
    if folder.is_dir():
        return folder
    if os.environ.get("REQUIRE_SHARED") == "1":
        pytest.fail("needs ../shared")
    pytest.skip("needs ../shared")
