"""Pages of the text with marks in the places of their own texts, as Material and MaterialX read pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.hosts.material.placeholder_marks import FORMS, StandIn, mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import AnchorLink

MARKED = ("title", "description")
"""What the front matter of a page has that is marked."""
_ADDED = ("typeset", "encrypted")
"""What plugins of these themes add to pages, and what menus read."""
_OF_AN_ANCHOR = {"title", "id", "level", "children"}
_ADDRESS = re.compile(r"[\w.~%-]+/", re.ASCII)
"""The last part of an address that is written as it is."""


class CannotError(Exception):
    """A page cannot be made from marks."""


def kind_of(page: MkDocsPage) -> list[Any]:
    """What a theme reads of a page but for the texts that are marked, its place in the menu and its front matter.

    Args:
        page: The page.
    """
    around = [_kind_of_neighbour(page, other) for other in (page.previous_page, page.next_page)]
    first = [(anchor.level, bool(anchor.children)) for anchor in list(page.toc)[:1]]
    return [
        *(folder(page.url), around, first, "<h1" in (page.content or ""), bool(page.title)),
        *(bool(page.canonical_url), page.edit_url, page.is_homepage),
        [name for name in _ADDED if getattr(page, name, None) is not None],
    ]


def stand_in(page: MkDocsPage) -> StandIn:
    """A page of the kind of another, with marks.

    Args:
        page: The other.
    """
    first = [
        StandIn(url=f"#{mark('skip')}", level=anchor.level, children=[StandIn()] if anchor.children else [])
        for anchor in list(page.toc)[:1]
    ]
    return StandIn(
        title=mark("title", FORMS),
        meta={**page.meta, **{name: mark(f"meta.{name}", FORMS) for name in MARKED if page.meta.get(name)}},
        content=mark("content", "<h1" if "<h1" in (page.content or "") else ""),
        toc=first,
        url=beside(page.url),
        canonical_url=page.canonical_url and mark("canonical_url", FORMS),
        edit_url=page.edit_url,
        is_homepage=page.is_homepage,
        ancestors=page.ancestors,
        previous_page=_neighbour(page, page.previous_page, "previous"),
        next_page=_neighbour(page, page.next_page, "next"),
        active=True,
        children=None,
        pages=None,
        **{name: None for name in _ADDED if getattr(page, name, None) is None},
    )


def texts_of(page: MkDocsPage) -> dict[str, str]:
    """What stands in the place of the marks.

    Args:
        page: A page.

    Raises:
        CannotError: A theme could write it in another way.
    """
    texts = {
        "title": str(page.title),
        "content": page.content or "",
        "canonical_url": page.canonical_url or "",
        "skip": next((anchor.url.removeprefix("#") for anchor in page.toc), ""),
        **{f"meta.{name}": str(page.meta.get(name) or "") for name in MARKED},
    }
    for name, other in (("previous", page.previous_page), ("next", page.next_page)):
        if other is not None:
            texts |= {f"{name}.title": str(other.title), f"{name}.url": other.url.removeprefix(folder(other.url))}
            if not _ADDRESS.fullmatch(texts[f"{name}.url"]):
                raise CannotError
    return texts


def contents_kind(anchors: Iterable[AnchorLink]) -> tuple[Any, ...]:
    """The shape of a table of contents.

    Args:
        anchors: Its entries.

    Raises:
        CannotError: A plugin added something to one.
    """
    if any(vars(anchor).keys() != _OF_AN_ANCHOR for anchor in anchors):
        raise CannotError
    return tuple((anchor.level, contents_kind(anchor.children)) for anchor in anchors)


def contents_stand_in(anchors: Iterable[AnchorLink], name: str = "toc") -> list[StandIn]:
    """A table of contents of the shape of another, with marks.

    Args:
        anchors: The entries of the other.
        name: What the names of the marks begin with.
    """
    return [
        StandIn(
            url=f"#{mark(f'{name}.{place}.url')}",
            title=mark(f"{name}.{place}.title", FORMS),
            level=anchor.level,
            children=contents_stand_in(anchor.children, f"{name}.{place}"),
        )
        for place, anchor in enumerate(anchors)
    ]


def contents_texts(anchors: Iterable[AnchorLink], name: str = "toc") -> Iterator[tuple[str, str]]:
    """The texts of a table of contents, with the names of their marks.

    Args:
        anchors: Its entries.
        name: What the names of the marks begin with.
    """
    for place, anchor in enumerate(anchors):
        yield f"{name}.{place}.url", anchor.id
        yield f"{name}.{place}.title", anchor.title
        yield from contents_texts(anchor.children, f"{name}.{place}")


def folder(url: str) -> str:
    """The folder in which an address is, with a slash at its end if it is not the root.

    Args:
        url: The address, relative to the site's root.
    """
    return url.rstrip("/").rpartition("/")[0] + "/" * ("/" in url.rstrip("/"))


def beside(url: str) -> str:
    """The address of a page in the same folder that no site has.

    Args:
        url: An address, relative to the site's root.
    """
    return f"{folder(url)}_/"


def _kind_of_neighbour(page: MkDocsPage, other: MkDocsPage | None) -> object:
    """What a kind has of the page before or behind: that it is in the same folder, or the page itself."""
    if other is None or folder(other.url) == folder(page.url):
        return other is not None
    return other.url, str(other.title)


def _neighbour(page: MkDocsPage, other: MkDocsPage | None, name: str) -> StandIn | None:
    if other is None:
        return None
    if folder(other.url) != folder(page.url):
        return StandIn(url=other.url, title=other.title)
    return StandIn(url=folder(page.url) + mark(f"{name}.url"), title=mark(f"{name}.title", FORMS))
