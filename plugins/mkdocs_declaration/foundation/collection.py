"""Python's search for cycles of values that nothing else holds, which is no help where values stay (module `gc`).

It walks all values again and again while many are made. Those of an edition and of its pages stay as long as the build,
and hold no cycles; at 1,000 articles the search took a sixth of the time of a build.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def without_collection() -> Iterator[None]:
    """Search for no cycles meanwhile."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def set_aside() -> None:
    """Let no search walk the values that there are, until they are taken back."""
    gc.freeze()


class WhenIdle:
    """A search for cycles when a server has built nothing for a while.

    Values that were set aside are none that Python counts when it decides whether to search, so that it hardly ever
    does; a site, which MkDocs holds in cycles, would stay in memory after each build: 80 MB of one of 1,000 articles.
    """

    def __init__(self, timer: Callable[[float, Callable[[], object]], Timer] = Timer) -> None:
        """Wait for nothing.

        Args:
            timer: What calls a function after some seconds, unless it is cancelled.
        """
        self._make = timer
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Search for nothing while something is built."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def end(self) -> None:
        """Search once nothing was built for a while."""
        self.begin()
        self._timer = self._make(IDLE, gc.collect)
        self._timer.daemon = True
        self._timer.start()


IDLE = 3.0
"""After how many seconds without a build an author is taken to read: a search keeps pages waiting for half a second."""
WHEN_IDLE = WhenIdle()
"""The search of the server of this process."""


def take_back() -> None:
    """Let searches walk all values again."""
    gc.unfreeze()
