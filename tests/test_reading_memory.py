"""A server reads an edited text with what it remembers: the edition and the problems are those of reading all anew.

The number of edits is 30, or that in the environment variable `EDITS`.
"""

from __future__ import annotations

import itertools
import os
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.encoding.identification import identify as identify_module
from mkdocs_declaration.encoding.identification.cache import ReadingMemory
from mkdocs_declaration.encoding.shapes import shape
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.references import extraction
from mkdocs_declaration.problems import report
from random_edits import EditedFiles

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.source_map import SourceMap
    from mkdocs_declaration.problems import Problem

COUNT = int(os.environ.get("EDITS", "30"))
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.yaml"))
FOOTNOTES = """format: "1"
instrument: {id: t, title: T, kind: treaty, language: en}
body:
- kind: part
  number: Part I
  content:
  - {kind: article, number: Article 1, heading: 'One[^1]', footnotes: [{mark: '1', text: Note.}], content: [{text: A}]}
  - {kind: article, number: Article 2, content: [{number: '1.', text: A, items: [{number: (a), text: B}]}]}
- kind: part
  number: Part II
  content:
  - {kind: article, number: Article 1, content: [{number: '1.', text: See Article 2., paragraphs: [C]}]}
  - {kind: article, number: Article 2, content: [{number: '1.', text: A}, {number: '2.', text: D}]}
"""


class Reader:
    """Reads texts with what it remembers, and without."""

    def __init__(self) -> None:
        self.memory = ReadingMemory()

    def read(
        self, encoding: str, glossary: str | None = None, *, words: dict[str, str] | None = None, anew: bool = False
    ) -> tuple[Edition | None, list[Problem]]:
        terms = ("g.yaml", glossary.encode()) if glossary is not None else None
        memory = None if anew else self.memory
        return read_edition(
            ("t.yaml", encoding.encode()), terms, Catalogue(words or {}), is_preview=True, memory=memory
        )

    def check(self, encoding: str, glossary: str | None = None, **options: dict[str, str]) -> None:
        """Compare what is read in both ways."""
        edition, problems = self.read(encoding, glossary, **options)  # type: ignore[arg-type]
        expected, expected_problems = self.read(encoding, glossary, anew=True, **options)
        assert report(problems) == report(expected_problems)
        assert shown(edition) == shown(expected)


def shown(edition: Edition | None) -> list[str]:
    """All that an edition holds, one value of a clause a line."""
    if edition is None:
        return []
    written: SourceMap | None = edition.source_map
    values = (
        *edition.instrument.clauses,
        *(clause.children for clause in edition.instrument.clauses),
        replace(edition.instrument, divisions=()),
        *edition.references.by_clause.items(),
        edition.references,
        edition.glossary.terms,
        *edition.glossary.mentions.items(),
        edition.glossary.mentioned_in,
        *edition.sentences.items(),
        written and (written.ids, written.words, written.slugs, written.instrument),
    )
    return [re.sub("0x[0-9a-f]+", "", repr(value)) for value in values]


@pytest.mark.parametrize("indent", [None, 1])
def test_edits_are_read_as_anew(indent: int | None) -> None:
    random, edited, reader = Random(7), EditedFiles(), Reader()  # noqa: S311 - a repeatable sample, not a secret
    reader.check(*edited.written(indent))
    for _ in range(COUNT):
        edited.edit(random)
        reader.check(*edited.written(indent))


def _slip(text: str, random: Random) -> str:
    """A text with one slip of an author: a line that is gone, twice there or another, characters that are."""
    lines = text.splitlines(keepends=True)
    place = random.randrange(len(lines))
    column = random.randrange(len(lines[place]))
    line = lines[place]
    lines[place] = random.choice(
        (
            "",
            line * 2,
            lines[random.randrange(len(lines))],
            line[:column] + line[column + 1 :],
            line[:column] + random.choice("#:-'*[\u200f9a ") + line[column:],
            line[:column] + "\n" + line[column:],
        )
    )
    return "".join(lines)


@pytest.mark.parametrize("sample", [*SAMPLES, None], ids=lambda sample: sample.stem if sample else "footnotes")
def test_slips_are_read_as_anew(sample: Path | None) -> None:
    random, reader = Random(11), Reader()  # noqa: S311 - a repeatable sample, not a secret
    good = sample.read_text(encoding="utf-8") if sample is not None else FOOTNOTES
    for turn in range(COUNT):
        text = _slip(good, random)
        reader.check(text)
        if turn % 3 == 0:
            reader.check(good)
        elif turn % 3 == 1:
            reader.check(_slip(text, random))


