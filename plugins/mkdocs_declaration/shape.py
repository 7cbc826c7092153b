"""What a mapping in an author's file may hold, and the reading of it.

A shape is a frozen dataclass whose fields are made with `entry`. The same declaration reads the YAML tree, gives the
JSON Schema that editors complete from, and is what the page about the format is held against in the tests.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

from mkdocs_declaration import text
from mkdocs_declaration.problems import Position, Problem, Rule, Source, near_miss
from mkdocs_declaration.yamltree import NO_KEY, Mapping, Node, Scalar, Sequence, compose, decode

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
"""Characters that an escape in double quotes can write and that no text holds."""

S = TypeVar("S", bound="Shape")


@dataclass(frozen=True, kw_only=True, eq=False)
class Shape:
    """Base of all shapes: where the mapping and its values stand."""

    called: ClassVar[str] = "a mapping"
    """What an author calls it, with its article: `a unit`."""
    shorthand: ClassVar[str | None] = None
    """The key that a bare text stands for, if a bare text may stand for the mapping."""

    at: Position
    """Where the mapping starts."""
    places: dict[str, Position] = dataclasses.field(default_factory=dict, repr=False, compare=False)
    """Where each value that was written stands; `forms.0` is the first entry of a list `forms`."""
    broken: frozenset[str] = frozenset()
    """Keys whose values could not be read; checks that need them are left out."""

    def where(self, key: str) -> Position:
        """Where the value of a key stands, or the mapping if the key is absent."""
        return self.places.get(key, self.at)


class Reading:
    """One file being read: its source and the problems found so far."""

    def __init__(self, source: Source) -> None:
        """Start without problems.

        Args:
            source: The file's name and lines.
        """
        self.source = source
        self.problems: list[Problem] = []

    def problem(self, rule: Rule, message: str, at: Position, length: int = 1) -> None:
        """Note a problem."""
        self.problems.append(Problem(rule, message, self.source, at, length))


class Type(Protocol):
    """A type of value."""

    def read(self, node: Node, key: str, reading: Reading) -> Any:
        """Read a node; give None and note a problem if it does not fit."""

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """The JSON Schema of the type; shapes are added to the definitions."""


def found(node: Node) -> str:
    """Say what a node is, for the second half of a message."""
    if isinstance(node, Scalar):
        return "nothing" if node.is_null else f"the text '{shorten(node.value)}'"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def shorten(words: str, limit: int = 40) -> str:
    """Cut a text for a message."""
    words = text.fold(words)
    return words if len(words) <= limit else words[: limit - 1] + "…"


@dataclass(frozen=True)
class Line:
    """A text without emphasis."""

    pattern: str | None = None
    """A regular expression that the whole value matches."""
    form: str = ""
    """The pattern in words, with an example."""
    rule: Rule = Rule.BAD_VALUE

    def read(self, node: Node, key: str, reading: Reading) -> str | None:
        """Give the words with white space folded."""
        if not isinstance(node, Scalar):
            reading.problem(Rule.WRONG_TYPE, f"expected a text for '{key}', found {found(node)}", node.at)
            return None
        value = text.fold(node.value)
        if node.is_null or not value:
            reading.problem(
                Rule.EMPTY_TEXT, f"expected words for '{key}', found nothing; fill in or remove it", node.at
            )
            return None
        if control := _CONTROL.search(value):
            message = f"expected printable text for '{key}', found the character U+{ord(control[0]):04X}; remove it"
            reading.problem(Rule.BAD_VALUE, message, node.at)
            return None
        if self.pattern and not re.fullmatch(self.pattern, value):
            message = f"expected {self.form} for '{key}', found '{shorten(value)}'"
            reading.problem(self.rule, message, node.at, len(value))
            return None
        return value

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A string with the pattern if there is one; without one also a number, as editors see an unquoted 1.1."""
        return (
            {"type": "string", "pattern": f"^(?:{self.pattern})$"} if self.pattern else {"type": ["string", "number"]}
        )


