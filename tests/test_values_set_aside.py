"""Python's search for cycles walks all values again when a build has ended, in whatever way."""

from __future__ import annotations

import gc
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
