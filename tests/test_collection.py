"""Tests of the declaration are collected while content/ holds it, and no run leaves them out without saying so."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REASON = "tests/declaration is left out: it tests the instrument 'asean-japan-2014', and declaration.yaml holds another"


@pytest.mark.parametrize(
    ("id_", "quiet", "collected", "reason"),
    [
        ("asean-japan-2014", [], ["test_a", "test_b"], []),
        ("udhr", [], ["test_a"], [REASON]),
        ("udhr", ["-q"], ["test_a"], [REASON]),
    ],
)
@pytest.mark.slow
def test_another_text_leaves_out_the_tests_of_the_declaration_and_says_so(
    id_: str, quiet: list[str], collected: list[str], reason: list[str], tmp_path: Path
) -> None:
    for path, text in {
        "content/declaration.yaml": f"format: 1\n\ninstrument:\n  id: {id_}\n  title: T\n",
        "tests/test_package.py": "def test_a() -> None: ...\n",
        "tests/declaration/test_of_it.py": "def test_b() -> None: ...\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    shutil.copy(HERE / "conftest.py", tmp_path / "tests")
    options = ["--collect-only", "--override-ini", f"pythonpath={HERE} {ROOT / 'build_tools'}", "tests"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), *options, *quiet]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sorted(re.findall(r"(?:<Function |::)(test_\w)", done.stdout)) == collected
    assert [line for line in done.stdout.splitlines() if "left out" in line] == reason


def test_the_tests_of_the_declaration_are_collected_here_if_it_is_there(request: pytest.FixtureRequest) -> None:
    document = yaml.safe_load((ROOT / "content" / "declaration.yaml").read_text(encoding="utf-8"))
    (conftest,) = [
        plugin
        for plugin in request.config.pluginmanager.get_plugins()
        if getattr(plugin, "__file__", None) == str(HERE / "conftest.py")
    ]
    expected = [] if document["instrument"]["id"] == "asean-japan-2014" else ["declaration"]
    assert conftest.collect_ignore == expected
