"""Fetching what a site publishes about itself: from a file, from a folder, or over the network."""

from __future__ import annotations

import dataclasses
import http.client
import os
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from mkdocs_declaration import __version__
from mkdocs_declaration.problems import Problem, Rule, Source
from mkdocs_declaration.published import Published, read_published, read_terms

TIMEOUT = 20
"""How many seconds a server may stay silent."""
MAX_BYTES = 64 * 2**20
"""How large an answer may be."""


def retrieve(where: str) -> tuple[Published | None, tuple[str, ...], list[Problem]]:
    """Fetch a site's list of clauses, and its glossary if there is one beside it.

    Args:
        where: The path of a `clauses.json`, the folder of a built site, or the address (http, https) of a site's root
            or of its `clauses.json`.

    Returns:
        What is published, or None if it cannot be had; the addresses it was had from, each with a slash at its end;
        the problems found.
    """
    if where.casefold().startswith(("http://", "https://")):
        return _download(where)
    path = Path(where)
    folder = path if path.is_dir() else path.parent
    file = path / "clauses.json" if path.is_dir() else path
    try:
        published, problems = read_published(str(file), file.read_bytes())
    except OSError as error:
        return None, (), [_unreadable(str(file), (error.strerror or str(error)).lower())]
    if published is not None:
        glossary = folder / "glossary.json"
        terms = read_terms(glossary.read_bytes()) if glossary.is_file() else None
        files = _files(folder) if path.is_dir() else None
        published = dataclasses.replace(published, terms=terms, files=files)
    return published, (), problems


def _files(folder: Path) -> frozenset[str]:
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return frozenset(path.relative_to(folder).as_posix() for path in found)


def _download(where: str) -> tuple[Published | None, tuple[str, ...], list[Problem]]:
    address = urllib.parse.urldefrag(where.partition("?")[0]).url
    if not address.endswith(".json"):
        address = f"{address.rstrip('/')}/clauses.json"
    try:
        data, final = _get(address)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return None, (), [_unreadable(address, _reason(error))]
    published, problems = read_published(address, data)
    if published is None:
        return None, (), problems
    bases = tuple(dict.fromkeys(f"{one.rpartition('/')[0]}/" for one in (address, final)))
    try:
        terms = read_terms(_get(f"{bases[-1]}glossary.json")[0])
    except (OSError, ValueError, http.client.HTTPException):
        terms = None  # a site need not have a glossary
    return dataclasses.replace(published, terms=terms), bases, []


def _get(address: str) -> tuple[bytes, str]:
    """Get the bytes at an address, and the address that it led to."""
    request = urllib.request.Request(address, headers={"User-Agent": f"mkdocs-declaration/{__version__}"})  # noqa: S310 - http or https
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 - http or https
        data: bytes = response.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
        return data, str(response.url)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server says {error.code} {error.reason}".rstrip()
    if isinstance(error, urllib.error.URLError):
        inner = error.reason
        error = inner if isinstance(inner, Exception) else error
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


def _unreadable(name: str, reason: str) -> Problem:
    message = f"cannot read the site's list of clauses: {reason}; name its clauses.json, its address or its folder"
    return Problem(Rule.UNREADABLE_SITE, message, Source(name))
