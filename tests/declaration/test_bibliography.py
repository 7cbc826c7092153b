"""Records for reference managers, read back by readers that are not ours."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON

from mkdocs_declaration.exports import EXPORTERS
from mkdocs_declaration.instrument import citations
from mkdocs_declaration.instrument.bibliography import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

TITLE = "ASEAN-Japan Joint Declaration for Cooperation to Combat Terrorism and Transnational Crime"
HOSTILE = """
format: 1
instrument: {id: t, title: "100 % of {A} & B_c $1 #2 ~ ^ \\\\ end", kind: act, language: en}
body: [{kind: section, number: "1", slug: one, content: [{text: One.}]}]
"""


def test_bibtex_of_every_clause(edition: Edition) -> None:
    text = "\n".join(FORMATS["bibtex"](edition.instrument, clause) for clause in edition.instrument.clauses)
    entries = {entry["ID"]: entry for entry in bibtexparser.loads(text).entries}
    assert len(entries) == 62
    assert entries["asean-japan-2014:1.3.ii"] == {
        "ENTRYTYPE": "misc",
        "ID": "asean-japan-2014:1.3.ii",
        "title": f"{{{TITLE}}}",
        "year": "2014",
        "month": "November",
        "day": "12",
        "note": "paragraph 1.3(ii)",
        "url": "{link}",
    }
    assert [entry["note"] for entry in entries.values()] == [clause.label for clause in edition.instrument.clauses]


def test_ris_of_every_clause(edition: Edition) -> None:
    text = "".join(FORMATS["ris"](edition.instrument, clause) for clause in edition.instrument.clauses)
    records = {record["id"]: record for record in rispy.loads(text)}
    assert len(records) == 62
    record = records["asean-japan-2014:8.2"]
    assert (record["type_of_reference"], record["title"], record["year"], record["section"], record["urls"]) == (
        "STAT",
        TITLE,
        "2014",
        "paragraph 8.2",
        ["{link}"],
    )
    assert record["date"] == "2014/11/12"


def test_csl_json_of_every_clause(edition: Edition) -> None:
    items = [item for c in edition.instrument.clauses for item in json.loads(FORMATS["csl"](edition.instrument, c))]
    source = CiteProcJSON(items)
    assert len(source) == 62
    read = source["asean-japan-2014:preamble.8"]
    assert (str(read.title), str(read.section), read.type) == (TITLE, "preamble, recital 8", "treaty")
    assert (read.issued.year, read.issued.month, read.issued.day) == (2014, 11, 12)


def test_every_style_names_every_clause(edition: Edition) -> None:
    words = edition.words
    for clause in edition.instrument.clauses:
        forms = citations.pinpoint(clause.label, words)
        for style, form in {
            "plain": forms.long,
            "oscola": forms.short,
            "bluebook": forms.sign,
            "aglc": forms.short,
            "apa": forms.sign,
            "mla": forms.stopped,
            "chicago": forms.stopped,
        }.items():
            cited = citations.STYLES[style](edition.instrument, forms, words)
            assert re.search(rf"[ ,]{re.escape(form)}(?=,| <)", cited), (style, cited)
            assert TITLE in cited
            assert "2014" in cited
            assert cited.count("{link}") == 1
    number = {clause.id: clause.number for clause in edition.instrument.clauses}
    assert citations.pinpoint("paragraph 1.3(ii)", words).stopped == f"para. {number['1.3.ii']}"


@pytest.mark.parametrize("name", FORMATS)
def test_the_instrument_as_a_whole_has_no_pinpoint(edition: Edition, name: str) -> None:
    record = FORMATS[name](edition.instrument, None)
    assert TITLE in record
    assert not re.search(r"note|SE  -|section", record)


def test_signs_that_a_format_keeps_for_itself_stay_words(read: Callable[..., Edition]) -> None:
    instrument = read(HOSTILE).instrument
    (entry,) = bibtexparser.loads(FORMATS["bibtex"](instrument, None)).entries
    assert entry["title"] == (
        r"{100 \% of \{A\} \& B\_c \$1 \#2 \textasciitilde{} \textasciicircum{} \textbackslash{} end}"
    )
    assert json.loads(FORMATS["csl"](instrument, None))[0]["title"] == instrument.title
    assert rispy.loads(FORMATS["ris"](instrument, None))[0]["title"] == instrument.title


def test_the_files_of_the_whole_name_the_site(edition: Edition) -> None:
    site = "https://example.org/asean-japan/"
    (entry,) = bibtexparser.loads(EXPORTERS["declaration.bib"].write(edition).decode()).entries
    assert (entry["ID"], entry["url"]) == ("asean-japan-2014", site)
    (record,) = rispy.loads(EXPORTERS["declaration.ris"].write(edition).decode())
    assert (record["title"], record["urls"]) == (TITLE, [site])
    read = CiteProcJSON(json.loads(EXPORTERS["declaration.csl.json"].write(edition)))["asean-japan-2014"]
    assert (str(read.title), read.type) == (TITLE, "treaty")
