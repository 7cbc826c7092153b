"""The search of the reader in the place of that of a theme: every theme has the same.

The plugin `search`, of MkDocs or of the theme, stays in the configuration if it is there, so that a site can change
between the two by one option; but it writes no index and no script that nobody would ask for.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field, replace
from functools import cache, partial
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_declaration.exports.publication import titles
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.search import PagePart
from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.hosts.site.generated_files import FileBeside
from mkdocs_declaration.instrument.text.text import Span, in_position
from mkdocs_declaration.pages.values.lazy import OnDemand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.hosts.site.options import DeclarationConfig
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.pages.values.page import Page

PLUGINS = ("search", "material/search", "materialx/search")
"""The names of plugins that are a search."""
EXCLUDED = "data-search-exclude"
"""The attribute of an element whose words are not searched, as Material has it."""
KEYS_BUTTON = (
    '<p><button type="button" class="decl-keys-button" aria-haspopup="dialog" aria-keyshortcuts="?">{}</button></p>'
)
"""The button that shows the keys, at the foot of pages, with a place for its words."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style", "template", "noscript", "svg"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
"""Elements that part no words (HTML, section 4.5)."""
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements without an end tag (HTML, section 13.1.2, void elements)."""


def is_ours(options: DeclarationConfig) -> bool:
    """Whether a site has the search of this plugin."""
    return bool(options.look) and options.search == "own"


def silence(config: MkDocsConfig) -> None:
    """Keep the search of the theme from doing anything.

    Args:
        config: The configuration, in an `on_config` that precedes those of searches. The templates of Material include
            the search where its plugin is listed, so there it stays; others would show a field that finds nothing.
    """
    for name in PLUGINS:
        plugin = config.plugins.get(name)
        if plugin is None:
            continue
        for methods in config.plugins.events.values():
            # In place: MkDocs goes through the list for this very event.
            methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]
        if not material.is_theme(config):
            del config.plugins[name]


def entrance(config: MkDocsConfig, options: DeclarationConfig, words: Catalogue) -> str:
    """What stands before the content of a page where the theme has no place for the search: nothing that is seen.

    Args:
        config: The configuration.
        options: The options of this plugin in it.
        words: The words of the interface.

    Returns:
        HTML: a template with the button, which a script puts into the header, and what a page says without scripts.
        Empty where templates of ours have both, and without our search.
    """
    has_place = material.is_theme(config) and any(name in config.plugins for name in PLUGINS)
    if not is_ours(options) or has_place:
        return ""
    without_scripts = "search-needs-script" if options.glossary else "search-needs-script-contents"
    of_words = ("search", without_scripts, "not-loaded", "close", "keys")
    name, note, unloaded, close, keys = (html.escape(words(key)) for key in of_words)
    # Partials of ours for Material have the rest.
    others = (
        f'<template id="_keys-button">{KEYS_BUTTON.format(keys)}</template>'
        f'<noscript><p class="decl-no-script" id="_no-script">{note}</p></noscript>'
    )
    return (
        f'<template id="_search-button"><button type="button" class="decl-search-button" aria-haspopup="dialog"'
        f' aria-keyshortcuts="/ Control+K" data-unloaded="{unloaded}" data-close="{close}">{name}</button></template>'
        f"{'' if material.is_theme(config) else others}\n"
    )


def fill(edition: Edition, pages: Mapping[str, Page], files: Files) -> OnDemand[bytes]:
    """Add the pages of authors to what is searched.

    Args:
        edition: The edition.
        pages: Its pages by their paths below `docs_dir`.
        files: The files of the project, in `on_env`, when all pages have their content and nothing is written.

    Returns:
        What the search reads, by its path: in a preview it is made when it is asked for.
    """
    if files.get_file_from_path(search_data.DATA) is None:
        return OnDemand({})  # the site has another search
    written = tuple(_written(files, pages))  # as they are now: MkDocs puts a mark before drafts later

    @cache
    def found() -> tuple[PagePart, ...]:
        of_pages = ((parts(page.url, page.title, page.content), page.is_last) for page in written)
        return tuple(replace(part, is_last=is_last) for parts_, is_last in of_pages for part in parts_)

    def apart(*, is_last: bool) -> bytes:
        return search_data.pages(edition, (part for part in found() if part.is_last == is_last), briefs=not is_last)

    makers: dict[str, Callable[[], bytes]] = {
        search_data.DATA: lambda: search_data.data(edition, titles(pages.values()), found()),
        search_data.PAGES: partial(apart, is_last=False),
        search_data.LAST: partial(apart, is_last=True),
    }
    made = OnDemand(makers)
    for path in made:
        file = files.get_file_from_path(path)
        if isinstance(file, FileBeside):
            file.group = made
        else:
            file.content_bytes = made[path]  # type: ignore[union-attr]
    return made


class _Written(NamedTuple):
    """A page that an author wrote."""

    url: str
    title: str
    content: str
    is_last: bool


def _written(files: Files, ours: Mapping[str, Page]) -> Iterator[_Written]:
    """The pages that authors wrote, but for those with `search: {exclude: true}`."""
    for file in files.documentation_pages():
        page = file.page
        if page is None or file.src_uri in ours:
            continue
        stated = page.meta.get("search")
        options = stated if isinstance(stated, dict) else {}
        if not options.get("exclude"):
            yield _Written(file.url, str(page.title), page.content or "", bool(options.get("last")))


def parts(url: str, title: str, content: str) -> list[PagePart]:
    """Part a page at its headings.

    Args:
        url: The address of the page, relative to the site's root.
        title: Its title.
        content: Its HTML.

    Returns:
        The page and its parts under headings with an id, with their words: blanks between blocks, none twice.
    """
    parser = _Parts()
    parser.feed(content)
    parser.close()
    url = "" if url == "./" else url
    found: list[PagePart] = []
    for index, part in enumerate(parser.found):
        heading, words = (" ".join("".join(pieces).split()) for pieces in (part.heading, part.text))
        is_beginning = index == 0 or (index == 1 and heading == title and not found)
        name = None if is_beginning else heading
        if is_beginning and not words and index == 0 and len(parser.found) > 1:
            continue
        found.append(
            PagePart(f"{url}#{part.id}" if name and part.id else url, title, name, part.level if name else 1, words)
        )
    return found


@dataclass
class _Part:
    """What stands under a heading, in pieces as they are read."""

    id: str | None = None
    level: int = 1
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Parts(HTMLParser):
    """Headings and the words under them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Part] = [_Part()]
        self._into = self.found[0].text
        self._left_out: str | None = None
        """The tag of an element that is left out with all that it holds, while it is open."""
        self._depth = 0
        """How many elements of that tag are open, itself included: others may lack their end."""
        self._position = ""
        """`sup` or `sub`, within such an element."""
        self._without = 0
        """The level of a heading whose part is left out, or 0."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self._left_out:
            self._depth += tag == self._left_out
        elif tag in _HEADINGS:
            self._begin(int(tag[1]), attributes)
        elif tag not in _EMPTY and _is_left_out(tag, attributes):
            self._left_out, self._depth = tag, 1
        elif tag not in _INLINE:
            self._into.append(" ")
        elif tag in ("sup", "sub"):
            self._position = tag

    def _begin(self, level: int, attributes: dict[str, str | None]) -> None:
        """Begin a part with its heading."""
        if not self._without or level <= self._without:
            self._without = level if EXCLUDED in attributes else 0
        part = _Part(attributes.get("id"), level)
        if not self._without:
            self.found.append(part)
        self._into = part.heading

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._depth -= tag == self._left_out
            if not self._depth:
                self._left_out = None
        elif tag in _HEADINGS:
            self._into = self.found[-1].text if not self._without else []
        elif tag not in _INLINE:
            self._into.append(" ")
        elif tag == self._position:
            self._position = ""

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._into.append(in_position(data, (Span(0, len(data), self._position),)))


def _is_left_out(tag: str, attributes: Mapping[str, str | None]) -> bool:
    return tag in _SILENT or EXCLUDED in attributes or "headerlink" in (attributes.get("class") or "").split()
