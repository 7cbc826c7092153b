"""`mkdocs-declaration schema`: the JSON Schema of the files that an author writes."""

from __future__ import annotations

import json

import click

from mkdocs_declaration.encoding.files.glossary import GlossaryData
from mkdocs_declaration.encoding.files.instrument import EncodingData
from mkdocs_declaration.encoding.files.subjects import SubjectsData
from mkdocs_declaration.encoding.shapes.shape import json_schema

SCHEMAS = {
    "encoding": (EncodingData, "Encoding of a legal instrument"),
    "glossary": (GlossaryData, "Glossary"),
    "subjects": (SubjectsData, "Index of subjects"),
}
"""The shapes whose schemas are printed, with their titles."""


@click.command("schema")
@click.argument("name", type=click.Choice(sorted(SCHEMAS)))
def command(name: str) -> None:
    """Print the JSON Schema of a file, for editors that complete YAML from one."""
    shape, title = SCHEMAS[name]
    click.echo(json.dumps(json_schema(shape, title=title), indent=2, ensure_ascii=False))
