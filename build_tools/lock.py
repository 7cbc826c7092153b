"""Choose exact versions of all dependencies and write them, with hashes, into requirements/.

uv resolves for every platform and Python version at once; pip can only do so for the one it runs on.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Exact versions with hashes, written by `make lock` from pyproject.toml.\n"


def lock(name: str, extras: list[str], *options: str) -> None:
    """Write one lock.

    Args:
        name: The file below requirements/.
        extras: The extras of pyproject.toml that it holds.
        options: Further options of uv.

    Raises:
        subprocess.CalledProcessError: No set of versions fits.
    """
    path = ROOT / "requirements" / name
    path.parent.mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml"),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet"),
        *("--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
        *(part for extra in extras for part in ("--extra", extra)),
        *options,
    ]
    result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    path.write_text(HEAD + result.stdout, encoding="utf-8")


def main() -> None:
    """Write the locks with a uv of their own."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        if sys.argv[1:] != ["--inside"]:
            subprocess.run([python, __file__, "--inside"], check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--inside"]:
        build = ROOT / "requirements" / "build.in"
        lock("site.txt", ["site", "pdf"], str(build))
        lock("dev.txt", ["site", "pdf", "links", "test", "lint"], str(build), "--constraint", "requirements/site.txt")
        lock("links.txt", ["links"], str(build), "--constraint", "requirements/dev.txt")
    else:
        main()
