"""Ids that were published, with the words they stood for: what keeps links alive.

The lock is a file that is kept with the encoding. An id in it is a promise: it is in the text, or it is retired and has
a successor; and its words are those that were frozen, or the change is acknowledged with a reason.
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import json
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.model import Clause, Instrument


@dataclass(frozen=True, slots=True)
class Change:
    """An acknowledged change of words."""

    sha256: str
    """The digest of the words before, in hexadecimal digits."""
    reason: str
    """Why they changed."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A published id."""

    page: str
    """The slug of the page it is on."""
    words: str
    """The words of the clause, or the heading of a division."""
    changes: tuple[Change, ...] = ()
    """Changes of its words, the latest last."""

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


@dataclass(frozen=True)
class Lock:
    """All ids that were ever published."""

    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    """Those that are in the text, in its order."""
    retired: Mapping[str, Retired] = field(default_factory=dict)
    """Those that are not."""


def digest(words: str) -> str:
    """The SHA-256 digest of words in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()


def words_of(clause: Clause) -> str:
    """What an id stands for: the words of a clause, or the heading of a division."""
    return str(clause.text or clause.heading or "")


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
            {id_: Retired(**entry) for id_, entry in document["retired"].items()},
        )
    except json.JSONDecodeError as error:
        message = f"expected what 'mkdocs-declaration freeze' writes, found a slip ({error.msg}); restore the file"
        return None, source, [Problem(Rule.LOCK, message, source, Position(error.lineno, error.colno))]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"expected what 'mkdocs-declaration freeze' writes, found something else ({error}); restore the file"
        return None, source, [Problem(Rule.LOCK, message, source)]
    return lock, source, []


def _anchor(id_: str, entry: dict[str, Any]) -> Anchor:
    anchor = Anchor(entry["page"], entry["words"], tuple(Change(**change) for change in entry.get("changes", ())))
    if anchor.sha256 != entry["sha256"]:
        raise ValueError(f"the digest of '{id_}' is not that of its words")
    return anchor


def write_lock(lock: Lock) -> bytes:
    """Write a lock: JSON with an entry a line, so that a change is a line of a diff."""

    def entries(of: Mapping[str, Anchor] | Mapping[str, Retired]) -> str:
        lines = (f"  {json.dumps(id_)}: {json.dumps(_plain(one), ensure_ascii=False)}" for id_, one in of.items())
        return "{\n" + ",\n".join(lines) + "\n }" if of else "{}"

    return (
        f'{{\n "format": 1,\n "anchors": {entries(lock.anchors)},\n "retired": {entries(lock.retired)}\n}}\n'.encode()
    )


def _plain(one: Anchor | Retired) -> dict[str, Any]:
    values = dataclasses.asdict(one)
    if isinstance(one, Anchor):
        values = {"page": one.page, "sha256": one.sha256, **values}
        if not one.changes:
            del values["changes"]
    return values


def command(encoding: str, lock: str, *successors: str) -> str:
    """The command that takes a text into its lock.

    Args:
        encoding: The path of the encoding.
        lock: The path of the lock.
        successors: Ids that need a successor, which is left to be filled in.
    """
    options = [part for id_ in successors for part in ("--successor", f"{id_}=…")]
    named = [shlex.quote(path) for path in (encoding, lock)]
    return " ".join(("mkdocs-declaration freeze", named[0], "--lock", named[1], *options))


def check(lock: Lock, instrument: Instrument, source: Source, *, encoding: str) -> list[Problem]:
    """Hold an instrument against what was published.

    Args:
        lock: What was published.
        instrument: The instrument.
        source: The file of the lock, for the problems.
        encoding: The path of the encoding, for the command that is the way out.

    Returns:
        Ids that are lost, words that changed, retired ids that are used again or lead nowhere; as warnings, ids that
        are not frozen yet.
    """
    problems = []
    run = f"run '{command(encoding, source.name)}'"

    def problem(rule: Rule, id_: str, message: str) -> None:
        line = next((n for n, text in enumerate(source.lines, 1) if text.startswith(f"  {json.dumps(id_)}: ")), None)
        problems.append(Problem(rule, message, source, Position(line, 3) if line else None, len(id_) + 2))

    lost = []
    for id_, anchor in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is None:
            lost.append(id_)
            message = f"the published id '{id_}' is no longer in the text; restore it, or run "
            problem(Rule.LOST_ANCHOR, id_, f"{message}'{command(encoding, source.name, id_)}'")
        elif words_of(clause) != anchor.words:
            difference = differing(anchor.words, words_of(clause))
            message = f"the words of '{id_}' are not those that were published: “{difference}”; restore them, or {run}"
            problem(Rule.CHANGED_WORDS, id_, message)
    for id_, retired in lock.retired.items():
        if id_ in instrument.by_id:
            message = f"the id '{id_}' was retired and is used again; choose another, since old links lead to "
            problem(Rule.LOST_ANCHOR, id_, f"{message}'{retired.successor}'")
        elif resolve(retired.successor, lock, instrument) is None:
            lost.append(id_)
            message = f"the successor '{retired.successor}' of the retired id '{id_}' is not in the text; run "
            problem(Rule.LOST_ANCHOR, id_, f"{message}'{command(encoding, source.name, id_)}'")
    if len(lost) > 1:
        message = f"{len(lost)} ids need a successor, all in one go: run '{command(encoding, source.name, *lost)}'"
        problems.append(Problem(Rule.LOST_ANCHOR, message, source))
    problems += [
        Problem(Rule.NEW_ANCHOR, f"the id '{clause.id}' is not frozen yet; {run} before it is published", source)
        for clause in instrument.clauses
        if clause.id not in lock.anchors
    ]
    return problems


def resolve(id_: str, lock: Lock, instrument: Instrument) -> Clause | None:
    """The clause that an id leads to, through any number of successors; None if it leads nowhere."""
    seen = set()
    while id_ not in instrument.by_id and id_ in lock.retired and id_ not in seen:
        seen.add(id_)
        id_ = lock.retired[id_].successor
    return instrument.by_id.get(id_)


def freeze(lock: Lock, instrument: Instrument, successors: Mapping[str, str], reason: str) -> tuple[Lock, list[str]]:
    """Take the ids and words of an instrument into a lock.

    Args:
        lock: What was published so far.
        instrument: The instrument.
        successors: For ids that are no longer in the text, those that links to them lead to.
        reason: Why words changed or ids were retired.

    Returns:
        The new lock, and the ids that are lost: no longer in the text and without a successor in it.
    """
    anchors = {}
    for clause in instrument.clauses:
        before = lock.anchors.get(clause.id)
        words = words_of(clause)
        changes = before.changes if before else ()
        if before is not None and before.words != words:
            changes = (*changes, Change(before.sha256, reason))
        anchors[clause.id] = Anchor(clause.slug, words, changes)
    gone = {id_: anchor.page for id_, anchor in lock.anchors.items() if id_ not in anchors}
    retired = dict(lock.retired)
    for id_, page in {**{old: entry.page for old, entry in lock.retired.items()}, **gone}.items():
        if id_ in successors:
            retired[id_] = Retired(page, successors[id_], reason)
    frozen = Lock(anchors, retired)
    lost = [id_ for id_ in (*gone, *lock.retired) if resolve(id_, frozen, instrument) is None]
    return frozen, lost


def differing(before: str, after: str) -> str:
    """Say where words differ: `[-deleted-]` and `{+inserted+}` with a few words around."""
    old, new = before.split(" "), after.split(" ")
    pieces = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            same = old[i:j]
            pieces.append(" ".join(same if len(same) < 8 else [*same[:3], "…", *same[-3:]]))
            continue
        if i < j:
            pieces.append(f"[-{' '.join(old[i:j])}-]")
        if k < m:
            pieces.append(f"{{+{' '.join(new[k:m])}+}}")
    return " ".join(pieces)


def changed(lock: Lock, instrument: Instrument) -> Iterable[tuple[str, str]]:
    """Ids whose words changed, each with the difference, in the order of the text."""
    for id_, anchor in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is not None and words_of(clause) != anchor.words:
            yield id_, differing(anchor.words, words_of(clause))
