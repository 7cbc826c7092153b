"""Quoted words beside those of a text: what a quotation may change, and nothing else."""

from __future__ import annotations

import pytest

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
