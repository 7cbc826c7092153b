"""The markup of units by their shapes: a template is rendered once for all units that differ in their words alone.

Most units of a text are alike: a paragraph with a number, and items with a number below it. What is rendered of such a
shape has signs in the places of ids, labels, numbers and words.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from mkdocs_declaration.instrument.text.text import Text
from mkdocs_declaration.pages.markup.fragment import Skeleton, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    import jinja2

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.markup.inline import To
    from mkdocs_declaration.pages.markup.page_cache import Linked

    Shape: TypeAlias = tuple[str, bool, bool, bool, tuple["Shape", ...]]
    """The kind; whether there is a number, a count and a heading; the shapes of what it holds."""


class UnitShapes:
    """Writes units, most of them without a template."""

    def __init__(
        self, templates: jinja2.Environment, own: Container[str] = frozenset(), *, only_numbered: bool = False
    ) -> None:
        """Know no shape.

        Args:
            templates: The templates of the package, set up as `templating.environment` does.
            own: Ids of units that are like no others, as more is said at them.
            only_numbered: Whether what is written for a unit without a number depends on its label.
        """
        self._pieces: Any = templates.globals["pieces"]
        self._inline: Any = templates.globals["inline"]
        self._own, self._only_numbered = own, only_numbered
        self._skeletons: dict[Shape, Skeleton | None] = {}

    def __call__(
        self, render: Callable[..., Markup], clause: Clause, linked: Linked, to: To, only: str | None
    ) -> Markup:
        """Write a unit and all that it holds.

        Args:
            render: The macro that writes it.
            clause: The unit.
            linked: The links in each clause, by its id.
            to: What gives addresses.
            only: The slug of the page that it stands on; None for the whole text.

        Returns:
            Markup, as the macro gives it.
        """
        shape = self._shape(clause) if only is not None else None
        if shape is None:
            return render(clause, linked, to, only)
        if shape not in self._skeletons:  # there may be no other of this shape
            self._skeletons[shape] = None
            return render(clause, linked, to, only)
        skeleton = self._skeletons[shape]
        if skeleton is None:
            example, ids = _example(shape)
            rendered = render(example, dict.fromkeys(ids, ()), to, only)
            skeleton = self._skeletons[shape] = Skeleton(str(rendered))
        return Markup(skeleton.filled(self._values(clause, linked, to)))  # noqa: S704 - escaped

    def _shape(self, unit: Clause) -> Shape | None:
        """The shape of a unit; none if it is like no other, or has words that are no text."""
        is_own = unit.is_repealed or unit.notes or unit.id in self._own or (self._only_numbered and not unit.printed)
        if is_own or unit.text is None or unit.kind == "table":
            return None
        below = tuple(map(self._shape, unit.children))
        if None in below:
            return None
        return unit.kind, bool(unit.printed), bool(unit.counted), bool(unit.heading), below  # type: ignore[return-value]

    def _values(self, clause: Clause, linked: Linked, to: To) -> dict[str, str]:
        """What stands in the places of signs."""
        values: dict[str, str] = {}
        for place, unit in enumerate(clause.walk()):
            values[f"id{place}"], values[f"label{place}"] = unit.id, unit.label
            values[f"printed{place}"], values[f"counted{place}"] = unit.printed or "", str(unit.counted or "")
            values[f"text{place}"] = self._inline(self._pieces(unit.text, linked[unit.id]), to)
            if unit.heading:
                values[f"heading{place}"] = self._inline(self._pieces(unit.heading), to)
        return values


def _example(shape: Shape) -> tuple[Any, list[str]]:
    """A unit of a shape with signs in the places of values, and the ids of all in it."""
    ids: list[str] = []

    def unit(shape: Shape) -> SimpleNamespace:
        kind, is_numbered, is_counted, has_heading, below = shape
        place = len(ids)
        ids.append(sign(f"id{place}"))
        return SimpleNamespace(
            id=ids[place],
            kind=kind,
            label=sign(f"label{place}"),
            printed=sign(f"printed{place}") if is_numbered else None,
            counted=sign(f"counted{place}") if is_counted else None,
            heading=Text(sign(f"heading{place}")) if has_heading else None,
            text=Text(sign(f"text{place}")),
            is_repealed=False,
            notes=(),
            children=[unit(child) for child in below],
        )

    return unit(shape), ids
