"""A hook of MkDocs: in a build without the reference of the code, what leads to it is words, and so is the reference.

mkdocstrings that is switched off leaves its marks in pages as they are written, and links to what they would have made
lead nowhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LINK = re.compile(r"\[([^\[\]]+)\]\[mkdocs_declaration[\w.]*\]")
_MARK = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)


def on_page_markdown(markdown: str, /, *, config: MkDocsConfig, **_: Any) -> str:
    """Put words in the place of links and marks.

    Args:
        markdown: The source of a page.
        config: The configuration.
    """
    if config.plugins["mkdocstrings"].config["enabled"]:
        return markdown
    return _MARK.sub(r"`\1`", _LINK.sub(r"\1", markdown))
