"""What the templates of a theme can use: a view of the edition, filters and functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.places import FULL_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.pages.imprint import Imprint

__all__ = ["View"]

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

    def __init__(self, edition: Edition, imprint: Imprint | None = None) -> None:
        """Take the edition that is published, and what is stated of the site as a copy."""
        self.edition, self.imprint = edition, imprint

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

    @property
    def paper_title(self) -> str:
        """What stands over printed pages: the title and the day of adoption."""
        instrument, words = self.edition.instrument, self.edition.words
        adopted = words.date(instrument.adopted.date) if instrument.adopted else ""
        return ", ".join(filter(None, (instrument.title, adopted)))

    def page_title(self, slug: str) -> str:
        """The title of a page of the text: number and heading of its division."""
        return self.edition.instrument.pages[slug].division.title


FILTERS: Mapping[str, Callable[..., str]] = {"css_string": css_string}
"""The filters."""
