"""HTML: links of `a` and `iframe`, sources of `q` and `blockquote`, notes; by the parser of the standard library.

A link to a later place of the page whose text is a mark, such as `1`, `[a]` or `*`, refers to a note: what stands in
the element with that id, or behind an anchor of it in the same block. What is raised may be a mark, too; what is struck
out is none of the words. `base` tells what relative addresses are relative to.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs_declaration.documents.quotation_marks import LOWERED, RAISED
from mkdocs_declaration.documents.readers.passages import Block, Document, Link, LinkSpan, NoteMark, with_bare
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
_UNREAD = frozenset(
    {"script", "style", "template", "code", "pre", "samp", "kbd", "textarea", "title", "del", "s", "strike"}
)
"""Elements whose text is none of the document, is struck out, or is quoted as it is typed."""
_WORDS = {"q": ("“", "”"), "sup": (RAISED, LOWERED)}
"""What stands for the beginning and the end of an element in the words."""
_ENDED_BY = {
    "li": ("li", ("ul", "ol")), "dt": ("dd", ("dl",)), "dd": ("dt", ("dl",)), "tr": ("tr", ("table",)),
    "td": ("th", ("tr",)), "th": ("td", ("tr",)), "p": ("p", ()),
}  # fmt: skip
"""Elements that end without a tag where one of their kind begins, and what holds them (HTML, 13.1.2.4)."""
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[A-Za-z]|[ivxl]{1,5}|[*†‡§¶‖#⁎]{1,4})[\])]?")
"""The mark of a note."""
_ADDRESSES = {"a": "href", "area": "href", "iframe": "src", "q": "cite", "blockquote": "cite"}
"""The attributes with addresses; of any other element, as components of MDX are, it is `href`."""
_OF_THE_PAGE = frozenset({"base", "link"})


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
    return assemble(source, _finished(parser.blocks, parser.base))


def _finished(blocks: Sequence[Block], base: str) -> list[Block]:
    """Blocks, with what the whole page tells: which marks refer to notes behind them, and what is a place on it."""
    last = {id_: place for place, block in enumerate(blocks) for id_ in block.in_notes}
    finished = []
    for place, block in enumerate(blocks):
        notes = tuple(note for note in block.notes if last.get(note.name, -1) > place)
        spans = tuple(_beyond(span, base) if span.link.address[1:] not in last else span for span in block.spans)
        finished.append(replace(block, notes=notes, spans=spans))
    return finished


def _beyond(span: LinkSpan, base: str) -> LinkSpan:
    """A link that is no place on the page."""
    if not base or not span.link.address.startswith("#"):
        return span
    return replace(span, link=replace(span.link, address=urljoin(base, span.link.address)))


def read_tag(written: str) -> tuple[str, str]:
    """Read one tag: the name of the element, after `/` if it ends there, and the address that it links to, if any."""
    parser = _TagParser()
    parser.feed(written)
    return parser.name, parser.address


class _TagParser(HTMLParser):
    name = address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.address = tag, dict(attrs).get(_ADDRESSES.get(tag, "href")) or ""

    def handle_endtag(self, tag: str) -> None:
        self.name = f"/{tag}"


class BlockParser(HTMLParser):
    """Collects the blocks of a page."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Begin with no block; the lines are those of the source."""
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.base = ""
        self._lines = lines
        self._words = ""
        self._spans: list[LinkSpan] = []
        self._open: list[tuple[int, Link]] = []
        self._unread: list[str] = []
        self._quotes: list[int] = []
        self._quoted = 0
        self._rows: list[str] = []  # of each open table, its open row
        self._first = 0
        self._elements: list[tuple[str, str]] = []  # that are open, with their ids
        self._anchors: list[str] = []  # ids in the block
        self._notes: list[NoteMark] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or a link."""
        stated = dict(attrs)
        if tag in _UNREAD:
            self._unread.append(tag)
        elif tag in _CELLS:
            self._words += "\n"
        elif tag not in _INLINE:
            self.end_block()
        self._enter(tag, (stated.get("id") or (stated.get("name") if tag == "a" else "") or "").strip())
        if tag == "blockquote":
            self._quoted += 1
            self._quotes.append(self._quoted)
        elif tag == "table":
            self._rows.append("")
        elif tag == "tr" and self._rows:
            self._rows[-1] = f"row {':'.join(map(str, self.getpos()))}"
        elif tag == "base":
            self.base = self.base or (stated.get("href") or "").strip()
        if not self._unread:
            self._words += _WORDS.get(tag, ("", ""))[0]
        address = (stated.get(_ADDRESSES.get(tag, "href")) or "").strip()
        if not address or tag in _OF_THE_PAGE:
            return
        at, length = self._place(address)
        link = Link(re.sub(r"[\t\n]", "", address), at, length)
        if tag == "a":
            self._open.append((len(self._words), link))
        else:
            self._span(len(self._words), link)

    def _enter(self, tag: str, id_: str) -> None:
        """Note that an element is open, and end those that end where it begins."""
        if id_:
            self._anchors.append(id_)
        if tag in _INLINE or tag in _VOID:
            return
        other, holders = _ENDED_BY.get(tag, ("", ()))
        if other:
            for place in range(len(self._elements) - 1, -1, -1):
                if self._elements[place][0] in (tag, other):
                    del self._elements[place:]
                    break
                if self._elements[place][0] in holders or not holders:
                    break
        self._elements.append((tag, id_))

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
            self._end_link(*self._open.pop())
        elif tag in _WORDS:
            if not self._unread:
                self._words += _WORDS[tag][1]
        elif tag not in _INLINE and tag not in _CELLS:
            self.end_block()
            if tag == "blockquote" and self._quotes:
                self._quotes.pop()
            elif tag == "table" and self._rows:
                self._rows.pop()
        if tag not in _INLINE and any(tag == element for element, _ in self._elements):
            while self._elements.pop()[0] != tag:
                pass

    def _end_link(self, start: int, link: Link) -> None:
        """Take in a link, or the mark of a note."""
        start = min(start, len(self._words))
        mark = self._words[start:].replace(RAISED, "").replace(LOWERED, "").strip()
        if link.address.startswith("#") and _MARK.fullmatch(mark):
            self._words = self._words[:start]
            self._begin()
            self._notes.append(NoteMark(link.address[1:], start))
        else:
            self._span(start, link)

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
            within = (*(id_ for _, id_ in self._elements if id_), *self._anchors)
            notes = tuple(self._notes)
            block = Block(self._words, tuple(self._spans), self._first or last, last, quote, within, notes, row)
            self.blocks.append(with_bare(self._lines, block))
        self._words, self._spans, self._first, self._anchors, self._notes = "", [], 0, [], []

    def _begin(self) -> None:
        self._first = self._first or self.getpos()[0]

    def _span(self, start: int, link: Link) -> None:
        if self.base and not link.address.startswith("#"):
            link = replace(link, address=urljoin(self.base, link.address))
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
