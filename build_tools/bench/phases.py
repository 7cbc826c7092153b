"""The parts of a build and what each takes, in a run of its own, since looking at them costs a little."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench import sampled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.sites import Site

NAMES = (sampled.START, *(name for name, _ in sampled.PARTS), sampled.REST, sampled.OTHERS)
"""The parts, in the order in which they are shown."""


def phases(site: Site) -> dict[str, float]:
    """Build a site of MkDocs and say how many seconds of the processor each part of it took.

    Args:
        site: A site whose command is a Python that runs the module `mkdocs`.
    """
    with tempfile.TemporaryDirectory() as temporary:
        report = Path(temporary) / "phases.json"
        arguments = site.command[site.command.index("mkdocs") + 1 :]
        command = (sys.executable, sampled.__file__, str(report), *arguments)
        replace(site, command=command).build()
        seconds = json.loads(report.read_text(encoding="utf-8"))
    return {name: seconds.get(name, 0.0) for name in NAMES}


def table(measured: Iterable[tuple[str, dict[str, float]]]) -> str:
    """A table in Markdown: a line a text, a column a part."""
    lines = [f"| text | {' | '.join(NAMES)} |", f"|---|{'--:|' * len(NAMES)}"]
    lines += [f"| {text} | {' | '.join(f'{parts[name]:.2f}' for name in NAMES)} |" for text, parts in measured]
    return "\n".join(lines)
