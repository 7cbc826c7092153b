"""Items of the menu of Material and MaterialX that look the same on many pages, which are rendered once.

The theme renders its menu anew for every page, and all but the items on the way to the page itself are as on the pages
beside it. Its macro for an item is renamed, and one that asks a memory has its name; in all else the template is that
of the theme. A site's own template for items is left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jinja2.runtime import Context
    from markupsafe import Markup

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
        self._items: dict[tuple[object, ...], Markup | str] = {}
        self._folders: frozenset[str] | None = None

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
        key = id(item), path, level, bool(parent and parent.active), self._seen_from(context)
        if key not in self._items:
            self._items[key] = render(*given)
        return self._items[key]

    def _seen_from(self, context: Context) -> str:
        """The folder of a page, whose pages see all others alike, but for a page that has others below itself."""
        page = context["page"]
        if page is None:
            return str(context["base_url"])
        if self._folders is None:
            self._folders = frozenset(folder for url in _addresses(context["nav"].items) for folder in _folders(url))
        url = str(page.url)
        return f"{url}." if url in self._folders else f"{url.rstrip('/').rpartition('/')[0]}/"


def _addresses(items: Iterable[Any]) -> Iterator[str]:
    """The addresses of all items of a navigation."""
    for item in items:
        yield str(getattr(item, "url", None) or "")
        yield from _addresses(item.children or ())


def _folders(url: str) -> Iterator[str]:
    """The folders that an address is in, the root among them: `a/` and `` for `a/b/`."""
    while url:
        url = "".join(url.rstrip("/").rpartition("/")[:2])
        yield url
