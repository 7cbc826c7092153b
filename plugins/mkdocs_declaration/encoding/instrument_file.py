"""What an author may write in the encoding of an instrument.

The encoding follows the print: numbers are written as printed, texts letter for letter. Ids, labels and citations are
not written but derived (see `mkdocs_declaration.instrument.identifiers`).
"""

from __future__ import annotations

import datetime  # noqa: TC003 - mkdocstrings shows the types
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from mkdocs_declaration.encoding.shape import Of, Shape, entry, read_file
from mkdocs_declaration.encoding.values import Date, Flag, FoldedText, Line, ListOf, OneOf
from mkdocs_declaration.instrument import places
from mkdocs_declaration.instrument.model import Reference
from mkdocs_declaration.instrument.text import Text  # noqa: TC001
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

DIVISIONS = ("part", "chapter", "section", "article", "annex")
"""Kinds that hold other units and may bear a heading."""
UNITS = (*DIVISIONS, "paragraph", "item")
"""Kinds an author states; a subitem is an item within an item."""

ID = Line(places.ID, places.ID_FORM, Rule.BAD_ID, has_words=False)
SLUG = Line(places.SLUG, places.SLUG_FORM, has_words=False)
URL = Line(r"https?://[^\s<>\"]+", "an address that starts with https:// or http://")
BRIEF = "What it says in plain words, sentence by sentence; no words of the text."
OTHER_NAMES = "Names that people use for it, which the search finds; no words of the text."
LANGUAGE = Line(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag (BCP 47), as in en or zh-Hans", has_words=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class NoteData(Shape):
    """An editor's note on the reading of a passage. It is shown beside the clause, never in its words."""

    called: ClassVar[str] = "a note"

    quote: str = entry(Line(), "The words of the clause that the note is about, letter for letter.", required=True)
    note: str = entry(Line(), "What there is to say about them.")
    sic: bool = entry(
        Flag(), "Whether the passage reads so in the source and is kept: `true` or `false`.", default=False
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class BriefData(Shape):
    """A sentence of the editor's on what was agreed. It is shown apart from the text, never in it."""

    called: ClassVar[str] = "a sentence of a brief"

    text: str = entry(Line(), "One sentence in plain words of your own, without emphasis.", required=True)
    rests_on: tuple[str, ...] = entry(ListOf(ID), "The ids of the clauses that bear it out.", required=True)


@dataclass(frozen=True, kw_only=True, eq=False)
class RecitalData(Shape):
    """A recital of the preamble. A bare text stands for a recital without notes."""

    called: ClassVar[str] = "a recital"
    shorthand: ClassVar[str | None] = "text"

    text: Text = entry(FoldedText(), "The words; the operative word in ** wherever it stands.", required=True)
    notes: tuple[NoteData, ...] = entry(ListOf(Of(lambda: NoteData)), "Notes on its reading.")


@dataclass(frozen=True, kw_only=True, eq=False)
class PreambleData(Shape):
    """The preamble: opening words, recitals, closing words."""

    called: ClassVar[str] = "a preamble"

    heading: str = entry(Line(), "The heading, if the print has one.")
    also: tuple[str, ...] = entry(ListOf(Line()), OTHER_NAMES)
    brief: tuple[BriefData, ...] = entry(ListOf(Of(lambda: BriefData)), BRIEF)
    opening: RecitalData = entry(Of(lambda: RecitalData, "opening words"), "The words before the first recital.")
    recitals: tuple[RecitalData, ...] = entry(ListOf(Of(lambda: RecitalData)), "The recitals, in order.")
    closing: RecitalData = entry(
        Of(lambda: RecitalData, "closing words"), "The words after the last recital, which enact the body."
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitData(Shape):
    """A unit of the body: a division (part, chapter, section, article, annex), a paragraph or an item."""

    called: ClassVar[str] = "a unit"

    kind: str = entry(OneOf(UNITS), "The kind; paragraph in content and item in items unless stated.")
    number: str = entry(
        Line(), "The number as printed, as in 1.3, (ii), Article 5 or CHAPTER II; absent if unnumbered."
    )
    heading: Text = entry(FoldedText(), "The heading, if the print has one.")
    also: tuple[str, ...] = entry(ListOf(Line()), OTHER_NAMES)
    brief: tuple[BriefData, ...] = entry(ListOf(Of(lambda: BriefData)), BRIEF)
    slug: str = entry(
        SLUG, "The address of the page that the division gets, as in final-provisions, where none is to be derived."
    )
    id: str = entry(ID, "The id, where none can be derived from the number.")
    text: Text = entry(FoldedText(), "The words, without the number and without those of items.")
    items: tuple[UnitData, ...] = entry(ListOf(Of(lambda: UnitData)), "The list that follows the text.")
    closing: RecitalData = entry(
        Of(lambda: RecitalData, "closing words"), "The words that follow the list and belong to the whole."
    )
    content: tuple[UnitData, ...] = entry(
        ListOf(Of(lambda: UnitData)), "What a division holds: paragraphs or divisions."
    )
    notes: tuple[NoteData, ...] = entry(ListOf(Of(lambda: NoteData)), "Notes on the reading of the text.")
    out_of_sequence: bool = entry(
        Flag(), "Whether the print jumps or repeats a number here: `true` or `false`.", default=False
    )


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
    printed_title: Text = entry(FoldedText(), "The title as printed, letter for letter, where it differs.")
    short_title: str = entry(Line(), "A short title for headers.")
    summary: str = entry(Line(), "What it covers, in a sentence or two, for the front page.")
    brief: tuple[BriefData, ...] = entry(ListOf(Of(lambda: BriefData)), BRIEF)
    kind: str = entry(Line(), "What the instrument is, as in declaration, convention or charter.", required=True)
    language: str = entry(LANGUAGE, "The language of the text (BCP 47).", required=True)
    direction: str = entry(
        OneOf(("ltr", "rtl")), "The direction of the script, where the language does not tell: `ltr` or `rtl`."
    )
    pages: str = entry(
        OneOf(DIVISIONS), "The kind of divisions that get pages where no slug is stated; article unless stated."
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


def read_encoding(name: str, data: bytes) -> tuple[EncodingData | None, Source, list[Problem]]:
    """Read the encoding of an instrument.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        What could be read, or None; the source for later problems; the problems found.
    """
    return read_file(EncodingData, name, data)


def references(entries: Iterable[ReferenceData]) -> tuple[Reference, ...]:
    """Sources or versions as values of the model."""
    return tuple(Reference(entry.title, entry.url, entry.language, entry.note) for entry in entries)
