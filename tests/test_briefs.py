"""What is said in plain words (`brief`) is shown as what it is, and is in nothing that is the text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from engines import engine_page
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.cards import addresses
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import write_lock
from mkdocs_declaration.permanence.lock.model import Lock
from test_search_golden import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from mkdocs_declaration.edition import Edition
    from project import Project

WHOLE = "  brief: [{text: Wholezz parties agree., rests_on: [preamble.opening, '2.1']}]\n"
PREAMBLE = "  brief: [{text: Prezz is said., rests_on: [preamble.1]}]\n"
GROUP = "    brief: [{text: Groupzz is about arms., rests_on: ['1']}]\n"
ARTICLE = (
    "        brief: [{text: Artzz is trusted., rests_on: ['1.1', 1.1.a]}, {text: More of artzz., rests_on: [1.1.a]}]\n"
)
ENCODING = (
    "format: 1\ninstrument:\n  id: t\n  title: Treaty\n  summary: A summary.\n  kind: treaty\n  language: en\n"
    f"{WHOLE}preamble:\n  opening: We,\n  recitals: [Thinking,]\n{PREAMBLE}"
    f"body:\n  - kind: chapter\n    number: CHAPTER I\n    heading: Arms\n{GROUP}"
    f"    content:\n      - kind: article\n        number: Article 1\n        slug: one\n{ARTICLE}"
    "        content: [{number: (1), text: We trust., items: [{number: (a), text: Them.}]}]\n"
    "  - {kind: article, number: Article 2, slug: two, content: [{number: (1), text: We end.}]}\n"
)
GLOSSARY = """
format: 1
terms:
  - {id: we, name: We, kind: concept, forms: [We], description: They., sources: [{title: A book}]}
