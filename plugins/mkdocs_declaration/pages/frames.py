"""Pages of a clause alone, for frames on pages of other sites: `1.3.ii/embed/`.

Nothing in them runs or goes on: a sandbox would refuse that, and say so on the console of the page around it (HTML,
`iframe`, attribute `sandbox`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.places import embedded, page_file

if TYPE_CHECKING:
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
    alone = renderer.alone
    return {
        page_file(embedded(id_)): template.render(**alone.context(clause, id_), citation=alone.citation(clause))
        for id_, clause in clauses.items()
    }
