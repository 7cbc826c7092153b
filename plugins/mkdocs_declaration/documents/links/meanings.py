"""What is meant by text that is no id of a clause, as the scripts of a site read it; and what is near to it.

Certain is what means one clause and no other: the number as printed or cited, other capitals, digits of another script,
an eId, a range with a dash, and each with what a text has put around it. The cases of `tests/addresses.yaml` hold
`pages/assets/scripts/addresses/book.js` and this module to one outcome.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.links.nearest import Nearest, NearestId, share
from mkdocs_declaration.instrument.citations.readings import (
    GENERIC,
    Spellings,
    UnitWords,
    bare_text,
    form,
    names_within,
)
from mkdocs_declaration.instrument.identity.labels import in_numerals, of_several
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.numbering import alphabets, east_asian

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs_declaration.documents.links.published import Published, Unit

NEAR_PAGE = 0.9
"""How near the address of a page must be to one that exists, from 0 to 1, for the latter to be meant."""
_DASHES = re.compile("[-‐-―−~〜～]")
_MOST_LISTED = 20
"""How many clauses a list has at most."""
_LIST = re.compile("[,;、،؛]")
_NUMBERED = re.compile(r"\d{1,3}")


class Meanings:
    """Reads what names no clause or entry of a published site."""

    def __init__(self, published: Published) -> None:
        """Take the site."""
        self._published = published

    def passage(self, written: str) -> tuple[Unit, Unit] | None:
        """The clause that is certainly meant, twice, or the two ends of a range; None if nothing is certain.

        Args:
            written: A fragment or the name of a page, without escapes.
        """
        return self._passage(written)

    @cached_property
    def _passage(self) -> Callable[[str], tuple[Unit, Unit] | None]:
        """`_read`, which remembers what it answered: the same headings are linked to on many pages."""
        return lru_cache(maxsize=10_000)(self._read)

    def _read(self, written: str) -> tuple[Unit, Unit] | None:
        text = bare_text(written)
        if not form(text):
            return None
        left, tilde, right = text.partition("~")
        if tilde:
            units = self._published.units  # two ids are those of two clauses, whatever else the second may stand for
            return self._pair(left, right) if left in units and right in units else self._range(left, right)
        ids = self._ids_of(text)
        if ids:
            return self._pair(ids[0], ids[0]) if len(ids) == 1 else None
        for dash in _DASHES.finditer(text):
            left, right = text[: dash.start()], text[dash.end() :]
            if len(self._ids_of(left)) == 1:
                is_of_number = self._spellings.is_of_number(form(right).partition(".")[0])
                return self._range(left, right if is_of_number else "")
        return None

    def _pair(self, first: str, last: str) -> tuple[Unit, Unit]:
        return self._published.units[first], self._published.units[last]

    def _range(self, left: str, right: str) -> tuple[Unit, Unit] | None:
        firsts = self._ids_of(left)
        if len(firsts) != 1:
            return None
        (first,) = firsts
        if not form(right):
            return self._pair(first, first)
        above = f"{first.rpartition('.')[0]}." if "." in first else ""
        lasts = dict.fromkeys([*self._ids_of(right), *(self._ids_of(f"{above}{form(right)}") if above else ())])
        fit = [last for last in lasts if self._are_neighbours(first, last)] or list(lasts)
        return self._pair(first, fit[0]) if len(fit) == 1 else None

    def _are_neighbours(self, first: str, last: str) -> bool:
        """Whether one clause stands behind another in what holds both, or is the same."""
        units, order = self._published.units, self._published.order
        return units[first].parent == units[last].parent and order[first] <= order[last]

    def _ids_of(self, text: str) -> Sequence[str]:
        """The ids that a text stands for; of one that was retired, that of its successor."""
        if text in self._published.units:
            return (text,)
        if unit := self._published.successor(text):
            return (unit.id,)
        if ids := self._spellings.find_all(text):
            return ids
        if unit := self._by_eid.get(text.casefold()):
            return (unit.id,)
        former = self._of_retired.find_all(text) if self._published.retired else ()
        successors = {unit.id: None for id_ in former if (unit := self._published.successor(id_))}
        return tuple(successors)

    def retired(self, written: str) -> str | None:
        """The retired id that is certainly meant where no clause is."""
        text = bare_text(written)
        if not self._published.retired or self._spellings.find_all(text) or text.casefold() in self._by_eid:
            return None
        ids = self._of_retired.find_all(text)
        return ids[0] if len(ids) == 1 else None

    def term(self, written: str) -> str | None:
        """The id of the entry of the glossary that is certainly meant."""
        return self._term(written)

    @cached_property
    def _term(self) -> Callable[[str], str | None]:
        """`_read_term`, which remembers what it answered."""
        return lru_cache(maxsize=10_000)(self._read_term)

    def _read_term(self, written: str) -> str | None:
        text, terms = bare_text(written), self._published.terms
        if terms is None:
            return None
        for name in (text, text.lower(), form(text).replace(".", "-")):
            retired = terms.retired.get(name)
            if (id_ := retired.successor if retired else name) in terms.names:
                return id_
        return None

    def nearest(self, written: str) -> Unit | None:
        """The clause that is nearest to what is no id, of a list of clauses the first; None if none is near."""
        listed = _LIST.split(bare_text(written))
        meant = [self._ids_of(part) for part in listed] if 1 < len(listed) <= _MOST_LISTED else []
        if meant and all(len(ids) == 1 for ids in meant):
            return self._published.units[meant[0][0]]
        close = self._ids.find(written)
        return self._published.units[close] if close is not None else None

    def is_like_an_id(self, written: str) -> bool:
        """Whether a name that is no id was meant as one: it starts as ids do, or is nearly one."""
        return self._is_like_an_id(written)

    @cached_property
    def _is_like_an_id(self) -> Callable[[str], bool]:
        """`_is_like`, which remembers what it answered."""
        return lru_cache(maxsize=10_000)(self._is_like)

    def _is_like(self, written: str) -> bool:
        first, dot, _ = written.partition(".")
        return (
            _NUMBERED.fullmatch(first) is not None
            or bool(dot and first in self._beginnings)
            or bool(self._ids_of(bare_text(written)))
            or self._ids.find(written, cutoff=0.85) is not None
        )

    def near_page(self, page: str) -> str | None:
        """The page of the text, the full text or the glossary whose address is nearest to another one."""
        return self._near_page(page)

    @cached_property
    def _near_page(self) -> Callable[[str], str | None]:
        return lru_cache(maxsize=10_000)(self._pages.find)

    def is_near_page(self, page: str) -> bool:
        """Whether the address of a page that is not known is so near to one that this one was meant."""
        near = self.near_page(page)
        return near is not None and share(near, page) >= NEAR_PAGE

    def near_term(self, written: str) -> str | None:
        """The id of the entry of the glossary that is nearest to a name."""
        return self._terms.find(written)

    @cached_property
    def _form(self) -> Callable[[str], str]:
        """`form`, which remembers those of labels and numbers."""
        return lru_cache(maxsize=100_000)(form)

    @cached_property
    def _words(self) -> UnitWords:
        units = self._published.units
        named = {
            part
            for unit in units.values()
            for part in {*self._form(unit.label).split("."), *self._form(unit.guide).split(".")}
            - set(self._form(unit.number).split("."))
        }
        named |= names_within(Catalogue(language=self._published.language))
        of_ids = {part for id_ in units for part in id_.split(".")}  # few, and the same in many ids
        pieces = {piece for part in of_ids for piece in form(part).split(".")}
        words = {part for part in named if part.isalpha()} - pieces
        within = self._published.holders
        names = (GENERIC | self._published.names | words) - set(within) - set(east_asian.GROUPS)
        numbers = [(self._form(unit.number), unit.id) for unit in units.values() if unit.number]
        return UnitWords(names, within=within, letters=alphabets.in_use(numbers, self._published.language))

    @cached_property
    def _spellings(self) -> Spellings:
        """Clauses by all ways to write their ids, such as the number with its brackets."""
        spellings = Spellings(self._published.units, self._words)
        for id_, unit in self._published.units.items():
            tails = (label.rpartition(", ")[2] for label in (unit.label, unit.guide))
            for other in dict.fromkeys((unit.label, unit.guide, unit.number, *tails)):
                spellings.add(self._form(other), id_)
                spellings.add(in_numerals(self._form(other), self._words.names), id_)
            before, numbers = of_several(unit.number)
            for number in numbers:
                spellings.add(self._form(f"{before}{number}"), id_)
        for written, id_ in self._published.groups.items():
            spellings.add(written, id_)
        return spellings

    @cached_property
    def _of_retired(self) -> Spellings:
        return Spellings(self._published.retired, self._words)

    @cached_property
    def _by_eid(self) -> dict[str, Unit]:
        return {unit.eid.casefold(): unit for unit in self._published.units.values() if unit.eid}

    @cached_property
    def _ids(self) -> NearestId:
        return NearestId(self._published.units)

    @cached_property
    def _pages(self) -> Nearest:
        return Nearest(sorted(self._published.pages_of_site))

    @cached_property
    def _terms(self) -> Nearest:
        return Nearest(self._published.terms.names if self._published.terms is not None else ())

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What stands before the first dot of ids."""
        return frozenset(id_.partition(".")[0] for id_ in self._published.units if "." in id_)
