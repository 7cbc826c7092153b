"""What a reader does with a clause, in a real browser: by pointer, by touch, by keyboard, and as axe sees it."""

from __future__ import annotations

import gzip
import io
import json
import re
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from axe import OF_COLOURS, violations
from handling import side_by_side, snippet, tool
from searching import ask, open_search
from source_text import SourceText, lead_in, words

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

PAGES = ("", "illicit-drug-trafficking/", "full-text/", "glossary/", "at-a-glance/", "subjects/", "9.9/", "about/")
OTHERS = ("1.3.ii/embed/", "citing/", "encoding/")
"""A page without the theme, and some with code and wide tables."""
TITLE = "ASEAN-Japan Joint Declaration for Cooperation to Combat Terrorism and Transnational Crime"
CLIPBOARD = "navigator.clipboard.readText()"


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


# Accessibility ------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_axe_finds_nothing(chromium: Browser, address: str, width: int, scheme: Any) -> None:
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = {path: violations(tab) for path, tab in side_by_side(context, (*PAGES, *OTHERS))}
    page = context.new_page()
    for name, reach in STATES.items():
        reach(page)
        found[name] = violations(page)
    assert {name: one for name, one in found.items() if one} == {}
    assert list(found) == [*PAGES, *OTHERS, *STATES]
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_in_the_other_colours(chromium: Browser, address: str, width: int, scheme: Any) -> None:
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = {path: violations(tab, OF_COLOURS) for path, tab in side_by_side(context, PAGES)}
    assert found == {path: [] for path in PAGES}
    context.close()


# The toolbar of a clause -----------------------------------------------------------


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


def test_the_copied_text_is_that_of_the_source_and_its_citation(reader: Page, address: str, source: SourceText) -> None:
    reader.goto("full-text/")
    copied = {}
    for id_ in source.units:
        tool(reader, id_, "text").dispatch_event("click")
        expect(reader.get_by_role("status")).to_have_text(re.compile(r"copied with its citation"))
        copied[id_] = reader.evaluate(CLIPBOARD)
        reader.evaluate("document.getElementById('_reader-status').textContent = ''")
    for id_, text in copied.items():
        body, _, citation = text.rpartition("\n\n")
        held = [other for other in source.units if other == id_ or holds(id_, other)]
        expected = "\n".join(source.units[one] for one in held)
        if lead := lead_in(id_, source):
            expected = f"{lead} {expected}"
        assert body == expected
        assert citation.startswith(f"{TITLE}, 12 November 2014, ")
        assert citation.split(", ")[-1] == f"{address}{id_}/"


def holds(id_: str, other: str) -> bool:
    """Whether a clause is in another one, by their ids."""
    owner = id_.removesuffix("p1")
    return other.startswith(f"{owner.rstrip('.')}.") and not (id_.endswith("p1") and other == id_)


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


SELECT = """([from, to]) => {
  const [first, last] = [from, to].map(selector => document.querySelector(selector))
  const range = document.createRange()
  range.setStartBefore(first)
  range.setEndAfter(last)
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}"""


def by_hand(page: Page, first: str, last: str) -> str:
    """What is copied of what stands between two elements, themselves included."""
    page.evaluate(SELECT, [first, last])
    page.keyboard.press("Control+c")
    copied: str = page.evaluate(CLIPBOARD)
    return copied


def test_a_passage_copied_by_hand_is_that_of_the_source_line_by_line(reader: Page, source: SourceText) -> None:
    reader.goto("full-text/")
    lines = by_hand(reader, "#preamble", "#\\38").splitlines()
    assert lines == list(source.units.values())
    lines = by_hand(reader, "#\\32\\.1", "#\\32\\.2\\.i").splitlines()
    assert lines == [source.units[id_] for id_ in ("2.1", "2.2", "2.2.i")]
    assert by_hand(reader, "#preamble\\.8 .clause-mark", "#preamble\\.8 .clause-text") == source.units["preamble.8"]
    reader.keyboard.press("Control+a")
    reader.keyboard.press("Control+c")
    assert reader.evaluate(CLIPBOARD).splitlines() == list(source.units.values())


