"""Reading files that others may have put there: regular files only, within a bound, and none out of their folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class UnfitError(OSError):
    """A file that is not read; the text says what was expected and what was found."""


class TooLargeError(UnfitError):
    """A file with more bytes than are read."""


def read_file(path: str | Path, limit: int) -> bytes:
    """Read a file.

    Args:
        path: Where it is.
        limit: How many bytes it may have.

    Raises:
        UnfitError: It is no regular file: to open a pipe would wait for who writes to it.
        TooLargeError: It has more bytes.
        OSError: It is not there or cannot be read.
    """
    _check(os.stat(path), limit)  # noqa: PTH116 - without opening it
    # What stands there may have been changed since; a pipe is not waited for.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123 - by its descriptor
        _check(os.fstat(descriptor), limit)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"expected at most {limit:,} bytes, found more")
    return data


def _check(status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnfitError(f"expected a file, found {_KINDS.get(stat.S_IFMT(status.st_mode), 'something else')}")
    if status.st_size > limit:
        raise TooLargeError(f"expected at most {limit:,} bytes, found {status.st_size:,}")


def why_unread(error: OSError) -> str:
    """Say why a file was not read: `no such file or directory`."""
    return str(error) if isinstance(error, UnfitError) else (error.strerror or str(error)).lower()


def is_within(path: Path, folder: Path) -> bool:
    """Whether what a path leads to, through links, is in a folder or below it."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle of links
        return False


def walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Find the files in a folder and below it, in the order of their names; what is hidden is passed over.

    Args:
        folder: Where to begin. Links to folders are not followed.

    Yields:
        Each file, and why it is not to be read: it is a link out of the folder, or no regular file; empty if it is.
    """
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from ((Path(parent, name), "a link to a folder") for name in links)
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(parent, name)
                yield path, _obstacle(path, folder)


def _obstacle(path: Path, folder: Path) -> str:
    try:
        status = path.stat()
    except OSError as error:
        return why_unread(error)
    if path.is_symlink() and not is_within(path, folder):
        return "a link out of the folder"
    return "" if stat.S_ISREG(status.st_mode) else _KINDS.get(stat.S_IFMT(status.st_mode), "no file")
