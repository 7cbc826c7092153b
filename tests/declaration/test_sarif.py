"""SARIF, as forges and editors read it: a golden log of every kind of place, held against the published schema."""

from __future__ import annotations

import email.message
import importlib.metadata
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from checking_links import SITE, run
from mkdocs_declaration import __version__
from mkdocs_declaration.commands import main, sarif
from mkdocs_declaration.problems import Position, Problem, Rule, Source
from npm import MODULES
from word_document import word

pytestmark = pytest.mark.usefixtures("lasting_process")

GOLDEN = Path(__file__).with_name("problems.sarif.json")
SCHEMA = json.loads((MODULES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_bytes())


def checked(log: str) -> dict[str, Any]:
    """A log of SARIF that keeps to the schema."""
    value: dict[str, Any] = json.loads(log)
    validator = Draft7Validator(SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(value)] == []
    return value


def test_the_log_of_problems(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    (folder / "reports 2").mkdir(parents=True)
    wrong = f"\U0001f600 [a]({SITE}terrorism/#1.3.xi), “the level of threat stays high” ({SITE}1.1/) [b][b]"
    brief = f"# Ünïted\r\n\r\n{wrong}\r\n\r\n{SITE}1.3(ii)/\r\n\r\n[b]: {SITE}1.3.v/\r\n"
    (folder / "reports 2" / "brïef.md").write_bytes(brief.encode())
    (folder / "minutes.docx").write_bytes(word([{"text": [f"As {SITE}1.33/ says."]}]))
    (tmp_path / "beside.txt").write_bytes(b"caf\xe9")
    monkeypatch.chdir(folder)
    paths = ["reports 2", folder / "minutes.docx", "../beside.txt", "absent.md"]
    result = run(*paths, "--against", published / "clauses.json", "--format", "sarif")
    assert (result.exit_code, result.stderr) == (1, "5 links in 3 files, 7 problems\n")
    log = checked(result.stdout)
    log["runs"][0]["tool"]["driver"]["version"] = "VERSION"
    shown = json.dumps(log, indent=2, ensure_ascii=False).replace(tmp_path.as_uri(), "file:///tmp") + "\n"
    assert shown == GOLDEN.read_text(encoding="utf-8")


def test_a_log_without_problems_is_a_log(published: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(f"{SITE}1.3.ii/\n", encoding="utf-8")
    result = run(tmp_path / "good.md", "--against", published / "clauses.json", "--format", "sarif")
    (only,) = checked(result.stdout)["runs"]
    assert (result.exit_code, only["results"]) == (0, [])
    assert only["tool"]["driver"] == {"name": "mkdocs-declaration", "version": __version__, "rules": []}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("See <{0}> or <{0}>.\n\n[w]: {0}\n", [[1, 3], [1, 3]]),
        ("See <{0}> or [so][w].\n\n[w]: {0}\n", [[1], [3]]),
        ("See <{0}>.\n", [[1]]),
    ],
)
def test_a_fix_leaves_no_definition_that_would_be_told_then(
    published: Path, tmp_path: Path, text: str, lines: list[list[int]]
) -> None:
    (tmp_path / "a.md").write_text(text.format(f"{SITE}1.3(ii)/"), encoding="utf-8")
    result = run(tmp_path / "a.md", "--against", published / "clauses.json", "--format", "sarif")
    (only,) = checked(result.stdout)["runs"]
    changes = [found["fixes"][0]["artifactChanges"][0]["replacements"] for found in only["results"]]
    assert [[change["deletedRegion"]["startLine"] for change in replaced] for replaced in changes] == lines


def test_check_writes_it_too(tmp_path: Path) -> None:
    (tmp_path / "text.yaml").write_text("format: 1\nformat: 1\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path / "text.yaml"), "--format", "sarif"])
    (only,) = checked(result.stdout)["runs"]
    assert "duplicate-key" in [result["ruleId"] for result in only["results"]]


def test_rules_lead_to_the_documentation_that_the_package_states(monkeypatch: pytest.MonkeyPatch) -> None:
    stated = email.message.Message()
    stated["Project-URL"] = "Source, https://example.org/source"
    stated["Project-URL"] = "Documentation, https://example.org/docs"
    monkeypatch.setattr(importlib.metadata, "metadata", lambda _: stated)
    problems = [Problem(rule, "wrong", Source("a"), Position(1, 0)) for rule in (Rule.UNKNOWN_CLAUSE, Rule.SLUG)]
    (only,) = checked(sarif.sarif_report([*problems, Problem(Rule.UNREADABLE_SITE, "wrong", Source(SITE))]))["runs"]
    assert {rule["id"]: rule["helpUri"] for rule in only["tool"]["driver"]["rules"]} == {
        "slug": "https://example.org/docs/encoding/#what-is-checked",
        "unknown-clause": "https://example.org/docs/citing/#checking-links-in-your-documents",
        "unreadable-site": "https://example.org/docs/citing/#checking-links-in-your-documents",
    }
    assert only["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert only["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": SITE}
