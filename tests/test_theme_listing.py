"""MkDocs lists the files of a theme without what it refuses, and others list all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import jinja2
from mkdocs.utils import get_theme_dir

from mkdocs_declaration.hosts.material.listing import ListingLoader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from project import Project


def hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def test_what_is_hidden_is_left_out_once(tmp_path: Path) -> None:
    for path in (".a/b.svg", "c/.d/e.svg", "c/f.css", ".g", "c/.h", "i.html", "c/f.html"):
        (tmp_path / "own" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / path).write_text("", encoding="utf-8")
    folders = [str(tmp_path / "own"), get_theme_dir("material")]
    loader, every = ListingLoader(folders), jinja2.FileSystemLoader(folders).list_templates()
    listed = loader.list_templates()
    assert listed == [name for name in every if not hidden(name)]
    assert {"c/f.css", "i.html", "c/f.html", "base.html"} <= set(listed)
    assert loader.list_templates() == every


HOOK = """
from pathlib import Path


def on_env(env, config, files):
    Path(__file__).with_name("listed.txt").write_text("\\n".join(env.list_templates()))
    Path(__file__).with_name("anew.txt").write_text("\\n".join(config.theme.get_env().list_templates()))
"""


def test_a_site_has_the_files_of_its_theme(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[str] = []
    walk = os.walk

    def walking(top: str, *, followlinks: bool = False) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, names in walk(top, followlinks=followlinks):
            walked.append(folder)
            yield folder, folders, names

    small.config["theme"]["custom_dir"] = "over"
    small.write("over/.hidden/a.txt", "a")
    small.write("over/shown/a.txt", "a")
    with monkeypatch.context() as patched:
        patched.setattr(os, "walk", walking)
        small.build()
    assert not any("/.icons" in folder for folder in walked)
    assert (small.site / "shown" / "a.txt").exists()
    assert not (small.site / ".hidden").exists()
    assert list(small.site.glob("assets/javascripts/bundle.*.min.js"))


def test_plugins_list_all(small: Project) -> None:
    small.config["hooks"] = ["hook.py"]
    small.write("hook.py", HOOK)
    small.build()
    for name in ("listed.txt", "anew.txt"):
        listed = (small.folder / name).read_text(encoding="utf-8").splitlines()
        assert ".icons/material/close.svg" in listed
        assert "base.html" in listed
