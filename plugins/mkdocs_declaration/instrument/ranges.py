"""Ranges: neighbours from one unit to another, as in paragraphs 1.1–1.3.

The id of a range is that of its first and of its last unit, joined by a tilde: `1.1~1.3`. Both stand side by side in
what holds them.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause, Instrument

__all__ = ["Range"]

JOIN = "~"
"""Stands between the ids of the first and of the last unit (RFC 3986, section 2.3: a tilde is never escaped)."""
REACH = 20
"""How many units a range may span for its id to have a place on the page, where a browser without JavaScript lands.

Places of all pairs would make a long text's page grow with the square of its articles.
"""
PART = "{part}"
"""Stands for the numbers in the pattern of a label."""


@dataclass(frozen=True, slots=True)
class Range:
    """Neighbours, as they are linked and cited."""

    id: str
    """`1.1~1.3`."""
    label: str
    """`paragraphs 1.1–1.3`."""
    first: Clause
    """Where it begins."""
    last: Clause
    """Where it ends."""


def ranges(instrument: Instrument, words: Catalogue) -> Iterator[Range]:
    """All ranges that have a place on a page, in the order of the text.

    Args:
        instrument: The instrument.
        words: The words of labels.
    """
    groups = [(None, instrument.divisions), *((clause, clause.children) for clause in instrument.clauses)]
    for holder, siblings in groups:
        for index, first in enumerate(siblings):
            for last in siblings[index + 1 : index + REACH]:
                yield Range(f"{first.id}{JOIN}{last.id}", label(first, last, holder, words), first, last)


def former_ranges(
    current: Iterable[Range], former_ids: Mapping[str, Sequence[str]], instrument: Instrument
) -> Iterator[Range]:
    """Ranges with an end that is retired, where its successor stands.

    Args:
        current: The ranges that have a place on a page.
        former_ids: Retired ids by the id of their successor.
        instrument: The instrument.

    Yields:
        Each with the retired id in its own; one that has become a single clause as well.
    """
    ends = {id_: (id_, *old[:REACH]) for id_, old in former_ids.items()}
    for span in current:
        firsts, lasts = ends.get(span.first.id, (span.first.id,)), ends.get(span.last.id, (span.last.id,))
        for first, last in itertools.product(firsts, lasts):
            if (first, last) != (span.first.id, span.last.id):
                yield Range(f"{first}{JOIN}{last}", span.label, span.first, span.last)
    for id_, ids in ends.items():
        clause = instrument.by_id[id_]
        for first, last in itertools.permutations(ids, 2):
            yield Range(f"{first}{JOIN}{last}", clause.label, clause, clause)


def label(first: Clause, last: Clause, holder: Clause | None, words: Catalogue) -> str:
    """How a range is named.

    Units of one kind share its word, `paragraphs 1.1–1.3`, or the label of what holds them, `paragraph 1.3(i)–(iii)`;
    others are named one by one, `preamble, opening words to recital 3`.

    Args:
        first: Where it begins.
        last: Where it ends; a neighbour of the first.
        holder: What holds both, or None at the top.
        words: The words of labels.
    """
    start, end = pattern(first, words), pattern(last, words)
    if start is None or end is None or start[0] != end[0]:
        return words("range", first=first.label, last=tail(last, holder))
    return start[0].replace(PART, f"{start[1]}–{end[1]}")


def tail(clause: Clause, holder: Clause | None) -> str:
    """How a unit is named after a neighbour: without the name of what holds both, `recital 3`.

    Args:
        clause: The unit.
        holder: What holds it, or None at the top.
    """
    return clause.label.removeprefix(f"{holder.label}, ") if holder is not None else clause.label


def pattern(clause: Clause, words: Catalogue) -> tuple[str, str] | None:
    """The label of a range from or to a clause, with `{part}` where the numbers go, and the number that goes there.

    Args:
        clause: Where a range begins or ends.
        words: The words of labels.

    Returns:
        `paragraphs {part}` and `1.1`; `paragraph 1.3{part}` and `(i)`; None if the unit is named without a number.
    """
    if clause.counted and clause.kind == "recital":
        # The last of the unit's names: what holds it stands before.
        name, part = words("recital", number=clause.counted), str(clause.counted)
        many = words("recital-plural", number=PART)
    elif clause.number is None:
        return None
    elif clause.label.endswith(")") and clause.number.endswith(")"):
        head, bracket, part = clause.label.rpartition("(")
        return f"{head}{PART}", f"{bracket}{part}"
    else:
        kind = clause.kind if clause.kind not in ("item", "subitem") else "paragraph"
        name, part = words.numbered(kind, clause.number), clause.number
        many = words.many(kind, PART)
    return (f"{clause.label.removesuffix(name)}{many}", part) if clause.label.endswith(name) else None
