"""`mkdocs-declaration check-links`: links and quotations in other documents are checked against a site."""

from __future__ import annotations

import sys

import click

from mkdocs_declaration.addresses import Addresses, bases, is_base
from mkdocs_declaration.documents import find_files, load_document
from mkdocs_declaration.linkcheck import check_document
from mkdocs_declaration.problems import report, workflow_commands
from mkdocs_declaration.retrieval import retrieve


def _only(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> str:
    """The one value of an option that the name of a file must not override."""
    if len(given) > 1:
        raise click.BadParameter(
            f"expected one site, found {' and '.join(given)}; put '--' before files whose names begin with '-'"
        )
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
@click.option(
    "--format", "form", type=click.Choice(["text", "github"]), default="text", help="How problems are written."
)
def command(paths: tuple[str, ...], against: str, sites: tuple[str, ...], form: str) -> None:
    """Report links to clauses in other documents that are wrong, and words quoted beside them that changed.

    PATH is a file or a folder: Markdown, HTML, reStructuredText, plain text, Word or PDF. The exit status is 1 if
    anything is wrong, and 2 if the site cannot be read.
    """
    write = workflow_commands if form == "github" else report
    for site in sites:
        if not is_base(site):
            raise click.BadParameter(f"expected an address such as https://example.org/treaty/, found '{site}'")
    published, from_, problems = retrieve(against)
    if published is None:
        click.echo(write(problems))
        sys.exit(2)
    starts = bases([*([published.site] if published.site else []), *from_, *sites])
    if not starts:
        raise click.UsageError(f"{against} does not say at which address the site is; add '--site URL'")
    addresses = Addresses(published, starts)
    files, problems = find_files(paths)
    links = 0
    for name in files:
        document, found = load_document(name)
        problems += found
        if document is not None:
            checked = check_document(document, addresses)
            links += checked.links
            problems += checked.problems
    if problems:
        click.echo(write(problems))
    counts = ((links, "link"), (len(files), "file"), (len(set(problems)), "problem"))
    said = [f"{count} {thing}{'' if count == 1 else 's'}" for count, thing in counts]
    click.echo(f"{said[0]} in {said[1]}, {said[2]}")
    if not links and not problems:
        click.echo(f"No link starts with {' or '.join(starts)}; if the site is elsewhere, add '--site URL'.", err=True)
    sys.exit(1 if problems else 0)
