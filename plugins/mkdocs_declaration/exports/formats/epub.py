"""`declaration.epub`: the text, its glossary and how to cite it, as a book for e-readers (EPUB 3.3, W3C 2023)."""

from __future__ import annotations

import io
import posixpath
import uuid
import zipfile
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.glossary.mentions import linked
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.places import GLOSSARY
from mkdocs_declaration.instrument.ranges import JOIN
from mkdocs_declaration.instrument.text.text import first_words
from mkdocs_declaration.pages.markup.templating import TEMPLATES, environment, glossary_context
from mkdocs_declaration.pages.markup.unit_shapes import UnitShapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause, Instrument

FOLDER = TEMPLATES / "epub"
"""Templates of the book. What it shares with the site comes from those of the package, never from those of a site."""
UNDATED = "1980-01-01"
"""The day of a book whose lock and instrument state none; also the first day that an archive can state."""


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """A document of the book."""

    id: str
    """Its name in the package document."""
    path: str
    """Where it is, from the package document."""
    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    """What its template needs beside the edition."""


def export(edition: Edition) -> bytes:
    """Write `declaration.epub`.

    The same edition gives the same bytes on every machine and day. So files are stored as they are, since what deflate
    writes depends on the release of zlib; and `dcterms:modified`, which a book must state, is not the day of the build
    but the first moment of the newest day of the lock, so that reading systems see an update; without a lock, of the
    day of adoption.

    Args:
        edition: What is exported.

    Returns:
        An archive by the EPUB Open Container Format (EPUB 3.3, section 4). A clause has the id that it has on the site,
        in the document below `EPUB/text/` that is named like its page.
    """
    instrument = edition.instrument
    templates = environment(edition, [FOLDER], is_book=True)
    templates.globals["once"] = UnitShapes(templates, edition.former_ids)
    documents = tuple(_documents(edition))
    adopted = instrument.adopted.date.isoformat() if instrument.adopted else UNDATED
    package = templates.get_template("package.opf").render(
        documents=documents,
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, edition.site_url + instrument.id).urn,
        modified=f"{edition.newest or adopted}T00:00:00Z",
    )
    files = {
        "mimetype": "application/epub+zip",  # first, so that it is read without unpacking (section 4.3.3)
        "META-INF/container.xml": templates.get_template("container.xml").render(),
        "EPUB/package.opf": package,
        "EPUB/style.css": templates.get_template("style.css").render(),
    }
    for document in documents:
        to = _links(instrument, document.path)
        files[f"EPUB/{document.path}"] = templates.get_template(document.template).render(
            title=document.title,
            style=posixpath.relpath("style.css", posixpath.dirname(document.path) or "."),
            to=to,
            to_clause=lambda clause, to=to: to(clause.slug, clause.id),
            **document.context,
        )
    return _archive(files)


def _documents(edition: Edition) -> Iterator[ContentDocument]:
    """The documents in the order of reading."""
    instrument, glossary, words = edition.instrument, edition.glossary, edition.words
    yield ContentDocument("title", "title.xhtml", "title.xhtml", instrument.title)
    contents = {"slugs": tuple(instrument.pages), "named": _named}
    yield ContentDocument("nav", "nav.xhtml", "nav.xhtml", words("contents"), contents)
    for slug, page in instrument.pages.items():
        on_page = instrument.by_page[slug]
        text = {
            "slug": slug,
            "outermost": page.outermost,
            "linked": linked(glossary, on_page, edition.references.by_clause),
            "has_counted": any(clause.counted for clause in on_page),
        }
        yield ContentDocument(f"text-{slug}", _path(instrument, slug), "text.xhtml", page.division.title, text)
    if glossary.terms:
        path = _path(instrument, GLOSSARY)
        yield ContentDocument("glossary", path, "glossary.xhtml", words("glossary"), glossary_context(edition))
    # What shows best how an id is made: the first of the clauses whose numbers have most parts.
    example = max(instrument.clauses, key=lambda clause: (_is_by_rule(clause), clause.id.count(".")))
    citing = {
        "citation": _cited(edition, None),
        "example": example,
        "example_citation": _cited(edition, example),
        "is_by_rule": _is_by_rule(example),
    }
    yield ContentDocument("citing", "citing.xhtml", "citing.xhtml", words("how-to-cite"), citing)


def _named(clause: Clause) -> str:
    """What a unit is called in the contents: its title, or its number and its first words."""
    if clause.heading or clause.text is None:
        return clause.title
    return " ".join(filter(None, (clause.short_label, first_words(clause.text.plain))))


def _path(instrument: Instrument, slug: str) -> str:
    """Where the book has what is a page of its own on the site."""
    return f"text/{slug}.xhtml" if slug in instrument.pages else f"{slug}.xhtml"


def _links(instrument: Instrument, source: str) -> Callable[..., str]:
    """What makes links from a document to a page of the site by its slug, and to an id on it."""

    @cache
    def path(slug: str) -> str:
        target = _path(instrument, slug)
        return "" if target == source else posixpath.relpath(target, posixpath.dirname(source) or ".")

    def to(slug: str, fragment: str = "") -> str:
        fragment = fragment.partition(JOIN)[0]  # a book has no scripts that know ranges
        return path(slug) + (f"#{fragment}" if fragment else "")

    return to


def _is_by_rule(clause: Clause) -> bool:
    """Whether the id is the number with a dot before each bracketed part and without brackets."""
    return clause.number is not None and clause.number.replace("(", ".").replace(")", "") == clause.id


def _cited(edition: Edition, clause: Clause | None) -> str:
    """A citation as HTML without its address, which the page adds as a link."""
    return citations.cite_on_page(
        "plain", edition.instrument, edition.words, pinpoint=clause.label if clause is not None else ""
    )


def _archive(files: Mapping[str, str]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, wherever it is written
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return archive.getvalue()


FILES = (Exporter("declaration.epub", "EPUB 3", "application/epub+zip", "reading", export),)
