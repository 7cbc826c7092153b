"""`mkdocs serve`: of an edited text, what stays as it was is not read again.

The unit of a division of which nothing was edited is the same value as before (see `tree_memory`). What is made of it
alone, and of what is around it, is taken from the last run as well as long as that is equal. A test holds texts that
are read with a memory against texts that are read anew, edit for edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_declaration.encoding.yaml.tree_cache import TreeMemory
from mkdocs_declaration.foundation.remembered import Remembered
from mkdocs_declaration.glossary.mentions import FoundMentions

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.encoding.files.units import UnitData
    from mkdocs_declaration.encoding.identification.tree import Node
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.references.search import FoundPlaces


class Identified(NamedTuple):
    """A division that holds no other, as it was identified."""

    unit: UnitData
    asked: tuple[Any, ...]
    """All else that its identity depends on."""
    node: Node
    eids: tuple[str, ...]
    """The eIds of all that it holds, each once and in no other unit before it."""


class Paged(NamedTuple):
    """A division as it was identified, and on the page that was derived for it."""

    node: Node
    paged: Node


class Made(NamedTuple):
    """A division, and the clause that was made of it."""

    node: Node
    clause: Clause


class ReadingMemory:
    """What was read in the last run of a process. Every function that takes one reads the same without it."""

    def __init__(self) -> None:
        """Remember nothing."""
        self.files: Remembered[Any] = Remembered()
        """What was read of whole files, by the function that reads them and their bytes."""
        self.divisions: Remembered[Identified] = Remembered()
        """Divisions that hold no others, by the identity of the unit as written."""
        self.paged: Remembered[Paged] = Remembered()
        """The same on pages of their own, by the identity of what `divisions` has and their slug."""
        self.clauses: Remembered[Made] = Remembered()
        """The same as clauses, by the identity of the node."""
        self.places: FoundPlaces = Remembered()
        """What words name that may be a reference, by the words."""
        self.mentions = FoundMentions()
        """Mentions of terms, by the words."""
        self.tree = TreeMemory()
        """The tree of the encoding."""
        self._words: Catalogue | None = None

    def file(self, read: Callable[[str, bytes], Any], name: str, data: bytes) -> Any:
        """What a function reads of a file.

        Args:
            read: The function, which reads nothing else.
            name: The path as the author knows it.
            data: The bytes of the file.
        """
        return self.files.get((read, name, data), lambda: read(name, data))

    def words(self, words: Catalogue) -> Catalogue:
        """The words of labels: the catalogue of the last run if this one has the same words."""
        if self._words is None or self._words.identity != words.identity:
            self._words = words
        return self._words


def reader(memory: ReadingMemory | None, *, begins: bool = False) -> Callable[..., Any]:
    """What has a function read a file, or has what it read of the same bytes in the last run.

    Args:
        memory: What was read in the last run, if this is a server.
        begins: Whether a run begins with it.
    """
    if memory is not None and begins:
        memory.files.begin()
    return memory.file if memory is not None else lambda read, name, data: read(name, data)
