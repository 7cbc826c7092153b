"""Numbers as printed: `1.`, `1.3`, `(ii)`, `Article 5 bis`, `CHAPTER II`, `第１条`, `(١)`.

Reduces a printed number to its designation (`1`, `1.3`, `ii`, `5bis`, `II`) and says whether one follows another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LATIN_SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
_DESIGNATION = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")


LONGEST = 60
"""The longest number that is read, in characters; `Chapter XXXVIII bis` has 19."""


def designation(printed: str) -> str | None:
    """Reduce a number as printed to what identifies the unit among its siblings.

    Brackets, the final dot and a leading word (`Article`, `CHAPTER`) go; digits of any script and full-width forms
    become ASCII; `5 bis` is written together.

    Args:
        printed: The number as printed.

    Returns:
        ASCII letters, digits, dots and hyphens; or None if the number holds none (`第一条`, `—`).
    """
    if len(printed) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", printed)
    plain = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in plain)
    words = plain.split()
    if len(words) > 1 and words[-1].rstrip(".").lower() in _LATIN_SUFFIXES:
        words[-2:] = ["".join(words[-2:])]
    if not words:
        return None
    last = re.sub(r"^[(\[{]+|[)\]}.:,;]+$", "", words[-1]).replace(")(", ".").replace("(", ".").replace(")", ".")
    if _DESIGNATION.fullmatch(last):
        return last
    digits = re.findall(r"[0-9]+", plain)
    return digits[0] if len(digits) == 1 else None


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a designation stands in its series."""

    series: str
    """`decimal`, `roman`, `ROMAN`, `alpha` or `ALPHA`."""
    prefix: str
    """What stands before the last part: `1.` of `1.3`."""
    value: int
    """The value of the last part, from 1."""
    suffix: str
    """What was inserted later, as in 5A or 5bis; otherwise empty."""


def ranks(designations: list[str]) -> list[Rank | None]:
    """Rank designations that stand side by side.

    Whether `(i)` is roman or the ninth letter is told by the first of the series.

    Args:
        designations: What `designation` gives, in the order of the text.

    Returns:
        A rank each, or None where a designation belongs to no series.
    """
    series = _series(designations[0]) if designations else ""
    return [_rank(one, series) for one in designations]


def _series(first: str) -> str:
    part = re.split(r"[.-]", first)[-1]
    if part[0].isdigit():
        return "decimal"
    kind = "roman" if part.lower() in ("i", "ii", "v", "x") or (len(part) > 1 and _roman(part.lower())) else "alpha"
    return kind.upper() if part.isupper() else kind


def _rank(one: str, series: str) -> Rank | None:
    match = re.fullmatch(r"(.*[.-])?([0-9A-Za-z]+)", one)
    if match is None:
        return None
    prefix, part = match[1] or "", match[2]
    if series == "decimal":
        number = re.fullmatch(r"([0-9]{1,9})([A-Za-z]*)", part)
        return Rank(series, prefix, int(number[1]), number[2].lower()) if number else None
    if not part.isalpha() or part.isupper() != series.isupper():
        return None
    if series.lower() == "roman":
        value = _roman(part.lower())
        return Rank(series, prefix, value, "") if value else None
    lower = part.lower()
    if len(set(lower)) > 1:
        return None
    # After z come aa, bb, … in statutes.
    return Rank(series, prefix, ord(lower[0]) - 96 + 26 * (len(lower) - 1), "")


def follows(after: Rank, before: Rank) -> bool:
    """Whether a rank is the next one, or an insertion (5A or 5bis after 5)."""
    if after.prefix != before.prefix or after.series != before.series:
        return False
    if after.value == before.value:
        return _insertion(after.suffix) > _insertion(before.suffix)
    return after.value == before.value + 1 and not after.suffix


def first(rank: Rank) -> Rank:
    """The first rank of the series that a rank is in."""
    return Rank(rank.series, rank.prefix, 1, "")


def written(rank: Rank) -> str:
    """Write a rank as a designation, to say what was expected."""
    if rank.series == "decimal":
        return f"{rank.prefix}{rank.value}{rank.suffix}"
    if rank.series.lower() == "roman":
        part = _to_roman(rank.value)
    else:
        part = chr(96 + (rank.value - 1) % 26 + 1) * ((rank.value - 1) // 26 + 1)
    return rank.prefix + (part.upper() if rank.series.isupper() else part)


def _insertion(suffix: str) -> tuple[int, str]:
    """Order of insertions: none, bis, ter, …; letters by the alphabet."""
    if suffix in _LATIN_SUFFIXES:
        return (_LATIN_SUFFIXES.index(suffix) + 1, "")
    return (1 if suffix else 0, suffix)


def _roman(part: str) -> int | None:
    """The value of a roman numeral in lower case, or None if it is not written as one."""
    if not part or set(part) - set(_ROMAN):
        return None
    values = [_ROMAN[char] for char in part]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if _to_roman(total) == part else None


def _to_roman(value: int) -> str:
    steps = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")]
    steps += [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    numeral = ""
    for step, sign in steps:
        numeral += sign * (value // step)
        value %= step
    return numeral
