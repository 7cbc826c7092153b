"""Diagnostics as data: what is wrong, where, and the way out.

Core functions return problems beside their results; only hooks and commands print them.
"""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from mkdocs_declaration.foundation import characters
from mkdocs_declaration.foundation.bounds import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_FORMS,
    MAX_IN_FULL,
    MAX_LINES,
    MAX_LOCK_VALUES,
    MAX_PROBLEMS,
    MAX_TEXT,
    MAX_VALUES,
)
from mkdocs_declaration.foundation.terminal import columns, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.foundation.edits import Correction

__all__ = ["Position", "Problem", "Rule", "Source", "json_report", "report", "workflow_commands"]


class Rule(enum.Enum):
    """A rule that a problem breaks. The value is its code in messages; the meaning is the rule in a sentence."""

    def __new__(cls, code: str, meaning: str) -> Self:
        """Keep the meaning beside the code."""
        rule = object.__new__(cls)
        rule._value_ = code
        rule.meaning = meaning
        return rule

    meaning: str

    CONFIGURATION = (
        "configuration",
        "The configuration of the site can be read, and its options fit addresses and words.",
    )
    DOUBTFUL_OPTION = ("doubtful-option", "The options of the configuration are known, and used as they are meant.")
    NO_ADDRESS = ("no-address", "The address of the site is stated as site_url, so that what is cited has one.")
    NAVIGATION = ("navigation", "The navigation names pages that the site has, and has all pages of the text.")
    MISSING_FILE = ("missing-file", "A file of the text or of the site can be read.")
    NOT_UTF8 = ("not-utf8", "A file is encoded in UTF-8.")
    TOO_LARGE = (
        "too-large",
        (
            f"A file has at most {MAX_BYTES // 2**20} MiB, {MAX_LINES:,} lines and {MAX_VALUES:,} values (a lock "
            f"{MAX_LOCK_VALUES:,}), a text {MAX_TEXT:,} characters, all forms {MAX_FORMS:,}; {MAX_PROBLEMS:,} problems "
            "are reported."
        ),
    )
    TOO_DEEP = ("too-deep", f"Nesting stays within the bound of {MAX_DEPTH} levels.")
    YAML_SYNTAX = ("yaml-syntax", "A file is one YAML document.")
    YAML_ALIAS = (
        "yaml-alias",
        "Anchors (&) and aliases (*) are not used: a text is written out once, where it stands.",
    )
    YAML_TAG = ("yaml-tag", "Tags (!) are not used: every value is text.")
    DUPLICATE_KEY = ("duplicate-key", "A mapping has each key once.")
    UNKNOWN_KEY = ("unknown-key", "Only keys that the format knows are used.")
    MISSING_KEY = ("missing-key", "Keys that the format requires are there.")
    WRONG_TYPE = ("wrong-type", "A value is of the type the format states.")
    BAD_VALUE = ("bad-value", "A value is one of those, or of the form, that the format states.")
    EMPTY_TEXT = ("empty-text", "A text has words.")
    EMPTY_UNIT = ("empty-unit", "A unit has a heading, has words or holds something, unless it is repealed.")
    COMMENT = (
        "comment",
        "A comment stands on a line of its own, or behind a value that cannot be words, as that of slug.",
    )
    LINE_BREAK = ("line-break", "A text is one paragraph: lines that belong apart are entries of their own.")
    DOUBTFUL_CHARACTER = (
        "doubtful-character",
        "Words have no character that is unseen, reorders others or stands for a lost one.",
    )
    EMPHASIS = ("emphasis", "Emphasis (** and *) is closed in the order in which it was opened.")
    FOREIGN_MARK = ("foreign-mark", "Marks are those of this format; others, of HTML and Markdown, are printed.")
    LINK = ("link", "A link that is written in a text leads to a clause of it, or to an address on the web.")
    REFERENCE = ("reference", "Words that refer to a clause of the text name one that it has.")
    BAD_NUMBER = ("bad-number", "An id can be derived from the number as printed, or is stated.")
    DUPLICATE_NUMBER = ("duplicate-number", "No two units side by side have the same number.")
    NUMBER_ORDER = ("number-order", "Numbers rise in the order of the text.")
    NUMBER_GAP = ("number-gap", "No number is left out.")
    FOOTNOTE = ("footnote", "A mark of a footnote in words has a footnote of its unit, and each footnote is marked.")
    SAME_NAME = ("same-name", "No two units are called the same.")
    DUPLICATE_ID = ("duplicate-id", "An id names one unit of text; no two differ by case alone.")
    BAD_ID = ("bad-id", "An id is in ASCII, without spaces, and nothing else on the site has its address.")
    SLUG = ("slug", "Each clause stands on one page, and each page has an address of its own.")
    ADDRESS = ("address", "No file written by hand has the address of one that the site writes itself.")
    MISPLACED = ("misplaced", "A unit stands where its kind can stand.")
    NOTE_QUOTE = ("note-quote", "A note quotes words of its clause.")
    OTHER_NAME = ("other-name", "A name that people use for a division or a term stands once, and is not its own.")
    BRIEF = ("brief", "A sentence in plain words names clauses of the text that it rests on.")
    DUPLICATE_SUBJECT = ("duplicate-subject", "An id and a name of the index are those of one subject.")
    SEE_ALSO = ("see-also", "What is near to a subject is another subject of the index.")
    SUBJECT_CLAUSE = ("subject-clause", "A subject names clauses of the text that have words, each once.")
    BROAD_SUBJECT = ("broad-subject", "No subject has more than a third of the paragraphs and items.")
    WITHOUT_SUBJECT = ("without-subject", "Each paragraph and item has a subject, where there is an index of subjects.")
    DUPLICATE_TERM = ("duplicate-term", "An id names one glossary term.")
    SOURCE_CLAUSE = ("source-clause", "A source that is the text itself names a clause of it, and no address beside.")
    DEFINED_IN = ("defined-in", "A term that the text defines names the clause that does.")
    DEFINITION = ("definition", "A clause that defines a term, or what holds it, has one of the term's forms.")
    FORM_CONFLICT = ("form-conflict", "A form belongs to one term.")
    NEVER_IN = ("never-in", "Longer words in which a term is not meant hold one of its forms.")
    LOCK = ("lock", "The lock of anchors is as it was written.")
    LOST_ANCHOR = ("lost-anchor", "A published id is in the text, or is retired and has a successor in it.")
    CHANGED_WORDS = ("changed-words", "The words of a published id stay, or their change is acknowledged.")
    CHANGED_IDENTITY = (
        "changed-identity",
        "A published number or eId, and the id of the instrument, stay, or their change is acknowledged.",
    )
    MOVED_PAGE = ("moved-page", "The page of a published id keeps its address, or its move is acknowledged.")
    LOST_TERM = ("lost-term", "A published id of the glossary is in it, or is retired and has a successor in it.")
    NEW_ANCHOR = ("new-anchor", "Every id is frozen before it is published.")
    UNSET_CHARACTER = ("unset-character", "Every character of the text can be shown in every file.")
    UNUSED_TERM = ("unused-term", "Each glossary term is mentioned in the text or in another term.")
    UNREADABLE_SITE = ("unreadable-site", "The list of clauses that links are checked against can be read.")
    UNREADABLE_DOCUMENT = ("unreadable-document", "A document whose links are checked can be read.")
    UNKNOWN_CLAUSE = ("unknown-clause", "A link to a clause names one that exists.")
    RETIRED_CLAUSE = ("retired-clause", "A link to a clause that was renamed or withdrawn leads to its successor.")
    WRONG_PAGE = (
        "wrong-page",
        "A link to a clause names a page that the clause is on, and one to a page its present address.",
    )
    BAD_RANGE = (
        "bad-range",
        "A link to a range names two clauses, the earlier one first, of which neither stands within the other.",
    )
    RETIRED_TERM = (
        "retired-term",
        "A link to an entry of the glossary that was renamed or removed leads to its successor.",
    )
    UNKNOWN_TERM = ("unknown-term", "A link to an entry of the glossary names one that exists.")
    INEXACT_ADDRESS = (
        "inexact-address",
        "A link to a clause, a range or an entry of the glossary names it as it is written.",
    )
    UNKNOWN_FRAGMENT = ("unknown-fragment", "A link to a place on a page of the site names one that exists.")
    UNKNOWN_PAGE = ("unknown-page", "A link to a page of the site names one that exists.")
    MISPLACED_QUOTATION = (
        "misplaced-quotation",
        "Words quoted beside a link to a clause stand in that clause, and not in another one.",
    )
    CHANGED_QUOTATION = ("changed-quotation", "Words quoted beside a link to a clause are words of that clause.")


