"""The site in a real browser, served under a sub-path."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from handling import panel, side_by_side
from measuring import faults
from searching import open_search

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
IN_TEXT = """(() => {
  const link = document.activeElement.closest(".decl-text a:not(.decl-card a, .decl-brief a)")
  return link && link.getAttribute("href")
})()"""


@pytest.mark.parametrize("path", ["terrorism/#1.3.ii", "full-text/#1.3.ii"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_clause_one_arrives_at_is_marked_and_in_view(page: Page, path: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(path)
    clause = page.locator('[id="1.3.ii"]')
    expect(clause).to_be_in_viewport()
    top = clause.evaluate("element => element.getBoundingClientRect().top")
    assert top >= page.locator(".md-header").evaluate("element => element.getBoundingClientRect().bottom")
    background = "element => getComputedStyle(element).backgroundColor"
    assert clause.evaluate(background) != page.locator('[id="1.3.i"]').evaluate(background)


def test_the_number_of_a_clause_is_a_link_to_it(page: Page, address: str) -> None:
    page.goto("terrorism/")
    page.get_by_role("link", name="(ii)", exact=True).click()
    expect(page).to_have_url(f"{address}terrorism/#1.3.ii")
    page.goto("preamble/")
    page.get_by_role("link", name="Link to preamble, recital 8").click()
    expect(page).to_have_url(f"{address}preamble/#preamble.8")


def test_a_wrong_address_gets_a_page_with_its_styles(page: Page, address: str) -> None:
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto("no/such/page/")
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    assert failed == [f"{address}no/such/page/"]
    assert page.locator("body").evaluate("body => getComputedStyle(body).getPropertyValue('--decl-paper')") != ""


def test_without_javascript_every_clause_and_link_is_there(chromium: Browser, address: str, edition: Edition) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("cybercrime/#8.2")
    expect(page.locator('[id="8.2"]')).to_be_in_viewport()
    page.get_by_role("link", name="INTERPOL Global Complex for Innovation (IGCI)").click()
    expect(page).to_have_url(f"{address}glossary/#igci")
    page.locator("#igci").get_by_role("link", name="paragraph 8.2").click()
    expect(page).to_have_url(f"{address}cybercrime/#8.2")
    page.goto("full-text/")
    assert page.locator(".clause-text").all_inner_texts() == [
        clause.text.plain for clause in edition.instrument.clauses if clause.text is not None
    ]
    context.close()


def test_clauses_and_terms_are_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto("sea-piracy/")
    reached = []
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(IN_TEXT))
    wanted = ["#5", "#5.p1", "../glossary/#asean", "#5.i", "#5.ii", "#5.iii", "#5.iv", "../glossary/#recaap"]
    assert [href for href in reached if href][: len(wanted)] == wanted
    page.locator('[id="5.iv"] a.term').focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}glossary/#recaap")


@pytest.mark.parametrize("repository", [None, "https://forge.invalid/me/treaty"])
def test_no_page_asks_anyone_else(chromium: Browser, address: str, site: Path, repository: str | None) -> None:
    folder = site
    if repository:
        # The theme's script would ask a repository's host for its stars on every page.
        folder = site.parent / f"{site.name}-with-repository"
        environment = {"API_REFERENCE": "false", "REPO_URL": repository, "EDIT_URI": "edit/main/content/pages/"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    context = chromium.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    base = address.replace("/asean-japan/", f"/{folder.name}/")
    paths = ("", "terrorism/", "full-text/", "glossary/", "about/", "developers/reference/")
    for _, page in side_by_side(context, [base + path for path in paths]):
        open_search(page)
    assert set(asked) == {urlsplit(address).netloc}
    if repository:
        page = context.new_page()
        page.goto(f"{base}terrorism/")
        edit = page.locator("a[rel=edit]").get_attribute("href")
        assert edit == f"{repository}/edit/main/content/declaration.yaml"
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_is_wider_than_the_screen(chromium: Browser, address: str, width: int) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in ("", "preamble/", "terrorism/", "full-text/", "glossary/", "about/", "citing/", "encoding/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


# By hand -----------------------------------------------------------------------------------

SHAPES = ("3", "3.3", "1.3.ii", "4.p1", "preamble.5", "preamble.opening", "2.1", "5.iv")
"""Clauses of different shapes: with a heading, a list, a number, a mark; long and short."""


@pytest.mark.browser
def test_a_hand_reaches_the_tools(address: str) -> None:
    command = [
        sys.executable,
        str(ROOT / "build_tools" / "hands.py"),
        "--last",
        "--half",
        "--address",
        address,
        *SHAPES,
    ]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tried.stdout.splitlines() == ["8 clauses tried at 2 of 4 widths each", "every tool is reached"], tried.stderr


def test_tools_leave_with_the_pointer(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.goto("terrorism/")
    page.locator('[id="1.1"] .clause-text').hover()
    expect(page.locator(".clause-tools")).to_have_attribute("aria-label", "Tools for paragraph 1.1")
    page.locator('[id="1.3.i"] .clause-text').hover()
    expect(page.locator(".clause-tools")).to_have_attribute("aria-label", "Tools for paragraph 1.3(i)")
    page.locator(".md-header").hover(position={"x": 500, "y": 10})
    expect(page.locator(".clause-tools")).to_have_count(0)
    # By keyboard they are where the focus is, wherever the pointer may lie.
    page.locator('[id="1.2"] .clause-number').focus()
    page.keyboard.press("Tab")
    page.locator('[id="1.1"] .clause-text').hover()
    expect(page.get_by_role("toolbar", name="Tools for paragraph 1.2").locator("button").first).to_be_focused()
    page.close()


@pytest.mark.parametrize("width", [960, 1024, 1219, 1280, 1366, 1440])
def test_tools_cover_no_words(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 900})
    page.goto("trafficking-in-persons/")
    for id_ in ("3", "3.1", "3.3", "3.3.ii"):
        page.locator(f'[id="{id_}"] .clause-number').first.focus()
        box = page.locator(f'[id="{id_}"] > .clause-tools').bounding_box()
        assert box is not None
        assert box["x"] >= page.locator(".decl-text > section").evaluate("one => one.getBoundingClientRect().right")
        assert box["x"] + box["width"] <= page.locator(".md-content__inner").evaluate(
            "one => one.getBoundingClientRect().right"
        )
    page.close()


HIDDEN = """() => {
  const [{ bottom, top }, header] = [document.activeElement, document.querySelector(".md-header")]
    .map(element => element.getBoundingClientRect())
  return document.activeElement.closest(".decl-text") && [top < header.bottom || bottom > innerHeight]
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 700), (1280, 720), (1440, 900)])
def test_the_focus_is_never_under_the_header(chromium: Browser, address: str, width: int, height: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": height})
    page.goto("full-text/")
    page.locator(".decl-text a").last.focus()
    hidden = []
    while (stop := page.evaluate(HIDDEN)) is not None:
        hidden += stop
        page.keyboard.press("Shift+Tab")
    assert len(hidden) > 80  # a number a clause, and terms
    assert not any(hidden)
    page.close()


PIXEL = """async picture => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob())
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")
  context.drawImage(bitmap, 0, 0)
  return [...context.getImageData(bitmap.width / 2, bitmap.height / 2, 1, 1).data].slice(0, 3)
}"""


def test_in_colours_of_the_reader_marks_are_seen(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900}, forced_colors="active")
    page.goto("at-a-glance/")
    mark = page.locator(".decl-glance-mark").first
    mark.scroll_into_view_if_needed()
    link = page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", "<i style='color: LinkText; forced-color-adjust: none'></i>")
      return getComputedStyle(document.body.lastChild).color.match(/\\d+/g).map(Number)
    }""")
    assert page.evaluate(PIXEL, base64.b64encode(mark.screenshot()).decode()) == link
    edge = "element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).outlineWidth]"
    for path, marked, plain in (
        ("terrorism/#1.3.ii", ["1.3.ii"], "1.3.i"),
        ("terrorism/#1.1~1.2", ["1.1", "1.2"], "1.3"),
    ):
        page.goto("about/")
        page.goto(path)
        for id_ in marked:
            expect(page.locator(f'[id="{id_}"]')).to_have_css("outline-style", "solid")
            expect(page.locator(f'[id="{id_}"]')).to_have_css("outline-width", "2px")
        assert page.locator(f'[id="{plain}"]').evaluate(edge)[0] == "none"
    border = "element => getComputedStyle(element).borderTopStyle"
    assert page.locator(".decl-bar").evaluate(border) == "solid"
    page.goto("cybercrime/")
    page.locator('[id="8.2"] a.term').last.hover()
    assert page.locator(".decl-card").evaluate(border) == "solid"
    open_search(page)
    assert page.locator(".decl-search").evaluate(border) == "solid"
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option]").first).to_have_css("outline-style", "solid")
    page.keyboard.press("Escape")
    expect(page.locator(".decl-search")).to_be_hidden()
    page.keyboard.press("?")
    assert page.locator(".decl-keys").evaluate(border) == "solid"
    page.keyboard.press("Escape")
    # What has the focus has a ring, and the menu the signs that open it.
    for stop in (".decl-search-button", ".md-nav--primary a.md-nav__link", "label [role=button]", ".decl-keys-button"):
        page.locator(f"{stop}:visible").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(edge) == ["solid", "2px"]
    tabs = panel(page, "8.2").locator("[role=tab]")
    assert tabs.locator("..").evaluate("row => getComputedStyle(row).borderBottomColor") == tabs.last.evaluate(
        "tab => getComputedStyle(tab).borderBottomColor"
    )  # under the tab that is chosen alone there is a line
    page.keyboard.press("Escape")
    sign = page.locator(".md-nav--primary label .md-nav__icon").first
    assert sign.evaluate("sign => getComputedStyle(sign, '::after').backgroundColor") == sign.evaluate(
        "sign => getComputedStyle(sign).color"
    )
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Navigation").click()
    drawer = page.locator(".md-sidebar--primary")
    assert drawer.evaluate("drawer => getComputedStyle(drawer).borderInlineEndStyle") == "solid"
    page.close()


def test_on_paper_a_paragraph_stays_with_its_list(page: Page) -> None:
    page.goto("full-text/")
    page.emulate_media(media="print")
    kept = page.locator(".clause:has(> .clause-items) > p:has(> .clause-text)").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakAfter)"
    )
    assert kept == ["avoid"] * 8


def test_no_number_is_torn_at_any_width(page: Page) -> None:
    for path in ("", "preamble/", "trafficking-in-persons/", "full-text/", "at-a-glance/"):
        page.goto(path)
        assert faults(page) == {}, path
