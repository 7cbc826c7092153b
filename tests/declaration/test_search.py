"""The search: what it reads, and its dialog in a real browser. What it finds is in `test_search_golden.py`."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handling import await_rest
from mkdocs_declaration.exports.publication import titles
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from searching import OFFER, RESULTS, ask, open_search

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_declaration.edition import Edition

ACTIVE = "[role=option][aria-selected=true]"
COAST_GUARDS = ["sea-piracy/#5.i", "trafficking-in-persons/#3.3.ii", "subjects/#coast-guards"]
"""What is found for coast guards: what the text says, and where the index has it."""
HASTE = """(field, query) => {
  field.value = query
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))
}"""
"""Types and presses Enter before any answer can be there."""


@pytest.fixture(scope="module")
def entries(edition: Edition) -> list[dict[str, Any]]:
    """All that is searched but the pages of authors."""
    of_pages = titles(pages_of(Renderer(edition)))
    found: list[dict[str, Any]] = json.loads(search_data.data(edition, of_pages))["entries"]
    return found


# What is read ---------------------------------------------------------------------------


def test_each_unit_is_an_entry_in_the_order_of_the_text(entries: list[dict[str, Any]], edition: Edition) -> None:
    units = [entry for entry in entries if entry["kind"] in ("division", "clause")]
    assert [entry["path"] for entry in units] == [f"{c.slug}/#{c.id}" for c in edition.instrument.clauses]
    assert [entry.get("text") for entry in units] == [
        str(clause.text) if clause.text else None for clause in edition.instrument.clauses
    ]
    assert {key: value for key, value in units[12].items() if key != "also"} == {
        "kind": "division",
        "path": "terrorism/#1",
        "label": "section 1",
        "heading": "Terrorism",
    }
    before = units[16].pop("before")
    assert re.fullmatch("1.3 Recalling the 2004 .* especially through:", before)
    assert units[16] == {
        "kind": "clause",
        "path": "terrorism/#1.3.i",
        "label": "paragraph 1.3(i)",
        "text": "Countering violent extremism and radicalization that lead to terrorism;",
        "place": 1,
        "number": "(i)",
    }


def test_terms_and_pages_follow(entries: list[dict[str, Any]], edition: Edition) -> None:
    kinds = [entry["kind"] for entry in entries]
    about = [*["term"] * len(edition.glossary.terms), *["subject"] * len(edition.subjects.subjects), *["page"] * 4]
    assert kinds == [*kinds[: len(edition.instrument.clauses)], *about]
    terms = [entry for entry in entries if entry["kind"] == "term"]
    assert [entry["label"] for entry in terms] == [term.name for term in edition.glossary.terms]
    assert [entry for entry in entries if entry["kind"] == "page"] == [
        {"kind": "page", "path": "glossary/", "label": "Glossary"},
        {"kind": "page", "path": "at-a-glance/", "label": "At a glance"},
        {"kind": "page", "path": "subjects/", "label": "Subjects"},
        {"kind": "page", "path": "changes/", "label": "Changes"},
    ]


def test_pages_that_were_written_by_hand_are_in_it_once(site: Path) -> None:
    of_text, of_pages, last = (
        json.loads((site / "assets" / f"search{name}.json").read_bytes())["entries"] for name in ("", "-pages", "-last")
    )
    assert {"kind": "page", "path": "citing/#ranges", "label": "How to cite and link", "heading": "Ranges"} in of_text
    assert not [entry for entry in (*of_text, *of_pages) if entry["path"].startswith("developers/")]
    assert [entry for entry in last if entry["path"].startswith("developers/reference/instrument/#mkdocs_decl")]
    assert {entry["kind"] for entry in of_pages} == {"brief", "page"}
    parts = {entry["path"]: entry for entry in of_pages}
    assert len(parts) == len(of_pages)
    assert parts["about/"]["label"] == "About the text"
    assert "shift" in parts["citing/#ranges"]["text"].lower()
    assert not [path for path in parts if "checking-links" in path or path.startswith(("encoding/", "patterns/"))]
    assert not [entry for entry in (*of_text, *of_pages, *last) if entry.get("heading", "").endswith("¶")]


def test_the_search_of_the_theme_leaves_nothing(site: Path) -> None:
    assert not (site / "search").exists()
    assert '<form class="md-search__form"' not in (site / "index.html").read_text(encoding="utf-8")


# The dialog -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_number_goes_straight_to_its_clause(reader: Page, address: str, key: str) -> None:
    reader.goto("about/")
    open_search(reader, key)
    reader.keyboard.insert_text("6.2(iii)")
    expect(reader.locator(RESULTS).first.locator(".decl-search-label")).to_have_text("paragraph 6.2(iii)")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{address}arms-smuggling/#6.2.iii")
    expect(reader.locator('[id="6.2.iii"]')).to_be_focused()


def test_no_key_is_lost_while_it_is_loaded(reader: Page, address: str) -> None:
    reader.goto("about/")
    reader.keyboard.type("/8.1(ii)")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{address}cybercrime/#8.1.ii")
    expect(reader.locator('[id="8.1.ii"]')).to_be_focused()


def test_a_letter_in_a_field_or_with_other_keys_opens_nothing(reader: Page) -> None:
    reader.goto("about/")
    reader.evaluate("document.body.append(document.createElement('textarea'))")
    reader.locator("textarea").last.focus()
    reader.keyboard.press("/")
    assert reader.locator("textarea").last.input_value() == "/"
    reader.locator("body").focus()
    reader.keyboard.press("Alt+k")
    reader.keyboard.press("Control+Shift+/")
    expect(reader.locator("#_search")).to_have_count(0)


def test_the_empty_search_offers_where_to_begin(reader: Page, address: str, edition: Edition) -> None:
    reader.goto("")
    open_search(reader)
    offered = reader.locator(OFFER)
    texts = offered.all_inner_texts()
    assert texts[:9] == ["Preamble", "1. Terrorism", "2. Illicit Drug Trafficking", "3. Trafficking in Persons",
                         "4. Money Laundering", "5. Sea Piracy", "6. Arms Smuggling", "7. International Economic Crime",
                         "8. Cybercrime"]  # fmt: skip
    counts = {term.name: len(edition.glossary.mentioned_in[term.id]) for term in edition.glossary.terms}
    assert texts[9:12] == ["ASEAN", "UNODC", "AMMTC"]
    assert [counts[name] for name in texts[9:]] == sorted((counts[name] for name in texts[9:]), reverse=True)
    reader.keyboard.press("Enter")  # leads nowhere without a query
    assert reader.url == address
    for _ in range(2):
        reader.keyboard.press("ArrowDown")
    expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{address}terrorism/")


def test_a_result_shows_label_section_and_words(reader: Page) -> None:
    reader.goto("")
    open_search(reader)
    assert ask(reader, "coast guards") == COAST_GUARDS
    expect(reader.locator("#_search-status")).to_have_text("3 results")
    first = reader.locator(RESULTS).first
    expect(first.locator(".decl-search-label")).to_have_text("section 5(i)")
    expect(first.locator(".decl-search-place")).to_have_text("5. Sea Piracy")
    assert first.locator("mark").all_inner_texts() == ["coast", "guards"]


def test_the_arrow_keys_go_through_the_results_and_the_field(reader: Page) -> None:
    reader.goto("")
    field = open_search(reader)
    ask(reader, "coast guards")
    options = reader.locator(RESULTS)
    for key, expected in (
        ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", None), ("ArrowUp", 2), ("ArrowUp", 1),
        ("ArrowUp", 0), ("ArrowUp", None),
    ):  # fmt: skip
        reader.keyboard.press(key)
        expect(field).to_be_focused()
        if expected is None:
            expect(reader.locator(ACTIVE)).to_have_count(0)
            assert field.get_attribute("aria-activedescendant") is None
        else:
            expect(options.nth(expected)).to_have_attribute("aria-selected", "true")
            assert field.get_attribute("aria-activedescendant") == options.nth(expected).get_attribute("id")


def test_the_active_result_is_always_in_view(reader: Page) -> None:
    reader.goto("")
    open_search(reader)
    count = len(ask(reader, "ASEAN"))
    assert count > 20
    for _ in range(count):
        reader.keyboard.press("ArrowDown")
        box, around = reader.locator(ACTIVE).bounding_box(), reader.locator("#_search-results").bounding_box()
        assert box is not None
        assert around is not None
        assert box["y"] >= around["y"] - 1
        assert box["y"] + min(box["height"], around["height"]) <= around["y"] + around["height"] + 1


@pytest.mark.parametrize("how", [{"isComposing": True}, {"keyCode": 229}])
def test_enter_of_an_input_method_leads_nowhere(reader: Page, address: str, how: dict[str, Any]) -> None:
    reader.goto("")
    field = open_search(reader)
    ask(reader, "海賊")
    field.dispatch_event("keydown", {"key": "Enter", "cancelable": True, **how})
    expect(reader.locator("#_search")).to_be_visible()
    assert reader.url == address
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{address}sea-piracy/#5")


def test_escape_leaves_the_search_and_returns_the_focus(reader: Page) -> None:
    reader.goto("terrorism/")
    reader.locator('[id="1.1"] > p > .clause-number').focus()
    open_search(reader)
    ask(reader, "coast guards")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Escape")
    expect(reader.locator("#_search")).to_be_hidden()
    expect(reader.locator('[id="1.1"] > p > .clause-number')).to_be_focused()
    # What was asked is still there, to go on with or to write over.
    open_field = reader.locator("#_search-field")
    reader.keyboard.press("Control+k")
    expect(open_field).to_have_value("coast guards")
    expect(reader.locator(RESULTS)).to_have_count(len(COAST_GUARDS))
    reader.keyboard.type("x")
    expect(open_field).to_have_value("x")


def test_a_click_beside_it_or_on_its_button_closes_it(reader: Page) -> None:
    reader.goto("terrorism/")
    reader.get_by_role("button", name="Search").click()
    expect(reader.locator(OFFER).first).to_be_visible()
    reader.mouse.click(20, 600)
    expect(reader.locator("#_search")).to_be_hidden()
    reader.get_by_role("button", name="Search").click()
    reader.locator("#_search").get_by_role("button", name="Close").click()
    expect(reader.locator("#_search")).to_be_hidden()
    expect(reader.get_by_role("button", name="Search")).to_be_focused()


def test_the_tab_key_stays_in_the_dialog(reader: Page) -> None:
    reader.goto("terrorism/")
    open_search(reader)
    ask(reader, "ASEAN")  # more than there is room for
    reached = []
    for _ in range(3):
        reader.keyboard.press("Tab")
        reached.append(reader.evaluate("document.activeElement.classList[0] ?? document.activeElement.localName"))
    assert reached[0] == "decl-search-close"
    assert not any("option" in name or "results" in name or "clause" in name for name in reached)
    reader.locator("#_search-field").focus()
    reader.keyboard.press("Shift+Tab")
    assert reader.evaluate("document.activeElement.closest('#_search, body').localName") in ("dialog", "body")


def test_what_is_only_near_is_said_to_be_so(reader: Page) -> None:
    reader.goto("terrorism/")
    open_search(reader)
    for query, status in (
        ("traficking", r"^“traficking” is not here; this is near\. · \d+ results$"),
        ("education", r"^“education” is not here; this is near\. · \d+ results$"),
        ("traffick", r"^\d+ results$"),
        ("piracy at sea", r"^\d+ results$"),
    ):
        ask(reader, query)
        expect(reader.locator("#_search-status")).to_have_text(re.compile(status))


def test_nothing_found_is_no_end(reader: Page) -> None:
    reader.goto("terrorism/")
    open_search(reader)
    assert ask(reader, "pqxyz") == []
    expect(reader.locator("#_search-status")).to_have_text("Nothing found for “pqxyz”.")
    expect(reader.locator(OFFER).filter(has_text="5. Sea Piracy")).to_be_visible()
    reader.keyboard.press("Enter")  # these are no answers
    expect(reader.locator("#_search")).to_be_visible()
    assert ask(reader, "cybercrim") != []
    reader.locator("#_search-field").fill('"cybercrime piracy"')
    expect(reader.locator(OFFER).first).to_have_text("cybercrime")
    reader.keyboard.press("Enter")
    expect(reader.locator("#_search-field")).to_have_value("cybercrime")


def test_an_address_may_ask(reader: Page) -> None:
    reader.goto("?q=coast+guards")
    expect(reader.locator("#_search-field")).to_have_value("coast guards")
    expect(reader.locator(RESULTS)).to_have_count(len(COAST_GUARDS))


def test_the_way_from_the_home_page_where_no_header_has_the_button(reader: Page) -> None:
    reader.goto("")
    way = reader.get_by_role("main").get_by_role("link", name="Search")
    expect(way).to_have_count(0)
    reader.evaluate("document.body.prepend(document.querySelector('.decl-search-button'))")
    way.click()
    expect(reader.locator("#_search-field")).to_be_focused()


def test_a_result_on_this_page_is_gone_to(reader: Page, address: str) -> None:
    reader.goto("terrorism/")
    open_search(reader)
    ask(reader, "1.3(ii)")
    reader.locator(RESULTS).first.click()
    expect(reader).to_have_url(f"{address}terrorism/#1.3.ii")
    expect(reader.locator("#_search")).to_be_hidden()
    expect(reader.locator('[id="1.3.ii"]')).to_be_focused()


def test_on_a_phone_it_fills_the_screen_and_is_tapped(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto("terrorism/")
    page.get_by_role("button", name="Search").tap()
    expect(page.locator(OFFER).first).to_be_visible()
    assert page.locator("#_search").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    ask(page, "coast guards")
    assert page.locator("#_search").evaluate("dialog => dialog.scrollWidth") == 360
    page.locator(RESULTS).first.tap()
    expect(page).to_have_url(f"{address}sea-piracy/#5.i")
    context.close()


def test_it_is_said_when_the_data_cannot_be_loaded(reader: Page) -> None:
    reader.route(re.compile(r"/assets/(search|addresses)\.json"), lambda route: route.abort())
    reader.goto("terrorism/")
    open_search(reader)
    reader.locator("#_search-field").fill("piracy")
    expect(reader.locator("#_search-status")).to_contain_text("could not be loaded")
    expect(reader.locator(OFFER).filter(has_text="5. Sea Piracy")).to_be_visible()


@pytest.mark.parametrize("lost", [r"/search-\w+\.js$", r"/search-pages\.json"])
def test_it_is_said_when_a_part_cannot_be_loaded_and_the_next_question_tries_again(reader: Page, lost: str) -> None:
    reader.goto("terrorism/")
    reader.context.route(re.compile(lost), lambda route: route.abort())  # requests of workers too
    open_search(reader)
    reader.locator("#_search-field").fill("traficking")
    expect(reader.locator("#_search-status")).to_contain_text("could not be loaded")
    if "pages" in lost:  # the text has an answer
        expect(reader.locator(RESULTS).first).to_contain_text("Trafficking in Persons")
    reader.context.unroute(re.compile(lost))
    assert ask(reader, "traficking persons")[0] == "trafficking-in-persons/#3"
    expect(reader.locator("#_search-status")).not_to_contain_text("could not be loaded")


def test_a_phone_has_a_way_out_of_a_search_that_cannot_be_loaded(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.route(re.compile(r"/dialog-\w+\.js"), lambda route: route.abort())
    page.goto("terrorism/")
    page.get_by_role("button", name="Search").tap()
    expect(page.locator("#_search [role=status]")).to_contain_text("could not be loaded")
    page.get_by_role("button", name="Close").tap()
    expect(page.locator("#_search")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("lost", [r"/dialog-\w+\.js", r"/search-start\.json"])
def test_it_is_said_when_the_search_itself_cannot_be_loaded(reader: Page, lost: str) -> None:
    reader.route(re.compile(lost), lambda route: route.abort())
    reader.goto("terrorism/")
    reader.keyboard.press("/")
    expect(reader.locator("#_search [role=status]")).to_contain_text("could not be loaded")
    reader.unroute(re.compile(lost))
    reader.keyboard.press("Escape")
    if "json" in lost:  # a browser keeps the failure of a module
        open_search(reader)
        assert ask(reader, "coast guards") == COAST_GUARDS


def test_a_number_is_looked_for_in_the_text_as_it_stands(reader: Page) -> None:
    reader.goto("terrorism/")
    open_search(reader)
    assert ask(reader, "2.1-2.2") == ["illicit-drug-trafficking/#2.1~2.2"]
    expect(reader.locator(RESULTS).locator(".decl-search-label")).to_have_text("paragraphs 2.1–2.2")
    assert ask(reader, "2.0")[-2:] == ["preamble/#preamble.8", "glossary/#jaif"]  # behind what is near


def test_what_does_not_exist_is_said_with_the_nearest(reader: Page) -> None:
    reader.goto("terrorism/")
    open_search(reader)
    reader.locator("#_search-field").fill("recital 12")
    expect(reader.locator("#_search-status")).to_have_text("There are nine recitals.")
    expect(reader.locator(RESULTS).first.locator(".decl-search-label")).to_have_text("preamble, recital 9")
    expect(reader.locator(RESULTS).first.locator("xpath=..").locator("p")).to_have_text("Did you mean")


def test_enter_at_once_leads_to_no_other_clause_than_was_asked_for(reader: Page, address: str) -> None:
    reader.goto("terrorism/")
    open_search(reader).evaluate(HASTE, "recital 12")
    expect(reader.locator("#_search-status")).to_have_text("There are nine recitals.")
    assert reader.url == f"{address}terrorism/"
    reader.keyboard.press("Enter")  # having seen it
    expect(reader).to_have_url(f"{address}preamble/#preamble.9")


VIOLATIONS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  (window.violations ??= []).push([violatedDirective, blockedURI, sample]))"""


