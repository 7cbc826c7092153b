"""Pages at addresses that pages of the text had: small ones, from which old links go on to where their clauses are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.pages.render import address, place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.render import Renderer


def forwarding(renderer: Renderer) -> dict[str, str]:
    """Write the pages.

    Args:
        renderer: The edition with its templates and the address of its site.

    Returns:
        Pages by their path below the site's root, as in `general-provisions/index.html`: one for each address that a
        published page had and no page has now. It has a place for every id that was there, with a link to where the id
        leads now. An address that is the short link of a retired id as well leads to the successor of that, as it did
        when a page was there, unless the id was on that page.
    """
    template = renderer.templates.get_template("forwarding.html")
    successors = renderer.edition.successors
    return {
        f"{slug}/index.html": template.render(
            slug=slug,
            moved=moved,
            places={old: place(clause) for old, clause in moved.items()},
            whole=_whole(moved) if slug in moved else _alone(successors.get(slug)) or _whole(moved),
        )
        for slug, moved in renderer.edition.gone.items()
    }


def _alone(clause: Clause | None) -> tuple[Clause, str] | None:
    return (clause, place(clause)) if clause is not None else None


def _whole(moved: Mapping[str, Clause]) -> tuple[Clause, str]:
    """Where the page as a whole is now: a clause, and the address relative to the site's root.

    The division that the page was made for is the id that most others on it begin with.
    """
    division = max(moved, key=lambda id_: sum(other.startswith(f"{id_}.") for other in moved))
    clause = moved[division]
    return clause, address(clause.slug) if clause.id == division and clause.owns_page else place(clause)
