"""What cross-references lead to: the units of an instrument, seen from the one whose words refer to them.

`paragraph 2` is of the same article, `Article 5` in an annex is one of the annex if it has such, `of this Convention`
says that it is not. What leads to no unit although there are such units is lost; what may be meant twice is no
reference.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.descent import below, deep
from mkdocs_declaration.instrument.references.grammar import key
from mkdocs_declaration.instrument.references.kinds import ANNEXES, LEVELS
from mkdocs_declaration.instrument.references.near import LostError, is_alike, is_longer, near_label, similar
from mkdocs_declaration.instrument.references.numbers import RAISED
from mkdocs_declaration.instrument.references.phrases import EVERY, within
from mkdocs_declaration.instrument.references.units import WHOLE, WITH_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.references.phrases import NamedPlace, Step
    from mkdocs_declaration.instrument.references.units import Units


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
        is_here = place.steps[-1].how in ("this", "that") or (place.steps[-1].how == "only" and not place.is_of_this)
        if is_here or self._is_foreign(place):
            if place.instrument == "foreign":
                self._named |= {step.kind: None for step in place.steps}
            return ()
        found = self._doubly(place) if place.holder else self._found(place)
        if len(found) != 1:
            return found
        if found[0].id == self._clause.id:
            return ()
        if place.steps[-1].how == "only" and found[0] is self._units.annex(self._clause):
            return ()
        self._remember(place.steps, found[0])
        return found

    def _found(self, place: NamedPlace) -> tuple[Clause, ...]:
        """The unit, or the first and the last of a range; that in which the words stand as well."""
        if place.until is not None:
            return self._range(place)
        found = self._resolve(place.steps, place)
        return () if found is None else (found,)

    def _doubly(self, place: NamedPlace) -> tuple[Clause, ...]:
        """What may be a part of the unit that is named before, or not: nothing if there are both."""
        own = replace(place, holder=())
        found = [self._tried(own), self._tried(within(own, place.holder))]
        return found[0] or found[1] if not all(found) or found[0] == found[1] else ()

    def _tried(self, place: NamedPlace) -> tuple[Clause, ...]:
        try:
            return self._found(place)
        except LostError:
            return ()

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
        if first is None or last is None:
            return ()
        if first is last:
            return (first,) if first.is_repealed or steps[-1].count == EVERY else ()
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
        if step.how and step.how != "ordinal":
            return self._without_number(step)
        if step.kind in LEVELS:
            return self._nearby(step, place)
        if step.kind == "subsection" and (inner := self._units.level(step.kind)):
            return self._doubtful(replace(step, kind=inner), place)
        return self._division(step, place)

    def _without_number(self, step: Step) -> Clause | None:
        if step.how == "that":
            return self._named.get(step.kind)
        if step.how == "only":
            annex = self._units.annex(self._clause) or self._units.only_annex()
            return annex if annex is not None and self._units.is_called(annex, step) else None
        return self._here(step.kind) if step.how == "this" else self._neighbour(step)

    def _inner(self, step: Step, holder: Clause | None, place: NamedPlace) -> Clause | None:
        if holder is None:
            return self._first(step, place)
        if step.kind in LEVELS:
            return below(self._units, step, holder, is_certain=True)
        for kind in self._units.kinds(step.kind):
            for path in step.paths:
                listed = self._units.within(holder.id, kind, key(path[0]))
                if len(listed) == 1:
                    return deep(self._units, listed[0], path[1:])
        if (inner := self._units.level(step.kind)) and holder.kind not in ANNEXES:
            return self._doubtful(replace(step, kind=inner), place, holder)
        if holder.kind in ANNEXES:
            return self._among(step, [holder.id], holder)  # numbers start anew in it
        return self._lose(step, [holder.id]) if holder.kind == "article" else None

    def _doubtful(self, step: Step, place: NamedPlace, holder: Clause | None = None) -> Clause | None:
        """A paragraph by a name that may be that of a division: § 1 of Article 2. It is never lost."""
        try:
            return self._nearby(step, place) if holder is None else below(self._units, step, holder)
        except LostError:
            return None

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
        found = next((unit for unit in around if self._units.kind(unit) in kinds_of), None)
        if found is None and kind == "article":  # of amendment, as it calls itself
            return next((unit for unit in around if unit.kind == "amendment"), None)
        return found

    def _neighbour(self, step: Step) -> Clause | None:
        """The unit before or behind that of its kind in which the words stand."""
        here = self._here(step.kind)
        if here is not None and step.count == EVERY:
            return self._units.outermost(here, before=step.how == "before")
        return self._units.beside(here, -step.count if step.how == "before" else step.count) if here else None

    def _division(self, step: Step, place: NamedPlace) -> Clause | None:
        """A division by its number: the nearest one that has it."""
        holders = [WHOLE] if self._is_whole(place) else self._units.around(self._clause)
        if step.kind in ANNEXES:
            holders = [WHOLE]
        return self._among(step, holders, None if self._is_whole(place) else self._units.annex(self._clause))

    def _among(self, step: Step, holders: Sequence[str], annex: Clause | None) -> Clause | None:
        """A division by its number, within the first of some units that has it.

        Args:
            step: What names it.
            holders: The ids of the units, and that of the text outside of annexes.
            annex: The annex that is meant where numbers with dots are the same in several.
        """
        for kind in self._units.kinds(step.kind):
            for path in step.paths:
                for holder in holders:
                    listed = self._units.within(holder, kind, key(path[0]))
                    if len(listed) > 1 or not all(self._units.is_called(unit, step) for unit in listed):
                        return None
                    if listed:
                        return deep(self._units, listed[0], path[1:])
        if self._is_dotted(step):
            return self._dotted(step, annex)
        first, *parts = step.paths[0][0].split(".") if step.paths else [""]
        for kind in self._units.kinds(step.kind) if parts else ():
            for holder in holders:
                if listed := self._units.within(holder, kind, key(first)):
                    return self._parted(listed, (*parts, *step.paths[0][1:]))
        return self._lose(step, holders)

    def _parted(self, divisions: Sequence[Clause], path: Sequence[str]) -> Clause | None:
        """A unit by its number behind that of its division and a dot: `Article 3.1` for paragraph 1 of article 3."""
        division = divisions[0]
        if len(divisions) > 1:
            return None
        try:
            return deep(self._units, division, path)
        except LostError:
            if any(child.kind == "paragraph" and child.printed is not None for child in division.children):
                raise
            return None

    def _is_dotted(self, step: Step) -> bool:
        """Whether there are units whose number holds that of their division: paragraph 1.3 of section 1."""
        return any(self._with_dot(step, path) for path in step.paths)

    def _with_dot(self, step: Step, path: Sequence[str]) -> Sequence[Clause]:
        """The units of a number with a dot, if they are in divisions of the kind that is named, or none is named."""
        listed = self._units.dotted(key(path[0])) if "." in path[0] else ()
        kinds = () if step.kind in LEVELS else self._units.kinds(step.kind)
        return [unit for unit in listed if not kinds or self._units.is_in(unit, kinds)]

    def _dotted(self, step: Step, annex: Clause | None) -> Clause | None:
        """Such a unit, that of an annex or of the text outside of annexes if there are several."""
        for path in step.paths:
            listed = self._with_dot(step, path)
            if len(listed) > 1:
                listed = [unit for unit in listed if self._units.annex(unit) is annex]
            if len(listed) == 1:
                return deep(self._units, listed[0], path[1:])
        return None

    def _nearby(self, step: Step, place: NamedPlace) -> Clause | None:
        """A paragraph or an item of what the words stand in."""
        around = self._units.around(self._clause, whole=False)
        division: Clause | None = None
        for is_of_kind in (True, False):
            for id_ in around:
                if id_ == WHOLE:
                    break
                unit = self._units.by_id[id_]
                found = below(self._units, step, unit) if step.paths or step.how else None
                kinds = ("paragraph",) if step.kind == "paragraph" else ("item", "subitem", "paragraph", "subparagraph")
                if found is not None and (not is_of_kind or found.kind in kinds):
                    return found
                if unit.text is None and unit.kind not in WITH_WORDS:
                    division = unit
                    break
        return self._further(step, place, division, around)

    def _further(self, step: Step, place: NamedPlace, division: Clause | None, around: Sequence[str]) -> Clause | None:
        """A paragraph whose number runs on through groups; lost if there is none."""
        if not step.paths:
            return None
        number = key(step.paths[0][0])
        if step.kind == "paragraph":
            for holder in around:
                listed = self._units.within(holder, "paragraph", number)
                if len(listed) == 1 and self._units.runs_on(holder, division, listed[0]):
                    return deep(self._units, listed[0], step.paths[0][1:])
        if self._is_dotted(step):
            return self._dotted(step, None if self._is_whole(place) else self._units.annex(self._clause))
        if division is not None and step.kind == "paragraph":
            known = [
                other
                for other, units in self._units.children(division).items()
                if any(unit.kind == "paragraph" for unit in units)
            ]
            if is_alike(step.paths[0][0], known):
                raise LostError(near_label(number, known, division))
        return None

    def _lose(self, step: Step, holders: Sequence[str]) -> Clause | None:
        """Say that a division is lost, if there are others whose numbers look the same."""
        written = step.paths[0][0] if step.paths else ""
        number = "" if set(written) & set(RAISED) else key(written)
        for holder in holders if number else ():
            for kind in self._units.kinds(step.kind):
                known = self._units.numbers.get((holder, kind), [])
                if is_alike(written, known) or is_longer(number, known):
                    near = similar(number, known)
                    listed = self._units.within(holder, kind, near) if near else ()
                    raise LostError(listed[0].label if len(listed) == 1 else "")
        return None
