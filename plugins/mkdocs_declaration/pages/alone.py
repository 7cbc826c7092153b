"""Clauses alone: what leads to the words of each, these with all that it holds, and what ends its sentence.

A clause is on its own page, on that for frames, and within those of all clauses that hold it, so that its markup is
made once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from mkdocs_declaration.instrument import citations
from mkdocs_declaration.instrument.places import place

if TYPE_CHECKING:
    import jinja2

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause


_LABEL, _LINK = "\x00label\x00", "\x00link\x00"
"""Stand in the citation that is made once for what differs; no text has these characters."""


class Alone:
    """The markup of clauses that are shown alone."""

    def __init__(self, edition: Edition, templates: jinja2.Environment) -> None:
        """Take the edition.

        Args:
            edition: What is rendered.
            templates: Its templates, of which `alone.html` is used.
        """
        self._edition, self._templates = edition, templates
        self._units: dict[str, Markup] = {}

    def context(self, clause: Clause, id_: str) -> dict[str, Any]:
        """What templates need to show a clause alone.

        Args:
            clause: The clause.
            id_: The id by which it was asked for, which may be a retired one.
        """
        return {
            "clause": clause,
            "old": id_ if id_ != clause.id else None,
            "shown": self.shown(clause),
            "place": place(clause),
        }

    def shown(self, clause: Clause) -> Markup:
        """The markup of a clause alone: paragraphs, a line each.

        Args:
            clause: The clause.
        """
        sentence = self._edition.sentences.get(clause.id)
        shown = Markup().join(self._unit(unit) for unit in clause.walk())
        if sentence is not None:
            shown = self._macros.lead(sentence.before) + shown + self._macros.lead(sentence.after)
        return shown

    def citation(self, clause: Clause, link: str = "") -> Markup:
        """The plain citation of a clause.

        Args:
            clause: The clause.
            link: Its address; empty where it is not known, or stands beside the citation.
        """
        pattern = self._cited_with_link if link else self._cited
        return Markup(pattern.replace(_LABEL, escape(clause.label)).replace(_LINK, escape(link)))  # noqa: S704 - escaped

    def _unit(self, unit: Clause) -> Markup:
        shown = self._units.get(unit.id)
        if shown is None:
            shown = self._units[unit.id] = self._macros.unit(unit)
        return shown

    @cached_property
    def _cited(self) -> str:
        edition = self._edition
        return citations.cite_on_page("plain", edition.instrument, edition.words, pinpoint=_LABEL)

    @cached_property
    def _cited_with_link(self) -> str:
        edition = self._edition
        return citations.cite_on_page("plain", edition.instrument, edition.words, pinpoint=_LABEL, link=_LINK)

    @cached_property
    def _macros(self) -> Any:
        """The macros `unit` and `lead`."""
        return self._templates.get_template("alone.html").module
