"""Python's search for cycles walks all values again when a build has ended, in whatever way."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from project import Project


@pytest.mark.parametrize("event", ["on_files", "on_env", "on_post_build"])
@pytest.mark.parametrize(("error", "raised"), [("PluginError('No')", Abort), ("ValueError('No')", ValueError)])
def test_a_build_that_fails_sets_nothing_aside(small: Project, event: str, error: str, raised: type[Exception]) -> None:
    small.config["hooks"] = ["hook.py"]
    small.write(
        "hook.py",
        "from mkdocs.exceptions import PluginError\nfrom mkdocs.plugins import event_priority\n\n\n"
        f"@event_priority(110)\ndef {event}(*_, **__):\n    raise {error}\n",
    )
    with pytest.raises(raised):
        small.build()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_no_search_for_cycles_walks_what_hooks_make(small: Project) -> None:
    hooks: set[str] = set()

    def note(*_: object) -> None:
        frame = sys._getframe()  # noqa: SLF001 - of whom a search delays
        while (frame := frame.f_back) is not None:  # type: ignore[assignment]
            if Path(frame.f_code.co_filename).name == "plugin.py":
                hooks.add(frame.f_code.co_name)

    before = gc.get_threshold()
    gc.set_threshold(10, 10_000)
    gc.callbacks.append(note)
    try:
        small.build()
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*before)
    assert "on_env" in hooks
    assert not hooks & {"on_pre_build", "on_files"}
