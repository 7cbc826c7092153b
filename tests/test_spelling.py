from __future__ import annotations

import pytest

from mkdocs_declaration.instrument.spelling import closest

KEYS = ("kind", "number", "heading", "slug", "id", "text", "items", "closing", "content", "notes")
KINDS = ("part", "chapter", "section", "article", "annex", "paragraph", "item")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("numbr", KEYS, "number"),
        ("Text", KEYS, "text"),
        ("txet", KEYS, "text"),
        ("contnets", KEYS, "content"),
        ("note", KEYS, "notes"),
        ("title", KINDS, None),  # three slips away from `item`
        ("items", ("text", "notes"), None),
        ("artikel", KINDS, "article"),
        ("paragraf", KINDS, "paragraph"),
        ("para", KINDS, "paragraph"),
        ("Art.", KINDS, "article"),
        ("par", KINDS, "part"),  # short for either, and one slip away from this
        ("parts", ("part", "parta"), "part"),
        ("ab", ("abc",), None),  # too short to tell a slip
        ("number" * 10, KEYS, None),
        ("anything", (), None),
        ("...", ("kind",), None),
    ],
)
def test_what_was_meant(word: str, known: tuple[str, ...], expected: str | None) -> None:
    assert closest(word, known) == expected
