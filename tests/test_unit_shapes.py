"""Units that are written by their shapes: pages and book are, byte for byte, those of the templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.exports.formats import epub
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.pages.kinds.table import pages
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.pages.markup.unit_shapes import UnitShapes

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

TESTS = Path(__file__).parent
TEXTS = [
    "instruments/charter",
    "instruments/statute-rtl",
    "samples/convention",
    "samples/regulation",
    "samples/statute",
]
ALIKE = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - kind: article
    number: Article 1
    content:
      - {number: (1), text: "a & <b", items: [{number: (a), text: Article 2;}, {number: (b), text: "*b*"}]}
      - {number: (2), text: '"c"', items: [{number: (a), text: c;}, {number: (b), text: d}]}
      - {number: (3), text: e, items: [{number: (a), text: f;}, {number: (b), text: g}]}
      - {number: (4), text: h, items: [{number: (a), text: i;}]}
      - {number: (5), heading: j, text: k}
      - {number: (6), heading: "l & m", text: n}
      - {number: (7), heading: o, text: p, notes: [{quote: p, note: Thus.}]}
      - {number: (8), heading: q, text: r}
      - {number: (9), heading: s, text: t, repealed: true}
      - {number: (10), text: u, items: [{number: (a), table: {rows: [[v, w]]}}]}
      - {number: (11), text: x, items: [{number: (a), table: {rows: [[y, z]]}}]}
  - {kind: article, number: Article 2, content: [{text: One.}, {text: Two.}, {text: Three.}, {text: Four.}]}
"""


def edition(text: str) -> Edition:
    encoding = ALIKE if text == "alike" else (TESTS / f"{text}.yaml").read_text(encoding="utf-8")
    term = "{id: un, name: UN, kind: organisation, forms: [UN, One], description: It., sources: [{title: T}]}"
    glossary = f"format: 1\nterms: [{term}]"
    found, problems = read_edition(
        ("encoding.yaml", encoding.encode()),
        ("glossary.yaml", glossary.encode()),
        Catalogue(),
        site_url="http://127.0.0.1/",
    )
    assert found is not None, problems
    return found


@pytest.mark.parametrize("text", ["alike", *TEXTS])
def test_pages_and_book_are_those_of_the_templates(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of = edition(text)
    by_shape = [page.html for page in pages(Renderer(of), [])], epub.export(of)
    monkeypatch.setattr(UnitShapes, "_shape", lambda *_: None)
    assert by_shape == ([page.html for page in pages(Renderer(of), [])], epub.export(of))


def test_a_shape_is_rendered_once_more_for_all() -> None:
    of = edition("alike")
    units = [clause for clause in of.instrument.clauses if clause.parent == "1"][:9]
    linked = dict.fromkeys(of.instrument.by_id, ())
    templates = Renderer(of).templates
    rendered: list[str] = []

    def render(clause: object, *_: object) -> str:
        rendered.append(clause.id)  # type: ignore[attr-defined]
        return f"<{clause.id}>"  # type: ignore[attr-defined]

    shapes = UnitShapes(templates, {"1.8"})
    written = [shapes(render, clause, linked, str, "article-1") for clause in units]  # type: ignore[arg-type]
    signs = "\x00id0\x00"
    assert rendered == ["1.1", signs, "1.4", "1.5", signs, "1.7", "1.8", "1.9"]
    assert written == [f"<1.{number}>" for number in range(1, 10)]
    assert shapes(render, units[1], linked, str, None) == "<1.2>"  # type: ignore[arg-type]
    assert rendered[-1] == "1.2", "the whole text says more"
