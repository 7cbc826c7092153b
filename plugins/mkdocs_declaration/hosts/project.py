"""A MkDocs project as the core reads it: the same for a build and for a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_declaration.catalogue import Words, faults
from mkdocs_declaration.edition import Edition, load_edition
from mkdocs_declaration.hosts.occupied import site_files
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_declaration.hosts.options import DeclarationConfig
    from mkdocs_declaration.places import SiteFiles


def read_project(
    config: MkDocsConfig,
    options: DeclarationConfig,
    files: SiteFiles | None = None,
    *,
    is_preview: bool = False,
) -> tuple[Edition | None, list[Problem]]:
    """Read the edition of a project.

    Args:
        config: The configuration; in a build, after every plugin's `on_config`.
        options: The options of this plugin in it.
        files: What `site_files` tells of it, if it was asked already.
        is_preview: Whether the site is served to an author while it is edited.

    Returns:
        The edition, or None if there is an error; all problems of the configuration and of the author's files.
    """
    root = Path(config.config_file_path).parent if config.config_file_path else Path()
    problems = _configuration_problems(config, options)
    if any(not problem.is_warning for problem in problems):
        return None, problems
    edition, content_problems = load_edition(
        _named(options.encoding, root),
        _named(options.glossary, root) if options.glossary else None,
        Words(options.words),
        lock=_named(options.lock, root) if options.lock else None,
        files=site_files(config) if files is None else files,
        # mike appends its version without a slash (mike.mkdocs_plugin, `on_config`).
        site_url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        is_preview=is_preview,
    )
    return edition, [*problems, *content_problems]


def _configuration_problems(config: MkDocsConfig, options: DeclarationConfig) -> list[Problem]:
    source = Source(Path(config.config_file_path).name if config.config_file_path else "mkdocs.yml")
    problems = [Problem(Rule.CONFIGURATION, f"the option 'words': {fault}", source) for fault in faults(options.words)]
    if not config.use_directory_urls:
        message = (
            "expected 'use_directory_urls: true', since the addresses of clauses are /page/#clause, found false; "
            "leave it out, and leave out the plugin 'offline', which turns it off"
        )
        problems.append(Problem(Rule.CONFIGURATION, message, source))
    if "i18n" in config.plugins:
        message = (
            "the plugin 'i18n' (mkdocs-static-i18n) leaves out pages that are no files of 'docs_dir', as those of an "
            "instrument are; remove it, and publish each language as a site of its own"
        )
        problems.append(Problem(Rule.CONFIGURATION, message, source))
    if config.site_url is None:
        message = (
            "expected 'site_url', found none: citations and records are without address; state it, or "
            "'site_url: \"\"' if the site has none"
        )
        problems.append(Problem(Rule.NO_ADDRESS, message, source))
    return problems


def _named(path: str, root: Path) -> tuple[str, Path]:
    """A path with the name an author knows it by: relative to the configuration file where it is below it."""
    absolute = Path(path)
    return (absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path), absolute
