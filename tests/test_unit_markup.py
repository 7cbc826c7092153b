"""The markup of units that the whole text takes from their pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_declaration.pages.kinds.table import pages
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.pages.markup.unit_shapes import UnitShapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

TESTS = Path(__file__).parent
ENCODINGS = sorted((*TESTS.glob("samples/*.yaml"), *TESTS.glob("instruments/*.yaml")))
NUMBERED = """
format: 1
instrument: {id: t, title: Treaty, kind: treaty, language: en}
body:
  - kind: article
    number: Article 1
    slug: one
    content:
      - number: (1)
        text: "As Article 2 (1) says, the UN[^a] and the UN:"
        items: [{number: (a), text: The UN.}]
        footnotes: [{mark: a, text: The UN.}]
  - kind: article
    number: Article 2
    slug: two
    content: [{number: (1), text: "The UN & Article 1 (1) (a)."}, {number: (2), text: None.}]
"""
TERMS = """
format: 1
terms:
  - {id: un, name: UN, kind: organisation, forms: [UN], link: %s, description: It., sources: [{title: un.org}]}
"""


@pytest.fixture(autouse=True)
def _each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the template write each unit, so that calls of it can be counted."""
    monkeypatch.setattr(UnitShapes, "_shape", lambda *_: None)


def _rendered(edition: Edition, *, once: bool) -> tuple[dict[str, str], list[str]]:
    """All pages, and the units that their macro was called for."""
    renderer = Renderer(edition)
    units: list[str] = []
    shared: Any = renderer.templates.globals["once"]

    def called(render: Callable[..., Any], clause: Any, *given: Any) -> Any:
        def counted(clause: Any, *given: Any) -> Any:
            units.append(clause.id)
            return render(clause, *given)

        return shared(counted, clause, *given) if once else counted(clause, *given)

    renderer.templates.globals["once"] = called
    return {page.slug: page.html for page in pages(renderer)}, units


@pytest.mark.parametrize("path", ENCODINGS, ids=lambda path: path.stem)
def test_units_of_an_instrument_are_made_once(path: Path, read: Callable[..., Edition]) -> None:
    edition = read(path.read_text(encoding="utf-8"))
    made, units = _rendered(edition, once=True)
    anew, twice = _rendered(edition, once=False)
    assert made == anew
    assert sorted([*units, *units]) == sorted(twice)


@pytest.mark.parametrize(
    ("link", "again"),
    [("clause", []), ("never", []), ("all", []), ("page", ["2.1"])],
)
def test_units_whose_links_differ_are_made_anew(link: str, again: list[str], read: Callable[..., Edition]) -> None:
    edition = read(NUMBERED, TERMS % link)
    made, units = _rendered(edition, once=True)
    anew, _ = _rendered(edition, once=False)
    assert made == anew
    assert 'class="reference" href="../two/#2.1"' in made["full-text"]
    assert 'class="reference" href="../one/#1.1.a"' in made["two"]
    assert sorted(units) == sorted([*dict.fromkeys(units), *again])
