"""`mkdocs serve`: files that MkDocs would write with the bytes that they have are left as they are.

MkDocs empties the folder of the site at each edit and writes every page anew, of which few are others than before
(mkdocs.utils, `clean_directory` and `write_file`). So all that the folder has is put aside where MkDocs does not
look, and a page that is written with the same bytes is put back. Whoever else looks at the folder sees what MkDocs
shows: a folder that was empty when the build began.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from mkdocs import utils

from mkdocs_declaration.hosts.site.small_pages import KEPT, content_of


class KeptFiles:
    """The files of the last site while the next one is written."""

    def __init__(self, site: str | Path) -> None:
        """Put nothing aside yet.

        Args:
            site: The folder of the site, which MkDocs empties.
        """
        self._site, self._kept = os.fspath(site), os.path.join(site, KEPT)  # noqa: PTH118 - many times
        self._write, self._clean = utils.write_file, utils.clean_directory
        self._is_folder = {self._kept: True}
        """Of folders that are aside, whether they and all that hold them are none that a link leads to."""

    def keep(self) -> None:
        """Let MkDocs put the files of the last site aside where it would remove them; a dirty build removes none."""
        shutil.rmtree(self._kept, ignore_errors=True)
        self._clean = utils.clean_directory
        utils.clean_directory = self._put_aside_or_clean

    def write(self) -> int:
        """End it when MkDocs has written its files; what is aside yet is gone from the site.

        Returns:
            0: it wrote nothing that was not written already.
        """
        self.give_up()
        shutil.rmtree(self._kept, ignore_errors=True)
        return 0

    def give_up(self) -> None:
        """Let MkDocs clean and write as ever: the build has ended, be it with an error."""
        if utils.clean_directory == self._put_aside_or_clean:
            utils.clean_directory = self._clean
        if utils.write_file == self._write_or_put_back:
            utils.write_file = self._write

    def _put_aside_or_clean(self, directory: str) -> None:
        """Empty a folder as MkDocs does, which removes nothing of what is aside."""
        if os.fspath(directory) == self._site and utils.write_file != self._write_or_put_back:
            self._put_aside()
        self._clean(directory)

    def _put_aside(self) -> None:
        if not Path(self._site).is_dir():
            return
        names = os.listdir(self._site)  # noqa: PTH208 - many times
        Path(self._kept).mkdir(exist_ok=True)
        for name in names:
            if not name.startswith("."):
                with suppress(OSError):  # one that something else has open, on Windows: MkDocs writes it anew
                    os.rename(f"{self._site}/{name}", f"{self._kept}/{name}")  # noqa: PTH104 - many times
        self._write = utils.write_file
        utils.write_file = self._write_or_put_back

    def _write_or_put_back(self, content: bytes, output_path: str) -> None:
        """Write a file as MkDocs does, or put that of the last site back if it has the same bytes."""
        if not self._put_back(content, output_path):
            self._write(content, output_path)

    def _put_back(self, content: bytes, path: str) -> bool:
        folder, _, name = path.rpartition(os.sep)
        is_within = folder == self._site or folder.startswith(self._site + os.sep)
        kept_folder = self._kept + folder.removeprefix(self._site)
        if not is_within or path != os.path.normpath(path) or not self._is_real(kept_folder):
            return False
        kept = f"{kept_folder}{os.sep}{name}"
        try:
            found = os.lstat(kept)
            is_alone = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
            if not is_alone or found.st_size != len(content) or content_of(kept) != content:
                return False
            self._move(kept_folder, folder, name)
        except OSError:  # there is none, or something has its place
            return False
        return True

    def _is_real(self, folder: str) -> bool:
        if folder not in self._is_folder:
            try:
                is_folder = stat.S_ISDIR(os.lstat(folder).st_mode)
            except OSError:
                is_folder = False
            self._is_folder[folder] = is_folder and self._is_real(folder.rpartition(os.sep)[0])
        return self._is_folder[folder]

    def _move(self, kept_folder: str, folder: str, name: str) -> None:
        """Put a file back, as a rule with the folder that it is alone in."""
        if os.path.lexists(folder) or os.listdir(kept_folder) != [name]:  # noqa: PTH208 - many times
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - many times
            os.rename(f"{kept_folder}{os.sep}{name}", f"{folder}{os.sep}{name}")  # noqa: PTH104 - many times
            return
        os.makedirs(os.path.dirname(folder), exist_ok=True)  # noqa: PTH103, PTH120 - many times
        os.rename(kept_folder, folder)  # noqa: PTH104 - many times
