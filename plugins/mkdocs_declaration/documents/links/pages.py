"""Pages of a site, looked up for the places on them that are no clauses: headings, entries, pages written by hand."""

from __future__ import annotations

import dataclasses
import html
import http
import re
import urllib.error
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.confinement import ExceededError
from mkdocs_declaration.documents.links.nearest import Nearest
from mkdocs_declaration.documents.links.retrieval import FAILURES, fetch, reason
from mkdocs_declaration.foundation.files import is_within, read_file, why_unread
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mkdocs_declaration.documents.confinement import Confined
    from mkdocs_declaration.documents.links.targets import Place

MAX_BYTES = 32 * 2**20
"""The largest page that is looked up, in bytes."""
MAX_PAGES = 500
"""How many pages of a site are looked up."""
MAX_SECONDS = 20.0
"""The most seconds that a page may take."""
MAX_FAILURES = 3
"""After so many pages that cannot be read, no more are asked for."""
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass(frozen=True)
class Unsettled:
    """A link to a place that is to be looked up, and the problem if there is none."""

    place: Place
    problem: Problem


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A page of a site that was looked up."""

    ids: frozenset[str] | None = None
    """The ids of places on it; None if they cannot be told."""
    is_missing: bool = False
    """Whether there is no such page."""
    obstacle: str = ""
    """Why it cannot be read, if it cannot."""


def settle(unsettled: Iterable[Unsettled], root: str | Path | None, process: Confined) -> list[Problem]:
    """Look up the pages of places.

    Args:
        unsettled: The links.
        root: Where the site is: its address with a slash at its end, or its folder; None if there is its list of
            clauses alone.
        process: Where pages are read, within bounds of time and memory.

    Returns:
        The problems of links to what is not there, and one for each page that cannot be read.
    """
    pages: dict[str, LookedUp] = {}
    problems = []
    failures = 0
    for link in unsettled:
        place = link.place
        page = pages.get(place.page)
        if page is None:
            page = LookedUp()
            if root is not None and failures < MAX_FAILURES:
                page = (
                    _looked_up(root, place.page, process) if len(pages) < MAX_PAGES else LookedUp(obstacle="too many")
                )
            pages[place.page] = page
            if page.obstacle:
                failures += 1
                problems.append(_unread(root, place.page, page.obstacle, is_last=failures == MAX_FAILURES))
        if (problem := _problem(link, page)) is not None:
            problems.append(problem)
    return problems


def _problem(link: Unsettled, page: LookedUp) -> Problem | None:
    place, problem = link.place, link.problem
    if page.is_missing:
        return dataclasses.replace(problem, rule=place.missing.rule, message=place.missing.message, correction=None)
    if page.ids is None:
        return (
            dataclasses.replace(problem, message=f"{problem.message}{_way_out(place, None)}")
            if place.is_certain
            else None
        )
    if not place.fragment or place.fragment in page.ids:
        return None
    if place.error.rule is not Rule.UNKNOWN_FRAGMENT:
        return problem
    near = Nearest(sorted(id_ for id_ in page.ids if not id_.startswith("_"))).find(place.fragment)
    return dataclasses.replace(problem, message=f"{problem.message}{_way_out(place, near)}")


def _way_out(place: Place, near: str | None) -> str:
    if place.error.rule is not Rule.UNKNOWN_FRAGMENT:
        return ""
    address = f"{place.base}{place.page}"
    return f"; did you mean '{near}', {address}#{near}?" if near else f"; link to {address} or to a place on it"


def _looked_up(root: str | Path, page: str, process: Confined) -> LookedUp:
    try:
        return process.call(look_up, root, page, seconds=MAX_SECONDS)
    except ExceededError as error:
        return LookedUp(obstacle=f"it {error}")


def look_up(root: str | Path, page: str) -> LookedUp:
    """Look up a page.

    Args:
        root: The folder of a built site, or its address with a slash at its end.
        page: The address of the page below it.
    """
    return _downloaded(root, page) if isinstance(root, str) else _read(root, page)


def _read(folder: Path, page: str) -> LookedUp:
    name = page.rstrip("/")
    for path in (folder / name, folder / name / "index.html", folder / f"{name}.html"):
        try:
            if path.is_file() and is_within(path, folder):
                return LookedUp(ids_of(read_file(path, MAX_BYTES)))
        except OSError as error:
            return LookedUp(obstacle=why_unread(error))
    return LookedUp(is_missing=True)


def _downloaded(root: str, page: str) -> LookedUp:
    try:
        return LookedUp(ids_of(fetch(f"{root}{urllib.parse.quote(page)}")))
    except urllib.error.HTTPError as error:
        if error.code in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE):
            return LookedUp(is_missing=True)
        return LookedUp(obstacle=reason(error))
    except FAILURES as error:
        return LookedUp(obstacle=reason(error))


def ids_of(data: bytes) -> frozenset[str]:
    """The ids of places on a page, as browsers find them: `id` of any element, and `name`, as of `a`."""
    text = data.decode("utf-8", errors="replace")
    ids = set()
    for tag in _TAG.findall(text):
        for quoted, single, bare in _ID.findall(tag):
            ids.add(html.unescape(quoted or single or bare))
    return frozenset(ids)


def _unread(root: str | Path | None, page: str, why: str, *, is_last: bool) -> Problem:
    if why == "too many":
        message = (
            f"expected links to at most {MAX_PAGES} pages beside the text, found more; the others are not looked up"
        )
        return Problem(Rule.UNREADABLE_SITE, message, Source(str(root)))
    further = "; no further page is asked for" if is_last else ""
    message = f"cannot read the page: {why}; links to places on it are not checked{further}"
    return Problem(Rule.UNREADABLE_SITE, message, Source(f"{root}{'' if isinstance(root, str) else '/'}{page}"))
