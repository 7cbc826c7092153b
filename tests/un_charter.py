"""The Charter of the United Nations, encoded by rule from a text in Markdown that is no part of the project."""

from __future__ import annotations

import re
from typing import Any

import legal_texts

PATH = "un-charter/README.md"
TITLE = "Charter of the United Nations"
_HEADING = re.compile(r"#+\s*(CHAPTER|Article)\s+(\w+)")
_ENDS = re.compile(
    r"(?<=determined) |(?<=\band) (?=to (?:reaffirm|establish|promote|unite|ensure|employ)\b)"
    r"| (?=and for these)|(?<=ends) | (?=Have resolved)| (?=Accordingly)"
)


def lines(markdown: str) -> list[str]:
    """The lines of the English text; the Dutch one follows it."""
    return legal_texts.lines(markdown, TITLE, "Handvest van de Verenigde Naties")


def encoded(markdown: str) -> bytes:
    """Encode the English text: preamble, chapters, groups, articles, paragraphs and items, conclusion."""
    _, preamble, *body, last = lines(markdown)
    chapters: list[dict[str, Any]] = []
    opened = chapters
    for line in body:
        named = _HEADING.fullmatch(line)
        if named and named[1] == "CHAPTER":
            chapters.append({"kind": "chapter", "number": f"CHAPTER {named[2]}", "content": []})
            opened = chapters[-1]["content"]
        elif named:
            opened.append({"kind": "article", "number": f"Article {named[2]}", "content": []})
        elif line.startswith("#") and "heading" not in chapters[-1]:
            chapters[-1]["heading"] = line.strip("# ")
        elif line.startswith("#"):
            opened = []
            chapters[-1]["content"].append({"kind": "group", "heading": line.strip("# "), "content": opened})
        else:
            legal_texts.add(opened[-1]["content"], line)
    formula, done = re.split(" (?=DONE)", last)
    return legal_texts.written(
        {"id": "un-charter-1945", "title": TITLE, "kind": "charter", "language": "en"},
        preamble=_preamble(preamble),
        body=chapters,
        conclusion={"formula": [formula], "done": done},
    )


def _preamble(text: str) -> dict[str, Any]:
    """The preamble: two lists of ends, the second with words before and after it."""
    opening, *ends, resolved, closing = _ENDS.split(text)
    last = ends.index("and for these ends")
    means = {"text": ends[last], "items": [{"text": end} for end in ends[last + 1 :]], "closing": resolved}
    return {"opening": opening, "recitals": [*ends[:last], means], "closing": closing}
