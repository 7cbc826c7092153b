"""How pages look: what a designer decided, as measures of a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = ("preamble/", "sea-piracy/", "full-text/")
OTHERS = (
    *("", "glossary/", "subjects/", "at-a-glance/", "about/", "accessibility/", "citing/", "downloads/"),
    *("9.9/", "developers/contract/"),
)
STYLE = """() => {
  const article = document.querySelector(".md-content__inner")
  const headings = [...article.querySelectorAll("h1, h2, h3")].filter(one => one.checkVisibility())
  const { left } = headings[0].getBoundingClientRect()
  return {
    headings: [...new Set(headings.map(heading => {
      const { color, fontFamily, fontWeight } = getComputedStyle(heading)
      return `${fontFamily} ${fontWeight} ${color}`
    }))],
    sizes: [...new Set([...article.querySelectorAll("h1:not(.decl-title, :has(.decl-title))")]
      .map(heading => getComputedStyle(heading).fontSize))],
    width: Math.max(...[...article.querySelectorAll("h1, h2, p, li, dl, table, section")]
      .filter(one => one.checkVisibility() && !one.closest("pre, .decl-glance, .md-typeset__table"))
      .map(one => Math.round(one.getBoundingClientRect().right - left)))
  }
}"""


@pytest.mark.parametrize("width", [360, 1440])
def test_all_pages_are_by_one_hand(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 900})
    found = {}
    for path in (*TEXT, *OTHERS):
        page.goto(path)
        found[path] = page.evaluate(STYLE)
    face = (
        '"Iowan Old Style", "Palatino Linotype", Palatino, P052, "TeX Gyre Pagella", "Noto Serif", Charter, Georgia, '
        "serif 600 rgb(31, 58, 95)"
    )
    assert {path: one["headings"] for path, one in found.items() if one["headings"] != [face]} == {}
    assert {size for one in found.values() for size in one["sizes"]} == {"31px"}
    column = min(20 * (31 + 2.7), width - 2 * 16)  # of the text and its numbers; on a phone, between its margins
    assert {path: one["width"] for path, one in found.items() if one["width"] != column} == {}
    page.close()
