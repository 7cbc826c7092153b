"""Files that MkDocs would write as they are stay in a preview, and its folder is that of a build from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_declaration.hosts.site.kept_files import KeptFiles
from project import ENCODING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from project import Project

WRITE, CLEAN = utils.write_file, utils.clean_directory
PATHS = st.sampled_from(["index.html", "404.html", "a/index.html", "a/b/index.html", "a/b/other.txt", "b/c/index.html"])
PAGES = st.dictionaries(PATHS, st.binary(max_size=2))


def built(site: Path, pages: Mapping[str, bytes]) -> None:
    """Build as MkDocs does."""
    kept = KeptFiles(site)
    kept.keep()
    utils.clean_directory(str(site))
    for path, content in pages.items():
        utils.write_file(content, str(site / path))
    kept.write()


def held(site: Path) -> dict[str, bytes | None]:
    """Each file with what it has, and each folder."""
    return {
        str(path.relative_to(site)): path.read_bytes() if path.is_file() else None for path in sorted(site.rglob("*"))
    }


def identity(file: Path) -> tuple[int, int, int]:
    found = file.stat()
    return found.st_ino, found.st_mtime_ns, found.st_nlink


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(first=PAGES, second=PAGES, others=PAGES)
def test_a_second_build_is_as_a_first(
    first: dict[str, bytes],
    second: dict[str, bytes],
    others: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site, anew = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("anew")
    built(site, first)
    for path, content in others.items():  # what another plugin does to them when they are written
        WRITE(content, str(site / path))
    built(site, second)
    for path, content in second.items():
        WRITE(content, str(anew / path))
    assert held(site) == held(anew)
    assert utils.write_file is WRITE


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    pages = {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b", "c/index.html": b"c"}
    built(tmp_path, pages)
    before = {path: identity(tmp_path / path) for path in pages}
    built(tmp_path, {**pages, "c/index.html": b"other"})
    after = {path: identity(tmp_path / path) for path in pages}
    assert {path for path in pages if before[path] != after[path]} == {"c/index.html"}
    assert (tmp_path / "c" / "index.html").read_bytes() == b"other"


def test_what_is_written_twice_is_as_it_was_written_last(tmp_path: Path) -> None:
    for first, last in ((b"a", b"b"), (b"b", b"a"), (b"a", b"a")):
        for _ in range(2):
            kept = KeptFiles(tmp_path)
            kept.keep()
            for content in (first, last):
                utils.write_file(content, str(tmp_path / "a" / "index.html"))
            kept.write()
            assert held(tmp_path) == {"a": None, "a/index.html": last}


@pytest.mark.parametrize("link", ["a", "a/index.html", "a/b"])
def test_a_link_is_not_put_back(tmp_path: Path, link: str) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    WRITE(b"a", str(outside / "b" / "index.html"))
    WRITE(b"a", str(outside / "index.html"))
    (site / link).parent.mkdir(parents=True)
    (site / link).symlink_to(outside / "index.html" if link.endswith("html") else outside)
    built(site, {"a/index.html": b"a", "a/b/index.html": b"a"})
    assert not any(path.is_symlink() for path in site.rglob("*"))
    assert held(outside) == {"b": None, "b/index.html": b"a", "index.html": b"a"}


def test_a_file_that_has_another_name_is_written_anew(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    built(site, {"a/index.html": b"a"})
    outside.hardlink_to(site / "a" / "index.html")
    built(site, {"a/index.html": b"a"})
    assert identity(site / "a" / "index.html")[0] != identity(outside)[0]


def test_what_is_written_beside_the_site_is_left_to_mkdocs(tmp_path: Path) -> None:
    site = tmp_path / "site"
    built(site, {"a/index.html": b"a"})
    built(site, {"a/index.html": b"a", "../a/index.html": b"a"})
    there = {"a": None, "a/index.html": b"a"}
    assert held(tmp_path) == {**there, "site": None, **{f"site/{path}": content for path, content in there.items()}}


def test_files_that_begin_with_a_dot_stay(tmp_path: Path) -> None:
    """As MkDocs leaves them."""
    built(tmp_path, {".well-known/a": b"a", "a": b"a"})
    built(tmp_path, {})
    assert held(tmp_path) == {".well-known": None, ".well-known/a": b"a"}


@pytest.fixture
def preview(small: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that `mkdocs serve` builds."""
    monkeypatch.setattr("mkdocs_declaration.plugin.is_serving", lambda: True)
    monkeypatch.setattr("mkdocs_declaration.plugin.can_wait", lambda: True)
    monkeypatch.setattr("mkdocs_declaration.plugin.WHEN_IDLE", Mock())
    small.config["strict"] = False
    return small


