"""What the plugin adds to a theme, and what a site puts in its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.config import load_config
from mkdocs.utils import get_theme_dir
from playwright.sync_api import expect

from mkdocs_declaration.hosts.material.material import INTERNALS, Internal, is_theme
from mkdocs_declaration.pages.head.assets import READER_STYLE, SCRIPT, SOURCES, bundle
from project import ENCODING
from serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from project import Project

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = Path(get_theme_dir("material"))
MAIN = """{% extends "base.html" %}
{% block extrahead %}<meta name="mine" content="mine">{% endblock %}
{% block announce %}Mine{% endblock %}
{% block content %}<div id="mine">{{ super() }}</div>{% endblock %}
{% block scripts %}{{ super() }}<script>mine</script>{% endblock %}
"""


@pytest.mark.parametrize(
    "internal",
    [internal for internal in INTERNALS if "material" in internal.themes],
    ids=lambda internal: f"{internal.file}: {internal.text}",
)
def test_what_is_leaned_on_is_in_the_theme(internal: Internal) -> None:
    assert internal.text in (TEMPLATES / internal.file).read_text(encoding="utf-8")


def test_styles_pages_and_scripts_name_the_same_classes() -> None:
    pages = SOURCES.parent
    styles = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("styles/*.css"))
    styles = re.sub(r'/\*.*?\*/|"[^"]*"|\d\.\d', "", styles, flags=re.DOTALL)
    of_themes = ("md-", "navbar", "wy-")
    styled = {name for name in re.findall(r"\.([a-z][\w-]*)", styles) if not name.startswith(of_themes)}
    templates = [*pages.glob("templates/*.html"), *pages.glob("themes/**/*.html"), *ROOT.glob("content/pages/*.md")]
    templates += pages.rglob("*.py")
    attributes = re.findall(r'class ?= ?"([^"]*)"', "".join(path.read_text(encoding="utf-8") for path in templates))
    written = set(re.findall(r"[\w-]+", " ".join(attributes)))
    scripts = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.js"))
    named = set(re.findall(r"(?<![\w-])(?:decl|declaration|is)-[\w-]+", scripts))
    # `clause--{{ kind }}`, and `--${kind}` in a script.
    kinds = tuple(name for name in written | named if name.endswith("--"))
    of_markdown = {"headerlink", "admonition", "admonition-title"}  # which its extensions write
    assert {name for name in styled - written - named - of_markdown if not name.startswith(kinds)} == set()
    of_the_interface = {name for name in written if name.startswith("decl-") and name not in kinds}
    # Two stand for a site's own styles.
    assert of_the_interface - styled - named == {"decl-card--clause", "decl-card-mentions"}
    assert {name for name in named if name.startswith("decl-")} - styled - written - set(kinds) == set()


def test_no_style_of_the_page_looks_through_all_of_it() -> None:
    # A browser goes through a long page for it at each movement of the pointer: 60 ms with 2,500 articles.
    styles = {path.name: path.read_text(encoding="utf-8") for path in SOURCES.glob("styles/*.css")}
    looking = [
        (name, selector)
        for name, style in styles.items()
        for selector, sought in re.findall(r"^ *((?:body|html|:root)\S*?:has\(([^()]*)\).*)", style, flags=re.MULTILINE)
        if re.search(r"[^> ] +[^> ]|^[^>]", sought)
    ]
    assert looking == []
    # Where what is on a page decides, links that it is about have a class: else all links of the page are looked at.
    links = [
        (name, selector)
        for name, style in styles.items()
        for selector in re.findall(r"^.*:has\(.*\[href.*", style, flags=re.MULTILINE)
    ]
    assert links == []


@pytest.mark.parametrize(
    ("articles", "listed"),
    [
        (2, {"preamble/": "Preamble", "article-1/": "Article 1", "article-2/": "Article 2"}),
        (
            101,
            {
                "#_contents": "Contents",
                "preamble/": "Preamble",
                **{f"article-{number}/": f"Articles {number}–{number + 9}" for number in range(1, 100, 10)},
                "article-101/": "Article 101",
            },
        ),
    ],
)
def test_a_wrong_address_lists_what_a_reader_can_overlook(
    small: Project, articles: int, listed: dict[str, str]
) -> None:
    units = [
        {"kind": "article", "number": f"Article {number}", "content": [{"number": "(1)", "text": "We trust the UN."}]}
        for number in range(1, articles + 1)
    ]
    small.write("treaty.yaml", yaml.safe_dump(yaml.safe_load(ENCODING) | {"body": units}))
    small.build()
    page = BeautifulSoup((small.site / "404.html").read_bytes(), "html.parser")
    found = {link["href"]: link.get_text() for link in page.select(".decl-missing a")}
    assert found == {
        **{f"/treaty/{path}": title for path, title in listed.items()},
        "/treaty/full-text/": "Full text",
        "/treaty/glossary/": "Glossary",
    }
    titles = [title for path, title in listed.items() if path != "#_contents"]
    assert [title.get_text() for title in page.select(".decl-missing a > bdi")] == titles  # they may run the other way
    assert small.page("").select_one("#_contents")


def test_a_sites_own_main_page_keeps_everything(small: Project) -> None:
    small.config["theme"]["custom_dir"] = "mine"
    small.write("mine/main.html", MAIN)
    small.build()
    for soup in (small.page("one"), BeautifulSoup((small.site / "404.html").read_bytes(), "html.parser")):
        assert soup.select_one('meta[name="mine"]')
        assert soup.select_one('meta[property="og:title"]')
        assert soup.select_one("template#_clause-tools")
        assert soup.select_one("#_reader-status")
        assert soup.select_one(f'link[href$="{bundle().address(READER_STYLE)}"]')
        assert soup.select_one(f'script[type="module"][src$="{bundle().address(SCRIPT)}"]')
        assert soup.select_one("#_no-script")
        assert soup.select_one(".md-header button.decl-search-button")
        assert not soup.select_one('form[name="search"]')
    assert small.page("one").select_one('#mine .clause[id="1.1"]')


@pytest.mark.parametrize(
    ("theme", "plugins", "button", "template"),
    [("material", ["search"], True, False), ("material", [], False, True), ("mkdocs", ["search"], False, True)],
)
def test_every_page_has_a_way_into_the_search(
    small: Project, theme: str, plugins: list[Any], *, button: bool, template: bool
) -> None:
    small.write("docs/mine.md", "# Mine\n")
    small.config["theme"] = {"name": theme}
    small.config["plugins"] = [*plugins, *(plugin for plugin in small.config["plugins"] if plugin != "search")]
    small.build()
    for path in ("one/index.html", "mine/index.html", "404.html"):
        soup = BeautifulSoup((small.site / path).read_bytes(), "html.parser")
        assert bool(soup.select_one(".md-header .decl-search-button")) == button, path
        assert bool(soup.select_one("template#_search-button")) == template, path
        assert len(soup.select("noscript .decl-no-script")) == len(soup.select("[id=_no-script]")) == 1, path
        assert soup.select("[id*=search_modal], form[name=search]") == []
        (script,) = soup.select('script[type="module"][src*="assets/declaration/"]')
        assert Path(str(script["src"])).name.startswith("main-" if theme == "material" else "plain-")


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_without_scripts_pages_name_the_glossary_where_there_is_one(small: Project, theme: str) -> None:
    small.config["theme"] = {"name": theme}
    small.build()
    (note,) = small.page("one").select("#_no-script")
    assert note.text == "The search needs JavaScript. The contents and the glossary lead everywhere without it."
    del small.config["plugins"][-1]["declaration"]["glossary"]
    small.build()
    (note,) = small.page("one").select("#_no-script")
    assert note.text == "The search needs JavaScript. The contents lead everywhere without it."


def test_a_part_of_the_head_that_a_site_has_takes_nothing_away(small: Project) -> None:
    small.build()
    expected = small.page("one").head
    small.config["theme"]["custom_dir"] = "mine"
    small.write("mine/partials/head.html", "<meta name='mine'>")
    small.build()
    assert small.page("one").head == expected


def test_files_of_the_site_win(small: Project) -> None:
    small.config["theme"]["custom_dir"] = "mine"
    small.write("mine/assets/declaration/declaration.css", "/* mine */")
    small.write("mine/assets/declaration/main.js", "/* mine */")
    small.write("docs/embed.js", "// mine")
    small.write("mine/partials/reader.html", "<p id='mine'></p>")
    small.build()
    (style,) = small.page("one").select('link[href*="assets/declaration/"]')
    (script,) = small.page("one").select('script[type="module"]')
    # Without a digest, since that of ours would stay the same when they change.
    assert (style["href"], script["src"]) == (
        "../assets/declaration/declaration.css",
        "../assets/declaration/main.js",
    )
    assert (small.site / "assets/declaration/declaration.css").read_text(encoding="utf-8") == "/* mine */"
    assert not (small.site / bundle().address(READER_STYLE)).exists()
    assert (small.site / "embed.js").read_text(encoding="utf-8") == "// mine"
    assert small.page("one").select_one("#mine")
    assert not small.page("one").select_one("#_reader-status")


def test_a_site_without_the_look_has_nothing_of_it(small: Project) -> None:
    small.options(look=False)
    small.build()
    soup = small.page("one")
    assert soup.select_one('.clause[id="1.1"] .clause-text')
    assert (
        soup.select('[href*="assets/declaration/"], [src*="assets/declaration/"], #_reader-status, #_no-script') == []
    )
    assert not (small.site / "assets/declaration").exists()
    assert soup.select_one('form[name="search"]')
    assert (small.site / "search" / "search_index.json").is_file()
    assert not (small.site / "assets" / "search.json").exists()
    assert (small.site / "embed.js").is_file()


def test_the_search_of_the_theme_has_its_keys_and_addresses(small: Project, chromium: Browser) -> None:
    small.options(search="theme")
    small.build()
    page = chromium.new_page()
    with served(small.site.parent) as around:
        for query, key in (("", "Control+k"), ("", "/"), ("?q=clause", "Shift")):
            page.goto(f"{around}{small.site.name}/one/{query}")  # our script has run when a page is loaded
            page.keyboard.press(key)
            expect(page.locator("#_search")).to_have_count(0)
            if key != "Control+k":
                expect(page.locator('form[name="search"] [name="query"]')).to_be_focused()
    page.close()


@pytest.mark.parametrize(
    ("name", "folder", "expected"),
    [("material", None, True), ("mkdocs", None, False), ("readthedocs", None, False), (None, "material", True)],
)
def test_themes_that_have_what_the_templates_need(
    name: str | None, folder: str | None, *, expected: bool, tmp_path: Path
) -> None:
    theme = {"name": name, **({"custom_dir": get_theme_dir(folder)} if folder else {})}
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(json.dumps({"site_name": "T", "theme": theme}), encoding="utf-8")
    assert is_theme(load_config(str(tmp_path / "mkdocs.yml"))) == expected


RTL = """
format: 1
instrument:
  id: t
  title: نظام الميناء
  kind: نظام
  language: ar
  summary: The cities open their quays (1971).
  brief: [{text: They open them (all)., rests_on: [1.1]}]
  parties: [مدينة الشرق, City (West).]
  adopted: {date: 2014-11-12, place: الميناء (البحر)}
  sources: [{title: Register (2014)., url: "https://example.org/a"}]
