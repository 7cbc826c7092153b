"""What the declaration is called, its pages, and their states that a reader reaches."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from handling import snippet, tool
from searching import ask, open_search

TITLE = "ASEAN-Japan Joint Declaration for Cooperation to Combat Terrorism and Transnational Crime"
SHORT_TITLE = "ASEAN-Japan Joint Declaration (2014)"
PAGES = ("", "illicit-drug-trafficking/", "full-text/", "glossary/", "at-a-glance/", "subjects/", "9.9/", "about/")
OTHERS = ("1.3.ii/embed/", "citing/", "encoding/")
"""A page without the theme, and some with code and wide tables."""


def open_card(page: Page) -> None:
    page.goto("cybercrime/")
    link = page.locator('[id="8.2"] > p a.term').last
    page.locator('[id="8.2"] > p > .clause-number').focus()
    for _ in range(40):  # the way leads through the cards of the links before
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_have_attribute("aria-describedby", "_card-words")
    expect(page.locator(".decl-card")).to_be_visible()


def open_panel(page: Page) -> None:
    page.goto("cybercrime/")
    tool(page, "8.2", "cite").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("tab")).to_have_count(3)


def open_records(page: Page) -> None:
    open_panel(page)
    page.get_by_role("tab", name="Reference manager").click()


def open_embedding(page: Page) -> None:
    open_panel(page)
    snippet(page.get_by_role("dialog"), "Frame")


def open_empty_search(page: Page) -> None:
    page.goto("")
    open_search(page)


def open_results(page: Page) -> None:
    open_empty_search(page)
    assert len(ask(page, "coast guards")) == 3
    page.keyboard.press("ArrowDown")


def open_nothing_found(page: Page) -> None:
    open_empty_search(page)
    assert ask(page, "pqxyz") == []


def open_range(page: Page) -> None:
    page.goto("terrorism/#1.1~1.3")
    expect(page.locator(".decl-bar strong")).to_have_text("paragraphs 1.1–1.3")


def open_offer(page: Page) -> None:
    page.goto("terrorism/#9.9")
    expect(page.locator(".decl-unknown a")).to_have_count(5)


def open_menu(page: Page) -> None:
    page.goto("terrorism/")  # without a fragment: the theme shuts the menu soon after it has gone to one
    if page.get_by_role("button", name="Navigation").is_visible():
        page.get_by_role("button", name="Navigation").click()
        page.get_by_role("button", name="1. Terrorism").click()
    expect(page.get_by_role("link", name="1.2 We underline")).to_be_visible()


def open_tools(page: Page) -> None:
    page.goto("sea-piracy/")
    tool(page, "5.ii", "cite").focus()


def open_keys(page: Page) -> None:
    page.goto("about/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()


STATES = {
    "menu": open_menu,
    "tools": open_tools,
    "keys": open_keys,
    "offer": open_offer,
    "range": open_range,
    "card": open_card,
    "panel": open_panel,
    "records": open_records,
    "embedding": open_embedding,
    "search": open_empty_search,
    "results": open_results,
    "nothing found": open_nothing_found,
}
