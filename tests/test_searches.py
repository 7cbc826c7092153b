"""The queries of `searches.yaml`: they name places that are there, and are many, in many languages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from searches import SEARCHES, edition, holding, paths, plain, searches
from udhr import encoding

if TYPE_CHECKING:
    from collections.abc import Collection

KINDS = {"text", "numbers", "numbers_on", "words", "beyond"}
OFFERS = ({"offer"}, {"says", "near"})
OTHERS = [name for name in SEARCHES if name != "declaration"]


def check_places(name: str, *, pages: Collection[str] = ()) -> None:
    """Hold what an instrument's queries lead to to the instrument.

    Args:
        name: The instrument.
        pages: The paths of pages that are written by hand, and of their headings.
    """
    of = edition(name)
    there = {*paths(of), *pages}
    for search in searches(name):
        if isinstance(search.expected, dict) and "holds" in search.expected:
            assert holding(search.expected["holds"], of), search
            assert set(search.expected) == {"holds"}, search
        elif search.is_offer:
            assert set(search.expected) in OFFERS, search
            assert "near" in search.expected or search.expected["offer"] is True, search
        assert search.right(of) <= there, search
        assert {plain(path, of) for path in search.right(of)} == search.right(of), search
    pages_of_readers = {path.partition("#")[0] for path in there}
    assert {search.page for search in searches(name)} <= {"", *pages_of_readers}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_expected_is_there(name: str) -> None:
    check_places(name)


def test_no_query_is_asked_twice() -> None:
    for name, of in SEARCHES.items():
        assert set(of) <= KINDS
        counted = Counter((search.page, search.query) for search in searches(name))
        assert [query for query, count in counted.items() if count > 1] == []


def test_the_queries_are_many_in_many_languages() -> None:
    count = {name: len(searches(name)) for name in SEARCHES}
    assert sum(count.values()) >= 500
    assert sum(not search.is_number for name in SEARCHES for search in searches(name)) >= 300
    languages = Counter(edition(name).instrument.language for name in OTHERS for _ in searches(name))
    assert {language for language, of in languages.items() if of >= 20} >= {"en", "de", "ja", "th", "ar"}


@pytest.mark.parametrize("language", ["ar", "de", "en", "fr", "ja", "th", "zh"])
def test_the_declaration_of_human_rights_has_its_thirty_articles(language: str) -> None:
    of = edition(f"udhr-{language}").instrument
    assert [clause.id for clause in of.clauses if clause.kind == "article"] == [str(number) for number in range(1, 31)]
    assert of.language == language
    assert (of.direction == "rtl") == (language == "ar")


def test_its_words_are_those_of_the_package() -> None:
    written = yaml.safe_load(encoding("ja"))
    assert written["preamble"]["recitals"][3].startswith("諸国間の友好関係の発展を促進することが肝要")
    assert written["body"][22]["number"] == "弟23条"  # as the package has it
    assert [paragraph["number"] for paragraph in written["body"][22]["content"]] == ["1.", "2.", "3.", "4."]
    assert written["body"][2]["content"] == [{"text": "すべての人は、生命、自由及び身体の安全に対する権利を有する。"}]
