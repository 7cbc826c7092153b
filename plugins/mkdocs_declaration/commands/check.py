"""`mkdocs-declaration check`: every problem of an encoding and its glossary, without a site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mkdocs_declaration.catalogue import Words
from mkdocs_declaration.edition import load_edition
from mkdocs_declaration.problems import report


@click.command("check")
@click.argument("encoding")
@click.option("--glossary", help="The glossary of the instrument.")
def command(encoding: str, glossary: str | None) -> None:
    """Report every problem in ENCODING and its glossary; the exit status is 1 if there is an error."""
    edition, problems = load_edition(
        (encoding, Path(encoding)), (glossary, Path(glossary)) if glossary else None, Words()
    )
    if problems:
        click.echo(report(problems), err=True)
    if edition is None:
        sys.exit(1)
    click.echo(f"{encoding}: {len(edition.instrument.clauses)} clauses, {len(edition.glossary.terms)} terms")
