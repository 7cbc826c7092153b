from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.numbering.numerals import LONGEST, Number, Unreadable, read_number
from mkdocs_declaration.instrument.numbering.ranks import expected, follows, is_first, ranks, written
from mkdocs_declaration.instrument.numbering.unit_names import BY_LANGUAGE, NAMES


@pytest.mark.parametrize(
    ("printed", "designation"),
    [
        ("1.", "1"),
        ("1.3", "1.3"),
        ("1.10", "1.10"),
        ("2.1.1", "2.1.1"),
        ("(ii)", "ii"),
        ("ii)", "ii"),
        ("a.", "a"),
        ("(A)", "A"),
        ("aa)", "aa"),
        ("(ab)", "ab"),
        ("1.3(ii)", "1.3.ii"),
        ("5(1)(a)", "5.1.a"),
        ("[5]", "5"),
        ("Article 5", "5"),
        ("ARTICLE 5.", "5"),
        ("Article 5 —", "5"),
        ("5A", "5A"),
        ("10A", "10A"),
        ("CHAPTER II", "II"),
        ("IV. Abschnitt", "IV"),
        ("<i>Chapter</i> I", "I"),
        ("5. cikk", "5"),
        ("§ 7", "7"),
        ("§7", "7"),
        ("Art.5", "5"),
        ("No. 6", "6"),
        ("№ 6", "6"),
        ("N.º 6", "6"),
        # Inserted units, and numbers in several parts.
        ("Article 5 bis", "5bis"),
        ("Art. 5-bis", "5-bis"),
        ("235 ter ZD", "235terZD"),
        ("(5 bis)", "5bis"),
        ("5) bis", "5bis"),
        ("(5)bis", "5bis"),
        ("a bis)", "abis"),
        ("(ii ter)", "iiter"),
        ("Annex A bis", "Abis"),
        ("(5 A)", "5A"),
        ("§ 312 g", "312g"),
        ("14 a §", "14a"),
        ("12-A", "12-A"),
        ("II-A", "II-A"),
        ("VIIIa", "VIIIa"),
        ("II-1", "II-1"),
        ("22-3009.01", "22-3009.01"),
        # What tells a number from another one is kept.
        ("L. 121-1", "L.121-1"),
        ("Article R. 121-1", "R.121-1"),
        ("Article L121-1", "L121-1"),
        ("LO 1112-1", "LO1112-1"),
        ("D. 3", "D.3"),
        # Raised digits are a part of their own, and signs of ordinals go.
        ("13¹", "13-1"),
        ("Art. 13²a", "13-2a"),
        ("14º", "14"),
        ("1ª", "1"),
        ("§ 1º", "1"),
        ("Artigo 14.º", "14"),
        ("Artigo 14.º-A", "14-A"),
        ("21st", "21"),
        ("2nd", "2"),
        ("11th Part", "11"),
        ("Article 1er", "1"),
        ("1ʳᵉ partie", "1"),
        ("TITRE Ier", "I"),
        ("2ème", "2"),
        ("14e partie", "14"),
        ("IIe partie", "II"),
        ("2e hoofdstuk", "2"),
        # In other languages, apart or before a stop, the e is the letter of an inserted unit.
        ("2 e kap.", "2e"),
        ("2e Abschnitt", "2e"),
        ("14e. titel", "14e"),
        ("§ 14e", "14e"),
        ("14 e §", "14e"),
        # Other scripts.
        ("第１条", "1"),
        ("第10条", "10"),
        ("（３）", "3"),
        ("(١)", "1"),
        ("المادة ٢٦", "26"),
        ("ข้อ ๑๒", "12"),
        ("มาตรา๕", "5"),
        ("Стаття 13¹", "13-1"),
        ("第一条", "1"),
        ("第九条第二項", "9.2"),
        ("第三十六条の二の三", "36-2-3"),
        ("第九百九十九条", "999"),
        ("第一百零一条", "101"),
        ("第一〇一條", "101"),
        ("第千四十四条", "1044"),
        ("（一）", "1"),
        ("二十、", "20"),
        ("제9조의2", "9-2"),
    ],
)
def test_a_number_is_read(printed: str, designation: str) -> None:
    number = read_number(printed)
    assert isinstance(number, Number)
    assert number.designation == designation


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("", "''"),
        ("—", "'—'"),
        ("Annex", "'Annex'"),
        # Numbers in words.
        ("First Article", "the word 'First' in 'First Article'"),
        ("Article the Second", "the word 'the' in 'Article the Second'"),
        ("premier", "'premier'"),
        ("Premier article", "the word 'Premier' in 'Premier article'"),
        ("Erster Abschnitt", "the word 'Erster' in 'Erster Abschnitt'"),
        ("Primero", "'Primero'"),
        ("PART ONE", "the word 'ONE' in 'PART ONE'"),
        ("Article dix", "the word 'dix' in 'Article dix'"),
        ("Additional Article 5", "the word 'Additional' in 'Additional Article 5'"),
        ("[Repealed]", "the word 'Repealed' in '[Repealed]'"),
        ("ab", "'ab'"),
        # Several numbers.
        ("§§ 3 bis 6", "more than one number in '§§ 3 bis 6'"),
        ("Articles 2–4", "more than one number in 'Articles 2–4'"),
        ("Articles 2-4", "the word 'Articles' in 'Articles 2-4'"),
        ("Article 5 IV", "more than one number in 'Article 5 IV'"),
        ("§§ 2-4", "more than one number in '§§ 2-4'"),
        ("I–III", "more than one number in 'I–III'"),
        ("a–c", "more than one number in 'a–c'"),
        ("3 and 4", "more than one number in '3 and 4'"),
        ("Chapter I Section 2", "more than one number in 'Chapter I Section 2'"),
        ("มาตรา ๕/๑", "more than one number in 'มาตรา ๕/๑'"),
        # Signs that can be read in two ways.
        ("13₁", "more than one number in '13₁'"),
        ("13①", "more than one number in '13①'"),
        ("13¹2", "more than one number in '13¹2'"),
        ("13ᵃ", "'13ᵃ'"),
        ("13<sup>1</sup>", "'13<sup>1</sup>'"),
        ("½", "'½'"),
        ("21ST", "'21ST'"),
        ("21th", "'21th'"),
        ("1^a", "'1^a'"),
        ("1 a)", "more than one number in '1 a)'"),
        ("Le titre", "the word 'Le' in 'Le titre'"),
        ("ater", "'ater'"),
        # Letters of other scripts.
        ("イ", "'イ'"),
        ("б)", "'б)'"),
        ("أ)", "'أ)'"),
        ("(с)", "'с' with U+0441 CYRILLIC SMALL LETTER ES in '(с)'"),
        ("Глава ІV", "'ІV' with U+0406 CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I in 'Глава ІV'"),
        ("Ι.", "'Ι' with U+0399 GREEK CAPITAL LETTER IOTA in 'Ι.'"),
        ("附則第二条", "'附則第二条'"),
        ("第一章 総則", "the word '第一章' in '第一章 総則'"),
        ("第十十条", "'第十十条'"),
        ("1" * (LONGEST + 1), "61 characters"),
    ],
)
def test_a_number_is_not_guessed(printed: str, found: str) -> None:
    number = read_number(printed)
    assert isinstance(number, Unreadable)
    assert number.description == found
    assert number.is_several == found.startswith("more than one number")


