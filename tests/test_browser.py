"""Any instrument with the look of this site, in a real browser: chapters, articles, other scripts, long numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, expect

from axe import violations
from handling import panel, snippet, tool
from measuring import faults
from searching import ask, open_search
from serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from project import Project

CHARTER = """
format: 1
instrument:
  id: charter
  title: Charter
  kind: charter
  language: en
  sources: [{title: A source}]
  versions: [{title: A version}]
preamble: {opening: "We, the parties,"}
body:
  - kind: chapter
    number: CHAPTER II
    out_of_sequence: true
    heading: Rights of those who come before a court, and of those who are with them
    content:
      - kind: article
        number: Article 5
        out_of_sequence: true
        heading: Right to liberty and security of the person
        slug: article-5
        content:
          - number: "1."
            text: "Everyone has it:"
            items:
              - {number: (i), text: one;}
              - {number: (ii), text: two;}
              - {number: (iii), text: three;}
              - {number: (iv), text: four.}
      - kind: section
        number: § 312g
        out_of_sequence: true
        heading: Widerrufsrecht
        slug: widerruf
        content: [{text: Words.}]
      - kind: article
        id: "22"
        number: 第二十二条
        heading: 居住・移転・職業選択の自由
        slug: article-22
        content: [{text: 何人も。}]
      - kind: article
        number: Article 23
        out_of_sequence: true
        slug: names
        content:
          - {id: cite, text: We cite PAR.}
          - {id: range, text: We range.}
          - {id: contents, text: We contain.}
          - {id: elsewhere, text: We are elsewhere.}
          - {id: reader-status, text: We read.}
          - {id: term-card, text: We play cards.}
"""
GLOSSARY = """
format: 1
terms:
  - {id: par, name: PAR, kind: organisation, forms: [PAR], description: It., sources: [{title: S}]}
  - {id: glossary, name: GLO, kind: organisation, forms: [Everyone], description: It., sources: [{title: S}]}
  - {id: clause-card, name: CLA, kind: organisation, forms: [parties], description: It., sources: [{title: S}]}
"""
STATUTE = """
format: 1
instrument: {id: nizam, title: النظام, kind: statute, language: ar}
body:
  - kind: article
    number: المادة 5
    out_of_sequence: true
    heading: الحق في الحرية
    slug: article-5
    content: [{number: (1), text: لكل شخص.}]
"""
LINES = """([selector]) => Object.fromEntries([...document.querySelectorAll(selector)].map(number => {
  const range = document.createRange()
  range.selectNodeContents(number)
  const box = number.getBoundingClientRect()
  const heading = number.nextElementSibling.getBoundingClientRect()
  const rtl = getComputedStyle(number).direction === "rtl"
  const beside = rtl ? heading.right <= box.left + 1 : heading.left >= box.right - 1
  return [number.textContent, [new Set([...range.getClientRects()].map(line => line.top)).size,
    beside ? "beside" : heading.top >= box.bottom - 1 ? "above" : "over", box.right <= innerWidth && box.left >= 0]]
}))"""
"""Of each number: on how many lines it stands, how it stands to its heading, and whether it is on the screen."""


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory, environment: None) -> Iterator[str]:  # noqa: ARG001 - set first
    """The address around the sites of both instruments."""
    folder = tmp_path_factory.mktemp("others")
    for name, encoding in (("charter", CHARTER), ("statute", STATUTE)):
        project = folder / f"{name}-project"
        (project / "docs").mkdir(parents=True)
        (project / "text.yaml").write_text(encoding, encoding="utf-8")
        (project / "terms.yaml").write_text(GLOSSARY, encoding="utf-8")
        options = {
            "encoding": "text.yaml",
            "exports": False,
            **({"glossary": "terms.yaml"} if name == "charter" else {}),
        }
        config = {
            "site_name": name,
            "site_url": f"http://127.0.0.1/{name}/",
            "site_dir": str(folder / "around" / name),
            "theme": {
                "name": "material",
                "font": False,
                "language": "ar" if name == "statute" else "en",
                "palette": {"primary": "custom"},
            },
            "plugins": ["search", {"declaration": options}],
            "strict": True,
        }
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        build(load_config(str(project / "mkdocs.yml")))
    with served(folder / "around") as around:
        yield around


def test_material_without_its_search_gets_a_button(small: Project, chromium: Browser) -> None:
    small.config["plugins"] = [plugin for plugin in small.config["plugins"] if plugin != "search"]
    small.build()
    with served(small.site) as address:
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}one/")
        page.locator(".md-header").get_by_role("button", name="Search").click()
        expect(page.get_by_role("combobox", name="Search")).to_be_focused()
        page.close()


NUMBERS = ".clause-title > .clause-number:has(+ .clause-heading), .decl-front-contents .decl-front-number"
SHOWN = {
    "charter/": ["CHAPTER II", "Article 5", "§ 312g", "第二十二条", "Article 23"],
    "charter/article-5/": ["CHAPTER II", "Article 5"],
    "charter/full-text/": ["CHAPTER II", "Article 5", "§ 312g", "第二十二条"],
    "statute/": ["المادة 5"],
    "statute/article-5/": ["المادة 5"],
}
"""The numbers that stand with a heading, by page."""


@pytest.mark.parametrize(("width", "places"), [(320, {"above", "beside"}), (1440, {"beside"})])
def test_the_number_of_a_heading_stands_whole(chromium: Browser, others: str, width: int, places: set[str]) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    for path, numbers in SHOWN.items():
        page.goto(f"{others}{path}")
        shown = page.evaluate(LINES, [NUMBERS])
        assert list(shown) == numbers
        assert {number: (lines, seen) for number, (lines, _, seen) in shown.items()} == dict.fromkeys(
            numbers, (1, True)
        )
        assert {place for _, place, _ in shown.values()} <= places
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_number_of_an_item_never_wraps(chromium: Browser, others: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{others}charter/article-5/")
    # What a reader may set (WCAG 2.2, success criterion 1.4.12).
    page.add_style_tag(content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }")
    shown = page.evaluate(LINES, [".clause--item > .clause-number"])
    assert shown == {number: [1, "beside", True] for number in ("(i)", "(ii)", "(iii)", "(iv)")}
    page.close()


ROOT = Path(__file__).resolve().parent
SAMPLES = sorted([*(ROOT / "samples").glob("*.yaml"), *(ROOT / "instruments").glob("*.yaml")])
LONG = """
format: 1
instrument: {id: long, title: Long numbers, kind: convention, language: en}
body:
  - kind: article
    number: Article 123 quater
    id: "123"
    slug: article-123
    heading: Responsibilities of intergovernmental administrations
    content:
      - {number: Article 123 quater (1), id: 123.1, text: "The first paragraph, which says so at some length:", items: [
          {number: Subparagraph (a), id: 123.1.a, text: internationalisation; and, items: [
            {number: (xxxviii), id: 123.1.a.xxxviii, text: responsibilities.}]}]}
      - {number: 第百二十三条の二第一項, id: 123.2, text: 何人も居住・移転の自由を有する。}
      - {number: 123-1-1-1-1-1-1-1, id: 123.3, text: Words.}
