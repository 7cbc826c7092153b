"""YAML as a tree of strings that know where they stand.

Every scalar stays a string (`safe_load` would read 1.10 as 1.1 and `no` as False) and every node knows its line and
column. The tree is composed from libyaml's event stream with a stack of its own: no recursion to exhaust, no alias to
expand, and every duplicate key is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from mkdocs_declaration import comments
from mkdocs_declaration.bounds import MAX_BYTES, MAX_DEPTH, MAX_VALUES
from mkdocs_declaration.comments import LINE_END, Comment
from mkdocs_declaration.problems import Position, Problem, Rule, Source


@dataclass(slots=True)
class Scalar:
    """A text."""

    value: str
    at: Position
    end: Position
    style: str = ""
    """How it is written: `>` or `|` for a block, a quote, or nothing if it is plain."""
    is_null: bool = False
    """Nothing was written, or `null`."""
    comment: Comment | None = None
    """A comment on its line, or between it and its key on the key's line."""


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    at: Position
    items: list[Node] = field(default_factory=list)
    comment: Comment | None = None
    """A comment behind its key."""


@dataclass(slots=True)
class Mapping:
    """Keys, each with the place where it stands, and their nodes, in the order of the file."""

    at: Position
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None
    """The key that waits for its value while the tree is composed."""
    comment: Comment | None = None
    """A comment behind its key."""


Node = Scalar | Sequence | Mapping

NO_KEY = "\0"
"""Stands for a key that is no word; a problem says so already."""


