"""The files of a MkDocs project before anything is built: the places that they take, and whether they can be read."""

from __future__ import annotations

import fnmatch
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files, get_files
from mkdocs.structure.files import log as files_log

from mkdocs_declaration.encoding.yaml.decoding import decode
from mkdocs_declaration.exports.table import paths
from mkdocs_declaration.foundation.bounds import MAX_BYTES
from mkdocs_declaration.foundation.files import check_file, read_file, why_unread
from mkdocs_declaration.hosts.material.names import known_as
from mkdocs_declaration.hosts.site.generated_files import is_left_out
from mkdocs_declaration.instrument.places import SiteFiles
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

_NOT_COPIED = (
    *(".*", "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml"),
    *("*.md", "*.markdown", "*.mdown", "*.mkd", "*.mkdn"),
)
"""Patterns of files of a theme that are not published (mkdocs.structure.files, `Files.add_files_from_theme`)."""

_TEMPLATES = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
"""Files that MkDocs renders from templates of every theme."""


def site_files(config: MkDocsConfig, files: Files | None = None) -> SiteFiles:
    """List the addresses that the files of a project have, as `mkdocs build` will see them.

    Files of `docs_dir` that `exclude_docs` or `draft_docs` leaves out have none; of `index.md` and `README.md` in one
    folder, one file has the address. Files of the theme's `custom_dir` count as the author's, and so do templates that
    the theme renders to files. Files that other plugins add in `on_files` are not known yet.

    Args:
        config: A loaded configuration; in a build, after every plugin's `on_config`.
        files: The result of `docs_files`, if it was computed already.
    """
    templates = sorted(config.theme.static_templates - _TEMPLATES)
    written = dict(_custom(config)) | {path: _known_in_theme(path, config) for path in templates}
    for file in docs_files(config) if files is None else files:
        if not is_left_out(file):
            written[file.dest_uri] = known_as(file.abs_src_path, config) if file.abs_src_path else file.src_uri
    return SiteFiles(written, {**dict.fromkeys(_copied(config), "the theme"), **paths()})


def unread_files(config: MkDocsConfig, files: Files) -> list[Problem]:
    """Find files of `docs_dir` that MkDocs cannot read; MkDocs would fail after it emptied the site's folder.

    Args:
        config: A loaded configuration.
        files: The result of `docs_files`.

    Returns:
        A problem for each page that is not in UTF-8, and for each file that is missing or not a regular file.
    """
    problems = []
    for file in files:
        if is_left_out(file) or not file.abs_src_path:
            continue
        name = known_as(file.abs_src_path, config)
        try:
            if file.is_documentation_page():
                problems += decode(name, read_file(file.abs_src_path, MAX_BYTES))[2]
            else:
                check_file(file.abs_src_path)
        except OSError as error:
            problems.append(Problem(Rule.MISSING_FILE, f"cannot read the file: {why_unread(error)}", Source(name)))
    return problems


def _known_in_theme(path: str, config: MkDocsConfig) -> str:
    """The name, in messages, of a template of the theme: that in the first folder that has it."""
    files = [Path(folder, path) for folder in config.theme.dirs]
    return known_as(next((file for file in files if file.is_file()), files[0]), config)


def docs_files(config: MkDocsConfig) -> Files:
    """The files of `docs_dir`, without the warnings that MkDocs gives when it collects them itself."""
    disabled, files_log.disabled = files_log.disabled, True
    try:
        return get_files(config)
    finally:
        files_log.disabled = disabled


def _custom(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The files of `custom_dir` that are published: their addresses and their names in messages."""
    root = config.theme.custom_dir
    if root is None:
        return
    for folder, _, names in os.walk(root):
        for path in (Path(folder, name) for name in sorted(names)):
            place = path.relative_to(root).as_posix()
            parts = place.split("/")
            if not (
                any(map(_is_unpublished, parts)) or parts[0] == "locales" or place in config.theme.static_templates
            ):
                yield place, known_as(path, config)


def _copied(config: MkDocsConfig) -> Iterator[str]:
    """Top-level names of a theme that are published; names of folders end in a slash."""
    for folder in map(Path, config.theme.dirs):
        if config.theme.custom_dir and folder == Path(config.theme.custom_dir):
            continue
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if _is_unpublished(entry.name) or entry.name == "locales":
                continue
            if entry.is_file():
                yield entry.name
            elif any(not _is_unpublished(name) for _, _, names in os.walk(entry) for name in names):
                yield f"{entry.name}/"


def _is_unpublished(name: str) -> bool:
    return any(fnmatch.fnmatch(name.lower(), pattern) for pattern in _NOT_COPIED)
