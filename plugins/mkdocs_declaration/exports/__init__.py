"""Machine-readable forms of an edition: one file a format, one table of exporters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports import clauses_json, glossary_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.edition import Edition

EXPORTERS: Mapping[str, Callable[[Edition], bytes]] = {
    "clauses.json": clauses_json.export,
    "glossary.json": glossary_json.export,
}
"""What writes each file, by its address relative to the site's root."""
