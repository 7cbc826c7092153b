"""What the search of the reader reads: small for its first view, whole for its answers.

| file | what it has | when it is fetched |
|---|---|---|
| `assets/search-start.json` | words of the interface, and where a reader may begin | when the search is opened |
| `assets/search.json` | divisions, clauses, terms and subjects; pages by their titles and main headings | with it |
| `assets/search-pages.json` | what is said in plain words, pages of authors | where the text has no sure answer |
| `assets/search-last.json` | such pages that are to be found last | where nothing else is found |

Other than the files that are listed for programs, these promise no form.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.glossary import relations
from mkdocs_declaration.instrument.buckets import IN_A_GROUP, beginnings
from mkdocs_declaration.instrument.places import AT_A_GLANCE, CHANGES, DOWNLOADS, GLOSSARY, SUBJECTS, address, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.glossary.subject import Subject
    from mkdocs_declaration.glossary.term import Term
    from mkdocs_declaration.instrument.model import Clause

START = "assets/search-start.json"
DATA = "assets/search.json"
PAGES = "assets/search-pages.json"
LAST = "assets/search-last.json"
FORMAT = 1
MAIN = 2
"""Headings down to this level (HTML: h1, h2) tell what a page is about; all else is in a file of its own."""
MOST_MENTIONED = 8
"""How many terms are offered to begin with."""
WORDS = (
    *("search", "search-placeholder", "search-loading", "search-sections", "search-terms", "search-contents"),
    *("search-none", "search-one", "search-other", "search-more", "search-unsure", "search-near", "search-also"),
    *("search-glossary", "search-help", "brief", "brief-note", "subjects", "not-loaded"),
)
"""The keys of the words that it shows."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page that an author wrote: what stands under one heading."""

    path: str
    """Its address, relative to the site's root."""
    title: str
    """The title of the page."""
    heading: str | None
    """The heading; None for the beginning of the page."""
    level: int
    """The level of the heading, from 1; 1 for the beginning of the page."""
    text: str
    """The words under it."""
    is_last: bool = False
    """Whether it is found only where nothing else is."""


def start(edition: Edition) -> bytes:
    """Write what the search shows before anything is asked.

    Args:
        edition: What is searched.

    Returns:
        JSON in UTF-8: `words` of the interface by their keys, `language` (BCP 47) and `direction` of the text,
        `divisions` and `terms` to begin with, each a title and an address relative to the site's root.
    """
    return _encoded(
        {
            "format": FORMAT,
            "language": edition.instrument.language,
            "direction": edition.instrument.direction,
            "words": {key: edition.words(key) for key in WORDS},
            "divisions": [
                (title, address(slug))
                for title, slug in beginnings(edition.instrument.divisions, edition.words, most=IN_A_GROUP)
            ],
            "terms": [[term.name, _term_path(term)] for term in most_mentioned(edition, MOST_MENTIONED)],
        }
    )


def data(edition: Edition, titles: Mapping[str, str], parts: Iterable[PagePart] = ()) -> bytes:
    """Write all that is searched.

    Args:
        edition: What is searched.
        titles: Titles of the pages of the edition, by their slugs.
        parts: Parts of the pages that authors wrote.

    Returns:
        JSON in UTF-8: `language` (BCP 47), `places` with the titles of the pages of the text, and `entries` in the
        order of the text: divisions, each before its clauses, terms, subjects, pages. An entry has `kind` (division,
        clause, term, subject, page), `path` relative to the site's root and `label`; where there are any, `heading` (of
        a unit or a part of a page, or the full name of a term), `text`, `names` (further forms of a term), `also` (what
        people call it), for a unit its `place` unless the page is its own, an index of `places`, and for a part of a
        sentence what stands `before` its words and its `number` as printed. The words are those of the text.
    """
    if "searched" not in edition.made:  # what a build writes before it has the pages of authors, and again with them
        edition.made["searched"] = _written(list(map(_without_blanks, _of_edition(edition))))
    further = _written([_without_blanks(entry) for entry in _pages(titles, parts)])
    entries = ",".join(listed[1:-1] for listed in (edition.made["searched"], further) if listed != "[]")
    places = [titles[slug] for slug in edition.instrument.pages]
    document = _written({"format": FORMAT, "language": edition.instrument.language, "places": places})
    return f'{document[:-1]},"entries":[{entries}]}}\n'.encode()


