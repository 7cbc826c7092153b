"""Where numbers stand in their series: whether (ii) follows (i), 12-A follows 12, and 22-3010 follows 22-3009.01.

A designation is a row of parts, `22`, `-3009`, `.01`. What follows it either goes on below it (12-A, 2.1.1 after 2.1),
or raises one of its parts and begins anew below that (22-3010, II-1 after I). A part may be read in more than one way:
(i) is a roman numeral or the ninth letter, aa) comes after z) or is the first of a level of its own. All readings are
kept until a neighbour tells which is meant.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.numbering import alphabets
from mkdocs_declaration.instrument.numbering.numerals import LATIN, ROMAN

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.numbering.alphabets import LetterNumber

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LETTERS_BEFORE = re.compile(r"[A-Z]{1,2}(?=\.?[0-9])")
_DECIMAL = re.compile(r"([A-Za-z]{0,2})([0-9]{1,9})([A-Za-z]*)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a designation, read in one way."""

    lead: str
    """The prefix of its number: a dot or hyphen, letters of a series, as in `L121`."""
    series: str
    """`decimal`, `roman`, `ROMAN`, `latin` (bis, ter), `a` (letters), `A`, `aa` (double letters from the first), …;
    one of `alphabets` if its letters are of another script."""
    value: int
    """The place in the series, from 1."""
    suffix: str = ""
    """The suffix of an insertion, in lower case, as in 5A or 5bis; otherwise empty."""
    width: int = field(default=1, compare=False)
    """The least number of digits: 2 in `.01`."""


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a designation stands, if its parts are read in one way."""

    parts: tuple[Part, ...]
    """Its parts, one or more."""

    @property
    def last(self) -> Part:
        """The part that is counted among neighbours."""
        return self.parts[-1]


@functools.lru_cache(maxsize=4096)
def ranks(designation: str, mark: LetterNumber | None = None) -> tuple[Rank, ...]:
    """Read a designation in all ways in which it may be meant.

    Args:
        designation: As `mkdocs_declaration.instrument.numbering.numerals` gives it.
        mark: Its last part, if that is a letter of another script.

    Returns:
        A rank for each way, the likeliest first; none if it is no number, as the end of a stated id may be.
    """
    parts = re.findall(r"([.-]?)([0-9A-Za-z]+)", designation)
    readings = [_readings(lead, part) for lead, part in parts]
    if mark is not None:
        readings[-1] = [Part(parts[-1][0], mark.series, mark.place)]
    return tuple(map(Rank, product(*readings)))


def is_first(rank: Rank) -> bool:
    """Whether a series can begin with a rank: at one, or where units were inserted, as in 10A."""
    return rank.last.suffix == "a" or (rank.last.value == 1 and not rank.last.suffix)


def letters_before(designation: str) -> str:
    """The letters that may tell a series from others, `R` of R.121-1; empty if there are none."""
    match = _LETTERS_BEFORE.match(designation)
    return match[0] if match else ""


def are_counted(letters: str) -> bool:
    """Whether the letters before the first number of several are numbers themselves: A.1, A.2, B.1; I.1, II.1."""
    return letters == "A" or set(letters) <= set("IVX")


def follows(after: Rank, before: Rank, *, first_insertion: int = 1) -> bool:
    """Whether a rank is the next one, or an insertion (5A, 5bis or 5-1 after 5).

    Args:
        after: The rank.
        before: The one before it.
        first_insertion: The number of the first insertion; in Japanese and Korean, 第九条の二 comes after 第九条.
    """
    level = _common(after, before)
    if level == len(before.parts):
        inserted = after.parts[level:]
        return bool(inserted) and (_begins(inserted) or inserted == (Part("-", "decimal", first_insertion),))
    if level == len(after.parts):
        return False
    this, that = after.parts[level], before.parts[level]
    if (this.lead, this.series) != (that.lead, that.series):
        return False
    if this.value == that.value:
        return _insertion(this.suffix) > _insertion(that.suffix) and _begins(after.parts[level + 1 :])
    if this.suffix or not _is_next(this, that):
        return False
    return _begins(after.parts[level + 1 :]) or _runs_on(after.parts[level + 1 :], before.parts[level + 1 :])


def expected(before: Rank, actual: Rank | None) -> Rank:
    """The next rank after one, at the level where what was found differs from it."""
    level = _common(actual, before) if actual else len(before.parts) - 1
    if actual and level == len(before.parts) < len(actual.parts):
        return Rank((*before.parts, replace(actual.parts[level], value=1, suffix="")))
    level = min(level, len(before.parts) - 1)
    part = before.parts[level]
    return Rank((*before.parts[:level], replace(part, value=part.value + 1, suffix="")))


def is_behind(rank: Rank, before: Rank) -> bool:
    """Whether a rank is of another series, or stands before another one."""
    level = _common(rank, before)
    if level == len(before.parts):
        return level == len(rank.parts)
    if level == len(rank.parts):
        return True
    this, that = rank.parts[level], before.parts[level]
    return (this.lead, this.series) != (that.lead, that.series) or this.value <= that.value


def first(rank: Rank) -> Rank:
    """The first rank of the series that a rank is in."""
    return Rank((*rank.parts[:-1], replace(rank.last, value=1, suffix="")))


def written(rank: Rank) -> str:
    """Write a rank as a designation, to say what was expected."""
    return "".join(part.lead + _number(part) + part.suffix for part in rank.parts)


def _readings(lead: str, part: str) -> list[Part]:
    if decimal := _DECIMAL.fullmatch(part):
        letters, digits, suffix = decimal.groups()
        width = len(digits) if digits.startswith("0") else 1
        return [Part(lead + letters, "decimal", int(digits), suffix.lower(), width)]
    lower = part.lower()
    if lower in LATIN:
        return [Part(lead, "latin", LATIN.index(lower) + 1)]
    readings = []
    for end in range(len(part), 0, -1):
        numeral, suffix = part[:end], lower[end:]
        if ROMAN.fullmatch(numeral):
            series = "ROMAN" if numeral.isupper() else "roman"
            readings.append(Part(lead, series, _roman(numeral.lower()), suffix))
            break
    letter = "A" if part.isupper() else "a"
    place = ord(lower[0]) - 96
    if len(set(lower)) == 1:
        if len(lower) > 1:
            readings.append(Part(lead, letter * len(lower), place))
        # After z come aa, bb, … in statutes.
        readings.append(Part(lead, letter, place + 26 * (len(lower) - 1)))
    if len(lower) == len("ab") or lower[1:] in LATIN:
        readings.append(Part(lead, letter, place, lower[1:]))
    likely_roman = set(lower) <= set("ivx") or len(set(lower)) > 1
    return readings if likely_roman else [*readings[1:], *readings[:1]]


def _number(part: Part) -> str:
    if part.series == "decimal":
        return f"{part.value:0{part.width}}"
    if part.series == "latin":
        return LATIN[min(part.value, len(LATIN)) - 1]
    if alphabets.is_series(part.series):
        return alphabets.sign(part.series, part.value)
    if part.series.lower() == "roman":
        numeral = _to_roman(part.value)
    else:
        numeral = chr(97 + (part.value - 1) % 26) * ((part.value - 1) // 26 + len(part.series))
    return numeral.upper() if part.series.isupper() else numeral


def _common(first: Rank, second: Rank) -> int:
    """Count the parts that two ranks share at their beginning."""
    pairs = zip(first.parts, second.parts, strict=False)
    return next((level for level, (a, b) in enumerate(pairs) if a != b), min(len(first.parts), len(second.parts)))


def _begins(parts: tuple[Part, ...]) -> bool:
    """Whether parts below a raised one are the first of their series."""
    return all(part.value == 1 and not part.suffix for part in parts)


def _runs_on(after: tuple[Part, ...], before: tuple[Part, ...]) -> bool:
    """Whether numbers run on below a raised part: II-61 comes after I-60."""
    return (
        len(after) == len(before) == 1
        and after[0].lead.startswith("-")
        and after[0] == replace(before[0], value=before[0].value + 1, suffix="")
    )


def _is_next(this: Part, that: Part) -> bool:
    """Whether a part comes after another one of its series."""
    if alphabets.is_series(this.series):
        return alphabets.is_next(this.series, this.value, that.value)
    return this.value == that.value + 1


def _insertion(suffix: str) -> tuple[int, str]:
    """Order of insertions: none, bis, ter, …; letters by the alphabet."""
    mark = next((mark for mark in sorted(LATIN, key=len, reverse=True) if suffix.startswith(mark)), "")
    return (LATIN.index(mark) + 1, suffix.removeprefix(mark)) if mark else (1 if suffix else 0, suffix)


def _roman(numeral: str) -> int:
    values = [_ROMAN[char] for char in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _to_roman(value: int) -> str:
    numeral = ""
    for step, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        numeral += sign * (value // step)
        value %= step
    return numeral
