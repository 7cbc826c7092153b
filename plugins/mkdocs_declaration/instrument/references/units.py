"""The units of an instrument by the names and numbers by which its words refer to them."""

from __future__ import annotations

import re
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.identity.labels import of_several
from mkdocs_declaration.instrument.interface.kinds import known
from mkdocs_declaration.instrument.references.grammar import key
from mkdocs_declaration.instrument.references.kinds import ANNEXES, LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.references.phrases import Step

ALIKE: Mapping[str, tuple[str, ...]] = {
    "appendix": ("annex",),
    "schedule": ("annex",),
    "annex": ("appendix", "schedule"),
    "statute": ("section", "article"),
    "section": ("statute",),
    "rule": ("article", "section"),
    "regulation": ("article", "section"),
    "principle": ("article", "section", "paragraph"),
    "title": ("part", "chapter", "section"),
    "book": ("part",),
    "subchapter": ("section", "chapter"),
}
"""Kinds as which units of a name may be encoded, if the print gives them no name: a bare `2.` may be a rule."""
_OF_TITLES = frozenset({"rule", "regulation", "principle"})
"""Names that units without a name in print have only where the instrument itself is called so: `Rules on …`."""
WITH_WORDS = frozenset({"paragraph", "subparagraph", "item", "subitem"})
"""Kinds of units within a division."""
_CODED = re.compile(r"\b[LRD]\.[0-9]+(?:-[0-9]+)*$")
WHOLE = ""
"""Stands for the text outside of annexes."""


