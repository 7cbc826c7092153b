"""Records of the instrument as a whole for reference managers, in the formats that clauses have as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.bibliography import bibtex, csl_json, ris
from mkdocs_declaration.citations import LINK

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition


def export_bibtex(edition: Edition) -> bytes:
    """Write `declaration.bib`.

    Args:
        edition: What is exported.

    Returns:
        A BibTeX entry in UTF-8.
    """
    return bibtex(edition.instrument, None).replace(LINK, edition.site_url).encode()


def export_ris(edition: Edition) -> bytes:
    """Write `declaration.ris`.

    Args:
        edition: What is exported.

    Returns:
        A RIS record in UTF-8.
    """
    return ris(edition.instrument, None).replace(LINK, edition.site_url).encode()


def export_csl(edition: Edition) -> bytes:
    """Write `declaration.csl.json`.

    Args:
        edition: What is exported.

    Returns:
        A list of one CSL-JSON item in UTF-8.
    """
    return csl_json(edition.instrument, None).replace(LINK, edition.site_url).encode()
