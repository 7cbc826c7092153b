"""What lists of clauses say of each: its words in their sentence, its mentions, and how it and its ranges are named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_declaration.glossary import mentions
from mkdocs_declaration.instrument import ranges
from mkdocs_declaration.instrument.citations import citations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.references.search import CrossReference
    from mkdocs_declaration.instrument.sentences import Sentence
    from mkdocs_declaration.instrument.text.text import Span


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause, with what is known of it on its page."""

    edition: Edition
    clause: Clause
    linked: tuple[Span | CrossReference, ...]
    """The mentions of terms and the references that are links on its page."""
    patterns: dict[str, str] = field(default_factory=dict)
    """Patterns by labels, as they were made for other clauses: many share those of their ranges."""

    @property
    def parent(self) -> Clause | None:
        """What holds it."""
        return self.edition.instrument.by_id.get(self.clause.parent or "")

    @property
    def text(self) -> str | None:
        """Its own words without emphasis."""
        return self.clause.text.plain if self.clause.text is not None else None

    @property
    def sentence(self) -> Sentence | None:
        """The sentence that its words are a part of."""
        return self.edition.sentences.get(self.clause.id)

    @property
    def guides(self) -> Catalogue:
        """The words of guides for citations."""
        return self.edition.words.guides

    def pattern(self, label: str) -> str:
        """The pattern of the forms of a label."""
        known = self.patterns.get(label)
        if known is None:
            known = self.patterns[label] = citations.pinpoint_pattern(label, self.guides)
        return known

    @property
    def range(self) -> dict[str, str] | None:
        """The label of a range from or to it, and what goes into that."""
        pattern = ranges.pattern(self.clause, self.guides)
        return pattern and {"part": pattern[1], "pinpoint": self.pattern(pattern[0])}

    @property
    def spans(self) -> list[dict[str, str]]:
        """The same for a range to a clause that something else holds."""
        _, *others = ranges.patterns(self.clause, self.edition.instrument.by_id, self.guides) or ("",)
        return [{"part": part, "pinpoint": self.pattern(pattern)} for pattern, part in others]

    @property
    def names(self) -> list[dict[str, str]]:
        """How a range from or to it is named where labels are not those of guides."""
        if self.guides is self.edition.words:
            return []
        found = ranges.patterns(self.clause, self.edition.instrument.by_id, self.edition.words)
        return [{"part": part, "label": pattern} for pattern, part in found]


def entries(edition: Edition) -> Iterable[ClauseEntry]:
    """The clauses in the order of the text."""
    linked: dict[str, tuple[Span | CrossReference, ...]] = {}
    for on_page in edition.instrument.by_page.values():
        linked |= mentions.linked(edition.glossary, on_page, edition.references.by_clause)
    patterns: dict[str, str] = {}
    return (ClauseEntry(edition, clause, linked[clause.id], patterns) for clause in edition.instrument.clauses)
