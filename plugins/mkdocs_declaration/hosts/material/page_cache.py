"""What Material and MaterialX put around the pages of the text, rendered once for pages that are alike.

Around the content of an article a theme writes some twenty kilobytes, of which a title, a few addresses, the contents
of the page and its place in the menu are its own. The first page of a kind is rendered as ever. With the second, the
theme also renders a stand-in, which has marks where a page has texts of its own. If that page, made from the marks, is
the rendered one byte for byte, all further pages of the kind are made so. Pages are of a kind if all else that a theme
reads of them is equal. A page is rendered as ever where its texts could be written in another way than the marks,
where the theme reads more of a page than is known, where a template of the site itself could read something of the
page, or of what the theme wrote, and where another plugin changed what templates call.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from mkdocs.utils import get_relative_url

from mkdocs_declaration.hosts.material import material
from mkdocs_declaration.hosts.material.environment import OF_THE_SITE, SETTINGS, OwnTemplates, SetUp, script
from mkdocs_declaration.hosts.material.placeholder_marks import Marked, StandIn, UnreadError, mark
from mkdocs_declaration.hosts.material.placeholders import (
    MARKED,
    CannotError,
    beside,
    contents_kind,
    contents_stand_in,
    contents_texts,
    kind_of,
    stand_in,
    texts_of,
)
from mkdocs_declaration.hosts.material.plain_values import UncomparableError, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_declaration.hosts.material.menu_cache import MenuMemory
    from mkdocs_declaration.pages.head.theme import View

_READING_ANCESTORS = frozenset({"navigation.path", "navigation.tabs"})
"""Features of these themes that show what holds a page."""
_MENU, _CONTENTS = (f"{material.THEME_PREFIX}/partials/{name}.html" for name in ("nav", "toc"))
_MADE = "declaration_made"
"""The name under which templates have the parts of a page that were rendered already: the menu shows its contents."""
_KINDS = 8
"""So many kinds of pages there may be before it is asked whether pages are alike at all."""


@jinja2.pass_context
def part(context: Context, name: str) -> str:
    """Include a template whose output each page has for itself.

    Args:
        context: The names that the including template has.
        name: The template.
    """
    names, page = context.get_all(), context.get("page")
    if isinstance(page, StandIn):
        page.parts[name] = names
        return mark(name)
    made = names.get(_MADE, {})
    if name not in made:
        made[name] = _rendered(context.environment, name, names)
    return str(made[name])


def _rendered(env: jinja2.Environment, name: str, names: Mapping[str, Any]) -> str:
    template = env.get_template(name)
    return "".join(template.root_render_func(template.new_context(dict(names))))


class _Kinds:
    """What templates made with marks, by kinds: each is held against what they made of one without."""

    def __init__(self) -> None:
        self._learned: dict[Hashable, _Shell | Literal[False] | None] = {}

    def __len__(self) -> int:
        return len(self._learned)

    def filled(
        self,
        kind: Hashable,
        fill: Callable[[_Shell], str],
        render: Callable[[], str],
        render_marked: Callable[[], _Shell],
    ) -> str:
        """What templates make of something of a kind.

        Args:
            kind: The kind.
            fill: What puts texts in the places of the marks.
            render: What renders it without marks.
            render_marked: What renders a stand-in.
        """
        if kind not in self._learned:
            self._learned[kind] = None
            return render()
        if shell := self._learned[kind]:
            try:
                return fill(shell)
            except CannotError:
                return render()
        output = render()
        if shell is None:
            self._learned[kind] = False
            try:
                shell = render_marked()
                if fill(shell) == output:
                    self._learned[kind] = shell
            except (UnreadError, CannotError):
                pass
        return output


@dataclass(frozen=True, slots=True)
class _Filling:
    """What a page has for itself."""

    page: MkDocsPage
    texts: Mapping[str, str]
    """Its texts, by the names of the marks."""
    names: Mapping[str, Any]
    """The names that its templates have."""
    made: dict[str, str] = field(default_factory=dict)
    """The parts that were made of it, by their templates."""


class _Shell:
    """What templates made of a stand-in, with parts that each page has for itself."""

    def __init__(self, env: jinja2.Environment, output: str, parts: Mapping[str, Mapping[str, Any]]) -> None:
        self._env, self._marked, self._parts = env, Marked(output), parts
        self._contents, self._items = _Kinds(), _Kinds()

    def filled(self, filling: _Filling) -> str:
        """What templates would make of a page; the filling gets the parts that were not made of it.

        Args:
            filling: The page.

        Raises:
            CannotError: It has an address that it would write in another way, since it is its own.
        """
        page, made = filling.page, filling.made
        if get_relative_url(page.url, beside(page.url)) in self._marked:
            raise CannotError
        # The menu takes the contents of the page, which are made first.
        for name in sorted(self._parts.keys() - made.keys(), key=lambda name: (name != _CONTENTS, name)):
            names = {**self._parts[name], **filling.names, _MADE: made}
            if name == _CONTENTS:
                made[name] = self._made_contents(replace(filling, names=names))
            elif name == _MENU:
                menu: MenuMemory = names["declaration_menu"]
                item = partial(self._made_item, replace(filling, names=names))
                made[name] = menu.menu(self, names, self._env, name, item) or _rendered(self._env, name, names)
            else:
                made[name] = _rendered(self._env, name, names)
        return self._marked.filled({**filling.texts, **made})

    def _made_contents(self, filling: _Filling) -> str:
        """The contents of a page, as the theme shows them."""
        render, anchors = partial(_rendered, self._env, _CONTENTS), list(filling.page.toc)

        def render_marked() -> _Shell:
            marked = StandIn(toc=contents_stand_in(anchors))
            return _Shell(self._env, render({**filling.names, "page": marked}), marked.parts)

        try:
            kind = contents_kind(anchors)
        except CannotError:
            return render(filling.names)
        alone = replace(filling, texts=dict(contents_texts(anchors)), made={})
        return self._contents.filled(
            kind, lambda shell: shell.filled(alone), lambda: render(filling.names), render_marked
        )

    def _made_item(
        self, filling: _Filling, macro: Callable[[Mapping[str, Any]], Callable[..., str]], given: tuple[Any, ...]
    ) -> str:
        """The item of a page in the menu."""
        _, path, level, parent = given
        is_within = bool(parent and parent.active)

        def render_marked() -> _Shell:
            marked = stand_in(filling.page)
            render = macro({**filling.names, "page": marked})
            return _Shell(self._env, str(render(marked, mark("path"), level, StandIn(active=is_within))), marked.parts)

        placed = replace(filling, texts={**filling.texts, "path": path})
        return self._items.filled(
            (level, is_within),
            lambda shell: shell.filled(placed),
            lambda: str(macro(filling.names)(*given)),
            render_marked,
        )


def attach(env: jinja2.Environment, config: MkDocsConfig, view: View) -> None:
    """Let the templates of a theme render pages that are alike once.

    Args:
        env: The environment of the templates, in `on_env`.
        config: The configuration.
        view: What the templates have of the edition.
    """
    env.globals["declaration_part"] = part
    if not material.is_theme(config):
        return
    shells = ThemeShells(env, config, view)

    class ShellTemplate(jinja2.Template):
        """A template whose pages are made from shells; templates that it includes or extends are part of them."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            return shells.page(self.name or "", dict(*args, **kwargs), super().render)

    env.template_class = ShellTemplate


