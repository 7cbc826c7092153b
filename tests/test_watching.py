"""A server looks at the files of the text often, and at nothing twice."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from mkdocs_declaration.hosts.serve.watching import PATIENCE, WatchedFile, watch_closely

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path)) as server:
        yield server


def test_files_that_mkdocs_does_not_watch_are_looked_at_often(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    often: list[str] = []
    monkeypatch.setattr("mkdocs_declaration.hosts.serve.watching.WatchedFile", lambda path, _: often.append(path))
    paths = [str(tmp_path / name) for name in ("text.yaml", "docs/terms.yaml", "lock.json")]
    for path in map(Path, paths):
        path.parent.mkdir(exist_ok=True)
        path.write_text("a", encoding="utf-8")
    usual, seldom = server.observer, []
    monkeypatch.setattr(usual, "schedule", lambda _, path, **__: seldom.append(path))
    watcher = watch_closely(server, paths, [str(tmp_path / "docs"), str(tmp_path / "lock.json")])
    assert watcher.daemon  # it ends with the process
    watcher._files.clear()  # noqa: SLF001
    watcher.stop()
    watcher.join()
    assert (often, seldom, server.observer) == (paths[:1], paths[1:], usual)


def test_a_change_lets_the_server_build(tmp_path: Path) -> None:
    file, is_built = tmp_path / "text.yaml", threading.Event()
    file.write_text("a", encoding="utf-8")
    server = LiveReloadServer(is_built.set, "127.0.0.1", 0, str(tmp_path))
    watcher = watch_closely(server, [str(file)], [])
    serving = threading.Thread(target=server.serve, daemon=True)
    serving.start()
    try:
        file.write_text("ab", encoding="utf-8")
        assert is_built.wait(10)
    finally:
        watcher.stop()
        server.shutdown()
        serving.join()


class Told(FileSystemEventHandler):
    """A file that is looked at, and how often that was told."""

    def __init__(self, file: Path) -> None:
        self.count, self.file = 0, WatchedFile(str(file), self)

    def on_any_event(self, event: FileSystemEvent) -> None:
        assert not event.is_directory  # of which MkDocs would not hear
        self.count += 1

    def looked(self, times: int = 1) -> int:
        """How much is told in so many looks."""
        before = self.count
        for _ in range(times):
            self.file.look()
        return self.count - before


def test_a_file_is_told_of_when_it_is_another(tmp_path: Path) -> None:
    file, other = tmp_path / "text.yaml", tmp_path / "other.yaml"
    file.write_text("a", encoding="utf-8")
    told = Told(file)
    assert told.looked() == 0
    file.write_text("ab", encoding="utf-8")
    assert [told.looked(), told.looked()] == [1, 0]
    os.utime(file, ns=(1, 1))
    assert [told.looked(), told.looked()] == [1, 0]
    other.write_text("cd", encoding="utf-8")
    os.utime(other, ns=(1, 1))
    other.replace(file)  # as editors write
    assert [told.looked(), told.looked()] == [1, 0]


def test_a_file_may_be_gone_for_a_moment(tmp_path: Path) -> None:
    file, kept = tmp_path / "text.yaml", tmp_path / "kept.yaml"
    file.write_text("a", encoding="utf-8")
    told = Told(file)
    for _ in range(2):
        file.rename(kept)
        assert told.looked(PATIENCE - 1) == 0
        kept.rename(file)
        assert told.looked() == 0
    file.unlink()
    assert [told.looked(PATIENCE - 1), told.looked(), told.looked(PATIENCE)] == [0, 1, 0]
    file.write_text("a", encoding="utf-8")
    assert [told.looked(), told.looked()] == [1, 0]
