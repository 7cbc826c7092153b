"""Measuring in a browser how the numbers of a page stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (320, 360, 768, 1440, 1920)
"""Widths of screens, in CSS pixels."""
_FAULTS = """() => {
  const faults = []
  for (const number of document.querySelectorAll(".clause-number, .clause-mark, .decl-front-number")) {
    const texts = document.createTreeWalker(number, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const word of text.data.matchAll(/\\S+/g)) {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1)
          faults.push(`'${word[0]}' is broken`)
      }
    const box = number.getBoundingClientRect()
    if (box.left < -1 || box.right > innerWidth + 1)
      faults.push(`'${number.textContent}' is not on the screen`)
    const words = number.parentElement.querySelector(":scope > :is(.clause-text, .clause-heading, .decl-front-heading)")
    if (!words)
      continue
    // Line by line: a mark may stand behind the last word of a heading that takes several.
    const liesOver = beside => box.right > beside.left + 1 && box.left < beside.right - 1
      && box.bottom > beside.top + 4 && box.top < beside.bottom - 4
    if ([...words.getClientRects()].some(liesOver))
      faults.push(`'${number.textContent}' lies over its words`)
  }
  if (document.documentElement.scrollWidth > innerWidth)
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide`)
  return faults
}"""


SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
  transition: none !important }
p { margin-bottom: 2em !important }"""
"""What a reader may set (WCAG 2.2, success criterion 1.4.12)."""
# The header of the theme repeats the title of the page as far as there is room.
_CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  if (!one.textContent.trim() || one.closest("[inert], .md-header__topic")
      || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    return false
  const { clipPath, overflowX, overflowY } = getComputedStyle(one)
  const hides = value => value === "hidden" || value === "clip"
  return clipPath === "none" && one.clientWidth > 1
    && (hides(overflowX) && one.scrollWidth > one.clientWidth + 1
      || hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
}).map(one => `${one.className}: ${one.textContent.trim().slice(0, 40)}`)"""


def cut(page: Page) -> list[str]:
    """Find words that are cut off by the edge of what they stand in."""
    return cast("list[str]", page.evaluate(_CUT))


def faults(page: Page, widths: tuple[int, ...] = WIDTHS) -> dict[int, list[str]]:
    """Find numbers that are broken within a word, lie over something or leave the screen, and pages that are too wide.

    Args:
        page: A tab that shows a page.
        widths: The widths of the screen, in CSS pixels.

    Returns:
        What is wrong, by the width of the screen; widths at which nothing is are left out.
    """
    page.add_style_tag(content="* { transition: none !important }")  # or a theme still moves what is measured
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = cast("list[str]", page.evaluate(_FAULTS))
    return {width: wrong for width, wrong in found.items() if wrong}
