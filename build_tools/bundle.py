"""Bundle the reader's scripts and styles with esbuild, from pages/assets/ into pages/bundle/.

A page then asks for one script and one style, whose names change with their bytes, so that a browser may keep them for
ever. Needs nothing but the standard library and Node (see npm.py), since wheels are built where nothing else is.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import npm

PAGES = (Path(__file__).parent.parent / "plugins" / "mkdocs_declaration" / "pages").resolve()
SOURCES = PAGES / "assets"
BUNDLE = PAGES / "bundle"
MANIFEST = "manifest.json"
COMMON = (
    *("--bundle", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning"),
    "--charset=ascii",  # embed.js is whole on pages of any encoding
    "--tsconfig-raw={}",  # nothing that lies around the sources changes the bytes
)


def _names() -> Any:
    """The module of the package that names what pages load; by its path, as what the package needs is not here."""
    spec = importlib.util.spec_from_file_location("_assets", PAGES / "assets.py")
    assert spec is not None  # noqa: S101 - it is a file
    assert spec.loader is not None  # noqa: S101 - it is Python
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest() -> str:
    """SHA-256 of all that the bundle is made of: sources, with their names, options, and the version of esbuild."""
    total = hashlib.sha256(json.dumps([npm.version("esbuild"), COMMON]).encode())
    for path in sorted(path for path in SOURCES.rglob("*") if path.is_file()):
        content = path.read_bytes()
        total.update(f"{path.relative_to(SOURCES).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    total.update((PAGES / "assets.py").read_bytes())
    total.update(Path(__file__).read_bytes())
    return total.hexdigest()


def is_current() -> bool:
    """Whether the bundle is there and made of what there is now."""
    try:
        manifest = json.loads((BUNDLE / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return bool(manifest.get("sources") == digest())


def esbuild(folder: Path, *arguments: str) -> dict[str, str]:
    """Bundle some entries.

    Args:
        folder: Where the files go.
        arguments: The entries, relative to the sources, and their options apart from the common ones.

    Returns:
        The names of the files that were written, by their entry; a part of several has an empty one.

    Raises:
        RuntimeError: A source has a fault; the message says where.
    """
    meta = folder / "meta.json"
    # The program itself, which npm has for this platform; the script of that name would print where it failed itself.
    (program,) = npm.MODULES.glob("@esbuild/*/bin/esbuild") if os.name != "nt" else npm.MODULES.glob("@esbuild/*/*.exe")
    command = [str(program), *arguments, *COMMON, f"--outdir={folder}", f"--metafile={meta}"]
    done = subprocess.run(command, cwd=SOURCES, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    outputs = json.loads(meta.read_bytes())["outputs"]
    meta.unlink()
    return {output.get("entryPoint", f":{Path(path).name}"): Path(path).name for path, output in outputs.items()}


def build() -> None:
    """Make the bundle anew; the same sources give the same bytes.

    Raises:
        RuntimeError: A source has a fault.
        subprocess.CalledProcessError: esbuild could not be installed.
    """
    if not npm.installed("esbuild"):
        npm.install("--omit=dev")
    names, sources = _names(), digest()
    folder = Path(tempfile.mkdtemp(prefix=".bundle.", dir=PAGES))
    try:
        hashed = "--entry-names=[name]-[hash]"
        written = esbuild(folder, *names.STYLES, hashed)
        written |= esbuild(folder, names.SCRIPT, "--format=esm", "--splitting", hashed, "--chunk-names=part-[hash]")
        written |= esbuild(folder, names.WORKER, "--format=iife", hashed)
        written |= esbuild(folder, names.EMBED, "--format=iife", "--entry-names=[name]")
        wanted = (*names.STYLES, names.SCRIPT, names.WORKER, names.EMBED)
        entries = {entry: written[entry] for entry in sorted(wanted)}
        parts = sorted(written.keys() - entries.keys())  # also what scripts load with import(), which has an entry too
        manifest = {"sources": sources, "entries": entries, "parts": [written[part] for part in parts]}
        text = json.dumps(manifest, indent=1)
        (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8", newline="\n")
        folder.chmod(0o755)
        shutil.rmtree(BUNDLE, ignore_errors=True)
        os.replace(folder, BUNDLE)  # noqa: PTH105 - a rename that is whole or not at all
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refresh() -> None:
    """Make the bundle if it is missing or older than what it is made of."""
    if not is_current():
        build()


if __name__ == "__main__":
    try:
        refresh()
    except RuntimeError as error:
        sys.exit(str(error))
