"""Pages of a clause alone, for frames on pages of other sites: `1.3.ii/embed/`.

Nothing in them runs or goes on: a sandbox would refuse that, and say so on the console of the page around it (HTML,
`iframe`, attribute `sandbox`).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.places import embedded, page_file
from mkdocs_declaration.pages.values.lazy import OnDemand

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.markup.templating import Renderer


def frames(renderer: Renderer) -> OnDemand[str]:
    """Make a page for each clause; a retired id has that of its successor.

    Args:
        renderer: The edition with its templates and the address of its site.

    Returns:
        Pages by the paths of their files, as in `1.3.ii/embed/index.html`.
    """
    clauses = renderer.edition.instrument.by_id | renderer.edition.successors
    return OnDemand(
        {page_file(embedded(id_)): partial(_frame, renderer, clause, id_) for id_, clause in clauses.items()}
    )


def _frame(renderer: Renderer, clause: Clause, id_: str) -> str:
    return renderer.alone.page("frame.html", clause, id_, citation=renderer.alone.citation(clause))
