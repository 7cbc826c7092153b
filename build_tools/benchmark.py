"""Measure builds: of generated instruments of growing size and of the declaration, beside other generators.

Every build is a process of its own and begins from nothing (`bench.sites`). All sites of about one size take turns
within a round, so that what the machine does otherwise hits them alike; Sphinx takes part in the first round alone.
Compared is the processor's time; the clock tells more about the machine.

    python build_tools/benchmark.py --articles 100 --generators ours hugo --parts builds    a size, two generators
    python build_tools/benchmark.py --show .cache/benchmark.json                             what was measured last
"""

from __future__ import annotations

import argparse
import compileall
import itertools
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import phases, report, results, throughput
from bench.goals import TERMS, verdicts
from bench.peers import GENERATORS, SPHINX
from bench.processes import FailedRunError
from bench.sites import OURS, ROOT, compile_templates, declaration
from instruments import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.results import Results
    from bench.sites import Site

ARTICLES = (10, 100, 1000, 2500)
BESIDE = (100, 1000)
"""The sizes at which other generators are measured as well."""
OTHER_TERMS = (20, 2000)
"""How many terms a glossary has, too, at one size."""
AT = 100
"""That size."""
QUICK = (10, 100)
SMALL = 100
"""Up to so many articles a text is a small one."""
PARTS = ("declaration", "builds", "phases", "throughput")
KEPT = ROOT / ".cache" / "benchmark.json"


class Bench:
    """Measures, and tells what it does."""

    def __init__(self, measured: Results, path: Path | None = None) -> None:
        self.results = measured
        self.path = path
        self.failures: list[str] = []

    def keep(self) -> None:
        """Keep what was measured so far, so that a run which is stopped was not for nothing."""
        if self.path:
            self.results.write(self.path)

    def take_turns(self, sites: Sequence[Site], rounds: int) -> None:
        """Build sites in turn; one that fails is left out from then on, and told."""
        rows = {site.folder: results.Row(site.generator, site.text) for site in sites}
        self.results.rows += rows.values()
        failed: set[Path] = set()
        for count in range(rounds):
            # What ran just before has a say in how long the next takes, so each has its turn in each place.
            turn = count % len(sites)
            for site in (*sites[turn:], *sites[:turn]):
                if site.folder in failed or (count and site.generator == SPHINX):
                    continue
                row = rows[site.folder]
                try:
                    row.runs.append(run := site.build())
                except FailedRunError as error:
                    failed.add(site.folder)
                    self._tell_failure(site, error)
                    continue
                print(f"{site.text:<40} {site.generator:<40} {run.cpu:8.2f} s CPU {run.wall:8.2f} s", flush=True)
                if not row.files:
                    row.weigh(site)

    def look_into(self, sites: Iterable[Site]) -> None:
        """Say which parts the builds of this plugin have."""
        for site in sites:
            if site.generator == OURS:
                try:
                    self.results.phases[site.text] = phases.phases(site)
                except FailedRunError as error:
                    self._tell_failure(site, error)

    def _tell_failure(self, site: Site, error: FailedRunError) -> None:
        self.failures.append(f"{site.generator}, {site.text}")
        print(f"FAILED: {self.failures[-1]}: {error}", file=sys.stderr)


def plan(options: argparse.Namespace) -> list[tuple[Shape, tuple[str, ...]]]:
    """What is generated, and by which generators it is built, the smallest first."""
    chosen = tuple(options.generators or GENERATORS)
    planned = []
    for articles in sorted(options.articles):
        is_beside = options.generators or articles in BESIDE
        for flat in (False, True):
            if options.form in ("both", "flat" if flat else "nested"):
                alone = flat and not options.generators
                names = chosen if is_beside and not alone else ("ours",)
                shape = Shape(articles, options.terms or TERMS, flat=flat, locked=options.locked)
                planned.append((shape, names))
        if articles == AT and not options.terms and "ours" in chosen and options.form != "flat":
            planned += [(Shape(articles, terms, locked=options.locked), ("ours",)) for terms in OTHER_TERMS]
    return planned


