"""The keys of a site: those of its scripts, and those of its theme that act beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports.site_data.keys import Shortcut
from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.hosts.site import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_declaration.hosts.site.options import DeclarationConfig

_OF_THE_SEARCH = (Shortcut("search", ("/",)), Shortcut("search", ("Control+K",)))
_OF_CLAUSES = (Shortcut("keys-next-clause", ("j",)), Shortcut("keys-previous-clause", ("k",)))
_OF_TOOLS = (
    Shortcut("keys-extend", ("Shift+ArrowDown", "Shift+ArrowUp")),
    Shortcut("keys-range", ("Shift+Enter",)),
    Shortcut("keys-tools", ("ArrowLeft", "ArrowRight")),
)
_OF_MATERIAL = (Shortcut("keys-next-page", ("n", ".")), Shortcut("keys-previous-page", ("p", ",")))
_OF_ITS_SEARCH = Shortcut("search", ("/", "f", "s"))
_OF_MKDOCS = {"next": "keys-next-page", "previous": "keys-previous-page", "search": "search"}
"""Shortcuts of the theme `mkdocs` by their names in its configuration, with the keys of their words."""


def shortcuts(config: MkDocsConfig, options: DeclarationConfig) -> tuple[Shortcut, ...]:
    """List the keys of a site.

    Args:
        config: The configuration.
        options: The options of this plugin in it.

    Returns:
        The shortcuts, in the order in which they are shown; none where pages have no script of ours.
    """
    is_reader = bool(options.look) and material.is_theme(config)
    return tuple(_listed(config, options)) if is_reader or search.is_ours(options) else ()


def _listed(config: MkDocsConfig, options: DeclarationConfig) -> Iterator[Shortcut]:
    is_reader = material.is_theme(config)
    yield from _OF_CLAUSES
    if search.is_ours(options):
        yield from _OF_THE_SEARCH
    elif any(name in config.plugins for name in search.PLUGINS):
        yield _OF_ITS_SEARCH
    yield from _OF_MATERIAL if is_reader else _of_mkdocs(config)
    yield Shortcut("keys-list", ("?",))
    if is_reader:
        yield from _OF_TOOLS
    yield Shortcut("keys-end", ("Escape",))


def _of_mkdocs(config: MkDocsConfig) -> Iterator[Shortcut]:
    """Those of the theme `mkdocs` and of themes that inherit from it, which state them as codes of keys."""
    stated = config.theme.get("shortcuts")
    codes: dict[str, object] = stated if isinstance(stated, dict) else {}
    for name, does in _OF_MKDOCS.items():
        code = codes.get(name)
        if isinstance(code, int) and chr(code).isalnum():
            yield Shortcut(does, (chr(code).lower(),))
