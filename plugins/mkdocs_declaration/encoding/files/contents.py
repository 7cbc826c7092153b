"""The bytes of the files that an edition is read from, and why one cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.foundation.bounds import MAX_BYTES
from mkdocs_declaration.foundation.files import TooLargeError, read_file, why_unread
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def contents_of(
    named: Iterable[tuple[str, Path] | None],
) -> tuple[list[tuple[str, bytes] | None], list[Problem]]:
    """Read files.

    Args:
        named: The path of each as the author knows it, and where it is; None for one that there is not.

    Returns:
        Paths and bytes in the same order, None for what there is not or what cannot be read; the problems.
    """
    contents: list[tuple[str, bytes] | None] = []
    problems: list[Problem] = []
    for file in named:
        try:
            contents.append((file[0], read_file(file[1], MAX_BYTES)) if file else None)
        except OSError as error:
            rule = Rule.TOO_LARGE if isinstance(error, TooLargeError) else Rule.MISSING_FILE
            source = Source(file[0] if file else "")
            problems.append(Problem(rule, f"cannot read the file: {why_unread(error)}", source))
            contents.append(None)
    return contents, problems
