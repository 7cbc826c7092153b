"""Rules about the whole of what an author wrote, one function a rule. Each gives the problems it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration import numerals
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.encoding import Unit
    from mkdocs_declaration.problems import Source


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
    before: numerals.Rank | None = None
    unsure = False
    ranks = iter(numerals.ranks([designation for designation, _ in numbered if designation is not None]))
    for designation, unit in numbered:
        if designation is None:
            unsure = True
            continue
        rank = next(ranks)
        first = seen.setdefault(designation, unit)
        out_of_sequence = unit.out_of_sequence or "id" in unit.places
        if first is not unit and not out_of_sequence:
            line = first.where("number").line
            message = f"expected each number once, found '{unit.number}' again (first on line {line}); {_WAY_OUT}"
            problems.append(_problem(Rule.DUPLICATE_NUMBER, message, unit, source))
        elif rank is None:
            # A number that fits no series (the print mixes styles) has nothing to follow.
            if before is not None and not out_of_sequence and not unsure:
                expected = numerals.written(_next(before))
                message = f"expected '{expected}' next, found '{unit.number}'; {_WAY_OUT}"
                problems.append(_problem(Rule.NUMBER_ORDER, message, unit, source))
        elif not out_of_sequence and not unsure and not (numerals.follows(rank, before) if before else rank.value == 1):
            behind = before is not None and (rank.prefix != before.prefix or rank.value <= before.value)
            expected = numerals.written(_next(before) if before else numerals.first(rank))
            message = f"expected '{expected}' next, found '{unit.number}'; {_WAY_OUT}"
            problems.append(_problem(Rule.NUMBER_ORDER if behind else Rule.NUMBER_GAP, message, unit, source))
        before = rank or before
        unsure = False
    return problems


_WAY_OUT = "put the units in order, or state 'out_of_sequence: true' if the print has it so"


def _next(rank: numerals.Rank) -> numerals.Rank:
    return numerals.Rank(rank.series, rank.prefix, rank.value + 1, "")


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
