"""The preview: an edit is shown, a broken edit is reported and survived, the next good edit recovers."""

from __future__ import annotations

import queue
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from typing import IO, TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 90.0
"""Seconds until the test gives up waiting for a line; the line itself takes two, on a busy machine a dozen."""


class Preview:
    """`mkdocs serve` on a project."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.host = f"127.0.0.1:{free.getsockname()[1]}"
        self.lines: queue.Queue[str] = queue.Queue()
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.host]
        self.process = subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.collector = threading.Thread(target=self._collect, args=(self.process.stderr,), daemon=True)
        self.collector.start()

    def _collect(self, stream: IO[str]) -> None:
        for line in stream:
            self.lines.put(line)

    def wait_for(self, words: str, patience: float = PATIENCE) -> list[str] | None:
        """Collect lines until one holds the words, and give them; None if none came in time."""
        seen: list[str] = []
        until = time.monotonic() + patience
        while not seen or words not in seen[-1]:
            try:
                seen.append(self.lines.get(timeout=max(0.0, until - time.monotonic())))
            except queue.Empty:
                return None
        return seen

    def edit(self, path: Path, text: str, words: str) -> str:
        """Write a file and give what is logged up to a line with the words.

        The observer takes its first look at the files in a thread of its own. An edit that comes before that look is
        none to it, so the file is written again if nothing happens.
        """
        for _ in range(3):
            path.write_text(text, encoding="utf-8")
            seen = self.wait_for(words, PATIENCE / 3)
            if seen is not None:
                return "".join(seen)
        pytest.fail(f"no line with {words!r} after an edit of {path.name}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.host}/asean-japan/{path}", timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    started = Preview(project)
    yield started
    started.process.terminate()
    started.process.wait(PATIENCE)
    started.collector.join(PATIENCE)
    assert started.process.stderr is not None
    started.process.stderr.close()


@pytest.mark.slow
def test_edits_of_both_files(project: Path, preview: Preview) -> None:
    assert preview.wait_for("Serving on") is not None
    encoding, glossary = project / "content" / "declaration.yaml", project / "content" / "glossary.yaml"
    good = encoding.read_text(encoding="utf-8")

    preview.edit(encoding, good.replace("summary: >-\n", "summary: >-\n    Edited.\n"), "Documentation built")
    assert "Edited." in preview.get("")

    log = preview.edit(encoding, good.replace("heading: Terrorism", "heding: Terrorism"), "is served until")
    assert "unknown key 'heding' in a unit; did you mean 'heading'? [unknown-key]" in log
    assert "Traceback" not in log
    assert "Edited." in preview.get("")

    changed = good.replace("social stability", "social harmony")
    for text in (changed, changed + "# The same once more\n"):
        log = preview.edit(encoding, text, "Documentation built")
        assert "WARNING" in log
        assert "the words of '7.1' are not those that were published" in log
    notice = "Not as it was published, and shown here alone:"
    assert notice in preview.get("international-economic-crime/")
    assert notice not in preview.get("7.1/")
    for made_when_asked_for in ("clauses.json", "declaration.txt", "7.1/embed/"):
        assert "social harmony" in preview.get(made_when_asked_for)
        assert notice not in preview.get(made_when_asked_for)

    log = preview.edit(encoding, good, "Documentation built")
    assert "ERROR" not in log
    assert "WARNING" not in log
    assert "Edited." not in preview.get("")
    assert notice not in preview.get("international-economic-crime/")

    terms = glossary.read_text(encoding="utf-8")
    preview.edit(glossary, terms.replace("seated in Vienna", "seated on the Danube"), "Documentation built")
    assert "seated on the Danube" in preview.get("glossary/")
