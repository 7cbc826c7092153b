"""Files that are added to those of a MkDocs project."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from mkdocs_declaration.instrument.places import Places, SiteFiles, root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class FileBeside(File):
    """A file that MkDocs does not write: a small page, or one that waits until it is asked for.

    Links to it are checked as links to any file are.
    """

    group: Mapping[str, bytes]

    @property
    def content_bytes(self) -> bytes:
        """What it holds; it is made when it is asked for.

        Raises:
            PluginError: Another plugin sets it.
        """
        return self.group[self.dest_uri]

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        raise PluginError(
            f"The file '{self.dest_uri}' of the plugin 'declaration' cannot be changed by another plugin."
        )

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs has it
        """Leave the writing to others."""

    def is_documentation_page(self) -> bool:
        """It is none."""
        return False


def generated(config: MkDocsConfig, pages: Mapping[str, str], contents: Mapping[str, bytes]) -> Iterator[File]:
    """Files of what the plugin makes.

    Args:
        config: The configuration.
        pages: The file that an author edits to change each page, by the path of the page's source.
        contents: What files hold, by their paths relative to the site's root.
    """
    for path, source in pages.items():
        file = File.generated(config, path, content="")
        file.edit_uri = posixpath.relpath(Path(source).as_posix(), Path(config.docs_dir).as_posix())
        yield file
    for path, content in contents.items():
        file = File.generated(config, _source(path), content=content)
        file.dest_uri = path
        yield file


def beside(config: MkDocsConfig, *groups: Mapping[str, bytes]) -> Iterator[File]:
    """Files of what the plugin makes and MkDocs does not write.

    Args:
        config: The configuration.
        groups: What files hold, by their paths relative to the site's root.
    """
    # All that MkDocs' own constructors set, which look at each path for signs of Windows; there are ten thousands.
    shared = vars(FileBeside.generated(config, "", content=b"", inclusion=InclusionLevel.INCLUDED))
    for group in groups:
        for path in group:
            file = FileBeside.__new__(FileBeside)
            vars(file).update(shared, src_uri=_source(path), dest_uri=path, group=group)
            yield file


def _source(path: str) -> str:
    """The source of a file: a name that ends in .md would make a page of it; only its destination may have it."""
    return f"{path}.txt" if path.endswith(".md") else path


class Additions:
    """Files that are added to those of a project."""

    def __init__(self, files: Iterable[File]) -> None:
        """Take the files.

        Args:
            files: The files. Patterns of `exclude_docs` that match their paths do not apply to them.
        """
        self._files = tuple(files)
        self._own = frozenset(map(id, self._files))
        self._by_source = {file.src_uri: file for file in self._files}
        self._by_place = {file.dest_uri: file for file in self._files}

    def add(self, files: Files, config: MkDocsConfig) -> None:
        """Add them, in the place of files that the configuration leaves out.

        Args:
            files: The files of the project.
            config: The configuration.

        Raises:
            PluginError: Another plugin added a file at the same address. Files of the author's were checked before.
        """
        set_exclusions(self._files, config)
        for file in self._files:
            if is_left_out(file):
                file.inclusion = InclusionLevel.INCLUDED
        for present, addition in self._clashes(files):
            if not is_left_out(present):
                raise PluginError(_clash(addition, present))
            files.remove(present)
        for file in self._files:
            files.append(file)

    def check(self, files: Files) -> None:
        """Check that no other plugin removed or replaced them.

        Args:
            files: The files of the project, after every plugin's `on_files`.

        Raises:
            PluginError: A file was removed or replaced, or another file has the same address.
        """
        for present, addition in self._clashes(files):
            if not is_left_out(present):
                raise PluginError(_clash(addition, present))
        for file in self._files:
            if files.src_uris.get(file.src_uri) is not file:
                raise PluginError(
                    f"The page or file '{file.dest_uri}' of the plugin 'declaration' was taken out by another plugin, "
                    "which changes the files of the site; leave that plugin out."
                )

    def _clashes(self, files: Files) -> list[tuple[File, File]]:
        """Pairs of a file of the project and one of these that share a source path or an address."""
        clashes = []
        others = [file for file in files if id(file) not in self._own]
        roots = {root(file.dest_uri) for file in others}
        places = Places(SiteFiles({path: "" for path in self._by_place if root(path) in roots}))
        for file in others:
            holder = places.file_holder(file.dest_uri)
            addition = self._by_source.get(file.src_uri) or (self._by_place.get(holder.place) if holder else None)
            if addition is not None:
                clashes.append((file, addition))
        return clashes


def _clash(addition: File, present: File) -> str:
    adder = f", which the plugin '{present.generated_by}' added," if present.generated_by else ""
    return (
        f"The address '{addition.dest_uri}' belongs to a page or file of the plugin 'declaration', and "
        f"'{present.src_uri}'{adder} has it as well; rename that file."
    )


def is_left_out(file: File) -> bool:
    """Whether a site is published without a file: `exclude_docs` or `draft_docs` names it."""
    return bool(file.inclusion.value <= InclusionLevel.DRAFT.value)
