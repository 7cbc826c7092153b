"""Notebooks of Jupyter (`.ipynb`): the cells that are Markdown; code and what it gave are no text of a document.

Source: *The Notebook file format*, versions 3 and 4, which differ in where cells are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.documents.readers.markdown import blocks_of
from mkdocs_declaration.documents.readers.quoting import assemble
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from mkdocs_declaration.documents.readers.passages import Document


def read(name: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read a notebook.

    Args:
        name: Its path.
        data: Its bytes.

    Returns:
        What there is to check in it, or None if it cannot be read; the problems found. A place is a line of a cell.
    """
    try:
        cells = _cells(json.loads(data))
        texts = [(number, _text(cell)) for number, cell in enumerate(cells, 1) if cell["cell_type"] == "markdown"]
    except (ValueError, KeyError, TypeError, AttributeError):
        message = "expected a notebook, found something else or a broken one; save it in Jupyter as .ipynb"
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]
    lines: list[str] = []
    places: list[str] = []
    starts = []
    for number, text in texts:
        starts.append((len(lines), text))
        written = text.split("\n")
        lines += written
        places += [f"cell {number}, line {line}" for line in range(1, len(written) + 1)]
    source = Source(name, tuple(lines), tuple(places))
    blocks = [block for start, text in starts for block in blocks_of(source.lines, text, start)]
    return assemble(source, blocks), []


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    if "worksheets" in notebook:
        return [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]
    cells: list[dict[str, Any]] = notebook["cells"]
    return cells


def _text(cell: dict[str, Any]) -> str:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return text.replace("\r\n", "\n").replace("\r", "\n")
