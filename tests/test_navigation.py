from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.navigation import default, entries, expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

ENCODING = """
format: 1
instrument: {id: t, title: T, kind: convention, language: en}
preamble: {opening: We}
body:
  - kind: chapter
    number: Chapter I
    heading: General
    content:
      - {kind: article, number: "1", slug: one, content: [{text: One.}]}
      - {kind: article, number: "2", slug: two, content: [{text: Two.}]}
  - {kind: article, number: "3", slug: three, content: [{text: Three.}]}
"""
PAGES = ["preamble.md", {"Chapter I General": ["one.md", "two.md"]}, "three.md"]


def test_groups_without_a_page_become_headings(read: Callable[..., Edition]) -> None:
    assert entries(read(ENCODING).instrument) == PAGES


def test_the_placeholder_is_replaced_where_it_stands() -> None:
    nav = [{"Home": "index.md"}, {"Text": "$declaration"}, {"More": ["a.md", "$declaration", {"B": "b.md"}]}]
    assert expand(nav, ["p.md", "q.md"]) == [
        {"Home": "index.md"},
        {"Text": ["p.md", "q.md"]},
        {"More": ["a.md", "p.md", "q.md", {"B": "b.md"}]},
    ]


def test_without_a_nav_the_order_is_that_of_the_text(read: Callable[..., Edition]) -> None:
    generated = ["index.md", "full-text.md"]
    assert default(read(ENCODING).instrument, generated, ["about.md"]) == [
        "index.md",
        *PAGES,
        "full-text.md",
        "about.md",
    ]
