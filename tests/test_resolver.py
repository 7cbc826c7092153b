"""The script that reads addresses, in a real browser, by the cases that `test_readings.py` reads as well."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from mkdocs_declaration.exports.site_data.cards import addresses
from mkdocs_declaration.instrument.citations.citations import FORMS, pinpoint
from mkdocs_declaration.instrument.citations.readings import form, unit_words
from mkdocs_declaration.instrument.interface.kinds import KINDS
from mkdocs_declaration.instrument.numbering.numerals import ROMAN
from mkdocs_declaration.pages.head.assets import SOURCES
from searches import SEARCHES, edition, searches
from searches import plain as searched
from serving import served
from test_readings import CASES, OTHERS, TESTS, instrument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from mkdocs_declaration.edition import Edition

ANSWERS = """async ([data, cases]) => {
  const { AddressBook } = await import("/scripts/resolver.js")
  const book = new AddressBook(data)
  const answer = (kind, text) =>
    (kind === "paths" ? book.path(text) : book.fragment(text, { inGlossary: kind === "glossary" }))
  const plain = found => found && ("path" in found ? found.path
    : found.near.map(({ id, path, pages }) => (pages.length ? id : path)))
  return Object.fromEntries(Object.entries(cases).map(([kind, texts]) => [
    kind, Object.fromEntries(texts.map(text => [text, plain(answer(kind, text))]))]))
}"""

FOUND = """async ([data, queries]) => {
  const { AddressBook } = await import("/scripts/resolver.js")
  const book = new AddressBook(data)
  return queries.map(([page, query]) => book.search(query, { page }))
}"""

LABELS = """async data => {
  const { AddressBook } = await import("/scripts/resolver.js")
  const { absence: { inventory }, clauses } = new AddressBook(data).queries
  return Object.fromEntries(clauses.ids.map((id, index) => [id, inventory.label(index)]))
}"""


@pytest.fixture(scope="module")
def scripts(chromium: Browser) -> Iterator[Page]:
    """A page beside the scripts."""
    with served(SOURCES) as address:
        page = chromium.new_page()
        page.goto(address)
        yield page
        page.close()


def decoded(text: str) -> str:
    """A fragment as the scripts get it; one that cannot be decoded as it is."""
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def check_answers(page: Page, of: Edition, cases: dict[str, dict[str, Any]]) -> None:
    """Hold what the script answers to the cases."""
    expected = {
        kind: {decoded(str(text)): answer for text, answer in answers.items()}
        for kind, answers in cases.items()
        if kind not in ("text", "searches")
    }
    found = page.evaluate(ANSWERS, [addresses(of), {kind: list(answers) for kind, answers in expected.items()}])
    assert {kind: {text: found[kind][text] for text in answers} for kind, answers in expected.items()} == expected


@pytest.mark.parametrize("name", OTHERS)
def test_the_script_answers_as_the_cases_say(name: str, scripts: Page, read: Callable[..., Edition]) -> None:
    check_answers(scripts, instrument(name, read), CASES[name])


def test_every_name_of_every_clause_leads_to_it(scripts: Page, read: Callable[..., Edition]) -> None:
    for name in OTHERS:
        of = instrument(name, read)
        written = {
            text: f"{clause.slug}/#{clause.id}"
            for clause in reversed(of.instrument.clauses)
            for text in (clause.id, clause.id.upper(), clause.eid, clause.label)
        }
        check_answers(scripts, of, {"fragments": written})


def found(page: Page, of: Edition, queries: list[tuple[str, str]]) -> list[Any]:
    """What queries find, each on a page: a path, several, a sentence with what is near, or nothing."""
    answers = page.evaluate(FOUND, [addresses(of), queries])
    for answer in filter(None, answers):
        answer["places"] = [place["path"] for place in answer["places"]]
        answer["near"] = [place["id"] for place in answer["near"]]
    return [
        answer and (plain(answer["places"]) or {key: answer[key] for key in ("sentence", "near")}) for answer in answers
    ]


def plain(places: list[str]) -> list[str] | str:
    """One place as itself."""
    return places[0] if len(places) == 1 else places


def check_searches(page: Page, of: Edition, cases: dict[str, dict[str, Any]]) -> None:
    """Hold what queries find to the cases."""
    expected = {(where, str(query)): answer for where, queries in cases.items() for query, answer in queries.items()}
    assert dict(zip(expected, found(page, of, list(expected)), strict=True)) == expected


@pytest.mark.parametrize("name", [name for name in OTHERS if "searches" in CASES[name]])
def test_queries_that_name_a_clause_find_it(name: str, scripts: Page, read: Callable[..., Edition]) -> None:
    check_searches(scripts, instrument(name, read), CASES[name]["searches"])


def check_queries_of_readers(page: Page, of: Edition, name: str) -> None:
    """Hold what an instrument's queries of numbers find first to what readers expect."""
    queries = [search for search in searches(name) if search.is_number and not search.is_beyond]
    wrong = []
    for search, answer in zip(
        queries, page.evaluate(FOUND, [addresses(of), [(search.page, search.query) for search in queries]]), strict=True
    ):
        says = search.expected.get("says") if search.is_offer else None
        paths = [place["path"] for place in (answer or {}).get("near" if search.is_offer else "places", [])]
        isright = (
            paths
            and searched(paths[0], of) in search.right(of)
            and (
                not search.is_offer or (answer["sentence"] if says is True else str(says) in (answer["sentence"] or ""))
            )
        )
        if not isright:
            wrong.append((search.page, search.query, answer and (paths[:3], answer["sentence"]), search.expected))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", [name for name in SEARCHES if name != "declaration" and "numbers" in SEARCHES[name]])
