from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
import yaml
from bs4 import BeautifulSoup

from mkdocs_declaration.exports.publication import publish
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.places import href, uri
from mkdocs_declaration.instrument.text.text import first_words
from mkdocs_declaration.pages.kinds import table as kinds
from mkdocs_declaration.pages.kinds.frames import frames
from mkdocs_declaration.pages.kinds.short_links import redirects
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.compiled import CompiledTemplates
from mkdocs_declaration.pages.markup.templating import TEMPLATES, Renderer
from mkdocs_declaration.pages.values.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_declaration.edition import Edition
    from project import Project

SAMPLES = Path(__file__).parent / "samples"
HOSTILE = """
format: 1
instrument: {id: t, title: "A <b>T</b> & Co", kind: act, language: ar}
body:
  - kind: chapter
    number: "<i>Chapter</i> I"
    heading: "<script>alert(1)</script>"
    content:
      - kind: article
        number: Article 1
        slug: one
        content:
          - text: "a < b & c > d **\\\\<img src=x onerror=alert(1)>**"
            notes: [{quote: "a < b", note: "<u>"}]
      - kind: article
        number: Article 2
        slug: two
        content: [{text: Two.}]
"""


@pytest.mark.parametrize(
    ("source", "target", "fragment", "expected"),
    [
        ("", "terrorism", "", "terrorism/"),
        ("", "terrorism", "1.3.ii", "terrorism/#1.3.ii"),
        ("terrorism", "", "", "../"),
        ("terrorism", "glossary", "unodc", "../glossary/#unodc"),
        ("terrorism", "terrorism", "1.3", "#1.3"),
        ("terrorism", "terrorism", "", "./"),
    ],
)
def test_href(source: str, target: str, fragment: str, expected: str) -> None:
    assert href(source, target, fragment) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        (
            "Whilst welcoming and commending the advances made in the fight",
            "Whilst welcoming and commending the advances made…",
        ),
        ("人" * 60, "人" * 25 + "…"),
    ],
)
def test_first_words(text: str, expected: str) -> None:
    assert first_words(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a%20b/?c=[1]&d=é#e", "https://example.org/a%20b/?c=[1]&d=é#e"),
        ("https://example.org/{a}|100%", "https://example.org/%7Ba%7D%7C100%25"),
    ],
)
def test_uri(url: str, expected: str) -> None:
    assert uri(url) == expected


def test_words_reach_the_page_as_text_and_never_as_markup(read: Callable[..., Edition]) -> None:
    pages = {page.slug: page for page in pages_of(Renderer(read(HOSTILE)))}
    soup = BeautifulSoup(pages["one"].html, "html.parser")
    assert soup.select_one(".clause-heading").get_text() == "<script>alert(1)</script>"  # type: ignore[union-attr]
    assert soup.select_one(".clause-text").get_text() == "a < b & c > d <img src=x onerror=alert(1)>"  # type: ignore[union-attr]
    assert soup.select("script:not([type='application/ld+json']), img, i, b, u") == []
    assert BeautifulSoup(pages[""].html, "html.parser").h1.get_text() == "A <b>T</b> & Co"  # type: ignore[union-attr]


def test_a_group_without_a_page_stands_above_the_first_of_its_pages(read: Callable[..., Edition]) -> None:
    pages = {page.slug: page for page in pages_of(Renderer(read(HOSTILE)))}
    assert [(slug, sorted(page.ids)) for slug, page in pages.items() if slug in ("one", "two")] == [
        ("one", ["1", "1.p1", "_elsewhere", "chapter-i", "elsewhere"]),
        ("two", ["2", "2.p1", "_elsewhere", "elsewhere"]),
    ]
    soup = BeautifulSoup(pages["one"].html, "html.parser")
    assert [(h.name, h.get_text(" ", strip=True)) for h in soup.select(".clause-title")] == [
        ("p", "<i>Chapter</i> I <script>alert(1)</script>"),
        ("h1", "Article 1"),
    ]
    assert [(pages[slug].title, pages[slug].contents[0].id) for slug in ("one", "two")] == [
        ("Article 1", "1"),
        ("Article 2", "2"),
    ]
    home = BeautifulSoup(pages[""].html, "html.parser")
    assert [(a["href"], a.get_text(" ", strip=True)) for a in home.select(".decl-front-contents a")] == [
        ("one/#chapter-i", "<i>Chapter</i> I <script>alert(1)</script>"),
        ("one/", "Article 1"),
        ("two/", "Article 2"),
    ]
    assert soup.select_one("[rel=next]").get_text(" ", strip=True) == "Next Article 2"  # type: ignore[union-attr]


