"""Compare the build of the declaration with that of the same text as hand-written Markdown pages, and with its exports.

All are built in turns, each time by a process of its own, so that what the machine does otherwise hits them alike.
Printed are ratios of medians: the site may take at most 1.7 times as long as plain pages (each build compiles its own
templates: what was compiled for one site is not kept for another); with all exports but the PDF it may take at most 1.5
times as long as without them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = 1.7
"""How many times as long as plain pages the declaration may take."""
EXPORTS_ALLOWED = 1.5
"""How many times as long it may take with all exports but the PDF."""
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
      encoding: {root}/content/declaration.yaml
      glossary: {root}/content/glossary.yaml
      exports: {exports}
"""


def write_projects(folder: Path) -> list[Path]:
    """Write a project of plain pages, one with the plugin, and one with the plugin and its exports.

    Args:
        folder: Where they are put.

    Returns:
        Their configuration files.
    """
    configs = [folder / name / "mkdocs.yml" for name in ("plain", "ours", "exports")]
    for config in configs:
        (config.parent / "docs").mkdir(parents=True)
    plain, ours, exporting = configs
    plain.write_text(CONFIG, encoding="utf-8")
    for config, exports in ((ours, "false"), (exporting, "true")):
        config.write_text(CONFIG + PLUGIN.format(root=ROOT, exports=exports), encoding="utf-8")
    # The PDF is made by an extra, which is hidden here.
    (folder / "hiding").mkdir()
    (folder / "hiding" / "typst.py").write_text("raise ImportError\n", encoding="utf-8")
    seconds(ours)
    pages: dict[str, list[str]] = {}
    for clause in json.loads((ours.parent / "site" / "clauses.json").read_bytes())["clauses"]:
        text = clause["text"] or f"# {clause['heading'] or clause['label']}"
        number = f"**{clause['number']}** " if clause["number"] and clause["text"] else ""
        pages.setdefault(clause["page"].strip("/"), []).append(number + text)
    everything = [block for blocks in pages.values() for block in blocks]
    pages |= {"index": ["# Home", *(f"- [{page}]({page}.md)" for page in pages)], "full-text": everything}
    for page, blocks in pages.items():
        (plain.parent / "docs" / f"{page}.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return configs


def seconds(config: Path) -> float:
    """Build a project in a process of its own and say how much of the processor's time it took.

    A build is one thread that waits for nothing; what else the machine does makes the clock run on, not this one.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    # An installed plugin has its bytecode; one in a working copy is to have it as well.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(config.parent.parent / "hiding")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the medians and their ratios; give 1 if one is more than is allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        configs = write_projects(Path(folder))
        pages = len(list(configs[0].parent.glob("docs/*.md")))
        times: dict[Path, list[float]] = {config: [] for config in configs}
        for count in range(rounds + 1):
            # What ran just before has a say in how long the next takes, so each has its turn in each place.
            turn = count % len(configs)
            for config in configs[turn:] + configs[:turn]:
                times[config].append(seconds(config))
    plain, ours, exporting = (statistics.median(times[config][1:]) for config in configs)  # the first fills caches
    print(f"{pages} Markdown pages: {plain:.3f} s; the declaration: {ours:.3f} s; with exports: {exporting:.3f} s")
    print(f"{rounds} rounds, medians")
    print(f"ratio to plain pages {ours / plain:.2f}, allowed {ALLOWED:.2f}")
    print(f"ratio of exports {exporting / ours:.2f}, allowed {EXPORTS_ALLOWED:.2f}")
    return int(ours / plain > ALLOWED or exporting / ours > EXPORTS_ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
