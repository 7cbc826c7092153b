"""Find a Chromium for the tests, or install one: Debian's package as root, else Playwright's own.

Of the packages, the one without any screen goes first: the engine is the same, and a test takes a third less time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import packages

SHELL = "chromium-headless-shell"
"""Debian's package of a Chromium without a screen, and its program."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What a Chromium without a screen and without a network is started with."""
FACES = Path(__file__).resolve().parent / "faces"
ALL_FACES = ("dejavu", "liberation", "noto", "noto-cjk")
"""Settings for fontconfig in that folder, each naming all the fonts that a browser may use."""


def find() -> str | None:
    """The path of an installed Chromium; CHROMIUM in the environment names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launch_options(*flags: str, faces: str = "dejavu") -> dict[str, Any]:
    """State which browser is started, with what, and with which fonts, whatever else the machine has.

    Args:
        flags: Further flags of Chromium.
        faces: One of `ALL_FACES`.

    Returns:
        The options of Playwright's `launch`.
    """
    fonts = {"FONTCONFIG_PATH": str(FACES), "FONTCONFIG_FILE": f"{faces}.conf"}
    return {"executable_path": find(), "args": [*FLAGS, *flags], "env": {**os.environ, **fonts}}


def install() -> None:
    """Install a Chromium with what the machine has, if there is none yet; in CI, the quicker one beside another.

    A machine that somebody works on keeps what it has.

    Raises:
        subprocess.CalledProcessError: The package manager failed, and there is none.
    """
    found = find()
    # On Ubuntu, the package `chromium` is a stub for a snap, which needs a running daemon.
    if packages.is_debian() and packages.can_install():
        is_settled = "CI" not in os.environ or "CHROMIUM" in os.environ or found == shutil.which(SHELL)
        if found is not None and is_settled:
            return
        try:
            packages.install(SHELL)
        except subprocess.CalledProcessError:
            if found is None:
                raise
    elif found is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    install()
    print(f"browser: {find() or 'that of Playwright'}")