TWO = ENCODING + "  - {kind: article, number: Article 2, slug: two, content: [{number: (1), text: It is.}]}\n"


def test_a_page_that_stays_is_not_written_again(preview: Project) -> None:
    preview.write("docs/own.md", "# Own\n")
    preview.write("treaty.yaml", TWO)
    preview.build()
    pages = {url: preview.site / url / "index.html" for url in ("one", "two", "own", "preamble")}
    before = {url: identity(page) for url, page in pages.items()}
    preview.write("treaty.yaml", TWO.replace("It is.", "It was."))
    preview.build()
    assert {url for url, page in pages.items() if before[url] != identity(page)} == {"two"}
    assert "It was." in preview.page("two").get_text()
    preview.write("treaty.yaml", ENCODING)
    preview.build()
    assert not (preview.site / "two").exists()
    assert utils.write_file is WRITE


HOOK = """
from pathlib import Path


def said():
    return Path(__file__).with_name("said.txt").read_text()


"""


def test_an_error_of_a_build_ends_the_keeping(preview: Project) -> None:
    preview.config["hooks"] = ["hook.py"]
    preview.write("said.txt", "1")
    preview.write("hook.py", f"{HOOK}def on_nav(nav, **_):\n    assert said() == '1'\n")
    preview.build()
    good = held(preview.site)
    preview.write("said.txt", "2")
    with pytest.raises(AssertionError):
        preview.build()
    assert (utils.write_file, utils.clean_directory) == (WRITE, CLEAN)
    preview.write("said.txt", "1")
    preview.build()
    assert held(preview.site) == good


@pytest.mark.parametrize("is_dirty", [False, True])
def test_files_that_a_dirty_build_does_not_write_stay(preview: Project, *, is_dirty: bool) -> None:
    preview.build()
    preview.write("site/further.txt", "from before")
    preview.write("mkdocs.yml", yaml.safe_dump(preview.config))
    build(load_config(str(preview.folder / "mkdocs.yml")), dirty=is_dirty)
    assert (preview.site / "further.txt").exists() == is_dirty
    assert (utils.write_file, utils.clean_directory) == (WRITE, CLEAN)


def test_an_error_of_the_text_leaves_the_site_as_it_was(preview: Project) -> None:
    preview.build()
    page = preview.site / "one" / "index.html"
    before = identity(page)
    preview.write("treaty.yaml", "format: 1\n")
    preview.fail()
    assert identity(page) == before


def test_what_a_hook_does_to_a_page_is_seen(preview: Project) -> None:
    preview.config["hooks"] = ["hook.py"]
    preview.write("hook.py", f"{HOOK}def on_post_page(output, **_):\n    return output + said()\n")
    for words in ("<!--first-->", "<!--second-->"):
        preview.write("said.txt", words)
        preview.build()
        assert (preview.site / "one" / "index.html").read_text(encoding="utf-8").endswith(words)


def test_a_build_that_empties_no_folder_leaves_what_is_there(preview: Project) -> None:
    """As the builds by which a plugin makes a site of several languages, one into the folder of the other."""
    preview.config["hooks"] = ["hook.py"]
    preview.write("docs/own.md", "# Own\n")
    preview.write(
        "hook.py",
        "from mkdocs.commands.build import build\nfrom mkdocs.config import load_config\n\n\n"
        "def on_post_build(config, **_):\n"
        "    if not config.extra.get('second'):\n"
        "        second = load_config(config.config_file_path, docs_dir='other', extra={'second': True})\n"
        "        build(second, dirty=True)\n",
    )
    preview.write("other/further.md", "# Further\n")
    for _ in range(2):
        preview.build()
        assert (preview.site / "further" / "index.html").exists()
        assert (preview.site / "own" / "index.html").exists()
