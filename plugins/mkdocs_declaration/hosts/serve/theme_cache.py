"""`mkdocs serve`: what a theme made of a page is taken again while all that the page is made of stays as it was.

MkDocs renders the templates of a theme anew for every page at every edit. What they read of a page and of its site is
known for Material and MaterialX: the page with its place in the navigation, the configuration, and of the edition what
`View` offers. A page of which something else could be read is rendered as ever: where a template of the site's own
names the edition, the list of pages, contents of other pages, the time or a function of another plugin, where a plugin
gives a page or its context values that are no plain ones, and where it changes how templates are loaded.
"""

from __future__ import annotations

import re
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2.defaults import DEFAULT_NAMESPACE

from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.hosts.material.environment import OF_THE_SITE, SETTINGS, SetUp, own_files, script
from mkdocs_declaration.hosts.material.plain_values import UncomparableError, plain
from mkdocs_declaration.pages.markup.compiled import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import AnchorLink

    from mkdocs_declaration.pages.head.theme import View

    MadeOf: TypeAlias = tuple[bytes, str, str]
    """The digest of all but the content of a page and its source, and these."""

_OF_AN_ITEM = frozenset(
    {"title", "children", "parent", "url", "file", "previous_page", "next_page", "active", "markdown"}
    | {"_title_from_render", "content", "toc", "present_anchor_ids", "links_to_anchors", "_Page__active"}
    | {"_Section__active", "is_section", "is_page", "is_link"}
)
"""What items of a navigation have by themselves that is looked at in another way, or that no template reads."""
_UNREAD = frozenset({"description"})
"""What the front matter of a page states that no menu of these themes shows."""
_READ_ELSEWHERE = ("declaration", "pages", "build_date_utc")
"""Names in templates of a site's own by which something could be read that is not compared."""
_READ_OF_OTHERS = (
    r"(?<!\bpage)\.(?:content|toc|markdown)\b|\[\s*['\"](?:content|toc|markdown|file)['\"]"
    r"|\b(?:set|with)\b[^%]*\bpage\s*=(?!=)|\bfor\s+page\b|\.file\b(?!\.(?:src_uri|src_path|url|dest_uri)\b)"
)
"""What such a template reads contents of other pages by, or files: another name of a page, or a name as a string."""