def _builds(bench: Bench, options: argparse.Namespace, folder: Path) -> None:
    planned = plan(options)
    for is_small in (True, False):
        sites = [
            GENERATORS[generator](folder, shape)
            for shape, generators in planned
            if (shape.articles <= SMALL) is is_small
            for generator in generators
        ]
        if not sites:
            continue
        if "builds" in options.parts:
            bench.take_turns(sites, options.rounds or (1 if options.quick else 5 if is_small else 3))
        if "phases" in options.parts:
            bench.look_into(sites)
        bench.keep()


def measure(bench: Bench, options: argparse.Namespace) -> None:
    """Measure what the options ask for. Nothing is deleted before the end, since that slows down what follows."""
    # An installed package has its bytecode; this one is to have it as well.
    compileall.compile_dir(str(ROOT / "plugins"), quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compile_templates(folder)
        if "declaration" in options.parts:
            sites = declaration(folder)
            bench.take_turns(sites, options.rounds or (3 if options.quick else 15))
            if "phases" in options.parts:
                bench.look_into(sites)
            bench.keep()
        if {"builds", "phases"} & set(options.parts):
            _builds(bench, options, folder)
        if "throughput" in options.parts:
            rounds = options.rounds or (1 if options.quick else 3)
            bench.results.speeds = throughput.speeds(rounds)
            for command, articles in itertools.product(throughput.COMMANDS, throughput.SIZES):
                runs = throughput.command(command, folder / f"{command}-{articles}", rounds, articles)
                bench.results.commands[throughput.named(command, articles)] = runs
        bench.keep()


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, help="what is measured; all by default")
    parser.add_argument(
        "--articles", type=int, nargs="*", help=f"sizes of generated instruments, {ARTICLES} by default"
    )
    parser.add_argument("--terms", type=int, help=f"terms of their glossary, {TERMS} by default")
    parser.add_argument(
        "--form", choices=("nested", "flat", "both"), default="both", help="with parts and chapters or not"
    )
    parser.add_argument("--locked", action="store_true", help="with a lock, retired ids and former pages")
    parser.add_argument(
        "--generators",
        nargs="*",
        choices=GENERATORS,
        help=f"what builds all of them; by default all at {BESIDE}, nested",
    )
    parser.add_argument(
        "--rounds", type=int, help="builds of each; by default 15 of the declaration, 5 up to 100 articles, 3"
    )
    parser.add_argument("--quick", action="store_true", help=f"sizes {QUICK}, one round; three of the declaration")
    parser.add_argument("--judge", action="store_true", help="end with status 1 if a goal is missed")
    parser.add_argument("--write", action="store_true", help="write the tables into the pages, if all was measured")
    parser.add_argument("--results", type=Path, default=KEPT, metavar="FILE", help="where what was measured is kept")
    parser.add_argument("--show", type=Path, metavar="FILE", help="measure nothing; show, and write, what was kept")
    options = parser.parse_args(arguments)
    options.articles = options.articles or (QUICK if options.quick else ARTICLES)
    return options


def main() -> int:
    """Print the tables in Markdown; give 1 if a build failed, or if goals are judged and one is missed."""
    options = parsed()
    if options.show:
        bench = Bench(results.read(options.show))
    else:
        bench = Bench(results.Results(report.machine(), report.versions()), options.results)
        measure(bench, options)
    print(f"\n{report.report(bench.results)}")
    judged = [verdict for _, _, verdict in verdicts(bench.results)]
    if options.write and "not measured" not in judged and not bench.failures:
        report.put(report.PAGE, report.report(bench.results))
        report.put(report.README, report.summary(bench.results))
    elif options.write:
        print("\nNot written into the pages, since not all was measured.", file=sys.stderr)
    if bench.failures:
        print(f"\nFailed: {'; '.join(bench.failures)}", file=sys.stderr)
    return int(bool(bench.failures) or (options.judge and "missed" in judged))


if __name__ == "__main__":
    sys.exit(main())
