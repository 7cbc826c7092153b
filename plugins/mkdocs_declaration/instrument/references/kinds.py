"""Kinds of units as references name them: which stand within which, and how their numbers are written."""

from __future__ import annotations

from mkdocs_declaration.instrument.interface.kinds import KINDS, known

ORDINALS = frozenset({"paragraph", "subparagraph", "indent", "sentence"})
"""Kinds that an ordinal may count, as in `the first paragraph`."""
DIVISIONS = (
    *("annex", "appendix", "schedule", "book", "part", "title", "chapter", "subchapter", "section", "subsection"),
    *("amendment", "article", "statute", "rule", "regulation", "principle", "recital"),
)
"""Divisions, and recitals, from those that hold others."""
ANNEXES = frozenset(name for name, kind in KINDS.items() if kind.like == "annex")
"""Kinds of divisions in which numbers start anew."""
LETTERS = frozenset({"letter", "subletter", "subsubletter"})
"""Kinds whose numbers are letters: `Doppelbuchstabe aa`."""
LONE = frozenset({*LETTERS, "number"})
"""Kinds whose numbers may be letters without brackets, as in `Buchstabe a`."""
LEVELS = {
    "sentence": 9,
    "subsubletter": 6,
    "subletter": 5,
    "subitem": 5,
    "indent": 5,
    "item": 4,
    "countable": 4,
    "number": 4,
    "letter": 4,
    "subparagraph": 3,
    "paragraph": 2,
}
"""How deep a unit stands within a division; `countable` is an item, or a paragraph of a section by its place."""


def holds(outer: str, inner: str) -> bool:
    """Whether units of a kind may stand within those of another.

    Args:
        outer: The kind of what holds.
        inner: The kind of what is held.
    """
    levels = LEVELS.get(outer, 0), LEVELS.get(inner, 0)
    if outer == "sentence":  # Absatz 1 Satz 2 Nummer 3
        return levels[1] >= LEVELS["subparagraph"]
    if any(levels):
        return levels[0] < levels[1] or (levels[0] == levels[1] and outer != inner)
    ranks = _rank(outer), _rank(inner)
    if ranks[0] >= _rank("amendment"):
        return (outer, inner) in (("article", "section"), ("article", "statute"), ("amendment", "section"))
    return ranks[0] < ranks[1]


def _rank(kind: str) -> int:
    """The place of a kind of divisions among those that hold others."""
    if kind in DIVISIONS:
        return DIVISIONS.index(kind)
    like = known(kind, "article").like
    return DIVISIONS.index({"annex": "annex", "part": "chapter", "section": "section"}.get(like, "article"))
