"""Asking the search as a reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

OFFER = "#_search-results[data-offer] [role=option]"
RESULTS = "#_search-results:not([data-offer]) [role=option]"


def open_search(page: Page, key: str = "Control+k") -> Locator:
    """Open the search of a page and give its field."""
    page.keyboard.press(key)
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    expect(page.locator(OFFER).first).to_be_visible()
    return field


def ask(page: Page, query: str) -> list[str]:
    """Put a query into the field and give the addresses of the results, those of the declaration without its root."""
    page.get_by_role("combobox", name="Search").fill(query)
    expect(page.locator("#_search-results")).to_have_attribute("aria-busy", "false")
    links: list[str] = page.locator(RESULTS).evaluate_all("all => all.map(option => option.href)")
    return [link.partition("/asean-japan/")[2] or link for link in links]