def test_raised_digits_are_cited_as_printed() -> None:
    assert read_number("Art. 13¹²a") == Number("13-12a", "13¹²a")


def test_the_names_of_a_site_are_names() -> None:
    assert read_number("Canto 5") == Unreadable("the word 'Canto' in 'Canto 5'")
    assert read_number("Canto 5", Catalogue({"article": "Canto"}).names) == Number("5", "5")


def test_no_name_of_a_unit_is_a_number_or_stands_twice_in_a_language() -> None:
    assert [name for name in NAMES if isinstance(read_number(name), Number)] == []
    assert {language: names for language, names in BY_LANGUAGE.items() if names != names.lower()} == {}
    for names in BY_LANGUAGE.values():
        assert len(set(names.split())) == len(names.split())


# Numbers as they are printed, by a grammar: a name, a number in parts, signs around it.
DIGITS = st.integers(1, 400).map(str)
ROMANS = st.integers(1, 60).map(lambda value: written(ranks("i")[0]) if value == 1 else roman(value))
LETTERS = st.sampled_from("abcdefghjkl")
SCRIPTS = st.sampled_from(
    ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "๐๑๒๓๔๕๖๗๘๙", "०१२३४५६७८९"]
)
MARKS = st.sampled_from(
    ["", "", "A", "b", " bis", "bis", " ter ZD", "º", ".º", "¹", "²³", "st", "nd", "e", "er", "-A", " A"]
)
AROUND = st.sampled_from(
    ["{}", "{}.", "({})", "{})", "[{}]", "§ {}", "§§ {}", "L. {}", "{} –", "{} §", "第{}条", "{}¹", "1{}"]
)
JOINTS = st.sampled_from([".", "-", "(", ")(", " ", "–", " bis ", " and ", ", ", "/"])
WORDS = st.sampled_from(
    ["", "Article ", "ARTICLE ", "Art. ", "First ", "Chapter the ", "المادة ", "ข้อ ", "Articles ", "Art."]
)


