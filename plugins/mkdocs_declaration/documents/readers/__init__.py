"""Documents whose links are checked: a file a format, and the one table of formats."""

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation import utf8
from mkdocs_declaration.foundation.edits import LINE_END
from mkdocs_declaration.foundation.files import LINK_TO_FOLDER, walk
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.documents.readers.passages import Document

READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".mdx": "markdown",
    ".ipynb": "notebook",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rst": "restructuredtext",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".tex": "latex",
    ".txt": "plain_text",
    ".docx": "word",
    ".odt": "opendocument",
    ".fodt": "opendocument",
    ".pdf": "pdf",
}
"""The endings of names, and the modules of this package that read such files.

A module of a text has a function `read(text, source)`, which gives the document; one of another format `read(name,
data)`, which gives the document or None, and the problems found. It is imported when the first file of its format is
read, since the library that it needs may be absent.
"""
TEXTS = frozenset({"markdown", "html", "restructuredtext", "asciidoc", "latex", "plain_text"})
"""The modules whose formats are texts."""
INSTALL = "in a clone of the project, run 'pip install \".[links]\"'"


def is_known(name: str) -> bool:
    """Whether files of a name can be read."""
    return PurePath(name).suffix.casefold() in READERS


def read_document(name: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read a document.

    Args:
        name: Its path; the ending tells the format.
        data: Its bytes.

    Returns:
        What there is to check in it, or None if it cannot be read; the problems found.
    """
    ending = PurePath(name).suffix.casefold()
    if ending not in READERS:
        known = ", ".join(READERS)
        message = f"expected a file of one of the formats {known}, found '{ending or name}'; save it in one of them"
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]
    try:
        reader = importlib.import_module(f"{__name__}.{READERS[ending]}")
    except ModuleNotFoundError as error:
        message = f"files that end in {ending} need the library '{error.name}', which is not installed; {INSTALL}"
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]
    try:
        if READERS[ending] in TEXTS:
            text, source, problems = decode(name, data)
            return (reader.read(text, source), []) if text is not None else (None, problems)
        read: tuple[Document | None, list[Problem]] = reader.read(name, data)
    except RecursionError:
        message = "expected a document that can be read, found more levels of nesting than that; make it flatter"
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - of a broken text, the parsers of others raise what they like
        message = f"expected a document that can be read, found one that its parser fails on ({type(error).__name__})"
        message += "; look for markup that refers to itself, or leave the file out"
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]
    return read


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files that paths mean."""

    files: tuple[str, ...] = ()
    """Those that are read, each once."""
    passed: tuple[tuple[str, str], ...] = ()
    """What was passed over in folders, and why: links that lead out of the folder, pipes and the like."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """How many files in folders are of formats that are not read, by the endings of their names, the most first."""
    problems: tuple[Problem, ...] = ()
    """A problem for each path that there is not."""


def find_files(paths: Iterable[str]) -> FoundFiles:
    """Find the files that paths mean.

    Args:
        paths: Files, which are taken as they are, and folders, of which the files of known formats are taken in the
            order of their names; what is hidden is not.
    """
    files: dict[str, None] = {}
    passed: list[tuple[str, str]] = []
    unread: dict[str, str] = {}
    problems = []
    for path in paths:
        if Path(path).is_dir():
            for file, obstacle in walk(Path(path), bool):
                name = str(file)
                if obstacle and (is_known(name) or obstacle == LINK_TO_FOLDER):
                    passed.append((name, obstacle))
                elif is_known(name):
                    files[name] = None
                elif not obstacle:
                    unread[name] = file.suffix.casefold() or "without an ending"
        elif Path(path).exists():
            files[str(Path(path))] = None
        else:
            message = "cannot read the file: no such file or directory"
            problems.append(Problem(Rule.UNREADABLE_DOCUMENT, message, Source(path)))
    counted = Counter(ending for name, ending in unread.items() if name not in files)
    by_ending = dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
    return FoundFiles(tuple(files), tuple(passed), by_ending, tuple(problems))


def decode(name: str, data: bytes) -> tuple[str | None, Source, list[Problem]]:
    """Decode the bytes of a text as UTF-8.

    Args:
        name: The path as the author knows it.
        data: The bytes.

    Returns:
        The text without a byte order mark and with line feeds at the ends of lines, or None; its source; the problems
        found.
    """
    decoded = utf8.decode(data, LINE_END)
    source = Source(name, decoded.lines)
    if invalid := decoded.invalid:
        message = f"expected UTF-8, found the byte {invalid}; save the file in UTF-8"
        return (
            None,
            source,
            [Problem(Rule.UNREADABLE_DOCUMENT, message, source, Position(invalid.line, invalid.column))],
        )
    return "\n".join(decoded.lines), source, []
