"""Measure builds: of generated instruments of growing size, and of the declaration beside plain pages of its words.

Every build is a process of its own. Templates that the theme compiled are kept in TMPDIR, a folder of this run; a build
that is called cold finds it empty. All take turns within a round, so that what the machine does otherwise hits them
alike. Compared is the processor's time; a build is one thread that waits for nothing, so the clock tells more about the
machine than about the build.

Growth is judged where instruments of 1,000 and of 2,500 articles are measured, a page where one of 10 is among them.
The PDF is left out: it is made by an extra, which is hidden here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from instruments import Shape, write

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = 1.7
"""How many times as long as plain pages the declaration may take."""
EXPORTS_ALLOWED = 1.5
"""How many times as long it may take with all exports but the PDF."""
GROWTH_ALLOWED = 2.8
"""How many times as long 2,500 articles may take as 1,000."""
OUTPUT_ALLOWED = 1.2
"""How many times as many bytes an article may have there."""
PAGE_ALLOWED = 1.1
"""How many times as many compressed bytes the page of an article may have as in an instrument of ten."""
SIZES = (10, 100, 1000, 2500)
QUICK = (10, 100)
SAMPLE = 10
"""How many pages of articles are measured, from the first on."""
CONFIG = """
site_name: Benchmark
site_url: http://127.0.0.1/asean-japan/
docs_dir: docs
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.top, toc.follow]
markdown_extensions: [admonition, attr_list, tables, toc]
plugins:
  - search
"""
PLUGIN = """
  - declaration:
      {options}
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a build took."""

    cpu: float
    """Seconds of the processor, of the process and all that it started."""
    wall: float
    """Seconds by the clock."""
    memory: int
    """Peak of resident memory, in bytes."""


@dataclass(frozen=True)
class Project:
    """A project that is built again and again."""

    name: str
    config: Path
    is_cold: bool = False
    """Whether its caches are emptied before each build."""
    runs: list[Run] = field(default_factory=list)

    @property
    def site(self) -> Path:
        """Where it is built."""
        return self.config.parent / "site"

    @property
    def caches(self) -> Path:
        """Where its builds keep what they compiled."""
        return self.config.parent / "caches" if self.is_cold else self.config.parent.parent / "caches"

    def build(self) -> Run:
        """Build it in a process of its own."""
        if self.is_cold:
            shutil.rmtree(self.caches, ignore_errors=True)
        self.caches.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(self.config)]
        # An installed plugin has its bytecode; one in a working copy is to have it as well.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(self.caches)}
        environment |= {"PYTHONPATH": f"{self.config.parent.parent / 'hiding'}{os.pathsep}{ROOT / 'plugins'}"}
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        # Linux counts kibibytes, macOS bytes (getrusage(2)).
        unit = 1 if sys.platform == "darwin" else 1024
        return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss * unit)

    @property
    def cpu(self) -> float:
        """The median of its seconds of the processor."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def output(self) -> int:
        """How many bytes its site has."""
        return sum(path.stat().st_size for path in self.site.rglob("*") if path.is_file())

    @property
    def page(self) -> float:
        """How many bytes the page of an article has when it is compressed, on average."""
        pages = [self.site / f"article-{number}" / "index.html" for number in range(1, SAMPLE + 1)]
        return statistics.mean(len(gzip.compress(page.read_bytes(), 9, mtime=0)) for page in pages)

    def row(self) -> str:
        """A line of the table: medians of time and memory, and what is in the site."""
        wall = statistics.median(run.wall for run in self.runs)
        memory = statistics.median(run.memory for run in self.runs)
        files = sum(path.is_file() for path in self.site.rglob("*"))
        numbers = f"{self.cpu:8.2f} {wall:8.2f} {memory / 1e6:8.0f} {files:8,} {self.output / 1e6:9.2f}"
        page = f" {self.page / 1e3:8.2f}" if (self.site / f"article-{SAMPLE}").is_dir() else ""
        return f"{self.name:<32}{numbers}{page}"


def _project(folder: Path, name: str, config: str, options: list[str] | None, *, is_cold: bool = False) -> Project:
    if options is not None:
        config += PLUGIN.format(options="\n      ".join(options))
    path = folder / name.replace(" ", "-").replace(",", "") / "mkdocs.yml"
    (path.parent / "docs").mkdir(parents=True, exist_ok=True)
    path.write_text(config, encoding="utf-8")
    return Project(name, path, is_cold)


