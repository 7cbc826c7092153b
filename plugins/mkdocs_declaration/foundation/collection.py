"""Python's search for cycles of values that nothing else holds, which is no help where values stay (module `gc`).

It walks all values again and again while many are made. Those of an edition and of its pages stay as long as the build,
and hold no cycles; at 1,000 articles the search took a sixth of the time of a build.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def take_back() -> None:
    """Let searches walk all values again."""
    gc.unfreeze()
