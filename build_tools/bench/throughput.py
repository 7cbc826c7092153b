"""What is measured beside builds: how fast terms are found, and two commands with a text of 25,000 clauses."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import instruments
from bench.processes import run
from bench.texts import text
from instruments import Shape
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.glossary.matcher import Matcher
from mkdocs_declaration.instrument.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.processes import Run

TERMS = 300
BYTES = 1_000_000
"""How many bytes are searched for terms, in clauses or in one text."""
LARGE = Shape(2500, TERMS)
"""An instrument of 25,000 clauses."""
COMMANDS = ("check", "freeze")


def matcher() -> Matcher:
    """What finds the terms of a generated glossary."""
    files = (
        ("instrument.yaml", instruments.encoding(Shape(10, TERMS)).encode()),
        ("glossary.yaml", instruments.glossary(TERMS).encode()),
    )
    edition, problems = read_edition(*files, Catalogue())
    if edition is None:
        raise ValueError(problems[0])
    return Matcher(edition.glossary.terms)


def clauses(size: int = BYTES) -> list[str]:
    """Clauses of a generated instrument which together have so many bytes, or a few more."""
    found: list[str] = []
    for page in text(Shape(size // 400, TERMS)).pages():
        for block in page.blocks:
            if size <= 0:
                return found
            found.append(block)
            size -= len(block.encode()) + 1
    return found


def speed(finder: Matcher, texts: Sequence[str], rounds: int) -> float:
    """How many megabytes a second are searched for terms, by the processor's time: the median of rounds."""
    size = sum(len(each.encode()) for each in texts)
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        for each in texts:
            finder.mentions(each)
        seconds.append(time.process_time() - start)
    return size / 1e6 / statistics.median(seconds)


def speeds(rounds: int) -> dict[str, float]:
    """Megabytes a second in texts of the size of clauses, and in one text."""
    finder, texts = matcher(), clauses()
    return {"in clauses": speed(finder, texts, rounds), "in one text of 1 MB": speed(finder, [" ".join(texts)], rounds)}


def command(name: str, folder: Path, rounds: int, shape: Shape = LARGE) -> list[Run]:
    """Run a command of authors on a generated instrument and its glossary; `freeze` begins a lock.

    Args:
        name: One of `COMMANDS`.
        folder: Where the instrument is put.
        rounds: How many times the command runs.
        shape: What is generated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    instruments.write(shape, folder)
    lock = folder / "new.lock"
    program = str(Path(sys.executable).with_name("mkdocs-declaration"))
    arguments = [program, name, "instrument.yaml", "--glossary", "glossary.yaml"]
    runs = []
    for _ in range(rounds):
        lock.unlink(missing_ok=True)
        runs.append(run([*arguments, *(["--lock", str(lock)] if name == "freeze" else [])], folder=folder))
    return runs
