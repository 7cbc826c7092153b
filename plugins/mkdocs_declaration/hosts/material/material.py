"""Material for MkDocs and its successor MaterialX: their templates and their menu.

Everything inside the themes that this project depends on is listed in `INTERNALS`; a test checks each entry.
A site's own `main.html` shadows every template of that name, and a block that it fills takes the place of one of ours.
So nothing of ours is in `main.html` or in a block: our templates are partials that `base.html` includes, and each
includes the theme's own, which is reached by a name with a prefix.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from markupsafe import Markup

from mkdocs_declaration.hosts.material.menu_cache import MACRO, TEMPLATE, MenuLoader, MenuMemory
from mkdocs_declaration.instrument.buckets import MAX_SIBLINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig

THEMES = ("material", "materialx")
"""The names of the themes."""
TEMPLATES = Path(__file__).parents[2] / "pages" / "themes"
"""The folder of the templates for each theme."""
THEME_PREFIX = "_theme"
"""Prefix of the names of templates of the theme that templates of ours override."""
_SIGNS = ("partials/javascripts/content.html", ".icons/material/link-variant.svg")
"""Files of these themes that, together, no other theme has."""


class Internal(NamedTuple):
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
    Internal(TEMPLATE, MACRO, "items of the menu are rendered once"),
    Internal("main.html", '{% extends "base.html" %}', "a site's own main.html does the same"),
    Internal(
        "base.html", '{% import "partials/language.html" as lang with context %}', "language and direction of cards"
    ),
    Internal("base.html", '{% include "partials/javascripts/base.html" %}', "what is in the head of a page"),
    Internal("base.html", '{% include "partials/javascripts/content.html" %}', "the reader's templates"),
    Internal("base.html", '{% include "partials/content.html" %}', "the note for readers without scripts"),
    Internal("base.html", '{% include "partials/nav.html" %}', "the menu of a page, in what pages share"),
    Internal("base.html", '{% include "partials/toc.html" %}', "the contents of a page, in what pages share"),
    Internal("base.html", 'data-md-color-scheme="{{ scheme', "colours by scheme"),
    Internal("base.html", "{% block announce %}{% endblock %}", "the skip link of the page for wrong addresses"),
    Internal("partials/footer.html", '{% include "partials/copyright.html" %}', "what a site is, in the footer"),
    Internal("partials/language.html", "{% macro t(key) %}", "language and direction of cards"),
    Internal("partials/header.html", '{% include "partials/search.html" %}', "the button of the search"),
    Internal(
        "partials/header.html",
        '<label class="md-header__button md-icon" for="__search">',
        "a button of the theme's own search, which is hidden",
    ),
    Internal(
        "partials/header.html",
        '<div class="md-header__topic" data-md-component="header-topic">',
        "the instrument above the place, and the section of the full text",
    ),
    Internal("partials/search.html", '<form class="md-search__form" name="search">', "a search that does not start"),
    *(
        Internal(f".icons/material/{icon}.svg", "<svg", "an icon of the tools")
        for icon in ("close", "content-copy", "format-quote-close", "link-variant", "magnify")
    ),
)
"""Everything inside the themes that this project depends on."""


def is_theme(config: MkDocsConfig) -> bool:
    """Whether the theme of a project is Material or MaterialX, or one that extends them."""
    return any(map(is_folder, config.theme.dirs))


def is_folder(folder: str | Path) -> bool:
    """Whether a folder of templates is that of one of these themes."""
    return all(Path(folder, file).is_file() for file in _SIGNS)


def add_templates(config: MkDocsConfig, *, search: bool) -> None:
    """Put our templates before those of the theme, and behind those of the site.

    Args:
        config: The configuration, in `on_pre_build`: in `on_config`, plugins make environments of their own for
            templates, which have nothing that ours need (material.plugins.search, `SearchPlugin._translate`).
        search: Whether the search is ours.
    """
    if not is_theme(config):
        return
    names = ("material-search", "material") if search else ("material",)
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
    menu = [MenuLoader(config.theme.dirs, config.theme.custom_dir)] if is_theme(config) else []
    env.globals["declaration_menu"] = MenuMemory()
    env.globals["declaration_reader"] = _once("partials/reader.html")
    env.loader = jinja2.ChoiceLoader([*menu, *([env.loader] if env.loader else []), themed])


def _once(name: str) -> Callable[[Context], Markup]:
    """What renders a template of ours that is the same on every page: once, unless it is a site's own."""
    made: list[Markup] = []

    @jinja2.pass_context
    def rendered(context: Context) -> Markup:
        template = context.environment.get_template(name)
        is_ours = TEMPLATES in Path(template.filename or "").parents
        if not made or not is_ours:
            made[:] = [Markup(template.render(context.get_all()))]  # noqa: S704 - a template, which escapes
        return made[0]

    return rendered


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
