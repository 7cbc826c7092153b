"""The content of a document that is checked: links, and the quotations next to them.

A reader gives the blocks of a document in their order: paragraphs, items of lists, rows of tables. What is quoted, and
which links it stands beside, is found from them, the same for all formats (`quoting.py`).
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.problems import Source

_NAME = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_HOST = rf"(?:https?://[^\s/<>\"“”„«»`\\^{{}}|]+|\bwww\.|(?<![\w/.@-])(?:{_NAME}\.)+[a-z]{{2,}}(?::\d+)?(?=/))"
_BEYOND_ASCII = "[^\\x00-\\x7f\\s“”„«»—―–]+(?=/)|[–—―](?=\\d)"
BARE = re.compile(rf"{_HOST}(?:[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~\u00ad-]|{_BEYOND_ASCII})*", re.IGNORECASE)
"""An address that stands in a text as it is: with a scheme, with `www.`, or with the name of a host before a slash.

Behind the host it is of ASCII (RFC 3986, appendix A), but for folders with other letters and ranges with a dash: where
words are not parted by blanks, they go on right behind an address.
"""
_END = ".,;:!?'’*_…"
_BRACKETS = {")": "(", "]": "[", "）": "（", "」": "「"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a document."""

    address: str
    """Where it leads, as the document has it."""
    at: Position
    """Where it stands."""
    length: int = 1
    """Its length in characters of the line."""
    continued: tuple[str, ...] = ()
    """What it may be instead, where print may have broken it at the end of a line."""

    def __hash__(self) -> int:
        """Hash what tells links apart, since they are looked up again and again."""
        return hash((self.address, self.at.line, self.at.column))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words."""

    words: str
    """The words, without quotation marks."""
    at: Position
    """Where they begin."""
    links: tuple[Link, ...]
    """The links that they stand beside."""
    own: tuple[Link, ...] = ()
    """Of these, those that certainly belong to them: in brackets or in a note right behind them, or around them."""
    paired: tuple[Link, ...] = ()
    """Those that belong to them where quotations and links take turns in a block."""
    before: tuple[Link, ...] = ()
    """Those right before them that are no other quotation's own."""
    around: tuple[Link, ...] = ()
    """The links of the blocks before and after theirs."""
    context: str = ""
    """The words of their block that are neither quoted nor linked."""
    is_alone: bool = False
    """Whether they are a block quotation, or the one quotation of a block with one link."""


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """A stretch of a block that is a link, as half-open character offsets."""

    start: int
    end: int
    link: Link


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a note in a block."""

    name: str
    """What the note is called in the document."""
    at: int
    """Where it stands in the words of the block, as an offset."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list, a row of a table."""

    words: str
    """Its text without markup; lines and paragraphs in it end with a line feed."""
    spans: tuple[LinkSpan, ...]
    """The links in it, in their order."""
    first: int
    """Its first line in the source."""
    last: int
    """Its last line."""
    quote: int = 0
    """Which block quotation of the document it belongs to, counted from 1; 0 if to none."""
    in_notes: tuple[str, ...] = ()
    """The notes that it holds, by their names."""
    notes: tuple[NoteMark, ...] = ()
    """The marks of notes in it."""
    row: str = ""
    """The row of a table that it is in a cell of, by a name that no other row of the document has; empty if none."""


@dataclass(frozen=True)
class Document:
    """The links and quotations of a document."""

    source: Source
    """Its name and its lines."""
    links: tuple[Link, ...] = ()
    """All its links to addresses of the web."""
    quotations: tuple[Quotation, ...] = ()
    """The quotations next to links."""
    addresses: tuple[str, ...] = field(default=(), kw_only=True)
    """Where its links lead, one after the other, those included of which the same is told."""
    printed: bool = field(default=False, kw_only=True)
    """Whether its lines are those of a print, where blanks and hyphens at their ends tell nothing."""


def typed(words: str) -> str:
    """Words that are typed as they are, as code is: addresses in them are no links."""
    return words.replace("/", "\u2060/").replace("www.", "www\u2060.")


def bare(words: str, taken: Iterable[LinkSpan] = ()) -> list[tuple[int, str]]:
    """Find addresses that stand in a text as they are.

    Args:
        words: The text.
        taken: What is a link already.

    Returns:
        Offsets and addresses, without punctuation that follows and without a bracket that is not opened in them.
    """
    linked = bytearray(len(words))  # 1 for each character of a link
    for span in taken:
        linked[span.start : span.end] = b"\1" * (span.end - span.start)
    addresses = []
    for match in BARE.finditer(words):
        address = match.group()
        while address and (address[-1] in _END or _is_closing(address)):
            address = address[:-1]
        if linked.find(1, match.start(), match.end()) < 0:
            addresses.append((match.start(), address))
    return addresses


def _is_closing(address: str) -> bool:
    opened = _BRACKETS.get(address[-1])
    return opened is not None and address.count(address[-1]) > address.count(opened)


def with_bare(lines: Sequence[str], block: Block) -> Block:
    """A block with the addresses in its words as further links."""
    spans = list(block.spans)
    after = Position(block.first, 1)
    for start, address in bare(block.words, block.spans):
        at, length = locate(lines, [address], after, block.last)
        after = Position(at.line, at.column + length)
        spans.append(LinkSpan(start, start + len(address), Link(address, at, length)))
    return dataclasses.replace(block, spans=tuple(sorted(spans, key=lambda span: span.start)))


def locate(lines: Sequence[str], texts: Iterable[str], after: Position, last: int) -> tuple[Position, int]:
    """Find where a text stands in a source.

    Args:
        lines: The lines of the source.
        texts: What to find: each stands on one line, and the first that is there is taken.
        after: Where to begin.
        last: The last line to look at.

    Returns:
        Its place and length; where to begin and 1 if it is not there.
    """
    for text in filter(None, texts):
        for number in range(after.line, min(last, len(lines)) + 1):
            column = lines[number - 1].find(text, after.column - 1 if number == after.line else 0)
            if column >= 0:
                return Position(number, column + 1), len(text)
    return after, 1
