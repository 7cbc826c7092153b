"""The rules of an encoding, one function a rule, all of one signature: from an identified tree to problems.

A rule looks at the finished tree and changes nothing. What can be told from a value by itself is checked where the
value is read (`values`, `shape`); places that can collide are claimed (`claims`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.files import aliases
from mkdocs_declaration.encoding.identification import numbering, units
from mkdocs_declaration.encoding.identification.tree import MISPLACED, UNKNOWN
from mkdocs_declaration.encoding.rules import content, sequences
from mkdocs_declaration.encoding.rules.content import named
from mkdocs_declaration.encoding.rules.references import bad_links
from mkdocs_declaration.encoding.rules.sequences import Numbered, Series
from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.instrument.text.text import Text
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator, Sequence

    from mkdocs_declaration.encoding.files.units import BriefData, UnitData
    from mkdocs_declaration.encoding.identification.tree import Node, Tree
    from mkdocs_declaration.instrument.numbering.ranks import Rank
    from mkdocs_declaration.problems import Position, Source


_SUCH_AS = "part, chapter, section, article or annex"


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about the text as a whole that rules need in addition to the tree."""

    source: Source
    """The file, for the problems."""
    language: str = ""
    """The language of the text, without region and script; empty if it could not be read."""
    is_excerpt: bool = False
    """Whether the text is an excerpt, so that its numbers need not begin at one."""
    brief: tuple[BriefData, ...] = ()
    """What the text as a whole says in plain words."""
    consequences: set[Position] = field(default_factory=set)
    """Gets the places of numbers that stand twice since another one, which is reported, is wrong."""

    def problem(self, rule: Rule, message: str, unit: UnitData, key: str | None = None) -> Problem:
        """A problem with a unit, or with one of its values."""
        return Problem(rule, message, self.source, unit.where(key) if key else unit.at)


def check(tree: Tree, context: Context) -> Iterator[Problem]:
    """Check a tree by all rules.

    Args:
        tree: Every unit of the encoding.
        context: The file, and what the author stated of the text as a whole.
    """
    for rule in RULES:
        yield from rule(tree, context)


def kinds(tree: Tree, context: Context) -> Iterator[Problem]:
    """A unit is of a kind that stands where it is."""
    for node in tree.nodes:
        unit = node.unit
        if node.kind != MISPLACED or unit is None:
            continue
        if node.expected != "division":
            message = (
                f"expected {named(node.expected)} here, found {named(unit.kind)}; move it to 'content' of a division"
            )
            yield context.problem(Rule.MISPLACED, message, unit, "kind")
        elif units.lacks_kind(unit):
            key = next(key for key in units.OF_DIVISIONS if key in unit.places)
            message = f"expected the key 'kind' in a unit with '{key}'; such as {_SUCH_AS}"
            yield context.problem(Rule.MISSING_KEY, message, unit)
        elif not units.is_of_unknown_kind(unit):
            actual = f"found a unit of the kind '{unit.kind}'" if unit.kind else "found a unit without a kind"
            message = f"expected a division here, {actual}; state one such as {_SUCH_AS}"
            yield context.problem(Rule.MISPLACED, message, unit, "kind")


def keys(tree: Tree, context: Context) -> Iterator[Problem]:
    """A unit has the keys of its kind alone."""
    for node in tree.nodes:
        unit = node.unit
        if unit is None or node.kind == MISPLACED:
            continue
        if node.is_division:
            for key in ("text", "table", "items", "closing", "paragraphs"):
                if key in unit.places:
                    actual = f"found it in the {unit.kind}"
                    message = f"expected '{key}' in a paragraph, {actual}; put it in an entry of 'content'"
                    yield context.problem(Rule.MISPLACED, message, unit, key)
            continue
        for key in ("also", "brief", "content", "slug"):
            if key in unit.places:
                message = f"expected '{key}' in a division, found it in {named(node.expected)}; remove it"
                yield context.problem(Rule.MISPLACED, message, unit, key)
        if "paragraphs" in unit.places and node.kind == "paragraph" and not unit.number:
            message = "expected 'paragraphs' in a unit with a number, found it in a paragraph without one; "
            message += "put them beside it, in 'content' of the division"
            yield context.problem(Rule.MISPLACED, message, unit, "paragraphs")


def numbers(tree: Tree, context: Context) -> Iterator[Problem]:
    """A number can be read, and is not that of another unit; a division has a number or an id."""
    for node in tree.nodes:
        unit = node.unit
        if unit is None:
            continue
        if node.number_error is not None:
            yield context.problem(Rule.BAD_NUMBER, node.number_error, unit, "number")
        elif node.is_division and units.is_nameless(unit, node.number) and not unit.has_unknown_key:
            message = f"expected a number or an id for this {unit.kind}, found neither; state 'number' or 'id'"
            yield context.problem(Rule.BAD_NUMBER, message, unit)


