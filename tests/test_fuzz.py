"""Mutants of the files of an edition: each is published whole, or reported. `make fuzz` tries thousands."""

from __future__ import annotations

import pytest

import fuzz
from fuzz import KEYS, seeds, try_mutant
from mutants import mutant
from word_oracle import lost, published

SEEDS = seeds()


def test_the_seeds_are_whole() -> None:
    assert [try_mutant(files, slow=True) for files in SEEDS] == [None] * len(SEEDS)


def test_a_number_gives_the_same_mutant() -> None:
    assert mutant(SEEDS, 7, seed=1) == mutant(SEEDS, 7, seed=1) != mutant(SEEDS, 8, seed=1)


@pytest.mark.parametrize("start", range(0, 300, 50))
@pytest.mark.slow
def test_mutants(start: int) -> None:
    failures = [try_mutant(mutant(SEEDS, number), number) for number in range(start, start + 50)]
    assert [failure for failure in failures if failure is not None] == []


PAGE = {
    "one/index.html": "<h1>1. Fees</h1><p>The <em>fee</em> is <b>d</b>ue “now”.</p><a id='x.y' href='https://e.org/a'>".encode()
}


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("- text: The fee is due “now”.", ""),
        ("- text: The *fee* is **d**ue “now”.", ""),
        ("  # a comment on a line of its own", ""),
        ("slug: x # a comment behind a setting", ""),
        ("{number: 1., heading: Fees, url: 'https://e.org/a'}", ""),
        ('text: "The\\x20fee is \\u0064ue"', ""),
        ("text: The fee in annex # 2 is due", "The fee in annex # 2 is due"),
        ("text: The fee is not due", "The fee is not due"),
        ("heading: Due", "Due"),
        ("heading: e", "e"),
        ("text: https://e.org/a", "https://e.org/a"),
        ("anything that is no key", "anything that is no key"),
    ],
)
def test_words_that_vanish_are_seen(line: str, missing: str) -> None:
    found = lost(f"# first\n{line}\n".encode(), KEYS, published(PAGE), "")
    assert found == ([(2, missing)] if missing else [])


def test_words_of_a_report_are_not_lost() -> None:
    assert lost(b"heading: Dues\n", KEYS, published(PAGE), "unknown word 'Dues'") == []


def test_broken_promises_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise ValueError("no")

    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, "read_edition", failing)
    assert str(try_mutant(SEEDS[1], 7)).startswith("Failure(number=7, cause='reading: ValueError at test_fuzz.py:")
    monkeypatch.setattr(fuzz, "SECONDS", 0.01)
    monkeypatch.setattr(fuzz, "read_edition", endless)
    assert try_mutant(SEEDS[1]) == fuzz.Failure(0, "reading: more than 0.01 s", "")
    monkeypatch.setattr(fuzz, "read_edition", lambda *_, **__: (None, []))
    assert try_mutant(SEEDS[1]) == fuzz.Failure(0, "refused without an error", "")
