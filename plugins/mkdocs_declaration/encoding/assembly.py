"""From the encoding to the model: every unit gets its identity and its page, and the numbering is checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding import checks, claims, numbering
from mkdocs_declaration.encoding.checks import Numbered
from mkdocs_declaration.encoding.instrument_file import (
    DIVISIONS,
    EncodingData,
    PreambleData,
    RecitalData,
    UnitData,
    references,
)
from mkdocs_declaration.instrument import identifiers, model
from mkdocs_declaration.instrument.source_map import SourceMap
from mkdocs_declaration.instrument.text import Text
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator, Sequence

    from mkdocs_declaration.encoding.instrument_file import InstrumentData, NoteData
    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.instrument.identifiers import Identity, Scope
    from mkdocs_declaration.instrument.numerals import Number
    from mkdocs_declaration.instrument.places import Places
    from mkdocs_declaration.problems import Position

PREAMBLE_SLUG = "preamble"
"""The address of the preamble's page."""
UNKNOWN = "?"
"""Begins the id of a unit whose own cannot be told, and is the page of units whose page cannot be told.

What such a unit holds is checked all the same. No instrument has it: a problem says what is wrong with the unit.
"""
_OF_DIVISIONS = ("content", "slug")
"""Keys that only divisions have."""


def assemble(
    encoding: EncodingData, source: Source, words: Catalogue, places: Places
) -> tuple[model.Instrument | None, SourceMap, list[Problem]]:
    """Build the instrument that an encoding describes.

    Args:
        encoding: What the author wrote.
        source: The file it was read from, for the problems.
        words: The words of labels.
        places: What is taken already; ids, pages and short links of the text are added.

    Returns:
        The instrument, or None if what is needed for it could not be read; where its clauses are written; the problems
        found.
    """
    language = encoding.instrument.language if encoding.instrument is not None else None
    assembly = _Assembly(source, words, (language or "").partition("-")[0].lower())
    divisions = []
    if encoding.preamble is not None:
        divisions.append(assembly.preamble(encoding.preamble))
    scope = identifiers.Scope(starts=numbering.starting_anew(encoding.body, words.names))
    divisions += assembly.divisions(encoding.body, scope, parent=None, slug=None)
    problems = assembly.problems
    excerpt = encoding.instrument is not None and encoding.instrument.excerpt
    problems += checks.series(assembly.series, source, assembly.consequences, excerpt=excerpt)
    claimed = claims.text(assembly.placed, assembly.slugs, places, source)
    problems = checks.without_consequences(problems, claimed, assembly.consequences)
    if encoding.instrument is None or encoding.instrument.broken:
        return None, assembly.source_map(encoding.instrument), problems
    return _instrument(encoding.instrument, tuple(divisions)), assembly.source_map(encoding.instrument), problems


