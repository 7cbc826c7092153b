"""`mkdocs-declaration resolve`: what a number or a label names on a published site."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sys
from typing import TYPE_CHECKING

import click

from mkdocs_declaration.documents.confinement import Confined, ExceededError
from mkdocs_declaration.documents.links.retrieval import MAX_SECONDS, unreadable
from mkdocs_declaration.documents.readers import INSTALL
from mkdocs_declaration.foundation.terminal import printable
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.problems import report

if TYPE_CHECKING:
    from collections.abc import Collection


@click.command("resolve")
@click.argument("written", metavar="NAME")
@click.option(
    "--against", required=True, metavar="WHERE", help="The site: its address, its folder or its clauses.json."
)
@click.option("--style", default="plain", metavar="STYLE", help="The style of the citation: plain, oscola, bluebook …")
@click.option(
    "--locator",
    "program",
    metavar="PROGRAM",
    help="Also write what cites it beside the record of the whole: for pandoc, biblatex, or a suffix (Zotero, Word).",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
def command(written: str, against: str, style: str, program: str | None, form: str) -> None:
    """Say what a number, a label, an id or a range names: id, label, address, words and citation.

    NAME is as people write it: "paragraph 1.3(ii)", "1.3.ii", "paras 2.1-2.2(iii)". The exit status is 0 if a clause
    or a range is certainly meant, 1 if none is, and 2 if the site cannot be read.
    """
    try:
        from mkdocs_declaration.documents.links.resolution import resolve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        raise click.UsageError(f"the library '{library}' is not installed; {INSTALL}") from error
    today = Catalogue().date(datetime.datetime.now().astimezone().date())
    with Confined() as process:
        try:
            found, near, problems = process.call(resolve, against, written, today, seconds=MAX_SECONDS)
        except ExceededError as error:
            found, near, problems = None, None, [unreadable(against, f"it {error}")]
    if problems:
        click.echo(report(problems), err=True)
        sys.exit(2)
    if found is None:
        way_out = f"; did you mean {near.id} ({near.label})?" if near is not None else ""
        click.echo(printable(f"nothing is certainly meant by '{written}'{way_out}"), err=True)
        sys.exit(1)
    _expect(style, found.citations, "--style")
    if program is not None:
        _expect(program, found.locators, "--locator")
    if form == "json":
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1))
        return
    words = (line for line in (found.before, *found.words.split("\n"), found.after) if line)
    cited = filter(None, (found.citations[style], found.in_text.get(style), found.locators.get(program or "")))
    click.echo("\n".join(map(printable, (found.id, found.label, found.address, *words, *cited))))


def _expect(name: str, known: Collection[str], option: str) -> None:
    """Raise a problem of an option whose value the site does not know."""
    if name not in known:
        expected = f"one of {', '.join(known)}" if known else "a site that was built with a newer version"
        raise click.BadParameter(printable(f"expected {expected}, found '{name}'"), param_hint=option)
