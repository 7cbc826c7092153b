"""What an author may write in the encoding of an instrument.

The encoding follows the print: numbers are written as printed, texts letter for letter. Ids, labels and citations are
not written but derived (see `mkdocs_declaration.instrument.identity.identifiers`).
"""

from __future__ import annotations

import dataclasses
import datetime  # noqa: TC003 - mkdocstrings shows the types
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, cast

from mkdocs_declaration.encoding.files.units import (
    BRIEF,
    SLUG,
    WITHIN,
    BriefData,
    ConclusionData,
    PreambleData,
    UnitData,
)
from mkdocs_declaration.encoding.shapes.shape import Of, Shape, entry, read_file
from mkdocs_declaration.encoding.shapes.values import Date, Flag, FoldedText, Line, ListOf, OneOf
from mkdocs_declaration.instrument.interface import kinds
from mkdocs_declaration.instrument.model import Reference
from mkdocs_declaration.instrument.spelling import closest
from mkdocs_declaration.instrument.text.text import Text  # noqa: TC001
from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.encoding.shapes.values import Reading
    from mkdocs_declaration.encoding.yaml.tree_cache import TreeMemory
    from mkdocs_declaration.problems import Problem, Source

URL = Line(r'https?://[^\s<>"]+', "an address that starts with https:// or http://")
LANGUAGE = Line(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag (BCP 47), as in en or zh-Hans", has_words=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class ReferenceData(Shape):
    """A source or another version of the text."""

    called: ClassVar[str] = "a reference"

    title: str = entry(Line(), "What it is.", required=True)
    url: str = entry(URL, "Where it is.")
    language: str = entry(LANGUAGE, "The language it is in (BCP 47), if another one.")
    note: str = entry(Line(), "What to know about it.")


@dataclass(frozen=True, kw_only=True, eq=False)
class AdoptionData(Shape):
    """When, where and how the instrument came to be."""

    called: ClassVar[str] = "an adoption"

    date: datetime.date = entry(Date(), "The day, as YYYY-MM-DD.", required=True)
    place: str = entry(Line(), "The place.")
    occasion: str = entry(Line(), "The meeting or conference.")


@dataclass(frozen=True, kw_only=True, eq=False)
class MembersData(Shape):
    """Who belongs to a party that the text does not name one by one."""

    called: ClassVar[str] = "members"

    of: str = entry(Line(), "The party, as in Member States of the Union.", required=True)
    names: tuple[str, ...] = entry(ListOf(Line()), "Its members.", required=True)
    source: ReferenceData | None = entry(Of(lambda: ReferenceData), "Where that is from.", required=True)


@dataclass(frozen=True, kw_only=True, eq=False)
class InstrumentData(Shape):
    """What is known about the instrument as a whole."""

    called: ClassVar[str] = "an instrument"

    id: str = entry(SLUG, "A short name for machines, as in un-charter-1945.", required=True)
    title: str = entry(Line(), "The title as it is cited.", required=True)
    printed_title: Text = entry(
        FoldedText(has_links=False), "The title as printed, letter for letter, where it differs."
    )
    short_title: str = entry(Line(), "A short title for headers.")
    summary: str = entry(Line(), "What it covers, in a sentence or two, for the front page.")
    brief: tuple[BriefData, ...] = entry(ListOf(Of(lambda: BriefData)), BRIEF)
    kind: str = entry(Line(), "What the instrument is, as in declaration, convention or charter.", required=True)
    language: str = entry(LANGUAGE, "The language of the text (BCP 47).", required=True)
    direction: str = entry(
        OneOf(("ltr", "rtl")), "The direction of the script, where the language does not tell: `ltr` or `rtl`."
    )
    pages: str = entry(
        Line(kinds.KIND, "a kind of divisions, as in chapter", has_words=False),
        "The kind of divisions that get pages where no slug is stated; article unless stated.",
    )
    excerpt: bool = entry(
        Flag(),
        "Whether the text is an excerpt, so that its numbers need not begin at one: `true` or `false`.",
        default=False,
    )
    parties: tuple[str, ...] = entry(ListOf(Line()), "Who adopted it.")
    members: tuple[MembersData, ...] = entry(
        ListOf(Of(lambda: MembersData)), "Who belongs to parties that the text does not name one by one."
    )
    adopted: AdoptionData = entry(Of(lambda: AdoptionData), "When and where it was adopted.")
    sources: tuple[ReferenceData, ...] = entry(ListOf(Of(lambda: ReferenceData)), "Where text and facts are from.")
    versions: tuple[ReferenceData, ...] = entry(ListOf(Of(lambda: ReferenceData)), "The instrument in other languages.")

    def settled(self, reading: Reading) -> Self:
        """The instrument, with the kind of its pages as it was meant."""
        if self.pages in WITHIN:
            message = f"expected a kind of divisions for 'pages', found '{self.pages}'; such as article or chapter"
            reading.problem(Rule.BAD_VALUE, message, self.where("pages"), len(self.pages))
            return dataclasses.replace(self, pages=cast("str", None))
        meant = closest(self.pages, kinds.KINDS) if self.pages and self.pages not in kinds.KINDS else None
        if meant is None:
            return self
        message = f"expected a kind that is known for 'pages', found '{self.pages}'; did you mean '{meant}'?"
        reading.problem(Rule.BAD_VALUE, message, self.where("pages"), len(self.pages))
        return dataclasses.replace(self, pages=meant)


@dataclass(frozen=True, kw_only=True, eq=False)
class EncodingData(Shape):
    """The file as a whole."""

    called: ClassVar[str] = "an encoding"

    format: str = entry(OneOf(("1",)), "The version of this format: 1.", required=True)
    instrument: InstrumentData = entry(Of(lambda: InstrumentData), "The instrument as a whole.", required=True)
    preamble: PreambleData = entry(Of(lambda: PreambleData), "The preamble.")
    body: tuple[UnitData, ...] = entry(
        ListOf(Of(lambda: UnitData)), "The divisions of the body, in order.", required=True
    )
    conclusion: ConclusionData = entry(
        Of(lambda: ConclusionData), "What stands after the body: formula, place and date, signatures."
    )


def read_encoding(
    name: str, data: bytes, memory: TreeMemory | None = None
) -> tuple[EncodingData | None, Source, list[Problem]]:
    """Read the encoding of an instrument.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.
        memory: The tree of the file in the last run, if this is a server.

    Returns:
        What could be read, or None; the source for later problems; the problems found.
    """
    return read_file(EncodingData, name, data, memory)


def references(entries: Iterable[ReferenceData]) -> tuple[Reference, ...]:
    """Sources or versions as values of the model."""
    return tuple(Reference(entry.title, entry.url, entry.language, entry.note) for entry in entries)
