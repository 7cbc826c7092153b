"""Other generators with the words of a generated instrument, each set up as its own users would for speed.

They have less to do than this plugin: none knows clauses, so none has short links, exports or the full text. ezglossary
and Sphinx link the first mention of a term in a clause.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.sites import ROOT, Site, mkdocs, navigation, ours, place, plain, text_name, write_markdown
from bench.texts import TITLE, Group, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from bench.texts import TextPage
    from instruments import Shape

ENVIRONMENT = ROOT / ".venv" / "peers"
"""Where the peers are installed, from `requirements/peers.txt`."""
PYTHON = ENVIRONMENT / "bin" / "python"
ZENSICAL, EZGLOSSARY, HUGO, SPHINX, COPY = "Zensical", "mkdocs-ezglossary", "Hugo", "Sphinx + furo", "cp -r"
HUGO_CONFIG = """
baseURL = "http://127.0.0.1/asean-japan/"
title = "Benchmark"
disableKinds = ["404", "rss", "section", "sitemap", "taxonomy", "term"]
"""
HUGO_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title></head>
<body><h1>{{ .Title }}</h1>{{ .Content }}</body>
</html>
"""
SPHINX_CONFIG = """
project = "Benchmark"
html_theme = "furo"
html_copy_source = False
html_show_sourcelink = False
"""


def zensical(folder: Path, shape: Shape) -> Site:
    """The successor of Material by its authors, with the configuration and the pages of plain MkDocs."""
    site = plain(folder / "zensical", shape)
    command = (str(ENVIRONMENT / "bin" / "zensical"), "build", "--config-file", "mkdocs.yml")
    return Site(ZENSICAL, site.text, site.folder, command, site.output, caches=site.caches)


def ezglossary(folder: Path, shape: Shape) -> Site:
    """Plain MkDocs with the plugin that links terms which are marked, and a page of definitions."""
    path, words = place(folder, shape, "ezglossary"), text(shape)
    plugins = ["search", "ezglossary"]
    names = (EZGLOSSARY, text_name(shape))
    site = mkdocs(path, names, plugins, nav=navigation(words), python=str(PYTHON))
    write_markdown(path / "docs", words, lambda name: f"<term:{name}>", "term:{}\n:   {}")
    return site


def hugo(folder: Path, shape: Shape) -> Site:
    """Markdown to pages of HTML with nothing around, by the program itself and not by its wrapper of Python."""
    path = place(folder, shape, "hugo")
    for name, content in (
        ("hugo.toml", HUGO_CONFIG),
        ("layouts/home.html", HUGO_PAGE),
        ("layouts/page.html", HUGO_PAGE),
    ):
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(content, encoding="utf-8")
    (path / "content").mkdir(exist_ok=True)
    write_markdown(path / "content", text(shape))
    for page in (path / "content").iterdir():
        # Its titles are in front of pages; the home is a list, whose file has another name.
        title, _, body = page.read_text(encoding="utf-8").partition("\n")
        page.write_text(f'---\ntitle: "{title.removeprefix("# ")}"\n---\n{body}', encoding="utf-8")
    (path / "content" / "index.md").replace(path / "content" / "_index.md")
    programs = sorted(ENVIRONMENT.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    command = (str(programs[0]) if programs else "hugo", "--quiet", "--noBuildLock", "--destination", "public")
    return Site(HUGO, text_name(shape), path, command, path / "public", caches=(path / "resources",))


def sphinx(folder: Path, shape: Shape) -> Site:
    """Sphinx with furo in two processes: pages in the groups of the text, terms by the role `term`."""
    path, words = place(folder, shape, "sphinx"), text(shape)
    linked = words.linked(lambda name: f":term:`{name}`")

    def write(slug: str, title: str, *blocks: str) -> str:
        lines = [title, "=" * len(title), *(f"\n{block}" for block in blocks)]
        (path / f"{slug}.rst").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return slug

    def write_unit(unit: Group | TextPage) -> str:
        if isinstance(unit, Group):
            return write(unit.slug, unit.title, _toctree(map(write_unit, unit.content)))
        # Numbers in brackets would begin lists.
        return write(unit.slug, unit.title, *(linked(block).replace("(", "\\(", 1) for block in unit.blocks))

    entries = "".join(f"\n   {entry.name}\n      {entry.description}\n" for entry in words.glossary)
    last = [write("glossary", "Glossary", f".. glossary::\n{entries}")] if entries else []
    write("index", TITLE, _toctree([*map(write_unit, words.content), *last]))
    (path / "conf.py").write_text(SPHINX_CONFIG, encoding="utf-8")
    options = ("-q", "-j", "2", "-b", "html", "-d", ".doctrees", ".", "site")
    command = (str(PYTHON), "-m", "sphinx", *options)
    return Site(SPHINX, text_name(shape), path, command, path / "site", caches=(path / ".doctrees",))


def _toctree(pages: Iterable[str]) -> str:
    return "\n".join((".. toctree::", "", *(f"   {page}" for page in pages)))


def copy(folder: Path, shape: Shape) -> Site:
    """The copy of what this plugin makes: what writing the bytes alone takes."""
    site, path = ours(folder, shape), place(folder, shape, "copy")
    command = (shutil.which("cp") or "cp", "-r", str(site.output), "site")
    return Site(COPY, site.text, path, command, path / "site", needs=site)


GENERATORS: dict[str, Callable[[Path, Shape], Site]] = {
    "ours": ours,
    "plain": plain,
    "zensical": zensical,
    "ezglossary": ezglossary,
    "hugo": hugo,
    "copy": copy,
    "sphinx": sphinx,
}
"""What sets up the site of a text in a folder, by the name that the command knows."""
