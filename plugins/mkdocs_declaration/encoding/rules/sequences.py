"""Sequences: numbers of units that follow one another, in the order of the text."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.numbering import east_asian, ranks
from mkdocs_declaration.instrument.numbering.ranks import Rank
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

    from mkdocs_declaration.encoding.files.units import UnitData
    from mkdocs_declaration.instrument.numbering.alphabets import LetterNumber
    from mkdocs_declaration.instrument.numbering.numerals import Number
    from mkdocs_declaration.problems import Position, Source

_WAY_OUT = "put the units in order, or state 'out_of_sequence: true' if the print has it so"
_EXCERPT = "put the units in order, or state 'excerpt: true' in 'instrument' if the text begins here"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A unit with its number, as it is compared with those before it."""

    designation: str | None
    """The number in ASCII; None if it could not be read, so that any number may follow."""
    unit: UnitData
    """The unit."""
    group: str = ""
    """The id of the group it stands in, if numbers may run on from another group as well as start anew."""
    mark: LetterNumber | None = None
    """The last part of the number, if that is a letter of another script."""

    @property
    def meanings(self) -> tuple[Rank, ...]:
        """The number in all ways in which it may be meant."""
        return ranks.ranks(self.designation, self.mark) if self.designation is not None else ()


def numbered(number: Number | None, unit: UnitData, group: str = "") -> tuple[Numbered, ...]:
    """A unit with its number; of one that stands for several with the first and the last.

    Args:
        number: The number; None if it could not be read.
        unit: The unit.
        group: The id of the group it stands in, as in `Numbered`.
    """
    if number is None or number.ends is None:
        designation, mark = (number.designation, number.mark) if number is not None else (None, None)
        return (Numbered(designation, unit, group, mark),)
    first, last = number.ends
    return Numbered(first, unit, group), Numbered(None, unit, group), Numbered(last, unit, group)


@dataclass(frozen=True, slots=True)
class Series:
    """Units whose numbers follow one another."""

    numbered: Sequence[Numbered]
    """The units, in the order of the text."""
    after: tuple[Rank, ...] = ()
    """The number that they may run on from instead of starting at one, in all ways in which it may be meant."""
    begins_anywhere: bool = False
    """Whether they may start at any number."""
    may_be_excerpt: bool = False
    """Whether they need not start at one if the author states that the text is an excerpt."""


def check(series: Series, source: Source, consequences: set[Position]) -> Iterator[Problem]:
    """Check that the numbers of a series start at one, rise, and leave none out.

    Numbers that letters tell apart are series of their own, as are L. 121-2, L. 121-3 and R. 121-1.

    A unit that is marked `out_of_sequence` is taken as it is, and the next one counts on from it. A wrong number is
    reported once: after it, numbers may go on from the one that is written as well as from the one that was expected,
    and that one may come later.

    Args:
        series: The units.
        source: The file, for the problems.
        consequences: Gets the place of each number that stands twice since another one is wrong.
    """
    read = _read_of(series)
    if read in _sound:
        return
    count, is_sound = len(consequences), True
    for numbered in _apart(series.numbered):
        for problem in _check(numbered, series, source, consequences):
            is_sound = False
            yield problem
    if is_sound and len(consequences) == count:
        if len(_sound) >= _MOST_SOUND:
            _sound.clear()
        _sound.add(read)


_MOST_SOUND = 4096
_sound: set[Hashable] = set()
"""What was read of series without a problem: in most lists of a text the numbers are those of another one."""


def _read_of(series: Series) -> Hashable:
    """All that a check reads of a series."""
    entries = [
        (each.designation, each.mark, each.group, each.unit.number, each.unit.out_of_sequence, "id" in each.unit.places)
        for each in series.numbered
    ]
    units: dict[int, int] = {}
    same = tuple(units.setdefault(id(each.unit), len(units)) for each in series.numbered)  # one may stand for several
    return tuple(entries), same, series.after, series.begins_anywhere, series.may_be_excerpt


def _apart(numbered: Sequence[Numbered]) -> list[Sequence[Numbered]]:
    """Numbers by the letters before them, unless the letters are counted; unreadable ones are in every series."""
    letters = [ranks.letters_before(entry.designation or "") for entry in numbered]
    first = next(filter(None, letters), "")
    if not first or ranks.are_counted(first):
        return [numbered]
    pairs = list(zip(numbered, letters, strict=True))
    prefixes = dict.fromkeys(prefix for entry, prefix in pairs if entry.designation is not None)
    return [
        [entry for entry, letters in pairs if letters == prefix or entry.designation is None] for prefix in prefixes
    ]