LINK_RULES = frozenset(
    {
        Rule.UNREADABLE_SITE,
        Rule.UNREADABLE_DOCUMENT,
        Rule.UNKNOWN_CLAUSE,
        Rule.RETIRED_CLAUSE,
        Rule.WRONG_PAGE,
        Rule.BAD_RANGE,
        Rule.RETIRED_TERM,
        Rule.UNKNOWN_TERM,
        Rule.INEXACT_ADDRESS,
        Rule.UNKNOWN_FRAGMENT,
        Rule.UNKNOWN_PAGE,
        Rule.MISPLACED_QUOTATION,
        Rule.CHANGED_QUOTATION,
    }
)
"""Rules for other people's documents, which `mkdocs-declaration check-links` holds against a published site."""

WARNINGS = frozenset(
    {
        Rule.BROAD_SUBJECT,
        Rule.DEFINITION,
        Rule.DOUBTFUL_CHARACTER,
        Rule.DOUBTFUL_OPTION,
        Rule.EMPTY_UNIT,
        Rule.FOREIGN_MARK,
        Rule.NAVIGATION,
        Rule.NEW_ANCHOR,
        Rule.NO_ADDRESS,
        Rule.REFERENCE,
        Rule.SAME_NAME,
        Rule.UNSET_CHARACTER,
        Rule.UNUSED_TERM,
        Rule.WITHOUT_SUBJECT,
    }
)
"""Rules whose breach leaves the site whole; strict mode decides whether to publish it."""


