"""The words of citations: tables by language that hold together, and what an instrument understands of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.citations.language_data import LANGUAGES, READINGS, citing_words
from mkdocs_declaration.instrument.citations.query_data import citing
from mkdocs_declaration.instrument.identity.identifiers import ELEMENTS
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.interface.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

LISTS = ("numerals", "ordinals", "last", "signs", "ranges", "lists", "links")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_in_the_form_in_which_words_are_compared(language: str) -> None:
    words = citing_words(language)
    assert set(words.units) <= set(READINGS)
    assert {"article", "chapter", "paragraph"} <= set(words.units)
    for listed in (*words.units.values(), *(getattr(words, name) for name in LISTS)):
        assert listed == listed.lower()
        assert "." not in listed
        assert len(listed.split()) == len(set(listed.split()))
    for counted in (words.numerals, words.ordinals):
        assert len(counted.split()) in (0, 10, 19, 20), counted
        forms = [form for entry in counted.split() for form in entry.split("/")]
        assert len(forms) == len(set(forms))


def test_readings_are_elements_of_eids() -> None:
    others = {"preamble", "rec", "indent", "number", "subpara"}
    elements = {*ELEMENTS.values(), *(kind.eid for kind in KINDS.values()), *others}
    assert {element for both in READINGS.values() for names in both for element in names.split()} <= elements


def of(language: str, read: Callable[..., Edition], words: dict[str, str] | None = None) -> dict[str, Any]:
    """What an instrument in a language understands."""
    text = f"""
format: 1
instrument: {{id: t, title: T, kind: act, language: {language}}}
body:
  - {{kind: article, number: Article 1, slug: a1, content: [{{text: Words.}}]}}
"""
    catalogue = Catalogue(words)
    return citing(read(text, words=catalogue).instrument, catalogue)


def test_an_instrument_understands_its_own_language_and_english(read: Callable[..., Edition]) -> None:
    english, german = of("en", read), of("de-AT", read)
    assert german["numerals"] == [citing_words("en").numerals, citing_words("de").numerals]
    assert "erster" in german["ordinals"][1]
    assert "bis" in german["ranges"].split()
    assert "bis" not in english["ranges"].split()
    assert of("tlh", read)["numerals"] == english["numerals"]
    assert "rozdział" in of("pl", read)["units"][-1][-1].split()


def test_it_counts_in_the_language_of_its_sentences(read: Callable[..., Edition]) -> None:
    german = {"units-other": "Es gibt {count} {units}."}
    assert of("de", read)["counts"] == citing_words("en").numerals
    assert of("de", read, german)["counts"] == citing_words("de").numerals
    assert of("tlh", read, german)["counts"] == ""


def test_the_words_of_citations_are_few_bytes(read: Callable[..., Edition]) -> None:
    assert len(json.dumps(of("en", read))) < 2650


@pytest.mark.parametrize(
    ("label", "of_un", "of_oscola"),
    [
        ("recital 2", "preambular para. 2", "recital 2"),
        ("recital 2(a)", "preambular para. 2 (a)", "recital 2(a)"),
        ("recitals 2–3", "preambular paras. 2–3", "recitals 2–3"),
        ("recital 2 to article 5(1)", "preambular para. 2 to art. 5 (1)", "recital 2 to art 5(1)"),
        ("preamble, recital 2", "preamble, para. 2", "preamble, recital 2"),
        ("preamble, recitals 2–3", "preamble, paras. 2–3", "preamble, recitals 2–3"),
    ],
)
def test_a_recital_cited_alone_is_a_preambular_paragraph(label: str, of_un: str, of_oscola: str) -> None:
    words = Catalogue()
    assert [citations.pinpoint(label, words, form) for form in ("un", "short", "long")] == [of_un, of_oscola, label]
    renamed = Catalogue({"recital": "reason {number}", "recital-plural": "reasons {number}"})
    assert citations.pinpoint("reason 2", renamed, "un") == "reason 2"
