"""A hook of this site's build, which takes comments and blanks out of its scripts: what readers load is smaller.

rjsmin reads a script by its signs alone, knows its regular expressions and templates, and needs no other program.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rjsmin import jsmin

from mkdocs_declaration.pages.assets import FOLDER

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG001 - the hook's signature
    """Put the reader's scripts into the site without what only their authors read."""
    for file in files.javascript_files():
        if file.abs_src_path and Path(file.abs_src_path).is_relative_to(FOLDER):
            file.content_string = jsmin(file.content_string)
    return files
