"""`declaration.json`: everything that is known about the instrument, as a tree, and its JSON Schema."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.text import Text

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
        "kind": instrument.kind,
        "language": instrument.language,
        "direction": instrument.direction,
        "parties": list(instrument.parties),
        "adopted": None
        if instrument.adopted is None
        else {**dataclasses.asdict(instrument.adopted), "date": instrument.adopted.date.isoformat()},
        "sources": [dataclasses.asdict(source) for source in instrument.sources],
        "versions": [dataclasses.asdict(version) for version in instrument.versions],
        "divisions": [_unit(edition, division) for division in instrument.divisions],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


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
        "notes": [dataclasses.asdict(note) for note in clause.notes],
        "children": [_unit(edition, child) for child in clause.children],
    }


def _text(text: Text | None) -> dict[str, Any] | None:
    if text is None:
        return None
    return {"plain": text.plain, "emphasis": [dataclasses.asdict(span) for span in text.emphasis]}


def schema(edition: Edition) -> bytes:  # noqa: ARG001 - an exporter
    """Write the JSON Schema (draft 2020-12) of `declaration.json`.

    Args:
        edition: Not used: the schema is that of every instrument.
    """
    string, optional = {"type": "string"}, {"type": ["string", "null"]}
    offset = {"type": "integer", "minimum": 0}

    def object_(**properties: Any) -> dict[str, Any]:
        required = list(properties)
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    def array(of: dict[str, Any]) -> dict[str, Any]:
        return {"type": "array", "items": of}

    def nullable(of: dict[str, Any]) -> dict[str, Any]:
        return {"anyOf": [of, {"type": "null"}]}

    reference = object_(title=string, url=optional, language=optional, note=optional)
    emphasis = object_(start=offset, end=offset, kind={"enum": ["strong", "em"]})
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A legal instrument",
        "description": "Offsets of emphasis and mentions count characters (Unicode code points) of the plain text from "
        "0; the end is that of the first character after. Terms are ids of glossary.json.",
        **object_(
            **{"$schema": string},
            format={"const": 1},
            id=string,
            title=string,
            printedTitle=string,
            shortTitle=string,
            summary=optional,
            kind=string,
            language=string,
            direction={"enum": ["ltr", "rtl"]},
            parties=array(string),
            adopted=nullable(object_(date={"type": "string", "format": "date"}, place=optional, occasion=optional)),
            sources=array(reference),
            versions=array(reference),
            divisions=array({"$ref": "#/$defs/unit"}),
        ),
        "$defs": {
            "text": object_(plain={"type": "string", "minLength": 1}, emphasis=array(emphasis)),
            "unit": object_(
                id={"type": "string", "pattern": "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"},
                kind=string,
                printed=optional,
                number=optional,
                label=string,
                eId=string,
                heading=nullable({"$ref": "#/$defs/text"}),
                text=nullable({"$ref": "#/$defs/text"}),
                mentions=array(object_(start=offset, end=offset, term=string)),
                notes=array(object_(quote=string, note=optional, sic={"type": "boolean"})),
                children=array({"$ref": "#/$defs/unit"}),
            ),
        },
    }
    return (json.dumps(document, indent=1) + "\n").encode()
