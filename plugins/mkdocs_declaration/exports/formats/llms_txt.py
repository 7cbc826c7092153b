"""`llms.txt`: what there is on the site and where, in Markdown, for programs that read for people (llmstxt.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.exports.formats.markdown import escape
from mkdocs_declaration.instrument.places import DOWNLOADS, FULL_TEXT, GLOSSARY, address, place
from mkdocs_declaration.instrument.text.text import first_words

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

WHOLE = "declaration.md"
"""The file that has all words in the form that such programs read best."""
DATA = ("declaration.txt", "clauses.json", "declaration.json", "declaration.akn.xml")
"""Other files for programs. A reader with little room may skip them, which is what `Optional` says (llmstxt.org)."""


def export(edition: Edition) -> bytes:
    """Write `llms.txt`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline: title, summary, the text as a whole and by pages, the files. Where the address of
        the site is known, links are absolute: the file is read away from the site.
    """
    instrument, site = edition.instrument, edition.site_url
    lines = [f"# {escape(instrument.title)}", ""]
    if instrument.summary:
        lines += [f"> {escape(instrument.summary)}", ""]
    example = max(instrument.clauses, key=lambda clause: clause.id.count("."))
    where = f"as in `{site}{place(example)}`; its short link is `{site}{example.id}/`"
    lines += [f"The address of a clause is its page and its id, {where}.", ""]
    lines.append("## Text")
    lines.append("")
    lines.append(_file(WHOLE, edition))
    lines += [_page(page.division, site) for page in instrument.pages.values()]
    lines.append(f"- [{edition.words('full-text')}]({site}{address(FULL_TEXT)})")
    if edition.glossary.terms:
        lines.append(f"- [{edition.words('glossary')}]({site}{address(GLOSSARY)})")
    if DOWNLOADS not in edition.omitted:
        lines.append(f"- [{edition.words('downloads')}]({site}{address(DOWNLOADS)})")
    lines += ["", "## Optional", "", *(_file(name, edition) for name in DATA)]
    return ("\n".join(lines) + "\n").encode()


def _file(name: str, edition: Edition) -> str:
    return f"- [{name}]({edition.site_url}{name}): {edition.words(f'export-{name}')}"


def _page(division: Clause, site: str) -> str:
    first = next((unit.words for unit in division.walk() if unit.text is not None), "")
    return f"- [{escape(division.title)}]({site}{address(division.slug)}): {escape(first_words(first, 100))}"


FILES = (Exporter("llms.txt", "Markdown", "text/markdown", "beside", export),)
