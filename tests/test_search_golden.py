"""The queries of `searches.yaml`, asked of the scripts in a real browser: what comes first, and what among three."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from engines import data, engine_page
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.cards import addresses
from searches import Search, edition, plain, searches
from test_searches import OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playwright.sync_api import Browser, Page

RIGHT_FIRST = 0.95
"""Of so many queries the first result must be right; of all but those beyond the search, one of three."""
ANSWERS = """async ([addresses, data, pages, last, queries]) => {
  const book = new AddressBook(addresses)
  const engines = await Promise.all([data, pages, last].map(engineOf))
  const [text, ofPages, atLast] = engines.map(engine => async () => engine)
  const paths = places => places.map(({ path }) => path)
  return Promise.all(queries.map(async ([query, page]) => {
    const number = book.search(query, { page })
    const options = { limit: 3, isNumber: Boolean(number) }
    const { hits, near } = await find(query, { text, pages: ofPages, last: atLast }, options)
    return {
      places: paths(number?.places ?? []), nearPlaces: paths(number?.near ?? []), sentence: number?.sentence ?? null,
      hits: hits.map(({ entry }) => entry.path), near,
    }
  }))
}"""


@dataclass(frozen=True)
class Answer:
    """What a reader gets for a query of an instrument."""

    instrument: str
    search: Search
    results: list[str]
    """The paths of the first three results."""
    near: list[str]
    """What is offered as near."""
    sentence: str | None
    """What is said of a number that is not there."""

    @property
    def place(self) -> int | None:
        """The place of the first right result, from 1; where nothing must be found, 1 if that is so and said."""
        right = self.search.right(edition(self.instrument))
        if self.search.is_offer:
            says = self.search.expected.get("says")
            is_said = not says or (self.sentence is not None and (says is True or says in self.sentence))
            is_near = not right or any(path in right for path in self.near[:1])
            return 1 if not self.results and is_said and is_near else None
        return next((place for place, path in enumerate(self.results, 1) if path in right), None)

    def __str__(self) -> str:
        """The query, and what came of it, as a line of a list of misses."""
        asked = f"{self.instrument}: {self.search.query!r}" + (f" on {self.search.page}" if self.search.page else "")
        got = self.results or [f"nothing, near {self.near[:3]}, {self.sentence!r}"]
        return f"{asked}: expected {self.search.expected}, got {', '.join(got)}"


def ask(page: Page, name: str, files: Sequence[Any] = ()) -> list[Answer]:
    """Ask all queries of an instrument.

    Args:
        page: A page with the scripts.
        name: The instrument.
        files: What is searched, if a site has it: `assets/addresses.json`, `assets/search.json` and those beside it.
    """
    of, asked = edition(name), searches(name)
    beside = json.loads(search_data.pages(of))
    searched = files or (addresses(of), data(of), beside, beside)
    found = page.evaluate(ANSWERS, [*searched, [[search.query, search.page] for search in asked]])
    return [
        Answer(
            name,
            search,
            # Numbers are answered first, and words are looked for where nothing is said of a number.
            [plain(path, of) for path in answer["places"] or ([] if answer["sentence"] else answer["hits"])][:3],
            [plain(path, of) for path in answer["nearPlaces"]] or answer["near"],
            answer["sentence"],
        )
        for search, answer in zip(asked, found, strict=True)
    ]


def check_answers(answers: Iterable[Answer]) -> None:
    """Hold answers to what must come first."""
    answers = list(answers)
    late = [answer for answer in answers if answer.place != 1]
    missed = [str(answer) for answer in late if answer.place is None and not answer.search.is_beyond]
    mended = [str(answer) for answer in answers if answer.place == 1 and answer.search.is_beyond]
    share = 1 - len(late) / len(answers)
    report = "\n".join([f"{share:.1%} of {len(answers)} are right first; the others:", *map(str, late)])
    assert missed == [], report
    assert mended == [], "no longer beyond the search; put them among the others"
    assert share >= RIGHT_FIRST, report


@pytest.fixture(scope="module")
def engine(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the scripts that answer."""
    with engine_page(chromium, tmp_path_factory.mktemp("engine")) as page:
        yield page


def test_words_are_found(engine: Page) -> None:
    check_answers(answer for name in OTHERS for answer in ask(engine, name) if not answer.search.is_number)


def test_numbers_are_found(engine: Page) -> None:
    check_answers(answer for name in OTHERS for answer in ask(engine, name) if answer.search.is_number)
