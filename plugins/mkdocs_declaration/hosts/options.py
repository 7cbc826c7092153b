"""The options of the plugin."""

from __future__ import annotations

from mkdocs.config import config_options as option
from mkdocs.config.base import Config


class DeclarationConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin. Paths are relative to the configuration file."""

    encoding = option.File(exists=False, default="content/declaration.yaml")
    """The encoding of the instrument."""
    glossary = option.Optional(option.File(exists=False))
    """The glossary, if there is one."""
    lock = option.Optional(option.File(exists=False))
    """The lock of published ids, written by `mkdocs-declaration freeze`, if there is one."""
    home = option.Type(bool, default=True)
    """Whether the home page is generated; turn it off to write `index.md` yourself."""
    exports = option.Type(bool, default=True)
    """Whether the text is also written in forms to file, to read elsewhere and to compute with."""
    look = option.Type(bool, default=True)
    """Whether the plugin adds its styles, scripts and templates; without them a site has the search of its theme."""
    search = option.Choice(("own", "theme"), default="own")
    """Whether the site has the search of this plugin, or that of its theme."""
    words = option.Type(dict, default={})
    """Words of the interface that replace those of the catalogue, by their keys."""
