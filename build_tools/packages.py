"""Install packages of Debian or Ubuntu, where that can be done without asking anybody."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

OS_RELEASE = Path("/etc/os-release")


def can_install() -> bool:
    """Whether there is apt-get, and a way to be root: being it, or a sudo that asks for no password."""
    if shutil.which("apt-get") is None:
        return False
    sudo = _as_root()
    return not sudo or (
        shutil.which(sudo[0]) is not None and subprocess.run([*sudo, "true"], check=False).returncode == 0
    )


def install(*packages: str) -> None:
    """Install packages without those that they only recommend.

    Raises:
        subprocess.CalledProcessError: The package manager failed.
    """
    subprocess.run([*_as_root(), "apt-get", "update", "-qq"], check=True)
    command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    subprocess.run([*_as_root(), "env", "DEBIAN_FRONTEND=noninteractive", *command], check=True)


def is_debian() -> bool:
    """Whether the system is Debian itself, rather than one that derives from it (os-release(5), ID)."""
    try:
        return "ID=debian" in OS_RELEASE.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False


def _as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
