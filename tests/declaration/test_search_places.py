"""The queries about the declaration name places that are there, on pages written by hand as well."""

from __future__ import annotations

from pathlib import Path

import markdown
from bs4 import BeautifulSoup

from test_searches import check_places

PAGES = Path(__file__).resolve().parent.parent.parent / "content" / "pages"


def test_what_is_expected_is_there() -> None:
    pages = set()
    for path in PAGES.glob("*.md"):
        text = path.read_text(encoding="utf-8").rpartition("\n---\n")[2]
        page = BeautifulSoup(markdown.markdown(text, extensions=["attr_list", "toc"]), "html.parser")
        pages |= {f"{path.stem}/", *(f"{path.stem}/#{heading['id']}" for heading in page.select("h2, h3"))}
    check_places("declaration", pages=pages)
