"""An edition: the instrument, its glossary and the words of the interface, read once into one value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.encoding.assembly import assemble
from mkdocs_declaration.encoding.files.contents import contents_of
from mkdocs_declaration.encoding.files.glossary import read_glossary
from mkdocs_declaration.encoding.files.instrument import read_encoding
from mkdocs_declaration.encoding.files.subjects import read_subjects
from mkdocs_declaration.encoding.identification.cache import reader
from mkdocs_declaration.encoding.rules import registration
from mkdocs_declaration.encoding.rules.references import lost_references
from mkdocs_declaration.foundation.collection import without_collection
from mkdocs_declaration.glossary import definitions, subject
from mkdocs_declaration.glossary.mentions import Glossary, collect, outside_of_terms, unknown_sources, unused_terms
from mkdocs_declaration.glossary.subject import Subjects
from mkdocs_declaration.glossary.term import GlossaryMap
from mkdocs_declaration.instrument.places import CHANGES, FEED, NO_FILES, SUBJECTS, YIELDING, Places, page_file
from mkdocs_declaration.instrument.references import search as cross_references
from mkdocs_declaration.instrument.references.search import CrossReferences
from mkdocs_declaration.instrument.sentences import sentences
from mkdocs_declaration.permanence.anchors import changed, followed, gone, moved, resolve, whole
from mkdocs_declaration.permanence.changes import days
from mkdocs_declaration.permanence.draft import Draft
from mkdocs_declaration.permanence.lock.file import read_lock
from mkdocs_declaration.permanence.lock.model import Lock
from mkdocs_declaration.permanence.promises import check
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs_declaration.encoding.identification.cache import ReadingMemory
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.places import Holder, SiteFiles
    from mkdocs_declaration.instrument.sentences import Sentence
    from mkdocs_declaration.instrument.source_map import SourceMap
    from mkdocs_declaration.permanence.changes import Day

__all__ = ["Edition", "load_edition", "read_edition"]


@dataclass(frozen=True)
class Edition:
    """The value that every output is a pure function of."""

    instrument: Instrument
    glossary: Glossary
    words: Catalogue
    lock: Lock = Lock()
    """The ids that were published; empty where there is no lock."""
    site_url: str = ""
    """The address of the site, with a slash at its end; empty where it is not known."""
    omitted: Mapping[str, Holder] = field(default_factory=dict)
    """Pages of the site, by their slugs, that are left out because another page or short link has their address."""
    unacknowledged: Mapping[str, str] = field(default_factory=dict)
    """While a site is previewed: ids whose words are not those that were published, each with the difference."""
    subjects: Subjects = field(default_factory=Subjects)
    """What the clauses are about; empty where there is no index, or another page has its address."""
    references: CrossReferences = field(default_factory=CrossReferences, repr=False)
    """Where the text refers to its own clauses."""
    source_map: SourceMap | None = field(default=None, repr=False)
    """Where the clauses are written, if that is known: for problems of a single form, and for no output."""

    @cached_property
    def successors(self) -> dict[str, Clause]:
        """Retired ids, and the clauses that links to them lead to."""
        ends = {old: resolve(old, self.lock, self.instrument) for old in self.lock.retired}
        return {old: clause for old, clause in ends.items() if clause is not None}

    @cached_property
    def former_ids(self) -> dict[str, list[str]]:
        """Retired ids by the id of the clause that links to them lead to."""
        ids: dict[str, list[str]] = {}
        for old, clause in self.successors.items():
            ids.setdefault(clause.id, []).append(old)
        return ids

    @cached_property
    def made(self) -> dict[str, Any]:
        """What several outputs make of it alike, by a name: whoever is first keeps it here."""
        return {}

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        """The sentences of units that are parts of one, by their ids."""
        return sentences(self.instrument)

    @cached_property
    def former_terms(self) -> dict[str, list[str]]:
        """Retired ids of the glossary by the id of the term that links to them lead to."""
        ids: dict[str, list[str]] = {}
        for old, term in self.retired_terms.items():
            ids.setdefault(term, []).append(old)
        return ids

    @cached_property
    def moved(self) -> dict[str, dict[str, Clause]]:
        """For each page by its slug, ids that were on it, and the clauses elsewhere that links to them lead to."""
        return moved(self.lock, self.instrument)

    @cached_property
    def gone(self) -> dict[str, dict[str, Clause]]:
        """Those of `moved` whose page is no longer there."""
        return gone(self.lock, self.instrument)

    @cached_property
    def forwards(self) -> dict[str, tuple[Clause, str]]:
        """For each of these, where it is now as a whole: a clause, and the address relative to the site's root."""
        return {slug: whole(slug, ids, self.successors) for slug, ids in self.gone.items()}

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days on which anything was published, the newest first; none where there is no lock."""
        return days(self.lock)

    @cached_property
    def newest(self) -> str | None:
        """The newest of them (ISO 8601), if any is known."""
        return next((day.date for day in self.days if day.date is not None), None)

    @property
    def feed(self) -> str:
        """Where the feed of changes is, relative to the site's root; empty where there is none."""
        has_page = bool(self.days) and CHANGES not in self.omitted
        return FEED if has_page and self.newest is not None and self.site_url else ""

    @cached_property
    def retired_terms(self) -> dict[str, str]:
        """Retired ids of the glossary, and the ids of the terms that links to them lead to."""
        retired, by_id = self.lock.retired_terms, self.glossary.by_id
        ends = {old: followed(old, retired, by_id) for old in retired}
        return {old: end for old, end in ends.items() if end in by_id}


