from __future__ import annotations

import pytest

from mkdocs_declaration.instrument.catalogue import Catalogue, english

ORDINALS = {
    1: "first",
    10: "tenth",
    **{number: f"{number}th" for number in (11, 12, 13, 14, 20, 24, 30, 100, 111, 112, 113, 1000)},
    21: "21st",
    22: "22nd",
    23: "23rd",
    31: "31st",
    101: "101st",
    102: "102nd",
    121: "121st",
    1003: "1003rd",
}


@pytest.mark.parametrize("number", ORDINALS)
def test_english_ordinals(number: int) -> None:
    assert Catalogue().ordinal(number) == ORDINALS[number]


def test_ordinals_of_another_language() -> None:
    assert [Catalogue({"ordinal": "{number}º"}).ordinal(number) for number in (11, 21, 22)] == ["11º", "21º", "22º"]
    short = Catalogue({"ordinals": "", "ordinal-one": "{number}-st"})
    assert [short.ordinal(number) for number in (1, 2, 11, 21)] == ["1-st", "2nd", "11th", "21-st"]


def test_the_english_words_are_texts_under_their_keys() -> None:
    words = english()
    assert {key: type(words[key]) for key in words} == dict.fromkeys(words, str)
    assert words["paragraph"] == "paragraph"
    assert words is english()  # read once
    with pytest.raises(TypeError):
        words["paragraph"] = "clause"  # type: ignore[index]
