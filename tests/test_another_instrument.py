"""Another instrument, with the configuration that the README shows, is built under strict mode and checked."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

import check_site
from mkdocs_declaration.pages.assets import SCRIPT, SEARCH_STYLE, bundle
from project import GLOSSARY
from source_text import read_source
from test_documentation import README, example

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("another")
    (configuration,) = re.findall(r"```yaml\n(site_name: .*?)```", README, re.DOTALL)
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    for name in ("docs", "content"):
        (folder / name).mkdir()
    # A sign that is markup elsewhere, and a blank that does not part.
    encoding = example().replace("need for examples", "need\\u00a0for 2 \\\\* 3 examples")
    (folder / "content" / "declaration.yaml").write_text(encoding, encoding="utf-8")
    (folder / "content" / "glossary.yaml").write_text(GLOSSARY.replace("[UN]", "[instance]"), encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), strict=True))
    return folder


def test_the_site_passes_every_check_without_a_source(project: Path) -> None:
    site = check_site.Site.read(project / "site", None)
    assert check_site.missing(site.folder) == []
    assert check_site.check(site) == []
    assert len(site.documents) == 13


def test_the_look_is_there(project: Path) -> None:
    home = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert 'data-md-color-scheme="default"' in home
    assert 'data-md-color-scheme="slate"' in home
    assert f'href="{bundle().address(SEARCH_STYLE)}"' in home
    assert f'src="{bundle().address(SCRIPT)}"' in home


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (' id="1.1.a"', ' id="1.1.x"', "the pages: the id '1.1.a' is missing"),
        ("whether or not", "whether and not", "definitions/#1.1.closing: expected 'whether or not it is"),
    ],
)
def test_a_slip_is_found_without_a_source(old: str, new: str, expected: str, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(project / "site", copy)
    page = copy / "definitions" / "index.html"
    text = page.read_text(encoding="utf-8")
    # The words stand in the head as well.
    head, clause, body = text.partition('id="1.1"')
    assert old in body
    page.write_text(head + clause + body.replace(old, new, 1), encoding="utf-8")
    assert expected in "\n".join(check_site.check(check_site.Site.read(copy, None)))


def test_the_check_says_what_it_compared(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = project / "site"
    instrument = json.loads((site / "clauses.json").read_bytes())["instrument"]["id"]
    monkeypatch.setattr("sys.argv", ["check_site.py", str(site)])
    assert check_site.main() == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{site}: ")
    assert said.endswith(f"13 clauses, all words as in clauses.json; nothing here reads a source of '{instrument}'\n")


def test_a_source_that_is_read_must_be_there(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = project / "site"
    instrument = json.loads((site / "clauses.json").read_bytes())["instrument"]["id"]
    monkeypatch.setattr(check_site, "READERS", {instrument: read_source})
    monkeypatch.setattr(check_site, "SOURCE", tmp_path)
    monkeypatch.setattr(check_site, "ROOT", tmp_path.parent)
    with pytest.raises(ValueError, match=f"expected one file in {tmp_path.name} for '{instrument}', found 0"):
        check_site.source_of(site)
