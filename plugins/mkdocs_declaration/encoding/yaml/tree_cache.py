"""`mkdocs serve`: the tree of an edited file, in which what stays as it was is that of the last run.

A list or mapping of YAML that is equal to the one of the last run, with the places of all that it holds, is taken from
that run, and with it what was read of it without a problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.yaml.incremental import edited
from mkdocs_declaration.encoding.yaml.parser import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from mkdocs_declaration.encoding.yaml.parser import Node


class TreeMemory:
    """The tree of one file in the last run."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._root: Node | None = None
        self._text: str | None = None
        self._right_to_left = False

    def edited(self, text: str, *, right_to_left: bool) -> Node | None:
        """The tree of the file, if it is that of the last run but for an entry of a list.

        Args:
            text: The file.
            right_to_left: As in `take`.
        """
        if self._root is None or self._text is None or self._right_to_left != right_to_left:
            return None
        return edited(text, self._text, self._root, lambda node, last: _taken(node, last) is last)

    def take(self, root: Node, *, text: str | None, right_to_left: bool) -> Node:
        """The tree of the file, whose parts are those of the last run where they are equal to them.

        Args:
            root: The tree.
            text: The file, if nothing is wrong with its YAML.
            right_to_left: Whether the file has letters of a script that runs from right to left, by which a character
                in any text of it may be doubtful.
        """
        if self._root is not None and self._right_to_left == right_to_left:
            root = _taken(root, self._root)
        self._root, self._text, self._right_to_left = root, text, right_to_left
        return root


def _taken(node: Node, last: Node) -> Node:
    """A node of the last run if it is equal, else the new one with those of its parts that are."""
    if node is last:
        return last
    if isinstance(node, Scalar) or isinstance(last, Scalar):
        return last if node == last else node
    if isinstance(node, Mapping) and isinstance(last, Mapping):
        is_equal = _take_entries(node, last)
    else:
        is_equal = isinstance(node, Sequence) and isinstance(last, Sequence) and _take_items(node, last)
    return last if is_equal and node.at == last.at and node.comment == last.comment else node


def _take_entries(node: Mapping, last: Mapping) -> bool:
    """Take values of a mapping from the last run; tell whether all are equal."""
    is_equal = len(node.entries) == len(last.entries)
    for key, (name, value) in node.entries.items():
        if key not in last.entries:
            is_equal = False
            continue
        last_name, last_value = last.entries[key]
        taken = _taken(value, last_value)
        if taken is not value:
            node.entries[key] = (name, taken)
        is_equal = is_equal and taken is last_value and name.at == last_name.at
    return is_equal


def _take_items(node: Sequence, last: Sequence) -> bool:
    """Take items of a list from the last run; tell whether all are equal."""
    is_equal = len(node.items) == len(last.items)
    for index, (item, last_item) in enumerate(zip(node.items, last.items, strict=False)):
        node.items[index] = taken = _taken(item, last_item)
        is_equal = is_equal and taken is last_item
    return is_equal
