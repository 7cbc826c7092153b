"""`mkdocs serve`: where one entry of a list was edited, it is composed by itself, and all else is as it was.

Most edits of an author are of some words. What an entry of a list is depends on nothing that stands behind it, and on
nothing before it but its column, so that the entry can be composed alone; what stands behind it moves if it has more
lines or fewer. The entry as it was is composed as well: if it is not what it was in its place, or if anything is
unusual, all of the file is composed. A test edits files at random and holds their trees against those that are
composed anew.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from mkdocs_declaration.encoding.yaml.decoding import unprintable
from mkdocs_declaration.encoding.yaml.events import events_of, offset_of
from mkdocs_declaration.encoding.yaml.parser import Composer, Mapping, Scalar, Sequence
from mkdocs_declaration.foundation.bounds import MAX_VALUES
from mkdocs_declaration.problems import Position, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_declaration.encoding.yaml.comments import Comment
    from mkdocs_declaration.encoding.yaml.parser import Node

    Way: TypeAlias = tuple[tuple[Mapping | Sequence, str | int], ...]
    """The way to a node: lists and mappings, each with the index or the key of what follows in it."""

_TRIES = 2
"""So many entries are tried, each in the one that is tried next."""
_UNUSUAL = re.compile("[#\r\x85\u2028\u2029\ufeff]|\\?(?:\\s|$)|^(?: *\t|---|\\.\\.\\.|%)", re.MULTILINE)
"""What may be a comment, another end of a line, a key of which what follows tells the end, a line that a tab indents,
for which lists around braces tell whether it may, or the end of a document."""
_ENDS = "\r\x85\u2028\u2029"
"""Ends of lines that are not those of most files."""


class _Entry(NamedTuple):
    """An entry of a list, which is a mapping."""

    way: Way
    node: Mapping
    end: Position | None
    """Where the next key or value of the file begins, if one does."""


class _Alone(NamedTuple):
    """An entry that was composed by itself."""

    node: Node
    values: int
    """How many keys and values it has."""
    depth: int
    rest: str
    """What stands behind it on its last lines."""


def edited(text: str, last: str, root: Node, is_equal: Callable[[Node, Node], bool]) -> Node | None:
    """The tree of a text, made of that of the last run.

    Args:
        text: The text.
        last: The text of the last run, of which nothing was wrong.
        root: Its tree, which stays as it is.
        is_equal: Whether a node is equal to one of that tree, with the places of all that it holds.

    Returns:
        The tree, or None if all of the text is to be composed.
    """
    if text == last:
        return root
    start = _common(text, last)
    behind = min(_common_behind(text, last), min(len(text), len(last)) - start)
    if any(end in last for end in _ENDS):
        return None
    lines = last.count("\n", start, len(last) - behind)
    added = text.count("\n", start, len(text) - behind) - lines
    line_start = last.rfind("\n", 0, start) + 1
    first = Position(last.count("\n", 0, start) + 1, start - line_start + 1)
    entries = list(_entries(root, first, first.line + lines))
    for entry in reversed(entries[-_TRIES:]):
        begin, list_begin = (
            _line_start(last, line_start, at.line - first.line) + at.column - 1
            for at in (entry.node.at, entry.way[-1][0].at)
        )
        if last[begin] != "{" and last[list_begin] == "[":  # a comma or the bracket behind it ends it
            continue
        left = len(last) - (_line_start(last, line_start, entry.end.line - first.line) if entry.end else len(last))
        former = _alone(last[begin : len(last) - left], entry.node.at)
        made = _alone(text[begin : len(text) - left], entry.node.at)
        if former is None or made is None or not is_equal(former.node, entry.node):
            continue
        more = made.values - former.values
        is_bounded = made.depth <= former.depth and (more <= 0 or _size(root)[0] + more <= MAX_VALUES)
        if is_bounded and made.rest == former.rest and left + len(made.rest) <= behind:
            return _with(entry.way, made.node, added)
    return None


def _common(text: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(text), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if text[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_behind(text: str, other: str) -> int:
    """How many characters two texts have in common at their end."""
    low, high = 0, min(len(text), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if text[len(text) - middle : len(text) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _line_start(text: str, start: int, lines: int) -> int:
    """Where a line begins that is some lines behind another one, or before it."""
    for _ in range(lines):
        start = text.index("\n", start) + 1
    for _ in range(-lines):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _entries(root: Node, first: Position, final: int) -> Iterator[_Entry]:
    """The entries of lists in which an edit is, from the outermost to the innermost.

    Args:
        root: The tree.
        first: Where the edit begins, behind the first character of all of them.
        final: The line on which it ends: what follows an entry begins behind it.
    """
    node: Node = root
    way: Way = ()
    end: Position | None = None
    while not isinstance(node, Scalar):
        held = [(step, at, child) for step, at, child in _held(node) if at < first]
        if not held or held[-1][2].at >= first:
            return
        step, _, child = held[-1]
        following = next(itertools.islice(_held(node), len(held), None), None)
        way, end = (*way, (node, step)), following[1] if following is not None else end
        if isinstance(node, Sequence) and isinstance(child, Mapping) and (end is None or end.line > final):
            yield _Entry(way, child, end)
        node = child


def _held(node: Mapping | Sequence) -> Iterator[tuple[str | int, Position, Node]]:
    """What a node holds: the index or the key of each, where it begins with its key, and itself."""
    if isinstance(node, Mapping):
        return ((key, name.at, value) for key, (name, value) in node.entries.items())
    return ((index, item.at, item) for index, item in enumerate(node.items))


def _alone(piece: str, at: Position) -> _Alone | None:
    """Compose an entry by itself; None if it is none, or if there is something unusual.

    Args:
        piece: The lines of the entry from where it begins.
        at: The place of that in the file.
    """
    if _UNUSUAL.search(piece):
        return None
    before = "\n" * (at.line - 1) + " " * (at.column - 1)
    found = _compose(before + piece, is_in_braces=piece.startswith("{"))
    if found is None or not isinstance(found[0], Mapping):
        return None
    node, end = found
    return _Alone(node, *_size(node), piece[end - len(before) :])


def _compose(text: str, *, is_in_braces: bool) -> tuple[Node, int] | None:
    """Compose the entry of a list by itself.

    Args:
        text: The entry, with as many lines and blanks before it as are before it in its file.
        is_in_braces: Whether it ends with the brace that closes the one that it begins with, whatever follows.

    Returns:
        The entry, and where it ends in the text; None if anything is wrong with it.
    """
    source = Source("", (text,))
    composer = Composer(text, source)
    if unprintable(text, source):
        return None
    try:
        for event in events_of(text):
            composer.feed(event)
            if composer.problems:
                return None
            if is_in_braces and isinstance(event, yaml.MappingEndEvent) and composer.root and not composer.stack:
                return composer.root, offset_of(event.end_mark)
    except yaml.MarkedYAMLError:
        return None
    return None if composer.root is None or is_in_braces else (composer.root, len(text))


def _size(node: Node) -> tuple[int, int]:
    """How many keys and values there are in a node, itself included, and how deep they are nested."""
    if isinstance(node, Scalar):
        return 1, 0
    sizes = [_size(child) for _, _, child in _held(node)]
    keys = len(sizes) if isinstance(node, Mapping) else 0
    return 1 + keys + sum(values for values, _ in sizes), 1 + max((depth for _, depth in sizes), default=0)


def _with(way: Way, node: Node, added: int) -> Node:
    """The tree with another node at the end of a way.

    Args:
        way: The way to the node that it replaces.
        node: The node.
        added: How many lines it has more, by which what stands behind it moves.
    """
    for holder, step in reversed(way):
        if isinstance(holder, Mapping):
            entries = dict(holder.entries)
            index = list(entries).index(str(step))
            entries[str(step)] = (entries[str(step)][0], node)
            for key, (name, value) in itertools.islice(holder.entries.items(), index + 1, None) if added else ():
                entries[key] = (_moved_scalar(name, added), _moved(value, added))
            node = Mapping(holder.at, entries, comment=holder.comment)
        else:
            index = int(step)
            behind = holder.items[index + 1 :]
            items = [*holder.items[:index], node, *([_moved(item, added) for item in behind] if added else behind)]
            node = Sequence(holder.at, items, comment=holder.comment)
    return node


def _moved(node: Node, lines: int) -> Node:
    """A node so many lines further down."""
    if isinstance(node, Scalar):
        return _moved_scalar(node, lines)
    at, comment = _moved_place(node.at, lines), _moved_comment(node.comment, lines)
    if isinstance(node, Sequence):
        return Sequence(at, [_moved(item, lines) for item in node.items], comment)
    entries = {key: (_moved_scalar(name, lines), _moved(value, lines)) for key, (name, value) in node.entries.items()}
    return Mapping(at, entries, comment=comment)


def _moved_scalar(scalar: Scalar, lines: int) -> Scalar:
    """A scalar so many lines further down."""
    at, end = _moved_place(scalar.at, lines), _moved_place(scalar.end, lines)
    return Scalar(scalar.value, at, end, scalar.style, scalar.is_null, _moved_comment(scalar.comment, lines))


def _moved_comment(comment: Comment | None, lines: int) -> Comment | None:
    """A comment so many lines further down."""
    return comment and replace(comment, at=_moved_place(comment.at, lines))


def _moved_place(at: Position, lines: int) -> Position:
    """A place so many lines further down."""
    return Position(at.line + lines, at.column)
