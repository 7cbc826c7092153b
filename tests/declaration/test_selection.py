"""Ranges that a reader selects, or arrives at: by pointer, by touch, by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import bibtexparser
import pytest
from playwright.sync_api import Browser, Page, expect

from handling import CLIPBOARD
from states import TITLE

if TYPE_CHECKING:
    from source_text import SourceText


def marked(page: Page) -> list[str]:
    return [str(one.get_attribute("id")) for one in page.locator(".clause.is-marked").all()]


def test_a_link_to_a_range_marks_it_and_offers_its_tools(reader: Page, address: str, source: SourceText) -> None:
    reader.goto("terrorism/#1.1~1.3")
    expect(reader.locator(".decl-bar strong")).to_have_text("paragraphs 1.1–1.3")
    assert marked(reader) == ["1.1", "1.2", "1.3"]
    expect(reader.locator('[id="1.1"]')).to_be_focused()
    expect(reader.locator('[id="1.1"]')).to_be_in_viewport()
    range_tools = reader.get_by_role("toolbar", name="Tools for paragraphs 1.1–1.3")
    range_tools.get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status")).to_have_text("Link to paragraphs 1.1–1.3 copied.")
    assert reader.evaluate(CLIPBOARD) == f"{address}terrorism/#1.1~1.3"
    range_tools.get_by_role("button", name="Copy text").click()
    expect(reader.get_by_role("status")).to_have_text("Text of paragraphs 1.1–1.3 copied with its citation.")
    held = [id_ for id_ in source.units if re.match(r"1\.[123]\b", id_)]
    assert reader.evaluate(CLIPBOARD) == (
        "\n".join(source.units[id_] for id_ in held)
        + f"\n\n{TITLE}, 12 November 2014, paragraphs 1.1–1.3, {address}terrorism/#1.1~1.3"
    )
    range_tools.get_by_role("button", name="Cite").click()
    panel = reader.get_by_role("dialog", name="Cite paragraphs 1.1–1.3")
    expect(panel).to_be_visible()
    shown = []
    for style in ("Plain", "AGLC"):
        panel.get_by_text(style, exact=True).click()
        shown.append(panel.locator(".decl-cite-citation").inner_text())
    assert shown == [
        f"{TITLE}, 12 November 2014, paragraphs 1.1–1.3, {address}terrorism/#1.1~1.3",
        f"{TITLE}, adopted 12 November 2014, paras 1.1–1.3 <{address}terrorism/#1.1~1.3>",
    ]
    panel.get_by_role("tab", name="Reference manager").click()
    with reader.expect_download() as download:
        panel.get_by_role("link", name="Download: BibTeX").click()
    (entry,) = bibtexparser.loads(download.value.path().read_text(encoding="utf-8")).entries
    assert (entry["ID"], entry["title"], entry["url"]) == ("asean-japan-2014", f"{{{TITLE}}}", address)
    reader.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    assert marked(reader) == ["1.1", "1.2", "1.3"]


def test_a_shifted_click_on_a_number_selects_up_to_it(reader: Page, address: str) -> None:
    reader.goto("full-text/")
    reader.locator('[id="1.3.iii"] > .clause-number').click()
    reader.locator('[id="1.3.i"] > .clause-number').click(modifiers=["Shift"])
    expect(reader.locator(".decl-bar strong")).to_have_text("paragraph 1.3(i)–(iii)")
    expect(reader).to_have_url(f"{address}full-text/#1.3.i~1.3.iii")
    assert reader.evaluate("getSelection().toString()") == ""
    # What does not stand side by side is taken from the one to the other; what holds the other, as a whole.
    reader.locator('[id="1.1"] > p > .clause-number').click(modifiers=["Shift"])
    expect(reader.locator(".decl-bar strong")).to_have_text("paragraphs 1.1–1.3(iii)")
    assert marked(reader) == ["1.1", "1.2", "1.3", "1.3.i", "1.3.ii", "1.3.iii"]
    reader.locator('[id="2.2.i"] > .clause-number').click(modifiers=["Shift"])
    expect(reader.locator(".decl-bar strong")).to_have_text("paragraphs 1.3(iii)–2.2(i)")
    assert marked(reader) == ["1.3.iii", "1.3.iv", "2", "2.1", "2.2", "2.2.i"]
    reader.locator('[id="1.3"] > p > .clause-number').click(modifiers=["Shift"])
    expect(reader.get_by_role("status")).to_have_text(
        "paragraph 1.3(iii) stands within paragraph 1.3, which is selected."
    )
    assert marked(reader) == ["1.3"]
    reader.locator('[id="2.2.i"] > .clause-number').click(modifiers=["Shift"])
    expect(reader).to_have_url(f"{address}full-text/#1.3.iii~2.2.i")
    expect(reader.locator(".decl-bar strong")).to_have_text("paragraphs 1.3(iii)–2.2(i)")
    reader.get_by_role("button", name="Clear the selection").click()
    expect(reader.get_by_role("status")).to_have_text("Selection cleared.")
    expect(reader).to_have_url(f"{address}full-text/#1.3.iii")
    expect(reader.locator('[id="1.3.iii"]')).to_be_focused()
    assert marked(reader) == ["1.3.iii"]
    # A link to a single clause ends a selection.
    reader.locator('[id="preamble.2"] .clause-mark').click()
    reader.locator('[id="preamble.opening"] .clause-mark').click(modifiers=["Shift"])
    expect(reader.locator(".decl-bar strong")).to_have_text("preamble, opening words to recital 2")
    reader.locator('[id="1.2"] > p > .clause-number').click()
    expect(reader.locator(".decl-bar")).to_have_count(0)
    assert marked(reader) == []


def test_shift_and_the_arrow_keys_extend_and_draw_in_a_selection(reader: Page, address: str) -> None:
    reader.goto("terrorism/#1.3.ii")
    expect(reader.locator('[id="1.3.ii"]')).to_be_focused()
    for key, id_ in (
        ("Shift+ArrowDown", "1.3.ii~1.3.iii"),
        ("Shift+ArrowDown", "1.3.ii~1.3.iv"),
        ("Shift+ArrowDown", "1.3.ii~1.3.iv"),
        ("Shift+ArrowUp", "1.3.ii~1.3.iii"),
        ("Shift+ArrowUp", "1.3.ii"),
        ("Shift+ArrowUp", "1.3.i~1.3.ii"),
    ):
        reader.keyboard.press(key)
        expect(reader).to_have_url(f"{address}terrorism/#{id_}")
    expect(reader.get_by_role("status")).to_have_text("Selected: paragraph 1.3(i)–(ii).")
    for _ in range(3):  # past the number and the tools of the clause
        reader.keyboard.press("Tab")
    expect(reader.locator(".decl-bar-tools button").first).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_have_text("Link to paragraph 1.3(i)–(ii) copied.")
    reader.keyboard.press("Escape")
    expect(reader).to_have_url(f"{address}terrorism/#1.3.ii")
    expect(reader.locator('[id="1.3.ii"]')).to_be_focused()
    expect(reader.locator(".decl-bar")).to_have_count(0)


def test_after_escape_a_selection_begins_anew(reader: Page, address: str) -> None:
    reader.goto("terrorism/#1.2")
    for key, id_ in (("ArrowUp", "1.1~1.2"), ("Escape", "1.2"), ("ArrowDown", "1.2~1.3"), ("Escape", "1.2")):
        reader.keyboard.press(key if key == "Escape" else f"Shift+{key}")
        expect(reader).to_have_url(f"{address}terrorism/#{id_}")


def test_a_selection_that_grows_stays_in_view(reader: Page) -> None:
    reader.goto("preamble/#preamble.1")
    for count in range(2, 10):
        reader.keyboard.press("Shift+ArrowDown")
        expect(reader.locator(f'[id="preamble.{count}"]')).to_be_in_viewport()
    expect(reader.locator(".decl-bar")).to_have_attribute("aria-label", "preamble, recitals 1–9")


def test_the_arrow_keys_go_on_to_the_next_paragraph(reader: Page, address: str) -> None:
    reader.goto("full-text/#1.3.iv")
    expect(reader.locator('[id="1.3.iv"]')).to_be_focused()
    for key, id_ in (("Down", "1.3.iv~2.1"), ("Down", "1.3.iv~2.2"), ("Up", "1.3.iv~2.1"), ("Up", "1.3.iv")):
        reader.keyboard.press(f"Shift+Arrow{key}")
        expect(reader).to_have_url(f"{address}full-text/#{id_}")


def test_without_javascript_the_page_of_a_range_opens(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    for path, heading in (("terrorism/#1.2~1.3", "1. Terrorism"), ("full-text/#2.1~3.3", "Joint Declaration")):
        page.goto(path)
        expect(page.locator("h1").first).to_contain_text(heading)
        expect(page.locator("h1").first).to_be_in_viewport()
    context.close()


def test_without_its_data_a_range_is_named_by_its_ends(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address)
    context.route("**/assets/clauses/*.json", lambda route: route.abort())
    page = context.new_page()
    page.goto("terrorism/#1.1~1.3")
    expect(page.locator(".decl-bar strong")).to_have_text("paragraph 1.1 to paragraph 1.3")
    context.close()


def test_a_range_that_was_arrived_at_has_one_set_of_tools(reader: Page) -> None:
    reader.set_viewport_size({"width": 1440, "height": 800})
    reader.goto("terrorism/#1.1~1.3")
    expect(reader.locator(".decl-bar[data-range] strong")).to_have_text("paragraphs 1.1–1.3")
    expect(reader.locator('[id="1.1"]')).to_be_focused()
    expect(reader.locator(".clause-tools")).to_have_count(0)
    reader.keyboard.press("Tab")
    expect(reader.locator('[id="1.1"] > .clause-tools')).to_be_visible()


def test_a_range_by_touch(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto("terrorism/")
    page.locator('[id="1.3.i"] > .clause-text').tap()
    page.get_by_role("button", name="Start range").tap()
    expect(page.get_by_role("status")).to_have_text("From paragraph 1.3(i): choose the end.")
    assert marked(page) == ["1.3.i"]
    page.locator('[id="1.3.iii"] > .clause-text').tap()
    page.get_by_role("button", name="Extend to here from paragraph 1.3(i)").tap()
    expect(page.locator(".decl-bar strong")).to_have_text("paragraph 1.3(i)–(iii)")
    assert marked(page) == ["1.3.i", "1.3.ii", "1.3.iii"]
    # Another clause may be chosen for its end.
    page.locator('[id="1.3.ii"] > .clause-text').tap()
    expect(page.locator(".decl-bar strong")).to_have_text("paragraph 1.3(ii)")
    page.get_by_role("button", name="Extend to here from paragraph 1.3(i)").tap()
    expect(page.locator(".decl-bar strong")).to_have_text("paragraph 1.3(i)–(ii)")
    expect(page).to_have_url(f"{address}terrorism/#1.3.i~1.3.ii")
    page.get_by_role("button", name="Clear the selection").tap()
    expect(page.locator(".decl-bar")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(("start", "end"), [("8.1", "8.1.ii"), ("8.1.ii", "8.1")])
def test_by_touch_of_a_clause_and_one_within_it_the_outer_is_taken(
    chromium: Browser, address: str, start: str, end: str
) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto("cybercrime/")
    for id_, name in ((start, "Start range"), (end, re.compile("^Extend to here"))):
        page.locator(f'[id="{id_}"]').locator("> .clause-text, > p > .clause-text").tap(position={"x": 20, "y": 10})
        page.get_by_role("button", name=name).tap()
    expect(page.get_by_role("status")).to_have_text("paragraph 8.1(ii) stands within paragraph 8.1, which is selected.")
    assert marked(page) == ["8.1"]
    expect(page).to_have_url(f"{address}cybercrime/#8.1")
    expect(page.locator(".decl-bar strong")).to_have_text("paragraph 8.1")
    # A range may be begun there.
    page.get_by_role("button", name="Start range").tap()
    page.locator('[id="8.2"] .clause-text').tap(position={"x": 20, "y": 10})
    page.get_by_role("button", name="Extend to here from paragraph 8.1").tap()
    expect(page.locator(".decl-bar strong")).to_have_text("paragraphs 8.1–8.2")
    context.close()


def test_a_range_in_the_bar_by_keyboard_alone(chromium: Browser, address: str) -> None:
    """As at four times the size: what is done in the bar leaves the focus there."""
    page = chromium.new_page(base_url=address, viewport={"width": 640, "height": 700})
    page.goto("terrorism/")
    page.locator('[id="1.3.i"] > .clause-number').focus()
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    start = page.get_by_role("button", name="Start range")
    expect(start).to_be_focused()
    page.keyboard.press("Enter")
    expect(start).to_be_focused()
    for _ in range(4):  # past the next item and its tools
        page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Extend to here from paragraph 1.3(i)")).to_be_focused()
    page.keyboard.press("Enter")
    bar = page.get_by_role("toolbar", name="Tools for paragraph 1.3(i)–(iii)")
    expect(bar.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Copy text")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator('[id="1.3.i"]')).to_be_focused()
    page.close()


def test_shift_and_enter_on_a_number_select_up_to_it_and_its_tools_come_next(reader: Page, address: str) -> None:
    reader.goto("full-text/#1.2")
    expect(reader.locator('[id="1.2"]')).to_be_focused()
    reader.locator('[id="2.2.i"] > .clause-number').focus()
    reader.keyboard.press("Shift+Enter")
    expect(reader).to_have_url(f"{address}full-text/#1.2~2.2.i")
    bar = reader.get_by_role("toolbar", name="Tools for paragraphs 1.2–2.2(i)")
    expect(bar).to_be_visible()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("toolbar", name="Tools for paragraph 2.2(i)").get_by_role("button").first).to_be_focused()
    reader.keyboard.press("Tab")
    expect(bar.get_by_role("button", name="Copy link")).to_be_focused()
    reader.keyboard.press("Escape")
    expect(reader.locator('[id="1.2"]')).to_be_focused()
