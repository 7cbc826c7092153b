"""The reader's scripts, styles and templates, which the plugin brings to the themes that they are made for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.files import File

from mkdocs_declaration.pages.assets import SCRIPTS, STYLES, assets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

THEMES = ("material", "materialx")
"""The themes that the templates are made for: Material for MkDocs and its successor."""
TEMPLATES = Path(__file__).parent.parent / "pages" / "themes" / "material"
"""The folder of these templates."""


def add_look(config: MkDocsConfig) -> None:
    """Add templates, styles and scripts to a configuration; those of the site itself come after them, and win.

    Args:
        config: The configuration, in `on_config`.
    """
    if config.theme.name not in THEMES:
        return
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(TEMPLATES))
    config.extra_css[:0] = STYLES
    scripts = [ExtraScriptValue(path) for path in SCRIPTS]
    for script in scripts:
        script.type = "module"
    config.extra_javascript[:0] = scripts


def look_files(config: MkDocsConfig, files: Files) -> Iterator[File]:
    """The files of the scripts and styles; a file of the site at the same address wins.

    Args:
        config: The configuration.
        files: The files of the project, those of its theme among them.
    """
    for address, path in assets().items():
        if files.get_file_from_path(address) is None:
            yield File.generated(config, address, abs_src_path=str(path))
