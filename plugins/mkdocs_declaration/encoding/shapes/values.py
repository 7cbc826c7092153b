"""Types of values in an author's file: texts, words with emphasis, choices, days, lists.

Each reads a node, and describes itself in JSON Schema.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, cast

from mkdocs_declaration.encoding.shapes import markup as marks
from mkdocs_declaration.encoding.yaml import positions
from mkdocs_declaration.encoding.yaml.parser import Node, Scalar, Sequence
from mkdocs_declaration.foundation import characters
from mkdocs_declaration.foundation.bounds import MAX_PROBLEMS
from mkdocs_declaration.instrument.spelling import closest
from mkdocs_declaration.instrument.text import markup, text
from mkdocs_declaration.instrument.text.text import shorten
from mkdocs_declaration.problems import Position, Problem, Rule, Source, too_many

MAX_KINDS = 8
"""The most doubtful characters that are reported of a text, each once."""


class TooManyProblemsError(Exception):
    """A file has more problems than are reported; the last that was noted says so."""


class Reading:
    """One file being read: its source and the problems found so far."""

    def __init__(self, source: Source, *, remembers: bool = False) -> None:
        """Start without problems.

        Args:
            source: The file's name and lines.
            remembers: Whether the nodes of the file keep what is read of them without a problem.
        """
        self.source, self.remembers = source, remembers
        self.problems: list[Problem] = []

    @cached_property
    def right_to_left(self) -> bool:
        """Whether the file has letters of a script that runs from right to left."""
        return any(map(characters.has_right_to_left, self.source.lines))

    def problem(self, rule: Rule, message: str, at: Position, length: int = 1) -> None:
        """Note a problem.

        Raises:
            TooManyProblemsError: There are more than are reported.
        """
        self.problems.append(Problem(rule, message, self.source, at, length))
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(too_many(self.source, at))
            raise TooManyProblemsError

    def expected_text(self, key: str, node: Node) -> None:
        """Note a list or a mapping where a text must be."""
        char = self.source.lines[node.at.line - 1][node.at.column - 1 : node.at.column]
        if char in ("[", "{"):
            way_out = f"put a text that begins with '{char}' in quotes"
        elif isinstance(node, Sequence):
            way_out = "write it as one text, without '- '"
        else:
            way_out = "write it without a key of its own"
        self.problem(Rule.WRONG_TYPE, f"expected a text for {key}, found {described(node)}; {way_out}", node.at)

    def refuse_comment(self, node: Node, key: str) -> None:
        """Note a comment behind a key or its value: it may be words that were meant to be published."""
        if node.comment is not None:
            actual = f"found '{node.comment.shown}', which would not be published"
            way_out = "put the words in quotes or after '>-', or the comment on a line of its own"
            message = f"expected no comment behind '{key}', {actual}; {way_out}"
            self.problem(Rule.COMMENT, message, node.comment.at, len(node.comment.words))


class Type(Protocol):
    """A type of value."""

    def read(self, node: Node, key: str, reading: Reading) -> Any:
        """Read a node; return None and note a problem if it does not fit."""

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """The JSON Schema of the type; shapes are added to the definitions."""


def described(node: Node) -> str:
    """Describe a node for a message: `the text '…'`, `a list`."""
    if isinstance(node, Scalar):
        return "nothing" if node.is_null else f"the text '{shorten(node.value)}'"
    return "a list" if isinstance(node, Sequence) else "a mapping"


@dataclass(frozen=True)
class Line:
    """A text without emphasis."""

    pattern: str | None = None
    """A regular expression that the whole value matches."""
    form: str = ""
    """The pattern in words, with an example."""
    rule: Rule = Rule.BAD_VALUE
    has_words: bool = True
    """Whether an author may take a comment behind the value for a part of it; false for a closed vocabulary."""

    def read(self, node: Node, key: str, reading: Reading) -> str | None:
        """Return the words with white space folded."""
        if not isinstance(node, Scalar):
            reading.expected_text(f"'{key}'", node)
            return None
        value = text.fold(node.value)
        if self.has_words and node.comment is not None:
            reading.refuse_comment(node, key)
            if node.is_null:
                return None
        if node.is_null or not value or value.isspace():
            reading.problem(
                Rule.EMPTY_TEXT, f"expected words for '{key}', found nothing; fill in or remove it", node.at
            )
            return None
        if char := characters.refused(value):
            message = f"expected printable text for '{key}', found the character {characters.name(char)}; remove it"
            reading.problem(Rule.BAD_VALUE, message, node.at)
            return None
        if self.pattern and not re.fullmatch(self.pattern, value):
            message = f"expected {self.form} for '{key}', found '{shorten(value)}'"
            reading.problem(self.rule, message, node.at, len(value))
            return None
        if parted := positions.line_break(node, reading.source):
            found_break, way_out, at = parted
            message = f"expected one paragraph for '{key}', found {found_break}; {way_out}"
            reading.problem(Rule.LINE_BREAK, message, at)
        if not value.isascii():
            _doubt(node, key, reading)
        return value

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A string with the pattern if there is one; without one also a number, as editors see an unquoted 1.1."""
        return (
            {"type": "string", "pattern": f"^(?:{self.pattern})$"} if self.pattern else {"type": ["string", "number"]}
        )


