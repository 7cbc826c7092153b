"""`mkdocs serve`: what a theme made of a page is taken again while all that the page is made of stays as it was.

MkDocs renders the templates of a theme anew for every page at every edit. What they read of a page and of its site is
known for Material and MaterialX: the page with its place in the navigation, the configuration, and of the edition what
`View` offers. A page of which something else could be read is rendered as ever: where a template of the site's own
names the edition, the list of pages, the time or a function of another plugin, and where a plugin gives a page or its
context values that are no plain ones.
"""

from __future__ import annotations

import datetime
import re
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.defaults import DEFAULT_NAMESPACE

from mkdocs_declaration.hosts import material

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import AnchorLink

    from mkdocs_declaration.pages.theme import View

_OF_THE_SITE = frozenset(
    {"nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page"}
)
"""What MkDocs gives to the templates of every page (mkdocs.commands.build, `get_context`)."""
_OF_AN_ITEM = frozenset(
    {"title", "children", "parent", "url", "file", "previous_page", "next_page", "active", "update_date", "markdown"}
    | {"_title_from_render", "content", "toc", "present_anchor_ids", "links_to_anchors", "_Page__active"}
    | {"_Section__active", "is_section", "is_page", "is_link"}
)
"""What items of a navigation have by themselves that is looked at in another way, or that no template reads."""
_UNREAD = frozenset({"description"})
"""What the front matter of a page states that no menu of these themes shows."""
_READ_ELSEWHERE = ("declaration", "pages", "build_date_utc")
"""Names in templates of a site's own by which something could be read that is not compared."""
_SETTINGS = ("site_name", "site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "extra")
"""Settings that templates read and that plugins may change."""


class _Unknown(Exception):  # noqa: N818 - it is no error
    """Something cannot be compared with what it was in another build."""


class ThemeMemory:
    """The pages of the last build as the theme made them, with the digests of what they were made of."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._last: dict[tuple[str | None, str], tuple[bytes, str]] = {}
        self._pages: dict[tuple[str | None, str], tuple[bytes, str]] = {}

    def attach(self, env: jinja2.Environment, config: MkDocsConfig, view: View) -> None:
        """Let the templates of a build take pages of the last one.

        Args:
            env: The environment of the theme's templates, in `on_env`.
            config: The configuration.
            view: What the templates have of the edition.
        """
        self._last, self._pages = self._pages, {}
        if not material.is_theme(config):
            return
        memory, site = self, _Site(env, config, view)

        class RememberedTemplate(jinja2.Template):
            """A template whose pages are remembered; templates that it includes or extends are part of it."""

            def render(self, *args: Any, **kwargs: Any) -> str:
                context: dict[str, Any] = dict(*args, **kwargs)
                page: MkDocsPage | None = context.get("page")
                digest = site.digest(self.name or "", context, page) if page is not None else None
                if page is None or digest is None:
                    return super().render(context)
                return memory.page((self.name, page.file.dest_uri), digest, partial(super().render, context))

        env.template_class = RememberedTemplate

    def page(self, name: tuple[str | None, str], digest: bytes, render: Callable[[], str]) -> str:
        """A page as it was made of the same, or as it is made now.

        Args:
            name: The name of the template, and the path of the page's file in the site.
            digest: The digest of all that it is made of.
            render: What makes it.
        """
        known, output = self._last.get(name, (b"", ""))
        self._pages[name] = digest, output if known == digest else render()
        return self._pages[name][1]


MEMORY = ThemeMemory()
"""What the server of this process remembers; MkDocs makes plugins and environments anew for each build."""


class _Site:
    """What all pages of a build share, of which the digest is made when the first is rendered."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, view: View) -> None:
        self._env, self._config, self._view = env, config, view
        self._shared: bytes | None = None
        self._is_known = True

    def digest(self, template: str, context: Mapping[str, Any], page: MkDocsPage) -> bytes | None:
        """The digest of all that a page is made of; None if that is not known."""
        if not self._is_known:
            return None
        try:
            if self._shared is None:
                self._shared = self._of_site(context["nav"])
        except _Unknown:
            self._is_known = False
            return None
        try:
            return self._of_page(self._shared, template, context, page)
        except _Unknown:
            return None

    def _of_site(self, nav: Navigation) -> bytes:
        config = self._config
        own = self._own_templates()
        unread = frozenset() if any("meta" in source for _, source in own) else _UNREAD
        values: list[Any] = [own, [_item(item, unread) for item in nav.items], nav.homepage and nav.homepage.url]
        values += [_plain(config[name]) for name in _SETTINGS]
        values += [list(map(str, config.extra_css)), list(map(_script, config.extra_javascript))]
        values += [
            {name: str(value) if name == "locale" else _plain(value) for name, value in config.theme.items()},
            list(config.plugins),
            repr(list(config.user_configs)),
        ]
        values += [self._view.shared]
        return _digest(repr(values))

    def _own_templates(self) -> list[tuple[str, str]]:
        """The templates of the site itself, which may name nothing that is not compared."""
        if not self._config.theme.custom_dir:
            return []
        folder = Path(self._config.theme.custom_dir)
        found = [
            (path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8", errors="replace"))
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".html", ".xml", ".txt", ".svg") and folder / "declaration" not in path.parents
        ]
        further = (
            self._env.globals.keys()
            - DEFAULT_NAMESPACE.keys()
            - {"declaration", "declaration_menu", "declaration_reader"}
        )
        named = re.compile(rf"\b(?:{'|'.join(map(re.escape, (*_READ_ELSEWHERE, *sorted(further))))})\b")
        if any(named.search(source) for _, source in found):
            raise _Unknown
        return found

    def _of_page(self, shared: bytes, template: str, context: Mapping[str, Any], page: MkDocsPage) -> bytes:
        view, path = self._view, page.file.src_uri
        around = [other and (other.title, other.url) for other in (page.previous_page, page.next_page)]
        values = [
            *(template, context["base_url"], list(map(str, context["extra_css"])), _plain(self._config.extra)),
            {name: _plain(value) for name, value in context.items() if name not in _OF_THE_SITE},
            *(_item(page), page.canonical_url, page.edit_url, page.is_homepage, around),
            [_anchor(anchor) for anchor in page.toc],
            *(view.place(path), view.tags(path, str(page.title), "", address="", base="", site_name="")),
        ]
        return _digest(repr(values), shared, (page.content or "").encode(errors="surrogatepass"))


def _digest(values: str, *others: bytes) -> bytes:
    made = blake2b(values.encode(errors="surrogatepass"), digest_size=32)
    for other in others:
        made.update(b"\0")
        made.update(other)
    return made.digest()


def _item(item: StructureItem, unread: Collection[str] = ()) -> tuple[Any, ...]:
    """What the menu shows of an item, with all that it holds and what plugins gave it."""
    own = {name: value for name, value in vars(item).items() if name not in _OF_AN_ITEM}
    if unread and "meta" in own:
        own["meta"] = {name: value for name, value in own["meta"].items() if name not in unread}
    children = tuple(_item(child, unread) for child in getattr(item, "children", None) or ())
    return type(item).__name__, str(item.title), getattr(item, "url", None), _plain(own), children


def _anchor(anchor: AnchorLink) -> tuple[Any, ...]:
    """An entry of a table of contents, with those below it."""
    return anchor.title, anchor.id, anchor.level, [_anchor(child) for child in anchor.children]


def _script(script: Any) -> tuple[str, Any]:
    return str(script), sorted(vars(script).items()) if hasattr(script, "__dict__") else None


def _plain(value: Any) -> Any:
    """A value that can be compared by how it is written.

    Raises:
        _Unknown: It cannot.
    """
    if value is None or isinstance(value, str | int | float | datetime.date):
        return value
    if isinstance(value, dict) or type(value).__name__ in ("LegacyConfig", "SubConfig"):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, map(_plain, value)))
    raise _Unknown
