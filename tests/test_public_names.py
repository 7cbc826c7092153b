"""Names that others may build on: what `__all__` says, the reference and the package's own words agree."""

from __future__ import annotations

import importlib
import inspect
import re

import mkdocs_declaration
from test_architecture import MODULES, ROOT

REFERENCE = ROOT / "content" / "pages" / "developers" / "reference.md"


def public() -> dict[str, list[str]]:
    """The names in `__all__` of each module that has one."""
    names = {}
    for path, file in MODULES.items():
        if re.search(r"^__all__ = ", file.read_text(encoding="utf-8"), re.MULTILINE):
            parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
            module = ".".join(("mkdocs_declaration", *parts))
            names[module] = importlib.import_module(module).__all__
    return names


def test_a_public_name_is_defined_in_its_module_and_documented() -> None:
    for module, names in public().items():
        for name in names:
            value = getattr(importlib.import_module(module), name)
            if inspect.isclass(value) or inspect.isfunction(value):
                assert value.__module__ == module
                assert inspect.getdoc(value)


def test_the_reference_begins_with_the_public_names() -> None:
    section = REFERENCE.read_text(encoding="utf-8").partition("# Public names")[2]
    listed: dict[str, list[str]] = {}
    for name, module in re.findall(r"\[`(\w+)`\]\[([\w.]+)\.\1\]", section):
        if module != "mkdocs_declaration":
            listed.setdefault(module, []).append(name)
    assert {module: names for module, names in listed.items() if module in public()} == public()


def test_the_package_names_the_modules_that_are_public() -> None:
    assert set(re.findall(r"`(mkdocs_declaration\.[\w.]+)`", inspect.getdoc(mkdocs_declaration) or "")) == set(public())


def test_the_package_itself_gives_its_version_alone() -> None:
    names = {name for name, value in vars(mkdocs_declaration).items() if not inspect.ismodule(value)}
    assert {name for name in names if not name.startswith("__")} == {"annotations"}
    assert mkdocs_declaration.__version__
