"""The Palermo Protocol of 2000, encoded by rule from a text in Markdown that is no part of the project."""

from __future__ import annotations

import re
from typing import Any

import legal_texts

PATH = "palermo-protocol/README.md"
TITLE = (
    "Protocol to Prevent, Suppress and Punish trafficking in Persons, especially Women and Children, supplementing the "
    "United Nations Convention against Transnational Organized Crime"
)
_OPERATIVE = r"Declaring|Taking into account|Concerned|Recalling|Convinced"


def lines(markdown: str) -> list[str]:
    """The lines of the English text; the Dutch one follows it."""
    dutch = next(line for line in markdown.splitlines() if line.startswith("##Protocol"))
    return legal_texts.lines(markdown, TITLE, dutch.strip("# "))


def encoded(markdown: str) -> bytes:
    """Encode the English text: preamble, chapters, articles with headings, paragraphs and items, conclusion."""
    _, preamble, *body, formula = lines(markdown)
    chapters: list[dict[str, Any]] = []
    unit: dict[str, Any] = {}
    for line in body:
        if numbered := re.fullmatch(r"#+\s*([IV]+)", line):
            chapters.append(unit := {"kind": "chapter", "number": numbered[1], "content": []})
        elif numbered := re.fullmatch(r"#+\s*(Article)\s+(\d+)", line):
            unit = {"kind": "article", "number": f"Article {numbered[2]}", "content": []}
            chapters[-1]["content"].append(unit)
        elif line.startswith("#"):
            unit["heading"] = line.strip("# ")
        else:
            legal_texts.add(unit["content"], line)
    heading, opening, *recitals, closing = re.split(
        rf"(?<=Preamble) |(?<=,) (?=(?:{_OPERATIVE}) )|(?<=,) (?=Have agreed)", preamble
    )
    marked = [re.sub(rf"^(?:{_OPERATIVE})", r"**\g<0>**", recital) for recital in recitals]
    return legal_texts.written(
        {"id": "palermo-protocol-2000", "title": TITLE, "kind": "protocol", "language": "en"},
        preamble={"heading": heading, "opening": opening, "recitals": marked, "closing": closing},
        body=chapters,
        conclusion={"formula": [formula]},
    )
