"""What an author may write in an index of subjects."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from mkdocs_declaration.encoding.files.units import ID, SLUG
from mkdocs_declaration.encoding.shapes.shape import Of, Shape, entry, read_file
from mkdocs_declaration.encoding.shapes.values import Line, ListOf, OneOf
from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.glossary.subject import Listed, Subject, SubjectMap
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_declaration.problems import Position


@dataclass(frozen=True, kw_only=True, eq=False)
class SubjectData(Shape):
    """A subject of the index."""

    called: ClassVar[str] = "a subject"

    id: str = entry(
        SLUG, "The id, as in border-control; the entry's address is /subjects/#border-control.", required=True
    )
    name: str = entry(Line(), "The name that it stands under in the index.", required=True)
    also: tuple[str, ...] = entry(ListOf(Line()), "Other names, which the index leads from and the search finds.")
    see_also: tuple[str, ...] = entry(ListOf(SLUG), "The ids of subjects that are near to it.")
    clauses: tuple[str, ...] = entry(ListOf(ID), "The ids of the clauses that are about it.", required=True)


@dataclass(frozen=True, kw_only=True, eq=False)
class SubjectsData(Shape):
    """The file as a whole."""

    called: ClassVar[str] = "an index of subjects"

    format: str = entry(OneOf(("1",)), "The version of this format: 1.", required=True)
    subjects: tuple[SubjectData, ...] = entry(ListOf(Of(lambda: SubjectData)), "The subjects.", required=True)


def read_subjects(name: str, data: bytes) -> tuple[tuple[Subject, ...], SubjectMap, list[Problem]]:
    """Read an index of subjects.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        The subjects that could be read whole; where they are written; the problems found, those of subjects that share
        an id or a name included. What clauses the text has is not known here.
    """
    value, source, problems = read_file(SubjectsData, name, data)
    written = tuple(entry for entry in value.subjects if "id" not in entry.broken) if value else ()
    is_whole = not problems
    problems = [*problems, *_names(written, source), *_references(written, source)]
    places = SubjectMap(
        source,
        {entry.id: entry.where("id") for entry in reversed(written)},
        {
            entry.id: tuple(Listed(id_, at, is_again) for id_, at, is_again in entry.listed("clauses"))
            for entry in reversed(written)
        },
        is_whole,
    )
    subjects = tuple(
        Subject(id=entry.id, name=entry.name, also=entry.also, see_also=entry.see_also, clauses=entry.clauses)
        for entry in written
        if not entry.broken
    )
    return subjects, places, problems


def _names(subjects: Sequence[SubjectData], source: Source) -> Iterator[Problem]:
    """An id is that of one subject, and so is a name: case, width and kinds of blanks do not count."""
    ids: dict[str, Position] = {}
    names: dict[str, Position] = {}
    for subject in subjects:
        at = subject.where("id")
        if subject.id in ids:
            message = f"expected each id once, found '{subject.id}' again (first on line {ids[subject.id].line})"
            yield Problem(
                Rule.DUPLICATE_SUBJECT, f"{message}; merge the two or rename one", source, at, len(subject.id)
            )
        ids.setdefault(subject.id, at)
        own = [(subject.name, subject.where("name"))] if "name" not in subject.broken else []
        for name, place in (*own, *((name, place) for name, place, _ in subject.listed("also"))):
            key = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
            if key in names:
                message = f"expected each name once, found '{name}' again (first on line {names[key].line})"
                yield Problem(Rule.DUPLICATE_SUBJECT, f"{message}; leave it to one of them", source, place, len(name))
            names.setdefault(key, place)


def _references(subjects: Sequence[SubjectData], source: Source) -> Iterator[Problem]:
    """What is near to a subject is another subject, named once."""
    ids = {subject.id for subject in subjects}
    reported = 0
    for subject in subjects:
        for id_, at, is_again in subject.listed("see_also"):
            if is_again:
                message = f"expected each id once for 'see_also', found '{id_}' again; remove one"
            elif id_ == subject.id:
                message = f"expected another subject for 'see_also', found '{id_}' itself; remove it"
            elif id_ not in ids:
                close = near_miss(id_, ids) if reported < MAX_IN_FULL else ""
                message = f"expected the id of a subject for 'see_also', found '{id_}'{close}"
            else:
                continue
            reported += 1
            yield Problem(Rule.SEE_ALSO, message, source, at, len(id_))
