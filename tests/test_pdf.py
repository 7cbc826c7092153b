"""The PDF, read by a reader that is not ours."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from mkdocs_declaration.exports import EXPORTERS, downloads, export
from mkdocs_declaration.exports.pdf import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.model import Clause

OTHER = """
format: 1
instrument: {id: t, title: "A & <B> #C", kind: act, language: en}
preamble: {heading: "*Pre*amble", recitals: [One], closing: Enacts}
body:
  - kind: chapter
    number: Chapter I
    content:
      - kind: article
        number: Article 1
        heading: "A_b & <c> `d` #let $x$"
        slug: one
        content:
          - number: "1."
            text: 'a < b && [c](d) \\* # ~~e~~ | **bold *both* end** <script> @f $g$ // h /* i */ = j'
            items:
              - {number: (a), text: "1. one;"}
              - {text: "- two;", items: [{number: (i), text: "+ three"}]}
            closing: both & all.
          - {text: Unnumbered.}
  - kind: annex
    slug: annex
    content: [{number: "1.", text: Form.}]
"""


def squeezed(text: str) -> str:
    return "".join(text.split())


def read_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(reader: PdfReader, short_title: str) -> str:
    """The text without blanks, which are the typesetter's, and without the lines at head and foot of the pages."""
    found = ""
    for number, page in enumerate(reader.pages, 1):
        text = squeezed(page.extract_text())
        for line in ([squeezed(short_title)] if number > 1 else []) + [f"{number}/{len(reader.pages)}"]:
            assert line in text
            text = text.replace(line, "", 1)
        found += text
    return found


def mark(clause: Clause) -> str:
    return clause.printed or (f"[{clause.counted}]" if clause.counted else "¶")


def written(clause: Clause) -> Iterator[str]:
    if clause.text is None:
        yield " ".join(filter(None, (clause.printed, str(clause.heading or "")))) or clause.label.capitalize()
    else:
        yield from (str(clause.heading or ""), mark(clause), clause.text.plain)
    for note in clause.notes:
        yield f"“{note.quote}” {'[sic: so in the source]' if note.sic else ''} {note.note or ''}"
    for child in clause.children:
        yield from written(child)


@pytest.fixture(params=["the declaration", "another"])
def some(request: pytest.FixtureRequest, edition: Edition, read: Callable[..., Edition]) -> Edition:
    return edition if request.param == "the declaration" else read(OTHER)


def test_it_has_all_numbers_and_words_and_nothing_between(some: Edition) -> None:
    text = text_of(read_pdf(EXPORTERS["declaration.pdf"].write(some)), some.instrument.short_title)
    expected = squeezed("".join(part for division in some.instrument.divisions for part in written(division)))
    before, found, after = text.partition(expected)
    assert found, text
    assert before.startswith(squeezed(some.instrument.printed_title.plain))
    assert after.startswith(f"Citethe{some.instrument.kind}")


def test_every_clause_is_a_destination(some: Edition) -> None:
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(some))
    assert set(reader.named_destinations) == set(some.instrument.by_id)


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


def test_a_script_of_another_font_is_not_set_in_that_of_a_typewriter(read: Callable[..., Edition]) -> None:
    arabic = read(OTHER.replace("language: en", "language: ar").replace("Unnumbered.", "يولد جميع الناس أحراراً."))
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(arabic))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    # Without any font for the script there is only the typewriter's.
    suitable = {"Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "Scheherazade New", "FreeSerif", "DejaVu Sans"}
    installed = suitable & set(typst.Fonts().families())
    assert any("Mono" in font for font in fonts) == (not installed), fonts
    assert str(reader.root_object["/Lang"]) == "ar"


def test_a_region_is_kept(read: Callable[..., Edition]) -> None:
    for language, expected in (("pt-BR", "pt-BR"), ("zh-Hant", "zh-TW"), ("sr-Latn-RS", "sr-RS")):
        edition = read(OTHER.replace("language: en", f"language: {language}"))
        reader = read_pdf(EXPORTERS["declaration.pdf"].write(edition))
        assert str(reader.root_object["/Lang"]) == expected


def test_a_script_without_a_font_gives_no_pdf_with_boxes(read: Callable[..., Edition]) -> None:
    cuneiform = read(OTHER.replace("Unnumbered.", "𒀀𒁀"))
    with pytest.raises(Unavailable, match=r"𒀀.*install a font"):
        EXPORTERS["declaration.pdf"].write(cuneiform)


def test_without_the_extra_the_other_files_are_written(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    files, missing = export(edition)
    assert missing == [
        "declaration.pdf is not written: it needs the extra 'pdf': pip install 'mkdocs-declaration[pdf]'"
    ]
    assert set(files) == set(EXPORTERS) - {"declaration.pdf"}
    assert "declaration.pdf" not in [one.path for one in downloads(files)]