def decode(name: str, data: bytes) -> tuple[str | None, Source, list[Problem]]:
    """Decode a file's bytes as UTF-8, within the size bound.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        The text without a byte order mark, or None; the source for later problems; the problems found.
    """
    source = Source(name)
    if len(data) > MAX_BYTES:
        message = f"expected at most {MAX_BYTES:,} bytes, found {len(data):,}, more than any code of law takes; "
        message += "is it the right file?"
        return None, source, [Problem(Rule.TOO_LARGE, message, source)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        shown = data.decode("utf-8", errors="replace")
        source = Source(name, tuple(LINE_END.split(shown)))
        message = f"expected UTF-8, found the byte 0x{data[error.start]:02x}; save the file in UTF-8"
        return None, source, [Problem(Rule.NOT_UTF8, message, source, Position(line, column))]
    return text, Source(name, tuple(LINE_END.split(text))), []


def compose(text: str, source: Source) -> tuple[Node | None, list[Problem]]:
    """Compose one YAML document into a tree.

    Args:
        text: The document.
        source: Its name and lines, for the problems.

    Returns:
        The root node, or None if there is none or the syntax is broken; the problems found.
    """
    composer = _Composer(text, source)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            composer.feed(event)
            if composer.stopped:
                break
    except yaml.reader.ReaderError as error:
        # libyaml refuses control characters; it says where in characters, not in lines.
        before = text[: error.position]
        at = Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        code = error.character if isinstance(error.character, int) else ord(error.character[:1])
        message = f"expected printable text, found the character U+{code:04X}"
        composer.problems.append(Problem(Rule.YAML_SYNTAX, message, source, at))
        return None, composer.problems
    except yaml.MarkedYAMLError as error:
        if problem := composer.cut_short():
            return None, [*composer.problems, problem]
        # Where a quote is never closed, its beginning says more than the place where that was found.
        in_quotes = "quoted scalar" in (error.context or "")
        at = _position(error.context_mark if in_quotes else error.problem_mark or error.context_mark)
        if "nesting depth" in (error.problem or ""):
            # libyaml looks ahead for the end of what may be a key, and gives up there by a bound of its own.
            composer.problems.append(Problem(Rule.TOO_DEEP, _TOO_DEEP, source, at))
            return None, composer.problems
        composer.problems.append(Problem(Rule.YAML_SYNTAX, _explained(error, at, source), source, at))
        return None, composer.problems
    if composer.root is None and not composer.problems:
        message = "expected a document, found an empty file"
        composer.problems.append(Problem(Rule.YAML_SYNTAX, message, source, Position(1, 1)))
    return composer.root, composer.problems


_TOO_DEEP = f"expected at most {MAX_DEPTH} levels of nesting, found more"
_SLIPS = {
    "found unexpected end of stream": (
        "expected a closing quote, found the end of the file; close the one that begins here"
    ),
    "did not find expected alphabetic or numeric character": (
        "expected a text, found '*' or '&' at its beginning, which YAML keeps for itself; "
        "put the text in quotes or after '>-'"
    ),
    "mapping values are not allowed in this context": (
        "expected a text or a new line, found ': ' that makes a key; put the text in quotes or after '>-', "
        "or mend the indentation"
    ),
    "did not find expected key": (
        "expected a key indented as the one before it, found something else; mend the indentation, "
        "or put a text with quotes in it after '>-'"
    ),
    "did not find expected '-' indicator": (
        "expected '- ' indented as the entry before it, found something else; mend the indentation"
    ),
    "did not find expected ',' or '}'": (
        "expected ',' or '}', found something else; close the brace or put the text in quotes"
    ),
    "did not find expected ',' or ']'": (
        "expected ',' or ']', found something else; close the bracket or put the text in quotes"
    ),
}
"""What libyaml says of the commonest slips, and what an author is told."""


def _explained(error: yaml.MarkedYAMLError, at: Position, source: Source) -> str:
    problem = error.problem or ""
    if "cannot start any token" in problem:
        char = source.lines[at.line - 1][at.column - 1 : at.column]
        if char == "\t":
            return "expected blanks, found a tab; indent with blanks"
        return f"expected a text, found '{char}' at its beginning, which YAML keeps for itself; put the text in quotes"
    for said, told in _SLIPS.items():
        if said in problem:
            return told
    what = " ".join(part for part in (error.context, error.problem) if part)
    return f"{what}; is a quote or an indentation off?"


def _scalar(event: yaml.ScalarEvent, at: Position) -> Scalar:
    style = event.style or ""
    is_null = not style and event.value in ("", "~", "null", "Null", "NULL")
    return Scalar(event.value, at, _position(event.end_mark), style, is_null)


def _position(mark: Any) -> Position:
    """Count from 1, as editors do. libyaml's marks are of a class of their own; events of a text all have one."""
    return Position(mark.line + 1, mark.column + 1) if mark is not None else Position(1, 1)


def _offset(mark: Any) -> int:
    return int(mark.index) if mark is not None else 0


class _Composer:
    """Puts a tree together from events."""

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.documents = 0
        self.stopped = False
        self.values = 0
        self.offset = 0
        """Where what was read so far ends."""
        self.at = Position(1, 1)
        """The same place by line and column."""
        self.last: Scalar | None = None
        """The scalar that ends there."""
        self.is_key = False
        """Whether it is a key."""
        self.behind_key: Comment | None = None
        """A comment behind a key, for the value that is to come."""

    def feed(self, event: yaml.Event) -> None:
        """Take the next event."""
        at = _position(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(Rule.YAML_SYNTAX, "expected one document, found a second one; remove the line '---'", at)
            case yaml.AliasEvent():
                self._problem(Rule.YAML_ALIAS, f"expected a text, found the alias '*{event.anchor}'; write it out", at)
                self._comments(event)
                self._add_scalar(Scalar(event.anchor or "", at, at))
            case yaml.ScalarEvent():
                self._check_properties(event, at)
                self._comments(event)
                scalar = _scalar(event, at)
                if scalar.style in ("|", ">"):
                    start, end = _offset(event.start_mark), _offset(event.end_mark)
                    scalar.comment = comments.in_header(self.text, start, end, at)
                self._add_scalar(scalar)
            case yaml.SequenceStartEvent():
                self._open(Sequence(at), event, at)
            case yaml.MappingStartEvent():
                self._open(Mapping(at), event, at)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.stack.pop()
            case yaml.StreamEndEvent():
                self._comments(event)

    def _open(self, node: Sequence | Mapping, event: yaml.CollectionStartEvent, at: Position) -> None:
        self._check_properties(event, at)
        self._comments(event)
        self.last = None
        self._add(node)
        self.stack.append(node)
        if len(self.stack) > MAX_DEPTH:
            self._stop(Rule.TOO_DEEP, _TOO_DEEP, at)

    def _comments(self, event: yaml.Event) -> None:
        """Give the comments up to an event to the values on whose lines they stand."""
        for comment in comments.between(self.text, self.offset, _offset(event.start_mark), self.at):
            if self.last is None or not comment.is_on_first_line or (self.is_key and comment.before != ":"):
                message = f"expected a comment on a line of its own, found '{comment.words}'; move it to the line above"
                self._problem(Rule.COMMENT, message, comment.at, len(comment.words))
            elif self.is_key:
                self.behind_key = comment
            else:
                self.last.comment = self.last.comment or comment
        self.offset, self.at = _offset(event.end_mark), _position(event.end_mark)

    def cut_short(self) -> Problem | None:
        """The comment that ends a text which goes on below it, where the parser met what it cannot place."""
        if self.last is None or self.is_key or not self.stack:
            return None
        comment = comments.cutting(self.text, self.offset, self.at, self.stack[-1].at.column)
        if comment is None:
            return None
        message = (
            f"expected the text to go on, found the comment '{comment.words}', which ends it; "
            "put the text in quotes or after '>-', and a comment above it"
        )
        return Problem(Rule.COMMENT, message, self.source, comment.at, len(comment.words))

    def _add_scalar(self, scalar: Scalar) -> None:
        self._add(scalar)
        self.last = scalar
        self.is_key = bool(self.stack) and isinstance(top := self.stack[-1], Mapping) and top.key is scalar

    def _add(self, node: Node) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            message = f"expected at most {MAX_VALUES:,} values, found more, and more than any code of law has; "
            self._stop(Rule.TOO_LARGE, message + "is it the right file?", node.at)
        if self.behind_key is not None:
            node.comment, self.behind_key = node.comment or self.behind_key, None
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top, Sequence):
            top.items.append(node)
        elif top.key is None:
            top.key = self._as_key(node)
        else:
            key, top.key = top.key, None
            if key.value in top.entries:
                first = top.entries[key.value][0].at.line
                message = f"expected each key once, found '{key.value}' again (first on line {first}); remove one"
                self._problem(Rule.DUPLICATE_KEY, message, key.at, len(key.value))
            else:
                top.entries[key.value] = (key, node)

    def _as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self._problem(Rule.WRONG_TYPE, "expected a word as key, found a list or a mapping; is it in braces?", node.at)
        return Scalar(NO_KEY, node.at, node.at)

    def _check_properties(self, event: yaml.NodeEvent, at: Position) -> None:
        if event.anchor is not None:
            self._problem(Rule.YAML_ALIAS, f"expected a text, found the anchor '&{event.anchor}'; remove it", at)
        tag = getattr(event, "tag", None)
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._problem(Rule.YAML_TAG, f"expected a text, found the tag '{shown}'; remove it or use quotes", at)

    def _stop(self, rule: Rule, message: str, at: Position) -> None:
        self.stopped = True
        self.root = None
        self._problem(rule, message, at)

    def _problem(self, rule: Rule, message: str, at: Position, length: int = 1) -> None:
        self.problems.append(Problem(rule, message, self.source, at, length))
