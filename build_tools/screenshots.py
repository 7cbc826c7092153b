"""Take pictures of the main pages into screenshots/: three widths, light and dark, with tools in use, and on paper."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

import browser
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "screenshots"
WIDTHS = (360, 768, 1440)


def hover_term(page: Page) -> None:
    """Show what a term means."""
    page.locator('[id="8.2"] a.term').last.hover()
    page.locator(".decl-card").wait_for()


def open_panel(page: Page) -> None:
    """Offer citations of a clause."""
    page.locator('[id="8.2"] .clause-number').focus()  # the tools are beside the clause, or in the bar
    page.locator('[id="8.2"] > :is(.clause-tools, .decl-bar) [data-action="cite"]').click()
    page.locator("dialog[open] [role=tabpanel]").first.wait_for()


def tap(page: Page) -> None:
    """Take a clause in hand, and copy its link."""
    page.locator('[id="6.1"] .clause-number').click()
    page.locator('[data-action="link"]').click()
    page.locator("#_reader-status:not(:empty)").wait_for()


def open_menu(page: Page) -> None:
    """Open the menu, where it is closed."""
    button = page.locator(".md-header__button[for=__drawer]")
    if button.is_visible():
        button.click()


def wait_for_range(page: Page) -> None:
    """Wait until the tools of a range have its label."""
    page.locator(".decl-bar-tools").wait_for()


def search(page: Page) -> None:
    """Search for words."""
    page.keyboard.press("Control+k")
    page.keyboard.type("coast guards")
    page.locator("#_search-results:not([data-offer]) [role=option]").first.wait_for()


PICTURES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "home": ("", None),
    "preamble": ("preamble/", None),
    "recital": ("preamble/#preamble.5", None),
    "section": ("illicit-drug-trafficking/", None),
    "item": ("illicit-drug-trafficking/#2.2.iii", None),
    "full-text": ("full-text/", None),
    "glossary": ("glossary/#igci", None),
    "subjects": ("subjects/", None),
    "at-a-glance": ("at-a-glance/", None),
    "about": ("about/", None),
    "accessibility": ("accessibility/", None),
    "citing": ("citing/#embedding", None),
    "downloads": ("downloads/", None),
    "short-link": ("1.3.ii/?embed", None),
    "range": ("terrorism/#1.1~1.3", wait_for_range),
    "missing": ("terrorism/1.3.vi", None),
    "menu": ("arms-smuggling/", open_menu),
    "tools": ("arms-smuggling/", tap),
    "card": ("cybercrime/#8.2", hover_term),
    "cite": ("cybercrime/#8.2", open_panel),
    "search": ("", search),
}
"""Pictures by name: an address, and what is done there."""
PAPER = ("home", "section", "full-text", "glossary", "at-a-glance", "about", "range")
"""What is printed as well."""


def main() -> None:
    """Take all pictures."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with tempfile.TemporaryDirectory() as around, sync_playwright() as playwright:
        (Path(around) / "asean-japan").symlink_to(ROOT / "site")
        chromium = playwright.chromium.launch(**browser.launch_options())
        with served(Path(around)) as address:
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    context = chromium.new_context(
                        viewport={"width": width, "height": 900},
                        color_scheme=scheme,
                    )
                    for name, (path, act) in PICTURES.items():
                        page = context.new_page()
                        page.goto(f"{address}asean-japan/{path}")
                        page.wait_for_load_state("networkidle")
                        if act is not None:
                            act(page)
                        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", animations="disabled")
                        page.close()
                    context.close()
            for name in PAPER:
                page = chromium.new_page()
                page.goto(f"{address}asean-japan/{PICTURES[name][0]}")
                page.wait_for_load_state("networkidle")
                page.pdf(path=FOLDER / f"{name}.pdf", format="A4", prefer_css_page_size=True)
                page.close()
        chromium.close()
    print(f"{len(list(FOLDER.iterdir()))} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
