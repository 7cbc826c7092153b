"""A hook of this site's build: scripts and styles that were edited are bundled anew, while serving as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

import bundle

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


@event_priority(100)  # before the plugin, which asks for the names of the bundle in its own
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make the bundle anew if its sources changed."""
    try:
        bundle.refresh()
    except RuntimeError as error:
        raise PluginError(str(error)) from error
    return config


def on_serve(server: LiveReloadServer, **_: Any) -> LiveReloadServer:
    """Watch the sources."""
    server.watch(str(bundle.SOURCES))
    return server
