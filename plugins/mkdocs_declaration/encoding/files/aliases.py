"""Names that people use for a division or a term, under the key `also`: the search finds them, no text has them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_declaration.encoding.shapes.shape import Shape
    from mkdocs_declaration.problems import Position, Source

KEY = "also"
"""The key of all shapes that have such names."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name, and where it is written."""

    name: str
    at: Position


def placed(names: tuple[str, ...], data: Shape) -> tuple[OtherName, ...]:
    """Give each name its place.

    Args:
        names: Those that could be read.
        data: The shape that has them; where an entry could not be read, all get the place of the list.
    """
    is_whole = f"{KEY}.{len(names)}" not in data.places
    return tuple(OtherName(name, data.where(f"{KEY}.{index}" if is_whole else KEY)) for index, name in enumerate(names))


def check(names: Iterable[OtherName], own: Iterable[str], source: Source) -> Iterator[Problem]:
    """Check that each name stands once and says something new; case, width and kinds of blanks do not count.

    Args:
        names: What people say.
        own: What it is called anyway.
        source: The file.
    """
    called = set(map(_folded, own))
    lines: dict[str, int] = {}
    for other in names:
        key = _folded(other.name)
        if key in called:
            message = f"expected a name that is not its own, found '{other.name}'; remove it"
        elif key in lines:
            message = f"expected each name once, found '{other.name}' again (first on line {lines[key]}); remove one"
        else:
            lines[key] = other.at.line
            continue
        yield Problem(Rule.OTHER_NAME, message, source, other.at, len(other.name))


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
