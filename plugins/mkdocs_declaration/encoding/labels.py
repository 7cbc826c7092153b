"""Labels that several units would share, made distinct by what is around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.tree import Tree
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.encoding.tree import Node
    from mkdocs_declaration.instrument.labels import Label, LabelStep
    from mkdocs_declaration.problems import Source


def distinct(tree: Tree, source: Source) -> tuple[Tree, list[Problem]]:
    """Make the labels of units distinct.

    Of units that would be called the same, each is called after the nearest unit around it that its label does not
    name. Where that does not tell it from another one, it stays as it is.

    Args:
        tree: Every unit of an encoding.
        source: The file, for the problems.

    Returns:
        The tree, itself if all labels differ; a warning for each unit that was renamed, unless its id is stated or its
        holder was renamed as well.
    """
    counts = Counter(node.identity.label for node in tree.clauses)
    shared = {label for label, count in counts.items() if count > 1}
    if not shared:
        return tree, []
    by_id = {node.id: node for node in tree.clauses}
    renamed = {node.id: _after_what_is_around(node, by_id) for node in tree.clauses if node.identity.label in shared}
    uses = Counter(map(str, renamed.values()))
    names = {id_: name for id_, name in renamed.items() if uses[str(name)] == 1 and str(name) not in counts}
    problems = [
        _problem(node, str(names[node.id]), source)
        for node in tree.clauses
        if node.id in names and node.parent not in names and not _has_stated_id(node)
    ]
    return Tree(_renamed(tree.roots, names)), problems


def _after_what_is_around(node: Node, by_id: Mapping[str, Node]) -> Label:
    name = node.identity.name
    around = by_id.get(node.parent or "")
    while around is not None:
        outer = around.identity.name.steps
        if name.steps[: len(outer)] != outer:
            return replace(name, steps=(*outer, *name.steps))
        around = by_id.get(around.parent or "")
    return name


def _has_stated_id(node: Node) -> bool:
    return node.unit is not None and "id" in node.unit.places


def _problem(node: Node, label: str, source: Source) -> Problem:
    message = f"expected a name that no other unit has, found '{node.identity.label}' again; it is called '{label}'; "
    message += "state an 'id' if it is meant so"
    return Problem(Rule.SAME_NAME, message, source, node.at)


def _renamed(
    nodes: Iterable[Node],
    names: Mapping[str, Label],
    before: tuple[LabelStep, ...] = (),
    after: tuple[LabelStep, ...] = (),
) -> tuple[Node, ...]:
    """The nodes under their names; what is in a renamed unit and is called after it is called after its new name."""
    renamed = []
    for node in nodes:
        old = node.identity.name
        is_after = bool(before) and old.steps[: len(before)] == before
        inherited = replace(old, steps=(*after, *old.steps[len(before) :])) if is_after else old
        name = names.get(node.id, inherited)
        ends = (old.steps, name.steps) if name != old else (before, after)
        children = _renamed(node.children, names, *ends)
        is_changed = any(child is not other for child, other in zip(children, node.children, strict=True))
        if name != old or is_changed:
            renamed.append(replace(node, identity=replace(node.identity, name=name), children=children))
        else:
            renamed.append(node)
    return tuple(renamed)
