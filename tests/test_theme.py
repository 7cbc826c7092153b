from __future__ import annotations

import pytest

from mkdocs_declaration.pages.head.theme import css_string


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Children's Rights & Duties", '"Children\'s Rights & Duties"'),
        ('a "b" \\ c', '"a \\22 b\\22  \\5c  c"'),
        ("</style>\n人", '"\\3c /style>\\a 人"'),
    ],
)
def test_css_string(text: str, expected: str) -> None:
    assert css_string(text) == expected
