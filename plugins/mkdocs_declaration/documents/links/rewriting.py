"""Files of documents with the addresses put right that are certainly wrong: as they would be, and written."""

from __future__ import annotations

import dataclasses
import difflib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.confinement import ExceededError
from mkdocs_declaration.documents.links.correcting import Wrong, correct
from mkdocs_declaration.foundation import utf8
from mkdocs_declaration.foundation.bounds import MAX_DOCUMENT_BYTES
from mkdocs_declaration.foundation.edits import with_ends
from mkdocs_declaration.foundation.files import read_file, replace_file, why_unread
from mkdocs_declaration.foundation.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.documents.confinement import Confined
    from mkdocs_declaration.foundation.edits import Edit
    from mkdocs_declaration.problems import Problem


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A file in which addresses are certainly wrong."""

    name: str
    """Its path."""
    links: int
    """The number of its links that are put right."""
    left: int
    """The number of those that are certain and stay as they are."""
    before: bytes = b""
    """What it has."""
    after: bytes = b""
    """What it has with the addresses put right."""
    obstacle: str = ""
    """Why some stay as they are, if any do."""


def rewritings(
    problems: Iterable[Problem], process: Confined, published: Mapping[str, str]
) -> tuple[list[Problem], list[Rewriting]]:
    """Find out what is to be changed in files; none is written.

    Args:
        problems: The problems of their links.
        process: Where they are read, prepared with `Addresses` of the site.
        published: The addresses that the files are published at, by their paths; empty where that is not known.

    Returns:
        The problems, those that can be put right with what is to be changed for it; and each file with a problem whose
        right address is certain, once even if it has several names.
    """
    certain: dict[str, dict[str, dict[Wrong, None]]] = {}
    listed = list(problems)
    for problem in listed:
        if (wrong := _wrong(problem)) is not None:
            name = problem.source.name
            certain.setdefault(os.path.realpath(name), {}).setdefault(name, {})[wrong] = None
    files = []
    edits: dict[str, dict[Wrong, tuple[Edit, ...]]] = {}
    for file, names in certain.items():
        name = next(iter(names))
        rewriting, edits[file] = _rewriting(name, tuple(names[name]), process, published.get(name, ""))
        files.append(rewriting)
    return [_with_edits(problem, edits) for problem in listed], files


def _wrong(problem: Problem) -> Wrong | None:
    correction, at = problem.correction, problem.at
    if correction is None or at is None:
        return None
    return Wrong(correction.found, correction.right, at.line, at.column, problem.length)


def _with_edits(problem: Problem, edits: dict[str, dict[Wrong, tuple[Edit, ...]]]) -> Problem:
    wrong = _wrong(problem)
    if wrong is None or problem.correction is None:
        return problem
    found = edits[os.path.realpath(problem.source.name)].get(wrong, ())
    return dataclasses.replace(problem, correction=dataclasses.replace(problem.correction, edits=found))


def _rewriting(
    name: str, wrong: tuple[Wrong, ...], process: Confined, where: str
) -> tuple[Rewriting, dict[Wrong, tuple[Edit, ...]]]:
    try:
        before = read_file(name, MAX_DOCUMENT_BYTES)
        corrected = process.call_prepared(correct, name, before, wrong, where)
    except ExceededError as error:
        return Rewriting(name, 0, len(wrong), obstacle=f"to find out where they stand {error}"), {}
    except OSError as error:
        return Rewriting(name, 0, len(wrong), obstacle=f"cannot read the file: {why_unread(error)}"), {}
    file = Rewriting(name, corrected.links, corrected.left, before, corrected.data, corrected.obstacle)
    return file, dict(zip(wrong, corrected.edits, strict=True))


def difference(file: Rewriting) -> str:
    """A unified diff of what is changed in a file, without a line feed at its end; empty if nothing is.

    Controls in it are shown, so that a terminal follows none of them.
    """
    before, after = (_shown_lines(data) for data in (file.before, file.after))
    name = printable(file.name)
    lines = difflib.unified_diff(before, after, f"{name}\tas it is", f"{name}\tput right", lineterm="")
    return "\n".join(lines)


def _shown_lines(data: bytes) -> list[str]:
    lines = with_ends(utf8.decode(data).text)
    shown = [printable(line.rstrip("\r\n").replace("\t", "    ")) for line in lines]
    if not lines[-1]:
        return shown[:-1]
    return [*shown[:-1], f"{shown[-1]}\n\\ No newline at end of file"]


def write_all(files: Iterable[Rewriting], names: Iterable[str]) -> tuple[list[Rewriting], list[str]]:
    """Write files with their addresses put right, each whole or not at all.

    Args:
        files: The files.
        names: All names of files that were checked.

    Returns:
        The files, those that cannot be written as ones of which nothing was put right; and which of the names are those
        of files that are other ones now.
    """
    written = [_written(file) for file in files]
    changed = {os.path.realpath(file.name) for file in written if file.links}
    return written, [name for name in names if os.path.realpath(name) in changed]


def _written(file: Rewriting) -> Rewriting:
    if file.before == file.after:
        return file
    try:
        replace_file(file.name, file.after)
    except OSError as error:
        obstacle = f"cannot write the file: {why_unread(error)}"
        return Rewriting(file.name, 0, file.links + file.left, file.before, file.before, obstacle)
    return file
