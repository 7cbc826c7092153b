"""What Material and MaterialX put around the pages of the text, rendered once for pages that are alike.

Around the content of an article a theme writes some twenty kilobytes, of which a title, a few addresses, the contents
of the page and its place in the menu are its own. The first page of a kind is rendered as ever. With the second, the
theme also renders a stand-in, which has marks where a page has texts of its own. If that page, made from the marks, is
the rendered one byte for byte, all further pages of the kind are made so. Pages are of a kind if all else that a theme
reads of them is equal. A page is rendered as ever where its texts could be written in another way than the marks,
where the theme reads more of a page than is known, where a template of the site itself names the page, and where
another plugin changed what templates call.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.filters import do_striptags
from markupsafe import escape
from mkdocs.utils import get_relative_url

from mkdocs_declaration.hosts import material
from mkdocs_declaration.hosts.plain_values import UncomparableError, plain
from mkdocs_declaration.hosts.theme_templates import OF_THE_SITE, SETTINGS, SetUp, own_files, script

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_declaration.hosts.menu_memory import MenuMemory
    from mkdocs_declaration.pages.theme import View

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Before and behind a mark: characters that no text has (Unicode Standard, section 23.7, "Noncharacters")."""
_MARK = re.compile(rf"{_BEGIN}([\w./-]+)(?:<h1)?(?:&(amp;)? ( )?)?{_END}")
_FORMS = "&  "
"""What shows in a mark what templates do with a text: they escape the first; `striptags` leaves one of two blanks."""
_ADDRESS = re.compile(r"[\w.~%-]+/", re.ASCII)
"""The last part of an address that is written as it is."""
_WITH_MARKS = ("title", "description")
"""What the front matter of a page has that is marked."""
_WITH_FORMS = ("title", "meta.title", "meta.description", "canonical_url", "previous.title", "next.title")
"""The marks in which that is shown."""
_READING_ANCESTORS = frozenset({"navigation.path", "navigation.tabs"})
"""Features of these themes that show what holds a page."""
_NAMES_A_PAGE = re.compile(r"\bpage\b")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_MADE = "declaration_made"
"""The name under which templates have the parts of a page that were rendered already: the menu shows its contents."""
_MENU = f"{material.THEME_PREFIX}/partials/nav.html"
_KINDS = 8
"""So many kinds of pages there may be before it is asked whether pages are alike at all."""


class _UnreadError(Exception):
    """A theme reads of a page what is not known."""


class _CannotError(Exception):
    """A page cannot be made from marks."""


