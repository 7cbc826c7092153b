"""`llms.txt`: what there is on the site and where, in Markdown, for programs that read for people (llmstxt.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports.markdown import escape
from mkdocs_declaration.render import DOWNLOADS, FULL_TEXT, GLOSSARY, address, first_words, place

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.model import Clause

DATA = ("clauses.json", "declaration.json", "declaration.akn.xml", "declaration.txt", "declaration.md")
"""Files for programs."""


def export(edition: Edition) -> bytes:
    """Write `llms.txt`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline: title, summary, the pages of the text with the clauses they hold, the files.
    """
    instrument = edition.instrument
    lines = [f"# {escape(instrument.title)}", ""]
    if instrument.summary:
        lines += [f"> {escape(instrument.summary)}", ""]
    example = max(instrument.clauses, key=lambda clause: clause.id.count("."))
    where = f"as in `{place(example)}`; its short link is `{example.id}/`"
    lines += [f"The address of a clause is its page and its id, {where}.", ""]
    lines.append("## Text")
    lines.append("")
    lines += [_page(page.division) for page in instrument.pages.values()]
    lines.append(f"- [{edition.words('full-text')}]({address(FULL_TEXT)})")
    if edition.glossary.terms:
        lines.append(f"- [{edition.words('glossary')}]({address(GLOSSARY)})")
    lines.append(f"- [{edition.words('downloads')}]({address(DOWNLOADS)})")
    lines += ["", "## Data", "", *(f"- [{name}]({name}): {edition.words(f'export-{name}')}" for name in DATA)]
    return ("\n".join(lines) + "\n").encode()


def _page(division: Clause) -> str:
    first = next((unit.text.plain for unit in division.walk() if unit.text is not None), "")
    return f"- [{escape(division.title)}]({address(division.slug)}): {escape(first_words(first, 100))}"
