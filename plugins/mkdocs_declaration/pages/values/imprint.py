"""What a site is, as a copy of an instrument, and what it is not: what its publisher states of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from mkdocs_declaration.instrument.places import HOME

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue

FOLDER = "source"
"""The folder of a site with the file that the text is from."""


class SourceFile(NamedTuple):
    """The file that the text is from, as it was received."""

    name: str
    """Its name, without folders."""
    content: bytes
    """Its bytes."""

    @property
    def path(self) -> str:
        """Where it is published, relative to the site's root."""
        return f"{FOLDER}/{self.name}"

    @property
    def sha256(self) -> str:
        """The digest of its bytes (FIPS 180-4), in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


class Statement(NamedTuple):
    """A line of the block."""

    name: str
    text: str
    href: str | None = None
    """What the text leads to, if it is a link: an address, or a path relative to the site's root."""
    code: str | None = None
    """A digest or the like, which follows the text."""

    def link(self, root: str) -> str:
        """What the text leads to, as seen from a page.

        Args:
            root: The way from the page to the root of the site: empty, or `../`.
        """
        href = self.href or ""
        return href if urlsplit(href).scheme or href.startswith("/") else f"{root}{href}"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is stated of a copy; an empty text says that nothing is."""

    is_official: bool | None = None
    """Whether the publication is official; None if nobody said."""
    publisher: str = ""
    """Who publishes it."""
    contact: str = ""
    """Whom to write to: an address of mail or of a page."""
    checked: str = ""
    """How its words were checked, in a sentence."""
    licence: str = ""
    """Under what terms text and site may be used."""
    licence_url: str = ""
    """The address of these terms, if they have one."""
    accessibility: str = ""
    """The address of a statement on accessibility, absolute or relative to the site's root."""
    commit: str = ""
    """The state of the source that it was made from, as a version control system names it."""
    source: SourceFile | None = None
    """The file that the text is from."""
    page: str = HOME
    """The slug of the page that the statements stand on: the home page, or the full text where that is an author's."""

    @property
    def is_stated(self) -> bool:
        """Whether anything is stated."""
        return self != Imprint()

    def status(self, words: Catalogue) -> str:
        """Whether it is official, in a sentence."""
        key = {True: "imprint-official", False: "imprint-unofficial", None: "imprint-unknown"}[self.is_official]
        return words(key)

    def rows(self, words: Catalogue) -> list[Statement]:
        """What is stated, line by line; what a reader would look for and is not stated is said to be not stated."""
        unknown = words("imprint-not-stated")
        rows = [Statement(words("imprint-status"), self.status(words))]
        if self.source is not None:
            rows.append(
                Statement(words("imprint-source"), self.source.name, self.source.path, f"SHA-256 {self.source.sha256}")
            )
        if self.checked:
            rows.append(Statement(words("imprint-checked"), self.checked))
        rows.append(Statement(words("imprint-publisher"), self.publisher or unknown))
        rows.append(Statement(words("imprint-contact"), self.contact or unknown, _address(self.contact)))
        rows.append(
            Statement(words("imprint-licence"), self.licence or self.licence_url or unknown, self.licence_url or None)
        )
        if self.accessibility:
            rows.append(
                Statement(words("imprint-accessibility"), words("imprint-accessibility-link"), self.accessibility)
            )
        if self.commit:
            rows.append(Statement(words("imprint-commit"), "", None, self.commit))
        return rows


def _address(contact: str) -> str | None:
    if contact.startswith(("https://", "http://", "mailto:")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else None
