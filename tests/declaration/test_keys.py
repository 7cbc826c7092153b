"""Keys of a single character, their list, and their switch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handling import tool
from searching import open_search

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

LETTERS = [
    ["j", "Next clause"],
    ["k", "Previous clause"],
    ["/", "Search"],
    ["n .", "Next page"],
    ["p ,", "Previous page"],
    ["?", "This list"],
]
OTHERS = [
    ["Ctrl + K", "Search"],
    ["Shift + ↓ Shift + ↑", "Extend the selection, or draw it in"],
    ["Shift + Enter", "Select up to the number that has the focus"],
    ["← →", "Along the tools of a clause"],
    ["Esc", "Close what is open; end the selection"],
]
FOCUSED = "document.activeElement.id"
IN_VIEW = """() => {
  const [words] = document.activeElement.querySelectorAll(".clause-title, .clause-text")
  const { bottom, top } = words.getBoundingClientRect()
  const { scrollHeight } = document.documentElement
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom
  return top >= header && (bottom <= innerHeight || words.clientHeight > innerHeight - header)
}"""
PRESS = """([target, options]) => {
  const event = new KeyboardEvent("keydown", { bubbles: true, composed: true, cancelable: true, ...options })
  document.querySelector(target).dispatchEvent(event)
  return event.defaultPrevented
}"""
SETTLED = "() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))"


def keys(page: Page) -> Any:
    return page.get_by_role("dialog", name="Keyboard")


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = (
        keys(page)
        .locator("dl > div")
        .evaluate_all("all => all.map(row => [...row.children].map(cell => cell.textContent))")
    )
    return found


def test_the_list_of_keys(reader: Page, address: str) -> None:
    reader.goto("terrorism/")
    reader.keyboard.press("?")
    expect(keys(reader)).to_be_visible()
    assert rows(reader) == LETTERS + OTHERS
    reader.keyboard.press("Escape")
    expect(keys(reader)).to_be_hidden()
    # For who has no keyboard, or speaks to the computer.
    button = reader.get_by_role("contentinfo").get_by_role("button", name="Keyboard")
    button.click()
    expect(keys(reader)).to_be_visible()
    for key in ("?", "n", "j", "/"):  # what is below is not in reach
        reader.keyboard.press(key)
    expect(reader.locator("dialog[open]")).to_have_count(1)
    expect(reader).to_have_url(f"{address}terrorism/")
    keys(reader).get_by_role("button", name="Close").click()
    expect(button).to_be_focused()
    button.click()
    expect(keys(reader)).to_be_visible()
    reader.mouse.click(5, 5)
    expect(keys(reader)).to_be_hidden()


def test_from_clause_to_clause(reader: Page, address: str, edition: Edition) -> None:
    reader.goto("terrorism/")
    ids = [clause.id for clause in edition.instrument.by_page["terrorism"]]
    reached = []
    for step, _ in enumerate(ids):
        reader.keyboard.press("j")
        expect(reader.locator(f'[id="{ids[step]}"]')).to_be_focused()
        assert reader.evaluate(IN_VIEW)
        reached.append(reader.locator(".is-marked").evaluate_all("all => all.map(one => one.id)"))
    assert reached == [[id_] for id_ in ids]
    expect(reader).to_have_url(f"{address}terrorism/#{ids[-1]}")
    reader.keyboard.press("j")  # beyond the last there is none
    for id_ in ids[-2::-1]:
        reader.keyboard.press("k")
        expect(reader.locator(f'[id="{id_}"]')).to_be_focused()
        assert reader.evaluate(IN_VIEW)
    expect(reader).to_have_url(f"{address}terrorism/#{ids[0]}")
    expect(reader.get_by_role("status")).to_have_text("")
    reader.go_back()
    expect(reader).to_have_url("about:blank")  # no step of its own for each clause


def test_from_wherever_the_reader_is(reader: Page, address: str) -> None:
    reader.goto("full-text/#3.3.ii")
    expect(reader.locator('[id="3.3.ii"]')).to_be_focused()
    reader.keyboard.press("j")
    expect(reader.locator('[id="3.3.iii"]')).to_be_focused()
    reader.locator('[id="3.1"] > p > .clause-number').focus()
    reader.keyboard.press("k")
    expect(reader.locator('[id="3"]')).to_be_focused()
    # Where that is no longer in view, what is.
    scroll = """id => document.getElementById(id).scrollIntoView({ block: "start", behavior: "instant" })"""
    for key, id_ in (("j", "7.1"), ("k", "7")):
        reader.locator('[id="3.1"] > p > .clause-number').focus()
        reader.evaluate(scroll, "7.1")
        reader.keyboard.press(key)
        expect(reader.locator(f'[id="{id_}"]')).to_be_focused()
    # A selection goes on from there, and ends with the next step.
    reader.keyboard.press("j")
    expect(reader.locator('[id="7.1"]')).to_be_focused()
    reader.keyboard.press("Shift+ArrowDown")
    expect(reader).to_have_url(f"{address}full-text/#7.1~7.2")
    expect(reader.locator(".decl-bar strong")).to_have_text("paragraphs 7.1–7.2")
    reader.keyboard.press("j")
    expect(reader.locator('[id="7.2"]')).to_be_focused()
    expect(reader).to_have_url(f"{address}full-text/#7.2")
    expect(reader.locator(".is-marked")).to_have_count(1)
    expect(reader.locator(".decl-bar")).to_have_count(0)


def test_a_range_that_begins_at_once_keeps_its_address(reader: Page, address: str) -> None:
    reader.clock.install(time=0)
    reader.goto("terrorism/#1.1")
    expect(reader.locator('[id="1.1"]')).to_be_focused()
    reader.clock.pause_at(60_000)
    reader.keyboard.press("j")
    expect(reader.locator('[id="1.2"]')).to_be_focused()
    reader.keyboard.press("Shift+ArrowDown")
    expect(reader).to_have_url(f"{address}terrorism/#1.2~1.3")
    reader.clock.run_for(1000)
    expect(reader).to_have_url(f"{address}terrorism/#1.2~1.3")


def test_no_clause_is_left_under_the_header(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 390, "height": 700})
    page.goto("full-text/")
    wrong = []
    count = page.locator(".decl-text .clause").count()
    for key, steps in (("j", count), ("k", count - 1)):
        for _ in range(steps):
            before = page.evaluate(FOCUSED)
            page.keyboard.press(key)
            page.wait_for_function("before => document.activeElement.id !== before", arg=before)
            wrong += [] if page.evaluate(IN_VIEW) else [(key, page.evaluate(FOCUSED))]
    assert wrong == []
    page.close()


def switch(page: Page) -> Any:
    return keys(page).get_by_role("switch", name="Single-letter keys")


def test_turned_off_they_are_off_with_those_of_the_theme(reader: Page, address: str) -> None:
    reader.goto("terrorism/")
    reader.keyboard.press("?")
    expect(switch(reader)).to_be_checked()
    other = reader.context.new_page()
    other.goto("sea-piracy/")
    reader.bring_to_front()
    switch(reader).click()
    reader.keyboard.press("Escape")
    # Another tab knows of it.
    expect(other.locator("html")).to_have_class(re.compile(r"\bis-without-letters\b"))
    other.close()
    for path in ("terrorism/", "illicit-drug-trafficking/"):
        reader.goto(path)
        expect(reader.locator(".decl-search-button kbd")).to_be_hidden()
        expect(reader.locator(".decl-search-button")).to_have_attribute("aria-keyshortcuts", "Control+K")
        for key in ("?", "/", "j", "k", "n", ".", "p", ","):
            reader.keyboard.press(key)
        reader.evaluate(SETTLED)
        expect(reader).to_have_url(f"{address}{path}")
        expect(reader.locator("dialog[open]")).to_have_count(0)
        assert reader.evaluate(FOCUSED) == ""
        open_search(reader)
        reader.keyboard.press("Escape")
    reader.get_by_role("button", name="Keyboard").click()
    expect(switch(reader)).not_to_be_checked()
    switch(reader).click()
    reader.keyboard.press("Escape")
    expect(reader.locator(".decl-search-button")).to_have_attribute("aria-keyshortcuts", "/ Control+K")
    reader.keyboard.press("n")
    expect(reader).to_have_url(f"{address}trafficking-in-persons/")
    reader.keyboard.press(",")
    expect(reader).to_have_url(f"{address}illicit-drug-trafficking/")


def test_where_the_browser_keeps_nothing_they_are_off_on_the_page(reader: Page, address: str) -> None:
    reader.add_init_script("""for (const name of ["getItem", "setItem"]) {
      const method = Storage.prototype[name]
      Storage.prototype[name] = function (key, ...rest) {
        if (key.startsWith("mkdocs-declaration"))
          throw new DOMException("denied", "SecurityError")
        return method.call(this, key, ...rest)
      }
    }""")
    reader.goto("terrorism/")
    reader.keyboard.press("?")
    switch(reader).click()
    reader.keyboard.press("Escape")
    reader.keyboard.press("n")
    reader.keyboard.press("j")
    reader.evaluate(SETTLED)
    expect(reader).to_have_url(f"{address}terrorism/")
    assert reader.evaluate(FOCUSED) == ""


FIELDS = """document.querySelector("article").insertAdjacentHTML("afterbegin",
  "<div contenteditable><b class='field'>x</b></div><input class='field'><textarea class='field'></textarea>"
  + "<select class='field'></select><input type='search' class='field'><my-field></my-field>")
