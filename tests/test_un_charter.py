"""References in the Charter of the United Nations, against a list that was made by reading it.

The text is no part of the project: without it these tests are skipped (see `legal_texts`).
"""

from __future__ import annotations

import pytest

import legal_texts
import un_charter
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue

READ = """
2.p1: 1 | 2.7: chapter-vii | 3.p1: 110 | 10.p1: 12 | 11.2: 35.2 12 | 11.4: 10 | 13.2: 13.1.b chapter-ix chapter-x
14.p1: 12 | 16.p1: chapter-xii chapter-xiii | 17.3: 57 | 18.2: 86.1.c
24.2: chapter-vi chapter-vii chapter-viii chapter-xii | 26.p1: 47 | 27.3: chapter-vi 52.3 | 35.1: 34 | 35.3: 11 12
36.1: 33 | 37.1: 33 | 37.2: 36 | 38.p1: 33~37 | 39.p1: 41 42 | 40.p1: 39 | 42.p1: 41 | 44.p1: 43 | 45.p1: 43
52.4: 34 35 | 53.1: 53.2 107 | 53.2: 53.1 | 56.p1: 55 | 57.1: 63 | 59.p1: 55 | 60.p1: chapter-x | 61.2: 61.3
63.1: 57 | 73.e: chapter-xii chapter-xiii | 76.p1: 1 | 76.d: 80 | 79.p1: 83 85 | 80.1: 77 79 81 | 80.2: 80.1 77
82.p1: 43 | 83.2: 76 | 86.1.b: 23 | 102.2: 102.1 | 105.3: 105.1 105.2 | 106.p1: 43 42
"""
"""The units whose words refer to others, and these. `paragraph 5 of that Declaration` (106) is of another instrument;
`this Article`, `that Article` (37) and `this Chapter` name what the words stand in, or what was linked just before."""


@pytest.mark.skipif(legal_texts.find(un_charter.PATH) is None, reason="the text of the Charter is not there")
def test_references_are_those_that_a_reader_finds() -> None:
    path = legal_texts.find(un_charter.PATH)
    assert path is not None
    encoded = un_charter.encoded(path.read_text(encoding="utf-8"))
    edition, problems = read_edition(("charter.yaml", encoded), None, Catalogue())
    assert edition is not None, [str(problem) for problem in problems]
    assert [problem.head for problem in problems if problem.rule.value == "reference"] == []
    entries = [entry.split(": ") for line in READ.strip().splitlines() for entry in line.split(" | ")]
    read = {(id_, target) for id_, targets in entries for target in targets.split()}
    references = edition.references.by_clause
    found = {(id_, reference.target) for id_, listed in references.items() for reference in listed}
    precision, recall = len(found & read) / len(found), len(found & read) / len(read)
    assert (precision, recall) == (1, 1), f"{found - read} are wrong, {read - found} are missed"
    assert len(read) == 65