"""
"""Numbers longer than those of any sample."""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, environment: None) -> Iterator[tuple[Path, str]]:  # noqa: ARG001
    """The folder around the sites of all samples, and its address."""
    folder = tmp_path_factory.mktemp("samples")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SAMPLES} | {"long": LONG}
    for name, encoding in texts.items():
        project = folder / "projects" / name
        (project / "docs").mkdir(parents=True)
        (project / "text.yaml").write_text(encoding, encoding="utf-8")
        options = {"encoding": "text.yaml", "exports": False}
        glossary = ROOT / "samples" / f"{name}.glossary"
        if glossary.exists():
            options["glossary"] = str(glossary)
        config = {
            "site_name": name,
            "site_url": f"http://127.0.0.1/{name}/",
            "site_dir": str(folder / "around" / name),
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"declaration": options}],
        }
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        build(load_config(str(project / "mkdocs.yml")))
    with served(folder / "around") as around:
        yield folder / "around", around


@pytest.mark.parametrize("name", [*(path.stem for path in SAMPLES), "long"])
def test_no_number_is_torn_at_any_width(chromium: Browser, samples: tuple[Path, str], name: str) -> None:
    folder, address = samples
    page = chromium.new_page()
    found = {}
    for file in sorted((folder / name).rglob("index.html")):
        url = file.parent.relative_to(folder).as_posix()
        is_short_link = 'http-equiv="refresh"' in file.read_text(encoding="utf-8")
        if is_short_link or file.parent.name in ("glossary", "downloads", "embed"):
            continue  # without numbers beside words
        page.goto(f"{address}{url}/")
        found[url] = faults(page)
    page.close()
    assert len(found) >= 3
    assert {url: wrong for url, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", ["charter", "statute-rtl"])
def test_axe_finds_nothing_on_other_instruments(chromium: Browser, samples: tuple[Path, str], name: str) -> None:
    found = {}
    for width, scheme in ((360, "dark"), (1440, "light")):
        page = chromium.new_page(
            base_url=f"{samples[1]}{name}/",
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        for path in ("9.9/", "1.2/embed/", "preamble/", "", "article-1/#1.2", "full-text/"):
            page.goto(path)
            found[width, path] = violations(page)
        page.keyboard.press("j")
        expect(page.locator(".is-marked")).to_be_focused()
        page.keyboard.press("Shift+ArrowDown")
        expect(page.locator(".decl-bar")).to_be_visible()
        found[width, "range"] = violations(page)
        page.keyboard.press("?")
        expect(page.locator(".decl-keys")).to_be_visible()
        found[width, "keys"] = violations(page)
        page.keyboard.press("Escape")
        open_search(page)
        found[width, "search"] = violations(page)
        assert ask(page, "1.2") != []
        page.keyboard.press("ArrowDown")
        found[width, "results"] = violations(page)
        assert ask(page, "pqxyz") == []
        found[width, "nothing found"] = violations(page)
        page.goto("article-1/#1.22")
        offered = page.locator(".decl-unknown a")
        expect(offered.first).to_be_visible()
        found[width, "offer"] = violations(page)
        offered.first.hover()
        expect(page.locator(".decl-card")).to_be_visible()
        found[width, "card"] = violations(page)
        page.goto("article-1/")
        if page.get_by_role("button", name="Navigation").is_visible():
            page.get_by_role("button", name="Navigation").click()
            expect(page.get_by_role("navigation", name="Navigation")).to_be_in_viewport()
            found[width, "menu"] = violations(page)
            page.keyboard.press("Escape")
        tool(page, "1.1", "cite").focus()
        found[width, "tools"] = violations(page)
        for tab in panel(page, "1.1").get_by_role("tab").all():
            tab.click()
            found[width, tab.inner_text()] = violations(page)
        page.close()
    assert {state: one for state, one in found.items() if one} == {}
    assert [width for width, state in found if state == "menu"] == [360]  # beside the page where it is wide


# Names that the interface had -------------------------------------------------------------

NAMES = ("cite", "range", "contents", "elsewhere", "reader-status", "term-card")


def test_a_clause_or_a_term_of_such_a_name_wins_where_it_is(chromium: Browser, others: str) -> None:
    page = chromium.new_page()
    for path in ("names/", "full-text/"):
        for name in NAMES:
            if name == NAMES[0]:
                page.goto(f"{others}charter/{path}#{name}")
            else:
                page.evaluate("id => { location.hash = id }", name)
            expect(page.locator(f'.clause[id="{name}"]')).to_be_focused()
            assert page.url.endswith(f"#{name}")
    for name in ("glossary", "clause-card"):
        page.goto("about:blank")
        page.goto(f"{others}charter/glossary/#{name}")
        expect(page.locator(f'.term-entry[id="{name}"]')).to_be_focused()
    page.close()


def test_tools_and_cards_work_beside_clauses_and_terms_of_such_names(chromium: Browser, others: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 800})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{others}charter/names/#cite~contents")
    expect(page.locator(".decl-bar strong")).to_be_visible()
    page.locator(".decl-bar-tools [data-action=cite]").click()
    expect(page.locator("dialog[open] h2")).to_have_text("Cite article 23, first paragraph to third paragraph")
    page.keyboard.press("Escape")
    page.locator(".clause a.term").first.hover()
    expect(page.locator(".decl-card [data-field=name]")).to_have_text("PAR")
    page.goto(f"{others}charter/glossary/")
    page.locator("#clause-card .term-mentions a").first.hover()
    expect(page.locator(".decl-card--clause")).to_be_visible()
    for path in ("", "names/", "full-text/", "glossary/"):
        page.goto(f"{others}charter/{path}")
        assert (
            page.evaluate("""() => [...document.querySelectorAll("[id]")].map(element => element.id)
          .filter((id, index, all) => all.indexOf(id) !== index)""")
            == []
        )
    assert errors == []
    page.close()


def test_what_stands_around_a_text_from_right_to_left_begins_where_it_does(
    chromium: Browser, samples: tuple[Path, str]
) -> None:
    page = chromium.new_page(base_url=f"{samples[1]}statute-rtl/", viewport={"width": 1440, "height": 800})
    right = "element => Math.round(element.getBoundingClientRect().right)"
    for path, parts in (("article-2/", ("h1", ".clause-number", "a[rel=prev]")), ("", ("h1", ".decl-front-kind bdi"))):
        page.goto(path)
        expect(page.locator("html")).not_to_have_attribute("dir", "rtl")
        ends = {part: page.locator(f".md-content {part}").first.evaluate(right) for part in parts}
        assert max(ends.values()) - min(ends.values()) <= 2, ends  # the spacing of letters, which follows the last
    page.close()


def test_the_panel_from_right_to_left(chromium: Browser, others: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 800})
    page.goto(f"{others}statute/article-5/")
    opened = panel(page, "5.1")
    link = f"{others}statute/5.1/"
    expect(opened.locator(".decl-cite-citation bdi")).to_have_text(link)
    expect(opened.locator(".decl-cite-citation")).to_have_text(f"النظام, article 5(1), {link}")
    page.keyboard.press("ArrowLeft")
    expect(opened.get_by_role("tab", selected=True)).to_have_text("Reference manager")
    snippet(opened, "Frame")
    frame = opened.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("dir", "rtl")
    expect(frame.locator("footer a")).to_have_css("direction", "ltr")
    page.close()


def test_a_part_that_fails_stops_no_other(chromium: Browser, others: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 800})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # Modules run after this event: what a part needs is gone before it starts; a site's own template may lack it.
    page.add_init_script(
        "document.addEventListener('readystatechange', () => document.getElementById('_reader-status')?.remove())"
    )
    page.goto(f"{others}charter/names/#cite~contents")
    expect(page.locator(".decl-bar strong")).to_be_visible()
    page.locator(".clause a.term").first.hover()
    expect(page.locator(".decl-card [data-field=name]")).to_have_text("PAR")
    assert len(errors) == 1
    page.close()