GROUPS = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
preamble: {heading: Preamble, opening: "We,"}
body:
  - kind: chapter
    number: Chapter I
    content:
      - kind: group
        heading: Voting
        content: [{kind: article, number: Article 1, content: [{text: One.}]}]
"""


def test_a_heading_without_a_number_has_its_link_behind_it(read: Callable[..., Edition]) -> None:
    pages = {page.slug: BeautifulSoup(page.html, "html.parser") for page in pages_of(Renderer(read(GROUPS)))}
    titles = [(slug, title) for slug in ("preamble", "article-1") for title in pages[slug].select(".clause-title")]
    assert [(slug, [(a["href"], a.get_text()) for a in title.select("a")]) for slug, title in titles] == [
        ("preamble", [("#preamble", "¶")]),
        ("article-1", [("#chapter-i", "Chapter I")]),
        ("article-1", [("#chapter-i.group1", "¶")]),
        ("article-1", [("#1", "Article 1")]),
    ]
    assert [span["class"] for span in pages["preamble"].select("h1 > *")] == [["clause-heading"], ["clause-mark"]]
    head = pages["article-1"].select_one(".decl-running-head")
    assert head is not None
    assert head.get_text() == "T › Chapter I › Voting › article 1"


COUNTED = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
preamble: {recitals: [{text: Whereas, items: [{text: one}, {text: two}]}, Noting]}
body: [{kind: article, number: Article 1, content: [{text: One.}, {text: Two.}]}]
"""


def test_what_a_mark_shows_is_in_its_name(read: Callable[..., Edition]) -> None:
    html = "".join(page.html for page in pages_of(Renderer(read(COUNTED))) if page.slug in ("preamble", "article-1"))
    marks = BeautifulSoup(html, "html.parser").select(".clause-mark")
    assert [(mark.get_text(), mark["aria-label"]) for mark in marks] == [
        ("[1]", "Link to preamble, recital 1"),
        ("[1]", "Link to preamble, recital 1, first indent"),
        ("[2]", "Link to preamble, recital 1, second indent [2]"),
        ("[2]", "Link to preamble, recital 2"),
        ("[1]", "Link to article 1, first paragraph"),
        ("[2]", "Link to article 1, second paragraph [2]"),
    ]


CONCEPTS = """
format: 1
terms:
  - {id: two, name: Two, kind: concept, forms: [Two], description: A number., sources: [{title: A book}]}
"""


def test_words_alone_make_no_picture(read: Callable[..., Edition]) -> None:
    def slugs(glossary: str) -> set[str]:
        return {page.slug for page in pages_of(Renderer(read(HOSTILE, glossary)))}

    assert slugs(CONCEPTS.replace("concept", "organisation")) - slugs(CONCEPTS) == {"at-a-glance"}


def test_a_script_from_right_to_left_says_so(read: Callable[..., Edition]) -> None:
    page = next(page for page in pages_of(Renderer(read(HOSTILE))) if page.slug == "two")
    text = BeautifulSoup(page.html, "html.parser").select_one(".decl-text")
    assert text is not None
    assert (text["lang"], text["dir"]) == ("ar", "rtl")


def test_a_site_replaces_a_template(read: Callable[..., Edition], tmp_path: Path) -> None:
    (tmp_path / "home.html").write_text("<h1>{{ instrument.title }}</h1>")
    home = pages_of(Renderer(read(HOSTILE), [tmp_path]))[0]
    assert home.html == "<h1>A &lt;b&gt;T&lt;/b&gt; &amp; Co</h1>"


def test_a_site_replaces_words(read: Callable[..., Edition]) -> None:
    words = Catalogue({"article": "المادة", "next": "التالي"})
    renderer = Renderer(read(HOSTILE, words=words))
    assert renderer.edition.instrument.by_id["1"].label == "المادة 1"
    assert "التالي" in next(page.html for page in pages_of(renderer) if page.slug == "one")


def test_a_new_kind_of_page_is_one_function_and_one_line(
    read: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def parties(site: kinds.Site) -> Iterator[Page]:
        html = site.renderer.render("facts.html", "parties")
        yield Page("parties", "Parties", site.edition.instrument.title, (), frozenset(), html)

    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, parties))
    publication, problems, _ = publish(Renderer(read(HOSTILE)))
    assert problems == []
    assert list(publication.pages)[-1] == "parties"


