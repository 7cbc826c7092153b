"""The rules that hold the house up, read from the imports."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "mkdocs_declaration"
LAYERS = (
    {"plugin", "commands"},
    {"hosts"},
    {"publication"},
    {"navigation", "exports", "permalinks", "forwarding", "theme"},
    {"documents"},
    {"assets", "render"},
    {"bibliography", "relations", "structured_data"},
    {"edition", "freezing"},
    {"promises"},
    {"anchors", "assembly", "citations", "claims", "glossary_file", "inline", "mentions", "ranges"},
    {"matcher", "numbering"},
    {"term"},
    {"checks", "instrument_file", "identifiers", "lock_file", "lock_shape"},
    {"interface_ids", "ranks"},
    {"lock", "lock_merge", "json_places", "model", "numerals", "shape", "catalogue"},
    {"east_asian", "unit_names"},
    {"places", "source_map", "values"},
    {"comments", "scalars", "yamltree"},
    {"spelling", "syntax", "text"},
    {"characters", "problems", "files"},
    {"bounds"},
)
"""Rooms from the door inwards: a module imports only from rooms further in, or beside it in the same file list."""
ROOMS = {"instrument", "permanence", "encoding", "glossary", "pages"}
"""Folders whose modules are in floors of their own."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    folder, _, inner = module.removeprefix("mkdocs_declaration").lstrip(".").partition(".")
    return (inner.partition(".")[0] if folder in ROOMS else "") or folder


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            is_folder = node.module == PACKAGE.name or (
                node.module.rpartition(".")[2] in ROOMS and (PACKAGE.parent / node.module.replace(".", "/")).is_dir()
            )
            found |= {f"{node.module}.{alias.name}" for alias in node.names} if is_folder else {node.module}
    return found


def test_every_module_has_a_room() -> None:
    rooms = {room(".".join(path.relative_to(PACKAGE).with_suffix("").parts)) for path in MODULES} - {"__init__"}
    assert rooms == set().union(*LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(PACKAGE).as_posix() for path in MODULES])
def test_imports_point_inwards(path: Path) -> None:
    own = room(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    depth = {name: level for level, names in enumerate(LAYERS) for name in names}
    ours = {room(module) for module in imports(path) if module.startswith("mkdocs_declaration")} - {"__version__", own}
    if own != "__init__":
        assert {name for name in ours if depth[name] < depth[own]} == set()


def test_only_the_plugin_and_hosts_import_mkdocs_and_nothing_imports_the_plugin() -> None:
    importing = {path for path in MODULES if any(m.split(".")[0] == "mkdocs" for m in imports(path))}
    assert {path.name for path in importing if path.parent.name != "hosts"} == {"plugin.py"}
    assert not any("mkdocs_declaration.plugin" in imports(path) for path in MODULES)


def test_the_package_does_not_parse_html() -> None:
    assert not any(module.split(".")[0] in ("bs4", "html5lib", "lxml") for path in MODULES for module in imports(path))


def test_a_class_has_a_name_of_its_own() -> None:
    defined = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in defined.items() if count > 1] == []
