"""HTML ids of the interface: those that links lead to, and the names that they had.

Every id that this project writes for the interface begins with `_`, as no id of a clause or of a term can. Until they
did, links led to names without it: these lead on (`scripts/arrival.js`), unless a clause or a term on the page has one.
So they are free for clauses and terms, and no registry lists them as taken.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.places import AT_A_GLANCE, CHANGES, DOWNLOADS, FULL_TEXT, GLOSSARY, HOME, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

BY_PAGE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        HOME: ("_declaration", "_imprint", "_contents", "_cite-instrument", "_versions", "_sources"),
        FULL_TEXT: ("_full-text",),
        AT_A_GLANCE: ("_at-a-glance",),
        SUBJECTS: ("_subjects",),
        GLOSSARY: ("_glossary",),
        CHANGES: ("_changes",),
        DOWNLOADS: ("_downloads", "_downloads-reading", "_downloads-data", "_downloads-beside"),
    }
)
"""Ids of parts of the pages beside those of the text, by the slugs of the pages."""
OF_TEXT = ("_elsewhere",)
"""Ids of parts of the pages of the text."""
OF_MISSING = ("_missing",)
"""Ids of parts of the page for wrong addresses."""
FORMER: Mapping[str, str] = MappingProxyType(
    {
        id_.removeprefix("_"): id_
        for ids in (*BY_PAGE.values(), OF_TEXT, OF_MISSING)
        for id_ in ids
        if id_ not in BY_PAGE[CHANGES]  # which came later
    }
)
"""The former name of each, and what it is now."""


def linked(slug: str | None) -> frozenset[str]:
    """The ids of a page that links may name, former ones included.

    Args:
        slug: The slug of a page beside those of the text, or None for a page of the text.
    """
    ids = OF_TEXT if slug is None else BY_PAGE[slug]
    return frozenset({*ids, *(former for former, id_ in FORMER.items() if id_ in ids)})
