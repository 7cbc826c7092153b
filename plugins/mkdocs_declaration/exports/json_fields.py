"""Members of JSON objects, each stated once: its name, what it holds as a JSON Schema, and where its value comes from.

What writes a file and the schema that describes it read the same tables, so that neither can say what the other does
not. Source: JSON Schema, draft 2020-12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from mkdocs_declaration.exports.layout import indented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")

Schema = dict[str, Any]
"""A JSON Schema, as JSON has it."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
STRING: Schema = {"type": "string"}
OPTIONAL: Schema = {"type": ["string", "null"]}
"""A text, or null where there is none."""
URI: Schema = {"type": "string", "format": "uri"}


class Member(NamedTuple, Generic[T]):
    """A member of an object that describes a value of type `T`."""

    name: str
    """Its name."""
    schema: Schema
    """What it holds."""
    of: Callable[[T], Any]
    """Its value, as JSON can hold it."""
    description: str = ""
    """What it means, in a sentence without a stop."""


def written(members: Iterable[Member[T]], value: T) -> dict[str, Any]:
    """Write the object that describes a value."""
    return {member.name: member.of(value) for member in members}


def object_schema(members: Iterable[Member[Any]]) -> Schema:
    """The schema of objects with these members: all are there, and later versions may add others."""
    properties = {
        member.name: {**({"description": member.description} if member.description else {}), **member.schema}
        for member in members
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def array(items: Schema) -> Schema:
    """The schema of lists."""
    return {"type": "array", "items": items}


def nullable(schema: Schema) -> Schema:
    """The schema of what may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def mapping(values: Schema, keys: Sequence[str] = ()) -> Schema:
    """The schema of objects that have values of one kind by name.

    Args:
        values: What each holds.
        keys: The names that must be there.
    """
    return {"type": "object", "additionalProperties": values, **({"required": list(keys)} if keys else {})}


def schema_file(name: str, site_url: str, title: str, schema: Schema) -> bytes:
    """Write a file of a JSON Schema.

    Args:
        name: Its path relative to the site's root.
        site_url: The address of the site, with a slash at its end; without one the schema has no `$id`.
        title: What it describes.
        schema: The schema.

    Returns:
        UTF-8 with a final newline.
    """
    identity = {"$id": f"{site_url}{name}"} if site_url else {}
    document = {"$schema": DIALECT, **identity, "title": title, **schema}
    return indented(document)
