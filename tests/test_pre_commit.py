"""The hooks that check a commit to this repository: they run what `make` has set up, and nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = ROOT / ".pre-commit-config.yaml"


def hooks() -> list[dict[str, Any]]:
    file = yaml.safe_load(CONFIGURATION.read_text(encoding="utf-8"))
    return [hook for repository in file["repos"] for hook in repository["hooks"]]


def test_no_hook_comes_from_elsewhere() -> None:
    file = yaml.safe_load(CONFIGURATION.read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in file["repos"]] == ["local"]
    assert {hook["language"] for hook in hooks()} == {"system"}
    assert {hook["entry"][: len(".venv/bin/")] for hook in hooks()} == {".venv/bin/"}


def test_what_the_hooks_run_is_locked() -> None:
    lock = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    programs = {hook["entry"].split()[0].removeprefix(".venv/bin/") for hook in hooks()}
    packages = programs - {"python", "lint-imports"} | {"import-linter"}
    assert packages == {"import-linter", "mypy", "ruff", "zizmor"}
    assert {name for name in packages if not re.search(rf"^{name}==", lock, re.MULTILINE)} == set()


def test_a_hook_is_a_line_of_make_lint() -> None:
    lint = re.search(r"^lint:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert lint is not None
    lines = [line.strip().replace("$(BIN)", ".venv/bin") for line in lint[1].splitlines()]
    commands = {hook["entry"].replace(" --force-exclude", "") for hook in hooks() if hook["id"] != "locks"}
    assert sorted(commands) == sorted(lines)
