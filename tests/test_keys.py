"""The keys of sites of other themes, and of the search of a theme."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from project import Project

CLAUSES = ["j", "k"]
MATERIAL = [*CLAUSES, "/", "n .", "p ,", "?"]
READER = ["Ctrl+K", "Shift+↓ Shift+↑", "Shift+Enter", "← →", "Esc"]
KEYS: dict[tuple[str, str, bool], tuple[list[str], list[str]] | None] = {
    ("material", "own", True): (MATERIAL, READER),
    ("material", "theme", True): ([*CLAUSES, "/ f s", "n .", "p ,", "?"], READER[1:]),
    ("material", "own", False): None,
    ("mkdocs", "own", True): ([*CLAUSES, "/", "n", "p", "s", "?"], ["Ctrl+K", "Esc"]),
    ("mkdocs", "theme", True): None,  # no script of ours
    ("readthedocs", "own", True): ([*CLAUSES, "/", "?"], ["Ctrl+K", "Esc"]),
}
"""The keys that are listed, those of a single character and others, by theme, search and look."""


@pytest.mark.parametrize(("theme", "search", "look"), KEYS)
def test_the_keys_of_a_site(small: Project, theme: str, search: str, *, look: bool) -> None:
    small.config["theme"] = {"name": theme, **({"font": False} if theme == "material" else {})}
    small.options(search=search, look=look, words={"key-control": "Strg", "keys": "Tasten"})
    small.build()
    file = small.site / "assets" / "keys.json"
    listed = KEYS[theme, search, look]
    assert file.exists() == bool(listed)
    if listed:
        data = json.loads(file.read_bytes())
        shown = [[" ".join("+".join(keys) for keys in row[0]) for row in data[kind]] for kind in ("letters", "others")]
        assert shown == [listed[0], [keys.replace("Ctrl", "Strg") for keys in listed[1]]]
        assert data["control"] == "Strg"
        assert data["words"]["keys"] == "Tasten"


def test_shortcuts_that_a_site_states_for_the_theme_are_listed(small: Project) -> None:
    small.config["theme"] = {"name": "mkdocs", "shortcuts": {"next": 39, "previous": 80, "search": 70}}
    small.build()
    letters = json.loads((small.site / "assets" / "keys.json").read_bytes())["letters"]
    assert letters[3:] == [[[["p"]], "Previous page"], [[["f"]], "Search"], [[["?"]], "This list"]]


def test_under_another_theme_they_act_and_can_be_turned_off(small: Project, chromium: Browser) -> None:
    small.config["theme"] = {"name": "mkdocs", "highlightjs": False}
    small.build()
    with served(small.site) as address:
        page = chromium.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}one/")
        for id_ in ("1", "1.1"):
            page.keyboard.press("j")
            expect(page.locator(f'[id="{id_}"]')).to_be_focused()
            assert page.locator(".is-marked").evaluate_all("all => all.map(one => one.id)") == [id_]
        dialog = page.get_by_role("dialog", name="Keyboard")
        page.keyboard.press("?")
        expect(dialog).to_be_visible()
        expect(page.locator("[id$=_keyboard_modal]")).to_be_hidden()
        page.keyboard.press("Escape")
        page.get_by_role("contentinfo").get_by_role("button", name="Keyboard").click()
        dialog.get_by_role("switch").click()
        page.keyboard.press("Escape")
        for key in ("p", "s", "?", "/"):
            page.keyboard.press(key)
        expect(page).to_have_url(f"{address}one/#1.1")
        expect(page.locator("dialog[open], .modal.show")).to_have_count(0)
        page.get_by_role("button", name="Keyboard").click()
        dialog.get_by_role("switch").click()
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        expect(page.get_by_role("combobox", name="Search")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("p")
        expect(page).to_have_url(f"{address}preamble/")
        # What cannot be loaded is said, where a page has no line for it.
        said: list[str] = []

        def hear(box: Any) -> None:
            said.append(box.message)
            box.accept()

        page.on("dialog", hear)
        page.route("**/assets/keys.json", lambda route: route.abort())
        with page.expect_event("dialog"):
            page.get_by_role("button", name="Keyboard").click()
        assert said[0].startswith("The data of the clauses could not be loaded.")
        page.close()
    assert errors == []


def test_with_the_search_of_the_theme_its_keys_can_be_turned_off(small: Project, chromium: Browser) -> None:
    small.options(search="theme")
    small.build()
    with served(small.site) as address:
        page = chromium.new_page()
        page.goto(f"{address}one/")
        field = page.locator(".md-search__input")
        page.keyboard.press("s")
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Keyboard").click()
        page.get_by_role("switch").click()
        page.keyboard.press("Escape")
        for key in ("s", "f", "/", "p"):
            page.keyboard.press(key)
            expect(field).not_to_be_focused()
        expect(page).to_have_url(f"{address}one/")
        page.close()
