"""The queries about the declaration, asked with the pages that are written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from searches import written_by_hand
from test_search_golden import Answer, ask, check_answers, engine  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def answers(engine: Page) -> list[Answer]:  # noqa: F811 - the fixture
    return ask(engine, "declaration", entries=written_by_hand())


def test_words_are_found(answers: list[Answer]) -> None:
    check_answers(answer for answer in answers if not answer.search.is_number)


def test_numbers_are_found(answers: list[Answer]) -> None:
    check_answers(answer for answer in answers if answer.search.is_number)
