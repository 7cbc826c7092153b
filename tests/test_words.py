"""A clause with a heading and a text keeps both, in the same order, in every form."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from markdown_it import MarkdownIt

from mkdocs_declaration.encoding.files.glossary import TermData
from mkdocs_declaration.encoding.files.instrument import AdoptionData, InstrumentData, ReferenceData
from mkdocs_declaration.encoding.files.units import NoteData, PreambleData, RecitalData, UnitData
from mkdocs_declaration.encoding.shapes.shape import entries
from mkdocs_declaration.encoding.shapes.values import FoldedText, Line, ListOf
from mkdocs_declaration.exports.publication import publish, titles
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.cards import page_data
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.pages.head.assets import EMBED, SOURCES, bundle
from mkdocs_declaration.pages.kinds.short_links import permalinks
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from mkdocs_declaration.edition import Edition

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
    assert headed.instrument.by_id["1.1"].words == "Scope. - This Act applies."


def test_pages_and_the_book(headed: Edition) -> None:
    book = zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(headed)))
    pages = {page.slug: page.html for page in pages_of(Renderer(headed))}
    for html in (pages["one"], pages["full-text"], book.read("EPUB/text/one.xhtml").decode()):
        clause = BeautifulSoup(html, "html.parser").select_one("[id='1.1']")
        assert clause is not None
        assert [" ".join(part.get_text().split()) for part in clause.find_all("p")] == list(HEADED)
        assert len(clause.select("p > .clause-number")) == 1


def test_short_links(headed: Edition) -> None:
    page = BeautifulSoup(permalinks(Renderer(headed))["1.1/index.html"], "html.parser")
    assert [" ".join(part.get_text().split()) for part in page.select("main > p")] == [*HEADED, "(a) Here;"]
    description = page.select_one("meta[name=description]")
    assert description is not None
    assert description["content"] == "Scope. - This Act applies. Here;"


def test_text_files(headed: Edition) -> None:
    lines = [line.strip() for line in EXPORTERS["declaration.txt"].write(headed).decode().split("\n\n")]
    note = "What stands in square brackets is the id of a clause without a number; it is not in the text."
    assert tuple(lines) == ("T", note, *LINES[:-2], f"[1.p1] {LINES[-2]}", LINES[-1])
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
    of_pages = titles(pages_of(Renderer(headed)))
    entry = next(e for e in json.loads(search_data.data(headed, of_pages))["entries"] if e["path"].endswith("#1.1"))
    assert (entry["label"], entry["heading"], entry["text"]) == ("article 1(1)", "Scope.", "- This Act applies.")


def test_first_words_of_a_page(headed: Edition) -> None:
    words = "Scope. - This Act applies."
    assert f"Article 1](one/): {words}\n" in EXPORTERS["llms.txt"].write(headed).decode()
    home = next(page.html for page in pages_of(Renderer(headed)) if page.slug == "")
    assert BeautifulSoup(home, "html.parser").select(".decl-front-words")[0].get_text() == words
    book = zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(headed)))
    contents = BeautifulSoup(book.read("EPUB/nav.xhtml"), "html.parser").select("a[href='text/one.xhtml#1.1']")
    assert [link.get_text() for link in contents] == ["1. Scope."]


LINES_OF_1 = (
    """import("./passage.js").then(({ passage }) => passage("1", { page: "one/" })).then(({ lines }) => lines)"""
)


def test_copied_and_embedded(headed: Edition, chromium: Browser, tmp_path: Path) -> None:
    sources = {path.name: path.read_bytes() for path in (*SOURCES.glob("scripts/*.js"), bundle().entries[EMBED])}
    for name, content in (sources | dict(page_data(headed))).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    quote = '<!doctype html><p><a href="one/#1.1">1</a></p><script src="embed.js"></script>'
    (tmp_path / "index.html").write_text(quote, encoding="utf-8")
    with served(tmp_path) as address:
        page = chromium.new_page()
        page.goto(address)
        page.wait_for_selector("blockquote")
        assert page.locator("blockquote > p").all_inner_texts() == [*HEADED, "(a) Here;"]
        config = """<script id="__config" type="application/json">{"base": "."}</script>"""
        page.evaluate("config => document.body.innerHTML = config", config)
        lines = page.evaluate(LINES_OF_1)
        assert lines == list(LINES)
        page.close()


EVERY_KEY = """
format: 1
instrument:
  id: t
  title: wtitle
  printed_title: wprinted
  short_title: wshort
  summary: wsummary
  kind: wkind
  language: en
  parties: [wpartyone, wpartytwo]
  adopted: {date: 2014-11-12, place: wplace, occasion: woccasion}
  sources:
    - {title: wsource, url: "https://example.org/s", language: fr, note: wsourcenote}
    - {title: wothersource, note: wothersourcenote}
  versions:
    - {title: wversion, url: "https://example.org/v", language: fr, note: wversionnote}
    - {title: wotherversion, note: wotherversionnote}
