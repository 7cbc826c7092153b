"""Markdown (CommonMark with tables, notes and strike-through): links, references, bare addresses, links in raw HTML.

Quarto (`.qmd`) and MDX (`.mdx`) are read as Markdown too: shortcodes and components are text or raw HTML in it.
"""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from mkdocs_declaration.documents.quotation_marks import LOWERED, RAISED
from mkdocs_declaration.documents.readers.html import BlockParser, read_tag
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

    from markdown_it.token import Token

    from mkdocs_declaration.problems import Source


_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
_RAISED = {"sup": RAISED, "/sup": LOWERED}
_DELETED = {"s_open": 1, "del": 1, "s": 1, "strike": 1, "s_close": -1, "/del": -1, "/s": -1, "/strike": -1}
_SET_IN = re.compile(r"(?:!!!|\?\?\?\+?|===) ")
"""Starts a paragraph whose content is set in, as MkDocs projects write notes and tabs."""


_NORMAL = re.compile(r"https?://[a-z0-9.-]{1,63}/[\w/.~()#-]*", re.ASCII)
"""An address that `normalizeLink` gives back as it is: it has nothing to encode, and no letters to make small."""


class _Parser(MarkdownIt):
    """The parser, which takes no address apart only to put it together again."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is of markdown-it
        """Escape an address (markdown-it-py, `common/normalize_url.py`)."""
        return url if _NORMAL.fullmatch(url) else super().normalizeLink(url)


@lru_cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark").enable(["table", "strikethrough"])
    # Notes stay where they are defined; those that nothing refers to have links as well.
    return parser.use(footnote_plugin).use(front_matter_plugin).disable("footnote_tail")


def read(text: str, source: Source) -> Document:
    """Read Markdown.

    Args:
        text: The text of the file.
        source: Its name and lines.
    """
    return assemble(source, blocks_of(source.lines, text))


def blocks_of(lines: Sequence[str], text: str, offset: int = 0) -> list[Block]:
    """The blocks of Markdown.

    Args:
        lines: The lines of the source.
        text: What is read.
        offset: How many of the lines stand before it.
    """
    reading = _Reading(lines)
    return [*reading.blocks(text, offset), *reading.notes]


class _Reading:
    """Walks through the tokens of a file, which know their lines but not their columns."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.notes: list[Block] = []
        self._lines = lines
        self._quoted = 0

    def blocks(self, text: str, offset: int) -> Iterator[Block]:
        """The blocks of a text that stands so many lines below the top."""
        environment: dict[str, Any] = {}
        quotes: list[int] = []
        row: _Inline | None = None
        used: set[str] = set()
        notes: list[str] = []
        before = ""
        for token in _parser().parse(text, environment):
            first, last = (token.map[0] + 1 + offset, token.map[1] + offset) if token.map else (0, 0)
            quote = quotes[-1] if quotes else 0
            if token.type == "blockquote_open":
                self._quoted += 1
                quotes.append(self._quoted)
            elif token.type == "blockquote_close":
                quotes.pop()
            elif token.type == "footnote_reference_open":
                notes.append(str(token.meta["label"]))
            elif token.type == "footnote_reference_close":
                notes.pop()
            elif token.type == "front_matter":
                yield with_bare(self._lines, Block(token.content, (), first, last))
            elif token.type == "tr_open":
                row = _Inline(self._lines, first, last)
            elif token.type == "tr_close" and row is not None:
                used |= row.addresses
                yield row.block(quote, notes)
                row = None
            elif token.type == "inline":
                cell = row or _Inline(self._lines, first, last)
                cell.take(token.children or [])
                before = token.content
                if row is None:
                    used |= cell.addresses
                    yield cell.block(quote, notes)
                self._take_notes(cell, environment, first, last)
            elif token.type == "html_block":
                parser = BlockParser(self._lines)
                parser.feed("\n" * (first - 1) + token.content)
                parser.end_block()
                yield from parser.blocks
            elif token.type == "code_block" and _SET_IN.match(before):
                yield from self.blocks(textwrap.dedent(token.content), first - 1)
        for reference in environment.get("references", {}).values():
            if reference["href"] not in used:
                first = reference["map"][0] + 1 + offset
                yield _Inline(self._lines, first, reference["map"][1] + offset).defined(reference["href"])

    def _take_notes(self, cell: _Inline, environment: dict[str, Any], first: int, last: int) -> None:
        """Put the notes aside that are written where they are referred to, `^[…]`."""
        written = environment.get("footnotes", {}).get("list", {})
        for number in cell.written_notes:
            if (tokens := written.get(number, {}).get("tokens")) is not None:
                note = _Inline(self._lines, first, last)
                note.take(tokens)
                self.notes.append(note.block(0, [_name(number)]))
        cell.written_notes.clear()


