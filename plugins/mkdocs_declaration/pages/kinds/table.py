"""The kinds of pages that a site of an instrument has: a function a kind, and a table of them."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.glossary import mentions, relations
from mkdocs_declaration.instrument import interface_ids
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.places import AT_A_GLANCE, CHANGES, DOWNLOADS, FULL_TEXT, GLOSSARY, HOME, SUBJECTS
from mkdocs_declaration.instrument.text.text import first_words
from mkdocs_declaration.pages.head import structured_data
from mkdocs_declaration.pages.markup.templating import glossary_context
from mkdocs_declaration.pages.values.page import Heading, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.markup.templating import Renderer
    from mkdocs_declaration.pages.values.page import Download

DESCRIBED = 300
"""How many characters of a clause describe it to search engines, and where a link is unfurled."""
LONG = 1000
"""A text of more clauses than this is long: on one page, a browser lays its divisions out as they come into view."""
UNDATED = "undated"
"""What stands for a day that was not recorded in ids of the page of changes."""


@dataclass(frozen=True, slots=True)
class Site:
    """What pages are made of."""

    renderer: Renderer
    """The edition with its templates."""
    downloads: Sequence[Download] = ()
    """The files to take away, in the order in which they are listed."""

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.renderer.edition

    @property
    def words(self) -> Catalogue:
        """The words of the interface."""
        return self.renderer.edition.words

    @property
    def newest(self) -> datetime.date | None:
        """The day of the last change, if there is a page of changes to lead to."""
        newest = self.edition.newest
        return datetime.date.fromisoformat(newest) if newest and CHANGES not in self.edition.omitted else None

    @property
    def licence(self) -> str:
        """The address of the terms under which the copy may be used; empty if there is none."""
        return self.renderer.imprint.licence_url if self.renderer.imprint is not None else ""


def pages(renderer: Renderer, downloads: Sequence[Download] = ()) -> tuple[Page, ...]:
    """Make all pages, in the order of the table.

    Args:
        renderer: The edition with its templates.
        downloads: The files to take away, in the order in which they are listed; without any they have no page.
    """
    site = Site(renderer, downloads)
    return tuple(page for kind in KINDS for page in kind(site))


def _home(site: Site) -> Iterator[Page]:
    instrument = site.edition.instrument
    cited = {
        style: citations.cite_on_page(style, instrument, site.words, link=site.edition.site_url) for style in STYLES
    }
    html = site.renderer.render(
        "home.html",
        HOME,
        slugs=list(instrument.pages),
        citations=cited,
        has_briefs=any(
            division.brief for page in instrument.pages.values() for division in (*page.groups, page.division)
        ),
        newest=site.newest,
        structured=structured_data.whole(instrument, site.renderer.location(HOME), licence=site.licence),
    )
    title = site.words("home")
    description = instrument.summary or instrument.title
    yield Page(HOME, title, description, (Heading(title, "_declaration"),), interface_ids.linked(HOME), html)


def _texts(site: Site) -> Iterator[Page]:
    """The pages of the text, in its order."""
    slugs = [None, *site.edition.instrument.pages, None]
    for previous, slug, following in zip(slugs, slugs[1:], slugs[2:], strict=False):
        if slug is not None:
            yield _text(site, slug, previous, following)


def _text(site: Site, slug: str, previous: str | None, following: str | None) -> Page:
    edition = site.edition
    division, outermost = edition.instrument.pages[slug].division, edition.instrument.pages[slug].outermost
    on_page = edition.instrument.by_page[slug]
    moved = edition.moved.get(slug, {})
    context: dict[str, Any] = {
        "outermost": outermost,
        "briefs": sum(bool(clause.brief) for clause in on_page),
        "place_names": _place_names(edition, division),
        "linked": mentions.linked(edition.glossary, on_page, edition.references.by_clause),
        "only": slug,
        "has_counted": any(clause.counted for clause in on_page),
        "moved": moved,
        "retired_at": edition.successors.get(slug) if slug not in moved else None,
        "about": relations.also_about(edition.subjects, on_page),
        "referring": relations.referring(edition.instrument, edition.references, on_page),
        "related": relations.elsewhere(edition.instrument, edition.glossary, edition.subjects, on_page),
        "sentences": edition.sentences,
        "previous": previous,
        "following": following,
    }
    location = site.renderer.location(slug)
    described = partial(structured_data.part, division, edition.instrument, location, licence=site.licence)
    html = site.renderer.text(slug, on_page, context, described)
    words = _first_of(clause.words for clause in division.walk() if clause.text)
    ids = {*interface_ids.linked(None), *moved}
    for clause in on_page:
        ids |= {clause.id, *edition.former_ids.get(clause.id, ())}
    return Page(
        slug,
        division.title,
        first_words(words, DESCRIBED) or edition.instrument.title,
        (Heading(division.title, division.id, _contents(division, slug)),),
        frozenset(ids),
        html,
    )


def _first_of(texts: Iterable[str]) -> str:
    """As many of some texts, joined by blanks, as have more characters than a description."""
    words = ""
    for text in texts:
        words = f"{words} {text}" if words else text
        if len(words) > DESCRIBED:
            break
    return words


def _place_names(edition: Edition, division: Clause) -> list[str]:
    """Where a page is in the text: the groups around its division, outermost first, and the division."""
    places = [division.label]
    parent = division.parent
    while parent is not None:
        group = edition.instrument.by_id[parent]
        places.insert(0, group.printed or (group.heading.plain if group.heading else group.label))
        parent = group.parent
    return places


def _contents(clause: Clause, slug: str) -> tuple[Heading, ...]:
    """Divisions and paragraphs by number, with their heading or first words; the items of a paragraph that is alone."""
    children = [child for child in clause.children if child.slug == slug and child.kind not in ("table", "footnote")]
    is_alone = len(children) == 1 and clause.owns_page
    return tuple(
        Heading(
            " ".join(filter(None, (child.short_label, first_words(_heading(child))))),
            child.id,
            _contents(child, slug) if child.text is None or is_alone else (),
        )
        for child in children
    )


def _heading(clause: Clause) -> str:
    """The heading of a clause or its words; where it holds a list alone, those of the first that has some."""
    if clause.heading is not None or clause.text is None:
        return str(clause.heading or "")
    return next((str(within.text) for within in clause.walk() if within.text and within.text.plain), "")


def _full_text(site: Site) -> Iterator[Page]:
    edition, instrument = site.edition, site.edition.instrument
    is_long = len(instrument.clauses) > LONG
    html = site.renderer.render(
        "full-text.html",
        FULL_TEXT,
        kept=site.renderer.kept,
        clauses=instrument.divisions,
        linked=mentions.linked(edition.glossary, instrument.clauses, edition.references.by_clause),
        is_long=is_long,
        newest=site.newest,
        structured=structured_data.whole(
            instrument, site.renderer.location(FULL_TEXT), deep=True, licence=site.licence
        ),
    )
    headings = tuple(Heading(division.title, division.id) for division in instrument.divisions)
    ids = {*interface_ids.linked(FULL_TEXT), *instrument.by_id, *edition.successors}
    if site.renderer.imprint is not None and site.renderer.imprint.page == FULL_TEXT:
        ids.add("_imprint")
    title, lead = site.words("full-text"), site.words("full-text-lead")
    yield Page(FULL_TEXT, title, lead, (Heading(title, "_full-text", headings),), frozenset(ids), html, is_long)


def _at_a_glance(site: Site) -> Iterator[Page]:
    edition = site.edition
    if not edition.glossary.terms or AT_A_GLANCE in edition.omitted:
        return
    glance = relations.at_a_glance(edition.instrument, edition.glossary, site.words)
    if not glance.groups:
        return
    html = site.renderer.render("at-a-glance.html", AT_A_GLANCE, glance=glance)
    yield dataclasses.replace(_other_page(site, AT_A_GLANCE, html), has_style=True)


def _subjects(site: Site) -> Iterator[Page]:
    subjects = site.edition.subjects
    if not subjects.subjects:
        return
    html = site.renderer.render("subjects.html", SUBJECTS)
    headings = tuple(Heading(letter, f"_letter-{place}") for place, letter in enumerate(subjects.letters, 1))
    yield _other_page(site, SUBJECTS, html, headings, subjects.by_id)


def _glossary(site: Site) -> Iterator[Page]:
    glossary = site.edition.glossary
    if not glossary.terms:
        return
    context = glossary_context(site.edition)
    html = site.renderer.render("glossary.html", GLOSSARY, **context)
    letters = tuple(Heading(letter, f"_letter-{place}") for place, letter in enumerate(glossary.letters, 1))
    headings = letters if context["is_lettered"] else tuple(Heading(term.name, term.id) for term in glossary.terms)
    page = _other_page(site, GLOSSARY, html, headings, {*glossary.by_id, *site.edition.retired_terms})
    yield dataclasses.replace(page, description=context["lead"], has_style=context["is_lettered"])


def _changes(site: Site) -> Iterator[Page]:
    edition = site.edition
    if not edition.days or CHANGES in edition.omitted:
        return
    reasons = (reason for day in edition.days for reason in day.reasons if not reason.is_first)
    later = (change for reason in reasons for change in reason.changes)
    html = site.renderer.render(
        "changes.html",
        CHANGES,
        days=edition.days,
        feed=edition.feed,
        has_marks=any(change.is_marked for change in later),
        parsed=datetime.date.fromisoformat,
    )
    names = {day.date: f"_{day.date or UNDATED}" for day in edition.days}
    headings = tuple(
        Heading(site.words.date(datetime.date.fromisoformat(date)) if date else site.words("changes-undated"), id_)
        for date, id_ in names.items()
    )
    yield dataclasses.replace(_other_page(site, CHANGES, html, headings, names.values()), has_style=True)


def _downloads(site: Site) -> Iterator[Page]:
    edition = site.edition
    if not site.downloads or DOWNLOADS in edition.omitted:
        return
    groups = {group: [file for file in site.downloads if file.group == group] for group in GROUPS}
    described = {f"{edition.site_url or '../'}{file.path}": file for file in site.downloads if file.group != GROUPS[-1]}
    html = site.renderer.render(
        "downloads.html",
        DOWNLOADS,
        groups=[(group, files) for group, files in groups.items() if files],
        structured=structured_data.files(edition.instrument, site.renderer.location(DOWNLOADS), described),
    )
    headings = tuple(
        Heading(site.words(f"downloads-{group}"), f"_downloads-{group}") for group, files in groups.items() if files
    )
    yield dataclasses.replace(_other_page(site, DOWNLOADS, html, headings), has_style=True)


def _other_page(site: Site, slug: str, html: str, headings: tuple[Heading, ...] = (), ids: Iterable[str] = ()) -> Page:
    """A page that holds no clauses; the words of the interface have its title and lead by its slug."""
    title, lead = site.words(slug), site.words(f"{slug}-lead")
    contents = (Heading(title, f"_{slug}", headings),)
    return Page(slug, title, lead, contents, frozenset({*interface_ids.linked(slug), *ids}), html)


GROUPS = ("reading", "data", "beside")
"""The groups of files to take away, in the order in which they are listed; those of the last do not hold the text."""
KINDS: tuple[Callable[[Site], Iterable[Page]], ...] = (
    _home,
    _texts,
    _full_text,
    _at_a_glance,
    _subjects,
    _glossary,
    _changes,
    _downloads,
)
"""The kinds of pages: each function makes the pages of its kind that a site has."""