def test_what_is_copied_by_hand_keeps_its_emphasis_and_where_it_begins(reader: Page) -> None:
    reader.goto("terrorism/")
    reader.evaluate("""() => {
      const [opening] = document.querySelector("[id='1.3'] > p > .clause-text").childNodes
      const emphasis = document.querySelector("[id='1.3'] em")
      getSelection().setBaseAndExtent(opening, 2, emphasis.firstChild, 3)
    }""")
    reader.keyboard.press("Control+c")
    assert reader.evaluate(CLIPBOARD) == "calling the"
    html = reader.evaluate(
        """navigator.clipboard.read().then(([item]) => item.getType("text/html")).then(blob => blob.text())"""
    )
    assert '<p lang="en">calling <em>the</em></p>' in html


def test_what_is_raised_or_lowered_is_copied_so(reader: Page) -> None:
    reader.goto("terrorism/")
    words = "[id='1.3'] > p > .clause-text"
    markup = "10<sup>-3</sup> g of CO<sub>2</sub>, the 1<sup>st</sup>"
    reader.evaluate("([words, html]) => { document.querySelector(words).innerHTML = html }", [words, markup])
    assert by_hand(reader, words, words) == "10⁻³ g of CO₂, the 1st"


def test_what_is_no_text_of_the_instrument_is_copied_as_ever(reader: Page) -> None:
    reader.goto("sea-piracy/")
    reader.locator(".clause-note summary").click()
    assert "With a blank before the semicolon." in by_hand(reader, ".clause-note", ".clause-note")
    beyond = by_hand(reader, "[id='5.iv']", ".decl-text-navigation")
    assert "Enhancing regional cooperation" in beyond
    assert "Previous" in beyond


def test_marks_that_are_not_in_the_text_cannot_be_selected(reader: Page) -> None:
    """Also where no script runs."""
    reader.goto("preamble/")
    expect(reader.locator("#preamble\\.8 .clause-mark")).to_have_css("user-select", "none")
    expect(reader.locator("#preamble > .clause-title > .clause-label")).to_have_css("user-select", "none")


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


# Cards -------------------------------------------------------------------------------


def test_the_card_of_a_term(reader: Page, address: str) -> None:
    reader.goto("cybercrime/")
    link = reader.locator('[id="8.2"] a.term', has_text="IGCI")
    link.hover()
    card = reader.locator(".decl-card")
    expect(card.locator("p")).to_have_text(
        [
            "IGCI organisation",
            "INTERPOL Global Complex for Innovation",
            re.compile(r"^Facility of INTERPOL in Singapore"),
            "In 2014: The building had been handed over to INTERPOL on 30 September 2014 and was not yet inaugurated.",
            "In the glossary Official site (home page)",
        ]
    )
    assert card.get_by_role("link", name="Official site").get_attribute("href") == "https://www.interpol.int"
    # Hoverable: the pointer can move into it, and it stays.
    reader.clock.install()
    card.hover()
    reader.clock.run_for(600)
    expect(card).to_be_visible()
    # Dismissible without moving the pointer.
    reader.keyboard.press("Escape")
    expect(card).to_have_count(0)
    link.click()
    expect(reader).to_have_url(f"{address}glossary/#igci")


def test_the_card_leads_to_the_other_clauses(reader: Page, address: str) -> None:
    reader.goto("cybercrime/")
    reader.locator('[id="8.2"] a.term', has_text="UNODC").hover()
    mentions = reader.locator(".decl-card-mentions")
    expect(mentions).to_have_text("2 other clauses: preamble, recital 8; paragraph 2.2(iii)")
    mentions.get_by_role("link", name="preamble, recital 8").click()
    expect(reader).to_have_url(f"{address}preamble/#preamble.8")


def test_a_card_goes_when_the_pointer_leaves(reader: Page) -> None:
    reader.goto("cybercrime/")
    reader.locator('[id="8.2"] a.term').last.hover()
    expect(reader.locator(".decl-card")).to_be_visible()
    reader.locator("h1").hover()
    expect(reader.locator(".decl-card")).to_have_count(0)


