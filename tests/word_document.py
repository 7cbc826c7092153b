"""Word documents for the tests, written as Word writes them."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn


def word(paragraphs: list[dict[str, Any]]) -> bytes:
    """A document of paragraphs, with fragments beside addresses, fields, and notes in a part of their own."""
    document = docx.Document()
    notes: list[tuple[str, str]] = []
    for entry in paragraphs:
        if "row" in entry:
            cells = document.add_table(1, len(entry["row"])).rows[0].cells
            for cell, pieces in zip(cells, entry["row"], strict=True):
                fill(cell.paragraphs[0], pieces, notes)
            continue
        if "part" in entry:  # such as header or first_page_footer
            fill(getattr(document.sections[0], entry["part"]).paragraphs[0], entry["text"], notes)
            continue
        paragraph = document.add_paragraph()
        if "style" in entry:
            paragraph.style = document.styles[entry["style"]]
        fill(paragraph, entry["text"], notes)
    if notes:
        write_notes(document, notes)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def fill(paragraph: Any, pieces: list[Any], notes: list[tuple[str, str]]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            paragraph.add_run(piece)
        elif "note" in piece:
            notes.append((piece["note"], piece["link"]))
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(len(notes)))
            paragraph.add_run().element.append(reference)
        elif "field" in piece:
            field(paragraph, piece["field"], piece["text"])
        else:
            hyperlink(paragraph, piece["link"], piece["text"])


def hyperlink(paragraph: Any, address: str, text: str) -> None:
    page, _, fragment = address.partition("#")
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(page, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    if fragment:
        element.set(qn("w:anchor"), fragment)
    run_ = paragraph.add_run(text).element
    run_.addprevious(element)
    element.append(run_)


def field(paragraph: Any, address: str, text: str) -> None:
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run_ = paragraph.add_run(text if kind == "result" else "").element
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.text = f' HYPERLINK "{address}" '
            run_.append(element)
        elif kind != "result":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run_.append(element)


def write_notes(document: Any, notes: list[tuple[str, str]]) -> None:
    """Footnotes, after the one that stands for the line between text and notes."""
    written = f'<w:footnotes {nsdecls("w", "r")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    for number, (text, _) in enumerate(notes, 1):
        written += (
            f'<w:footnote w:id="{number}"><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
            f'<w:hyperlink r:id="rId{number}"><w:r><w:t>the clause</w:t></w:r></w:hyperlink></w:p></w:footnote>'
        )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"{written}</w:footnotes>".encode(),
        document.part.package,
    )
    for number, (_, address) in enumerate(notes, 1):
        id_ = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        assert id_ == f"rId{number}"
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
