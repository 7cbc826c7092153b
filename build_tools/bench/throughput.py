"""What is measured beside builds: how fast terms are found, and commands of authors with long texts."""

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
from links_benchmark import FILES, SITE, documents, site
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.glossary.matcher import Matcher
from mkdocs_declaration.instrument.interface.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.processes import Run

TERMS = 300
BYTES = 1_000_000
"""How many bytes are searched for terms, in clauses or in one text."""
SIZES = (1000, 2500)
"""How many articles the texts of commands have, each of some ten clauses."""
COMMANDS = ("check", "freeze", "check-links")


def named(command: str, articles: int) -> str:
    """What a command with a text of so many articles is called in results."""
    return f"`{command}`, {10 * articles:,} clauses"


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


def command(name: str, folder: Path, rounds: int, articles: int) -> list[Run]:
    """Run a command on a generated instrument and its glossary; `check-links` on 10,000 right links to its site.

    Args:
        name: One of `COMMANDS`.
        folder: An empty folder, or one that is not there, in which the instrument is put.
        rounds: How many times the command runs. `freeze` begins a lock each time.
        articles: How many articles the instrument has.
    """
    folder.mkdir(parents=True, exist_ok=True)
    program = str(Path(sys.executable).with_name("mkdocs-declaration"))
    lock = folder / "new.lock"
    if name == "check-links":
        documents(folder / "documents", site(folder, articles), "right", FILES)
        arguments = ["documents", "--against", "clauses.json", "--site", SITE]
    else:
        instruments.write(Shape(articles, TERMS), folder)
        arguments = ["instrument.yaml", "--glossary", "glossary.yaml"]
        arguments += ["--lock", str(lock)] if name == "freeze" else []
    runs = []
    for _ in range(rounds):
        lock.unlink(missing_ok=True)
        runs.append(run([program, name, *arguments], folder=folder))
    return runs
