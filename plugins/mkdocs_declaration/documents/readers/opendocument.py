"""OpenDocument texts (`.odt`, `.fodt`): links, bare addresses, notes, tables, headers and footers.

Source: OASIS, *Open Document Format for Office Applications 1.3*, part 3: sections 5 (text), 6.1.8 (`text:a`), 6.3
(notes), 9 (tables), 16 (styles).
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from mkdocs_declaration.documents.quotation_marks import LOWERED, RAISED
from mkdocs_declaration.documents.readers.packed import too_large_unpacked
from mkdocs_declaration.documents.readers.passages import Block, Document, Link, LinkSpan, NoteMark, with_bare
from mkdocs_declaration.documents.readers.quoting import assemble
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _TABLE, _OFFICE, _DRAW = (
    f"{_NAMES}{name}:1.0}}" for name in ("text", "style", "table", "office", "drawing")
)
_FORMAT = f"{_NAMES}xsl-fo-compatible:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_UNREAD = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}ruby-text", f"{_TEXT}tracked-changes"})
"""What is none of the words: comments, marks of notes, readings, and what was deleted."""
_QUOTE = re.compile(r"quot|block.?text", re.IGNORECASE)
_LENGTH = re.compile(r"([\d.]+)(mm|cm|in|pt|pc)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0}
_SET_IN = 18.0
"""From which margin on, in points, a paragraph is set in as a quotation is."""


def read(name: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read an OpenDocument text, packed or flat.

    Args:
        name: Its path.
        data: Its bytes.

    Returns:
        What there is to check in it, or None if it cannot be read; the problems found. A place is a paragraph of the
        text, those without words not counted, or a note, a header or a footer.
    """
    try:
        if data.lstrip().startswith(b"<"):
            content = styles = _parsed(data)
        else:
            if too_large := too_large_unpacked(name, data, "an OpenDocument text"):
                return None, [too_large]
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                content, styles = _parsed(package.read("content.xml")), _parsed(package.read("styles.xml"))
        paragraphs = list(_Reading(content, styles).paragraphs())
    except MemoryError:
        raise
    except Exception as error:  # of a broken file, zipfile, zlib and lxml raise what they like
        if getattr(error, "lineno", None) == 0:  # what lxml raises where libxml2 gets no memory
            raise MemoryError from error
        message = "expected an OpenDocument text, found something else, or a broken or encrypted one; open it in an "
        message += "office program and save it as .odt without a password"
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]
    lines = tuple(block.words for _, block in paragraphs)
    source = Source(name, lines, tuple(place for place, _ in paragraphs))
    return assemble(source, [with_bare(lines, block) for _, block in paragraphs]), []


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says that matters here."""

    is_quote: bool = False
    is_raised: bool = False
    is_deleted: bool = False


class _Reading:
    """Walks through the paragraphs of a text."""

    def __init__(self, content: Any, styles: Any) -> None:
        self._content, self._masters = content, styles
        roots = [content] if content is styles else [content, styles]
        self._styles = {style.get(f"{_STYLE}name"): style for root in roots for style in root.iter(f"{_STYLE}style")}
        self._looks: dict[str, _Look] = {}
        self._line = 0

    def paragraphs(self) -> Iterator[tuple[str, Block]]:
        """The paragraphs with words, with what their places are called."""
        body = next(self._content.iter(f"{_OFFICE}body"))
        counts = {"footnote": 0, "endnote": 0}
        numbers: dict[Any, str] = {}
        rows: dict[Any, str] = {}
        quote, quoting = 0, False
        shown = 0
        notes: list[tuple[str, Block]] = []
        for node in body.iter(*_PARAGRAPHS):
            if any(outer.tag in _UNREAD for outer in node.iterancestors()):
                continue
            note = next(node.iterancestors(f"{_TEXT}note"), None)
            paragraph = _Paragraph(node, self._look)
            if not paragraph.words.strip():
                continue
            if note is not None:
                kind = "endnote" if note.get(f"{_TEXT}note-class") == "endnote" else "footnote"
                if note not in numbers:
                    counts[kind] += 1
                    numbers[note] = f"{kind} {counts[kind]}"
                notes.append((numbers[note], paragraph.block(0, 0, in_notes=(_name(note),))))
                continue
            is_quote = self._look(node.get(f"{_TEXT}style-name")).is_quote and not _is_item(node)
            quote += is_quote and not quoting
            quoting = is_quote
            row = next(node.iterancestors(f"{_TABLE}table-row"), None)
            row_name = "" if row is None else rows.setdefault(row, f"row {len(rows) + 1}")
            shown += 1
            yield f"paragraph {shown}", paragraph.block(self._next(), quote if is_quote else 0, row=row_name)
        for place, block in notes:
            yield place, _moved(block, self._next())
        for kind in ("header", "footer"):
            elements = list(self._masters.iter(f"{_STYLE}{kind}", f"{_STYLE}{kind}-first", f"{_STYLE}{kind}-left"))
            for number, element in enumerate(elements, 1):
                for node in element.iter(*_PARAGRAPHS):
                    paragraph = _Paragraph(node, self._look)
                    if paragraph.words.strip():
                        yield f"{kind} {number}", paragraph.block(self._next(), 0)

    def _next(self) -> int:
        self._line += 1
        return self._line

    def _look(self, name: str | None) -> _Look:
        """What a style says, with what it inherits."""
        if name is None or name not in self._styles:
            return _Look(is_quote=bool(name and _QUOTE.search(name)))
        if (known := self._looks.get(name)) is not None:
            return known
        self._looks[name] = _Look()  # a style that inherits from itself says nothing
        style = self._styles[name]
        outer = self._look(style.get(f"{_STYLE}parent-style-name"))
        names = f"{name} {style.get(f'{_STYLE}display-name') or ''}"
        text, paragraph = style.find(f"{_STYLE}text-properties"), style.find(f"{_STYLE}paragraph-properties")
        position = text.get(f"{_STYLE}text-position", "") if text is not None else ""
        through = text.get(f"{_STYLE}text-line-through-style", "none") if text is not None else "none"
        margin = paragraph.get(f"{_FORMAT}margin-left", "") if paragraph is not None else ""
        look = _Look(
            outer.is_quote or _QUOTE.search(names) is not None or _points(margin) >= _SET_IN,
            outer.is_raised or position.startswith("super") or bool(re.match(r"[1-9]", position)),
            outer.is_deleted or through != "none",
        )
        self._looks[name] = look
        return look


def _points(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def _is_item(node: Any) -> bool:
    return next(node.iterancestors(f"{_TEXT}list-item"), None) is not None


def _name(note: Any) -> str:
    """What a note is called within the document."""
    return str(note.get(f"{_TEXT}id") or note.getroottree().getpath(note))


def _moved(block: Block, line: int) -> Block:
    """A block on another line."""
    spans = tuple(
        LinkSpan(span.start, span.end, Link(span.link.address, Position(line, span.link.at.column), span.link.length))
        for span in block.spans
    )
    return Block(block.words, spans, line, line, block.quote, block.in_notes, block.notes, block.row)


class _Paragraph:
    """Collects the words and links of a paragraph."""

    def __init__(self, node: Any, look: Any) -> None:
        self.words = ""
        self._look = look
        self._spans: list[tuple[int, int, str]] = []
        self._notes: list[NoteMark] = []
        self._walk(node)

    def block(self, line: int, quote: int, *, in_notes: tuple[str, ...] = (), row: str = "") -> Block:
        """The paragraph, which is one line of the source."""
        words = re.sub(r"[\n\t]", " ", self.words)
        spans = tuple(
            LinkSpan(start, end, Link(address, Position(line, start + 1), max(1, end - start)))
            for start, end, address in self._spans
        )
        return Block(words, spans, line, line, quote, in_notes, tuple(self._notes), row)

    def _walk(self, node: Any) -> None:
        self.words += node.text or ""
        for child in node:
            if isinstance(child.tag, str):
                self._enter(child)
            self.words += child.tail or ""

    def _enter(self, child: Any) -> None:
        start = len(self.words)
        if child.tag == f"{_TEXT}note":
            self._notes.append(NoteMark(_name(child), start))
        elif child.tag in _PARAGRAPHS or child.tag in _UNREAD:
            pass  # a box has paragraphs of its own
        elif child.tag == f"{_TEXT}s":
            self.words += " " * min(int(child.get(f"{_TEXT}c") or 1), 100)
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self.words += " "
        elif child.tag == f"{_TEXT}span":
            self._span(child)
        else:
            self._walk(child)
        if child.tag in (f"{_TEXT}a", f"{_DRAW}a") and child.get(_HREF):
            self._spans.append((start, len(self.words), str(child.get(_HREF)).strip()))

    def _span(self, child: Any) -> None:
        look = self._look(child.get(f"{_TEXT}style-name"))
        start = len(self.words)
        self.words += RAISED if look.is_raised else ""
        self._walk(child)
        self.words += LOWERED if look.is_raised else ""
        if look.is_deleted:
            self.words = self.words[:start]
            self._spans = [(min(first, start), min(last, start), address) for first, last, address in self._spans]
