"""The subjects of the declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from mkdocs_declaration.glossary import relations
from mkdocs_declaration.glossary.subject import OPERATIVE
from searching import ask, open_search

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mkdocs_declaration.edition import Edition

NAMED_IN_THE_TEXT = {
    "women-and-children": "women and",
    "coast-guards": "coast guard",
    "capacity-building": "capacity building|capabilities",
    "training": "training",
    "victims": "victim",
    "private-sector": "business|private sector",
    "law-enforcement": "law enforcement|police",
    "human-rights": "human rights",
    "public-awareness": "awareness",
    "international-organisations": "united nations|unodc|interpol|international organizations",
    "best-practices": "best practices|lessons learned",
    "border-control": "border|immigration",
    "investigation": "investigation|intelligence gathering|prosecut",
    "dialogues": "dialogue|meeting",
    "agreements": "plan |convention|agreement|treaties|programme|declaration for",
    "peace": "peace|security landscape",
}
"""Words of subjects that the text has wherever it is about them, told apart by a stroke."""


def test_every_operative_clause_has_a_subject_and_none_has_too_many(edition: Edition) -> None:
    operative = [clause.id for clause in edition.instrument.clauses if clause.kind in OPERATIVE]
    assert len(operative) == 42
    assert [id_ for id_ in operative if id_ not in edition.subjects.of] == []
    counts = {id_: len([c for c in clauses if c.id in operative]) for id_, clauses in edition.subjects.clauses.items()}
    assert max(counts.values()) == 9
    assert len(counts) == 41


def test_a_subject_has_the_clauses_that_name_it(edition: Edition) -> None:
    words = {clause.id: str(clause.text or "").lower() for clause in edition.instrument.clauses}
    naming = {
        id_: [clause for clause, text in words.items() if any(word in text for word in named.split("|"))]
        for id_, named in NAMED_IN_THE_TEXT.items()
    }
    listed = {id_: [clause.id for clause in edition.subjects.clauses.get(id_, ())] for id_ in NAMED_IN_THE_TEXT}
    assert listed == naming


def test_the_recitals_of_what_a_section_is_about_stand_below_it(reader: Page) -> None:
    reader.goto("trafficking-in-persons/")
    rows = reader.locator("#_elsewhere ~ dl > div")
    row = rows.filter(has=reader.get_by_role("link", name="preamble, recital 3"))
    expect(row.locator("dd")).to_have_text("Victims · Women and children – 3.1 · 3.3 · 3.3(ii) · 3.3(iii)")
    reader.locator(".decl-about dd a", has_text="Coast guards").click()
    expect(reader.locator("#coast-guards dd").first).to_have_text("3.3(ii) · 5(i)")


def test_the_recital_on_information_stands_beside_each_section_that_has_its_exchange(edition: Edition) -> None:
    instrument, subjects = edition.instrument, edition.subjects
    beside = {
        slug: [
            relation.clause.id
            for relation in relations.elsewhere(instrument, edition.glossary, subjects, clauses)
            if "exchange-of-information" in [subject.id for subject in relation.subjects]
        ]
        for slug, clauses in instrument.by_page.items()
    }
    exchanging = {clause.slug for clause in subjects.clauses["exchange-of-information"]} - {"preamble"}
    assert {slug for slug, ids in beside.items() if "preamble.6" in ids} == exchanging
    assert len(exchanging) == 7


def test_a_name_leads_to_its_subject(reader: Page) -> None:
    reader.goto("terrorism/")
    open_search(reader)
    assert "subjects/#causes" in ask(reader, "root causes")
    assert ask(reader, "root causes")[0] == "terrorism/#1.2"
    assert "subjects/#public-awareness" in ask(reader, "campaigns")
    group = reader.locator(".decl-search-group", has=reader.locator(".decl-search-option--subject"))
    expect(group.locator(".decl-search-group-name")).to_have_text("Subjects")
