"""Markdown (CommonMark with tables): links, references, autolinks, bare addresses, and links in raw HTML."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt

from mkdocs_declaration.documents.readers.html import BlockParser, read_tag
from mkdocs_declaration.documents.readers.passages import Block, Document, Link, LinkSpan, assemble, locate, with_bare
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from mkdocs_declaration.problems import Source


_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
_SET_IN = re.compile(r"(?:!!!|\?\?\?\+?|===) ")
"""Starts a paragraph whose content is set in, as MkDocs projects write notes and tabs."""


def read(text: str, source: Source) -> Document:
    """Read Markdown.

    Args:
        text: The text of the file.
        source: Its name and lines.
    """
    blocks = list(_Reading(source.lines).blocks(text, 0))
    return assemble(source, blocks)


class _Reading:
    """Walks through the tokens of a file, which know their lines but not their columns."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._quoted = 0

    def blocks(self, text: str, offset: int) -> Iterator[Block]:
        """The blocks of a text that stands so many lines below the top."""
        environment: dict[str, Any] = {}
        quotes: list[int] = []
        row: _Inline | None = None
        used: set[str] = set()
        before = ""
        for token in MarkdownIt("commonmark").enable("table").parse(text, environment):
            first, last = (token.map[0] + 1 + offset, token.map[1] + offset) if token.map else (0, 0)
            quote = quotes[-1] if quotes else 0
            if token.type == "blockquote_open":
                self._quoted += 1
                quotes.append(self._quoted)
            elif token.type == "blockquote_close":
                quotes.pop()
            elif token.type == "tr_open":
                row = _Inline(self._lines, first, last)
            elif token.type == "tr_close" and row is not None:
                used |= row.addresses
                yield row.block(quote)
                row = None
            elif token.type == "inline":
                cell = row or _Inline(self._lines, first, last)
                cell.take(token.children or [])
                before = token.content
                if row is None:
                    used |= cell.addresses
                    yield cell.block(quote)
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
            elif token.type in ("softbreak", "hardbreak"):
                self._words += "\n"
            elif token.type in ("text", "text_special"):
                self._words += token.content
            elif token.type == "code_inline":
                # What is typed as it is holds no links.
                self._words += token.content.replace("://", " ").replace("www.", " ")
            self._words += {"q": "“", "/q": "”", "br": "\n"}.get(name, "")

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

    def block(self, quote: int) -> Block:
        """The block that was read."""
        marks = _NOTE.findall(self._words)
        in_notes = tuple(name for name, colon in marks if colon)
        notes = tuple(name for name, colon in marks if not colon)
        block = Block(self._words, tuple(self._spans), self._first, self._last, quote, in_notes, notes)
        return with_bare(self._lines, block)

    def defined(self, address: str) -> Block:
        """A reference that is defined and not used."""
        at, length = self._place(address, "")
        return Block("", (LinkSpan(0, 0, Link(address, at, length)),), self._first, self._last)
