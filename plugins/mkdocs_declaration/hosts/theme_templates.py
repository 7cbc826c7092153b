"""The templates of a theme as a site has them: which are its own, and whether other hooks changed what they call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs

from mkdocs_declaration.hosts import material
from mkdocs_declaration.pages.compiled import is_known

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig

OF_THE_SITE = frozenset(
    {"nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page"}
)
"""What MkDocs gives to the templates of every page (mkdocs.commands.build, `get_context`)."""
SETTINGS = ("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "extra")
"""Settings that templates read and that plugins may change."""
_CALLED = ("filters", "tests", "globals")
"""What templates can call."""


class SetUp:
    """How the templates of a theme are set up, which hooks of other plugins may change later."""

    def __init__(self, env: jinja2.Environment) -> None:
        """Look at them as they are now.

        Args:
            env: The environment of the templates.
        """
        self._env, self._loader = env, env.loader
        self._functions = {name: dict(getattr(env, name)) for name in _CALLED}

    def is_changed(self) -> bool:
        """Whether templates come from elsewhere now, or a function of another plugin has the place of one that was."""
        if self._env.loader is not self._loader:
            return True
        return any(
            present.get(key) is not value and not is_known(present.get(key))
            for present, former in ((getattr(self._env, name), self._functions[name]) for name in _CALLED)
            for key, value in former.items()
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
