"""The Charter of the United Nations, encoded by rule from a text in Markdown that is no part of the project.

The text is looked for at the path that the environment variable `UN_CHARTER` names, and beside the checkout.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import yaml

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "texts" / "un-charter" / "README.md"
_HEADING = re.compile(r"#+\s*(CHAPTER|Article)\s+(\w+)\s*")
_NUMBERED = re.compile(r"(\d+)\.\s*(.+)")
_LETTERED = re.compile(r"([a-z])\.\s*(.+)")


def path() -> Path | None:
    """Where the text is; None if it is not there."""
    found = Path(os.environ.get("UN_CHARTER", BESIDE))
    return found if found.is_file() else None


def encoded(markdown: str) -> bytes:
    """Encode the English text: chapters, articles, paragraphs and items; without the preamble."""
    lines = [line.strip() for line in markdown.splitlines()]
    begin = next(index for index, line in enumerate(lines) if re.fullmatch(r"#+\s*CHAPTER\s+I", line))
    end = next(index for index, line in enumerate(lines) if re.fullmatch(r"#+\s*Article\s+111", line))
    last = ("#", "IN FAITH", "In faith", "Done at", "DONE at")
    end = next(index for index, line in enumerate(lines) if index > end + 2 and line.startswith(last))
    chapters: list[dict[str, Any]] = []
    heading = ""
    for line in filter(None, lines[begin:end]):
        named = _HEADING.fullmatch(line)
        if named and named[1] == "CHAPTER":
            chapters.append({"kind": "chapter", "number": f"Chapter {named[2]}", "content": []})
            heading = "chapter"
        elif named:
            article: dict[str, Any] = {"kind": "article", "number": f"Article {named[2]}", "content": []}
            chapters[-1]["content"].append(article)
        elif line.startswith("#"):
            if heading == "chapter":
                chapters[-1]["heading"] = line.strip("# ")
            heading = ""
        else:
            _add(chapters[-1]["content"][-1]["content"], re.sub(r"(?<=\w)\*+|\*+(?=\w)", "", line))
    instrument = {
        "id": "un-charter",
        "title": "Charter of the United Nations",
        "kind": "charter",
        "language": "en",
    }
    document = {"format": "1", "instrument": instrument, "body": chapters}
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _add(paragraphs: list[dict[str, Any]], line: str) -> None:
    numbered, lettered = _NUMBERED.fullmatch(line), _LETTERED.fullmatch(line)
    if lettered and paragraphs:
        paragraphs[-1].setdefault("items", []).append({"number": f"{lettered[1]}.", "text": lettered[2]})
    elif numbered:
        paragraphs.append({"number": f"{numbered[1]}.", "text": numbered[2]})
    else:
        paragraphs.append({"text": line})
