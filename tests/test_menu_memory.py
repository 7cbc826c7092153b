"""Items of the menu that are rendered once: pages are, byte for byte, those of the theme alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from mkdocs_declaration.hosts.menu_memory import MenuLoader, MenuMemory
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

    monkeypatch.setattr("mkdocs_declaration.hosts.material.MenuMemory", Counting)
    small.build()
    with_memory, count = pages(small.site), len(rendered)
    monkeypatch.setattr(MenuMemory, "_seen_from", lambda *_: str(len(rendered)))  # as if no page were like another
    rendered.clear()
    small.build()
    assert count < len(rendered) / 2
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
