"""The pages for developers and hosts say what the code does, and name what is there."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import tables
from mkdocs_declaration.commands import main
from mkdocs_declaration.hosts.site.options import DeclarationConfig
from mkdocs_declaration.pages.head.assets import MissingBundleError

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "content" / "pages" / "developers"
PACKAGE = ROOT / "plugins" / "mkdocs_declaration"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
NAMING_PATHS = [
    *(ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "README.md")),
    *(PAGES / f"{name}.md" for name in ("contract", "decisions", "templates")),
]
PLACES = (ROOT, PACKAGE, ROOT / "build_tools", ROOT / "content")
"""What paths in documents are relative to."""
NOT_HERE = re.compile(
    r"^(site|dist|screenshots|terrorism|full-text|1\.3\.ii|reports|assets|docs)\b|NAME|/home\.html|^(uv|pylock|index|about|citing)\."
)
"""What is built, written by a host, or an example."""


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def row_cells(document: str, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    part = document.split(f"\n## {heading}\n", 1)[1]
    rows = re.search(r"(?:^\|.*\n)+", part, re.MULTILINE)
    assert rows is not None
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[0].splitlines()[2:]]


def functions(path: Path) -> set[str]:
    return {node.name for node in ast.parse(text(path)).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


@pytest.mark.parametrize("path", NAMING_PATHS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_is_there(path: Path) -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|yml))(?:::\w+|: \w+)?`", text(path))
    wanted = [name for name in named if not NOT_HERE.search(name)]
    assert [name for name in wanted if not any((place / name).exists() for place in PLACES)] == []


def test_every_test_that_the_contract_names_is_there() -> None:
    contract = text(PAGES / "contract.md")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", contract)
    assert len(named) > 20
    assert [f"{path}::{name}" for path, name in named if name not in functions(ROOT / path)] == []
    promises = re.split(r"^## ", contract, flags=re.MULTILINE)[1:]
    assert [promise.splitlines()[0] for promise in promises if "\nHeld by `tests/" not in promise] == []


def test_every_decision_says_when_to_decide_again() -> None:
    records = re.split(r"^## ", text(PAGES / "decisions.md"), flags=re.MULTILINE)[1:]
    assert [record.splitlines()[0] for record in records if not re.search(r"\*Decide\sagain:\*", record)] == []


def test_every_library_that_was_decided_for_is_used() -> None:
    (heading,) = re.findall(r"^## (11\. .*)$", text(PAGES / "decisions.md"), re.MULTILINE)
    named = re.findall(r"`([^`]+)`", "".join(cells[1] for cells in row_cells(text(PAGES / "decisions.md"), heading)))
    project = tomllib.loads(text(ROOT / "pyproject.toml"))
    about, groups = project["project"], project["dependency-groups"]
    lists = [about["dependencies"], *about["optional-dependencies"].values(), *groups.values()]
    stated = {re.split("[<>=]", requirement)[0] for group in lists for requirement in group}
    assert len(named) == 14
    assert [name for name in named if name not in stated] == []


def test_troubleshooting_knows_messages_commands_and_verbs() -> None:
    page = text(PAGES / "troubleshooting.md")
    headings = re.findall(r"^## `([^`]+)`$", page, re.MULTILINE)
    assert headings[0] in str(MissingBundleError())
    assert set(re.findall(r"`mkdocs-declaration ([\w-]+)", page)) <= set(main.commands)
    verbs = set(re.findall(r"^([a-z-]+):.*## ", text(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)", page)) <= verbs


def test_the_way_of_a_clause_is_short_and_does_not_turn_back() -> None:
    rooms: list[str] = []
    steps: list[tuple[str, str]] = []
    for room, where, _ in row_cells(ARCHITECTURE, "The way of one clause"):
        rooms += [room] if rooms[-1:] != [room] else []
        steps += re.findall(r"`([\w/]+\.py): (\w+)`", where)
    assert len(rooms) <= 6
    assert len(set(rooms)) == len(rooms)
    assert [f"{path}: {name}" for path, name in steps if name not in functions(PACKAGE / path)] == []


def test_the_rooms_are_those_of_the_contracts_of_imports() -> None:
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["id"] == "rooms"]
    held = [sorted(re.findall(r"\w+", layer)) for layer in layers]
    told = [sorted(re.findall(r"`(\w+)(?:/|\.py)`", cells[0])) for cells in row_cells(ARCHITECTURE, "Rooms")]
    assert told == held


def examples() -> list[tuple[str, str, str]]:
    parts = re.split(r"^## `(\w+)`$", text(PAGES / "options.md"), flags=re.MULTILINE)[1:]
    return [
        (name, part, re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)[0])
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    ]


def test_every_option_has_an_example() -> None:
    assert [name for name, _, _ in examples()] == list(DeclarationConfig())


@pytest.mark.parametrize(("name", "part", "example"), examples(), ids=[name for name, _, _ in examples()])
def test_an_example_of_an_option_is_valid_and_the_default_is_as_it_says(name: str, part: str, example: str) -> None:
    (plugin,) = yaml.safe_load(example)["plugins"]
    config = DeclarationConfig()
    config.load_dict(plugin["declaration"])
    assert config.validate() == ([], [])
    assert list(plugin["declaration"]) == [name]
    default: Any = DeclarationConfig()[name]
    (stated,) = re.findall(r"Default:\s(?:`([^`]*)`|none)", part)
    assert stated == ({True: "true", False: "false"}.get(default, default) if default else "")


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_that_is_made_from_the_code_is_up_to_date(name: str) -> None:
    assert tables.filled(name) == text(PAGES / f"{name}.md"), "run `make tables`"


def test_every_variable_of_a_template_is_explained() -> None:
    explained = [cells[0].strip("`") for cells in row_cells(text(PAGES / "templates.md"), "What they hold")]
    assert sorted(explained) == sorted({variable for used in tables.variables().values() for variable in used})


def test_every_verb_of_make_is_documented() -> None:
    verbs = set(re.findall(r"^([a-z-]+):.*## ", text(ROOT / "Makefile"), re.MULTILINE)) - {"help"}
    documented = [
        cells[0].strip("`").removeprefix("make ") for cells in row_cells(text(ROOT / "CONTRIBUTING.md"), "Verbs")
    ]
    assert sorted(documented) == sorted(verbs)


def test_every_table_that_a_recipe_names_is_there() -> None:
    recipes = text(ROOT / "CONTRIBUTING.md").split("\n## Recipes\n", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"`([A-Z_]{4,})`", recipes)) - {"FILES"}  # which each format has
    assigned = {
        target.id
        for path in PACKAGE.rglob("*.py")
        for node in ast.parse(text(path)).body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    assert named == {"FORMATS", "RULES", "BY_LANGUAGE", "YIELDING", "BY_PAGE", "KINDS"}
    assert named - assigned == set()


def test_the_readme_leads_to_what_a_newcomer_needs() -> None:
    assert {"ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"} <= set(
        re.findall(r"\]\(([\w.]+)\)", text(ROOT / "README.md"))
    )
