"""Records of the instrument as a whole for reference managers, in the formats that clauses have as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.instrument.citations.bibliography import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition


def exporter(name: str) -> Callable[[Edition], bytes]:
    """What writes the record of an edition in UTF-8.

    Args:
        name: The key of a format: `bibtex`, `ris` or `csl`.
    """

    def export(edition: Edition) -> bytes:
        return FORMATS[name](edition.instrument, edition.site_url).encode()

    return export


_FORMATS = (
    ("declaration.bib", "BibTeX", "application/x-bibtex", "bibtex"),
    ("declaration.ris", "RIS", "application/x-research-info-systems", "ris"),
    ("declaration.csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "csl"),
)
FILES = tuple(
    Exporter(path, name, media_type, "beside", exporter(key), is_needed=True)
    for path, name, media_type, key in _FORMATS
)
