"""Bundle the reader's scripts and styles with esbuild, from pages/assets/ into pages/bundle/.

A page then asks for one script and one style, whose names change with their bytes, so that a browser may keep them for
ever. Needs nothing but the standard library and Node (see npm.py), since wheels are built where nothing else is.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
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
LICENCES = "licences.txt"
"""The licences of what is bundled of other projects, which stay with it wherever it is published."""
IN_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")
COMMON = (
    *("--bundle", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning"),
    "--preserve-symlinks",  # names of parts depend on paths: those from here, wherever packages are kept
    "--charset=ascii",  # embed.js is whole on pages of any encoding
    "--tsconfig-raw={}",  # nothing that lies around the sources changes the bytes
)


def _names() -> Any:
    """The module of the package that names what pages load; by its path, as what the package needs is not here."""
    spec = importlib.util.spec_from_file_location("_assets", PAGES / "head" / "assets.py")
    assert spec is not None  # noqa: S101 - it is a file
    assert spec.loader is not None  # noqa: S101 - it is Python
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest() -> str:
    """SHA-256 of all that the bundle is made of: sources, with their names, options, and the versions of packages."""
    total = hashlib.sha256(json.dumps([npm.dependencies(), COMMON]).encode())
    for path in sorted(path for path in SOURCES.rglob("*") if path.is_file()):
        content = path.read_bytes()
        total.update(f"{path.relative_to(SOURCES).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    total.update((PAGES / "head" / "assets.py").read_bytes())
    total.update(Path(__file__).read_bytes())
    return total.hexdigest()


def is_current() -> bool:
    """Whether the bundle is there and made of what there is now."""
    try:
        manifest = json.loads((BUNDLE / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return bool(manifest.get("sources") == digest())


def esbuild(folder: Path, *arguments: str) -> tuple[dict[str, str], set[str]]:
    """Bundle some entries.

    Args:
        folder: Where the files go.
        arguments: The entries, relative to the sources, and their options apart from the common ones.

    Returns:
        The names of the files that were written, by their entry, those of parts by their own name after a colon; the
        packages of npm that are in them.

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
    written = json.loads(meta.read_bytes())
    meta.unlink()
    packages = {match[1] for path in written["inputs"] if (match := IN_PACKAGE.search(path))}
    names = {
        output.get("entryPoint", f":{Path(path).name}"): Path(path).name for path, output in written["outputs"].items()
    }
    return names, packages


def licences(packages: set[str]) -> str:
    """Write down the licences of packages.

    Args:
        packages: Their names, as in `@orama/stemmers`.

    Raises:
        RuntimeError: A package comes without its licence.
    """
    texts = []
    for package in sorted(packages):
        files = sorted(npm.MODULES.joinpath(package).glob("LICENSE*"))
        if not files:
            raise RuntimeError(f"{package} has no file LICENSE, which must be published with it")
        texts.append(f"{package} {npm.version(package)}\n\n{files[0].read_text(encoding='utf-8').strip()}\n")
    return f"\n{'-' * 80}\n\n".join(texts)


def _named(constant: str, name: str) -> str:
    """The option that puts the name of a file into scripts."""
    return f"--define:{constant}={json.dumps(name)}"


def build() -> None:
    """Make the bundle anew; the same sources give the same bytes.

    Raises:
        RuntimeError: A source has a fault.
        subprocess.CalledProcessError: esbuild could not be installed.
    """
    if not all(npm.installed(package) for package in npm.dependencies()):
        npm.install("--omit=dev")
    names, sources = _names(), digest()
    folder = Path(tempfile.mkdtemp(prefix=".bundle.", dir=PAGES))
    try:
        hashed = "--entry-names=[name]-[hash]"
        modules = ("--format=esm", "--splitting", hashed, "--chunk-names=part-[hash]")
        written: dict[str, str] = {}
        packages: set[str] = set()

        def run(*arguments: str) -> None:
            files, used = esbuild(folder, *arguments)
            written.update(files)
            packages.update(used)

        run(*names.STYLES, names.CITE_STYLE, names.FURTHER_STYLE, hashed)
        # Each names the one before. Parts that they shared would be more requests of every page.
        run(names.WORKER, *modules)
        run(names.SEARCH, *modules, _named("SEARCH_WORKER", written[names.WORKER]))
        dialog = f"./{written[names.SEARCH]}"
        later = (_named("SEARCH_DIALOG", dialog), _named("CITE_STYLE", f"./{written[names.CITE_STYLE]}"))
        for script in names.SCRIPTS:
            run(script, *modules, *later, f"--external:{dialog}")
        run(names.EMBED, "--format=iife", "--entry-names=[name]")
        entries = {entry: written[entry] for entry in sorted(names.ENTRIES)}
        if packages:
            (folder / LICENCES).write_text(licences(packages), encoding="utf-8", newline="\n")
        # What scripts load with import() as well, which has an entry point too.
        parts = sorted({path.name for path in folder.iterdir()} - set(entries.values()))
        manifest = {"sources": sources, "entries": entries, "parts": parts}
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
