"""Pages of texts that do not state all slugs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.problems import WARNINGS, report

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("paging.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_missing_slug_is_derived(case: dict[str, Any]) -> None:
    about = {"id": "t", "title": "T", "kind": "treaty", "language": "en"}
    if "kind" in case:
        about["pages"] = case["kind"]
    encoding = json.dumps({"format": "1", "instrument": about, "body": case["body"]}, ensure_ascii=False)
    edition, problems = read_edition(("encoding.yaml", encoding.encode()), None, Catalogue())
    assert report([problem for problem in problems if problem.rule not in WARNINGS]) == ""
    assert edition is not None
    instrument = edition.instrument
    found = {
        slug: [clause.id for clause in clauses if clause.text is None] for slug, clauses in instrument.by_page.items()
    }
    assert found == case["pages"]
    assert list(instrument.pages) == list(case["pages"])