preamble:
  heading: wpreambleheading
  also: [walsopreamble]
  opening: {text: wopening, notes: [{quote: wopening, note: wopeningnote}]}
  citations: [wcitation]
  lead_in: wleadin
  recitals:
    - number: (1)
      text: wrecital
      items: [{number: (a), text: wrecitalitem}]
      notes: [{quote: wrecital, note: wrecitalnote, sic: true}]
  closing: {text: wenacting, notes: [{quote: wenacting, note: wenactingnote}]}
body:
  - kind: chapter
    number: CHAPTER I
    heading: wchapterheading
    also: [walsochapter]
    notes: [{quote: wchapterheading, note: wchapternote}]
    content:
      - kind: article
        number: Article 1
        heading: warticleheading
        slug: one
        notes: [{quote: warticleheading, note: warticlenote}]
        content:
          - number: "1."
            heading: wparheading
            text: wpartext[^1]
            table: {caption: wcaption, header: [[wheader, ""]], rows: [[wcell, wcelltwo]]}
            footnotes: [{mark: "1", text: wfootnote}]
            notes: [{quote: wpartext, note: wparnote}, {quote: wparheading, note: wheadingnote}]
            items:
              - number: (a)
                heading: witemheading
                text: witem
                paragraphs: [{text: wfurther, items: [{text: wfurtheritem}], closing: wfurtherclosing}]
                notes: [{quote: witem, note: witemnote}]
                items: [{number: (i), text: wsubitem, notes: [{quote: wsubitem, note: wsubitemnote}]}]
            closing: {text: wclosing, notes: [{quote: wclosing, note: wclosingnote}]}
      - {kind: article, number: Articles 2 to 4, slug: two, heading: wgone, repealed: true}
  - {kind: annex, heading: wannex, slug: annex, id: annex, content: [{text: wunnumbered}]}
conclusion:
  heading: wconclusionheading
  formula: [wfirstparagraph, {text: wsecondparagraph, notes: [{quote: wsecondparagraph, note: wendingnote}]}]
  done: wdone
  signatures: [wsignature]
"""
EVERY_TERM_KEY = """
format: 1
terms:
  - id: a
    name: wname
    full_name: wfullname
    kind: organisation
    forms: [witem, wform]
    never_in: [long wform]
    also: [walsoterm]
    description: wdescription
    as_of: wasof
    later: wlater
    url: https://example.org/a
    sources:
      - {title: wtermsource, url: "https://example.org/t", language: fr, note: wtermnote}
      - {title: wothertermsource, note: wothertermnote}
"""


def holds_words(type_: object) -> bool:
    if isinstance(type_, ListOf):
        return holds_words(type_.of)
    return isinstance(type_, FoldedText) or (isinstance(type_, Line) and type_.pattern is None)


def test_the_examples_have_every_key_that_holds_words() -> None:
    shapes = (InstrumentData, AdoptionData, ReferenceData, PreambleData, RecitalData, UnitData, NoteData, TermData)
    keys = {name for shape in shapes for name, key in entries(shape).items() if holds_words(key.type)}
    assert {key for key in keys if f"{key}: " not in EVERY_KEY + EVERY_TERM_KEY} == set()


def test_words_of_every_key_are_published(read: Callable[..., Edition]) -> None:
    publication, problems, _ = publish(Renderer(read(EVERY_KEY, EVERY_TERM_KEY)))
    assert [problem for problem in problems if not problem.is_warning] == []
    pages = [BeautifulSoup(page.html, "html.parser") for page in publication.pages.values()]
    shown = {word for page in pages for word in page.get_text(" ").split()}
    written = set(re.findall(r"\bw[a-z]+\b", EVERY_KEY + EVERY_TERM_KEY))
    # Forms, and longer words that are none, are for what is found in the text, other names for the search.
    found = {"walsopreamble", "walsochapter", "walsoterm"}
    assert {word for word in written if not any(word in part for part in shown)} == {"wform", *found}
    assert b"wform" in publication.files["glossary.json"]
    linked = {str(link["href"]) for page in pages for link in page.select("a[href]")}
    assert set(re.findall(r"https://example[^\"\s]+", EVERY_KEY + EVERY_TERM_KEY)) - linked == set()
