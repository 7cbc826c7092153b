"""Numbers of units as references have them: `5 bis`, `1 (c)`, `a)`, `2°`, `L. 121-2`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.expressions import BEFORE_BRACKET, DIVIDING, MARK, RAISED_ORDINAL, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised digits, which are a part of a number, or a mark behind it."""
_BRACKETED = rf"\(\s?(?:[0-9]{{1,3}}[a-z]{{0,2}}(?:\s{MARK})?|[ivxlc]{{1,7}}|[a-z]{{1,2}}(?:\s{MARK})?|[A-Z])\s?\)"
_DIGITS = (
    rf"[0-9]{{1,6}}(?:[.‑-][0-9]+)*(?:\s?{MARK}(?:\s?[A-Z]{{1,2}})?(?![\w])|[A-Za-z]{{1,2}}(?![\w)]))?"
    rf"[{RAISED}]*"
)
_ROMAN = rf"I(?:er|re|ère)(?![\w])|[IVXLC]+(?:-[A-Z])?(?:\s?{MARK})?(?![\w])"
_CODED = r"(?:[LRD]\.?\s?(?:[0-9]{1,4}(?:-[0-9]+)+|[0-9]{3,4})|[LRD]\.\s?[0-9]{1,2})(?![\w-])"
"""The number of an article of a French code: L. 121-2."""
_LETTER = r"[A-Z](?:-[0-9]+)?(?![\w’'])"
_LONE = r"(?:([a-z])\2{0,2}|[ivx]{1,5})(?![\w’')])"
TAIL = re.compile(rf"\s?(?:{_BRACKETED}|{BEFORE_BRACKET})|,?\s?[0-9]{{1,2}}°(?!\s?[CF0-9])")
"""A part behind a number, as in `1 (c)`, `1 a)` or `1, 2°`."""
PRINTED_TAIL = re.compile(
    rf"(?<=\d),\s?{DIVIDING}(?!(?:\s*,|\s+\w{{1,3}})\s+[IVX])|(?<=°),\s?(?:[ivxlc]{{1,7}}|[a-z]{{1,2}})\)"
)
"""Such a part where numbers are named as printed: `L. 111-2, II, 2°, a)`."""
BRACKETED = re.compile(rf"{_BRACKETED}|{BEFORE_BRACKET}")
"""A number in brackets."""


def number_patterns(stated: Mapping[str, str], numerals: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """What matches numbers in a language: `number`, `bare` and `lone` of its grammar.

    Args:
        stated: The grammar of the language, as `reference_grammar` tells it.
        numerals: Its numerals.
    """
    plain = rf"(?:{_BRACKETED}|{BEFORE_BRACKET}|{RAISED_ORDINAL}|{_DIGITS}|{_CODED}|{_ROMAN}|{_LETTER})"
    bare = rf"(?>{plain})(?!\s*(?:%|(?i:{any_of(stated.get('measures', '').split())})(?![\w])))"
    spelled = rf"(?i:{any_of(numerals)})(?![\w-])"
    listed = rf"{bare}|{spelled}" if stated.get("ordinals_behind") else bare
    return {
        "number": re.compile(rf"\s*({bare}|{spelled})"),
        "bare": re.compile(rf"\s*({listed})"),
        "lone": re.compile(rf"\s*({bare}|{_LONE})"),
    }


def style(number: str) -> str:
    """The form of a number: `digits`, `letter` or `roman`.

    Args:
        number: The number, without brackets.
    """
    if number[:1].isdigit():
        return "digits"
    return "roman" if len(number) > 1 or number in "ivx" else "letter"
