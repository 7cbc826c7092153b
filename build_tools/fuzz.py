"""Damage the files of an edition in thousands of ways, and see that each is published whole or reported.

For each mutant: no exception, no hang, no memory past a bound; what is refused is told with a place; what is accepted
has every word of the file on a page or in a diagnostic (see `word_oracle`).
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_declaration.edition import Edition, read_edition
from mkdocs_declaration.encoding.files.glossary import GlossaryData, SourceData, TermData
from mkdocs_declaration.encoding.files.instrument import (
    AdoptionData,
    EncodingData,
    InstrumentData,
    MembersData,
    ReferenceData,
)
from mkdocs_declaration.encoding.files.subjects import SubjectData, SubjectsData
from mkdocs_declaration.encoding.files.units import (
    BriefData,
    ConclusionData,
    FootnoteData,
    NoteData,
    PreambleData,
    RecitalData,
    SubparagraphData,
    TableData,
    UnitData,
    WordsData,
)
from mkdocs_declaration.encoding.shapes.shape import entries
from mkdocs_declaration.exports.publication import publish as publication_of
from mkdocs_declaration.exports.table import EXPORTERS, export
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.places import page_file
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.problems import Problem, report
from mutants import WEIGHTS, Files, mutant
from word_oracle import lost, published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 2.0
"""How long reading a mutant may take, and how long publishing it, in seconds of processor time."""
MEGABYTES = 200
"""How much more memory a mutant may make the process take, in millions of bytes: 300 with Python and its libraries."""
SHAPES = (
    AdoptionData,
    MembersData,
    BriefData,
    ConclusionData,
    EncodingData,
    FootnoteData,
    GlossaryData,
    InstrumentData,
    NoteData,
    PreambleData,
    RecitalData,
    ReferenceData,
    SourceData,
    SubjectData,
    SubjectsData,
    SubparagraphData,
    TableData,
    TermData,
    UnitData,
    WordsData,
)
KEYS = frozenset(key for shape in SHAPES for key in entries(shape))
"""All keys of an author's files."""
SLOW = frozenset({"declaration.pdf", "declaration.epub"})
"""Exports that are made of one mutant in twenty."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A mutant that broke a promise."""

    number: int
    """Which mutant."""
    cause: str
    """What happened, in a line that is alike for mutants that fail alike."""
    detail: str
    """More about it."""


class TooSlow(Exception):  # noqa: N818 - a limit
    """The processor's time ran out."""


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seeds() -> tuple[Files, ...]:
    """The files that mutants are made of: those of this site first, then small instruments of other kinds."""
    content = ROOT / "content"
    paths = [content / name for name in ("declaration.yaml", "glossary.yaml", "anchors.lock", "subjects.yaml")]
    site = Files(paths[0].read_bytes(), *(path.read_bytes() if path.is_file() else None for path in paths[1:]))
    samples = sorted((ROOT / "tests" / "samples").glob("*.yaml"))
    glossaries = [path.with_suffix(".glossary") for path in samples]
    return (
        site,
        *(
            Files(path.read_bytes(), glossary.read_bytes() if glossary.is_file() else None)
            for path, glossary in zip(samples, glossaries, strict=True)
        ),
    )


def publish(edition: Edition, *, slow: bool) -> dict[str, bytes]:
    """All files of a site by path, as they are before they are put into a theme.

    Args:
        edition: What is published.
        slow: Whether the book and the PDF are made as well.

    Raises:
        ValueError: A page and a file have the same path.
    """
    publication, _, _ = publication_of(Renderer(edition), exports=slow)
    files = {page_file(slug): f"{page.title} {page.html}".encode() for slug, page in publication.pages.items()}
    if twice := files.keys() & {*publication.files, *publication.small}:
        raise ValueError(f"written twice: {sorted(twice)}")
    quick, _ = ({}, []) if slow else export(edition, [name for name in EXPORTERS if name not in SLOW])
    return {**files, **publication.files, **publication.small, **quick}


def try_mutant(files: Files, number: int = 0, *, slow: bool = False) -> Failure | None:
    """Read and publish files, and tell which promise is broken, if any.

    Args:
        files: The files.
        number: Which mutant it is, for the failure.
        slow: Whether the exports that take long are made as well.
    """
    named: dict[str, tuple[str, bytes] | None] = {
        name: (name, getattr(files, name)) if getattr(files, name) is not None else None for name in WEIGHTS
    }
    step, before = "reading", _peak()
    try:
        with _limit(SECONDS):
            edition, problems = read_edition(
                ("encoding", files.encoding),
                named["glossary"],
                Catalogue(),
                lock=named["lock"],
                subjects=named["subjects"],
                site_url="https://example.org/t/",
            )
            text = report(problems)
        if edition is None:
            return _unplaced(problems, number)
        step = "publishing"
        with _limit(SECONDS * 5):
            site = publish(edition, slow=slow)
    except TooSlow as error:
        return Failure(number, f"{step}: {error}", "")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
        where = traceback.extract_tb(error.__traceback__)[-1]
        return Failure(
            number, f"{step}: {type(error).__name__} at {Path(where.filename).name}:{where.lineno}", str(error)
        )
    shown = published(site)
    for file in filter(None, (named["encoding"], named["glossary"], named["subjects"])):
        if missing := lost(file[1], KEYS, shown, text):
            detail = "\n".join(f"{file[0]}:{line}: {words}" for line, words in missing[:5])
            return Failure(number, "words lost", detail)
    if (grown := _peak() - before) > MEGABYTES:
        return Failure(number, f"more than {MEGABYTES} MB", f"{grown} MB")
    return None


