"""`declaration.json`: everything that is known about the instrument, as a tree, and its JSON Schema."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.exports.json_fields import OPTIONAL, STRING, array, nullable, schema_file
from mkdocs_declaration.exports.layout import indented
from mkdocs_declaration.instrument.places import ID

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.exports.json_fields import Schema
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.text.tables import Table
    from mkdocs_declaration.instrument.text.text import Text

DESCRIPTION = (
    "Offsets of emphasis, links, mentions and references count characters (Unicode code points) of the plain text "
    "from 0; the end is that of the first character after. Within 'sup' and 'sub', digits and signs of arithmetic "
    "stand as raised or lowered signs in the plain text. Terms are ids of glossary.json, targets ids of clauses, or "
    "of the first and the last of several with a tilde between. A link is written in the text; its target is an "
    "address, or such an id behind '#'. A brief is the editor's and no part of the text: sentences in plain words, "
    "each with the ids of the clauses that it rests on."
)
SCHEMA_FILE = "declaration.schema.json"


def export(edition: Edition) -> bytes:
    """Write `declaration.json`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline. Offsets of emphasis and mentions count characters (Unicode code points) of the text.
    """
    instrument = edition.instrument
    document = {
        "$schema": SCHEMA_FILE,
        "format": 1,
        "id": instrument.id,
        "title": instrument.title,
        "printedTitle": instrument.printed_title.plain,
        "shortTitle": instrument.short_title,
        "summary": instrument.summary,
        "brief": [dataclasses.asdict(sentence) for sentence in instrument.brief],
        "kind": instrument.kind,
        "language": instrument.language,
        "direction": instrument.direction,
        "parties": list(instrument.parties),
        "members": [dataclasses.asdict(members) for members in instrument.members],
        "adopted": None
        if instrument.adopted is None
        else {**dataclasses.asdict(instrument.adopted), "date": instrument.adopted.date.isoformat()},
        "sources": [dataclasses.asdict(source) for source in instrument.sources],
        "versions": [dataclasses.asdict(version) for version in instrument.versions],
        "divisions": [_unit(edition, division) for division in instrument.divisions],
    }
    return indented(document)


def _unit(edition: Edition, clause: Clause) -> dict[str, Any]:
    mentions = edition.glossary.mentions.get(clause.id, ())
    return {
        "id": clause.id,
        "kind": clause.kind,
        "printed": clause.printed,
        "number": clause.number,
        "label": clause.label,
        "eId": clause.eid,
        "heading": _text(clause.heading),
        "text": _text(clause.text),
        "mentions": [{"start": span.start, "end": span.end, "term": span.kind} for span in mentions],
        "references": [
            {"start": one.start, "end": one.end, "target": one.target} for one in edition.references.of(clause.id)
        ],
        "table": _table(clause.table),
        "repealed": clause.is_repealed,
        "brief": [dataclasses.asdict(sentence) for sentence in clause.brief],
        "notes": [dataclasses.asdict(note) for note in clause.notes],
        "children": [_unit(edition, child) for child in clause.children],
    }


def _table(table: Table | None) -> dict[str, Any] | None:
    if table is None:
        return None
    header, rows = ([[_text(cell) for cell in row] for row in part] for part in (table.header, table.rows))
    return {"caption": _text(table.caption), "header": header, "rows": rows}


def _text(text: Text | None) -> dict[str, Any] | None:
    if text is None:
        return None
    return {
        "plain": text.plain,
        "emphasis": [dataclasses.asdict(span) for span in text.emphasis],
        "links": [dataclasses.asdict(link) for link in text.links],
        "marks": [dataclasses.asdict(mark) for mark in text.marks],
    }


def schema(edition: Edition) -> bytes:
    """Write the JSON Schema (draft 2020-12) of `declaration.json`.

    Args:
        edition: The edition whose site has the schema.
    """
    reference = _object(title=STRING, url=OPTIONAL, language=OPTIONAL, note=OPTIONAL)
    brief = array(_object(text=STRING, rests_on=array(STRING)))
    document = {
        "description": DESCRIPTION,
        **_object(
            **{"$schema": STRING},
            format={"const": 1},
            id=STRING,
            title=STRING,
            printedTitle=STRING,
            shortTitle=STRING,
            summary=OPTIONAL,
            brief=brief,
            kind=STRING,
            language=STRING,
            direction={"enum": ["ltr", "rtl"]},
            parties=array(STRING),
            members=array(_object(of=STRING, names=array(STRING), source=reference)),
            adopted=nullable(_object(date={"type": "string", "format": "date"}, place=OPTIONAL, occasion=OPTIONAL)),
            sources=array(reference),
            versions=array(reference),
            divisions=array({"$ref": "#/$defs/unit"}),
        ),
        "$defs": _definitions(brief),
    }
    return schema_file(SCHEMA_FILE, edition.site_url, "A legal instrument", document)


def _object(**properties: Any) -> Schema:
    """The schema of objects that have these members and no others."""
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _definitions(brief: Schema) -> dict[str, Schema]:
    """The schemas of texts and of units."""
    offset = {"type": "integer", "minimum": 0}
    text = {"$ref": "#/$defs/text"}
    rows = array(array(text))
    emphasis = _object(start=offset, end=offset, kind={"enum": ["strong", "em", "sup", "sub"]})
    return {
        "text": _object(
            plain=STRING,
            emphasis=array(emphasis),
            links=array(_object(start=offset, end=offset, target=STRING)),
            marks=array(_object(start=offset, mark=STRING, target=STRING)),
        ),
        "unit": _object(
            id={"type": "string", "pattern": f"^{ID}$"},
            kind=STRING,
            printed=OPTIONAL,
            number=OPTIONAL,
            label=STRING,
            eId=STRING,
            heading=nullable({"$ref": "#/$defs/text"}),
            text=nullable({"$ref": "#/$defs/text"}),
            mentions=array(_object(start=offset, end=offset, term=STRING)),
            references=array(_object(start=offset, end=offset, target=STRING)),
            table=nullable(_object(caption=nullable(text), header=rows, rows=rows)),
            repealed={"type": "boolean"},
            brief=brief,
            notes=array(_object(quote=STRING, note=OPTIONAL, sic={"type": "boolean"})),
            children=array({"$ref": "#/$defs/unit"}),
        ),
    }


FILES = (
    Exporter("declaration.json", "JSON", "application/json", "data", export),
    Exporter(SCHEMA_FILE, "JSON Schema", "application/schema+json", "beside", schema),
)
