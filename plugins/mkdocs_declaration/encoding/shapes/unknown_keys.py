"""Keys of a mapping that its shape does not know: misspelt, or words that were meant for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.yaml.syntax import space_in_indentation
from mkdocs_declaration.instrument.spelling import closest
from mkdocs_declaration.instrument.text.text import shorten
from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.encoding.shapes.values import Reading
    from mkdocs_declaration.encoding.yaml.parser import Scalar


def meant_key(key: Scalar, absent: list[str], called: str, reading: Reading) -> tuple[str | None, bool]:
    """The key that was meant by one that is not known, if any; and whether that was noted."""
    spaced = space_in_indentation(reading.source.lines[key.at.line - 1])
    if spaced and spaced[1] == key.at.column:
        reading.problem(Rule.YAML_SYNTAX, spaced[0], key.at)
        word = key.value[1:].strip()
        return (word if word in absent else None), True
    meant = closest(key.value, absent)
    if meant:
        message = f"unknown key '{shorten(key.value)}' in {called}; did you mean '{meant}'?"
        reading.problem(Rule.UNKNOWN_KEY, message, key.at, len(key.value))
    return meant, meant is not None


def refuse_key(key: Scalar, known: Iterable[str], missing: str | None, called: str, reading: Reading) -> None:
    """Note a key that the shape does not know, and that is none of its keys misspelt."""
    message = f"unknown key '{shorten(key.value)}' in {called}"
    if missing:
        message += f", where '{missing}' is missing"
    if _is_behind_comma(key.value, reading.source.lines[key.at.line - 1], key.at.column):
        message += "; if these are words of the text before, put quotes around it: within { } a comma ends a text"
    elif " " in key.value:
        message += "; if these are words of the text above, indent them further than its key"
    else:
        message += f"; known are {', '.join(known)}"
    reading.problem(Rule.UNKNOWN_KEY, message, key.at, len(key.value))


def _is_behind_comma(key: str, line: str, column: int) -> bool:
    """Whether a key without a colon is the rest of a text that a comma ended within `{ }`."""
    before, behind = line[: column - 1].rstrip(), line[column - 1 + len(key) :].lstrip()
    return before.endswith(",") and "{" in before and behind[:1] in ("", ",", "}")
