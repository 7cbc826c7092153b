"""`mkdocs serve`: errors of an edit are reported, and the last good site is still served."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click
from mkdocs.commands.build import log as build_log
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.utils import DuplicateFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.declaration")


def is_serving() -> bool:
    """Whether this is `mkdocs serve`, whose commands are click's.

    MkDocs passes the command to `on_startup` only, and a plugin with this hook keeps its instance from build to build
    (mkdocs.plugins, `PluginCollection`). With another server, a build behaves as `mkdocs build`.
    """
    context = click.get_current_context(silent=True)
    while context is not None:
        if context.command.name == "serve":
            return True
        context = context.parent
    return False


def can_wait() -> bool:
    """Whether files can be made when they are asked for: plugins get at the server only where it reloads pages."""
    context = click.get_current_context(silent=True)
    return is_serving() and context is not None and context.params.get("livereload", True) is not False


def keep_serving(server: LiveReloadServer, survivable: type[Exception]) -> None:
    """Let a server serve the last good site while a build fails.

    MkDocs lets every request wait until a build succeeds (mkdocs.livereload, `_build_loop`). A configuration that
    cannot be read fails before anything is built; strict mode does not pass warnings of MkDocs when all is built.

    Args:
        server: The server.
        survivable: The error of a build that leaves the site's folder as it was.
    """
    server.builder = _surviving(server.builder, survivable)


def _surviving(build: Callable[..., None], survivable: type[Exception]) -> Callable[..., None]:
    def rebuild() -> None:
        try:
            build()
        except (Abort, ConfigurationError) as error:
            _survive(error, survivable)
            log.info("The last good site is served until the errors are corrected.")

    return rebuild


def _survive(error: Exception, survivable: type[Exception]) -> None:
    """Log the error that ended a build, unless MkDocs did, and raise it again if the site is incomplete."""
    cause = error.__context__
    if not isinstance(cause, BuildError):
        log.error("%s", error)
        return
    _forget(str(cause))
    if not isinstance(cause, survivable):
        raise error


def _forget(message: str) -> None:
    """Let a message be logged again: MkDocs logs none of a build a second time (mkdocs.utils, `DuplicateFilter`)."""
    for filter_ in build_log.filters:
        if isinstance(filter_, DuplicateFilter):
            filter_.msgs.discard(message)
