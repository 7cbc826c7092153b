"""Whether pages hold with each of the fonts that a machine without those that they name may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import browser as installed
from axe import violations
from states import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TORN = """() => [...document.querySelectorAll("article td code")].filter(code => {
  const text = document.createTreeWalker(code, NodeFilter.SHOW_TEXT).nextNode()
  return !/\\s/.test(text.data) && [...text.data.matchAll(/[^/-]+/g)].some(part => {
    const range = document.createRange()
    range.setStart(text, part.index)
    range.setEnd(text, part.index + part[0].length)
    return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1
  })
}).map(code => code.textContent)"""
"""Code without blanks in tables that is broken elsewhere than at a slash or a hyphen."""
CLIPPED = """() => [...document.querySelectorAll(".clause-text, .md-header__topic:first-child > .md-ellipsis")]
  .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"""
"""Words that are wider than their room."""


@pytest.mark.parametrize("faces", installed.ALL_FACES)
def test_pages_hold_on_a_phone_in_all_faces(chromium: Browser, address: str, faces: str) -> None:
    own = chromium.browser_type.launch(**installed.launch_options(faces=faces))
    page = own.new_page(base_url=address, viewport={"width": 360, "height": 800})
    found = {}
    for path in (*PAGES, "citing/"):
        page.goto(path)
        sideways = page.evaluate("document.documentElement.scrollWidth") - 360
        found[path] = [sideways, page.evaluate(TORN), page.evaluate(CLIPPED), violations(page, ("target-size",))]
    assert {path: one for path, one in found.items() if one != [0, [], [], []]} == {}
    table = page.locator("article table").first  # the first, the rule, is not scrolled either
    assert table.evaluate("table => table.getBoundingClientRect().right") <= 360
    own.close()
