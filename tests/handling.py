"""Pages and clauses in hand, in a browser: a clause has its tools while it is pointed at, or has the focus."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from playwright.sync_api import BrowserContext, Locator, Page, Request

CLIPBOARD = "navigator.clipboard.readText()"
"""Gives what was copied."""
SCROLLING = "pre, pre > code, .md-typeset__scrollwrap"
"""What scrolls sideways in pages of the theme, where it is wider than its place."""

AT_REST = """() => {
  const [page] = performance.getEntriesByType("navigation")
  const came = [page.loadEventEnd, ...performance.getEntriesByType("resource").map(one => one.responseEnd)]
  return page.loadEventEnd > 0 && performance.now() - Math.max(...came) > 500
}"""


def side_by_side(context: BrowserContext, addresses: Iterable[str]) -> Iterator[tuple[str, Page]]:
    """Open pages, each in a tab of its own, so that they come to rest while others are opened.

    Args:
        context: The profile.
        addresses: What to open.

    Yields:
        Each address with its tab, when scripts have done their work and nothing was asked of the network for half
        a second; it is closed afterwards.
    """
    tabs = []
    for address in addresses:
        tab = context.new_page()
        pending = followed(tab)
        tab.goto(address)
        tabs.append((address, tab, pending))
    for address, tab, pending in tabs:
        await_rest(tab, pending)
        await_roles(tab)
        yield address, tab
        tab.close()


def followed(page: Page) -> set[Request]:
    """What a page has asked for that has not come yet, at any time from now on."""
    pending: set[Request] = set()

    def answered(request: Request) -> None:
        pending.discard(request)

    page.on("request", lambda request: pending.add(request))  # noqa: PLW0108 - a built-in is refused
    page.on("requestfinished", answered)
    page.on("requestfailed", answered)
    return pending


def await_rest(page: Page, pending: Collection[Request] = ()) -> None:
    """Wait until a page has loaded, and half a second more has gone without anything that came from the network.

    The state `networkidle` of Playwright is not waited for: where several tabs load at once, it sometimes never comes.

    Args:
        page: A tab that shows a page.
        pending: What it has asked for that has not come yet, if that is known.

    Raises:
        playwright.sync_api.TimeoutError: It did not come to rest in half a minute.
        TimeoutError: Something that it asked for did not come in half a minute.
    """
    end = time.monotonic() + 30
    page.wait_for_function(AT_REST)
    while pending:
        if time.monotonic() > end:
            raise TimeoutError([request.url for request in pending])
        page.wait_for_function(AT_REST)


def await_roles(page: Page) -> None:
    """Wait until code and tables that scroll sideways have a role, which a script gives them after the page has loaded.

    Raises:
        playwright.sync_api.TimeoutError: One has none after half a minute.
    """
    page.wait_for_function(f"""() => [...document.querySelectorAll("{SCROLLING}")].every(
      one => one.role || one.scrollWidth <= one.clientWidth || !/auto|scroll/.test(getComputedStyle(one).overflowX)
    )""")


def tools(page: Page, id_: str) -> Locator:
    """The tools of a clause, beside it or in the bar, after the focus has gone to its number."""
    page.locator(f'[id="{id_}"] :is(.clause-number, .clause-mark, .clause-label)').first.focus()
    return page.locator(f'[id="{id_}"] > :is(.clause-tools, .decl-bar)')


def panel(page: Page, id_: str) -> Locator:
    """The panel with citations, opened for a clause."""
    tool(page, id_, "cite").click()
    opened = page.locator("dialog[open]")
    opened.wait_for()
    return opened


def snippet(panel: Locator, form: str) -> str:
    """What the panel offers to put into other pages, in a form: `Frame`."""
    panel.get_by_role("tab", name="Embed and link").click()
    panel.get_by_text(form, exact=True).click()
    return panel.locator("#_cite-embed code").inner_text()


def tool(page: Page, id_: str, action: str) -> Locator:
    """One of them: `link`, `text` or `cite`."""
    return tools(page, id_).locator(f"[data-action={action}]")
