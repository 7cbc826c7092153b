"""Targets of addresses in a published site, and the right address where one has no target.

Understood are, below an address at which links into the site start: `page/#id` and `full-text/#id`; the same with a
range, `page/#id~id`; the short link `id/`, and the page for frames `id/embed/`; `glossary/#term`; a place in the PDF,
`declaration.pdf#nameddest=id` or `declaration.pdf#id`; pages without a fragment, and places on them. The home page has
no clauses, so `#id` alone is an error. A query is passed over, codes such as `%7E` are decoded, and `index.html` or a
slash at the end may be there or not. What is almost right is read as the scripts of the site read it, and is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.links.bases import Bases
from mkdocs_declaration.documents.links.meanings import Meanings
from mkdocs_declaration.documents.links.published import FULL_TEXT, GLOSSARY, PDF
from mkdocs_declaration.documents.links.targets import AddressError, Place, Target
from mkdocs_declaration.documents.links.whole_text import WholeText
from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.documents.links.published import Published, Unit


_INDEX = re.compile(r"(?:^|(?<=/))index\.html$")


@dataclass(frozen=True)
class Addresses:
    """Reads addresses in a site."""

    published: Published
    """The published site."""
    bases: tuple[str, ...]
    """The addresses at which links into it start, each with a slash at its end."""

    def target(self, address: str) -> Target | None:
        """Read an address.

        Args:
            address: The address as a document has it; one without a scheme is read if it starts with `www.` or `//`, or
                as an address of the site does behind its scheme.

        Returns:
            What it means; None if it does not lead into the site.
        """
        below = self._bases.below(address)
        return None if below is None else self._read(*below)

    @cached_property
    def _bases(self) -> Bases:
        return Bases(self.bases)

    @cached_property
    def whole_text(self) -> WholeText:
        """The words of all clauses, in which quotations are looked up."""
        return WholeText([unit.words for unit in self.published.in_order])

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self.published)

    @cached_property
    def _read(self) -> Callable[[str, str, str], Target]:
        """`_below`, which remembers what it answered: the same links stand in many places."""
        return lru_cache(maxsize=10_000)(self._below)

    def _below(self, base: str, path: str, fragment: str) -> Target:
        path = _INDEX.sub("", path) if path.endswith(".html") else path
        name = path.rstrip("/")
        page = f"{name}/" if name else ""
        if page == FULL_TEXT or page in self.published.pages or page in self.published.gone:
            return self._on_page(base, page, fragment)
        if page == GLOSSARY:
            return self._in_glossary(base, fragment)
        if not page:
            whole = Target(base, "the text", self.published.on_page(FULL_TEXT))
            ids = tuple(fragment.split("~", 1))
            return self._clauses(base, page, ids) if self._are_known(ids) else self._beside(base, whole, page, fragment)
        files = self.published.files
        if path == PDF and (files is None or PDF in files):
            return self._in_pdf(base, fragment)
        exists = files is not None and bool({name, f"{page}index.html", f"{name}.html"} & files)
        id_ = name.removesuffix("/embed")  # where it stands alone, for frames
        is_known = id_ in self.published.units or id_ in self.published.retired
        if "/" not in id_ and (is_known or "~" in id_ or (not exists and self._meanings.is_like_an_id(id_))):
            return self._short(base, id_)
        return (
            self._beside(base, Target(f"{base}{path}"), path, fragment)
            if exists
            else self._elsewhere(base, path, fragment)
        )

    def _on_page(self, base: str, page: str, fragment: str) -> Target:
        """A page of the text, or a clause on it."""
        whole = Target(f"{base}{page}", f"the page '{page}'", self.published.on_page(page))
        if not fragment or fragment.startswith("_"):  # the page as a whole, or a part of the interface on it
            return self._moved(base, page) or whole
        ids = tuple(fragment.split("~", 1))
        if not self._are_known(ids):
            if target := self._almost(base, page, fragment):
                return target
            if not any(map(self._is_an_id_or_like_one, filter(None, ids))):
                return replace(whole, place=self._place(base, page, fragment, is_certain=True))
        return self._clauses(base, page, ids)

    def _moved(self, base: str, page: str) -> Target | None:
        """Where a page of the text is now that has another address; None if it has not, or that is not told."""
        path, _, id_ = self.published.gone.get(page, "").partition("#")
        if (
            page in self.published.pages
            or path not in self.published.pages
            or (id_ and id_ not in self.published.units)
        ):
            return None
        target = self._on_page(base, path, id_)
        message = f"the page '{page}' is no longer there; link to its successor, {target.address}"
        return replace(target, error=AddressError(Rule.WRONG_PAGE, message, is_certain=target.error is None))

    def _beside(self, base: str, target: Target, page: str, fragment: str) -> Target:
        """A page beside those of the text, or a place on it; clauses are on none of these."""
        if not fragment or fragment.startswith("_") or not _is_page(page):
            return target
        place = self._place(base, page, fragment)
        ids = tuple(fragment.split("~", 1))
        meant = self._almost(base, page, fragment)
        if meant is None and any(map(self._is_an_id_or_like_one, filter(None, ids))):
            meant = self._clauses(base, page, ids)
        if meant is not None and meant.error is not None:  # headings have no dots in their ids
            place = replace(place, error=meant.error, is_certain=not page or "." in fragment)
            return replace(meant, error=None, place=place)
        return replace(target, place=place)

    def _place(self, base: str, page: str, fragment: str, *, is_certain: bool = False) -> Place:
        """A place on a page that is to be looked up there."""
        where = f"the page '{page}'" if page else "the home page"
        error = AddressError(Rule.UNKNOWN_FRAGMENT, f"{where} has no place '{fragment}'")
        missing = self._missing(base, page) if page not in self.published.pages_of_site else error
        return Place(base, page, fragment, error, missing, is_certain)

    def _missing(self, base: str, page: str) -> AddressError:
        close = self._meanings.near_page(f"{page.rstrip('/')}/")
        way_out = f"; did you mean {base}{close}?" if close else f"; its pages are listed at {base}"
        return AddressError(Rule.UNKNOWN_PAGE, f"the site has no page '{page}'{way_out}")

    def _elsewhere(self, base: str, path: str, fragment: str) -> Target:
        """A page that is not known to exist; it may be one that a site has beside those of its text."""
        name = path.rstrip("/")
        near = self._meanings.is_near_page(f"{name}/")
        first, _, last = fragment.partition("~")
        if (first in self.published.units or last in self.published.units) and ("." in first or near):
            return self._on_page(base, f"{name}/", fragment)
        if (right := self.published.pages_in_small_letters.get(f"{name.casefold()}/")) is not None:
            target = self._below(base, right, fragment)
            message = f"expected the page '{right}', found '{path}'; link to {target.address}"
            return replace(target, error=target.error or AddressError(Rule.INEXACT_ADDRESS, message, is_certain=True))
        for start in range(1, name.count("/") + 1):  # page/1.3.ii
            if almost := self._almost(base, "", name.split("/", start)[start]):
                message = f"expected '{almost.address.removeprefix(base)}', found '{name}'; link to {almost.address}"
                return replace(almost, error=AddressError(Rule.INEXACT_ADDRESS, message, is_certain=True))
        error = self._missing(base, path)
        if self.published.files is not None:
            return Target(f"{base}{path}", error=error)
        if not _is_page(path):
            fragment = ""  # of a file that is no page, nothing tells the places
        place = replace(self._place(base, path, fragment), is_certain=near)
        return Target(f"{base}{path}", place=replace(place, error=error if near else place.error))

    def _in_glossary(self, base: str, fragment: str) -> Target:
        terms = self.published.terms
        address = f"{base}{GLOSSARY}#{fragment}" if fragment else f"{base}{GLOSSARY}"
        if not fragment or terms is None or fragment in terms.names or fragment.startswith("_"):
            return Target(address)
        if (retired := terms.retired.get(fragment)) is not None:
            right = f"{base}{GLOSSARY}#{retired.successor}"
            message = f"the entry '{fragment}' is no longer in the glossary ({retired.reason}); link to its successor, "
            return Target(
                right,
                error=AddressError(Rule.RETIRED_TERM, f"{message}'{retired.successor}', {right}", is_certain=True),
            )
        if almost := self._almost(base, GLOSSARY, fragment):
            return almost
        close = self._meanings.near_term(fragment)
        right = f"{base}{GLOSSARY}#{close}" if close else ""
        way_out = f"; did you mean '{close}', {right}?" if close else f"; its entries are at {base}{GLOSSARY}"
        error = AddressError(Rule.UNKNOWN_TERM, f"the glossary has no entry '{fragment}'{way_out}")
        return Target(address, place=replace(self._place(base, GLOSSARY, fragment, is_certain=True), error=error))

    def _short(self, base: str, name: str) -> Target:
        first, tilde, last = name.partition("~")
        ids = (first, last) if tilde else (first,)
        if not self._are_known(ids) and (almost := self._almost(base, None, name)):
            return almost
        target = self._clauses(base, None, ids)
        if tilde and target.error is None:
            message = f"a short link has no range; link to {target.address}"
            return replace(target, error=AddressError(Rule.BAD_RANGE, message, is_certain=True))
        return target

    def _in_pdf(self, base: str, fragment: str) -> Target:
        """A place in the PDF, whose named destinations are the ids of the clauses (RFC 8118, section 3)."""
        stated = dict(parameter.partition("=")[::2] for parameter in fragment.split("&"))
        name = stated.get("nameddest", "" if "=" in fragment else fragment)
        ids = tuple(name.split("~", 1))
        if not name or ("nameddest" not in stated and not any(map(self._is_an_id_or_like_one, ids))):
            return Target(f"{base}{PDF}")
        if not self._are_known(ids) and len(ids) == 1 and (almost := self._almost(base, PDF, name)):
            return almost
        target = self._clauses(base, PDF, ids)
        if len(ids) > 1 and target.error is not None and target.error.rule is Rule.WRONG_PAGE:
            message = f"the PDF has no destination of a range; link to {target.address}"
            return replace(target, error=AddressError(Rule.BAD_RANGE, message, is_certain=True))
        return target

    def _are_known(self, ids: tuple[str, ...]) -> bool:
        """Whether all ids are those of clauses, or were, and of a range both are not the same."""
        return len(set(ids)) == len(ids) and all(
            id_ in self.published.units or id_ in self.published.retired for id_ in ids
        )

    def _is_an_id_or_like_one(self, name: str) -> bool:
        return self._are_known((name,)) or self._meanings.is_like_an_id(name)

    def _almost(self, base: str, page: str | None, written: str) -> Target | None:
        """The target of what certainly means a clause, a range or an entry but names none; None if it is uncertain."""
        term = self._meanings.term(written)
        if term is not None and (page == GLOSSARY or self._meanings.passage(written) is None):
            right = f"{base}{GLOSSARY}#{term}"
            message = f"expected '{term}', an entry of the glossary, found '{written}'; link to {right}"
            if term == written:
                message = f"'{term}' is an entry of the glossary; link to {right}"
            return Target(right, error=AddressError(Rule.INEXACT_ADDRESS, message, is_certain=True))
        meant = self._meanings.passage(written)
        if meant is None:
            return None
        if (retired := self._meanings.retired(written)) is not None:
            return self._clauses(base, page, (retired,))
        first, last = sorted(meant, key=lambda unit: self.published.order[unit.id])
        outer = self.published.outer(first.id, last.id) if first is not last else None
        first, last = (outer, outer) if outer is not None else (first, last)
        ids = first.id if first is last else f"{first.id}~{last.id}"
        right = f"{base}{self._path(page, [first] if first is last else [first, last])}"
        label = first.label if first is last else f"{first.label} to {last.label}"
        units = tuple(self.published.between(first.id, last.id))
        if ids == written:  # on a page that has no clauses
            where = f"the page '{page}'" if page else "the home page"
            error = AddressError(
                Rule.WRONG_PAGE, f"'{ids}' ({label}) is not on {where}; link to {right}", is_certain=True
            )
            return Target(right, label, units, error)
        message = f"expected '{ids}' ({label}), found '{written}'; link to {right}"
        return Target(right, label, units, AddressError(Rule.INEXACT_ADDRESS, message, is_certain=True))

    def _clauses(self, base: str, page: str | None, ids: tuple[str, ...]) -> Target:
        """The target of a link to a clause or to a range of clauses; the page is None for a short link."""
        units = self.published.units
        meant = [units.get(id_) or self.published.successor(id_) or self._nearest(id_) for id_ in ids]
        clauses = [unit for unit in meant if unit is not None]
        right = f"{base}{self._path(page, clauses)}"
        for id_, unit in zip(ids, meant, strict=True):
            if id_ in units:
                continue
            if id_ in self.published.retired:
                gone = self.published.retired[id_]
                why = f" ({gone.reason})" if gone.reason else ""
                successor = f"'{unit.id}' ({unit.label}), {right}" if unit else f"one at {base}{FULL_TEXT}"
                message = f"the clause '{id_}' is no longer in the text{why}; link to its successor, {successor}"
                are_sure = len(clauses) == len(ids) and self._are_known(ids)
                return Target(right, error=AddressError(Rule.RETIRED_CLAUSE, message, is_certain=are_sure))
            way_out = f"did you mean '{unit.id}' ({unit.label}), {right}?" if unit else f"see {base}{FULL_TEXT}"
            return Target(right, error=AddressError(Rule.UNKNOWN_CLAUSE, f"there is no clause '{id_}'; {way_out}"))
        first, last = clauses[0], clauses[-1]
        if first is not last and (outer := self.published.outer(first.id, last.id)) is not None:
            inner = last if outer is first else first
            link = f"{base}{self._path(page, [outer])}"
            message = f"'{inner.id}' stands within '{outer.id}'; link to {link}"
            return Target(link, error=AddressError(Rule.BAD_RANGE, message))
        if self.published.order[first.id] > self.published.order[last.id]:
            turned = f"{base}{self._path(page, clauses[::-1])}"
            message = f"'{first.id}' stands after '{last.id}'; link to {turned}"
            return Target(turned, error=AddressError(Rule.BAD_RANGE, message, is_certain=True))
        label = first.label if first is last else f"{first.label} to {last.label}"
        units_of_range = tuple(self.published.between(first.id, last.id))
        if page is not None and f"{base}{page}" != right.partition("#")[0]:
            which = f"'{first.id}' ({label}) is" if len(ids) == 1 else f"'{first.id}~{last.id}' ({label}) is"
            where = f"the page '{page}'" if page else "the home page"
            message = f"{which} not on {where}; link to {right}"
            return Target(right, label, units_of_range, AddressError(Rule.WRONG_PAGE, message, is_certain=True))
        return Target(right, label, units_of_range)

    def _nearest(self, id_: str) -> Unit | None:
        meant = self._meanings.passage(id_)
        return meant[0] if meant is not None and meant[0] is meant[1] else self._meanings.nearest(id_)

    def _path(self, page: str | None, clauses: list[Unit]) -> str:
        """The path of one clause, or of a range; in the full text if that is where it was or if they share no page."""
        if not clauses:
            return FULL_TEXT
        if len(clauses) == 1 and page in (None, PDF):
            return f"{clauses[0].id}/" if page is None else f"{PDF}#nameddest={clauses[0].id}"
        pages = {unit.page for unit in clauses}
        place = pages.pop() if len(pages) == 1 and page != FULL_TEXT else FULL_TEXT
        return f"{place}#{'~'.join(dict.fromkeys(unit.id for unit in clauses))}"


def _is_page(path: str) -> bool:
    """Whether a path is that of a page, and of no other file."""
    return path.endswith(("/", ".html", ".htm")) or "." not in path.rpartition("/")[2]
