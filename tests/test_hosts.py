"""What other plugins, themes and files of a site do, and that a failing build leaves the last site as it was."""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.utils import DuplicateFilter

from mkdocs_declaration.hosts.serve.preview import keep_serving
from mkdocs_declaration.hosts.site.existing_files import site_files
from mkdocs_declaration.hosts.site.project import read_project
from mkdocs_declaration.hosts.site.reporting import ContentError
from mkdocs_declaration.problems import report
from project import ENCODING, GLOSSARY, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def content(project: Project) -> Mapping[str, bytes]:
    """The files of the site."""
    return {
        path.relative_to(project.site).as_posix(): path.read_bytes()
        for path in sorted(project.site.rglob("*"))
        if path.is_file()
    }


def with_id(id_: str) -> Callable[[Project], None]:
    """State an id for a paragraph."""
    return lambda project: project.write("treaty.yaml", ENCODING.replace("number: (1)", f"number: (1), id: {id_}"))


def with_slug(slug: str) -> Callable[[Project], None]:
    """State another slug for the article."""
    return lambda project: project.write("treaty.yaml", ENCODING.replace("slug: one", f"slug: {slug}"))


def with_hook(code: str) -> Callable[[Project], None]:
    """Add a hook, as another plugin would act."""

    def change(project: Project) -> None:
        project.write("hook.py", code)
        project.config["hooks"] = ["hook.py"]

    return change


def with_file(path: str, text: str = "# Mine\n") -> Callable[[Project], None]:
    """Add a file."""
    return lambda project: project.write(path, text)


def with_about(project: Project) -> None:
    """A page written by hand, and a clause with its address."""
    project.write("docs/About.md", "# About\n")
    with_id("about")(project)


def with_css(project: Project) -> None:
    """A clause with the address of a folder of the theme's."""
    project.config["theme"] = "mkdocs"
    with_id("css")(project)


def with_template(template: bytes) -> Callable[[Project], None]:
    """A template of the host's that cannot be used."""

    def change(project: Project) -> None:
        project.config["theme"]["custom_dir"] = "look"
        path = project.folder / "look" / "declaration" / "home.html"
        path.parent.mkdir(parents=True)
        path.write_bytes(template)

    return change


def with_look(path: str, *templates: str) -> Callable[[Project], None]:
    """A file among those that a host adds to the theme, and the templates of which the theme makes files."""

    def change(project: Project) -> None:
        project.config["theme"] |= {"custom_dir": "look", "static_templates": list(templates)}
        project.write(f"look/{path}", "{}")

    return change


def with_lock(project: Project) -> None:
    """A lock that is none."""
    project.write("anchors.lock", "{")
    project.options(lock="anchors.lock")


MISTAKES: Mapping[str, tuple[Callable[[Project], object], str]] = {
    "slug of the preamble": (
        with_slug("preamble"),
        "treaty.yaml:8:11: expected an address that is free, found 'preamble'",
    ),
    "a device": (with_slug("con"), "which is the name of a device on Windows; choose another [slug]"),
    **{
        f"id {id_}": (with_id(id_), f"treaty.yaml:10:27: expected an id that is free, found '{id_}', which")
        for id_ in ("404.html", "index", "sitemap.xml", "sitemap.xml.gz", "objects.inv", "declaration.pdf", "llms.txt")
    },
    "a long id": (with_id("a" * 256), "which has 256 characters, and 100 are the most"),
    "id of a page": (with_about, "found 'about', which 'docs/About.md' has; rename one of the two [bad-id]"),
    "id of a theme's file": (with_id("assets"), "found 'assets', which the theme has; state another 'id' [bad-id]"),
    "id of a theme's folder": (with_css, "found 'css', which the theme has; state another 'id' [bad-id]"),
    "a file of the site": (with_file("docs/clauses.json"), "docs/clauses.json: expected no file at the address of"),
    "a page of the site": (with_file("docs/full-text.md"), "docs/full-text.md: expected no file at the address of"),
    "the home page": (with_file("docs/index.md"), "rename it, or set the option 'home' to false [address]"),
    "a file of the host's theme": (with_look("Clauses.json"), "look/Clauses.json: expected no file at the address of"),
    "a template of the theme": (
        with_look("glossary.json", "glossary.json"),
        "look/glossary.json: expected no file at the address of 'glossary.json', which the site writes itself; rename",
    ),
    "a file where a page is": (with_look("full-text"), "look/full-text: expected no file at the address of 'full-text"),
    "a file where a link is": (with_look("1.1"), "found '1.1', which 'look/1.1' has; rename one of the two [bad-id]"),
    "a page in another encoding": (
        lambda project: (project.folder / "docs" / "mine.md").write_bytes(b"# Mine\n\ncaf\xe9\n"),
        "docs/mine.md:3:4: expected UTF-8, found the byte 0xe9; save the file in UTF-8 [not-utf8]",
    ),
    "a link to nothing": (
        lambda project: (project.folder / "docs" / "mine.txt").symlink_to("nothing"),
        "docs/mine.txt: cannot read the file: no such file or directory [missing-file]",
    ),
    "a page that is a pipe": (
        lambda project: os.mkfifo(project.folder / "docs" / "mine.md"),
        "docs/mine.md: cannot read the file: expected a file, found a pipe [missing-file]",
    ),
    "the lock": (with_lock, "anchors.lock:1:2: expected "),
    "a template that is none": (
        with_template(b"<p>\n{% if %}"),
        "look/declaration/home.html:2:1: a template of the theme cannot be used: Expected an expression, got ",
    ),
    "a template with an error": (
        with_template(b"<p>\n{{ 1 + 'a' }}"),
        "look/declaration/home.html:2:1: a template of the theme cannot be used: unsupported operand type(s) for +",
    ),
    "a template in another encoding": (
        with_template(b"<p>\ncaf\xe9\n"),
        "look/declaration/home.html:2:4: expected UTF-8, found the byte 0xe9; save the file in UTF-8 [not-utf8]",
    ),
    "no encoding": (lambda project: project.options(encoding="no.yaml"), "no.yaml: cannot read the file"),
    "no glossary": (lambda project: project.options(glossary="no.yaml"), "no.yaml: cannot read the file"),
    "words": (lambda project: project.options(words={"artcle": "x"}), "did you mean 'article'? [configuration]"),
    "the plugin offline": (
        lambda project: project.config["plugins"].insert(1, "offline"),
        "leave out the plugin 'offline', which turns it off [configuration]",
    ),
    "other addresses": (
        with_hook("def on_config(config):\n    config.use_directory_urls = False\n"),
        "mkdocs.yml: expected 'use_directory_urls: true', since",
    ),
}
"""Changes that no site can be built from, and what is said of them."""


