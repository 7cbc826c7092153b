"""Pages of a clause alone, for frames on pages of other sites: `1.3.ii/embed/`.

Nothing in them runs or goes on: a sandbox would refuse that, and say so on the console of the page around it (HTML,
`iframe`, attribute `sandbox`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_declaration.instrument import citations
from mkdocs_declaration.instrument.places import embedded, page_file, place

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.templating import Renderer


def frames(renderer: Renderer) -> dict[str, str]:
    """Write a page for each clause; a retired id has that of its successor.

    Args:
        renderer: The edition with its templates and the address of its site.

    Returns:
        Pages by the paths of their files, as in `1.3.ii/embed/index.html`.
    """
    template = renderer.templates.get_template("frame.html")
    clauses = renderer.edition.instrument.by_id | renderer.edition.successors
    return {
        page_file(embedded(id_)): template.render(**alone(renderer, clause, id_), citation=plain(renderer, clause))
        for id_, clause in clauses.items()
    }


def alone(renderer: Renderer, clause: Clause, id_: str) -> dict[str, Any]:
    """What templates need to show a clause alone.

    Args:
        renderer: The edition with its templates.
        clause: The clause.
        id_: The id by which it was asked for, which may be a retired one.
    """
    return {
        "clause": clause,
        "old": id_ if id_ != clause.id else None,
        "units": tuple(clause.walk()),
        "sentence": renderer.edition.sentences.get(clause.id),
        "place": place(clause),
    }


def plain(renderer: Renderer, clause: Clause, link: str = "") -> str:
    """The plain citation of a clause, as HTML.

    Args:
        renderer: The edition with its templates.
        clause: The clause.
        link: Its address; empty where it is not known, or stands beside the citation.
    """
    edition = renderer.edition
    return citations.cite_on_page("plain", edition.instrument, edition.words, pinpoint=clause.label, link=link)
