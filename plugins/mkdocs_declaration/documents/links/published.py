"""A published site as `clauses.json` tells it: its clauses with their words, retired ids, pages and terms."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.documents.links.folding import folded
from mkdocs_declaration.documents.quotation_marks import tokens
from mkdocs_declaration.instrument import places
from mkdocs_declaration.instrument.citations.readings import form
from mkdocs_declaration.instrument.numbering import east_asian
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FULL_TEXT, GLOSSARY, PDF = f"{places.FULL_TEXT}/", f"{places.GLOSSARY}/", "declaration.pdf"
"""The addresses of the page with the whole text, of the glossary and of the PDF."""

FORMATS = (1, 2)
"""The versions of `clauses.json` that are read; what is read here is the same in both."""

_SLOT = re.compile(r"{([\w-]+)}")
"""Stands in a pinpoint for the word of a kind."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause that is on the site."""

    id: str
    """Its id, as in `1.3.ii`."""
    label: str
    """Its label, as in `paragraph 1.3(ii)`."""
    number: str
    """Its number with those around it, as in `1.3(ii)`; empty if it has none."""
    eid: str
    """Its id in Akoma Ntoso, as in `sec_1__para_1-3__point_ii`."""
    parent: str | None
    """The id of the clause that holds it; None at the top."""
    page: str
    """The address of its page, as in `general-provisions/`."""
    words: str
    """Its own words: heading and text, without those of what it holds."""
    guide: str = ""
    """Its label as guides for citations have it, in English; empty if it is not known."""

    @property
    def path(self) -> str:
        """Its address on its page, as in `general-provisions/#1.3.ii`."""
        return f"{self.page}#{self.id}"


@dataclass(frozen=True, slots=True)
class Gone:
    """An id that was published and is no longer in the text."""

    id: str
    successor: str
    """The id of the clause that links lead to now."""
    reason: str
    """Why it was renamed or withdrawn."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The glossary of a site."""

    names: Mapping[str, tuple[str, ...]]
    """The names of its entries by their ids."""
    retired: Mapping[str, Gone] = field(default_factory=dict)
    """Retired terms by their ids."""


