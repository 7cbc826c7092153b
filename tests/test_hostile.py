"""What others wrote, made to harm: it takes bounded time and memory, and commands neither a terminal nor a runner."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from pathlib import Path

import pytest

from mkdocs_declaration.documents.confinement import Confined, ExceededError
from mkdocs_declaration.documents.links.nearest import Nearest, NearestId
from mkdocs_declaration.edition import load_edition
from mkdocs_declaration.foundation.edits import Correction
from mkdocs_declaration.foundation.files import UnfitError, read_file, walk
from mkdocs_declaration.foundation.terminal import printable
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.problems import Position, Problem, Rule, Source, json_report, report


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("::error file=a.md::INJECTED", ": :error file=a.md::INJECTED"),
        (" ::add-mask::a", " : :add-mask::a"),
        ("a\n::error::b", "a␊::error::b"),
        ("a ##[group]b", "a # #[group]b"),
        ("##vso[task.setvariable]", "# #vso[task.setvariable]"),
        ("\x1b]0;t\x07", "␛]0;t␇"),
        ("## 1.3::ii", "## 1.3::ii"),
    ],
)
def test_no_text_begins_a_command(text: str, written: str) -> None:
    assert printable(text) == written


def test_a_report_keeps_to_its_lines() -> None:
    problem = Problem(Rule.SLUG, "found 'a\n::error::b'", Source("::error::x.md", ("::c",)), Position(1, 1))
    assert report([problem]) == (": :error::x.md:1:1: found 'a␊::error::b' [slug]\n     1 | ::c\n       | ^")


def test_problems_are_written_as_json() -> None:
    lines = Source("b.md", ("one",))
    pages = Source("a.pdf", ("one", "two"), ("page 1", "page 2"))
    problems = [
        Problem(Rule.UNUSED_TERM, "not mentioned", lines, Position(1, 2), 3, Correction("a", "b")),
        Problem(Rule.CHANGED_QUOTATION, "expected “é”", pages, Position(2, 0)),
        Problem(Rule.MISSING_FILE, "cannot read the file", Source("c.md")),
    ]
    assert json.loads(json_report(problems)) == {
        "format": 1,
        "problems": [
            {
                "rule": "changed-quotation",
                "severity": "error",
                "message": "expected “é”",
                "file": "a.pdf",
                "place": "page 2",
                "line": 2,
                "column": None,
                "length": 1,
                "correction": None,
            },
            {
                "rule": "unused-term",
                "severity": "warning",
                "message": "not mentioned",
                "file": "b.md",
                "place": None,
                "line": 1,
                "column": 2,
                "length": 3,
                "correction": "b",
            },
            {
                "rule": "missing-file",
                "severity": "error",
                "message": "cannot read the file",
                "file": "c.md",
                "place": None,
                "line": None,
                "column": None,
                "length": None,
                "correction": None,
            },
        ],
    }


def test_a_process_is_held_to_its_bounds_and_another_takes_its_place() -> None:
    with Confined(seconds=20, memory=64 * 2**20) as process:
        assert process.call(len, "abc") == 3
        with pytest.raises(ExceededError, match=r"^takes more than 0\.1 seconds$"):
            process.call(time.sleep, 60, seconds=0.1)
        with pytest.raises(ExceededError, match=r"^takes more than 64 MB of memory$"):
            process.call(bytearray, 2**30)
        with pytest.raises(ExceededError, match=r"^breaks the program that reads it$"):
            process.call(os.abort)
        process.prepare(str.upper, "prepared")
        first = process.call_prepared(str.__add__, "!")
        with pytest.raises(ExceededError):
            process.call(os.abort)
        assert (first, process.call_prepared(str.__add__, "?")) == ("PREPARED!", "PREPARED?")


def test_only_files_within_a_bound_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "file.md").write_bytes(b"12345")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(tmp_path / "socket.md"))
    expected = {
        "pipe.md": "expected a file, found a pipe",
        "device.md": "expected a file, found a device",
        "socket.md": "expected a file, found a socket",
        ".": "expected a file, found a folder",
        "file.md": "expected at most 4 bytes, found 5",
    }
    for name, message in expected.items():
        with pytest.raises(UnfitError, match=f"^{message}$"):
            read_file(tmp_path / name, 4)
    assert read_file(tmp_path / "file.md", 5) == b"12345"


def test_nothing_out_of_a_folder_is_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").touch()
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "b.md").touch()
    (folder / "sub" / ".hidden.md").touch()
    (folder / "c.md").symlink_to("sub/b.md")
    (folder / "d.md").symlink_to(outside / "a.md")
    (folder / "e").symlink_to(outside)
    (folder / "f.md").symlink_to("f.md")
    (folder / "g.md").symlink_to("nowhere")
    (folder / "g.png").symlink_to("nowhere")
    os.mkfifo(folder / "h.md")
    found = walk(folder, lambda name: name.endswith(".md"))
    assert {path.relative_to(folder).as_posix(): obstacle for path, obstacle in found} == {
        "c.md": "",
        "d.md": "a link out of the folder",
        "e": "a link to a folder",
        "f.md": "unreadable (too many levels of symbolic links)",
        "g.md": "unreadable (no such file or directory)",
        "h.md": "a pipe",
        "sub/b.md": "",
    }


def test_a_folder_may_be_deep_and_what_is_not_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    levels = 1200
    with contextlib.chdir(tmp_path):
        for _ in range(levels):
            os.mkdir("a")  # noqa: PTH102 - pathlib cannot make as many
            os.chdir("a")
        Path("b.md").touch()
        assert [path.name for path, _ in walk(tmp_path, bool)] == ["b.md"]
        Path("b.md").unlink()
        for _ in range(levels - 100):  # pytest could not remove as many
            os.chdir("..")
            Path("a").rmdir()
    scan = os.scandir

    def refuse(path: Path) -> object:
        if len(path.parts) > 50:
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ((path, obstacle),) = walk(tmp_path, bool)
    assert (len(path.parts), obstacle) == (51, "unreadable (permission denied)")


def test_the_nearest_of_many_names() -> None:
    nearest = Nearest([f"article-{number}/" for number in range(1, 2501)])
    assert len(nearest._candidates("artcle-1850/")) < 100  # noqa: SLF001
    assert nearest.find("artcle-1850/", cutoff=0.9) == "article-1850/"
    assert nearest.find("about/") is None
    assert nearest.find(f"article-1/{'x' * 1_000_000}") is None


def test_a_wrong_link_is_compared_with_ids_near_it_alone() -> None:
    numbers = [f"{article}{paragraph}" for article in range(1, 2001) for paragraph in ("", ".1", ".2", ".2.a", ".2.b")]
    nearest = NearestId(numbers)
    names = ("5.2.z", "5.9", "1O.2", "footer", "9999.2.a")
    sizes = [sum(map(len, nearest._candidates(name))) for name in names]  # noqa: SLF001
    assert sizes == [3, 5, 25, 5, 25]
    assert [nearest.find(name) for name in ("5.2.c", "1O.2", "5.2.A", "nowhere", "99999.2.a")] == [
        *("5.2.b", "1.2", "5.2.a", None, "999.2.a")
    ]
    assert NearestId(["1", "1.1", "8", "8.1"]).find("9.1") == "8.1"


def test_an_edition_is_read_from_files_within_the_bound_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").touch()
    os.truncate(tmp_path / "large", 32 * 2**20 + 1)  # takes no room on the disk
    edition, problems = load_edition(
        ("a.yaml", tmp_path / "pipe"), None, Catalogue(), lock=("b.lock", tmp_path / "large")
    )
    assert edition is None
    assert report(problems) == (
        "a.yaml: cannot read the file: expected a file, found a pipe [missing-file]\n"
        "b.lock: cannot read the file: expected at most 33,554,432 bytes, found 33,554,433 [too-large]"
    )
