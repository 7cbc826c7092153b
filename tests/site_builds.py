"""Builds a small site over and over, each time in a process that is killed or meets a full disk at another moment.

    python tests/site_builds.py FOLDER exchange|renames

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
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "build_tools"))

from mkdocs.config import load_config

import build_site

if TYPE_CHECKING:
    from collections.abc import Callable

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


def forked(project: Path, watch: Callable[[int, str, tuple[Any, ...]], None]) -> int:
    """Build in a process of its own and give its status, which is below zero if a signal ended it.

    Args:
        project: The folder of the site's configuration.
        watch: Called at each moment with its number, its name and its arguments.
    """
    child = os.fork()
    if child == 0:
        os.setsid()
        count = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if event in MOMENTS:
                count += 1
                watch(count, event, arguments)

        sys.addaudithook(hook)
        os._exit(build_site.build(project / "site", "--strict", "--quiet"))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def recorded(project: Path) -> list[tuple[str, str, bool]]:
    """The moments of a whole build: what happens, to which path, and whether it writes."""
    record = project / "moments.jsonl"
    descriptor = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def watch(_count: int, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        os.write(descriptor, json.dumps([event, str(arguments[0]), writes]).encode() + b"\n")

    assert forked(project, watch) == 0
    os.close(descriptor)
    return [tuple(json.loads(line)) for line in record.read_text(encoding="utf-8").splitlines()]


def unsupported(_first: Path, _second: Path) -> None:
    """Answer as a file system does that cannot exchange two folders."""
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def main(project: Path, way: str) -> None:
    """Build, kill and fill, and say what was in the site's folder each time."""
    if way == "renames":
        build_site.exchange = unsupported  # type: ignore[assignment]
    (project / "docs").mkdir(parents=True)
    (project / "theme").mkdir()
    (project / "theme" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    (project / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    os.chdir(project)
    site, encoding = project / "site", project / "t.yaml"
    encoding.write_text(ENCODING.format(words="Old."), encoding="utf-8")
    load_config(str(project / "mkdocs.yml"))  # imports what all builds need
    assert forked(project, lambda *_: None) == 0
    old = digest(site)
    encoding.write_text(ENCODING.format(words="New."), encoding="utf-8")
    moments = recorded(project)
    new = digest(site)
    encoding.write_text(ENCODING.format(words="Old."), encoding="utf-8")
    assert forked(project, lambda *_: None) == 0
    assert digest(site) == old != new
    encoding.write_text(ENCODING.format(words="New."), encoding="utf-8")

    writes = [number for number, (_, path, writing) in enumerate(moments, 1) if writing and ".building" in path]
    chosen = sorted(random.Random(8).sample(range(1, writes[-1] + 1), KILLS))  # noqa: S311 - the same ones each time
    chosen += [*range(writes[-1] + 1, writes[-1] + 16), len(moments)]
    killed: list[dict[str, Any]] = []
    for number in chosen:

        def kill(count: int, _event: str, _arguments: tuple[Any, ...], number: int = number) -> None:
            if count == number:
                os.killpg(os.getpgrp(), signal.SIGKILL)

        status = forked(project, kill)
        found = digest(site)
        build_site.clear(site)  # what the next run does first
        killed.append(
            {
                "moment": moments[number - 1][0],
                "written": number > writes[-1],
                "status": status,
                "found": {old: "old", new: "new"}.get(found, found),
                "cleared": {old: "old", new: "new"}.get(digest(site), "neither"),
                "left": sorted(path.name for path in project.iterdir() if path.name.startswith(".")),
            }
        )
        if digest(site) == new:  # it had taken its place already
            encoding.write_text(ENCODING.format(words="Old."), encoding="utf-8")
            assert forked(project, lambda *_: None) == 0
            encoding.write_text(ENCODING.format(words="New."), encoding="utf-8")

    full = []
    for number in (writes[0], writes[len(writes) // 2], writes[-1]):

        def fail(count: int, _event: str, arguments: tuple[Any, ...], number: int = number) -> None:
            if count == number:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

        status = forked(project, fail)
        left = sorted(path.name for path in project.iterdir() if path.name.startswith("."))
        full.append({"status": status, "found": {old: "old", new: "new"}.get(digest(site), "neither"), "left": left})

    assert forked(project, lambda *_: None) == 0
    left = sorted(path.name for path in project.iterdir() if path.name.startswith("."))
    end = {"found": {old: "old", new: "new"}.get(digest(site), "neither"), "left": left}
    result = {"writes": len(writes), "killed": killed, "full": full, "end": end}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
