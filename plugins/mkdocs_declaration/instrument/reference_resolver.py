"""What cross-references lead to: the units of an instrument, seen from the one whose words refer to them.

`paragraph 2` is of the same article, `Article 5` in an annex is one of the annex if it has such, `of this Convention`
says that it is not. What leads to no unit although there are such units is lost; what may be meant twice is no
reference.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.reference_grammar import ANNEXES, LEVELS, key
from mkdocs_declaration.instrument.reference_parser import Step
from mkdocs_declaration.instrument.reference_units import WHOLE, WITH_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.reference_parser import NamedPlace
    from mkdocs_declaration.instrument.reference_units import Units

_STYLES = ("[0-9]+", "[0-9]+[a-z]+", "[ivxlc]+", "[a-z]")


class LostError(Exception):
    """Words refer to a unit that is not there.

    Attributes:
        near: What may have been meant, as it is cited; empty if that cannot be told.
    """

    def __init__(self, near: str = "") -> None:
        """Take what may have been meant."""
        super().__init__(near)
        self.near = near


class ReferenceResolver:
    """Resolves what the words of one unit name, in their order."""

    def __init__(self, clause: Clause, units: Units, own: Iterable[str]) -> None:
        """Take the unit.

        Args:
            clause: The unit.
            units: All units.
            own: What the instrument is called: the words of its kind and titles, in lower case.
        """
        self._clause, self._units, self._own = clause, units, frozenset(own)
        self._named: dict[str, Clause | None] = {}
        self._last: Clause | None = None

    def targets(self, place: NamedPlace) -> tuple[Clause, ...]:
        """Resolve a place.

        Args:
            place: What the words name.

        Returns:
            The unit, or the first and the last of a range; nothing if it is none of this instrument, none for certain,
            or what the words stand in.

        Raises:
            LostError: There are units of the kind, and this is none of them.
        """
        if place.steps[-1].how in ("this", "that", "only") or self._is_foreign(place):
            if place.instrument == "foreign":
                self._named |= {step.kind: None for step in place.steps}
            return ()
        if place.until is not None:
            return self._range(place)
        found = self._resolve(place.steps, place)
        if found is None or found.id == self._clause.id:
            return ()
        self._remember(place.steps, found)
        return (found,)

    def _is_foreign(self, place: NamedPlace) -> bool:
        """Whether another instrument is meant. An annex may call what it is annexed to by the definite article."""
        if place.instrument.startswith("the "):
            return not self._is_own(place.instrument.removeprefix("the ")) or self._units.annex(self._clause) is None
        return place.instrument == "foreign"

    def _is_whole(self, place: NamedPlace) -> bool:
        """Whether the instrument is meant as such, and not the annex in which the words stand."""
        return self._is_own(place.instrument.removeprefix("the ")) or place.instrument == "title"

    def _is_own(self, name: str) -> bool:
        """Whether a word, in any of its forms, is one of the names of the instrument."""
        return bool(name) and any(
            own.startswith(name) or own.endswith(name) or name.startswith(own) for own in self._own
        )

    def _remember(self, steps: Sequence[Step], found: Clause) -> None:
        """Keep what `that article` means from here on."""
        self._named[steps[-1].kind] = found
        division: Clause | None = found
        while division is not None and division.kind in LEVELS:
            division = self._units.by_id.get(division.parent or "")
        for step in steps:
            if step.kind not in LEVELS:
                self._named[step.kind] = division

    def _range(self, place: NamedPlace) -> tuple[Clause, ...]:
        """The first and the last of a range; of a number with a hyphen, the unit that has it if there is one."""
        steps, until = place.steps, place.until or ()
        if len(steps[-1].paths) > 1 and "-" in steps[-1].paths[0][0]:
            single = steps[-1].paths[0]
            try:
                found = self._resolve((*steps[:-1], replace(steps[-1], paths=(single,))), place)
            except LostError:
                found = None
            if found is not None:
                return (found,)
            steps = (*steps[:-1], replace(steps[-1], paths=steps[-1].paths[1:]))
        first, last = self._resolve(steps, place), self._resolve(until, place)
        if first is None or last is None or first is last:
            return ()
        return (first, last)

    def _resolve(self, steps: Sequence[Step], place: NamedPlace) -> Clause | None:
        holder: Clause | None = None
        for index, step in enumerate(steps):
            if step.kind == "sentence":
                continue  # no unit of its own
            if index == 0 or (index and holder is None):
                found = self._first(step, place)
            else:
                found = self._inner(step, holder, place)
            if found is None:
                return None
            holder = found
        return holder

    def _first(self, step: Step, place: NamedPlace) -> Clause | None:
        """What the outermost step names, seen from the words."""
        if step.how == "this":
            return self._here(step.kind)
        if step.how == "that":
            return self._named.get(step.kind)
        if step.how in ("before", "after"):
            return self._neighbour(step)
        if step.how == "only":
            return self._units.annex(self._clause) or self._units.only_annex()
        if step.kind in LEVELS:
            return self._nearby(step)
        return self._division(step, place)

    def _inner(self, step: Step, holder: Clause | None, place: NamedPlace) -> Clause | None:
        if holder is None:
            return self._first(step, place)
        if step.kind in LEVELS:
            return self._below(step, holder, is_certain=True)
        for kind in self._units.kinds(step.kind):
            for path in step.paths:
                listed = self._units.within(holder.id, kind, key(path[0]))
                if len(listed) == 1:
                    return self._deep(listed[0], path[1:])
        if holder.kind in ANNEXES:
            return self._lose(step, [holder.id])  # numbers start anew in it
        return self._division(step, place)  # those of articles run on through chapters

    def _here(self, kind: str) -> Clause | None:
        """The unit of a kind in which the words stand."""
        around = [self._units.by_id[id_] for id_ in self._units.around(self._clause)[:-1]]
        if kind in ANNEXES:
            return next((unit for unit in around if unit.kind in ANNEXES), None)
        if kind in LEVELS:
            kinds = {"paragraph": ("paragraph",), "subparagraph": ("item", "subitem", "paragraph")}
            wanted = kinds.get(kind, ("item", "subitem"))
            return next((unit for unit in around if unit.kind in wanted), None)
        kinds_of = self._units.kinds(kind)
        return next((unit for unit in around if self._units.kind(unit) in kinds_of), None)

    def _neighbour(self, step: Step) -> Clause | None:
        """The unit before or behind that of its kind in which the words stand."""
        here = self._here(step.kind)
        return self._units.beside(here, -step.count if step.how == "before" else step.count) if here else None

    def _division(self, step: Step, place: NamedPlace) -> Clause | None:
        """A division by its number: the nearest one that has it."""
        holders = [WHOLE] if self._is_whole(place) else self._units.around(self._clause)
        if step.kind in ANNEXES:
            holders = [WHOLE]
        for kind in self._units.kinds(step.kind):
            for holder in holders:
                for path in step.paths:
                    listed = self._units.within(holder, kind, key(path[0]))
                    if len(listed) > 1:
                        return None
                    if listed:
                        return self._deep(listed[0], path[1:])
        if dotted := self._dotted(step):
            return dotted
        return self._lose(step, holders)

    def _dotted(self, step: Step) -> Clause | None:
        """A unit whose number holds that of its division: `section 1.3` for paragraph 1.3 of section 1."""
        for path in step.paths:
            listed = self._units.dotted(key(path[0])) if "." in path[0] else ()
            if len(listed) == 1:
                return self._deep(listed[0], path[1:])
        return None

    def _deep(self, clause: Clause, path: Sequence[str]) -> Clause | None:
        """The unit below another that the parts behind its number name."""
        for number in path:
            below = self._units.children(clause)
            listed = below.get(key(number), ())
            if len(listed) > 1:
                # 第二項 beside 第二号: a part in brackets behind the number of an article is a paragraph.
                listed = [unit for unit in listed if unit.kind == "paragraph"] or listed
            if len(listed) > 1:
                return None
            found = listed[0] if listed else self._counted(Step("paragraph", ((number,),)), clause)
            if found is None:
                raise LostError(_near(number, below, clause))
            clause = found
        return clause

    def _below(self, step: Step, holder: Clause, *, is_certain: bool = False) -> Clause | None:
        """A paragraph or an item of a unit.

        Args:
            step: What names it.
            holder: What it is in.
            is_certain: Whether the words say so; then it is lost where the unit has others and not this one.
        """
        if step.how == "ordinal":
            return self._counted(step, holder)
        below = self._units.children(holder)
        lost: LostError | None = None
        for path in step.paths:
            listed = list(below.get(key(path[0]), ()))
            kinds = ("paragraph",) if step.kind == "paragraph" else ("item", "subitem")
            listed = [unit for unit in listed if unit.kind in kinds] or (listed if step.kind != "number" else [])
            if len(listed) > 1:
                return None
            if listed:
                try:
                    return self._deep(listed[0], path[1:])
                except LostError as error:
                    lost = lost or error
        counted = self._counted(step, holder)
        if counted is not None:
            return counted
        if lost is not None:
            raise lost
        number = step.paths[0][0] if step.paths else ""
        if is_certain and any(_style(key(number)) == _style(other) for other in below):
            raise LostError(_near(number, below, holder))
        return None

    def _counted(self, step: Step, holder: Clause) -> Clause | None:
        """An unnumbered unit by its place."""
        number = step.paths[0][0] if step.paths else ""
        count = step.count if step.how == "ordinal" else int(number) if re.fullmatch("[0-9]{1,3}", number) else 0
        kind = "item" if step.kind == "indent" else "paragraph"
        if not count or step.kind not in ("paragraph", "subparagraph", "indent"):
            return None
        listed = self._units.unnumbered(holder, kind)
        if step.kind == "subparagraph" and holder.kind in ("paragraph", "item"):
            listed = [holder, *self._units.unnumbered(holder, "subparagraph")]
        numbered = [unit for unit in holder.children if unit.kind == kind and unit.printed is not None]
        if numbered and step.how == "ordinal" and step.kind == "paragraph" and holder.kind != "paragraph":
            listed = [unit for unit in holder.children if unit.kind == kind]
        elif numbered and holder.kind not in WITH_WORDS and (count > 1 or step.kind == "subparagraph"):
            return None
        return listed[count - 1] if count <= len(listed) else None

    def _nearby(self, step: Step) -> Clause | None:
        """A paragraph or an item of what the words stand in."""
        around = self._units.around(self._clause, whole=False)
        division: Clause | None = None
        for is_of_kind in (True, False):
            for id_ in around:
                if id_ == WHOLE:
                    break
                unit = self._units.by_id[id_]
                found = self._below(step, unit) if step.paths or step.how else None
                kinds = ("paragraph",) if step.kind == "paragraph" else ("item", "subitem", "paragraph", "subparagraph")
                if found is not None and (not is_of_kind or found.kind in kinds):
                    return found
                if unit.kind not in WITH_WORDS:
                    division = unit
                    break
        return self._further(step, division, around)

    def _further(self, step: Step, division: Clause | None, around: Sequence[str]) -> Clause | None:
        """A paragraph whose number runs on through groups; lost if there is none."""
        if not step.paths:
            return None
        number = key(step.paths[0][0])
        if step.kind == "paragraph":
            for holder in around:
                listed = self._units.within(holder, "paragraph", number)
                if len(listed) == 1 and self._units.runs_on(holder):
                    return self._deep(listed[0], step.paths[0][1:])
        if dotted := self._dotted(step):
            return dotted
        if division is not None and step.kind == "paragraph":
            below = {
                other: units
                for other, units in self._units.children(division).items()
                if any(unit.kind == "paragraph" for unit in units)
            }
            if any(_style(number) == _style(other) for other in below):
                raise LostError(_near(number, below, division))
        return None

    def _lose(self, step: Step, holders: Sequence[str]) -> Clause | None:
        """Say that a division is lost, if there are others whose numbers look the same."""
        number = key(step.paths[0][0]) if step.paths else ""
        for holder in holders if number else ():
            for kind in self._units.kinds(step.kind):
                known = self._units.numbers.get((holder, kind), [])
                if any(_style(number) == _style(other) or number.startswith(other) for other in known if other):
                    near = _similar(number, known)
                    listed = self._units.within(holder, kind, near) if near else ()
                    raise LostError(listed[0].label if len(listed) == 1 else "")
        return None


def _style(number: str) -> int | None:
    return next((index for index, style in enumerate(_STYLES) if re.fullmatch(style, number)), None)


def _near(number: str, below: Iterable[str], holder: Clause) -> str:
    near = _similar(key(number), list(below))
    child = next((unit for unit in holder.children if near and unit.id.lower().endswith(f".{near}")), None)
    return child.label if child is not None else ""


def _similar(number: str, known: Sequence[str]) -> str:
    """A number that another is a slip of: with a letter too many, or one character that is another one."""
    bare = number.rstrip("abcdefghijklmnopqrstuvwxyz") if number[:1].isdigit() else number
    if bare != number and bare in known:
        return bare
    digits = number.translate(str.maketrans("lo", "10"))
    if digits != number and digits in known:
        return digits
    close = [other for other in known if len(other) == len(number) > 1 and _differences(other, number) == 1]
    return close[0] if len(close) == 1 else ""


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
