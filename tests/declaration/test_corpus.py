"""A corpus of documents in all formats, wrong in known ways: what is wrong is told, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from corpus import SITE, Passage, documents, mark
from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.correcting import Wrong, correct
from mkdocs_declaration.documents.links.linkcheck import check_document
from mkdocs_declaration.documents.links.retrieval import retrieve
from mkdocs_declaration.documents.readers import READERS, TEXTS, read_document

if TYPE_CHECKING:
    from mkdocs_declaration.problems import Problem

PASSAGES: list[Passage] = yaml.safe_load(Path(__file__).with_name("corpus.yaml").read_text(encoding="utf-8"))
DOCUMENTS = documents()
LINKS, QUOTATIONS = 97, 64
"""How many of each every document has at least, so that none of them is empty by mistake."""
KEYS = ("unseen", "unseen_in_print", "unseen_typed")
UNSEEN = {"print.pdf": "unseen_in_print", "addresses.pdf": "unseen_typed"}
"""What passages have that are wrong and not to be seen in one document alone."""


@pytest.fixture(scope="module")
def addresses(published: Path) -> Addresses:
    site, _, problems = retrieve(str(published / "clauses.json"))
    assert site is not None
    assert problems == []
    return Addresses(site, (SITE,))


def test_the_corpus_has_all_formats() -> None:
    assert {Path(name).suffix for name in DOCUMENTS} == set(READERS)
    assert len(DOCUMENTS) == 26


def told(name: str, data: bytes, addresses: Addresses) -> list[Problem]:
    """The problems of a document, with those of places that the list of clauses alone tells not to be there."""
    document, problems = read_document(name, data)
    assert document is not None
    assert problems == []
    checked = check_document(document, addresses)
    assert checked.links >= LINKS
    assert len(document.quotations) >= QUOTATIONS
    return [*checked.problems, *(link.problem for link in checked.unsettled if link.place.is_certain)]


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_nothing_wrong_is_missed_and_nothing_right_is_told(name: str, addresses: Addresses) -> None:
    found = []
    for problem in told(name, DOCUMENTS[name](PASSAGES), addresses):
        assert problem.at is not None
        above = "\n".join(problem.source.lines[: problem.at.line])
        found.append((re.findall(r"Q[a-z]{2}q", above)[-1], problem.rule.value))
    expected = [
        (mark(number), rule)
        for number, passage in enumerate(PASSAGES)
        for rule in passage.get("rules", [])
        if UNSEEN.get(name, "") not in passage
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if READERS[Path(name).suffix] in {*TEXTS, "notebook"}])
def test_what_is_certain_is_put_right_and_nothing_else(name: str, addresses: Addresses) -> None:
    data = DOCUMENTS[name](PASSAGES)
    before = told(name, data, addresses)
    wrong = [
        Wrong(problem.correction.found, problem.correction.right, problem.at.line, problem.at.column, problem.length)
        for problem in before
        if problem.correction is not None and problem.at is not None
    ]
    corrected = correct(addresses, name, data, wrong)
    assert (corrected.left, corrected.obstacle) == (0, "")
    assert all(corrected.edits)
    after = told(name, corrected.data, addresses)
    assert [problem.message for problem in after] == [
        problem.message for problem in before if problem.correction is None
    ]
    assert len(after) < len(before)


def test_what_cannot_be_seen_is_documented() -> None:
    page = (Path(__file__).parents[2] / "content" / "pages" / "citing.md").read_text(encoding="utf-8")
    section = page.partition("### What it cannot see")[2].partition("\n## ")[0]
    names = [str(passage.get(key)) for passage in PASSAGES for key in KEYS if key in passage]
    assert re.findall(r"^- \*\*(.+?)\.\*\*", section, re.MULTILINE) == names
    assert all("rules" not in passage for passage in PASSAGES if "unseen" in passage)
