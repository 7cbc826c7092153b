"""What a mapping in an author's file may hold, and the reading of it.

A shape is a frozen dataclass whose fields are made with `entry`. The same declaration reads the YAML tree, gives the
JSON Schema that editors complete from, and is what the page about the format is held against in the tests.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from mkdocs_declaration.problems import Position, Problem, Rule, Source, near_miss
from mkdocs_declaration.values import ListOf, Reading, Type, found, shorten
from mkdocs_declaration.yamltree import NO_KEY, Mapping, Node, Scalar, Sequence, compose, decode

if TYPE_CHECKING:
    from collections.abc import Callable

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
    if key is not None:
        reading.refuse_comment(node, key)
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
