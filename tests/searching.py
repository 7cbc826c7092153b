"""Asking the search as a reader does, but for one answer: at each key that is pressed there is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def enter(page: Page, words: str) -> None:
    """Put words into the field that has the focus, and release a key, at which the theme looks at the field."""
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")