@dataclass(frozen=True)
class Published:
    """A published site, against which links into it are checked."""

    title: str
    """The title of the instrument."""
    site: str | None
    """The address of the site with a slash at its end, if it is stated."""
    units: Mapping[str, Unit]
    """The clauses by their ids, in the order of the text."""
    retired: Mapping[str, Gone]
    """Retired clauses by their ids."""
    gone: Mapping[str, str] = field(default_factory=dict)
    """The addresses that pages of clauses had, and where each as a whole leads now; empty where that is not told."""
    names: frozenset[str] = frozenset()
    """Names of units in lower case: those that stand with numbers in print and, in format 2, the words of kinds."""
    holders: Mapping[str, str] = field(default_factory=dict)
    """Names that a citation may begin with, and the id of what holds such units: `recitals` and `preamble`."""
    terms: Terms | None = None
    """The glossary; None if it is not known."""
    files: frozenset[str] | None = None
    """The paths of all files of the site; None if they are not known."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Forms of the printed numbers of groups in Chinese, Japanese and Korean, as of 第二章, and the ids of these."""
    language: str = ""
    """The language of the instrument (BCP 47), if it is stated."""
    document: Mapping[str, Any] = field(default_factory=dict)
    """The list of clauses as it was parsed, if it is kept."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Be sent to another process as rows, which takes a third of the time of objects."""
        rows = [(u.id, u.label, u.number, u.eid, u.parent, u.page, u.words, u.guide) for u in self.units.values()]
        others = (self.retired, self.gone, self.names, self.holders, self.terms, self.files)
        return _received, (self.title, self.site, rows, *others, self.groups, self.language, self.document)

    @cached_property
    def pages(self) -> frozenset[str]:
        """The addresses of the pages that clauses are on."""
        return frozenset(unit.page for unit in self.units.values())

    @cached_property
    def pages_of_site(self) -> frozenset[str]:
        """These, and the pages beside them that links to the text lead to."""
        return self.pages | {FULL_TEXT, GLOSSARY}

    @cached_property
    def pages_in_small_letters(self) -> dict[str, str]:
        """The addresses of these pages by themselves in small letters."""
        return {page.casefold(): page for page in self.pages_of_site}

    @cached_property
    def in_order(self) -> tuple[Unit, ...]:
        """The clauses, in the order of the text."""
        return tuple(self.units.values())

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """The title of the instrument and the names of the entries of the glossary."""
        entries = self.terms.names.values() if self.terms is not None else ()
        return (self.title, *(name for names in entries for name in names))

    @cached_property
    def all_names_folded(self) -> str:
        """These names in the form in which words are compared, a line each."""
        return "\n".join(map(folded, self.all_names))

    @cached_property
    def names_by_word(self) -> dict[str, list[int]]:
        """The places of these names by their words in small letters."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.all_names):
            for word in {token.casefold() for token in tokens(name)}:
                places.setdefault(word, []).append(place)
        return places

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each id in the text, counted from 0."""
        return {id_: place for place, id_ in enumerate(self.units)}

    @cached_property
    def _children(self) -> dict[str | None, list[Unit]]:
        children: dict[str | None, list[Unit]] = {}
        for unit in self.units.values():
            children.setdefault(unit.parent, []).append(unit)
        return children

    @cached_property
    def _by_page(self) -> dict[str, tuple[Unit, ...]]:
        pages: dict[str, list[Unit]] = {FULL_TEXT: list(self.units.values())}
        for unit in self.units.values():
            if unit.page != FULL_TEXT:
                pages.setdefault(unit.page, []).append(unit)
        return {page: tuple(units) for page, units in pages.items()}

    def on_page(self, page: str) -> tuple[Unit, ...]:
        """The clauses on a page, in the order of the text."""
        return self._by_page.get(page, ())

    def outer(self, one: str, other: str) -> Unit | None:
        """The one of two clauses that holds the other; None if they stand apart."""
        for outer, inner in ((one, other), (other, one)):
            if any(unit.id == inner for unit in self.within(outer)):
                return self.units[outer]
        return None

    def within(self, id_: str) -> Iterator[Unit]:
        """A clause and all that it holds, in the order of the text."""
        waiting = [self.units[id_]]
        while waiting:
            unit = waiting.pop()
            yield unit
            waiting += reversed(self._children.get(unit.id, ()))

    def between(self, first: str, last: str) -> Iterator[Unit]:
        """The clauses from the first of a range to the end of its last, in the order of the text."""
        end = max(self.order[unit.id] for unit in self.within(last))
        yield from self.in_order[self.order[first] : end + 1]

    def successor(self, id_: str) -> Unit | None:
        """The clause that links to a retired id lead to now; None if the list names none that exists."""
        seen: set[str] = set()
        while id_ in self.retired and id_ not in seen:
            seen.add(id_)
            id_ = self.retired[id_].successor
        return self.units.get(id_)


def _received(title: str, site: str | None, rows: list[tuple[Any, ...]], *others: Any) -> Published:
    units = (Unit(*row) for row in rows)
    return Published(title, site, {unit.id: unit for unit in units}, *others)


