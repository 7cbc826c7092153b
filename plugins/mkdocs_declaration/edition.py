"""An edition: the instrument, its glossary and the words of the interface, read once into one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration import claims
from mkdocs_declaration.anchors import check, moved, resolve
from mkdocs_declaration.assembly import assemble
from mkdocs_declaration.bounds import MAX_BYTES
from mkdocs_declaration.encoding import read_encoding
from mkdocs_declaration.files import TooLargeError, read_file, why_unread
from mkdocs_declaration.glossary import Glossary, collect, read_glossary, unused_terms
from mkdocs_declaration.lock import Lock, read_lock
from mkdocs_declaration.places import NO_FILES, YIELDING, Places, page_file
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs_declaration.catalogue import Words
    from mkdocs_declaration.model import Clause, Instrument
    from mkdocs_declaration.places import Holder, SiteFiles


@dataclass(frozen=True)
class Edition:
    """What every output is a pure function of."""

    instrument: Instrument
    glossary: Glossary
    words: Words
    lock: Lock = Lock()
    """The ids that were published; empty where there is no lock."""
    site_url: str = ""
    """The address of the site, with a slash at its end; empty where it is not known."""
    omitted: Mapping[str, Holder] = field(default_factory=dict)
    """Pages of the site, by their slugs, that are left out because another page or short link has their address."""

    @cached_property
    def successors(self) -> dict[str, Clause]:
        """Retired ids, and the clauses that links to them lead to."""
        found = {old: resolve(old, self.lock, self.instrument) for old in self.lock.retired}
        return {old: clause for old, clause in found.items() if clause is not None}

    @cached_property
    def moved(self) -> dict[str, dict[str, Clause]]:
        """For each page by its slug, ids that were on it, and the clauses elsewhere that links to them lead to."""
        return moved(self.lock, self.instrument)

    @cached_property
    def gone(self) -> dict[str, dict[str, Clause]]:
        """Those of `moved` whose page is no longer there."""
        return {slug: ids for slug, ids in self.moved.items() if slug not in self.instrument.pages}


def read_edition(
    encoding: tuple[str, bytes],
    glossary: tuple[str, bytes] | None,
    words: Words,
    *,
    lock: tuple[str, bytes] | None = None,
    files: SiteFiles = NO_FILES,
    site_url: str = "",
) -> tuple[Edition | None, list[Problem]]:
    """Read an edition from the bytes of its files.

    Args:
        encoding: The path of the encoding as the author knows it, and its bytes.
        glossary: The same of the glossary, or None if there is none.
        words: The words of the interface.
        lock: The same of the lock of anchors, or None if there is none.
        files: The files of the site that do not come from the text.
        site_url: The address of the site, with a slash at its end, if it is known.

    Returns:
        The edition, or None if there is an error; all problems of both files.
    """
    written, source, problems = read_encoding(*encoding)
    terms, term_source, term_problems = read_glossary(*glossary) if glossary else ((), Source(""), [])
    problems = problems + term_problems
    places = Places(files)
    instrument = None
    if written is not None:
        instrument, _, found = assemble(written, source, words, places)
        problems += found
    if instrument is None or any(not problem.is_warning for problem in problems):
        return None, problems
    frozen: Lock | None = Lock()
    if lock is not None:
        frozen, lock_source, found = read_lock(*lock)
        problems += found
        if frozen is not None:
            problems += check(frozen, instrument, lock_source, encoding=encoding[0], places=places)
    problems += claims.terms(terms, places, term_source)
    collected = collect(terms, instrument)
    problems += unused_terms(collected, term_source)
    if frozen is None or any(not problem.is_warning for problem in problems):
        return None, problems
    holders = {slug: places.file_holder(page_file(slug)) for slug in YIELDING}
    omitted = {slug: holder for slug, holder in holders.items() if holder is not None}
    return Edition(instrument, collected, words, frozen, site_url, omitted), problems


def load_edition(
    encoding: tuple[str, Path],
    glossary: tuple[str, Path] | None,
    words: Words,
    *,
    lock: tuple[str, Path] | None = None,
    files: SiteFiles = NO_FILES,
    site_url: str = "",
) -> tuple[Edition | None, list[Problem]]:
    """Read an edition from its files.

    Args:
        encoding: The path of the encoding as the author knows it, and where it is.
        glossary: The same of the glossary, or None if there is none.
        words: The words of the interface.
        lock: The same of the lock of anchors, or None if there is none.
        files: The files of the site that do not come from the text.
        site_url: The address of the site, with a slash at its end, if it is known.

    Returns:
        The edition, or None if there is an error; all problems of both files.
    """
    contents: list[tuple[str, bytes] | None] = []
    problems: list[Problem] = []
    for named in (encoding, glossary, lock):
        try:
            contents.append((named[0], read_file(named[1], MAX_BYTES)) if named else None)
        except OSError as error:
            rule = Rule.TOO_LARGE if isinstance(error, TooLargeError) else Rule.MISSING_FILE
            problems.append(
                Problem(rule, f"cannot read the file: {why_unread(error)}", Source(named[0] if named else ""))
            )
    if problems or contents[0] is None:
        return None, problems
    return read_edition(contents[0], contents[1], words, lock=contents[2], files=files, site_url=site_url)