class ThemeMemory:
    """The pages of the last build as the theme made them, with what they were made of."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._last: dict[tuple[str | None, str], tuple[MadeOf, str]] = {}
        self._pages: dict[tuple[str | None, str], tuple[MadeOf, str]] = {}

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

        class RememberedTemplate(env.template_class):  # type: ignore[misc, name-defined]
            """A template whose pages are remembered; templates that it includes or extends are part of it."""

            def render(self, *args: Any, **kwargs: Any) -> str:
                context: dict[str, Any] = dict(*args, **kwargs)
                page: MkDocsPage | None = context.get("page")
                made_of = site.made_of(self.name or "", context, page) if page is not None else None
                render: Callable[[], str] = partial(super().render, context)
                if page is None or made_of is None:
                    return render()
                return memory.page((self.name, page.file.dest_uri), made_of, render)

        env.template_class = RememberedTemplate

    def page(self, name: tuple[str | None, str], made_of: MadeOf, render: Callable[[], str]) -> str:
        """A page as it was made of the same, or as it is made now.

        Args:
            name: The name of the template, and the path of the page's file in the site.
            made_of: All that it is made of.
            render: What makes it.
        """
        known, output = self._last.get(name, (None, ""))
        self._pages[name] = made_of, output if known == made_of else render()
        return self._pages[name][1]


MEMORY = ThemeMemory()
"""What the server of this process remembers; MkDocs makes plugins and environments anew for each build."""


class _Site:
    """What all pages of a build share, of which the digest is made when the first is rendered."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, view: View) -> None:
        self._env, self._config, self._view = env, config, view
        self._set_up = SetUp(env, config)
        self._shared: bytes | None = None
        self._nav: Navigation | None = None
        self._unread: frozenset[str] = frozenset()
        self._shown: dict[str, str] = {}
        self._seen = ("", "")
        """How settings were last written, as they are and with all that is in them compared."""
        self._can_compare = True

    def made_of(self, template: str, context: Mapping[str, Any], page: MkDocsPage) -> MadeOf | None:
        """All that a page is made of; None if that is not known."""
        if not self._can_compare or not context.keys() >= OF_THE_SITE:
            return None
        try:
            if self._shared is None:
                self._nav = context["nav"]
                self._shared = self._of_site(context["nav"])
        except UncomparableError:
            self._can_compare = False
            return None
        if context["nav"] is not self._nav or context["config"] is not self._config:  # a hook's own
            return None
        try:
            self._look_at(page)
            return self._of_page(self._shared, template, context, page)
        except UncomparableError:
            return None

    def _look_at(self, page: MkDocsPage) -> None:
        """Let all further pages depend on what a hook made of a page right before it is rendered."""
        shown, path = repr(_item(page, self._unread)), page.file.src_uri
        if self._shown.get(path, shown) != shown:
            self._shared = _digest(path + shown, self._shared or b"")
        self._shown[path] = shown

    def _of_site(self, nav: Navigation) -> bytes:
        config = self._config
        if self._set_up.is_changed():
            raise UncomparableError
        own = self._own_templates()
        self._unread = frozenset() if any("meta" in text for _, _, text in own) else _UNREAD
        # After `-f`, MkDocs has the paths of its file and of folders as an author gave them, in the first build alone.
        unread = () if any("config" in text for _, _, text in own) else ("config_file_path",)
        self._shown = {page.file.src_uri: repr(_item(page, self._unread)) for page in nav.pages}
        values: list[Any] = [own, [_item(item, self._unread) for item in nav.items], nav.homepage and nav.homepage.url]
        values += [{name: _plain_or_none(value) for name, value in config.items() if name not in unread}]
        values += [list(map(str, config.extra_css)), list(map(script, config.extra_javascript))]
        values += [list(config.plugins), [] if unread else repr(list(config.user_configs)), self._further_values()]
        values += [self._view.shared]
        return _digest(repr(values))

    def _further_values(self) -> list[tuple[str, Any]]:
        """The values that other plugins gave to all templates."""
        further = self._env.globals.keys() - DEFAULT_NAMESPACE.keys()
        return [(name, _plain_or_none(self._env.globals[name])) for name in sorted(further)]

    def _own_templates(self) -> list[tuple[str, str, str]]:
        """The templates of the site itself and of hooks, which may name nothing that is not compared.

        Returns:
            Of each file its path, its digest, and its text if there is anything of a template in it.
        """
        found = [(name, *_text(path.read_bytes())) for name, path in own_files(self._config)]
        ours = {"declaration", "declaration_menu", "declaration_part", "declaration_reader"}
        further = self._env.globals.keys() - DEFAULT_NAMESPACE.keys() - ours
        further |= unknown(self._env)
        named = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, (*_READ_ELSEWHERE, *sorted(further))))})\b|{_READ_OF_OTHERS}"
        )
        static = self._config.theme.static_templates  # which are rendered by themselves, as the map of the site
        if any(
            named.search(text)
            for name, _, text in found
            if name not in static or any(name in other for _, _, other in found)
        ):
            raise UncomparableError
        return found

    def _of_page(self, shared: bytes, template: str, context: Mapping[str, Any], page: MkDocsPage) -> MadeOf:
        view, path = self._view, page.file.src_uri
        around = [other and (other.title, other.url) for other in (page.previous_page, page.next_page)]
        values = [
            *(template, context["base_url"], list(map(str, context["extra_css"])), path),
            *(list(map(script, context["extra_javascript"])), self._settings()),
            {name: plain(value) for name, value in context.items() if name not in OF_THE_SITE},
            *(_item(page), page.canonical_url, page.edit_url, page.is_homepage, around),
            [_anchor(anchor) for anchor in page.toc],
            *(view.place(path), view.tags(path, str(page.title), "", address="", base="", site_name="")),
        ]
        return _digest(repr(values), shared), page.content or "", page.markdown or ""

    def _settings(self) -> str:
        """What templates read of the configuration, which hooks may change before any page."""
        written, theme = [self._config[name] for name in SETTINGS], dict(self._config.theme.items())
        seen = repr((written, theme))
        if self._seen[0] != seen:
            values = {name: str(value) if name == "locale" else plain(value) for name, value in theme.items()}
            self._seen = seen, repr((list(map(plain, written)), values))
        return self._seen[1]


def _text(content: bytes) -> tuple[str, str]:
    """The digest of a file, and its text if there is anything of a template in it."""
    is_template = b"{{" in content or b"{%" in content
    return blake2b(content).hexdigest(), content.decode("utf-8", "replace") if is_template else ""


def _digest(values: str, *others: bytes) -> bytes:
    made = blake2b(values.encode(errors="surrogatepass"), digest_size=32)
    for other in others:
        made.update(b"\0")
        made.update(other)
    return made.digest()


def _item(item: StructureItem, unread: Collection[str] = ()) -> tuple[Any, ...]:
    """What the menu shows of an item, with all that it holds and what plugins gave it."""
    own = {name: value for name, value in vars(item).items() if name not in _OF_AN_ITEM}
    if unread and isinstance(own.get("meta"), dict):
        own["meta"] = {name: value for name, value in own["meta"].items() if name not in unread}
    children = tuple(_item(child, unread) for child in getattr(item, "children", None) or ())
    return type(item).__name__, str(item.title), getattr(item, "url", None), plain(own), children


def _anchor(anchor: AnchorLink) -> tuple[Any, ...]:
    """An entry of a table of contents, with those below it."""
    own = {name: plain(value) for name, value in vars(anchor).items() if name != "children"}
    return own, [_anchor(child) for child in anchor.children]


def _plain_or_none(value: Any) -> Any:
    """A value that can be compared, or none for one that cannot."""
    try:
        return plain(value)
    except UncomparableError:
        return None
