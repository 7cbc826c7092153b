"""Clauses alone: what leads to the words of each, these with all that it holds, and what ends its sentence.

A clause is on its own page, on that for frames, and within those of all clauses that hold it, so that its markup is
made once.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.places import place
from mkdocs_declaration.instrument.text.text import Text, capital
from mkdocs_declaration.pages.markup.fragment import Skeleton, sign

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jinja2

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

_FOLDER = Path(__file__).parents[1] / "templates"
"""The templates of the package, of which it is known what they look at."""


class Alone:
    """The markup of clauses that are shown alone."""

    def __init__(self, edition: Edition, templates: jinja2.Environment) -> None:
        """Take the edition.

        Args:
            edition: What is rendered.
            templates: Its templates, of which `alone.html` is used.
        """
        self._edition, self._templates = edition, templates
        self._units: dict[str, str] = {}
        self._values: dict[str, dict[str, str]] = {}
        self._skeletons: dict[str, Skeleton | None] = {}
        self._shapes: dict[tuple[object, ...], Skeleton] = {}

    def page(self, name: str, clause: Clause, id_: str, **more: str) -> str:
        """Write a small page that shows a clause alone.

        Args:
            name: The name of the template.
            clause: The clause.
            id_: The id by which it was asked for, which may be a retired one.
            more: Further names for the template: plain text or markup.

        Returns:
            HTML.
        """
        values = self._of_all(clause) | more
        if name not in self._skeletons:
            self._skeletons[name] = self._skeleton(name, values)
        skeleton = self._skeletons[name]
        if skeleton is None or id_ != clause.id:  # the page of a retired id says more
            template = self._templates.get_template(name)
            return template.render(values, clause=clause, old=id_ if id_ != clause.id else None)
        return skeleton.filled(values)

    def _skeleton(self, name: str, values: Iterable[str]) -> Skeleton | None:
        """A template with signs for values; none for a site's own, which may look at all of a clause."""
        template = self._templates.get_template(name)
        if Path(template.filename or "").parent != _FOLDER:
            return None
        unit = SimpleNamespace(id=sign("id"), slug=sign("slug"), label=sign("label"))
        signs = {value: Markup(sign(value)) for value in values}  # noqa: S704 - of our own
        return Skeleton(template.render(signs, clause=unit, old=None))

    def _of_all(self, clause: Clause) -> dict[str, str]:
        """What all small pages of a clause say of it."""
        values = self._values.get(clause.id)
        if values is None:
            at = place(clause)
            values = self._values[clause.id] = {
                "id": clause.id,
                "slug": clause.slug,
                "label": clause.label,
                "name": capital(clause.label),
                "place": at,
                "place_json": htmlsafe_json_dumps(at, ensure_ascii=False),
                "shown": self.shown(clause),
            }
        return values

    def shown(self, clause: Clause) -> Markup:
        """The markup of a clause alone: paragraphs, a line each.

        Args:
            clause: The clause.
        """
        sentence = self._edition.sentences.get(clause.id)
        shown = "".join(map(self._unit, clause.walk()))
        if sentence is not None:
            shown = f"{self._macros.lead(sentence.before)}{shown}{self._macros.lead(sentence.after)}"
        return Markup(shown)  # noqa: S704 - of templates, which escape

    def citation(self, clause: Clause, link: str = "") -> Markup:
        """The plain citation of a clause.

        Args:
            clause: The clause.
            link: Its address; empty where it is not known, or stands beside the citation.
        """
        pattern = self._cited_with_link if link else self._cited
        return Markup(pattern.filled({"label": clause.label, "link": link}))  # noqa: S704 - escaped

    def _unit(self, unit: Clause) -> str:
        shown = self._units.get(unit.id)
        if shown is None:
            shown = self._units[unit.id] = self._written(unit)
        return shown

    def _written(self, unit: Clause) -> str:
        """The paragraphs of a unit itself: units of one shape differ in their words alone."""
        if not self._is_of_package:
            return str(self._macros.unit(unit))
        parts = {"heading": unit.heading, "text": unit.text}
        shape = unit.kind, bool(unit.printed), *map(bool, parts.values())
        skeleton = self._shapes.get(shape)
        if skeleton is None:
            example = {name: Text(sign(name)) if part else None for name, part in parts.items()}
            printed = sign("printed") if unit.printed else None
            rendered = self._macros.unit(SimpleNamespace(kind=unit.kind, printed=printed, **example))
            skeleton = self._shapes[shape] = Skeleton(str(rendered))
        pieces: Any = self._templates.globals["pieces"]
        inline: Any = self._templates.globals["inline"]
        words = {name: inline(pieces(part, own=False), None) for name, part in parts.items() if part}
        return skeleton.filled({"printed": unit.printed or "", **words})

    @cached_property
    def _is_of_package(self) -> bool:
        """Whether the template is that of the package, of which it is known what it looks at."""
        return Path(self._templates.get_template("alone.html").filename or "").parent == _FOLDER

    @cached_property
    def _cited(self) -> Skeleton:
        return self._citation("")

    @cached_property
    def _cited_with_link(self) -> Skeleton:
        return self._citation(sign("link"))

    def _citation(self, link: str) -> Skeleton:
        instrument, words = self._edition.instrument, self._edition.words
        return Skeleton(citations.cite_on_page("plain", instrument, words, pinpoint=sign("label"), link=link))

    @cached_property
    def _macros(self) -> Any:
        """The macros `unit` and `lead`."""
        return self._templates.get_template("alone.html").module
