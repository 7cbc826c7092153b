"""The file of a lock: JSON (RFC 8259) with an entry a line, so that a change is a line of a diff.

Format 2 keeps what happened to each id, with day and reason. `total` and `sha256` are of all entries, so that one that
was deleted, added or edited by hand, or by a merge, is reported. Format 1, without days, is read; 2 is written.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.foundation import utf8
from mkdocs_declaration.foundation.bounds import MAX_BYTES, MAX_LOCK_VALUES
from mkdocs_declaration.permanence.lock.json_positions import locate
from mkdocs_declaration.permanence.lock.model import digest
from mkdocs_declaration.permanence.lock.schema import (
    FORMAT,
    MAX_MISFITS,
    MERGED,
    WAY_OUT,
    entries_digest,
    read_document,
)
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.permanence.lock.model import Event, Lock, PublishedClause, PublishedTerm

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( .*)?$", re.MULTILINE)


def read_lock(name: str, data: bytes) -> tuple[Lock | None, Source, list[Problem]]:
    """Read a lock.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        The lock, or None if anything is wrong with it; the source for later problems; the problems found.
    """
    text, source, problems = _decoded(name, data)
    if text is None:
        return None, source, problems
    repeats = False

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        mapping = dict(entries)
        repeats = repeats or len(mapping) < len(entries)
        return mapping

    expected = "expected JSON as 'mkdocs-declaration freeze' writes it"
    try:
        document = json.loads(text, object_pairs_hook=pairs, parse_int=_number, parse_constant=str)
    except json.JSONDecodeError as error:
        message, at = f"{expected}, found a syntax error ({error.msg}); {WAY_OUT}", Position(error.lineno, error.colno)
        return None, source, [Problem(Rule.LOCK, message, source, at)]
    except RecursionError:
        return None, source, [Problem(Rule.LOCK, f"{expected}, found deeper nesting; {WAY_OUT}", source)]
    lock, misfits = read_document(document, is_whole=not repeats)
    if not misfits and not repeats:
        return lock, source, []
    shown = misfits[:MAX_MISFITS]
    places = locate(text, {path for path, _ in shown}, repeated=MAX_MISFITS if repeats else 0)
    problems = [Problem(Rule.LOCK, message, source, places.values.get(path)) for path, message in shown]
    if len(misfits) > MAX_MISFITS:
        problems.append(Problem(Rule.LOCK, f"{len(misfits) - MAX_MISFITS} values more do not fit; {WAY_OUT}", source))
    for key, at in places.repeated:
        problems.append(Problem(Rule.LOCK, f"expected each key once, found '{key}' again; {MERGED}", source, at))
    return None, source, problems


def _decoded(name: str, data: bytes) -> tuple[str | None, Source, list[Problem]]:
    """The text of a lock, unless it is too large, in another encoding or in the middle of a merge."""
    if larger := excess(data):
        return None, Source(name), [Problem(Rule.TOO_LARGE, f"{larger}; {WAY_OUT}", Source(name))]
    decoded = utf8.decode(data)
    text, source = decoded.text, Source(name, decoded.lines)
    if invalid := decoded.invalid:
        message = f"expected UTF-8, found the byte {invalid}; {WAY_OUT}"
        return None, source, [Problem(Rule.NOT_UTF8, message, source, Position(invalid.line, invalid.column))]
    if conflict := _CONFLICT.search(text):
        at = Position(text.count("\n", 0, conflict.start()) + 1, 1)
        return None, source, [Problem(Rule.LOCK, f"found the mark of a merge conflict; {MERGED}", source, at)]
    return text, source, []


def excess(data: bytes) -> str | None:
    """Say what bound a lock breaks, so that it is not read, as in `expected at most 20 bytes, found 21`.

    Args:
        data: The bytes of the file.
    """
    if len(data) > MAX_BYTES:
        return f"expected at most {MAX_BYTES:,} bytes, found {len(data):,}"
    if _has_many_values(data.decode("utf-8-sig", errors="replace")):
        return f"expected at most {MAX_LOCK_VALUES:,} values and lines, found more"
    return None


def _has_many_values(text: str) -> bool:
    """Whether a document has more values than are read, counted without reading them: each takes a hundred bytes."""
    text = text.replace("\\\\", "").replace('\\"', "")
    if text.count('"') > 2 * MAX_LOCK_VALUES:
        return True
    outside_texts = "".join(text.split('"')[::2])
    return sum(map(outside_texts.count, ",:[{\n")) > MAX_LOCK_VALUES


def _number(digits: str) -> int:
    """A whole number of a usual size; -1 for another, whose conversion might take long."""
    return int(digits) if len(digits) < 10 else -1


def write_lock(lock: Lock) -> bytes:
    """Write a lock.

    Args:
        lock: What was published.

    Returns:
        JSON in UTF-8 with a final newline, an entry a line.
    """
    sections: dict[str, dict[str, Any]] = {
        "anchors": {id_: _clause(entry) for id_, entry in lock.anchors.items()},
        "retired": {id_: _clause(entry) for id_, entry in lock.retired.items()},
        "terms": {id_: _term(entry) for id_, entry in lock.terms.items()},
        "retired_terms": {id_: _term(entry) for id_, entry in lock.retired_terms.items()},
    }
    document: dict[str, Any] = {
        "format": FORMAT,
        "instrument": {"id": lock.instrument.id, "history": [_event(event) for event in lock.instrument.history]}
        if lock.instrument
        else None,
        "total": sum(map(len, sections.values())),
        **sections,
    }
    document["sha256"] = entries_digest(document)
    head = ("format", "instrument", "total", "sha256")
    lines = [f" {json.dumps(key)}: {json.dumps(document[key], ensure_ascii=False)}" for key in head]
    lines += [f" {json.dumps(section)}: {_entries(entries.items())}" for section, entries in sections.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _entries(entries: Iterable[tuple[str, dict[str, Any]]]) -> str:
    lines = [f"  {json.dumps(id_)}: {json.dumps(entry, ensure_ascii=False)}" for id_, entry in entries]
    return "{\n" + ",\n".join(lines) + "\n }" if lines else "{}"


def _clause(clause: PublishedClause) -> dict[str, Any]:
    return {
        "page": clause.page,
        **({"number": clause.number} if clause.number is not None else {}),
        **({"eId": clause.eid} if clause.eid is not None else {}),
        **({"sha256": digest(clause.words), "words": clause.words} if clause.words is not None else {}),
        "history": [_event(event) for event in clause.history],
    }


def _term(term: PublishedTerm) -> dict[str, Any]:
    return {"name": term.name, "history": [_event(event) for event in term.history]}


def _event(event: Event) -> dict[str, Any]:
    values = {
        "event": event.kind,
        "date": event.date,
        "reason": event.reason,
        "sha256": event.sha256,
        "words": event.words,
        "page": event.page,
        "number": event.number,
        "eId": event.eid,
        "successor": event.successor,
        "id": event.id,
    }
    return {key: value for key, value in values.items() if value is not None}
