"""The panel with citations: markup that a script fetches when something is cited, so that no page has to have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.citations.bibliography import LOCATORS
from mkdocs_declaration.instrument.citations.styles import STYLES

if TYPE_CHECKING:
    from mkdocs_declaration.pages.markup.templating import Renderer

PANEL = "assets/cite.html"
"""Its file, relative to the site's root."""


def panel(renderer: Renderer) -> dict[str, str]:
    """Write the panel.

    Args:
        renderer: The edition with its templates.

    Returns:
        HTML by the path of its file.
    """
    return {PANEL: renderer.templates.get_template("cite.html").render(styles=STYLES, programs=LOCATORS)}
