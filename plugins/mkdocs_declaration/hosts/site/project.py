"""A MkDocs project as the core reads it: the same for a build and for a command."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from mkdocs_declaration.edition import Edition, load_edition, load_text
from mkdocs_declaration.encoding.identification.cache import ReadingMemory
from mkdocs_declaration.exports.publication import Publication, publish
from mkdocs_declaration.exports.site_data.pictures import COLOUR, Colours
from mkdocs_declaration.foundation import characters
from mkdocs_declaration.foundation.collection import take_back, without_collection
from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.hosts.material.names import configuration_name, known_as
from mkdocs_declaration.hosts.material.templates import template_problem
from mkdocs_declaration.hosts.site import keys, references, search
from mkdocs_declaration.hosts.site.existing_files import docs_files, site_files, unread_files
from mkdocs_declaration.hosts.site.menu import menu_problems
from mkdocs_declaration.instrument.interface.catalogue import Catalogue, faults, primary
from mkdocs_declaration.instrument.interface.word_files import LANGUAGES
from mkdocs_declaration.instrument.places import FULL_TEXT
from mkdocs_declaration.pages.markup.page_cache import MEMORY
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.pages.values.imprint import Imprint, SourceFile
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_declaration.hosts.site.options import DeclarationConfig
    from mkdocs_declaration.instrument.places import SiteFiles
    from mkdocs_declaration.permanence.draft import Draft


READING = ReadingMemory()
"""What the server of this process has read."""


@dataclass(frozen=True)
class Project:
    """A project with all that it puts into its site, before anything is written."""

    edition: Edition
    """The edition that was read."""
    publication: Publication
    """Its pages and files."""


@without_collection()
def make_project(
    config: MkDocsConfig, options: DeclarationConfig, *, is_preview: bool = False, on_demand: bool = False
) -> tuple[Project | None, list[Problem], list[str]]:
    """Read a project and make all that it puts into its site.

    Args:
        config: The configuration; in a build, after every plugin's `on_config`.
        options: The options of this plugin in it.
        is_preview: Whether the site is served to an author while it is edited.
        on_demand: Whether forms to take away and small pages wait until they are asked for.

    Returns:
        The project, or None if there is an error; all problems; sentences on what is left out.
    """
    take_back()
    docs = docs_files(config)
    files = site_files(config, docs)
    memory = READING if is_preview else None
    edition, problems = read_project(config, options, files, is_preview=is_preview, memory=memory)
    unread = unread_files(config, docs)
    problems += unread
    if edition is None or unread:
        return None, problems, []
    if not _stated_language(config):
        _speak(config, edition.words.language)
    folders = [Path(folder) / "declaration" for folder in config.theme.dirs]
    try:
        renderer = Renderer(
            edition,
            folders,
            site_name=config.site_name,
            notices=edition.unacknowledged,
            imprint=_imprint(options),
            language=_language(config),
            memory=MEMORY if is_preview else None,
        )
        publication, further, notices = publish(
            renderer,
            files=files,
            home=options.home,
            exports=options.exports,
            writes_inventory=not references.writes_inventory(config),
            search=search.is_ours(options),
            colours=_colours(options),
            shortcuts=keys.shortcuts(config, options),
            on_demand=on_demand,
        )
    except Exception as error:  # noqa: BLE001 - an expression in a template may raise anything
        return None, [*problems, template_problem(error, folders, config)], []
    problems = [*problems, *further, *menu_problems(config, edition, publication.pages, files)]
    if _has_errors(further):
        return None, problems, notices
    return Project(edition, publication), problems, notices


def read_project(
    config: MkDocsConfig,
    options: DeclarationConfig,
    files: SiteFiles | None = None,
    *,
    is_preview: bool = False,
    memory: ReadingMemory | None = None,
) -> tuple[Edition | None, list[Problem]]:
    """Read the edition of a project.

    Args:
        config: The configuration; in a build, after every plugin's `on_config`.
        options: The options of this plugin in it.
        files: The result of `site_files`, if it was computed already.
        is_preview: Whether the site is served to an author while it is edited.
        memory: What was read in the last run, if this is a server.

    Returns:
        The edition, or None if there is an error; all problems of the configuration and of the author's files.
    """
    problems = _configuration_problems(config, options)
    edition, content_problems = load_edition(
        _named(options.encoding, config),
        _named(options.glossary, config) if options.glossary else None,
        _words(config, options),
        lock=_named(options.lock, config) if options.lock else None,
        subjects=_named(options.subjects, config) if options.subjects else None,
        files=site_files(config) if files is None else files,
        # mike appends its version without a slash (mike.mkdocs_plugin, `on_config`).
        site_url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        is_preview=is_preview,
        memory=memory,
    )
    return None if _has_errors(problems) else edition, [*problems, *content_problems]


def read_project_text(config: MkDocsConfig, options: DeclarationConfig) -> tuple[Draft | None, list[Problem]]:
    """Read the text of a project without checking it against the lock.

    Args:
        config: The configuration.
        options: The options of this plugin in it.

    Returns:
        The text, or None if there is an error; all problems of the configuration and of the author's files.
    """
    problems = _configuration_problems(config, options)
    text, content_problems = load_text(
        _named(options.encoding, config),
        _named(options.glossary, config) if options.glossary else None,
        _words(config, options),
        files=site_files(config),
    )
    return None if _has_errors(problems) else text, [*problems, *content_problems]


def _language(config: MkDocsConfig) -> str:
    """The language of the interface (BCP 47), as themes have it stated."""
    return str(config.theme.get("language") or config.theme.locale).replace("_", "-")


def _imprint(options: DeclarationConfig) -> Imprint | None:
    """What is stated of the site as a copy, if anything is."""
    stated = options.imprint
    source = SourceFile(Path(stated.source).name, Path(stated.source).read_bytes()) if stated.source else None
    texts = (stated.publisher, stated.contact, stated.checked, stated.licence, stated.licence_url)
    imprint = Imprint(stated.official, *texts, stated.accessibility, stated.commit, source)
    if not imprint.is_stated:
        return None
    return imprint if options.home else dataclasses.replace(imprint, page=FULL_TEXT)


def _colours(options: DeclarationConfig) -> Colours:
    """The colours of pictures."""
    stated = options.pictures
    return Colours(stated.background, stated.ink, stated.accent)


def _configuration_problems(config: MkDocsConfig, options: DeclarationConfig) -> list[Problem]:
    source = Source(configuration_name(config))
    problems = [Problem(Rule.CONFIGURATION, f"the option 'words': {fault}", source) for fault in faults(options.words)]
    texts = {"site_name": config.site_name, **options.imprint}
    refused = {name: characters.refused_in_words(text) for name, text in texts.items() if isinstance(text, str)}
    problems += [
        Problem(
            Rule.CONFIGURATION,
            f"expected printable text for '{name}', found the character {characters.name(character)}",
            source,
        )
        for name, character in refused.items()
        if character is not None
    ]
    if not config.use_directory_urls:
        message = (
            "expected 'use_directory_urls: true', since the addresses of clauses are /page/#clause, found false; "
            "leave it out, and leave out the plugin 'offline', which turns it off"
        )
        problems.append(Problem(Rule.CONFIGURATION, message, source))
    for name, value in dataclasses.asdict(_colours(options)).items():
        if not COLOUR.fullmatch(value):
            message = f"the option 'pictures': expected a colour for '{name}', as in #1f3a5f, found '{value}'"
            problems.append(Problem(Rule.CONFIGURATION, message, source))
    problems += plugin_problems(config.plugins, source)
    if config.site_url is None:
        message = (
            "expected 'site_url', found none: citations and records are without address; state it, or "
            "'site_url: \"\"' if the site has none"
        )
        problems.append(Problem(Rule.NO_ADDRESS, message, source))
    return problems


def plugin_problems(names: Iterable[str], source: Source) -> list[Problem]:
    """Tell which other plugins no site of an instrument can be built with.

    Args:
        names: The plugins of a configuration.
        source: The configuration.
    """
    if "i18n" not in names:
        return []
    message = (
        "the plugin 'i18n' (mkdocs-static-i18n) leaves out pages that are no files of 'docs_dir', as those of an "
        "instrument are; remove it, and publish each language as a site of its own"
    )
    return [Problem(Rule.CONFIGURATION, message, source)]


def _words(config: MkDocsConfig, options: DeclarationConfig) -> Catalogue:
    """The words of a configuration, in its language; those of the catalogue if something is wrong with them.

    A language that the theme is given decides if there are words in it; otherwise that of the instrument will.
    """
    stated = _stated_language(config)
    language = stated if primary(stated) in LANGUAGES else None
    return Catalogue({} if any(faults(options.words)) else options.words, language=language)


def _speak(config: MkDocsConfig, language: str) -> None:
    """Let a theme that has no language stated speak that of our words, so that a page is in one language."""
    if material.is_theme(config):
        config.theme["language"] = language
    else:
        config.theme["locale"] = Locale(language)


def _stated_language(config: MkDocsConfig) -> str:
    """The language that a configuration gives to its theme; empty if it leaves that to the theme."""
    themes = (written.get("theme") for written in reversed(config.user_configs))
    stated = (theme.get("language") or theme.get("locale") for theme in themes if isinstance(theme, dict))
    return str(next(filter(None, stated), ""))


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(not problem.is_warning for problem in problems)


def _named(path: str, config: MkDocsConfig) -> tuple[str, Path]:
    """A path with the name an author knows it by."""
    return known_as(path, config), Path(path)
