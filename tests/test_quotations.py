"""Quoted words beside those of a text: what a quotation may change, and nothing else."""

from __future__ import annotations

import random

import pytest

from mkdocs_declaration.documents.links import folding
from mkdocs_declaration.documents.links.quotations import is_like, is_quoted, likeness
from mkdocs_declaration.documents.links.whole_text import WholeText

TEXT = (
    "Reaffirming the importance of STRENGTHENING border control, we shall recognize that this raises public awareness "
    "and counters radicalisation, which members’ police forces see as violent;"
)


@pytest.mark.parametrize(
    "words",
    [
        "[re]affirm[s] the importance",
        "Reaffirm[] the importance of strengthen[ed] border control",
        "REAFFIRM[S] the importance of strengthen[] border",
        "the importance of Strengthen[ed] border control",
        "recogniz[es] that this rais[e] public",
        "[R]eaffirming the importance",
        "[re]affirm[s] … [b]order control",
        "counters radicali[z]ation, which",
        "counter[s and prevents] radicalisation",
        "members[’] police forces see",
        "the importance (…) border control",
        "the importance (...) border control",
        "the importance [. . .] border control (…)",
        "the importance * * * border control",
        "the importance … [the] border control",
        "[They] shall recognize that this",
    ],
)
def test_what_a_quotation_may_change(words: str) -> None:
    assert is_quoted(words, TEXT)


@pytest.mark.parametrize(
    "words",
    [
        "strengthen[ed] borders control",
        "strengthening[ed] and border control",
        "recognis[es] that this",
        "[re]affirm[s] that the importance",
        "rais[e] the public awareness",
        "the importance (and) border control",
        "the importance * border control",
        "the importance (…) borders control",
        "this [public] awareness of radicalisation",
        "[s]trengthened border control",
        "see as violen[t] extremism",
    ],
)
def test_a_changed_word_is_told(words: str) -> None:
    assert not is_quoted(words, TEXT)
    assert not is_quoted(words, TEXT, loosely=True)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("strengthen[ed] bor- der control", True),
        ("recogniz[es] thatthis raises", True),
        ("strengthen[ed] control", False),  # the rest of a word ends with the word
        ("recogniz[es] raises public awareness", False),
    ],
)
def test_a_bracket_in_print_stands_for_the_rest_of_one_word(words: str, right: bool) -> None:  # noqa: FBT001 - a table
    assert is_quoted(words, TEXT, loosely=True) == right


def test_a_word_that_a_bracket_changed_counts_as_one_of_the_text() -> None:
    compared = likeness("strengthen[ed] border controls, we shall recogniz[e]", TEXT)
    assert is_like("strengthen[ed] border controls, we shall recogniz[e]", compared.share)
    assert (compared.quoted, compared.actual) == (
        "strengthen[ed] border controls, we shall recogniz[e]",
        "STRENGTHENING border control, we shall recognize",
    )


CLAUSES = (
    "The Parties shall cooperate through:",
    "Strengthening border control and immigration;",
    "Reducing vulnerability of the private sector;",
    "Article two",
    "The Parties’ police forces shall cooperate in good faith and strengthen border control.",
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Strengthening border control", [(1,)]),
        ("strengthen[ed] border control", [(1,), (4,)]),
        ("[re]duc[ed] vulnerability", [(2,)]),
        ("The Parties shall cooperate", [(0,)]),
        ("shall cooperate", [(0,), (4,)]),
        ("shall cooperate through: (i) strengthening border", [(0, 1)]),
        ("shall cooperate … border control and … vulnerability of", [(0, 1, 2)]),
        ("shall cooperate (…) good faith", [(4,)]),
        ("immigration; Reducing vulnerability", [(1, 2)]),
        ("Parties' police forces", [(4,)]),
        ("border controls", []),
        ("good faith … private sector", []),
    ],
)
def test_the_clauses_that_have_a_quotation(words: str, found: list[tuple[int, ...]]) -> None:
    assert WholeText(CLAUSES).find(words) == found


def test_the_clauses_that_have_a_quotation_broken_in_print() -> None:
    assert WholeText(CLAUSES).find("vul- nerability of theprivate sector", loosely=True) == [(2,)]


def test_words_that_are_all_common_are_found_by_pairs_as_by_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    source = random.Random(12)  # noqa: S311 - nothing is kept secret
    vocabulary = ("the", "States'", "shall", "Co-operate", "in", "don't", "good", "faith")
    clauses = [" ".join(source.choices(vocabulary, k=12)) + "." for _ in range(60)]
    quotations = [
        " ".join(clause.split()[first:last]) for clause in clauses for first, last in ((0, 12), (2, 7), (3, 6))
    ]
    quotations += [quotation[1:] for quotation in quotations] + [f"{words} twice" for words in quotations]
    by_word = WholeText(clauses)
    expected = [by_word.find(words) for words in quotations]
    assert {bool(places) for places in expected} == {True, False}
    monkeypatch.setattr("mkdocs_declaration.documents.links.whole_text.COMMON", 15)
    by_pair = WholeText(clauses)
    assert [by_pair.find(words) for words in quotations] == expected
    monkeypatch.setattr("mkdocs_declaration.documents.links.whole_text.COMMON", 0)
    assert [by_pair.find(words) for words in quotations] == expected


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("The  Parties\tshall\x1cact", "The Parties shall act"),
        ("the PARTIES' and aBC and aBc", "the parties and abc and aBc"),
        ('a "b" `c` - d', "a b c-d"),
        ("the Parties\u00a0shall", "the Parties shall"),
    ],
)
def test_the_form_in_which_words_are_compared(words: str, form: str) -> None:
    assert folding.folded_within(f" {words} ") == form
