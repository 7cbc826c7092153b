"""Targets of addresses in a published site, and the right address where one has no target.

Understood are, below an address at which links into the site start: `page/#id` and `full-text/#id`; the same with a
range, `page/#id~id`; the short link `id/`, and the page for frames `id/embed/`; `glossary/#term`; a place in the PDF,
`declaration.pdf#nameddest=id` or `declaration.pdf#id`; and pages without a fragment. The home page has no clauses, so
`#id` alone is an error. A query is passed over, codes such as `%7E` are decoded, and `index.html` or a slash at the
end may be there or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from mkdocs_declaration.documents.links.nearest import Nearest, NearestId
from mkdocs_declaration.documents.links.published import FULL_TEXT, GLOSSARY, PDF
from mkdocs_declaration.instrument.readings import GENERIC, Spellings, UnitWords, form
from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs_declaration.documents.links.published import Published, Unit

_DEFAULT_PORTS = {80, 443, None}


@dataclass(frozen=True, slots=True)
class AddressError:
    """An error in an address."""

    rule: Rule
    """The rule that is broken."""
    message: str
    """Expected, found, and the way out."""


@dataclass(frozen=True, slots=True)
class Target:
    """The target of an address."""

    address: str
    """The right address of it."""
    label: str = ""
    """Its label, as in `paragraph 1.3(ii)`."""
    units: tuple[Unit, ...] = ()
    """The clauses that it leads to, with all that they hold; none where it leads elsewhere or nowhere."""
    error: AddressError | None = None
    """The error in the address, if there is one."""


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
            address: The address as a document has it; one without a scheme is read if it starts with `www.` or `//`.

        Returns:
            What it means; None if it does not lead into the site.
        """
        parts = _split(address)
        if parts is None:
            return None
        path = unquote(parts.path) or "/"
        for base, host, prefix in self._starts:
            if _host(parts) == host and f"{path}/".startswith(prefix):
                return self._read(base, path[len(prefix) :], unquote(parts.fragment).partition(":~:")[0])
        return None

    @cached_property
    def _read(self) -> Callable[[str, str, str], Target]:
        """`_below`, which remembers what it answered: the same links stand in many places."""
        return lru_cache(maxsize=10_000)(self._below)

    @cached_property
    def _starts(self) -> list[tuple[str, tuple[str, int | None], str]]:
        """The bases with their hosts and paths, the longest path first, since one may stand in another."""
        parts = [(base, _split(base)) for base in self.bases]
        starts = [(base, _host(split), unquote(split.path)) for base, split in parts if split is not None]
        return sorted(starts, key=lambda start: -len(start[2]))

    def _below(self, base: str, path: str, fragment: str) -> Target:
        path = re.sub(r"(^|/)index\.html$", r"\1", path)
        name = path.rstrip("/")
        page = f"{name}/" if name else ""
        if page == FULL_TEXT or page in self.published.pages or page in self.published.gone:
            return self._on_page(base, page, fragment)
        if page == GLOSSARY:
            return self._in_glossary(base, fragment)
        if not page:
            ids = tuple(fragment.split("~", 1))
            whole = Target(base, "the text", self.published.on_page(FULL_TEXT))
            return self._clauses(base, page, ids) if self._means_clauses(ids) else whole
        files = self.published.files
        if path == PDF and (files is None or PDF in files):
            return self._in_pdf(base, fragment)
        exists = files is not None and bool({name, f"{page}index.html", f"{name}.html"} & files)
        id_ = name.removesuffix("/embed")  # where it stands alone, for frames
        is_known = id_ in self.published.units or id_ in self.published.retired
        if "/" not in id_ and (is_known or "~" in id_ or (not exists and self._is_like_an_id(id_))):
            return self._short(base, id_)
        return Target(f"{base}{path}") if exists else self._elsewhere(base, path, fragment)

    def _elsewhere(self, base: str, path: str, fragment: str) -> Target:
        """A page that is not known to exist; it may be one that a site has beside those of its text."""
        name = path.rstrip("/")
        near = bool(self._pages.find(f"{name}/", cutoff=0.9))
        first, _, last = fragment.partition("~")
        if (first in self.published.units or last in self.published.units) and ("." in first or near):
            return self._on_page(base, f"{name}/", fragment)
        if self.published.files is None and not near:
            return Target(f"{base}{path}")
        close = self._pages_of_site.find(f"{name}/")
        way_out = f"; did you mean {base}{close[0]}?" if close else f"; its pages are listed at {base}"
        return Target(
            f"{base}{path}", error=AddressError(Rule.UNKNOWN_PAGE, f"the site has no page '{name}/'{way_out}")
        )

    def _in_glossary(self, base: str, fragment: str) -> Target:
        terms = self.published.terms
        address = f"{base}{GLOSSARY}#{fragment}"
        if not fragment or terms is None or fragment in terms.names or fragment.startswith("_"):
            return Target(address)
        if (retired := terms.retired.get(fragment)) is not None:
            right = f"{base}{GLOSSARY}#{retired.successor}"
            message = f"the entry '{fragment}' is no longer in the glossary ({retired.reason}); link to its successor, "
            return Target(right, error=AddressError(Rule.RETIRED_TERM, f"{message}'{retired.successor}', {right}"))
        close = self._terms.find(fragment)
        right = f"{base}{GLOSSARY}#{close[0]}" if close else ""
        way_out = f"; did you mean '{close[0]}', {right}?" if close else f"; its entries are at {base}{GLOSSARY}"
        return Target(
            address, error=AddressError(Rule.UNKNOWN_TERM, f"the glossary has no entry '{fragment}'{way_out}")
        )

    def _short(self, base: str, name: str) -> Target:
        first, tilde, last = name.partition("~")
        target = self._clauses(base, None, (first, last) if tilde else (first,))
        if tilde and target.error is None:
            message = f"a short link has no range; link to {target.address}"
            return Target(target.address, target.label, target.units, AddressError(Rule.BAD_RANGE, message))
        return target

    def _in_pdf(self, base: str, fragment: str) -> Target:
        """A place in the PDF, whose named destinations are the ids of the clauses (RFC 8118, section 3)."""
        stated = dict(parameter.partition("=")[::2] for parameter in fragment.split("&"))
        name = stated.get("nameddest", "" if "=" in fragment else fragment)
        ids = tuple(name.split("~", 1))
        if not name or ("nameddest" not in stated and not self._means_clauses(ids)):
            return Target(f"{base}{PDF}")
        target = self._clauses(base, PDF, ids)
        if len(ids) > 1 and target.error is not None and target.error.rule is Rule.WRONG_PAGE:
            message = f"the PDF has no destination of a range; link to {target.address}"
            return Target(target.address, target.label, target.units, AddressError(Rule.BAD_RANGE, message))
        return target

    def _on_page(self, base: str, page: str, fragment: str) -> Target:
        ids = tuple(fragment.split("~", 1))
        if self._means_clauses(ids):
            return self._clauses(base, page, ids)
        # The page as a whole, or something on it that is no clause, such as a dialog.
        return Target(f"{base}{page}", f"the page '{page}'", self.published.on_page(page))

    def _means_clauses(self, ids: tuple[str, ...]) -> bool:
        known = any(id_ in self.published.units or id_ in self.published.retired for id_ in ids)
        return known or any(self._is_like_an_id(id_) for id_ in ids if id_)

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
                return Target(right, error=AddressError(Rule.RETIRED_CLAUSE, message))
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
            return Target(turned, error=AddressError(Rule.BAD_RANGE, message))
        label = first.label if first is last else f"{first.label} to {last.label}"
        units_of_range = tuple(self.published.between(first.id, last.id))
        if page is not None and f"{base}{page}" != right.partition("#")[0]:
            which = f"'{first.id}' ({label}) is" if len(ids) == 1 else f"'{first.id}~{last.id}' ({label}) is"
            where = f"the page '{page}'" if page else "the home page"
            message = f"{which} not on {where}; link to {right}"
            return Target(right, label, units_of_range, AddressError(Rule.WRONG_PAGE, message))
        return Target(right, label, units_of_range)

    @staticmethod
    def _path(page: str | None, clauses: list[Unit]) -> str:
        """The path of one clause, or of a range; in the full text if that is where it was or if they share no page."""
        if not clauses:
            return FULL_TEXT
        if len(clauses) == 1 and page in (None, PDF):
            return f"{clauses[0].id}/" if page is None else f"{PDF}#nameddest={clauses[0].id}"
        pages = {unit.page for unit in clauses}
        place = pages.pop() if len(pages) == 1 and page != FULL_TEXT else FULL_TEXT
        return f"{place}#{'~'.join(dict.fromkeys(unit.id for unit in clauses))}"

    @cached_property
    def _spellings(self) -> Spellings:
        """Clauses by all ways to write their ids, such as the number with its brackets."""
        units = self.published.units.values()
        written = [(unit.id, form(unit.label), form(unit.number)) for unit in units]
        named = {part for _, label, number in written for part in set(label.split(".")) - set(number.split("."))}
        words = {part for part in named if part.isalpha()} - {
            part for id_ in self.published.units for part in form(id_).split(".")
        }
        spellings = Spellings(self.published.units, UnitWords(GENERIC | self.published.names | words))
        for unit, (id_, label, number) in zip(units, written, strict=True):
            for other in (label, number, form(unit.label.rpartition(", ")[2])):
                spellings.add(other, id_)
        return spellings

    @cached_property
    def _by_eid(self) -> dict[str, Unit]:
        return {unit.eid.casefold(): unit for unit in self.published.units.values() if unit.eid}

    @cached_property
    def _ids(self) -> NearestId:
        return NearestId(self.published.units)

    @cached_property
    def _pages(self) -> Nearest:
        return Nearest(sorted(self.published.pages))

    @cached_property
    def _pages_of_site(self) -> Nearest:
        """The pages of the text and those beside it that links lead to."""
        return Nearest(sorted(self.published.pages | {FULL_TEXT, GLOSSARY}))

    @cached_property
    def _terms(self) -> Nearest:
        return Nearest(self.published.terms.names if self.published.terms is not None else ())

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What stands before the first dot of ids."""
        return frozenset(id_.partition(".")[0] for id_ in self.published.units if "." in id_)

    def _meant(self, written: str) -> Unit | None:
        """The clause that is certainly meant by what is no id."""
        id_ = self._spellings.meant(written)
        return self.published.units[id_] if id_ is not None else self._by_eid.get(written.casefold())

    def _nearest(self, id_: str) -> Unit | None:
        if unit := self._meant(id_):
            return unit
        close = self._ids.find(id_)
        return self.published.units[close] if close is not None else None

    def _is_like_an_id(self, name: str) -> bool:
        """Whether a name that is no id was meant as one: it starts as ids do, or is nearly one."""
        first, dot, _ = name.partition(".")
        return (
            bool(re.fullmatch(r"\d{1,3}", first))
            or bool(dot and first in self._beginnings)
            or self._meant(name) is not None
            or self._ids.find(name, cutoff=0.85) is not None
        )


def is_base(address: str) -> bool:
    """Whether links can start with an address: it has a scheme (http, https) and a host."""
    return _split(address) is not None


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None if it is none of the web."""
    if address.startswith("//"):
        address = f"https:{address}"
    elif address[:4].casefold() == "www.":
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        return parts if parts.scheme in ("http", "https") and parts.hostname and _host(parts) else None
    except ValueError:
        return None


def _host(parts: SplitResult) -> tuple[str, int | None]:
    """The host without what does not matter: `www.`, capitals, the port of the scheme."""
    host = (parts.hostname or "").removeprefix("www.")
    return host, None if parts.port in _DEFAULT_PORTS else parts.port


def bases(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses at which links into a site start, each once and with a slash at its end."""
    return tuple(dict.fromkeys(f"{address.rstrip('/')}/" for address in addresses))