def _check(
    numbered: Iterable[Numbered], series: Series, source: Source, consequences: set[Position]
) -> Iterator[Problem]:
    way_out = _EXCERPT if series.may_be_excerpt else _WAY_OUT
    seen: dict[tuple[str, str], UnitData] = {}
    before: Sequence[Rank] | None = () if series.begins_anywhere else None
    resumed: Sequence[Rank] = ()  # where the series goes on after numbers that come late
    missing: set[Rank] = set()
    wrong: set[int] = set()
    group = None
    for entry in numbered:
        designation, unit = entry.designation, entry.unit
        meanings = entry.meanings
        if not meanings or designation is None:
            before = ()
            continue
        first_insertion = _first_insertion(unit)
        fitting = _fitting(meanings, before, first_insertion)
        if not fitting and before is None and series.after:
            fitting = _fitting(meanings, series.after, first_insertion)
        if not fitting and resumed and (fitting := _fitting(meanings, resumed, first_insertion)):
            resumed = ()
        if entry.group != group:
            fitting += [rank for rank in meanings if ranks.is_first(rank) and rank not in fitting]
            group = entry.group
        earlier = seen.setdefault((group, designation), unit)
        alternatives: list[Rank] = []
        if not unit.out_of_sequence and "id" not in unit.places:
            late = [rank for rank in meanings if rank in missing]
            if earlier is not unit and fitting and id(earlier) in wrong:
                consequences.add(unit.where("number"))
            elif earlier is not unit:
                yield _repeated(unit, earlier, source)
                alternatives = [_expected(meanings, before)[0]]
            elif not fitting and late:
                missing.difference_update(late)
                resumed = resumed or before or ()
                fitting = late
            elif not fitting:
                runs_on = _ahead_of(series.after, meanings) if before is None else ()
                yield _misplaced(unit, meanings, before, source, way_out, runs_on=runs_on)
                alternatives = [_expected(meanings, base)[0] for base in (before, runs_on) if base or base is before]
                missing.update(alternatives)
                wrong.add(id(unit))
        before = [*(fitting or meanings), *alternatives]


def _fitting(meanings: Sequence[Rank], before: Sequence[Rank] | None, first_insertion: int) -> list[Rank]:
    """The readings of a number that fit where it stands: after any reading of the number before it, if any."""
    if before is None:
        return [rank for rank in meanings if ranks.is_first(rank)]
    follows = functools.partial(ranks.follows, first_insertion=first_insertion)
    return [rank for rank in meanings if not before or any(follows(rank, earlier) for earlier in before)]


def _expected(meanings: Sequence[Rank], before: Sequence[Rank] | None) -> tuple[Rank, Rank, bool]:
    """The number that is expected where one does not fit: the first one, or that after the likeliest number before it.

    Returns:
        What is expected; the meaning of the number that is nearest to it; whether that stands behind.
    """
    if not before:
        return ranks.first(meanings[0]), meanings[0], False
    ahead = [rank for rank in meanings if not ranks.is_behind(rank, before[0])]
    rank = (ahead or meanings)[0]
    return ranks.expected(before[0], rank), rank, not ahead


def _repeated(unit: UnitData, earlier: UnitData, source: Source) -> Problem:
    message = f"expected each number once, found '{unit.number}' again (first on line {earlier.where('number').line}); "
    message += "correct one of the two, or state an 'id' for this one if the print has it so"
    return _problem(Rule.DUPLICATE_NUMBER, message, unit, source)


def _ahead_of(after: Sequence[Rank], meanings: Sequence[Rank]) -> Sequence[Rank]:
    """The number that a series may run on from, if one that does not fit leaves some out after it; else none."""
    return after if after and not _expected(meanings, after)[2] else ()


def _misplaced(
    unit: UnitData,
    meanings: Sequence[Rank],
    before: Sequence[Rank] | None,
    source: Source,
    way_out: str,
    *,
    runs_on: Sequence[Rank] = (),
) -> Problem:
    following, rank, is_behind = _expected(meanings, before)
    expected = f"expected '{_written(following, unit)}' {'next' if before else 'first'}"
    if runs_on:
        expected += f", or '{_written(_expected(meanings, runs_on)[0], unit)}' to run on"
    if rank.last.suffix and replace(rank.last, suffix="") == following.last:
        # 2e after 1: the second, or a unit that was inserted after a second one which is not there.
        message = f"{expected}, found '{unit.number}'; put the units in order, or state an 'id' if it is an ordinal"
    else:
        message = f"{expected}, found '{unit.number}'; {_WAY_OUT if before else way_out}"
    return _problem(Rule.NUMBER_ORDER if is_behind else Rule.NUMBER_GAP, message, unit, source)


def _written(rank: Rank, unit: UnitData) -> str:
    """A number that is expected, as the unit in its place has its own: 三 beside 五."""
    if _first_insertion(unit) == rank.last.value + 1 == 2 and rank.last.lead == "-":
        rank = Rank((*rank.parts[:-1], replace(rank.last, value=2)))
    return east_asian.like(unit.number or "", ranks.written(rank))


def _first_insertion(unit: UnitData) -> int:
    """The number of the first unit that is inserted behind another: 第九条の二 comes after 第九条."""
    number = unit.number or ""
    return 2 if "の" in number or "의" in number else 1


def without_consequences(
    problems: Iterable[Problem], claimed: Iterable[Problem], consequences: Collection[Position]
) -> list[Problem]:
    """One problem for a number that is repeated: what else follows from it at the same place is left out.

    Args:
        problems: Those of numbers, among others.
        claimed: Those of the ids that follow from the numbers.
        consequences: Places of numbers that stand twice since another one, which is reported, is wrong.
    """
    problems, claimed = list(problems), list(claimed)
    repeated = {problem.at for problem in problems if problem.rule is Rule.DUPLICATE_NUMBER} | set(consequences)
    claimed = [problem for problem in claimed if problem.at not in repeated]
    taken = {problem.at for problem in claimed if problem.rule is Rule.DUPLICATE_ID}
    orders = (Rule.NUMBER_ORDER, Rule.NUMBER_GAP)
    return [problem for problem in problems if problem.rule not in orders or problem.at not in taken] + claimed


def _problem(rule: Rule, message: str, unit: UnitData, source: Source) -> Problem:
    return Problem(rule, message, source, unit.where("number"), len(unit.number or ""))