def _doubt(node: Scalar, key: str, reading: Reading) -> None:
    """Report characters that hide, reorder or replace others, each once a text."""
    reported: set[str] = set()
    for doubt in characters.doubts(node.value, right_to_left=reading.right_to_left):
        char = node.value[doubt.offset]
        if char not in reported and len(reported) < MAX_KINDS:
            reported.add(char)
            written = positions.places(node, char, reading.source)
            # Written as an escape, a character has no place of its own.
            before = node.value.count(char, 0, doubt.offset)
            at = written[before] if len(written) == node.value.count(char) else node.at
            message = f"expected characters that are seen for '{key}', found {characters.name(char)}, {doubt.reason}"
            reading.problem(Rule.DOUBTFUL_CHARACTER, message, at)


_LINE = Line()
_WORD = Line(has_words=False)


@dataclass(frozen=True)
class FoldedText:
    """A text with emphasis and links."""

    has_links: bool = True
    """Whether there can be links and marks of footnotes in it."""
    may_be_mark: bool = False
    """Whether the mark of a footnote may stand alone in it."""

    def read(self, node: Node, key: str, reading: Reading) -> text.Text | None:
        """Return the words, the emphasis on them and the links in them."""
        if (words := _LINE.read(node, key, reading)) is None:
            return None
        scalar = cast("Scalar", node)
        if not markup.may_be_marked(scalar.value):
            return text.Text(words)
        value, errors = markup.parse(scalar.value)
        asterisks = positions.places(scalar, "*", reading.source) if errors else []
        for error in errors:
            at = asterisks[error.nth] if error.nth < len(asterisks) else node.at
            message = f"expected a second '{error.mark}' that closes this one; for the character itself write '\\*'"
            reading.problem(Rule.EMPHASIS, message, at, len(error.mark))
        for problem in marks.check(scalar, key, reading.source):
            reading.problem(
                problem.rule, problem.message, scalar.at if problem.at is None else problem.at, problem.length
            )
        if value.links and not self.has_links:
            target = value.links[0].target
            at = (positions.places(scalar, f"]({target})", reading.source) or [node.at])[0]
            message = f"expected no link in '{key}', found one to '{target}'; for a literal bracket write '\\['"
            reading.problem(Rule.LINK, message, at, len(target) + 3)
        if value.marks and not self.has_links:
            mark = f"[^{value.marks[0].mark}]"
            at = (positions.places(scalar, mark, reading.source) or [node.at])[0]
            message = f"expected no mark of a footnote in '{key}', which has none, found '{mark}'; "
            message += rf"leave it out, or write '\{mark}' for these characters"
            reading.problem(Rule.FOOTNOTE, message, at, len(mark))
        is_mark = self.may_be_mark and bool(value.marks)
        if not value.plain and not errors and not is_mark:
            reading.problem(Rule.EMPTY_TEXT, f"expected words for '{key}', found marks only", node.at)
        return value if value.plain or is_mark else None

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A string."""
        return {"type": "string"}


@dataclass(frozen=True)
class Cell:
    """A cell of a table: a text with emphasis, or the mark of a footnote alone, or nothing."""

    def read(self, node: Node, key: str, reading: Reading) -> text.Text | None:
        """Return the words, of which there may be none."""
        is_empty = isinstance(node, Scalar) and not node.value.strip()
        return text.Text("") if is_empty else FoldedText(may_be_mark=True).read(node, key, reading)

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A string."""
        return {"type": "string"}


