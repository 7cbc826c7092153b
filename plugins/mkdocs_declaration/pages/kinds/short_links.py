"""Small pages from which addresses go on to where a clause is: short links, and addresses that pages had."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_declaration.instrument.places import page_file, place
from mkdocs_declaration.instrument.text.text import capital, first_words
from mkdocs_declaration.pages.head import metadata
from mkdocs_declaration.pages.kinds.table import DESCRIBED
from mkdocs_declaration.pages.markup.fragment import Skeleton, sign
from mkdocs_declaration.pages.values.lazy import OnDemand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.head.metadata import Picture
    from mkdocs_declaration.pages.markup.templating import Renderer


def redirects(renderer: Renderer, pictures: Mapping[str, Picture] = MappingProxyType({})) -> OnDemand[str]:
    """Make all of them.

    Args:
        renderer: The edition with its templates and the address of its site.
        pictures: The pictures of pages of the text by their slugs, for those who unfurl links.

    Returns:
        Pages by the paths of their files, as in `1.3.ii/index.html`.
    """
    return permalinks(renderer, pictures) | forwarding(renderer)


def permalinks(renderer: Renderer, pictures: Mapping[str, Picture] = MappingProxyType({})) -> OnDemand[str]:
    """Make the permanent short links: a page for each clause, which shows it and goes on to it on its page.

    Args:
        renderer: The edition with its templates and the address of its site.
        pictures: The pictures of pages of the text by their slugs.

    Returns:
        Pages by the paths of their files, as in `1.3.ii/index.html`. The preamble has none: the address of its page is
        the short link. A retired id has that of its successor. Where a page is or was at the address of an id, it leads
        to the clause itself.
    """
    edition = renderer.edition
    clauses = edition.instrument.by_id | edition.successors
    pages = edition.instrument.pages.keys() | edition.gone.keys()
    heads = _Heads(renderer, pictures)
    return OnDemand(
        {
            page_file(id_): partial(_permalink, renderer, heads, clause, id_)
            for id_, clause in clauses.items()
            if id_ not in pages
        }
    )


def _permalink(renderer: Renderer, heads: _Heads, clause: Clause, id_: str) -> str:
    site_url = renderer.edition.site_url
    link = f"{site_url}{clause.id}/" if site_url else ""
    described = _described(renderer, clause, id_)
    head, citation = heads.head(clause, link, described), renderer.alone.citation(clause, link)
    return renderer.alone.page("permalink.html", clause, id_, described=described, head=head, citation=citation)


class _Heads:
    """What the heads of short links say to those who unfurl, file or archive them."""

    def __init__(self, renderer: Renderer, pictures: Mapping[str, Picture]) -> None:
        self._renderer, self._pictures = renderer, pictures
        self._skeletons: dict[tuple[Picture | None, bool], Skeleton] = {}

    def head(self, clause: Clause, link: str, described: str) -> Markup:
        """Write the elements of a head.

        Args:
            clause: The clause that a short link leads to.
            link: The address of the short link as such; empty where that of the site is not known.
            described: The words that describe the clause.
        """
        picture = metadata.picture_of(clause.slug, self._pictures)
        key = picture, bool(described)
        if key not in self._skeletons:
            self._skeletons[key] = self._skeleton(picture, sign("described") if described else "")
        title = f"{capital(clause.label)} – {self._renderer.edition.instrument.short_title}"
        values = {"title": title, "described": described, "link": link, "cited": f"{clause.id}/"}
        return Markup(self._skeletons[key].filled(values))  # noqa: S704 - escaped

    def _skeleton(self, picture: Picture | None, described: str) -> Skeleton:
        renderer, edition = self._renderer, self._renderer.edition
        page = metadata.Described(
            title=sign("title"),
            description=described,
            site_name=renderer.site_name,
            address=sign("link") if edition.site_url else "",
            root=edition.site_url or "../",
            cite_as=sign("cited"),
            picture=picture,
            licence=renderer.imprint.licence_url if renderer.imprint is not None else "",
        )
        return Skeleton(metadata.written(metadata.tags(page, edition.instrument)))


def _described(renderer: Renderer, clause: Clause, id_: str) -> str:
    """The first words of a clause, with what leads to them and ends their sentence."""
    edition = renderer.edition
    sentence = edition.sentences.get(clause.id)
    moved = f"{edition.words('moved', old=id_)} {clause.label}: " if id_ != clause.id else ""
    described = _beginning(clause) if clause.text or clause.children else clause.words
    if sentence is None:
        return first_words(f"{moved}{described}", DESCRIBED)
    # What decides may stand anywhere in a sentence: what leads to the words is not cut.
    own = first_words(described, DESCRIBED)
    return moved + " ".join(filter(None, (sentence.before, clause.printed, own, sentence.after)))


def _beginning(clause: Clause) -> str:
    """The words of a clause and of all that it holds, up to where they are cut."""
    parts: list[str] = []
    length = 0
    for unit in clause.walk():
        for part in filter(None, (_set_off(str(unit.heading or "")), str(unit.text or ""))):
            parts.append(part)
            length += len(part)
        if length > DESCRIBED:
            break
    return " ".join(parts)


def _set_off(heading: str) -> str:
    """A heading before other words: it is no sentence, and where it has no stop of its own it gets one."""
    return f"{heading}:" if heading[-1:].isalnum() else heading


def forwarding(renderer: Renderer) -> OnDemand[str]:
    """Make a page at each address that a published page had and no page has now.

    Args:
        renderer: The edition with its templates and the address of its site.

    Returns:
        Pages by the paths of their files. Each has a place for every id that was there, with a link to where the id
        leads now. An address that is the short link of a retired id as well leads to the successor of that, as it did
        when a page was there, unless the id was on that page.
    """
    return OnDemand({page_file(slug): partial(_forwarding, renderer, slug) for slug in renderer.edition.gone})


def _forwarding(renderer: Renderer, slug: str) -> str:
    moved = renderer.edition.gone[slug]
    return renderer.templates.get_template("forwarding.html").render(
        slug=slug,
        moved=moved,
        places={old: place(clause) for old, clause in moved.items()},
        whole=renderer.edition.forwards[slug],
    )
