"""Taking a clause in hand, in a browser: its tools are there while it is pointed at, or has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def tools(page: Page, id_: str) -> Locator:
    """The tools of a clause, beside it or in the bar, after the focus has gone to its number."""
    page.locator(f'[id="{id_}"] :is(.clause-number, .clause-mark, .clause-label)').first.focus()
    return page.locator(f'[id="{id_}"] > :is(.clause-tools, .decl-bar)')


def tool(page: Page, id_: str, action: str) -> Locator:
    """One of them: `link`, `text` or `cite`."""
    return tools(page, id_).locator(f"[data-action={action}]")