customElements.define("my-field", class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<input>" }
})"""
IN_SHADOW = """options => document.querySelector("my-field").shadowRoot.firstChild.dispatchEvent(
  new KeyboardEvent("keydown", { bubbles: true, composed: true, ...options }))"""


def test_keys_that_are_meant_for_something_else_do_nothing(reader: Page, address: str) -> None:
    reader.goto("terrorism/")
    reader.evaluate(FIELDS)
    for key in ("j", "?", "/"):
        for index in range(5):
            reader.evaluate(
                f"index => document.querySelectorAll('.field')[index].dispatchEvent(new KeyboardEvent('keydown', "
                f"{{ bubbles: true, composed: true, key: '{key}' }}))",
                index,
            )
        reader.evaluate(IN_SHADOW, {"key": key})
        for modifier in ("altKey", "ctrlKey", "metaKey"):
            assert not reader.evaluate(PRESS, ["body", {"key": key, modifier: True}])
        for composing in ({"isComposing": True}, {"keyCode": 229}):
            assert not reader.evaluate(PRESS, ["body", {"key": key, **composing}])
    assert not reader.evaluate(PRESS, ["body", {"key": "J", "code": "KeyJ", "shiftKey": True}])
    reader.evaluate(SETTLED)
    assert reader.evaluate(FOCUSED) == ""
    expect(reader.locator("dialog[open]")).to_have_count(0)
    # A widget that takes a key for itself keeps it.
    reader.evaluate("document.querySelector('.decl-text').addEventListener('keydown', e => e.preventDefault())")
    reader.locator('[id="1.2"] > p > .clause-number').focus()
    reader.keyboard.press("j")
    reader.evaluate(SETTLED)
    assert reader.evaluate("document.activeElement.hash") == "#1.2"
    # In a dialog of the page the theme does not leave it.
    tool(reader, "1.2", "cite").dispatch_event("click")
    expect(reader.locator("#_cite")).to_be_visible()
    for key in ("n", "p", "."):
        reader.keyboard.press(key)
    reader.evaluate(SETTLED)
    expect(reader).to_have_url(f"{address}terrorism/")


def test_keyboards_of_other_scripts_have_them_where_latin_ones_have(reader: Page) -> None:
    reader.goto("terrorism/")
    reader.evaluate(PRESS, ["body", {"key": "ت", "code": "KeyJ"}])
    expect(reader.locator('[id="1"]')).to_be_focused()
    reader.evaluate(PRESS, ["body", {"key": "о", "code": "KeyJ"}])
    expect(reader.locator('[id="1.1"]')).to_be_focused()
    reader.evaluate(PRESS, ["body", {"key": "h", "code": "KeyJ"}])  # of a Latin one that is arranged otherwise
    reader.evaluate(PRESS, ["body", {"key": "J", "code": "KeyJ"}])  # with the lock of capitals
    expect(reader.locator('[id="1.2"]')).to_be_focused()
    reader.evaluate(PRESS, ["body", {"key": "؟", "code": "Slash", "shiftKey": True}])
    expect(keys(reader)).to_be_visible()


@pytest.mark.parametrize("lost", ["**/assets/keys.json", "**/part-*.js"])
def test_a_list_that_cannot_be_loaded_says_so(reader: Page, lost: str) -> None:
    reader.goto("terrorism/")
    reader.route(lost, lambda route: route.abort())
    reader.keyboard.press("?")
    expect(reader.get_by_role("status")).to_contain_text("could not be loaded")
    if lost.endswith(".json"):  # a browser keeps what became of a script
        reader.unroute(lost)
        reader.keyboard.press("?")
        expect(keys(reader)).to_be_visible()


def test_a_message_needs_no_frame(reader: Page) -> None:
    """A browser draws none in a tab that is behind another one, and the message is for those who listen as well."""
    reader.add_init_script("window.requestAnimationFrame = () => 0")
    reader.goto("terrorism/")
    reader.route("**/assets/keys.json", lambda route: route.abort())
    reader.keyboard.press("?")
    expect(reader.get_by_role("status")).to_contain_text("could not be loaded")
