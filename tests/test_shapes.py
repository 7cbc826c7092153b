"""How every shape of a unit is named in every language: `shapes.yaml`, which is only ever added to."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from mkdocs_declaration.documents.links.published import read_published
from mkdocs_declaration.documents.links.resolution import Resolver
from mkdocs_declaration.exports.site_data.cards import addresses, page_data
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument import ranges
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.citations.readings import form
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.places import place
from mkdocs_declaration.pages.head.assets import SOURCES
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

PASSAGES = """async ([data, ids]) => {
  const { passageOf } = await import("/scripts/passages.js")
  const pages = Object.keys(data)
  const read = id => passageOf(id, pages, async page => data[page], path => `https://example.org/${path}`)
  return Object.fromEntries(await Promise.all(ids.map(async id => [id, (await read(id)).label])))
}"""
FOUND = """async ([data, queries]) => {
  const { AddressBook } = await import("/scripts/resolver.js")
  const book = new AddressBook(data)
  return Object.fromEntries(queries.map(query => [query, book.search(query)?.places[0]?.path]))
}"""

SHAPES = list(yaml.safe_load_all(Path(__file__).with_name("shapes.yaml").read_text(encoding="utf-8")))
NAMES = [entry["name"] for entry in SHAPES]
LEAST = 15
"""How many shapes each language has at least."""


def edition_of(entry: dict[str, str], read: Callable[..., Edition]) -> Edition:
    about = f"id: t, title: T, kind: {entry['kind']}, language: {entry['language']}, excerpt: true"
    return read(f"format: 1\ninstrument: {{{about}}}\n{entry['encoding']}")


def row(edition: Edition, clause: Clause) -> str:
    instrument, words = edition.instrument, edition.words
    path = [*reversed(ranges.above(clause, instrument.by_id)), clause]
    printed = " > ".join(one.printed for one in path if one.printed) or "-"
    label = ranges.name(clause, words.guides)
    pinpoints = {style: citations.pinpoint(label, words.guides, STYLES[style].form) for style in ("oscola", "bluebook")}
    cited = [citations.cite(style, instrument, words, pinpoint=own) for style, own in pinpoints.items()]
    plain = citations.cite("plain", instrument, words, pinpoint=clause.label)
    return " | ".join((printed, clause.id, clause.label, plain, *cited, clause.eid, form(clause.label)))


@pytest.mark.parametrize("entry", SHAPES, ids=NAMES)
def test_every_shape_is_named(entry: dict[str, str], read: Callable[..., Edition]) -> None:
    edition = edition_of(entry, read)
    assert [row(edition, clause) for clause in edition.instrument.clauses] == entry["clauses"].strip().split("\n")


@pytest.mark.parametrize("entry", SHAPES, ids=NAMES)
def test_every_range_is_named(entry: dict[str, str], read: Callable[..., Edition]) -> None:
    edition = edition_of(entry, read)
    instrument, words = edition.instrument, edition.words
    found = []
    for line in entry["ranges"].strip().split("\n"):
        first, last = (instrument.by_id[id_] for id_ in line.partition(" | ")[0].split("~"))
        span, guide = (ranges.between(first, last, instrument, spoken) for spoken in (words, words.guides))
        assert span is not None
        assert guide is not None
        found.append(f"{span.id} | {span.label} | {citations.pinpoint(guide.label, words.guides, 'short')}")
    assert found == entry["ranges"].strip().split("\n")


@pytest.mark.parametrize("entry", SHAPES, ids=NAMES)
def test_a_clause_is_found_by_its_label(entry: dict[str, str], read: Callable[..., Edition]) -> None:
    edition = edition_of(entry, read)
    published, problems = read_published("clauses.json", EXPORTERS["clauses.json"].write(edition), whole=True)
    assert problems == []
    assert published is not None
    resolver = Resolver(published)
    clauses = edition.instrument.clauses
    found = {clause.label: resolver.resolve(clause.label) for clause in clauses}
    assert {label: one and one.id for label, one in found.items()} == {clause.label: clause.id for clause in clauses}
    assert {label: one and one.label for label, one in found.items()} == {label: label for label in found}


FORMER = {
    "article L.111-1, point 2), point a)": "L.111-1.2.a",
    "article L.111-2, paragraphe II, point 2)": "L.111-2.II.2",
    "livre I, titre II": "book-i.title-ii",
}
"""Labels that units of the code in French had, and their ids."""


def test_a_clause_is_found_by_the_label_it_had(read: Callable[..., Edition]) -> None:
    edition = edition_of(SHAPES[NAMES.index("a code in French")], read)
    published, _ = read_published("clauses.json", EXPORTERS["clauses.json"].write(edition), whole=True)
    assert published is not None
    resolver = Resolver(published)
    assert {label: one and one.id for label in FORMER for one in [resolver.resolve(label)]} == FORMER


@pytest.fixture(scope="module")
def scripts(chromium: Browser) -> Iterator[Page]:
    """A page beside the scripts."""
    with served(SOURCES) as address:
        page = chromium.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.mark.parametrize("entry", SHAPES, ids=NAMES)
def test_scripts_name_clauses_and_ranges_likewise(
    entry: dict[str, str], read: Callable[..., Edition], scripts: Page
) -> None:
    edition = edition_of(entry, read)
    instrument = edition.instrument
    files = page_data(edition)
    data = {f"{slug}/": json.loads(files[f"assets/clauses/{slug}.json"]) for slug in instrument.pages}
    pairs = itertools.combinations(instrument.clauses, 2)
    spans = [span for pair in pairs if (span := ranges.between(*pair, instrument, edition.words)) is not None]
    expected = {clause.id: clause.label for clause in instrument.clauses} | {span.id: span.label for span in spans}
    assert scripts.evaluate(PASSAGES, [data, list(expected)]) == expected


@pytest.mark.parametrize("entry", SHAPES, ids=NAMES)
def test_the_search_finds_a_clause_by_its_label(
    entry: dict[str, str], read: Callable[..., Edition], scripts: Page
) -> None:
    edition = edition_of(entry, read)
    # A label of one word, as "Präambel", is a word of the text to the search.
    expected = {clause.label: place(clause) for clause in edition.instrument.clauses if "." in form(clause.label)}
    assert scripts.evaluate(FOUND, [addresses(edition), list(expected)]) == expected


def test_the_search_finds_a_clause_by_the_label_it_had(read: Callable[..., Edition], scripts: Page) -> None:
    edition = edition_of(SHAPES[NAMES.index("a code in French")], read)
    expected = {label: place(edition.instrument.by_id[id_]) for label, id_ in FORMER.items()}
    assert scripts.evaluate(FOUND, [addresses(edition), list(FORMER)]) == expected


def test_each_language_has_its_shapes() -> None:
    counts: dict[str, int] = {}
    for entry in SHAPES:
        language = entry["language"]
        counts[language] = counts.get(language, 0) + len(entry["clauses"].strip().split("\n"))
    assert counts.keys() == {"en", "de", "fr", "ja"}
    assert min(counts.values()) >= LEAST
