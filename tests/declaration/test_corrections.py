"""Addresses that are certainly wrong: shown as a diff, and put right in files."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from checking_links import SITE, run
from word_document import word

pytestmark = pytest.mark.usefixtures("lasting_process")


class Case(TypedDict, total=False):
    name: str
    file: str
    before: str
    after: str
    left: int


CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("corrections.yaml").read_text(encoding="utf-8"))


def of_site(text: str) -> str:
    return text.replace("S/", SITE)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_fix(case: Case, end: str, published: Path, tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    before, after = (of_site(text).replace("\n", end).encode() for text in (case["before"], case["after"]))
    path.write_bytes(before)
    shown = run(path, "--diff", "--against", published / "clauses.json")
    assert path.read_bytes() == before
    assert (shown.exit_code, shown.stdout.count("\n-"), shown.stdout.count("\n+")) != (0, 0, 0)
    result = run(path, "--fix", "--against", published / "clauses.json")
    assert path.read_bytes().decode() == after.decode()
    left = case.get("left", 0)
    assert ("certain link" in result.stderr, "can be put right" in shown.stderr) == (bool(left), True)
    again = run(path, "--fix", "--against", published / "clauses.json")
    assert again.stderr.endswith("0 links in 0 files put right\n")
    assert path.read_bytes() == after
    assert again.stdout == result.stdout
    assert (result.exit_code == 0) == result.stdout.endswith(" 0 problems\n")


def test_a_diff_is_all_that_the_standard_output_has(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(f"One\n\n\x1b[31m [a]({SITE}1.3.v/), [b]({SITE}1.3.xi/)", encoding="utf-8")
    Path("good.md").write_text(f"{SITE}1.1/\n", encoding="utf-8")
    result = run(".", "--diff", "--against", published / "clauses.json")
    assert result.stdout == (
        "--- a.md\tas it is\n+++ a.md\tput right\n@@ -1,3 +1,3 @@\n One\n \n"
        f"-␛[31m [a]({SITE}1.3.v/), [b]({SITE}1.3.xi/)\n\\ No newline at end of file\n"
        f"+␛[31m [a]({SITE}1.3.iv/), [b]({SITE}1.3.xi/)\n\\ No newline at end of file\n"
    )
    assert result.stderr.startswith("1 link in 1 file can be put right with --fix\na.md:3:11: the clause '1.3.v'")
    assert result.stderr.endswith("\n3 links in 2 files, 2 problems\n")
    assert result.exit_code == 1
    both = run("a.md", "--diff", "--fix", "--against", published / "clauses.json")
    assert both.stdout == result.stdout
    assert re.findall(r"\[([\w-]+)\]$", both.stderr, re.MULTILINE) == ["unknown-clause"]
    assert Path("a.md").read_text(encoding="utf-8").count("1.3.iv/") == 1
    refused = run("a.md", "--diff", "--format", "json", "--against", published / "clauses.json")
    assert refused.exit_code == 2
    assert "expected '--diff' or '--format', found both" in refused.stderr


def test_formats_that_are_not_written(published: Path, tmp_path: Path) -> None:
    path = tmp_path / "minutes.docx"
    path.write_bytes(word([{"text": [{"link": f"{SITE}1.3.v/", "text": "gone"}]}]))
    before = path.read_bytes()
    result = run(path, "--fix", "--against", published / "clauses.json")
    assert result.stderr == (
        f"{path}: 1 certain link not put right: Word documents are not written, since an address may stand in "
        "fields and revisions of several parts\n0 links in 0 files put right\n"
    )
    assert (result.exit_code, path.read_bytes()) == (1, before)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(f"{SITE}1.3.v/\n", encoding="utf-8")
    path.chmod(0o640)
    return path


def test_links_to_files_and_modes_stay_and_a_file_is_written_once(published: Path, wrong: Path) -> None:
    link = wrong.with_name("link.md")
    link.symlink_to("a.md")
    result = run(wrong.parent, "--fix", "--against", published / "clauses.json")
    assert (result.exit_code, result.stdout) == (0, "2 links in 2 files, 0 problems\n")
    assert result.stderr == "1 link in 1 file put right\n"
    assert link.is_symlink()
    assert stat.S_IMODE(wrong.stat().st_mode) == 0o640
    assert link.read_text(encoding="utf-8") == f"{SITE}1.3.iv/\n"
    assert sorted(path.name for path in wrong.parent.iterdir()) == ["a.md", "link.md"]


@pytest.mark.parametrize("failing", ["access", "replace"])
def test_a_file_that_cannot_be_written_is_told_and_stays(
    failing: str, published: Path, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    access = os.access
    allowed = {"access": lambda path, mode: mode != os.W_OK and access(path, mode), "replace": full}[failing]
    monkeypatch.setattr(os, failing, allowed)
    result = run(wrong, "--fix", "--against", published / "clauses.json")
    why = {"access": "permission denied", "replace": "no space left on device"}[failing]
    assert result.stderr == (
        f"{wrong}: 1 certain link not put right: cannot write the file: {why}\n0 links in 0 files put right\n"
    )
    assert (result.exit_code, wrong.read_text(encoding="utf-8")) == (1, f"{SITE}1.3.v/\n")
    assert [path.name for path in wrong.parent.iterdir()] == ["a.md"]


def test_the_example_on_the_page_is_what_the_command_says(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "content" / "pages" / "citing.md").read_text(encoding="utf-8")
    command = r"mkdocs-declaration check-links (--diff reports/ --against) \S+ 2>problems.txt"
    ((arguments, output),) = re.findall(rf"```console\n\$ {command}\n((?:.*\n)+?)```", page)
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    (line,) = re.findall(r"^-(See .*)$", output, re.MULTILINE)
    Path("reports", "brief.md").write_text(f"# Brief\n\n{line}\n", encoding="utf-8")
    assert run(*arguments.split(), published / "clauses.json").stdout == output
