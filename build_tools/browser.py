"""Find a Chromium for the tests, or install one: Debian's package as root, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """The path of an installed Chromium; CHROMIUM in the environment names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install a Chromium with what the machine has.

    Raises:
        subprocess.CalledProcessError: The package manager failed.
    """
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    can_be_root = not as_root or (
        shutil.which("sudo") is not None and subprocess.run([*as_root, "true"], check=False).returncode == 0
    )
    if shutil.which("apt-get") and can_be_root and _is_debian():
        subprocess.run([*as_root, "apt-get", "update", "-qq"], check=True)
        command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"]
        subprocess.run([*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *command], check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _is_debian() -> bool:
    """Whether the package `chromium` is a browser; on Ubuntu it is a stub for a snap, which needs a running daemon."""
    try:
        with open("/etc/os-release", encoding="utf-8") as release:  # noqa: PTH123
            return "ID=debian" in release.read().splitlines()
    except OSError:
        return False


if __name__ == "__main__":
    if find() is None:
        install()
    print(f"browser: {find() or 'that of Playwright'}")
