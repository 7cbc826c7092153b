"""Addresses that are certainly wrong, put right in the files of documents.

What is changed is proven by reading the changed file: the links that were meant lead where they ought to, all others
and all quotations are as they were, and each change is needed. What is not proven is not changed.
"""

from __future__ import annotations

import codecs
import itertools
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.links.relative import located
from mkdocs_declaration.documents.links.written import occurrences, replacement, rewritten
from mkdocs_declaration.documents.readers import READERS, TEXTS, read_document
from mkdocs_declaration.foundation import utf8
from mkdocs_declaration.foundation.edits import LINE_END, Edit, edited, with_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.documents.links.addresses import Addresses

MAX_ATTEMPTS = 200
"""How often a file is read to find out what stands for an address in it."""
UNCERTAIN = "where it stands in the file is not certain, or it stands in quoted words"
"""Why an address is not put right in a text."""
OBSTACLES = {
    "word": "Word documents are not written, since an address may stand in fields and revisions of several parts",
    "opendocument": "OpenDocument files are not written, since an address may stand in revisions and several parts",
    "pdf": "a PDF is a print; put the address right in what it was made from",
}
"""Why no address is put right in a format, by the module that reads it."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A link whose address is to be put right."""

    address: str
    """The address, as the document means it."""
    right: str
    """The right one."""
    line: int
    """Where it stands, as the reader of the document tells it."""
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """A file in which addresses were put right."""

    data: bytes
    """Its bytes."""
    edits: tuple[tuple[Edit, ...], ...]
    """What was changed for each of the links that were to be put right; empty where that was not possible."""
    links: int
    """How many links were put right."""
    left: int
    """How many were not."""
    obstacle: str = ""
    """Why these were not, if there are any."""


def correct(addresses: Addresses, name: str, data: bytes, wrong: Sequence[Wrong], where: str = "") -> Corrected:
    """Put addresses right.

    Args:
        addresses: What addresses in the site mean.
        name: The path of the file; the ending tells the format.
        data: Its bytes.
        wrong: The links, all those of the file that have one of their addresses.
        where: The address that the file is published at; empty if that is not known.
    """
    reader = READERS.get(PurePath(name).suffix.casefold(), "")
    obstacle = OBSTACLES.get(reader, "" if reader in TEXTS or reader == "notebook" else UNCERTAIN)
    decoded = utf8.decode(data, LINE_END)
    if obstacle or decoded.invalid is not None:
        return Corrected(data, ((),) * len(wrong), 0, len(wrong), obstacle or UNCERTAIN)
    needed, links, left = _File(addresses, name, reader, decoded.text, tuple(wrong), where=where).needed()
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    after = mark + edited(decoded.text, needed).encode()
    return Corrected(after, _by_link(wrong, needed, reader), links, left, UNCERTAIN if left else "")


def _by_link(wrong: Sequence[Wrong], edits: Mapping[Edit, str], reader: str) -> tuple[tuple[Edit, ...], ...]:
    """The changes of each link: the one that stands where it does or, of a link by name, all that stand elsewhere.

    Where no link is by name, what stands elsewhere is a definition that nothing refers to, and changes with each.
    """
    own: dict[Edit, Wrong] = {}
    for link in wrong if reader != "notebook" else ():
        columns = range(link.column, link.column + link.length)
        own.update({edit: link for edit in edits if edit.line == link.line and edit.column in columns})
    mine: dict[Wrong, list[Edit]] = {}
    elsewhere: dict[str, list[Edit]] = {}
    for edit, address in edits.items():
        holder = mine.setdefault(own[edit], []) if edit in own else elsewhere.setdefault(address, [])
        holder.append(edit)
    by_name = {link.address for link in wrong if link not in mine}
    all_edits = []
    for link in wrong:
        # What nothing refers to by name is not told while its address stands elsewhere, and would be from then on.
        is_further = link not in mine or link.address not in by_name
        all_edits.append((*mine.get(link, ()), *(elsewhere.get(link.address, ()) if is_further else ())))
    return tuple(all_edits)


@dataclass(frozen=True)
class _Reading:
    """What a text has in it."""

    links: tuple[str, ...]
    quotations: tuple[str, ...]


@dataclass
class _Proven:
    """Changes of a file that are accepted, all of them read together."""

    edits: list[Edit] = field(default_factory=list)
    places: set[int] = field(default_factory=set)
    """The places of the links that they put right."""
    attempts: int = 0
    """How often the file was read."""


