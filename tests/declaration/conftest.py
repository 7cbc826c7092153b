"""What the tests of the declaration need: its text; its site, built once and served under a sub-path; a tab."""

from __future__ import annotations

import fcntl
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from checking_links import Lasting
from mkdocs_declaration.commands import check_links
from mkdocs_declaration.edition import Edition, load_edition
from mkdocs_declaration.exports.formats import clauses_json, glossary_json
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from serving import served
from source_text import SourceText, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The declaration."""
    content = ROOT / "content"
    found, problems = load_edition(
        ("content/declaration.yaml", content / "declaration.yaml"),
        ("content/glossary.yaml", content / "glossary.yaml"),
        Catalogue(),
        lock=("content/anchors.lock", content / "anchors.lock"),
        subjects=("content/subjects.yaml", content / "subjects.yaml"),
        site_url="https://example.org/asean-japan/",
    )
    assert problems == []
    assert found is not None
    return found


@pytest.fixture(scope="session")
def source() -> SourceText:
    """The words of the source, read independently of the encoding."""
    (path,) = (ROOT / "content" / "source").glob("*.txt")
    return read_source(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    environment: None,  # noqa: ARG001 - set first
) -> Path:
    """The site of the declaration, built under strict mode, by one of the processes of a run for all of them."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "served" / "asean-japan"
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            building = tmp_path_factory.mktemp("building") / folder.name
            build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(building), strict=True))
            building.rename(folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the site, served below a path as GitHub Pages does, its page for wrong addresses included."""
    with served(site.parent) as around:
        yield f"{around}asean-japan/"


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """An empty profile that may ask only the server of the site."""
    fresh = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab; an error of a script on any of its pages fails the test."""
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    assert errors == []


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Page]:
    """A tab that may use the clipboard."""
    context = chromium.new_context(
        base_url=address, viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
    context.close()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the site is built from, to be changed and built, without the reference of the code."""
    monkeypatch.setenv("API_REFERENCE", "false")
    for name in ("content", "site_overrides", "build_tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "plugins").symlink_to(ROOT / "plugins")
    for name in ("mkdocs.yml", "ARCHITECTURE.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def published(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the site says about itself, with a clause and an entry of the glossary that are gone."""
    folder = tmp_path_factory.mktemp("around") / "asean-japan"
    folder.mkdir()
    document = json.loads(clauses_json.export(edition))
    document["retired"] = [
        {"id": "1.3.v", "page": "terrorism/", "successor": "1.3.iv", "reason": "Merged with item (iv)"}
    ]
    (folder / "clauses.json").write_text(json.dumps(document), encoding="utf-8")
    glossary = json.loads(glossary_json.export(edition))
    glossary["retired"] = [{"id": "odc", "successor": "unodc", "reason": "Named after its abbreviation"}]
    (folder / "glossary.json").write_text(json.dumps(glossary), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def process() -> Iterator[Lasting]:
    lasting = Lasting()
    yield lasting
    lasting.close()


@pytest.fixture
def lasting_process(process: Lasting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read documents in the one process."""
    monkeypatch.setattr(check_links, "Confined", lambda: process)
