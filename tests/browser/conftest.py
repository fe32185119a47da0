"""A running server, and Chromium as a reader has it: quiet, and asking nobody else."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from rightsgraph_server.query_page import EDITOR

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# what Chromium itself says of an answer such as 400, which the page then explains
NOTE_OF_STATUS = "error: Failed to load resource: the server responded with a status of "

Open = Callable[..., Page]


def _without(what: str) -> NoReturn:
    if os.environ.get("REQUIRE_SHARED") == "1":
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Run a server and return its address."""
    if not (EDITOR / "main.js").is_file():
        _without("the editor: make editor")
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    addresses = (re.search(r"http://\S+/", line) for line in process.stderr)
    try:
        yield next(found[0] for found in addresses if found)
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run the system's Chromium with an empty profile."""
    executable = shutil.which("chromium")
    if executable is None:
        _without("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Open pages of the site; afterwards none may have complained, nor asked another host."""
    complaints: list[str] = []
    hosts: set[str] = set()

    def open_page(path: str, width: int = 1280, javascript: bool = True) -> Page:
        page = browser.new_page(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript
        )
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.goto(site + path)
        if javascript:
            page.wait_for_selector("form.edited")
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert [said for said in complaints if not said.startswith(NOTE_OF_STATUS)] == []
    assert hosts - {""} == {urlsplit(site).netloc}
