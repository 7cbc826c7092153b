"""Ranges: from one unit of a text to another, in its order, as in paragraphs 1.1–1.3 or 2.1–2.2(iii).

The id of a range is that of its first and of its last unit, joined by a tilde: `1.1~1.3`. Any two units are a range,
unless one holds the other. It has all that the text has from the beginning of the first to the end of the last: of a
unit in which it ends, its own words, and the items up to the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.identity import labels
from mkdocs_declaration.instrument.identity.labels import PART

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause, Instrument

__all__ = ["Range"]

JOIN = "~"
"""Stands between the ids of the first and of the last unit (RFC 3986, section 2.3: a tilde is never escaped)."""


@dataclass(frozen=True, slots=True)
class Range:
    """Units from one to another, as they are linked and cited."""

    id: str
    """`1.1~1.3`."""
    label: str
    """`paragraphs 1.1–1.3`."""
    first: Clause
    """Where it begins."""
    last: Clause
    """Where it ends."""


def between(first: Clause, last: Clause, instrument: Instrument, words: Catalogue) -> Range | None:
    """The range from one unit to another.

    Args:
        first: Where it begins.
        last: Where it ends.
        instrument: The instrument of both.
        words: The words of labels.

    Returns:
        The range; None if the last does not stand behind the first, or within it.
    """
    if not is_range(first, last, instrument):
        return None
    return Range(f"{first.id}{JOIN}{last.id}", label(first, last, instrument.by_id, words), first, last)


def name(clause: Clause, words: Catalogue) -> str:
    """How a clause is named.

    Args:
        clause: The clause.
        words: The words of labels: those of the site, or those of guides (`Catalogue.guides`).
    """
    return labels.render(clause.steps, words) if words.is_of_guides else clause.label


def is_range(first: Clause, last: Clause, instrument: Instrument) -> bool:
    """Whether a unit stands behind another, and not within it.

    Args:
        first: The one.
        last: The other.
        instrument: The instrument of both.
    """
    if instrument.order[first.id] >= instrument.order[last.id]:
        return False
    return first not in above(last, instrument.by_id)


def above(clause: Clause, by_id: Mapping[str, Clause]) -> list[Clause]:
    """What holds a unit, innermost first."""
    found = []
    while (holder := by_id.get(clause.parent or "")) is not None:
        found.append(holder)
        clause = holder
    return found


def label(first: Clause, last: Clause, by_id: Mapping[str, Clause], words: Catalogue) -> str:
    """How a range is named.

    Units of one kind share its word, `paragraphs 1.1–1.3`, `paragraphs 2.1–2.2(iii)`, or the label of what holds them,
    `paragraph 1.3(i)–(iii)`; others are named one by one, `preamble, opening words to recital 3`.

    Args:
        first: Where it begins.
        last: Where it ends.
        by_id: What holds them, by id.
        words: The words of labels.
    """
    ends = dict(patterns(last, by_id, words))
    for pattern_, part in patterns(first, by_id, words):
        if pattern_ in ends:
            return pattern_.replace(PART, f"{part}{words('range-join')}{ends[pattern_]}")
    end = tail(last, by_id.get(last.parent or ""), words) if first.parent == last.parent else name(last, words)
    return words("range", first=name(first, words), last=end)


def tail(clause: Clause, holder: Clause | None, words: Catalogue) -> str:
    """How a unit is named after a neighbour: without the name of what holds both, `recital 3`.

    Args:
        clause: The unit.
        holder: What holds it, or None at the top.
        words: The words of labels.
    """
    return without(name(clause, words), holder, words)


def without(label: str, holder: Clause | None, words: Catalogue) -> str:
    """A label without the name of what holds the units that it names.

    Args:
        label: The label of a unit or of a range.
        holder: What holds them, or None at the top.
        words: The words of labels.
    """
    if holder is None:
        return label
    around = name(holder, words)
    joined = (f"{around}{sign}" for sign in (words("join"), words("join-named")))
    return next((label.removeprefix(prefix) for prefix in joined if label.startswith(prefix)), label)


def patterns(clause: Clause, by_id: Mapping[str, Clause], words: Catalogue) -> Sequence[tuple[str, str]]:
    """The labels of ranges from or to a clause, with `{part}` where the numbers go, and the numbers that go there.

    Two clauses are named together by the first pattern that both have.

    Args:
        clause: Where a range begins or ends.
        by_id: What holds it, by id.
        words: The words of labels.

    Returns:
        From the inside out: `article 5(1){part}` and `(a)`, `article 5{part}` and `(1)(a)`, `articles {part}` and
        `5(1)(a)`; empty if the unit is named without a number. As `labels.patterns` has them in a language in which
        each end of a range has its name.
    """
    if words("ranges") == "names":
        return labels.patterns(clause.steps, words)
    own = pattern(clause, words)
    if own is None:
        return ()
    found = [own]
    head, part = own
    while head.endswith(PART) and part.startswith("("):
        base = head.removesuffix(PART)
        if base.endswith(")"):
            outside, bracket, inside = base.rpartition("(")
            head, part = f"{outside}{PART}", f"{bracket}{inside}{part}"
        else:
            holder = next((holder for holder in above(clause, by_id) if name(holder, words) == base), None)
            outer = pattern(holder, words) if holder is not None else None
            if outer is None:
                break
            head, part = outer[0], f"{outer[1]}{part}"
            if part.startswith("("):
                break
        found.append((head, part))
    return tuple(found)


def pattern(clause: Clause, words: Catalogue) -> tuple[str, str] | None:
    """The label of a range of neighbours from or to a clause.

    Args:
        clause: Where a range begins or ends.
        words: The words of labels.

    Returns:
        `paragraphs {part}` and `1.1`; `paragraph 1.3{part}` and `(i)`; None if the unit is named without a number.
    """
    label_ = name(clause, words)
    if clause.counted and clause.kind == "recital":
        # The last of the unit's names: what holds it stands before.
        own, part = words("recital", number=clause.counted), str(clause.counted)
        many = words("recital-plural", number=PART)
    elif clause.number is None:
        return None
    elif label_.endswith(")") and clause.number.endswith(")"):
        head, bracket, part = label_.rpartition("(")
        return f"{head}{PART}", f"{bracket}{part}"
    elif clause.steps[-1].is_signed and words("signed"):
        own, part = words.numbered("signed", clause.number), clause.number
        many = words.numbered("signed-plural", PART)
    else:
        kind = clause.kind if clause.kind not in ("item", "subitem") else "paragraph"
        own, part = words.numbered(kind, clause.number), clause.number
        many = words.many(kind, PART)
    return (f"{label_.removesuffix(own)}{many}", part) if label_.endswith(own) else None