def test_a_card_by_keyboard_alone(reader: Page) -> None:
    open_card(reader)
    link = reader.locator('[id="8.2"] > p a.term').last
    assert link.get_attribute("aria-describedby") == "_card-words"
    reader.keyboard.press("Tab")
    expect(reader.locator(".decl-card a").first).to_be_focused()
    reader.keyboard.press("Escape")
    expect(reader.locator(".decl-card")).to_have_count(0)
    expect(link).to_be_focused()
    reader.keyboard.press("Tab")
    expect(reader.locator('[id="8.2"] > .clause-tools [data-action=link]')).to_be_focused()


def test_on_a_phone_a_card_does_not_cover_the_line_it_explains(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 780}, has_touch=True)
    page = context.new_page()
    page.goto("cybercrime/")
    for index in range(page.locator('[id="8.2"] > p a.term').count()):
        link = page.locator('[id="8.2"] > p a.term').nth(index)
        link.scroll_into_view_if_needed()
        link.tap()
        card = page.locator(".decl-card")
        expect(card).to_be_visible()
        lines = link.evaluate("link => [...link.getClientRects()].map(box => [box.top, box.bottom])")
        box = card.bounding_box()
        assert box is not None
        assert all(bottom <= box["y"] or top >= box["y"] + box["height"] for top, bottom in lines)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        page.keyboard.press("Escape")
    # A second tap follows the link.
    link.tap()
    expect(page.locator(".decl-card")).to_be_visible()
    link.tap()
    expect(page).to_have_url(f"{address}glossary/#unodc")
    context.close()


@pytest.mark.parametrize("leave", ["pointer", "Escape"])
def test_a_card_that_is_still_being_made_can_be_left(reader: Page, leave: str) -> None:
    waiting: list[Any] = []
    reader.clock.install()
    reader.route("**/assets/terms/*.json", lambda route: waiting.append(route))  # noqa: PLW0108 - a built-in is refused
    reader.goto("cybercrime/")
    with reader.expect_request("**/assets/terms/*.json"):
        reader.locator('[id="8.2"] a.term').last.hover()
    if leave == "pointer":
        reader.locator("h1").hover()
    else:
        reader.keyboard.press("Escape")
    with reader.expect_response("**/assets/terms/*.json"):
        waiting[0].continue_()
    reader.clock.run_for(600)
    expect(reader.locator(".decl-card")).to_have_count(0)


def test_a_card_that_holds_the_focus_is_not_replaced(reader: Page) -> None:
    open_card(reader)
    reader.keyboard.press("Tab")
    focused = reader.locator(".decl-card a").first
    expect(focused).to_be_focused()
    reader.clock.install()
    reader.locator('[id="8.1"] > p a.term').first.hover()  # far enough not to lie under the card in any font
    reader.clock.run_for(600)
    expect(focused).to_be_focused()


def test_other_links_work_by_touch(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 780}, has_touch=True)
    page = context.new_page()
    page.goto("")
    page.get_by_role("main").get_by_role("link", name="Read from the beginning").tap()
    expect(page).to_have_url(f"{address}preamble/")
    page.route("**/assets/terms/*.json", lambda route: route.abort())
    page.goto("cybercrime/")
    page.locator('[id="8.2"] a.term').last.tap()
    expect(page).to_have_url(f"{address}glossary/#unodc")
    context.close()


@pytest.mark.parametrize(
    ("path", "link", "label", "text"),
    [
        ("glossary/", "#ammtc .term-mentions a >> nth=0", "preamble, recital 5", "DETERMINING to reinforce the"),
        ("about/", "article a:text-is('2.2(iii)')", "paragraph 2.2(iii) Illicit Drug Trafficking", "2.2 Recognizing"),
        ("citing/", "article a[href$='#4.ii']", "section 4(ii) Money Laundering", "Realizing that"),
        ("at-a-glance/", "a.decl-glance-mark >> nth=0", "preamble, opening words", "WE, the Heads"),
    ],
)  # fmt: skip
def test_a_link_to_a_clause_shows_its_words(reader: Page, path: str, link: str, label: str, text: str) -> None:
    reader.goto(path)
    reader.locator(link).first.hover()
    expect(reader.locator(".decl-card-head")).to_have_text(label)
    expect(reader.locator(".decl-card-words")).to_have_text(re.compile(f"^{text}"))


