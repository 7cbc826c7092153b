"""Comments of a YAML file that do not stand on a line of their own.

A ` #` behind a text begins a comment (YAML 1.1, section 4.1.1), so that words an author meant to publish vanish. No
event of a parser tells of it, but the events tell where scalars end and begin, and what lies between them is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.text.text import shorten
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""The end of a line for libyaml, whose line numbers are shown."""
_LINE = re.compile("[^\n\r\x85\u2028\u2029]+")
_DOCUMENT_MARK = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a line that holds something else."""

    words: str
    """The comment with its `#`."""
    at: Position
    """Where the `#` stands."""
    before: str
    """The text before it on its line, after the scalar before it: indicators of YAML, or nothing."""
    is_on_first_line: bool = True
    """Whether it is on the line on which what stands before it ends."""

    @property
    def shown(self) -> str:
        """Its words for a message: all that would vanish, unless a file made to harm has them by the million."""
        return shorten(self.words, 1000)


def between(text: str, start: int, end: int, at: Position) -> Iterator[Comment]:
    """Find the comments between two scalars or brackets that do not stand on a line of their own.

    Args:
        text: The file.
        start: Where the first one ends, as an offset into the text.
        end: Where the second one begins.
        at: The place of `start`.

    Yields:
        Each comment that follows a scalar or an indicator (`-`, `[`, `,` …) on its line.
    """
    if text.find("#", start, end) < 0:
        return
    column = at.column
    for number, line in enumerate(LINE_END.split(text[start:end])):
        before, mark, rest = line.partition("#")
        is_alone = column == 1 and not before.strip(" \t")
        if mark and not is_alone and not _DOCUMENT_MARK.fullmatch(before):
            place = Position(at.line + number, column + len(before))
            yield Comment(f"#{rest}".rstrip(), place, before.strip(" \t"), number == 0)
        column = 1


def cutting(text: str, start: int, at: Position, column: int) -> Comment | None:
    """Find the comment between a scalar and lines that look as if they were more of it.

    Args:
        text: The file.
        start: Where the scalar ends.
        at: The place of `start`.
        column: Where the keys stand beside that of the scalar; what is further in belongs to it.

    Returns:
        The first comment, if there is one and the first line below that is none is indented further than the keys.
    """
    first = None
    number, counted = 0, start
    for match in _LINE.finditer(text, start):
        words = match[0].strip(" \t")
        number += len(LINE_END.findall(text, counted, match.start()))
        counted = match.start()
        if words.startswith("#"):
            place = Position(at.line + number, match[0].index("#") + (at.column if number == 0 else 1))
            first = first or Comment(words, place, "")
        elif words:
            indent = len(match[0]) - len(match[0].lstrip(" "))
            return first if number and indent >= column else None
    return None


def in_header(text: str, start: int, end: int, at: Position) -> Comment | None:
    """Find the comment behind `>-` or `|`, which the parser counts to the scalar.

    Args:
        text: The file.
        start: Where the scalar begins.
        end: Where it ends.
        at: The place of `start`.
    """
    header = LINE_END.split(text[start:end], maxsplit=1)[0]
    before, mark, rest = header.partition("#")
    place = Position(at.line, at.column + len(before))
    return Comment(f"#{rest}".rstrip(), place, "") if mark else None
