"""The words of the interface, in one place.

A site in another language, or one that says "clause" for "paragraph", overrides them with the option `words`.
"""

from __future__ import annotations

import string
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.english import ENGLISH
from mkdocs_declaration.instrument.spelling import near_miss

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Catalogue"]


_NUMBERED = ("part", "chapter", "section", "article", "annex", "paragraph")
NUMBERED = (*_NUMBERED, *(f"{kind}-plural" for kind in _NUMBERED))
"""Kinds whose words stand before a number, or have `{number}` where it goes, as in 第{number}条."""


def faults(overrides: Mapping[str, object]) -> list[str]:
    """Check the words that a site overrides.

    Args:
        overrides: Words by key, as an author wrote them.
    """
    sentences = []
    for key, value in overrides.items():
        if key not in ENGLISH:
            sentences.append(f"unknown key '{key}'{near_miss(key, ENGLISH)}")
        elif not isinstance(value, str):
            sentences.append(f"expected a text for '{key}', found {type(value).__name__}")
        else:
            allowed = _fields(ENGLISH[key]) or set()
            allowed |= {"number"} if key in NUMBERED else set()
            fields = _fields(value)
            if fields is None or fields - allowed:
                known = " and ".join(f"{{{field}}}" for field in sorted(allowed)) or "no braces"
                sentences.append(f"expected {known} in '{key}', found '{value}'")
            elif form := _form(value):
                sentences.append(
                    f"expected only a name in the braces of '{key}', found '{form}' behind it in '{value}'"
                )
            elif key.startswith("months") and len(value.split()) != len(ENGLISH["months"].split()):
                sentences.append(f"expected twelve words for '{key}', found {len(value.split())}")
    return sentences


def _fields(words: str) -> set[str] | None:
    """The names in braces, or None if a brace has no partner."""
    try:
        return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}
    except ValueError:
        return None


def _form(words: str) -> str:
    """The first conversion or format behind a name in braces, as in `{number!r}` and `{number:>3}`; or nothing."""
    for _, field, spec, conversion in string.Formatter().parse(words):
        if field is not None and (spec or conversion):
            return (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
    return ""


class Catalogue:
    """The catalogue in force: English, with what a site overrides."""

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        """Lay overrides over the English words.

        Args:
            overrides: Words by key, in which `faults` finds nothing.
        """
        self._words = {**ENGLISH, **(overrides or {})}

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for a key, with values put in where the words have braces."""
        return self._words[key].format(**values) if values else self._words[key]

    def __contains__(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self._words

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of units before or behind numbers on a site with these words, in lower case: `article`."""
        words = " ".join(self._words[kind].replace("{number}", " ") for kind in _NUMBERED)
        return frozenset(words.casefold().split())

    def numbered(self, kind: str, number: str) -> str:
        """A kind with its number: `article 5`."""
        words = self._words[kind]
        return words.format(number=number) if "{number}" in words else f"{words} {number}"

    def many(self, kind: str, numbers: str) -> str:
        """A kind with several numbers: `articles 5–7`."""
        # A site that says "clause" for "paragraph" and nothing of more than one would mix the two.
        plural = f"{kind}-plural"
        is_ours = self._words[kind] == ENGLISH[kind] or self._words[plural] != ENGLISH[plural]
        return self.numbered(plural if is_ours else kind, numbers)

    def ordinal(self, number: int) -> str:
        """The ordinal of a number that counts from 1: `first`, and past the listed ones `11th`, `21st`."""
        ordinals = self._words["ordinals"].split()
        if number <= len(ordinals):
            return ordinals[number - 1]
        last = f"ordinal-{number % 10}" if number // 10 % 10 != 1 else "ordinal"
        # A site that has another form for all has no use for the English endings, unless it states them as well.
        is_ours = self._words["ordinal"] == ENGLISH["ordinal"] or self._words.get(last) != ENGLISH.get(last)
        return self(last if last in self._words and is_ours else "ordinal", number=number)