def test_where_an_item_stands_alone_its_lead_in_goes_before_it_in_a_quieter_voice(
    reader: Page, source: SourceText
) -> None:
    """In cards, in what is offered for an address that leads nowhere, and in results of the search."""
    item = "(iv) Developing partnerships to address the underlying"
    shown = {}
    reader.goto("about/")
    reader.evaluate(
        """document.querySelector("article p").innerHTML = '<a href="../trafficking-in-persons/#3.3.iv">x</a>'"""
    )
    reader.locator("article p a").first.hover()
    shown["card"] = reader.locator(".decl-card-words")
    expect(shown["card"]).to_contain_text(item)
    colours = {"card": shown["card"].locator(".decl-lead").evaluate(COLOURS)}
    leads = {"card": words(shown["card"].inner_text())}
    for name, path in (("offer", "trafficking-in-persons/#3.3.v"), ("missing page", "3.3.v/")):
        reader.goto(path)
        entry = reader.locator(":is(.decl-unknown, #_missing-clauses) li", has=reader.locator("a[href$='#3.3.iv']"))
        expect(entry).to_contain_text(item)
        leads[name] = words(entry.locator("> span").inner_text())
        colours[name] = entry.locator(".decl-lead").evaluate(COLOURS)
    for name, asked in (("number", "3.3(iv)"), ("words", "underlying socio-economic factors")):
        open_empty_search(reader)
        ask(reader, asked)
        result = reader.locator(".decl-search-option[href$='#3.3.iv'] .decl-search-words")
        expect(result).to_contain_text(item)
        leads[name] = words(result.inner_text())
        colours[name] = result.locator(".decl-lead").evaluate(COLOURS)
    expected = f"{source.units['3.3']} {source.units['3.3.iv']}"
    assert leads == dict.fromkeys(("card", "offer", "missing page", "number", "words"), expected)
    assert all(lead != around for lead, around in colours.values())


def test_a_lead_in_that_stands_above_is_not_repeated(reader: Page) -> None:
    reader.goto("trafficking-in-persons/#3.3.v")
    leads = reader.locator(".decl-unknown li .decl-lead")
    expect(leads).to_have_text([re.compile("^3.3 Recognizing .* through:$"), "…", "…", "…"])


COLOURS = "lead => [lead, lead.parentElement].map(element => getComputedStyle(element).color)"


# Where am I ----------------------------------------------------------------------------


SHORT_TITLE = "ASEAN-Japan Joint Declaration (2014)"


def test_every_page_of_the_text_says_what_it_is_and_where(chromium: Browser, address: str, edition: Edition) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 390, "height": 664})
    page = context.new_page()
    places = {slug: found.division for slug, found in edition.instrument.pages.items()}
    for slug, division in places.items():
        last = edition.instrument.by_page[slug][-1]
        page.goto(f"{slug}/#{last.id}")
        expect(page.locator(".decl-running-head")).to_have_text(f"{SHORT_TITLE} › {division.label}")
        topic = page.locator("[data-md-component='header-topic'] .md-ellipsis")
        expect(topic).to_be_in_viewport()
        expect(topic).to_have_text(division.title)
        assert topic.evaluate("topic => getComputedStyle(topic, '::before').content") == f'"{SHORT_TITLE}"'
    page.locator(".decl-running-head a").click()
    expect(page).to_have_url(address)
    context.close()


