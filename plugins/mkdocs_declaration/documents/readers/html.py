"""HTML: links of `a` and `iframe`, sources of `q` and `blockquote`; read with the parser of the standard library."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.readers.passages import Block, Document, Link, LinkSpan, with_bare
from mkdocs_declaration.documents.readers.quoting import assemble
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.problems import Source


# fmt: off
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "iframe",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
})
# fmt: on
_CELLS = frozenset({"td", "th", "br"})
_UNREAD = frozenset({"script", "style", "template", "code", "pre", "samp", "kbd", "textarea", "title"})
"""Elements whose text is none of the document, or is quoted as it is typed."""
_ADDRESSES = {"a": "href", "area": "href", "iframe": "src", "q": "cite", "blockquote": "cite"}


def read(text: str, source: Source) -> Document:
    """Read HTML.

    Args:
        text: The text of the file.
        source: Its name and lines.
    """
    parser = BlockParser(source.lines)
    parser.feed(text)
    parser.close()
    parser.end_block()
    return assemble(source, parser.blocks)


def read_tag(written: str) -> tuple[str, str]:
    """Read one tag: the name of the element, after `/` if it ends there, and the address that it links to, if any."""
    parser = _TagParser()
    parser.feed(written)
    return parser.name, parser.address


class _TagParser(HTMLParser):
    name = address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.address = tag, dict(attrs).get(_ADDRESSES.get(tag, "")) or ""

    def handle_endtag(self, tag: str) -> None:
        self.name = f"/{tag}"


class BlockParser(HTMLParser):
    """Collects the blocks of a page."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Begin with no block; the lines are those of the source."""
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self._lines = lines
        self._words = ""
        self._spans: list[LinkSpan] = []
        self._open: list[tuple[int, Link]] = []
        self._unread: list[str] = []
        self._quotes: list[int] = []
        self._quoted = 0
        self._rows: list[str] = []  # of each open table, its open row
        self._first = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or a link."""
        if tag in _UNREAD:
            self._unread.append(tag)
        elif tag in _CELLS:
            self._words += "\n"
        elif tag not in _INLINE:
            self.end_block()
        if tag == "blockquote":
            self._quoted += 1
            self._quotes.append(self._quoted)
        elif tag == "table":
            self._rows.append("")
        elif tag == "tr" and self._rows:
            self._rows[-1] = f"row {':'.join(map(str, self.getpos()))}"
        if tag == "q":
            self._words += "“"
        address = (dict(attrs).get(_ADDRESSES.get(tag, "")) or "").strip()
        if not address:
            return
        at, length = self._place(address)
        link = Link(re.sub(r"[\t\n]", "", address), at, length)
        if tag == "a":
            self._open.append((len(self._words), link))
        else:
            self._span(len(self._words), link)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin and end an element that says that it is empty, as XHTML writes it."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block or a link."""
        if tag in self._unread:
            while self._unread and self._unread.pop() != tag:
                pass
        elif tag == "a" and self._open:
            start, link = self._open.pop()
            self._span(min(start, len(self._words)), link)
        elif tag == "q":
            self._words += "”"
        elif tag not in _INLINE and tag not in _CELLS:
            self.end_block()
            if tag == "blockquote" and self._quotes:
                self._quotes.pop()
            elif tag == "table" and self._rows:
                self._rows.pop()

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if not self._unread:
            self._begin()
            self._words += data

    def handle_entityref(self, name: str) -> None:
        """Take in a character that is written by its name."""
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Take in a character that is written by its number."""
        self.handle_data(html.unescape(f"&#{name};"))

    def end_block(self) -> None:
        """End the block that is being collected."""
        if self._open:  # a link around blocks belongs to the first of them
            for start, link in self._open:
                self._span(start, link)
            self._open = []
        if self._words.strip() or self._spans:
            last = self.getpos()[0]
            quote = self._quotes[-1] if self._quotes else 0
            row = self._rows[-1] if self._rows else ""
            block = Block(self._words, tuple(self._spans), self._first or last, last, quote, row=row)
            self.blocks.append(with_bare(self._lines, block))
        self._words, self._spans, self._first = "", [], 0

    def _begin(self) -> None:
        self._first = self._first or self.getpos()[0]

    def _span(self, start: int, link: Link) -> None:
        self._begin()
        self._spans.append(LinkSpan(start, len(self._words), link))

    def _place(self, address: str) -> tuple[Position, int]:
        """Where an address stands in the tag that was just read."""
        line, offset = self.getpos()
        tag = self.get_starttag_text() or ""
        for written in (address, html.escape(address), address.replace("&", "&amp;")):
            before, is_there, _ = tag.partition(written)
            if is_there:
                return (
                    Position(
                        line + before.count("\n"), len(before) - before.rfind("\n") + (0 if "\n" in before else offset)
                    ),
                    len(written),
                )
        return Position(line, offset + 1), 1
