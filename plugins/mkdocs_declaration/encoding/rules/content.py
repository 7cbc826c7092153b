"""What a unit holds: words or what stands for them, and nothing that is in force if it is repealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.encoding.files.units import UnitData
    from mkdocs_declaration.encoding.identification.tree import Node, Tree
    from mkdocs_declaration.problems import Source

WORDS = frozenset({"text", "table", "items", "closing", "paragraphs", "content"})
"""Keys of words and of what is held, which are reported where they stand or are empty."""
HOLDING = frozenset({"items", "paragraphs", "table"})
"""Keys of which one may stand instead of words."""


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


def texts(tree: Tree, source: Source) -> Iterator[Problem]:
    """A paragraph and an item have words of their own or a list, and closing words only after a list.

    Args:
        tree: Every unit of the encoding.
        source: The file, for the problems.
    """
    for node in tree.nodes:
        unit = node.unit
        if unit is None or node.may_have_page or unit.has_unknown_key:
            continue
        if node.text is None and "text" not in unit.broken and unit.broken.isdisjoint(HOLDING):
            message = f"expected the key 'text' in {named(node.expected)}; its words, without the number"
            if unit.heading is not None and node.kind == "paragraph":
                message += "; a heading over paragraphs that follow is that of a division, such as 'kind: section', "
                message += "with these in its 'content'"
            yield Problem(Rule.MISSING_KEY, message, source, unit.at)
        elif _lacks_its_first(unit):
            first = next(child for child in node.children if child.kind == "subparagraph")
            message = "expected the first paragraph in 'text' beside 'paragraphs', called the second and so on"
            message += f", found none; put it there, or state its 'id', {first.id}, if it is published so"
            yield Problem(Rule.EMPTY_UNIT, message, source, unit.paragraphs[0].at)
        if unit.closing is not None and not unit.items and "items" not in unit.broken:
            yield Problem(Rule.MISPLACED, _lone_closing(node, unit), source, unit.where("closing"))


def _lacks_its_first(unit: UnitData) -> bool:
    """Whether a unit has further paragraphs, and nothing that they are further to; a stated id says it is meant so."""
    is_without = unit.places.keys().isdisjoint({"text", "items", "table"}) and unit.broken.isdisjoint(HOLDING)
    return bool(unit.paragraphs) and "id" not in unit.paragraphs[0].places and is_without and not unit.repealed


def _lone_closing(node: Node, unit: UnitData) -> str:
    """What is wrong with closing words without a list, and the way out, which keeps the order of the print."""
    if unit.table is None:
        way_out = "put the words in 'text'"
    elif node.kind == "paragraph" and not unit.number:
        way_out = "put the words, which follow the table, in a paragraph of their own, in 'content' of the division"
    else:
        way_out = "put the words, which follow the table, in 'paragraphs'"
    return f"expected 'closing' after 'items', found no items; {way_out}"


def named(kind: str) -> str:
    """A kind of units with the article before it: `an item`."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


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