def test_the_header_names_the_section_of_the_full_text_that_is_read(reader: Page) -> None:
    reader.goto("full-text/")
    topic = reader.locator("[data-md-component='header-topic'] .md-ellipsis")
    expect(topic).to_have_text("Full text")
    for id_, title in (("3.3.iv", "3. Trafficking in Persons"), ("preamble.8", "Preamble"), ("8.2", "8. Cybercrime")):
        reader.goto(f"full-text/#{id_}")
        expect(topic).to_have_text(title)
    reader.evaluate("scrollTo(0, 0)")
    expect(topic).to_have_text("Full text")


# Getting there -------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["no/such/page/", "2014/report", "%E0%A4%A/"])
def test_another_wrong_address_offers_the_contents(reader: Page, address: str, path: str) -> None:
    reader.goto(path)
    reader.wait_for_load_state("networkidle")
    expect(reader.locator("#_missing-clauses")).to_be_hidden()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to content")).to_be_focused()
    reader.get_by_role("main").get_by_role("link", name="5. Sea Piracy").click()
    expect(reader).to_have_url(f"{address}sea-piracy/")


def test_no_page_fetches_the_list_of_all_clauses(reader: Page) -> None:
    asked: list[str] = []

    def note(request: Any) -> None:
        asked.append(request.url.partition("/asean-japan/")[2])

    reader.on("request", note)
    open_card(reader)
    open_panel(reader)
    reader.goto("glossary/")
    reader.locator("#ammtc .term-mentions a").first.hover()
    expect(reader.locator(".decl-card--clause")).to_be_visible()
    reader.goto("full-text/#6~8")
    expect(reader.locator(".decl-bar strong")).to_have_text("sections 6–8")
    reader.goto("9.9/")
    expect(reader.locator("#_missing-clauses a").first).to_be_visible()
    fetched = {path for path in asked if path.endswith(".json") and not path.startswith("assets/terms/")}
    pages = ("preamble", "arms-smuggling", "international-economic-crime", "cybercrime")
    assert fetched == {"assets/addresses.json", *(f"assets/clauses/{slug}.json" for slug in pages)}


# Seeing the whole ---------------------------------------------------------------------------


def test_the_picture_has_a_mark_for_every_mention(reader: Page, edition: Edition) -> None:
    reader.goto("at-a-glance/")
    marks = reader.locator(".decl-glance-mark").evaluate_all(
        "all => all.map(mark => [mark.hash.slice(1), mark.innerText])"
    )
    shown = [term for term in edition.glossary.terms if term.kind not in ("abbreviation", "concept")]
    assert len(marks) == sum(len(edition.glossary.mentioned_in[term.id]) for term in shown)
    assert ["8.1.ii", "paragraph 8.1(ii) names INTERPOL"] in marks
    assert ["preamble.1", "preamble, recital 1 names ASEAN 2 times"] in marks
    row = reader.get_by_role("row", name=re.compile(r"^UNODC"))
    assert row.get_by_role("cell").evaluate_all("cells => cells.map(cell => cell.children.length)") == [
        1,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        1,
    ]
    header = reader.get_by_role("columnheader").all_inner_texts()
    assert len(header) == 10


def test_a_mark_leads_to_its_clause_by_keyboard(reader: Page, address: str) -> None:
    reader.goto("at-a-glance/")
    reader.get_by_role("link", name="paragraph 8.1(ii) names INTERPOL").focus()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{address}cybercrime/#8.1.ii")


def test_clauses_that_share_terms_and_subjects_meet(reader: Page) -> None:
    reader.goto("illicit-drug-trafficking/")
    shared = reader.locator("#_elsewhere ~ dl > div")
    expect(shared.locator("dt a")).to_have_text(
        [
            *(f"preamble, recital {number}" for number in (2, 5, 6, 7, 8)),
            *("paragraph 3.3(i)", "paragraph 3.3(ii)", "section 4, first paragraph", "paragraph 6.2"),
            *("paragraph 6.2(i)", "paragraph 8.2"),
        ]
    )
    expect(shared.nth(1).locator("dd")).to_have_text(
        "AMMTC · Dialogues and meetings · Law enforcement – 2.2 · 2.2(i) · 2.2(iii)"
    )
    reader.goto("preamble/")
    row = shared.filter(has=reader.get_by_role("link", name="paragraph 8.2", exact=True))
    expect(row.locator("dd a.term")).to_have_text(["ASEAN-Japan Cybercrime Dialogue", "UNODC"])


