"""Serving a built site as GitHub Pages does: below a path, with the site's own page for a wrong address."""

from __future__ import annotations

import contextlib
import functools
import http.server
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class PagesHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder that holds the site under the name of its path."""

    readers = "*"
    """Which other sites may read what is here."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""

    def end_headers(self) -> None:
        """Let other sites read what is here, as GitHub Pages does."""
        if self.readers:
            self.send_header("Access-Control-Allow-Origin", self.readers)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for a wrong address."""
        name = self.path.split("/")[1] if self.path.count("/") > 1 else ""
        page = Path(self.directory) / name / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class ClosedPagesHandler(PagesHandler):
    """Serves it as hosts do that let no other site read anything."""

    readers = ""


class PagesServer(http.server.ThreadingHTTPServer):
    """Answers each request in a thread of its own."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away before it had its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder: Path, handler: type[PagesHandler] = PagesHandler) -> Iterator[str]:
    """Serve the folder around a site on a free port of this machine.

    Args:
        folder: The folder that holds the site; the site's name becomes its path.
        handler: What answers.

    Yields:
        The address of the folder, with a slash at its end.
    """
    answer = functools.partial(handler, directory=str(folder))
    with PagesServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
