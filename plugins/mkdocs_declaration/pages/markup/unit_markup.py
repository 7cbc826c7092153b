"""The markup of a unit, made once for its page and the whole text: addresses of links alone differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.markup.inline import To
    from mkdocs_declaration.pages.markup.page_cache import Linked
    from mkdocs_declaration.pages.markup.unit_shapes import UnitShapes

    _Render: TypeAlias = Callable[[Clause, Linked, To, str | None], Markup]

_ADDRESS = re.compile("\x01([^\x02]*)\x02([^\x03]*)\x03")
"""A page and a place on it, in signs that no text has (YAML 1.1, section 4.1.1, `c-printable`)."""


class UnitMarkup:
    """The markup of units that the whole text takes from their pages."""

    def __init__(self, by_id: Mapping[str, Clause], shapes: UnitShapes) -> None:
        """Remember nothing.

        Args:
            by_id: The clauses by their ids.
            shapes: What writes units that are alike.
        """
        self._by_id, self._shapes = by_id, shapes
        self._made: dict[str, tuple[tuple[object, ...], str]] = {}

    def __call__(self, render: _Render, clause: Clause, linked: Linked, to: To, only: str | None) -> Markup:
        """Give the markup of a unit.

        Args:
            render: The macro that writes a unit and all it holds.
            clause: The unit.
            linked: The links in each clause of the page, by its id.
            to: What gives addresses on the page.
            only: The slug of the page; None for the whole text.
        """
        holder = self._by_id.get(clause.parent or "")
        if holder is None or holder.slug != clause.slug:  # the whole text says where its page begins
            return render(clause, linked, to, only)
        units = tuple(clause.walk())
        if any(unit.slug != clause.slug for unit in units):
            return render(clause, linked, to, only)
        links = tuple(linked[unit.id] for unit in units)
        known, markup = self._made.pop(clause.id, (None, ""))
        if known != links:
            markup = str(self._shapes(render, clause, linked, _unwritten, only))
        if only is not None:
            self._made[clause.id] = links, markup
        if "\x01" not in markup:
            return Markup(markup)  # noqa: S704 - of templates, which escape
        return Markup(_ADDRESS.sub(lambda match: escape(to(match[1], match[2])), markup))  # noqa: S704


def _unwritten(target: str, fragment: str = "", /) -> str:
    """A place whose address is written later."""
    return f"\x01{target}\x02{fragment}\x03"