def _peak() -> int:
    """The most memory that this process has taken, in millions of bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def _unplaced(problems: Sequence[Problem], number: int) -> Failure | None:
    """What is refused has an error, and its place is in the file."""
    errors = [problem for problem in problems if not problem.is_warning]
    if not errors:
        return Failure(number, "refused without an error", report(problems))
    for problem in errors:
        if problem.source.name not in WEIGHTS:
            return Failure(number, "an error of no file", str(problem))
        if problem.at is not None and not problem.source.places:
            lines = problem.source.lines
            inside = 1 <= problem.at.line <= max(1, len(lines))
            if not inside or problem.at.column > len(lines[problem.at.line - 1] if lines else "") + 1:
                return Failure(number, f"a place outside the file [{problem.rule.value}]", str(problem))
        if "\n" in problem.message or "\r" in str(problem):
            return Failure(number, "a message of several lines", str(problem))
    return None


def minimised(files: Files, cause: str) -> Files:
    """Leave out lines of a failing mutant as long as it fails alike.

    Args:
        files: The mutant.
        cause: The cause of its failure.
    """
    for name in reversed(WEIGHTS):
        data: bytes | None = getattr(files, name)
        if data is None:
            continue
        lines = data.split(b"\n")
        size = max(1, len(lines) // 2)
        while size:
            at = 0
            while at < len(lines):
                fewer = lines[:at] + lines[at + size :]
                candidate = replace(files, **{name: b"\n".join(fewer)})
                failure = try_mutant(candidate)
                if failure is not None and failure.cause == cause:
                    lines = fewer
                else:
                    at += size
            size //= 2
        files = replace(files, **{name: b"\n".join(lines)})
    return files


def _work(task: tuple[range, int]) -> tuple[int, list[Failure]]:
    numbers, seed = task
    start = seeds()
    failures = [try_mutant(mutant(start, number, seed), number, slow=number % 20 == 0) for number in numbers]
    return len(numbers), [failure for failure in failures if failure is not None]


def main() -> int:
    """Run the mutants on all processors and print what failed, grouped by cause."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="how many mutants")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other mutants")
    parser.add_argument("--only", type=int, help="the number of one mutant to try again")
    parser.add_argument("--to", type=Path, default=ROOT / ".cache" / "fuzz", help="where failing mutants are written")
    arguments = parser.parse_args()
    if arguments.only is not None:
        files = mutant(seeds(), arguments.only, arguments.seed)
        failure = try_mutant(files, arguments.only, slow=True)
        print(failure or "nothing found")
        if failure:
            _write(arguments.to, minimised(files, failure.cause), failure)
        return int(failure is not None)
    tasks = [(range(at, min(at + 50, arguments.count)), arguments.seed) for at in range(0, arguments.count, 50)]
    groups: dict[str, list[Failure]] = {}
    done, started = 0, time.monotonic()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count(), maxtasksperchild=40) as pool:
        for count, failures in pool.imap_unordered(_work, tasks):
            done += count
            for failure in failures:
                groups.setdefault(failure.cause, []).append(failure)
            if done % 1000 < 50:
                seconds = time.monotonic() - started
                print(f"{done} mutants, {sum(map(len, groups.values()))} failures, {seconds:.0f} s", flush=True)
    for cause, failures in sorted(groups.items(), key=lambda group: -len(group[1])):
        first = failures[0]
        print(f"\n{len(failures)} × {cause}; first: --seed {arguments.seed} --only {first.number}\n{first.detail}")
        _write(arguments.to, mutant(seeds(), first.number, arguments.seed), first)
    print(f"\n{done} mutants, {sum(map(len, groups.values()))} failures")
    return int(bool(groups))


def _write(folder: Path, files: Files, failure: Failure) -> None:
    """Keep a failing mutant."""
    target = folder / str(failure.number)
    target.mkdir(parents=True, exist_ok=True)
    for name in WEIGHTS:
        if (data := getattr(files, name)) is not None:
            (target / name).write_bytes(data)
    print(f"written to {target}")


if __name__ == "__main__":
    sys.exit(main())
