"""Names of files in messages to authors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def known_as(path: str | Path, config: MkDocsConfig) -> str:
    """Name a file as the person who runs the command would write its path.

    Args:
        path: Where the file is.
        config: The configuration of the project.

    Returns:
        The path relative to the current folder, where the project is in it or around it; else the path relative to the
        configuration, for a file below that; else the path as it is.
    """
    file, here, root = Path(path).absolute(), Path.cwd(), project_folder(config)
    if root.is_relative_to(here) or here.is_relative_to(root):
        return Path(os.path.relpath(file)).as_posix()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(path)


def configuration_name(config: MkDocsConfig) -> str:
    """Name the configuration itself, as in `mkdocs.yml`."""
    return known_as(config.config_file_path, config) if config.config_file_path else "mkdocs.yml"


def project_folder(config: MkDocsConfig) -> Path:
    """The folder that the paths of a configuration are relative to."""
    return Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()
