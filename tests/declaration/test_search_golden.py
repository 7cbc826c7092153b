"""The queries about the declaration, asked of what its site has for the search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from test_search_golden import Answer, ask, check_answers, engine  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

FILES = ("addresses.json", "search.json", "search-pages.json", "search-last.json")


@pytest.fixture(scope="module")
def answers(site: Path, engine: Page) -> list[Answer]:  # noqa: F811 - the fixture
    return ask(engine, "declaration", [json.loads((site / "assets" / name).read_bytes()) for name in FILES])


def test_words_are_found(answers: list[Answer]) -> None:
    check_answers(answer for answer in answers if not answer.search.is_number)


def test_numbers_are_found(answers: list[Answer]) -> None:
    check_answers(answer for answer in answers if answer.search.is_number)
