"""Material for MkDocs and its successor MaterialX: their templates, and the search, in which every clause is an entry.

Everything inside the themes that this project depends on is listed in `INTERNALS`; a test checks each entry.
A site's own `main.html` shadows every template of that name, and a block that it fills takes the place of one of ours.
So nothing of ours is in `main.html` or in a block: our templates are partials that `base.html` includes, and each
includes the theme's own, which is reached by a name with a prefix.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.structure.files import File

from mkdocs_declaration.exports import search_index as search
from mkdocs_declaration.instrument.groups import MAX_SIBLINGS
from mkdocs_declaration.pages.assets import WORKER, bundle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.pages.page import Page

THEMES = ("material", "materialx")
"""The names of the themes."""
SEARCH = "material/search"
"""The search of Material; that of MaterialX, `materialx/search`, reads the pages themselves."""
TEMPLATES = Path(__file__).parent.parent / "pages" / "themes"
"""The folder of the templates for each theme."""
THEME_PREFIX = "_theme"
"""Prefix of the names of templates of the theme that templates of ours override."""
_SIGNS = ("partials/javascripts/content.html", ".icons/material/link-variant.svg")
"""Files of these themes that, together, no other theme has."""
_WORKER = re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js")


@dataclass(frozen=True, slots=True)
class Internal:
    """Something inside a theme that this project leans on."""

    file: str
    """The file of the theme, relative to its templates."""
    text: str
    """A text that the file contains."""
    use: str
    """The feature that depends on it."""
    themes: tuple[str, ...] = THEMES
    """The themes that have it."""


INTERNALS = (
    Internal(
        "partials/nav-item.html", '{% if "navigation.prune" in features %}', "closed branches of the menu are left out"
    ),
    Internal("main.html", '{% extends "base.html" %}', "a site's own main.html does the same"),
    Internal("base.html", '{% import "partials/language.html" as lang with context %}', "words of the search"),
    Internal("base.html", '{% include "partials/javascripts/base.html" %}', "what is in the head of a page"),
    Internal("base.html", '{% include "partials/javascripts/content.html" %}', "the reader's templates"),
    Internal("base.html", '{% include "partials/content.html" %}', "the note for readers without scripts"),
    Internal("base.html", '<script id="__config" type="application/json">', "the root of the site, for scripts"),
    Internal("base.html", '"base": base_url', "the root of the site, for scripts"),
    Internal("base.html", 'data-md-color-scheme="{{ scheme', "colours by scheme"),
    Internal("base.html", "{% block announce %}{% endblock %}", "the skip link of the page for wrong addresses"),
    Internal("partials/language.html", "{% macro t(key) %}", "words of the search"),
    Internal("partials/languages/en.html", '"search.result.none"', "words of the search", ("material",)),
    Internal("partials/header.html", '{% include "partials/search.html" %}', "the search", ("material",)),
    Internal("partials/search.html", 'data-md-component="search-query"', "the search", ("material",)),
    Internal("base.html", "assets/javascripts/workers/search.", "the worker of the search", ("material",)),
    *(
        Internal(f".icons/material/{icon}.svg", "<svg", "an icon of the tools")
        for icon in ("close", "content-copy", "format-quote-close", "link-variant")
    ),
    *(
        Internal(f".icons/material/{icon}.svg", "<svg", "the search", ("material",))
        for icon in ("arrow-left", "magnify")
    ),
)
"""Everything inside the themes that this project depends on."""

SEARCH_SEPARATOR = r"[\s\-‐-―,;:!?…()\[\]{}<>\"“”‘’'«»/]+|\.(?!\d)"
"""Where words end, for the search: the stop of `1.3` joins, brackets and dashes part."""


def is_theme(config: MkDocsConfig) -> bool:
    """Whether the theme of a project is Material or MaterialX, or one that extends them."""
    return any(all(Path(folder, file).is_file() for file in _SIGNS) for folder in config.theme.dirs)


def add_templates(config: MkDocsConfig) -> None:
    """Put our templates before those of the theme, and behind those of the site.

    Args:
        config: The configuration, in `on_pre_build`: in `on_config`, the search makes an environment of its own for
            templates, which has nothing that ours need (material.plugins.search, `SearchPlugin._translate`).
    """
    if not is_theme(config):
        return
    names = ("material-search", "material") if SEARCH in config.plugins else ("material",)
    place = 1 if config.theme.custom_dir else 0
    config.theme.dirs[place:place] = [str(TEMPLATES / name) for name in names]


def set_up_templates(env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Let our templates include the templates of the theme that they override.

    Args:
        env: The environment of the theme's templates.
        config: The configuration.
    """
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    folders = [
        folder for folder in config.theme.dirs if Path(folder) not in custom and TEMPLATES not in Path(folder).parents
    ]
    themed = jinja2.PrefixLoader({THEME_PREFIX: jinja2.FileSystemLoader(folders)})
    env.loader = jinja2.ChoiceLoader([*([env.loader] if env.loader else []), themed])


def worker_files(config: MkDocsConfig, files: Files) -> Iterator[File]:
    """The worker of the search in the place of the theme's, which goes beside it: its script asks for that address.

    Args:
        config: The configuration.
        files: The files of the project, those of its theme among them; the theme's worker is taken out.
    """
    workers = [file for file in files.javascript_files() if _WORKER.fullmatch(file.src_uri)]
    for file in workers if takes_entries(config) else ():
        files.remove(file)
        folder = file.src_uri.rpartition("/")[0]
        yield File.generated(config, file.src_uri, abs_src_path=str(bundle().entries[WORKER]))
        yield File.generated(config, f"{folder}/theme-search.js", content=file.content_bytes)


def set_up_search(config: MkDocsConfig) -> None:
    """Set what the search needs to find numbers and small words; before its own `on_config`, which makes the index.

    Args:
        config: The configuration.
    """
    plugin = _search(config)
    if plugin is None:
        return
    # Stemming and stop words would hide "may" and "should", which matter in a legal text.
    if plugin.config.pipeline is None:
        plugin.config.pipeline = []
    plugin.config.separator = plugin.config.separator or SEARCH_SEPARATOR


def bound_menu(config: MkDocsConfig, pages: int) -> None:
    """Keep the menu of a page bounded: Material writes all of it into every page, unless branches that are closed go.

    Args:
        config: The configuration, in `on_files`; a site that has its menu expanded keeps it so.
        pages: How many pages the text has.
    """
    if not is_theme(config) or pages <= MAX_SIBLINGS:
        return
    features = config.theme.get("features") or []
    if not {"navigation.prune", "navigation.expand"} & set(features):
        config.theme["features"] = [*features, "navigation.prune"]


def takes_entries(config: MkDocsConfig) -> bool:
    """Whether clauses become entries of the search; if not, it must find the pages themselves."""
    plugin = _search(config)
    return plugin is not None and bool(plugin.config.enabled)


def add_entries(config: MkDocsConfig, edition: Edition, pages: Iterable[Page]) -> None:
    """Add an entry a clause; before the search's own `on_post_build`, which writes the index.

    Args:
        config: The configuration.
        edition: The edition whose clauses are added.
        pages: Its pages.
    """
    if takes_entries(config):
        _search(config).search_index.entries += search.entries(edition, tuple(pages))


def _search(config: MkDocsConfig) -> Any:
    return config.plugins.get(SEARCH)
