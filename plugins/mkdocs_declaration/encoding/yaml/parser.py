"""YAML as a tree of strings that know where they stand.

Every scalar stays a string (`safe_load` would read 1.10 as 1.1 and `no` as False) and every node knows its line and
column. The tree is composed from libyaml's event stream with a stack of its own: no recursion to exhaust, no alias to
expand, and every duplicate key is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from mkdocs_declaration.encoding.yaml import comments
from mkdocs_declaration.encoding.yaml.decoding import unprintable
from mkdocs_declaration.encoding.yaml.events import events_of, offset_of, place, position_of
from mkdocs_declaration.encoding.yaml.syntax import Break, Read, diagnose
from mkdocs_declaration.foundation.bounds import MAX_DEPTH, MAX_PROBLEMS, MAX_TEXT, MAX_VALUES
from mkdocs_declaration.instrument.text.text import shorten
from mkdocs_declaration.problems import Position, Problem, Rule, Source, too_many

if TYPE_CHECKING:
    from mkdocs_declaration.encoding.yaml.comments import Comment


@dataclass(slots=True)
class Scalar:
    """A text."""

    value: str
    at: Position
    end: Position
    style: str = ""
    """Its style: `>` or `|` for a block, a quote, or nothing if it is plain."""
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
    repeats: bool = field(default=False, compare=False)
    """Whether the key before it was one that is there twice, while the tree is composed."""
    comment: Comment | None = None
    """A comment behind its key."""
    read: Any = None
    """What was read of it without a problem, if that is kept."""


Node = Scalar | Sequence | Mapping

NO_KEY = "\0"
"""Stands for a key that is no word; a problem says so already."""


def compose(text: str, source: Source) -> tuple[Node | None, list[Problem]]:
    """Compose one YAML document into a tree.

    Args:
        text: The document.
        source: Its name and lines, for the problems.

    Returns:
        The root node, or None if there is none or the syntax is broken; the problems found.
    """
    if problems := unprintable(text, source):
        return None, problems
    composer = Composer(text, source)
    event = None
    try:
        for event in events_of(text):
            composer.feed(event)
            if composer.stopped:
                break
    except yaml.MarkedYAMLError as error:
        broken = composer.cut_short() or _broken(error, event, composer)
        return None, [*(problem for problem in composer.problems if problem.at != broken.at), broken]
    if composer.root is None and not composer.problems:
        message = "expected a document, found an empty file"
        composer.problems.append(Problem(Rule.YAML_SYNTAX, message, source, Position(1, 1)))
    return composer.root, composer.problems


_TOO_DEEP = f"expected at most {MAX_DEPTH} levels of nesting, found more"
_ALIAS_WAY_OUT = "write it out, or put a text that begins with '*' in quotes"
_ANCHOR_WAY_OUT = "remove it, or put a text that begins with '&' in quotes"


def _broken(error: yaml.MarkedYAMLError, last: yaml.Event | None, composer: Composer) -> Problem:
    """The problem of a file whose syntax is broken."""
    source = composer.source
    at = position_of(error.problem_mark or error.context_mark)
    if "nesting depth" in (error.problem or ""):
        # libyaml looks ahead for the end of what may be a key, and gives up there by a bound of its own.
        return Problem(Rule.TOO_DEEP, _TOO_DEEP, source, at)
    start, end = position_of(last and last.start_mark), position_of(last and last.end_mark)
    read = Read(start, end, "")
    if isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"'):
        read = Read(start, end, last.style)
    elif isinstance(last, yaml.CollectionEndEvent) and start != end:  # a block has no end of its own
        read = Read(composer.closed, end, "[" if isinstance(last, yaml.SequenceEndEvent) else "{")
    elif isinstance(last, yaml.AliasEvent):
        read = Read(start, end, "*")
    about = position_of(error.context_mark or error.problem_mark)
    broken = Break(error.problem or "", error.context or "", at, about, read, composer.bracket(), source.lines)
    diagnosis = diagnose(broken)
    return Problem(Rule.YAML_SYNTAX, diagnosis.message, source, diagnosis.at, diagnosis.length)


_NULL = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for no value where it is plain."""


