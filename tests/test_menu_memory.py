"""Items of the menu that are rendered once: pages are, byte for byte, those of the theme alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from mkdocs_declaration.hosts.material.menu_cache import MenuLoader, MenuMemory
from random_edits import EditedFiles

if TYPE_CHECKING:
    from pathlib import Path

    from project import Project

FEATURES = (
    ["navigation.prune"],
    ["navigation.indexes", "navigation.sections", "navigation.tabs"],
    ["navigation.expand", "toc.integrate"],
)


def pages(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.html")}


@pytest.mark.parametrize("features", FEATURES, ids=",".join)
def test_pages_are_those_of_the_theme(small: Project, monkeypatch: pytest.MonkeyPatch, features: list[str]) -> None:
    encoding, glossary = EditedFiles().written()
    small.write("treaty.yaml", encoding)
    small.write("terms.yaml", glossary)
    small.write("docs/own/index.md", "---\nstatus: new\n---\n# Own\n")
    small.write("docs/own/below/deep/page.md", "# Deep\n")
    small.write("docs/own/below/deep/another.md", "# Another\n")
    small.write("docs/own/further.md", "---\nicon: material/magnify\nsubtitle: More\n---\n# Further\n")
    small.config["theme"] = {"name": "material", "font": False, "features": features}
    small.config["strict"] = False
    rendered: list[object] = []

    class Counting(MenuMemory):
        @jinja2.pass_context
        def __call__(self, context: Any, render: Any, *given: Any) -> Any:
            def counted(*each: Any) -> Any:
                rendered.append(each)
                return render(*each)

            return super().__call__(context, counted, *given)

    monkeypatch.setattr("mkdocs_declaration.hosts.material.material.MenuMemory", Counting)
    small.build()
    with_memory, count = pages(small.site), len(rendered)
    monkeypatch.setattr(MenuMemory, "_item", lambda *given: given[2](*given[3]))  # nothing is remembered
    rendered.clear()
    small.build()
    assert count < 0.55 * len(rendered)  # each page has its way to itself, and most are seen from places of their own
    monkeypatch.setattr(MenuLoader, "get_source", jinja2.BaseLoader.get_source)
    small.build()
    assert with_memory == pages(small.site)


def test_the_template_of_a_site_for_items_is_its_own(small: Project) -> None:
    small.write(
        "over/partials/nav-item.html", "{% macro render(nav_item, path, level, parent) %}<b>own</b>{% endmacro %}"
    )
    small.config["theme"]["custom_dir"] = "over"
    small.build()
    assert {item.get_text() for item in small.page("one").select(".md-nav--primary > ul > *")} == {"own"}


def differing(small: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of a build that are not those of the theme alone."""
    small.config["strict"] = False
    small.build()
    with_memory = pages(small.site)
    with monkeypatch.context() as patched:
        patched.setattr(MenuLoader, "get_source", jinja2.BaseLoader.get_source)
        small.build()
    alone = pages(small.site)
    assert len(alone) > 5
    return [path for path in with_memory.keys() | alone.keys() if with_memory.get(path) != alone.get(path)]


@pytest.mark.parametrize("site_url", ["http://127.0.0.1/", "", "http://127.0.0.1/a/"])
def test_pages_do_not_see_others_as_the_page_for_wrong_addresses_does(
    small: Project, monkeypatch: pytest.MonkeyPatch, site_url: str
) -> None:
    small.config["site_url"] = site_url
    assert differing(small, monkeypatch) == []


def test_a_page_that_the_menu_has_twice(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x", "y"):
        small.write(f"docs/{name}.md", "# Page\n\n## First\n\n## Second\n")
    both = [{"X": "x.md"}, {"Y": "y.md"}]
    small.config["nav"] = [{"One": both}, {"Two": [both[0], {"Elsewhere": "https://a.example/"}]}, both[0]]
    assert differing(small, monkeypatch) == []


HOOK = """
from copy import copy

items = []


def on_page_context(context, page, config, nav):
    """


@pytest.mark.parametrize(
    "changes",
    [
        "page.title = f'{page.title} now'",
        "page.meta['subtitle'] = 'More'",
        "config.theme['features'] = ['navigation.expand'] if page.title < 'X' else ['navigation.sections']",
    ],
)
def test_a_hook_changes_what_a_page_shows_right_before_it_is_rendered(
    small: Project, monkeypatch: pytest.MonkeyPatch, changes: str
) -> None:
    for name in ("x", "y", "z"):
        small.write(f"docs/{name}.md", "# Page\n")
    small.config["nav"] = [{"One": [{"X": "x.md"}, {"Y": "y.md"}]}, {"Two": [{"Z": "z.md"}]}]
    small.write("hook.py", HOOK + changes)
    small.config["hooks"] = ["hook.py"]
    assert differing(small, monkeypatch) == []


def test_a_hook_gives_each_page_a_menu_of_its_own(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    small.write(
        "hook.py",
        HOOK
        + """
    context["nav"] = copy(nav)
    items[:] = context["nav"].items = items or [copy(item) for item in nav]
    for item in items:
        item.title = f"Seen from {page.url}"
""",
    )
    small.config["hooks"] = ["hook.py"]
    assert differing(small, monkeypatch) == []
