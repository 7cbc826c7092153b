from __future__ import annotations

import pytest

from mkdocs_declaration.numerals import Rank, designation, follows, ranks, written


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1.", "1"),
        ("1.3", "1.3"),
        ("1.10", "1.10"),
        ("(ii)", "ii"),
        ("ii)", "ii"),
        ("a.", "a"),
        ("(A)", "A"),
        ("1.3(ii)", "1.3.ii"),
        ("5(1)(a)", "5.1.a"),
        ("Article 5", "5"),
        ("ARTICLE 5.", "5"),
        ("Article 5 bis", "5bis"),
        ("5A", "5A"),
        ("CHAPTER II", "II"),
        ("§ 7", "7"),
        ("第１条", "1"),
        ("第10条", "10"),
        ("（３）", "3"),
        ("(١)", "1"),
        ("المادة ٢٦", "26"),
        ("ข้อ ๑๒", "12"),
        ("第一条", None),
        ("—", None),
        ("", None),
    ],
)
def test_designation(printed: str, expected: str | None) -> None:
    assert designation(printed) == expected


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (["i", "ii", "iii", "iv"], [1, 2, 3, 4]),
        (["a", "b", "h", "i", "j"], [1, 2, 8, 9, 10]),
        (["I", "IV", "XL"], [1, 4, 40]),
        (["1.9", "1.10"], [9, 10]),
        (["y", "z", "aa", "bb"], [25, 26, 27, 28]),
        (["i", "b", "iiii"], [1, None, None]),
        (["A", "b"], [1, None]),
    ],
)
def test_values_in_a_series(series: list[str], expected: list[int | None]) -> None:
    found = ranks(series)
    assert [rank and rank.value for rank in found] == expected
    assert [written(rank) for rank in found if rank] == [
        one for one, value in zip(series, expected, strict=True) if value
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1.2", "1.3", True),
        ("1.9", "1.10", True),
        ("1.3", "2.4", False),
        ("5", "5A", True),
        ("5A", "5B", True),
        ("5B", "5A", False),
        ("5", "5bis", True),
        ("5bis", "5ter", True),
        ("5ter", "5bis", False),
        ("5ter", "6", True),
        ("5", "6A", False),
        ("5", "7", False),
        ("5", "5", False),
    ],
)
def test_follows(before: str, after: str, *, expected: bool) -> None:
    first, second = ranks([before, after])
    assert isinstance(first, Rank)
    assert isinstance(second, Rank)
    assert follows(second, first) is expected
