"""What takes the place of something in a text, and where."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_END = re.compile("\r\n|[\r\n]")
"""The end of a line in what others write."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters of one line that others take the place of."""

    line: int
    """The line, counted from 1."""
    column: int
    """The first of the characters, counted from 1."""
    length: int
    """How many of them there are."""
    text: str
    """What stands there instead."""


@dataclass(frozen=True)
class Correction:
    """What is right where something is certainly wrong."""

    found: str
    """What a document says, without what its format escapes."""
    right: str
    """What it means."""
    edits: tuple[Edit, ...] = ()
    """What is to be changed in its file, if that was looked for; none where that is not certain."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Change a text.

    Args:
        text: The text, with any ends of lines, which stay.
        edits: The changes, in any order; no two overlap.
    """
    lines = with_ends(text)
    for edit in sorted(edits, reverse=True):
        line = lines[edit.line - 1]
        start = edit.column - 1
        lines[edit.line - 1] = f"{line[:start]}{edit.text}{line[start + edit.length :]}"
    return "".join(lines)


def with_ends(text: str) -> list[str]:
    """The lines of a text, each with what ends it; the last one has no end, and may be empty."""
    starts = [0, *(end.end() for end in LINE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(starts)]
