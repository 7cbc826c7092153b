"""Build the site beside the last one and let it take its place, so that no failure takes away the last one.

    python build_tools/build_site.py site

MkDocs empties the folder of the site before it writes into it. Here it writes into a hidden folder beside it, on the
same file system. Then the two change places in one step, for which Linux has renameat2(2) with RENAME_EXCHANGE and
macOS renamex_np(2) with RENAME_SWAP: nobody ever sees half a site, or none. Where a file system knows no such step, as
NFS, two renames take its place. A build that is killed between them leaves the last site beside its place, and the next
run puts it back before it does anything else.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.__main__ import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_FDCWD = -100
RENAME_EXCHANGE = RENAME_SWAP = 2
UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a system answers that cannot exchange two folders."""


def building_of(site: Path) -> Path:
    """Where a site is built before it takes its place, and is deleted after it lost it."""
    return site.with_name(f".{site.name}.building")


def former_of(site: Path) -> Path:
    """Where the last site waits between two renames; what is there is always whole."""
    return site.with_name(f".{site.name}.former")


def exchange(first: Path, second: Path) -> None:
    """Let two folders change their places in one step.

    Raises:
        OSError: They cannot; with a number in `UNSUPPORTED` if the system has no such step.
    """
    library = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(first), os.fsencode(second)
    try:
        if sys.platform == "darwin":
            status = library.renamex_np(*paths, RENAME_SWAP)
        else:
            status = library.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
    except AttributeError as error:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
    if status != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(first), None, str(second))


def put_in_place(site: Path) -> None:
    """Let the site that was built take its place, and delete the one that was there."""
    building, former = building_of(site), former_of(site)
    if not site.exists():
        building.rename(site)
        return
    try:
        exchange(building, site)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        site.rename(former)
        try:
            building.rename(site)
        except OSError:
            former.rename(site)
            raise
        former.rename(building)
    shutil.rmtree(building, ignore_errors=True)


def recover(site: Path) -> None:
    """Put right what a run that was killed left behind."""
    building, former = building_of(site), former_of(site)
    if building.exists():
        shutil.rmtree(building)
    if former.exists() and not site.exists():
        former.rename(site)
    elif former.exists():
        former.rename(building)
        shutil.rmtree(building)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other build works in a folder; the lock ends with its process, however that ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def run_mkdocs(*arguments: str) -> int:
    """Run MkDocs in this process, which no build then outlives, and give its exit status.

    Args:
        arguments: The command and its options.
    """
    try:
        cli.main(arguments, prog_name="mkdocs")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    return 0


def build(site: Path, *options: str) -> int:
    """Build a site and put it in place.

    Args:
        site: Its folder.
        options: Further options of `mkdocs build`.

    Returns:
        The exit status; if it is not 0, the folder is as it was.
    """
    site = site.resolve()
    if site.exists() and not site.is_dir():
        print(f"{site}: expected a folder for the site, found a file; name another or remove it", file=sys.stderr)
        return 1
    site.parent.mkdir(parents=True, exist_ok=True)
    building = building_of(site)
    with locked(site.parent):
        try:
            recover(site)
            status = run_mkdocs("build", "--site-dir", str(building), *options)
            if status == 0:
                put_in_place(site)
        except OSError as error:
            print(f"{error}; the site in {site} is as it was", file=sys.stderr)
            return 1
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return status


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]), "--strict", *sys.argv[2:]))
