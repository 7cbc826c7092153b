"""What writes many files at little cost writes, byte for byte, what the usual ways would."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from mkdocs_declaration.exports import layout
from mkdocs_declaration.exports.formats.clause_entries import entries
from mkdocs_declaration.exports.formats.clauses_json import PATTERNS
from mkdocs_declaration.exports.json_fields import written
from mkdocs_declaration.exports.publication import publish
from mkdocs_declaration.exports.site_data import cards
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.pages.markup.fragment import Skeleton, sign
from mkdocs_declaration.pages.markup.templating import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs_declaration.edition import Edition

TEXT = """
format: 1
instrument: {id: t, title: "A & B", kind: act, language: en}
body:
  - kind: article
    number: Article 1
    heading: Of "A" & 5 > 4
    content:
      - number: (1)
        text: "We trust:"
        items: [{number: (a), text: one & all;}, {number: (b), text: "two."}]
      - {number: (2), heading: The rest, text: is silence.}
  - {kind: article, number: Article 2, content: [{text: End.}]}
"""


def test_a_list_has_a_line_for_each_of_its_entries() -> None:
    listed = layout.layout({"a": [None, 0, [], "é"], "b": []})
    assert listed == ' {\n "a": [\n  null,\n  0,\n  [],\n  "é"\n ],\n "b": []\n}\n'.strip(" ").encode()


@given(st.text())
def test_what_is_put_into_a_page_is_escaped(text: str) -> None:
    value = text.replace("\x00", "")
    skeleton = Skeleton(f"<p>{sign('one')}, {sign('two')}</p>")
    assert skeleton.filled({"one": value, "two": Markup(value)}) == f"<p>{escape(value)}, {value}</p>"  # noqa: S704
    assert html.unescape(skeleton.filled({"one": "<&>'\"", "two": ""})) == "<p><&>'\", </p>"


@pytest.fixture
def edition(read: Callable[..., Edition]) -> Edition:
    return read(TEXT)


def test_data_of_a_page_is_one_object(edition: Edition) -> None:
    data = cards.page_data(edition)
    of_page = data["assets/clauses/article-1.json"]
    known = json.loads(of_page)
    assert list(known) == ["format", "instrument", "clauses", "around", "retired"]
    assert known["instrument"] == written(PATTERNS, edition)
    assert of_page == (json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def test_patterns_of_labels_that_clauses_share_are_those_of_each(edition: Edition) -> None:
    for entry in entries(edition):
        for label in (entry.clause.label, "articles {part}", "paragraph 1(a)"):
            assert entry.pattern(label) == citations.pinpoint_pattern(label, entry.guides)


def test_a_clause_alone_has_its_number_once(edition: Edition) -> None:
    alone = Renderer(edition).alone
    assert [alone.shown(edition.instrument.by_id[id_]) for id_ in ("1.2", "2")] == [
        '<p class="clause-title">(2) The rest</p>\n<p class="clause--paragraph">is silence.</p>\n',
        '<p>Article 2</p>\n<p class="clause--paragraph">End.</p>\n',
    ]


def test_a_clause_alone_is_the_same_on_both_of_its_pages(edition: Edition) -> None:
    small = publish(Renderer(edition))[0].small
    shown = [
        small[path].decode().partition("</h1>\n")[2].partition("</main>")[0]
        for path in ("1.1/index.html", "1.1/embed/index.html")
    ]
    assert shown[0] == shown[1]
    assert shown[0] == (
        '<p class="clause--paragraph">(1) We trust:</p>\n'
        '<p class="clause--item">(a) one &amp; all;</p>\n'
        '<p class="clause--item">(b) two.</p>\n'
    )
    whole = small["1/embed/index.html"]
    assert '<p class="clause-title">Article 1 Of &#34;A&#34; &amp; 5 &gt; 4</p>' in whole.decode()


def test_units_alone_are_those_of_a_template_of_the_site(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "alone.html").write_text(
        "{% macro lead(words) %}{% endmacro %}{% macro unit(unit) %}<p>{{ unit.label }}</p>{% endmacro %}",
        encoding="utf-8",
    )
    alone = Renderer(edition, [tmp_path]).alone
    assert alone.shown(edition.instrument.by_id["2"]) == "<p>article 2</p><p>article 2, first paragraph</p>"


def test_units_alone_are_as_their_template_writes_each(edition: Edition) -> None:
    by_shape, each = Renderer(edition).alone, Renderer(edition).alone
    vars(each)["_is_of_package"] = False
    for clause in edition.instrument.clauses:
        assert by_shape.shown(clause) == each.shown(clause)