@dataclass(slots=True)
class _Assembly:
    """One encoding being assembled."""

    source: Source
    words: Catalogue
    language: str
    """The language of the text, without region and script."""
    problems: list[Problem] = field(default_factory=list)
    placed: list[tuple[model.Clause, Position]] = field(default_factory=list)
    """Each clause whose id is known, and the place where it is written."""
    written: dict[str, Position] = field(default_factory=dict)
    """Where each clause is written, by its id."""
    words_at: dict[str, Position] = field(default_factory=dict)
    """Where the words of each clause begin, by its id."""
    slugs: list[tuple[str, Position]] = field(default_factory=list)
    """Each slug and the place where it is written."""
    series: list[tuple[Hashable, Numbered] | None] = field(default_factory=list)
    """Each numbered division, and each numbered paragraph of a group, after the series that it is in.

    None stands for a division whose kind could not be read.
    """
    consequences: set[Position] = field(default_factory=set)
    """Places of numbers that are there twice since another one, which is told, is a slip."""
    last_in_section: dict[str, str] = field(default_factory=dict)
    """The last number of the paragraphs of a section in a group, from which those of the next section may run on."""
    eids: Counter[str] = field(default_factory=Counter)
    """How often each eId was derived."""

    def source_map(self, instrument: InstrumentData | None) -> SourceMap:
        """The places of what was assembled; of ids and slugs that stand twice, the first."""
        ids = {clause.id: at for clause, at in reversed(self.placed)}
        at = instrument.where("id") if instrument is not None else None
        return SourceMap(self.source, ids, self.words_at, dict(reversed(self.slugs)), at)

    def place(self, clause: model.Clause, at: Position, words_at: Position) -> None:
        """Note where a clause is written, and where its words are."""
        self.written.setdefault(clause.id, at)
        if clause.id.startswith(UNKNOWN):
            return
        self.placed.append((clause, at))
        self.words_at.setdefault(clause.id, words_at)

    def preamble(self, written: PreambleData) -> model.Clause:
        """Assemble the preamble."""
        identity = identifiers.preamble(self.words)
        parts: list[tuple[str, int, RecitalData]] = []
        if written.opening is not None:
            parts.append(("opening", 0, written.opening))
        parts += [("recital", count, recital) for count, recital in enumerate(written.recitals, start=1)]
        if written.closing is not None:
            parts.append(("closing", 0, written.closing))
        heading = Text(written.heading) if written.heading else None
        clause = _clause(identity, "preamble", slug=PREAMBLE_SLUG, parent=None, heading=heading, owns_page=True)
        self.slugs.append((PREAMBLE_SLUG, written.at))
        self.place(clause, written.at, written.where("heading"))
        children = []
        for kind, count, part in parts:
            child = _clause(
                identifiers.in_preamble(kind, count, self.words),
                kind,
                counted=count or None,
                slug=PREAMBLE_SLUG,
                parent=identity.id,
                text=part.text,
                notes=self.notes(part.notes, part.text),
            )
            self.place(child, part.at, part.where("text"))
            children.append(child)
        return replace(clause, children=tuple(children))

    def distinct(self, identity: Identity) -> Identity:
        """Tell an eId from those before it, which are the same if the print repeats a number."""
        self.eids[identity.eid] += 1
        count = self.eids[identity.eid]
        return identity if count == 1 else identifiers.repeated(identity, count)

    def divisions(
        self, units: Sequence[UnitData], scope: Scope, *, parent: str | None, slug: str | None
    ) -> list[model.Clause]:
        """Assemble divisions that stand side by side."""
        clauses = []
        beside_groups = frozenset(unit.kind for unit in units if numbering.is_group(unit))
        for unit in units:
            if unit.kind in DIVISIONS:
                clauses.append(self.division(unit, scope, beside_groups, parent=parent, slug=slug))
                continue
            self.series.append(None)
            if _lacks_kind(unit):
                kinds = ", ".join(DIVISIONS)
                key = next(key for key in _OF_DIVISIONS if key in unit.places)
                message = f"expected the key 'kind' in a unit with '{key}'; one of {kinds}"
                self.problem(Rule.MISSING_KEY, message, unit)
            elif not _is_of_unknown_kind(unit):
                what = f"found a unit of the kind '{unit.kind}'" if unit.kind else "found a unit without a kind"
                kinds = ", ".join(DIVISIONS)
                self.problem(Rule.MISPLACED, f"expected a division here, {what}; state one of {kinds}", unit, "kind")
            self.check_contents(unit, scope, slug=slug)
        return clauses

    def division(
        self,
        unit: UnitData,
        scope: Scope,
        beside_groups: Collection[str | None],
        *,
        parent: str | None,
        slug: str | None,
    ) -> model.Clause:
        """Assemble a division and all it holds."""
        for key in ("text", "items", "closing"):
            if key in unit.places:
                message = (
                    f"expected '{key}' in a paragraph, found it in the {unit.kind}; put it in an entry of 'content'"
                )
                self.problem(Rule.MISPLACED, message, unit, key)
        grouping = numbering.is_group(unit)
        number = self.number(unit, scope.group if grouping else scope.counting(unit.kind).id)
        stated = self.stated_id(unit, number)
        if number is None and stated is None and unit.kind != "annex":
            message = f"expected a number or an id for this {unit.kind}, found neither; state 'number' or 'id'"
            if not unit.has_unknown_key:
                self.problem(Rule.BAD_NUMBER, message, unit)
            stated = self.unknown_id()
        identity = identifiers.division(
            scope,
            unit.kind,
            number,
            self.words,
            grouping=grouping,
            stated=stated,
            name=unit.number or str(unit.heading or ""),
            starts=numbering.starting_anew(unit.content, self.words.names) if unit.kind == "annex" else {},
        )
        identity = self.distinct(identity)
        if number or unit.number or identity.id.startswith(UNKNOWN):
            designation = number.designation if number else None
            if scope.kind and not scope.is_group:  # sections of articles run on or start anew
                self.series.append(((scope.kind, unit.kind), Numbered(designation, unit, scope.id)))
            elif unit.kind in beside_groups:
                self.series.append(((scope.id, unit.kind, scope.depth), Numbered(designation, unit, scope.group)))
            else:
                self.series.append(((scope.counting(unit.kind).id, unit.kind), Numbered(designation, unit)))
        page = self.page(unit, slug)
        if "content" in unit.broken or (unit.has_unknown_key and not unit.content):
            self.series.append(None)  # it may hold divisions
            page = page or UNKNOWN
        if page is None:
            if any(map(_is_division, unit.content)):
                way_out = "state one here, or one in each division within"
            elif parent:
                way_out = "state one here, or one for the division around it instead of those within"
            else:
                way_out = "state the address of its page, as in final-provisions"
            name = f"this {unit.kind}" if identity.id.startswith(UNKNOWN) else identity.label
            self.problem(Rule.SLUG, f"expected 'slug' for {name}, found none; {way_out}", unit)
            page = UNKNOWN
        clause = _clause(
            identity,
            unit.kind,
            printed=unit.number,
            slug=page,
            parent=parent,
            heading=unit.heading,
            notes=self.notes(unit.notes, unit.heading or (None if "heading" in unit.broken else Text(""))),
            owns_page=bool(unit.slug),
        )
        self.place(clause, unit.places.get("id", unit.where("number")), unit.where("heading"))
        around = page if "slug" in unit.places or page == UNKNOWN else slug
        return replace(clause, children=self.content(unit, identity, slug=page, around=around))

    def content(self, unit: UnitData, identity: Identity, *, slug: str, around: str | None) -> tuple[model.Clause, ...]:
        """Assemble what a division holds: paragraphs on its page, divisions on that around them or on their own."""
        paragraphs = [child for child in unit.content if not _is_division(child)]
        divisions = [child for child in unit.content if _is_division(child)]
        children = self.units(paragraphs, identity.inner, "paragraph", parent=identity.id, slug=slug)
        children += self.divisions(divisions, identity.inner, parent=identity.id, slug=around)
        if divisions and paragraphs:
            children.sort(key=lambda child: self.written[child.id])
        return tuple(children)

    def check_contents(self, unit: UnitData, scope: Scope, *, slug: str | None) -> None:
        """Check what a unit holds whose kind is unknown, or cannot stand where it is."""
        id_ = self.unknown_id()
        identity = identifiers.unnumbered(scope, "item", 1, self.words, alone=False, mixed=False, stated=id_)
        page = self.page(unit, slug) or UNKNOWN
        around = page if "slug" in unit.places or page == UNKNOWN else slug
        self.content(unit, identity, slug=page, around=around)
        self.units(unit.items, identity.inner, "item", parent=id_, slug=page)
        self.notes(unit.notes, unit.text)
        if unit.closing is not None:
            self.notes(unit.closing.notes, unit.closing.text)

    def page(self, unit: UnitData, around: str | None) -> str | None:
        """The page a division stands on: its own, that of a division around it, or that of the first within it."""
        if unit.slug:
            if around not in (None, UNKNOWN):
                found = f"found '{unit.slug}' within '{around}'"
                self.problem(Rule.SLUG, f"expected no slug within a page, {found}; remove one of the two", unit, "slug")
            self.slugs.append((unit.slug, unit.where("slug")))
            return unit.slug
        if "slug" in unit.places:
            return UNKNOWN
        return around or next(_first_slugs(unit), UNKNOWN if unit.has_unknown_key else None)

    def stated_id(self, unit: UnitData, number: Number | None) -> str | None:
        """The id that an author states; where it cannot be read or no number can that is written, an unknown one."""
        unreadable = "number" in unit.broken or (number is None and unit.number)
        return unit.id or (self.unknown_id() if "id" in unit.broken or unreadable else None)

    def unknown_id(self) -> str:
        """An id for a unit whose own cannot be told."""
        return f"{UNKNOWN}{len(self.written)}"

    def units(
        self, units: Sequence[UnitData], scope: Scope, kind: str, *, parent: str, slug: str
    ) -> list[model.Clause]:
        """Assemble paragraphs or items that stand side by side."""
        clauses = []
        with_lists = [unit for unit in units if not unit.number and unit.items]
        without_number = sum(not unit.number for unit in units)
        mixed = 0 < without_number < len(units)
        count = 0
        numbered: list[Numbered] = []
        begun: set[int] = set()
        if kind == "paragraph" and units and not units[0].number and self.language in numbering.FIRST_WITHOUT_NUMBER:
            numbered.append(Numbered("1", units[0], scope.group))
        for unit in units:
            expected = "item" if kind == "subitem" else kind
            if unit.kind not in (None, expected):
                message = f"expected {_a(expected)} here, found {_a(unit.kind)}; move it to 'content' of a division"
                self.problem(Rule.MISPLACED, message, unit, "kind")
                self.check_contents(unit, scope, slug=slug)
                continue
            for key in ("content", "heading", "slug"):
                if (key in unit.places and kind != "paragraph") or (key in ("content", "slug") and key in unit.places):
                    message = f"expected '{key}' in a division, found it in {_a(expected)}; remove it"
                    self.problem(Rule.MISPLACED, message, unit, key)
            number = self.number(unit, scope.counting(kind).id)
            wrong = numbering.contradiction(unit, kind, number, scope, begun)
            if wrong:
                self.problem(Rule.BAD_NUMBER, wrong, unit, "number")
                number = None
            if number is not None and (leading := numbering.leading(number)) is not None:
                begun.add(leading)
            if unit.number or "number" in unit.broken or unit.has_unknown_key:
                designation = number.designation if number and number.is_counted else None
                numbered.append(Numbered(designation, unit, scope.group))
            if unit.text is None and "text" not in unit.broken and not unit.has_unknown_key:
                message = f"expected the key 'text' in {_a(expected)}; its words, without the number"
                self.problem(Rule.MISSING_KEY, message, unit)
            stated = self.stated_id(unit, number)
            if number is not None:
                identity = identifiers.numbered(
                    scope,
                    kind,
                    number,
                    self.words,
                    bracketed=unit.number.rstrip(" .:;").endswith((")", "）")),
                    stated=stated,
                )
            else:
                count += not unit.number
                alone = (len(with_lists) < 2 or not unit.items) and not (stated or "").startswith(UNKNOWN)
                identity = identifiers.unnumbered(
                    scope, kind, count, self.words, alone=alone, mixed=mixed, stated=stated
                )
            counted = count if not unit.number and without_number > 1 else None
            identity = self.distinct(identity)
            clauses.append(self.unit(unit, identity, kind, counted=counted, parent=parent, slug=slug))
        if scope.is_group and kind == "paragraph":
            self.series += (((scope.counting(kind).id, kind), entry) for entry in numbered)
        else:
            after = self.last_in_section.get(scope.group, "") if scope.kind == "section" else ""
            self.problems += checks.sequence(numbered, self.source, self.consequences, after=after)
            if kind == "paragraph" and scope.kind == "section":
                designations = [entry.designation for entry in numbered if entry.designation]
                self.last_in_section[scope.group] = designations[-1] if designations else after
        return clauses

    def unit(
        self, unit: UnitData, identity: Identity, kind: str, *, counted: int | None, parent: str, slug: str
    ) -> model.Clause:
        """Assemble a paragraph or an item and all it holds."""
        clause = _clause(
            identity,
            kind,
            printed=unit.number,
            counted=counted,
            slug=slug,
            parent=parent,
            heading=unit.heading,
            text=unit.text,
            notes=self.notes(unit.notes, unit.text, unit.heading if unit.text else None),
        )
        self.place(clause, unit.places.get("id", unit.where("number")), unit.where("text"))
        inner_kind = "item" if kind == "paragraph" else "subitem"
        children = self.units(unit.items, identity.inner, inner_kind, parent=identity.id, slug=slug)
        if unit.closing is not None:
            if not unit.items and "items" not in unit.broken and not unit.has_unknown_key:
                message = "expected 'closing' after 'items', found no items; put the words in 'text'"
                self.problem(Rule.MISPLACED, message, unit, "closing")
            closing = _clause(
                identifiers.closing(identity, self.words),
                "closing",
                slug=slug,
                parent=identity.id,
                text=unit.closing.text,
                notes=self.notes(unit.closing.notes, unit.closing.text),
            )
            self.place(closing, unit.closing.at, unit.closing.where("text"))
            children.append(closing)
        return replace(clause, children=tuple(children)) if children else clause

    def number(self, unit: UnitData, around: str) -> Number | None:
        """The number of a unit, if it has one that can be read or told from a stated id."""
        around = "" if around.startswith(UNKNOWN) else around
        number, message = numbering.number(unit, self.words.names, around)
        if message:
            self.problem(Rule.BAD_NUMBER, message, unit, "number")
        return number

    def notes(self, notes: tuple[NoteData, ...], *parts: Text | None) -> tuple[model.Note, ...]:
        """Take over notes; each must quote words of the clause, if any of its parts could be read."""
        texts = [part.plain for part in parts if part is not None]
        for note in notes:
            if texts and note.quote is not None and not any(note.quote in text for text in texts):
                message = f"expected words of the clause in 'quote', found '{note.quote}'; copy them letter for letter"
                at = note.where("quote")
                self.problems.append(Problem(Rule.NOTE_QUOTE, message, self.source, at, len(note.quote)))
        return tuple(model.Note(note.quote, note.note, note.sic) for note in notes)

    def problem(self, rule: Rule, message: str, unit: UnitData, key: str | None = None) -> None:
        """Note a problem with a unit or one of its values."""
        at = unit.where(key) if key else unit.at
        self.problems.append(Problem(rule, message, self.source, at))