@without_collection()
def read_text(
    encoding: tuple[str, bytes],
    glossary: tuple[str, bytes] | None,
    words: Catalogue,
    *,
    files: SiteFiles = NO_FILES,
    memory: ReadingMemory | None = None,
) -> tuple[Draft | None, list[Problem]]:
    """Read a text, which is not yet checked against what was published.

    Args:
        encoding: The path of the encoding as the author knows it, and its bytes.
        glossary: The same of the glossary, or None if there is none.
        words: The words of labels.
        files: The files of the site that do not come from the text.
        memory: What was read in the last run, if this is a server.

    Returns:
        The text, or None if there is an error; all problems of both files.
    """
    written, source, problems = read_encoding(*encoding, memory.tree if memory is not None else None)
    read = reader(memory)
    terms, glossary_map, term_problems = (
        read(read_glossary, *glossary) if glossary else (None, GlossaryMap(Source("")), [])
    )
    problems = problems + term_problems
    if written is None:
        return None, problems
    places = Places(files)
    language = written.instrument.language if written.instrument is not None else None
    words = words.of(language or "") if memory is None else memory.words(words.of(language or ""))
    instrument, source_map, assembly_problems = assemble(written, source, words, places, memory)
    problems += assembly_problems
    if instrument is None or any(not problem.is_warning for problem in problems):
        return None, problems
    references = cross_references.find(instrument, memory.places if memory is not None else None)
    if written.instrument is not None and written.instrument.excerpt:  # it refers to what is left out
        references = replace(references, lost=())
    return Draft(instrument, source_map, terms, glossary_map, places, references), problems


def check_text(text: Draft, lock: Lock | None, lock_name: str) -> list[Problem]:
    """Hold a text against what was published and its parts against each other.

    Args:
        text: The text, as it was read.
        lock: What was published, or None if there is no lock.
        lock_name: The path of the lock as the author knows it.

    Returns:
        The problems that stand in the way of publishing it.
    """
    problems = check(lock, text, Source(lock_name)) if lock is not None else []
    problems += unknown_sources(text.glossary_map, text.instrument)
    problems += definitions.unknown(text.glossary_map, text.instrument)
    return [*problems, *registration.terms(text.glossary_map, text.places)]


