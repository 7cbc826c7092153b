"""What all tests need, and which of them are collected."""

from __future__ import annotations

import gc
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

import browser as installed
import bundle
from compiled import compiled_once
from mkdocs_declaration.edition import Edition, read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
INSTRUMENT = "asean-japan-2014"
"""The instrument that the tests in the folder `declaration` are about."""
SITE_URL = "http://127.0.0.1/asean-japan/"


def left_out(content: Path) -> str | None:
    """Say why the tests of the declaration are not collected, or nothing where `content` holds it.

    Args:
        content: The folder of what authors write.
    """
    encoding = content / "declaration.yaml"
    text = encoding.read_text(encoding="utf-8", errors="replace") if encoding.is_file() else ""
    if re.search(rf"^  id: {INSTRUMENT}$", text, re.MULTILINE):
        return None
    return f"tests/declaration is left out: it tests the instrument '{INSTRUMENT}', and {encoding.name} holds another"


collect_ignore = ["declaration"] if left_out(ROOT / "content") else []


def pytest_report_header() -> str | None:
    """Say at the head of a run what it leaves out."""
    return left_out(ROOT / "content")


def pytest_configure(config: pytest.Config) -> None:
    """Bundle scripts and styles that were edited, once for all processes of a run, which seldom look for garbage."""
    gc.set_threshold(20_000)
    if not hasattr(config, "workerinput"):
        bundle.refresh()


def pytest_xdist_auto_num_workers() -> int:
    """How many processes run: one more than there are processors, for when one waits for a hand or a server."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what opens a browser, and what needs the installed package, so that a run can leave it out.

    A test in a browser that fails runs once more, and the summary tells that it did: on a busy machine, one
    in thousands fails by how the browser was scheduled. What is wrong in the site fails twice.
    """
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "chromium" in fixtures:
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))
        if "installed" in fixtures:
            item.add_marker("slow")
    if hasattr(config, "workerinput"):
        items.sort(key=_longest_first(items))


def _longest_first(items: list[pytest.Item]) -> Callable[[pytest.Item], tuple[int, int]]:
    """A key that puts the files first that take longest, and small ones last, so that no process waits long.

    Args:
        items: The tests, which stay together by file.
    """
    tenths = Counter[Path]()
    for item in items:
        if item.get_closest_marker("long"):
            tenths[item.path] += 10
        elif item.get_closest_marker("browser") or item.get_closest_marker("slow"):
            tenths[item.path] += 1
    size = Counter(item.path for item in items)
    return lambda item: (-tenths[item.path], -size[item.path])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it at the end of a quiet run, which has no head."""
    reason = left_out(ROOT / "content")
    if reason and terminalreporter.verbosity < 0:
        terminalreporter.write_line(reason)


@pytest.fixture(scope="session", autouse=True)
def environment() -> Iterator[None]:
    """The environment of every build: no banner, an address below a path, templates compiled once."""
    with compiled_once(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("SITE_URL", SITE_URL)
        for name in ("REPO_URL", "EDIT_URI"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, whose fonts are those of the tests."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**installed.launch_options())
        yield launched
        launched.close()


@pytest.fixture
def read() -> Callable[..., Edition]:
    """Reads an edition from texts, which must be without problems."""

    def read_texts(encoding: str, glossary: str | None = None, words: Catalogue | None = None) -> Edition:
        found, problems = read_edition(
            ("encoding.yaml", encoding.encode()),
            ("glossary.yaml", glossary.encode()) if glossary else None,
            words or Catalogue(),
        )
        assert [str(problem) for problem in problems] == []
        assert found is not None
        return found

    return read_texts


@pytest.fixture
def small(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Project:
    """A small project of MkDocs."""
    return Project(tmp_path, caplog)
