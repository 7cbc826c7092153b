"""How commands write problems."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from mkdocs_declaration.commands.sarif import sarif_report
from mkdocs_declaration.problems import json_report, report, workflow_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs_declaration.problems import Problem


def text_report(problems: Iterable[Problem]) -> str:
    """Write problems as `report` does, each warning as one: `file:3:5: warning: …`."""
    marked = (
        dataclasses.replace(problem, message=f"warning: {problem.message}") if problem.is_warning else problem
        for problem in problems
    )
    return report(marked)


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": text_report,
    "github": workflow_commands,
    "json": json_report,
    "sarif": sarif_report,
}
"""The values of `--format`."""
FOR_PROGRAMS = frozenset({"json", "sarif"})
"""Those that are one document, which is written even if there is no problem, with nothing beside it."""
