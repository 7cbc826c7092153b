"""Names in alphabetical order, by the letters that they begin with, in any script."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_Entry = TypeVar("_Entry")

MAX_LETTERS = 60
"""How many letters are a heading of their own: a script of many signs has groups of some of them, as in `一–不`."""


def sorted_as(name: str) -> str:
    """A name without case and accents, by which it is sorted.

    Args:
        name: The name.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def by_letter(entries: Iterable[_Entry], named: Callable[[_Entry], tuple[str, str]]) -> dict[str, tuple[_Entry, ...]]:
    """Sort entries by their names, and group them by the letters that these begin with.

    Args:
        entries: The entries.
        named: Gives the name of an entry, and its id, by which those of one name are sorted.

    Returns:
        The entries by the letter, in alphabetical order; a letter is a capital without accents.
    """
    letters: dict[str, list[_Entry]] = {}
    keys = ((sorted_as(name), id_, entry) for entry in entries for name, id_ in (named(entry),))
    for name, _, entry in sorted(keys, key=lambda key: key[:2]):
        letters.setdefault(name[:1].upper(), []).append(entry)
    return {letter: tuple(found) for letter, found in letters.items()}


def grouped_letters(letters: Mapping[str, tuple[_Entry, ...]]) -> dict[str, tuple[_Entry, ...]]:
    """Letters with their entries, in at most `MAX_LETTERS` groups of one letter or as many that follow one another.

    Args:
        letters: The entries by the letter, in alphabetical order.

    Returns:
        The entries by the letter or, for several, by the first and the last of them.
    """
    size = -(-len(letters) // MAX_LETTERS) or 1
    names = list(letters)
    groups = (names[start : start + size] for start in range(0, len(names), size))
    return {
        "–".join(dict.fromkeys((group[0], group[-1]))): tuple(entry for letter in group for entry in letters[letter])
        for group in groups
    }
