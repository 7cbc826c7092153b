"""The theme `mkdocs` of MkDocs and ProperDocs, and those that inherit from it: their script, and ids of clauses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_declaration.hosts.material.material import TEMPLATES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_SIGNS = ("toc.html", "js/bootstrap.bundle.min.js")
"""Files of this theme that, together, no other theme has."""


def add_templates(config: MkDocsConfig) -> None:
    """Put our template before that of the theme, and behind those of the site; without it the theme's script fails.

    Args:
        config: The configuration, in `on_pre_build`.
    """
    if any(all(Path(folder, file).is_file() for file in _SIGNS) for folder in config.theme.dirs):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(TEMPLATES / "mkdocs"))
