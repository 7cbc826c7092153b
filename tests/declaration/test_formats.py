"""The forms to file and to compute with, of the declaration."""

from __future__ import annotations

import hashlib
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from markdown_it import MarkdownIt
from pypdf.generic import BooleanObject

from mkdocs_declaration.exports.table import EXPORTERS, downloads, export
from mkdocs_declaration.instrument.citations.bibliography import FORMATS
from states import TITLE
from test_exports import (  # noqa: F401 - run on the declaration too, by the fixture below
    test_akoma_ntoso_is_of_the_strict_schema_and_has_all_ids_and_words,
    test_declaration_json_is_of_its_schema_and_has_all_ids_and_words,
    test_markdown_gives_all_ids_and_words_when_it_is_rendered,
    test_plain_text_has_all_numbers_and_words_in_order,
)
from test_pdf import (  # noqa: F401 - the same
    read_pdf,
    test_every_clause_is_a_destination,
    test_it_has_all_numbers_and_words_and_nothing_between,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.edition import Edition


@pytest.fixture
def exported(edition: Edition) -> Edition:
    return edition


def test_clauses_json_has_the_promised_form(edition: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"].write(edition))
    assert document["format"] == 2
    assert document["site"] == "https://example.org/asean-japan/"
    kinds = document["instrument"].pop("kinds")
    assert {name: kinds[name] for name in ("section", "paragraph-plural")} == {
        "section": {
            **dict.fromkeys(("stopped", "par"), "sec."),
            **dict.fromkeys(("sign", "bluebook"), "§"),
            "long": "section",
            "short": "s",
            "un": "sect.",
        },
        "paragraph-plural": {
            **dict.fromkeys(("stopped", "sign", "bluebook", "un"), "paras."),
            "long": "paragraphs",
            "short": "paras",
            "par": "pars.",
        },
    }
    assert document["instrument"].pop("escapes")["pandoc"] == {"]": r"\]"}
    assert document["instrument"] == {
        "id": "asean-japan-2014",
        "title": TITLE,
        "language": "en",
        "citations": {
            "plain": f"{TITLE}, 12 November 2014, {{long}}, {{link}}",
            "oscola": f"{TITLE} (adopted 12 November 2014) {{short}} <{{link}}> accessed {{today}}",
            "bluebook": f"{TITLE} {{bluebook}}, adopted Nov. 12, 2014, {{link}}",
            "aglc": f"{TITLE}, adopted 12 November 2014, {{short}} <{{link}}>",
            "apa": f"{TITLE}, November 12, 2014, {{link}}",
            "mla": f"{TITLE}. 12 Nov. 2014, {{link}}.",
            "chicago": f"{TITLE}, adopted November 12, 2014, {{stopped}}, {{link}}.",
            "iso690": f"{TITLE}, 12 November 2014, {{stopped}} [viewed {{today}}]. Available from: {{link}}",
            "un": f"{TITLE}, adopted on 12 November 2014, {{un}}. Available at {{link}} (accessed on {{today}}).",
        },
        "bibliography": document["instrument"]["whole"]["bibliography"],
        "rich": {
            "bluebook": f"{TITLE} {{bluebook}}, <i>adopted</i> Nov. 12, 2014, {{link}}",
            "aglc": f"<i>{TITLE}</i>, adopted 12 November 2014, {{short}} &lt;{{link}}&gt;",
            "iso690": f"<i>{TITLE}</i>, 12 November 2014, {{stopped}} [viewed {{today}}]. Available from: {{link}}",
        },
        "inText": {
            "apa": f"({TITLE}, 2014, {{sign}})",
            "mla": "(ASEAN-Japan Joint Declaration (2014), {par})",
        },
        "locators": {
            "pandoc": "[@{key}, {stopped}]",
            "biblatex": r"\autocite[{stopped}]{{key}}",
            "suffix": "{stopped}",
        },
        "brackets": {"un": " ("},
        "range": "{first} to {last}",
        "join": "–",
        "whole": {
            "citations": {
                "plain": f"{TITLE}, 12 November 2014, {{link}}",
                "oscola": f"{TITLE} (adopted 12 November 2014) <{{link}}> accessed {{today}}",
                "bluebook": f"{TITLE}, adopted Nov. 12, 2014, {{link}}",
                "aglc": f"{TITLE}, adopted 12 November 2014 <{{link}}>",
                "apa": f"{TITLE}, November 12, 2014, {{link}}",
                "mla": f"{TITLE}. 12 Nov. 2014, {{link}}.",
                "chicago": f"{TITLE}, adopted November 12, 2014, {{link}}.",
                "iso690": f"{TITLE}, 12 November 2014 [viewed {{today}}]. Available from: {{link}}",
                "un": f"{TITLE}, adopted on 12 November 2014. Available at {{link}} (accessed on {{today}}).",
            },
            "bibliography": {name: write(edition.instrument, "{link}") for name, write in FORMATS.items()},
        },
    }
    clauses = {clause["id"]: clause for clause in document["clauses"]}
    text = (
        "Strengthening border control and immigration, transport security, law enforcement and capacity building in "
        "countering terrorism including countering terrorist financing;"
    )
    assert clauses["1.3.ii"] == {
        "id": "1.3.ii",
        "repealed": False,
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
        "sentence": {"before": f"1.3 {clauses['1.3']['text']}", "after": ""},
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "terms": [],
        "references": [],
        "pinpoint": "{paragraph} 1.3(ii)",
        "tail": "{paragraph} 1.3(ii)",
        "range": {"part": "(ii)", "pinpoint": "{paragraph} 1.3{part}"},
        "spans": [{"part": "1.3(ii)", "pinpoint": "{paragraph-plural} {part}"}],
        "names": [],
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
        ' "$schema": "clauses.schema.json",',
        ' "format": 2,',
        ' "site": "https://example.org/asean-japan/",',
        lines[4],
        ' "clauses": [',
        " ],",
        ' "retired": [],',
        ' "gone": [],',
        ' "moved": {}',
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
        "forms": [
            "IGCI",
            "INTERPOL Global Complex for Innovation",
            "INTERPOL Global Complex for Innovation (IGCI)",
        ],
        "neverIn": [],
        "also": [],
        "definedIn": None,
        "description": (
            "Facility of INTERPOL in Singapore, whose establishment its General Assembly endorsed in November 2010. "
            "The declaration seeks to involve it in cooperation against cybercrime."
        ),
        "asOf": "The building had been handed over to INTERPOL on 30 September 2014 and was not yet inaugurated.",
        "later": "It was inaugurated on 13 April 2015.",
        "url": "https://www.interpol.int",
        "sources": [
            {
                "title": "INTERPOL, the Global Complex for Innovation, implementation",
                "url": "http://www.interpol.int/en/About-INTERPOL/The-INTERPOL-Global-Complex-for-Innovation/"
                "Implementation",
                "clause": None,
                "language": None,
                "note": None,
            },
            {
                "title": "INTERPOL, news of 30 September 2014",
                "url": "https://www.interpol.int/en/News-and-Events/News/2014/"
                "INTERPOL-Global-Complex-for-Innovation-opens-its-doors",
                "clause": None,
                "language": None,
                "note": None,
            },
            {
                "title": "Ministry of Home Affairs of Singapore, speech at the inauguration, 13 April 2015",
                "url": "https://www.mha.gov.sg/mediaroom/speeches/the-interpol-global-complex-for-innovation-igci-"
                "inauguration-ceremony---speech-by-mr-teo-chee-hean-deputy-prime-minister-coordinating-minister-for-"
                "national-security-and-minister-for-home-affairs",
                "clause": None,
                "language": None,
                "note": None,
            },
        ],
        "mentions": ["8.2"],
    }


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


def test_akoma_ntoso_names_each_party_the_number_and_the_day(edition: Edition) -> None:
    document = etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition))
    names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    authors = document.xpath("//a:FRBRWork/a:FRBRauthor/@href", namespaces=names)
    assert authors == ["#party-1", "#party-2"]
    shown = [
        document.xpath(f"//a:TLCOrganization[@eId='{author[1:]}']/@showAs", namespaces=names) for author in authors
    ]
    assert shown == [[party] for party in edition.instrument.parties]
    assert document.xpath("//a:FRBRWork/a:FRBRnumber/@value", namespaces=names) == ["asean-japan-2014"]
    assert document.xpath("//a:lifecycle/a:eventRef/@date", namespaces=names) == ["2014-11-12"]


