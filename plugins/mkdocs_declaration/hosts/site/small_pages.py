"""Small pages, a folder or two for each clause, written beside MkDocs and only where they changed.

MkDocs empties the folder of the site and writes every file anew, with a look at each folder above it
(mkdocs.utils, `clean_directory` and `write_file`); for ten thousand clauses that takes longer than all else. It leaves
names that begin with a dot, so that the folders of the last site wait under such a name until the new one is written.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT = ".declaration-kept"
"""Where folders of the last site wait, in the folder of the site."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class SmallPages:
    """The small pages of a site, by the folders at its root that have them."""

    def __init__(self, site: str | Path, pages: Mapping[str, bytes]) -> None:
        """Take the pages.

        Args:
            site: The folder of the site.
            pages: What each page holds, by the path of its file relative to that folder.
        """
        self._site, self._kept = os.fspath(site), os.path.join(site, KEPT)  # noqa: PTH118 - many times
        self._folders: dict[str, dict[str, bytes]] = {}
        for path, content in pages.items():
            folder, _, within = path.partition("/")
            self._folders.setdefault(folder, {})[within] = content

    def keep(self) -> None:
        """Put the folders of the last site aside before MkDocs empties its folder."""
        shutil.rmtree(self._kept, ignore_errors=True)
        try:
            last = {entry.name for entry in os.scandir(self._site) if entry.is_dir(follow_symlinks=False)}
        except FileNotFoundError:
            return
        Path(self._kept).mkdir()
        for folder in last & self._folders.keys():
            Path(self._site, folder).rename(Path(self._kept, folder))

    def write(self) -> int:
        """Write what is not there already, when MkDocs has written its files.

        Returns:
            How many pages were written.
        """
        written = 0
        for folder, pages in self._folders.items():
            place = f"{self._site}/{folder}"
            if self._take_back(folder, place):
                written += _write_changed(place, pages)
            else:
                written += _write(place, pages)
        shutil.rmtree(self._kept, ignore_errors=True)
        return written

    def _take_back(self, folder: str, place: str) -> bool:
        """Put a folder of the last site back, if nothing has its place."""
        if os.path.lexists(place):
            return False
        try:
            os.rename(f"{self._kept}/{folder}", place)  # noqa: PTH104 - many times
        except FileNotFoundError:
            return False
        return True


def _write_changed(place: str, pages: Mapping[str, bytes]) -> int:
    """Write the pages of a folder that are not there already; what else is there goes."""
    if _files(place) != pages.keys():
        shutil.rmtree(place)
        return _write(place, pages)
    changed = {path: content for path, content in pages.items() if content_of(f"{place}/{path}") != content}
    return _write(place, changed)


def _files(folder: str, within: str = "") -> set[str]:
    """The paths of all that a folder holds; of a link, and of an empty folder, its own."""
    found: set[str] = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{within}{entry.name}"
            inner = _files(entry.path, f"{path}/") if entry.is_dir(follow_symlinks=False) else set()
            found |= inner or {f"{path}@" if entry.is_symlink() else path}
    return found


def content_of(path: str) -> bytes:
    """What a file holds, with few calls to the system.

    Args:
        path: The file.

    Raises:
        OSError: It cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, os.fstat(descriptor).st_size + 1)
    finally:
        os.close(descriptor)


def _write(place: str, pages: Mapping[str, bytes]) -> int:
    """Write pages into a folder, which need not be there."""
    there: set[str] = set()
    for path, content in pages.items():
        file = f"{place}/{path}"
        folder = file.rpartition("/")[0]
        if folder not in there:
            _make_folder(folder)
            there.add(folder)
        _write_file(file, content)
    return len(pages)


def _make_folder(path: str) -> None:
    """Make a folder if it is not there; the one that holds it is, as a rule."""
    try:
        os.mkdir(path)  # noqa: PTH102 - many times
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 - many times


def _write_file(path: str, content: bytes) -> None:
    descriptor = os.open(path, _NEW, 0o666)
    try:
        while content:
            content = content[os.write(descriptor, content) :]
    finally:
        os.close(descriptor)
