"""Builds a small site over and over, each time in a process that is killed or meets a full disk at another moment.

    python tests/site_builds.py FOLDER

A moment is an event that the interpreter audits (PEP 578): a file is opened, a folder is made, something is renamed or
removed. So no run waits for a clock, and each moment is the same in every run. All builds are forks of one process,
which saves them their imports. Written to standard output is one JSON object; `tests/test_build_site.py` judges it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "build_tools"))

import build_site
from compiled import compiled_once

if TYPE_CHECKING:
    from collections.abc import Callable

    Watch = Callable[[int, str, tuple[Any, ...]], None]

MOMENTS = frozenset(
    {"ctypes.dlopen", "ctypes.dlsym", "open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir"}
    | {"shutil.copyfile", "shutil.rmtree"}
)
KILLS = 20
ENCODING = """
format: 1
instrument: {{id: t, title: T, kind: act, language: en}}
body:
  - {{kind: article, number: "1", slug: first, content: [{{text: "{words}"}}]}}
  - {{kind: article, number: "2", slug: second, content: [{{text: Two.}}]}}
"""
CONFIGURATION = """
site_name: T
site_url: https://example.org/t/
theme: {name: null, custom_dir: theme}
plugins: [{declaration: {encoding: t.yaml, exports: false}}]
"""


def digest(folder: Path) -> str:
    """A digest of all files of a folder, or 'absent'."""
    if not folder.exists():
        return "absent"
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    parts = [f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def forked(project: Path, watch: Watch, **replaced: Callable[..., Any]) -> int:
    """Build in a process of its own and give its status, which is below zero if a signal ended it.

    Args:
        project: The folder of the site's configuration.
        watch: Called at each moment with its number, its name and its arguments.
        replaced: Functions of `build_site` that are others there, by name.
    """
    child = os.fork()
    if child == 0:
        os.setsid()
        for name, function in replaced.items():
            setattr(build_site, name, function)
        count = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if event in MOMENTS:
                count += 1
                watch(count, event, arguments)

        sys.addaudithook(hook)
        os._exit(build_site.build(project / "site", "--strict", "--quiet"))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def recorded(project: Path, **replaced: Callable[..., Any]) -> tuple[list[str], list[int]]:
    """The moments of a whole build: the name of each, and the numbers of those that write into the next site."""
    record = project / "moments.jsonl"
    descriptor = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def watch(_count: int, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        os.write(descriptor, json.dumps([event, writes and ".building" in str(arguments[0])]).encode() + b"\n")

    assert forked(project, watch, **replaced) == 0
    os.close(descriptor)
    moments = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    return [event for event, _ in moments], [number for number, (_, writes) in enumerate(moments, 1) if writes]


def killing(number: int) -> Watch:
    """Kill the process, and what it started, at a moment."""

    def kill(count: int, _event: str, _arguments: tuple[Any, ...]) -> None:
        if count == number:
            os.killpg(os.getpgrp(), signal.SIGKILL)

    return kill


def failing(number: int) -> Watch:
    """Let what happens at a moment fail for want of space."""

    def fail(count: int, _event: str, arguments: tuple[Any, ...]) -> None:
        if count == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    return fail


def unsupported(_first: Path, _second: Path) -> None:
    """Answer as a file system does that cannot exchange two folders."""
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


WAYS: dict[str, dict[str, Callable[..., Any]]] = {"exchange": {}, "renames": {"exchange": unsupported}}
"""The ways in which a site takes its place, and what is replaced for each."""


class Builds:
    """A project whose last site is `old` and whose next one is `new`, and what its folder holds after each build."""

    def __init__(self, project: Path) -> None:
        self.project, self.site, self.kept = project, project / "site", project / "kept"
        (project / "docs").mkdir(parents=True)
        (project / "theme").mkdir()
        (project / "theme" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
        (project / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
        os.chdir(project)
        (project / "t.yaml").write_text(ENCODING.format(words="old"), encoding="utf-8")
        build_site.build(self.site, "--quiet")  # imports and compiles what all builds need
        self.states: dict[str, str] = {"absent": "absent"}
        for name in ("old", "new"):
            (project / "t.yaml").write_text(ENCODING.format(words=name), encoding="utf-8")
            if name == "new":
                self.moments, self.writes = recorded(project)
            else:
                assert forked(project, lambda *_: None) == 0
            shutil.copytree(self.site, self.kept / name)
            self.states[digest(self.site)] = name
        assert len(self.states) == 3

    def reset(self) -> None:
        """Put the last site back."""
        shutil.rmtree(self.site)
        shutil.copytree(self.kept / "old", self.site)

    def copied(self, *arguments: str) -> int:
        """What MkDocs would build, without MkDocs."""
        shutil.copytree(self.kept / "new", arguments[2])
        return 0

    def run(self, watch: Watch, **replaced: Callable[..., Any]) -> dict[str, Any]:
        """Build, and say how it ended and what is there before and after the next run has cleared up."""
        status = forked(self.project, watch, **replaced)
        found = {"status": status, "found": self.state(), "beside": self.beside()}
        build_site.recover(self.site)  # what the next run does first
        return found | {"cleared": self.state(), "left": self.beside()}

    def state(self) -> str:
        return self.states.get(digest(self.site), "neither")

    def beside(self) -> list[str]:
        return sorted(path.name for path in self.project.iterdir() if path.name.startswith("."))

    def killed(self) -> list[dict[str, Any]]:
        """Builds of MkDocs that are killed at random moments until the last file is written."""
        chosen = sorted(random.Random(8).sample(range(1, self.writes[-1] + 1), KILLS))  # noqa: S311 - always the same
        return [self.run(killing(number)) for number in chosen]

    def swapped(self, way: str) -> list[dict[str, Any]]:
        """Builds that are killed at each moment behind that, while the site takes its place."""
        replaced = {"run_mkdocs": self.copied, **WAYS[way]}
        moments, writes = recorded(self.project, **replaced)
        found = []
        for number in [*range(writes[-1] + 1, writes[-1] + 16), len(moments)]:
            self.reset()
            found.append(self.run(killing(number), **replaced))
        self.reset()
        return found

    def full(self) -> list[dict[str, Any]]:
        """Builds of MkDocs that find no space for the first, a middle and the last file."""
        numbers = (self.writes[0], self.writes[len(self.writes) // 2], self.writes[-1])
        return [self.run(failing(number)) for number in numbers]


def main(project: Path) -> None:
    """Build, kill and fill, and say what was in the site's folder each time."""
    builds = Builds(project)
    builds.reset()
    result = {
        "writes": len(builds.writes),
        "killed": builds.killed(),
        "full": builds.full(),
        "swapped": {way: builds.swapped(way) for way in WAYS},
        "end": builds.run(lambda *_: None),
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    with compiled_once():
        main(Path(sys.argv[1]))
