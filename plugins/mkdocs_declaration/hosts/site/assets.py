"""The look and behaviour that the plugin gives to a site: a style sheet for every theme, and more for some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.pages.head import assets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mkdocs_declaration.pages.values.page import Page

STYLE_SHEET = f"{assets.ROOT}/declaration.css"
"""Where a site puts a style sheet of its own in the place of ours."""
MAIN_SCRIPT = f"{assets.ROOT}/main.js"
"""Where it puts a script, a module."""


def add_look(config: MkDocsConfig, *, search: bool) -> None:
    """Add the style sheet and the script to a configuration; those of the site itself come after them, and win.

    Args:
        config: The configuration, in `on_config`.
        search: Whether the search is ours.

    Raises:
        PluginError: The package was never bundled.
    """
    bundle = _bundle()
    config.extra_css.insert(0, bundle.address(_style(config)))
    source = _script(config, search=search)
    if source is not None:
        script = ExtraScriptValue(bundle.address(source))
        script.type = "module"
        config.extra_javascript.insert(0, script)


def look_files(config: MkDocsConfig, files: Files, *, look: bool, search: bool) -> Iterator[File]:
    """The files of scripts and styles; pages load what a site has at their addresses without a digest instead.

    Args:
        config: The configuration, whose pages are not yet rendered.
        files: The files of the project, those of its theme among them.
        look: Whether the site has the look; if not, it has only what pages of other sites load.
        search: Whether the search is ours.

    Raises:
        PluginError: The package was never bundled.
    """
    bundle = _bundle()
    if files.get_file_from_path(assets.EMBED) is None:
        yield File.generated(config, assets.EMBED, abs_src_path=str(bundle.entries[assets.EMBED]))
    if not look:
        return
    wanted = {STYLE_SHEET: _style(config)}
    script = _script(config, search=search)
    if script is not None:
        wanted[MAIN_SCRIPT] = script
        for path in bundle.parts:
            yield File.generated(config, f"{assets.ROOT}/{path.name}", abs_src_path=str(path))
    styles = (assets.CITE_STYLE, assets.FURTHER_STYLE) if material.is_theme(config) else ()
    for source in (*styles, *((assets.SEARCH, assets.WORKER) if search else ())):
        yield File.generated(config, bundle.address(source), abs_src_path=str(bundle.entries[source]))
    for name, source in wanted.items():
        address = bundle.address(source)
        if files.get_file_from_path(name) is None:
            yield File.generated(config, address, abs_src_path=str(bundle.entries[source]))
        else:  # a name with a digest is kept by browsers for as long as they like: it must not have other bytes
            _replace(config, address, name)


def style_of(page: Page, config: MkDocsConfig, *, look: bool, url: str) -> str:
    """What loads the style sheet that few pages have beside that of all pages.

    Args:
        page: The page.
        config: The configuration.
        look: Whether the site has the look.
        url: The address of the page, relative to the site's root.

    Returns:
        HTML; empty for other pages.
    """
    if not (look and page.has_style and material.is_theme(config)):
        return ""
    return f'<link rel="stylesheet" href="{get_relative_url(_bundle().address(assets.FURTHER_STYLE), url)}">\n'


def _replace(config: MkDocsConfig, address: str, name: str) -> None:
    config.extra_css[:] = [name if path == address else path for path in config.extra_css]
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue) and script.path == address:
            script.path = name


def _style(config: MkDocsConfig) -> str:
    return assets.READER_STYLE if material.is_theme(config) else assets.BASE_STYLE


def _script(config: MkDocsConfig, *, search: bool) -> str | None:
    """The script of pages: the reader's tools where the theme has what they need, the search everywhere."""
    if material.is_theme(config):
        return assets.SCRIPT if search else assets.TOOLS_SCRIPT
    return assets.PLAIN_SCRIPT if search else None


def _bundle() -> assets.Bundle:
    try:
        return assets.bundle()
    except assets.MissingBundleError as error:
        raise PluginError(str(error)) from error
