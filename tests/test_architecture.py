"""What import-linter does not say of the house: its contracts in pyproject.toml hold the directions of imports."""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from mkdocs_declaration.encoding.rules import table as rules
from mkdocs_declaration.permanence import promises

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "mkdocs_declaration"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 350, 60
MOST_MODULES_OF_A_FOLDER = 24
PREFIXES: dict[tuple[str, str], int] = {}
"""What three modules of a folder or more begin with, which is a folder otherwise."""
LONG: dict[str, str] = {}
"""Modules and functions that are longer, each with the reason."""


def test_modules_are_in_rooms() -> None:
    assert [name for name in MODULES if "/" not in name] == ["__init__.py", "edition.py", "plugin.py", "problems.py"]


def test_a_folder_can_be_overlooked() -> None:
    counts = Counter(name.rpartition("/")[0] for name in MODULES if not name.endswith("__init__.py"))
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES_OF_A_FOLDER} == {}
    prefixes = Counter(
        (folder, module.split("_")[0])
        for folder, _, module in (name.rpartition("/") for name in MODULES)
        if "_" in module and module != "__init__.py"
    )
    assert {prefix: count for prefix, count in prefixes.items() if count > 2} == PREFIXES


def test_a_class_has_a_name_of_its_own() -> None:
    defined = Counter(
        node.name
        for path in MODULES.values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in defined.items() if count > 1] == []


def test_what_is_long_has_a_reason() -> None:
    long = set()
    for name, path in MODULES.items():
        source = path.read_text(encoding="utf-8")
        if source.count("\n") > MOST_LINES:
            long.add(name)
        long |= {
            f"{name}: {node.name}"
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
        }
    assert long == set(LONG)


@pytest.mark.parametrize(("module", "parameters"), [(rules, ["tree", "context"]), (promises, ["comparison"])])
def test_rules_have_one_signature_and_are_in_one_table(module: Any, parameters: list[str]) -> None:
    functions = inspect.getmembers(module, inspect.isfunction)
    public = {function for name, function in functions if function.__module__ == module.__name__ and name[0] != "_"}
    assert public - {module.check} == set(module.RULES)
    for rule in module.RULES:
        assert list(inspect.signature(rule).parameters) == parameters
        assert inspect.getdoc(rule)