def read_published(name: str, data: bytes, *, whole: bool = False) -> tuple[Published | None, list[Problem]]:
    """Read `clauses.json`.

    Args:
        name: Its path or address.
        data: Its bytes.
        whole: Whether it is kept as it was parsed.

    Returns:
        What is published, or None if this is no list of clauses; the problems found.
    """
    source = Source(name)
    try:
        document = json.loads(data)
        version = document["format"]
        if version not in FORMATS:
            known = " or ".join(map(str, FORMATS))
            message = f"expected format {known} of clauses.json, found {json.dumps(version)}; install a newer "
            message += "mkdocs-declaration"
            return None, [Problem(Rule.UNREADABLE_SITE, message, source)]
        forms = {name: str(words["long"]) for name, words in document["instrument"].get("kinds", {}).items()}
        units = [_unit(clause, forms) for clause in document["clauses"]]
        retired = [
            Gone(str(entry["id"]), str(entry["successor"]), str(entry["reason"]))
            for entry in document.get("retired", ())
        ]
        gone = dict.fromkeys(map(str, document.get("gone", ())), "")
        gone |= {str(page): str(now) for page, now in document.get("moved", {}).items()}
        site = document.get("site")
        title = str(document["instrument"]["title"])
        names = set(_kinds(document))
        names.update(part for clause in document["clauses"] for part in _names(clause))
        kinds = document["instrument"].get("kinds", {})
        holders = {name: clause["parent"] for clause in document["clauses"] for name in _counted(clause, kinds)}
        _check_order(units)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        at = Position(error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else None
        message = "expected the clauses.json of a site, found no JSON; name that file, the site's address or its folder"
        return None, [Problem(Rule.UNREADABLE_SITE, message, source, at)]
    except (KeyError, TypeError, AttributeError, ValueError):
        message = "expected the clauses.json of a site, found other JSON; name that file, the site's address or its "
        return None, [Problem(Rule.UNREADABLE_SITE, f"{message}folder", source)]
    if site and not re.fullmatch(r"https?://[^\s\x00-\x1f\x7f-\x9f]+", str(site)):
        message = f"expected the address of the site (https://…) as 'site', found '{site}'; build it with a 'site_url'"
        return None, [Problem(Rule.UNREADABLE_SITE, message, source)]
    return (
        Published(
            title,
            f"{str(site).rstrip('/')}/" if site else None,
            {unit.id: unit for unit in units},
            {entry.id: entry for entry in retired},
            gone,
            frozenset(names - {""} - set(holders)),
            holders,
            groups={form(printed): id_ for id_, printed in _groups(document)},
            language=str(document["instrument"].get("language", "")),
            document=document if whole else {},
        ),
        [],
    )


def _check_order(units: list[Unit]) -> None:
    """Refuse clauses that stand before the one that holds them, or hold themselves."""
    known: set[str | None] = {None}
    for unit in units:
        if unit.parent not in known:
            raise ValueError(f"the clause '{unit.id}' does not stand in '{unit.parent}'")
        known.add(unit.id)


def _kinds(document: dict[str, Any]) -> Iterator[str]:
    """What the kinds of units are called that the text has, in format 2."""
    numbered = (clause for clause in document["clauses"] if clause.get("number") is not None)
    kinds = {str(clause.get("kind")) for clause in numbered} | {"paragraph"}
    for kind, forms in document["instrument"].get("kinds", {}).items():
        if kind.removesuffix("-plural") in kinds:
            for name in forms.values():
                yield from form(str(name)).split(".")


def _names(clause: dict[str, Any]) -> set[str]:
    """What stands with a number in print: `article` in `Article 5`."""
    own = {part for name in ("id", "number") for part in form(str(clause.get(name) or "")).split(".")}
    return {part for part in form(str(clause.get("printed") or "")).split(".") if not part.isdigit()} - own


def _groups(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Ids and printed numbers of groups whose counters the form of a number keeps; of equal ones, the first is last."""
    for clause in reversed(document["clauses"]):
        printed = str(clause.get("printed") or "")
        if east_asian.is_of_group(printed):
            yield str(clause["id"]), printed


def _counted(clause: dict[str, Any], kinds: dict[str, dict[str, str]]) -> set[str]:
    """What a unit that is counted in what holds it is called, one or several: `recital`, `recitals`."""
    if clause.get("kind") != "recital" or clause.get("number") is not None or not clause.get("parent"):
        return set()
    part = str(clause["id"]).rpartition(".")[2]
    written = {str(clause["label"]).rpartition(", ")[2].replace(part, " ")}
    several = str((clause.get("range") or {}).get("pinpoint", "")).rpartition(", ")[2].replace("{part}", " ")
    words = [str(kinds[name]["long"]) for name in re.findall(r"{([\w-]+)}", several) if name in kinds]
    written |= set(words) or {several}
    return {form(name) for name in written} - {""}


def _unit(clause: dict[str, Any], forms: Mapping[str, str]) -> Unit:
    return Unit(
        id=str(clause["id"]),
        label=str(clause["label"]),
        number=str(clause.get("number") or ""),
        eid=str(clause.get("eId") or ""),
        parent=None if clause["parent"] is None else str(clause["parent"]),
        page=str(clause["page"]),
        words=" ".join(str(clause[part]) for part in ("heading", "text") if clause[part]),
        guide=_SLOT.sub(lambda slot: forms.get(slot[1], slot[0]), str(clause.get("pinpoint") or "")),
    )


def read_terms(data: bytes) -> Terms | None:
    """Read `glossary.json`: the entries and what was retired; None if it is none."""
    try:
        document = json.loads(data)
        names = {
            str(term["id"]): tuple(str(term[name]) for name in ("name", "fullName") if term.get(name))
            for term in document["terms"]
        }
        retired = [
            Gone(str(term["id"]), str(term["successor"]), str(term["reason"])) for term in document.get("retired", ())
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Terms(names, {term.id: term for term in retired})
