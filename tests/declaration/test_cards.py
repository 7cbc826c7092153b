"""Cards of terms and clauses: by pointer, by touch, by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from searching import ask
from source_text import SourceText, words
from states import open_card, open_empty_search


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
