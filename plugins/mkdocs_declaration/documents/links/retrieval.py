"""Fetching what a site publishes about itself: from a file, from a folder, or over the network."""

from __future__ import annotations

import base64
import dataclasses
import http.client
import pickle
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_declaration import __version__
from mkdocs_declaration.documents.links.published import Published, Terms, read_published, read_terms
from mkdocs_declaration.foundation.files import UnfitError, is_within, read_file, walk, why_unread
from mkdocs_declaration.problems import Problem, Rule, Source

MAX_SECONDS = 30.0
"""The most seconds that a site may take, all its answers together; enforced by the process that `retrieve` runs in."""
MAX_BYTES = 64 * 2**20
"""The largest answer or file of a site, in bytes."""
_TIMEOUT = 20
"""The most seconds that a server may stay silent."""
FAILURES = (OSError, ValueError, http.client.HTTPException)
"""What is raised where an answer cannot be had."""
_CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")


def retrieve(where: str, *, whole: bool = False) -> tuple[Published | None, tuple[str, ...], list[Problem]]:
    """Fetch a site's list of clauses, and its glossary if there is one beside it.

    Args:
        whole: Whether the list is kept as it was parsed.
        where: The path of a `clauses.json`, the folder of a built site, or the address (http, https) of a site's root
            or of its `clauses.json`. A name and a password in it (`https://name:password@…`) are sent to that host
            alone, and are in no result.

    Returns:
        What is published, or None if it cannot be had; the addresses it was had from, each with a slash at its end;
        the problems found. Without its terms it is given where the glossary alone cannot be read.
    """
    if where.casefold().startswith(("http://", "https://")):
        return _download(where, whole=whole)
    path = Path(where)
    folder = path if path.is_dir() else path.parent
    try:
        file = _in(folder, "clauses.json") if path.is_dir() else path
        published, problems = read_published(str(file), read_file(file, MAX_BYTES), whole=whole)
    except OSError as error:
        return None, (), [unreadable(where, why_unread(error))]
    if published is None:
        return None, (), problems
    terms = None
    try:
        glossary = _in(folder, "glossary.json")
        terms = _terms(str(glossary), read_file(glossary, MAX_BYTES), problems)
    except FileNotFoundError:
        pass  # a site need not have a glossary
    except OSError as error:
        problems.append(_without_terms(str(folder / "glossary.json"), why_unread(error)))
    files = _files(folder) if path.is_dir() else None
    return dataclasses.replace(published, terms=terms, files=files), (), problems


@dataclass(frozen=True)
class Packed:
    """A published site as it is sent on to processes: what starts one need not know what is in it."""

    site: str | None
    """The address of the site with a slash at its end, if it is stated."""
    content: bytes
    """What is published, pickled."""

    def unpacked(self) -> Published:
        """What is published."""
        published: Published = pickle.loads(self.content)  # noqa: S301 - between processes of ours
        return published


def retrieve_packed(where: str) -> tuple[Packed | None, tuple[str, ...], list[Problem]]:
    """Do what `retrieve` does, and pack it.

    Args:
        where: See `retrieve`.

    Returns:
        See `retrieve`.
    """
    published, addresses, problems = retrieve(where)
    packed = Packed(published.site, pickle.dumps(published)) if published is not None else None
    return packed, addresses, problems


def _in(folder: Path, name: str) -> Path:
    """A file of a folder, unless it is a link out of it."""
    file = folder / name
    if file.is_symlink() and not is_within(file, folder):
        raise UnfitError(f"expected a file, found '{name}', a link out of the folder")
    return file


def _files(folder: Path) -> frozenset[str]:
    return frozenset(path.relative_to(folder).as_posix() for path, _ in walk(folder, bool, hidden=True))


def without_credentials(address: str) -> str:
    """An address without a name and a password in it."""
    return _CREDENTIALS.sub("", address)


def root_of(where: str, addresses: tuple[str, ...]) -> str | Path | None:
    """The place below which the pages of a site are.

    Args:
        where: The site, as for `retrieve`.
        addresses: Where it was had from.

    Returns:
        Its address with a slash at its end, which has a name and a password if its host is to get them; its folder;
        None if it is named by its list of clauses alone.
    """
    if not addresses:
        return Path(where) if Path(where).is_dir() else None
    root = addresses[-1]
    is_same_host = urllib.parse.urlsplit(root).netloc == urllib.parse.urlsplit(without_credentials(where)).netloc
    credentials = _CREDENTIALS.search(where) if is_same_host else None
    return root.replace("//", f"//{credentials[0]}", 1) if credentials else root


