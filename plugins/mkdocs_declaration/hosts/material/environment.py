"""The templates of a theme as a site has them: which are its own, what these read, and what other hooks changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import mkdocs
from jinja2 import meta, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.hosts.material.menu_cache import MenuLoader
from mkdocs_declaration.pages.markup.compiled import is_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

OF_THE_SITE = frozenset(
    {"nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page"}
)
"""What MkDocs gives to the templates of every page (mkdocs.commands.build, `get_context`)."""
SETTINGS = ("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "extra")
"""Settings that templates read and that plugins may change."""
_SAME_ON_ALL = OF_THE_SITE - {"nav", "pages", "page"} | {"declaration", "lang"}
"""Names that stand for the same in templates of all pages that are alike."""
_OF_THE_CONFIGURATION = frozenset({*SETTINGS, "theme"})
"""What is read of the configuration, and is compared: it also has the page that is rendered (`_current_page`)."""
_WRITE_ALL = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)
"""Statements in which what others wrote is a value, and macros, which are given values by the theme."""
_TAKE_IN = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
"""Statements that take in another template."""
_READ_NO_MORE = frozenset({"base.html", "main.html", "partials/language.html"})
"""Templates of the theme that a page is made of whatever its features are."""
_CALLED = ("filters", "tests", "globals")
"""What templates can call."""


class SetUp:
    """How the templates of a theme are set up, which hooks of other plugins may change later."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig) -> None:
        """Look at them as they are now.

        Args:
            env: The environment of the templates.
            config: The configuration.
        """
        self._env, self._loader = env, env.loader
        self._is_of_folders = _is_of_folders(env.loader, frozenset(map(str, config.theme.dirs)))
        self._functions = {name: dict(getattr(env, name)) for name in _CALLED}

    def is_changed(self) -> bool:
        """Whether templates come from elsewhere now, or a function of another plugin has the place of one that was."""
        if self._env.loader is not self._loader or not self._is_of_folders:
            return True
        return any(
            present.get(key) is not value and not is_known(present.get(key))
            for present, former in ((getattr(self._env, name), self._functions[name]) for name in _CALLED)
            for key, value in former.items()
        )


def _is_of_folders(loader: jinja2.BaseLoader | None, folders: frozenset[str]) -> bool:
    """Whether templates come from the folders of a theme alone."""
    if isinstance(loader, jinja2.ChoiceLoader):
        return all(_is_of_folders(inner, folders) for inner in loader.loaders)
    if isinstance(loader, jinja2.FileSystemLoader):
        return folders.issuperset(loader.searchpath)
    return isinstance(loader, MenuLoader) or (
        isinstance(loader, jinja2.PrefixLoader) and loader.mapping.keys() == {material.THEME_PREFIX}
    )


def own_files(config: MkDocsConfig) -> Iterator[tuple[str, Path]]:
    """The files in the folders of templates that are neither the theme's, nor those of MkDocs, nor ours.

    Args:
        config: The configuration.

    Yields:
        The path relative to its folder, and the file. Templates of pages of the text are left out: they are no part
        of the theme.
    """
    custom, of_mkdocs = config.theme.custom_dir, Path(mkdocs.__file__).parent
    for folder in map(Path, config.theme.dirs):
        is_known_folder = material.is_folder(folder) or {of_mkdocs, material.TEMPLATES}.intersection(folder.parents)
        if str(folder) == custom or not is_known_folder:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and folder / "declaration" not in path.parents:
                    yield path.relative_to(folder).as_posix(), path


def script(value: Any) -> tuple[str, Any]:
    """A script of `extra_javascript` with its attributes.

    Args:
        value: An address, or MkDocs' value for one with attributes.
    """
    return str(value), sorted(vars(value).items()) if hasattr(value, "__dict__") else None


class OwnTemplates:
    """What templates of a site's own read."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig) -> None:
        """Read them.

        Args:
            env: The environment of the templates, to which hooks have given their functions.
            config: The configuration.
        """
        self._env = env
        self._given = {name for name, value in env.globals.items() if value is not DEFAULT_NAMESPACE.get(name)}
        files = dict(own_files(config))
        self._names = files.keys()
        # Static templates are rendered by themselves, as the map of the site.
        self._files = [path for name, path in files.items() if name not in config.theme.static_templates]

    @property
    def are_alike(self) -> bool:
        """Whether all write the same on pages that are alike: they read nothing of a page, or of what a theme wrote."""
        return all(map(self._is_alike, self._files))

    def _is_alike(self, file: Path) -> bool:
        try:
            tree = self._env.parse(file.read_bytes().decode())
        except (
            UnicodeDecodeError,
            jinja2.TemplateSyntaxError,
        ):  # no template, then, or one with which no site is built
            return True
        names = meta.find_undeclared_variables(tree) | self._given.intersection(
            name.name for name in tree.find_all(nodes.Name)
        )
        if not names <= _SAME_ON_ALL or any(tree.find_all(_WRITE_ALL)):
            return False
        written = {id(node) for out in tree.find_all(nodes.Output) for node in out.nodes}
        is_super = {id(call.node) for call in tree.find_all(nodes.Call) if id(call) in written}
        of_values: list[nodes.Getattr | nodes.Getitem] = [*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Getitem)]
        is_compared = {id(read.node) for read in of_values if _name_read(read) in _OF_THE_CONFIGURATION}
        return (
            all(id(name) in is_super for name in tree.find_all(nodes.Name) if name.name in ("super", "self"))
            and all(id(name) in is_compared for name in tree.find_all(nodes.Name) if name.name == "config")
            and all(map(self._is_known_template, tree.find_all(_TAKE_IN)))
            and all(_is_known(node.name, self._env.filters, FILTERS) for node in tree.find_all(nodes.Filter))
            and all(_is_known(node.name, self._env.tests, TESTS) for node in tree.find_all(nodes.Test))
        )

    def _is_known_template(self, node: nodes.Node) -> bool:
        """Whether a template that another takes in is looked at here, or reads no more than the page of the theme."""
        name = getattr(getattr(node, "template", None), "value", None)
        return isinstance(name, str) and (name in self._names or name in _READ_NO_MORE or name.startswith(".icons/"))


def _name_read(node: nodes.Getattr | nodes.Getitem) -> str:
    """The name of what is read of something; empty if it is not stated."""
    return node.attr if isinstance(node, nodes.Getattr) else str(getattr(node.arg, "value", ""))


def _is_known(name: str, functions: Mapping[str, object], of_jinja: Mapping[str, object]) -> bool:
    """Whether a filter or a test is one of Jinja, MkDocs, the theme or ours."""
    return functions.get(name) is of_jinja.get(name) or is_known(functions.get(name))
