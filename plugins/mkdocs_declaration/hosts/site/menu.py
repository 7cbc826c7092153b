"""The `nav` of a configuration, checked against the pages of the site and completed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_declaration.encoding.yaml.comments import LINE_END
from mkdocs_declaration.hosts.material.names import configuration_name
from mkdocs_declaration.pages.head import navigation
from mkdocs_declaration.problems import Problem, Source

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.places import SiteFiles


def menu_problems(config: MkDocsConfig, edition: Edition, pages: Collection[str], files: SiteFiles) -> list[Problem]:
    """Report the problems of a project's navigation.

    Args:
        config: The configuration; in a build, after every plugin's `on_config`.
        edition: The edition.
        pages: The slugs of the pages that it puts into the site.
        files: The files of the site that do not come from the text.
    """
    written = {path.removesuffix("/index.html") for path in files.written}
    absent, slips = _wrong(config, edition, pages, written)
    text = [navigation.source_path(slug) for slug in edition.instrument.pages]
    not_in_nav = config.not_in_nav
    try:
        lines = LINE_END.split(Path(config.config_file_path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):  # a configuration that was not read from a file
        lines = []
    return navigation.check(
        config.nav,
        text,
        absent,
        slips,
        Source(configuration_name(config), tuple(lines)),
        excused=lambda path: not_in_nav is not None and not_in_nav.match_file(path),
    )


def set_menu(config: MkDocsConfig, edition: Edition, pages: Collection[str], files: Files) -> None:
    """Put the pages of the text into the navigation.

    Args:
        config: The configuration, whose `nav` is changed.
        edition: The edition.
        pages: The slugs of the pages that it puts into the site.
        files: The files of the site, those of the edition among them.
    """
    instrument = edition.instrument
    ours = {navigation.source_path(slug) for slug in pages}
    written = [file.src_uri for file in files.documentation_pages() if file.src_uri not in ours]
    if config.nav is None:
        other_pages = [navigation.source_path(slug) for slug in pages if slug not in instrument.pages]
        config.nav = navigation.default(instrument, edition.words, other_pages, written)
        return
    for path in navigation.unlisted(config.nav, [navigation.source_path(slug) for slug in instrument.pages]):
        # Reported as a problem already; MkDocs would log it a second time.
        if file := files.get_file_from_path(path):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    slugs = {path.removesuffix(".md") for path in written}
    absent, slips = _wrong(config, edition, pages, slugs)
    config.nav = navigation.expand(config.nav, navigation.entries(instrument, edition.words), absent | slips)


def _wrong(
    config: MkDocsConfig, edition: Edition, pages: Collection[str], written: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Pages that the site does not have, and entries of the navigation that are misspelt (see `navigation`).

    Args:
        config: The configuration.
        edition: The edition.
        pages: The slugs of the pages that it puts into the site.
        written: Those of the other pages.
    """
    absent = navigation.absent(edition.instrument, {*pages, *written}, edition.omitted)
    known = {*written, *(path.removesuffix(".md") for path in absent)}
    return absent, navigation.misspelt(config.nav, pages, known)
