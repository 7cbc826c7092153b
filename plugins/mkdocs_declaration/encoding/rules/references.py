"""Words and links of a text that lead to a unit of it which is not there, at their place in the encoding."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.instrument.ranges import JOIN
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.instrument.text.text import NOWHERE
from mkdocs_declaration.problems import Position, Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_declaration.encoding.identification.tree import Node
    from mkdocs_declaration.instrument.model import Instrument
    from mkdocs_declaration.instrument.references.search import CrossReferences, LostReference
    from mkdocs_declaration.instrument.source_map import SourceMap
    from mkdocs_declaration.problems import Source

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
_NO_LINKS: Counter[str] = Counter()
_LINES = 200
"""How many lines of a text are looked through for words of it."""


def lost_references(references: CrossReferences, instrument: Instrument, source_map: SourceMap) -> Iterator[Problem]:
    """A reference leads to a unit of the text.

    Args:
        references: The references of the text.
        instrument: The instrument.
        source_map: Where its clauses are written.
    """
    for reported, lost in enumerate(references.lost):
        near = f"; did you mean '{lost.near}'?" if lost.near else ""
        message = f"expected a reference to a unit of this text, found '{lost.words}', which it does not have{near}"
        # Of so many problems no more than these are read, and looking for their places takes its time.
        is_looked_for = reported < MAX_IN_FULL
        at, length = _place(lost, instrument, source_map) if is_looked_for else (source_map.words.get(lost.clause), 1)
        yield Problem(Rule.REFERENCE, message, source_map.source, at, length)


def bad_links(nodes: Iterable[Node], ids: Mapping[str, int] | None, source: Source) -> Iterator[Problem]:
    """A link that is written in a text leads to a clause or to an address.

    Args:
        nodes: The units.
        ids: The places of clauses in the text, by their ids; None if not all are known.
        source: The file.
    """
    reported = 0
    for node in nodes:
        links = [link for text in (node.heading, node.text) if text is not None for link in text.links]
        seen: Counter[str] = Counter() if links else _NO_LINKS
        for link in links:
            message = _fault(link.target, ids, has_near_miss=reported < MAX_IN_FULL)
            if message:
                at = min(node.at, node.words_at)
                if reported < MAX_IN_FULL:
                    at = _written(f"]({link.target})", seen[link.target], at, source)
                reported += 1
                yield Problem(Rule.LINK, message, source, at, len(link.target))
            seen[link.target] += 1


def _fault(target: str, ids: Mapping[str, int] | None, *, has_near_miss: bool) -> str:
    """What is wrong with the target of a link; empty if nothing is."""
    if target == NOWHERE or _ADDRESS.fullmatch(target):
        return ""
    if not target.startswith("#"):
        return f"expected an address such as https://example.org/, found '{target}'"
    if ids is None:
        return ""
    ends = target.removeprefix("#").split(JOIN)
    unknown = next((end for end in ends if end not in ids), None)
    if unknown is not None:
        near = near_miss(unknown, ids) if has_near_miss else ""
        return f"expected the id of a clause behind '#', found '{unknown}'{near}"
    if len(ends) > 2 or ids[ends[0]] > ids[ends[-1]] or ends[1:] == ends[:1]:
        return f"expected a clause and a later one behind '#', found '{target}'"
    return ""


def _written(words: str, before: int, begin: Position, source: Source) -> Position:
    """Where the target of a link is written, behind the bracket; the beginning of its unit where that is not found."""
    for number in range(begin.line, min(begin.line + _LINES, len(source.lines) + 1)):
        line = source.lines[number - 1]
        start = begin.column - 1 if number == begin.line else 0
        while (start := line.find(words, start)) >= 0:
            if not before:
                return Position(number, start + 3)
            before, start = before - 1, start + 1
    return begin


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