class _File:
    """Looks for what is to be changed in one file."""

    def __init__(
        self, addresses: Addresses, name: str, reader: str, text: str, wrong: tuple[Wrong, ...], *, where: str
    ) -> None:
        self._where = where
        self._addresses, self._name, self._reader, self._text, self._wrong = addresses, name, reader, text, wrong
        self._lines = with_ends(text)
        self._right = {link.address: link.right for link in wrong}
        self._read = lru_cache(maxsize=1)(self._reading)
        self._before = self._read(text)

    def _reading(self, text: str) -> _Reading | None:
        document, _ = read_document(self._name, text.encode())
        if document is None:
            return None
        document = located(document, self._where)
        return _Reading(document.addresses, tuple(quotation.words for quotation in document.quotations))

    def needed(self) -> tuple[dict[Edit, str], int, int]:
        """The changes, each with the address that it puts right; how many links are put right, and how many are not."""
        if self._before is None:
            return {}, 0, len(self._wrong)
        waiting = {place for place, address in enumerate(self._before.links) if address in self._right}
        total = len(waiting)
        told = {} if self._reader == "notebook" else self._told()
        if len(told) == total and self._changed(told) == waiting:
            return told, total, 0
        possible = told | self._occurrences()
        groups: dict[str, list[Edit]] = {}
        for edit, address in possible.items():
            groups.setdefault(address, []).append(edit)
        proven = _Proven()
        for address, edits in groups.items():
            places = {place for place in waiting if self._before.links[place] == address}
            mine = [edit for edit in edits if edit in told]
            if places and not (len(mine) == len(places) and self._accept(proven, mine, places)):
                self._accept_some(proven, edits, places)
        return {edit: possible[edit] for edit in proven.edits}, len(proven.places), total - len(proven.places)

    def _accept_some(self, proven: _Proven, edits: Iterable[Edit], places: set[int]) -> None:
        """Accept those changes of one address that are needed: one by one, then those that need one another."""
        others = []
        for edit in edits:
            if places <= proven.places or proven.attempts == MAX_ATTEMPTS:
                return
            if not self._accept(proven, [edit], places) and self._keeps_quotations([*proven.edits, edit]):
                others.append(edit)
        after = self._after(proven, others, places)
        if after is None or after == proven.places:
            return
        for edit in tuple(others):
            fewer = [other for other in others if other != edit]
            if self._after(proven, fewer, places) == after:
                others = fewer
        self._accept(proven, others, places)

    def _accept(self, proven: _Proven, edits: Sequence[Edit], places: set[int]) -> bool:
        """Accept changes that put links of these places right and change nothing else, with those accepted before."""
        after = self._after(proven, edits, places)
        if after is None or after == proven.places:
            return False
        proven.edits += edits
        proven.places = after
        return True

    def _after(self, proven: _Proven, edits: Iterable[Edit], places: set[int]) -> set[int] | None:
        """The places that are right after further changes; None if they change anything else, or too much was read."""
        if proven.attempts == MAX_ATTEMPTS:
            return None
        proven.attempts += 1
        after = self._changed([*proven.edits, *edits])
        return after if after is not None and proven.places <= after <= proven.places | places else None

    def _keeps_quotations(self, edits: Iterable[Edit]) -> bool:
        """Whether changes leave all quoted words as they are; one that does not is none that others could make good."""
        before, after = self._before, self._read(edited(self._text, edits))
        return before is not None and after is not None and before.quotations == after.quotations

    def _changed(self, edits: Iterable[Edit]) -> set[int] | None:
        """The places of the links that changes put right; None if they change anything else."""
        before, after = self._before, self._read(edited(self._text, edits))
        if before is None or after is None or len(before.links) != len(after.links):
            return None
        if before.quotations != after.quotations:
            return None
        changed = set()
        for place, (old, new) in enumerate(zip(before.links, after.links, strict=True)):
            if old == new:
                continue
            target = self._addresses.target(new)
            if target is None or target.error is not None or target.address != self._right.get(old):
                return None
            changed.add(place)
        return changed

    def _told(self) -> dict[Edit, str]:
        """The changes where the reader tells that links stand, with their addresses."""
        found = {}
        for link in self._wrong:
            start = link.column - 1
            line = self._lines[link.line - 1] if 1 <= link.line <= len(self._lines) and start >= 0 else ""
            if (edit := self._edit(link, link.line, start, line[start : start + link.length])) is not None:
                found[edit] = link.address
        return found

    def _occurrences(self) -> dict[Edit, str]:
        """The changes wherever an address stands in the file, with these addresses."""
        starts = [0, *itertools.accumulate(map(len, self._lines))]
        found = {}
        for link in {link.address: link for link in self._wrong}.values():
            for start, end in occurrences(self._text, link.address, self._reader):
                line = bisect_right(starts, start)
                edit = self._edit(link, line, start - starts[line - 1], self._text[start:end])
                if edit is not None:
                    found[edit] = link.address
        return found

    def _edit(self, link: Wrong, line: int, start: int, written: str) -> Edit | None:
        new = rewritten(link.address, link.right, self._addresses.bases)
        if LINE_END.search(written) or (found := replacement(written, link.address, new, self._reader)) is None:
            return None
        offset, text = found
        return Edit(line, start + offset + 1, len(written) - offset, text)
