"""What the templates of a theme can use: a view of the edition, filters and functions."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.buckets import beginnings
from mkdocs_declaration.instrument.places import FULL_TEXT, HOME
from mkdocs_declaration.pages.head.metadata import Described, picture_of, tags, written
from mkdocs_declaration.pages.head.navigation import source_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.pages.head.metadata import Picture, Tag
    from mkdocs_declaration.pages.values.imprint import Imprint

__all__ = ["View"]

MAX_PAGES = 100
"""How many pages of the text are listed one by one."""
_NOT_IN_STRINGS = re.compile(r'["\\<\x00-\x1f\x7f]')


def css_string(text: str) -> str:
    """A text as a string of CSS, within a `style` element (CSS Syntax Module Level 3, section 4.3.7).

    Args:
        text: Any text.

    Returns:
        The string with its quotation marks. What would end it, or the element, is escaped.
    """
    escaped = _NOT_IN_STRINGS.sub(lambda char: f"\\{ord(char[0]):x} ", text)
    return f'"{escaped}"'


class View:
    """What the templates of a theme have as `declaration`."""

    def __init__(
        self,
        edition: Edition,
        imprint: Imprint | None = None,
        pictures: Mapping[str, Picture] = MappingProxyType({}),
        forms: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Take what is published.

        Args:
            edition: The edition.
            imprint: What is stated of the site as a copy.
            pictures: The pictures of pages of the text by their slugs.
            forms: The files that hold the text: address relative to the site's root, and media type.
        """
        self.edition, self.imprint, self.pictures, self.forms = edition, imprint, pictures, forms

    @property
    def words(self) -> Catalogue:
        """The words of the interface: `declaration.words("search")`."""
        return self.edition.words

    def place(self, path: str) -> str:
        """Where in the text a page is: the title of a page of the text, else empty.

        Args:
            path: The path of its source.
        """
        slug = path.removesuffix(".md")
        if slug == FULL_TEXT:
            return self.words(FULL_TEXT)
        page = self.edition.instrument.pages.get(slug)
        return page.division.title if page is not None else ""

    def tags(self, path: str, title: str, description: str, *, address: str, base: str, site_name: str) -> list[Tag]:
        """What the head of a page says to those who unfurl, file or archive a link to it.

        Args:
            path: The path of its source; empty for the page for wrong addresses.
            title: Its title.
            description: What it has, in a sentence.
            address: Its address as such; empty where it is not known.
            base: The address of the site's root as seen from it.
            site_name: The name of the site.
        """
        instrument = self.edition.instrument
        slug = path.removesuffix(".md")
        is_home = path == source_path(HOME)
        is_whole = is_home or slug == FULL_TEXT
        text_page = instrument.pages.get(slug)
        return tags(
            Described(
                title=instrument.title if is_home or not title else f"{title} – {instrument.short_title}",
                description=description,
                site_name=site_name,
                address=address,
                root=self.edition.site_url or f"{base}/",
                is_website=is_home,
                cite_as="." if is_whole else f"{text_page.division.id}/" if text_page is not None else "",
                picture=picture_of(slug, self.pictures),
                licence=self.imprint.licence_url if self.imprint is not None else "",
                files=self.forms if is_whole else (),
                feed=self.edition.feed,
                feed_title=self.words("changes"),
            ),
            instrument,
        )

    @property
    def paper_title(self) -> str:
        """What stands over printed pages: the title and the day of adoption."""
        instrument, words = self.edition.instrument, self.edition.words
        adopted = words.date(instrument.adopted.date) if instrument.adopted else ""
        return ", ".join(filter(None, (instrument.title, adopted)))

    @property
    def shared(self) -> tuple[object, ...]:
        """What our templates of a theme write on every page alike, in values that can be compared by `repr`."""
        instrument, edition = self.edition.instrument, self.edition
        return (
            *(self.paper_title, instrument.short_title, instrument.language, instrument.direction, instrument.adopted),
            *(bool(edition.glossary.definitions), self.words.identity, self.imprint, self.forms),
        )

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Where a reader may go on: titles and slugs of the pages of the text, or of its parts where pages are many."""
        instrument = self.edition.instrument
        if len(instrument.pages) > MAX_PAGES:
            return list(beginnings(instrument.divisions, self.words, most=MAX_PAGES))
        return [(page.division.title, slug) for slug, page in instrument.pages.items()]


FILTERS: Mapping[str, Callable[..., str]] = {"css_string": css_string, "elements": written}
"""The filters."""
