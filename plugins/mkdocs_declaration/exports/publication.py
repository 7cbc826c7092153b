"""A publication: everything that an edition puts into a site, as values, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Unavailable
from mkdocs_declaration.exports.formats import inventory
from mkdocs_declaration.exports.site_data import keys as keys_data
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.cards import page_data
from mkdocs_declaration.exports.site_data.pictures import Colours, pictures
from mkdocs_declaration.exports.table import EXPORTERS, NEEDED, downloads, export, unset_characters
from mkdocs_declaration.instrument.places import FEED, HOME, NO_FILES, Places, SiteFiles, page_file
from mkdocs_declaration.pages.kinds import table as kinds
from mkdocs_declaration.pages.kinds.citation_panel import panel
from mkdocs_declaration.pages.kinds.feed import feed
from mkdocs_declaration.pages.kinds.frames import frames
from mkdocs_declaration.pages.kinds.short_links import redirects
from mkdocs_declaration.pages.values.lazy import OnDemand
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.exports.site_data.keys import Shortcut
    from mkdocs_declaration.pages.head.metadata import Picture
    from mkdocs_declaration.pages.markup.templating import Renderer
    from mkdocs_declaration.pages.values.imprint import Imprint
    from mkdocs_declaration.pages.values.page import Page


@dataclass(frozen=True, slots=True)
class Publication:
    """What an edition puts into a site."""

    pages: Mapping[str, Page]
    """The pages that a theme is put around, by their slugs."""
    files: Mapping[str, bytes]
    """The files that are whole, by their paths relative to the site's root: exports, data of pages."""
    imprint: Imprint | None = None
    """What is stated of the site as a copy, if anything is."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """The pictures of pages of the text by their slugs, for those who unfurl links."""
    small: Mapping[str, bytes] = field(default_factory=dict)
    """Small pages that no theme is put around: short links, pages for frames, former pages."""
    later: Mapping[str, bytes] = field(default_factory=dict)
    """In a preview: files that are made when somebody asks for them."""

    @property
    def forms(self) -> list[tuple[str, str]]:
        """The files that hold the text: address relative to the site's root, and media type."""
        return [
            (path, exporter.media_type)
            for path, exporter in EXPORTERS.items()
            if (path in self.files or path in self.later) and exporter.group != "beside"
        ]


def publish(
    renderer: Renderer,
    *,
    files: SiteFiles = NO_FILES,
    home: bool = True,
    exports: bool = True,
    writes_inventory: bool = True,
    search: bool = True,
    colours: Colours = Colours(),  # noqa: B008 - it never changes
    shortcuts: Iterable[Shortcut] = (),
    on_demand: bool = False,
) -> tuple[Publication, list[Problem], list[str]]:
    """Make all pages and files of an edition.

    Args:
        renderer: The edition with its templates.
        files: The files of the site that do not come from the text.
        home: Whether the home page is among the pages.
        exports: Whether the forms to take away are among the files.
        writes_inventory: Whether `objects.inv` is; if not, something else writes it.
        search: Whether the search of the reader is part of the site.
        colours: The colours of pictures.
        shortcuts: The keys of the site, if its pages have any.
        on_demand: Whether what an author hardly looks at while writing waits until it is asked for: forms to take
            away, data of pages, small pages, what the search reads. Pictures are left out.

    Returns:
        The publication; pages and files at whose addresses an author has a file, and as warnings characters that a
        file does not show; sentences on what is left out.
    """
    edition = renderer.edition
    names = EXPORTERS if exports else NEEDED
    data = page_data(edition)
    content, notices = export(edition, () if on_demand else names)
    later = OnDemand({path: partial(_exported, edition, path) for path in names if on_demand})
    if writes_inventory:
        content[inventory.FILE.path] = inventory.export(edition)
    content |= feed(renderer)
    if edition.days and edition.newest and not edition.site_url:
        notices.append(f"{FEED} is not written: the addresses in a feed are absolute; state 'site_url'")
    made = kinds.pages(renderer, downloads(_sizes(content) | dict.fromkeys(later), edition.words))
    pages = {page.slug: page for page in made if home or page.slug != HOME}
    for slug, holder in edition.omitted.items():
        notices.append(f"the page '{slug}/' of the site is left out: {holder.name} has its address")
    shown, images = _pictures(edition, colours) if exports and not on_demand else ({}, {})
    content |= images | {path: page.encode() for path, page in panel(renderer).items()}
    data |= _search(edition, pages.values()) if search else OnDemand({})
    if on_demand:
        later |= data
    else:
        content |= data
    if renderer.imprint is not None and renderer.imprint.source is not None:
        content[renderer.imprint.source.path] = renderer.imprint.source.content
    if listed := tuple(shortcuts):
        content[keys_data.FILE] = keys_data.data(edition.words, listed)
    small = _small(renderer, shown)
    publication = Publication(pages, content, renderer.imprint, shown, small if on_demand else dict(small), later)
    unset = [] if on_demand else unset_characters(edition, names)
    return publication, [*_clashes(publication, files), *unset], notices


def _pictures(edition: Edition, colours: Colours) -> tuple[dict[str, Picture], dict[str, bytes]]:
    try:
        return pictures(edition, colours)
    except Unavailable:  # which the PDF says
        return {}, {}


def _small(renderer: Renderer, pictures: Mapping[str, Picture]) -> OnDemand[bytes]:
    """The small pages of clauses, made when they are asked for."""
    small = redirects(renderer, pictures) | frames(renderer)
    return OnDemand({path: partial(_encoded, small, path) for path in small})


def _exported(edition: Edition, path: str) -> bytes:
    return EXPORTERS[path].write(edition)


def _encoded(pages: Mapping[str, str], path: str) -> bytes:
    return pages[path].encode()


def _sizes(files: Mapping[str, bytes]) -> dict[str, int | None]:
    return {path: len(content) for path, content in files.items()}


def _search(edition: Edition, pages: Iterable[Page]) -> OnDemand[bytes]:
    named = titles(pages)
    return OnDemand(
        {
            search_data.START: partial(search_data.start, edition),
            search_data.DATA: partial(search_data.data, edition, named),
            search_data.PAGES: partial(search_data.pages, edition, briefs=True),
            search_data.LAST: partial(search_data.pages, edition),
        }
    )


def titles(pages: Iterable[Page]) -> dict[str, str]:
    """The titles of pages, by their slugs."""
    return {page.slug: page.title for page in pages}


def _clashes(publication: Publication, files: SiteFiles) -> list[Problem]:
    """Pages and files whose place an author's file has."""
    places = Places(SiteFiles(files.written))
    problems = []
    for path in (*map(page_file, publication.pages), *publication.files, *publication.small, *publication.later):
        holder = places.file_holder(path)
        if holder is not None and holder.source is not None:
            way_out = ", or set the option 'home' to false" if path == page_file(HOME) else ""
            message = f"expected no file at the address of '{path}', which the site writes itself; rename it{way_out}"
            problems.append(Problem(Rule.ADDRESS, message, holder.source))
    return problems
