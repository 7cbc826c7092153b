"""The text of an author's file, within the bounds of bytes and lines."""

from __future__ import annotations

import itertools
import re

from mkdocs_declaration.encoding.yaml.comments import LINE_END
from mkdocs_declaration.foundation import characters, utf8
from mkdocs_declaration.foundation.bounds import MAX_BYTES, MAX_LINES, MAX_PROBLEMS
from mkdocs_declaration.problems import Position, Problem, Rule, Source, too_many

_LINE_ENDS = tuple(char.encode() for char in "\n\r\x85\u2028\u2029")
_RIGHT_FILE = "is it the right file?"


def decode(name: str, data: bytes) -> tuple[str | None, Source, list[Problem]]:
    """Decode a file's bytes as UTF-8, within the bounds of size and lines.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        The text without a byte order mark, or None; the source for later problems; the problems found.
    """
    source = Source(name)
    if len(data) > MAX_BYTES:
        message = f"expected at most {MAX_BYTES:,} bytes, found {len(data):,}, more than any code of law takes; "
        message += _RIGHT_FILE
        return None, source, [Problem(Rule.TOO_LARGE, message, source)]
    lines = _count_lines(data)
    if lines > MAX_LINES:
        message = f"expected at most {MAX_LINES:,} lines, found {lines:,}, more than any code of law has; "
        at = Position(MAX_LINES + 1, 1)
        return None, source, [Problem(Rule.TOO_LARGE, message + _RIGHT_FILE, source, at)]
    decoded = utf8.decode(data, LINE_END)
    source = Source(name, decoded.lines)
    if invalid := decoded.invalid:
        message = f"expected UTF-8, found the byte {invalid}; save the file in UTF-8"
        return None, source, [Problem(Rule.NOT_UTF8, message, source, Position(invalid.line, invalid.column))]
    return decoded.text, source, []


def _count_lines(data: bytes) -> int:
    """Count the lines of a file in UTF-8 without making them."""
    return 1 + sum(map(data.count, _LINE_ENDS)) - data.count(b"\r\n")


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no file may hold (YAML 1.1, section 4.1.1, `c-printable`)."""


def unprintable(text: str, source: Source) -> list[Problem]:
    """Find the characters that no file of YAML may hold.

    Args:
        text: The file.
        source: Its name and lines, for the problems.
    """
    if not _UNPRINTABLE.search(text):
        return []
    refused = (
        Problem(
            Rule.YAML_SYNTAX,
            f"expected printable text, found the character {characters.name(match[0])}; remove it",
            source,
            Position(number, match.start() + 1),
        )
        for number, line in enumerate(source.lines, start=1)
        for match in _UNPRINTABLE.finditer(line)
    )
    problems = list(itertools.islice(refused, MAX_PROBLEMS))
    return [*problems, *(too_many(source, next_.at) for next_ in itertools.islice(refused, 1) if next_.at)]
