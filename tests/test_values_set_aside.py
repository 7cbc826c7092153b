"""Python's search for cycles walks all values again when a build has ended, in whatever way."""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.exceptions import Abort

from mkdocs_declaration.foundation.collection import IDLE, WhenIdle, without_collection
from mkdocs_declaration.hosts.site import project

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition
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


class ByHand:
    """A timer that runs when a test says so."""

    def __init__(self, seconds: float, call: Callable[[], object]) -> None:
        self.seconds, self.call, self.daemon = seconds, call, False
        self.is_waiting = False

    def start(self) -> None:
        assert self.daemon  # it does not keep a server from ending
        self.is_waiting = True

    def cancel(self) -> None:
        self.is_waiting = False


def test_a_server_forgets_the_site_before_when_nothing_is_built(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    timers: list[ByHand] = []

    def timer(seconds: float, call: Callable[[], object]) -> ByHand:
        timers.append(ByHand(seconds, call))
        return timers[-1]

    monkeypatch.setattr("mkdocs_declaration.plugin.WHEN_IDLE", WhenIdle(timer))  # type: ignore[arg-type]
    monkeypatch.setattr("mkdocs_declaration.plugin.is_serving", lambda: True)
    monkeypatch.setattr("mkdocs_declaration.plugin.can_wait", lambda: True)
    editions: list[weakref.ref[Edition]] = []
    make = project.make_project

    def made(*args: Any, **kwargs: Any) -> Any:
        result: Any = make(*args, **kwargs)
        editions.append(weakref.ref(result[0].edition))
        return result

    monkeypatch.setattr("mkdocs_declaration.plugin.make_project", made)
    with without_collection():  # as a search by chance would be
        for _ in range(2):
            small.build()
    assert [each.is_waiting for each in timers] == [False, True]
    assert timers[1].seconds == IDLE
    assert editions[0]() is not None
    timers[1].call()
    assert [edition() is None for edition in editions] == [True, False]