def _clause(identity: Identity, kind: str, *, slug: str, parent: str | None, **rest: object) -> model.Clause:
    values = {"printed": None, "counted": None, **rest}
    return model.Clause(
        id=identity.id,
        kind=kind,
        number=identity.number,
        label=identity.label,
        eid=identity.eid,
        slug=slug,
        parent=parent,
        **values,  # type: ignore[arg-type]
    )


def _first_slugs(unit: UnitData) -> Iterator[str]:
    for child in unit.content:
        if "slug" in child.places or child.has_unknown_key:
            yield child.slug or UNKNOWN
        yield from _first_slugs(child)


def _is_division(unit: UnitData) -> bool:
    return unit.kind in DIVISIONS or _is_of_unknown_kind(unit)


def _is_of_unknown_kind(unit: UnitData) -> bool:
    """Whether a unit cannot be told from a division, since its kind cannot be read or is behind an unknown key."""
    has_key_of_division = not unit.places.keys().isdisjoint(_OF_DIVISIONS)
    is_unknown = unit.kind is None and unit.has_unknown_key and has_key_of_division
    return "kind" in unit.broken or is_unknown or _lacks_kind(unit)


def _lacks_kind(unit: UnitData) -> bool:
    """Whether a unit is a division whose kind was left out: it has what no paragraph has, and no words."""
    is_division = "text" not in unit.places and not unit.places.keys().isdisjoint(_OF_DIVISIONS)
    return is_division and unit.kind is None and "kind" not in unit.broken and not unit.has_unknown_key


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _instrument(data: InstrumentData, divisions: tuple[model.Clause, ...]) -> model.Instrument:
    primary = data.language.split("-")[0].lower()
    adopted = data.adopted
    return model.Instrument(
        id=data.id,
        title=data.title,
        printed_title=data.printed_title or Text(data.title),
        short_title=data.short_title or data.title,
        summary=data.summary,
        kind=data.kind,
        language=data.language,
        direction=data.direction or ("rtl" if primary in model.RIGHT_TO_LEFT else "ltr"),
        parties=data.parties,
        adopted=model.Adoption(adopted.date, adopted.place, adopted.occasion) if adopted else None,
        sources=references(data.sources),
        versions=references(data.versions),
        divisions=divisions,
    )