def fetch(address: str) -> bytes:
    """Get the bytes at an address; a name and a password in it are sent to that host alone.

    Raises:
        OSError: There is no answer, or one of an error (`urllib.error.HTTPError`).
        ValueError: The answer is too large, or leads out of the web.
        HTTPException: It is no answer of the web.
    """
    credentials = (_CREDENTIALS.search(address) or [""])[0].removesuffix("@")
    return _get(without_credentials(address), credentials)[0]


def _download(where: str, *, whole: bool) -> tuple[Published | None, tuple[str, ...], list[Problem]]:
    credentials = (_CREDENTIALS.search(where) or [""])[0].removesuffix("@")
    address = urllib.parse.urldefrag(without_credentials(where).partition("?")[0]).url
    if not address.endswith(".json"):
        address = f"{address.rstrip('/')}/clauses.json"
    try:
        data, final = _get(address, credentials)
    except FAILURES as error:
        return None, (), [unreadable(address, reason(error))]
    published, problems = read_published(address, data, whole=whole)
    if published is None:
        return None, (), problems
    bases = tuple(dict.fromkeys(f"{place.rpartition('/')[0]}/" for place in (address, final)))
    glossary = f"{bases[-1]}glossary.json"
    terms = None
    try:
        is_same_host = urllib.parse.urlsplit(final).netloc == urllib.parse.urlsplit(address).netloc
        terms = _terms(glossary, _get(glossary, credentials if is_same_host else "")[0], problems)
    except urllib.error.HTTPError as error:
        if error.code not in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE):  # a site need not have a glossary
            problems.append(_without_terms(glossary, reason(error)))
    except FAILURES as error:
        problems.append(_without_terms(glossary, reason(error)))
    return dataclasses.replace(published, terms=terms), bases, problems


def _terms(name: str, data: bytes, problems: list[Problem]) -> Terms | None:
    terms = read_terms(data)
    if terms is None:
        problems.append(_without_terms(name, "it is not the glossary.json of a site"))
    return terms


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows an answer to another address of the web, and to nothing else."""

    def redirect_request(self, *arguments: Any, **named: Any) -> urllib.request.Request | None:
        request = super().redirect_request(*arguments, **named)
        if request is not None and request.type not in ("http", "https"):
            raise ValueError(f"the server leads to an address that begins with '{request.type}:'")
        return request


def _opener() -> urllib.request.OpenerDirector:
    """What opens addresses of the web alone; urllib's own opener reads `ftp:`, `file:` and `data:` as well."""
    opener = urllib.request.OpenerDirector()
    handlers: tuple[Any, ...] = (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
        _Redirects,
    )
    for handler in handlers:
        opener.add_handler(handler())
    return opener


def _get(address: str, credentials: str) -> tuple[bytes, str]:
    """Get the bytes at an address, and the address that it led to."""
    request = urllib.request.Request(address, headers={"User-Agent": f"mkdocs-declaration/{__version__}"})  # noqa: S310 - http or https
    if credentials:
        basic = base64.b64encode(urllib.parse.unquote(credentials).encode()).decode("ascii")
        request.add_unredirected_header("Authorization", f"Basic {basic}")
    with _opener().open(request, timeout=_TIMEOUT) as response:
        data: bytes = response.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
        return data, without_credentials(str(response.url))


def reason(error: Exception) -> str:
    """Why an answer was not had, in a few words."""
    if isinstance(error, urllib.error.HTTPError):
        return f"the server says {error.code} {error.reason}".rstrip()
    if isinstance(error, urllib.error.URLError):
        inner = error.reason
        error = inner if isinstance(inner, Exception) else error
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


def unreadable(name: str, why: str) -> Problem:
    """Report that a site cannot be read.

    Args:
        name: Its path or address.
        why: What stands in the way.
    """
    message = f"cannot read the site's list of clauses: {why}; name its clauses.json, its address or its folder"
    return Problem(Rule.UNREADABLE_SITE, message, Source(without_credentials(name)))


def _without_terms(name: str, why: str) -> Problem:
    message = f"cannot read the site's glossary: {why}; links to its entries are not checked"
    return Problem(Rule.UNREADABLE_SITE, message, Source(name))
