"""`clauses.json`: every clause with its id, label, address and words, and the JSON Schema of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.exports.formats.clause_entries import ClauseEntry, entries
from mkdocs_declaration.exports.json_fields import (
    OPTIONAL,
    STRING,
    Member,
    Schema,
    array,
    mapping,
    nullable,
    object_schema,
    schema_file,
    written,
)
from mkdocs_declaration.exports.layout import layout
from mkdocs_declaration.instrument import ranges
from mkdocs_declaration.instrument.citations import bibliography, citations
from mkdocs_declaration.instrument.citations.bibliography import FORMATS
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.places import ID, address, place
from mkdocs_declaration.instrument.text.text import Span
from mkdocs_declaration.permanence.lock.model import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.sentences import Sentence

FORMAT = 2
"""The version of the file's form. Format 1 had the citations and records of each clause written out."""
SCHEMA_FILE = "clauses.schema.json"

_ID: Schema = {"type": "string", "pattern": f"^{ID}$"}
_PAGE: Schema = {"type": "string", "pattern": "^[a-z0-9-]+/$"}
_PINPOINT: Schema = {"type": "string"}
_CITED: Schema = mapping(STRING, tuple(STYLES))
_RECORDS: Schema = mapping(STRING, tuple(FORMATS))


_RANGE: Sequence[Member[dict[str, str]]] = (
    Member("part", STRING, lambda pair: pair["part"], "The number of this end: `1.1`, `(ii)`"),
    Member("pinpoint", _PINPOINT, lambda pair: pair["pinpoint"], "The pinpoint, `1.1–1.3` at its last `{part}`"),
)

_NAME: Sequence[Member[dict[str, str]]] = (
    Member("part", STRING, lambda pair: pair["part"], "This end: `1`, `Absatz 1`"),
    Member("label", STRING, lambda pair: pair["label"], "The label, with both ends and `instrument.join` for `{part}`"),
)

_SENTENCE: Sequence[Member[Sentence]] = (
    Member(
        "before",
        STRING,
        lambda sentence: sentence.before,
        "What leads to it, with the numbers, from `…` on where it is cut",
    ),
    Member("after", STRING, lambda sentence: sentence.after, "The closing words that end it; empty if there are none"),
)