def _name(number: int) -> str:
    """What a note is called that has no name."""
    return f"^{number}"


class _Inline:
    """Collects the words and links of a block."""

    def __init__(self, lines: Sequence[str], first: int, last: int) -> None:
        """Begin with no words; first and last are the lines of the block."""
        self.addresses: set[str] = set()
        self._lines, self._first, self._last = lines, first, last
        self._words = ""
        self._spans: list[LinkSpan] = []
        self._open: list[tuple[int, str]] = []
        self._after = Position(first, 1)
        self._notes: list[NoteMark] = []
        self._deleted = 0
        self.written_notes: list[int] = []

    def take(self, tokens: Sequence[Token]) -> None:
        """Take in what a paragraph or a cell of a table holds."""
        self._words += "\n" if self._words else ""
        for token in tokens:
            name, address = read_tag(token.content) if token.type == "html_inline" else ("", "")
            if token.type == "link_open":
                self._open.append((len(self._words), str(token.attrs["href"])))
            elif name == "a" and address:
                self._open.append((len(self._words), address))
            elif (token.type == "link_close" or name == "/a") and self._open:
                self._close(*self._open.pop())
            elif address:
                self._close(len(self._words), address)
            elif token.type == "footnote_ref":
                if token.meta.get("label") is None:
                    self.written_notes.append(token.meta["id"])
                name_of_note = str(token.meta.get("label") or _name(token.meta["id"]))
                self._notes.append(NoteMark(name_of_note, len(self._words)))
            self._deleted += _DELETED.get(name or token.type, 0)
            if self._deleted <= 0:
                self._words += _RAISED.get(name, "") + _text(token, name)

    def _close(self, start: int, address: str) -> None:
        self.addresses.add(address)
        at, length = self._place(address, self._words[start:])
        self._spans.append(LinkSpan(start, len(self._words), Link(address, at, length)))

    def _place(self, address: str, text: str) -> tuple[Position, int]:
        """Where an address stands or, of a reference, where it is used."""
        used = text.partition("\n")[0]
        written = (address, unquote(address), address.replace("&", "&amp;"), f"[{used}", used, f"[{used.split(' ')[0]}")
        at, length = locate(self._lines, written, self._after, self._last)
        self._after = Position(at.line, at.column + length)
        return at, length

    def block(self, quote: int, within: Sequence[str] = ()) -> Block:
        """The block that was read, which stands within notes."""
        marks = list(_NOTE.finditer(self._words))
        in_notes = (*within, *(mark[1] for mark in marks if mark[2]))
        notes = (*self._notes, *(NoteMark(mark[1], mark.start()) for mark in marks if not mark[2]))
        block = Block(self._words, tuple(self._spans), self._first, self._last, quote, in_notes, notes)
        return with_bare(self._lines, block)

    def defined(self, address: str) -> Block:
        """A reference that is defined and not used."""
        at, length = self._place(address, "")
        return Block("", (LinkSpan(0, 0, Link(address, at, length)),), self._first, self._last)


def _text(token: Token, name: str) -> str:
    """The words that a token of a line stands for; the name is that of a tag of raw HTML."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type in ("text", "text_special"):
        return token.content
    if token.type == "code_inline":
        return typed(token.content)
    return {"q": "“", "/q": "”", "br": "\n"}.get(name, "")
