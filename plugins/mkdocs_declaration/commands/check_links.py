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
    retrieve_packed,
    root_of,
    unreadable,
    without_credentials,
)
from mkdocs_declaration.documents.readers import INSTALL, find_files
from mkdocs_declaration.foundation.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs_declaration.documents.links.rewriting import Rewriting
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
@click.option("--document-base", default="", metavar="URL", help="The address that PATH is published at.")
@click.option("--fix", "is_fix", is_flag=True, help="Put addresses right that are certain.")
@click.option("--diff", "is_diff", is_flag=True, help="Show as a unified diff what --fix changes.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
def command(
    *,
    paths: tuple[str, ...],
    against: str,
    sites: tuple[str, ...],
    document_base: str,
    is_fix: bool,
    is_diff: bool,
    form: str,
) -> None:
    """Report links to clauses in other documents that are wrong, and words quoted beside them that changed.

    PATH is a file or a folder: Markdown (with Quarto, MDX and notebooks), HTML, reStructuredText, AsciiDoc, LaTeX,
    plain text, Word, OpenDocument or PDF. With --fix, addresses of what was moved or renamed, or is written almost
    right, are put right in all of these but the last three; no quoted word is changed. With --diff alone nothing is
    written; the diff is on the standard output, and problems are on the standard error.

    The exit status is 0 if nothing is wrong or --fix put all of it right, 1 if something is wrong, and 2 if the site
    cannot be read or the command is not used as it is meant to be.
    """
    try:  # an author who only builds a site need not have the libraries of this command
        from mkdocs_declaration.documents.links.linkcheck import addresses_of, check_all  # noqa: PLC0415
        from mkdocs_declaration.documents.links.relative import published_at  # noqa: PLC0415
        from mkdocs_declaration.documents.links.rewriting import difference, rewritings, write_all  # noqa: PLC0415
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise click.UsageError(f"the library '{library}' is not installed; {INSTALL}") from error
    if is_diff and form != "text":
        raise click.UsageError("expected '--diff' or '--format', found both; a diff is what is written; leave one out")
    _check_bases((*sites, *filter(None, [document_base])))
    with Confined() as process:
        starts, addresses, problems = _prepared(process, addresses_of, against, sites, form)
        found = find_files(paths)
        problems += found.problems
        root = root_of(against, addresses)
        published = {name: published_at(name, paths, document_base) for name in found.files}
        links, relative, further = check_all(published, root, process)
        problems += further
        files: list[Rewriting] = []
        if is_fix or is_diff or form == "sarif":
            problems, files = rewritings(problems, process, published)
        for shown in filter(None, map(difference, files if is_diff else ())):
            click.echo(shown)
        if is_fix:
            files, names = write_all(files, found.files)
            problems = [problem for problem in problems if problem.source.name not in names]
            problems += check_all({name: published[name] for name in names}, root, process)[2]
    _tell_passed(found.passed)
    if is_fix or is_diff:
        _tell(files, is_fix=is_fix)
    _print(problems, form, err=is_diff)
    linked, read = _counted(links, "link"), _counted(len(found.files), "file")
    wrong = _counted(len(set(problems)), "problem")
    click.echo(
        f"{linked} in {read}, {wrong}{_unread(found.unread)}{_passed(relative)}", err=is_diff or form in FOR_PROGRAMS
    )
    if not links and not problems:
        _tell_starts(starts)
    sys.exit(1 if problems else 0)


def _tell_passed(passed: Iterable[tuple[str, str]]) -> None:
    """Name what was not read."""
    for name, obstacle in passed:
        click.echo(printable(f"{name}: passed over, since it is {obstacle}"), err=True)


def _tell_starts(starts: Iterable[str]) -> None:
    """Say what links were looked for, where there are none."""
    where = " or ".join(map(printable, starts))
    click.echo(f"No link starts with {where}; if the site is elsewhere, add '--site URL'.", err=True)


def _check_bases(addresses: tuple[str, ...]) -> None:
    """Refuse what is no address that links can start with."""
    for site in addresses:
        if not is_base(site):
            shown = printable(without_credentials(site))
            raise click.BadParameter(f"expected an address such as https://example.org/treaty/, found '{shown}'")


def _prepared(
    process: Confined, function: Callable[..., object], against: str, sites: tuple[str, ...], form: str
) -> tuple[tuple[str, ...], tuple[str, ...], list[Problem]]:
    """Read the site, and prepare what its addresses mean; ends the command where that is not possible.

    Returns:
        The addresses at which links into the site start, where it was read, and what is wrong with it.
    """
    try:
        packed, addresses, problems = process.call(retrieve_packed, against, seconds=MAX_SECONDS)
    except ExceededError as error:
        packed, addresses, problems = None, (), [unreadable(against, f"it {error}")]
    if packed is None:
        _print(problems, form)
        sys.exit(2)
    stated = [packed.site] if packed.site else []
    starts = bases(map(without_credentials, [*stated, *addresses, *sites]))
    if not starts:
        shown = printable(against)
        raise click.UsageError(f"{shown} does not say at which address the site is; add '--site URL'")
    try:
        process.prepare(function, packed, starts)
    except ExceededError as error:
        _print([unreadable(against, f"preparing it {error}")], form)
        sys.exit(2)
    return starts, addresses, problems


def _unread(counts: Mapping[str, int]) -> str:
    """How many files of folders were not read since their formats are not known, and which formats these are."""
    count = sum(counts.values())
    if not count:
        return ""
    shown = [f"{printable(ending)} {number}" for ending, number in list(counts.items())[:MAX_ENDINGS]]
    shown += ["…"] if len(counts) > MAX_ENDINGS else []
    return f"; {_counted(count, 'file')} not read ({', '.join(shown)})"


def _passed(relative: int) -> str:
    """How many relative links were passed over that could lead into the site."""
    if not relative:
        return ""
    return f"; {_counted(relative, 'relative link')} not checked, add '--document-base URL'"


def _print(problems: list[Problem], form: str, *, err: bool = False) -> None:
    if problems or form in FOR_PROGRAMS:
        click.echo(FORMATS[form](problems), err=err)


def _tell(files: list[Rewriting], *, is_fix: bool) -> None:
    """Say how many addresses were put right, or can be, and why others were not."""
    for file in files:
        if file.left:
            message = f"{file.name}: {_counted(file.left, 'certain link')} not put right: {file.obstacle}"
            click.echo(printable(message), err=True)
    put_right = [file.links for file in files if file.links]
    what = "put right" if is_fix else "can be put right with --fix"
    click.echo(f"{_counted(sum(put_right), 'link')} in {_counted(len(put_right), 'file')} {what}", err=True)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
