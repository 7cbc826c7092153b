"""What was measured, in Markdown, and the pages that show it."""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from bench import phases
from bench.goals import LARGE, THOUSAND, verdicts
from bench.peers import PYTHON
from bench.sites import DECLARATION, OURS, PLAIN, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.results import Results, Row

PAGE = ROOT / "content" / "pages" / "developers" / "measurements.md"
README = ROOT / "README.md"
PACKAGES = ("mkdocs", "mkdocs-material")
PEERS = ("zensical", "mkdocs-ezglossary-plugin", "hugo", "sphinx", "furo")
ASK = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]), sep='\\n')"


def machine() -> dict[str, str]:
    """What this runs on."""
    names = re.findall(r"^model name\s*: (.*)$", _text("/proc/cpuinfo"), re.MULTILINE)
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": f"{processors} ({names[0] if names else platform.processor()})",
        "memory": f"{memory / 1e9:.1f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def versions() -> dict[str, str]:
    """The versions of this package and of what it is measured beside; without peers if they are not installed."""
    known = {name: version(name) for name in ("mkdocs-declaration", *PACKAGES)}
    if PYTHON.exists():
        printed = subprocess.run([PYTHON, "-c", ASK, *PEERS], capture_output=True, text=True, check=True).stdout
        known |= dict(zip(PEERS, printed.split(), strict=True))
    return known


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], words: int) -> str:
    """A table in Markdown, whose first columns are words and the others numbers."""
    rules = ["---"] * words + ["--:"] * (len(head) - words)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rules, *rows))


def _numbers(row: Row) -> list[str]:
    page = f"{row.page / 1e3:.1f}" if row.page else ""
    return [
        *(f"{row.cpu:.2f}", f"{row.wall:.2f}", f"{row.memory / 1e6:.0f}"),
        *(f"{row.files:,}", f"{row.size / 1e6:.2f}", page, f"{len(row.runs)}"),
    ]


def report(results: Results) -> str:
    """All that was measured, in Markdown: machine, goals, generators side by side, sizes, phases, and the rest."""
    about = {**results.machine, **results.versions}
    parts = ["Machine and versions: " + ", ".join(f"{name} {value}" for name, value in about.items()) + "."]
    judged = [(goal.name, goal.bound, value, verdict) for goal, value, verdict in verdicts(results)]
    parts += ["### Goals", _table(("what", "goal", "measured", ""), judged, 4)]
    head = ("CPU s", "wall s", "MB memory", "files", "MB", "kB a page", "builds")
    rows = [row for row in results.rows if row.runs]
    beside = [row for row in rows if any(row.text == other.text and row is not other for other in rows)]
    if beside:
        cells = [(row.text, row.generator, *_numbers(row)) for row in beside]
        parts += ["### Side by side", _table(("text", "generator", *head), cells, 2)]
    own = [(row.text, *_numbers(row)) for row in rows if row.generator == OURS]
    if own:
        parts += ["### Growth", _table(("text", *head), own, 1)]
    if results.phases:
        parts += ["### Phases", phases.table(results.phases.items())]
    others = [(f"300 terms, {name}", f"{speed:.1f} MB/s", "") for name, speed in results.speeds.items()]
    for name, runs in results.commands.items():
        cpu, wall = (statistics.median(getattr(run, of) for run in runs) for of in ("cpu", "wall"))
        others.append((name, f"{cpu:.1f} s CPU", f"{wall:.1f} s wall"))
    if others:
        parts += ["### Terms and commands", _table(("what", "measured", ""), others, 1)]
    return "\n\n".join(parts)


def summary(results: Results) -> str:
    """Three lines for the README.

    Raises:
        ValueError: Something that they tell was not measured.
    """
    rows = [
        results.row(*names) for names in ((OURS, THOUSAND), (OURS, LARGE), (OURS, DECLARATION), (PLAIN, DECLARATION))
    ]
    own, large, declaration, plain = (row for row in rows if row is not None)  # or too few values
    peers = [row for row in results.rows if row.text == THOUSAND and row.generator != OURS]
    about = results.machine
    took = f"{own.cpu:.1f} s CPU, {own.wall:.1f} s wall, {own.memory / 1e6:.0f} MB"
    where = f"{about['cores'].split()[0]} cores, {about['memory']}, Python {about['Python']}"
    beside = ", ".join(f"{row.generator} {row.cpu:.1f} s" for row in peers)
    here = f"this declaration: {declaration.cpu:.2f} s, plain pages of its words: {plain.cpu:.2f} s"
    return "\n".join(
        (
            f"- 1,000 articles, 10,000 clauses, 300 terms, no PDF: {took} ({where}).",
            f"- The same words, CPU: {beside}.",
            f"- 2,500 articles: {large.cpu:.1f} s CPU; {here}. All numbers: *Measurements*.",
        )
    )


def put(path: Path, content: str, name: str = "measurements") -> None:
    """Put a text into a file, between the lines `<!-- NAME -->` and `<!-- end -->`.

    Raises:
        ValueError: The file has no such place.
    """
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    text, count = marked.subn(lambda match: f"{match[1]}\n{content}\n\n{match[2]}", path.read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError(f"{path} has {count} places for {name}")
    path.write_text(text, encoding="utf-8")
