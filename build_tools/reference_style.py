"""A hook of this site's build: the style sheet of the reference is on pages of the reference alone.

mkdocstrings puts it on every page; a reader of the text would fetch it for nothing.
"""

from __future__ import annotations

import re
from typing import Any

SHEET = "assets/_mkdocstrings.css"
LINK = re.compile(r'\s*<link rel="stylesheet" href="[^"]*assets/_mkdocstrings\.css">')
REFERENCE = 'class="doc '
"""What every object of a reference has."""


def on_post_page(output: str, **_: Any) -> str:
    """Take the link out of a page without a reference."""
    return output if SHEET not in output or REFERENCE in output else LINK.sub("", output)


def on_post_template(output_content: str, **_: Any) -> str:
    """Take it out of the page for wrong addresses."""
    return LINK.sub("", output_content) if SHEET in output_content else output_content
