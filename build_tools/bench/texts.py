"""The pages of a generated instrument as plain words, for generators that know no clauses."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import instruments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from instruments import Shape

TITLE = "Generated Convention on the Measurement of Software"


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page: an article or the preamble."""

    slug: str
    title: str
    blocks: tuple[str, ...]
    """A clause each, with its number before it, in plain words."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part or a chapter."""

    slug: str
    title: str
    content: tuple[Group | TextPage, ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An entry of the glossary."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Text:
    """An instrument."""

    content: tuple[Group | TextPage, ...]
    glossary: tuple[GlossaryEntry, ...]

    def pages(self) -> Iterator[TextPage]:
        """Its pages, in the order of the text."""
        return _pages(self.content)

    def linked(self, write: Callable[[str], str]) -> Callable[[str], str]:
        """What writes a block so that its first mention of a term, if there is one, becomes a link.

        Args:
            write: Writes the link of a term, given its name.
        """
        if not self.glossary:
            return lambda block: block
        names = sorted((entry.name for entry in self.glossary), key=len, reverse=True)
        mention = re.compile("|".join(map(re.escape, names)))
        return lambda block: mention.sub(lambda match: write(match[0]), block, count=1)


def _pages(content: tuple[Group | TextPage, ...]) -> Iterator[TextPage]:
    for unit in content:
        if isinstance(unit, TextPage):
            yield unit
        else:
            yield from _pages(unit.content)


def text(shape: Shape) -> Text:
    """Read the words of a generated instrument: the same ones that its encoding and its glossary have."""
    document = json.loads(instruments.encoding(shape))
    preamble = document["preamble"]
    blocks = (preamble["opening"], *(_plain(recital) for recital in preamble["recitals"]), preamble["closing"])
    entries = instruments.terms(shape.terms)
    return Text(
        (TextPage("preamble", "Preamble", blocks), *map(_unit, document["body"])),
        tuple(GlossaryEntry(entry["name"], entry["description"]) for entry in entries),
    )


def _unit(unit: dict[str, Any]) -> Group | TextPage:
    title = f"{unit['number']}: {unit['heading']}"
    if unit["kind"] == "article":
        return TextPage(unit["slug"], title, tuple(_blocks(unit["content"])))
    return Group(unit["number"].lower().replace(" ", "-"), title, tuple(map(_unit, unit["content"])))


def _blocks(units: list[dict[str, Any]]) -> Iterator[str]:
    for unit in units:
        yield f"{unit['number']} {_plain(unit['text'])}"
        yield from _blocks(unit.get("items", []))


def _plain(words: str) -> str:
    return words.replace("*", "")