def _of_edition(edition: Edition) -> Iterator[dict[str, Any]]:
    """Entries of all that is searched but for pages."""
    places = {slug: index for index, slug in enumerate(edition.instrument.pages)}
    for clause in edition.instrument.clauses:
        yield _clause(clause, places) | _lead_in(edition, clause)
    for term in edition.glossary.terms:
        yield _term(edition, term)
    yield from map(_subject, edition.subjects.subjects)


def pages(edition: Edition, parts: Iterable[PagePart] = (), *, briefs: bool = False) -> bytes:
    """Write what is said beside the text: in plain words, and on the pages that authors wrote.

    Args:
        edition: What is searched.
        parts: Parts of these pages.
        briefs: Whether what is said in plain words is among it.

    Returns:
        JSON in UTF-8, of the form of `data`, with entries of the kinds `brief` and `page` that have a `text`.
    """
    entries = list(_briefs(edition)) if briefs else []
    entries += [_without_blanks(_part(part) | {"text": part.text}) for part in parts]
    return _encoded({"format": FORMAT, "language": edition.instrument.language, "places": [], "entries": entries})


def most_mentioned(edition: Edition, count: int) -> tuple[Term, ...]:
    """The organisations and instruments that most clauses mention, for a reader who looks for a beginning.

    Of a glossary that has none of them, its other terms.
    """
    glossary = edition.glossary
    named = [term for term in glossary.terms if term.kind in relations.PICTURED]
    return tuple(sorted(named or glossary.terms, key=lambda term: -len(glossary.mentioned_in[term.id]))[:count])


def _encoded(document: Mapping[str, Any]) -> bytes:
    return f"{_written(document)}\n".encode()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _clause(clause: Clause, places: Mapping[str, int]) -> dict[str, Any]:
    is_division = clause.text is None
    return {
        "kind": "division" if is_division else "clause",
        "path": place(clause),
        "label": clause.label,
        "also": clause.also,
        "heading": str(clause.heading or ""),
        "text": str(clause.text or ""),
        "place": None if clause.owns_page else places[clause.slug],
    }


def _lead_in(edition: Edition, clause: Clause) -> dict[str, Any]:
    """What a result shows before the words of a part of a sentence. The search does not look in it."""
    sentence = edition.sentences.get(clause.id)
    return {} if sentence is None else {"before": sentence.before, "number": clause.printed}


def _term_path(term: Term) -> str:
    return f"{address(GLOSSARY)}#{term.id}"


def _term(edition: Edition, term: Term) -> dict[str, Any]:
    definition = edition.glossary.definitions.get(term.id)
    defined = definition.words if definition is not None else None
    return {
        "kind": "term",
        "path": _term_path(term),
        "label": term.name,
        "heading": term.full_name,
        "also": term.also,
        "names": tuple(form for form in term.forms if form not in (term.name, term.full_name)),
        "text": " ".join(part for part in (defined, term.description, term.as_of, term.later) if part),
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "kind": "subject",
        "path": f"{address(SUBJECTS)}#{subject.id}",
        "label": subject.name,
        "also": subject.also,
    }


def _pages(titles: Mapping[str, str], parts: Iterable[PagePart]) -> Iterator[dict[str, Any]]:
    for slug in (GLOSSARY, AT_A_GLANCE, SUBJECTS, CHANGES, DOWNLOADS):
        if slug in titles:
            yield {"kind": "page", "path": address(slug), "label": titles[slug]}
    yield from (_part(part) for part in parts if part.level <= MAIN and not part.is_last)


def _briefs(edition: Edition) -> Iterator[dict[str, Any]]:
    """What is said in plain words of the whole and of each division."""
    instrument = edition.instrument
    whole = (instrument.brief, instrument.short_title, "")
    divisions = (
        (clause.brief, clause.title, address(clause.slug) if clause.owns_page else place(clause))
        for clause in instrument.clauses
        if clause.brief
    )
    for brief, label, path in (whole, *divisions):
        if brief:
            words = " ".join(sentence.text for sentence in brief)
            yield {"kind": "brief", "path": path, "label": label, "text": words}


def _part(part: PagePart) -> dict[str, Any]:
    return {"kind": "page", "path": part.path, "label": part.title, "heading": part.heading}


def _without_blanks(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value not in ("", None, ())}