def test_queries_of_readers_find_what_they_expect(name: str, scripts: Page) -> None:
    check_queries_of_readers(scripts, edition(name), name)


@pytest.mark.parametrize("name", [name for name in SEARCHES if name != "declaration"])
def test_sentences_call_units_by_their_labels(name: str, scripts: Page) -> None:
    numbered = {clause.id: clause.label for clause in edition(name).instrument.clauses if clause.number is not None}
    labels = scripts.evaluate(LABELS, addresses(edition(name)))
    assert {id_: labels[id_] for id_ in numbered} == numbered


@pytest.mark.parametrize("name", [name for name in SEARCHES if name != "declaration"])
def test_the_words_of_a_text_are_no_numbers(name: str, scripts: Page) -> None:
    of = edition(name)
    words = [
        word for clause in of.instrument.clauses for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", clause.words)
    ]
    # Words that are names of units, as in "Préambule" and "Considérant que", may name one together.
    units = {form(clause.label) for clause in of.instrument.clauses} | {
        *unit_words(of.instrument.clauses, of.words).within
    }
    words = [word for word in words if not ROMAN.fullmatch(word) and form(word) not in units]
    texts = dict.fromkeys([*words, *map(" ".join, pairwise(words))])
    queries = [("", text) for text in texts if text.casefold() not in of.instrument.by_id]
    answers = scripts.evaluate(FOUND, [addresses(of), queries])
    assert [query for query, answer in zip(queries, answers, strict=True) if answer] == []


def check_names(page: Page, of: Edition) -> None:
    """Hold every id, label, number and citation of every clause to finding that clause first."""
    written: dict[str, str] = {}
    on_page: dict[tuple[str, str], str] = {}
    for clause in reversed(of.instrument.clauses):
        names = {clause.id, clause.eid}
        short = {"bluebook"} if clause.kind == "preamble" else {}  # "pmbl." alone is a word
        if clause.number or clause.kind not in KINDS:  # else it is named by its heading, which is words
            names |= {pinpoint(clause.label, of.words, form) for form in FORMS if form not in short}
        written |= dict.fromkeys(names, f"{clause.slug}/#{clause.id}")
        if clause.number and any(map(str.isdigit, clause.number)) and clause.kind in ("paragraph", "item", "subitem"):
            written[clause.number] = f"{clause.slug}/#{clause.id}"
        if clause.printed and clause.printed.startswith("("):
            on_page[f"{clause.slug}/", clause.printed] = f"{clause.slug}/#{clause.id}"
    queries = [("", name) for name in written] + list(on_page)
    expected = dict(zip(queries, [*written.values(), *on_page.values()], strict=True))
    firsts = [answer[0] if isinstance(answer, list) else answer for answer in found(page, of, queries)]
    assert dict(zip(queries, firsts, strict=True)) == expected


NAMED = sorted((*TESTS.glob("samples/*.yaml"), *TESTS.glob("instruments/*.yaml")))


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.stem)
def test_every_name_of_every_clause_finds_it_first(path: Path, scripts: Page, read: Callable[..., Edition]) -> None:
    glossary = path.with_suffix(".glossary")
    check_names(
        scripts,
        read(path.read_text(encoding="utf-8"), glossary.read_text(encoding="utf-8") if glossary.is_file() else None),
    )
