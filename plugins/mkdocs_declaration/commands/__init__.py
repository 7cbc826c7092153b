"""The commands that an author runs without building a site: a file a command."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

from mkdocs_declaration import __version__

NAMES = ("check", "check-links", "freeze", "resolve", "schema")
"""The commands; the module of each has its name."""


class _Commands(MutableMapping[str, click.Command]):
    """The commands by their names, each imported when it is asked for: what checks links need not load MkDocs."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command | None] = dict.fromkeys(NAMES)

    def __getitem__(self, name: str) -> click.Command:
        command = self._loaded[name]
        if command is None:
            command = self._loaded[name] = import_module(f"{__name__}.{name.replace('-', '_')}").command
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)


@click.group(commands=_Commands())
@click.version_option(__version__)
def main() -> None:
    """Work on the encoding of a legal instrument."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is written by its code
            stream.reconfigure(errors="backslashreplace")
