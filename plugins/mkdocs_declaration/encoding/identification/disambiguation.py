"""Labels that several units would share, made distinct by what is around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.tree import Tree
from mkdocs_declaration.instrument.identity.labels import Label
from mkdocs_declaration.instrument.interface.kinds import GROUP
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.encoding.identification.tree import Node
    from mkdocs_declaration.instrument.identity.labels import LabelStep
    from mkdocs_declaration.problems import Source


def distinct(tree: Tree, source: Source) -> tuple[Tree, list[Problem]]:
    """Make the labels of units distinct.

    Of units that would be called the same, each is called after the nearest units around it that its label does not
    name, as many as it takes. Where these do not tell it from another one, it stays as it is.

    Args:
        tree: Every unit of an encoding.
        source: The file, for the problems.

    Returns:
        The tree, itself if all labels differ; a warning for each unit that was renamed or that is called as one before
        it is, unless its id is stated or the same is so of its holder. The id of a division without a number, which
        has to have one, does not say that its heading is meant to stand twice.
    """
    counts = Counter([node.identity.label for node in tree.clauses])
    if len(counts) == len(tree.clauses):
        return tree, []
    shared = [node for node in tree.clauses if counts[node.identity.label] > 1]
    renamed = _told_apart(shared, {node.id: node for node in tree.clauses})
    uses = Counter(map(str, renamed.values()))
    names = {id_: name for id_, name in renamed.items() if uses[str(name)] == 1 and str(name) not in counts}
    alike = {node.id for node in shared} - names.keys()
    first: dict[str, Node] = {}
    problems = []
    for node in shared:
        before = first.setdefault(node.identity.label, node) if node.id in alike else node
        if node.parent in names or node.parent in alike or (_has_stated_id(node) and not _is_headed(node)):
            continue
        if node.id in names and not _has_stated_id(node):
            problems.append(_problem(node, f"it is called '{names[node.id]}'", source))
        elif before is not node:
            line = f"(first on line {before.at.line})"
            problems.append(_problem(node, f"{line} and nothing around them that tells them apart", source))
    return Tree(_renamed(tree.roots, names)), problems


def _told_apart(shared: Sequence[Node], by_id: Mapping[str, Node]) -> dict[str, Label]:
    """The names of units that would be called the same, each after as many units around it as it takes."""
    names = {node.id: node.identity.name for node in shared}
    further = {node.id: _after_what_is_around(node, by_id) for node in shared}
    pending = [node.id for node in shared]
    while pending:
        longer = {id_: name for id_ in pending for name in [next(further[id_], None)] if name is not None}
        names |= longer
        uses = Counter(map(str, names.values()))
        pending = [id_ for id_ in longer if uses[str(names[id_])] > 1]
    return names


def _after_what_is_around(node: Node, by_id: Mapping[str, Node]) -> Iterator[Label]:
    """Longer and longer names of a unit."""
    name = node.identity.name
    around = by_id.get(node.parent or "")
    while around is not None:
        outer = around.identity.name.steps
        if name.steps[: len(outer)] != outer:
            name = Label(name.words, (*outer, *name.steps))
            yield name
        around = by_id.get(around.parent or "")


def _has_stated_id(node: Node) -> bool:
    return node.unit is not None and "id" in node.unit.places


def _is_headed(node: Node) -> bool:
    """Whether it is a division that is called by its heading alone, and has to have an id for that."""
    return node.is_division and node.kind != GROUP and node.unit is not None and not node.unit.number


def _problem(node: Node, found: str, source: Source) -> Problem:
    again = f"'{node.identity.label}' again{' ' if found.startswith('(') else '; '}{found}"
    is_stated = _has_stated_id(node)
    way_out = "give each a 'number' or a 'heading' of its own" if is_stated else "state an 'id' if it is meant so"
    message = f"expected a name that no other unit has, found {again}; {way_out}"
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
        inherited = Label(old.words, (*after, *old.steps[len(before) :])) if is_after else old
        name = names.get(node.id, inherited)
        ends = (old.steps, name.steps) if name != old else (before, after)
        children = _renamed(node.children, names, *ends)
        is_changed = any(child is not other for child, other in zip(children, node.children, strict=True))
        if name != old or is_changed:
            renamed.append(replace(node, identity=replace(node.identity, name=name), children=children))
        else:
            renamed.append(node)
    return tuple(renamed)