def test_a_glossary_of_words_alone_says_so_and_leads_to_no_picture(small: Project) -> None:
    articles = [
        {"kind": "article", "number": f"Article {n}", "content": [{"text": f"Of word{n}."}]} for n in range(1, 61)
    ]
    instrument = {"id": "act", "title": "Act", "kind": "act", "language": "en"}
    small.write("treaty.yaml", yaml.safe_dump({"format": "1", "instrument": instrument, "body": articles}))
    terms = [
        {"id": f"word-{n}", "name": f"word{n}", "kind": "concept", "forms": [f"word{n}"], "defined_in": str(n)}
        for n in range(1, 61)
    ]
    small.write("terms.yaml", yaml.safe_dump({"format": "1", "terms": terms}))
    small.build()
    pages = {path: BeautifulSoup(path.read_bytes(), "html.parser") for path in small.site.rglob("*.html")}
    assert len(pages) > 120
    assert [path for path, page in pages.items() if "at-a-glance" in path.parts or "at-a-glance" in str(page)] == []
    entries = json.loads((small.site / "assets/search.json").read_bytes())["entries"]
    assert [entry["path"] for entry in entries if entry["kind"] == "page"] == ["glossary/", "downloads/"]
    lead = "Words whose meaning in this text is explained, each with the clauses that use it."
    glossary = pages[small.site / "glossary" / "index.html"]
    assert glossary.select_one("h1 + p").get_text() == lead  # type: ignore[union-attr]
    assert glossary.select_one("meta[name=description]")["content"] == lead  # type: ignore[index]
    start = json.loads((small.site / "assets/search-start.json").read_bytes())
    assert start["terms"] == [[f"word{n}", f"glossary/#word-{n}"] for n in (1, 10, 11, 12, 13, 14, 15, 16)]


HEADINGS = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
preamble: {heading: "Why[^1] 10<sup>3</sup>", footnotes: [{mark: "1", text: one}], opening: "We,", closing: agree}
body:
  - kind: chapter
    number: Chapter I
    heading: Ports[^2]
    footnotes: [{mark: "2", text: two}]
    content:
      - text: Words of the chapter.
      - {kind: article, number: Article 1, heading: "A[^3]", footnotes: [{mark: "3", text: three}], content: [text: x]}
      - {kind: article, number: Article 2, content: [text: y]}
conclusion: {heading: "Signed[^4] [by](#1)", footnotes: [{mark: "4", text: four}], done: Done.}
"""


def test_footnotes_of_headings_are_at_the_foot(read: Callable[..., Edition]) -> None:
    edition = read(HEADINGS)
    full = next(page for page in pages_of(Renderer(edition)) if page.slug == "full-text")
    soup = BeautifulSoup(full.html, "html.parser")
    assert [element["id"] for element in soup.select(".clause")] == [
        *("preamble", "preamble.opening", "preamble.closing", "preamble.fn1"),
        *("chapter-i", "p1", "chapter-i.fn2", "1", "1.p1", "1.fn3", "2", "2.p1"),
        *("conclusion", "conclusion.done", "conclusion.fn4"),
    ]
    marks = [(mark.name, mark.get("href"), mark.get_text()) for mark in soup.select(".clause-heading > *")]
    assert [mark for mark in marks if "fn2" not in str(mark[1]) and "fn3" not in str(mark[1])] == [
        ("a", "#preamble.fn1", ""),
        ("sup", None, "3"),
        ("a", "#conclusion.fn4", ""),
        ("a", "../article-1/#1", "by"),
    ]
    first = next(page for page in pages_of(Renderer(edition)) if page.slug == "article-1")
    book = zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(edition)))
    for html in (first.html, book.read("EPUB/text/article-1.xhtml")):
        on_page = [element["id"] for element in BeautifulSoup(html, "html.parser").select(".clause")]
        assert on_page == ["chapter-i", "p1", "1", "1.p1", "1.fn3", "chapter-i.fn2"]
    entries = BeautifulSoup(book.read("EPUB/nav.xhtml"), "html.parser").select("#_contents a")
    assert not [entry for entry in entries if ".fn" in str(entry["href"])]
    data = json.loads(EXPORTERS["clauses.json"].write(edition))["clauses"]
    assert [entry["heading"] for entry in data if entry["heading"]] == ["Why 10³", "Ports", "A", "Signed by"]
    written = EXPORTERS["declaration.akn.xml"].write(edition).decode()
    assert re.findall('authorialNote eId="([^"]+)__authorialNote', written) == [
        *("preamble", "chp_I", "chp_I__art_1", "conclusions"),
    ]


@pytest.mark.parametrize(
    ("kind", "language", "shown"),
    [
        ("declaration", "ja", '<p class="decl-front-kind" dir="ltr"><bdi>宣言</bdi>'),
        ("convention", "de", '<p class="decl-front-kind" dir="ltr"><bdi>Übereinkommen</bdi>'),
        ("覚書", "ja", '<p class="decl-front-kind" lang="ja" dir="ltr"><bdi>覚書</bdi>'),
        ("act", "en", '<p class="decl-front-kind" dir="ltr"><bdi>Act</bdi>'),
    ],
)
def test_a_kind_of_instruments_is_in_the_language_of_the_page(
    kind: str, language: str, shown: str, read: Callable[..., Edition]
) -> None:
    text = f"{{id: t, title: T, kind: {kind}, language: {language}}}"
    body = 'body: [{kind: article, number: "1", content: [text: x]}]'
    pages = {page.slug: page.html for page in pages_of(Renderer(read(f"format: 1\ninstrument: {text}\n{body}")))}
    assert shown in pages[""]


def test_a_template_is_compiled_once_for_each_source_and_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    generate = jinja2.Environment._generate  # noqa: SLF001 - counted

    def counting(env: jinja2.Environment, *arguments: Any, **options: Any) -> str:
        compiled.append(arguments[1])
        return generate(env, *arguments, **options)

    monkeypatch.setattr(jinja2.Environment, "_generate", counting)
    sources, cache = {"a": "{{ 1 }}\n"}, CompiledTemplates()

    def rendered(**options: Any) -> str:
        env = jinja2.Environment(loader=jinja2.DictLoader(sources), autoescape=True, **options)
        env.bytecode_cache = cache
        return env.get_template("a").render()

    assert [rendered(), rendered(), rendered(keep_trailing_newline=True)] == ["1", "1", "1\n"]
    assert compiled == ["a", "a"]
    sources["a"] = "{{ 2 }}"
    assert rendered() == "2"
    assert compiled == ["a", "a", "a"]


MARKED = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - kind: article
    number: Article 1
    heading: '[^1]'
    footnotes: [{mark: "1", text: As amended.}]
    content: [{text: One.}]
"""


