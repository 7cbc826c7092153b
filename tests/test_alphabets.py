"""Letters of other scripts: what they are in ids, and that no two numbers of a series have one id."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_declaration.instrument.numbering import alphabets
from mkdocs_declaration.instrument.numbering.alphabets import Letters, latin_letters
from mkdocs_declaration.instrument.numbering.numerals import Number, Unreadable, read_number
from mkdocs_declaration.instrument.numbering.ranks import follows, is_first, ranks, written

LANGUAGES = [
    "ar",
    "bg",
    "bn",
    "el",
    "fa",
    "he",
    "hi",
    "hy",
    "ja",
    "ka",
    "km",
    "ko",
    "mk",
    "mr",
    "my",
    "ne",
    "ru",
    "sr",
    "th",
    "uk",
    "ur",
    "zh",
]
SERIES = [(language, alphabet) for language in [*LANGUAGES, "de"] for alphabet in alphabets.of_language(language)]
NAMES = [f"{language}, {alphabet.name}" for language, alphabet in SERIES]


def lettered(language: str) -> Letters:
    return Letters(alphabets.of_language(language))


@pytest.mark.parametrize(
    ("language", "printed", "number"),
    [
        ("ru", "а)", Number("a", "а")),
        ("ru", "б)", Number("b", "б")),
        ("ru", "ж)", Number("g", "ж")),
        ("ru", "и)", Number("i", "и")),
        ("ru", "(я)", Number("ab", "я")),
        ("ru", "Б.", Number("B", "Б")),
        ("ru", "бб)", Number("bb", "бб")),
        ("ru", "1.б", Number("1.b", "1.б")),
        ("ru", "5(1)(б)", Number("5.1.b", "5.1.б")),
        ("ru", "Статья 12а", Number("12a", "12а")),
        ("ru", "12 а", Number("12a", "12а")),
        ("bg", "чл. 5а", Number("5a", "5а")),
        ("bg", "т.", Number("s", "т")),
        ("uk", "ґ)", Number("e", "ґ")),
        ("el", "γ)", Number("c", "γ")),
        ("el", "στ)", Number("f", "στ")),
        ("el", "ια)", Number("k", "ια")),
        ("el", "αα)", Number("aa", "αα")),
        ("el", "Β΄", Number("B", "Β΄")),
        ("el", "Άρθρο 5Α", Number("5A", "5Α")),
        ("he", "(ב)", Number("b", "ב")),
        ("he", "יא", Number("k", "יא")),
        ("he", "י״א", Number("k", "י״א")),
        ("he", "ט״ו", Number("o", "ט״ו")),
        ("he", "כ׳", Number("t", "כ׳")),
        ("he", "סעיף 5א", Number("5a", "5א")),
        ("ar", "(أ)", Number("a", "أ")),
        ("ar", "(ج)", Number("c", "ج")),
        ("ar", "(هـ)", Number("e", "هـ")),
        ("ar", "’1‘", Number("1", "1")),
        ("fa", "الف)", Number("a", "الف")),
        ("fa", "ب-", Number("b", "ب")),
        ("fa", "۲-", Number("2", "2")),
        ("hi", "(ग)", Number("c", "ग")),
        ("hi", "31क", Number("31a", "31क")),
        ("th", "(ก)", Number("a", "ก")),
        ("th", "(ค)", Number("c", "ค")),
        ("th", "มาตรา ๕/๑", Number("5-1", "5/1")),
        ("th", "มาตรา ๕ ทวิ", Number("5bis", "5 ทวิ")),
        ("th", "มาตรา ๕ ฉ", Number("5sexies", "5 ฉ")),
        ("ar", "المادة ٥ مكرر", Number("5bis", "5 مكرر")),
        ("fa", "ماده ۵ مکرر", Number("5bis", "5 مکرر")),
        ("ja", "イ", Number("a", "イ")),
        ("ja", "（ロ）", Number("b", "ロ")),
        ("ja", "㋩", Number("c", "ハ")),
        ("ja", "ｲ", Number("a", "イ")),
        ("ja", "甲", Number("a", "甲")),
        ("ja", "第九条ノ二", Number("9-2", "9-2", is_spelled=True)),
        ("ja", "二", Number("2", "2", is_spelled=True)),
        ("zh", "㈡", Number("2", "2", is_spelled=True)),
        ("zh", "乙、", Number("b", "乙")),
        ("ko", "다.", Number("c", "다")),
        ("ko", "㉯", Number("b", "나")),
        ("ko", "거.", Number("o", "거")),
        ("ko", "②", Number("2", "2")),
        ("de", "α)", Number("a", "α")),
        ("de", "ββ)", Number("bb", "ββ")),
    ],
)
def test_a_letter_is_read(language: str, printed: str, number: Number) -> None:
    read = read_number(printed, letters=lettered(language))
    assert isinstance(read, Number)
    assert (read.designation, read.cited, read.is_spelled) == (number.designation, number.cited, number.is_spelled)


@pytest.mark.parametrize(
    ("language", "printed", "found"),
    [
        # No letters of lists in the language, or of another language.
        ("ru", "й)", "'й)'"),
        ("en", "б)", "'б)'"),
        ("en", "イ", "'イ'"),
        ("ru", "яя)", "the word 'яя' in 'яя)'"),
        ("he", "יה", "'יה'"),
        # Names cut short.
        ("ru", "ч.1", "'ч.1'"),
        ("th", "ม.5", "'ม.5'"),
        ("ar", "م.5", "'م.5'"),
        # What may be a roman numeral, or a Latin letter.
        ("ru", "С)", "'С' with U+0421 CYRILLIC CAPITAL LETTER ES in 'С)'"),
        ("el", "Ι.", "'Ι' with U+0399 GREEK CAPITAL LETTER IOTA in 'Ι.'"),
        ("en", "ν)", "'ν' with U+03BD GREEK SMALL LETTER NU in 'ν)'"),
        ("en", "а)", "'а' with U+0430 CYRILLIC SMALL LETTER A in 'а)'"),
        # More than one number.
        ("ja", "①②", "more than one number in '①②'"),
        ("ru", "1 б)", "more than one number in '1 б)'"),
    ],
)
def test_a_letter_is_not_guessed(language: str, printed: str, found: str) -> None:
    assert read_number(printed, letters=lettered(language)) == Unreadable(found, is_several=found.startswith("more"))


def test_a_letter_that_may_be_latin_is_read_where_it_is_known_to_be_none() -> None:
    russian = alphabets.of_language("ru")
    assert read_number("С.", letters=Letters(russian, is_certain=True)) == read_number(
        "С.", letters=Letters(russian[:1], is_certain=True)
    )
    assert isinstance(read_number("с)", letters=Letters(russian)), Number)
    assert isinstance(read_number("с)", letters=Letters(russian, beside_latin=True)), Unreadable)


@pytest.mark.parametrize("alphabet", [alphabet for _, alphabet in SERIES], ids=NAMES)
def test_no_two_numbers_of_a_series_have_one_id(alphabet: alphabets.Alphabet) -> None:
    read = [read_number(f"({sign})", letters=Letters((alphabet,), is_certain=True)) for sign in alphabet.signs]
    ids = [number.designation for number in read if isinstance(number, Number)]
    assert ids == [latin_letters(place) for place in range(1, len(alphabet.signs) + 1)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("alphabet", [alphabet for _, alphabet in SERIES], ids=NAMES)
def test_letters_follow_one_another_with_and_without_those_that_lists_leave_out(
    alphabet: alphabets.Alphabet,
) -> None:
    letters = Letters((alphabet,), is_certain=True)
    shorter = [sign for place, sign in enumerate(alphabet.signs, start=1) if place not in alphabet.optional]
    for signs in (alphabet.signs, shorter):
        read = [read_number(sign, letters=letters) for sign in signs]
        (first, *_), *_ = series = [ranks(one.designation, one.mark) for one in read if isinstance(one, Number)]
        assert len(series) == len(signs)
        assert is_first(first)
        assert [written(rank) for (rank,) in series] == list(signs)
        for (before,), (after,) in pairwise(series):
            assert follows(after, before)
            assert not follows(before, after)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(SERIES), st.data())
def test_different_numbers_of_a_list_have_different_ids(
    series: tuple[str, alphabets.Alphabet], data: st.DataObject
) -> None:
    language, alphabet = series
    letters = Letters((alphabet, *alphabets.of_language(language)), is_certain=True)
    one, other = data.draw(st.lists(st.sampled_from(alphabet.signs), min_size=2, max_size=2, unique=True))
    form = data.draw(st.sampled_from(["{}", "({})", "{})", "1.{}", "5({})", "5{}", "12-{}"]))
    numbers = [read_number(form.format(sign), letters=letters) for sign in (one, other)]
    designations = [number.designation for number in numbers if isinstance(number, Number)]
    assert len(designations) == len(set(designations)) == len(numbers)
    for number, sign in zip(numbers, (one, other), strict=True):
        assert isinstance(number, Number)
        assert sign in number.cited
        assert number.designation.isascii()


def test_letters_are_put_in_the_form_of_addresses_with_those_that_a_text_uses() -> None:
    numbers = [("1.1.б", "1.1.b"), ("1.2.ت", "1.2.c"), ("1.3.ت", "1.3.e"), ("2", "2"), ("3.b", "3.b")]
    known = alphabets.in_use(numbers, "ru-RU")
    assert (known["б"], known["в"]) == ("b", "c")
    assert "ت" not in known
    assert alphabets.in_use([], "en")["α"] == "a"
    assert alphabets.printed([("1.а", "1.a"), ("1.б", "1.b"), ("2.b", "2.b"), ("3", "3")]) == {"a": "а"}
