"""Cross-references as the words have them: what is named, and where; whether it is there is asked by the resolver.

`paragraphs 1 and 2 of Article 5, Article 7 (1) (a) and (b), or Chapter II` are five places: each names its steps from
the outermost, `article 5` and `paragraph 1`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.reference_grammar import (
    ANNEXES,
    BRACKETED,
    LEVELS,
    LONE,
    ORDINALS,
    TAIL,
    holds,
    style,
)
from mkdocs_declaration.instrument.reference_instruments import FOREIGN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_declaration.instrument.reference_grammar import Grammar

_HYPHENED = re.compile(r"([0-9]+)-([0-9]+)")
_COMMA = re.compile(r"\s*,?\s*")
_DEEPEST = 4
"""How many units one within the other are named at most."""


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
    """How many units before or behind, or what the ordinal counts to."""
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
    is_joined: bool = False
    """Whether it goes on with a list of the place before."""


@dataclass(slots=True)
class _Phrase:
    """A name with its numbers, and the end of it."""

    places: list[NamedPlace]
    end: int
    level: int
    is_open: bool = field(default=True)
    """Whether it says nothing of what holds it."""


def places(words: str, grammar: Grammar, title: re.Pattern[str] | None = None) -> Iterator[NamedPlace]:
    """Find what words name.

    Args:
        words: Plain words.
        grammar: The grammar of their language.
        title: The names of the instrument, with what may stand before them.

    Returns:
        The places in the order of the words.
    """
    position = 0
    group: list[_Phrase] = []
    while match := grammar.unit.search(words, position):
        parsed = _Parser(words, grammar, title).phrase(match)
        if parsed is None:
            position = match.end()
            continue
        gap = words[group[-1].end : match.start()] if group else ""
        if group and grammar.separator.fullmatch(gap) and "." not in gap:
            group.append(parsed)
        else:
            yield from _settled(group)
            group = [parsed]
        position = max(parsed.end, match.end())
    yield from _settled(group)


def _settled(group: Sequence[_Phrase]) -> Iterator[NamedPlace]:
    """The places of phrases that are joined: what is said behind the last of them may be meant for those before it."""
    settled: list[list[NamedPlace]] = []
    after: _Phrase | None = None
    for phrase in reversed(group):
        found = phrase.places
        if phrase.is_open and after is not None and after.places:
            model = after.places[0]
            if model.instrument:
                found = [replace(place, instrument=model.instrument) for place in found]
            elif len(model.steps) > 1 and LEVELS.get(model.steps[0].kind, 0) < phrase.level == after.level:
                outer = tuple(step for step in model.steps if LEVELS.get(step.kind, 0) < phrase.level)
                found = [_within(place, outer) for place in found]
            phrase.places = found
        settled.insert(0, found)
        after = phrase
    before: NamedPlace | None = None
    for phrase, found in zip(group, settled, strict=True):
        for place in _continued(phrase, found, before):
            yield replace(place, is_joined=before is not None)
            before = place


def _is_of_another(place: NamedPlace) -> bool:
    return place.instrument == FOREIGN or place.instrument.startswith("the ")


def _is_beside(place: NamedPlace) -> bool:
    """Whether a place is named by what the words stand in: the preceding paragraph."""
    return place.steps[0].how in ("this", "before", "after")


def _continued(phrase: _Phrase, found: list[NamedPlace], before: NamedPlace | None) -> list[NamedPlace]:
    """The places of a phrase within what holds the one before: `Article 5, paragraph 1, and paragraph 3`.

    Behind those of another instrument they may be of that one as well.
    """
    if phrase.is_open and before is not None and _is_of_another(before):
        found = [place if _is_beside(place) else replace(place, instrument=before.instrument) for place in found]
    kinds = [step.kind for step in before.steps] if before is not None else []
    kind = found[0].steps[0].kind if found else ""
    if before is None or not phrase.is_open or not phrase.level or kind not in kinds[1:] or kinds[0] in LEVELS:
        return found
    outer = before.steps[: kinds.index(kind)]
    return [replace(_within(place, outer), instrument=before.instrument) for place in found]


def _within(place: NamedPlace, outer: tuple[Step, ...]) -> NamedPlace:
    until = (*outer, *place.until) if place.until is not None else None
    return replace(place, steps=(*outer, *place.steps), until=until)


@dataclass(slots=True)
class _Parser:
    words: str
    grammar: Grammar
    title: re.Pattern[str] | None
    inner: str = ""
    """The kind of what the unit is said to hold: `paragraph` in `paragraph 1 of Article 5`."""

    def phrase(self, match: re.Match[str], depth: int = 0) -> _Phrase | None:
        """A name with its numbers, what is within them, and what they are in."""
        kind = self.grammar.kind(match)
        level = LEVELS.get(kind, 0)
        named = self._named(match, kind)
        if named is None:
            return None
        found, end = named
        phrase = _Phrase(found, end, level)
        between = self.grammar.between.match(self.words, end)
        phrase = self._outer(phrase, between.end() if between else end, kind, depth)
        if not depth and phrase.places and not any(place.instrument for place in phrase.places):
            led = self.grammar.instruments.before(self.words, match.start(), self.title)
            phrase.places = [replace(place, instrument=led) for place in phrase.places]
            phrase.is_open = phrase.is_open and not led
        return phrase

    def _named(self, match: re.Match[str], kind: str, *, is_inner: bool = False) -> tuple[list[NamedPlace], int] | None:
        """The places that a name and what follows it name; None if it names none."""
        start, end = match.span()
        if kind == "number" and not is_inner:
            return None  # that of anything, as in `Protocol No. 3`
        if self._number(kind, match, end):
            return self._members(match, kind)
        if not self.grammar.is_one(match):
            return None
        if match["ordinal"]:
            step = Step(kind, how="ordinal", count=self.grammar.count(match))
            found = [NamedPlace(start, end, (step,))]
            return self._members_within(found, end, kind) if kind in ORDINALS else None
        how = next((how for how in ("before", "after", "this", "that") if match[how]), "")
        behind = None if how else self.grammar.behind.match(self.words, end)
        if behind:
            how, end = ("before" if behind["before"] else "after"), behind.end()
        return ([NamedPlace(start, end, (Step(kind, how=how),))], end) if how else None

    def _number(self, kind: str, match: re.Match[str], end: int) -> re.Match[str] | None:
        pattern = self.grammar.lone if kind in LONE else self.grammar.number
        found = pattern.match(self.words, end)
        if found and found.end(1) > found.start(1) and (found.start(1) > end or not match[0][-1].isalpha()):
            return found
        return None

    def _members(self, match: re.Match[str], kind: str) -> tuple[list[NamedPlace], int]:
        """The numbers of a list, each with what is within it."""
        start, end = match.span()
        is_several = bool(match["several"])
        found: list[NamedPlace] = []
        paths: tuple[tuple[str, ...], ...] = ()
        number: re.Match[str] | None = self._number(kind, match, end)
        is_last = False
        while number is not None:
            paths, end = self._paths(number, paths)
            place = NamedPlace(start, end, (Step(kind, paths),), is_joined=bool(found))
            ranged = self._until(kind, number, paths, end, is_several=is_several)
            if ranged:
                until, end = ranged
                place = replace(place, until=(Step(kind, until),), end=end)
            elif is_several and (hyphened := _HYPHENED.fullmatch(paths[0][0])):
                first, last = ((one, *paths[0][1:]) for one in hyphened.groups())
                place = replace(place, steps=(Step(kind, (*paths, first)),), until=(Step(kind, (last,)),))
            inner, end = self._members_within([place], end, kind)
            found += inner
            separator = self.grammar.separator.match(self.words, end)
            if separator is None or (is_last and separator["comma"]):
                break
            is_last = is_last or separator[0].strip() not in (",", ";")
            number = self._next(kind, separator, is_several=is_several)
            start = number.start(1) if number else start
        return found, end

    def _next(self, kind: str, separator: re.Match[str], *, is_several: bool) -> re.Match[str] | None:
        """A further number of a list: behind a name of one unit only one in brackets, or one behind `or`."""
        pattern = self.grammar.lone if kind in LONE else self.grammar.bare
        number = pattern.match(self.words, separator.end())
        if number is None or number.start(1) != separator.end():
            return None
        is_bracketed = BRACKETED.fullmatch(number[1]) is not None
        is_bare_letter = kind == "letter" and not separator["comma"]
        allowed = is_several or is_bracketed or is_bare_letter or (separator["or"] and not separator["comma"])
        return number if allowed else None

    def _until(
        self, kind: str, first: re.Match[str], paths: tuple[tuple[str, ...], ...], end: int, *, is_several: bool
    ) -> tuple[tuple[tuple[str, ...], ...], int] | None:
        """The last number of a range, if one begins here."""
        join = self.grammar.until.match(self.words, end)
        pattern = self.grammar.lone if kind in LONE else self.grammar.bare
        last = pattern.match(self.words, join.end()) if join else None
        if last is None or join is None or last.start(1) != join.end():
            return None
        is_bracketed = BRACKETED.fullmatch(last[1]) is not None
        if not is_several and not is_bracketed and kind != "letter":
            return None
        return self._paths(last, paths)

    def _paths(
        self, number: re.Match[str], before: tuple[tuple[str, ...], ...]
    ) -> tuple[tuple[tuple[str, ...], ...], int]:
        """The parts of a number; one in brackets may go on at any depth of the number before it."""
        parts, end = [number[1]], number.end(1)
        while tail := TAIL.match(self.words, end):
            parts.append(tail[0])
            end = tail.end()
        written = tuple(self._digits(part) for part in parts)
        if not before or BRACKETED.fullmatch(number[1]) is None:
            return (written,), end
        previous = before[0]
        depths = sorted(range(len(previous)), key=lambda depth: (style(previous[depth]) != style(written[0]), -depth))
        return tuple(dict.fromkeys((*previous[:depth], *written) for depth in depths)), end

    def _digits(self, part: str) -> str:
        bare = re.sub(r"\s+", "", part.strip().strip("()")) if part.strip().isascii() else part.strip().strip("()")
        return self.grammar.numerals.get(bare.casefold(), bare)

    def _members_within(self, outer: list[NamedPlace], end: int, kind: str) -> tuple[list[NamedPlace], int]:
        """What is named within a place: `paragraph 2` behind `Article 5,`."""
        comma = _COMMA.match(self.words, end)
        match = self.grammar.unit.match(self.words, comma.end()) if comma else None
        if match is None or match["this"] or match["that"] or outer[-1].until is not None:
            return outer, end
        inner_kind = self.grammar.kind(match)
        if self.inner and "," in self.words[end : match.start()] and not holds(inner_kind, self.inner):
            return outer, end  # paragraph 1 of Article 5, paragraph 2 of …
        named = self._named(match, inner_kind, is_inner=True) if holds(kind, inner_kind) else None
        if named is None or any(place.steps[0].how in ("before", "after") for place in named[0]):
            return outer, end
        inner, end = named
        steps = outer[-1].steps
        first, *others = (_within(place, steps) for place in inner)
        return [*outer[:-1], replace(first, start=outer[-1].start), *others], end

    def _outer(self, phrase: _Phrase, end: int, kind: str, depth: int) -> _Phrase:
        """What a phrase is in: `of Article 5`, `of this article`, `of this Convention`, or another instrument."""
        is_annex = kind in ANNEXES
        if own := self.grammar.instruments.behind(self.words, end, self.title, is_annex=is_annex):
            phrase.places = [replace(place, instrument=own) for place in phrase.places]
            phrase.is_open = False
            return phrase
        outer = self._holder(phrase, end, kind, depth) if depth < _DEEPEST else None
        if outer is not None and outer.places:
            return self._inside(phrase, outer)
        start = phrase.places[0].start if phrase.places else end
        if self.grammar.instruments.is_foreign(self.words, start, end, is_annex=is_annex):
            phrase.places = [replace(place, instrument=FOREIGN) for place in phrase.places]
        return phrase

    def _holder(self, phrase: _Phrase, end: int, kind: str, depth: int) -> _Phrase | None:
        """The unit that is said to hold a phrase."""
        of = self.grammar.instruments.of.match(self.words, end)
        comma = _COMMA.match(self.words, end)
        gap = of or comma
        match = self.grammar.unit.match(self.words, gap.end()) if gap else None
        if match is None or gap is None:
            return None
        holder = self.grammar.kind(match)
        if of or match["this"]:
            is_meant = holds(holder, kind) or (LEVELS.get(holder, 0) == LEVELS.get(kind, 0) > 2)
        else:  # `paragraph 2, Article 5`, where `paragraph 2, Articles 5 and 6` are several
            is_meant = bool("," in gap[0] and phrase.level and self.grammar.is_one(match) and not LEVELS.get(holder, 0))
        if not is_meant:
            return None
        return _Parser(self.words, self.grammar, self.title, kind).phrase(match, depth + 1) or self._unnumbered(match)

    def _unnumbered(self, match: re.Match[str]) -> _Phrase | None:
        """An annex that has no number, since it is the only one."""
        kind = self.grammar.kind(match)
        if kind not in ANNEXES or not match["one"]:
            return None
        phrase = _Phrase([NamedPlace(*match.span(), (Step(kind, how="only"),))], match.end(), 0)
        return self._outer(phrase, match.end(), kind, _DEEPEST)

    def _inside(self, phrase: _Phrase, outer: _Phrase) -> _Phrase:
        """The places of a phrase within those of what holds it, the last up to the end of the words for that."""
        first, *others = outer.places
        inner = [replace(_within(place, first.steps), instrument=first.instrument) for place in phrase.places]
        inner[-1] = replace(inner[-1], end=first.end)
        further = [
            replace(_within(phrase.places[-1], place.steps), start=place.start, end=place.end,
                    instrument=place.instrument)
            for place in others
        ]  # fmt: skip
        return _Phrase([*inner, *further], outer.end, phrase.level, is_open=False)
