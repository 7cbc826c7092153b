"""What a number or a label names on a published site: a clause or a range, with address, words and citations.

This is the search of numbers for programs: `mkdocs-declaration resolve` and other people's scripts ask it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.documents.links.meanings import Meanings
from mkdocs_declaration.documents.links.retrieval import retrieve, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.documents.links.published import Published, Unit
    from mkdocs_declaration.problems import Problem

__all__ = ["Resolution", "Resolver", "resolve"]

_SLOT = re.compile(r"{([\w-]+)}")
_BRACKET = re.compile(r"(?<=[\w)])\(")
_PART = "{part}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A clause or a range of clauses that was named."""

    id: str
    """Its id, as in `1.3.ii` or `1.1~1.3`."""
    label: str
    """Its label, as in `paragraph 1.3(ii)`."""
    address: str
    """Its lasting address: the short link of a clause, the place of a range on its page."""
    words: str
    """Its words, a unit a line, each with its number as printed."""
    before: str
    """What leads to its words in their sentence: `1.3 Recalling … especially through:`; empty if nothing does."""
    after: str
    """The closing words that end the sentence; empty if there are none."""
    citations: Mapping[str, str]
    """How it is cited, by style: `plain`, `oscola` …"""
    in_text: Mapping[str, str]
    """What stands in the text of a paper, by the styles whose citations have no pinpoint: `apa`, `mla`."""
    locators: Mapping[str, str]
    """What is pasted into a manuscript to cite it beside the record of the whole, by program: `pandoc` and `biblatex`,
    as in `[@treaty, para. 1.3(ii)]`; `suffix` for the field of that name of Zotero, and that of pages in Word. Empty
    where a site that was built earlier does not say how they are made."""