body:
  - kind: article
    number: المادة ١
    slug: one
    brief: [{text: It opens (1971)., rests_on: [1.1]}, {text: More (1971)., rests_on: [1.1]}]
    content:
      - {number: (١), text: يفتح كل ميناء (IMO)., notes: [{quote: ميناء, note: In 1971 (sic).}]}
  - {kind: article, number: المادة ٢, slug: two, content: [{text: ١.}, {text: ٢.}, {text: ٣.}, {text: ٤.}, {text: ٥.}]}
"""
RTL_SUBJECTS = """
format: 1
subjects:
  - {id: ports, name: Ports (1971)., clauses: [1.1, 2.p1]}
  - {id: quays, name: Quays, clauses: [2.p2, 2.p3]}
  - {id: others, name: Others, clauses: [2.p4, 2.p5]}
"""
AS_SEEN = """elements => elements.map(element => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const seen = []
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    for (let place = 0; place < text.data.length; place++) {
      const range = document.createRange()
      range.setStart(text, place)
      range.setEnd(text, place + 1)
      const { left, width } = range.getBoundingClientRect()
      if (width)
        seen.push([left, text.data[place]])
    }
  return seen.sort(([one], [other]) => one - other).map(([, sign]) => sign).join("").trim()
})"""
"""The signs of elements of one line, from left to right."""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_of_the_other_direction_stand_apart(small: Project, chromium: Browser, language: str) -> None:
    small.write("treaty.yaml", RTL)
    small.write("subjects.yaml", RTL_SUBJECTS)
    small.options(glossary=None, subjects="subjects.yaml")
    small.config["theme"]["language"] = language
    small.build()
    page = chromium.new_page(viewport={"width": 1440, "height": 900})

    def seen(selector: str) -> list[str]:
        found: list[str] = page.locator(selector).evaluate_all(AS_SEEN)
        return found

    with served(small.site.parent) as around:
        page.goto(f"{around}{small.site.name}/")
        assert seen(".decl-front-summary") == ["The cities open their quays (1971)."]
        assert seen(".decl-front-facts dd bdi:has(time)") == ["12 November 2014"]
        assert seen(".decl-front-facts dd:last-child") == ["City (West)."]
        assert seen(".decl-front .decl-brief > p bdi") == [
            "In plain words",
            "not part of the text",
            "They open them (all).",
            "1(1)",
        ]
        assert seen(".decl-front-brief") == ["It opens (1971)."]
        assert seen(".decl-references cite") == ["Register (2014)."]
        date = seen(".decl-front-cite dd:nth-of-type(1) bdi")[1]
        assert date == "12 November 2014"
        page.goto(f"{around}{small.site.name}/one/")
        assert seen(".decl-brief p > bdi")[1:] == ["It opens (1971).", "More (1971)."]
        assert seen(".clause-note bdi") == ["In 1971 (sic)."]
        assert seen("#_elsewhere ~ p") == [
            "Recitals and clauses of other pages, what they share with this page, and where."
        ]
        # Where lines of the text begin, what is said beside it begins as well.
        right = "all => all.map(one => Math.round(one.getBoundingClientRect().right))"
        assert len(set(page.locator(".decl-brief, .clause > p:has(.clause-text)").evaluate_all(right))) == 1
    page.close()


BROKEN = """names => names.flatMap(name => {
  const [text] = name.childNodes
  return [...text.data.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange()
    range.setStart(text, word.index)
    range.setEnd(text, word.index + word[0].length)
    return range.getClientRects().length > 1
  }).map(([word]) => word)
})"""
"""The words of elements that stand on more than one line."""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_long_names_on_the_front_page_do_not_break(small: Project, chromium: Browser, width: int) -> None:
    small.write("treaty.yaml", (small.folder / "treaty.yaml").read_text(encoding="utf-8").replace(": en}", ": de}"))
    small.options(imprint={"official": False, "publisher": "Amt"})
    small.config["theme"]["language"] = "de"
    small.build()
    page = chromium.new_page(viewport={"width": width, "height": 900})
    with served(small.site.parent) as around:
        page.goto(f"{around}{small.site.name}/")
        names = page.locator(".decl-front-cite > dl > dt, .decl-front-imprint dt")
        assert "Für Literaturverwaltungsprogramme" in names.all_inner_texts()
        assert names.evaluate_all(BROKEN) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
