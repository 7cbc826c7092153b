from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.ranges import between, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

CONVENTION = """
format: 1
instrument: {id: t, title: T, kind: convention, language: en}
preamble: {opening: Opening, recitals: [One, Two, Three], closing: Closing}
body:
  - kind: chapter
    number: Chapter I
    content:
      - kind: article
        number: Article 1
        slug: one
        content:
          - {number: "1.", text: One., items: [{number: (a), text: A}, {number: (b), text: B}]}
          - {number: "2.", text: Two.}
          - {number: "3.", text: Three.}
      - {kind: article, number: Article 2, slug: two, content: [{text: One.}, {text: Two.}]}
  - kind: chapter
    number: Chapter II
    content:
      - {kind: article, number: Article 3, slug: three, content: [{text: One., items: [{text: A}, {text: B}]}]}
"""


LABELS = {
    "preamble~chapter-i": "preamble to chapter I",
    "preamble~chapter-ii": "preamble to chapter II",
    "chapter-i~chapter-ii": "chapters I–II",
    "preamble.opening~preamble.1": "preamble, opening words to recital 1",
    "preamble.opening~preamble.closing": "preamble, opening words to closing words",
    "preamble.1~preamble.3": "preamble, recitals 1–3",
    "preamble.2~preamble.closing": "preamble, recital 2 to closing words",
    "1~2": "articles 1–2",
    "1~3": "articles 1–3",
    "1~chapter-ii": "article 1 to chapter II",
    "1.1~1.3": "article 1(1)–(3)",
    "1.1.a~1.1.b": "article 1(1)(a)–(b)",
    "1.1.b~1.2": "article 1(1)(b)–(2)",
    "1.1.b~2": "articles 1(1)(b)–2",
    "1.3~2.p1": "article 1(3) to article 2, first paragraph",
    "2.p1~2.p2": "article 2, first paragraph to second paragraph",
    "2.p2~3": "article 2, second paragraph to article 3",
    "3.indent1~3.indent2": "article 3, first indent to article 3, second indent",
    "preamble.3~1.1": "preamble, recital 3 to article 1(1)",
}
"""Ranges of a convention, each named by what its ends share."""


@pytest.mark.parametrize("id_", LABELS)
def test_ranges_of_a_convention(id_: str, read: Callable[..., Edition]) -> None:
    edition = read(CONVENTION)
    first, last = map(edition.instrument.by_id.__getitem__, id_.split("~"))
    span = between(first, last, edition.instrument, edition.words)
    assert span is not None
    assert (span.id, span.label) == (id_, LABELS[id_])


@pytest.mark.parametrize("id_", ["1.3~1.1", "1.1~1.1", "1.1~1.1.a", "1.1.a~1.1", "chapter-i~1.1.b", "2~1.3"])
def test_what_is_no_range(id_: str, read: Callable[..., Edition]) -> None:
    edition = read(CONVENTION)
    first, last = map(edition.instrument.by_id.__getitem__, id_.split("~"))
    assert between(first, last, edition.instrument, edition.words) is None


def test_other_words_for_kinds(read: Callable[..., Edition]) -> None:
    japanese = Catalogue({"article": "第{number}条", "chapter": "第{number}章", "chapter-plural": "第{number}の各章"})
    instrument = read(CONVENTION, words=japanese).instrument
    _, one, two = instrument.divisions
    first, last = one.children
    assert label(first, last, instrument.by_id, japanese) == "第1–2条"
    assert label(one, two, instrument.by_id, japanese) == "第I–IIの各章"
