"""The script that reads addresses, in a real browser, by the cases that `test_readings.py` reads as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from mkdocs_declaration.exports.page_data import addresses
from mkdocs_declaration.pages.assets import SOURCES
from serving import served
from test_readings import CASES, OTHERS, instrument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        if kind != "text"
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
