"""Read a built site with feedparser and with the reference reader of llms.txt; write what each has read as JSON."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import feedparser
from llms_txt import create_ctx, parse_llms_file


def feed(address: str) -> dict[str, Any]:
    """Read the feed of changes."""
    read = feedparser.parse(f"{address}changes.xml")
    problems = [str(read.bozo_exception)] if read.bozo else []
    problems += [f"no {name}" for name in ("id", "title", "updated", "links") if not read.feed.get(name)]
    for entry in read.entries:
        problems += [f"{entry.title}: no {name}" for name in ("id", "updated", "link") if not entry.get(name)]
    problems += [] if read.entries else ["no entry"]
    return {
        "reader": f"feedparser {version('feedparser')}",
        "read": [f"{entry.updated} {entry.title}" for entry in read.entries],
        "problems": problems,
    }


def llms(site: Path) -> dict[str, Any]:
    """Read llms.txt, and all that it links to."""
    text = (site / "llms.txt").read_text(encoding="utf-8")
    parsed = parse_llms_file(text)
    context = create_ctx(text)
    first = (site / "declaration.md").read_text(encoding="utf-8").splitlines()[0]
    return {
        "reader": f"llms-txt {version('llms-txt')}",
        "read": [parsed.title, f"{len(context)} characters of context"],
        "problems": [] if first in context else ["the text is not in the context"],
    }


if __name__ == "__main__":
    folder, origin = sys.argv[1:]
    print(json.dumps([feed(origin), llms(Path(folder))]))
