"""What stands between the names and numbers of references: `and`, `to`, `except`, `above`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.expressions import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.citations.language_data import CitingWords


def conjunctions_of(words: CitingWords) -> str:
    """A pattern for the words between two of several.

    Args:
        words: The words of citations in a language.
    """
    return any_of(f"{words.lists} {words.references.get('or', '')}".split())


def separator_of(words: CitingWords) -> str:
    """A pattern for what stands between two of several that are named by ordinals.

    Args:
        words: The words of citations in a language.
    """
    conjunctions = conjunctions_of(words)
    return rf"\s*,\s*(?:(?:{conjunctions})\s+)?|\s+(?:{conjunctions})\s+"


def joints(words: CitingWords) -> dict[str, re.Pattern[str]]:
    """What matches words between numbers, and behind names: patterns of a grammar, by their names.

    Args:
        words: The words of citations in a language.
    """
    stated = words.references
    conjunctions, either = any_of(words.lists.split()), any_of(stated.get("or", "").split())
    separator = rf"(?P<comma>\s*,)?\s+(?:(?P<or>{either})|and/or|{conjunctions})\s+|\s*[,;]\s*"
    where = any_of(stated.get("where", "").split())
    remark = rf"\s*,?\s+(?:{conjunctions_of(words)})\s*,[^,.;:()\d]{{1,40}},\s+"
    the = any_of(stated.get("the", "").split())
    until = rf"\s*[–—]\s*|(?<=[\d)])\s*-\s*|\s+(?:{any_of(words.ranges.split())})\s+"
    modifying, beginning = (any_of(stated.get(name, "").split()) for name in ("modifying", "beginning"))
    qualifying = rf"(?:{any_of(stated.get('qualifying', '').split())})\s+(?:(?:{the})(?:\s+|(?<=['’])))?"
    return {
        "behind": _behind(stated),
        "qualifier": re.compile(rf"(?:\s*\(|\s*,|\s)\s*{qualifying}|\s*[–—\[]\s*|\s*\((?P<open>[^()]*)", re.IGNORECASE),
        "modifying": re.compile(rf"(?:[^.;:()]*[\s,])?(?:{modifying})(?:[\s,][^.;:()]*)?", re.IGNORECASE),
        "beginning": re.compile(
            rf"\s*,?\s+(?:{modifying}|{beginning})\s+(?:(?:{the})(?:\s+|(?<=['’])))?", re.IGNORECASE
        ),
        "separator": re.compile(separator, re.IGNORECASE),
        "joint": re.compile(
            rf"(?:(?:{separator})(?:(?:{where})\s+)?|{remark})(?:(?:{the})(?:\s+|(?<=['’])))?", re.IGNORECASE
        ),
        "further": re.compile(
            rf"(?:(?:\s*,|\s*,?\s+(?:{conjunctions_of(words)})(?:\s*,[^,.;:()\d]{{1,40}},|\s+(?:{where}))?)"
            r"\s+[0-9]{1,4}[a-z]?(?!\w)){1,9}",
            re.IGNORECASE,
        ),
        "former": re.compile(
            rf"(?<!\w)(?P<word>{any_of(stated.get('former', '').split())})(?:\s+|(?<=['’]))$", re.IGNORECASE
        ),
        "many": re.compile(rf"(?<!\w)(?:{any_of(stated.get('many', '').split())})\s+$", re.IGNORECASE),
        "thereof": re.compile(rf"\s+(?:{any_of(stated.get('thereof', '').split())})(?!\w)", re.IGNORECASE),
        "until": re.compile(until, re.IGNORECASE),
        "numbered": re.compile(
            rf"(?:^|(?<=\w\w\w\w)[.;:]\s+|(?<!\w)(?:{any_of(stated.get('numbered', '').split())})\s+)$", re.IGNORECASE
        ),
        "between": re.compile(rf"\s+(?:{any_of(stated.get('between', '').split())})(?![\w])", re.IGNORECASE),
    }


def _behind(stated: Mapping[str, str]) -> re.Pattern[str]:
    groups = {name: stated.get(f"{name}_behind", "").split() for name in ("before", "after")}
    words = "|".join(rf"(?P<{name}>{any_of(listed)})" for name, listed in groups.items())
    return re.compile(rf"\s+(?:{words})(?![\w])", re.IGNORECASE)
