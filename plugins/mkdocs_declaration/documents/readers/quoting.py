"""Quotations in the blocks of a document, and the links that they stand beside.

- Words in quotation marks stand beside the links of their block and, in a table, of their row.
- A block quotation stands beside the links in it or, if there is none, beside those of its row, or else of the block
  before and after it.
- A link in a note stands beside what its block quotes, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.quotation_marks import is_quotation, marked, marked_spans, without_marks
from mkdocs_declaration.documents.readers.attachment import attached
from mkdocs_declaration.documents.readers.passages import BARE, Block, Document, Link, LinkSpan, Quotation
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.problems import Source

_OBJECT = "\ufffc"
_IN_BRACKETS = re.compile(rf"[(\[（][^()\[\]（）]*{_OBJECT}[^()\[\]（）]*[)\]）]")
_ATTRIBUTION = re.compile(rf"(?:\A|(?<=\s))[—–―-]{{1,3}}\s*[^\n—–―]*{_OBJECT}[^\n]*|(?:\A|\n)\s*[—–―]+[^\n]*\Z")
_MARKUP = re.compile(r"(?:[^\w<&]|<[^>]*>|&#?\w+;|_)+")
"""What may stand between two words in a source."""
_REFERENCE = re.compile(r"[\w .,()-]{0,30}\d[\w .,()-]{0,15}|\W*", re.DOTALL)


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
    quotations: list[Quotation] = []
    for place, group in enumerate(groups):
        nearby = linked[place]
        if group[0].row and not (group[0].quote and nearby):
            nearby = tuple(rows[group[0].row])
        around = [near for near in (place - 1, place + 1) if 0 <= near < len(groups)]
        if group[0].quote and not nearby:
            nearby = tuple(link for near in around if not groups[near][0].quote for link in linked[near])
        if nearby:
            further = tuple(link for near in around for link in linked[near])
            quotations += _quotations(source.lines, group, nearby, further, noted)
    links = tuple(span.link for block in blocks for span in block.spans)
    addresses = tuple(link.address for link in links)
    return Document(source, tuple(dict.fromkeys(links)), tuple(quotations), addresses=addresses, printed=printed)


def _quotations(
    lines: Sequence[str],
    group: tuple[Block, ...],
    nearby: tuple[Link, ...],
    around: tuple[Link, ...],
    noted: Mapping[str, list[Link]],
) -> Iterator[Quotation]:
    """The quotations of a block quotation, or of another block."""
    if group[0].quote:
        quoted = _in_block(group)
        for words, at in zip(quoted, _places(lines, group, quoted), strict=True):
            yield Quotation(words, at, nearby, around=around, is_alone=True)
        return
    (block,) = group
    spans = marked_spans(block.words)
    if not spans:
        return
    quoted = tuple(block.words[start:end] for start, end in spans)
    context = _outside(block, spans)
    is_alone = len(spans) == 1 and len(nearby) == 1
    for words, at, link in zip(quoted, _places(lines, group, quoted), attached(block, spans, noted), strict=True):
        yield Quotation(words, at, nearby, link.own, link.paired, link.before, around, context, is_alone)


def _outside(block: Block, spans: Iterable[tuple[int, int]]) -> str:
    """The words of a block that are neither quoted nor linked."""
    words = list(block.words)
    for start, end in (*spans, *((span.start, span.end) for span in block.spans)):
        words[start:end] = " " * (end - start)
    return "".join(words)


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
        dict.fromkeys(
            [*inside, *(link for block in group for note in block.notes for link in noted.get(note.name, ()))]
        )
    )


def _in_block(group: tuple[Block, ...]) -> tuple[str, ...]:
    """What a block quotation quotes."""
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
    if not text or BARE.fullmatch(text) or _REFERENCE.fullmatch(text):
        return True
    if re.search(r"(?:^|[\s(])[(—–―-]+\s*[^—–―()]*$", before) and not is_quotation(after):
        return True
    # It stands on a line of its own, and there is more than that line.
    other = f"{words[: span.start]}{after}"
    return not before and not re.search(r"\w", after.partition("\n")[0]) and (not alone or is_quotation(other))


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
    start = text.find(words[0], at)
    while start >= 0:
        end = start + len(words[0])
        for word in words[1:]:
            markup = _MARKUP.match(text, end)
            if markup is None or not text.startswith(word, markup.end()):
                break
            end = markup.end() + len(word)
        else:
            if not re.match(r"\w", text[start - 1 : start]):
                return start
        start = text.find(words[0], start + 1)
    return None
