"""The look and behaviour that the plugin gives to a site: templates, styles and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.files import File

from mkdocs_declaration.hosts import material
from mkdocs_declaration.pages.assets import SCRIPTS, STYLES, assets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def add_look(config: MkDocsConfig) -> None:
    """Add styles and scripts to a configuration; those of the site itself come after them, and win.

    Args:
        config: The configuration, in `on_config`.
    """
    if not material.is_theme(config):
        return
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
