r"""AsciiDoc (`.adoc`): links with and without text, bare addresses, attributes, quotations, notes, tables.

Read line by line, since no parser in Python is kept for the language as it is today. Files that are included are not
read; what stands in listings, comments and passthroughs is none of the text, but for raw HTML.

Source: *AsciiDoc Language Documentation* (Eclipse Foundation): Links, Quotation Marks and Apostrophes, Blockquotes,
Footnotes, Document Attributes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.quotation_marks import LOWERED, RAISED
from mkdocs_declaration.documents.readers.html import BlockParser
from mkdocs_declaration.documents.readers.passages import (
    Block,
    Document,
    Link,
    LinkSpan,
    NoteMark,
    locate,
    typed,
    with_bare,
)
from mkdocs_declaration.documents.readers.quoting import assemble
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_declaration.problems import Source

_UNREAD = re.compile(r"(?:-{4,}|\.{4,}|/{4,}|`{3,}\w*)$")
_RAW = re.compile(r"\+{4,}$")
_QUOTE = re.compile(r'(?:_{4,}|"")$')
_AROUND = re.compile(r"(?:={4,}|\*{4,}|--|!===|,===|:===)$")
"""Delimiters of blocks whose content is read as any other."""
_TABLE = re.compile(r"\|={3,}$")
_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:[ \t]+(.*))?$")
_BLOCK_ATTRIBUTES = re.compile(r"\[(?![^\]]*\]\S)[^\]]*\]$")
_ITEM = re.compile(r"\s*(?:\*{1,5}|-|\.{1,5}|\d+\.|[a-zA-Z]\.|<\d+>)\s+|(?=\S.*?:{2,4}(?:\s|$))")
_TITLE = re.compile(r"(?:={1,6}|#{1,6})\s+|\.(?=[^\s.])")
_LINK = re.compile(
    r"(?P<escaped>\\)?(?:link:(?:\+\+(?P<safe>.+?)\+\+|(?P<target>[^\s\[\]]+))\[(?P<linked>(?:\\\]|[^\]])*)\]"
    r"|(?P<address>(?:https?://|\{[\w-]+\})[^\s\[\]<>]*)\[(?P<text>(?:\\\]|[^\]])*)\])"
)
_NOTE = re.compile(r"footnote:([\w-]*)\[((?:\\\]|[^\[\]]|\[[^\[\]]*\])*)\]")
_TYPED = re.compile(
    r"`\+(.+?)\+`|\+{3}(.+?)\+{3}|pass:\w*\[([^\]]*)\]|(?<![\"'`\w])`([^`\s](?:[^`]*[^`\s])?)`(?![\"'`\w])"
)
_DELETED = re.compile(r"\[\.?line-through\]#+[^#]*#+")
_RAISED = re.compile(r"\^([^^\s]+)\^")
_EMPHASIS = re.compile(r"(?<![\w*_#])([*_#]{1,2})(?=\S)(.+?)(?<=\S)\1(?![\w*_#])")
_MARKS = (('"`', "“"), ('`"', "”"), ("'`", "‘"), ("`'", "’"), ("...", "…"))
_HOLE = "\ue0f1{}\ue0f2"
_HOLES = re.compile("\ue0f1(\\d+)\ue0f2")
_DEEP = 10
"""How many times attributes are put in one for another."""


def read(text: str, source: Source) -> Document:  # noqa: ARG001 - the lines are enough
    """Read AsciiDoc.

    Args:
        text: The text of the file.
        source: Its name and lines.
    """
    reading = _Reading(source.lines)
    return assemble(source, [*reading.blocks(), *reading.notes])


class _Reading:
    """Walks through the lines of a file."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.notes: list[Block] = []
        self._lines = lines
        self._attributes: dict[str, str] = {}
        self._paragraph: list[str] = []
        self._first = 0
        self._quotes: list[int] = []
        self._quoted = self._noted = 0
        self._is_quote = False
        self._row = ""

    def blocks(self) -> Iterator[Block]:
        """The blocks of the file."""
        number = 0
        while number < len(self._lines):
            line = self._lines[number].rstrip()
            number += 1
            end = self._end(line)
            if end is not None:
                yield from self._ended(number - 1)
                after = next((at for at in range(number, len(self._lines)) if self._lines[at].rstrip() == end), None)
                stop = len(self._lines) if after is None else after
                if _RAW.match(line):
                    yield from self._raw(number, stop)
                number = stop + 1
                continue
            yield from self._line(line, number)
        yield from self._ended(number)

    @staticmethod
    def _end(line: str) -> str | None:
        """What ends a block that is not read as text and begins with a line."""
        if _RAW.match(line) or _UNREAD.match(line):
            return "```" if line.startswith("```") else line
        return None

    def _raw(self, start: int, stop: int) -> list[Block]:
        parser = BlockParser(self._lines)
        parser.feed("\n" * start + "\n".join(self._lines[start:stop]))
        parser.end_block()
        return parser.blocks

    def _line(self, line: str, number: int) -> Iterator[Block]:
        if line.startswith("//"):
            return
        if attribute := _ATTRIBUTE.match(line):
            yield from self._ended(number - 1)
            name = attribute[1]
            if "!" in name:
                self._attributes.pop(name.strip("!"), None)
            else:
                self._attributes[name] = attribute[2] or ""
            if "://" in (attribute[2] or ""):
                yield self._block([attribute[2] or ""], number, number, quote=0)
        elif not line.strip() or line == "+":
            yield from self._ended(number - 1)
            if self._row:
                self._row = f"row {number}"
        elif _QUOTE.match(line):
            yield from self._ended(number - 1)
            self._turn()
        elif _TABLE.match(line):
            yield from self._ended(number - 1)
            self._row = "" if self._row else f"row {number}"
        elif _AROUND.match(line):
            yield from self._ended(number - 1)
        elif _BLOCK_ATTRIBUTES.match(line) and not self._paragraph:
            self._is_quote = line.startswith(("[quote", "[verse"))
        else:
            yield from self._text(line, number)

    def _turn(self) -> None:
        """Begin a block quotation, or end it."""
        if self._quotes:
            self._quotes.pop()
        else:
            self._quoted += 1
            self._quotes.append(self._quoted)
        self._is_quote = False

    def _text(self, line: str, number: int) -> Iterator[Block]:
        begins = _TITLE.match(line) or (None if self._row else _ITEM.match(line))
        if begins is not None:
            yield from self._ended(number - 1)
            line = line[begins.end() :]
        elif self._row and line.startswith("|"):
            yield from self._ended(number - 1)
            if line.count("|") > 1:  # all cells of a row on a line
                self._row = f"row {number}"
            line = line[1:].replace("|", "\n")
        self._first = self._first or number
        self._paragraph.append(line)
        if _TITLE.match(self._lines[number - 1]):
            yield from self._ended(number)

    def _ended(self, last: int) -> Iterator[Block]:
        """The paragraph that ends at a line, with its notes."""
        if not self._paragraph:
            return
        quote = self._quotes[-1] if self._quotes else 0
        if self._is_quote or (self._paragraph[0].startswith("> ") and not quote):
            self._quoted += 1
            quote = self._quoted
        lines = [re.sub(r"^> ?", "", line) for line in self._paragraph] if quote else self._paragraph
        first, self._first, self._paragraph, self._is_quote = self._first, 0, [], False
        notes: list[tuple[str, str]] = []
        yield self._block(lines, first, max(first, last), quote=quote, notes=notes)
        row, self._row = self._row, ""
        self.notes += [
            self._block([words], first, max(first, last), quote=0, in_notes=(name,)) for name, words in notes
        ]
        self._row = row

    def _block(
        self,
        lines: Sequence[str],
        first: int,
        last: int,
        *,
        quote: int,
        notes: list[tuple[str, str]] | None = None,
        in_notes: tuple[str, ...] = (),
    ) -> Block:
        """A block of lines, without markup; notes that it has are put aside."""
        held: list[LinkSpan | NoteMark | str] = []

        def hold(what: LinkSpan | NoteMark | str) -> str:
            held.append(what)
            return _HOLE.format(len(held) - 1)

        def note(match: re.Match[str]) -> str:
            self._noted += 1
            name = match[1] or f"note {self._noted}"
            if notes is not None and match[2]:
                notes.append((name, match[2].replace("\\]", "]")))
            return hold(NoteMark(name, 0))

        after = Position(first, 1)

        def link(match: re.Match[str]) -> str:
            nonlocal after
            written = match["safe"] or match["target"] or match["address"]
            if match["escaped"]:
                return typed(match[0])
            address = self._put_in(written)
            if match["address"] and "://" not in address:
                return match[0]
            at, length = locate(self._lines, (written, address), after, last)
            after = Position(at.line, at.column + length)
            shown = (match["linked"] if match["text"] is None else match["text"]) or address
            shown = re.sub(r",\s*(?:window|role|opts|title)=.*$|\^$", "", shown.replace("\\]", "]"))
            quoted = re.fullmatch(r'"(?!`)(.*)"(?:,.*)?', shown)
            found = LinkSpan(0, 0, Link(address, at, length))
            return f"{hold(found)}{_plain(quoted[1] if quoted else shown)}{_HOLE.format(len(held) - 1)}"

        text = _TYPED.sub(lambda match: hold(typed(next(filter(None, match.groups()), ""))), "\n".join(lines))
        text = _LINK.sub(link, _NOTE.sub(note, _DELETED.sub("", text)))
        words, spans, marks = _filled(_plain(self._put_in(text)), held)
        block = Block(words, tuple(spans), first, last, quote, in_notes, tuple(marks), self._row)
        return with_bare(self._lines, block)

    def _put_in(self, text: str) -> str:
        """A text with the values of attributes."""
        for _ in range(_DEEP):
            filled = re.sub(r"(?<!\\)\{([\w-]+)\}", lambda name: self._attributes.get(name[1], name[0]), text)
            if filled == text or len(filled) > len(text) + 10_000:
                break
            text = filled
        return text


def _plain(text: str) -> str:
    """A text without marks of emphasis, and with quotation marks as they are printed."""
    for written, mark in _MARKS:
        text = text.replace(written, mark)
    text = _RAISED.sub(rf"{RAISED}\1{LOWERED}", text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return text


def _filled(text: str, held: Sequence[LinkSpan | NoteMark | str]) -> tuple[str, list[LinkSpan], list[NoteMark]]:
    """A text with what was held put in its place: words, and the places of links and marks of notes."""
    words = ""
    spans: list[LinkSpan] = []
    marks: list[NoteMark] = []
    opened: dict[int, int] = {}
    for place, part in enumerate(_HOLES.split(text)):
        if not place % 2:
            words += part
            continue
        number = int(part)
        what = held[number]
        if isinstance(what, str):
            words += what
        elif isinstance(what, NoteMark):
            marks.append(NoteMark(what.name, len(words)))
        elif number in opened:
            spans.append(LinkSpan(opened.pop(number), len(words), what.link))
        else:
            opened[number] = len(words)
    return words, spans, marks
