"""A draft: what was read of an instrument and its glossary, before it is compared with what was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.search import CrossReferences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.glossary.term import GlossaryMap, Term
    from mkdocs_declaration.instrument.model import Instrument
    from mkdocs_declaration.instrument.places import Places
    from mkdocs_declaration.instrument.source_map import SourceMap


@dataclass(frozen=True)
class Draft:
    """An instrument and its glossary, read but not yet checked against what was published."""

    instrument: Instrument
    """The instrument."""
    source_map: SourceMap
    """Where its clauses are written."""
    terms: Sequence[Term] | None
    """The terms of its glossary; None where no glossary is named."""
    glossary_map: GlossaryMap
    """Where its terms are written."""
    places: Places
    """The places that the text and files have; former pages and short links of retired ids are added."""
    references: CrossReferences = field(default_factory=CrossReferences)
    """The references of the text to its own units."""
