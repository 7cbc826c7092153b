"""Pages of the text that are made from what the theme rendered for another are, byte for byte, as it renders them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from mkdocs.utils import get_theme_dir

from mkdocs_declaration.hosts.material.page_cache import ThemeShells

if TYPE_CHECKING:
    from project import Project

HEADINGS = (
    *("Lights", "Duties", 'The "Board"', "The Parties' duties", "Food & drink", "Money *and* means"),
    *("10<sup>3</sup> lamps", "A < B", None, "Ünïted 国", "Other", "Further", "Last", "The end"),
)
"""Headings of articles, some with what is escaped or left out somewhere in a page."""
ARTICLES = [f"article-{number}/" for number in range(1, len(HEADINGS) + 1)]
STAND_IN = "_/"
LEARNED = ["article-1/", "article-2/", "article-3/", STAND_IN]
"""What is rendered whole: a page behind the home, the first of the others, and the second with its stand-in."""
NAMING = """
named = {}


def on_env(env, config, files):
    named.clear()
    env.filters["named"] = env.globals["named"] = lambda of: of + (named["page"].title if named else "")


def on_page_context(context, page, config, nav):
    named["page"] = page
"""
HOOK = """
def on_page_context(context, page, config, nav):
    """


def write_treaty(small: Project, language: str = "en") -> None:
    """A treaty of chapters with an article for each heading."""
    articles: list[dict[str, Any]] = [
        {
            "kind": "article",
            "number": f"Article {number}",
            **({"heading": heading} if heading else {}),
            "content": [{"number": f"{place}.", "text": f"This is {number}."} for place in range(1, number % 3 + 2)],
        }
        for number, heading in enumerate(HEADINGS, 1)
    ]
    chapters = [
        {"kind": "chapter", "number": f"Chapter {number}", "heading": f"Chapter of {number}", "content": held}
        for number, held in (("I", articles[:5]), ("II", articles[5:]))
    ]
    instrument = {"id": "t", "title": "A Treaty", "kind": "treaty", "language": language}
    small.write("treaty.yaml", json.dumps({"format": "1", "instrument": instrument, "body": chapters}))
    small.config["strict"] = False
    small.options(exports=False)


def pages(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.html")}


def rendered(small: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build, hold the pages against those of a build without shells, and give those that the theme rendered whole."""
    whole: list[str] = []
    root = jinja2.Template.render

    def render(self: jinja2.Template, *args: Any, **kwargs: Any) -> str:
        page = dict(*args, **kwargs).get("page")
        if self.name == "main.html" and page is not None:
            whole.append(page.url)
        return root(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(jinja2.Template, "render", render)
        small.build()
    with_shells = pages(small.site)
    with monkeypatch.context() as patched:
        patched.setattr(ThemeShells, "page", lambda _, __, context, render: render(context))
        small.build()
    assert with_shells == pages(small.site)
    assert len(with_shells) > len(HEADINGS)
    return [url for url in whole if url in (*ARTICLES, STAND_IN)]


def test_pages_of_a_kind_are_rendered_once(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treaty(small)
    assert rendered(small, monkeypatch) == LEARNED


@pytest.mark.parametrize(
    ("features", "kinds"),
    [
        (["navigation.footer", "navigation.prune"], LEARNED),
        (["navigation.expand", "toc.integrate", "navigation.footer"], LEARNED),
        (
            ["navigation.indexes", "navigation.sections", "navigation.tabs", "navigation.path"],
            [*LEARNED, "article-6/", "article-7/", STAND_IN],  # those of another chapter
        ),
    ],
    ids=str,
)
def test_features_of_the_theme(
    small: Project, monkeypatch: pytest.MonkeyPatch, features: list[str], kinds: list[str]
) -> None:
    write_treaty(small)
    small.config["theme"]["features"] = features
    small.config["copyright"] = "By the Board"
    assert rendered(small, monkeypatch) == kinds


def test_a_text_from_right_to_left(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treaty(small, "ar")
    assert rendered(small, monkeypatch) == LEARNED


@pytest.mark.parametrize(
    "template",
    [
        '{% extends "base.html" %}{% block htmltitle %}<title>{{ page.title | upper }}</title>{% endblock %}',
        '{% extends "base.html" %}{% block footer %}{% if "12" in page.url %}Twelve{% endif %}{% endblock %}',
        '{% extends "base.html" %}{% block htmltitle %}{{ super() | upper }}{% endblock %}',
        '{% extends "base.html" %}{% block content %}{{ super() | replace("lamps", "lights") }}{% endblock %}',
        '{% extends "base.html" %}{% block content %}{% filter upper %}{{ super() }}{% endfilter %}{% endblock %}',
        '{% extends "base.html" %}{% block htmltitle %}{% set t %}{{ super() }}{% endset %}{{ t | e }}{% endblock %}',
        '{% extends "base.html" %}{% block footer %}{{ "Twelve" if "12" in self.htmltitle() }}{% endblock %}',
        '{% extends "base.html" %}{% block footer %}{{ config._current_page.url }}{% endblock %}',
        '{% extends "base.html" %}{% block footer %}{% for item in nav %}{{ item.active }}{% endfor %}{% endblock %}',
        '{% extends "base.html" %}{% block footer %}{% include "partials/tabs.html" %}{% endblock %}',
        '{% import "partials/language.html" as lang with context %}{% extends "partials/tabs.html" %}',
        '{% extends "base.html" %}{% block footer %}{{ config.site_name | named }}{% endblock %}',
        '{% extends "base.html" %}{% block footer %}{{ named("Of") }}{% endblock %}',
    ],
)
def test_a_template_of_the_site_that_reads_something_of_the_page(
    small: Project, monkeypatch: pytest.MonkeyPatch, template: str
) -> None:
    write_treaty(small)
    small.config["theme"]["custom_dir"] = "over"
    small.write("over/main.html", template)
    small.write("hook.py", NAMING)
    small.config["hooks"] = ["hook.py"]
    assert rendered(small, monkeypatch) == ARTICLES


@pytest.mark.parametrize(
    ("partial", "old", "new"),
    [
        ("toc-item", "toc_item.title", "(toc_item.title | replace('lamps', 'lights'))"),
        ("nav", "nav_item,", "nav_item,"),
    ],
)
def test_a_template_of_the_site_in_the_place_of_one_of_the_theme(
    small: Project, monkeypatch: pytest.MonkeyPatch, partial: str, old: str, new: str
) -> None:
    write_treaty(small)
    small.config["theme"]["custom_dir"] = "over"
    text = (Path(get_theme_dir("material")) / f"partials/{partial}.html").read_text("utf-8")
    assert old in text
    small.write(f"over/partials/{partial}.html", text.replace(old, new))
    assert rendered(small, monkeypatch) == ARTICLES


def test_a_template_of_the_site_that_does_not(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treaty(small)
    small.config["theme"]["custom_dir"] = "over"
    own = '{{ super() }}{% include "partials/own.html" %}{{ lang.t("toc") }}{{ config.theme.name | upper }}'
    small.write("over/main.html", '{# page #}{% extends "base.html" %}{% block footer %}' + own + "{% endblock %}")
    small.write("over/partials/own.html", "{% for name, key in config.extra.items() %}{{ name }}{% endfor %}")
    small.write("over/own.js", "let own = `{{ page }} {% page`")
    small.write("over/sitemap.xml", "{% for file in pages %}{{ file.page.canonical_url }}{% endfor %}")
    assert rendered(small, monkeypatch) == LEARNED


@pytest.mark.parametrize(
    "changes",
    [
        "page.title = f'{page.title} <b>now</b>'",
        "page.meta['hide'] = ['toc'] if '2' in page.url else []",
        "config.copyright = page.url[:9]",
        "config.theme['features'] = ['navigation.footer'] if '1' in page.url else []",
        "context['base_url'] = '..' if page.url < 'article-2' else '../.'",
        "page.next_page = None",
        "if '1' in page.url: page.toc.items.clear()",
        "page.content = (page.content or '').replace('h1', 'h2') if '1' in page.url else page.content",
    ],
)
def test_a_hook_changes_what_a_page_shows_right_before_it_is_rendered(
    small: Project, monkeypatch: pytest.MonkeyPatch, changes: str
) -> None:
    write_treaty(small)
    small.write("hook.py", HOOK + changes)
    small.config["hooks"] = ["hook.py"]
    assert len(rendered(small, monkeypatch)) <= len(ARTICLES)


def test_an_address_that_a_page_writes_in_another_way_since_it_is_its_own(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_treaty(small)
    small.config["extra"] = {"homepage": "article-7/"}
    assert rendered(small, monkeypatch) == [*LEARNED, "article-7/"]


def test_a_hook_makes_no_page_like_another(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treaty(small)
    small.write("hook.py", HOOK + "page.meta['author'] = page.url")
    small.config["hooks"] = ["hook.py"]
    assert rendered(small, monkeypatch) == ARTICLES


def test_a_hook_puts_a_function_of_its_own_in_the_place_of_one_of_mkdocs(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_treaty(small)
    small.write(
        "hook.py",
        """
import jinja2


@jinja2.pass_context
def url(context, value):
    return f"{value}?{context['page'].url if context['page'] else ''}"


def on_env(env, config, files):
    env.filters["url"] = url
""",
    )
    small.config["hooks"] = ["hook.py"]
    assert rendered(small, monkeypatch) == ARTICLES


def test_a_hook_has_templates_that_are_in_no_folder(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write_treaty(small)
    small.write(
        "hook.py",
        """
import jinja2
from mkdocs.plugins import event_priority

MAIN = '{% extends "base.html" %}{% block footer %}{{ "Twelve" if "12" in page.url }}{% endblock %}'


@event_priority(100)
def on_env(env, config, files):
    env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({"main.html": MAIN}), env.loader])
""",
    )
    small.config["hooks"] = ["hook.py"]
    assert rendered(small, monkeypatch) == ARTICLES
