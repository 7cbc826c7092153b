"""UTF-8 (RFC 3629): the text and the lines that bytes stand for, and the first byte that is no part of it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

LINE_FEED = re.compile("\n")
"""The end of a line where carriage returns are no part of a format, or of its ends of lines."""


@dataclass(frozen=True, slots=True)
class InvalidByte:
    """A byte at which the encoding is broken."""

    value: int
    line: int
    """Its line, counted from 1."""
    column: int
    """Its column in characters, counted from 1."""

    def __str__(self) -> str:
        """The byte as messages name it: `0xe9`."""
        return f"0x{self.value:02x}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """What bytes stand for."""

    text: str
    """The text without a byte order mark; U+FFFD stands for bytes that are invalid."""
    lines: tuple[str, ...]
    """The text, split at the ends of lines."""
    invalid: InvalidByte | None
    """The first byte that is invalid, if there is one."""


def decode(data: bytes, line_end: re.Pattern[str] = LINE_FEED) -> Decoded:
    """Decode bytes.

    Args:
        data: The bytes of a file.
        line_end: What ends a line.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text, invalid = data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = line_end.split(data[: error.start].decode("utf-8"))
        text = data.decode("utf-8", errors="replace")
        invalid = InvalidByte(data[error.start], len(before), len(before[-1]) + 1)
    return Decoded(text, tuple(line_end.split(text)), invalid)
