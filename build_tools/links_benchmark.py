"""Measure check-links: 10,000 links against a text of 25,000 clauses, right ones and wrong ones of each kind.

Every measurement is the command as a process of its own, with the processes in which it reads documents: the time by
the clock, which is judged, and that of the processors, which is nearly the same whatever else the machine does. A link
in three has a quotation beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instruments import Shape, encoding, glossary
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.interface.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = "https://example.org/treaty/"
ARTICLES = 2500
TERMS = 300
FILES, IN_A_FILE = 1000, 10
ALLOWED = 5.0
"""How many seconds by the clock 10,000 links may take on a machine with two processors that does nothing else."""


def site(folder: Path, articles: int) -> list[dict[str, Any]]:
    """Write what a site says about itself, and give its clauses."""
    text, terms = (
        ("instrument.yaml", encoding(Shape(articles, TERMS)).encode()),
        ("glossary.yaml", glossary(TERMS).encode()),
    )
    edition, problems = read_edition(text, terms, Catalogue())
    if edition is None:
        raise ValueError(problems[0])
    for name in ("clauses.json", "glossary.json"):
        (folder / name).write_bytes(EXPORTERS[name].write(edition))
    clauses: list[dict[str, Any]] = json.loads((folder / "clauses.json").read_bytes())["clauses"]
    return [clause for clause in clauses if clause["text"] and len(clause["text"].split()) > 6]


def quoted(clause: dict[str, Any], source: random.Random, *, changed: bool) -> str:
    """Some words of a clause."""
    words = clause["text"].split()
    start = source.randrange(max(1, len(words) - 12))
    some = words[start : start + 12]
    if changed:
        some[len(some) // 2] = "otherwise"
    return " ".join(some)


def _right(clause: dict[str, Any], _: random.Random) -> str:
    return str(clause["path"])


def _unknown(clause: dict[str, Any], source: random.Random) -> str:
    return f"{clause['page']}#{clause['id']}{source.choice('xyz')}"


def _inexact(clause: dict[str, Any], _: random.Random) -> str:
    return f"{clause['page']}#{clause['number'] or clause['id']}."


def _page(clause: dict[str, Any], source: random.Random) -> str:
    return f"artcle-{source.randrange(1, ARTICLES)}/#{clause['id']}"


def _short(clause: dict[str, Any], source: random.Random) -> str:
    return f"{clause['id']}{source.choice('xyz')}/"


def _heading(clause: dict[str, Any], source: random.Random) -> str:
    return f"{clause['page']}#heading-{source.randrange(1000)}"


KINDS: dict[str, tuple[Callable[[dict[str, Any], random.Random], str], str]] = {
    "right": (_right, "right"),
    "unknown clauses": (_unknown, "right"),
    "almost right": (_inexact, "right"),
    "unknown pages": (_page, "right"),
    "unknown short links": (_short, "right"),
    "unknown headings": (_heading, "right"),
    "changed quotations": (_right, "changed"),
    "misplaced quotations": (_right, "misplaced"),
}


def documents(folder: Path, clauses: list[dict[str, Any]], kind: str, files: int) -> None:
    """Write documents with links of a kind."""
    source = random.Random(kind)  # noqa: S311 - nothing is kept secret
    link, quotation = KINDS[kind]
    folder.mkdir()
    for number in range(files):
        lines = []
        for place in range(IN_A_FILE):
            clause = source.choice(clauses)
            words = ""
            if place % 3 == 0:
                of = source.choice(clauses) if quotation == "misplaced" else clause
                words = f"“{quoted(of, source, changed=quotation == 'changed')}” "
            lines.append(f"As was said, {words}([{clause['label']}]({SITE}{link(clause, source)})).\n")
        (folder / f"{number}.md").write_text("\n".join(lines), encoding="utf-8")


def measured(folder: Path, against: Path) -> tuple[float, float, str]:
    """The seconds that the command takes by the clock and of the processors, and the last line that it prints."""
    program = Path(sys.executable).with_name("mkdocs-declaration")
    command = [str(program), "check-links", str(folder), "--against", str(against), "--site", SITE]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode > 1 or result.stderr:
        raise ValueError(result.stdout + result.stderr)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return elapsed, used, result.stdout.splitlines()[-1]


def main() -> None:
    """Measure, and fail if a measurement is over what is allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a text and documents of a tenth, which is not judged")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    part = 10 if options.quick else 1
    slow = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        clauses = site(folder, ARTICLES // part)
        for number, kind in enumerate(KINDS):
            documents(folder / str(number), clauses, kind, FILES // part)
        for number, kind in enumerate(KINDS):
            runs = [measured(folder / str(number), folder / "clauses.json") for _ in range(options.rounds)]
            seconds = statistics.median(elapsed for elapsed, _, _ in runs)
            used = statistics.median(used for _, used, _ in runs)
            print(f"{kind:>22} {seconds:6.2f} s, {used:.2f} s of processors   {runs[0][2]}", flush=True)
            if seconds > ALLOWED:
                slow.append(kind)
    if slow and not options.quick:
        sys.exit(f"more than {ALLOWED:g} s: {', '.join(slow)}")


if __name__ == "__main__":
    main()
