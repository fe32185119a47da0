"""What a test needs of the machine: without it the test is skipped, or fails in CI."""

import os
import shutil
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """Skip the test, or fail it in CI, for want of something."""
    if os.environ.get("REQUIRE_SHARED") == "1":
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


def program(name: str) -> str:
    """Return the path of a program that the test needs."""
    places = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"
    return shutil.which(name, path=places) or lacking(name)
