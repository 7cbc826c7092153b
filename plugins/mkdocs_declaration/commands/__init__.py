"""The commands that an author runs without building a site: a file a command."""

from __future__ import annotations

import io
import sys

import click

from mkdocs_declaration import __version__
from mkdocs_declaration.commands import check, check_links, freeze, resolve, schema


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Work on the encoding of a legal instrument."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is written by its code
            stream.reconfigure(errors="backslashreplace")


for module in (check, freeze, schema, check_links, resolve):
    main.add_command(module.command)
