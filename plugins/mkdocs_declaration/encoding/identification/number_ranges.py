"""Several numbers that one unit has, as the print gives them to units that are repealed together: `§§ 3 bis 6`.

They are read only there: anywhere else a print that names several numbers at once may mean a list of units.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.citations.language_data import citing_words
from mkdocs_declaration.instrument.numbering import ranks
from mkdocs_declaration.instrument.numbering.east_asian import NUMBER as EAST_ASIAN
from mkdocs_declaration.instrument.numbering.numerals import LONGEST, Number

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.instrument.numbering.numerals import Unreadable

_NUMBER = r"[(（]?[^\s,;.–—−-]*[0-9A-Za-z]+[)）.]?"
"""A number without the name of a unit before it."""
_LONGEST = 2 * LONGEST
"""How many characters several numbers have at most."""
_WITHOUT_BLANKS = "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+"
"""Words of scripts that put none between numbers and words."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The first and the last of several numbers."""

    first: Number
    last: Number
    is_list: bool
    """Whether they are two of a list, so that nothing is between them."""

    @property
    def together(self) -> Number | None:
        """One number for all of them, `3-6`, cited `3–6`; None if the second does not come after the first."""
        designations = self.first.designation, self.last.designation
        pairs = [(before, after) for before in ranks.ranks(designations[0]) for after in ranks.ranks(designations[1])]
        if self.is_list:
            is_rising = any(ranks.follows(after, before) for before, after in pairs)
        else:
            is_rising = any(not ranks.is_behind(after, before) and after != before for before, after in pairs)
        if not is_rising:
            return None
        return Number("-".join(designations), f"{self.first.cited}–{self.last.cited}", ends=designations)

    @property
    def is_reversed(self) -> bool:
        """Whether it is the last that is put first."""
        return self.together is None and NumberRange(self.last, self.first, self.is_list).together is not None


def several(printed: str, language: str, read: Callable[[str], Number | Unreadable]) -> NumberRange | None:
    """Read the first and the last of several numbers.

    Args:
        printed: The numbers as printed, with the name of the units before them, or before each, or without.
        language: The language of the text, without region and script, in lower case; empty if it could not be read.
        read: Reads one of the numbers.

    Returns:
        The two, in the order of the print; None if these are not two numbers.
    """
    if len(printed) > _LONGEST:
        return None
    printed = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in printed)
    match = re.fullmatch(_pattern(language), printed, re.IGNORECASE) or re.fullmatch(_east_asian(language), printed)
    if match is None or any(isinstance(read(word), Number) for word in (match["name"] or "").split()):
        return None
    first, last = read(match["first"]), read(match["last"])
    if not isinstance(first, Number) or not isinstance(last, Number):
        return None
    return NumberRange(first, last, is_list=match["list"] is not None)


def _pattern(language: str) -> str:
    ranges, lists = r"[–—−-]", ","
    for known in map(citing_words, dict.fromkeys(("en", language))):
        ranges += _words(known.ranges)
        lists += _words(known.lists)
    between = rf"(?:(?P<list>{lists})|{ranges})"
    name = r"(?P<name>[^0-9,;]*[\s§])"
    return rf"{name}?(?P<first>{_NUMBER})\s*{between}\s*(?:§\s*|(?P=name))?(?P<last>{_NUMBER})\s*"


def _words(words: str) -> str:
    written = "|".join(re.escape(word.replace("_", " ")) for word in words.split())
    return f"|(?<=[\\s)）])(?:{written})(?=[\\s(（])" if written else ""


def _east_asian(language: str) -> str:
    known = citing_words(language)
    ranges, lists, behind = (
        "|".join(word for word in words.split() if re.fullmatch(_WITHOUT_BLANKS, word)) or "(?!)"
        for words in (known.ranges, known.lists, known.links)
    )
    between = rf"(?:(?P<list>[、・,]|{lists})|[～〜–—−-]|{ranges})"
    number = rf"[(（]?{EAST_ASIAN}[)）]?"
    return rf"(?P<name>(?!))?(?P<first>{number})\s*{between}\s*(?P<last>{number})(?:{behind})?\s*"