def generated(folder: Path, shape: Shape) -> Project:
    """Write a project of a generated instrument.

    Args:
        folder: Where projects are put.
        shape: What is generated.
    """
    details = ["flat"] * shape.flat + ["locked"] * shape.locked
    name = f"{shape.articles:,} articles, {shape.terms} terms" + "".join(f", {detail}" for detail in details)
    project = _project(folder, name, CONFIG, [])
    options = write(shape, project.config.parent)
    named = [f"{key}: {project.config.parent}/{value}" for key, value in (line.split(": ") for line in options)]
    return _project(folder, name, CONFIG, named)


def declaration(folder: Path) -> list[Project]:
    """Write projects of the declaration: plain pages of its words; the site; the same with exports, and cold.

    Args:
        folder: Where projects are put.
    """
    files = [f"encoding: {ROOT}/content/declaration.yaml", f"glossary: {ROOT}/content/glossary.yaml"]
    ours = _project(folder, "declaration", CONFIG, [*files, "exports: false"])
    ours.build()
    pages: dict[str, list[str]] = {}
    for clause in json.loads((ours.site / "clauses.json").read_bytes())["clauses"]:
        text = clause["text"] or f"# {clause['heading'] or clause['label']}"
        number = f"**{clause['number']}** " if clause["number"] and clause["text"] else ""
        pages.setdefault(clause["page"].strip("/"), []).append(number + text)
    everything = [block for blocks in pages.values() for block in blocks]
    pages |= {"index": ["# Home", *(f"- [{page}]({page}.md)" for page in pages)], "full-text": everything}
    plain = _project(folder, "plain pages", CONFIG, None)
    for page, blocks in pages.items():
        (plain.config.parent / "docs" / f"{page}.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    exporting = _project(folder, "declaration with exports", CONFIG, files)
    cold = _project(folder, "declaration with exports, cold", CONFIG, files, is_cold=True)
    return [plain, ours, exporting, cold]


def _measure(projects: list[Project], rounds: int) -> None:
    projects[0].build()  # fills the caches
    for count in range(rounds):
        # What ran just before has a say in how long the next takes, so each has its turn in each place.
        turn = count % len(projects)
        for project in projects[turn:] + projects[:turn]:
            project.runs.append(project.build())


def _ratio(name: str, value: float, allowed: float) -> bool:
    print(f"{name}: {value:.2f}, allowed {allowed:.2f}")
    return value <= allowed


def main() -> int:
    """Print a line a project and the ratios that are judged; give 1 if one is more than is allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="ARTICLES")
    parser.add_argument("--terms", type=int, default=300)
    parser.add_argument("--flat", action="store_true", help="articles without chapters and parts")
    parser.add_argument("--locked", action="store_true", help="with a lock, retired ids and former pages")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each instrument")
    parser.add_argument("--declaration", type=int, default=15, metavar="ROUNDS", help="builds of the declaration")
    parser.add_argument("--quick", action="store_true", help=f"sizes {QUICK}, one round; three of the declaration")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.rounds, options.declaration = QUICK, 1, 3
    judged = []
    print(f"{'':<32}{'CPU s':>8} {'wall s':>8} {'MB used':>8} {'files':>8} {'MB':>9} {'page kB':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "hiding").mkdir()
        (folder / "hiding" / "typst.py").write_text("raise ImportError\n", encoding="utf-8")
        if options.declaration:
            plain, ours, exporting, _ = projects = declaration(folder)
            _measure(projects, options.declaration)
            print(*(project.row() for project in projects), sep="\n")
            judged += [_ratio("the declaration to plain pages", ours.cpu / plain.cpu, ALLOWED)]
            judged += [_ratio("with exports to without", exporting.cpu / ours.cpu, EXPORTS_ALLOWED)]
        by_size = {
            size: generated(folder, Shape(size, options.terms, flat=options.flat, locked=options.locked))
            for size in options.sizes
        }
        _measure(list(by_size.values()), options.rounds)
        print(*(project.row() for project in by_size.values()), sep="\n")
        if {1000, 2500} <= by_size.keys():
            small, large = by_size[1000], by_size[2500]
            judged += [_ratio("2,500 articles to 1,000", large.cpu / small.cpu, GROWTH_ALLOWED)]
            judged += [_ratio("bytes an article", large.output / small.output / 2.5, OUTPUT_ALLOWED)]
        largest = max(by_size, default=0)
        if min(by_size, default=0) == SAMPLE < largest:
            ratio = by_size[largest].page / by_size[SAMPLE].page
            judged += [_ratio(f"a page among {largest:,} articles to one among {SAMPLE}", ratio, PAGE_ALLOWED)]
    return int(not all(judged))


if __name__ == "__main__":
    sys.exit(main())