def texts(tree: Tree, context: Context) -> Iterator[Problem]:
    """A paragraph and an item have words of their own or a list, and closing words only after a list."""
    yield from content.texts(tree, context.source)


def held(tree: Tree, context: Context) -> Iterator[Problem]:
    """A division holds something, and what is repealed nothing in force."""
    yield from content.check(tree, context.source)


def pages(tree: Tree, context: Context) -> Iterator[Problem]:
    """No page is within another."""
    for node in tree.nodes:
        unit = node.unit
        if unit is None or not node.may_have_page:
            continue
        if unit.slug and node.around not in (None, UNKNOWN):
            message = f"expected no slug within a page, found '{unit.slug}' within '{node.around}'"
            yield context.problem(Rule.SLUG, f"{message}; remove one of the two", unit, "slug")


def notes(tree: Tree, context: Context) -> Iterator[Problem]:
    """A note quotes words of its clause, if any of these could be read."""
    for node in tree.nodes:
        if not node.notes:
            continue
        quotable = [text.plain for text in _quotable(node) if text is not None]
        for note in node.notes:
            if quotable and note.quote is not None and not any(note.quote in text for text in quotable):
                message = f"expected words of the clause in 'quote', found '{note.quote}'; copy them letter for letter"
                yield Problem(Rule.NOTE_QUOTE, message, context.source, note.where("quote"), len(note.quote))


def _quotable(node: Node) -> tuple[Text | None, ...]:
    unit = node.unit
    if unit is None or node.kind == MISPLACED:
        return (node.text,)
    if node.is_division:
        return (unit.heading or (None if "heading" in unit.broken else Text("")),)
    return (unit.text, unit.heading if unit.text else None)


def names(tree: Tree, context: Context) -> Iterator[Problem]:
    """Names that people use for a division are other names than its heading, each once."""
    for node in tree.nodes:
        if not node.also:
            continue
        own = [node.heading.plain] if node.heading is not None else []
        yield from aliases.check(node.also, own, context.source)


def briefs(tree: Tree, context: Context) -> Iterator[Problem]:
    """A sentence in plain words names clauses of the text, each once."""
    sentences = (*context.brief, *(sentence for node in tree.nodes for sentence in node.brief))
    known = {node.id for node in tree.clauses}
    # Where the id of a unit cannot be told, it may be the one that is named.
    is_whole = len(tree.clauses) == len(tree.nodes)
    reported = 0
    for sentence in sentences:
        for id_, at, is_again in sentence.listed("rests_on"):
            if is_again:
                message = f"expected each id once for 'rests_on', found '{id_}' again; remove one"
            elif is_whole and id_ not in known:
                # Of so many problems no more than these are read, and looking for near ones takes its time.
                close = near_miss(id_, known) if reported < MAX_IN_FULL else ""
                message = f"expected the id of a clause for 'rests_on', found '{id_}'{close}"
            else:
                continue
            reported += 1
            yield Problem(Rule.BRIEF, message, context.source, at, len(id_))


def paragraph_sequences(tree: Tree, context: Context) -> Iterator[Problem]:
    """Numbers of paragraphs and items that stand side by side begin at one, rise, and leave none out.

    Those of the paragraphs of a section in a group may run on from those of the section before, those of a list from
    the list before it in the same unit, and those of the first unit of an excerpt may begin anywhere.
    """
    first = tuple(_of_first(tree)) if context.is_excerpt else ()
    last: dict[Hashable, tuple[Rank, ...]] = {}  # the last number, by what holds those that may run on from each other
    for node in tree.nodes:
        for expected, siblings in _lists(node):
            scope = node.identity.inner
            if scope.is_group and expected == "paragraph":
                continue
            numbered = _numbered(siblings, scope.group, context)
            key = scope.group if expected == "paragraph" and scope.kind == "section" else _lists_around(node, expected)
            after = last.get(key, ()) if key is not None else ()
            series = Series(numbered, after=after, begins_anywhere=any(node is other for other in first))
            yield from sequences.check(series, context.source, context.consequences)
            if key is not None:
                last[key] = next((entry.meanings for entry in reversed(numbered) if entry.meanings), after)


def _lists(node: Node) -> list[tuple[str, list[Node]]]:
    """What a unit holds in lists whose numbers follow one another, in the order of their kinds."""
    lists: dict[str, list[Node]] = {"recital": [], "paragraph": [], "item": []}
    for child in node.children:
        if child.expected in lists:
            lists[child.expected].append(child)
    return [(expected, siblings) for expected, siblings in lists.items() if siblings]


