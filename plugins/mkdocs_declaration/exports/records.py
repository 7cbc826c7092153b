"""Records of the instrument as a whole for reference managers, in the formats that clauses have as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.bibliography import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition


def exporter(name: str) -> Callable[[Edition], bytes]:
    """What writes the record of an edition in UTF-8.

    Args:
        name: The key of a format: `bibtex`, `ris` or `csl`.
    """

    def export(edition: Edition) -> bytes:
        return FORMATS[name](edition.instrument, None, edition.site_url).encode()

    return export