@dataclass(frozen=True)
class OneOf:
    """One of a list of words."""

    values: tuple[str, ...]

    def read(self, node: Node, key: str, reading: Reading) -> str | None:
        """Return the word; one that is misspelt is read as the one that was meant, so that nothing follows from it."""
        value = _WORD.read(node, key, reading)
        if value is None or value in self.values:
            return value
        expected = f"one of {', '.join(self.values)}" if len(self.values) > 1 else f"'{self.values[0]}'"
        meant = closest(value, self.values)
        way_out = f"; did you mean '{meant}'?" if meant else ""
        message = f"expected {expected} for '{key}', found '{shorten(value)}'{way_out}"
        reading.problem(Rule.BAD_VALUE, message, node.at, len(value))
        return meant

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": [*self.values, *(int(value) for value in self.values if value.isdecimal())]}


_TRUTH = OneOf(("true", "false"))


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def read(self, node: Node, key: str, reading: Reading) -> bool | None:
        """Return the flag."""
        value = _TRUTH.read(node, key, reading)
        return None if value is None else value == "true"

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Date:
    """A calendar day."""

    def read(self, node: Node, key: str, reading: Reading) -> datetime.date | None:
        """Return the day."""
        value = _WORD.read(node, key, reading)
        if value is None:
            return None
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            day = _day(value)
            way_out = f"; did you mean '{day}'?" if day else ""
            message = f"expected a day as YYYY-MM-DD for '{key}', found '{shorten(value)}'{way_out}"
            reading.problem(Rule.BAD_VALUE, message, node.at, len(value))
            return day
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            message = f"expected a day of the calendar for '{key}', found '{value}'"
            reading.problem(Rule.BAD_VALUE, message, node.at, len(value))
            return None

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A date (RFC 3339, full-date)."""
        return {"type": "string", "format": "date"}


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
    r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    r"(?P<year>\d{4})[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})日?",
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",
)
"""Days as they are written elsewhere. 1/2/2020 is not among them: it is another day in Europe and in America."""


def _day(written: str) -> datetime.date | None:
    """The day that was meant, where only one can be."""
    for pattern in _DAYS:
        if match := re.fullmatch(pattern, written, re.ASCII):
            month = match["month"].lower()
            number = int(month) if month.isdecimal() else (*_MONTHS, month[:3]).index(month[:3]) + 1
            try:
                return datetime.date(int(match["year"]), number, int(match["day"]))
            except ValueError:
                return None
    return None


@dataclass(frozen=True)
class ListOf:
    """A list with at least one entry."""

    of: Type

    def read(self, node: Node, key: str, reading: Reading) -> tuple[Any, ...] | None:
        """Return the entries that could be read; None if it is no list."""
        reading.refuse_comment(node, key)
        if not isinstance(node, Sequence):
            message = f"expected a list for '{key}', found {described(node)}; start each entry with '- '"
            reading.problem(Rule.WRONG_TYPE, message, node.at)
            return None
        if not node.items:
            message = f"expected entries for '{key}', found an empty list; fill in or remove it"
            reading.problem(Rule.EMPTY_TEXT, message, node.at)
        values = (self.of.read(item, key, reading) for item in node.items)
        return tuple(value for value in values if value is not None)

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "minItems": 1, "items": self.of.schema(definitions)}
