"""The scripts and styles of the reader, which every site publishes at the same addresses."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).with_name("assets")
"""The folder of their sources in the package."""
ROOT = "assets/declaration"
"""The folder of a site that they are published in."""
EMBED = "embed.js"
"""The script that pages of other sites load, at an address that never changes."""
WORKER = FOLDER / "workers" / "clause-search.js"
"""The worker of the search, for the theme whose search it is (hosts/material.py)."""
STYLES = (f"{ROOT}/styles/declaration.css",)
"""The addresses of the style sheets that a page loads, in this order."""
SCRIPTS = (f"{ROOT}/scripts/main.js",)
"""The addresses of the scripts that a page loads, each a module (HTML, `script type=module`)."""


def assets() -> Mapping[str, Path]:
    """The files, by their addresses relative to the site's root: `assets/declaration/scripts/main.js`."""
    files = sorted(path for folder in ("scripts", "styles") for path in (FOLDER / folder).iterdir())
    addresses = {f"{ROOT}/{path.relative_to(FOLDER).as_posix()}": path for path in files}
    return MappingProxyType({EMBED: FOLDER / EMBED, **addresses})
