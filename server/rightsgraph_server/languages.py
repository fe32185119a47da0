"""Speak the reader's language: words of the pages, names of things, direction of the script."""

import json
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, request

LANGUAGES = {"en": "English", "ar": "العربية", "fr": "Français", "es": "Español"}
_WORDS = Path(__file__).parent / "words"


def language() -> str:
    """Return the language of the page: `?lang=`, or what the browser prefers, or English."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    preferred = (tag.split("-")[0].lower() for tag in request.accept_languages.values())
    return next((code for code in preferred if code in LANGUAGES), "en")


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
    """Return the address of this page in another language, relative to this page."""
    others = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return "?" + urlencode([*others, ("lang", code)])


def add_to_templates(app: Flask) -> None:
    """Let templates use these functions."""
    app.jinja_env.globals.update(
        word=word,
        language=language,
        in_language=in_language,
        languages=LANGUAGES,
        direction=lambda code=None: "rtl" if (code or language()) == "ar" else "ltr",
    )