class Units:
    """Finds units by kinds and numbers, each time in a few steps, however many there are."""

    def __init__(
        self,
        instrument: Instrument,
        kinds: Mapping[str, str],
        same: Mapping[str, str] = MappingProxyType({}),
        own: Iterable[str] = (),
    ) -> None:
        """Index an instrument.

        Args:
            instrument: The instrument.
            kinds: Kinds by the names that prints put before numbers, in lower case; empty where that is not known.
            same: Kinds whose names mean others as well, in the language of the instrument.
            own: What the instrument is called: the words of its kind and titles, in lower case.
        """
        self.by_id = instrument.by_id
        self._names, self._same, self._own = kinds, same, tuple(own)
        self._printed: set[str] = set()
        self._all: set[str] = set()
        self._divisions: dict[tuple[str, str, str], list[Clause]] = defaultdict(list)
        self.numbers: dict[tuple[str, str], list[str]] = defaultdict(list)
        """The numbers of divisions of a kind within a unit, or within the text outside of annexes."""
        self._children: dict[str, dict[str, list[Clause]]] = {}
        self._unnumbered: dict[str, list[Clause]] = {}
        self._repeated: set[str] = set()
        self._dotted: dict[str, list[Clause]] = defaultdict(list)
        self._order: dict[str, tuple[str, str, int]] = {}
        self._alike: dict[tuple[str, str], list[Clause]] = defaultdict(list)
        for clause in instrument.clauses:
            self._enter(clause)

    def _enter(self, clause: Clause) -> None:
        is_division = clause.text is None and clause.kind not in WITH_WORDS
        if is_division or clause.kind in ("recital", "paragraph"):
            numbers = self._numbers(clause)
            named = self._named(clause)
            kind = named or clause.kind
            self._all.add(kind)
            if named:
                self._printed.add(kind)
            holders = tuple(self._holders(clause))
            if is_division:
                scope = holders[-1]
                alike = self._alike[scope, kind]
                self._order[clause.id] = (scope, kind, len(alike))
                alike.append(clause)
            for holder in holders:
                self.numbers[holder, kind] += numbers[:1]
                for number in numbers:
                    listed = self._divisions[holder, kind, number]
                    listed.append(clause)
                    if len(listed) > 1 and kind == "paragraph":
                        self._repeated.add(holder)
        if clause.number and "." in clause.number.partition("(")[0]:
            self._dotted[key(clause.number)].append(clause)

    def _holders(self, clause: Clause) -> Iterator[str]:
        """The units that hold one, from the nearest, up to an annex or to the text outside of annexes."""
        parent = self.by_id.get(clause.parent or "")
        while parent is not None:
            yield parent.id
            if parent.kind in ANNEXES:
                return
            parent = self.by_id.get(parent.parent or "")
        yield WHOLE

    def kind(self, clause: Clause) -> str:
        """What the print calls a unit, else its kind."""
        return self._named(clause) or clause.kind

    def _named(self, clause: Clause) -> str:
        """The kind by its name in print; empty if it has none."""
        if clause.printed and clause.kind not in LEVELS:
            for word in clause.printed.casefold().replace("§", "§ ").split():
                if word in self._names:
                    return self._names[word]
        return ""

    def _numbers(self, clause: Clause) -> list[str]:
        if clause.printed is None and clause.number is None:
            return [str(clause.counted)] if clause.kind == "recital" and clause.counted else []
        name, _, number = (clause.printed or "").partition(" ")
        # A name that no language has goes: Canto 7.
        numbers = [key(number if name.casefold() == clause.kind else clause.printed)] if clause.printed else []
        last = clause.id.rpartition(".")[2].lower()
        if clause.kind == "article" and (coded := _CODED.search(clause.id)):
            last = key(coded[0])  # L.121-2 is no article 121-2
        numbers += [last.removeprefix(f"{clause.kind}-"), last]
        if clause.is_repealed:
            numbers += map(str, of_several(clause.number or "")[1])
        return list(dict.fromkeys(numbers))

    def has(self, holder: str, kind: str) -> bool:
        """Whether there are numbered divisions of a kind within a unit."""
        return bool(self.numbers.get((holder, kind)))

    def kinds(self, kind: str) -> Sequence[str]:
        """The kinds under which units of a name are found."""
        if self.has(WHOLE, kind):
            return (kind,)
        alike = ALIKE.get(kind, ())
        if (not self._names and kind not in ANNEXES) or (kind in _OF_TITLES and not self._is_called(kind)):
            alike = ()
        alike = tuple(other for other in alike if other not in self._printed or self._same.get(kind) == other)
        return (kind, *alike)

    def _is_called(self, kind: str) -> bool:
        return any(name.startswith(kind) for name in self._own)

    def level(self, kind: str) -> str:
        """The kind of paragraph that the name of a division means in an instrument that has no such divisions."""
        meant = self._same.get(kind, "")
        return meant if meant in LEVELS and kind not in self._all else "paragraph" if kind == "statute" else ""

    def within(self, holder: str, kind: str, number: str) -> Sequence[Clause]:
        """The divisions, recitals and paragraphs of a kind and number that stand within a unit at any depth."""
        return self._divisions.get((holder, kind, number), ())

    def around(self, clause: Clause, *, whole: bool = True) -> list[str]:
        """The ids of a unit and of what holds it, from the nearest, and at last that of the text outside of annexes.

        Args:
            clause: The unit.
            whole: Whether what holds an annex is among them.
        """
        ids = [clause.id]
        while clause.parent is not None:
            clause = self.by_id[clause.parent]
            ids.append(clause.id)
            if clause.kind in ANNEXES and not whole:
                return ids
        return [*ids, WHOLE]

    def annex(self, clause: Clause) -> Clause | None:
        """The annex in which a unit stands."""
        found: Clause | None = clause
        while found is not None and found.kind not in ANNEXES:
            found = self.by_id.get(found.parent or "")
        return found

    def is_in(self, clause: Clause, kinds: Sequence[str]) -> bool:
        """Whether a unit stands in a division of one of some kinds."""
        return any(self.kind(self.by_id[id_]) in kinds for id_ in self.around(clause)[1:-1])

    def runs_on(self, holder: str, here: Clause | None, paragraph: Clause) -> bool:
        """Whether the numbers of paragraphs run on through a unit, from what the words stand in to another division.

        Articles that have no numbered paragraphs have not those of the only one that has.

        Args:
            holder: The id of the unit.
            here: The division in which the words stand.
            paragraph: The paragraph that has the number in another one.
        """
        there = self.by_id.get(paragraph.parent or "")
        if holder in self._repeated or here is None or there is None:
            return holder not in self._repeated
        is_single = known(there.kind).like in ("article", "rule") or there.kind == here.kind
        return not is_single or any(unit.kind == "paragraph" and unit.printed for unit in here.children)

    def dotted(self, number: str) -> Sequence[Clause]:
        """The units whose number as cited, with a dot in it, is this one."""
        return self._dotted.get(number, ())

    def children(self, clause: Clause) -> Mapping[str, list[Clause]]:
        """The numbered units of a text or a division that have words, by their numbers.

        Those of an unnumbered paragraph are among those of what holds it.
        """
        if clause.id not in self._children:
            found: dict[str, list[Clause]] = {}
            for child in self._units(clause):
                for number in self._numbers(child):
                    found.setdefault(number, []).append(child)
            numbered = frozenset(found)
            for number, further in self._further(clause):
                if number not in numbered:
                    found.setdefault(number, []).append(further)
            self._children[clause.id] = found
        return self._children[clause.id]

    def _units(self, clause: Clause) -> Iterator[Clause]:
        for child in clause.children:
            if child.kind in WITH_WORDS:
                yield child
                if child.printed is None and child.kind == "paragraph":
                    yield from self._units(child)

    def _further(self, clause: Clause) -> Iterator[tuple[str, Clause]]:
        """Items with which a list goes on in further paragraphs of a unit, and their numbers."""
        for child in clause.children if clause.kind in WITH_WORDS else ():
            if child.printed is None and child.kind == "subparagraph":
                for item in self._units(child):
                    for number in self._numbers(item):
                        yield number, item

    def unnumbered(self, clause: Clause, kind: str) -> Sequence[Clause]:
        """The unnumbered units of a kind, `paragraph` or `item`, in a unit."""
        return [child for child in clause.children if child.kind == kind and child.printed is None]

    def beside(self, clause: Clause, steps: int) -> Clause | None:
        """The unit of the same kind so many steps behind one, or before it if that is negative.

        Args:
            clause: A division, which goes on with those of other groups, or a unit among what its parent holds.
            steps: How many.
        """
        if clause.id in self._order:
            scope, kind, place = self._order[clause.id]
            alike = self._alike[scope, kind]
        else:
            parent = self.by_id.get(clause.parent or "")
            alike = [unit for unit in parent.children if unit.kind == clause.kind] if parent is not None else []
            place = next((index for index, unit in enumerate(alike) if unit.id == clause.id), -1)
        return alike[place + steps] if place >= 0 and 0 <= place + steps < len(alike) else None

    def outermost(self, clause: Clause, *, before: bool) -> Clause:
        """The unit that is as far before one as `beside` goes, or as far behind it; itself if it is that.

        Args:
            clause: As of `beside`.
            before: Whether it is one before.
        """
        step = -1 if before else 1
        while (further := self.beside(clause, step)) is not None:
            clause = further
        return clause

    def is_called(self, annex: Clause, step: Step) -> bool:
        """Whether an annex has the name that the words give it: a schedule is no appendix, 附則 no 附属書.

        Args:
            annex: A division; one that is no annex is called as it is numbered.
            step: What the words name.
        """
        if not step.name:
            return self.kind(annex) in self.kinds(step.kind) or step.how != "only"
        printed = f"{annex.printed or ''}{annex.heading or ''}"
        return step.name in printed or printed.isascii()

    def only_annex(self) -> Clause | None:
        """The annex of an instrument that has one."""
        annexes = [unit for kind in ANNEXES for unit in self._alike.get((WHOLE, kind), ())]
        return annexes[0] if len(annexes) == 1 else None