def test_llms_txt_leads_to_every_page_and_every_file(edition: Edition) -> None:
    text = EXPORTERS["llms.txt"].write(edition).decode()
    soup = BeautifulSoup(MarkdownIt("commonmark").render(text), "html.parser")
    links = {str(a["href"]): a.get_text() for a in soup.select("a")}
    pages = [*(f"{slug}/" for slug in edition.instrument.pages), "full-text/", "glossary/", "downloads/"]
    files = ["declaration.txt", "clauses.json", "declaration.json", "declaration.akn.xml"]
    site = "https://example.org/asean-japan/"
    assert list(links) == [f"{site}{path}" for path in ("declaration.md", *pages, *files)]
    assert {"declaration.md", *files} <= set(EXPORTERS)
    assert links[f"{site}sea-piracy/"] == "5. Sea Piracy"
    assert [heading.get_text() for heading in soup.select("h2")] == ["Text", "Optional"]
    assert f"as in `{site}terrorism/#1.3.i`; its short link is `{site}1.3.i/`" in text
    assert soup.h1 is not None
    assert soup.h1.get_text() == TITLE
    assert soup.blockquote is not None
    assert soup.blockquote.get_text(strip=True) == edition.instrument.summary


def test_a_destination_is_where_its_clause_begins(edition: Edition) -> None:
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(edition))
    places = [reader.named_destinations[clause.id] for clause in edition.instrument.clauses]
    numbers = [reader.get_destination_page_number(place) for place in places]
    # From page to page, and down each page.
    order = [(number, -float(place.top)) for number, place in zip(numbers, places, strict=True)]  # type: ignore[arg-type]
    assert order == sorted(order)
    page = reader.pages[numbers[[c.id for c in edition.instrument.clauses].index("8.2")] or 0]
    assert "We welcome the first ASEAN-Japan Cybercrime Dialogue" in " ".join(page.extract_text().split())


