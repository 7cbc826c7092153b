"""What a build says of the problems of its content, and whether it goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from mkdocs_declaration.problems import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.hosts.site.project import Project
    from mkdocs_declaration.problems import Problem

log = logging.getLogger("mkdocs.plugins.declaration")


class ContentError(PluginError):
    """The content has errors."""


def accepted(
    project: Project | None, problems: Sequence[Problem], notices: Iterable[str], *, is_strict: bool, is_preview: bool
) -> Project:
    """Log the problems of a project that can be built.

    Args:
        project: The project, or None if there is an error.
        problems: All problems.
        notices: Sentences on what is left out.
        is_strict: Whether warnings are to end a build.
        is_preview: Whether the site is served to an author while it is edited.

    Returns:
        The project.

    Raises:
        ContentError: There is an error, or in a strict build a warning.
    """
    if project is None:
        errors = [problem for problem in problems if not problem.is_warning]
        raise ContentError(f"{_count(errors, 'problem')} in the content\n\n{report(problems)}\n")
    # Under strict mode MkDocs gives up at a warning only when the site is written; it would end a preview as well.
    level = logging.INFO if is_strict and is_preview else logging.WARNING
    for problem in problems:
        log.log(level, "%s", problem)
    if problems and is_strict and not is_preview:
        raise ContentError(f"{_count(problems, 'warning')} in the content, which strict mode does not pass")
    for notice in notices:
        log.info(notice)
    return project


def _count(problems: Sequence[Problem], name: str) -> str:
    return f"{len(problems)} {name}{'s' * (len(problems) != 1)}"
