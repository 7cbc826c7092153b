"""Text as it is written to a terminal or to the log of a workflow: on one line, and no command to either."""

from __future__ import annotations

import re
import unicodedata

from mkdocs_declaration.foundation import characters

_COMMAND = re.compile(r"#(?=#\w*\[)|\A\s*:(?=:)")
"""Where a line has, or begins as, a command to what runs workflows: `##[group]`, `##vso[…]`, `::error::`.

Source: `actions/runner`, src/Runner.Common/ActionCommand.cs, which looks for `::` at the beginning of a line and for
`##[` anywhere in it.
"""


def printable(text: str) -> str:
    """Write a text on one line of which no terminal and no runner of workflows follows a part as a command.

    Control characters are shown, and a blank parts what would begin a command: `: :error::`.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(characters.shown(text)).replace("\n", "␊")
    return _COMMAND.sub(lambda match: f"{match[0]} ", text)


def columns(text: str) -> int:
    """The columns that a text takes on a terminal: two for a wide character, none for a combining mark."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
