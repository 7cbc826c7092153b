from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports.search_index import entries
from mkdocs_declaration.pages.kinds import pages as pages_of
from mkdocs_declaration.pages.templating import Renderer

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition


def test_each_unit_is_an_entry_with_its_label_and_section(edition: Edition) -> None:
    found = entries(edition, pages_of(Renderer(edition)))
    clauses = {entry["clause"]: entry for entry in found if "clause" in entry}
    assert list(clauses) == [clause.id for clause in edition.instrument.clauses]
    assert clauses["1.3.i"] == {
        "location": "terrorism/#1.3.i",
        "title": "paragraph 1.3(i)",
        "text": "Countering violent extremism and radicalization that lead to terrorism;",
        "clause": "1.3.i",
        "label": "paragraph 1.3(i)",
        "context": "1. Terrorism",
    }
    assert clauses["1"]["title"] == "section 1: Terrorism"
    assert clauses["1"]["text"] == ""


def test_no_words_are_listed_twice(edition: Edition) -> None:
    found = entries(edition, pages_of(Renderer(edition)))
    locations = [entry["location"] for entry in found]
    texts = [entry["text"] for entry in found if entry["text"]]
    assert len(set(locations)) == len(locations)
    assert len(set(texts)) == len(texts)
    assert {entry["location"]: entry["text"] for entry in found if "pieces" in entry} == dict.fromkeys(
        [*(f"{slug}/" for slug in edition.instrument.pages), "glossary/"], ""
    )


def test_a_page_comes_before_its_pieces(edition: Edition) -> None:
    seen: set[str] = set()
    for entry in entries(edition, pages_of(Renderer(edition))):
        page, _, fragment = entry["location"].partition("#")
        assert bool(fragment) == (page in seen)
        seen.add(page)
