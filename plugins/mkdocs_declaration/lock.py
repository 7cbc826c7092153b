"""The lock: a file that is kept with the encoding and holds the ids that were published, with their words and pages."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Change:
    """An acknowledged change of words."""

    sha256: str
    """The digest of the words before, in hexadecimal digits."""
    reason: str
    """Why they changed."""


@dataclass(frozen=True, slots=True)
class Move:
    """An acknowledged change of pages."""

    page: str
    """The slug of the page before."""
    reason: str
    """Why it changed."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A published id."""

    page: str
    """The slug of the page it is on."""
    words: str
    """The words of the clause, or the heading of a division."""
    changes: tuple[Change, ...] = ()
    """Changes of its words, the latest last."""
    former: tuple[Move, ...] = ()
    """Changes of its page, the latest last."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The slugs of the pages it is and was on, each once."""
        return _pages(self.page, self.former)

    @property
    def sha256(self) -> str:
        """The digest of the words (UTF-8), in hexadecimal digits."""
        return digest(self.words)


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that is no longer in the text and still resolves."""

    page: str
    """The slug of the page it was on."""
    successor: str
    """The id that links to it lead to now."""
    reason: str
    """Why it was renamed or withdrawn."""
    words: str | None = None
    """The words that it had; None where they were not kept."""
    changes: tuple[Change, ...] = ()
    """Changes of its words before, the latest last."""
    former: tuple[Move, ...] = ()
    """Changes of its page before, the latest last."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The slugs of the pages it was on, each once."""
        return _pages(self.page, self.former)


@dataclass(frozen=True)
class Lock:
    """All ids that were ever published."""

    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    """Those that are in the text, in its order."""
    retired: Mapping[str, Retired] = field(default_factory=dict)
    """Those that are not."""


def _pages(page: str, former: tuple[Move, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((page, *(move.page for move in former))))


def digest(words: str) -> str:
    """The SHA-256 digest of words in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()


def read_lock(name: str, data: bytes) -> tuple[Lock | None, Source, list[Problem]]:
    """Read a lock.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        The lock, or None if it cannot be read; the source for later problems; the problems found.
    """
    text = data.decode("utf-8", errors="replace")
    source = Source(name, tuple(text.split("\n")))
    try:
        document = json.loads(text)
        lock = Lock(
            {id_: _anchor(id_, entry) for id_, entry in document["anchors"].items()},
            {id_: _retired(id_, entry) for id_, entry in document["retired"].items()},
        )
    except json.JSONDecodeError as error:
        message = f"expected what 'mkdocs-declaration freeze' writes, found a slip ({error.msg}); restore the file"
        return None, source, [Problem(Rule.LOCK, message, source, Position(error.lineno, error.colno))]
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        message = f"expected what 'mkdocs-declaration freeze' writes, found something else ({error}); restore the file"
        return None, source, [Problem(Rule.LOCK, message, source)]
    return lock, source, []


def _anchor(id_: str, entry: dict[str, Any]) -> Anchor:
    return Anchor(entry["page"], _words(id_, entry), **_history(entry))


def _retired(id_: str, entry: dict[str, Any]) -> Retired:
    words = _words(id_, entry) if "words" in entry else None
    return Retired(entry["page"], entry["successor"], entry["reason"], words, **_history(entry))


def _words(id_: str, entry: dict[str, Any]) -> str:
    words = str(entry["words"])
    if digest(words) != entry["sha256"]:
        raise ValueError(f"the digest of '{id_}' is not that of its words")
    return words


def _history(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "changes": tuple(Change(**change) for change in entry.get("changes", ())),
        "former": tuple(Move(**move) for move in entry.get("former", ())),
    }


def write_lock(lock: Lock) -> bytes:
    """Write a lock: JSON with an entry a line, so that a change is a line of a diff."""

    def entries(of: Mapping[str, Anchor] | Mapping[str, Retired]) -> str:
        lines = (f"  {json.dumps(id_)}: {json.dumps(_plain(one), ensure_ascii=False)}" for id_, one in of.items())
        return "{\n" + ",\n".join(lines) + "\n }" if of else "{}"

    return (
        f'{{\n "format": 1,\n "anchors": {entries(lock.anchors)},\n "retired": {entries(lock.retired)}\n}}\n'.encode()
    )


def _plain(one: Anchor | Retired) -> dict[str, Any]:
    values: dict[str, Any] = {"page": one.page}
    if isinstance(one, Retired):
        values |= {"successor": one.successor, "reason": one.reason}
    if one.words is not None:
        values |= {"sha256": digest(one.words), "words": one.words}
    for name, history in (("changes", one.changes), ("former", one.former)):
        if history:
            values[name] = [asdict(entry) for entry in history]
    return values
