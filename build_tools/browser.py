"""Find a Chromium for the tests, or install one: Debian's package as root, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import packages

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of an installed Chromium; CHROMIUM in the environment names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install a Chromium with what the machine has.

    Raises:
        subprocess.CalledProcessError: The package manager failed.
    """
    # On Ubuntu, the package `chromium` is a stub for a snap, which needs a running daemon.
    if packages.is_debian() and packages.can_install():
        packages.install("chromium", "fonts-dejavu-core")
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if find() is None:
        install()
    print(f"browser: {find() or 'that of Playwright'}")
