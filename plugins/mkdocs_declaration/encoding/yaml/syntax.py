"""Broken YAML: from the place where a parser gave up to the place of the mistake, and the way out.

A parser stops where it cannot go on, which is often a line or more below what an author did: a quote that is never
closed ends at the next one, and a key without a space behind its colon is the beginning of a text. What was read last,
and the lines from there on, tell which mistake it was. libyaml and PyYAML's own parser word the same errors
differently; both are known here (libyaml's `scanner.c` and `parser.c`; PyYAML's `scanner.py` and `parser.py`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.text.text import shorten
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Read:
    """The scalar, collection or alias that was read last before the break."""

    at: Position
    """Where it begins."""
    end: Position
    """Where it ends."""
    style: str
    """Its first character: a quote, `[`, `{` or the `*` of an alias; empty for all else."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where and over what a parser gave up."""

    problem: str
    """The problem, in the parser's words."""
    context: str
    """The context, in the parser's words."""
    at: Position
    """Where it gave up."""
    start: Position
    """Where the thing begins that it was about to read."""
    read: Read
    """The last thing that was read before."""
    bracket: Position | None
    """Where the innermost `[` or `{` stands that is still open."""
    lines: Sequence[str]
    """The lines of the file."""

    def rest(self, at: Position) -> str:
        """Return the rest of a line from a place on."""
        return self.lines[at.line - 1][at.column - 1 :] if at.line <= len(self.lines) else ""

    def shown(self, at: Position, limit: int = 30) -> str:
        """Return the rest of a line from a place on, in quotes and shortened."""
        words = self.rest(at).rstrip()
        if not words:
            return "the end of the line" if at.line < len(self.lines) else _END
        return f"'{shorten(words, limit)}'"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A mistake in the syntax of a file."""

    message: str
    """Expected, found, and the way out."""
    at: Position
    """Where."""
    length: int = 1
    """Its length in characters."""


_END = "the end of the file"
_CLOSING = {"[": "]", "{": "}"}
_SPACE = "[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
"""Characters that look like a space and are none to YAML."""
_INDENTED_BY = re.compile(rf" *(?:- +)*(?:-|[A-Za-z_]+:)?(?P<space>{_SPACE})")
_INDENTATION = re.compile(r"[ \t]*")
_KEY_WITHOUT_SPACE = re.compile(r"(?: |- )*(?P<key>[A-Za-z_]+):(?=[^\s/])")
_NEW_ENTRY = re.compile(r"\s*(?:- |-$|[A-Za-z_]+:(?: |$))")
_BLOCK_HEADER = re.compile(r"[|>](?P<chomping>[+-]?)[1-9]?(?P<chomping_behind>[+-]?)")
_QUOTES = {'"': '\\"', "'": "''"}
"""The escape of a quote in a text in such quotes."""


def diagnose(broken: Break) -> Diagnosis:
    """Find the mistake behind a break.

    Args:
        broken: Where and over what a parser gave up.
    """
    finders: tuple[Callable[[Break], Diagnosis | None], ...] = (
        _tab,
        _other_space,
        _open_quote,
        _inner_quote,
        _words_behind_bracket,
        _text_without_key,
        _key_without_space,
        _words_behind_block_header,
        _escape,
        _end_within_bracket,
        _reserved_character,
        _colon,
        _open_bracket,
        _indentation,
        _end_mark,
    )
    for finder in finders:
        if diagnosis := finder(broken):
            return diagnosis
    return Diagnosis("expected YAML, found what has no place in it; is a quote or an indentation off?", broken.at)


def space_in_indentation(line: str) -> tuple[str, int] | None:
    """Find a character in an indentation, or behind `-` or a key, that looks like a space and is none.

    Args:
        line: A line of the file.

    Returns:
        What to say, and the column, from 1; None if there is no such character.
    """
    match = _INDENTED_BY.match(line)
    if match is None:
        return None
    char = match["space"]
    name = f"{unicodedata.name(char).lower()} (U+{ord(char):04X})"
    article = "an" if name[0] in "aeiou" else "a"
    before = line[: match.start("space")].rsplit(" ", maxsplit=1)[-1]
    if before:
        return f"expected a space after '{before}', found {article} {name}; use a space", match.start("space") + 1
    return f"indentation uses {article} {name}; use spaces", match.start("space") + 1


def key_without_space(words: str) -> tuple[str, int] | None:
    """Find a key that is a part of a text, because no space is behind its colon: `slug:one`.

    Args:
        words: The beginning of the text.

    Returns:
        The key, and where its value begins, from 0; None if there is no such key.
    """
    match = _KEY_WITHOUT_SPACE.match(words)
    return (match["key"], match.end()) if match else None


def _tab(broken: Break) -> Diagnosis | None:
    indentation = _INDENTATION.match(broken.rest(Position(broken.at.line, 1)))
    column = indentation[0].find("\t") + 1 if indentation else 0
    if broken.rest(broken.at).startswith("\t"):
        column = broken.at.column
    if not column:
        return None
    before = broken.rest(Position(broken.at.line, 1))[: column - 1]
    message = (
        "expected a space, found a tab; use spaces" if before.strip(" \t-") else "indentation uses a tab; use spaces"
    )
    return Diagnosis(message, Position(broken.at.line, column))


def _other_space(broken: Break) -> Diagnosis | None:
    for number in range(broken.read.at.line, min(broken.at.line, len(broken.lines)) + 1):
        if space := space_in_indentation(broken.lines[number - 1]):
            return Diagnosis(space[0], Position(number, space[1]))
    return None


def _end_mark(broken: Break) -> Diagnosis | None:
    """Three dots at the beginning of a line, there or above, as a print has them where it leaves something out."""
    for number in range(min(broken.at.line, len(broken.lines)), 0, -1):
        if re.match(r"\.\.\.(?:\s|$)", broken.lines[number - 1]):
            message = "expected a key, found '...', which ends the file for YAML"
            way_out = "if it continues the text above, indent it further than the key of that text; else remove it"
            return Diagnosis(f"{message}; {way_out}", Position(number, 1), 3)
    return None


def _open_quote(broken: Break) -> Diagnosis | None:
    """A quote without its second: the parser took the first of the next text for it, or went on to the end."""
    if "quoted scalar" in broken.context and ("end of stream" in broken.problem or "document" in broken.problem):
        end = "the end of the file" if "end of stream" in broken.problem else f"'---' on line {broken.at.line}"
        return Diagnosis(f"expected a closing quote, found {end}; close the one that begins here", broken.start)
    read = broken.read
    for number in range(read.at.line + 1, read.end.line + 1) if read.style in _QUOTES and _follows(broken) else ():
        if _NEW_ENTRY.match(broken.lines[number - 1]):
            message = f"expected a closing quote, found a new entry on line {number}; close the one that begins here"
            return Diagnosis(message, read.at)
    return None


def _inner_quote(broken: Break) -> Diagnosis | None:
    """A quote in a text in quotes, which ends it."""
    read = broken.read
    if read.style not in _QUOTES or not _follows(broken):
        return None
    way_out = f"write {_QUOTES[read.style]} for a quote in the text, or put the text after '>-'"
    message = f"expected nothing after the closing quote, found {broken.shown(read.end)}; {way_out}"
    return Diagnosis(message, Position(read.end.line, read.end.column - 1))


def _words_behind_bracket(broken: Break) -> Diagnosis | None:
    """A text such as `[Repealed] by law`, which begins as a list does."""
    read = broken.read
    if read.style not in ("[", "{") or not _follows(broken):
        return None
    opening, actual = f"'{read.style}'", broken.shown(broken.at)
    way_out = "put the text in quotes or after '>-'"
    return Diagnosis(f"expected nothing after what {opening} began, found {actual}; {way_out}", read.at)


def _follows(broken: Break) -> bool:
    """Whether the parser gave up right after what it had read."""
    end = broken.read.end
    trouble = broken.start if broken.start.line == broken.at.line and broken.start >= end else broken.at
    between = broken.rest(end)[: trouble.column - end.column]
    return end.line == broken.at.line and trouble >= end and not between.strip()


def _text_without_key(broken: Break) -> Diagnosis | None:
    """A text where a key must be: one that is indented too little, or a key without a space behind its colon."""
    if "simple key" not in broken.context:
        return None
    if diagnosis := _key_in(broken, broken.start):
        return diagnosis
    words = broken.rest(broken.start).rstrip()
    way_out = "if it continues the text above, indent it further than the key of that text"
    return Diagnosis(
        f"expected a key, found the text {broken.shown(broken.start)}; {way_out}", broken.start, len(words)
    )


def _key_without_space(broken: Break) -> Diagnosis | None:
    """A key without a space behind its colon, which the parser took for a text that goes on below."""
    is_text = "mapping values are not allowed" in broken.problem and broken.read.at.line < broken.at.line
    return _key_in(broken, broken.read.at) if is_text else None


def _key_in(broken: Break, at: Position) -> Diagnosis | None:
    misspelt = key_without_space(broken.rest(at))
    if misspelt is None:
        return None
    key, offset = misspelt
    place = Position(at.line, at.column + offset)
    char = broken.rest(place)[:1]
    return Diagnosis(f"expected a space after '{key}:', found '{char}'; write '{key}: {char}…'", place)


def _words_behind_block_header(broken: Break) -> Diagnosis | None:
    if "block scalar" not in broken.context:
        return None
    header = _BLOCK_HEADER.match(broken.rest(broken.start))
    if header is None or not (header["chomping"] or header["chomping_behind"]):
        return _kept_by_yaml(broken, broken.start)
    message = f"expected the text on the lines below '{header[0]}', found {broken.shown(broken.at)} beside it"
    return Diagnosis(f"{message}; begin it on the next line", broken.at)


def _escape(broken: Break) -> Diagnosis | None:
    if "quoted scalar" not in broken.context and "escape" not in broken.problem:
        return None
    before = broken.rest(Position(broken.at.line, 1))[: broken.at.column]
    at = Position(broken.at.line, max(1, before.rfind("\\") + 1))
    if "Unicode" in broken.problem:  # half of a surrogate pair, or beyond U+10FFFF
        escape = broken.rest(at)[: 10 if broken.rest(at)[1] == "U" else 6]
        message = f"expected a character, found the escape '{escape}', which is none; write the character itself"
        return Diagnosis(message, at, len(escape))
    escape = broken.rest(at)[:2]
    return Diagnosis(
        f"expected an escape such as \\\", found '{escape}'; write \\\\ for the backslash itself", at, len(escape)
    )


def _reserved_character(broken: Break) -> Diagnosis | None:
    """A text that begins with a character that means something to YAML."""
    if broken.read.style == "*" and _follows(broken):
        return _kept_by_yaml(broken, broken.read.at)
    if any(part in broken.context for part in ("an alias", "an anchor", "a tag", "a directive")):
        return _kept_by_yaml(broken, broken.start)
    problems = ("cannot start any token", "node content", "entries are not allowed", "keys are not allowed")
    return _kept_by_yaml(broken, broken.at) if any(part in broken.problem for part in problems) else None


def _kept_by_yaml(broken: Break, at: Position) -> Diagnosis:
    char = broken.rest(at)[:1]
    actual = f"'{char}' at its beginning, which YAML keeps for itself" if char else "nothing"
    way_out = ", or begin a list on the next line" if char == "-" else ""
    return Diagnosis(f"expected a text, found {actual}; put the text in quotes or after '>-'{way_out}", at)


def _end_within_bracket(broken: Break) -> Diagnosis | None:
    """A list or mapping that the file ends in behind a comma or its bracket."""
    if broken.bracket is None or "node content" not in broken.problem or broken.shown(broken.at) != _END:
        return None
    return _not_closed(broken.rest(broken.bracket)[0], _END, broken.bracket)


def _not_closed(opening: str, actual: str, at: Position) -> Diagnosis:
    message = f"expected '{_CLOSING[opening]}' that closes this '{opening}', found {actual}"
    return Diagnosis(f"{message}; close it, or put the text in quotes", at)


def _colon(broken: Break) -> Diagnosis | None:
    if "mapping values are not allowed" not in broken.problem:
        return None
    actual = "found ': ' that makes a key"
    way_out = "put the text in quotes or after '>-', or mend the indentation"
    return Diagnosis(f"expected a text or a new line, {actual}; {way_out}", broken.at)


def _open_bracket(broken: Break) -> Diagnosis | None:
    if "a flow " not in broken.context:
        return None
    opening = "{" if "mapping" in broken.context else "["
    actual = broken.shown(broken.at)
    if broken.start.line != broken.at.line:
        where = "" if actual == _END else f" on line {broken.at.line}"
        return _not_closed(opening, f"{actual}{where}", broken.start)
    return Diagnosis(
        f"expected ',' or '{_CLOSING[opening]}', found {actual}; close the '{opening}' or put the text in quotes",
        broken.at,
    )


def _indentation(broken: Break) -> Diagnosis | None:
    kinds = {"block mapping": "a key", "block collection": "'- '", "block sequence": "'- '"}
    expected = next((name for kind, name in kinds.items() if kind in broken.context), None)
    if expected is None:
        return None
    where = f"in column {broken.start.column}, as on line {broken.start.line}"
    actual = f"{broken.shown(broken.at)} in column {broken.at.column}"
    is_entry = expected == "a key" and broken.rest(broken.at).startswith("- ")
    way_out = "mend the indentation" + (", or put '- ' before the entries above" if is_entry else "")
    return Diagnosis(f"expected {expected} {where}, found {actual}; {way_out}", broken.at)
