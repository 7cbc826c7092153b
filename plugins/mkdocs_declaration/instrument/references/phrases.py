"""Values of cross-references as the words have them, and what phrases that are joined say of each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.instruments import FOREIGN
from mkdocs_declaration.instrument.references.kinds import LEVELS, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EVERY = 0
"""Counts all units before one, or behind it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A unit within what the step before it names."""

    kind: str
    """The kind of unit."""
    paths: tuple[tuple[str, ...], ...] = ()
    """Its number as written, with the parts behind it; where it may be read in several ways, the likeliest first."""
    how: str = ""
    """`this`, `that`, `before`, `after` or `ordinal`, where no number names it; empty otherwise."""
    count: int = 1
    """How many units before or behind, or `EVERY`; or what the ordinal counts to."""
    name: str = ""
    """What an annex is called, in a language that has several names for annexes; empty otherwise."""
    is_exact: bool = False
    """Whether the name is that of its kind alone, as 項 is; `paragraph` may be that of an item as well."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What a stretch of words names: a unit, or the first and the last of several."""

    start: int
    end: int
    steps: tuple[Step, ...]
    """From the outermost to the unit itself."""
    until: tuple[Step, ...] | None = None
    """The same of the last unit; None if it is one."""
    instrument: str = ""
    """What this instrument is called beside it, in lower case, or `foreign` where another one is meant."""
    holder: tuple[Step, ...] = ()
    """What may hold it, or not: article 5 in `Article 5 applies, except that paragraph 1 …`."""
    is_joined: bool = False
    """Whether it goes on with a list of the place before."""

    @property
    def is_beside(self) -> bool:
        """Whether it is named by what the words stand in: the preceding paragraph."""
        return self.steps[0].how in ("this", "before", "after")

    @property
    def is_of_this(self) -> bool:
        """Whether it is said to be of this instrument."""
        return bool(self.instrument) and not self.is_of_another

    @property
    def is_of_another(self) -> bool:
        """Whether it is, or may be, of another instrument."""
        return self.instrument == FOREIGN or self.instrument.startswith("the ")


@dataclass(slots=True)
class Phrase:
    """A name with its numbers, and the end of it."""

    places: list[NamedPlace]
    end: int
    level: int
    is_open: bool = field(default=True)
    """Whether it says nothing of what holds it."""

    @property
    def is_beside(self) -> bool:
        """Whether it is named by what the words stand in: the preceding paragraph."""
        return any(place.is_beside for place in self.places)

    @property
    def is_of_another(self) -> bool:
        """Whether it is, or may be, of another instrument."""
        return bool(self.places) and self.places[-1].is_of_another


def settled(group: Sequence[Phrase]) -> Iterator[NamedPlace]:
    """The places of phrases that are joined: what is said behind the last of them may be meant for those before it.

    Args:
        group: The phrases, in the order of the words.
    """
    all_found: list[list[NamedPlace]] = []
    after: Phrase | None = None
    for phrase in reversed(group):
        found = phrase.places
        if phrase.is_open and after is not None and after.places:
            model = after.places[0]
            if model.is_of_another and _are_of_two(found, model):
                pass  # § 1 and Article 5 of the Basic Law
            elif model.instrument:
                found = [replace(place, instrument=model.instrument) for place in found]
            elif len(model.steps) > 1 and LEVELS.get(model.steps[0].kind, 0) < phrase.level == after.level:
                outer = tuple(step for step in model.steps if LEVELS.get(step.kind, 0) < phrase.level)
                found = [within(place, outer) for place in found]
            phrase.places = found
        all_found.insert(0, found)
        after = phrase
    before: NamedPlace | None = None
    for phrase, found in zip(group, all_found, strict=True):
        for place in _continued(phrase, found, before):
            yield replace(place, is_joined=before is not None)
            before = place


def _are_of_two(found: Sequence[NamedPlace], model: NamedPlace) -> bool:
    """Whether a place with § and one of an article cannot be of one instrument, which has either."""
    return {found[-1].steps[0].kind, model.steps[0].kind} == {"statute", "article"} if found else False


def qualified(phrase: Phrase, outer: Phrase, *, is_certain: bool) -> Phrase:
    """A phrase that names parts of the unit directly before it: `Article 5 (except paragraph 2)`.

    Args:
        phrase: The phrase.
        outer: That before it.
        is_certain: Whether the words between them say so; otherwise, what may be a part of that unit is no reference.

    Returns:
        The phrase within the other, or one of another instrument, which gives no reference; the same if it is no part.
    """
    holder, kind = outer.places[-1], phrase.places[0].steps[0].kind
    inner = holds(holder.steps[-1].kind, kind)
    is_part = phrase.level or kind == "subsection"
    if not phrase.is_open or not is_part or phrase.is_beside or phrase.places[0].steps[0].how == "that":
        return phrase
    if not inner and kind not in [step.kind for step in holder.steps[1:]]:
        return phrase
    if is_certain and holder.until is None:
        steps = holder.steps if inner else holder.steps[: [step.kind for step in holder.steps].index(kind)]
        places = [replace(within(place, steps), instrument=holder.instrument) for place in phrase.places]
    else:
        places = [replace(place, instrument=FOREIGN) for place in phrase.places]
    return replace(phrase, places=places, is_open=False)


def doubtful(phrase: Phrase, outer: Phrase) -> Phrase:
    """A phrase that may name a part of the unit before it: `Article 5 applies, except that paragraph 1 …`.

    Args:
        phrase: The phrase.
        outer: That before it.

    Returns:
        The phrase with what may hold it, or one of another instrument, which gives no reference; the same if it is no
        part.
    """
    part = qualified(phrase, outer, is_certain=True)
    if part.is_open or outer.places[-1].is_of_another:
        return part if part.is_of_another else phrase
    holders = [place.steps[: -len(own.steps)] for place, own in zip(part.places, phrase.places, strict=True)]
    places = [replace(place, holder=holder) for place, holder in zip(phrase.places, holders, strict=True)]
    return replace(phrase, places=places, is_open=False)


def _continued(phrase: Phrase, found: list[NamedPlace], before: NamedPlace | None) -> list[NamedPlace]:
    """The places of a phrase within what holds the one before: `Article 5, paragraph 1, and paragraph 3`.

    Behind those of another instrument they may be of that one as well.
    """
    if phrase.is_open and before is not None and before.is_of_another:
        found = [place if place.is_beside else replace(place, instrument=before.instrument) for place in found]
    kinds = [step.kind for step in before.steps] if before is not None else []
    kind = found[0].steps[0].kind if found else ""
    if before is None or not phrase.is_open or not phrase.level or kind not in kinds[1:] or kinds[0] in LEVELS:
        return found
    outer = before.steps[: kinds.index(kind)]
    return [replace(within(place, outer), instrument=before.instrument) for place in found]


def within(place: NamedPlace, outer: tuple[Step, ...]) -> NamedPlace:
    """A place within what other steps name.

    Args:
        place: The place.
        outer: The steps that lead to what holds it.
    """
    until = (*outer, *place.until) if place.until is not None else None
    return replace(place, steps=(*outer, *place.steps), until=until)


def closes_around(words: str, start: int, end: int) -> bool:
    """Whether a stretch of words ends with a bracket that was opened before it, as in (see article 2).

    Args:
        words: Plain words.
        start: Where the stretch begins.
        end: Where it ends.
    """
    if words[end - 1] != ")" or "(" in words[start:end]:
        return False
    return words.count("(", 0, start) > words.count(")", 0, start)
