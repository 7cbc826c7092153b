"""What the head of a page says to those who unfurl, file or archive a link to it.

| who | what | source |
|---|---|---|
| chats and networks | title, description, picture | The Open Graph protocol |
| reference managers | the instrument that a page is of | Dublin Core in HTML (DCMI, 2008), elements `DC.*` |
| archives | links | `cite-as` (RFC 8574), `describedby` (POWDER), `license` (RFC 4946) |
| programs | links to files | `alternate` (HTML), `related` (RFC 4287) |
| feed readers | a link to the feed of changes | `alternate` with its media type (HTML) |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from mkdocs_declaration.instrument.places import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.instrument.model import Instrument


class Tag(NamedTuple):
    """An element without content."""

    name: str
    """`meta` or `link`."""
    attributes: Mapping[str, str]
    """What it states; values are plain text."""


class Picture(NamedTuple):
    """A picture of a page, for those who unfurl a link to it."""

    path: str
    """Its address relative to the site's root."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""
    alternative: str
    """What it shows, in words."""


class Described(NamedTuple):
    """A page, as its head describes it."""

    title: str
    """Its title, which says what instrument it is of."""
    description: str
    """What it has, in a sentence or two."""
    site_name: str
    """The name of the site."""
    address: str
    """Its address as such; empty where that of the site is not known."""
    root: str
    """The address of the site's root, as such or as seen from the page."""
    is_website: bool = False
    """Whether it stands for the site as a whole."""
    cite_as: str = ""
    """The lasting address of what it shows of the text, relative to the site's root; `.` is the text as a whole. Empty
    where it shows none."""
    picture: Picture | None = None
    """Its picture, if there is one."""
    licence: str = ""
    """The address of the terms under which it may be used; empty if there is none."""
    files: Sequence[tuple[str, str]] = ()
    """Other forms of the same text: address relative to the site's root, and media type."""
    feed: str = ""
    """The feed of changes, relative to the site's root; empty where there is none."""
    feed_title: str = ""
    """What it is called."""


def picture_of(slug: str, pictures: Mapping[str, Picture]) -> Picture | None:
    """The picture of a page, or that of the site for a page without one.

    Args:
        slug: The slug of the page.
        pictures: The pictures by the slugs of pages.
    """
    return pictures.get(slug) or pictures.get(HOME)


def tags(page: Described, instrument: Instrument) -> list[Tag]:
    """Describe a page.

    Args:
        page: The page.
        instrument: The instrument that the site publishes.

    Returns:
        The elements in their order.
    """
    found = [Tag("meta", {"property": name, "content": content}) for name, content in _open_graph(page) if content]
    # https://developer.x.com: the other values are taken from those of Open Graph.
    found.append(_named("twitter:card", "summary_large_image" if page.picture and page.address else "summary"))
    if page.cite_as:
        found += [_named(f"DC.{name}", content) for name, content in _dublin_core(page, instrument)]
    return [*found, *_links(page)]


def written(found: Iterable[Tag]) -> Markup:
    """Elements as HTML, a line each.

    Args:
        found: The elements.
    """
    return Markup("".join(map(_element, found)))  # noqa: S704 - values are escaped


def _element(tag: Tag) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in tag.attributes.items())
    return f"<{tag.name}{attributes}>\n"


def _named(name: str, content: str) -> Tag:
    return Tag("meta", {"name": name, "content": content})


def _open_graph(page: Described) -> Iterator[tuple[str, str]]:
    yield "og:type", "website" if page.is_website else "article"
    yield "og:site_name", page.site_name
    yield "og:title", page.title
    yield "og:description", page.description
    yield "og:url", page.address
    if page.picture is not None and page.address:  # no service takes a relative one
        yield "og:image", f"{page.root}{page.picture.path}"
        yield "og:image:width", str(page.picture.width)
        yield "og:image:height", str(page.picture.height)
        yield "og:image:alt", page.picture.alternative


def _dublin_core(page: Described, instrument: Instrument) -> Iterable[tuple[str, str]]:
    yield "title", instrument.title
    for party in instrument.parties:
        yield "creator", party
    if instrument.adopted is not None:
        yield "date", instrument.adopted.date.isoformat()
    yield "type", instrument.kind[:1].upper() + instrument.kind[1:]
    yield "language", instrument.language
    if page.address:
        yield "identifier", f"{page.root}{page.cite_as.removeprefix('.')}"


def _links(page: Described) -> Iterator[Tag]:
    if page.cite_as and page.address:
        yield Tag("link", {"rel": "cite-as", "href": f"{page.root}{page.cite_as.removeprefix('.')}"})
    if page.cite_as:
        record = {"type": "application/vnd.citationstyles.csl+json", "href": f"{page.root}declaration.csl.json"}
        yield Tag("link", {"rel": "describedby", **record})
    for path, media_type in page.files:
        # Beside what is an alternate alone, scripts of themes seek a map of a site in another language (Material, 9.7).
        yield Tag("link", {"rel": "alternate related", "type": media_type, "href": f"{page.root}{path}"})
    if page.feed:
        kind = {"type": "application/atom+xml", "title": page.feed_title}
        yield Tag("link", {"rel": "alternate feed", **kind, "href": f"{page.root}{page.feed}"})
    if page.licence:
        yield Tag("link", {"rel": "license", "href": page.licence})
