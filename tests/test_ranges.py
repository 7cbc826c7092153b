from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.catalogue import Catalogue
from mkdocs_declaration.instrument.ranges import REACH, label, ranges

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


def test_ranges_of_a_convention(read: Callable[..., Edition]) -> None:
    edition = read(CONVENTION)
    assert {one.id: one.label for one in ranges(edition.instrument, edition.words)} == {
        "preamble~chapter-i": "preamble to chapter I",
        "preamble~chapter-ii": "preamble to chapter II",
        "chapter-i~chapter-ii": "chapters I–II",
        "preamble.opening~preamble.1": "preamble, opening words to recital 1",
        "preamble.opening~preamble.2": "preamble, opening words to recital 2",
        "preamble.opening~preamble.3": "preamble, opening words to recital 3",
        "preamble.opening~preamble.closing": "preamble, opening words to closing words",
        "preamble.1~preamble.2": "preamble, recitals 1–2",
        "preamble.1~preamble.3": "preamble, recitals 1–3",
        "preamble.1~preamble.closing": "preamble, recital 1 to closing words",
        "preamble.2~preamble.3": "preamble, recitals 2–3",
        "preamble.2~preamble.closing": "preamble, recital 2 to closing words",
        "preamble.3~preamble.closing": "preamble, recital 3 to closing words",
        "1~2": "articles 1–2",
        "1.1~1.2": "article 1(1)–(2)",
        "1.1~1.3": "article 1(1)–(3)",
        "1.2~1.3": "article 1(2)–(3)",
        "1.1.a~1.1.b": "article 1(1)(a)–(b)",
        "2.p1~2.p2": "article 2, first paragraph to second paragraph",
        "3.indent1~3.indent2": "article 3, first indent to article 3, second indent",
    }


def test_other_words_for_kinds(read: Callable[..., Edition]) -> None:
    japanese = Catalogue({"article": "第{number}条", "chapter": "第{number}章", "chapter-plural": "第{number}の各章"})
    _, one, two = read(CONVENTION, words=japanese).instrument.divisions
    first, last = one.children
    assert label(first, last, one, japanese) == "第1–2条"
    assert label(one, two, None, japanese) == "第I–IIの各章"


def test_places_grow_with_the_text_and_not_with_its_square(read: Callable[..., Edition]) -> None:
    sections = "".join(
        f"  - {{kind: section, number: '{n}', slug: s{n}, content: [{{text: T.}}]}}\n" for n in range(1, 61)
    )
    head = "format: 1\ninstrument: {id: t, title: T, kind: act, language: en}\nbody:\n"
    edition = read(head + sections)
    ids = [one.id for one in ranges(edition.instrument, edition.words)]
    assert len(ids) == sum(min(REACH - 1, 60 - n) for n in range(1, 61))
    assert "1~20" in ids
    assert "1~21" not in ids
