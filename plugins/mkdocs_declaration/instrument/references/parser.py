"""Phrases of cross-references: a name with its numbers, as in `paragraphs 1 (a) and 2 of Article 5 of the Charter`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.instruments import FOREIGN
from mkdocs_declaration.instrument.references.kinds import ANNEXES, LETTERS, LEVELS, LONE, ORDINALS, holds
from mkdocs_declaration.instrument.references.numbers import BRACKETED, PRINTED_TAIL, TAIL, style
from mkdocs_declaration.instrument.references.phrases import NamedPlace, Phrase, Step, closes_around, within

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.references.grammar import Grammar

_HYPHENED = re.compile(r"([0-9]+)-([0-9]+)")
_REMARK = re.compile(r"\s*\([^()]{1,80}\)|\s*,(?:\s+[a-zß-öø-ÿ]{1,20}){1,4}\s*,")
_OPENING = re.compile(r"\s*\(\s*")
_BEHIND = re.compile(r"\s([a-eg-z])(?![\w).])")
"""A letter behind a number that is a part of it; `§ 5 f.` has none."""
_CAPITAL = re.compile(r"\s([A-HJ-UWYZ])(?=\s*(?:[,;)]|$)|\s+[a-zà-ÿ])")
_BLANK = re.compile(r"\s+")
_COMMA = re.compile(r"\s*,?\s*")
_DEEPEST = 4
"""How many units one within the other are named at most."""


@dataclass(slots=True)
class PhraseParser:
    """Reads phrases in words: a name with its numbers, what is within them, and what they are in."""

    words: str
    grammar: Grammar
    title: re.Pattern[str] | None
    inner: str = ""
    """The kind of what the unit is said to hold: `paragraph` in `paragraph 1 of Article 5`."""
    is_behind_another: bool = False
    """Whether the words before name a unit of another instrument."""

    def phrase(self, match: re.Match[str], depth: int = 0) -> Phrase | None:
        """A name with its numbers, what is within them, and what they are in."""
        kind = self.grammar.kind(match)
        level = LEVELS.get(kind, 0)
        named = self._named(match, kind)
        if named is None:
            annex = self._unnumbered(match) if not depth and not any(match[how] for how in ("this", "that")) else None
            return annex if annex is not None and annex.places[0].is_of_this else None
        found, end = named
        phrase = Phrase(found, end, level)
        phrase = self._outer(phrase, self._behind(end, kind), kind, depth)
        abroad = "" if depth else self._abroad(match, end)
        if phrase.places and abroad:
            phrase.places = [replace(place, instrument=place.instrument or abroad) for place in phrase.places]
        if not depth and phrase.places and not any(place.instrument for place in phrase.places):
            where = (self.words, match.start(), self.title)
            names = self.grammar.instruments
            led = names.before(*where) or names.in_series(self.words, match.start(), phrase.end, self.title)
            if not led and self.is_behind_another and not phrase.is_beside:
                led = self.grammar.instruments.behind_another(*where)
            phrase.places = [replace(place, instrument=led) for place in phrase.places]
            phrase.is_open = phrase.is_open and not led
        return phrase

    def _abroad(self, match: re.Match[str], end: int) -> str:
        """The other instrument of further numbers, as in Article 2 and 4 GDPR, or of a unit that was; or nothing."""
        if self.grammar.is_former(match, self.title.pattern if self.title else ""):
            return FOREIGN
        further = self.grammar.further.match(self.words, end)
        if further is None:
            return ""
        led = self.grammar.instruments.behind(self.words, further.end(), self.title, is_annex=False)
        if led:
            return led if led.startswith("the ") else ""
        is_foreign = self.grammar.instruments.is_foreign(self.words, match.start(), further.end(), is_annex=False)
        return FOREIGN if is_foreign else ""

    def _behind(self, end: int, kind: str) -> int:
        """Where it goes on behind words that say nothing: `above`, and a remark as in `Article 5 (fees) of …`."""
        between = self.grammar.between.match(self.words, end)
        end = between.end() if between else end
        remark = _REMARK.match(self.words, end)
        names = self.grammar.instruments
        joins = [names.of, names.to] if kind in ANNEXES else [names.of]
        return remark.end() if remark and any(join.match(self.words, remark.end()) for join in joins) else end

    def _named(self, match: re.Match[str], kind: str, *, is_inner: bool = False) -> tuple[list[NamedPlace], int] | None:
        """The places that a name and what follows it name; None if it names none."""
        start, end = match.span()
        if kind == "number" and not is_inner and not self.grammar.is_numbered(match):
            return None  # that of anything, as in `Protocol No. 3`
        if self._number(kind, match, end):
            return self._members(match, kind)
        if match["ordinal"]:
            return self._counted(match, kind)
        count, begin = self.grammar.several(match)
        is_one = self.grammar.is_one(match) and not self.grammar.is_of_many(match) and not count
        if not is_one and not (match["several"] and count):
            return None
        how = next((how for how in ("before", "after", "this", "that") if match[how]), "")
        behind = None if how else self.grammar.behind.match(self.words, end)
        if behind:
            how, end = ("before" if behind["before"] else "after"), behind.end()
        if not is_one:
            counts = {"before": (count, 1), "after": (1, count)}.get(how)
            steps = [(Step(kind, how=how, count=one),) for one in counts or ()]
            return ([NamedPlace(begin, end, steps[0], until=steps[1])], end) if steps else None
        return self._members_within([NamedPlace(start, end, (Step(kind, how=how),))], end, kind) if how else None

    def _counted(self, match: re.Match[str], kind: str) -> tuple[list[NamedPlace], int] | None:
        """The places that ordinals name: `the second and third paragraphs`."""
        counts = list(self.grammar.counts(match))
        if kind not in ORDINALS or (len(counts) == 1 and not self.grammar.is_one(match)):
            return None
        if kind == "sentence":
            counts = counts[-1:]
        starts = [match.start(), *(start for start, _, _ in counts[1:])]
        ends = [*(end for _, end, _ in counts[:-1]), match.end()]
        found = [
            NamedPlace(start, end, (Step(kind, how="ordinal", count=count),))
            for start, end, (_, _, count) in zip(starts, ends, counts, strict=True)
        ]
        end = match.end()
        comma = _COMMA.match(self.words, end)
        number = self.grammar.number.match(self.words, comma.end()) if comma and len(found) == 1 else None
        if number and kind in ("paragraph", "subparagraph") and BRACKETED.fullmatch(number[1]):
            paths, end = self._paths(number, ())  # second subparagraph, (b)
            found = [replace(found[0], end=end, steps=(*found[0].steps, Step("item", paths)))]
        return self._members_within(found, end, kind)

    def _number(self, kind: str, match: re.Match[str], end: int) -> re.Match[str] | None:
        pattern = self.grammar.lone if kind in LONE else self.grammar.number
        found = pattern.match(self.words, end)
        if found and found.end(1) > found.start(1) and (found.start(1) > end or not match[0][-1].isalpha()):
            return found
        return None

    def _members(self, match: re.Match[str], kind: str) -> tuple[list[NamedPlace], int]:
        """The numbers of a list, each with what is within it."""
        start, end = match.span()
        is_nameless = self.grammar.is_nameless(match)
        is_several, is_exact = bool(match["several"]), is_nameless or kind in self.grammar.exact
        found: list[NamedPlace] = []
        paths: tuple[tuple[str, ...], ...] = ()
        number: re.Match[str] | None = self._number(kind, match, end)
        start = number.start(1) if number and is_nameless else self.grammar.begin(match)
        is_last = False
        while number is not None:
            paths, end = self._paths(number, paths)
            if kind not in LEVELS and (letter := self._letter(end)):
                several = [(f"{path[0]}{letter[1]}",) for path in paths]
                paths, end = (*several, *([(*paths[0], letter[1])] if letter[1].islower() else [])), letter.end()
            place = NamedPlace(start, end, (Step(kind, paths, is_exact=is_exact),), is_joined=bool(found))
            ranged = self._until(kind, number, paths, end, is_several=is_several)
            if ranged:
                until, end = ranged
                place = replace(place, until=(Step(kind, until, is_exact=is_exact),), end=end)
            elif is_several and (hyphened := _HYPHENED.fullmatch(paths[0][0])):
                first, last = ((one, *paths[0][1:]) for one in hyphened.groups())
                place = replace(place, steps=(Step(kind, (*paths, first)),), until=(Step(kind, (last,)),))
            inner, end = self._members_within([place], end, kind)
            found += inner
            end = self._past_parts(found, end, kind) if is_several else end
            separator = self.grammar.separator.match(self.words, end)
            if separator is None or (is_last and separator["comma"]):
                break
            is_last = is_last or separator[0].strip() not in (",", ";")
            number = self._next(kind, separator, is_several=is_several)
            start = number.start(1) if number else start
        return found, end

    def _letter(self, end: int) -> re.Match[str] | None:
        """A letter behind a number that is a part of it, as in `§ 2 a` and `article 39 B`."""
        found = _CAPITAL.match(self.words, end)
        return found or (_BEHIND.match(self.words, end) if self.grammar.is_lettered else None)

    def _past_parts(self, found: list[NamedPlace], end: int, kind: str) -> int:
        """Behind parts in brackets, if numbers of the list follow: `Articles 2 (para. 1), 3 and 5 of …`."""
        opening = _OPENING.match(self.words, end)
        match = self.grammar.unit.match(self.words, opening.end()) if opening else None
        inner = self.grammar.kind(match) if match else ""
        named = self._named(match, inner, is_inner=True) if match and holds(kind, inner) else None
        if named is None or opening is None:
            return end
        closes = named[1] + (self.words[named[1] - 1] != ")")  # that of `1)` may be that of the remark
        separator = self.grammar.separator.match(self.words, closes) if self.words[closes - 1] == ")" else None
        if separator is None or self.grammar.bare.match(self.words, separator.end()) is None:
            return end
        found += [within(place, found[-1].steps) for place in named[0]]
        return closes

    def _next(self, kind: str, separator: re.Match[str], *, is_several: bool) -> re.Match[str] | None:
        """A further number of a list: behind a name of one unit only one in brackets, or one behind `or`."""
        pattern = self.grammar.lone if kind in LONE else self.grammar.bare
        number = pattern.match(self.words, separator.end())
        if number is None or number.start(1) != separator.end():
            return None
        is_bracketed = BRACKETED.fullmatch(number[1]) is not None
        is_bare_letter = kind in LETTERS and not separator["comma"]
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
        if not is_several and not is_bracketed and kind not in LETTERS:
            return None
        return self._paths(last, paths)

    def _paths(
        self, number: re.Match[str], before: tuple[tuple[str, ...], ...]
    ) -> tuple[tuple[tuple[str, ...], ...], int]:
        """The parts of a number; one in brackets may go on at any depth of the number before it."""
        parts, end = [number[1]], number.end(1)
        while tail := TAIL.match(self.words, end) or (
            PRINTED_TAIL.match(self.words, end) if self.grammar.nameless else None
        ):
            parts.append(tail[0])
            end = tail.end()
        written = tuple(self._digits(part) for part in parts)
        if not before or BRACKETED.fullmatch(number[1]) is None:
            is_first = written[0] == "1" and number[1].isalpha()  # livre premier, which may be printed as livre Ier
            return (written, *([("I", *written[1:])] if is_first else [])), end
        previous = before[0]
        depths = sorted(range(len(previous)), key=lambda depth: (style(previous[depth]) != style(written[0]), -depth))
        return tuple(dict.fromkeys((*previous[:depth], *written) for depth in depths)), end

    def _digits(self, part: str) -> str:
        part = part.lstrip(", ")
        part = re.sub(r"(?<=\d)\.?[°º]$", "", part)
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
        first, *others = (within(place, steps) for place in inner)
        return [*outer[:-1], replace(first, start=outer[-1].start), *others], end

    def _outer(self, phrase: Phrase, end: int, kind: str, depth: int) -> Phrase:
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

    def _holder(self, phrase: Phrase, end: int, kind: str, depth: int) -> Phrase | None:
        """The unit that is said to hold a phrase."""
        of = self.grammar.instruments.of.match(self.words, end)
        comma = _COMMA.match(self.words, end)
        gap = of or comma
        match = self.grammar.unit.match(self.words, gap.end()) if gap else None
        match = match or (self._nameless(end) if of else None)
        if match is None or gap is None:
            return None
        holder = self.grammar.kind(match)
        if of or match["this"]:
            is_meant = holds(holder, kind) or (LEVELS.get(holder, 0) == LEVELS.get(kind, 0) > 2)
        else:  # `paragraph 2, Article 5`, where `paragraph 2, Articles 5 and 6` are several
            is_closed = bool(phrase.places) and closes_around(self.words, phrase.places[0].start, end)
            is_beside = phrase.is_beside or match["before"] or match["after"]
            is_behind_comma = "," in gap[0] and not is_closed and not is_beside  # (see paragraph 2), Article 5
            is_meant = bool(
                is_behind_comma and phrase.level and self.grammar.is_one(match) and not LEVELS.get(holder, 0)
            )
        if not is_meant:
            return None
        inner = PhraseParser(self.words, self.grammar, self.title, kind)
        outer = inner.phrase(match, depth + 1) or self._unnumbered(match)
        if of or match["this"] or outer is None or not outer.places or not self._begins_clause(outer.end):
            return outer
        phrase.places = [replace(place, holder=outer.places[0].steps) for place in phrase.places]
        return None  # it may be the subject of a clause: `As provided in paragraph 2, Article 5 applies`

    def _nameless(self, end: int) -> re.Match[str] | None:
        """What stands behind a phrase instead of the name of an item that holds it: `du` in `a) du 2°`."""
        blank = _BLANK.match(self.words, end)
        match = self.grammar.unit.match(self.words, blank.end()) if blank and self.grammar.nameless else None
        return match if match is not None and self.grammar.is_nameless(match) else None

    def _begins_clause(self, end: int) -> bool:
        """Whether a verb may stand behind what ends somewhere, as in `Article 5 applies`."""
        names = self.grammar.instruments
        goes_on = names.of.match(self.words, end) or self.grammar.between.match(self.words, end)
        return not goes_on and "," not in self.words[end : end + 2] and names.clause.match(self.words, end) is not None

    def _unnumbered(self, match: re.Match[str]) -> Phrase | None:
        """An annex that has no number, since it is the only one."""
        kind = self.grammar.kind(match)
        if kind not in ANNEXES or not match["one"]:
            return None
        phrase = Phrase([NamedPlace(*match.span(), (Step(kind, how="only"),))], match.end(), 0)
        return self._outer(phrase, match.end(), kind, _DEEPEST)

    def _inside(self, phrase: Phrase, outer: Phrase) -> Phrase:
        """The places of a phrase within those of what holds it, the last up to the end of the words for that."""
        first, *others = outer.places
        inner = [replace(within(place, first.steps), instrument=first.instrument) for place in phrase.places]
        inner[-1] = replace(inner[-1], end=first.end)
        further = [
            replace(within(phrase.places[-1], place.steps), start=place.start, end=place.end,
                    instrument=place.instrument)
            for place in others
        ]  # fmt: skip
        return Phrase([*inner, *further], outer.end, phrase.level, is_open=False)
