"""A preview takes pages of the last build again: its site is that of a build without a memory, byte for byte.

The number of edits is 30, or that in the environment variable `EDITS`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import jinja2
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_declaration.encoding.identification.cache import ReadingMemory
from mkdocs_declaration.exports.site_data.search import DATA, LAST, PAGES, START
from mkdocs_declaration.hosts.serve import theme_cache
from mkdocs_declaration.hosts.serve.middleware import Offer
from mkdocs_declaration.pages.markup import compiled, page_cache
from mkdocs_declaration.pages.markup.templating import Renderer
from project import ENCODING
from random_edits import EditedFiles

if TYPE_CHECKING:
    from project import Project

COUNT = int(os.environ.get("EDITS", "30"))


class Memories:
    """What the server of a process remembers, which is taken away and given back."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.pages, self.theme = page_cache.PageMemory(), theme_cache.ThemeMemory()
        self.reading = ReadingMemory()

    def use(self, *, empty: bool = False) -> None:
        """Let the next build remember, or begin with nothing."""
        pages, theme = (page_cache.PageMemory(), theme_cache.ThemeMemory()) if empty else (self.pages, self.theme)
        reading = ReadingMemory() if empty else self.reading
        self._monkeypatch.setattr("mkdocs_declaration.hosts.site.project.MEMORY", pages)
        self._monkeypatch.setattr("mkdocs_declaration.hosts.site.project.READING", reading)
        self._monkeypatch.setattr("mkdocs_declaration.plugin.MEMORY", theme)


@pytest.fixture
def memories(monkeypatch: pytest.MonkeyPatch, small: Project) -> Memories:
    """The memories of a preview."""
    monkeypatch.setattr("mkdocs_declaration.plugin.is_serving", lambda: True)
    small.config["strict"] = False
    small.options(exports=False)
    return Memories(monkeypatch)


def files(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def write(small: Project, edited: EditedFiles) -> None:
    encoding, glossary = edited.written()
    small.write("treaty.yaml", encoding)
    small.write("terms.yaml", glossary)


def test_a_preview_is_the_site_that_a_build_of_all_would_make(
    small: Project, memories: Memories, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_wait = Mock()
    monkeypatch.setattr("mkdocs_declaration.plugin.can_wait", can_wait)
    monkeypatch.setattr("mkdocs_declaration.plugin.WHEN_IDLE", Mock())
    random, edited, done = Random(2014), EditedFiles(), []  # noqa: S311 - a repeatable sample, not a secret
    for place in range(COUNT):
        can_wait.return_value = place % 3 > 0  # the folder was left by a server of either kind
        done.append(edited.edit(random))
        write(small, edited)
        memories.use()
        small.build()
        found = files(small.site)
        shutil.rmtree(small.site)
        memories.use(empty=True)
        small.build()
        expected = files(small.site)
        differing = [path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path)]
        assert differing == [], done


def rendered(small: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], set[str]]:
    """Build, and give the pages whose content was made, and those that the theme was put around."""
    contents, themed = set(), set()
    render, root = Renderer.render, jinja2.Template.render

    def content(self: Renderer, template: str, slug: str, **context: Any) -> str:
        contents.add(slug)
        return render(self, template, slug, **context)

    def page(self: jinja2.Template, *args: Any, **kwargs: Any) -> str:
        if getattr(dict(*args, **kwargs).get("page"), "file", None):
            themed.add(dict(*args, **kwargs)["page"].url)
        return root(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Renderer, "render", content)
        patched.setattr(jinja2.Template, "render", page)
        small.build()
    return contents, themed


