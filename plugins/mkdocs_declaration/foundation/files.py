"""Reading files that others may have put there: regular ones only, in bounds, none out of a folder; and writing."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
LINK_TO_FOLDER = "a link to a folder"
"""Why a folder is not walked that a link leads to."""


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
    check_file(path, limit)
    # What stands there may have been changed since; a pipe is not waited for.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123 - by its descriptor
        _check(os.fstat(descriptor), limit)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"expected at most {limit:,} bytes, found more")
    return data


def check_file(path: str | Path, limit: int | None = None) -> None:
    """Check that a file can be read, without opening it.

    Args:
        path: Where it is.
        limit: How many bytes it may have; None for any number.

    Raises:
        UnfitError: It is no regular file.
        TooLargeError: It has more bytes.
        OSError: It is not there or cannot be read.
    """
    _check(os.stat(path), limit)  # noqa: PTH116 - of a file that may be named in any way
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _check(status: os.stat_result, limit: int | None) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnfitError(f"expected a file, found {_KINDS.get(stat.S_IFMT(status.st_mode), 'something else')}")
    if limit is not None and status.st_size > limit:
        raise TooLargeError(f"expected at most {limit:,} bytes, found {status.st_size:,}")


def replace_file(path: str | Path, data: bytes) -> None:
    """Write a file anew: whoever reads it finds what it was or what it is, and never a part.

    What it is a link to is written, and the link stays. The file keeps its mode and, where that is allowed, its owner.

    Args:
        path: Where it is.
        data: What it has from now on.

    Raises:
        OSError: It is not there or cannot be written.
    """
    target = os.path.realpath(path)
    status = os.stat(target)  # noqa: PTH116 - of a file that may be named in any way
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    descriptor, draft = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".", suffix=".new")  # noqa: PTH120
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - by its descriptor
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if hasattr(os, "chown"):
            with contextlib.suppress(PermissionError):
                os.chown(draft, status.st_uid, status.st_gid)
        os.chmod(draft, stat.S_IMODE(status.st_mode))  # noqa: PTH101
        os.replace(draft, target)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)  # noqa: PTH108
        raise


def why_unread(error: OSError) -> str:
    """Return why a file was not read: `no such file or directory`."""
    return str(error) if isinstance(error, UnfitError) else (error.strerror or str(error)).lower()


def is_within(path: Path, folder: Path) -> bool:
    """Whether what a path leads to, through links, is in a folder or below it."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle of links
        return False


def walk(folder: Path, is_wanted: Callable[[str], bool], *, hidden: bool = False) -> Iterator[tuple[Path, str]]:
    """Find files in a folder and below it, however deep, in the order of their names.

    Args:
        folder: Where to begin. Links to folders are not followed.
        is_wanted: Whether files of a name are found.
        hidden: Whether files and folders whose names begin with a dot are.

    Yields:
        Each file, and why it is not to be read: it is a link out of the folder, or no regular file; empty if it is.
        Each folder that is not entered, and why.
    """
    waiting = [folder]  # os.walk calls itself, and may go no deeper than Python's stack
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(parent) as scanned:
                entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in scanned)
        except OSError as error:
            yield parent, _unreadable(error)
            continue
        entries = [(name, is_folder) for name, is_folder in entries if hidden or not name.startswith(".")]
        waiting += [parent / name for name, is_folder in reversed(entries) if is_folder]
        for path in (parent / name for name, is_folder in entries if not is_folder):
            obstacle = _obstacle(path, folder)
            if is_wanted(path.name) or obstacle == LINK_TO_FOLDER:
                yield path, obstacle


def _obstacle(path: Path, folder: Path) -> str:
    try:
        status = path.stat()
    except OSError as error:
        return _unreadable(error)
    if stat.S_ISDIR(status.st_mode):
        return LINK_TO_FOLDER
    if path.is_symlink() and not is_within(path, folder):
        return "a link out of the folder"
    return "" if stat.S_ISREG(status.st_mode) else _KINDS.get(stat.S_IFMT(status.st_mode), "no file")


def _unreadable(error: OSError) -> str:
    return f"unreadable ({why_unread(error)})"
