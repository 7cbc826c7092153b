"""The commands that an author runs without building a site."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from mkdocs_declaration import __version__
from mkdocs_declaration.catalogue import Words
from mkdocs_declaration.edition import load_edition
from mkdocs_declaration.encoding import Encoding
from mkdocs_declaration.glossary import GlossaryData
from mkdocs_declaration.problems import report
from mkdocs_declaration.shape import json_schema

SCHEMAS = {"encoding": (Encoding, "Encoding of a legal instrument"), "glossary": (GlossaryData, "Glossary")}
"""The shapes whose schemas are printed, with their titles."""


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Work on the encoding of a legal instrument."""


@main.command()
@click.argument("encoding")
@click.option("--glossary", help="The glossary of the instrument.")
def check(encoding: str, glossary: str | None) -> None:
    """Report every problem in ENCODING and its glossary; the exit status is 1 if there is an error."""
    edition, problems = load_edition(
        (encoding, Path(encoding)), (glossary, Path(glossary)) if glossary else None, Words()
    )
    if problems:
        click.echo(report(problems), err=True)
    if edition is None:
        sys.exit(1)
    click.echo(f"{encoding}: {len(edition.instrument.clauses)} clauses, {len(edition.glossary.terms)} terms")


@main.command()
@click.argument("name", type=click.Choice(sorted(SCHEMAS)))
def schema(name: str) -> None:
    """Print the JSON Schema of a file, for editors that complete YAML from one."""
    shape, title = SCHEMAS[name]
    click.echo(json.dumps(json_schema(shape, title=title), indent=2, ensure_ascii=False))
