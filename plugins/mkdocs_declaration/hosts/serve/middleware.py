"""`mkdocs serve`: files that nobody looks at while writing are made when somebody asks for them."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.exporter import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mkdocs.livereload import LiveReloadServer

    _App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

log = logging.getLogger("mkdocs.plugins.declaration")


class Offer:
    """The files that the last build left out, of which each is made once."""

    def __init__(self) -> None:
        """Offer nothing, until a build does."""
        self._site = Path()
        self._files: tuple[Mapping[str, bytes], ...] = ()
        self._made: dict[str, tuple[int, int]] = {}
        self._awaited: Counter[str] = Counter()
        self._lock = threading.Lock()

    def renew(self, site: str | Path, *files: Mapping[str, bytes]) -> None:
        """Take the files of a build, remove what was made of the last one, and make what somebody waits for.

        The build may have emptied the folder after somebody asked; with `--dirty` MkDocs keeps all.

        Args:
            site: The folder of the site.
            files: What makes a file when it is asked for, by its path relative to that folder. Of what several have,
                the first makes it.
        """
        with self._lock:
            for name, identity in self._made.items():
                file = self._site / name
                if _identity(file) == identity:  # else the build has written another one in its place
                    file.unlink()
            self._made.clear()
            self._site = Path(site)
            self._files = files
            awaited = [*self._awaited]
        for path in awaited:
            self.make(path)

    @contextlib.contextmanager
    def awaited(self, path: str) -> Iterator[None]:
        """Make a file, and make it again if a build ends before it was read.

        Args:
            path: Its path relative to the folder of the site; that of a page may lack `index.html`.
        """
        with self._lock:
            self._awaited[path] += 1
        try:
            self.make(path)
            yield
        finally:
            with self._lock:
                self._awaited[path] -= 1
                self._awaited += Counter()  # forgets what nobody waits for

    def make(self, path: str) -> None:
        """Write a file into the folder of the site, if it is offered and is not there.

        Args:
            path: Its path relative to that folder; that of a page may lack `index.html`.
        """
        stem = path.strip("/")
        with self._lock:
            for name in (path, f"{stem}/index.html"):
                file = self._site / name
                group = next((group for group in self._files if name in group), None)
                if group is None or file.exists():
                    continue
                try:
                    content = group[name]
                except Unavailable as reason:
                    log.warning("%s is not written: %s", name, reason)
                    return
                except Exception as error:  # noqa: BLE001 - a template may raise anything
                    log.error("%s cannot be made: %s: %s", name, type(error).__name__, error)  # noqa: TRY400 - an author reads it
                    return
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                self._made[name] = _identity(file)  # type: ignore[assignment]


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another one in its place; None if there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


OFFER = Offer()
"""What the server of this process offers; MkDocs makes plugins anew for each build, and the server once."""


def serve_on_demand(server: LiveReloadServer) -> None:
    """Let a server make files that are offered when they are asked for.

    Args:
        server: The server.
    """
    serve: _App = server.serve_request

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(server.mount_path):
            return serve(environ, start_response)
        with OFFER.awaited(path.removeprefix(server.mount_path)):
            return serve(environ, start_response)  # which waits for the end of a build, and opens the file

    server.set_app(application)
