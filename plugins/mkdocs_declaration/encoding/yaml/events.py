"""What a parser of YAML tells of a text, and where."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import yaml

from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

place = functools.partial(tuple.__new__, Position)
"""Make a position of a line and a column, without a call of Python's: a file has two for every value."""


def position_of(mark: Any) -> Position:
    """Count from 1, as editors do. libyaml's marks are of a class of their own; events of a text all have one."""
    return place((mark.line + 1, mark.column + 1)) if mark is not None else Position(1, 1)


def offset_of(mark: Any) -> int:
    """Where a mark of libyaml is in its text; 0 if there is none."""
    return int(mark.index) if mark is not None else 0


def events_of(text: str) -> Iterator[yaml.Event]:
    """What a parser tells of a text.

    Args:
        text: The text.

    Raises:
        yaml.MarkedYAMLError: The syntax is broken.
    """
    # Without libyaml, PyYAML's own parser reads the same, at a tenth of the speed.
    return yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
