"""The content of a document that is checked: links, and the quotations next to them.

A reader gives the blocks of a document in their order: paragraphs, items of lists, rows of tables. What is quoted, and
which links it stands beside, is found here, the same for all formats:

- words in quotation marks stand beside the links of their block and, in a table, of their row;
- a block quotation stands beside the links in it or, if there is none, beside those of its row, or else of the block
  before and after it;
- a link in a note stands beside what its block quotes, too.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.quotation_marks import is_quotation, marked, without_marks
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_declaration.problems import Source

_BARE = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"“”„«»`\\^{}|]+", re.IGNORECASE)
_END = ".,;:!?'’*_…"
_BRACKETS = {")": "(", "]": "[", "）": "（", "」": "「"}
_OBJECT = "\ufffc"
_IN_BRACKETS = re.compile(rf"[(\[（][^()\[\]（）]*{_OBJECT}[^()\[\]（）]*[)\]）]")
_ATTRIBUTION = re.compile(rf"(?:\A|(?<=\s))[—–―-]{{1,3}}\s*[^\n—–―]*{_OBJECT}[^\n]*|(?:\A|\n)\s*[—–―]+[^\n]*\Z")
_REFERENCE = re.compile(r"[\w .,()-]{0,30}\d[\w .,()-]{0,15}|\W*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a document."""

    address: str
    """Where it leads, as the document has it."""
    at: Position
    """Where it stands."""
    length: int = 1
    """Its length in characters of the line."""
    continued: str = ""
    """The address with the start of the next line, where print may have broken it at the end of a line."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words."""

    words: str
    """The words, without quotation marks."""
    at: Position
    """Where they begin."""
    links: tuple[Link, ...]
    """The links that they stand beside."""


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """A stretch of a block that is a link, as half-open character offsets."""

    start: int
    end: int
    link: Link


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
    notes: tuple[str, ...] = ()
    """The notes that it refers to."""
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
    printed: bool = field(default=False, kw_only=True)
    """Whether its lines are those of a print, where blanks and hyphens at their ends tell nothing."""


def assemble(source: Source, blocks: Sequence[Block], *, printed: bool = False) -> Document:
    """Put together what there is to check.

    Args:
        source: The document's name and lines.
        blocks: Its blocks, in their order.
        printed: Whether its lines are those of a print.
    """
    noted: dict[str, list[Link]] = {}
    for block in blocks:
        for note in block.in_notes:
            noted.setdefault(note, []).extend(span.link for span in block.spans)
    groups = _groups(blocks)
    linked = [_links(group, noted) for group in groups]
    rows: dict[str, dict[Link, None]] = {}
    for group, links in zip(groups, linked, strict=True):
        rows.setdefault(group[0].row, {}).update(dict.fromkeys(links))
    quotations = []
    for place, group in enumerate(groups):
        nearby = linked[place]
        if group[0].row and not (group[0].quote and nearby):
            nearby = tuple(rows[group[0].row])
        if group[0].quote and not nearby:
            around = (near for near in (place - 1, place + 1) if 0 <= near < len(groups) and not groups[near][0].quote)
            nearby = tuple(link for near in around for link in linked[near])
        if nearby:
            quoted = _quoted(group)
            quotations += [
                Quotation(words, at, nearby)
                for words, at in zip(quoted, _places(source.lines, group, quoted), strict=True)
            ]
    links = tuple(dict.fromkeys(span.link for block in blocks for span in block.spans))
    return Document(source, links, tuple(quotations), printed=printed)


def _groups(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks of each block quotation together, every other block by itself."""
    groups: list[tuple[Block, ...]] = []
    for block in blocks:
        if groups and block.quote and groups[-1][-1].quote == block.quote:
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    return groups


def _links(group: tuple[Block, ...], noted: dict[str, list[Link]]) -> tuple[Link, ...]:
    inside = [span.link for block in group for span in block.spans]
    return tuple(
        dict.fromkeys([*inside, *(link for block in group for id_ in block.notes for link in noted.get(id_, ()))])
    )


def _quoted(group: tuple[Block, ...]) -> tuple[str, ...]:
    if not group[0].quote:
        return marked("\n".join(block.words for block in group))
    words = [_without_attribution(block, alone=len(group) == 1) for block in group]
    whole = "\n…\n".join(part.strip() for part in words if part.strip())
    inner = tuple(quotation for part in words for quotation in marked(part))
    # Marks around all of it are those of the quotation; marks in it belong to what is quoted.
    if inner and len(re.findall(r"\w", without_marks(whole))) * 2 < len(re.findall(r"\w", whole)):
        return inner
    return (whole,) if is_quotation(whole) else ()


def _without_attribution(block: Block, *, alone: bool) -> str:
    """What a block quotes, without the words around a link that say where it is from."""
    words = block.words
    for span in reversed(block.spans):
        if _names_the_source(words, span, alone=alone):
            words = f"{words[: span.start]}{_OBJECT}{words[span.end :]}"
    words = _ATTRIBUTION.sub("", _IN_BRACKETS.sub("", words))
    return words.replace(_OBJECT, " … ")


def _names_the_source(words: str, span: LinkSpan, *, alone: bool) -> bool:
    """Whether the text of a link says where a quotation is from, rather than being quoted."""
    text = words[span.start : span.end].strip()
    before, after = words[: span.start].rpartition("\n")[2].strip(), words[span.end :]
    if not text or _BARE.fullmatch(text) or _REFERENCE.fullmatch(text):
        return True
    if re.search(r"(?:^|[\s(])[(—–―-]+\s*[^—–―()]*$", before) and not is_quotation(after):
        return True
    # It stands on a line of its own, and there is more than that line.
    other = f"{words[: span.start]}{after}"
    return not before and not re.search(r"\w", after.partition("\n")[0]) and (not alone or is_quotation(other))


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
    for match in _BARE.finditer(words):
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


def _places(lines: Sequence[str], group: tuple[Block, ...], quoted: Iterable[str]) -> Iterator[Position]:
    """Find where quotations begin, each after the one before: their first words, with markup and line ends between."""
    first, last = group[0].first, group[-1].last
    text = "\n".join(lines[first - 1 : last])
    after = 0
    for words in quoted:
        beginning = re.findall(r"\w+", words)[:5]
        attempts = ((some, at) for some in (beginning, beginning[:2]) if some for at in dict.fromkeys((after, 0)))
        start = next((offset for some, at in attempts if (offset := _find(text, some, at)) is not None), None)
        if start is None:
            yield Position(first, 1)
        else:
            after = start + 1
            yield Position(first + text.count("\n", 0, start), start - text.rfind("\n", 0, start))


def _find(text: str, words: Sequence[str], at: int) -> int | None:
    # That a word begins there is asked last: a pattern that starts with letters is found many times as fast.
    pattern = r"(?:[^\w<&]|<[^>]*>|&#?\w+;|_)+".join(map(re.escape, words))
    compiled = re.compile(pattern)
    while (match := compiled.search(text, at)) is not None:
        if not re.match(r"\w", text[match.start() - 1 : match.start()]):
            return match.start()
        at = match.start() + 1
    return None
