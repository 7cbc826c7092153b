"""From the encoding to the model: every unit gets its identity and its page, and the numbering is checked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mkdocs_declaration import checks, identifiers, model, numerals
from mkdocs_declaration.encoding import DIVISIONS, Encoding, Preamble, Recital, Unit
from mkdocs_declaration.problems import Problem, Rule, Source
from mkdocs_declaration.source_map import SourceMap
from mkdocs_declaration.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_declaration.catalogue import Words
    from mkdocs_declaration.encoding import InstrumentData, Note, Reference
    from mkdocs_declaration.identifiers import Identity, Scope
    from mkdocs_declaration.problems import Position

PREAMBLE_SLUG = "preamble"
"""The address of the preamble's page."""


def assemble(
    encoding: Encoding, source: Source, words: Words, taken: Mapping[str, str]
) -> tuple[model.Instrument | None, SourceMap, list[Problem]]:
    """Build the instrument that an encoding describes.

    Args:
        encoding: What the author wrote.
        source: The file it was read from, for the problems.
        words: The words of labels.
        taken: Addresses of pages that an author wrote, and their files.

    Returns:
        The instrument, or None if what is needed for it could not be read; where its clauses are written; the problems
        found.
    """
    assembly = _Assembly(source, words)
    divisions = []
    if encoding.preamble is not None:
        divisions.append(assembly.preamble(encoding.preamble))
    divisions += assembly.divisions(encoding.body, identifiers.Scope(), parent=None, slug=None)
    problems = assembly.problems
    problems += checks.reserved_ids(assembly.placed, source)
    if not assembly.unsure:
        problems += checks.article_sequence(assembly.articles, source)
    repeated = {problem.at for problem in problems if problem.rule is Rule.DUPLICATE_NUMBER}
    problems += (problem for problem in checks.unique_ids(assembly.placed, source) if problem.at not in repeated)
    problems += checks.slugs(assembly.slugs, assembly.placed, taken, source)
    if encoding.instrument is None or encoding.instrument.broken:
        return None, assembly.source_map(), problems
    return _instrument(encoding.instrument, tuple(divisions)), assembly.source_map(), problems


