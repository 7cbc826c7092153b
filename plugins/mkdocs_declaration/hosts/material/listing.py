"""The files of a theme as MkDocs lists them, without the ten thousand icons that it leaves out.

MkDocs copies what a theme has beside templates, and goes through all names for that, those of hidden folders as well,
which it refuses one by one (mkdocs.structure.files, `Files.add_files_from_theme`). Material has its icons there.
"""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

import jinja2

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class ListingLoader(jinja2.FileSystemLoader):
    """A loader that leaves out what is hidden where templates are listed for the first time, which MkDocs does."""

    has_listed = False

    def list_templates(self) -> list[str]:
        """The names of all templates; the first time without those that have a part that begins with a dot."""
        if self.has_listed:
            return super().list_templates()
        self.has_listed = True
        found: set[str] = set()
        for root in self.searchpath:
            for folder, folders, files in os.walk(root, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                within = PurePath(folder).relative_to(root)
                found.update((within / name).as_posix() for name in files if not name.startswith("."))
        return sorted(found)


def leave_out_hidden(config: MkDocsConfig) -> None:
    """Let MkDocs list the templates of the theme without what is hidden.

    Args:
        config: The configuration, in `on_pre_build`, right before MkDocs makes the environment of templates and lists
            them. Environments that plugins make of the theme later list all.
    """
    theme = config.theme
    get_env = theme.get_env

    def get_env_once() -> jinja2.Environment:
        del theme.get_env
        env = get_env()
        if type(env.loader) is jinja2.FileSystemLoader:
            env.loader = ListingLoader(env.loader.searchpath, env.loader.encoding, env.loader.followlinks)
        return env

    theme.get_env = get_env_once  # type: ignore[method-assign]
