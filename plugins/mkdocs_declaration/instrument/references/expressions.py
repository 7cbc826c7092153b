"""Parts of regular expressions that names of units, the numbers behind them and what is around them have in common."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.numbering.numerals import LATIN

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = rf"(?:{'|'.join(sorted(LATIN, key=len, reverse=True))})(?!\s+(?:[0-9IVXLC]|\(\w{{1,3}}\)))"
"""A mark of an inserted unit; `bis` before another number is German for `to`."""
BEFORE_BRACKET = r"(?<![\w(])(?:[0-9]{1,3}|[ivxlc]{1,7}|[a-z]{1,2})\)"
"""A number before a bracket: `1)`."""
RAISED_ORDINAL = r"[0-9]{1,3}(?:\.[º°]|[º°])(?!\s?[CF0-9])"
"""A number as an ordinal: `1°`, `1.º`."""
NAMELESS = rf"(?:{BEFORE_BRACKET}|{RAISED_ORDINAL})"
"""A number that is plainly one of an item."""
DIVIDING = rf"(?-i:[IVX]{{1,6}})(?:\s?{MARK})?(?![\w’'-]|\.\s+[a-zß-öø-ÿ])"
"""A number that is plainly one of a paragraph, where these are called by it alone: `le II bis`."""
_FURTHER_FORMS = "\u0130\u0131\u017f\u212a"
"""Letters that one of ASCII stands for where case does not count: forms of `i`, the long `s`, the sign of Kelvin."""


def any_of(words: Iterable[str], *, connects: bool = False, endings: bool = False) -> str:
    """A pattern for any of some words, the longest first, whatever their case.

    Those with the same first letter are behind one pattern for that letter, which a search passes over at once where
    another one stands.

    Args:
        words: The words; `_` is a blank within one.
        connects: Whether a blank follows, but for what ends in an apostrophe.
        endings: Whether the words are the ends of longer ones as well, as in German compounds.
    """
    patterns: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        pattern = r"\s+".join(re.escape(part) for part in word.split("_")).replace("'", "['’]")
        gap = r"\s?" if word.endswith("'") else r"\s+"
        first = word[:1].lower() if word[:1].isascii() and word[:1].isalpha() else ""
        patterns.setdefault(first, []).append(pattern[len(first) :] + (gap if connects else ""))
    rest = patterns.pop("", [])
    led = [f"(?-i:[{_forms(first)}])(?:{'|'.join(listed)})" for first, listed in patterns.items()]
    written = "|".join((*rest, *led)) or "(?!)"
    return rf"[^\W\d_]*(?:{written})" if endings else written


@functools.cache
def _forms(letter: str) -> str:
    """What stands for a letter where case does not count (module `re`, `IGNORECASE`): `s`, `S` and the long ſ."""
    forms = f"{letter}{letter.upper()}{_FURTHER_FORMS}"
    return "".join(form for form in forms if re.fullmatch(letter, form, re.IGNORECASE))
