"""The options of the plugin."""

from __future__ import annotations

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from mkdocs_declaration.exports.site_data.pictures import Colours

_COLOURS = Colours()


class ImprintConfig(Config):  # type: ignore[no-untyped-call]
    """What is stated of a site as a copy of an instrument; what is left out is said to be not stated."""

    official = option.Optional(option.Type(bool))
    """Whether the publication is official."""
    publisher = option.Type(str, default="")
    """Who publishes it."""
    contact = option.Type(str, default="")
    """Whom to write to: an address of mail or of a page."""
    checked = option.Type(str, default="")
    """How its words were checked, in a sentence."""
    licence = option.Type(str, default="")
    """Under what terms text and site may be used."""
    licence_url = option.Type(str, default="")
    """The address of these terms, if they have one."""
    accessibility = option.Type(str, default="")
    """The address of a statement on accessibility, absolute or relative to the site's root."""
    commit = option.Type(str, default="")
    """The state of the source that the site was made from."""
    source = option.Optional(option.File(exists=True))
    """The file that the text is from, which is published with its digest."""


class PicturesConfig(Config):  # type: ignore[no-untyped-call]
    """The colours of pictures for those who unfurl links, as in `#1f3a5f`."""

    background = option.Type(str, default=_COLOURS.background)
    """What is behind the words."""
    ink = option.Type(str, default=_COLOURS.ink)
    """Heading and words."""
    accent = option.Type(str, default=_COLOURS.accent)
    """The name of the instrument and the address."""


class DeclarationConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin. Paths are relative to the configuration file."""

    encoding = option.File(exists=False, default="content/declaration.yaml")
    """The encoding of the instrument."""
    glossary = option.Optional(option.File(exists=False))
    """The glossary, if there is one."""
    subjects = option.Optional(option.File(exists=False))
    """The index of subjects, if there is one."""
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
    imprint = option.SubConfig(ImprintConfig)
    """What is stated of the site as a copy: whether it is official, who publishes it, where its text is from."""
    pictures = option.SubConfig(PicturesConfig)
    """The colours of pictures for those who unfurl links."""
    words = option.Type(dict, default={})
    """Words of the interface that replace those of the catalogue, by their keys."""
