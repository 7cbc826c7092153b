"""Where the values of a JSON document stand (RFC 8259), for problems that are found in what it says.

`json` reads a document fast and forgets places and repeated keys. Only where something is wrong is the document read a
second time, here, with a stack of its own: no depth exhausts it.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

JsonPath = tuple[str | int, ...]
"""The way from the root of a document to a value: keys, and places in lists counted from 0."""

_TOKEN = re.compile(r'[ \t\n\r]*([{}\[\],:"]|[^\s{}\[\],:"]+)')


@dataclass(frozen=True, slots=True)
class JsonPlaces:
    """Places in one document."""

    values: dict[JsonPath, Position] = field(default_factory=dict)
    """Where each value that was asked for begins: its key where it has one."""
    repeated: list[tuple[str, Position]] = field(default_factory=list)
    """Keys that their object has had before, in the order of the document."""


def locate(text: str, wanted: Collection[JsonPath], *, repeated: int) -> JsonPlaces:
    """Find places in a document.

    Args:
        text: A document that `json.loads` accepts.
        wanted: The paths of the values whose places are needed.
        repeated: How many repeated keys are looked for as well; where there are fewer, that takes the whole document.
    """
    places = JsonPlaces()
    deepest = max(map(len, wanted), default=0)
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    stack: list[str | int | None] = []  # the key or the index within each open object or list; None awaits a key
    keys: list[set[str]] = []  # of each open object or list, so far

    def note(offset: int) -> None:
        path = tuple(part for part in stack if part is not None) if len(stack) <= deepest else None
        if path is not None and path in wanted and path not in places.values:
            places.values[path] = position(line_starts, offset)

    for sign, offset in _tokens(text):
        if len(places.repeated) == repeated and len(places.values) == len(wanted):
            break
        if sign in "]}":
            stack.pop()
            keys.pop()
        elif sign == ",":
            last = stack[-1]
            stack[-1] = last + 1 if isinstance(last, int) else None
        elif stack and stack[-1] is None:
            key = scanstring(text, offset + 1)[0]
            stack[-1] = key
            if key in keys[-1] and len(places.repeated) < repeated:
                places.repeated.append((key, position(line_starts, offset)))
            keys[-1].add(key)
            note(offset)
        elif sign != ":":
            note(offset)
            if sign in "{[":
                stack.append(None if sign == "{" else 0)
                keys.append(set())
    return places


def position(line_starts: list[int], offset: int) -> Position:
    """The line and the column of an offset.

    Args:
        line_starts: The offset of each line.
        offset: A place in the text.
    """
    line = bisect.bisect_right(line_starts, offset)
    return Position(line, offset - line_starts[line - 1] + 1)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """The tokens of a document with their offsets; of a text its first quote."""
    offset = 0
    while match := _TOKEN.match(text, offset):
        offset = match.end()
        if match[1] == '"':
            offset = scanstring(text, offset)[1]
        yield match[1], match.start(1)
