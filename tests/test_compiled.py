"""Templates that are kept compiled: what is taken is what would be compiled now, and nothing depends on it."""

from __future__ import annotations

import os
import sys
import types
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from jinja2.ext import Extension

from compiled import compile_each
from mkdocs_declaration.pages.markup import compiled
from mkdocs_declaration.pages.markup.compiled import CompiledTemplates

if TYPE_CHECKING:
    from pathlib import Path

    from project import Project


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The paths of the templates that are compiled, as they are."""
    paths: list[str | None] = []
    generate = jinja2.Environment._generate  # noqa: SLF001 - counted

    def counting(env: jinja2.Environment, source: Any, name: Any, filename: Any, *further: Any, **options: Any) -> str:
        paths.append(filename)
        return generate(env, source, name, filename, *further, **options)

    monkeypatch.setattr(jinja2.Environment, "_generate", counting)
    return paths


class Process:
    """A process that renders one template, which is installed, with what former processes left behind."""

    def __init__(self, folder: Path, generated: list[str | None], monkeypatch: pytest.MonkeyPatch) -> None:
        self.templates, self.kept = folder / "package", folder / "kept"
        self.templates.mkdir()
        self.generated = generated
        self.write("{{ 1 }}")
        monkeypatch.setattr(compiled, "_INSTALLED", (self.templates,))

    def write(self, source: str) -> None:
        (self.templates / "a.html").write_text(source, encoding="utf-8")

    def renders(self, *filters: Any, **options: Any) -> tuple[str, bool]:
        """What comes of the template, and whether it was compiled; filters go by the names of their functions."""
        self.generated.clear()
        env = jinja2.Environment(loader=jinja2.FileSystemLoader(self.templates), **({"autoescape": True} | options))  # noqa: S701
        env.bytecode_cache = CompiledTemplates(self.kept)
        env.filters.update({function.__name__: function for function in filters})
        return env.get_template("a.html").render(), bool(self.generated)


@pytest.fixture
def process(tmp_path: Path, generated: list[str | None], monkeypatch: pytest.MonkeyPatch) -> Process:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return Process(tmp_path, generated, monkeypatch)


def test_a_template_that_is_installed_is_compiled_once_for_all_processes(process: Process) -> None:
    assert process.renders() == ("1", True)
    assert process.renders() == ("1", False)
    (path,) = process.kept.iterdir()
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask, "whoever may read modules may read it"


def test_a_template_is_compiled_again_when_its_source_is_another(process: Process) -> None:
    process.renders()
    process.write("{{ 2 }}")
    assert process.renders() == ("2", True)
    assert process.renders() == ("2", False)
    assert len(list(process.kept.iterdir())) == 1


def test_a_template_is_compiled_again_by_another_jinja(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    process.renders()
    monkeypatch.setattr(jinja2, "__version__", "3.999")
    assert process.renders() == ("1", True)
    assert process.renders() == ("1", False)
    monkeypatch.setattr(compiled, "bc_magic", b"another Python")
    assert process.renders() == ("1", True)


@pytest.mark.parametrize("option", ["trim_blocks", "lstrip_blocks", "keep_trailing_newline", "optimized", "autoescape"])
def test_each_way_to_set_templates_up_has_its_own(process: Process, option: str) -> None:
    process.renders()
    other = not getattr(jinja2.Environment(autoescape=True), option)
    assert process.renders(**{option: other}) == ("1", True)
    assert process.renders() == ("1", False)
    assert process.renders(**{option: other}) == ("1", False)


def test_what_a_function_decides_is_decided_anew(process: Process) -> None:
    def decide(value: Any) -> Any:
        return value

    for _ in range(2):
        assert process.renders(autoescape=decide) == ("1", True)
        assert process.renders(finalize=decide) == ("1", True)


def test_a_filter_of_another_version_is_applied(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    module, source = types.ModuleType("mkdocs.ours"), process.templates / "ours.py"
    module.__file__ = str(source)
    monkeypatch.setitem(sys.modules, "mkdocs.ours", module)
    process.write("{{ 1|ours }}")

    def result(version: int, changed: int) -> tuple[str, bool]:
        source.write_text("", encoding="utf-8")
        os.utime(source, ns=(changed, changed))

        def ours(_: int) -> int:
            return version

        ours.__module__ = "mkdocs.ours"
        return process.renders(ours)

    assert [result(1, 1000), result(1, 1000), result(2, 2000)] == [("1", True), ("1", False), ("2", True)]


def test_a_filter_of_a_module_in_no_file_keeps_its_templates_from_being_kept(process: Process) -> None:
    def ours(number: int) -> int:
        return number

    ours.__module__ = "mkdocs.nowhere"
    process.write("{{ 1|ours }}")
    assert [process.renders(ours), process.renders(ours)] == [("1", True)] * 2


@pytest.mark.parametrize("kept", ["in the process", "for others"])
def test_what_another_plugin_makes_of_words_is_not_taken_for_ours(process: Process, kept: str) -> None:
    process.write("{{ 1|string }}")
    cache = CompiledTemplates(process.kept if kept == "for others" else None)

    def rendered(*filters: Any) -> str:
        env = jinja2.Environment(loader=jinja2.FileSystemLoader(process.templates), autoescape=True)
        env.bytecode_cache = cache if kept == "in the process" else CompiledTemplates(process.kept)
        env.filters.update(string=filters[0]) if filters else None
        return env.get_template("a.html").render()

    assert [rendered(lambda _: "theirs"), rendered(), rendered(lambda _: "theirs")] == ["theirs", "1", "theirs"]


@pytest.mark.parametrize("kept", ["in the process", "for others"])
def test_what_an_extension_of_another_plugin_writes_is_written_anew(process: Process, kept: str) -> None:
    words = ["first", "second"]

    class Words(Extension):
        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
            return source.replace("WORD", words[0])

    process.write("WORD")
    cache = CompiledTemplates(process.kept if kept == "for others" else None)

    def rendered() -> str:
        env = jinja2.Environment(loader=jinja2.FileSystemLoader(process.templates), autoescape=True)
        env.add_extension(Words)
        env.bytecode_cache = cache if kept == "in the process" else CompiledTemplates(process.kept)
        return env.get_template("a.html").render()

    assert rendered() == words.pop(0)
    assert rendered() == words[0]


def test_a_template_of_a_site_is_compiled_at_each_build(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_INSTALLED", (process.templates.parent / "pack",))
    assert [process.renders(), process.renders()] == [("1", True)] * 2
    assert not process.kept.exists()


@pytest.mark.parametrize("damage", ["empty", "cut", "foreign"])
def test_a_file_that_is_damaged_is_made_anew(process: Process, damage: str) -> None:
    process.renders()
    (path,) = process.kept.iterdir()
    data = path.read_bytes()
    path.write_bytes({"empty": b"", "cut": data[:-100], "foreign": b"MZ" + data}[damage])
    assert process.renders() == ("1", True)
    assert process.renders() == ("1", False)
    assert list(process.kept.iterdir()) == [path]


def test_nothing_is_written_where_python_is_to_write_no_bytecode(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [process.renders(), process.renders()] == [("1", True)] * 2
    assert not process.kept.exists()


def test_a_folder_that_cannot_be_written_to_is_left_alone(process: Process) -> None:
    process.kept.write_text("a file", encoding="utf-8")
    assert [process.renders(), process.renders()] == [("1", True)] * 2
    assert process.kept.read_text(encoding="utf-8") == "a file"


def test_builds_take_templates_of_theme_and_package_that_were_compiled(
    small: Project, generated: list[str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_each(monkeypatch)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    small.config["theme"]["custom_dir"] = "over"
    home = small.folder / "over" / "declaration" / "home.html"
    (small.folder / "over").mkdir()
    counts, sites = [], []
    for text in (None, None, "<p>Own.</p>"):
        if text:
            small.write("over/declaration/home.html", text)
        for module in ("mkdocs_declaration.plugin", "mkdocs_declaration.pages.markup.templating"):
            monkeypatch.setattr(f"{module}.COMPILED", CompiledTemplates(tmp_path / "kept"))
        generated.clear()
        small.build()
        counts.append(len(generated))
        sites.append({path: path.read_bytes() for path in small.site.rglob("*") if path.is_file()})
    assert counts[0] > 50
    assert counts[1] == 0
    assert sites[0] == sites[1]
    assert generated == [str(home)]
    assert sites[2] != sites[1]
