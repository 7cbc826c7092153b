"""Word (`.docx`): hyperlinks, fields and bare addresses, in text, tables, boxes, notes, headers and footers."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from mkdocs_declaration.documents.quotation_marks import LOWERED, RAISED
from mkdocs_declaration.documents.readers.packed import too_large_unpacked
from mkdocs_declaration.documents.readers.passages import Block, Document, Link, LinkSpan, NoteMark, with_bare
from mkdocs_declaration.documents.readers.quoting import assemble
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELD = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"(?:.*?\\l\s+"([^"]+)")?', re.IGNORECASE | re.DOTALL)
_NOTES = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
_EDGES = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(name: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read a Word document.

    Args:
        name: Its path.
        data: Its bytes.

    Returns:
        What there is to check in it, or None if it cannot be read; the problems found. A place is a paragraph of the
        text, those without words not counted, or a note, a header or a footer.
    """
    try:
        if too_large := too_large_unpacked(name, data, "a Word document"):
            return None, [too_large]
        package = docx.Document(io.BytesIO(data))
        paragraphs = list(_paragraphs(package))
    except MemoryError:
        raise
    except Exception as error:  # of a broken file, zipfile, zlib, lxml and python-docx raise what they like
        if getattr(error, "lineno", None) == 0:  # what lxml raises where libxml2 gets no memory
            raise MemoryError from error
        message = "expected a Word document, found something else or a broken one; open it in Word and save it as .docx"
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]
    lines = tuple(paragraph.words for _, paragraph in paragraphs)
    source = Source(name, lines, tuple(place for place, _ in paragraphs))
    return assemble(source, [with_bare(lines, block) for _, block in paragraphs]), []


def _paragraphs(document: docx.document.Document) -> Iterator[tuple[str, Block]]:
    """The paragraphs with words of the text, its notes, headers and footers, with what their places are called."""
    styles = {style.style_id: str(style.name) for style in document.styles}
    numbers: dict[str, str] = {}
    rows: dict[Any, str] = {}
    line = 0
    quote = 0
    quoting = False
    for paragraph in _with_words(document.element.body, document.part):
        line += 1
        quote += paragraph.is_quote(styles) and not quoting
        quoting = paragraph.is_quote(styles)
        row = paragraph.row
        name = "" if row is None else rows.setdefault(row, f"row {len(rows) + 1}")
        yield f"paragraph {line}", paragraph.block(line, quote if quoting else 0, row=name)
    for kind, relationship in _NOTES.items():
        for part in _parts(document, relationship):
            for note in parse_xml(part.blob):
                if note.get(qn("w:type")) is not None:  # the line between text and notes
                    continue
                name = f"{kind} {note.get(qn('w:id'))}"
                place = numbers.setdefault(name, f"{kind} {sum(known.startswith(kind) for known in numbers) + 1}")
                for paragraph in _with_words(note, part):
                    line += 1
                    yield place, paragraph.block(line, 0, in_notes=(name,))
    for kind, relationship in _EDGES.items():
        for number, part in enumerate(_parts(document, relationship), 1):
            for paragraph in _with_words(parse_xml(part.blob), part):
                line += 1
                yield f"{kind} {number}", paragraph.block(line, 0)


def _parts(document: docx.document.Document, relationship: str) -> list[Any]:
    return [relation.target_part for relation in document.part.rels.values() if relation.reltype == relationship]


def _with_words(element: Any, part: Any) -> Iterator[_Paragraph]:
    for node in element.iter(qn("w:p")):
        if next(node.iterancestors(_FALLBACK), None) is None:  # the same again, for old programs
            paragraph = _Paragraph(node, part)
            if paragraph.words.strip():
                yield paragraph


