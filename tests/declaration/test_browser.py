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

from measuring import faults
from searching import open_search

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
IN_TEXT = """(() => {
  const link = document.activeElement.closest(".decl-text a:not(.decl-card a)")
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
    for _ in range(60):
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
        environment = {"REPO_URL": repository, "EDIT_URI": "edit/main/content/pages/"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    base = address.replace("/asean-japan/", f"/{folder.name}/")
    for path in ("", "terrorism/", "full-text/", "glossary/", "about/", "developers/reference/"):
        page.goto(base + path, wait_until="networkidle")
        open_search(page)
    assert set(asked) == {urlsplit(address).netloc}
    if repository:
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

WAYS = """([selector, steps]) => {
  const left = []
  for (const clause of document.querySelectorAll(".decl-text .clause")) {
    const words = clause.querySelector(":scope > .clause-title, :scope > .clause-text, :scope > p > .clause-text")
    words.scrollIntoView({ block: "center", behavior: "instant" })
    const lines = words.getClientRects()
    for (const line of new Set([lines[0], lines[lines.length - 1]]))
      for (const tool of clause.querySelectorAll(selector)) {
        const to = tool.getBoundingClientRect()
        const [x, y] = [line.left + line.width / 2, line.top + line.height / 2]
        for (let step = 1; step <= steps; step++) {
          const across = x + (to.left + to.width / 2 - x) * step / steps
          const down = y + (to.top + to.height / 2 - y) * step / steps
          if (document.elementFromPoint(across, down)?.closest(".clause") !== clause) {
            left.push(`${clause.id}: ${tool.dataset.action}`)
            break
          }
        }
      }
  }
  return left
}"""
"""The tools on whose way, from the middle of the first and of the last line, a straight hand leaves the clause."""


def test_the_way_to_the_tools_of_a_clause_does_not_leave_it(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.goto("full-text/")
    assert page.evaluate(WAYS, [":scope > .clause-tools button", 16]) == []
    page.goto("illicit-drug-trafficking/")
    for width in (960, 1219, 1280, 1366):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WAYS, [":scope > .clause-tools button", 16]) == [], width
    page.close()


def test_a_hand_reaches_the_tools(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.goto("trafficking-in-persons/")
    clause = page.locator('[id="3.3"]')
    line = clause.locator("> p > .clause-text").evaluate("e => [...e.getClientRects()].pop().toJSON()")
    page.mouse.move(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
    for action, steps in (("cite", 80), ("text", 8), ("link", 8)):  # a hand moves, it does not jump
        box = clause.locator(f"> .clause-tools [data-action={action}]").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=steps)
        assert (
            page.evaluate("[...document.querySelectorAll(':hover')].pop().closest('button')?.dataset.action") == action
        )
    page.close()


@pytest.mark.parametrize("id_", ["1.3.i", "1.3.ii", "1.3.iii"])
def test_a_hand_reaches_tools_that_float_below_the_words(id_: str, chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 768, "height": 1600})
    page.goto("terrorism/")
    clause = page.locator(f'[id="{id_}"]')
    words = clause.locator("> .clause-text").bounding_box()
    button = clause.locator("> .clause-tools button").first.bounding_box()
    assert words is not None
    assert button is not None
    for x in (words["x"] + 30, words["x"] + words["width"] / 2):
        page.mouse.move(x, words["y"] + 10)
        page.mouse.move(button["x"] + button["width"] / 2, button["y"] + button["height"] / 2, steps=80)
        assert page.evaluate("Boolean([...document.querySelectorAll(':hover')].pop().closest('button'))"), x
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
    assert len(hidden) > 140
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
            assert page.locator(f'[id="{id_}"]').evaluate(edge) == ["solid", "2px"]
        assert page.locator(f'[id="{plain}"]').evaluate(edge)[0] == "none"
    border = "element => getComputedStyle(element).borderTopStyle"
    assert page.locator(".decl-range").evaluate(border) == "solid"
    page.goto("cybercrime/")
    page.locator('[id="8.2"] a.term').last.hover()
    assert page.locator(".decl-card").evaluate(border) == "solid"
    open_search(page)
    assert page.locator(".decl-search").evaluate(border) == "solid"
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option]").first.evaluate("option => getComputedStyle(option).outlineStyle") == "solid"
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
