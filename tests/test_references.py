"""Cross-references: what is found in words, where it leads, and what is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.references import grammar
from mkdocs_declaration.instrument.references.expressions import any_of
from mkdocs_declaration.instrument.references.search import find
from mkdocs_declaration.instrument.text.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.references.search import CrossReferences

GOLDEN = yaml.safe_load((Path(__file__).parent / "references.yaml").read_text(encoding="utf-8"))
CASES = [(language, case) for language, cases in GOLDEN["cases"].items() for case in cases]
CASES += [(name, case) for name, text in GOLDEN["texts"].items() for case in text["cases"]]
PLACES = {
    "sections": "1.1",
    "code": "7.p1",
    "regulation": "1.p1",
    "law": "1.p1",
    "act": "2.1",
    "rules": "1.p1",
    "letters": "1.2",
    "clauses": "clause-2.p1",
    "constitution": "I.1.p1",
    "going_on": "1.2",
    "lettered": "R.121-2.p1",
    "divided": "L.2.p1",
    "annexed": "1.p1",
    "titled": "1.p1",
}
"""Where the words of a case stand, unless it says so; elsewhere in 5.1."""
KANJI = ["一", "二", "三", "四", "五", "六", "七", "八"]


def article(names: dict[str, str], number: str, content: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "article", "number": names["article"].format(number), "content": content}


@cache
def instrument_of(language: str) -> Instrument:
    """The instrument of the cases of a language; `references.yaml` tells its units."""
    if language in GOLDEN["texts"]:
        return read(GOLDEN["texts"][language]["encoding"])
    names = GOLDEN["instruments"][language]
    is_japanese = language == "ja"
    one, two, three, four, five, six, seven, eight = KANJI if is_japanese else map(str, range(1, 9))
    numbered = [{"number": f"{number}.", "text": "Words."} for number in (1, 2)]
    roman = [{"number": number, "text": "Words."} for number in ("(i)", "(ii)")]
    items = [{"number": "(a)", "text": "Words:", "items": roman}, {"number": "(b)", "text": "Words."}]
    flat = [{"number": "(a)", "text": "Words."}, {"number": "(b)", "text": "Words."}]
    third = [{"number": "1.", "text": "Words:", "items": items}]
    third += [{"number": f"{number}.", "text": "Words."} for number in (2, 3)]
    first = {"kind": "chapter", "number": names["chapter"].format(one if is_japanese else "I"), "content": [
        article(names, one, [{"text": "Words."}]),
        article(names, two, [{"text": "Words:", "items": flat}]),
        article(names, three, third),
    ]}  # fmt: skip
    second = {"kind": "chapter", "number": names["chapter"].format(two if is_japanese else "II"), "content": [
        article(names, four, [{"text": f"Words {count}."} for count in range(3)]),
        article(names, five, numbered),
        {**article(names, f"{five} bis", numbered), **({"number": "第五条の二"} if is_japanese else {})},
        *(article(names, number, [{"text": "Words."}]) for number in (six, seven, eight)),
    ]}  # fmt: skip
    annex = {"kind": "annex", "id": "annex-i", "number": names["annex"].format("I"), "content": [
        article(names, one, [{"text": "Words."}]),
        article(names, two, numbered),
    ]}  # fmt: skip
    stated = {"id": "t", "title": names["title"], "kind": names["kind"], "language": language}
    document = {"format": "1", "instrument": stated, "body": [first, second, annex]}
    return read(document)


def read(document: dict[str, Any]) -> Instrument:
    written = json.dumps(document).encode()  # which is YAML too
    edition, problems = read_edition(("text.yaml", written), None, Catalogue())
    assert edition is not None, [str(problem) for problem in problems]
    return edition.instrument


def with_words(clauses: tuple[Clause, ...], id_: str, words: str) -> tuple[Clause, ...]:
    """Clauses of which one has other words."""
    return tuple(
        replace(
            clause,
            text=Text(words) if clause.id == id_ else clause.text,
            children=with_words(clause.children, id_, words),
        )
        for clause in clauses
    )


def references_in(words: str, at: str, language: str) -> CrossReferences:
    instrument = instrument_of(language)
    assert at in instrument.by_id
    return find(replace(instrument, divisions=with_words(instrument.divisions, at, words)))


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language} {case['text']}" for language, case in CASES])
def test_words(language: str, case: dict[str, Any]) -> None:
    words, at = (
        case["text"],
        str(case.get("at", PLACES.get(language, "5.1"))),
    )
    references = references_in(words, at, language)
    found = references.by_clause.get(at, ())
    assert [[words[one.start : one.end], one.target] for one in found] == [
        [str(stretch), str(target)] for stretch, target in case.get("found", {}).items()
    ]
    assert {lost.words: lost.near for lost in references.lost} == case.get("lost", {})


@pytest.mark.parametrize("name", GOLDEN["documents"])
def test_footnotes_cells_and_headings(name: str) -> None:
    case = GOLDEN["documents"][name]
    instrument = read(case["encoding"])
    references = find(instrument)
    found = {
        id_: [[str(instrument.by_id[id_].text)[one.start : one.end], one.target] for one in listed]
        for id_, listed in references.by_clause.items()
        if listed
    }
    in_headings = {
        id_: [[str(instrument.by_id[id_].heading)[one.start : one.end], one.target] for one in listed]
        for id_, listed in references.in_headings.items()
    }
    assert found == case["found"]
    assert in_headings == case.get("in_headings", {})
    assert {lost.clause: lost.words for lost in references.lost} == case["lost"]
    assert {id_: list(ids) for id_, ids in references.referred_to_in.items()} == case["referred_to_in"]


@pytest.mark.parametrize("name", ["item", "section", "kapitel", "annex", "§", "él", "sub-paragraph", "of_the"])
def test_names_are_found_whatever_their_case(name: str) -> None:
    """A pattern of words finds what each word alone does where case does not count, in letters outside of ASCII too."""
    alone = re.compile(name.replace("_", r"\s+"), re.IGNORECASE)
    among_others = re.compile(any_of([name, "articles", "sections", "items", "kapitels", "of"]), re.IGNORECASE)
    written = name.replace("_", " ")
    forms = [written[:place] + char + written[place + 1 :] for place in range(2) for char in "İıſKsSiIkKaA"]
    for form in [written, written.upper(), *forms]:
        longest = among_others.fullmatch(form)
        assert (longest is not None) == (alone.fullmatch(form) is not None), form


ALONE = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - {kind: article, number: "1", content: [{text: WORDS}]}
"""


def test_a_text_without_references_is_read_without_the_grammar_of_its_language(
    read: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(grammar, "grammar", lambda language, *_: made.append(language))
    read(ALONE.replace("WORDS", "We trust each other."))
    assert made == []
    read(ALONE.replace("WORDS", "We trust article 1."))
    assert made == ["en"]
