"""`mkdocs serve`: the files of the text are looked at more often than MkDocs does, so that an edit shows sooner.

MkDocs looks at all that it watches twice a second (mkdocs.livereload, `LiveReloadServer`), and gives a file up that is
not there when it does, as one is for a moment that an editor puts another in the place of. Of a text there are four
files at most.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog.events import FileModifiedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.livereload import LiveReloadServer
    from watchdog.events import FileSystemEventHandler

INTERVAL = 0.05
"""After how many seconds files are looked at again: twice while MkDocs waits for changes to end, 0.1 s."""
PATIENCE = 20
"""How many times a file that is gone is looked for before that is told."""


class WatchedFile:
    """A file that is looked at."""

    def __init__(self, path: str, handler: FileSystemEventHandler) -> None:
        """Look at it for the first time.

        Args:
            path: Its path.
            handler: What is told when it is another one, or gone for good.
        """
        self._path, self._handler = path, handler
        self._last, self._absent = _state(path), 0

    def look(self) -> None:
        """Look at it again."""
        state = _state(self._path)
        self._absent = self._absent + 1 if state is None else 0
        if state != self._last and (state is not None or self._absent >= PATIENCE):
            self._last = state
            self._handler.on_any_event(FileModifiedEvent(self._path))


def _state(path: str) -> tuple[int, int, int] | None:
    """What tells a file from what it was; None if there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - many times
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Watcher(threading.Thread):
    """Looks at files while a server runs: an observer for `LiveReloadServer.watch`."""

    def __init__(self) -> None:
        """Watch nothing."""
        super().__init__(daemon=True)
        self._files: list[WatchedFile] = []
        self._stopped = threading.Event()

    def schedule(self, handler: FileSystemEventHandler, path: str, **_: Any) -> None:
        """Watch a file, before the thread is started.

        Args:
            handler: What is told of changes.
            path: The file.
        """
        self._files.append(WatchedFile(path, handler))

    def run(self) -> None:
        """Look at the files until the process ends, or `stop` is called."""
        while not self._stopped.wait(INTERVAL):
            for file in self._files:
                file.look()

    def stop(self) -> None:
        """End the thread."""
        self._stopped.set()


def watch_closely(server: LiveReloadServer, paths: Iterable[str], watched: Iterable[str]) -> Watcher:
    """Let a server look at files often.

    Args:
        server: The server, in `on_serve`.
        paths: The files.
        watched: Files and folders that MkDocs watches itself; of what is in them it would tell a second time.

    Returns:
        What looks at them.
    """
    folders = [Path(folder).resolve() for folder in watched]
    watcher, usual = Watcher(), server.observer
    for path in paths:
        is_watched = any(Path(path).resolve().is_relative_to(folder) for folder in folders)
        server.observer = usual if is_watched else watcher  # type: ignore[assignment]
        server.watch(path)
    server.observer = usual
    watcher.start()
    return watcher
