"""Near misses: the word that a misspelt one most likely stands for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40
"""The longest word that is compared, in characters; what is longer is no misspelling of a word of a format."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """Find the word that another is short for, or a misspelling of: letters left out, added, changed or exchanged.

    Capitals do not count. A word is short for the only one that begins with it: `para` is `paragraph`, and not a
    misspelling of `part`. One mistake is taken for such in a word of three or four letters, two in one of up to eight,
    three in a longer one: `titel` is `title`, and `title` is not `item`.

    Args:
        word: What was written.
        known: What it may be.

    Returns:
        The one with the fewest mistakes; of several, the first by the alphabet.
    """
    return _closest(word, tuple(sorted(known))) if 3 <= len(word) <= LONGEST else None


def near_miss(word: str, known: Iterable[str]) -> str:
    """Suggest what may have been meant: `"; did you mean 'number'?"`, or an empty string."""
    close = closest(word, known)
    return f"; did you mean '{close}'?" if close else ""


@functools.lru_cache(maxsize=1024)
def _closest(word: str, known: tuple[str, ...]) -> str | None:
    beginning = word.casefold().rstrip(".")
    abbreviated = [candidate for candidate in known if candidate.casefold().startswith(beginning)]
    if beginning and len(abbreviated) == 1:
        return abbreviated[0]
    limit = 1 if len(word) < 5 else 2 if len(word) < 9 else 3
    best = None
    for candidate in known:
        differences = _differences(word.casefold(), candidate.casefold(), limit)
        if differences <= limit:
            best, limit = candidate, differences - 1
    return best


def _differences(word: str, other: str, limit: int) -> int:
    """Count the differences between two words; more than the limit, no matter how many, where they are further apart.

    Source: the distance of Damerau and Levenshtein in its restricted form (optimal string alignment).
    """
    if abs(len(word) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for index, char in enumerate(word):
        before, above, row = row, before, [index + 1]
        for column, other_char in enumerate(other):
            differences = min(before[column + 1] + 1, row[column] + 1, before[column] + (char != other_char))
            if index and column and char == other[column - 1] and word[index - 1] == other_char:
                differences = min(differences, above[column - 1] + 1)
            row.append(differences)
        if min(row) > limit:
            return limit + 1
    return row[-1]
