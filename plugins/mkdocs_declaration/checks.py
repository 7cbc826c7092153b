"""Rules about the whole of what an author wrote, one function a rule. Each gives the problems it finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration import ranks
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.encoding import Unit
    from mkdocs_declaration.problems import Source
    from mkdocs_declaration.ranks import Rank


def sequence(numbered: Sequence[tuple[str | None, Unit]], source: Source) -> list[Problem]:
    """Numbers of siblings start at one, rise, and leave none out.

    A unit that is marked `out_of_sequence` is taken as it is, and the next one counts on from it.

    Args:
        numbered: The designations and the units, in the order of the text; None for a number that could not be read,
            which any number may follow.
        source: The file, for the problems.
    """
    problems = []
    seen: dict[str, Unit] = {}
    before: Sequence[Rank] | None = None
    for designation, unit in numbered:
        meanings = ranks.ranks(designation) if designation is not None else ()
        if not meanings or designation is None:
            before = ()
            continue
        fitting = _fitting(meanings, before)
        earlier = seen.setdefault(designation, unit)
        if not unit.out_of_sequence and "id" not in unit.places:
            if earlier is not unit:
                problems.append(_repeated(unit, earlier, source))
            elif not fitting:
                problems.append(_misplaced(unit, meanings, before, source))
        before = fitting or meanings
    return problems


def _fitting(meanings: Sequence[Rank], before: Sequence[Rank] | None) -> list[Rank]:
    """What a number can mean where it stands: after one of the meanings before it, if there is a number before it."""
    if before is None:
        return [rank for rank in meanings if ranks.is_first(rank)]
    return [rank for rank in meanings if not before or any(ranks.follows(rank, earlier) for earlier in before)]


def _repeated(unit: Unit, earlier: Unit, source: Source) -> Problem:
    message = f"expected each number once, found '{unit.number}' again (first on line {earlier.where('number').line}); "
    message += "correct one of the two, or state an 'id' for this one if the print has it so"
    return _problem(Rule.DUPLICATE_NUMBER, message, unit, source)


def _misplaced(unit: Unit, meanings: Sequence[Rank], before: Sequence[Rank] | None, source: Source) -> Problem:
    rank, is_behind = meanings[0], False
    following = ranks.first(rank)
    if before:
        rank = next((rank for rank in meanings if not ranks.is_behind(rank, before[0])), rank)
        following = ranks.expected(before[0], rank)
        is_behind = ranks.is_behind(rank, before[0])
    expected = f"expected '{ranks.written(following)}' {'next' if before else 'first'}"
    if rank.last.suffix and replace(rank.last, suffix="") == following.last:
        # 2e after 1: the second, or a unit that was inserted after a second one which is not there.
        message = f"{expected}, found '{unit.number}'; put the units in order, or state an 'id' if it is an ordinal"
    else:
        message = f"{expected}, found '{unit.number}'; {_WAY_OUT}"
    return _problem(Rule.NUMBER_ORDER if is_behind else Rule.NUMBER_GAP, message, unit, source)


_WAY_OUT = "put the units in order, or state 'out_of_sequence: true' if the print has it so"


def article_sequence(articles: Iterable[tuple[str, str, str | None, Unit] | None], source: Source) -> list[Problem]:
    """Numbers of divisions of a kind run on through the groups around them, or start anew in each.

    Args:
        articles: Group in which numbers start anew, kind, designation (None if it could not be read) and unit, in the
            order of the text; None for a division of an unknown kind, after which any number may follow.
        source: The file, for the problems.
    """
    series: dict[tuple[str, str], list[tuple[str | None, Unit]]] = {}
    unknown = 0
    unknown_before: dict[tuple[str, str], int] = {}
    for article in articles:
        if article is None:
            unknown += 1
            continue
        group, kind, designation, unit = article
        numbered = series.setdefault((group, kind), [])
        if unknown_before.get((group, kind), 0) != unknown:
            numbered.append((None, unit))
        unknown_before[group, kind] = unknown
        numbered.append((designation, unit))
    return [problem for numbered in series.values() for problem in sequence(numbered, source)]


def _problem(rule: Rule, message: str, unit: Unit, source: Source) -> Problem:
    return Problem(rule, message, source, unit.where("number"), len(unit.number or ""))
