"""Pages as values, ready to be put into a theme, and the files that one of them lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Download"]


class Heading(NamedTuple):
    """An entry of a page's table of contents."""

    title: str
    """What is shown."""
    id: str
    """The id on the page that it leads to."""
    children: tuple[Heading, ...] = ()
    """The entries below it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, ready to be put into a theme."""

    slug: str
    """Its address relative to the site's root, without slashes; empty for the home page."""
    title: str
    """Its title in navigation and in the browser's tab."""
    description: str
    """A sentence for search engines."""
    contents: tuple[Heading, ...]
    """Its table of contents; the first entry is the page itself."""
    ids: frozenset[str]
    """The ids on it that links may name: of clauses, of terms, of parts of the interface."""
    html: str
    """Its content."""
    has_style: bool = False
    """Whether it loads the style sheet of what few pages have (`styles/further.css`)."""


class Download(NamedTuple):
    """A file of the site that a reader or a program takes away."""

    path: str
    """Its address relative to the site's root."""
    name: str
    """The name of its format."""
    media_type: str
    """Its media type (RFC 6838)."""
    group: str
    """`reading` for people, `data` for programs, `beside` for what does not hold the text."""
    size: int | None
    """How many bytes it has, or None if they are not known yet."""
    description: str
    """What it is for, in the words of the interface; empty where these say nothing of it."""
