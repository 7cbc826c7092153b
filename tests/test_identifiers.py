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
