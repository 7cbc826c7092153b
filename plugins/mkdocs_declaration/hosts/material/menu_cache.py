"""Items of the menu of Material and MaterialX that look the same on many pages, which are rendered once.

The theme renders its menu anew for every page, and all but the items on the way to the page itself are as on the pages
beside it. Its macro for an item is renamed, and one that asks a memory has its name; in all else the template is that
of the theme. A site's own template for items is left alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import jinja2

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from jinja2.runtime import Context
    from markupsafe import Markup
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    Names: TypeAlias = Context | Mapping[str, Any]

TEMPLATE = "partials/nav-item.html"
"""The template with the macro."""
MACRO = "{% macro render(nav_item, path, level, parent) %}"
"""Where the macro begins."""
_MACRO_ANEW = "render_anew"
_RENAMED = f"{{% macro {_MACRO_ANEW}(nav_item, path, level, parent) %}}"
_ASKING = (
    "{% macro render(nav_item, path, level, parent) -%}"
    f"{{{{ declaration_menu({_MACRO_ANEW}, nav_item, path, level, parent) }}}}{{%- endmacro %}}"
)
_ROOM = "\ufdd0item\ufdd1"
"""Where an item stands: in characters that no text has (Unicode Standard, section 23.7, "Noncharacters")."""


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

    def list_templates(self) -> list[str]:
        """List nothing: the theme has the template as well."""
        return []


@dataclass(slots=True)
class _Listing:
    """What holds items of the menu, with room for them: the same on all pages that the items lead to."""

    literals: Sequence[str]
    """The HTML before, between and behind the items."""
    items: Sequence[tuple[Any, ...]]
    """What the macro of the theme is given for each."""
    inactive: list[Markup | str | None]
    """The HTML of each on pages that it does not lead to, once it was rendered."""


class MenuMemory:
    """Items of the menu that were rendered in a build."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._items: dict[tuple[object, ...], tuple[object, Markup | str]] = {}
        self._listings: dict[object, _Listing | None] = {}
        self._recorded: list[tuple[Any, ...]] | None = None
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
        if self._recorded is not None:
            self._recorded.append(given)
            return _ROOM
        self._look(context)
        return self._item(context, render, given)

    def menu(
        self,
        kind: object,
        names: Mapping[str, Any],
        env: jinja2.Environment,
        template: str,
        own: Callable[[Callable[[Mapping[str, Any]], Callable[..., Markup]], tuple[Any, ...]], str],
    ) -> str | None:
        """Give the menu of a page, of which all but the items was rendered for another page.

        Args:
            kind: What the menu around its items depends on; none but itself is equal to it.
            names: The names that the template of the page has.
            env: The environment of the theme's templates.
            template: The name of the template for the menu.
            own: Gives the item of the page itself, of what gives the macro of the theme with other names, and of what
                the macro is given.

        Returns:
            The HTML; none if the site renders items in its own way.
        """

        def macro(names: Mapping[str, Any]) -> Callable[..., Markup]:
            macros = env.get_template(TEMPLATE).make_module(dict(names), shared=True)
            return getattr(macros, _MACRO_ANEW)  # type: ignore[no-any-return]

        def rendered() -> str:
            menu = env.get_template(template)
            return "".join(menu.root_render_func(menu.new_context(dict(names))))

        self._look(names)
        listing = self._listing(kind, rendered)
        if listing is None or not listing.items:
            return None
        own_macro = cache(lambda: macro(names))

        def render(*given: Any) -> Markup:
            return own_macro()(*given)

        return self._filled(listing, names, render, partial(own, macro))

    def _item(
        self,
        context: Names,
        render: Callable[..., Markup],
        given: tuple[Any, ...],
        own: Callable[[tuple[Any, ...]], str] | None = None,
    ) -> Markup | str:
        item, path, level, parent = given
        features = tuple(context.get("features") or ())
        key = id(item), path, level, bool(parent and parent.active), features, self._seen_from(context)
        if getattr(item, "pages", None):  # a listing of which the page may be one
            return render(*given)
        if item.active:  # on the way to the page
            listing = self._listing((*key, "listing"), lambda: render(*given)) if _lists(item, features) else None
            if listing is not None:
                return self._filled(listing, context, render, own)
            return own(given) if own and item is context["page"] else render(*given)
        if key not in self._items:
            self._items[key] = item, render(*given)  # the item too: no other gets its id
        return self._items[key][1]

    def _listing(self, key: object, render: Callable[[], str]) -> _Listing | None:
        """What holds items, rendered with room for them; none if there is not one room for each."""
        if key not in self._listings:
            self._recorded = []
            try:
                literals, items = str(render()).split(_ROOM), self._recorded
            finally:
                self._recorded = None
            is_whole = len(literals) == len(items) + 1
            self._listings[key] = _Listing(literals, items, [None] * len(items)) if is_whole else None
        return self._listings[key]

    def _filled(
        self,
        listing: _Listing,
        context: Names,
        render: Callable[..., Markup],
        own: Callable[[tuple[Any, ...]], str] | None = None,
    ) -> str:
        pieces = [listing.literals[0]]
        for place, given in enumerate(listing.items):
            html = listing.inactive[place]
            if given[0].active or getattr(given[0], "pages", None):
                html = self._item(context, render, given, own)
            elif html is None:
                html = listing.inactive[place] = self._item(context, render, given)
            pieces += (str(html), listing.literals[place + 1])
        return "".join(pieces)

    def _look(self, context: Names) -> None:
        """Look whether something has changed that was rendered."""
        page, nav = context["page"], context["nav"]
        if nav is not self._nav:
            self._learn(nav)
        if page is not None and page is not self._page:
            self._look_at(page)

    def _learn(self, nav: Navigation) -> None:
        """Begin with another navigation: a hook may give each page its own."""
        pages = [item for item in _walk(nav) if item.is_page]
        addresses = [str(getattr(item, "url", None) or "") for item in _walk(nav)]
        of_folders = {folder for url in addresses for folder in _folders(url)}
        repeated = {url for url, count in Counter(addresses).items() if count > 1}
        self._nav, self._page, self._alone = nav, None, frozenset(of_folders | repeated)
        self._shown = {str(page.url): _shown(page) for page in pages}
        self._forget()

    def _look_at(self, page: Page) -> None:
        """Forget the items where a hook changed a page right before it is rendered."""
        self._page, url, shown = page, str(page.url), _shown(page)
        if self._shown.get(url, shown) != shown:
            self._forget()
        self._shown[url] = shown

    def _forget(self) -> None:
        self._items.clear()
        self._listings.clear()

    def _seen_from(self, context: Names) -> tuple[str, str]:
        """Whence a page sees others: its folder, whose pages see all others alike.

        A page that has others below itself, or that the menu has twice, sees them as no other does. A template that is
        no page, as that for wrong addresses, sees them from an address that it is given.
        """
        page = context["page"]
        if page is None:
            return "base", str(context["base_url"])
        url = str(page.url)
        return ("page", url) if url in self._alone else ("folder", url.rstrip("/").rpartition("/")[0])


def _lists(item: Any, features: Collection[str]) -> bool:
    """Whether the theme lists what an item holds, and nothing of it in the place of the item itself."""
    children = item.children or ()
    has_index = "navigation.indexes" in features and any(getattr(child, "is_index", False) for child in children)
    return bool(children) and not has_index


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
