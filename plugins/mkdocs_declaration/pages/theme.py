"""What the templates of a theme can use: a view of the edition, filters and functions."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.glossary import relations
from mkdocs_declaration.instrument.groups import IN_A_GROUP, Group, grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.glossary.term import Term
    from mkdocs_declaration.instrument.catalogue import Catalogue

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

    def __init__(self, edition: Edition) -> None:
        """Take the edition that is published."""
        self.edition = edition

    @property
    def words(self) -> Catalogue:
        """The words of the interface: `declaration.words("search")`."""
        return self.edition.words

    def page_title(self, slug: str) -> str:
        """The title of a page of the text: number and heading of its division."""
        return self.edition.instrument.pages[slug].division.title

    @cached_property
    def beginnings(self) -> tuple[tuple[str, str], ...]:
        """Where a reader may begin: titles and slugs of the divisions at the top, or of groups where they are many."""
        entries = grouped(self.edition.instrument.divisions, None, self.words, most=IN_A_GROUP)
        return tuple((entry.title, entry.first.slug if isinstance(entry, Group) else entry.slug) for entry in entries)

    def most_mentioned(self, count: int) -> tuple[Term, ...]:
        """The organisations and instruments that most clauses mention, for a reader who looks for a beginning."""
        return self._by_mentions[:count]

    @cached_property
    def _by_mentions(self) -> tuple[Term, ...]:
        glossary = self.edition.glossary
        named = (term for term in glossary.terms if term.kind in relations.PICTURED)
        return tuple(sorted(named, key=lambda term: -len(glossary.mentioned_in[term.id])))


FILTERS: Mapping[str, Callable[..., str]] = {"css_string": css_string}
"""The filters."""
