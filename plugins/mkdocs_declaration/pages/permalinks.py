"""The permanent short links: a small page for each clause, which goes on to the clause on its page."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument import citations
from mkdocs_declaration.pages.render import DESCRIBED, first_words, place

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.render import Renderer


def permalinks(renderer: Renderer) -> dict[str, str]:
    """Write the short links.

    Args:
        renderer: The edition with its templates and the address of its site.

    Returns:
        Pages by their path below the site's root, as in `1.3.ii/index.html`. The preamble has none: the address of its
        page is the short link. A retired id has that of its successor. Where a page is or was at the address of an id,
        it leads to the clause itself.
    """
    edition = renderer.edition
    clauses = edition.instrument.by_id | edition.successors
    pages = edition.instrument.pages.keys() | edition.gone.keys()
    return {f"{id_}/index.html": _page(renderer, clause, id_) for id_, clause in clauses.items() if id_ not in pages}


def _page(renderer: Renderer, clause: Clause, id_: str) -> str:
    instrument = renderer.edition.instrument
    units = tuple(clause.walk())
    parts = ((_set_off(str(unit.heading or "")), str(unit.text or "")) for unit in units)
    words = " ".join(filter(None, chain(*parts))) if clause.text or len(units) > 1 else clause.words
    now = f"{renderer.words('moved', old=id_)} {clause.label}"
    site_url = renderer.edition.site_url
    cited = citations.plain(instrument, citations.pinpoint(clause.label, renderer.words), renderer.words)
    return renderer.templates.get_template("permalink.html").render(
        clause=clause,
        old=id_ if id_ != clause.id else None,
        units=units,
        described=first_words(words, DESCRIBED) if id_ == clause.id else first_words(f"{now}: {words}", DESCRIBED),
        place=place(clause),
        citation=citations.located(cited, f"{site_url}{clause.id}/" if site_url else ""),
    )


def _set_off(heading: str) -> str:
    """A heading before other words: it is no sentence, and where it has no stop of its own it gets one."""
    return f"{heading}:" if heading[-1:].isalnum() else heading
