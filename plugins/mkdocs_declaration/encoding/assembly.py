"""From the encoding to the instrument: every unit is identified, the tree is checked, and clauses are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.files.instrument import references
from mkdocs_declaration.encoding.identification import attachments, disambiguation, pages
from mkdocs_declaration.encoding.identification.cache import Made
from mkdocs_declaration.encoding.identification.identify import identify
from mkdocs_declaration.encoding.identification.tree import MISPLACED
from mkdocs_declaration.encoding.rules import footnotes, registration
from mkdocs_declaration.encoding.rules import table as rules
from mkdocs_declaration.encoding.rules.sequences import without_consequences
from mkdocs_declaration.instrument import model
from mkdocs_declaration.instrument.source_map import SourceMap
from mkdocs_declaration.instrument.text.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.encoding.files.instrument import EncodingData, InstrumentData
    from mkdocs_declaration.encoding.files.units import BriefData
    from mkdocs_declaration.encoding.identification.cache import ReadingMemory
    from mkdocs_declaration.encoding.identification.tree import Node, Tree
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.places import Places
    from mkdocs_declaration.problems import Problem, Source


def assemble(
    encoding: EncodingData, source: Source, words: Catalogue, places: Places, memory: ReadingMemory | None = None
) -> tuple[model.Instrument | None, SourceMap, list[Problem]]:
    """Build the instrument that an encoding describes.

    Args:
        encoding: What the author wrote.
        source: The file it was read from, for the problems.
        words: The words of labels.
        places: What is taken already; ids, pages and short links of the text are added.
        memory: What was read in the last run, if this is a server.

    Returns:
        The instrument, or None if what is needed for it could not be read; where its clauses are written; the problems
        found.
    """
    data = encoding.instrument
    language = (data.language or "").partition("-")[0].lower() if data is not None else ""
    kind_of_pages = (data.pages if data is not None else None) or pages.USUAL
    tree = pages.with_pages(identify(encoding, words, memory), kind_of_pages, memory)
    tree, shared = disambiguation.distinct(attachments.at_foot(tree), source)
    context = rules.Context(
        source, language, is_excerpt=data is not None and data.excerpt, brief=data.brief if data is not None else ()
    )
    problems = list(rules.check(tree, context))
    problems = without_consequences(problems, registration.text(tree, places, source), context.consequences)
    problems += footnotes.check(tree, source)
    if all(problem.is_warning for problem in problems):
        problems += shared  # else it may follow from what is wrong
    if memory is not None:
        memory.clauses.begin()
    clauses = _clauses(tree.roots, memory)
    instrument = _instrument(data, clauses) if data is not None and not data.broken else None
    return instrument, _source_map(tree, source, data), problems


def _clauses(nodes: Iterable[Node], memory: ReadingMemory | None) -> tuple[model.Clause, ...]:
    return tuple(_remembered(node, memory) for node in nodes if node.kind != MISPLACED)


def _remembered(node: Node, memory: ReadingMemory | None) -> model.Clause:
    """A clause as `_clause` makes it, or made it in the last run of the same division."""
    if memory is None or not node.may_have_page:
        return _clause(node, None)
    known = memory.clauses.known(id(node))
    clause = known.clause if known is not None else _clause(node, memory)
    memory.clauses.keep(id(node), Made(node, clause))
    return clause


def _clause(node: Node, memory: ReadingMemory | None) -> model.Clause:
    unit = node.unit
    return model.Clause(
        id=node.id,
        kind=node.kind,
        printed=unit.number if unit is not None else node.mark,
        number=node.identity.number,
        counted=node.counted,
        label=node.identity.label,
        steps=node.identity.name.steps,
        eid=node.identity.eid,
        slug=node.slug,
        parent=node.parent,
        is_repealed=unit is not None and unit.repealed,
        owns_page=node.owns_page,
        heading=node.heading,
        text=node.text,
        table=node.table,
        also=tuple(other.name for other in node.also),
        brief=_brief(node.brief),
        notes=tuple(model.Note(note.quote, note.note, note.sic) for note in node.notes),
        children=_clauses(node.children, memory),
    )


def _source_map(tree: Tree, source: Source, data: InstrumentData | None) -> SourceMap:
    """The places of clauses and pages; of ids and slugs that stand twice, the first."""
    return SourceMap(
        source,
        {node.id: node.at for node in reversed(tree.clauses)},
        {node.id: node.words_at for node in reversed(tree.clauses)},
        {slug: at for slug, at, _ in reversed(tree.slugs)},
        data.where("id") if data is not None else None,
    )


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
        members=tuple(
            model.Members(members.of, members.names, source)
            for members in data.members
            for source in references([members.source] if members.source is not None else [])
        ),
        adopted=model.Adoption(adopted.date, adopted.place, adopted.occasion) if adopted else None,
        sources=references(data.sources),
        versions=references(data.versions),
        divisions=divisions,
        brief=_brief(data.brief),
    )


def _brief(sentences: Iterable[BriefData]) -> tuple[model.BriefSentence, ...]:
    return tuple(model.BriefSentence(sentence.text, sentence.rests_on) for sentence in sentences)
