"""Machine-readable forms of an edition: one file a format, one table of exporters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_declaration.exports import (
    akoma_ntoso,
    clauses_json,
    epub,
    glossary_json,
    inventory,
    llms_txt,
    markdown,
    pdf,
    plain_text,
    records,
    structure_json,
)
from mkdocs_declaration.foundation import characters
from mkdocs_declaration.pages.assets import EMBED
from mkdocs_declaration.pages.render import Download
from mkdocs_declaration.problems import Position, Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Instrument
    from mkdocs_declaration.instrument.source_map import SourceMap

__all__ = ["EXPORTERS", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: what it is, and what writes it."""

    name: str
    """What it is called."""
    media_type: str
    """Its media type (RFC 6838)."""
    group: str
    """`reading` for people, `data` for programs, `beside` for what does not hold the text."""
    write: Callable[[Edition], bytes]
    """Writes the file."""
    unset: Callable[[Edition], Sequence[str]] = field(default=lambda _: ())
    """Finds the characters that the file does not show."""


EXPORTERS: Mapping[str, Exporter] = {
    "declaration.pdf": Exporter("PDF", "application/pdf", "reading", pdf.export, pdf.unset),
    "declaration.epub": Exporter("EPUB 3", "application/epub+zip", "reading", epub.export),
    "declaration.txt": Exporter("Plain text", "text/plain", "reading", plain_text.export),
    "declaration.md": Exporter("Markdown", "text/markdown", "reading", markdown.export),
    "clauses.json": Exporter("JSON", "application/json", "data", clauses_json.export),
    "declaration.json": Exporter("JSON", "application/json", "data", structure_json.export),
    "declaration.akn.xml": Exporter("Akoma Ntoso 3.0", "application/akn+xml", "data", akoma_ntoso.export),
    "glossary.json": Exporter("JSON", "application/json", "beside", glossary_json.export),
    clauses_json.SCHEMA_FILE: Exporter("JSON Schema", "application/schema+json", "beside", clauses_json.schema),
    structure_json.SCHEMA_FILE: Exporter("JSON Schema", "application/schema+json", "beside", structure_json.schema),
    glossary_json.SCHEMA_FILE: Exporter("JSON Schema", "application/schema+json", "beside", glossary_json.schema),
    "declaration.bib": Exporter("BibTeX", "application/x-bibtex", "beside", records.exporter("bibtex")),
    "declaration.ris": Exporter("RIS", "application/x-research-info-systems", "beside", records.exporter("ris")),
    "declaration.csl.json": Exporter(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", "beside", records.exporter("csl")
    ),
    "llms.txt": Exporter("Markdown", "text/markdown", "beside", llms_txt.export),
}
"""The formats by the address of their file relative to the site's root, in the order in which they are offered."""

ALWAYS = (
    "clauses.json",
    "glossary.json",
    clauses_json.SCHEMA_FILE,
    glossary_json.SCHEMA_FILE,
    "declaration.bib",
    "declaration.ris",
    "declaration.csl.json",
)
"""Files that the pages themselves read, or lead to."""


def paths() -> dict[str, str]:
    """The paths of all files that a site has by itself, whether they are written or not, and what they are called.

    Returns:
        What `SiteFiles.fixed` wants, for a site of which nothing else is known.
    """
    names = (*EXPORTERS, inventory.FILE.path, EMBED, "404.html", "sitemap.xml", "sitemap.xml.gz")
    folders = {"assets/": "the theme", "search/": "the search"}
    return {name: f"the file '{name}' of the site" for name in names} | folders


def export(edition: Edition, names: Iterable[str] = EXPORTERS) -> tuple[dict[str, bytes], list[str]]:
    """Write the files of an edition.

    Args:
        edition: What is exported.
        names: Which files are written.

    Returns:
        The files by address; sentences on those that cannot be made on this machine.
    """
    files, missing = {}, []
    for name in names:
        try:
            files[name] = EXPORTERS[name].write(edition)
        except pdf.Unavailable as reason:
            missing.append(f"{name} is not written: {reason}")
    return files, missing


def unset_characters(edition: Edition, names: Iterable[str] = EXPORTERS) -> list[Problem]:
    """Find the characters that a file does not show.

    Args:
        edition: What is exported.
        names: Which files are written.

    Returns:
        A warning a script and file, where the first such character is first written.
    """
    if edition.source_map is None:
        return []
    problems = []
    for name in names:
        scripts: dict[str, list[str]] = {}
        for char in EXPORTERS[name].unset(edition):
            scripts.setdefault(unicodedata.name(char, "?").partition(" ")[0], []).append(char)
        for first, *others in scripts.values():
            more = f" and {len(others)} more of its script" if others else ""
            message = (
                f"expected characters that '{name}' can show, found {characters.name(first)}{more}; "
                "install a font that has it, such as one of Noto, or replace it"
            )
            at = _place(first, edition.instrument, edition.source_map)
            problems.append(Problem(Rule.UNSET_CHARACTER, message, edition.source_map.source, at))
    return problems


def _place(char: str, instrument: Instrument, source_map: SourceMap) -> Position | None:
    """Where a character is first written: in the words of a clause, else anywhere; at the clause if as an escape."""
    clause = next((clause for clause in instrument.clauses if char in clause.words), None)
    places = (source_map.ids.get(clause.id), source_map.words.get(clause.id)) if clause is not None else ()
    start = min(filter(None, places), default=None)  # a heading stands between number and text
    for number, line in enumerate(source_map.source.lines, start=1):
        if (start is None or number >= start.line) and char in line:
            return Position(number, line.index(char) + 1)
    return start


def downloads(files: Mapping[str, bytes]) -> list[Download]:
    """Describe files for the page that offers them.

    Args:
        files: The files by address.
    """
    return [
        Download(path, exporter.name, exporter.media_type, exporter.group, len(files[path]))
        for path, exporter in EXPORTERS.items()
        if path in files
    ]
