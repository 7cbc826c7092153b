"""Questions about a unit as written, which may be unreadable in part: its page, its name, whether it is a division."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.tree import UNKNOWN
from mkdocs_declaration.instrument.interface.kinds import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.encoding.files.units import UnitData
    from mkdocs_declaration.instrument.numbering.numerals import Number

OF_DIVISIONS = ("content", "slug")
"""Keys that only divisions have."""


def page_of(unit: UnitData, around: str | None) -> str | None:
    """The page of a division: its own, that of a division around it, or that of the first within it.

    Args:
        unit: The division.
        around: The page that it is within, if there is one.

    Returns:
        The slug; `UNKNOWN` if it is there and cannot be read, or may be; None if it is missing.
    """
    if unit.slug:
        return unit.slug
    if "slug" in unit.places:
        return UNKNOWN
    page = around or next(_first_slugs(unit), UNKNOWN if unit.has_unknown_key else None)
    return page or (UNKNOWN if may_hold_divisions(unit) else None)


def may_hold_divisions(unit: UnitData) -> bool:
    """Whether the content of a division cannot be read, so that divisions may be in it."""
    return "content" in unit.broken or (unit.has_unknown_key and not unit.content)


def _first_slugs(unit: UnitData) -> Iterator[str]:
    for child in unit.content:
        if "slug" in child.places or child.has_unknown_key:
            yield child.slug or UNKNOWN
        yield from _first_slugs(child)


def is_nameless(unit: UnitData, number: Number | None) -> bool:
    """Whether a division has neither a number nor an id, where it needs one of them."""
    is_without_id = unit.id is None and "id" not in unit.broken
    return number is None and is_without_id and not is_unreadable(unit, number) and not _may_be_nameless(unit)


def _may_be_nameless(unit: UnitData) -> bool:
    """Whether a division needs neither a number nor an id: an annex may be the only one, and groups are counted."""
    return unit.known.like == "annex" or unit.kind == GROUP


def is_unreadable(unit: UnitData, number: Number | None) -> bool:
    """Whether a unit has a number that cannot be read."""
    return "number" in unit.broken or (number is None and bool(unit.number))


def is_like_a_division(unit: UnitData) -> bool:
    """Whether a unit stands among divisions: it is one, or cannot be told from one."""
    return unit.is_division or is_of_unknown_kind(unit)


def is_of_unknown_kind(unit: UnitData) -> bool:
    """Whether a unit cannot be told from a division, since its kind cannot be read or is behind an unknown key."""
    has_key_of_division = not unit.places.keys().isdisjoint(OF_DIVISIONS)
    is_unknown = unit.kind is None and unit.has_unknown_key and has_key_of_division
    return "kind" in unit.broken or is_unknown or lacks_kind(unit)


def lacks_kind(unit: UnitData) -> bool:
    """Whether a unit is a division whose kind was left out: it has what no paragraph has, and no words."""
    is_division = "text" not in unit.places and not unit.places.keys().isdisjoint(OF_DIVISIONS)
    return is_division and unit.kind is None and "kind" not in unit.broken and not unit.has_unknown_key
