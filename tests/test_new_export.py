"""A new export is one file and one line: carried out on a copy of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

import mkdocs_declaration
from project import ENCODING

PACKAGE = Path(mkdocs_declaration.__file__).parent
MODULE = """
from mkdocs_declaration.exports.exporter import Exporter


def export(edition):
    return b"".join(f"{clause.id}\\n".encode() for clause in edition.instrument.clauses)


FILES = (Exporter("ids.txt", "Ids, a line each", "text/plain", "data", export),)
"""
LINE = "    llms_txt,\n)"
IMPORT = "from mkdocs_declaration.exports.formats import (\n"
CONFIGURATION = """
site_name: T
site_url: https://example.org/t/
plugins: [{declaration: {encoding: treaty.yaml}}]
"""


def test_a_new_export_is_one_file_and_one_line(tmp_path: Path) -> None:
    copy = tmp_path / "plugins" / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "exports" / "formats" / "ids.py").write_text(MODULE)
    table = (copy / "exports" / "table.py").read_text(encoding="utf-8")
    assert (table.count(LINE), table.count(IMPORT)) == (1, 1)
    table = table.replace(LINE, "    llms_txt,\n    ids,\n)").replace(IMPORT, IMPORT + "    ids,\n")
    (copy / "exports" / "table.py").write_text(table, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "treaty.yaml").write_text(ENCODING, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION)
    environment = os.environ | {"PYTHONPATH": str(copy.parent)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(tmp_path / "mkdocs.yml")]
    built = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site" / "ids.txt").read_text() == "preamble\npreamble.opening\n1\n1.1\n"
    downloads = (tmp_path / "site" / "downloads" / "index.html").read_bytes()
    (entry,) = BeautifulSoup(downloads, "html.parser").select('a[href="../ids.txt"]')
    assert entry.parent is not None
    assert entry.parent.get_text(" ", strip=True).startswith("ids.txt Ids, a line each")
