"""A running server, and Chromium as a reader has it: quiet, and asking nobody else."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from needs import lacking, program
from rightsgraph_server.query_page import EDITOR
from serving import running

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


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Run a server and return its address."""
    if not (EDITOR / "main.js").is_file():
        lacking("the editor: make editor")
    with running() as server:
        yield server.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run the system's Chromium with an empty profile."""
    executable = program("chromium")
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