@dataclass(frozen=True)
class Words:
    """A text with emphasis."""

    def read(self, node: Node, key: str, reading: Reading) -> text.Text | None:
        """Give the words and the emphasis on them."""
        if Line().read(node, key, reading) is None:
            return None
        scalar = cast("Scalar", node)
        value, errors = text.parse(scalar.value)
        for error in errors:
            at = _nth_asterisk(scalar, error.nth, reading.source)
            message = f"expected a second '{error.mark}' that closes this one; for the character itself write '\\*'"
            reading.problem(Rule.EMPHASIS, message, at, len(error.mark))
        if not value.plain and not errors:
            reading.problem(Rule.EMPTY_TEXT, f"expected words for '{key}', found marks only", node.at)
        return value if value.plain else None

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A string."""
        return {"type": "string"}


def _nth_asterisk(node: Scalar, nth: int, source: Source) -> Position:
    """Find the place of an asterisk of a scalar in the file: folding lines moves it, but keeps the count."""
    for number in range(node.at.line, min(node.end.line, len(source.lines)) + 1):
        line = source.lines[number - 1]
        start = node.at.column - 1 if number == node.at.line else 0
        stop = node.end.column - 1 if number == node.end.line else len(line)
        for column in range(start, min(stop, len(line))):
            if line[column] == "*":
                if nth == 0:
                    return Position(number, column + 1)
                nth -= 1
    return node.at


@dataclass(frozen=True)
class OneOf:
    """One of a few words."""

    values: tuple[str, ...]

    def read(self, node: Node, key: str, reading: Reading) -> str | None:
        """Give the word."""
        value = Line().read(node, key, reading)
        if value is None or value in self.values:
            return value
        expected = f"one of {', '.join(self.values)}" if len(self.values) > 1 else f"'{self.values[0]}'"
        message = f"expected {expected} for '{key}', found '{shorten(value)}'{near_miss(value, self.values)}"
        reading.problem(Rule.BAD_VALUE, message, node.at, len(value))
        return None

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": [*self.values, *(int(value) for value in self.values if value.isdecimal())]}


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def read(self, node: Node, key: str, reading: Reading) -> bool | None:
        """Give True or False."""
        value = OneOf(("true", "false")).read(node, key, reading)
        return None if value is None else value == "true"

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Date:
    """A calendar day."""

    def read(self, node: Node, key: str, reading: Reading) -> datetime.date | None:
        """Give the day."""
        value = Line(r"\d{4}-\d{2}-\d{2}", "a day as YYYY-MM-DD").read(node, key, reading)
        if value is None:
            return None
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            message = f"expected a day of the calendar for '{key}', found '{value}'"
            reading.problem(Rule.BAD_VALUE, message, node.at, len(value))
            return None

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A date (RFC 3339, full-date)."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class ListOf:
    """A list with at least one entry."""

    of: Type

    def read(self, node: Node, key: str, reading: Reading) -> tuple[Any, ...]:
        """Give the entries that could be read."""
        if not isinstance(node, Sequence):
            message = f"expected a list for '{key}', found {found(node)}; start each entry with '- '"
            reading.problem(Rule.WRONG_TYPE, message, node.at)
            return ()
        if not node.items:
            message = f"expected entries for '{key}', found an empty list; fill in or remove it"
            reading.problem(Rule.EMPTY_TEXT, message, node.at)
        values = (self.of.read(item, key, reading) for item in node.items)
        return tuple(value for value in values if value is not None)

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "minItems": 1, "items": self.of.schema(definitions)}


@dataclass(frozen=True)
class Of:
    """A mapping of a shape, named late so that shapes may hold themselves."""

    shape: Callable[[], type[Shape]]

    def read(self, node: Node, key: str, reading: Reading) -> Shape | None:
        """Give the shape."""
        return read(self.shape(), node, reading, key=key)

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A reference to the shape's definition."""
        shape = self.shape()
        if shape.__name__ not in definitions:
            definitions[shape.__name__] = {}
            definitions[shape.__name__] = _object_schema(shape, definitions)
        reference = {"$ref": f"#/$defs/{shape.__name__}"}
        return {"anyOf": [{"type": "string"}, reference]} if shape.shorthand else reference


