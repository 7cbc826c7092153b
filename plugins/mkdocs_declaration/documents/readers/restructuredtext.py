"""reStructuredText: embedded addresses, named targets, addresses that stand in the text, and raw HTML."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.core import publish_doctree

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


_SETTINGS = {
    "file_insertion_enabled": False,  # a document is read, not what it names
    "raw_enabled": True,
    "halt_level": 5,
    "report_level": 5,  # roles and directives of Sphinx are no errors here
    "warning_stream": "",
    "_disable_config": True,
}


_LINE = 10_000
"""The longest line that docutils reads by default."""


def read(text: str, source: Source) -> Document:
    """Read reStructuredText.

    Args:
        text: The text of the file.
        source: Its name and lines.
    """
    # Of a document with a longer line, docutils reads nothing; what substitutions grow to has the same bound.
    longest = max(_LINE, *map(len, source.lines)) if source.lines else _LINE
    settings = _SETTINGS | {"line_length_limit": longest}
    tree = publish_doctree(text, source_path=source.name, settings_overrides=settings)
    return assemble(source, list(_blocks(tree, source.lines)))


def _blocks(tree: nodes.document, lines: Sequence[str]) -> Iterator[Block]:
    quotes: dict[tuple[int, int], int] = {}
    rows: dict[int, str] = {}
    elements = [node for node in tree.findall(nodes.Element) if _is_block(node)]
    starts = [_line(node) for node in elements]
    used = {node["refuri"] for node in tree.findall(nodes.reference) if "refuri" in node}
    for place, (node, start) in enumerate(zip(elements, starts, strict=True)):
        last = next((line - 1 for line in starts[place + 1 :] if line > start), len(lines))
        if not isinstance(node, nodes.literal_block):  # a paragraph ends at the first empty line
            last = next((line for line in range(start, last) if not lines[line].strip()), last)
        quote = next((outer for outer in _around(node) if isinstance(outer, nodes.block_quote)), None)
        number = 0 if quote is None else quotes.setdefault((id(quote), 0), len(quotes) + 1)
        row = next((outer for outer in _around(node) if isinstance(outer, nodes.row)), None)
        name = "" if row is None else rows.setdefault(id(row), f"row {len(rows) + 1}")
        in_notes = tuple(id_ for outer in _around(node) if isinstance(outer, nodes.footnote) for id_ in outer["ids"])
        if isinstance(node, nodes.raw):
            for block in _raw(node, lines, start):
                inner = block.quote and quotes.setdefault((id(node), block.quote), len(quotes) + 1)
                yield dataclasses.replace(block, quote=number or inner, row=block.row or name)
            continue
        block = _block(node, lines, start, last, quote=number, in_notes=in_notes)
        yield with_bare(lines, dataclasses.replace(block, row=name))
    for target in tree.findall(nodes.target):
        if "refuri" in target and target["refuri"] not in used:
            at, length = locate(lines, [target["refuri"]], Position(1, 1), len(lines))
            yield Block("", (LinkSpan(0, 0, Link(target["refuri"], at, length)),), at.line, at.line)


def _raw(node: nodes.raw, lines: Sequence[str], start: int) -> list[Block]:
    """The blocks of raw HTML, which begins somewhere below the line of its directive."""
    written = node.astext().split("\n")
    places = (place for place in range(start, len(lines)) if lines[place].strip() == written[0].strip())
    first = next(places, start - 1)
    source_lines = lines[first : first + len(written)]
    # In a table, its lines are not those of the source.
    if [line.strip() for line in source_lines] == [line.strip() for line in written]:
        written = list(source_lines)
    parser = BlockParser(lines)
    parser.feed("\n" * first + "\n".join(written))
    parser.end_block()
    return parser.blocks


def _is_block(node: nodes.Element) -> bool:
    """Whether a node is a paragraph or the like, raw HTML, or what a directive that is not known here holds."""
    if isinstance(node, nodes.raw):
        return "html" in node["format"].split() and not isinstance(node.parent, nodes.TextElement)
    if isinstance(node, nodes.literal_block):
        return isinstance(node.parent, nodes.system_message)
    if isinstance(node, nodes.paragraph) and isinstance(node.parent, nodes.system_message):
        return False
    if isinstance(node, nodes.reference):  # around a picture
        return not isinstance(node.parent, nodes.TextElement)
    return isinstance(node, nodes.TextElement) and not isinstance(
        node, (nodes.Inline, nodes.target, nodes.comment, nodes.FixedTextElement)
    )


def _around(node: nodes.Element) -> Iterator[nodes.Element]:
    outer = node.parent
    while outer is not None:
        yield outer
        outer = outer.parent


def _line(node: nodes.Element) -> int:
    """The first line of a node, counted from 1; docutils gives it for the node or for one around it."""
    if isinstance(node.parent, nodes.system_message):
        return int(node.parent.get("line", 1))
    return next((element.line for element in (node, *_around(node)) if element.line), 1)


def _block(
    node: nodes.Element, lines: Sequence[str], first: int, last: int, *, quote: int, in_notes: tuple[str, ...]
) -> Block:
    words = ""
    spans = []
    notes = []
    after = Position(first, 1)
    for part in node.findall():
        if isinstance(part, nodes.footnote_reference):
            notes.append(NoteMark(str(part.get("refid", "")), len(words)))
        elif isinstance(part, nodes.reference) and "refuri" in part:
            text = part.astext()
            # Of a named target, the place is where it is used.
            used = text.partition("\n")[0]
            written = (str(part["refuri"]), f"`{used}", f"{used}_", used)
            at, length = locate(lines, written, after, last)
            if length == 1:  # docutils does not know the lines of some directives
                at, length = locate(lines, written[:1], Position(1, 1), len(lines))
            after = Position(at.line, at.column + length)
            spans.append(LinkSpan(len(words), len(words) + len(text), Link(str(part["refuri"]), at, length)))
        elif isinstance(part, nodes.Text) and not isinstance(part.parent, nodes.footnote_reference):
            is_typed = isinstance(part.parent, (nodes.literal, nodes.problematic))
            shown = typed(part.astext()) if is_typed else part.astext()
            words += f"{RAISED}{shown}{LOWERED}" if isinstance(part.parent, nodes.superscript) else shown
    return Block(words, tuple(spans), first, last, quote, in_notes, tuple(notes))