class Resolver:
    """Finds what is named in a published site."""

    def __init__(self, published: Published, site: str = "") -> None:
        """Take the site.

        Args:
            published: The site as it was read, with the list of clauses as it was parsed, in format 2.
            site: The address of the site with a slash at its end, where the list does not state it.
        """
        self._published, document = published, published.document
        self._instrument: Mapping[str, Any] = document["instrument"]
        self._clauses: Mapping[str, Mapping[str, Any]] = {clause["id"]: clause for clause in document["clauses"]}
        self._site = site or published.site or ""

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self._published)

    def resolve(self, written: str, *, today: str = "") -> Resolution | None:
        """Find what is named.

        Args:
            written: An id, a number as printed or cited, a label, an eId, a range (`2.1–2.2(iii)`).
            today: The day of access for the styles that want it, in words.

        Returns:
            What is certainly meant; None if nothing is.
        """
        meant = self._meanings.passage(written)
        if meant is None:
            return None
        first, last = sorted(meant, key=lambda unit: self._published.order[unit.id])
        if first is not last and (outer := self._published.outer(first.id, last.id)) is not None:
            first = last = outer
        return self._resolution(first, last, today)

    def nearest(self, written: str) -> Unit | None:
        """The clause that is nearest to what names none; None if none is near."""
        return self._meanings.nearest(written)

    def _resolution(self, first: Unit, last: Unit, today: str) -> Resolution:
        is_one = first is last
        id_ = first.id if is_one else f"{first.id}~{last.id}"
        page = first.page if first.page == last.page else "full-text/"
        address = f"{self._site}{self._clauses[id_]['permalink']}" if is_one else f"{self._site}{page}#{id_}"
        forms = self._forms(first, last)
        values = forms | {"link": address, "today": today}
        units = list(self._published.between(first.id, last.id))
        outermost = [self._sentence(unit) for unit in units if unit.parent not in {one.id for one in units}]
        return Resolution(
            id_,
            forms["long"],
            address,
            "\n".join(filter(None, (self._line(unit) for unit in units))),
            outermost[0]["before"],
            outermost[-1]["after"],
            {style: _filled(pattern, values) for style, pattern in self._instrument["citations"].items()},
            {style: _filled(pattern, values) for style, pattern in self._instrument.get("inText", {}).items()},
            self._locators(forms),
        )

    def _locators(self, forms: Mapping[str, str]) -> dict[str, str]:
        """The locators, in which signs that a program keeps for itself are escaped."""
        locators: dict[str, str] = {}
        for program, pattern in self._instrument.get("locators", {}).items():
            signs = self._instrument.get("escapes", {}).get(program, {})
            escaped = {form: "".join(signs.get(sign, sign) for sign in words) for form, words in forms.items()}
            locators[program] = _filled(pattern, {**escaped, "key": self._instrument["id"]})
        return locators

    def _sentence(self, unit: Unit) -> Mapping[str, str]:
        """What stands around the words of a unit; lists of clauses that were published earlier do not tell."""
        return self._clauses[unit.id].get("sentence") or {"before": "", "after": ""}

    def _line(self, unit: Unit) -> str:
        clause = self._clauses[unit.id]
        return " ".join(filter(None, (clause["printed"], clause["heading"], clause["text"])))

    def _forms(self, first: Unit, last: Unit) -> dict[str, str]:
        """The label in each form of pinpoints, as `clauses.json` says that it is made."""
        pinpoint = self._pinpoint(self._clauses[first.id], self._clauses[last.id])
        forms: dict[str, str] = {}
        kinds, brackets = self._instrument["kinds"], self._instrument.get("brackets", {})
        for form in next(iter(kinds.values())):
            label = _filled(pinpoint, {kind: words[form] for kind, words in kinds.items()})
            forms[form] = brackets.get(form, "(").join(_BRACKET.split(label))
        if "long" in forms and (label := self._label(self._clauses[first.id], self._clauses[last.id])):
            forms["long"] = label
        return forms

    def _label(self, first: Mapping[str, Any], last: Mapping[str, Any]) -> str:
        """The label in a language other than that of guides; empty if there is none."""
        ends = {end["label"]: end["part"] for end in last.get("names", ())}
        for start in first.get("names", ()):
            if first is last:
                return str(first["label"])
            if start["label"] in ends:
                before, _, after = start["label"].rpartition(_PART)
                return f"{before}{start['part']}{self._instrument['join']}{ends[start['label']]}{after}"
        return ""

    def _pinpoint(self, first: Mapping[str, Any], last: Mapping[str, Any]) -> str:
        if first is last:
            return str(first["pinpoint"])
        ends = {end["pinpoint"]: end["part"] for end in (last["range"], *last["spans"]) if end}
        for start in (first["range"], *first["spans"]):
            if start and start["pinpoint"] in ends:
                before, _, after = start["pinpoint"].rpartition(_PART)
                return f"{before}{start['part']}–{ends[start['pinpoint']]}{after}"
        name = last["tail"] if first["parent"] == last["parent"] else last["pinpoint"]
        return _filled(self._instrument["range"], {"first": first["pinpoint"], "last": name})


def resolve(where: str, written: str, today: str = "") -> tuple[Resolution | None, Unit | None, list[Problem]]:
    """Ask a site what a number, a label or an address names.

    Args:
        where: The site, as `retrieval.retrieve` takes it.
        written: What is asked for, as `Resolver.resolve` takes it.
        today: The day of access for the styles that want it, in words.

    Returns:
        What is certainly meant, or None; the nearest clause where nothing is; the problems found: without any of them
        the site was read.
    """
    published, addresses, problems = retrieve(where, whole=True)
    if published is None:
        return None, None, problems
    try:
        resolver = Resolver(published, addresses[-1] if addresses else "")
        found = resolver.resolve(written, today=today)
        return found, None if found else resolver.nearest(written), []
    except (KeyError, TypeError, AttributeError, ValueError, StopIteration):
        return None, None, [unreadable(where, "its clauses.json is not of format 2, which says how clauses are cited")]


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    """A pattern with values for the names in its braces; names without a value stay."""
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), pattern)
