"""How commands write problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.problems import Problem, json_report, report, workflow_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": report,
    "github": workflow_commands,
    "json": json_report,
}
"""The values of `--format`."""
