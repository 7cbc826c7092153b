"""Places: the one registry of all that can collide on a site, and how the addresses of pages and clauses are spelt.

A place is the path of a file (`general-provisions/index.html`), an id that links name (`1.3.ii`, `who`), or an eId.
Whoever needs one claims it; a name says who has it already. Nothing else lists names that are taken.

Two paths are one place if they differ by case or by the form of an accent alone, since file systems of macOS and
Windows take them for one. Ids follow the same rule, since each is the path of a short link as well.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs_declaration.problems import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.problems import Position

ID = r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*"
"""The pattern of an id."""
ID_FORM = "letters and digits joined by dots or hyphens, as in 1.3.ii"
"""The same in words."""
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The pattern of a slug, and of the ids of terms and instruments."""
SLUG_FORM = "lower-case letters and digits joined by hyphens, as in final-provisions"
"""The same in words."""
HOME, FULL_TEXT, AT_A_GLANCE, GLOSSARY, DOWNLOADS = "", "full-text", "at-a-glance", "glossary", "downloads"
SUBJECTS, CHANGES = "subjects", "changes"
"""Slugs of the pages beside those of the text."""
FEED = "changes.xml"
"""The file of the feed of changes."""
LINKED = (FULL_TEXT, GLOSSARY)
"""Slugs of pages to which links of the text lead: nothing else may have their addresses."""
YIELDING = (AT_A_GLANCE, SUBJECTS, CHANGES, DOWNLOADS)
"""Slugs of pages that are left out where an author uses their address: what is published keeps its address."""

_NOT_IN_URIS = re.compile(r"%(?![0-9A-Fa-f]{2})|[\\^`{|}]")

