"""Places within a scalar of YAML: where a character of it stands in the file, and where its lines do not become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.encoding.yaml.parser import Scalar
    from mkdocs_declaration.problems import Source

_ENTRIES = "write each paragraph as an entry of its own where there can be several"
_BREAK = re.compile("[\n\u2028\u2029]")


def places(scalar: Scalar, char: str, source: Source) -> list[Position]:
    """Find a character of a scalar in the file: folding lines moves it, but keeps the count.

    Args:
        scalar: The scalar.
        char: The character.
        source: The file.

    Returns:
        The places where it is written; where some are written as escapes, fewer than the scalar has.
    """
    return [
        Position(number, start + match.start())
        for number, start, line in _lines(scalar, source)
        for match in re.finditer(re.escape(char), line)
    ]


def line_break(scalar: Scalar, source: Source) -> tuple[str, str, Position] | None:
    """Find what keeps the lines of a scalar apart, where a page would run them together.

    YAML folds a line break to a blank, and keeps it beside an empty line, around lines that are indented further, in
    a block after `|`, and as an escape (YAML 1.1, sections 4.2.4 and 4.3.2).

    Args:
        scalar: The scalar.
        source: The file.

    Returns:
        What was found, the way out, and the place; None if the scalar is one paragraph.
    """
    if not _BREAK.search(scalar.value.strip(" \t\r\n\f\v")):
        return None
    is_block = scalar.style in ("|", ">")
    lines = [(number, start, line) for number, start, line in _lines(scalar, source)][1 if is_block else 0 :]
    with_words = [number for number, _, line in lines if line.strip()]
    for number, _, line in lines:
        if not line.strip() and with_words[0] < number < with_words[-1]:
            return "an empty line", f"remove it, or {_ENTRIES}", Position(number, 1)
    indents = {number: len(line) - len(line.lstrip(" ")) for number, _, line in lines if line.strip()}
    further = next((number for number in with_words if indents[number] > min(indents.values())), None)
    if scalar.style == ">" and further is not None:
        return (
            "a line that is indented further",
            f"indent all lines alike, or {_ENTRIES}",
            Position(further, indents[further] + 1),
        )
    if is_block and len(with_words) > 1:
        second = with_words[1]
        return (
            f"lines kept apart after '{scalar.style}'",
            f"join them after '>-', or {_ENTRIES}",
            Position(second, indents[second] + 1),
        )
    return "a line break", f"write a blank, or {_ENTRIES}", scalar.at


def _lines(scalar: Scalar, source: Source) -> Iterator[tuple[int, int, str]]:
    """The lines of a scalar in the file: number and column where each begins, both from 1, and what is written."""
    for number in range(scalar.at.line, min(scalar.end.line, len(source.lines)) + 1):
        line = source.lines[number - 1]
        start = scalar.at.column if number == scalar.at.line else 1
        end = scalar.end.column - 1 if number == scalar.end.line else len(line)
        yield number, start, line[start - 1 : end]