@dataclass(frozen=True, slots=True)
class Entry:
    """A key that a shape knows."""

    type: Type
    doc: str
    required: bool


def entry(type_: Type, doc: str, *, required: bool = False, default: Any = None) -> Any:
    """Declare a key of a shape.

    Args:
        type_: What its value is.
        doc: What it means, in a sentence; becomes the description in the JSON Schema.
        required: Whether it must be there.
        default: The value where it is absent.
    """
    metadata = {"entry": Entry(type_, doc, required)}
    return dataclasses.field(default=() if isinstance(type_, ListOf) else default, metadata=metadata)


def entries(shape: type[Shape]) -> dict[str, Entry]:
    """The keys of a shape in the order of their declaration."""
    return {f.name: f.metadata["entry"] for f in dataclasses.fields(shape) if "entry" in f.metadata}


def read(shape: type[S], node: Node, reading: Reading, *, key: str | None = None) -> S | None:
    """Read a node as a shape.

    Args:
        shape: What is expected.
        node: What was written.
        reading: Takes the problems.
        key: The key whose value it is, for messages.

    Returns:
        The shape, with whatever of it could be read (`broken` names the rest), or None if the node is no mapping.
    """
    known = entries(shape)
    if isinstance(node, Scalar) and shape.shorthand:
        value = known[shape.shorthand].type.read(node, key or shape.shorthand, reading)
        broken = frozenset({shape.shorthand}) if value is None else frozenset[str]()
        return shape(at=node.at, places={shape.shorthand: node.at}, broken=broken, **{shape.shorthand: value})
    if not isinstance(node, Mapping):
        name = f"{shape.called} for '{key}'" if key else shape.called
        required = next(iter(known))
        message = f"expected {name}, found {found(node)}; write keys such as '{required}: …'"
        reading.problem(Rule.WRONG_TYPE, message, node.at)
        return None
    values: dict[str, Any] = {}
    places: dict[str, Position] = {}
    broken_keys: set[str] = set()
    for name, (key_node, value_node) in node.entries.items():
        if name == NO_KEY:
            continue
        if name not in known:
            message = f"unknown key '{shorten(name)}' in {shape.called}{near_miss(name, known)}"
            if not message.endswith("?"):
                message += f"; known are {', '.join(known)}"
            reading.problem(Rule.UNKNOWN_KEY, message, key_node.at, len(name))
            continue
        value = known[name].type.read(value_node, name, reading)
        places[name] = value_node.at
        if isinstance(value_node, Sequence):
            places |= {f"{name}.{index}": item.at for index, item in enumerate(value_node.items)}
        if value is None:
            broken_keys.add(name)
        else:
            values[name] = value
    for name, declared in known.items():
        if declared.required and name not in node.entries:
            message = f"expected the key '{name}' in {shape.called}; {declared.doc[0].lower()}{declared.doc[1:-1]}"
            reading.problem(Rule.MISSING_KEY, message, node.at)
            broken_keys.add(name)
    return shape(at=node.at, places=places, broken=frozenset(broken_keys), **values)


def read_file(shape: type[S], name: str, data: bytes) -> tuple[S | None, Source, list[Problem]]:
    """Read a file whose root is a shape.

    Args:
        shape: What is expected.
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        What could be read, or None; the source for later problems; the problems found.
    """
    content, source, problems = decode(name, data)
    if content is None:
        return None, source, problems
    node, problems = compose(content, source)
    if node is None:
        return None, source, problems
    reading = Reading(source)
    value = read(shape, node, reading)
    return value, source, problems + reading.problems


def json_schema(shape: type[Shape], *, title: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of files whose root is a shape, for editors that complete YAML from one."""
    definitions: dict[str, Any] = {}
    root = _object_schema(shape, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _object_schema(shape: type[Shape], definitions: dict[str, Any]) -> dict[str, Any]:
    known = entries(shape)
    return {
        "type": "object",
        "description": (shape.__doc__ or "").partition("\n")[0],
        "properties": {
            name: {"description": declared.doc, **declared.type.schema(definitions)} for name, declared in known.items()
        },
        "required": [name for name, declared in known.items() if declared.required],
        "additionalProperties": False,
    }