def test_an_edit_makes_the_pages_that_show_it(
    small: Project, memories: Memories, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = EditedFiles()
    write(small, edited)
    memories.use()
    assert rendered(small, monkeypatch)[1] >= {"article-1/", "article-2/", "article-3/", "annex-1/", "preamble/", ""}
    edited.encoding["body"][1]["content"][0]["content"][0]["text"] = "It is dark."
    write(small, edited)
    contents, themed = rendered(small, monkeypatch)
    # Article 1 had the words that are gone among those of clauses that mention the same.
    assert contents & {"article-1", "article-2", "article-3", "annex-1", "preamble"} == {"article-1", "article-3"}
    assert themed == {"", "article-1/", "article-3/", "full-text/"}


@pytest.mark.parametrize("shown", ["", "{{ config.config_file_path }}"])
def test_the_first_edit_takes_pages_of_the_first_build(
    small: Project, memories: Memories, monkeypatch: pytest.MonkeyPatch, shown: str
) -> None:
    """`mkdocs serve -f mkdocs.yml` names the file so in its first build, and by all of its path in all others."""
    small.config["theme"]["custom_dir"] = "over"
    small.write("over/main.html", f'{{% extends "base.html" %}}{{% block content %}}{shown}{{% endblock %}}')
    small.write("mkdocs.yml", yaml.safe_dump(small.config))
    monkeypatch.chdir(small.folder)
    memories.use()
    with Path("mkdocs.yml").open("rb") as file:
        build(load_config(file))
    assert small.page("one").article.get_text(strip=True) == ("mkdocs.yml" if shown else "")  # type: ignore[union-attr]
    themed = rendered(small, monkeypatch)[1]
    assert ("one/" in themed) == bool(shown)
    named = str(small.folder / "mkdocs.yml")
    assert small.page("one").article.get_text(strip=True) == (named if shown else "")  # type: ignore[union-attr]


@pytest.mark.parametrize("included", ["", "{% include 'sitemap.xml' %}"])
def test_a_map_of_the_site_is_read_by_no_page_unless_it_is_included(
    small: Project, memories: Memories, monkeypatch: pytest.MonkeyPatch, included: str
) -> None:
    small.config["theme"]["custom_dir"] = "over"
    small.write("over/sitemap.xml", "{% for file in pages %}{{ file.page.title }} {% endfor %}")
    small.write("over/main.html", f'{{% extends "base.html" %}}{{% block content %}}{included}{{% endblock %}}')
    memories.use()
    small.build()
    small.write("treaty.yaml", ENCODING.replace("number: Article 1\n", "number: Article 1\n    heading: On trust\n"))
    themed = rendered(small, monkeypatch)[1]
    assert "On trust" in (small.site / "sitemap.xml").read_text(encoding="utf-8")
    assert ("On trust" in small.page("downloads").article.get_text()) == bool(included)  # type: ignore[union-attr]
    small.write(
        "treaty.yaml", (small.folder / "treaty.yaml").read_text(encoding="utf-8").replace("We trust", "We know")
    )
    themed = rendered(small, monkeypatch)[1]
    assert ("preamble/" in themed) == bool(included)


def test_a_setting_is_seen_on_every_page(small: Project, memories: Memories) -> None:
    memories.use()
    small.build()
    small.config["copyright"] = "By the Board"
    small.build()
    assert "By the Board" in small.page("one").get_text()


@pytest.mark.parametrize(
    ("path", "template"),
    [
        (
            "over/main.html",
            '{% extends "base.html" %}{% block content %}{{ declaration.edition.instrument.title }}{% endblock %}',
        ),
        ("over/declaration/around.html", "{{ instrument.title }}"),
    ],
)
def test_a_template_of_the_site_may_read_anything(small: Project, memories: Memories, path: str, template: str) -> None:
    small.config["theme"]["custom_dir"] = "over"
    small.write(path, template)
    memories.use()
    small.build()
    small.write("treaty.yaml", ENCODING.replace("title: Treaty,", "title: Another,"))
    small.build()
    assert "Another" in small.page("one").article.get_text()  # type: ignore[union-attr]


def test_a_template_of_the_site_is_read_again(small: Project, memories: Memories) -> None:
    small.config["theme"]["custom_dir"] = "over"
    for said in ("One", "Two"):
        small.write("over/main.html", '{% extends "base.html" %}{% block content %}' + said + "{% endblock %}")
        memories.use()
        small.build()
        assert small.page("one").article.get_text(strip=True) == said  # type: ignore[union-attr]


def test_what_a_hook_gives_to_a_page_is_seen(small: Project, memories: Memories) -> None:
    small.config["theme"]["custom_dir"], small.config["hooks"] = "over", ["hook.py"]
    small.write("over/main.html", '{% extends "base.html" %}{% block content %}{{ given.value }}{% endblock %}')
    memories.use()
    said = small.folder / "said.txt"
    given = f"type('Given', (), {{'value': Path({str(said)!r}).read_text()}})()"
    small.write(
        "hook.py", f"from pathlib import Path\n\n\ndef on_page_context(context, **_):\n    context['given'] = {given}\n"
    )
    for words in ("One", "Two"):
        said.write_text(words, encoding="utf-8")
        small.build()
        assert small.page("one").article.get_text(strip=True) == words  # type: ignore[union-attr]


EVENTS = {
    "on_config": "config",
    "on_files": "files",
    "on_env": "env",
    "on_page_content": "html, page",
    "on_page_markdown": "markdown",
    "on_page_context": "context, page, config",
}
"""What hooks are given of each event."""
GIVEN = {
    "content of another page": ("{{ page.next_page.content }}", "on_page_content", "return html + said(page)"),
    "a filter": ("{{ page.title | stamped }}", "on_env", "env.filters['stamped'] = lambda _: said()"),
    "a filter of what is fixed": ("{{ 'a' | stamped }}", "on_env", "env.filters['stamped'] = lambda _: said()"),
    "a test": ("{{ page.title is stamped }}", "on_env", "env.tests['stamped'] = lambda _: said() == '1'"),
    "a folder of templates": (
        "",
        "on_config",
        "write('further/partials/copyright.html'); config.theme.dirs.insert(0, str(FOLDER / 'further'))",
    ),
    "a loader of templates": (
        "",
        "on_env",
        "env.loader = ChoiceLoader([DictLoader({'partials/copyright.html': said()}), env.loader])",
    ),
    "a template of another form": ("{% include 'note.md' %}", "on_config", "write('over/note.md')"),
    "a setting": ("{{ config.said }}", "on_config", "config.data['said'] = said()"),
    "the look of a page": ("", "on_page_context", "config.theme['palette'] = {'scheme': said(page)}"),
    "a title": ("", "on_page_context", "page.title += said(page)"),
    "scripts of a page": ("{{ extra_javascript }}", "on_page_context", "context['extra_javascript'] = [said(page)]"),
    "settings of a page": (
        "{{ config.said }}",
        "on_page_context",
        "own = context['config'] = copy(config); own.data = {**config, 'said': said()}",
    ),
    "the Markdown of a page": ("{{ page.markdown }}", "on_page_markdown", "return f'{markdown}\\n[a]: /{said()}/\\n'"),
    "a file": ("{{ page.file.said }}", "on_files", "[setattr(file, 'said', said()) for file in files]"),
}
"""By what a hook changes: what a template of the site shows, if one is needed, the event, and what the hook does."""
HOOK = """
from copy import copy
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader

FOLDER = Path(__file__).parent


def said(page=None):
    return (FOLDER / "said.txt").read_text() if page is None or page.url == "one/" else ""


def write(path):
    (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
    (FOLDER / path).write_text(said())


"""


@pytest.mark.parametrize("given", GIVEN)
def test_what_a_hook_changes_is_seen(
    small: Project, memories: Memories, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    shown, event, does = GIVEN[given]
    small.config["theme"]["custom_dir"], small.config["hooks"] = "over", ["hook.py"]
    small.write("over/note.md", "")
    small.write("docs/own/page.md", "# Page\n")
    if shown:
        small.write("over/main.html", f'{{% extends "base.html" %}}{{% block content %}}{shown}{{% endblock %}}')
    small.write("hook.py", f"{HOOK}def {event}({EVENTS[event]}, **_):\n    {does}\n")
    sites = []
    for said in ("1", "2"):
        small.write("said.txt", said)
        memories.use()
        small.build()
        sites.append(files(small.site))
    monkeypatch.setattr("mkdocs_declaration.plugin.COMPILED", compiled.CompiledTemplates())
    memories.use(empty=True)
    small.build()
    assert sites[0] != sites[1] == files(small.site)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: t,", "id: u,"),
        ("kind: treaty,", "kind: charter,"),
        ("language: en", 'language: en, adopted: {date: "2001-05-17"}'),
        ("title: Treaty,", "title: Another,"),
    ],
)
def test_what_is_said_of_the_whole_is_seen_on_every_page(
    small: Project, memories: Memories, old: str, new: str
) -> None:
    assert old in ENCODING
    memories.use()
    small.build()
    small.write("treaty.yaml", ENCODING.replace(old, new))
    small.build()
    found = files(small.site)
    memories.use(empty=True)
    small.build()
    assert found == files(small.site)


