"""`glossary.json`: every term with what it is, its sources, and the clauses that mention it; and its JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.exports.json_fields import (
    OPTIONAL,
    STRING,
    URI,
    Member,
    Schema,
    array,
    nullable,
    object_schema,
    schema_file,
    written,
)
from mkdocs_declaration.exports.layout import layout
from mkdocs_declaration.glossary.term import KINDS
from mkdocs_declaration.instrument.places import GLOSSARY, ID, SLUG, address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.glossary.term import Term, TermSource

FORMAT = 1
"""The version of the file's form."""
SCHEMA_FILE = "glossary.schema.json"

_ID: Schema = {"type": "string", "pattern": f"^{SLUG}$"}
_CLAUSE_ID: Schema = {"type": "string", "pattern": f"^{ID}$"}


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of an edition."""

    edition: Edition
    term: Term

    @property
    def description(self) -> str:
        """What it is: the words of the clause that defines it where its author states none."""
        return self.term.description or self.edition.glossary.definitions[self.term.id].words


_SOURCE: Sequence[Member[TermSource]] = (
    Member("title", STRING, lambda source: source.title),
    Member("url", nullable(URI), lambda source: source.url),
    Member("clause", nullable(_CLAUSE_ID), lambda source: source.clause, "The id of the clause that it is"),
    Member("language", OPTIONAL, lambda source: source.language, "Its language (BCP 47)"),
    Member("note", OPTIONAL, lambda source: source.note),
)

TERM: Sequence[Member[TermEntry]] = (
    Member("id", _ID, lambda entry: entry.term.id, "The promised id, as in `who`"),
    Member("name", STRING, lambda entry: entry.term.name, "The name it goes by"),
    Member("fullName", OPTIONAL, lambda entry: entry.term.full_name, "The name in full, where it differs"),
    Member("kind", {"enum": list(KINDS)}, lambda entry: entry.term.kind, "What it is"),
    Member("path", STRING, lambda entry: f"{address(GLOSSARY)}#{entry.term.id}", "The address of its entry"),
    Member(
        "forms", array(STRING), lambda entry: list(entry.term.forms), "The words that are found in the text as the term"
    ),
    Member("neverIn", array(STRING), lambda entry: list(entry.term.never_in), "Longer words in which it is not meant"),
    Member("also", array(STRING), lambda entry: list(entry.term.also), "Names that people use for it, for a search"),
    Member(
        "definedIn", nullable(_CLAUSE_ID), lambda entry: entry.term.defined_in, "The id of the clause that defines it"
    ),
    Member(
        "description",
        STRING,
        lambda entry: entry.description,
        "What it is, as of the day of the instrument; where nothing but the text says so, words of that clause",
    ),
    Member("asOf", OPTIONAL, lambda entry: entry.term.as_of, "What was so on that day"),
    Member("later", OPTIONAL, lambda entry: entry.term.later, "What came later"),
    Member("url", nullable(URI), lambda entry: entry.term.url, "Its official address"),
    Member(
        "sources",
        array(object_schema(_SOURCE)),
        lambda entry: [written(_SOURCE, source) for source in entry.term.sources],
        "Where the facts are from",
    ),
    Member(
        "mentions",
        array(_CLAUSE_ID),
        lambda entry: [clause.id for clause in entry.edition.glossary.mentioned_in[entry.term.id]],
        "Ids of the clauses that mention it, in the order of the text",
    ),
)
"""What is known of a term."""

_RETIRED: Sequence[Member[tuple[Edition, str]]] = (
    Member("id", _ID, lambda pair: pair[1], "An id that was published and is no longer in the glossary"),
    Member("successor", _ID, lambda pair: pair[0].retired_terms[pair[1]], "The id that links to it lead to"),
    Member("reason", STRING, lambda pair: pair[0].lock.retired_terms[pair[1]].retirement.reason, "Why"),
    Member("date", OPTIONAL, lambda pair: pair[0].lock.retired_terms[pair[1]].retirement.date, "Since when"),
)

DOCUMENT: Sequence[Member[Edition]] = (
    Member("$schema", STRING, lambda _: SCHEMA_FILE),
    Member("format", {"const": FORMAT}, lambda _: FORMAT, "The version of this form"),
    Member(
        "terms",
        array(object_schema(TERM)),
        lambda edition: [written(TERM, TermEntry(edition, term)) for term in edition.glossary.terms],
        "In the order of the glossary. Addresses are relative to the site's root",
    ),
    Member(
        "retired",
        array(object_schema(_RETIRED)),
        lambda edition: [written(_RETIRED, (edition, id_)) for id_ in edition.retired_terms],
    ),
)
"""The file as a whole."""


def export(edition: Edition) -> bytes:
    """Write `glossary.json`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline, of the form that `schema` describes; what is not stated is null.
    """
    return layout(written(DOCUMENT, edition))


def schema(edition: Edition) -> bytes:
    """Write the JSON Schema (draft 2020-12) of `glossary.json`.

    Args:
        edition: The edition whose site has the schema.
    """
    return schema_file(SCHEMA_FILE, edition.site_url, "The glossary of a legal instrument", object_schema(DOCUMENT))


FILES = (
    Exporter("glossary.json", "JSON", "application/json", "beside", export, is_needed=True),
    Exporter(SCHEMA_FILE, "JSON Schema", "application/schema+json", "beside", schema, is_needed=True),
)
