"""What publishes the site: which jobs wait for which, what cancels what, and what runs there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"


def workflow() -> Any:
    return yaml.load(WORKFLOW.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - all values are texts


def test_publishing_waits_for_tests_and_build_which_run_side_by_side() -> None:
    jobs = workflow()["jobs"]
    assert {name: job.get("needs") for name, job in jobs.items()} == {
        "test": None,
        "build": None,
        "publish": ["test", "build"],
    }
    commands = [step.get("run") for name in ("test", "build") for step in jobs[name]["steps"]]
    assert [command for command in commands if command and "\n" not in command] == [".ci/run", "make check"]
    assert all(int(job["timeout-minutes"]) <= 20 for job in jobs.values())


def test_only_runs_of_a_pull_request_are_cancelled() -> None:
    whole = workflow()
    assert whole["concurrency"] == {
        "group": "site-${{ github.ref }}",
        "cancel-in-progress": "${{ github.event_name == 'pull_request' }}",
    }
    assert whole["jobs"]["publish"]["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert "pull_request" not in whole["jobs"]["publish"]["if"].replace("github.event_name != 'pull_request'", "")


def test_only_publishing_may_write() -> None:
    whole = workflow()
    assert whole["permissions"] == {}
    assert {name: job["permissions"] for name, job in whole["jobs"].items()} == {
        "test": {"contents": "read"},
        "build": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }


def test_actions_are_pinned_by_commit_with_the_version_beside_it() -> None:
    lines = [
        line.strip().removeprefix("- ")
        for path in (WORKFLOW, ROOT / "action.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses: " in line
    ]
    assert len(lines) == 7
    assert [
        line for line in lines if not re.fullmatch(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    ] == []


@pytest.mark.parametrize(("failing", "status"), [("none", 0), ("lint", 1), ("test", 1), ("ready", 2)])
def test_what_must_pass_passes_if_all_does(failing: str, status: int, tmp_path: Path) -> None:
    make = tmp_path / "make"
    make.write_text(
        f'#!/bin/sh\necho "made $*"\n[ "$*" != "{failing}" ] || exit 1\n[ "$2" != "{failing}" ] || exit 2\n'
    )
    make.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run([ROOT / ".ci" / "run"], env={"PATH": path}, capture_output=True, text=True, check=False)
    assert run.returncode == status
    all_of_it = ["made --jobs=4 ready", "made test", "made lint"]
    assert run.stdout.splitlines() == (all_of_it[:1] if failing == "ready" else all_of_it)
