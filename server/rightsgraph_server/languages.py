"""Speak the reader's language: words of the pages, names of things, direction of the script."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for

LANGUAGES = {"en": "English", "ar": "العربية", "fr": "Français", "es": "Español"}
_WORDS = Path(__file__).parent / "words"


def language() -> str:
    """Return the language of the page: `?lang=`, or what the browser prefers, or English."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(list(LANGUAGES)) or "en"


@cache
def words(language: str) -> dict[str, str]:
    """Return the words of the pages in a language."""
    text = (_WORDS / f"{language}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def word(key: str) -> str:
    """Return a word of the pages in the language of the page."""
    return words(language())[key]


def in_language(code: str) -> str:
    """Return the address of this page in another language."""
    others: dict[str, Any] = {k: v for k, v in request.args.items() if k != "lang"}
    if request.endpoint is None:
        return f"?lang={code}"
    return url_for(request.endpoint, **(request.view_args or {}), **others, lang=code)


def add_to_templates(app: Flask) -> None:
    """Let templates use these functions."""
    app.jinja_env.globals.update(
        word=word,
        language=language,
        in_language=in_language,
        languages=LANGUAGES,
        direction=lambda: "rtl" if language() == "ar" else "ltr",
    )
