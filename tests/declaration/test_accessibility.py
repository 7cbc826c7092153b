"""What assistive technology, and readers with settings of their own, meet: roles, names, the menu, spacing, clauses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from handling import await_rest, await_roles
from measuring import SPACING, cut, faults

SNAPSHOTS = Path(__file__).with_name("clauses.aria.yaml")
FRAME = "1.3.ii/embed/"
PLACES = (
    "",
    "terrorism/",
    "citing/",
    "encoding/",
    "patterns/",
    "glossary/",
    "at-a-glance/",
    "developers/contract/",
    FRAME,
)
"""Pages of all kinds."""


def nameless(page: Page) -> list[str]:
    """What can have the focus and has no role, or no name, in the accessibility tree of the browser."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = []
    for node in nodes:
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        if properties.get("focusable") and (not name or role in ("generic", "none", "LabelText", "code", "Pre")):
            found.append(f"{role} {name!r}")
    return found


@pytest.mark.parametrize("width", [390, 1440])
def test_every_stop_of_the_tab_key_has_a_role_and_a_name(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 800})
    found = {}
    for path in PLACES:
        page.goto(path)
        await_roles(page)
        if width < 1000 and path != FRAME:
            page.get_by_role("button", name="Navigation").click()
        found[path] = nameless(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    page.close()


STOP = """() => {
  const stop = document.activeElement
  const { bottom, left, right, top } = stop.getBoundingClientRect()
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const lines = [...stop.getClientRects()]
  const seen = lines.some(line => {
    const hit = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2)
    return hit && (stop.contains(hit) || hit.contains(stop))
  })
  const name = stop.closest("label")?.htmlFor ?? stop.getAttribute("href") ?? stop.className
  return { name, seen: seen || stop.matches(".md-option"), isEnd: stop === document.body, x, y }
}"""


@pytest.mark.parametrize("path", ["terrorism/", "about/"])
def test_on_a_phone_no_stop_is_out_of_sight(chromium: Browser, address: str, path: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
        "document.createElement('style'), { textContent: '* { transition: none !important }' })))"
    )
    page.goto(path)
    await_rest(page)
    page.keyboard.press("Tab")
    hidden, count = [], 0
    while not (stop := page.evaluate(STOP))["isEnd"] and count < 300:
        count += 1
        hidden += [] if stop["seen"] else [stop["name"]]
        page.keyboard.press("Tab")
    assert count > 10
    assert hidden == []
    page.close()


def state(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate("""() => {
      const { ariaExpanded, ariaLabel, textContent } = document.activeElement
      return [textContent.trim() || ariaLabel, ariaExpanded, document.getElementById("__drawer").checked]
    }""")
    return found


def test_the_menu_on_a_phone_by_keyboard(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    page.goto("terrorism/")
    page.keyboard.press("Tab")
    steps = []
    for key in (
        *("Tab", "Enter", "Tab", "Tab", "Space", "Tab", "Shift+Tab", "Enter", "Shift+Tab", "Shift+Tab", "Space"),
        *("Shift+Tab", "Escape", "Space", "Shift+Tab"),
    ):
        page.keyboard.press(key)
        steps.append([key, *state(page)])
    assert steps == [
        ["Tab", "Navigation", "false", False],
        ["Enter", "The declaration", "true", True],
        ["Tab", "Preamble", None, True],
        ["Tab", "1. Terrorism", "false", True],
        ["Space", "Table of contents", "true", True],
        ["Tab", "1.1 Whilst welcoming and commending the advances made…", None, True],
        ["Shift+Tab", "Table of contents", "true", True],
        ["Enter", "1. Terrorism", "false", True],
        ["Shift+Tab", "Preamble", None, True],
        ["Shift+Tab", "The declaration", "true", True],
        ["Space", "The declaration", "false", True],
        ["Shift+Tab", "Home", None, True],
        ["Escape", "Navigation", "false", False],
        ["Space", "ASEAN-Japan Joint Declaration (2014)", None, True],
        ["Shift+Tab", "Search/", None, False],
    ]
    page.close()


def test_the_menu_beside_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 800})
    page.goto("terrorism/")
    part = page.get_by_role("button", name="The declaration")
    inner = page.get_by_role("link", name="5. Sea Piracy", exact=True).first
    expect(part).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[aria-current=page]")).to_have_text("1. Terrorism")
    for way in ("Space", "Enter", "pointer"):
        if way == "pointer":
            part.click()
        else:
            part.press(way)
        expect(part).to_have_attribute("aria-expanded", "false")
        expect(inner).to_be_hidden()
        part.dispatch_event("click")  # as a screen reader does it
        expect(part).to_have_attribute("aria-expanded", "true")
        expect(inner).to_be_visible()


WIDE = """() => [...document.querySelectorAll("article *")]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))
  .map(one => [one.tabIndex, one.role, Boolean(one.ariaLabel)])"""
SEARCH = "17. The search stands on the tree of words of MiniSearch, and the order is ours"


def test_what_scrolls_sideways_is_reached_and_named(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 360, "height": 800})
    for path, count in (("citing/", 8), ("encoding/", 4), ("developers/decisions/", 1)):
        page.goto(path)
        await_rest(page)
        wide = page.evaluate(WIDE)
        assert len(wide) >= count
        assert wide == [[0, "group", True]] * len(wide)
    table = page.get_by_role("group", name=SEARCH)
    expect(table).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1920, "height": 800})
    expect(page.locator("article .md-typeset__scrollwrap").first).not_to_have_attribute("tabindex", "0")
    expect(table).to_have_count(0)
    page.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_with_the_spacing_of_a_reader_nothing_is_cut_off(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 800})
    found = {}
    for path in ("", "preamble/", "trafficking-in-persons/", "full-text/", "glossary/", "subjects/", FRAME):
        page.goto(path)
        page.add_style_tag(content=SPACING)
        if width < 1000 and not path:
            page.get_by_role("button", name="Navigation").click()  # its menu as well
        found[path] = [*cut(page), *faults(page, widths=(width,)).get(width, ())]
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    page.close()


def test_a_clause_is_its_number_its_words_and_its_links(page: Page) -> None:
    page.goto("full-text/")
    golden = yaml.safe_load(SNAPSHOTS.read_text(encoding="utf-8"))
    assert {id_: page.locator(f'[id="{id_}"]').aria_snapshot() for id_ in golden} == {
        id_: snapshot.rstrip("\n") for id_, snapshot in golden.items()
    }
    # Of no clause is there anything else: no button, no region, no word of the interface but the names of marks.
    whole = page.locator(".decl-text").aria_snapshot()
    assert set(re.findall(r"^ *- '?([a-z]+)", whole, re.MULTILINE)) == {
        *("heading", "link", "list", "listitem", "paragraph", "strong", "emphasis", "text"),
        "group",  # notes on slips of the source, folded
    }
    assert set(re.findall(r"^ *- group(.*)", whole, re.MULTILINE)) == {": sic"}
    marks = re.findall(r'link "Link to (.*?)"', whole)
    assert marks == [
        "preamble, opening words",
        *(f"preamble, recital {number}" for number in range(1, 10)),
        "preamble, closing words",
        *("section 4, first paragraph", "section 5, first paragraph"),
    ]
