"""Compare the build of the declaration with that of the same text as eleven hand-written Markdown pages.

Both are built in turns, each time by a process of its own, so that what the machine does otherwise hits both alike.
Printed is the ratio of the medians; the plugin may take at most 1.3 times as long.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = 1.3
"""How many times as long as plain pages the declaration may take."""
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
THEME = """name: material
  custom_dir: {root}/site_overrides"""
PLUGIN = """
  - declaration:
      encoding: {root}/content/declaration.yaml
      glossary: {root}/content/glossary.yaml
"""


def write_projects(folder: Path) -> tuple[Path, Path]:
    """Write a project of plain pages and one with the plugin.

    Args:
        folder: Where they are put.

    Returns:
        Their configuration files.
    """
    plain, ours = folder / "plain", folder / "ours"
    for project in (plain, ours):
        (project / "docs").mkdir(parents=True)
    (plain / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (ours / "mkdocs.yml").write_text(
        CONFIG.replace("name: material", THEME.format(root=ROOT)) + PLUGIN.format(root=ROOT), encoding="utf-8"
    )
    seconds(ours / "mkdocs.yml")
    pages: dict[str, list[str]] = {}
    for clause in json.loads((ours / "site" / "clauses.json").read_bytes())["clauses"]:
        text = clause["text"] or f"# {clause['heading'] or clause['label']}"
        number = f"**{clause['number']}** " if clause["number"] and clause["text"] else ""
        pages.setdefault(clause["page"].strip("/"), []).append(number + text)
    everything = [block for blocks in pages.values() for block in blocks]
    pages |= {"index": ["# Home", *(f"- [{page}]({page}.md)" for page in pages)], "full-text": everything}
    for page, blocks in pages.items():
        (plain / "docs" / f"{page}.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return plain / "mkdocs.yml", ours / "mkdocs.yml"


def seconds(config: Path) -> float:
    """Build a project in a process of its own and say how long it took."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    # An installed plugin has its bytecode; one in a working copy is to have it as well.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(command, check=True, env={**environment, "NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - started


def main() -> int:
    """Print the medians and their ratio; give 1 if it is more than is allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        plain, ours = write_projects(Path(folder))
        pages = len(list(plain.parent.glob("docs/*.md")))
        seconds(plain), seconds(ours)  # fill the caches of the file system
        times = [(seconds(plain), seconds(ours)) for _ in range(rounds)]
    medians = [statistics.median(column) for column in zip(*times, strict=True)]
    print(f"{pages} Markdown pages: {medians[0]:.3f} s; the declaration: {medians[1]:.3f} s ({rounds} rounds, medians)")
    ratio = medians[1] / medians[0]
    print(f"ratio {ratio:.2f}, allowed {ALLOWED:.2f}")
    return int(ratio > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
