"""The full text of a long instrument in a real browser, which lays out what comes into view alone."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import expect
from pypdf import PdfReader

import browser as installed
import instruments
from instruments import Shape
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page

    from project import Project

ARTICLES = 300
LAST = "300.4"
WIDE = (1440, 900)
SIZES = {"wide": WIDE, "phone": (360, 740)}
STILL = """frames => new Promise(resolve => {
  const next = () => frames-- ? requestAnimationFrame(next) : resolve()
  next()
})"""
"""Waits until so many frames were drawn."""
FRAMES = 40
ROOM = "parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)"
OFF = f"clause => clause.getBoundingClientRect().top - {ROOM}"
"""How far a clause is from the top of what is seen."""
LAID_OUT = "clause => clause.checkVisibility({ contentVisibilityAuto: true })"
FIRST_BELOW = f"""() => [...document.querySelectorAll(".decl-text .clause")].find(clause => {{
  const own = clause.querySelector(":scope > .clause-title, :scope > .clause-text, :scope > p")
  return own.getBoundingClientRect().top >= {ROOM} - 1
}}).id"""


@pytest.fixture(scope="module")
def long_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the full text of a generated instrument."""
    folder = tmp_path_factory.mktemp("long")
    instruments.write(Shape(ARTICLES, 20), folder)
    (folder / "docs").mkdir()
    config = {
        "site_name": "Long",
        "site_url": "http://127.0.0.1/long/",
        "site_dir": str(folder / "around" / "long"),
        "theme": {"name": "material", "font": False, "palette": {"primary": "custom"}},
        "plugins": [{"declaration": {"encoding": "instrument.yaml", "glossary": "glossary.yaml", "exports": False}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml")))
    with served(folder / "around") as around:
        yield f"{around}long/full-text/"


@pytest.fixture
def opened(long_text: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the full text at a fragment, and waits until it stands still."""
    contexts = []

    def opens(fragment: str = "", size: tuple[int, int] = WIDE) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, permissions=["clipboard-read", "clipboard-write"]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{long_text}{fragment}")
        page.evaluate(STILL, FRAMES)
        return page

    yield opens
    for context in contexts:
        context.close()


def clause(page: Page, id_: str) -> Locator:
    return page.locator(f'[id="{id_}"]')


def test_only_what_is_near_is_laid_out(opened: Callable[..., Page]) -> None:
    page = opened("#200.3")
    shown = {id_: clause(page, id_).evaluate(LAID_OUT) for id_ in ("preamble.1", "1.1", "199.4", "200.3", "290.1")}
    assert shown == {"preamble.1": False, "1.1": False, "199.4": True, "200.3": True, "290.1": False}
    laid_out = page.locator(".clause--article > .clause-title").evaluate_all(f"all => all.filter({LAID_OUT}).length")
    assert laid_out < 12


def test_a_text_that_is_not_long_has_no_mark_of_it(small: Project) -> None:
    small.build()
    texts = small.page("full-text/").select(".decl-text")
    assert [text["class"] for text in texts] == [["decl-text"]]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("id_", ["2.1", "150.2.c", "200", "part-ii", LAST])
def test_it_opens_at_its_clause(opened: Callable[..., Page], id_: str, size: str) -> None:
    page = opened(f"#{id_}", SIZES[size])
    expect(clause(page, id_)).to_be_focused()
    if id_ == LAST:
        assert page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
        assert 0 < clause(page, id_).evaluate(OFF) < SIZES[size][1]
    else:
        assert abs(clause(page, id_).evaluate(OFF)) < 1


def test_without_scripts_it_opens_there_too(long_text: str, chromium: Browser) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(f"{long_text}#150.2.c")
    box = clause(page, "150.2.c").bounding_box()
    page.close()
    assert box is not None
    assert abs(box["y"] - 70) < 1


def test_links_on_the_page_lead_to_their_clauses(opened: Callable[..., Page]) -> None:
    page = opened("#200.3.b")
    for id_ in ("12.2.c", "280.3", "13.1"):
        page.evaluate("id => { location.hash = id }", id_)
        page.evaluate(STILL, FRAMES)
        assert abs(clause(page, id_).evaluate(OFF)) < 1
        expect(page.locator(".md-header__topic").last).to_have_text(re.compile(rf"Article {id_.split('.')[0]} "))


def test_who_moves_on_is_not_brought_back(opened: Callable[..., Page]) -> None:
    page = opened("#200.3")
    page.evaluate("location.hash = '100.3'")
    page.mouse.move(700, 400)
    page.mouse.wheel(0, 5000)
    page.wait_for_function(f"({OFF})(document.getElementById('100.3')) < -3000")
    page.evaluate(STILL, FRAMES)
    assert clause(page, "100.3").evaluate(OFF) < -3000


def test_a_range_is_marked_and_shown(opened: Callable[..., Page]) -> None:
    page = opened("#205.4~207.1")
    expect(page.locator(".decl-bar > strong")).to_have_text("articles 205(4)–207(1)")
    marked = page.locator(".is-marked").evaluate_all("all => all.map(one => one.id)")
    assert marked == ["205.4", "206", "206.1", "206.2", "206.3", "206.4", "207", "207.1"]
    assert abs(clause(page, "205.4").evaluate(OFF)) < 1
    box = page.locator(".decl-bar").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == WIDE[1] - 20


def test_tools_stand_beside_their_clause_within_reach(opened: Callable[..., Page]) -> None:
    page = opened("#200.1")
    for id_, place in (("200.2", "> p > .clause-text"), ("201", "> .clause-title > .clause-heading")):
        words = page.locator(f'[id="{id_}"] {place}').bounding_box()
        assert words is not None
        page.mouse.move(words["x"] + 20, words["y"] + 10)
        page.mouse.move(words["x"] + 50, words["y"] + 10, steps=5)
        tools = clause(page, id_).locator("> .clause-tools")
        expect(tools).to_be_visible()
        box = tools.bounding_box()
        text = page.locator(".decl-text").bounding_box()
        assert box is not None
        assert text is not None
        assert text["x"] < box["x"]
        assert box["x"] + box["width"] <= text["x"] + text["width"] + 1
        for y in (box["y"] + 4, box["y"] + box["height"] - 4):
            for x in (box["x"] + 4, box["x"] + box["width"] - 4):
                seen = "([x, y]) => document.elementFromPoint(x, y).closest('.clause-tools, .clause')?.className"
                assert page.evaluate(seen, [x, y]) == "clause-tools"
    tools.get_by_role("button").first.click()
    expect(page.locator("#_reader-status")).to_have_class(re.compile("is-said"))
    assert page.evaluate("navigator.clipboard.readText()").endswith("/long/article-201/#201")


@pytest.mark.parametrize(("size", "tools"), [("wide", 96), ("phone", 0)])
def test_marks_beside_a_clause_are_within_the_edge(opened: Callable[..., Page], size: str, tools: int) -> None:
    page = opened("#205.2", SIZES[size])
    edges = clause(page, "205.2").evaluate(
        """clause => {
          const [inner, outer] = [clause, clause.closest("section")].map(one => one.getBoundingClientRect())
          return [inner.left - outer.left, outer.right - inner.right]
        }"""
    )
    assert edges == [14, 14 + tools]
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


def test_on_a_phone_the_bar_is_at_the_bottom_of_the_screen(opened: Callable[..., Page]) -> None:
    page = opened("#200.3", SIZES["phone"])
    clause(page, "200.3.a").locator(".clause-text").click()
    box = page.locator(".decl-bar").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)


def test_all_of_it_is_read_aloud(long_text: str, chromium: Browser) -> None:
    reading = chromium.browser_type.launch(**installed.launch_options("--force-renderer-accessibility"))
    page = reading.new_page()
    page.goto(f"{long_text}#2.1")
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    reading.close()
    headings = [node["name"]["value"] for node in nodes if node["role"].get("value") == "heading"]
    numbers = [int(found[1]) for name in headings if (found := re.match(r"\s*Article (\d+)", name))]
    assert numbers == list(range(1, ARTICLES + 1))


def test_all_of_it_is_searched_by_the_browser(long_text: str, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto("about:blank")
    page.goto(f"{long_text}#:~:text=Article%20277")  # it is searched as by Ctrl+F, which no script can press
    page.wait_for_function("scrollY > 0")
    page.evaluate(STILL, FRAMES)
    box = clause(page, "277").locator("> .clause-title").bounding_box()
    assert box is not None
    assert 0 < box["y"] < WIDE[1]


def test_the_tab_key_goes_on_out_of_sight(opened: Callable[..., Page]) -> None:
    page = opened("#205.4")
    numbers: list[str] = []
    while len(numbers) < 14:
        page.keyboard.press("Tab")
        number = page.evaluate("document.activeElement.closest('.clause-number')?.hash.slice(1)")
        numbers += [number] if number else []
    tails = ("", ".1", ".2", ".2.a", ".2.b", ".2.c", ".3", ".3.a", ".3.b", ".4")
    assert numbers == ["205.4", *(f"206{tail}" for tail in tails), "207", "207.1", "207.2"]


def test_a_selection_is_copied_as_a_whole(opened: Callable[..., Page]) -> None:
    page = opened("#2.1")
    page.evaluate(
        """() => getSelection().setBaseAndExtent(document.getElementById("10.1").querySelector(".clause-text"), 0,
          document.getElementById("250.1").querySelector(".clause-text"), 1)"""
    )
    page.keyboard.press("Control+c")
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    articles = [int(found[1]) for line in lines if (found := re.match(r"Article (\d+) ", line))]
    assert articles == list(range(11, 251))
    assert sum(line.startswith("(a) ") for line in lines) == 2 * 240


def test_all_of_it_is_copied_with_few_ranges(opened: Callable[..., Page]) -> None:
    page = opened("#2.1")
    page.evaluate(
        """() => {
          window.ranges = 0
          const { createRange } = document
          document.createRange = () => {
            window.ranges += 1
            return createRange.call(document)
          }
        }"""
    )
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    articles = [int(found[1]) for line in lines if (found := re.match(r"Article (\d+) ", line))]
    assert articles == list(range(1, ARTICLES + 1))
    assert page.evaluate("ranges") < 8


def test_keys_go_on_from_what_is_seen(opened: Callable[..., Page]) -> None:
    page = opened("#205.4")
    page.keyboard.press("j")
    expect(clause(page, "206")).to_be_focused()
    page.mouse.move(700, 400)
    page.mouse.wheel(0, 6000)
    page.wait_for_function("scrollY > 5000")
    page.evaluate(STILL, FRAMES)
    page.evaluate("document.activeElement.blur()")
    first = page.evaluate(FIRST_BELOW)
    page.keyboard.press("j")
    expect(clause(page, first)).to_be_focused()


def test_all_of_it_is_printed(opened: Callable[..., Page]) -> None:
    pages = PdfReader(io.BytesIO(opened("#200.4").pdf())).pages
    words = " ".join(page.extract_text() for page in pages)
    articles = [int(number) for number in re.findall(r"Article (\d+)\s+[A-Z]", words)]
    assert articles == list(range(1, ARTICLES + 1))
