"""One form for all ways to write a number, and what certainly is meant; the scripts of pages pass the same cases."""

from __future__ import annotations

import dataclasses
import json
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest
import yaml

from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.published import read_published, read_terms
from mkdocs_declaration.exports.site_data.cards import addresses
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.citations import query_data
from mkdocs_declaration.instrument.citations.readings import Spellings, form, unit_words
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

TESTS = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = yaml.safe_load((TESTS / "addresses.yaml").read_text(encoding="utf-8"))
BASE = "https://example.org/site/"


def instrument(name: str, read: Callable[..., Edition]) -> Edition:
    """An instrument of the cases: one of the samples, or one that the cases have themselves."""
    path = TESTS / "samples" / f"{name}.yaml"
    glossary = path.with_suffix(".glossary")
    text = CASES[name].get("text") or path.read_text(encoding="utf-8")
    return read(text, glossary.read_text(encoding="utf-8") if glossary.is_file() else None)


OTHERS = [name for name in CASES if name != "declaration"]


def check_what_is_certain(of: Edition, fragments: dict[str, Any]) -> None:
    """Hold what check-links suggests to the cases in which one clause is certain."""
    published, problems = read_published("clauses.json", EXPORTERS["clauses.json"].write(of))
    assert published is not None
    assert problems == []
    terms = read_terms(EXPORTERS["glossary.json"].write(of)) if of.glossary.terms else None
    site = Addresses(dataclasses.replace(published, terms=terms), (BASE,))
    certain = {unquote(str(text)): path for text, path in fragments.items() if isinstance(path, str)}
    targets = {text: site.target(f"{BASE}full-text/#{quote(text)}") for text in certain}
    assert {text: target and target.address for text, target in targets.items()} == {
        text: f"{BASE}{path}" if path.startswith("glossary/") else f"{BASE}full-text/#{path.partition('#')[2]}"
        for text, path in certain.items()
    }
    for text, target in targets.items():
        assert target is not None
        is_exact = target.address == f"{BASE}full-text/#{text.partition(':~:')[0]}"
        assert is_exact or (target.error is not None and (target.error.is_certain or "~" in text)), text
    for text in (str(text) for text, answer in fragments.items() if not isinstance(answer, str)):
        target = site.target(f"{BASE}full-text/#{quote(text)}")
        assert target is not None
        assert target.error is None or target.error.rule is Rule.UNKNOWN_CLAUSE, text
    clauses = of.instrument.clauses
    spellings = Spellings((clause.id for clause in clauses), unit_words(clauses, of.words, of.instrument.language))
    texts = [str(text) for text, answer in fragments.items() if not isinstance(answer, str)]
    uncertain = [text for text in texts if "~" not in text]
    assert [text for text in uncertain if spellings.meant(text)] == []


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_certain_is_suggested(name: str, read: Callable[..., Edition]) -> None:
    check_what_is_certain(instrument(name, read), CASES[name]["fragments"])


def test_of_a_list_of_clauses_the_first_is_suggested(read: Callable[..., Edition]) -> None:
    published, _ = read_published("clauses.json", EXPORTERS["clauses.json"].write(instrument("regulation", read)))
    assert published is not None
    site = Addresses(published, (BASE,))
    suggested = {}
    for text, answer in CASES["regulation"]["fragments"].items():
        target = site.target(f"{BASE}full-text/#{quote(text)}")
        if not isinstance(answer, str) and target is not None and target.error is not None:
            suggested[text] = target.error.message.partition("; did you mean ")[2].partition(" ")[0]
    assert suggested == {"1.2, 1.3": "'1.2'", "1.1(a); rule 2; 5.1": "'1.1.a'"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Article 5 bis (2)", "article.5bis.2"),
        ("13¹", "13-1"),
        ("13-1", "13-1"),
        ("1-3-ii", "1-3.ii"),
        ("§ 1º", "1"),
        ("第九条第二項", "9.2"),
        ("第三十六条の二", "36-2"),
        ("（一）", "1"),
        ("제9조의2", "9-2"),
        ("المادة ١(٢)", "المادة.1.2"),
        ("ข้อ๕", "ข้อ.5"),
        ("1.3.iiを参照", "1.3.ii.を参照"),
        ("५.३", "5.3"),
        ("Ⅳ.", "iv"),
        ("\u200e1.3\u200f", "1.3"),
        ("“”", ""),
    ],
)
def test_the_form_of_what_is_written(written: str, expected: str) -> None:
    assert form(written) == expected


def test_the_addresses_of_a_long_text_are_few_bytes_a_clause(read: Callable[..., Edition]) -> None:
    count = 60
    articles = "".join(
        f"  - kind: article\n    number: Article {number}\n    slug: article-{number}\n    content:\n"
        '      - number: "1."\n        text: Words.\n        items:\n'
        + "".join(f"          - {{number: ({letter}), text: words;}}\n" for letter in "abcdefgh")
        for number in range(1, count + 1)
    )
    of = read(f"format: 1\ninstrument: {{id: t, title: T, kind: act, language: en}}\nbody:\n{articles}")
    clauses = addresses(of)["clauses"]
    assert clauses[1] == ["article-2/", "02 1.1 2.a 2.b 2.c 2.d 2.e 2.f 2.g 2.h"]
    assert len(json.dumps(clauses)) < 8 * len(of.instrument.clauses)


def test_the_digits_of_a_script_stand_in_a_row_that_begins_with_its_zero() -> None:
    """What the scripts count on to read the digits of any script."""
    digits = [char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) == "Nd"]
    row = ""
    for char in digits:
        row = row + char if row and ord(char) == ord(row[-1]) + 1 else char
        assert (len(row) - 1) % 10 == unicodedata.digit(char), hex(ord(char))
    assert len(digits) % 10 == 0


ROMAN = """
format: 1
instrument: {id: t, title: T, kind: act, language: en, excerpt: true}
body:
  - {kind: chapter, number: Chapter IX, heading: H, content: [{kind: article, number: Article 1, content: [{text: x}]}]}
"""


def test_a_number_in_letters_is_no_name_of_a_unit(read: Callable[..., Edition]) -> None:
    instrument = read(ROMAN).instrument
    printed = [clause for clause in instrument.clauses if clause.printed is not None]
    names = [list(query_data._names(clause)) for clause in printed]  # noqa: SLF001 - its users seldom show it
    assert names == [["chapter"], ["article"]]
    assert "ix" not in unit_words(instrument.clauses, Catalogue()).names
