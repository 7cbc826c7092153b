"""The layout of JSON files of which versions are compared line by line.

The standard library's fast encoder knows no indentation, and the slow one would take most of what these files cost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def layout(document: Mapping[str, Any]) -> bytes:
    """Write a document that lists things, each of its members and each entry of its lists on a line of its own.

    Args:
        document: What JSON can hold.

    Returns:
        UTF-8 with a final newline.
    """
    members = ",\n".join(f" {_encode(name)}: {_member(value)}" for name, value in document.items())
    return f"{{\n{members}\n}}\n".encode()


def _member(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _encode(value)
    return "[\n" + ",\n".join(f"  {_encode(entry)}" for entry in value) + "\n ]"


def indented(document: Any) -> bytes:
    """Write a document with a line for each value in it, indented by a blank for each level.

    Args:
        document: What JSON can hold; the names of members are texts.

    Returns:
        What `json.dumps` writes with `ensure_ascii=False` and `indent=1`, as UTF-8, with a final newline.
    """
    return f"{_indented(document, chr(10))}\n".encode()


def _indented(value: Any, line: str) -> str:
    """Write a value.

    Args:
        value: The value.
        line: What begins a line at its level.
    """
    if isinstance(value, str) or not (value and isinstance(value, (dict, list, tuple))):
        return _encode(value)
    below = f"{line} "
    if isinstance(value, dict):
        parts = [f"{_encode(name)}: {_indented(member, below)}" for name, member in value.items()]
        return f"{{{below}{f',{below}'.join(parts)}{line}}}"
    return f"[{below}{f',{below}'.join([_indented(entry, below) for entry in value])}{line}]"


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _encode(value: Any) -> str:
    """Write a value on one line; to ask the encoder for what has one form takes longer than to write it."""
    if value is None:
        return "null"
    if value.__class__ is int:
        return repr(value)
    if value.__class__ is list and not value:
        return "[]"
    return _ENCODER.encode(value)
