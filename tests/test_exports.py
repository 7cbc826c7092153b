from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mkdocs_declaration.exports import EXPORTERS

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition


TITLE = "ASEAN-Japan Joint Declaration for Cooperation to Combat Terrorism and Transnational Crime"


def test_clauses_json_has_the_promised_form(edition: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"](edition))
    assert document["format"] == 1
    assert document["instrument"] == {
        "id": "asean-japan-2014",
        "title": TITLE,
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
        "citations": {
            "plain": f"{TITLE}, 12 November 2014, paragraph 1.3(ii), {{link}}",
            "oscola": f"{TITLE} (adopted 12 November 2014) para 1.3(ii) <{{link}}>",
            "apa": f"{TITLE}, November 12, 2014, para. 1.3(ii), {{link}}",
        },
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


def test_glossary_json_says_what_a_term_is_and_where_it_is_mentioned(edition: Edition) -> None:
    document = json.loads(EXPORTERS["glossary.json"](edition))
    terms = {term["id"]: term for term in document["terms"]}
    assert document["format"] == 1
    assert len(terms) == 25
    assert terms["igci"] == {
        "id": "igci",
        "name": "IGCI",
        "fullName": "INTERPOL Global Complex for Innovation",
        "kind": "organisation",
        "path": "glossary/#igci",
        "description": (
            "Research and development facility of INTERPOL in Singapore, endorsed in November 2010. The declaration "
            "seeks to involve it in cooperation against cybercrime."
        ),
        "asOf": "The building had been handed over to INTERPOL on 30 September 2014 and was not yet inaugurated.",
        "later": "It was inaugurated on 13 April 2015.",
        "url": "https://www.interpol.int",
        "sources": [
            {"title": "interpol.int, news of 2014", "url": None, "language": None, "note": None},
            {"title": "mha.gov.sg, speech of 13 April 2015", "url": None, "language": None, "note": None},
        ],
        "mentions": ["8.2"],
    }