def test_a_licence_is_seen_on_every_page(small: Project, memories: Memories) -> None:
    memories.use()
    small.build()
    small.options(exports=False, imprint={"licence": "CC0", "licence_url": "https://example.org/cc0"})
    small.build()
    assert "https://example.org/cc0" in str(small.page("one").find("script", type="application/ld+json"))


def test_what_the_search_reads_is_made_when_it_is_asked_for(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    small.write("docs/own.md", "# Own\n\nSaid here.\n\n## Part\n\nSaid there.\n")
    small.write("docs/last.md", "---\nsearch: {last: true}\n---\n# Last\n\nSaid last.\n")
    small.write("docs/draft.md", "# A draft\n\nSaid in a draft.\n")
    small.config["draft_docs"] = "draft.md\n"
    small.build()
    read = {path: (small.site / path).read_bytes() for path in (START, DATA, PAGES, LAST)}
    assert b"Said last." in read[LAST]
    offer = Offer()
    for name, value in {
        "is_serving": lambda: True,
        "can_wait": lambda: True,
        "WHEN_IDLE": Mock(),
        "OFFER": offer,
    }.items():
        monkeypatch.setattr(f"mkdocs_declaration.plugin.{name}", value)
    small.build()
    assert not any((small.site / path).exists() for path in read)
    for path, content in read.items():
        offer.make(path)
        assert (small.site / path).read_bytes() == content