class _StandIn:
    """A page with marks for texts, which is rendered in the place of one."""

    def __init__(self, **values: Any) -> None:
        self._values = values
        self.parts: dict[str, Mapping[str, Any]] = {}
        """The names that templates have where they include a part that each page has for itself."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise _UnreadError(name) from None


@jinja2.pass_context
def part(context: Context, name: str) -> str:
    """Include a template whose output each page has for itself.

    Args:
        context: The names that the including template has.
        name: The template.
    """
    names, page = context.get_all(), context.get("page")
    if isinstance(page, _StandIn):
        page.parts[name] = names
        return _mark(name)
    made = names.get(_MADE, {})
    if name not in made:
        made[name] = _rendered(context.environment, name, names)
    return str(made[name])


def _rendered(env: jinja2.Environment, name: str, names: Mapping[str, Any]) -> str:
    template = env.get_template(name)
    return "".join(template.root_render_func(template.new_context(dict(names))))


class _Shell:
    """A page as the theme renders it, with marks for what each page has for itself."""

    def __init__(self, env: jinja2.Environment, output: str, parts: Mapping[str, Mapping[str, Any]]) -> None:
        self._env, self._parts = env, parts
        pieces = _MARK.split(output)
        self._literals, self._marks = pieces[::4], list(zip(*(pieces[place::4] for place in (1, 2, 3)), strict=True))
        self._all = "".join(self._literals)

    def filled(self, texts: Mapping[str, str], page: MkDocsPage, context: Mapping[str, Any]) -> str:
        """A page as the theme would render it.

        Args:
            texts: The texts of the page, by the names of the marks.
            page: The page.
            context: The names that MkDocs gives to its template.

        Raises:
            _CannotError: It has an address that it would write in another way, since it is its own.
        """
        if get_relative_url(page.url, _beside(page.url)) in self._all:
            raise _CannotError
        made: dict[str, str] = {}
        for name, names in self._parts.items():
            if name not in made:
                made[name] = self._part(name, {**names, **context, _MADE: made})
        texts = {**texts, **made}
        pieces = [self._literals[0]]
        for (name, escaped, blank), literal in zip(self._marks, self._literals[1:], strict=True):
            text = texts[name] if blank or name not in _WITH_FORMS else do_striptags(texts[name])
            pieces += (escape(text) if escaped else text, literal)
        return "".join(pieces)

    def _part(self, name: str, names: Mapping[str, Any]) -> str:
        memory: MenuMemory = names["declaration_menu"]
        menu = memory.menu(self, names, self._env, name) if name == _MENU else None
        return _rendered(self._env, name, names) if menu is None else menu


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
        self._set_up = SetUp(env)
        self._shells: dict[str, _Shell | None] = {}
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
            kind, texts = self._kind(name, page, context), _texts(page)
            if kind not in self._shells:
                self._shells[kind] = None
                return render(context)
            shell = self._shells[kind]
            if shell is not None:
                return shell.filled(texts, page, context)
        except (_CannotError, UncomparableError):
            return render(context)
        output = render(context)
        self._shells[kind] = self._learned(texts, page, context, render, output)
        self._is_possible = self._shells[kind] is not None
        return output

    def _learned(
        self,
        texts: Mapping[str, str],
        page: MkDocsPage,
        context: dict[str, Any],
        render: Callable[[dict[str, Any]], str],
        output: str,
    ) -> _Shell | None:
        """The shell of the pages of a kind, if it gives what was rendered of one."""
        stand_in = _stand_in(page)
        try:
            shell = _Shell(self._env, render({**context, "page": stand_in}), stand_in.parts)
            return shell if shell.filled(texts, page, context) == output else None
        except (_UnreadError, _CannotError):
            return None

    def _kind(self, template: str, page: MkDocsPage, context: Mapping[str, Any]) -> str:
        """All that a theme reads of a page and its site but for the texts that have marks.

        Raises:
            _CannotError: Pages are not made of marks here.
            UncomparableError: It has what cannot be compared.
        """
        self._pages += 1
        if self._is_possible is None:
            self._is_possible = not (self._set_up.is_changed() or any(map(_names_a_page, own_files(self._config))))
        is_known = context.keys() >= OF_THE_SITE and context["config"] is self._config
        if not (self._is_possible and is_known) or len(self._shells) > max(_KINDS, self._pages // 2):
            raise _CannotError
        meta = {name: bool(value) if name in _WITH_MARKS else plain(value) for name, value in page.meta.items()}
        around = [_of_neighbour(page, other) for other in (page.previous_page, page.next_page)]
        features = frozenset(self._config.theme.get("features") or ())
        kind = [
            *(template, id(context["nav"]), context["base_url"], _folder(page.url), around, meta),
            *(bool(page.canonical_url), page.edit_url, page.is_homepage, bool(page.title)),
            *("<h1" in (page.content or ""), [anchor.level for anchor in page.toc][:1]),
            [id(section) for section in page.ancestors] if features & _READING_ANCESTORS else None,
            *(list(map(str, context["extra_css"])), list(map(script, self._config.extra_javascript))),
            [plain(self._config[name]) for name in SETTINGS],
            {name: str(value) if name == "locale" else plain(value) for name, value in self._config.theme.items()},
            {name: plain(value) for name, value in context.items() if name not in OF_THE_SITE},
        ]
        return repr(kind)


def _stand_in(page: MkDocsPage) -> _StandIn:
    """A page of the kind of another, with marks."""
    skipped = [_StandIn(url=f"#{_mark('skip')}", level=anchor.level) for anchor in list(page.toc)[:1]]
    return _StandIn(
        title=_mark("title", _FORMS),
        meta={**page.meta, **{name: _mark(f"meta.{name}", _FORMS) for name in _WITH_MARKS if page.meta.get(name)}},
        content=_mark("content", "<h1" if "<h1" in (page.content or "") else ""),
        toc=skipped,
        url=_beside(page.url),
        canonical_url=page.canonical_url and _mark("canonical_url", _FORMS),
        edit_url=page.edit_url,
        is_homepage=page.is_homepage,
        ancestors=page.ancestors,
        previous_page=_stand_in_beside(page, page.previous_page, "previous"),
        next_page=_stand_in_beside(page, page.next_page, "next"),
    )


def _texts(page: MkDocsPage) -> dict[str, str]:
    """What stands in the place of the marks.

    Raises:
        _CannotError: A theme could write it in another way.
    """
    texts = {
        "title": str(page.title),
        "content": page.content or "",
        "canonical_url": page.canonical_url or "",
        "skip": next((anchor.url.removeprefix("#") for anchor in page.toc), ""),
        **{f"meta.{name}": str(page.meta.get(name) or "") for name in _WITH_MARKS},
    }
    for name, other in (("previous", page.previous_page), ("next", page.next_page)):
        if other is not None:
            texts |= {f"{name}.title": str(other.title), f"{name}.url": _last(other.url)}
    addresses = (texts[name] for name in ("previous.url", "next.url") if name in texts)
    if not all(map(_ADDRESS.fullmatch, addresses)):
        raise _CannotError
    return texts


def _of_neighbour(page: MkDocsPage, other: MkDocsPage | None) -> object:
    """What a kind has of the page before or behind: that it is in the same folder, or the page itself."""
    if other is None or _folder(other.url) == _folder(page.url):
        return other is not None
    return other.url, str(other.title)


def _stand_in_beside(page: MkDocsPage, other: MkDocsPage | None, name: str) -> _StandIn | None:
    if other is None:
        return None
    if _folder(other.url) != _folder(page.url):
        return _StandIn(url=other.url, title=other.title)
    return _StandIn(url=_folder(page.url) + _mark(f"{name}.url"), title=_mark(f"{name}.title", _FORMS))


def _mark(name: str, has: str = "") -> str:
    """A mark with what a template looks for, or with what shows what one does with a text."""
    return f"{_BEGIN}{name}{has}{_END}"


def _folder(url: str) -> str:
    """The folder in which an address is, with a slash at its end if it is not the root."""
    return url.rstrip("/").rpartition("/")[0] + "/" * ("/" in url.rstrip("/"))


def _last(url: str) -> str:
    """The last part of an address."""
    return url.removeprefix(_folder(url))


def _beside(url: str) -> str:
    """The address of a page in the same folder that no site has."""
    return f"{_folder(url)}_/"


def _names_a_page(file: tuple[str, Path]) -> bool:
    """Whether a template of the site reads something of a page, which could be anything."""
    text = file[1].read_bytes().decode("utf-8", "replace")
    return ("{{" in text or "{%" in text) and bool(_NAMES_A_PAGE.search(_COMMENT.sub("", text)))
