"""What an author may write of the units of a text, and of what stands with them: notes, briefs, recitals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mkdocs_declaration.encoding.shape import Of, Shape, entry
from mkdocs_declaration.encoding.values import Flag, FoldedText, Line, ListOf, OneOf
from mkdocs_declaration.instrument import places
from mkdocs_declaration.instrument.text import Text  # noqa: TC001 - mkdocstrings shows the types
from mkdocs_declaration.problems import Rule

DIVISIONS = ("part", "chapter", "section", "article", "annex")
"""Kinds that hold other units and may bear a heading."""
UNITS = (*DIVISIONS, "paragraph", "item")
"""Kinds an author states; a subitem is an item within an item."""

ID = Line(places.ID, places.ID_FORM, Rule.BAD_ID, has_words=False)
SLUG = Line(places.SLUG, places.SLUG_FORM, has_words=False)
BRIEF = "What it says in plain words, sentence by sentence; no words of the text."
OTHER_NAMES = "Names that people use for it, which the search finds; no words of the text."


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
