"""What a format is, and what writes its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_declaration.pages.values.page import Download

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue

__all__ = ["Exporter", "Unavailable"]

MAX_UNSET = 20
"""How many characters that a file does not show are looked for."""


class Unavailable(Exception):  # noqa: N818 - it is a state, not a mistake
    """A file cannot be made on this machine; the message says why, and the way out."""


class Exporter(NamedTuple):
    """A file in a format: what it is, and what writes it."""

    path: str
    """Its address relative to the site's root."""
    name: str
    """What the format is called."""
    media_type: str
    """Its media type (RFC 6838)."""
    group: str
    """`reading` for people, `data` for programs, `beside` for what does not hold the text."""
    write: Callable[[Edition], bytes]
    """Writes the file; raises `Unavailable` where it cannot be made."""
    unset: Callable[[Edition], Sequence[str]] = lambda _: ()
    """Finds the characters that the file does not show."""
    is_needed: bool = False
    """Whether pages read it or lead to it, so that a site without exports has it as well."""

    def download(self, size: int | None, words: Catalogue) -> Download:
        """Describe the file for the page that lists it.

        Args:
            size: How many bytes it has, or None if they are not known yet.
            words: The words of the interface; those by the key `export-PATH` say what it is for.
        """
        key = f"export-{self.path}"
        return Download(self.path, self.name, self.media_type, self.group, size, words(key) if key in words else "")