MAX_LENGTH = 100
"""The longest id or slug, in characters: it names a folder, and paths have bounds (260 on Windows)."""
DEVICES = frozenset({"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names of devices, which no file of Windows can have, not even with an ending after a stop.

Source: Microsoft, *Naming Files, Paths, and Namespaces*, "Naming Conventions".
"""
THEME_IDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        (
            "keyboardModalLabel",
            "mkdocs-search-query",
            "mkdocs-search-results",
            "navbar-collapse",
            "searchModalLabel",
            "theme-menu",
            "toc-collapse",
            "hljs-dark",
            "hljs-light",
        ),
        "the theme 'mkdocs'",
    )
)
"""HTML ids that themes write on every page and that a clause or term could have, and who writes them.

Source: the templates of MkDocs 1.6, `mkdocs/themes/*/*.html`. Ids of Material (and MaterialX) begin with `__`, ours
with `_`; no clause and no term can have such an id.
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a place."""

    place: str
    """The place as its holder spells it."""
    name: str
    """The name of the holder in a message: `'about.md'`, `section 3`."""
    source: Source | None = None
    """The file that the holder is written in, or that it is, if an author wrote it."""
    at: Position | None = None
    """Where it is written in that file."""

    @property
    def renamable(self) -> bool:
        """Whether it is a file of the author's, which can be renamed."""
        return self.source is not None and self.at is None

    def named(self, source: Source) -> str:
        """The name, and where the holder is written, for a problem with a file.

        Args:
            source: That file.

        Returns:
            `section 3 (line 12)`, `section 3 (treaty.yaml:12:5)` for another file, or the name alone.
        """
        if self.source is None or self.at is None:
            return self.name
        where = f"line {self.at.line}" if self.source.name == source.name else self.source.place(self.at)
        return f"{self.name} ({where})"


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The files of a site that do not come from the text, by their paths relative to the site's root."""

    written: Mapping[str, str] = field(default_factory=dict)
    """Files of the author's, as in `about/index.html`, and the paths of their sources, as in `about.md`."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Files of the site and of its theme, and what their holders are called in a message. A path that ends in a slash
    is that of a folder that no page may share."""


NO_FILES = SiteFiles()
"""The files of a site that does not exist yet."""


class Places:
    """A registry of places."""

    def __init__(self, files: SiteFiles = NO_FILES) -> None:
        """Register what is there before the text.

        Args:
            files: The files that do not come from the text.
        """
        self._files: dict[str, Holder] = {}
        self._folders: dict[str, Holder] = {}
        self._roots: set[str] = set()
        self._ids = {_folded(id_): Holder(id_, name) for id_, name in THEME_IDS.items()}
        self._eids: dict[str, Holder] = {}
        for path, source in files.written.items():
            self._take(_folded(path), Holder(path, f"'{source}'", Source(source)))
        for path, name in files.fixed.items():
            self.claim_file(f"{path}index.html" if path.endswith("/") else path, name)
        for slug in LINKED:
            self.claim_file(page_file(slug), f"the page '{slug}/' of the site")
        self.claim_file(page_file("index"), "the home page")

    def claim_file(
        self, path: str, name: str, source: Source | None = None, at: Position | None = None
    ) -> Holder | None:
        """Claim the path of a file.

        Args:
            path: The path relative to the site's root, as in `preamble/index.html`.
            name: What the claimant is called.
            source: The file that the claimant is written in, if any.
            at: Where it is written there.

        Returns:
            None if the path was free and is taken now; else who has it, or has a file where a folder is needed, or a
            folder where a file is needed.
        """
        folded = _folded(path)
        holder = self._holder(folded)
        if holder is None:
            self._take(folded, Holder(path, name, source, at))
        return holder

    def _take(self, folded: str, holder: Holder) -> None:
        self._files[folded] = holder
        self._roots.add(folded.partition("/")[0])
        for folder in _parents(folded):
            self._folders.setdefault(folder, holder)

    def file_holder(self, path: str) -> Holder | None:
        """Who has a path, or what stands in its way; None if it is free."""
        return self._holder(_folded(path))

    def _holder(self, folded: str) -> Holder | None:
        if folded.partition("/")[0] not in self._roots:
            return None
        for step in (folded, *_parents(folded)):
            if step in self._files:
                return self._files[step]
        return self._folders.get(folded)

    def claim_id(self, id_: str, name: str, source: Source | None = None, at: Position | None = None) -> Holder | None:
        """Claim an id that links name: of a clause, a retired one, a glossary term.

        Returns:
            None if it was free and is taken now; else who has it.
        """
        return _claimed(self._ids, _folded(id_), Holder(id_, name, source, at))

    def claim_eid(self, eid: str, name: str, source: Source | None = None, at: Position | None = None) -> Holder | None:
        """Claim an eId of Akoma Ntoso, for which case matters.

        Returns:
            None if it was free and is taken now; else who has it.
        """
        return _claimed(self._eids, eid, Holder(eid, name, source, at))


def address(slug: str) -> str:
    """The address of a page relative to the site's root: `general-provisions/`, and an empty text for the home page."""
    return f"{slug}/" if slug else ""


def place(clause: Clause) -> str:
    """The address of a clause on its page, relative to the site's root: `general-provisions/#5.1.a`."""
    return f"{address(clause.slug)}#{clause.id}"


def href(source: str, target: str, fragment: str = "") -> str:
    """A link from one page to another, so that a site works under any path.

    Args:
        source: The slug of the page that the link stands on.
        target: The slug of the page that it leads to.
        fragment: The id that it leads to, if any.
    """
    if source == target and fragment:
        return f"#{fragment}"
    is_beside = source and target and source != target and "/" not in source + target
    path = f"../{target}" if is_beside else posixpath.relpath(f"/{target}", f"/{source}")
    return f"{path}/" + (f"#{fragment}" if fragment else "")


def is_home_page(url: str) -> bool:
    """Whether an address leads to the home page of a site and to nothing more precise."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query and not parts.fragment


def uri(url: str) -> str:
    """An address as links hold it: characters that no URI has (RFC 3986, section 2) are percent-encoded."""
    return _NOT_IN_URIS.sub(lambda char: f"%{ord(char[0]):02X}", url)


def embedded(id_: str) -> str:
    """Where a clause stands alone, for frames, as a slug has it: `1.3.ii/embed`."""
    return f"{id_}/embed"


def root(path: str) -> str:
    """What a path begins with, a file or folder at the site's root: those of paths that may be one place are equal."""
    return _folded(path).partition("/")[0]


def page_file(slug: str) -> str:
    """The path of the file of a page: `preamble/index.html`, and `index.html` for the home page."""
    return f"{slug}/index.html" if slug else "index.html"


def unusable(name: str) -> str | None:
    """Return why some system cannot have a file or folder of this name: `is the name of a device on Windows`."""
    if len(name) > MAX_LENGTH:
        return f"has {len(name)} characters, and {MAX_LENGTH} are the most"
    if name.partition(".")[0].casefold() in DEVICES:
        return "is the name of a device on Windows"
    if name.endswith((".", " ")):
        return "ends in a sign that file names on Windows cannot end in"
    return None


def _claimed(holders: dict[str, Holder], key: str, holder: Holder) -> Holder | None:
    present = holders.setdefault(key, holder)
    return None if present is holder else present


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _parents(path: str) -> list[str]:
    """The folders above a file: `a/b` and `a` for `a/b/c`."""
    folders = []
    end = path.rfind("/")
    while end >= 0:
        folders.append(path[:end])
        end = path.rfind("/", 0, end)
    return folders
