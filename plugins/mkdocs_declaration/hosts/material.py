"""Material for MkDocs: its search, to which clauses are entries of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports import search_index as search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.pages.render import Page

SEARCH_SEPARATOR = r"[\s\-‐-―,;:!?…()\[\]{}<>\"“”‘’'«»/]+|\.(?!\d)"
"""Where words end, for the search: the stop of `1.3` joins, brackets and dashes part."""


def set_up_search(config: MkDocsConfig) -> None:
    """Set what the search needs to find numbers and small words; before its own `on_config`, which makes the index.

    Args:
        config: The configuration.
    """
    plugin = _search(config)
    if plugin is None:
        return
    # Stemming and stop words would hide "may" and "should", which matter in a legal text.
    if plugin.config.pipeline is None:
        plugin.config.pipeline = []
    plugin.config.separator = plugin.config.separator or SEARCH_SEPARATOR


def takes_entries(config: MkDocsConfig) -> bool:
    """Whether clauses become entries of the search; if not, it must find the pages themselves."""
    plugin = _search(config)
    return plugin is not None and bool(plugin.config.enabled)


def add_entries(config: MkDocsConfig, edition: Edition, pages: Iterable[Page]) -> None:
    """Add an entry a clause; before the search's own `on_post_build`, which writes the index.

    Args:
        config: The configuration.
        edition: What is searched.
        pages: Its pages.
    """
    if takes_entries(config):
        _search(config).search_index.entries += search.entries(edition, tuple(pages))


def _search(config: MkDocsConfig) -> Any:
    return config.plugins.get("material/search")