# Arriving and reading ------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["cybercrime/", "full-text/"])
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_arriving_at_a_clause(chromium: Browser, address: str, path: str, motion: Any) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 700}, reduced_motion=motion)
    page = context.new_page()
    page.goto(f"{path}#8.1.iii")
    for id_ in ("8.1.iii", "8.2"):
        if id_ == "8.2":
            page.evaluate("location.hash = '8.2'")
        clause = page.locator(f'[id="{id_}"]')
        expect(clause).to_be_focused()
        expect(clause).to_be_in_viewport()
        top = clause.evaluate("element => element.getBoundingClientRect().top")
        assert top >= page.locator(".md-header").evaluate("element => element.getBoundingClientRect().bottom")
    context.close()


def test_an_address_that_is_cut_off_does_no_harm(reader: Page) -> None:
    reader.goto("terrorism/#%E0%A4%A")
    reader.evaluate("location.hash = '1.3.ii'")
    expect(reader.locator('[id="1.3.ii"]')).to_be_focused()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("full-text/#5.ii", "5. Sea Piracy"),
        ("full-text/#3", "3. Trafficking in Persons"),
        ("cybercrime/#8.2", "8.2 We welcome"),
        ("preamble/#preamble.5", "[5] DETERMINING"),
        ("sea-piracy/#5.ii", "(ii) Promoting"),
        ("glossary/#igci", "IGCI"),
    ],
)
def test_the_contents_say_where_one_is(reader: Page, path: str, name: str) -> None:
    reader.set_viewport_size({"width": 1440, "height": 500})
    reader.goto(path)
    active = reader.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(active).to_have_text(re.compile(rf"^\s*{re.escape(name)}"))


def test_the_switch_of_colours_is_remembered(reader: Page) -> None:
    reader.goto("")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    reader.get_by_title("Switch to light colours").click()
    reader.get_by_title("Switch to dark colours").click()
    assert reader.evaluate(scheme) == "slate"
    reader.goto("terrorism/")
    assert reader.evaluate(scheme) == "slate"
    reader.get_by_title("Switch to the colours of the system").click()
    assert reader.evaluate(scheme) == "default"


def test_back_to_top(reader: Page) -> None:
    reader.set_viewport_size({"width": 1440, "height": 500})
    reader.goto("full-text/")
    reader.mouse.wheel(0, 3000)
    reader.wait_for_function("window.scrollY > 2000")
    reader.mouse.wheel(0, -300)
    reader.get_by_role("button", name="Back to top").click()
    reader.wait_for_function("window.scrollY === 0")


IN_HEADER = """() => {
  const { bottom } = document.querySelector(".md-header").getBoundingClientRect()
  const shown = [...document.querySelectorAll(".md-header__topic > .md-ellipsis")].filter(one => one.checkVisibility())
  return shown.every(one => {
    const { bottom: end, top } = one.getBoundingClientRect()
    return top >= 0 && end <= bottom
  })
}"""


def test_zoomed_to_four_times_nothing_is_lost(chromium: Browser, address: str) -> None:
    # 1280 pixels at 400 % are 320 (WCAG 2.2, success criterion 1.4.10).
    context = chromium.new_context(base_url=address, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.evaluate(IN_HEADER), path
    page.goto("full-text/")
    clipped = page.locator(".clause-text").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth).length"
    )
    assert clipped == 0
    context.close()


def test_without_javascript_every_page_reads(chromium: Browser, address: str) -> None:
    context: BrowserContext = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert page.locator(".clause-tools, .decl-card, dialog[open]").count() == 0
        expect(page.locator(".decl-no-script")).to_be_visible()
        assert "The search needs JavaScript." in page.locator(".decl-no-script").inner_text()
    page.goto("")
    expect(page.get_by_role("main").get_by_role("link", name="Search")).to_be_hidden()  # it would lead to that sentence
    context.close()


