"""The scripts and styles of the reader, which every site publishes: bundled, under names that change with their bytes.

The sources are in `assets/`; `build_tools/bundle.py` makes `bundle/` of them, which the wheel carries. It loads this
module by itself, where nothing is installed: nothing but the standard library is imported here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCES = Path(__file__).parents[1] / "assets"
"""The folder of the sources; an installed package has only what is made of them."""
BUNDLE = Path(__file__).parents[1] / "bundle"
"""The folder of what is made of them."""
ROOT = "assets/declaration"
"""The folder of a site that it is published in."""
BASE_STYLE = "styles/base.css"
"""The source of the style sheet for every theme."""
READER_STYLE = "styles/reader.css"
"""That for the themes that the scripts are made for."""
CITE_STYLE = "styles/cite.css"
"""That of the panel with citations, which scripts load when something is cited."""
FURTHER_STYLE = "styles/further.css"
"""That of what few pages have, which load it as well: At a glance, changes, downloads, long texts and glossaries."""
SCRIPT = "scripts/main.js"
"""The source of the script that their pages load, a module (HTML, `script type=module`)."""
TOOLS_SCRIPT = "scripts/tools.js"
"""That where a site has the search of such a theme."""
PLAIN_SCRIPT = "scripts/plain.js"
"""That for every other theme: the search."""
SEARCH = "scripts/search/dialog.js"
"""The source of what these load when a reader turns to the search."""
WORKER = "workers/search.js"
"""The source of the worker of the search, a module."""
EMBED = "embed.js"
"""The script that pages of other sites load: its address, `/embed.js`, never changes."""
STYLES = (BASE_STYLE, READER_STYLE)
"""The sources of which a style sheet is made each."""
SCRIPTS = (SCRIPT, TOOLS_SCRIPT, PLAIN_SCRIPT)
"""The sources of which a script for pages is made each."""
ENTRIES = (*STYLES, CITE_STYLE, FURTHER_STYLE, *SCRIPTS, SEARCH, WORKER, EMBED)
"""All sources whose files are asked for by their names."""


class MissingBundleError(Exception):
    """The package has no scripts and styles, or not all: it is a clone in which they were not bundled, or long ago."""

    def __init__(self) -> None:
        super().__init__("the scripts and styles are not bundled; run 'make bundle' in the clone of mkdocs-declaration")


class Bundle(NamedTuple):
    """What was made of the sources."""

    entries: Mapping[str, Path]
    """The files that a page, a worker or another site asks for, by their source."""
    parts: tuple[Path, ...]
    """Parts of scripts, which these ask for."""

    def address(self, source: str) -> str:
        """Where what is made of a source is published.

        Args:
            source: `styles/base.css`, for instance.

        Returns:
            Relative to the site's root: `assets/declaration/base-5XQ2ABCD.css`.
        """
        return f"{ROOT}/{self.entries[source].name}"


def bundle() -> Bundle:
    """What was made of the sources; read at each build, since a preview may outlive a bundle.

    Raises:
        MissingBundleError: There is none, or one of older sources without what pages ask for now.
    """
    try:
        manifest = json.loads((BUNDLE / "manifest.json").read_bytes())
    except FileNotFoundError:
        raise MissingBundleError from None
    entries = {source: BUNDLE / name for source, name in manifest["entries"].items()}
    if not entries.keys() >= set(ENTRIES):
        raise MissingBundleError
    return Bundle(entries, tuple(BUNDLE / name for name in manifest["parts"]))