def outline(entries: list[Any]) -> list[Any]:
    return [outline(entry) if isinstance(entry, list) else entry["/Title"] for entry in entries]


def test_bookmarks_are_the_sections_and_their_numbered_paragraphs(edition: Edition) -> None:
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(edition))
    assert outline(reader.outline)[:7] == [
        "Preamble",
        "1. Terrorism",
        ["1.1", "1.2", "1.3"],
        "2. Illicit Drug Trafficking",
        ["2.1", "2.2"],
        "3. Trafficking in Persons",
        ["3.1", "3.2", "3.3"],
    ]


def test_it_is_tagged_and_says_what_it_is(edition: Edition) -> None:
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(edition))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] == BooleanObject(True)  # type: ignore[index]
    assert str(root["/Lang"]) == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == edition.instrument.title
    assert reader.metadata.creation_date is None
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()  # type: ignore[union-attr]
    kinds = [kind for kind in tags(root["/StructTreeRoot"]) if kind in ("/Title", "/H1", "/H2", "/H3", "/P", "/Figure")]
    levels = {"preamble": 1, "section": 1, "item": 3}
    assert [kind for kind in kinds if kind.startswith("/H")] == [
        f"/H{levels.get(clause.kind, 2)}" for clause in edition.instrument.clauses
    ]


def tags(node: Any) -> Iterator[str]:
    """The kinds of the elements of the structure, in the order in which they are read."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tags(node["/K"])


def test_numbers_and_terms_lead_to_the_site(edition: Edition) -> None:
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(edition))
    links = [
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    site = "https://example.org/asean-japan/"
    units = [clause for clause in edition.instrument.clauses if clause.text is not None]
    assert [link for link in dict.fromkeys(links) if "glossary" not in link and link != site] == [
        f"{site}{clause.id}/" for clause in units
    ]
    assert f"{site}glossary/#unodc" in links


def test_the_bytes_are_the_same_again(edition: Edition) -> None:
    assert EXPORTERS["declaration.pdf"].write(edition) == EXPORTERS["declaration.pdf"].write(edition)


def test_without_the_extra_the_other_files_are_written(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    files, missing = export(edition)
    assert missing == [
        "declaration.pdf is not written: it needs the extra 'pdf'; in a clone, run 'pip install \".[pdf]\"'"
    ]
    assert set(files) == set(EXPORTERS) - {"declaration.pdf"}
    assert "declaration.pdf" not in [file.path for file in downloads(dict.fromkeys(files), edition.words)]
