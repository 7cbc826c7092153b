"""The tools of a clause: by pointer, by touch, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from handling import CLIPBOARD, tool


def test_the_copied_link_opens_with_the_clause_marked(reader: Page, address: str) -> None:
    reader.goto("full-text/")
    reader.locator('[id="8.1.ii"]').hover()
    reader.locator('[id="8.1.ii"] > .clause-tools [data-action="link"]').click()
    expect(reader.get_by_role("status")).to_have_text("Link to paragraph 8.1(ii) copied.")
    copied = reader.evaluate(CLIPBOARD)
    assert copied == f"{address}cybercrime/#8.1.ii"
    reader.goto(copied)
    clause = reader.locator('[id="8.1.ii"]')
    expect(clause).to_be_in_viewport()
    expect(clause).to_be_focused()
    assert clause.evaluate("element => element.matches(':target')")


def test_the_tools_of_a_clause_by_keyboard_alone(reader: Page) -> None:
    reader.goto("terrorism/#1.3.ii")
    expect(reader.locator('[id="1.3.ii"]')).to_be_focused()
    reader.keyboard.press("Tab")
    expect(reader.locator('[id="1.3.ii"] > .clause-number')).to_be_focused()
    reader.keyboard.press("Tab")
    toolbar = reader.get_by_role("toolbar", name="Tools for paragraph 1.3(ii)")
    expect(toolbar.get_by_role("button", name="Copy link")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator("#_reader-status")).to_have_text("Link to paragraph 1.3(ii) copied.")
    reader.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="Copy text with citation")).to_be_focused()
    reader.keyboard.press("End")
    reader.keyboard.press("Space")
    panel = reader.get_by_role("dialog", name="Cite paragraph 1.3(ii)")
    expect(panel).to_be_visible()
    for _ in range(20):  # the browser's own controls are beside the panel's in the order of the tab key
        reader.keyboard.press("Tab")
        assert reader.evaluate(
            "!document.hasFocus() || document.activeElement === document.body || "
            "!!document.activeElement.closest('dialog')"
        )
    reader.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(toolbar.get_by_role("button", name="Cite")).to_be_focused()
    reader.keyboard.press("Tab")
    expect(reader.locator('[id="1.3.iii"] > .clause-number')).to_be_focused()


def in_view(page: Page) -> bool:
    shown: bool = page.locator(".decl-bar").evaluate("""bar => {
      const { bottom, left, right, top } = bar.getBoundingClientRect()
      return top >= 0 && left >= 0 && right <= innerWidth && bottom <= innerHeight
    }""")
    return shown


SHAPES = ("3", "3.3", "1.3.ii", "4.p1", "preamble.5", "preamble.opening", "2.1", "5.iv")
"""Clauses of different shapes: with a heading, a list, a number, a mark; long and short."""


@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 844)])
def test_a_tap_on_a_clause_shows_its_tools(chromium: Browser, address: str, width: int, height: int) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": height}, has_touch=True)
    context.add_init_script("navigator.share = async data => { window.shared = data }")
    page = context.new_page()
    page.goto("full-text/")
    expect(page.locator(".decl-bar, .clause-tools")).to_have_count(0)
    for id_ in SHAPES:
        words = page.locator(f'[id="{id_}"]').locator("> .clause-title, > .clause-text, > p > .clause-text").first
        words.tap(position={"x": 20, "y": 10})
        bar = page.get_by_role("group", name=str(page.locator(f'[id="{id_}"]').get_attribute("data-label")), exact=True)
        for name in ("Copy link", "Copy text with citation", "Cite", "Share"):
            expect(bar.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
        assert in_view(page)
        expect(page.locator(".decl-bar, .clause-tools")).to_have_count(1)
        sizes = page.locator(".decl-bar button").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(({ height, width }) => Math.min(height, width))"
        )
        assert min(sizes) >= 44
    bar.get_by_role("button", name="Share").tap()
    page.wait_for_function("window.shared")
    assert page.evaluate("shared.url") == f"{address}5.iv/"
    bar.get_by_role("button", name="Close").tap()
    expect(page.locator(".decl-bar")).to_have_count(0)
    context.close()


def test_a_line_that_is_tapped_stays_above_the_bar(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto("preamble/")
    top = page.locator('[id="preamble.2"] .clause-text').evaluate("""words => {
      const [{ top }] = words.getClientRects()
      scrollBy({ top: top - innerHeight + 30, behavior: "instant" })
      return words.getClientRects()[0].top
    }""")
    page.touchscreen.tap(180, top + 10)
    expect(page.locator(".decl-bar strong")).to_have_text("preamble, recital 2")
    line = page.locator('[id="preamble.2"] .clause-text').evaluate("words => words.getBoundingClientRect().top")
    assert line + 20 <= page.locator(".decl-bar").evaluate("bar => bar.getBoundingClientRect().top")
    context.close()


def test_an_arrival_covers_nothing(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto("terrorism/#1.3.ii")
    expect(page.locator('[id="1.3.ii"]')).to_be_focused()
    expect(page.locator(".decl-bar")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_clause_has_two_stops_of_the_tab_key(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 800})
    page.goto("sea-piracy/")
    assert page.locator("[class*=clause-tools], .decl-bar").count() == 0
    page.locator('[id="5"] .clause-number').first.focus()
    stops: list[str] = []
    while not stops or stops[-1] != "#5.iv":
        stop = page.evaluate("""() => {
          const { activeElement: stop } = document
          return stop.closest(".decl-card, .decl-brief") ? null : stop.closest("[role=toolbar]")?.ariaLabel ?? stop.hash
        }""")
        stops += [stop] if stop else []
        page.keyboard.press("Tab")
    assert stops == [
        *("#5", "Tools for section 5", "#5.p1", "#asean", "Tools for section 5, first paragraph"),
        *("#5.i", "Tools for section 5(i)", "#5.ii", "Tools for section 5(ii)", "#5.iii", "Tools for section 5(iii)"),
        "#5.iv",
    ]
    page.close()


def test_without_its_data_a_tool_says_so_and_the_link_is_copied_all_the_same(reader: Page, address: str) -> None:
    reader.route("**/assets/clauses/*.json", lambda route: route.abort())
    reader.goto("terrorism/")
    for action in ("text", "cite"):
        tool(reader, "1.1", action).dispatch_event("click")
        expect(reader.locator("#_reader-status")).to_contain_text("could not be loaded")
        reader.evaluate("document.getElementById('_reader-status').textContent = ''")
    tool(reader, "1.1", "link").dispatch_event("click")
    expect(reader.locator("#_reader-status")).to_have_text("Link to paragraph 1.1 copied.")
    assert reader.evaluate(CLIPBOARD) == f"{address}terrorism/#1.1"
