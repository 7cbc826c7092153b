"""Subjects: what clauses are about, as in the index at the back of a book, and what is wrong with such an index."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.glossary.alphabetical import by_letter, sorted_as
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.source_map import SourceMap
    from mkdocs_declaration.problems import Position, Source

__all__ = ["Subject", "Subjects"]

OPERATIVE = frozenset({"paragraph", "item", "subitem"})
"""Kinds of clauses that say what was agreed: each has a subject."""
RECITAL = "recital"
"""The kind of clauses that say why it was agreed."""
LARGEST = 3
"""A subject that has more than one of so many operative clauses tells nothing apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject of the index."""

    id: str
    """The id, as in `border-control`; the entry's address is `/subjects/#border-control`."""
    name: str
    """The name that it stands under."""
    also: tuple[str, ...] = ()
    """Other names, which lead to it."""
    see_also: tuple[str, ...] = ()
    """The ids of subjects that are near to it."""
    clauses: tuple[str, ...]
    """The ids of the clauses that are about it, in the author's order."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An id in a list of a subject, and where it is written."""

    id: str
    at: Position
    is_repeated: bool
    """Whether it stands in the list before."""


@dataclass(frozen=True, slots=True)
class SubjectMap:
    """The places of subjects in one file, so that a problem found later points at the author's line."""

    source: Source
    """The file."""
    ids: Mapping[str, Position] = field(default_factory=dict)
    """Where the id of a subject is stated, by the id."""
    clauses: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    """The clauses of each subject as they are written, by the id of the subject."""
    is_whole: bool = True
    """Whether all subjects could be read, so that what none has is missing."""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index."""

    name: str
    """The name that it stands under."""
    subject: Subject
    """The subject, or for another name the one that it leads to."""

    @property
    def is_reference(self) -> bool:
        """Whether it is another name, which leads to the subject."""
        return self.name != self.subject.name


@dataclass(frozen=True)
class Subjects:
    """The index of subjects of an instrument."""

    subjects: tuple[Subject, ...] = ()
    """In alphabetical order of their names."""
    clauses: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    """The clauses of each, in the order of the text, by the id of the subject."""

    @cached_property
    def by_id(self) -> dict[str, Subject]:
        """The subjects by id."""
        return {subject.id: subject for subject in self.subjects}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each subject in the order of names, counted from 0, by its id."""
        return {subject.id: place for place, subject in enumerate(self.subjects)}

    @cached_property
    def recitals(self) -> dict[str, tuple[Clause, ...]]:
        """Those of the clauses of each that are recitals, by the id of the subject."""
        return {
            id_: tuple(clause for clause in clauses if clause.kind == RECITAL) for id_, clauses in self.clauses.items()
        }

    @cached_property
    def of(self) -> dict[str, tuple[Subject, ...]]:
        """The subjects of each clause that has any, by the id of the clause."""
        found: dict[str, list[Subject]] = {}
        for subject in self.subjects:
            for clause in self.clauses[subject.id]:
                found.setdefault(clause.id, []).append(subject)
        return {id_: tuple(subjects) for id_, subjects in found.items()}

    @cached_property
    def letters(self) -> dict[str, tuple[IndexLine, ...]]:
        """The lines of the index in alphabetical order, subjects and other names, by the letter they begin with."""
        entries = [IndexLine(name, subject) for subject in self.subjects for name in (subject.name, *subject.also)]
        return by_letter(entries, lambda entry: (entry.name, entry.subject.id))


def collect(subjects: Collection[Subject], instrument: Instrument) -> Subjects:
    """Make the index of an instrument.

    Args:
        subjects: The subjects, which name clauses of the instrument.
        instrument: The instrument.
    """
    clauses = {
        subject.id: tuple(instrument.by_id[id_] for id_ in sorted(subject.clauses, key=instrument.order.__getitem__))
        for subject in subjects
    }
    return Subjects(tuple(sorted(subjects, key=lambda subject: (sorted_as(subject.name), subject.id))), clauses)


def check(written: SubjectMap, instrument: Instrument, source_map: SourceMap) -> Iterator[Problem]:
    """Hold an index against the text.

    Args:
        written: The subjects, and where they are written.
        instrument: The instrument.
        source_map: Where its clauses are written.
    """
    yield from _unknown_clauses(written, instrument)
    operative = [clause for clause in instrument.clauses if clause.kind in OPERATIVE]
    yield from _broad(written, {clause.id for clause in operative})
    if written.is_whole:
        yield from _without_subject(written, operative, source_map)


def _unknown_clauses(written: SubjectMap, instrument: Instrument) -> Iterator[Problem]:
    """A subject names clauses of the text, each once."""
    reported = 0
    for clauses in written.clauses.values():
        for listed in clauses:
            clause = instrument.by_id.get(listed.id)
            if listed.is_repeated:
                message = f"expected each clause once, found '{listed.id}' again; remove one"
            elif clause is None:
                # Of so many problems no more than these are read, and looking for near ones takes its time.
                close = near_miss(listed.id, instrument.by_id) if reported < MAX_IN_FULL else ""
                message = f"expected the id of a clause, found '{listed.id}'{close}"
            elif clause.text is None:
                message = f"expected a clause that has words, found '{listed.id}', which has none; name those within it"
            else:
                continue
            reported += 1
            yield Problem(Rule.SUBJECT_CLAUSE, message, written.source, listed.at, len(listed.id))


def _broad(written: SubjectMap, operative: Collection[str]) -> Iterator[Problem]:
    """No subject has more than a third of the operative clauses, and none needs to have less than one."""
    most = max(1, len(operative) // LARGEST)
    for id_, clauses in written.clauses.items():
        count = len({listed.id for listed in clauses} & set(operative))
        if count > most:
            message = f"expected at most {most} of {len(operative)} clauses, found {count}; split the subject '{id_}'"
            yield Problem(Rule.BROAD_SUBJECT, message, written.source, written.ids[id_], len(id_))


def _without_subject(written: SubjectMap, operative: Collection[Clause], source_map: SourceMap) -> Iterator[Problem]:
    """Each operative clause has a subject."""
    named = {listed.id for clauses in written.clauses.values() for listed in clauses}
    for clause in operative:
        if clause.id not in named:
            message = f"expected a subject for {clause.label}, found none; name '{clause.id}' in {written.source.name}"
            at = source_map.ids.get(clause.id)
            yield Problem(Rule.WITHOUT_SUBJECT, message, source_map.source, at)
