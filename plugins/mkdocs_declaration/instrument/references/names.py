"""What units are called in a language: all of its grammar of references that words without one need.

`reference_grammar` tells what a language states, and has the rest.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_declaration.instrument.citations.language_data import citing_words
from mkdocs_declaration.instrument.references.expressions import DIVIDING, NAMELESS, any_of
from mkdocs_declaration.instrument.references.joints import separator_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.instrument.citations.language_data import CitingWords


class UnitNames(NamedTuple):
    """What units are called in a language whose names stand before numbers."""

    unit: re.Pattern[str]
    """As `Grammar.unit`: words in which it finds nothing have no reference."""
    kinds: Mapping[str, str]
    """Kinds by names."""
    same: Mapping[str, str]
    """Kinds whose names mean others as well."""
    nameless: frozenset[str]
    """Words that stand instead of the name of an item."""
    ones: frozenset[str]
    """Names of one unit; some are those of several as well."""
    ordinals: Mapping[str, int]
    """What ordinals count to."""
    ordinal: str
    """A pattern for an ordinal."""
    counts_of: Mapping[str, int]
    """What numerals from two on count to."""


def is_east_asian(language: str) -> bool:
    """Whether a language has a grammar of references in which numbers stand before what they count: 第九条.

    Args:
        language: Its primary subtag (BCP 47).
    """
    return "counters" in citing_words(language).references


@functools.lru_cache(maxsize=64)
def unit_names(language: str, further: frozenset[tuple[str, str]] = frozenset()) -> UnitNames | None:
    """What units are called in a language, which is little of its grammar, and all that most words need.

    Args:
        language: Its primary subtag (BCP 47).
        further: Kinds of divisions and their names in print, in lower case, that one text has beside those of the
            language: `clause` or `canto`.

    Returns:
        The names; None if the language has none, or one whose numbers stand before names.
    """
    words = citing_words(language)
    stated = words.references
    if "names" not in stated:
        return None
    kinds, groups = _names(stated, further)
    nameless = [listed.split() for listed in stated.get("items", "|").split("|")]
    ones = frozenset(plain(name.replace("_", " ")) for name in [*groups["one"], *nameless[0]])
    all_nameless = frozenset(name for listed in nameless for name in listed)
    groups["one"] = [name for name in groups["one"] if name not in groups["several"]]
    ordinals = {plain(form): count for count, forms in _ordinals(words) for form in forms}
    ordinal = rf"(?:{any_of(ordinals)})(?!\w)"
    prefixes = {name: stated.get(name, "").split() for name in ("this", "that", "before", "after")}
    counts_of = _counts(words)
    prefix = _prefix(words, prefixes, ordinal, any_of(counts_of))
    one, several = (
        rf"{any_of(groups[group])}|(?:{any_of(listed)})(?=\s+(?:{NAMELESS}|{DIVIDING}))"
        for group, listed in zip(groups, nameless, strict=True)
    )
    listed = [*kinds, *all_nameless, *ordinals, *(name for names in prefixes.values() for name in names)]
    initials = re.escape("".join(sorted({char for name in listed for char in (name[0], name[0].upper())})))
    unit = rf"(?<![\w-])(?=[{initials}])(?:{prefix})?(?:(?P<several>{several})|(?P<one>{one}))(?![^\W\d_§])"
    return UnitNames(
        re.compile(unit, re.IGNORECASE),
        kinds,
        stated.get("same", {}),
        all_nameless,
        ones,
        ordinals,
        ordinal,
        counts_of,
    )


def _names(
    stated: Mapping[str, Any], further: Iterable[tuple[str, str]]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Kinds by their names, and the names of one unit and of several."""
    kinds: dict[str, str] = {}
    groups: dict[str, list[str]] = {"one": [], "several": []}
    for kind, names in stated["names"].items():
        for group, listed in zip(groups, names.split("|"), strict=True):
            groups[group] += listed.split()
            kinds |= {plain(name.replace("_", " ")): kind for name in listed.split()}
    for kind, name in further:
        names = dict.fromkeys((name, f"{name}{stated.get('plural', '')}"), kind)
        kinds |= names
        groups = {group: [other for other in listed if other not in names] for group, listed in groups.items()}
        groups["one"].append(name)
        groups["several"] += [other for other in names if other != name]
    return kinds, groups


def _prefix(words: CitingWords, prefixes: Mapping[str, list[str]], ordinal: str, counts: str) -> str:
    """A pattern for the words before a name that say which unit is meant."""
    more = rf"(?:{separator_of(words)})(?:(?:{any_of(words.references.get('the', '').split())})\s+)?{ordinal}"
    patterns = {name: any_of(listed) for name, listed in prefixes.items() if listed}
    patterns["ordinal"] = f"{ordinal}(?:{more}){{0,9}}"
    counted = dict.fromkeys(("before", "after"), rf"(?:(?:{counts})\s+)?")
    return "|".join(rf"(?P<{name}>{pattern})\s+{counted.get(name, '')}" for name, pattern in patterns.items())


def _counts(words: CitingWords) -> dict[str, int]:
    """What numerals from two on count to."""
    counts = dict.fromkeys(words.references.get("two", "").split(), 2)
    for count, entry in enumerate(words.numerals.split(), 1):
        counts |= dict.fromkeys(map(plain, entry.split("/")), count)
    return {name: count for name, count in counts.items() if count > 1}


def _ordinals(words: CitingWords) -> Iterable[tuple[int, list[str]]]:
    """What counts from 1 on, with all forms of its ordinal."""
    for count, entry in enumerate(words.ordinals.split(), 1):
        yield count, [stem + ending for stem in entry.split("/") for ending in words.endings.split() or [""]]


def plain(name: str) -> str:
    """A name in the form by which it is kept."""
    return " ".join(name.casefold().replace("’", "'").split())