LINES = """format: "1"
instrument: {id: t, title: Sea Treaty, kind: charter, language: en}
preamble: {opening: "The Parties,"}
body:
- {kind: article, number: Article 1, content: [{text: Article 3 of the Land Treaty applies.}]}
- {kind: article, number: Article 2, content: [{text: It is here.}]}
- {kind: article, number: Article 2, id: 2b, content: [{text: "It is there:", items: [{number: (a), text: A}]}]}
- kind: article
  number: Article 3
  content:
  -   { text: "It was here."}
  - {text: "Article 1 applies."}
"""
CHANGES = {
    "words of labels": ("", "", {"article": "Art. {number}"}),
    "a number that no other unit has": ("Article 2, content", "Article 9, out_of_sequence: true, content", {}),
    "a number that cannot be read": ("number: Article 1", "number: Article ?", {}),
    "another number that cannot be read": ("number: Article 3", "number: Article ?", {}),
    "the title": ("title: Sea", "title: Land", {}),
    "the language": ("language: en", "language: fr", {}),
    "the kind of pages": ("language: en", "language: en, pages: part", {}),
    "where a mapping begins": ("-   { text", "-  {  text", {}),
    "an unknown key": ("{opening: ", "{opning:  ", {}),
    "where an unknown key stands": ("{opening: ", "{ opning: ", {}),
    "a key that is gone": (", items: [{number: (a), text: A}]", "", {}),
    "an entry that is gone": ('  - {text: "Article 1 applies."}\n', "", {}),
    "a comment behind a key": ("content:\n", "content: # of it\n", {}),
    "a comment behind a value": ("number: Article 3\n", "number: Article 3 # of it\n", {}),
    "a mark of direction": ("It is here", "It is \u200fhere", {}),
    "a letter from right to left": ("It was here", "It was \u05d0", {}),
    "a quote": ('"It was here."', "'It was here.'", {}),
}


@pytest.mark.parametrize(("change", "further"), list(itertools.pairwise(CHANGES)))
def test_a_change_is_seen_wherever_it_stands(change: str, further: str) -> None:
    """By itself, with a further one, and when either is taken back."""
    reader = Reader()
    (old, new, words), (old_further, new_further, words_further) = CHANGES[change], CHANGES[further]
    changed, both = LINES.replace(old, new), LINES.replace(old, new).replace(old_further, new_further)
    reader.check(LINES)
    reader.check(changed, words=words)
    reader.check(both, words=words_further)
    reader.check(changed)
    reader.check(LINES)
    reader.check(LINES.replace(old_further, new_further))
    reader.check(changed)


def test_terms_are_seen() -> None:
    reader, (encoding, glossary) = Reader(), EditedFiles().written(1)
    reader.check(encoding, glossary)
    reader.check(encoding, glossary.replace('"forms": [', '"ignore_case": true, "forms": ['))
    reader.check(encoding)
    reader.check(encoding, glossary)


def test_what_stays_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {"units": 0, "divisions": 0, "words": 0}

    def counting(name: str, call: object) -> object:
        def counted(*args: object, **kwargs: object) -> object:
            counts[name] += 1
            return call(*args, **kwargs)  # type: ignore[operator]

        return counted

    parse = extraction.places
    division = identify_module._Identification._division  # noqa: SLF001 - what is not done leaves no other trace
    monkeypatch.setattr(shape, "_read_entries", counting("units", shape._read_entries))  # noqa: SLF001
    monkeypatch.setattr(identify_module._Identification, "_division", counting("divisions", division))  # noqa: SLF001
    monkeypatch.setattr(extraction, "places", counting("words", parse))
    reader, (encoding, glossary) = Reader(), EditedFiles().written(1)
    before, _ = reader.read(encoding, glossary)
    counts.update(dict.fromkeys(counts, 0))
    after, _ = reader.read(encoding.replace("See [there](#annex-1.1), and **here**.", "See article 7."), glossary)
    assert before is not None
    assert after is not None
    # The file, a chapter, an article and a paragraph are read; both chapters, which are groups, and the article told.
    assert counts == {"units": 4, "divisions": 3, "words": 1}
    assert after.instrument.by_id["3"] is before.instrument.by_id["3"]
    assert after.instrument.by_id["3.1"] is before.instrument.by_id["3.1"]
    assert reader.read(encoding, glossary)[0] is not None
    counts.update(dict.fromkeys(counts, 0))
    reader.read(encoding, glossary)
    assert counts == {"units": 0, "divisions": 2, "words": 0}
