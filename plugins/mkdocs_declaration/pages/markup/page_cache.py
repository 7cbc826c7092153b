"""`mkdocs serve`: the content of a page of the text is taken again while all that it is made of stays as it was.

What it is made of are its own clauses, and of others what a page shows of them: their names, their addresses, the
beginnings of their words. A test edits texts at random and holds what is remembered against what is made anew.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mkdocs_declaration.instrument.model import Clause
from mkdocs_declaration.instrument.ranges import JOIN
from mkdocs_declaration.instrument.references.search import CrossReference
from mkdocs_declaration.instrument.text.text import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import jinja2

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.text.text import Span, Text

    MadeOf: TypeAlias = tuple[object, ...]
    Linked: TypeAlias = Mapping[str, Sequence[Span | CrossReference]]

_TEMPLATES = (
    *("text.html", "clause.html", "brief.html", "handles.html", "note.html", "place.html", "running-head.html"),
    *("elsewhere.html", "around.html", "structured-data.html"),
)
"""The templates that a page of the text is made with."""
_FOLDER = Path(__file__).parents[1] / "templates"
_OWN = attrgetter(*(field.name for field in dataclasses.fields(Clause) if field.name not in ("children", "steps")))
"""What a clause is beside what it holds, which are clauses of their own with their parents."""


class PageMemory:
    """The pages of the last build, each with what it was made of."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._last: dict[str, tuple[MadeOf, str]] = {}
        self._pages: dict[str, tuple[MadeOf, str]] = {}

    def begin(self) -> None:
        """Begin a build: what it does not make is forgotten."""
        self._last, self._pages = self._pages, {}

    def page(self, slug: str, made_of: MadeOf, render: Callable[[], str]) -> str:
        """A page as it was made of the same, or as it is made now.

        Args:
            slug: The slug of the page.
            made_of: All that it is made of, in values that can be compared.
            render: What makes it.
        """
        known, html = self._last.get(slug, (None, ""))
        self._pages[slug] = made_of, html if known == made_of else render()
        return self._pages[slug][1]


MEMORY = PageMemory()
"""What the server of this process remembers; MkDocs makes plugins anew for each build."""


def can_remember(templates: jinja2.Environment) -> bool:
    """Whether pages of the text are made with templates of the package alone, of which it is known what they read.

    Args:
        templates: The templates.
    """
    return all(Path(templates.get_template(name).filename or "").parent == _FOLDER for name in _TEMPLATES)


def made_of(edition: Edition, language: str, on_page: Sequence[Clause], context: Mapping[str, Any]) -> MadeOf:
    """Tell what a page of the text is made of.

    Args:
        edition: The edition.
        language: The language of the interface (BCP 47).
        on_page: The clauses of the page.
        context: What its template is given.

    Returns:
        Values that are equal if, and only if, nothing that the page shows has changed.
    """
    instrument = edition.instrument
    rests = [
        [(_shown(edition, instrument.by_id[id_]), instrument.by_id[id_].parent) for id_ in sentence.rests_on]
        for clause in on_page
        for sentence in clause.brief
    ]
    return (*made_of_units(edition, language, on_page, context["linked"]), rests, *_around(edition, context))


def is_whole(clause: Clause) -> bool:
    """Whether all that a division holds stands on one page, and the division owns it.

    Args:
        clause: The division.
    """
    return clause.owns_page and all(unit.slug == clause.slug for unit in clause.walk())


def made_of_units(edition: Edition, language: str, units: Sequence[Clause], linked: Linked) -> MadeOf:
    """Tell what the markup of clauses is made of.

    Args:
        edition: The edition.
        language: The language of the interface (BCP 47).
        units: The clauses.
        linked: The links in each, by its id.

    Returns:
        Values that are equal if nothing that is shown has changed.
    """
    instrument = edition.instrument
    whole = (
        *(instrument.id, instrument.kind, instrument.adopted),  # which structured data have
        *(edition.words.identity, language, instrument.language, instrument.direction, instrument.short_title),
        *(instrument.title, edition.site_url, bool(edition.subjects.subjects)),
    )
    links = [linked[unit.id] for unit in units]
    targets = [clause.slug for clause in _targets(edition, units, linked)]
    former = [(edition.former_ids.get(unit.id), edition.unacknowledged.get(unit.id)) for unit in units]
    holder = instrument.by_id.get(units[0].parent or "") if units else None
    return (whole, list(map(_OWN, units)), links, targets, former, holder and holder.slug)


def _around(edition: Edition, context: Mapping[str, Any]) -> Iterator[object]:
    """What a page shows of others."""
    pages = edition.instrument.pages
    for name in ("briefs", "place_names", "has_counted"):
        yield context[name]
    yield [(slug, pages[slug].division.title if slug else None) for slug in (context["previous"], context["following"])]
    retired, moved = context["retired_at"], context["moved"]
    yield retired and _shown(edition, retired)
    yield [(old, _shown(edition, clause), pages[clause.slug].division.title) for old, clause in moved.items()]
    yield [(_shown(edition, clause), _named(about)) for clause, about in context["about"]]
    yield [
        (_shown(edition, clause), [_shown(edition, other) for other in others], more)
        for clause, others, more in context["referring"]
    ]
    yield [
        (
            *(_shown(edition, relation.clause), _named(relation.terms), _named(relation.subjects)),
            [_shown(edition, clause) for clause in relation.here],
        )
        for relation in context["related"]
    ]


def _shown(edition: Edition, clause: Clause) -> MadeOf:
    """What a page shows of a clause that stands elsewhere."""
    words = clause.text.plain[:200] if clause.text is not None else None
    named = clause.label, clause.slug, clause.printed, clause.number, clause.counted, clause.kind
    return (clause.id, *named, words, clause.id in edition.sentences)


def _named(entries: Iterable[Any]) -> list[tuple[str, str]]:
    return [(entry.id, entry.name) for entry in entries]


def _targets(edition: Edition, units: Iterable[Clause], linked: Linked) -> Iterator[Clause]:
    """What the links of clauses lead to, and footnotes."""
    by_id = edition.instrument.by_id
    for clause in units:
        for link in linked[clause.id]:
            if isinstance(link, CrossReference):
                yield by_id[link.targets[0]]
        for text in (clause.heading, clause.text):
            if text is not None and (text.links or text.marks):
                yield from (by_id[id_] for id_ in _ids(text))


def _ids(text: Text) -> Iterator[str]:
    """The ids to which links lead that are written in a text, and those of its footnotes."""
    for link in text.links:
        if link.target.startswith("#") and link.target != NOWHERE:
            yield link.target.removeprefix("#").partition(JOIN)[0]
    for mark in text.marks:
        yield mark.target