class Composer:
    """Puts a tree together from events."""

    def __init__(self, text: str, source: Source) -> None:
        """Begin with nothing.

        Args:
            text: The text of the events.
            source: Its name and lines, for the problems.
        """
        self.text = text
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.documents = 0
        self.stopped = False
        self.values = 0
        self.closed = Position(1, 1)
        """Where the list or mapping begins that was closed last."""
        self.sign = -1
        """Where the first `#` is from there on, if it is not before it: what may begin a comment."""
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
        if isinstance(event, yaml.ScalarEvent):  # most are
            self._feed_scalar(event)
            return
        at = position_of(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(Rule.YAML_SYNTAX, "expected one document, found a second one; remove the line '---'", at)
            case yaml.AliasEvent():
                self._problem(
                    Rule.YAML_ALIAS,
                    f"expected a text, found the alias '*{shorten(event.anchor or '')}'; {_ALIAS_WAY_OUT}",
                    at,
                )
                self._comments(event)
                self.last = Scalar(event.anchor or "", at, at)
                self.is_key = self._add(self.last)
            case yaml.SequenceStartEvent():
                self._open(Sequence(at), event, at)
            case yaml.MappingStartEvent():
                self._open(Mapping(at), event, at)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.closed = self.stack.pop().at
            case yaml.StreamEndEvent():
                self._comments(event)

    def _feed_scalar(self, event: yaml.ScalarEvent) -> None:
        start: Any = event.start_mark
        end: Any = event.end_mark
        at = place((start.line + 1, start.column + 1))
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event, at)
        if self.sign < start.index:
            self._take_comments(start.index)
        self.offset, self.at = end.index, place((end.line + 1, end.column + 1))
        style = event.style or ""
        scalar = Scalar(event.value, at, self.at, style, not style and event.value in _NULL)
        if scalar.is_null and (event.anchor or event.tag):  # reported, and most likely meant as a text
            scalar.value, scalar.is_null = str(event.anchor or event.tag), False
        if style in ("|", ">"):
            scalar.comment = comments.in_header(self.text, start.index, end.index, at)
        if len(event.value) > MAX_TEXT:
            self._refuse_length(scalar)
        self.last = scalar
        self.is_key = self._add(scalar)

    def _open(self, node: Sequence | Mapping, event: yaml.CollectionStartEvent, at: Position) -> None:
        self._check_properties(event, at)
        self._comments(event)
        self.last = None
        self._add(node)
        self.stack.append(node)
        if len(self.stack) > MAX_DEPTH:
            self._stop(Rule.TOO_DEEP, _TOO_DEEP, at)

    def _comments(self, event: yaml.Event) -> None:
        """Attach the comments up to an event to the values on whose lines they stand."""
        start, end = offset_of(event.start_mark), event.end_mark
        if self.sign < start:
            self._take_comments(start)
        self.offset, self.at = offset_of(end), position_of(end)

    def _take_comments(self, start: int) -> None:
        if self.sign < self.offset:
            found = self.text.find("#", self.offset)
            self.sign = found if found >= 0 else len(self.text)
        for comment in comments.between(self.text, self.offset, start, self.at) if self.sign < start else ():
            if self.last is None or not comment.is_on_first_line or (self.is_key and comment.before != ":"):
                message = f"expected a comment on a line of its own, found '{comment.shown}'; move it to the line above"
                self._problem(Rule.COMMENT, message, comment.at, len(comment.words))
            elif self.is_key:
                self.behind_key = comment
            else:
                self.last.comment = self.last.comment or comment

    def cut_short(self) -> Problem | None:
        """The comment that ends a text which goes on below it, where the parser met what it cannot place."""
        if self.last is None or self.is_key or not self.stack:
            return None
        comment = comments.cutting(self.text, self.offset, self.at, self.stack[-1].at.column)
        if comment is None:
            return None
        message = (
            f"expected the text to go on, found the comment '{comment.shown}', which ends it; "
            "put the text in quotes or after '>-', and a comment above it"
        )
        return Problem(Rule.COMMENT, message, self.source, comment.at, len(comment.words))

    def bracket(self) -> Position | None:
        """Where the innermost list or mapping begins that is still open, if it begins with a bracket."""
        at = self.stack[-1].at if self.stack else None
        is_flow = at is not None and self.source.lines[at.line - 1][at.column - 1 :].startswith(("[", "{"))
        return at if is_flow else None

    def _refuse_length(self, scalar: Scalar) -> None:
        message = f"expected a text of at most {MAX_TEXT:,} characters, found one of {len(scalar.value):,}; "
        self._stop(Rule.TOO_LARGE, f"{message}part it, or close the quote that begins it", scalar.at)

    def _add(self, node: Node) -> bool:
        """Put a node where it belongs; tell whether it is a key."""
        self.values += 1
        if self.values > MAX_VALUES:
            message = f"expected at most {MAX_VALUES:,} values, found more, and more than any code of law has; "
            self._stop(Rule.TOO_LARGE, f"{message}is it the right file?", node.at)
        if self.behind_key is not None:
            node.comment, self.behind_key = node.comment or self.behind_key, None
        if not self.stack:
            self.root = node
            return False
        top = self.stack[-1]
        if isinstance(top, Sequence):
            top.items.append(node)
            return False
        key = top.key
        if key is None:
            top.key = node if isinstance(node, Scalar) else self._no_key(node)
            return True
        top.key = None
        if key.value in top.entries:
            self._repeated(top, key, node)
        else:
            top.entries[key.value] = (key, node)
            top.repeats = False
        return False

    def _repeated(self, mapping: Mapping, key: Scalar, node: Node) -> None:
        """Note a key that was there before; of several in a row the first, since a '- ' is missing before it."""
        first, first_node = mapping.entries[key.value]
        if isinstance(first_node, Scalar) and first_node.is_null:
            mapping.entries[key.value] = (key, node)
        if not mapping.repeats:
            is_in_list = len(self.stack) > 1 and isinstance(self.stack[-2], Sequence)
            way_out = "remove one" + (", or put '- ' before it if it begins an entry" if is_in_list else "")
            message = (
                f"expected each key once, found '{shorten(key.value)}' again (first on line {first.at.line}); {way_out}"
            )
            self._problem(Rule.DUPLICATE_KEY, message, key.at, len(key.value))
        mapping.repeats = True

    def _no_key(self, node: Node) -> Scalar:
        self._problem(Rule.WRONG_TYPE, "expected a word as key, found a list or a mapping; is it in braces?", node.at)
        return Scalar(NO_KEY, node.at, node.at)

    def _check_properties(self, event: yaml.NodeEvent, at: Position) -> None:
        if event.anchor is not None:
            self._problem(
                Rule.YAML_ALIAS,
                f"expected a text, found the anchor '&{shorten(event.anchor or '')}'; {_ANCHOR_WAY_OUT}",
                at,
            )
        if (tag := getattr(event, "tag", None)) is not None:
            shown = shorten(tag.replace("tag:yaml.org,2002:", "!!"))
            self._problem(Rule.YAML_TAG, f"expected a text, found the tag '{shown}'; remove it or use quotes", at)

    def _stop(self, rule: Rule, message: str, at: Position) -> None:
        self.stopped = True
        self.root = None
        self._problem(rule, message, at)

    def _problem(self, rule: Rule, message: str, at: Position, length: int = 1) -> None:
        self.problems.append(Problem(rule, message, self.source, at, length))
        if len(self.problems) >= MAX_PROBLEMS and not self.stopped:
            self.stopped, self.root = True, None
            self.problems.append(too_many(self.source, at))
