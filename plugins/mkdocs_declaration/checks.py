"""Rules about the whole of what an author wrote, one function a rule. Each gives the problems it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration import numerals
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.encoding import Unit
    from mkdocs_declaration.model import Clause
    from mkdocs_declaration.problems import Position, Source

RESERVED = frozenset(
    {"assets", "at-a-glance", "clauses.json", "downloads", "full-text", "glossary", "glossary.json", "index", "search"}
)
"""Addresses that pages and files of the site have."""


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


def unique_ids(placed: Iterable[tuple[Clause, Position]], source: Source) -> list[Problem]:
    """An id names one unit.

    Args:
        placed: Each clause and the place where it is written.
        source: The file, for the problems.
    """
    problems = []
    first: dict[str, Position] = {}
    for clause, at in placed:
        if clause.id in first:
            message = f"expected each id once, found '{clause.id}' again (first on line {first[clause.id].line}); "
            problems.append(Problem(Rule.DUPLICATE_ID, message + "state another 'id' for one of the two", source, at))
        first.setdefault(clause.id, at)
    return problems


def reserved_ids(placed: Iterable[tuple[Clause, Position]], source: Source) -> list[Problem]:
    """No id is an address that the site uses itself: `/its-id/` is the permanent link of a clause.

    Args:
        placed: Each clause and the place where it is written.
        source: The file, for the problems.
    """
    return [
        Problem(
            Rule.BAD_ID,
            f"expected an id that is free, found '{clause.id}', which is an address of the site; choose another",
            source,
            at,
            len(clause.id),
        )
        for clause, at in placed
        if clause.id in RESERVED and clause.kind != "preamble"
    ]


def slugs(
    stated: Iterable[tuple[str, Position]],
    placed: Iterable[tuple[Clause, Position]],
    taken: Mapping[str, str],
    source: Source,
) -> list[Problem]:
    """Each page has an address of its own, which is no other page's, file's or clause's.

    Args:
        stated: Each slug and the place where it is written.
        placed: Each clause and the place where it is written; `/its-id/` is its permanent link.
        taken: Addresses of pages that an author wrote, and their files.
        source: The file, for the problems.
    """
    problems = []
    first: dict[str, Position] = {}
    pages = {clause.id: clause.slug for clause, _ in placed}
    for slug, at in stated:
        if slug in first:
            where = f"first on line {first[slug].line}"
            message = f"expected each slug once, found '{slug}' again ({where}); rename one of the two"
        elif slug in RESERVED:
            message = f"expected an address that is free, found '{slug}', which the site uses itself; choose another"
        elif slug in taken:
            message = (
                f"expected an address that is free, found '{slug}', which '{taken[slug]}' has; rename one of the two"
            )
        elif pages.get(slug, slug) != slug:
            found = f"found '{slug}', which is the permanent link of a clause"
            message = f"expected an address that is free, {found}; choose another"
        else:
            message = ""
        if message:
            problems.append(Problem(Rule.SLUG, message, source, at, len(slug)))
        first.setdefault(slug, at)
    return problems


def _problem(rule: Rule, message: str, unit: Unit, source: Source) -> Problem:
    return Problem(rule, message, source, unit.where("number"), len(unit.number or ""))