"""
WITHOUT = "".join(line for line in ENCODING.splitlines(keepends=True) if "brief:" not in line)
EDITORIAL = {"declaration.json", "assets/search-pages.json", "index.html", "preamble/index.html", "one/index.html"}
"""Where a brief may be: marked as what it is."""


def test_the_model_has_them(read: Callable[..., Edition]) -> None:
    instrument = read(ENCODING).instrument
    assert [(sentence.text, sentence.rests_on) for sentence in instrument.brief] == [
        ("Wholezz parties agree.", ("preamble.opening", "2.1"))
    ]
    briefs = {clause.id: clause.brief for clause in instrument.clauses if clause.brief}
    assert {id_: [sentence.rests_on for sentence in brief] for id_, brief in briefs.items()} == {
        "preamble": [("preamble.1",)],
        "chapter-i": [("1",)],
        "1": [("1.1", "1.1.a"), ("1.1.a",)],
    }
    document = json.loads(EXPORTERS["declaration.json"].write(read(ENCODING)))
    assert document["brief"] == [{"text": "Wholezz parties agree.", "rests_on": ["preamble.opening", "2.1"]}]
    assert [unit["brief"] for unit in document["divisions"]] == [
        [{"text": "Prezz is said.", "rests_on": ["preamble.1"]}],
        [{"text": "Groupzz is about arms.", "rests_on": ["1"]}],
        [],
    ]


def test_nothing_else_has_them(small: Project) -> None:
    found = {}
    for kind, text in (("with", ENCODING), ("without", WITHOUT)):
        small.write("treaty.yaml", text)
        small.write("terms.yaml", GLOSSARY)
        small.build()
        paths = [path for path in small.site.rglob("*") if path.is_file() and path.suffix != ".gz"]
        found[kind] = {str(path.relative_to(small.site)): path.read_bytes() for path in paths}
    assert found["with"].keys() == found["without"].keys()
    assert {"clauses.json", "declaration.epub", "declaration.akn.xml"} <= found["with"].keys()
    changed = {name for name, data in found["with"].items() if data != found["without"][name]}
    assert changed == EDITORIAL | {"downloads/index.html"}  # which has the size of a file
    words = re.compile(rb"(?:Whole|Pre|Group|Art)zz")
    assert {name for name, data in found["with"].items() if words.search(data)} == EDITORIAL


def test_the_lock_does_not_know_them(read: Callable[..., Edition]) -> None:
    locks = set()
    for text in (ENCODING, WITHOUT):
        of = read(text)
        locks.add(write_lock(freeze(Lock(), of.instrument, of.glossary.terms, Freezing("2026-01-02"))))
    assert len(locks) == 1


def test_a_page_has_them_apart_from_its_text(small: Project) -> None:
    small.write("treaty.yaml", ENCODING)
    small.options(glossary=None)
    small.build()
    page = small.page("one/")
    shown = [" ".join(aside.get_text().split()) for aside in page.select("aside.decl-brief")]
    assert shown == [
        "In plain words: CHAPTER I Arms not part of the text Groupzz is about arms. article 1",
        "In plain words: Article 1 not part of the text Artzz is trusted. 1(1) · (a) More More of artzz. 1(1)(a)",
    ]
    # Each behind the heading of what it is about, before what that holds.
    assert [heading.get_text(" ", strip=True) for heading in page.select(".clause-title:has(+ .decl-brief)")] == [
        "CHAPTER I Arms",
        "Article 1",
    ]
    assert [clause["id"] for clause in page.select(".decl-brief + .clause")] == ["1", "1.1"]
    assert page.select(".clause-text .decl-brief, .clause-title .decl-brief, .decl-brief .clause") == []
    assert {brief["lang"] for brief in page.select(".decl-brief")} == {"en"}
    assert [link["href"] for link in page.select(".decl-brief a")] == ["#1", "#1.1", "#1.1.a", "#1.1.a"]
    assert page.select(".decl-brief a[aria-label]")[0]["aria-label"] == "article 1(1)(a)"
    assert [" ".join(aside.get_text().split()) for aside in small.page("preamble/").select("aside.decl-brief")] == [
        "In plain words not part of the text Prezz is said. [1]"
    ]
    assert small.page("two/").select(".decl-brief") == small.page("full-text/").select(".decl-brief") == []


def test_the_front_page_has_them_instead_of_first_words(small: Project) -> None:
    small.options(glossary=None)
    small.write("treaty.yaml", ENCODING)
    small.build()
    page = small.page("")
    assert [" ".join(aside.get_text().split()) for aside in page.select("aside.decl-brief")] == [
        "In plain words not part of the text Wholezz parties agree. preamble, opening words · 2(1)"
    ]
    assert [span.get_text() for span in page.select(".decl-front-brief")] == [
        "Prezz is said.",
        "Groupzz is about arms.",
        "Artzz is trusted.",
    ]
    assert len(page.select(".decl-front-contents .decl-brief-label")) == 1
    assert page.select(".decl-front-words") == []
    small.write("treaty.yaml", WITHOUT)
    small.build()
    page = small.page("")
    assert page.select("[class*=brief]") == []
    assert [span.get_text() for span in page.select(".decl-front-words")] == ["We,", "We trust.", "We end."]


@pytest.fixture(scope="module")
def scripts(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the scripts of the search."""
    with engine_page(chromium, tmp_path_factory.mktemp("engine")) as page:
        yield page


def test_the_search_finds_them_after_the_text(scripts: Page, read: Callable[..., Edition]) -> None:
    of = read(ENCODING)
    beside = json.loads(search_data.pages(of, briefs=True))
    assert [(entry["kind"], entry["path"], entry["label"]) for entry in beside["entries"]] == [
        ("brief", "", "Treaty"),
        ("brief", "preamble/", "Preamble"),
        ("brief", "one/#chapter-i", "CHAPTER I Arms"),
        ("brief", "one/", "Article 1"),
    ]
    last = json.loads(search_data.pages(of))
    assert last["entries"] == []
    text = json.loads(search_data.data(of, dict.fromkeys(of.instrument.pages, "")))
    expected = {
        "artzz": ["one/"],
        "trusted": ["one/#1.1"],
        "trust": ["one/#1.1"],
        "arms": ["one/#chapter-i"],
        "about arms": ["one/#chapter-i"],
        "trust them artzz": ["one/#1.1", "one/"],
    }
    found = scripts.evaluate(ANSWERS, [addresses(of), text, beside, last, [[query, None] for query in expected]])
    assert [answer["hits"] for answer in found] == list(expected.values())