@dataclass(slots=True)
class _Assembly:
    """One encoding being assembled."""

    source: Source
    words: Words
    problems: list[Problem] = field(default_factory=list)
    placed: list[tuple[model.Clause, Position]] = field(default_factory=list)
    """Each clause and the place where it is written."""
    words_at: dict[str, Position] = field(default_factory=dict)
    """Where the words of each clause begin, by its id."""
    slugs: list[tuple[str, Position]] = field(default_factory=list)
    """Each slug and the place where it is written."""
    articles: list[tuple[str, str, str, Unit]] = field(default_factory=list)
    """Each numbered division: the group its numbers may start anew in, kind, designation, unit."""
    unsure: bool = False
    """Whether a division could not be read well enough to say whether its number follows."""

    def source_map(self) -> SourceMap:
        """The places of what was assembled; of ids and slugs that stand twice, the first."""
        ids = {clause.id: at for clause, at in reversed(self.placed)}
        return SourceMap(self.source, ids, self.words_at, dict(reversed(self.slugs)))

    def place(self, clause: model.Clause, at: Position, words_at: Position) -> None:
        """Note where a clause is written, and where its words are."""
        self.placed.append((clause, at))
        self.words_at.setdefault(clause.id, words_at)

    def preamble(self, written: Preamble) -> model.Clause:
        """Assemble the preamble."""
        identity = identifiers.preamble(self.words)
        parts: list[tuple[str, int, Recital]] = []
        if written.opening is not None:
            parts.append(("opening", 0, written.opening))
        parts += [("recital", count, recital) for count, recital in enumerate(written.recitals, start=1)]
        if written.closing is not None:
            parts.append(("closing", 0, written.closing))
        heading = Text(written.heading) if written.heading else None
        clause = _clause(identity, "preamble", slug=PREAMBLE_SLUG, parent=None, heading=heading, owns_page=True)
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

    def divisions(
        self, units: tuple[Unit, ...], scope: Scope, *, parent: str | None, slug: str | None
    ) -> list[model.Clause]:
        """Assemble divisions that stand side by side."""
        clauses = []
        for unit in units:
            if "kind" in unit.broken:
                self.unsure = True
                continue
            if unit.kind not in DIVISIONS:
                what = f"found a unit of the kind '{unit.kind}'" if unit.kind else "found a unit without a kind"
                kinds = ", ".join(DIVISIONS)
                self.problem(Rule.MISPLACED, f"expected a division here, {what}; state one of {kinds}", unit, "kind")
                continue
            clause = self.division(unit, scope, parent=parent, slug=slug)
            if clause is not None:
                clauses.append(clause)
        return clauses

    def division(self, unit: Unit, scope: Scope, *, parent: str | None, slug: str | None) -> model.Clause | None:
        """Assemble a division and all it holds."""
        for key in ("text", "items", "closing"):
            if key in unit.places:
                message = (
                    f"expected '{key}' in a paragraph, found it in the {unit.kind}; put it in an entry of 'content'"
                )
                self.problem(Rule.MISPLACED, message, unit, key)
        holds_divisions = any(child.kind in DIVISIONS for child in unit.content)
        grouping = unit.kind in identifiers.GROUPING or (unit.kind == "section" and holds_divisions)
        designation = self.designation(unit)
        heading = str(unit.heading or "")
        identity = identifiers.division(
            scope,
            unit.kind,
            designation,
            self.words,
            grouping=grouping,
            stated=unit.id,
            name=unit.number or heading,
        )
        if identity is None:
            self.unsure = True
            if "number" not in unit.broken and not unit.number:
                message = f"expected a number or an id for this {unit.kind}, found neither; state 'number' or 'id'"
                self.problem(Rule.BAD_NUMBER, message, unit)
            return None
        if designation:
            self.articles.append((scope.group if grouping or scope.id else "", unit.kind, designation, unit))
        page = self.page(unit, slug)
        if page is None:
            page = unit.kind  # the site is not built; what the division holds is still checked
            if "slug" not in unit.broken:
                way_out = "every top division states the address of its page"
                self.problem(Rule.SLUG, f"expected 'slug' for {identity.label}, found none; {way_out}", unit)
        clause = _clause(
            identity,
            unit.kind,
            printed=unit.number,
            slug=page,
            parent=parent,
            heading=unit.heading,
            owns_page=bool(unit.slug),
        )
        self.place(clause, unit.places.get("id", unit.where("number")), unit.where("heading"))
        divisions = tuple(child for child in unit.content if child.kind in DIVISIONS or "kind" in child.broken)
        paragraphs = tuple(child for child in unit.content if child not in divisions)
        children = self.units(paragraphs, identity.inner, "paragraph", parent=identity.id, slug=page)
        children += self.divisions(divisions, identity.inner, parent=identity.id, slug=unit.slug or slug)
        if divisions and paragraphs:
            written_at = {child.id: at for child, at in self.placed}
            children.sort(key=lambda child: written_at[child.id])
        return replace(clause, children=tuple(children))

    def page(self, unit: Unit, slug: str | None) -> str | None:
        """The page a division stands on: its own, that of a division around it, or that of the first within it."""
        if unit.slug:
            if slug is not None:
                message = f"expected no slug within a page, found '{unit.slug}' within '{slug}'; remove one of the two"
                self.problem(Rule.SLUG, message, unit, "slug")
            self.slugs.append((unit.slug, unit.where("slug")))
        if unit.slug or slug:
            return unit.slug or slug
        return next((first for first in _first_slugs(unit)), None)

    def units(self, units: tuple[Unit, ...], scope: Scope, kind: str, *, parent: str, slug: str) -> list[model.Clause]:
        """Assemble paragraphs or items that stand side by side."""
        clauses = []
        with_lists = [unit for unit in units if not unit.number and unit.items]
        without_number = sum(not unit.number for unit in units)
        mixed = 0 < without_number < len(units)
        count = 0
        designations: list[tuple[str | None, Unit]] = []
        for unit in units:
            expected = "item" if kind == "subitem" else kind
            if unit.kind not in (None, expected):
                message = f"expected {_a(expected)} here, found {_a(unit.kind)}; move it to 'content' of a division"
                self.problem(Rule.MISPLACED, message, unit, "kind")
                continue
            for key in ("content", "heading", "slug"):
                if (key in unit.places and kind != "paragraph") or (key in ("content", "slug") and key in unit.places):
                    message = f"expected '{key}' in a division, found it in {_a(expected)}; remove it"
                    self.problem(Rule.MISPLACED, message, unit, key)
            designation = self.designation(unit)
            if unit.number or "number" in unit.broken:
                designations.append((designation, unit))
            if unit.text is None:
                if "text" not in unit.broken:
                    message = f"expected the key 'text' in {_a(expected)}; its words, without the number"
                    self.problem(Rule.MISSING_KEY, message, unit)
                continue
            if designation is not None:
                identity = identifiers.numbered(
                    scope,
                    kind,
                    designation,
                    self.words,
                    bracketed=unit.number.rstrip(" .:;").endswith((")", "）")),
                    stated=unit.id,
                )
            else:
                count += not unit.number
                alone = len(with_lists) < 2 or not unit.items
                identity = identifiers.unnumbered(
                    scope, kind, count, self.words, alone=alone, mixed=mixed, stated=unit.id
                )
            counted = count if not unit.number and without_number > 1 else None
            clauses.append(self.unit(unit, identity, kind, counted=counted, parent=parent, slug=slug))
        self.problems += checks.sequence(designations, self.source)
        return clauses

    def unit(
        self, unit: Unit, identity: Identity, kind: str, *, counted: int | None, parent: str, slug: str
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
            notes=self.notes(unit.notes, unit.text),
        )
        self.place(clause, unit.places.get("id", unit.where("number")), unit.where("text"))
        inner_kind = "item" if kind == "paragraph" else "subitem"
        children = self.units(unit.items, identity.inner, inner_kind, parent=identity.id, slug=slug)
        if unit.closing is not None:
            if not unit.items:
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
        return replace(clause, children=tuple(children))

    def designation(self, unit: Unit) -> str | None:
        """The number of a unit in ASCII; where the print has it in words, the end of the id if that is a number."""
        if not unit.number:
            return None
        designation = numerals.designation(unit.number)
        if designation is None and unit.id:
            end = unit.id.rpartition(".")[2]
            return end if end.isalnum() else None
        if designation is None:
            message = f"expected a number with ASCII letters or digits, found '{unit.number}'; state an 'id' beside it"
            self.problem(Rule.BAD_NUMBER, message, unit, "number")
        return designation

    def notes(self, notes: tuple[Note, ...], text: Text | None) -> tuple[model.Note, ...]:
        """Take over notes; each must quote words of the clause."""
        for note in notes:
            if text is not None and note.quote is not None and note.quote not in text.plain:
                message = f"expected words of the clause in 'quote', found '{note.quote}'; copy them letter for letter"
                at = note.where("quote")
                self.problems.append(Problem(Rule.NOTE_QUOTE, message, self.source, at, len(note.quote)))
        return tuple(model.Note(note.quote, note.note, note.sic) for note in notes)

    def problem(self, rule: Rule, message: str, unit: Unit, key: str | None = None) -> None:
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


def _first_slugs(unit: Unit) -> Iterator[str]:
    for child in unit.content:
        if child.slug:
            yield child.slug
        yield from _first_slugs(child)


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
        sources=_references(data.sources),
        versions=_references(data.versions),
        divisions=divisions,
    )


def _references(references: tuple[Reference, ...]) -> tuple[model.Reference, ...]:
    return tuple(model.Reference(one.title, one.url, one.language, one.note) for one in references)
