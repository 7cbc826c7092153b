"""What was measured, as a value that can be kept in a file."""

from __future__ import annotations

import gzip
import json
import statistics
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from bench.processes import Run

if TYPE_CHECKING:
    from pathlib import Path

    from bench.sites import Site

SAMPLE = 10
"""How many pages of articles are weighed, from the first on."""


@dataclass
class Row:
    """The builds of a site, and what is in it."""

    generator: str
    text: str
    runs: list[Run] = field(default_factory=list)
    files: int = 0
    size: int = 0
    """Bytes of all files."""
    page: float | None = None
    """Compressed bytes of the page of an article, on average, if it has pages of ten articles."""

    @property
    def cpu(self) -> float:
        """Seconds of the processors: the median."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        """Seconds by the clock: the median."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def memory(self) -> float:
        """Bytes of memory at its peak: the median."""
        return statistics.median(run.memory for run in self.runs)

    def weigh(self, site: Site) -> None:
        """Count files and bytes of a site that was built."""
        sizes = [path.stat().st_size for path in site.output.rglob("*") if path.is_file()]
        self.files, self.size = len(sizes), sum(sizes)
        pages = [site.output / f"article-{number}" / "index.html" for number in range(1, SAMPLE + 1)]
        if all(page.exists() for page in pages):
            self.page = statistics.mean(len(gzip.compress(page.read_bytes(), 9, mtime=0)) for page in pages)


@dataclass
class Results:
    """All that was measured in one run of the command."""

    machine: dict[str, str] = field(default_factory=dict)
    """What it ran on, by names that are shown."""
    versions: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    phases: dict[str, dict[str, float]] = field(default_factory=dict)
    """Seconds of the processor of each part of a build, by what is built."""
    speeds: dict[str, float] = field(default_factory=dict)
    """Megabytes a second that are searched for terms, by the kind of text."""
    commands: dict[str, list[Run]] = field(default_factory=dict)

    def row(self, generator: str, text: str) -> Row | None:
        """The builds of a text by a generator; none if they were not measured."""
        return next((row for row in self.rows if (row.generator, row.text) == (generator, text) and row.runs), None)

    def write(self, path: Path) -> None:
        """Keep the results in a file of JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Results:
    """Read results that were kept in a file."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    rows = [Row(**{**row, "runs": [Run(**run) for run in row["runs"]]}) for row in data.pop("rows")]
    commands = {name: [Run(**run) for run in runs] for name, runs in data.pop("commands").items()}
    return Results(**data, rows=rows, commands=commands)
