"""Random edits of a text and its glossary, frozen in a lock as the command does it."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.edition import Edition, check_text, read_edition, read_text
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import read_lock, write_lock
from mkdocs_declaration.permanence.lock.merge import merged
from mkdocs_declaration.permanence.lock.model import Lock

if TYPE_CHECKING:
    from random import Random

    from mkdocs_declaration.permanence.draft import Draft

PLACES = ("peace", "order", "annex", "1", "s-1")
"""Slugs and stated ids are of one pool, so that they meet."""
TERMS = {"un": "UN", "who": "WHO", "ilo": "ILO", "peace-term": "Peace"}
SENTENCES = ("We agree.", "We go on.", "We part.", "We meet again.", "We rest.")


@dataclass
class EditedText:
    """What an author edits."""

    sections: list[dict[str, Any]] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)

    def encoding(self) -> bytes:
        """The encoding."""
        body = [
            {
                "kind": "section",
                "number": f"{number}.",
                "slug": section["slug"],
                "content": [
                    {"number": f"{number}.{count}", **{key: value for key, value in unit.items() if value}}
                    for count, unit in enumerate(section["units"], 1)
                ],
            }
            for number, section in enumerate(self.sections, 1)
        ]
        head = {"id": "t", "title": "T", "kind": "treaty", "language": "en"}
        return json.dumps({"format": "1", "instrument": head, "body": body}).encode()

    def glossary(self) -> bytes:
        """The glossary."""
        given = {"kind": "concept", "description": "It.", "sources": [{"title": "A book"}]}
        terms = [{"id": id_, "name": name, "forms": [name], **given} for id_, name in self.terms.items()]
        return json.dumps({"format": "1", "terms": terms}).encode()

    def text(self) -> Draft | None:
        """The text, unless it has errors."""
        return read_text(("t.yaml", self.encoding()), ("g.yaml", self.glossary()), Catalogue())[0]

    def edition(self, lock: Lock) -> Edition | None:
        """What a build makes of it."""
        named = ("anchors.lock", write_lock(lock))
        return read_edition(("t.yaml", self.encoding()), ("g.yaml", self.glossary()), Catalogue(), lock=named)[0]


class Branch:
    """What an author edits, with the lock of it and what the ids in that led to when they were withdrawn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.draft = EditedText()
        self.lock = Lock()
        self.successors: dict[str, str] = {}
        self.terms: dict[str, str] = {}

    def fork(self) -> Branch:
        """Another branch that begins here."""
        other = Branch(self.random)
        other.draft, other.lock = deepcopy(self.draft), self.lock
        other.successors, other.terms = dict(self.successors), dict(self.terms)
        return other

    def edit(self) -> None:
        """Make one edit."""
        edits = (
            self.reword,
            self.state_an_id,
            self.insert,
            self.withdraw,
            self.move,
            self.split,
            self.join,
            self.rename_a_page,
            self.add_a_section,
            self.withdraw_a_section,
            self.rename_a_term,
            self.withdraw_a_term,
            self.define_a_term,
        )
        self.random.choice(edits)()

    def reword(self) -> None:
        self.random.choice(self.units())["text"] = self.random.choice(SENTENCES)

    def state_an_id(self) -> None:
        """State an id, or take one back."""
        stated = [unit for section in self.draft.sections for unit in section["units"] if unit.get("id")]
        if stated and self.random.random() < 0.5:
            del self.random.choice(stated)["id"]
        else:
            self.random.choice(self.units())["id"] = self.random.choice((*PLACES, "1.1", "2.1"))

    def insert(self) -> None:
        units = self.units()
        units.insert(self.random.randint(0, len(units)), {"text": self.random.choice(SENTENCES)})

    def withdraw(self) -> None:
        units = self.units()
        if len(units) > 1:
            units.pop(self.random.randrange(len(units)))

    def move(self) -> None:
        units = self.units()
        if len(units) > 1:
            self.units().append(units.pop(self.random.randrange(len(units))))

    def split(self) -> None:
        units = self.units()
        at = self.random.randrange(len(units))
        first, _, rest = units[at]["text"].partition(". ")
        if rest:
            units[at]["text"] = f"{first}."
            units.insert(at + 1, {"text": rest})

    def join(self) -> None:
        units = self.units()
        if len(units) > 1:
            at = self.random.randrange(1, len(units))
            units[at - 1]["text"] += f" {units.pop(at)['text']}"

    def rename_a_page(self) -> None:
        self.random.choice(self.draft.sections)["slug"] = self.random.choice(self.free_slugs())

    def add_a_section(self) -> None:
        if len(self.draft.sections) < 4:
            units = [{"text": self.random.choice(SENTENCES)}]
            self.draft.sections.append({"slug": self.random.choice(self.free_slugs()), "units": units})

    def withdraw_a_section(self) -> None:
        if len(self.draft.sections) > 1:
            self.draft.sections.pop(self.random.randrange(len(self.draft.sections)))

    def rename_a_term(self) -> None:
        new = self.random.choice(tuple(TERMS))
        if self.draft.terms and new not in self.draft.terms:
            self.draft.terms[new] = self.draft.terms.pop(self.random.choice(list(self.draft.terms)))

    def withdraw_a_term(self) -> None:
        if len(self.draft.terms) > 1:
            del self.draft.terms[self.random.choice(list(self.draft.terms))]

    def define_a_term(self) -> None:
        """Define a term, often under the id that it had."""
        id_ = self.random.choice(tuple(TERMS))
        name = TERMS[id_] if self.random.random() < 0.7 else self.random.choice(tuple(TERMS.values()))
        self.draft.terms = {other: named for other, named in self.draft.terms.items() if named != name} | {id_: name}

    def units(self) -> list[dict[str, str]]:
        units: list[dict[str, str]] = self.random.choice(self.draft.sections)["units"]
        return units

    def free_slugs(self) -> list[str]:
        return [slug for slug in PLACES if all(slug != section["slug"] for section in self.draft.sections)]

    def freeze(self) -> Edition | None:
        """What the command does; the edition that is published then, or None where it is refused."""
        text = self.draft.text()
        if text is None:
            return None
        ids = [clause.id for clause in text.instrument.clauses]
        lost = [id_ for id_ in (*self.lock.anchors, *self.lock.retired) if id_ not in ids]
        terms = [term.id for term in text.terms or ()]
        lost_terms = [id_ for id_ in (*self.lock.terms, *self.lock.retired_terms) if id_ not in terms]
        # Those that lead somewhere still need none.
        successors = {id_: self.random.choice(ids) for id_ in lost if self.end(id_) not in ids}
        term_successors = {id_: self.random.choice(terms) for id_ in lost_terms if self.term(id_) not in terms}
        after = freeze(
            self.lock, text.instrument, text.terms, Freezing("2026-11-24", "Why", successors, term_successors)
        )
        if any(not problem.is_warning for problem in check_text(text, after, "anchors.lock")):
            return None
        assert read_lock("anchors.lock", write_lock(after))[0] == after
        edition = self.draft.edition(after)
        assert edition is not None  # what the command accepts, the build accepts
        # An id comes back with the words, and the name, that it had.
        for id_, published in self.lock.retired.items():
            assert id_ not in ids or edition.instrument.by_id[id_].words == published.words
        for id_, term in self.lock.retired_terms.items():
            assert id_ not in terms or self.draft.terms[id_] == term.name
        self.lock = after
        self.successors = {old: new for old, new in {**self.successors, **successors}.items() if old not in ids}
        self.terms = {old: new for old, new in {**self.terms, **term_successors}.items() if old not in terms}
        return edition

    def take_over(self, other: Branch) -> None:
        """Merge the lock of another branch into this one, whose text stays."""
        both = merged(self.lock, other.lock)
        for ends, further, retired in (
            (self.successors, other.successors, both.retired),
            (self.terms, other.terms, both.retired_terms),
        ):
            for id_, entry in retired.items():
                assert entry.successor in (ends.get(id_), further.get(id_))
                ends[id_] = entry.successor
            for id_ in ends.keys() - retired.keys():
                del ends[id_]
        self.lock = both

    def end(self, id_: str) -> str:
        """The id that one leads to."""
        return _followed(id_, self.successors)

    def term(self, id_: str) -> str:
        """The id of a term that one leads to."""
        return _followed(id_, self.terms)


def _followed(id_: str, ends: dict[str, str]) -> str:
    seen = set()
    while id_ in ends and id_ not in seen:
        seen.add(id_)
        id_ = ends[id_]
    return id_
