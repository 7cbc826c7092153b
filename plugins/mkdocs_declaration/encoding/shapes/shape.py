"""Shapes: the keys that a mapping in an author's file may have, and the reading of it.

A shape is a frozen dataclass whose fields are made with `entry`. The same declaration reads the YAML tree, gives the
JSON Schema that editors complete from, and is what the tests compare the page about the format with.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast

from mkdocs_declaration.encoding.shapes.unknown_keys import meant_key, refuse_key
from mkdocs_declaration.encoding.shapes.values import ListOf, Reading, TooManyProblemsError, Type, described
from mkdocs_declaration.encoding.yaml.decoding import decode
from mkdocs_declaration.encoding.yaml.parser import NO_KEY, Mapping, Node, Scalar, Sequence, compose
from mkdocs_declaration.encoding.yaml.syntax import key_without_space
from mkdocs_declaration.foundation.bounds import MAX_PROBLEMS
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_declaration.encoding.yaml.tree_cache import TreeMemory

S = TypeVar("S", bound="Shape")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """Base of all shapes: where the mapping and its values stand."""

    called: ClassVar[str] = "a mapping"
    """Its name in messages, with its article: `a unit`."""
    shorthand: ClassVar[str | None] = None
    """The key that a bare text stands for, if a bare text may stand for the mapping."""
    without: ClassVar[frozenset[str]] = frozenset()
    """Keys of the shape that it is derived from and that it does not know itself."""

    at: Position
    """Where the mapping starts."""
    places: dict[str, Position] = dataclasses.field(default_factory=dict, repr=False, compare=False)
    """Where each value that was written stands; `forms.0` is the first entry of a list `forms`."""
    broken: frozenset[str] = frozenset()
    """Keys whose values could not be read; checks that need them are left out."""
    has_unknown_key: bool = False
    """Whether there is a key that the shape does not know, which may be meant for one that is not there."""

    def where(self, key: str) -> Position:
        """Where the value of a key stands, or the mapping if the key is absent."""
        return self.places.get(key, self.at)

    def settled(self, reading: Reading) -> Self:
        """The shape, once all of its keys are read: what can be told from several of them together is checked."""
        return self

    def listed(self, key: str) -> Iterator[tuple[str, Position, bool]]:
        """The texts of a list, each with its place and whether it stands there before.

        Where an entry could not be read, all have the place of the list.
        """
        values: tuple[str, ...] = getattr(self, key) or ()
        is_whole = f"{key}.{len(values)}" not in self.places
        seen: set[str] = set()
        for index, value in enumerate(values):
            yield value, self.where(f"{key}.{index}" if is_whole else key), value in seen
            seen.add(value)


@dataclass(frozen=True)
class Of:
    """A mapping of a shape, named late so that shapes may hold themselves."""

    shape: Callable[[], type[Shape]]
    called: str | None = None
    """Its name in messages about this place, if not that of the shape."""

    def read(self, node: Node, key: str, reading: Reading) -> Shape | None:
        """Return the shape."""
        return read(self.shape(), node, reading, key=key, called=self.called)

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """A reference to the shape's definition."""
        shape = self.shape()
        if shape.__name__ not in definitions:
            definitions[shape.__name__] = {}
            definitions[shape.__name__] = _object_schema(shape, definitions)
        reference = {"$ref": f"#/$defs/{shape.__name__}"}
        return {"anyOf": [{"type": "string"}, reference]} if shape.shorthand else reference


