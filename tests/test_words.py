"""A clause with a heading and a text keeps both, in the same order, in every form."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from markdown_it import MarkdownIt

from mkdocs_declaration import search
from mkdocs_declaration.anchors import words_of
from mkdocs_declaration.exports import EXPORTERS
from mkdocs_declaration.permalinks import permalinks
from mkdocs_declaration.render import Renderer
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from mkdocs_declaration.edition import Edition

ROOT = Path(__file__).resolve().parents[1]
ENCODING = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - kind: article
    number: Article 1
    slug: one
    content:
      - number: "1."
        heading: "*Scope*."
        text: "- This **Act** applies."
        items: [{number: (a), text: Here;}]
      - {heading: Name, text: It is an Act.}
"""
HEADED = ("1. Scope.", "- This Act applies.")
LINES = ("Article 1", *HEADED, "(a) Here;", "Name", "It is an Act.")


@pytest.fixture
def headed(read: Callable[..., Edition]) -> Edition:
    return read(ENCODING)


def test_the_lines_of_a_clause(headed: Edition) -> None:
    assert tuple(line for clause in headed.instrument.clauses for line in clause.lines) == LINES
    assert words_of(headed.instrument.by_id["1.1"]) == "Scope. - This Act applies."


def test_pages_and_the_book(headed: Edition) -> None:
    book = zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(headed)))
    pages = {page.slug: page.html for page in Renderer(headed).pages()}
    for html in (pages["one"], pages["full-text"], book.read("EPUB/text/one.xhtml").decode()):
        clause = BeautifulSoup(html, "html.parser").select_one("[id='1.1']")
        assert clause is not None
        assert [" ".join(part.get_text().split()) for part in clause.find_all("p")] == list(HEADED)
        assert len(clause.select("p > .clause-number")) == 1


def test_short_links(headed: Edition) -> None:
    page = BeautifulSoup(permalinks(Renderer(headed))["1.1/index.html"], "html.parser")
    assert [part.get_text(strip=True) for part in page.select("main > p")[1:]] == [*HEADED, "(a) Here;"]
    description = page.select_one("meta[name=description]")
    assert description is not None
    assert description["content"] == "Scope. - This Act applies. Here;"


def test_text_files(headed: Edition) -> None:
    lines = [line.strip() for line in EXPORTERS["declaration.txt"].write(headed).decode().split("\n\n")]
    assert tuple(lines) == ("T", *LINES)
    rendered = MarkdownIt("commonmark").render(EXPORTERS["declaration.md"].write(headed).decode())
    soup = BeautifulSoup(rendered.replace("<br>", "\n"), "html.parser")
    blocks = [block.get_text() for block in soup.find_all(["h2", "p"])]
    assert tuple(line for block in blocks for line in block.split("\n")) == LINES
    assert soup.find_all("li") == []


def test_data(headed: Edition) -> None:
    clause = next(c for c in json.loads(EXPORTERS["clauses.json"].write(headed))["clauses"] if c["id"] == "1.1")
    assert (clause["heading"], clause["text"]) == ("Scope.", "- This Act applies.")
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(headed))
    (paragraph,) = document.xpath("//*[@eId='art_1__para_1']")
    assert ["".join(part.itertext()).strip() for part in paragraph][:3] == ["1.", "Scope.", "- This Act applies."]
    entry = next(e for e in search.entries(headed, Renderer(headed).pages()) if e.get("clause") == "1.1")
    assert (entry["title"], entry["text"]) == ("article 1(1): Scope.", "- This Act applies.")


def test_copied_and_embedded(headed: Edition, chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "clauses.json").write_bytes(EXPORTERS["clauses.json"].write(headed))
    for script in (ROOT / "site_overrides/embed.js", *(ROOT / "site_overrides/assets/javascripts/reader").glob("*.js")):
        (tmp_path / script.name).write_bytes(script.read_bytes())
    quote = '<!doctype html><p><a href="one/#1.1">1</a></p><script src="embed.js"></script>'
    (tmp_path / "index.html").write_text(quote, encoding="utf-8")
    with served(tmp_path) as address:
        page = chromium.new_page()
        page.goto(address)
        page.wait_for_selector("blockquote")
        assert page.locator("blockquote > p").all_inner_texts() == [*HEADED, "(a) Here;"]
        config = """<script id="__config" type="application/json">{"base": "."}</script>"""
        page.evaluate("config => document.body.innerHTML = config", config)
        lines = page.evaluate("import('./passage.js').then(module => module.passage('1')).then(found => found.lines)")
        assert lines == list(LINES)
        page.close()
