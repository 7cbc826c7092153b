"""The search of words in the declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engines import EVERY_WORD, data, engine_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from mkdocs_declaration.edition import Edition


def test_each_word_is_found_in_each_clause_that_has_it(chromium: Browser, edition: Edition, tmp_path: Path) -> None:
    with engine_page(chromium, tmp_path) as page:
        found = page.evaluate(EVERY_WORD, [data(edition), False])
    assert found["missed"] == []
    assert found["count"] > 500
