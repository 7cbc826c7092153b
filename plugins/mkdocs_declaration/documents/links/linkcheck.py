"""Check the links and quotations of documents against a published site."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.confinement import ExceededError
from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.pages import Unsettled, settle
from mkdocs_declaration.documents.links.quotecheck import check_quotations
from mkdocs_declaration.documents.links.relative import could_lead_into, located
from mkdocs_declaration.documents.readers import read_document
from mkdocs_declaration.foundation.bounds import MAX_DOCUMENT_BYTES
from mkdocs_declaration.foundation.edits import Correction
from mkdocs_declaration.foundation.files import read_file, why_unread
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mkdocs_declaration.documents.confinement import Confined
    from mkdocs_declaration.documents.links.retrieval import Packed
    from mkdocs_declaration.documents.links.targets import AddressError, Target
    from mkdocs_declaration.documents.readers.passages import Document, Link


@dataclass(frozen=True)
class Checked:
    """The result of checking a document."""

    links: int
    """The number of links into the site."""
    problems: tuple[Problem, ...]
    """The problems of these links and of the quotations next to them."""
    unsettled: tuple[Unsettled, ...] = ()
    """The links to places that are to be looked up."""
    relative: int = 0
    """The number of relative links that could lead into the site, where it is not known from where."""


def addresses_of(packed: Packed, starts: tuple[str, ...]) -> Addresses:
    """What addresses in a site mean; for `Confined.prepare`.

    Args:
        packed: The site.
        starts: The addresses at which links into it start.
    """
    return Addresses(packed.unpacked(), starts)


def check_all(names: Mapping[str, str], root: str | Path | None, process: Confined) -> tuple[int, int, list[Problem]]:
    """Check files, and look up the places that links in them lead to.

    Args:
        names: The paths of the files, each with the address that it is published at; empty if that is not known.
        root: Where the site is; see `settle`.
        process: Where they are read, prepared with `Addresses` of the site.

    Returns:
        The number of links into the site, that of relative links that could lead into it, and the problems.
    """
    links = relative = 0
    problems: list[Problem] = []
    unsettled: list[Unsettled] = []
    for checked in check_files(names, process, names):
        links += checked.links
        relative += checked.relative
        problems += checked.problems
        unsettled += checked.unsettled
    return links, relative, problems + settle(unsettled, root, process)


def check_files(
    names: Iterable[str], process: Confined, published: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Checked]:
    """Check files, each within bounds of size, time and memory; many of them in several processes at once.

    Args:
        names: The paths of the files.
        process: Where they are read, prepared with `Addresses` of the site.
        published: The addresses that the files are published at, by their paths; of others that is not known.

    Returns:
        What was found in each of them, in their order.
    """

    def check(process: Confined, name: str) -> Checked:
        try:
            data = read_file(name, MAX_DOCUMENT_BYTES)
            return process.call_prepared(check_file, name, data, published.get(name, ""))
        except ExceededError as error:
            message = f"expected a document that can be checked, found one that {error}; split it or leave it out"
        except OSError as error:
            message = f"cannot read the file: {why_unread(error)}"
        return Checked(0, (Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name)),))

    return process.each(check, tuple(names))


def check_file(addresses: Addresses, name: str, data: bytes, where: str = "") -> Checked:
    """Check one file.

    Args:
        addresses: What addresses in the site mean.
        name: The path of the file.
        data: Its bytes.
        where: The address that it is published at; empty if that is not known.

    Returns:
        What was found, with those lines of the file alone that the problems are about.
    """
    document, problems = read_document(name, data)
    checked = check_document(located(document, where), addresses) if document is not None else Checked(0, ())
    slim = iter(_slimmed([*problems, *checked.problems, *(link.problem for link in checked.unsettled)]))
    own = tuple(itertools.islice(slim, len(problems) + len(checked.problems)))
    unsettled = tuple(Unsettled(link.place, next(slim)) for link in checked.unsettled)
    return Checked(checked.links, own, unsettled, checked.relative)


def _slimmed(problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems of one file with a source that has no other lines than theirs, since all are kept to the end."""
    shown = {problem.at.line for problem in problems if problem.at is not None}
    slim: dict[int, Source] = {}
    for source in {id(problem.source): problem.source for problem in problems}.values():
        lines = tuple(line if number in shown else "" for number, line in enumerate(source.lines, 1))
        slim[id(source)] = Source(source.name, lines, source.places)
    return tuple(
        Problem(problem.rule, problem.message, slim[id(problem.source)], problem.at, problem.length, problem.correction)
        for problem in problems
    )


def check_document(document: Document, addresses: Addresses) -> Checked:
    """Hold a document against a site.

    Args:
        document: What there is to check.
        addresses: What addresses in the site mean.
    """
    problems = []
    unsettled = []
    targets = {link: target for link in document.links if (target := _target(link, addresses)) is not None}
    for link, target in targets.items():
        if target.error is not None:
            problems.append(_problem(document.source, link, target, target.error))
        if (place := target.place) is not None:
            unsettled.append(Unsettled(place, _problem(document.source, link, target, place.error)))
    problems += check_quotations(document, targets, addresses)
    leading = {link.address for link in targets}
    links = sum(address in leading for address in document.addresses)
    relative = sum(could_lead_into(addresses, link.address) for link in document.links if link not in targets)
    return Checked(links, tuple(problems), tuple(unsettled), relative)


def _problem(source: Source, link: Link, target: Target, error: AddressError) -> Problem:
    is_certain = error.is_certain and not link.continued
    correction = Correction(link.address, target.address) if is_certain else None
    return Problem(error.rule, error.message, source, link.at, link.length, correction)


def _target(link: Link, addresses: Addresses) -> Target | None:
    """Return the target of a link; of one that the end of a line may have cut, the right one if there is one."""
    target = addresses.target(link.address)
    for continued in link.continued:
        if target is not None and target.error is None and target.label and target.place is None:
            break
        other = addresses.target(continued)
        if other is not None and (target is None or other.error is None or other.error.is_certain):
            target = other
    return target
