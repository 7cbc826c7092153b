"""The declaration as received, cut into units, read independently of the encoding.

The file came out of a PDF: paragraphs are separated by blank lines, of which some stand in the middle of a recital or a
list; recitals and headings are bold, list entries start with `- (i)`, and `(END)` closes the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADING = re.compile(r"(?:#+ )?\*\*(?P<number>\d+)\. (?P<heading>.+)\*\*")
_PARAGRAPH = re.compile(r"(?P<number>\d+\.\d+) (?P<words>.+)", re.DOTALL)
_ITEM = re.compile(r"- \((?P<number>[ivx]+)\) (?P<words>.+)", re.DOTALL)
_RECITAL = re.compile(r"\*\*[A-Z]")


@dataclass
class SourceText:
    """The words of the source."""

    title: str = ""
    """The title with its quotation marks."""
    units: dict[str, str] = field(default_factory=dict)
    """Printed number and words of each unit by the id that the rule of ids gives it, in the order of the text.

    A division has its number and heading; the preamble, which has neither, is left out.
    """
    emphasis: dict[str, list[str]] = field(default_factory=dict)
    """The words in bold or italics in a unit's own text, in order; headings, which are all bold, have none."""


def emphasised(text: str) -> list[str]:
    """The words between the marks of emphasis."""
    return [words(match[2]) for match in re.finditer(r"(\*\*|\*)(.+?)\1", text, re.DOTALL)]


def words(text: str) -> str:
    """Words without the marks of emphasis, white space folded."""
    return re.sub(r"\s+", " ", text.replace("*", "")).strip()


def read_source(text: str) -> SourceText:
    """Cut the source into units.

    Args:
        text: The file's text.

    Raises:
        ValueError: A paragraph fits no unit.
    """
    source = SourceText()
    section = ""
    holder = ""  # what items of the list belong to
    recitals: list[str] = []

    def put(id_: str, text: str) -> None:
        source.units[id_] = words(text)
        source.emphasis[id_] = emphasised(text)

    for block in _blocks(text):
        if not source.title and block.startswith("**“"):
            source.title = words(block)
        elif heading := _HEADING.fullmatch(block):
            section = holder = heading["number"]
            source.units[section] = words(f"{heading['number']}. {heading['heading']}")
        elif not section:
            if _RECITAL.match(block):
                recitals.append(block)
            else:  # The rest of a recital that a page break cut in two.
                recitals[-1] += f" {block}"
        elif item := _ITEM.fullmatch(block):
            put(f"{holder}.{item['number']}", f"({item['number']}) {item['words']}")
        elif paragraph := _PARAGRAPH.fullmatch(block):
            holder = paragraph["number"]
            put(holder, block)
        elif block != "(END)":
            unnumbered = f"{section}.p1"
            if unnumbered in source.units:
                raise ValueError(f"no unit for the paragraph '{block[:60]}'")
            put(unnumbered, block)
    body, source.units = source.units, {}
    put("preamble.opening", recitals[0])
    for count, recital in enumerate(recitals[1:-1], start=1):
        put(f"preamble.{count}", recital)
    put("preamble.closing", recitals[-1])
    source.units |= body
    return source


LAST_SENTENCES = {"5.p1": "Recognizing that the free", "8.1": "A number of crimes"}
"""Where the lead-in begins in paragraphs of several sentences; a stop after a word that is nowhere else ends none."""


def lead_in(id_: str, source: SourceText) -> str:
    """What goes before an item that stands alone, from the source; empty for other units."""
    holder, _, number = id_.rpartition(".")
    if not re.fullmatch("[ivx]+", number):
        return ""
    holder = (
        holder if "." in holder or holder not in source.units or f"{holder}.p1" not in source.units else f"{holder}.p1"
    )
    leading = source.units[holder]
    number = holder if re.match(r"\d+\.\d+$", holder) else ""
    if holder in LAST_SENTENCES:
        leading = " ".join(filter(None, (number, "…", leading[leading.index(LAST_SENTENCES[holder]) :])))
    return leading


def _blocks(text: str) -> list[str]:
    """Paragraphs, with list entries apart."""
    paragraphs = (block.strip() for block in re.split(r"\n\s*\n", text))
    return [entry for block in paragraphs if block for entry in re.split(r"\n(?=- )", block)]