# Weight and steadiness -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "most"),
    [
        *(("", 90_000), ("terrorism/", 90_000), ("subjects/", 90_000)),
        *(("glossary/", 92_000), ("full-text/", 95_000)),  # which hold all of it
    ],
)
def test_a_first_view_is_light(chromium: Browser, address: str, path: str, most: int) -> None:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    responses: list[Any] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - a built-in is refused
    page.goto(path)
    page.wait_for_load_state("networkidle")
    sizes = {
        response.url.partition("/asean-japan/")[2]: len(gzip.compress(response.body(), 9)) for response in responses
    }
    assert sum(sizes.values()) <= most, json.dumps(sizes, indent=1)
    assert len(sizes) <= 12
    assert not any(re.search(r"\.(?:woff2?|ttf|otf)$", url) for url in sizes)
    assert not any("mkdocstrings" in url for url in sizes)  # which the reference alone needs
    ours = sorted(url.removeprefix("assets/declaration/") for url in sizes if url.startswith("assets/declaration/"))
    assert [re.sub(r"-[A-Z0-9]{8}\.", "-DIGEST.", name) for name in ours] == [
        "main-DIGEST.js",
        "part-DIGEST.js",  # what the scripts that are loaded later need as well
        "reader-DIGEST.css",
    ]
    assert sum(size for url, size in sizes.items() if re.search(r"declaration/.*\.js", url)) <= 12_000
    context.close()


SHIFT = """new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput)
        sum += entry.value
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => resolve(sum), 100)
})"""


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jumps(chromium: Browser, address: str, edition: Edition, width: int) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 800})
    # The pages that an author wrote are left out: examples in them are drawn by what they show.
    text = [f"{slug}/" for slug in edition.instrument.pages]
    paths = ("", *text, "full-text/", "full-text/#8.2", "glossary/#unodc", "at-a-glance/")
    shifts = {path: page.evaluate(SHIFT) for path, page in side_by_side(context, paths)}
    assert shifts == dict.fromkeys(paths, 0)
    assert len(text) == 9
    context.close()


# Print -----------------------------------------------------------------------------------------


SITE_URL = "http://127.0.0.1/asean-japan/"
PRINTED = "Printed on 7 March 2026"
DAY = "2026, 2, 7, 12"


def on_paper(page: Page, paper: str = "A4") -> list[str]:
    """The sheets of a page that is open; spaces are the typesetter's, as a line may break anywhere."""
    page.evaluate(f"() => {{ window.Date = class extends Date {{ constructor() {{ super({DAY}) }} }} }}")
    pdf = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False)))
    return ["".join(words(sheet.extract_text()).split()) for sheet in pdf.pages]


def plain(*texts: str) -> str:
    return "".join("".join(texts).split())


def test_the_front_page_is_one_sheet(reader: Page) -> None:
    for paper in ("A4", "Letter"):
        reader.goto("")
        (sheet,) = on_paper(reader, paper)
        for part in (f"{TITLE}, 12 November 2014", "1 / 1", PRINTED, SITE_URL, "8. Cybercrime", "Sources"):
            assert plain(part).casefold() in sheet.casefold(), part


@pytest.mark.parametrize("path", ["about/", "accessibility/"])
def test_no_sheet_begins_with_the_last_line_of_a_paragraph(reader: Page, path: str) -> None:
    reader.goto(path)
    paragraphs = [plain(text) for text in reader.locator("article :is(p, li)").all_inner_texts()]
    pdf = PdfReader(io.BytesIO(reader.pdf(format="A4", prefer_css_page_size=True)))
    later = [sheet.extract_text().partition(f"{SITE_URL}{path}\n")[2] for sheet in pdf.pages[1:]]
    assert later
    for sheet in later:
        line = plain(sheet.partition("\n")[0])
        assert line
        assert [text for text in paragraphs if text.endswith(line) and text != line] == []


