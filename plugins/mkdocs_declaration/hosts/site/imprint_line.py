"""What a site is as a copy, on every page of themes in whose footer no template of ours stands."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.utils import get_relative_url, normalize_url

from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.instrument.places import address

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from mkdocs_declaration.hosts.site.options import DeclarationConfig
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.pages.values.imprint import Imprint


def imprint_line(
    config: MkDocsConfig, options: DeclarationConfig, imprint: Imprint | None, words: Catalogue, page: Page | None
) -> str:
    """What stands behind the content of a page: the status of the copy, and links to what is stated of it.

    Args:
        config: The configuration.
        options: The options of this plugin in it.
        imprint: What is stated of the site as a copy, if anything is.
        words: The words of the interface.
        page: The page, or None for the one for wrong addresses, which is shown at any address.

    Returns:
        HTML. Empty where nothing is stated, and where the footer of the theme has it (`partials/copyright.html`).
    """
    if imprint is None or (options.look and material.is_theme(config)):
        return ""
    home = get_relative_url(".", page.url) if page is not None else urlsplit(config.site_url or "/").path
    links = {f"{home.rstrip('/')}/{address(imprint.page)}#_imprint": words("imprint")}
    if imprint.accessibility:
        links[normalize_url(imprint.accessibility, page, home)] = words("imprint-accessibility")
    shown = (f'<a href="{html.escape(address)}">{html.escape(name)}</a>' for address, name in links.items())
    status = html.escape(imprint.status(words))
    return f'\n<p class="decl-imprint" data-search-exclude>{status} {" · ".join(shown)}</p>\n'