def roman(value: int) -> str:
    numeral = ""
    for step, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        numeral += sign * (value // step)
        value %= step
    return numeral


@st.composite
def prints(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(DIGITS, DIGITS, ROMANS, LETTERS), min_size=1, max_size=3))
    number = parts[0] + "".join(draw(JOINTS) + part for part in parts[1:]) + draw(MARKS)
    script = draw(SCRIPTS)
    number = number.translate({ord("0") + value: digit for value, digit in enumerate(script)})
    return draw(WORDS) + draw(AROUND).format(number)


def runs(text: str) -> list[str]:
    """Runs of digits in ASCII, raised ones apart from others."""
    folded = ""
    for char in text:
        if char in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            folded += ("" if folded.endswith("^") or folded[-1:] == "~" else "^") + f"{unicodedata.digit(char)}~"
        else:
            folded += str(unicodedata.digit(char)) if char.isdecimal() else char
    return re.findall("[0-9]+", folded.replace("~^", "").replace("~", ""))


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(prints())
def test_a_number_that_is_read_has_all_digits_of_the_print_and_nothing_else(printed: str) -> None:
    number = read_number(printed)
    if isinstance(number, Unreadable):
        assert printed in number.description or "characters" in number.description
        return
    assert re.fullmatch(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*", number.designation)
    assert re.findall("[0-9]+", number.designation) == runs(printed)
    for letters in re.findall("[A-Za-z]+", number.designation):
        assert letters in printed.replace(" ", "")
    # Read again it is the same, and in its series it comes after what it is expected after.
    assert read_number(f"({number.designation})") == Number(number.designation, number.designation)
    for rank in ranks(number.designation):
        assert follows(expected(rank, None), rank)
        assert not follows(rank, rank)
        assert not follows(rank, expected(rank, None))


@pytest.mark.parametrize(
    "series",
    [
        "i ii iii iv",
        "I II III IV",
        "a b c d e f g h i j",
        "h i j",
        "y z aa bb",
        "y z aa ab",
        "aa bb cc",
        "a aa ab b",
        "1.1 1.2",
        "1.9 1.10",
        "2.1 2.1.1 2.1.2 2.2 3",
        "5 5A 5B 6",
        "5 5bis 5ter 6",
        "5 5-bis 5-ter 6",
        "a abis ater b",
        "c cbis d",
        "235 235ter 235terZD 236",
        "12 12-A 12-B 13",
        "13 13-1 13-2 13-2a 14",
        "II II-A III",
        "VIII VIIIa IX",
        "I II-1 II-2 III",
        "I-1 I-2",
        "I-60 II-61 II-62",
        "22-3009 22-3009.01 22-3009.02 22-3010",
        "L.121-1 L.121-2",
        "L121-9 L122-1",
        "1.3 2.1",
    ],
)
def test_numbers_that_follow(series: str) -> None:
    numbers = series.split()
    for before, after in pairwise(numbers):
        assert any(follows(a, b) for a in ranks(after) for b in ranks(before)), (before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.3", "2.4"),
        ("5B", "5A"),
        ("5ter", "5bis"),
        ("5", "6A"),
        ("5", "7"),
        ("5", "5"),
        ("5.1", "5"),
        ("i", "b"),
        ("A", "b"),
        ("ii", "iiii"),
        ("13", "13-2"),
        ("1.60", "2.61"),
        ("L.121-1", "R.121-2"),
        ("z", "ac"),
    ],
)
def test_numbers_that_do_not_follow(before: str, after: str) -> None:
    assert not any(follows(a, b) for a in ranks(after) for b in ranks(before))


@pytest.mark.parametrize("designation", ["1", "i", "I", "a", "A", "aa", "3.1", "10A", "II-1", "22-1.01"])
def test_a_series_can_begin_so(designation: str) -> None:
    assert any(is_first(rank) for rank in ranks(designation))


@pytest.mark.parametrize("designation", ["2", "b", "1e", "10B", "iv", "bb", "22-3001"])
def test_a_series_cannot_begin_so(designation: str) -> None:
    assert not any(is_first(rank) for rank in ranks(designation))


@pytest.mark.parametrize(
    ("before", "found", "next_number"),
    [
        ("1.9", None, "1.10"),
        ("i", "iii", "ii"),
        ("z", None, "aa"),
        ("22-3009.01", "22-3012", "22-3010"),
        ("22-3009.09", "22-3009.12", "22-3009.10"),
        ("5-bis", "5-quater", "5-ter"),
        ("IX", None, "X"),
    ],
)
def test_what_is_expected(before: str, found: str | None, next_number: str) -> None:
    ways = {written(expected(rank, ranks(found)[0] if found else None)) for rank in ranks(before)}
    assert next_number in ways
