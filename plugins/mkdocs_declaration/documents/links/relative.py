"""Relative links of documents: what they mean where a document is published, and which could lead into a site."""

from __future__ import annotations

import dataclasses
import mimetypes
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.documents.links.addresses import Addresses
    from mkdocs_declaration.documents.readers.passages import Document, Link


def published_at(name: str, paths: Iterable[str], base: str) -> str:
    """The address that a file is published at.

    Args:
        name: Its path.
        paths: The paths that were named: folders, below one of which it is, and files.
        base: The address that these are published at, for a folder that of the folder; empty if it is not known.
    """
    if not base:
        return ""
    for path in paths:
        if Path(path).is_dir() and Path(name).is_relative_to(path):
            below = Path(name).relative_to(path).as_posix()
            return f"{base.rstrip('/')}/{quote(below)}"
    return base


def resolved(address: str, where: str) -> str:
    """An address as it is meant in a document that is published at another; as it is if it names a host or a place."""
    if not where or not _is_relative(address):
        return address
    try:
        return urljoin(where, address)
    except ValueError:
        return address


def located(document: Document, where: str) -> Document:
    """A document with its relative links resolved.

    Args:
        document: What there is to check in it.
        where: The address that it is published at; empty if it is not known.
    """
    if not where:
        return document

    def moved(links: Iterable[Link]) -> tuple[Link, ...]:
        return tuple(dataclasses.replace(link, address=resolved(link.address, where)) for link in links)

    quotations = tuple(
        dataclasses.replace(
            quotation,
            links=moved(quotation.links),
            own=moved(quotation.own),
            paired=moved(quotation.paired),
            before=moved(quotation.before),
            around=moved(quotation.around),
        )
        for quotation in document.quotations
    )
    addresses = tuple(resolved(address, where) for address in document.addresses)
    return dataclasses.replace(document, links=moved(document.links), quotations=quotations, addresses=addresses)


def could_lead_into(addresses: Addresses, address: str) -> bool:
    """Whether a relative address could lead to a clause or a page of the text, if a document were published there."""
    if not _is_relative(address) or addresses.target(address) is not None:
        return False
    parts = urlsplit(address)
    path = posixpath.normpath(unquote(parts.path)) if parts.path else ""
    if not path or (mimetypes.guess_type(path)[0] is not None and not path.endswith("/index.html")):
        return False
    for base in addresses.bases:
        prefix = unquote(urlsplit(base).path).strip("/")
        if path.startswith("/") and not f"{path}/".startswith(f"/{prefix}/".replace("//", "/")):
            continue
        below = path.replace("../", "").strip("/")
        if f"{below}/".startswith(f"{prefix}/"):
            below = below[len(prefix) :].strip("/")
        target = addresses.target(f"{base}{quote(below)}/{f'#{parts.fragment}' if parts.fragment else ''}")
        if below not in ("", ".", "..") and target is not None:
            error = target.error
            if target.units or (error is not None and error.rule is not Rule.UNKNOWN_PAGE):
                return True
    return False


def _is_relative(address: str) -> bool:
    """Whether an address names neither a scheme nor a host, and more than a place on its own page."""
    if not address or address.startswith(("#", "?", "//")):
        return False
    try:
        return not urlsplit(address).scheme and address[:4].casefold() != "www."
    except ValueError:
        return False