class Position(NamedTuple):
    """A place in a file: a tuple, since there are some for every value of a file."""

    line: int
    """Line, counted from 1."""
    column: int
    """Column in characters, counted from 1; 0 if the place in the line is not known."""


@dataclass(frozen=True)
class Source:
    """A file's name and its lines, so that a problem can show the line it is about."""

    name: str
    """The path as the author knows it."""
    lines: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """The text, split at line ends; or at what `places` are called."""
    places: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """The name of each line in a document that has no lines, as in `page 3`; empty if they are lines."""

    def place(self, at: Position | None) -> str:
        """Name a place: `file:3:5`, `file:page 3`, or `file` alone."""
        if at is None:
            return self.name
        if self.places:
            return f"{self.name}:{self.places[at.line - 1]}"
        return f"{self.name}:{at.line}:{at.column}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what an author wrote."""

    rule: Rule
    """The rule that is broken."""
    message: str
    """Expected, found, and the way out, in one sentence without a full stop."""
    source: Source
    """The file."""
    at: Position | None = None
    """Where in the file; None if the file as a whole is meant."""
    length: int = 1
    """The number of characters to underline."""
    correction: Correction | None = field(default=None, compare=False)
    """What is right, if that is certain."""

    @property
    def is_warning(self) -> bool:
        """Whether the site can be built all the same."""
        return self.rule in WARNINGS

    @property
    def head(self) -> str:
        """`file:line:column: message [rule]`."""
        return printable(f"{self.source.place(self.at)}: {self.message} [{self.rule.value}]")

    def __str__(self) -> str:
        """`file:line:column: message [rule]`, the line of the source, and a mark under the place."""
        head = self.head
        if self.at is None or not 1 <= self.at.line <= len(self.source.lines) or not self.at.column:
            return head
        line = self.source.lines[self.at.line - 1]
        # A long line is shown around the place, so that the mark stays on the screen.
        start = max(0, self.at.column - 60) if len(line) > 110 else 0
        shown = characters.shown(line[start : start + 110].replace("\t", " "))
        before = self.at.column - 1 - start
        length = max(1, min(self.length, len(shown) - before))
        number = "" if self.source.places else self.at.line
        gutter = f"{number:>6} | "
        pad = " " * columns("".join(shown[:before]))
        mark = "^" * max(1, columns("".join(shown[before : before + length])))
        return f"{head}\n{printable(gutter + ''.join(shown))}\n{' ' * (len(gutter) - 2)}| {pad}{mark}"


