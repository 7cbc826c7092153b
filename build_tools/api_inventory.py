"""A hook of this site's build: what is documented of the program has an inventory of its own.

mkdocstrings writes one file for all, at the root, where the clauses of the text would be one entry in ten. Its own
objects go to `developers/objects.inv`, with addresses relative to that folder, as readers of inventories have them
(sphinx.util.inventory; mkdocstrings, `load_inventory`).
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_declaration import __version__

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

NAME, FOLDER = "objects.inv", "developers/"
HEAD_LINES = 4


def on_post_build(config: MkDocsConfig) -> None:
    """Part the inventory in two."""
    root = Path(config.site_dir, NAME)
    head, lines = read(root.read_bytes())
    of_text = [line for line in lines if " std:" in line]
    of_program = [line.replace(f" {FOLDER}", " ", 1) for line in lines if line not in set(of_text)]
    root.write_bytes(written(head, of_text))
    named = [head[0], "# Project: mkdocs-declaration", f"# Version: {__version__}", head[3]]
    (root.parent / FOLDER / NAME).write_bytes(written(named, of_program))


def read(inventory: bytes) -> tuple[list[str], list[str]]:
    """The lines of an inventory of version 2: those of its head, and its entries."""
    *head, packed = inventory.split(b"\n", HEAD_LINES)
    return [line.decode() for line in head], zlib.decompress(packed).decode().splitlines()


def written(head: list[str], lines: list[str]) -> bytes:
    """An inventory of version 2."""
    return "".join(f"{line}\n" for line in head).encode() + zlib.compress(
        "".join(f"{line}\n" for line in lines).encode(), 9
    )
