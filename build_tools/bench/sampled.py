"""Run MkDocs and write how long each part of its work took, by looking every few milliseconds at what it does.

    python build_tools/bench/sampled.py REPORT ARGUMENT...

A part is known by the file of the innermost function that belongs to one, so that a template which is filled for a page
is part of the page, and an import is part of the start. The plugin knows nothing of it. The interval is one of the
processor's time (setitimer(2), `ITIMER_PROF`); processes that the build starts count as a part of their own.
"""

from __future__ import annotations

import json
import re
import resource
import signal
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

INTERVAL = 0.004
"""Seconds of the processor between two looks; a kernel may look less often (`CONFIG_HZ`)."""
START, REST, OTHERS = "start", "rest", "other processes"
PARTS = (
    ("templates", r"/jinja2/(compiler|idtracking|lexer|nodes|optimizer|parser|visitor)\.py$"),
    ("reading", r"/mkdocs_declaration/((encoding|permanence)/|edition\.py$)"),
    ("terms", r"/mkdocs_declaration/glossary/"),
    (
        "short links",
        (
            r"/mkdocs_declaration/(pages/(kinds/(frames|short_links)|markup/(fragment|standalone))|hosts/site/small_pages)\.py$"
            r"|/mkdocs_declaration/pages/templates/(alone|forwarding|frame|permalink)\.html$"
        ),
    ),
    (
        "theme",
        (
            r"/mkdocs_declaration/(pages/themes/|hosts/(material/|serve/theme_cache\.py$|site/(menu|references|search)\.py$))"
            r"|/(material|mkdocs)/templates/.*\.(html|xml)$"
        ),
    ),
    ("pages", r"/mkdocs_declaration/pages/"),
    ("exports", r"/mkdocs_declaration/exports/"),
    ("Markdown", r"/(markdown|pymdownx)/"),
    (
        "files",
        r"/mkdocs/(structure/files|utils/__init__)\.py$|/shutil\.py$|/mkdocs_declaration/hosts/site/generated_files\.py$",
    ),
)
"""Parts of the work, each with files that belong to it, the first that matches; templates are the compiling of them."""
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in PARTS)


@cache
def part_of_file(path: str) -> str | None:
    """The part to which a file belongs; none for what others use as well, as the model or a library."""
    if path.startswith("<frozen importlib"):
        return START
    path = path.replace("\\", "/")
    return next((name for name, pattern in _PATTERNS if pattern.search(path)), None)


def part_of(frame: FrameType | None) -> str:
    """The part in which a program is, given the innermost of its functions."""
    while frame is not None:
        code = frame.f_code
        is_import = code.co_name == "<module>" and code.co_filename.endswith(".py") and frame.f_back is not None
        part = START if is_import else part_of_file(code.co_filename)
        if part is not None:
            return part
        frame = frame.f_back
    return REST


def main() -> None:
    """Run MkDocs with the arguments, and write the seconds of each part."""
    report, *sys.argv[1:] = sys.argv[1:]
    sys.argv[0] = "mkdocs"
    looks: Counter[str] = Counter()
    signal.signal(signal.SIGPROF, lambda _, frame: looks.update([part_of(frame)]))
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        from mkdocs.__main__ import cli  # noqa: PLC0415 - its import is measured as well

        cli()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        used = time.process_time()
        seconds = {part: used * count / looks.total() for part, count in looks.items()}
        others = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds[OTHERS] = others.ru_utime + others.ru_stime
        Path(report).write_text(json.dumps(seconds), encoding="utf-8")


if __name__ == "__main__":
    main()