def read_edition(
    encoding: tuple[str, bytes],
    glossary: tuple[str, bytes] | None,
    words: Catalogue,
    *,
    lock: tuple[str, bytes] | None = None,
    subjects: tuple[str, bytes] | None = None,
    files: SiteFiles = NO_FILES,
    site_url: str = "",
    is_preview: bool = False,
    memory: ReadingMemory | None = None,
) -> tuple[Edition | None, list[Problem]]:
    """Read an edition from the bytes of its files.

    Args:
        encoding: The path of the encoding as the author knows it, and its bytes.
        glossary: The same of the glossary, or None if there is none.
        words: The words of the interface.
        lock: The same of the lock of anchors, or None if there is none.
        subjects: The same of the index of subjects, or None if there is none.
        files: The files of the site that do not come from the text.
        site_url: The address of the site, with a slash at its end, if it is known.
        is_preview: Whether an author looks at a text while it is edited: published words that changed are reported and
            do not stand in the way.
        memory: What was read in the last run, if this is a server.

    Returns:
        The edition, or None if there is an error; all problems of the files.
    """
    read = reader(memory, begins=True)
    text, problems = read_text(encoding, glossary, words, files=files, memory=memory)
    listed, subject_map, subject_problems = read(read_subjects, *subjects) if subjects else ((), None, [])
    problems += subject_problems
    if text is None:
        return None, [*problems, *(read(read_lock, *lock)[2] if lock else ())]
    frozen: Lock | None = Lock()
    if lock is not None:
        frozen, _, lock_problems = read(read_lock, *lock)
        problems += lock_problems
    if frozen is not None:
        problems += check_text(text, frozen if lock is not None else None, lock[0] if lock is not None else "")
    if subject_map is not None:
        problems += subject.check(subject_map, text.instrument, text.source_map)
        problems += registration.subjects(subject_map, text.places)
    collected = collect(text.terms or (), text.instrument, memory.mentions if memory is not None else None)
    references = outside_of_terms(text.references, collected)
    problems += lost_references(references, text.instrument, text.source_map)
    problems += unused_terms(collected, text.glossary_map)
    found = (collected.definitions, collected.mentions, collected.matcher)
    problems += definitions.doubtful(*found, text.glossary_map, text.instrument)
    passed = {Rule.CHANGED_WORDS} if is_preview else set()
    if frozen is None or any(not problem.is_warning and problem.rule not in passed for problem in problems):
        return None, problems
    unacknowledged = dict(changed(frozen, text.instrument)) if is_preview else {}
    absent = {slug for slug, content in ((SUBJECTS, listed), (CHANGES, days(frozen))) if not content}
    holders = {slug: text.places.file_holder(page_file(slug)) for slug in YIELDING if slug not in absent}
    omitted = {slug: holder for slug, holder in holders.items() if holder is not None}
    rest = (subject.collect(() if SUBJECTS in omitted else listed, text.instrument), references, text.source_map)
    words = words.of(text.instrument.language)
    return Edition(text.instrument, collected, words, frozen, site_url, omitted, unacknowledged, *rest), problems


def load_edition(
    encoding: tuple[str, Path],
    glossary: tuple[str, Path] | None,
    words: Catalogue,
    *,
    lock: tuple[str, Path] | None = None,
    subjects: tuple[str, Path] | None = None,
    files: SiteFiles = NO_FILES,
    site_url: str = "",
    is_preview: bool = False,
    memory: ReadingMemory | None = None,
) -> tuple[Edition | None, list[Problem]]:
    """Read an edition from its files.

    Args:
        encoding: The path of the encoding as the author knows it, and where it is.
        glossary: The same of the glossary, or None if there is none.
        words: The words of the interface.
        lock: The same of the lock of anchors, or None if there is none.
        subjects: The same of the index of subjects, or None if there is none.
        files: The files of the site that do not come from the text.
        site_url: The address of the site, with a slash at its end, if it is known.
        is_preview: Whether an author looks at a text while it is edited, as in `read_edition`.
        memory: What was read in the last run, if this is a server.

    Returns:
        The edition, or None if there is an error; all problems of the files.
    """
    contents, problems = contents_of((encoding, glossary, lock, subjects))
    if problems or contents[0] is None:
        return None, [*problems, *_problems_apart(*contents, words=words, files=files)]
    return read_edition(
        contents[0],
        contents[1],
        words,
        lock=contents[2],
        subjects=contents[3],
        files=files,
        site_url=site_url,
        is_preview=is_preview,
        memory=memory,
    )


def load_text(
    encoding: tuple[str, Path],
    glossary: tuple[str, Path] | None,
    words: Catalogue,
    *,
    files: SiteFiles = NO_FILES,
) -> tuple[Draft | None, list[Problem]]:
    """Read a text from its files, which is not yet checked against what was published.

    Args:
        encoding: The path of the encoding as the author knows it, and where it is.
        glossary: The same of the glossary, or None if there is none.
        words: The words of labels.
        files: The files of the site that do not come from the text.

    Returns:
        The text, or None if there is an error; all problems of both files.
    """
    contents, problems = contents_of((encoding, glossary))
    if problems or contents[0] is None:
        return None, [*problems, *_problems_apart(*contents, words=words, files=files)]
    return read_text(contents[0], contents[1], words, files=files)


def _problems_apart(
    encoding: tuple[str, bytes] | None,
    glossary: tuple[str, bytes] | None,
    lock: tuple[str, bytes] | None = None,
    subjects: tuple[str, bytes] | None = None,
    *,
    words: Catalogue,
    files: SiteFiles,
) -> list[Problem]:
    """The problems of the files that can be read, where one cannot: those that each has by itself."""
    problems = read_text(encoding, None, words, files=files)[1] if encoding else []
    problems += read_glossary(*glossary)[2] if glossary else []
    problems += read_subjects(*subjects)[2] if subjects else []
    return [*problems, *(read_lock(*lock)[2] if lock else ())]
