"""Identity, pinned by a corpus to which lines are added and from which none is ever taken: published ids stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

CORPUS = list(yaml.safe_load_all(Path(__file__).with_name("identifiers.yaml").read_text(encoding="utf-8")))
HEAD = "format: 1\ninstrument: {id: t, title: T, kind: convention, language: en}\n"


@pytest.mark.parametrize("entry", CORPUS, ids=[entry["name"] for entry in CORPUS])
def test_corpus(entry: dict[str, str], read: Callable[..., Edition]) -> None:
    clauses = read(HEAD + entry["encoding"]).instrument.clauses
    rows = [
        f"{clause.id} | {clause.kind} | {clause.number or '-'} | {clause.label} | {clause.eid}" for clause in clauses
    ]
    assert rows == entry["clauses"].strip().split("\n")


def test_the_declaration_has_the_units_that_were_counted_in_the_source(edition: Edition) -> None:
    kinds = [clause.kind for clause in edition.instrument.clauses]
    paragraphs = [clause.number for clause in edition.instrument.clauses if clause.kind == "paragraph"]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "preamble": 1,
        "opening": 1,
        "recital": 9,
        "closing": 1,
        "section": 8,
        "paragraph": 16,
        "item": 26,
    }
    assert paragraphs.count(None) == 2


def test_ids_and_eids_are_unique_and_without_spaces(edition: Edition) -> None:
    clauses = edition.instrument.clauses
    for names in ([clause.id for clause in clauses], [clause.eid for clause in clauses]):
        assert len(set(names)) == len(names)
        assert all(name.isascii() and not set(name) & set(' "<>#') for name in names)
