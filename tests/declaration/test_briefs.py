"""What the declaration says in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from searching import ask, open_search

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mkdocs_declaration.edition import Edition

BEGINNING = re.compile(r"(?:The|They|Ways that they name|Among the (?:means|ways) that they name) ")
BINDING = re.compile(r"\b(?:must|shall|oblig\w*|bound|binding|require[ds]?|treaty|law requires)\b", re.IGNORECASE)
"""Words that would make more of a declaration than it is."""
RESERVED = {
    "1.3": "especially through",
    "2.2": "Drug Free ASEAN",
    "3.1": "women and children",
    "4.ii": "further enhance",
    "5.iii": "possible",
    "6.2.i": "strengthening",
    "preamble.7": "upgrade",
    "preamble.9": "endeavour",
}
"""What a clause emphasises, or holds back, which a sentence that rests on it keeps."""


def test_the_whole_and_each_division_have_two_or_three_sentences(edition: Edition) -> None:
    instrument = edition.instrument
    counts = {clause.id: len(clause.brief) for clause in instrument.divisions}
    assert len(instrument.brief) == 3
    assert counts == {"preamble": 3, **dict.fromkeys("123", 3), "4": 2, **dict.fromkeys("5678", 3)}


def test_a_sentence_is_whole_plain_and_rests_on_its_own_division(edition: Edition) -> None:
    instrument = edition.instrument
    sentences = [sentence for clause in instrument.divisions for sentence in clause.brief]
    for sentence in (*instrument.brief, *sentences):
        assert re.fullmatch(
            r"(?:The|They|Ways that they name|Among the (?:means|ways) that they name) .*\.", sentence.text
        )
        assert not re.search(r"\.(?!\d)", sentence.text[:-1])
        assert len(sentence.text.split()) <= 35
        assert not BINDING.search(sentence.text)
    for division in instrument.divisions:
        within = {clause.id for clause in division.walk()}
        assert {id_ for sentence in division.brief for id_ in sentence.rests_on} <= within


def test_a_sentence_says_no_more_and_no_less_than_its_clauses(edition: Edition) -> None:
    sentences = [sentence for clause in edition.instrument.divisions for sentence in clause.brief]
    kept = {
        id_: [words for sentence in sentences if id_ in sentence.rests_on and (words := RESERVED[id_]) in sentence.text]
        for id_ in RESERVED
    }
    assert kept == {id_: [words] for id_, words in RESERVED.items()}


def test_readers_see_what_it_is(reader: Page, address: str) -> None:
    reader.goto("sea-piracy/")
    brief = reader.get_by_role("complementary", name="In plain words")
    expect(brief.locator("p").first).to_have_text("In plain words not part of the text")
    brief.get_by_role("link", name="section 5, first paragraph").first.click()
    expect(reader).to_have_url(f"{address}sea-piracy/#5.p1")
    open_search(reader)
    assert ask(reader, "means that they name")[-1] == address
    group = reader.locator(".decl-search-group", has=reader.locator(".decl-search-option--brief"))
    expect(group.locator(".decl-search-group-name")).to_have_text("In plain words · not part of the text")
    expect(group.locator(".decl-search-label")).to_have_text(["ASEAN-Japan Joint Declaration (2014)"])
