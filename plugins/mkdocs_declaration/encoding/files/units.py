"""What an author may write of the units of a text, and of what stands with them: notes, briefs, recitals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self, cast

from mkdocs_declaration.encoding.shapes.shape import Of, OneOrMore, Shape, entry
from mkdocs_declaration.encoding.shapes.values import Cell, Flag, FoldedText, Line, ListOf, OneOf
from mkdocs_declaration.instrument import places
from mkdocs_declaration.instrument.interface import kinds
from mkdocs_declaration.instrument.spelling import closest
from mkdocs_declaration.instrument.text.text import Text, shorten
from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from mkdocs_declaration.encoding.shapes.values import Reading

WITHIN = ("paragraph", "item")
"""Kinds of units that are no divisions; a subitem is an item within an item."""

OF_DIVISIONS = frozenset({"kind", "like", "heading", "also", "brief", "slug", "content"})
"""Keys of units that recitals and further paragraphs do not have."""

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
class FootnoteData(Shape):
    """A footnote of the print."""

    called: ClassVar[str] = "a footnote"

    mark: str = entry(
        Line(r"[^\s\[\]]{1,8}", "a mark without blanks, as in 1 or *"),
        "Its mark as printed, which stands as `[^1]` in the words.",
        required=True,
    )
    text: Text = entry(FoldedText(), "Its words.", required=True)


@dataclass(frozen=True, kw_only=True, eq=False)
class TableData(Shape):
    """A table: a list of rows, each a list of cells."""

    called: ClassVar[str] = "a table"

    caption: Text = entry(FoldedText(), "What stands over it.")
    header: tuple[tuple[Text, ...], ...] = entry(ListOf(ListOf(Cell())), "The rows that name the columns.")
    rows: tuple[tuple[Text, ...], ...] = entry(
        ListOf(ListOf(Cell())), 'The other rows; an empty cell is `""`.', required=True
    )

    def settled(self, reading: Reading) -> Self:
        """The table, all of whose rows have as many cells as the first."""
        rows = [(key, place, row) for key in ("header", "rows") for place, row in enumerate(getattr(self, key))]
        if rows and not any(cell.plain for _, _, row in rows for cell in row):
            reading.problem(Rule.EMPTY_TEXT, "expected words in a table, found empty cells alone", self.where("rows"))
        for key, place, row in rows:
            if self.broken.isdisjoint({"header", "rows"}) and len(row) != len(rows[0][2]):
                message = f'expected {len(rows[0][2])} cells as in the first row, found {len(row)}; an empty cell is ""'
                reading.problem(Rule.WRONG_TYPE, message, self.where(f"{key}.{place}"))
        return self


@dataclass(frozen=True, kw_only=True, eq=False)
class WordsData(Shape):
    """Words that have no number: opening and closing words, a citation, a signature. A bare text stands for them."""

    called: ClassVar[str] = "words"
    shorthand: ClassVar[str | None] = "text"

    text: Text = entry(FoldedText(), "The words.", required=True)
    notes: tuple[NoteData, ...] = entry(ListOf(Of(lambda: NoteData)), "Notes on their reading.")
    footnotes: tuple[FootnoteData, ...] = entry(ListOf(Of(lambda: FootnoteData)), "Footnotes of the print, in order.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitData(Shape):
    """A unit of the body: a division (part, chapter, section, article, annex …), a paragraph or an item."""

    called: ClassVar[str] = "a unit"

    @property
    def is_division(self) -> bool:
        """Whether it is of a kind that holds other units and may bear a heading."""
        return self.kind is not None and self.kind not in WITHIN

    @property
    def known(self) -> kinds.Kind:
        """What is known of its kind."""
        return kinds.known(self.kind or "", self.like)

    def _check_known(self, reading: Reading) -> None:
        """Nothing that is stated of a kind is without effect, and a group has what it is called by."""
        if "like" in self.places and "kind" not in self.broken:
            name = self.kind or "a unit without a kind"
            message = f"expected 'like' beside a kind that is not known, found it beside {name}; remove it"
            reading.problem(Rule.MISPLACED, message, self.where("like"))
        is_named = not self.places.keys().isdisjoint({"heading", "number", "id"})
        if self.kind == kinds.GROUP and not is_named and not self.has_unknown_key:
            message = "expected the key 'heading' in a group, which is called by it; state it, or another kind"
            reading.problem(Rule.MISSING_KEY, message, self.at)

    def settled(self, reading: Reading) -> Self:
        """The unit, of a kind that is known or is said to be like another; one that is misspelt is what was meant."""
        if self.heading is not None and not self.heading.plain and "number" not in self.places:
            message = "expected words for 'heading' of a unit without a number, found marks only"
            reading.problem(Rule.EMPTY_TEXT, message, self.where("heading"))
        if not self.is_division or self.kind in kinds.KINDS:
            self._check_known(reading)
            return self
        is_word = re.fullmatch(kinds.KIND, self.kind) is not None
        if is_word and "like" in self.places:
            return self
        meant = closest(self.kind, (*kinds.KINDS, *WITHIN))
        expected = "a kind that is known" if is_word else "a word in small letters, as in chapter or sub-rule,"
        way_out = f"; did you mean '{meant}'?" if meant else ""
        if is_word:
            way_out += f"{' If not, ' if meant else '; '}state beside it what it is like, as in 'like: article'"
        message = f"expected {expected} for 'kind', found '{shorten(self.kind)}'{way_out}"
        reading.problem(Rule.BAD_VALUE, message, self.where("kind"), len(self.kind))
        if meant is None:
            return replace(self, kind=cast("str", None), broken=self.broken | {"kind"})
        return replace(self, kind=meant)

    kind: str = entry(
        Line(has_words=False), "The kind, as the print calls it; paragraph in content and item in items unless stated."
    )
    like: str = entry(OneOf(kinds.LIKE), "What a kind that is not known is like, so that its numbers run as theirs do.")
    number: str = entry(
        Line(), "The number as printed, as in 1.3, (ii), Article 5 or CHAPTER II; absent if unnumbered."
    )
    heading: Text = entry(FoldedText(may_be_mark=True), "The heading, if the print has one.")
    also: tuple[str, ...] = entry(ListOf(Line()), OTHER_NAMES)
    brief: tuple[BriefData, ...] = entry(ListOf(Of(lambda: BriefData)), BRIEF)
    slug: str = entry(
        SLUG, "The address of the page that the division gets, as in final-provisions, where none is to be derived."
    )
    id: str = entry(ID, "The id, where none can be derived from the number.")
    text: Text = entry(FoldedText(), "The words, without the number and without those of items.")
    table: TableData = entry(Of(lambda: TableData), "The table that follows the text.")
    items: tuple[UnitData, ...] = entry(ListOf(Of(lambda: UnitData)), "The list that follows the text.")
    closing: WordsData = entry(
        Of(lambda: WordsData, "closing words"), "The words that follow the list and belong to the whole."
    )
    paragraphs: tuple[UnitData, ...] = entry(
        ListOf(Of(lambda: SubparagraphData)), "Its further paragraphs, which have no numbers."
    )
    content: tuple[UnitData, ...] = entry(
        ListOf(Of(lambda: UnitData)), "What a division holds: paragraphs or divisions."
    )
    notes: tuple[NoteData, ...] = entry(ListOf(Of(lambda: NoteData)), "Notes on the reading of the text.")
    footnotes: tuple[FootnoteData, ...] = entry(ListOf(Of(lambda: FootnoteData)), "Footnotes of the print, in order.")
    repealed: bool = entry(
        Flag(), "Whether it stands for what is no longer in force: `true` or `false`.", default=False
    )
    out_of_sequence: bool = entry(
        Flag(), "Whether the print jumps or repeats a number here: `true` or `false`.", default=False
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class SubparagraphData(UnitData):
    """A further paragraph of a numbered paragraph, an item or a recital. A bare text stands for its words."""

    called: ClassVar[str] = "a further paragraph"
    shorthand: ClassVar[str | None] = "text"
    without: ClassVar[frozenset[str]] = frozenset(
        {
            "kind",
            "like",
            "number",
            "heading",
            "also",
            "brief",
            "slug",
            "paragraphs",
            "content",
            "repealed",
            "out_of_sequence",
        }
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class RecitalData(UnitData):
    """A recital of the preamble. A bare text stands for its words; the operative word is in ** wherever it stands."""

    called: ClassVar[str] = "a recital"
    shorthand: ClassVar[str | None] = "text"
    without: ClassVar[frozenset[str]] = frozenset(
        {"kind", "like", "heading", "also", "brief", "slug", "content", "repealed"}
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class PreambleData(Shape):
    """The preamble: opening words, citations, recitals, closing words."""

    called: ClassVar[str] = "a preamble"

    heading: Text = entry(FoldedText(), "The heading, if the print has one.")
    also: tuple[str, ...] = entry(ListOf(Line()), OTHER_NAMES)
    brief: tuple[BriefData, ...] = entry(ListOf(Of(lambda: BriefData)), BRIEF)
    opening: WordsData = entry(Of(lambda: WordsData, "opening words"), "The words at its beginning.")
    citations: tuple[WordsData, ...] = entry(
        ListOf(Of(lambda: WordsData, "a citation")), "What the text rests on, as in Having regard to; in order."
    )
    lead_in: WordsData = entry(
        Of(lambda: WordsData, "the words before the recitals"), "The words between citations and recitals: Whereas."
    )
    recitals: tuple[RecitalData, ...] = entry(ListOf(Of(lambda: RecitalData)), "The recitals, in order.")
    closing: tuple[WordsData, ...] = entry(
        OneOrMore(Of(lambda: WordsData, "closing words")),
        "The words after the last recital, which enact the body; in several paragraphs, a list.",
    )
    footnotes: tuple[FootnoteData, ...] = entry(ListOf(Of(lambda: FootnoteData)), "Footnotes of its heading, in order.")

    def settled(self, reading: Reading) -> Self:
        """The preamble, which has a heading or words."""
        if self.places.keys() <= {"also", "brief", "footnotes"} and not self.has_unknown_key:
            message = "expected a heading or words in the preamble, found neither; fill it in, or remove it"
            reading.problem(Rule.EMPTY_UNIT, message, self.at)
        return self


@dataclass(frozen=True, kw_only=True, eq=False)
class ConclusionData(Shape):
    """What stands after the body: the closing formula, place and date, signatures."""

    called: ClassVar[str] = "a conclusion"

    heading: Text = entry(FoldedText(), "The heading, if the print has one.")
    also: tuple[str, ...] = entry(ListOf(Line()), OTHER_NAMES)
    brief: tuple[BriefData, ...] = entry(ListOf(Of(lambda: BriefData)), BRIEF)
    formula: tuple[WordsData, ...] = entry(
        ListOf(Of(lambda: WordsData, "a paragraph of the formula")), "The paragraphs of the closing formula, in order."
    )
    done: WordsData = entry(Of(lambda: WordsData, "place and date"), "Place and date, as in Done at.")
    signatures: tuple[WordsData, ...] = entry(ListOf(Of(lambda: WordsData, "a signature")), "The signatures, in order.")
    footnotes: tuple[FootnoteData, ...] = entry(ListOf(Of(lambda: FootnoteData)), "Footnotes of its heading, in order.")

    def settled(self, reading: Reading) -> Self:
        """The conclusion, which has words."""
        if self.places.keys().isdisjoint({"formula", "done", "signatures"}) and not self.has_unknown_key:
            message = "expected 'formula', 'done' or 'signatures' in a conclusion, found none of them"
            reading.problem(Rule.MISSING_KEY, message, self.at)
        return self
