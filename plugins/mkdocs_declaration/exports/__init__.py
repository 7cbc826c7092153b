"""Machine-readable forms of an edition: one file a format, one table of exporters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports import (
    akoma_ntoso,
    clauses_json,
    glossary_json,
    llms_txt,
    markdown,
    plain_text,
    structure_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.edition import Edition

EXPORTERS: Mapping[str, Callable[[Edition], bytes]] = {
    "clauses.json": clauses_json.export,
    "glossary.json": glossary_json.export,
    "declaration.json": structure_json.export,
    structure_json.SCHEMA_FILE: structure_json.schema,
    "declaration.akn.xml": akoma_ntoso.export,
    "declaration.txt": plain_text.export,
    "declaration.md": markdown.export,
    "llms.txt": llms_txt.export,
}
"""What writes each file, by its address relative to the site's root."""