def test_a_failing_build_leaves_the_last_site_as_it_was(small: Project) -> None:
    small.build()
    before = content(small)
    good = json.dumps(small.config)
    for name, (change, expected) in MISTAKES.items():
        small.config = json.loads(good)
        small.log.clear()
        change(small)
        assert expected in small.fail(), name
        assert "Traceback" not in small.log.text, name
        assert content(small) == before, name
        small.write("treaty.yaml", ENCODING)
        shutil.rmtree(small.folder / "look", ignore_errors=True)
        for path in (small.folder / "docs").iterdir():
            path.unlink()


def test_another_plugin_that_fails_leaves_the_short_links_of_the_last_site(small: Project) -> None:
    small.build()
    before = content(small)
    small.write(
        "fails.py",
        "from mkdocs.exceptions import PluginError\n\ndef on_pre_build(config):\n    raise PluginError('no')\n",
    )
    small.config["hooks"] = ["fails.py"]
    assert small.fail() == "no"
    assert content(small) == before
    assert any(str(path).endswith("1.1/index.html") for path in before)


def test_other_files_of_an_author_take_the_places_that_mkdocs_gives_them(small: Project) -> None:
    for path in ("one.md", "one/picture.png", "two.md", "three.md", "four/index.md", "four/README.md", "five.md"):
        small.write(f"docs/{path}", "# Mine\n")
    small.config |= {"exclude_docs": "two.md\n", "draft_docs": "three.md\n"}
    small.config["theme"]["custom_dir"] = "look"
    for path in ("main.html", "sitemap.xml", "README", "locales/en", ".x/y", "a/.z", "1.1/picture.png"):
        small.write(f"look/{path}", "")
    small.write("mkdocs.yml", json.dumps(small.config))
    assert site_files(load_config(str(small.folder / "mkdocs.yml"))).written == {
        "one/index.html": "docs/one.md",
        "one/picture.png": "docs/one/picture.png",
        "four/index.html": "docs/four/index.md",
        "five/index.html": "docs/five.md",
        "1.1/picture.png": "look/1.1/picture.png",
    }


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
def test_the_address_of_a_page_that_is_left_out_is_free(small: Project, key: str) -> None:
    small.write("docs/one.md", "# Mine\n")
    small.config |= {key: "one.md\n*.json\n"}
    small.build()
    assert small.page("one").select_one(".clause-text").get_text() == "We trust the UN."  # type: ignore[union-attr]
    assert (small.site / "clauses.json").exists()


@pytest.mark.filterwarnings("ignore:To replace an existing file:DeprecationWarning")
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "files.append(File.generated(config, 'one.md', content='x'))",
            "'one.md', which the plugin 'hook.py' added, has it",
        ),
        (
            "files.append(File.generated(config, 'One/index.md', content='x'))",
            "'One/index.md', which the plugin 'hook.py' added,",
        ),
        (
            "files.remove(files.get_file_from_path('one.md'))",
            "'one/index.html' of the plugin 'declaration' was taken out",
        ),
    ],
    ids=["replaced", "doubled", "removed"],
)
def test_what_another_plugin_does_to_our_files_is_an_error(small: Project, code: str, expected: str) -> None:
    hook = f"from mkdocs.structure.files import File\ndef on_files(files, config):\n    {code}\n"
    with_hook(hook)(small)
    assert expected in small.fail()


