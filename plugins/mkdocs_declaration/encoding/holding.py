"""What a unit holds: something, and nothing that is in force if it is repealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.encoding.tree import Node, Tree
    from mkdocs_declaration.encoding.unit_file import UnitData
    from mkdocs_declaration.problems import Source

WORDS = frozenset({"text", "table", "items", "closing", "paragraphs", "content"})
"""Keys of words and of what is held, which are reported where they stand or are empty."""


def check(tree: Tree, source: Source) -> Iterator[Problem]:
    """A division has a heading or holds something, and what is repealed holds nothing that is in force.

    Args:
        tree: Every unit of the encoding.
        source: The file, for the problems.
    """
    for node in tree.nodes:
        unit = node.unit
        if unit is None:
            continue
        if unit.repealed:
            yield from _in_force(unit, source)
        elif _is_empty(node, unit):
            message = f"expected a heading or content in the {node.kind}, found neither; fill it in, or state "
            message += "'repealed: true' if it stands for what is no longer in force"
            yield Problem(Rule.EMPTY_UNIT, message, source, unit.where("number"))


def _in_force(unit: UnitData, source: Source) -> Iterator[Problem]:
    for key in ("table", "items", "closing", "paragraphs", "content"):
        is_list = key in ("items", "content")
        if key in unit.places and not (is_list and all(child.repealed for child in getattr(unit, key))):
            way_out = f"state it of all in '{key}' as well" if is_list else "put words in its place in 'text'"
            message = f"expected nothing in force in a unit with 'repealed: true', found '{key}'; {way_out}, or remove "
            yield Problem(Rule.MISPLACED, f"{message}one of the two", source, unit.where(key))


def _is_empty(node: Node, unit: UnitData) -> bool:
    """Whether a division has neither a heading nor content, and nothing else is wrong with it."""
    is_without = node.heading is None and not node.children and "heading" not in unit.broken
    return node.is_division and is_without and not unit.has_unknown_key and WORDS.isdisjoint(unit.places)
