"""`mkdocs-declaration check-links`: links and quotations in other documents are checked against a site."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mkdocs_declaration.commands.formats import FOR_PROGRAMS, FORMATS
from mkdocs_declaration.documents.confinement import Confined, ExceededError
from mkdocs_declaration.documents.links.bases import bases, is_base
from mkdocs_declaration.documents.links.retrieval import (
    MAX_SECONDS,
    retrieve,
    root_of,
    unreadable,
    without_credentials,
)
from mkdocs_declaration.documents.readers import INSTALL, find_files
from mkdocs_declaration.foundation.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.problems import Problem

MAX_ENDINGS = 5
"""How many endings of names are told whose files are not read."""


def _only(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> str:
    """The one value of an option that the name of a file must not override."""
    if len(given) > 1:
        shown = " and ".join(printable(without_credentials(where)) for where in given)
        raise click.BadParameter(f"expected one site, found {shown}; put '--' before files whose names begin with '-'")
    return given[0]


@click.command("check-links")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--against",
    required=True,
    multiple=True,
    callback=_only,
    metavar="WHERE",
    help="The site: its address, its folder or its clauses.json.",
)
@click.option("--site", "sites", multiple=True, metavar="URL", help="A further address at which links into it start.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
def command(paths: tuple[str, ...], against: str, sites: tuple[str, ...], form: str) -> None:
    """Report links to clauses in other documents that are wrong, and words quoted beside them that changed.

    PATH is a file or a folder: Markdown (with Quarto, MDX and notebooks), HTML, reStructuredText, AsciiDoc, LaTeX,
    plain text, Word, OpenDocument or PDF. The exit status is 0 if nothing is wrong, 1 if something is, and 2 if the
    site cannot be read or the command is not used as it is meant to be.
    """
    try:  # an author who only builds a site need not have the libraries of this command
        from mkdocs_declaration.documents.links.addresses import Addresses  # noqa: PLC0415
        from mkdocs_declaration.documents.links.linkcheck import check_files  # noqa: PLC0415
        from mkdocs_declaration.documents.links.pages import Unsettled, settle  # noqa: PLC0415
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise click.UsageError(f"the library '{library}' is not installed; {INSTALL}") from error
    for site in sites:
        if not is_base(site):
            shown = printable(without_credentials(site))
            raise click.BadParameter(f"expected an address such as https://example.org/treaty/, found '{shown}'")
    with Confined() as process:
        try:
            published, addresses, problems = process.call(retrieve, against, seconds=MAX_SECONDS)
        except ExceededError as error:
            published, addresses, problems = None, (), [unreadable(against, f"it {error}")]
        if published is None:
            _print(problems, form)
            sys.exit(2)
        stated = [published.site] if published.site else []
        starts = bases(map(without_credentials, [*stated, *addresses, *sites]))
        if not starts:
            shown = printable(against)
            raise click.UsageError(f"{shown} does not say at which address the site is; add '--site URL'")
        try:
            process.prepare(Addresses, published, starts)
        except ExceededError as error:
            _print([unreadable(against, f"preparing it {error}")], form)
            sys.exit(2)
        found = find_files(paths)
        problems += found.problems
        links = 0
        unsettled: list[Unsettled] = []
        for checked in check_files(found.files, process):
            links += checked.links
            problems += checked.problems
            unsettled += checked.unsettled
        problems += settle(unsettled, root_of(against, addresses), process)
    for name, obstacle in found.passed:
        click.echo(printable(f"{name}: passed over, since it is {obstacle}"), err=True)
    _print(problems, form)
    counts = ((links, "link"), (len(found.files), "file"), (len(set(problems)), "problem"))
    linked, read, wrong = (f"{count} {thing}{'' if count == 1 else 's'}" for count, thing in counts)
    click.echo(f"{linked} in {read}, {wrong}{_unread(found.unread)}", err=form in FOR_PROGRAMS)
    if not links and not problems:
        where = " or ".join(map(printable, starts))
        click.echo(f"No link starts with {where}; if the site is elsewhere, add '--site URL'.", err=True)
    sys.exit(1 if problems else 0)


def _unread(counts: Mapping[str, int]) -> str:
    """How many files of folders were not read since their formats are not known, and which formats these are."""
    count = sum(counts.values())
    if not count:
        return ""
    shown = [f"{printable(ending)} {number}" for ending, number in list(counts.items())[:MAX_ENDINGS]]
    shown += ["…"] if len(counts) > MAX_ENDINGS else []
    return f"; {count} file{'' if count == 1 else 's'} not read ({', '.join(shown)})"


def _print(problems: list[Problem], form: str) -> None:
    if problems or form in FOR_PROGRAMS:
        click.echo(FORMATS[form](problems))