CLAUSE: Sequence[Member[ClauseEntry]] = (
    Member("id", _ID, lambda entry: entry.clause.id, "The promised id, as in `1.3.ii`"),
    Member("kind", STRING, lambda entry: entry.clause.kind, "preamble, recital, article, paragraph, item …"),
    Member("printed", OPTIONAL, lambda entry: entry.clause.printed, "The number as printed, as in `(ii)`"),
    Member("number", OPTIONAL, lambda entry: entry.clause.number, "The number as cited, as in `1.3(ii)`"),
    Member("label", STRING, lambda entry: entry.clause.label, "What it is called, as in `paragraph 1.3(ii)`"),
    Member("parent", nullable(_ID), lambda entry: entry.clause.parent, "The id of what holds it; null at the top"),
    Member("page", _PAGE, lambda entry: address(entry.clause.slug), "The address of its page"),
    Member("path", STRING, lambda entry: place(entry.clause), "Its address on its page"),
    Member("permalink", STRING, lambda entry: f"{entry.clause.id}/", "Its permanent short link"),
    Member("eId", STRING, lambda entry: entry.clause.eid, "Its id in Akoma Ntoso"),
    Member(
        "heading",
        OPTIONAL,
        lambda entry: str(entry.clause.heading or "") or None,
        "Its heading",
    ),
    Member("text", OPTIONAL, lambda entry: entry.text, "Its own words; null for a division"),
    Member("repealed", {"type": "boolean"}, lambda entry: entry.clause.is_repealed, "Whether it is no longer in force"),
    Member(
        "sentence",
        nullable(object_schema(_SENTENCE)),
        lambda entry: written(_SENTENCE, entry.sentence) if entry.sentence is not None else None,
        "The sentence that its words are a part of; null if they stand for themselves",
    ),
    Member(
        "sha256",
        nullable({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
        lambda entry: digest(entry.text) if entry.text is not None else None,
        "The SHA-256 digest of the UTF-8 of the text",
    ),
    Member(
        "terms",
        array(STRING),
        lambda entry: list(dict.fromkeys(span.kind for span in entry.linked if isinstance(span, Span))),
        "Ids of the glossary's terms that are linked in it",
    ),
    Member(
        "references",
        array({"type": "string", "pattern": f"^{ID}(?:~{ID})?$"}),
        lambda entry: list(entry.edition.references.targets(entry.clause.id)),
        "Ids of the clauses that its heading and its words refer to; `4~7` from the first to the last of several",
    ),
    Member(
        "pinpoint",
        _PINPOINT,
        lambda entry: entry.pattern(ranges.name(entry.clause, entry.guides)),
        "Its label with names in braces for the words that `kinds` has in each form: `{paragraph} 1.3(ii)`",
    ),
    Member(
        "tail",
        _PINPOINT,
        lambda entry: entry.pattern(ranges.tail(entry.clause, entry.parent, entry.guides)),
        "The same after that of a neighbour, as the last of a range",
    ),
    Member(
        "range",
        nullable(object_schema(_RANGE)),
        lambda entry: written(_RANGE, known) if (known := entry.range) is not None else None,
        "How a range from or to it is called, if both ends have the same `pinpoint` here, or in their `spans`; else "
        "`instrument.range` has both pinpoints",
    ),
    Member(
        "spans",
        array(object_schema(_RANGE)),
        lambda entry: [written(_RANGE, span) for span in entry.spans],
        "The same with the numbers of what holds it, from the inside out: `{paragraph-plural} {part}` and `1.3(ii)`",
    ),
    Member(
        "names",
        array(object_schema(_NAME)),
        lambda entry: [written(_NAME, name) for name in entry.names],
        "How a range from or to it is labelled where labels are not English, from the inside out; both ends have the "
        "same `label` in one of these",
    ),
)
"""What is known of a clause."""

WHOLE: Sequence[Member[Edition]] = (
    Member(
        "citations",
        _CITED,
        lambda edition: {
            style: citations.cite(style, edition.instrument, edition.words, link="{link}", today="{today}")
            for style in STYLES
        },
        "By style",
    ),
    Member(
        "bibliography",
        _RECORDS,
        lambda edition: {name: write(edition.instrument, "{link}") for name, write in FORMATS.items()},
        "By format",
    ),
)
"""How the instrument as a whole is cited."""

PATTERNS: Sequence[Member[Edition]] = (
    Member("id", STRING, lambda edition: edition.instrument.id, "A short name for machines"),
    Member("title", STRING, lambda edition: edition.instrument.title, "The title as it is cited"),
    Member("language", STRING, lambda edition: edition.instrument.language, "The language of the text (BCP 47)"),
    Member(
        "citations",
        _CITED,
        lambda edition: {style: _pattern(style, edition) for style in STYLES},
        "Patterns by style: `{link}` is the address of what is cited, `{today}` the day on which it was read; the "
        "other names in braces are those of forms of its pinpoint, as `kinds` has them; `{long}` is its label",
    ),
    Member(
        "bibliography",
        _RECORDS,
        lambda edition: {name: write(edition.instrument, "{link}") for name, write in FORMATS.items()},
        "Records by format, of the instrument for every clause; `{link}` is the address of the site",
    ),
    Member(
        "rich",
        mapping(STRING),
        lambda edition: {style: html for style in STYLES if "<i>" in (html := _pattern(style, edition, rich=True))},
        "The patterns of citations that have italics, in HTML",
    ),
    Member(
        "inText",
        mapping(STRING),
        lambda edition: {
            style: citations.in_text(style, edition.instrument, edition.words, pinpoint=f"{{{row.form}}}")
            for style, row in STYLES.items()
            if row.in_text is not None
        },
        "Patterns of what stands in the text of a paper, by styles whose citations have no pinpoint",
    ),
    Member(
        "locators",
        mapping(STRING, tuple(bibliography.LOCATORS)),
        lambda _: dict(bibliography.LOCATORS),
        "Patterns of what cites a clause beside the record, by program; `{key}` is the `id` of the instrument",
    ),
    Member(
        "kinds",
        mapping(mapping(STRING, tuple(citations.FORMS))),
        lambda edition: citations.kind_forms(edition.words.guides),
        "What the names in the braces of a pinpoint stand for, in each form",
    ),
    Member(
        "brackets",
        mapping(STRING),
        lambda _: dict(citations.BRACKETS),
        "What an opening bracket behind a number or a bracket becomes, by form of a pinpoint",
    ),
    Member(
        "escapes",
        mapping(mapping(STRING)),
        lambda _: {name: dict(signs) for name, signs in bibliography.ESCAPES.items()},
        "What stands for a sign of a pinpoint in the locators of a program",
    ),
    Member(
        "range",
        STRING,
        lambda edition: edition.words.guides("range", first="{first}", last="{last}"),
        "The pinpoint of a range of unlike units: `{first}` is the pinpoint of the first, `{last}` the tail of the "
        "last if one unit holds both, else its pinpoint",
    ),
    Member(
        "join",
        STRING,
        lambda edition: edition.words("range-join"),
        "What stands between the two ends of a range in its label, where clauses have `names`",
    ),
)
"""The instrument, and how its clauses and ranges of them are cited."""

_INSTRUMENT: Sequence[Member[Edition]] = (
    *PATTERNS,
    Member(
        "whole", object_schema(WHOLE), lambda edition: written(WHOLE, edition), "Citations and records of the whole"
    ),
)

_RETIRED: Sequence[Member[tuple[Edition, str]]] = (
    Member("id", _ID, lambda pair: pair[1], "An id that was published and is no longer in the text"),
    Member("page", STRING, lambda pair: address(pair[0].lock.retired[pair[1]].page), "The address of its page"),
    Member("successor", _ID, lambda pair: pair[0].successors[pair[1]].id, "The id that links to it lead to"),
    Member("reason", STRING, lambda pair: pair[0].lock.retired[pair[1]].retirement.reason, "Why"),
    Member("date", OPTIONAL, lambda pair: pair[0].lock.retired[pair[1]].retirement.date, "Since when"),
)

DOCUMENT: Sequence[Member[Edition]] = (
    Member("$schema", STRING, lambda _: SCHEMA_FILE),
    Member("format", {"const": FORMAT}, lambda _: FORMAT, "The version of this form"),
    Member("site", OPTIONAL, lambda edition: edition.site_url or None, "The address of the site, to which all others "
           "are relative; null if it is not known"),
    Member("instrument", object_schema(_INSTRUMENT), lambda edition: written(_INSTRUMENT, edition)),
    Member(
        "clauses",
        array(object_schema(CLAUSE)),
        lambda edition: list(clause_documents(edition).values()),
        "In the order of the text",
    ),
    Member(
        "retired",
        array(object_schema(_RETIRED)),
        lambda edition: [written(_RETIRED, (edition, id_)) for id_ in edition.lock.retired],
    ),
    Member(
        "gone",
        array(STRING),
        lambda edition: [address(slug) for slug in edition.gone],
        "Addresses that pages of the text had, from which links go on",
    ),
    Member("moved", mapping(STRING), lambda edition: {address(old): now for old, (_, now) in edition.forwards.items()},
           "By each of these addresses, the one that links to the page as a whole lead to"),
)  # fmt: skip
"""The file as a whole."""


def _pattern(style: str, edition: Edition, *, rich: bool = False) -> str:
    """The pattern of the citations of clauses in a style."""
    return citations.cite(
        style,
        edition.instrument,
        edition.words,
        pinpoint=f"{{{STYLES[style].form}}}",
        link="{link}",
        today="{today}",
        rich=rich,
    )


def clause_documents(edition: Edition) -> dict[str, dict[str, Any]]:
    """All clauses with all that is known of each, by their ids.

    Args:
        edition: The edition.
    """
    if "clauses" not in edition.made:
        edition.made["clauses"] = {entry.clause.id: written(CLAUSE, entry) for entry in entries(edition)}
    documents: dict[str, dict[str, Any]] = edition.made["clauses"]
    return documents


def export(edition: Edition) -> bytes:
    """Write `clauses.json`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline, of the form that `schema` describes.
    """
    return layout(written(DOCUMENT, edition))


def schema(edition: Edition) -> bytes:
    """Write the JSON Schema (draft 2020-12) of `clauses.json`.

    Args:
        edition: The edition whose site has the schema.
    """
    return schema_file(SCHEMA_FILE, edition.site_url, "The clauses of a legal instrument", object_schema(DOCUMENT))


FILES = (
    Exporter("clauses.json", "JSON", "application/json", "data", export, is_needed=True),
    Exporter(SCHEMA_FILE, "JSON Schema", "application/schema+json", "beside", schema, is_needed=True),
)
