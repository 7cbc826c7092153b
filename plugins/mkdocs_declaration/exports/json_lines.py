"""The layout of JSON files that list things: an entry a line, so that versions compare line by line.

The standard library's fast encoder knows no indentation, and the slow one would take most of what these files cost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def layout(document: Mapping[str, Any]) -> bytes:
    """Write a document, each of its members and each entry of its lists on a line of its own.

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


def _encode(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