def _lists_around(node: Node, expected: str) -> Hashable | None:
    """What holds lists of which each may run on from the one before: a unit with further paragraphs, a division."""
    unit = node.unit
    if expected != "item" or unit is None:
        return None
    is_unnumbered = node.kind == "subparagraph" or (node.kind == "paragraph" and not unit.number)
    return ("items", node.parent if is_unnumbered else node.id)


def _of_first(tree: Tree) -> Iterator[Node]:
    """The first division, and what is first within it."""
    node = next((node for node in tree.roots if node.is_division), None)
    while node is not None:
        yield node
        node = next(iter(node.children), None)


def division_sequences(tree: Tree, context: Context) -> Iterator[Problem]:
    """Numbers of divisions of a kind, and of paragraphs in groups, run on through the groups or start anew in each."""
    by_series: dict[Hashable, list[Numbered]] = {}
    unknown = 0
    unknown_before: dict[Hashable, int] = {}
    for entry in _series(tree.roots, context):
        if entry is None:
            unknown += 1
            continue
        key, numbered = entry
        units = by_series.setdefault(key, [])
        if unknown_before.get(key, 0) != unknown:
            units.append(Numbered(None, numbered.unit))
        unknown_before[key] = unknown
        units.append(numbered)
    for units in by_series.values():
        series = Series(units, begins_anywhere=context.is_excerpt, may_be_excerpt=True)
        yield from sequences.check(series, context.source, context.consequences)


def _series(siblings: Sequence[Node], context: Context) -> Iterator[tuple[Hashable, Numbered] | None]:
    """Each numbered division, and each numbered paragraph of a group, after the series that it is in.

    None stands for a division whose kind could not be read, after which any number may follow in any series.
    """
    groups = frozenset(node.kind for node in siblings if node.unit is not None and numbering.is_group(node.unit))
    for node in siblings:
        if node.expected == "division" and node.unit is not None:
            yield from _series_of(node, node.unit, groups)
        inner = node.identity.inner
        if inner.is_group:
            key = (inner.counting("paragraph").id, "paragraph")
            yield from ((key, entry) for entry in _numbered(node.listed("paragraph"), inner.group, context))
        yield from _series(node.children, context)


def _series_of(node: Node, unit: UnitData, groups: Collection[str]) -> Iterator[tuple[Hashable, Numbered] | None]:
    """The series of what stands among divisions.

    Args:
        node: The division.
        unit: What the author wrote.
        groups: The kinds of the groups that it stands beside.
    """
    scope = node.scope
    if node.kind == MISPLACED:
        yield None
        return
    if node.number or unit.number or not node.is_known:
        key: Hashable
        group = ""
        if scope.kind and not scope.is_group:  # sections of articles run on or start anew
            key, group = (scope.kind, unit.kind), scope.id
        elif unit.kind in groups:
            key, group = (scope.id, unit.kind, scope.depth), scope.group
        else:
            key = (scope.counting(unit.kind).id, unit.kind)
        yield from ((key, entry) for entry in sequences.numbered(node.number, unit, group))
    if units.may_hold_divisions(unit):
        yield None


def _numbered(siblings: list[Node], group: str, context: Context) -> list[Numbered]:
    """Paragraphs or items that stand side by side and have numbers, or may have."""
    numbered = []
    first = siblings[0] if siblings else None
    if (
        first is not None
        and first.unit is not None
        and first.expected == "paragraph"
        and not first.unit.number
        and context.language in numbering.FIRST_WITHOUT_NUMBER
    ):
        numbered.append(Numbered("1", first.unit, group))
    for node in siblings:
        unit = node.unit
        if unit is None or node.kind == MISPLACED:
            continue
        if unit.number or "number" in unit.broken or unit.has_unknown_key:
            counted = node.number if node.number is not None and node.number.is_counted else None
            numbered += sequences.numbered(counted, unit, group)
    return numbered


def links(tree: Tree, context: Context) -> Iterator[Problem]:
    """A link that is written in a text leads to a clause or to an address."""
    ids = {node.id: place for place, node in enumerate(tree.clauses)}
    # Where an id cannot be told, a link that leads nowhere may follow from that.
    yield from bad_links(tree.nodes, ids if len(ids) == len(tree.nodes) else None, context.source)


RULES: tuple[Callable[[Tree, Context], Iterator[Problem]], ...] = (
    kinds,
    keys,
    numbers,
    texts,
    held,
    pages,
    notes,
    names,
    briefs,
    links,
    paragraph_sequences,
    division_sequences,
)
"""All rules."""
