"""Errors in templates of the project, as problems with file and line."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from mkdocs_declaration.encoding.yaml.decoding import decode
from mkdocs_declaration.foundation.bounds import MAX_BYTES
from mkdocs_declaration.foundation.files import read_file
from mkdocs_declaration.hosts.material.names import configuration_name, known_as
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig


def template_problem(error: Exception, folders: Sequence[Path], config: MkDocsConfig) -> Problem:
    """Find the template that an error comes from.

    Args:
        error: An error that was raised while pages were rendered. An expression in a template may raise any.
        folders: Where templates of the project may be.
        config: The configuration.

    Raises:
        Exception: The error itself, if it comes from elsewhere.
    """
    if isinstance(error, UnicodeDecodeError):
        for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
            for problem in decode(known_as(path, config), read_file(path, MAX_BYTES))[2]:
                return problem
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    in_templates = [
        (Path(name), line) for name, line in frames if any(Path(name).is_relative_to(folder) for folder in folders)
    ]
    message = f"a template of the theme cannot be used: {error}"
    if in_templates:
        path, line = in_templates[-1]
        lines = path.read_text(encoding="utf-8").splitlines()
        return Problem(Rule.CONFIGURATION, message, Source(known_as(path, config), tuple(lines)), Position(line, 1))
    if isinstance(error, jinja2.TemplateError):
        return Problem(Rule.CONFIGURATION, message, Source(configuration_name(config)))
    raise error
