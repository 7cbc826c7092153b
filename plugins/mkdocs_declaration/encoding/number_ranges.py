"""Several numbers that one unit has, as the print gives them to units that are repealed together: `§§ 3 bis 6`.

They are read only there: anywhere else a print that names several numbers at once may mean a list of units.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument import ranks
from mkdocs_declaration.instrument.citing_words import citing_words
from mkdocs_declaration.instrument.numerals import Number

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.instrument.numerals import Unreadable

_NUMBER = r"[(（]?[^\s,;.–—−-]*[0-9A-Za-z]+[)）.]?"
"""A number without the name of a unit before it."""


def several(printed: str, language: str, read: Callable[[str], Number | Unreadable]) -> Number | None:
    """Read the first and the last of several numbers.

    Args:
        printed: The numbers as printed, with the name of the units before them or without.
        language: The language of the text, without region and script, in lower case; empty if it could not be read.
        read: Reads one of the numbers.

    Returns:
        One number for all of them, `3-6`, cited `3–6`; None if these are not two numbers of which the second comes
        after the first.
    """
    between = r"[–—−-]|,"
    for known in map(citing_words, dict.fromkeys(("en", language))):
        words = "|".join(re.escape(word.replace("_", " ")) for word in f"{known.ranges} {known.lists}".split())
        between += f"|(?<=[\\s)）])(?:{words})(?=[\\s(（])" if words else ""
    match = re.fullmatch(rf"(?:.*[\s§])?({_NUMBER})\s*(?:{between})\s*(?:§\s*)?({_NUMBER})\s*", printed)
    if match is None:
        return None
    first, last = (read(number) for number in match.groups())
    if not isinstance(first, Number) or not isinstance(last, Number):
        return None
    rising = any(
        not ranks.is_behind(after, before) and after != before
        for before in ranks.ranks(first.designation)
        for after in ranks.ranks(last.designation)
    )
    if not rising:
        return None
    ends = (first.designation, last.designation)
    return Number("-".join(ends), f"{first.cited}–{last.cited}", ends=ends)
