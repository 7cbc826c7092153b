"""Plain text: addresses that stand in it; paragraphs set in, or marked with `>` as in mail, are quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.readers.passages import Block, Document, with_bare
from mkdocs_declaration.documents.readers.quoting import assemble

_SET_IN = re.compile(r"(?:\t| {4,})(?![-*•–—]\s|\(?\w{1,4}[.)]\s)")
_MAIL = re.compile(r"(?:>\s?)+")

if TYPE_CHECKING:
    from mkdocs_declaration.problems import Source


def read(text: str, source: Source) -> Document:  # noqa: ARG001 - the lines are enough
    """Read plain text.

    Args:
        text: The text of the file.
        source: Its name and lines.
    """
    blocks: list[Block] = []
    quote = 0
    start = 0
    for end in range(len(source.lines) + 1):
        here = source.lines[end] if end < len(source.lines) else ""
        if here.strip() and (end == start or _kind(here) == _kind(source.lines[start])):
            continue
        if end > start:
            kind = _kind(source.lines[start])
            quote += bool(kind)
            lines = source.lines[start:end]
            words = "\n".join(_MAIL.sub("", line).strip() for line in lines)
            blocks.append(with_bare(source.lines, Block(words, (), start + 1, end, quote if kind else 0)))
        start = end if here.strip() else end + 1
    return assemble(source, blocks, printed=True)


def _kind(line: str) -> str:
    """The mark of quotation of a line: `>`, an indentation, or none."""
    return ">" if _MAIL.match(line) else " " if _SET_IN.match(line) else ""
