"""What a process takes, started from nothing: processor, clock and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TIMED = Path(__file__).resolve().with_name("timed.py")


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took."""

    cpu: float
    """Seconds of the processors, of the process and of all that it started and waited for, in user and system mode."""
    wall: float
    """Seconds by the clock."""
    memory: int
    """Peak of resident memory in bytes, of the largest process."""


class FailedRunError(Exception):
    """A process failed; the message has its command and its last words."""


def run(command: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None, status: int = 0) -> Run:
    """Run a command as a process of its own, with an empty folder for its temporary files.

    Args:
        command: The program and its arguments.
        folder: The folder in which it runs.
        environment: Variables beside those of this process.
        status: The status with which it must end.

    Raises:
        FailedRunError: It ended with another status.
    """
    with tempfile.TemporaryDirectory() as temporary:
        report, caches = Path(temporary, "report.json"), Path(temporary, "tmp")
        caches.mkdir()
        # An installed package has its bytecode; one in a working copy is to have it as well.
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        variables = inherited | {"NO_MKDOCS_2_WARNING": "1"} | dict(environment or {}) | {"TMPDIR": str(caches)}
        result = subprocess.run(
            [sys.executable, "-I", "-S", str(TIMED), str(report), *command],
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if result.returncode != status:
            raise FailedRunError(f"{' '.join(command)}: status {result.returncode}\n{result.stdout}{result.stderr}")
        return Run(**json.loads(report.read_text(encoding="utf-8")))