class ThemeShells:
    """The shells of the pages of a build."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, view: View) -> None:
        """Begin with none.

        Args:
            env: The environment of the theme's templates, as hooks of ours leave it.
            config: The configuration.
            view: What the templates have of the edition.
        """
        self._env, self._config, self._view = env, config, view
        self._set_up = SetUp(env, config)
        self._kinds = _Kinds()
        self._is_possible: bool | None = None
        self._pages = 0

    def page(self, name: str, context: dict[str, Any], render: Callable[[dict[str, Any]], str]) -> str:
        """A page as the theme renders it.

        Args:
            name: The name of its template.
            context: The names that MkDocs gives to the template.
            render: What renders the template with such names.
        """
        page = context.get("page")
        if page is None or page.file.src_uri.removesuffix(".md") not in self._view.edition.instrument.pages:
            return render(context)
        try:
            kind, texts = self._kind(name, page, context), texts_of(page)
        except (CannotError, UncomparableError):
            return render(context)

        def render_marked() -> _Shell:
            marked = stand_in(page)
            return _Shell(self._env, render({**context, "page": marked}), marked.parts)

        return self._kinds.filled(
            kind,
            lambda shell: shell.filled(_Filling(page, texts, context)),
            lambda: render(context),
            render_marked,
        )

    def _kind(self, template: str, page: MkDocsPage, context: Mapping[str, Any]) -> str:
        """All that a theme reads of a page and its site but for the texts that have marks.

        Raises:
            CannotError: Pages are not made of marks here.
            UncomparableError: It has what cannot be compared.
        """
        self._pages += 1
        if self._is_possible is None:
            own = OwnTemplates(self._env, self._config)
            self._is_possible = not self._set_up.is_changed() and own.are_alike
        is_known = context.keys() >= OF_THE_SITE and context["config"] is self._config
        if not (self._is_possible and is_known) or len(self._kinds) > max(_KINDS, self._pages // 2):
            raise CannotError
        meta = {name: bool(value) if name in MARKED else plain(value) for name, value in page.meta.items()}
        features = frozenset(self._config.theme.get("features") or ())
        kind = [
            *(template, id(context["nav"]), context["base_url"], kind_of(page), meta),
            [id(section) for section in page.ancestors] if features & _READING_ANCESTORS else None,
            *(list(map(str, context["extra_css"])), list(map(script, self._config.extra_javascript))),
            [plain(self._config[name]) for name in SETTINGS],
            {name: str(value) if name == "locale" else plain(value) for name, value in self._config.theme.items()},
            {name: plain(value) for name, value in context.items() if name not in OF_THE_SITE},
        ]
        return repr(kind)