def test_a_policy_for_scripts_is_kept(site: Path, chromium: Browser, address: str) -> None:
    pages = [(site / path / "index.html").read_text(encoding="utf-8") for path in ("", "terrorism", "glossary")]
    inline = {script for page in pages for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)}
    assert not [script for script in inline if "decl" in script]  # they are the theme's
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in sorted(inline))
    policy = "script-src 'self' " + " ".join(f"'sha256-{value}'" for value in hashes)
    context = chromium.new_context(base_url=address)
    context.add_init_script(VIOLATIONS)
    page = context.new_page()

    def add_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    context.route("**/*", add_policy)
    for path in ("", "terrorism/#1.3(ii)", "glossary/"):
        page.goto(path)
        open_search(page)
        assert ask(page, "coast guards") == COAST_GUARDS
        assert ask(page, "traficking")[0] == "trafficking-in-persons/#3"
        assert page.evaluate("window.violations ?? []") == []
    context.close()


# Weight ---------------------------------------------------------------------------------


def test_nothing_is_fetched_before_a_reader_turns_to_it_and_little_then(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    sizes: dict[str, int] = {}

    def note(response: Any) -> None:
        sizes[response.url.partition("/asean-japan/")[2]] = len(gzip.compress(response.body(), 9))

    context.on("response", note)
    page.goto("terrorism/")
    await_rest(page)
    first = set(sizes)
    assert not [path for path in first if "search" in path]
    assert len(first) <= 12, sorted(first)
    assert sum(sizes.values()) <= 90_000, json.dumps(sizes, indent=1)
    sizes.clear()
    open_search(page)
    ask(page, "piracy")
    await_rest(page)
    assert {"assets/search.json", "assets/search-start.json", "assets/addresses.json"} <= set(sizes)
    assert sum(sizes.values()) <= 40 * 1024, json.dumps(sizes, indent=1)
    context.close()