CELLS = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - kind: article
    number: Article 1
    content:
      - text: "The fees are:"
        table: {rows: [["Pilot[^1]", "[^1]"], ["Tug", "[^2]"]]}
        footnotes: [{mark: "1", text: One.}, {mark: "2", text: Two.}]
"""


def test_the_mark_of_a_footnote_may_be_all_of_a_cell(read: Callable[..., Edition]) -> None:
    edition = read(CELLS)
    page = next(page for page in pages_of(Renderer(edition)) if page.slug == "article-1")
    cells = BeautifulSoup(page.html, "html.parser").select("td")
    assert [[mark["data-mark"] for mark in cell.select("a")] for cell in cells] == [["1"], ["1"], [], ["2"]]
    assert [cell.get_text() for cell in cells] == ["Pilot", "", "Tug", ""]
    text = EXPORTERS["declaration.txt"].write(edition).decode()
    assert "Pilot[1]" in text
    assert "[2]" in text
    assert EXPORTERS["declaration.md"].write(edition).decode().count(">[2](<#1.p1.fn2>)<") == 1
    written = EXPORTERS["declaration.akn.xml"].write(edition).decode()
    assert (written.count("<authorialNote"), written.count("<noteRef")) == (2, 1)


def test_the_mark_of_a_footnote_alone_stands_behind_the_number(read: Callable[..., Edition]) -> None:
    pages = {page.slug: BeautifulSoup(page.html, "html.parser") for page in pages_of(Renderer(read(MARKED)))}
    heading = pages["article-1"].h1
    assert heading is not None
    assert [a["href"] for a in heading.select("a")] == ["#1", "#1.fn1"]
    assert heading.get_text().strip() == "Article 1"


@pytest.mark.parametrize(
    "text", [HOSTILE, *(SAMPLES / f"{name}.yaml" for name in ("regulation", "convention", "arabic"))]
)
@pytest.mark.parametrize("site_url", ["", "https://example.org/?a&b/"])
def test_small_pages_are_those_that_a_template_a_page_would_give(
    read: Callable[..., Edition], tmp_path: Path, text: str | Path, site_url: str
) -> None:
    """A site's own templates are rendered for each page; here they are those of the package."""
    for name in ("permalink.html", "frame.html"):
        shutil.copy(TEMPLATES / name, tmp_path)
    edition = read(text if isinstance(text, str) else text.read_text(encoding="utf-8"))
    edition = replace(edition, site_url=site_url)
    filled, rendered = (
        dict((redirects(one) | frames(one)).items()) for one in (Renderer(edition), Renderer(edition, [tmp_path]))
    )
    assert len(filled) > len(edition.instrument.by_id)
    assert filled == rendered
