"""Words of a text that refer to a unit of it which is not there, at their place in the encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Position, Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.instrument.cross_references import CrossReferences, LostReference
    from mkdocs_declaration.instrument.model import Instrument
    from mkdocs_declaration.instrument.source_map import SourceMap

_LINES = 200
"""How many lines of a text are looked through for words of it."""


def lost_references(references: CrossReferences, instrument: Instrument, source_map: SourceMap) -> Iterator[Problem]:
    """A reference leads to a unit of the text.

    Args:
        references: The references of the text.
        instrument: The instrument.
        source_map: Where its clauses are written.
    """
    for lost in references.lost:
        near = f"; did you mean '{lost.near}'?" if lost.near else ""
        message = f"expected a reference to a unit of this text, found '{lost.words}', which it does not have{near}"
        at, length = _place(lost, instrument, source_map)
        yield Problem(Rule.REFERENCE, message, source_map.source, at, length)


def _place(lost: LostReference, instrument: Instrument, source_map: SourceMap) -> tuple[Position | None, int]:
    """Where the words are written, and how many characters they have on their line.

    A text may be folded anywhere, so that white space stands for white space. Where the words are written with marks or
    escapes in them, the place is that of the text.
    """
    begin = source_map.words.get(lost.clause)
    text = instrument.by_id[lost.clause].text
    if begin is None or text is None:
        return begin, 1
    lines = source_map.source.lines[begin.line - 1 : begin.line - 1 + _LINES]
    written = "\n".join([lines[0][begin.column - 1 :], *lines[1:]]) if lines else ""
    pattern = re.compile(r"\s+".join(map(re.escape, lost.words.split())))
    before = len(pattern.findall(text.plain[: lost.start]))
    for count, match in enumerate(pattern.finditer(written)):
        if count == before:
            line = written.count("\n", 0, match.start())
            start = match.start() - (written.rfind("\n", 0, match.start()) + 1)
            column = start + (begin.column if line == 0 else 1)
            return Position(begin.line + line, column), len(match[0].partition("\n")[0])
    return begin, 1
