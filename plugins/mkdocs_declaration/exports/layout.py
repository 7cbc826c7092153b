"""The layout of JSON files of which versions are compared line by line."""

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
        document: What JSON can hold.

    Returns:
        UTF-8 with a final newline.
    """
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


_encode = json.JSONEncoder(ensure_ascii=False).encode