@dataclass(frozen=True)
class OneOrMore(ListOf):
    """An entry, or a list of entries."""

    def read(self, node: Node, key: str, reading: Reading) -> tuple[Any, ...] | None:
        """Return the entries that could be read; None if there is one alone that could not."""
        if isinstance(node, Sequence):
            return super().read(node, key, reading)
        value = self.of.read(node, key, reading)
        return None if value is None else (value,)

    def schema(self, definitions: dict[str, Any]) -> dict[str, Any]:
        """An entry or an array."""
        return {"anyOf": [self.of.schema(definitions), super().schema(definitions)]}


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a shape knows."""

    type: Type
    doc: str
    required: bool
    unless: str | None
    """Another key, where one of the two must be there."""


def entry(type_: Type, doc: str, *, required: bool = False, unless: str | None = None, default: Any = None) -> Any:
    """Declare a key of a shape.

    Args:
        type_: What its value is.
        doc: What it means, in a sentence; becomes the description in the JSON Schema.
        required: Whether it must be there.
        unless: Another key of the shape; this one must be there where that one is not.
        default: The value where it is absent.
    """
    metadata = {"entry": Key(type_, doc, required, unless)}
    return dataclasses.field(default=() if isinstance(type_, ListOf) else default, metadata=metadata)


def entries(shape: type[Shape]) -> dict[str, Key]:
    """The keys of a shape in the order of their declaration."""
    if shape not in _entries:
        fields = [f for f in dataclasses.fields(shape) if "entry" in f.metadata and f.name not in shape.without]
        _entries[shape] = {f.name: f.metadata["entry"] for f in fields}
    return _entries[shape]


_entries: dict[type[Shape], dict[str, Key]] = {}
"""Those of each shape; `functools.cache` takes classes of dataclasses for values without a hash, by their types."""


def _needed(shape: type[Shape]) -> tuple[tuple[str, str | None], ...]:
    """The keys that must be there, each with the one beside which it need not."""
    if shape not in _needs:
        _needs[shape] = tuple(
            (name, None if declared.required else declared.unless)
            for name, declared in entries(shape).items()
            if declared.required or declared.unless
        )
    return _needs[shape]


_needs: dict[type[Shape], tuple[tuple[str, str | None], ...]] = {}


def read(
    shape: type[S], node: Node, reading: Reading, *, key: str | None = None, called: str | None = None
) -> S | None:
    """Read a node as a shape.

    A key that is misspelt is read as the one that was meant, so that what it holds is checked in the same run.

    Args:
        shape: What is expected.
        node: What was written.
        reading: Takes the problems.
        key: The key whose value it is, for messages.
        called: Its name in messages, if not that of the shape.

    Returns:
        The shape, with whatever of it could be read (`broken` names the rest), or None if the node is no mapping.
    """
    known = entries(shape)
    if isinstance(node, Scalar) and shape.shorthand:
        value = known[shape.shorthand].type.read(node, key or shape.shorthand, reading)
        broken = frozenset({shape.shorthand}) if value is None else frozenset[str]()
        return shape(at=node.at, places={shape.shorthand: node.at}, broken=broken, **{shape.shorthand: value})
    if isinstance(node, Mapping) and node.read is not None:
        return cast("S", node.read)  # what is expected at a place of a file is always the same
    problems = len(reading.problems)
    if key is not None:
        reading.refuse_comment(node, key)
    called = called or shape.called
    if not isinstance(node, Mapping):
        _refuse(node, called, key, shape, reading)
        return None
    value = _read_entries(shape, node, called, reading)
    if reading.remembers and len(reading.problems) == problems:
        node.read = value
    return value


def _read_entries(shape: type[S], node: Mapping, called: str, reading: Reading) -> S:
    """Read the keys of a mapping and their values."""
    known = entries(shape)
    values: dict[str, Any] = {}
    places: dict[str, Position] = {}
    unknown: list[Scalar] = []
    for key_node, value_node in node.entries.values():
        name: str | None = key_node.value
        if name == NO_KEY:
            continue
        if len(unknown) >= MAX_PROBLEMS:
            break  # as many are reported
        if name not in known:
            is_list = isinstance(value_node, Sequence)
            absent = [
                name
                for name, declared in known.items()
                if name not in node.entries and name not in places and isinstance(declared.type, ListOf) == is_list
            ]
            name, is_noted = meant_key(key_node, absent, called, reading)
            unknown += [] if is_noted else [key_node]
        if name is None:
            continue
        value = known[name].type.read(value_node, name, reading)
        places[name] = value_node.at
        if isinstance(value_node, Sequence):
            for index, item in enumerate(value_node.items):
                places[f"{name}.{index}"] = item.at
        if value is not None:
            values[name] = value
    missing = [
        name for name, unless in _needed(shape) if name not in places and (unless is None or unless not in places)
    ]
    if unknown or missing:
        _refuse_keys(shape, node, called, reading, unknown=unknown, missing=missing)
    unread = {name for name in places if name in known and name not in values}
    broken = frozenset(unread.union(missing))
    value = shape(at=node.at, places=places, broken=broken, has_unknown_key=bool(unknown), **values)
    return value.settled(reading)


def _refuse_keys(
    shape: type[Shape], node: Mapping, called: str, reading: Reading, *, unknown: list[Scalar], missing: list[str]
) -> None:
    """Note keys that the shape does not know, and those that are missing; one of each is one mistake."""
    known = entries(shape)
    is_one_mistake = len(unknown) == len(missing) == 1
    for key_node in unknown:
        refuse_key(key_node, known, missing[0] if is_one_mistake else None, called, reading)
    for name in () if is_one_mistake else missing:
        doc = known[name].doc
        others = f" or '{known[name].unless}'" if known[name].unless else ""
        message = f"expected the key '{name}'{others} in {called}; {doc[0].lower()}{doc[1:-1]}"
        reading.problem(Rule.MISSING_KEY, message, node.at)


def _refuse(node: Node, called: str, key: str | None, shape: type[Shape], reading: Reading) -> None:
    """Note a text or a list where a mapping must be."""
    if shape.shorthand:
        reading.expected_text(f"'{key}'", node)
        return
    if isinstance(node, Scalar) and (found_key := key_without_space(node.value)) and found_key[0] in entries(shape):
        name, offset = found_key
        char = node.value[offset]
        message = f"expected a space after '{name}:', found '{char}'; write '{name}: {char}…'"
        reading.problem(Rule.WRONG_TYPE, message, Position(node.at.line, node.at.column + offset))
        return
    name = f"{called} for '{key}'" if key else called
    known = entries(shape)
    such_as = "text" if "text" in known else next(iter(known))
    message = f"expected {name}, found {described(node)}; write keys such as '{such_as}: …'"
    reading.problem(Rule.WRONG_TYPE, message, node.at)


def read_file(
    shape: type[S], name: str, data: bytes, memory: TreeMemory | None = None
) -> tuple[S | None, Source, list[Problem]]:
    """Read a file whose root is a shape.

    Args:
        shape: What is expected.
        name: The path as the author knows it.
        data: The bytes of the file.
        memory: The tree of the file in the last run, if this is a server.

    Returns:
        What could be read, or None; the source for later problems; the problems found.
    """
    content, source, problems = decode(name, data)
    if content is None:
        return None, source, problems
    reading = Reading(source, remembers=memory is not None)
    node = memory.edited(content, right_to_left=reading.right_to_left) if memory is not None else None
    if node is None:
        node, problems = compose(content, source)
    if node is None:
        return None, source, problems
    if memory is not None:
        node = memory.take(node, text=None if problems else content, right_to_left=reading.right_to_left)
    try:
        value = read(shape, node, reading)
    except TooManyProblemsError:
        value = None
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
    instead: dict[str, list[str]] = {}
    for name, declared in known.items():
        if declared.unless is not None:
            instead.setdefault(declared.unless, []).append(name)
    either = [{"anyOf": [{"required": [other]}, {"required": names}]} for other, names in instead.items()]
    return {
        "type": "object",
        "description": (shape.__doc__ or "").partition("\n")[0],
        "properties": {
            name: {"description": declared.doc, **declared.type.schema(definitions)} for name, declared in known.items()
        },
        "required": [name for name, declared in known.items() if declared.required],
        **({"allOf": either} if either else {}),
        "additionalProperties": False,
    }
