"""Items of the menu of Material and MaterialX that look the same on many pages, which are rendered once.

The theme renders its menu anew for every page, and all but the items on the way to the page itself are as on the pages
beside it. Its macro for an item is renamed, and one that asks a memory has its name; in all else the template is that
of the theme. A site's own template for items is left alone.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jinja2.runtime import Context
    from markupsafe import Markup
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

TEMPLATE = "partials/nav-item.html"
"""The template with the macro."""
MACRO = "{% macro render(nav_item, path, level, parent) %}"
"""Where the macro begins."""
_RENAMED = "{% macro render_anew(nav_item, path, level, parent) %}"
_ASKING = (
    "{% macro render(nav_item, path, level, parent) -%}"
    "{{ declaration_menu(render_anew, nav_item, path, level, parent) }}{%- endmacro %}"
)


class MenuLoader(jinja2.BaseLoader):
    """Loads the template for items with the macro renamed, where the theme's own would be loaded."""

    def __init__(self, folders: Sequence[str | Path], own: str | None) -> None:
        """Take the folders of templates.

        Args:
            folders: All folders of a theme, as MkDocs has them.
            own: That of the site itself among them, if there is one.
        """
        self._templates = jinja2.FileSystemLoader(folders)
        self._own = own

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Load the template.

        Args:
            environment: The environment of the theme's templates.
            template: The name of a template.

        Raises:
            jinja2.TemplateNotFound: It is another, one of the site's own, or one that has no such macro.
        """
        if template != TEMPLATE:
            raise jinja2.TemplateNotFound(template)
        source, file, is_current = self._templates.get_source(environment, template)
        is_own = self._own is not None and Path(file).is_relative_to(self._own)
        if is_own or source.count(MACRO) != 1:
            raise jinja2.TemplateNotFound(template)
        return source.replace(MACRO, _RENAMED) + _ASKING, file, is_current


class MenuMemory:
    """Items of the menu that were rendered in a build."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._items: dict[tuple[object, ...], tuple[object, Markup | str]] = {}
        self._nav: Navigation | None = None
        self._page: Page | None = None
        self._alone: frozenset[str] = frozenset()
        self._shown: dict[str, tuple[str, str]] = {}

    @jinja2.pass_context
    def __call__(self, context: Context, render: Callable[..., Markup], *given: Any) -> Markup | str:
        """Give an item as HTML.

        Args:
            context: The names that the template of the page has.
            render: The macro of the theme.
            given: What it is given: the item, its place in the menu, how deep it is, and what holds it.
        """
        item, path, level, parent = given
        # The way to the page itself, and a listing of which the page may be one.
        if item.active or getattr(item, "pages", None):
            return render(*given)
        page, nav = context["page"], context["nav"]
        if nav is not self._nav:
            self._learn(nav)
        if page is not None and page is not self._page:
            self._look_at(page)
        features = tuple(context.get("features") or ())
        key = id(item), path, level, bool(parent and parent.active), features, self._seen_from(context)
        if key not in self._items:
            self._items[key] = item, render(*given)  # the item too: no other gets its id
        return self._items[key][1]

    def _learn(self, nav: Navigation) -> None:
        """Begin with another navigation: a hook may give each page its own."""
        pages = [item for item in _walk(nav) if item.is_page]
        addresses = [str(getattr(item, "url", None) or "") for item in _walk(nav)]
        of_folders = {folder for url in addresses for folder in _folders(url)}
        repeated = {url for url, count in Counter(addresses).items() if count > 1}
        self._nav, self._page, self._alone = nav, None, frozenset(of_folders | repeated)
        self._shown = {str(page.url): _shown(page) for page in pages}
        self._items.clear()

    def _look_at(self, page: Page) -> None:
        """Forget the items where a hook changed a page right before it is rendered."""
        self._page, url, shown = page, str(page.url), _shown(page)
        if self._shown.get(url, shown) != shown:
            self._items.clear()
        self._shown[url] = shown

    def _seen_from(self, context: Context) -> tuple[str, str]:
        """Whence a page sees others: its folder, whose pages see all others alike.

        A page that has others below itself, or that the menu has twice, sees them as no other does. A template that is
        no page, as that for wrong addresses, sees them from an address that it is given.
        """
        page = context["page"]
        if page is None:
            return "base", str(context["base_url"])
        url = str(page.url)
        return ("page", url) if url in self._alone else ("folder", url.rstrip("/").rpartition("/")[0])


def _shown(page: Page) -> tuple[str, str]:
    """What the menu shows of a page, which hooks may change."""
    return str(page.title), repr(page.meta)


def _walk(items: Iterable[Any]) -> Iterator[Any]:
    """All items of a navigation."""
    for item in items:
        yield item
        yield from _walk(item.children or ())


def _folders(url: str) -> Iterator[str]:
    """The folders that an address is in, the root among them: `a/` and `` for `a/b/`."""
    while url:
        url = "".join(url.rstrip("/").rpartition("/")[:2])
        yield url
