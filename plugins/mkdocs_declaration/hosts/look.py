"""The look and behaviour that the plugin gives to a site: a style sheet for every theme, and more for some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.files import File

from mkdocs_declaration.hosts import material
from mkdocs_declaration.pages.assets import BASE_STYLES, EMBED, READER_STYLES, SCRIPT, STYLE_SHEET, scripts, style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def add_look(config: MkDocsConfig) -> None:
    """Add the style sheet and the script to a configuration; those of the site itself come after them, and win.

    Args:
        config: The configuration, in `on_config`.
    """
    config.extra_css.insert(0, STYLE_SHEET)
    if material.is_theme(config):
        script = ExtraScriptValue(SCRIPT)
        script.type = "module"
        config.extra_javascript.insert(0, script)


def look_files(config: MkDocsConfig, files: Files, *, look: bool) -> Iterator[File]:
    """The files of scripts and styles; a file of the site at the same address wins.

    Args:
        config: The configuration.
        files: The files of the project, those of its theme among them. The theme's worker is taken out of them.
        look: Whether the site has the look; if not, it has only what pages of other sites load.
    """
    wanted = [File.generated(config, EMBED.name, abs_src_path=str(EMBED))]
    if look:
        wanted.append(File.generated(config, STYLE_SHEET, content=style_sheet(_styles(config))))
    if look and material.is_theme(config):
        wanted += [File.generated(config, address, abs_src_path=str(path)) for address, path in scripts().items()]
        wanted += material.worker_files(config, files)
    for file in wanted:
        if files.get_file_from_path(file.src_uri) is None:
            yield file


def _styles(config: MkDocsConfig) -> tuple[str, ...]:
    if not material.is_theme(config):
        return BASE_STYLES
    return (*READER_STYLES, *(("search",) if material.takes_entries(config) else ()), "print")
