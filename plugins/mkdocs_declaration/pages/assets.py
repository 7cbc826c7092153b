"""The scripts and styles of the reader, as files of a site."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = Path(__file__).with_name("assets")
"""The folder of their sources in the package."""
ROOT = "assets/declaration"
"""The folder of a site that they are published in."""
EMBED = FOLDER / "embed.js"
"""The script that pages of other sites load, at `/embed.js`: an address that never changes."""
WORKER = FOLDER / "workers" / "clause-search.js"
"""The worker of the search, for the theme whose search it is (hosts/material.py)."""
BASE_STYLES = ("tokens", "text", "parts", "home", "glossary", "glance", "print")
"""The style sheets for every theme, by their names and in their order."""
READER_STYLES = (
    "tokens",
    "material",
    "text",
    "parts",
    "home",
    "glossary",
    "glance",
    "tools",
    "card",
    "cite",
    "missing",
)
"""Those for the themes that the scripts are made for, up to the ones that depend on the search."""
STYLE_SHEET = f"{ROOT}/declaration.css"
"""The address of the style sheet that a page loads."""
SCRIPT = f"{ROOT}/scripts/main.js"
"""The address of the script that a page loads, a module (HTML, `script type=module`)."""


def style_sheet(names: Iterable[str]) -> str:
    """Join style sheets, so that a page asks for one file.

    Args:
        names: Their names, in their order.
    """
    return "\n".join((FOLDER / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in names)


def scripts() -> Mapping[str, Path]:
    """The files of the scripts, by their addresses: `assets/declaration/scripts/main.js`."""
    return MappingProxyType({f"{ROOT}/scripts/{path.name}": path for path in sorted((FOLDER / "scripts").iterdir())})
