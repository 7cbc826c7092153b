from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mkdocs_declaration.exports import EXPORTERS

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition


def test_clauses_json_has_the_promised_form(edition: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"](edition))
    assert document["format"] == 1
    assert document["instrument"] == {
        "id": "asean-japan-2014",
        "title": "ASEAN-Japan Joint Declaration for Cooperation to Combat Terrorism and Transnational Crime",
        "language": "en",
    }
    clauses = {clause["id"]: clause for clause in document["clauses"]}
    text = (
        "Strengthening border control and immigration, transport security, law enforcement and capacity building in "
        "countering terrorism including countering terrorist financing;"
    )
    assert clauses["1.3.ii"] == {
        "id": "1.3.ii",
        "kind": "item",
        "number": "1.3(ii)",
        "label": "paragraph 1.3(ii)",
        "parent": "1.3",
        "page": "terrorism/",
        "path": "terrorism/#1.3.ii",
        "permalink": "1.3.ii/",
        "eId": "sec_1__para_1-3__point_ii",
        "heading": None,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "terms": [],
    }
    assert {key: clauses["1"][key] for key in ("kind", "parent", "heading", "text", "sha256")} == {
        "kind": "section",
        "parent": None,
        "heading": "Terrorism",
        "text": None,
        "sha256": None,
    }
    assert clauses["4.ii"]["parent"] == "4.p1"
    assert clauses["8.2"]["terms"] == ["cybercrime-dialogue", "igci", "council-of-europe", "unodc"]
    assert list(clauses) == [clause.id for clause in edition.instrument.clauses]