def too_many(source: Source, at: Position) -> Problem:
    """Report that the reading of a file stops, since it has more problems than are reported.

    Args:
        source: The file.
        at: Where it stops.
    """
    message = f"expected at most {MAX_PROBLEMS:,} problems, found more, and read no further; is it the right file?"
    return Problem(Rule.TOO_LARGE, message, source, at)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Put problems in the order of files and lines, each once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.source.name, p.at or Position(0, 0), p.rule.value))


def report(problems: Iterable[Problem]) -> str:
    """Write problems one below the other, in the order of files and lines, each once.

    The first hundred are written with the line that they are about, those after them on a line each.
    """
    written = ordered(problems)
    return "\n".join([*map(str, written[:MAX_IN_FULL]), *(problem.head for problem in written[MAX_IN_FULL:])])


def workflow_commands(problems: Iterable[Problem]) -> str:
    """Write problems as commands that GitHub shows beside the lines of a change, in the order of `report`.

    Source: GitHub Docs, *Workflow commands for GitHub Actions*, "Setting an error message"; what is escaped is that of
    `actions/toolkit`, packages/core/src/command.ts.
    """
    return "\n".join(_annotation(problem) for problem in ordered(problems))


def json_report(problems: Iterable[Problem]) -> str:
    """Write problems as JSON, in the order of `report`.

    The document is `{"format": 1, "problems": […]}`. A problem has `rule` (its code), `severity` (`error` or
    `warning`), `message` and `file`, and `line`, `column` and `length`, all counted from 1 in characters and null where
    a file as a whole is meant. In a document that has no lines, `place` names the page or paragraph, and is null
    elsewhere; `correction` is the right address, if that is certain. Keys may be added, never renamed.
    """
    return json.dumps({"format": 1, "problems": [_record(problem) for problem in ordered(problems)]}, indent=2)


def _record(problem: Problem) -> dict[str, Any]:
    at = problem.at
    places = problem.source.places
    return {
        "rule": problem.rule.value,
        "severity": "warning" if problem.is_warning else "error",
        "message": problem.message,
        "file": problem.source.name,
        "place": places[at.line - 1] if at and places else None,
        "line": at.line if at else None,
        "column": (at.column or None) if at else None,
        "length": problem.length if at else None,
        "correction": problem.correction.right if problem.correction else None,
    }


def _annotation(problem: Problem) -> str:
    properties = {"file": problem.source.name}
    message = problem.message
    if problem.at is not None and problem.source.places:
        message = f"{problem.source.places[problem.at.line - 1]}: {message}"
    elif problem.at is not None:
        properties |= {"line": str(problem.at.line), "col": str(problem.at.column)}
    properties["title"] = problem.rule.value
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{'warning' if problem.is_warning else 'error'} {written}::{_escaped(message)}"


def _escaped(text: str, further: str = "") -> str:
    """Write the characters that end a command or a property of it by their codes, and show other controls."""
    for char in f"%\r\n{further}":
        text = text.replace(char, f"%{ord(char):02X}")
    return "".join(characters.shown(text))