def test_an_address_that_another_plugin_sets_is_that_of_everything(small: Project) -> None:
    with_hook("def on_config(config):\n    config.site_url = 'http://127.0.0.1/treaty/1.0'\n")(small)
    small.build()
    assert json.loads((small.site / "clauses.json").read_bytes())["site"] == "http://127.0.0.1/treaty/1.0/"
    (canonical,) = small.page("1.1").select("link[rel=canonical]")
    assert canonical["href"] == "http://127.0.0.1/treaty/1.0/one/#1.1"
    assert "http://127.0.0.1/treaty/1.0/" in (small.site / "declaration.bib").read_text("utf-8")


def test_the_pages_of_an_author_make_pages_of_the_site_yield(small: Project) -> None:
    small.write("treaty.yaml", ENCODING.replace("slug: one", "slug: downloads"))
    small.write("docs/at-a-glance.md", "# Mine\n")
    small.build()
    assert small.page("downloads").select_one(".clause-text").get_text() == "We trust the UN."  # type: ignore[union-attr]
    assert small.page("at-a-glance").select_one("h1").get_text().startswith("Mine")  # type: ignore[union-attr]
    notices = [record.getMessage() for record in small.log.records if "is left out" in record.getMessage()]
    assert notices == [
        "the page 'at-a-glance/' of the site is left out: 'docs/at-a-glance.md' has its address",
        "the page 'downloads/' of the site is left out: the page of article 1 has its address",
    ]


def test_a_plugin_that_leaves_out_pages_that_are_no_files_is_refused(small: Project) -> None:
    small.write("mkdocs.yml", json.dumps(small.config))
    config = load_config(str(small.folder / "mkdocs.yml"))
    config.plugins["i18n"] = BasePlugin()  # that of mkdocs-static-i18n
    edition, problems = read_project(config, config.plugins["declaration"].config)
    assert edition is None
    assert report(problems) == (
        "mkdocs.yml: the plugin 'i18n' (mkdocs-static-i18n) leaves out pages that are no files of 'docs_dir', as those "
        "of an instrument are; remove it, and publish each language as a site of its own [configuration]"
    )


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_the_search_of_the_theme_finds_the_pages_if_a_site_has_it(small: Project, theme: str) -> None:
    small.config["theme"] = theme
    small.options(search="theme")
    small.build()
    entries = json.loads((small.site / "search" / "search_index.json").read_bytes())["docs"]
    assert "one/" in [entry["location"] for entry in entries if "We trust the UN." in entry["text"]]


def test_nothing_of_a_build_is_kept_for_another(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(small.folder / "temporary"))
    (small.folder / "temporary").mkdir()
    small.build()
    before = content(small)
    with_hook("def on_env(env, config, files):\n    env.autoescape = True\n")(small)
    small.build()
    assert content(small) != before
    del small.config["hooks"]
    small.build()
    assert content(small) == before
    assert list((small.folder / "temporary").iterdir()) == []


def test_a_mistake_that_is_made_again_while_serving_is_reported_again(small: Project) -> None:
    small.write("mkdocs.yml", json.dumps(small.config))

    def rebuild() -> None:
        build(load_config(str(small.folder / "mkdocs.yml")))

    server = SimpleNamespace(builder=rebuild)
    keep_serving(server, ContentError)  # type: ignore[arg-type]
    log = logging.getLogger("mkdocs.commands.build")
    once = DuplicateFilter()
    log.addFilter(once)  # as the command does (mkdocs.__main__)
    try:
        for glossary in (GLOSSARY, "", "", GLOSSARY, ""):
            small.write("terms.yaml", glossary)
            server.builder()
    finally:
        log.removeFilter(once)
    errors = [record.getMessage() for record in small.log.records if record.levelno == logging.ERROR]
    assert ["terms.yaml:1:1: expected a document" in error for error in errors] == [True] * 3


@pytest.mark.parametrize(
    "error",
    [
        ConfigurationError("mkdocs.yml: no YAML"),
        Abort("Aborted with 1 configuration errors!"),
        Abort("Aborted with 1 warnings in strict mode!"),
    ],
)
def test_a_preview_outlives_what_leaves_a_whole_site(error: Exception, small: Project) -> None:
    def fail() -> None:
        raise error

    server = SimpleNamespace(builder=fail)
    keep_serving(server, ContentError)  # type: ignore[arg-type]
    with small.log.at_level(logging.INFO, logger="mkdocs"):
        for _ in range(2):
            server.builder()
    assert [record.getMessage() for record in small.log.records] == [
        str(error),
        "The last good site is served until the errors are corrected.",
    ] * 2


def test_a_preview_does_not_outlive_what_leaves_half_a_site() -> None:
    aborted = Abort("Aborted with a BuildError!")
    aborted.__context__ = PluginError("A place is taken")

    def fail() -> None:
        raise aborted

    server = SimpleNamespace(builder=fail)
    keep_serving(server, ContentError)  # type: ignore[arg-type]
    with pytest.raises(Abort):
        server.builder()
