"""The shape of a lock in either format, and the reading of it once it is JSON.

Each value is held to the pattern that it has in the encoding: a slug in a lock names a folder of the site.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.foundation import characters
from mkdocs_declaration.instrument.places import ID, ID_FORM, SLUG, SLUG_FORM
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.permanence.lock.model import (
    CHANGED,
    EVENTS,
    FROZEN,
    MOVED,
    REINSTATED,
    RENAMED,
    RENUMBERED,
    RETIRED,
    Event,
    Lock,
    PublishedClause,
    PublishedInstrument,
    PublishedTerm,
    digest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.permanence.lock.json_positions import JsonPath

    Check = Callable[[object], str | None]
    """Says what was expected where a value does not fit."""

FORMAT = 2
"""The format that is written. Format 1 is read as well."""
SECTIONS = ("anchors", "retired", "terms", "retired_terms")
"""The parts of a lock that hold entries; format 1 has the first two."""
WAY_OUT = "restore the file from version control"
"""The way out for a file that nobody should edit."""
MERGED = "after a merge, restore one side's file and run 'freeze' with '--merge' and the other side's"
"""The way out for a file that a merge spoiled."""
MAX_MISFITS = 1000
"""The most values that do not fit whose places are reported; a lock with more is broken as a whole."""
SHOWN = 40
"""The most characters of a wrong value or key that a message shows."""


def entries_digest(document: Mapping[str, Any]) -> str:
    """The digest of what a lock of format 2 says, whatever the order of its entries.

    Args:
        document: The document; its `sha256` is left out.
    """
    content = {key: value for key, value in document.items() if key != "sha256"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _matching(pattern: str, form: str) -> Check:
    compiled = re.compile(pattern)

    def check(value: object) -> str | None:
        return None if isinstance(value, str) and compiled.fullmatch(value) else form

    return check


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return "a text"
    char = characters.refused(value)
    return None if char is None else f"a text without {characters.name(char)}"


def _words(value: object) -> str | None:
    return _text(value) or (None if str(value).strip() else "words that say it")


def _date(value: object) -> str | None:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            datetime.date.fromisoformat(value)
            return None
    except ValueError:
        pass
    return "a day as YYYY-MM-DD"


def _object(value: object) -> str | None:
    return None if isinstance(value, dict) else "an object"


def _list(value: object) -> str | None:
    return None if isinstance(value, list) else "a list"


def read_document(document: object, *, is_whole: bool) -> tuple[Lock, list[tuple[JsonPath, str]]]:
    """Read a lock.

    Args:
        document: What the JSON says.
        is_whole: Whether nothing was lost on the way here, as the first of a repeated key is; the sum of all entries is
            right only then.

    Returns:
        The lock; what is wrong with it, with the path of each value. Where anything is, the lock is of no use.
    """
    reading = _Reading()
    lock = reading.document(document)
    if is_whole and not reading.problems and isinstance(document, dict) and document["format"] == FORMAT:
        reading.whole(document)
    return lock, reading.problems


def _total(value: object) -> str | None:
    return None if type(value) is int and value >= 0 else "a number of entries"


_ID = _matching(ID, f"an id of {ID_FORM}")
_SLUG = _matching(SLUG, f"a slug of {SLUG_FORM}")
_DIGEST = _matching(r"[0-9a-f]{64}", "a digest of 64 hexadecimal digits")
_KIND = _matching("|".join(EVENTS), f"one of {', '.join(EVENTS)}")

_CLAUSE: dict[str, Check] = {"page": _SLUG, "sha256": _DIGEST, "words": _text}
"""Keys of a clause that every format has."""
_PARTICULARS: dict[str, dict[str, Check]] = {
    FROZEN: {},
    CHANGED: {"sha256": _DIGEST},
    RENUMBERED: {"eId": _words},
    MOVED: {"page": _SLUG},
    RETIRED: {"successor": _ID},
    REINSTATED: {},
    RENAMED: {"id": _SLUG},
}
"""Keys that an event has beside those that every one has."""
_OPTIONAL: dict[str, dict[str, Check]] = {CHANGED: {"words": _text}, RENUMBERED: {"number": _words}}
"""Keys that it may have."""


class _Reading:
    """One document being read."""

    def __init__(self) -> None:
        self.problems: list[tuple[JsonPath, str]] = []

    def document(self, document: object) -> Lock:
        """Read the root."""
        if not isinstance(document, dict):
            self.problem((), "an object", document)
            return Lock()
        version = document.get("format")
        if type(version) is not int or not 1 <= version <= FORMAT:
            path: JsonPath = ("format",) if "format" in document else ()
            way_out = "install a newer mkdocs-declaration" if type(version) is int and version > FORMAT else WAY_OUT
            actual = _shown(version) if path else "none"
            self.problems.append((path, f"expected format 1 or {FORMAT}, found {actual}; {way_out}"))
            return Lock()
        is_latest = version == FORMAT
        required: dict[str, Check] = {"format": _total, "anchors": _object, "retired": _object}
        if is_latest:
            required |= {"instrument": _object, "total": _total, "sha256": _DIGEST}
            required |= {"terms": _object, "retired_terms": _object}
        if not self.shape(document, (), required):
            return Lock()
        read = self.clause if is_latest else self.clause_of_format_1
        anchors, retired = (self.section(document, section, _ID, read) for section in SECTIONS[:2])
        terms, retired_terms = (self.section(document, section, _SLUG, self.term) for section in SECTIONS[2:])
        for live, gone, section in ((anchors, retired, "retired"), (terms, retired_terms, "retired_terms")):
            for id_ in sorted(live.keys() & gone.keys()):
                self.problems.append(((section, id_), f"'{id_}' is retired and is in the text as well; {MERGED}"))
        instrument = self.instrument(document["instrument"]) if is_latest else None
        return Lock(instrument, anchors, retired, terms, retired_terms)

    def instrument(self, entry: dict[str, Any]) -> PublishedInstrument | None:
        """Read the instrument."""
        if not self.shape(entry, ("instrument",), {"id": _SLUG, "history": _list}):
            return None
        return PublishedInstrument(entry["id"], self.history(("instrument",), entry["history"], is_retired=False))

    def whole(self, document: Mapping[str, Any]) -> None:
        """Nothing was deleted, added or edited."""
        total = sum(len(document[section]) for section in SECTIONS)
        if total != document["total"]:
            message = f"expected {document['total']} entries, found {total}; "
            self.problems.append((("total",), f"{message}{WAY_OUT}; {MERGED}"))
        elif entries_digest(document) != document["sha256"]:
            message = "expected the entries that 'mkdocs-declaration freeze' wrote, found others; "
            self.problems.append((("sha256",), f"{message}{WAY_OUT}; {MERGED}"))

    def section(
        self,
        document: Mapping[str, Any],
        section: str,
        key: Check,
        read: Callable[[JsonPath, dict[str, Any], bool], Any],
    ) -> dict[str, Any]:
        """Read the entries of a section."""
        entries = {}
        for id_, entry in document.get(section, {}).items():
            path = (section, id_)
            if expected := key(id_):
                self.problems.append((path, f"expected {expected}, found {_shown(id_)}; {WAY_OUT}"))
            elif not isinstance(entry, dict):
                self.problem(path, "an object", entry)
            else:
                entries[id_] = read(path, entry, section.startswith("retired"))
        return entries

    def clause(self, path: JsonPath, entry: dict[str, Any], is_retired: bool) -> PublishedClause | None:  # noqa: FBT001
        """Read a clause of format 2."""
        required: dict[str, Check] = {"page": _SLUG, "history": _list}
        optional: dict[str, Check] = {"number": _words, "eId": _words}
        if is_retired and "words" not in entry and "sha256" not in entry:
            pass  # a lock of format 1 did not keep them
        else:
            required |= {"sha256": _DIGEST, "words": _text}
        if not self.shape(entry, path, required, optional) or not self.own_digest(path, entry, path[-1]):
            return None
        history = self.history(path, entry["history"], is_retired=is_retired)
        return PublishedClause(entry["page"], entry.get("words"), entry.get("number"), entry.get("eId"), history)

    def term(self, path: JsonPath, entry: dict[str, Any], is_retired: bool) -> PublishedTerm | None:  # noqa: FBT001
        """Read a term."""
        if not self.shape(entry, path, {"name": _words, "history": _list}):
            return None
        return PublishedTerm(entry["name"], self.history(path, entry["history"], is_retired=is_retired))

    def history(self, path: JsonPath, events: list[Any], *, is_retired: bool) -> tuple[Event, ...]:
        """Read what happened to an id."""
        read: list[Event] = []
        for index, event in enumerate(events):
            at = (*path, "history", index)
            if not isinstance(event, dict):
                self.problem(at, "an object", event)
                return ()
            kind = event.get("event")
            particulars = _PARTICULARS.get(kind, {}) if isinstance(kind, str) else {}
            required = {"event": _KIND, **({} if kind == FROZEN else {"reason": _words}), **particulars}
            further = _OPTIONAL.get(kind, {}) if isinstance(kind, str) else {}
            optional = {"date": _date, "reason": _words, **further}
            if not self.shape(event, at, required, optional) or not self.own_digest(at, event, path[-1]):
                return ()
            values = {key: value for key, value in event.items() if key in particulars or key in further}
            values["eid"] = values.pop("eId", None)
            read.append(Event(event["event"], event.get("date"), event.get("reason"), **values))
        last = next((event.kind for event in reversed(read) if event.kind in (RETIRED, REINSTATED)), None)
        if (last == RETIRED) != is_retired:
            expected = "a retirement as the last of its" if is_retired else "no retirement that lasts in its"
            self.problems.append(((*path, "history"), f"expected {expected} history; {WAY_OUT}"))
        return tuple(read)

    def clause_of_format_1(self, path: JsonPath, entry: dict[str, Any], is_retired: bool) -> PublishedClause | None:  # noqa: FBT001
        """Read a clause of format 1, which kept the reasons of changes and moves and no days."""
        required, optional = dict(_CLAUSE), {"changes": _list, "former": _list}
        if is_retired:
            required |= {"successor": _ID, "reason": _words}
            if "words" not in entry and "sha256" not in entry:
                required = {key: check for key, check in required.items() if key not in ("words", "sha256")}
        if not self.shape(entry, path, required, optional) or not self.own_digest(path, entry, path[-1]):
            return None
        history = []
        for key, kind, kept in (("changes", CHANGED, "sha256"), ("former", MOVED, "page")):
            for index, before in enumerate(entry.get(key, ())):
                at = (*path, key, index)
                if not isinstance(before, dict):
                    self.problem(at, "an object", before)
                elif self.shape(before, at, {kept: _CLAUSE[kept], "reason": _words}):
                    history.append(Event(kind, None, before["reason"], **{kept: before[kept]}))
        if is_retired:
            history.append(Event(RETIRED, None, entry["reason"], successor=entry["successor"]))
        return PublishedClause(entry["page"], entry.get("words"), history=tuple(history))

    def own_digest(self, path: JsonPath, entry: Mapping[str, Any], id_: str | int) -> bool:
        """The digest of words is theirs."""
        if "words" in entry and digest(entry["words"]) != entry["sha256"]:
            self.problems.append(((*path, "sha256"), f"the digest of '{id_}' is not that of its words; {WAY_OUT}"))
            return False
        return True

    def shape(
        self,
        value: Mapping[str, Any],
        path: JsonPath,
        required: Mapping[str, Check],
        optional: Mapping[str, Check] | None = None,
    ) -> bool:
        """Whether an object has the keys that it needs, no others, and values that fit."""
        before = len(self.problems)
        known = {**(optional or {}), **required}
        if value.keys() <= known.keys():  # a key that is unknown may be one that is missing, misspelt
            for key in sorted(required.keys() - value.keys()):
                self.problems.append((path, f"expected the key '{key}', found none; {WAY_OUT}"))
        for key, inner in value.items():
            if key not in known:
                meant = near_miss(key[:SHOWN], known) if len(self.problems) < MAX_MISFITS else ""
                self.problems.append(((*path, key), f"unknown key {_shown(key)}{meant}; {WAY_OUT}"))
            elif expected := known[key](inner):
                self.problem((*path, key), expected, inner)
        return len(self.problems) == before

    def problem(self, path: JsonPath, expected: str, value: object) -> None:
        """Note a value of another type or form."""
        self.problems.append((path, f"expected {expected}, found {_shown(value)}; {WAY_OUT}"))


def _shown(value: object) -> str:
    """A value for a message, in ASCII and cut."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    is_long = isinstance(value, str) and len(value) > SHOWN
    return json.dumps(f"{value[:SHOWN]}..." if is_long else value)  # type: ignore[index]