def test_no_entry_of_the_glossary_is_torn_on_paper(reader: Page) -> None:
    reader.goto("glossary/#igci")
    entries = reader.locator(".term-entry").evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('h2, p:not(.term-head), dt')].map(part => part.innerText))"
    )
    assert len(entries) == 25
    sheets = on_paper(reader)
    assert len(sheets) <= 9
    for name, *parts in entries:
        assert any(all(plain(part) in sheet for part in (name, *parts)) for sheet in sheets), name
    reader.emulate_media(media="print")
    expect(reader.locator("#igci h2 a")).to_have_css("box-shadow", "none")


def test_the_index_of_subjects_is_printed_as_at_the_back_of_a_book(reader: Page) -> None:
    for paper in ("A4", "Letter"):
        reader.goto("subjects/")
        sheets = on_paper(reader, paper)
        assert len(sheets) <= 4
        text = "".join(sheets)
        assert plain("Agreements, declarations and plans") in text
        assert plain("Women and children") in sheets[-1]


def test_at_a_glance_is_one_sheet(reader: Page) -> None:
    for paper in ("A4", "Letter"):
        reader.goto("at-a-glance/")
        (sheet,) = on_paper(reader, paper)
        assert plain("1 / 1") in sheet
        assert plain("JAIF") in sheet


@pytest.mark.parametrize(
    ("path", "place", "ids"),
    [
        ("terrorism/#1.3.ii~1.3.iii", "1. Terrorism", ["1", "1.3", "1.3.ii", "1.3.iii"]),
        ("full-text/#2.1~2.2", "Full text", ["2", "2.1", "2.2", "2.2.i", "2.2.ii", "2.2.iii"]),
    ],
)
def test_a_range_is_printed_alone_with_what_leads_to_it(
    reader: Page, source: SourceText, path: str, place: str, ids: list[str]
) -> None:
    reader.goto(path)
    expect(reader.locator(".is-marked")).to_have_count(2)
    (sheet,) = on_paper(reader)
    for part in (f"{TITLE}, 12 November 2014", place, "1 / 1", PRINTED, f"{SITE_URL}{path}"):
        assert plain(part) in sheet, part
        sheet = sheet.replace(plain(part), "", 1)
    assert sheet == plain(*(source.units[id_] for id_ in ids))
    expect(reader.locator(".decl-unprinted, .decl-leading")).to_have_count(0)


def test_nothing_is_marked_on_paper(reader: Page) -> None:
    reader.goto("terrorism/#1.1~1.2")
    expect(reader.locator(".is-marked")).to_have_count(2)
    reader.emulate_media(media="print")
    clause = reader.locator("[id='1.1']")
    expect(clause).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(clause).to_have_css("box-shadow", "none")


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_full_text_on_paper(reader: Page, source: SourceText, paper: str, scheme: str) -> None:
    reader.goto("full-text/")
    reader.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    pages = on_paper(reader, paper)
    assert len(pages) <= 8
    text = ""
    for number, sheet in enumerate(pages, 1):
        rest = sheet
        margins = (
            f"{TITLE}, 12 November 2014",
            "Full text",
            f"{number} / {len(pages)}",
            PRINTED,
            f"{SITE_URL}full-text/",
        )
        for margin in margins:
            assert plain(margin) in rest, margin
            rest = rest.replace(plain(margin), "", 1)
        text += rest
    position = 0
    for id_, unit in source.units.items():
        found = text.find("".join(unit.split()), position)
        assert found >= 0, id_
        position = found + len("".join(unit.split()))
    for part in ("Copy text", "Back to top", "Each clause has the same address here", f"{SHORT_TITLE} ›"):
        assert plain(part) not in text


def test_print_is_dark_on_light(reader: Page) -> None:
    reader.goto("terrorism/")
    reader.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    reader.emulate_media(media="print")
    colours = reader.locator('[id="1.1"] .clause-text').evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
    )
    lightness = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours]
    assert lightness[0] < 200
    assert lightness[1] > 700