class _Paragraph:
    """Collects the words and links of a paragraph."""

    def __init__(self, node: Any, part: Any) -> None:
        self.words = ""
        self._node, self._part = node, part
        self._spans: list[tuple[int, int, str]] = []
        self._notes: list[NoteMark] = []
        self._fields: list[list[Any]] = []  # of each open field: what it says, and where its result begins
        self._walk(node)

    def is_quote(self, styles: dict[str, str]) -> bool:
        """Whether it is set as a quotation: by its style, or set in without being an item of a list."""
        properties = self._node.pPr
        if properties is None:
            return False
        style = properties.find(qn("w:pStyle"))
        if style is not None and re.search(r"quote|block text", styles.get(style.get(qn("w:val")), ""), re.IGNORECASE):
            return True
        indent = properties.find(qn("w:ind"))
        if indent is None or properties.find(qn("w:numPr")) is not None:
            return False
        left = indent.get(qn("w:left")) or indent.get(qn("w:start")) or "0"
        return left.isdigit() and int(left) >= 360  # twentieths of a point

    @property
    def row(self) -> Any:
        """The row of a table that it is in a cell of; None if it is in none."""
        return next(self._node.iterancestors(qn("w:tr")), None)

    def block(self, line: int, quote: int, *, in_notes: tuple[str, ...] = (), row: str = "") -> Block:
        """The paragraph, which is one line of the source."""
        self.words = self.words.replace("\n", " ")
        spans = tuple(
            LinkSpan(start, end, Link(address, Position(line, start + 1), max(1, end - start)))
            for start, end, address in self._spans
        )
        return Block(self.words, spans, line, line, quote, in_notes, tuple(self._notes), row)

    def _walk(self, node: Any) -> None:
        for child in node:
            if child.tag in (qn("w:p"), qn("w:moveFrom"), _FALLBACK, qn("w:pPr"), qn("w:rPr")):
                continue
            start = len(self.words)
            if child.tag == qn("w:t"):
                self.words += _shown(child)
            elif child.tag in (qn("w:br"), qn("w:cr"), qn("w:tab")):
                self.words += " "
            elif child.tag == qn("w:noBreakHyphen"):
                self.words += "-"
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                kind = "footnote" if child.tag == qn("w:footnoteReference") else "endnote"
                self._notes.append(NoteMark(f"{kind} {child.get(qn('w:id'))}", len(self.words)))
            elif child.tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif child.tag == qn("w:instrText") and self._fields:
                self._fields[-1][0] += child.text or ""
            self._walk(child)
            if child.tag == qn("w:hyperlink"):
                self._linked(start, self._address(child))
            elif child.tag == qn("w:fldSimple"):
                self._linked(start, _field_address(child.get(qn("w:instr")) or ""))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["", len(self.words)])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = len(self.words)
        elif kind == "end" and self._fields:
            says, start = self._fields.pop()
            self._linked(start, _field_address(says))

    def _linked(self, start: int, address: str) -> None:
        if address:
            self._spans.append((start, len(self.words), address))

    def _address(self, hyperlink: Any) -> str:
        """The address of a hyperlink; Word keeps the fragment beside it."""
        relationship = self._part.rels.get(hyperlink.get(qn("r:id")))
        if relationship is None or not relationship.is_external:
            return ""
        anchor = hyperlink.get(qn("w:anchor"))
        return f"{relationship.target_ref}#{anchor}" if anchor else str(relationship.target_ref)


def _shown(text: Any) -> str:
    """What a run shows: nothing that is struck out, and marks around what is raised."""
    look = text.getparent().find(qn("w:rPr"))
    words = text.text or ""
    if look is None:
        return words
    struck = (look.find(qn(name)) for name in ("w:strike", "w:dstrike"))
    if any(node is not None and node.get(qn("w:val")) not in ("0", "false", "off") for node in struck):
        return ""
    align = look.find(qn("w:vertAlign"))
    is_raised = align is not None and align.get(qn("w:val")) == "superscript"
    return f"{RAISED}{words}{LOWERED}" if is_raised else words


def _field_address(says: str) -> str:
    match = _FIELD.search(says)
    return "" if match is None else f"{match[1]}#{match[2]}" if match[2] else match[1]
