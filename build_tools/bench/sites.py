"""Sites that are built again and again: of generated instruments and of the declaration, by this plugin and by none.

Every build is cold: its output, its caches and the folder of temporary files are gone when it begins. They are put
aside, and deleted with all else in the end: for minutes after many files were deleted, ext4 makes new ones at a
fraction of its speed, since it looks for places that none of these had (Linux, fs/ext4/ialloc.c, `recently_deleted`).

What is installed is there as after its first use: modules of Python have their bytecode, and so have the templates that
the plugin keeps beside its modules (`pages/markup/compiled.py`); one site is built without the latter. The PDF is left
out of all: it is made by an extra, which is hidden here.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import instruments
from bench.processes import run
from bench.texts import TITLE, Group, text
from instruments import Shape
from mkdocs_declaration.pages.markup import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bench.processes import Run
    from bench.texts import Text, TextPage

ROOT = Path(__file__).resolve().parent.parent.parent
OURS, PLAIN, BARE = "mkdocs-declaration", "MkDocs + Material", "mkdocs-declaration, `exports: false`"
FIRST = "mkdocs-declaration, no template compiled"
DECLARATION = "the declaration"
CONFIG = """
site_name: Benchmark
site_url: http://127.0.0.1/asean-japan/
docs_dir: docs
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.top, toc.follow]
markdown_extensions: [admonition, attr_list, def_list, tables, toc]
"""


@dataclass(frozen=True)
class Site:
    """A site that is built again and again."""

    generator: str
    text: str
    """What it is made from."""
    folder: Path
    """Where its sources are."""
    command: tuple[str, ...]
    output: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    caches: tuple[Path, ...] = ()
    """Folders that builds leave for later ones."""
    needs: Site | None = None
    """What must have been built before."""

    def build(self) -> Run:
        """Build it in a process of its own as if it had never been built."""
        if self.needs and not self.needs.output.exists():
            self.needs.build()
        former = Path(tempfile.mkdtemp(prefix=".former-", dir=self.folder.parent))
        for place, path in enumerate((self.output, *self.caches)):
            if path.exists():
                shutil.move(path, former / str(place))
        return run(self.command, folder=self.folder, environment=self.environment)


def text_name(shape: Shape) -> str:
    """What a generated instrument is called in tables."""
    details = ["flat" if shape.flat else "nested"] + ["locked"] * shape.locked
    return f"{shape.articles:,} articles, {shape.terms:,} terms, {', '.join(details)}"


def place(folder: Path, shape: Shape, generator: str) -> Path:
    """The folder of a site of a generated instrument; it is made."""
    details = ("flat" if shape.flat else "nested") + "-locked" * shape.locked
    path = folder / f"{shape.articles}-{shape.terms}-{details}" / generator
    path.mkdir(parents=True, exist_ok=True)
    return path


def mkdocs(
    folder: Path,
    names: tuple[str, str],
    plugins: Iterable[str | dict[str, object]] = ("search",),
    *,
    nav: object = None,
    python: str = sys.executable,
) -> Site:
    """Configure a site of MkDocs, whose pages are in `docs`.

    Args:
        folder: Where its configuration is put.
        names: The generator, and what the site is made from.
        plugins: Its plugins, as in `mkdocs.yml`.
        nav: Its navigation, as there; none for that of the plugin.
        python: The Python that runs MkDocs.
    """
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    config = folder / "mkdocs.yml"
    # JSON is YAML.
    lines = [f"plugins: {json.dumps(list(plugins))}", *([f"nav: {json.dumps(nav)}"] if nav else [])]
    config.write_text(CONFIG + "\n".join(lines) + "\n", encoding="utf-8")
    command = (python, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config))
    return Site(*names, folder, command, folder / "site", caches=(folder / ".cache",))


def ours(folder: Path, shape: Shape) -> Site:
    """This plugin, with all that it makes but the PDF."""
    path = place(folder, shape, "ours")
    written = (line.split(": ") for line in instruments.write(shape, path))
    return _declaring(path, (OURS, text_name(shape)), {option: str(path / name) for option, name in written})


def plain(folder: Path, shape: Shape) -> Site:
    """The same words on pages of Markdown, without ids of clauses, links of terms, short links, exports, full text."""
    path, words = place(folder, shape, "plain"), text(shape)
    site = mkdocs(path, (PLAIN, text_name(shape)), nav=navigation(words))
    write_markdown(site.folder / "docs", words)
    return site


def navigation(words: Text) -> list[dict[str, object]]:
    """The navigation of MkDocs for the pages of a text, grouped as it is."""

    def entry(unit: Group | TextPage) -> dict[str, object]:
        return {unit.title: list(map(entry, unit.content)) if isinstance(unit, Group) else f"{unit.slug}.md"}

    return [{"Home": "index.md"}, *map(entry, words.content), {"Glossary": "glossary.md"}]


def write_markdown(
    folder: Path, words: Text, link: Callable[[str], str] | None = None, definition: str = "**{}** {}"
) -> None:
    """Write the pages of a text, its home and its glossary.

    Args:
        folder: Where they are put.
        words: The text.
        link: Writes the link of a term, given its name; none for words alone.
        definition: The form of an entry of the glossary, with places for name and description.
    """
    linked = words.linked(link) if link else str
    entries = [definition.format(entry.name, entry.description) for entry in words.glossary]
    pages = {page.slug: (page.title, list(map(linked, page.blocks))) for page in words.pages()}
    pages |= {"index": (TITLE, ["Adopted at Bridgetown on 17 May 2001."]), "glossary": ("Glossary", entries)}
    for slug, (title, blocks) in pages.items():
        (folder / f"{slug}.md").write_text("\n\n".join([f"# {title}", *blocks]) + "\n", encoding="utf-8")


def compile_templates(folder: Path) -> None:
    """Build a small site, so that the templates of theme and plugin are compiled as they are after their first use."""
    ours(folder / "small", Shape(1, 1)).build()


def declaration(folder: Path) -> list[Site]:
    """The declaration: the plugin with all but the PDF, plain pages of its words, the plugin without exports.

    The last is the plugin as it is right after its installation, when no template is compiled.

    Plain are a home, a page a section and the preamble, the full text, and the glossary.
    """
    content = ROOT / "content"
    files = {"encoding": "declaration.yaml", "glossary": "glossary.yaml", "subjects": "subjects.yaml"}
    options: dict[str, object] = {option: str(content / name) for option, name in files.items()}
    options["lock"] = str(content / "anchors.lock")
    site = _declaring(folder / "declaration", (OURS, DECLARATION), options)
    bare = _declaring(folder / "bare", (BARE, DECLARATION), {**options, "exports": False})
    first = _declaring(folder / "first", (FIRST, DECLARATION), options)
    first = replace(first, caches=(*first.caches, *([compiled.FOLDER] if compiled.FOLDER else [])))
    site.build()
    pages: dict[str, list[str]] = {}
    for clause in json.loads((site.output / "clauses.json").read_bytes())["clauses"]:
        words = clause["text"] or f"# {clause['heading'] or clause['label']}"
        number = f"**{clause['number']}** " if clause["number"] and clause["text"] else ""
        pages.setdefault(clause["page"].strip("/"), []).append(number + words)
    everything = [block for blocks in pages.values() for block in blocks]
    terms = json.loads((site.output / "glossary.json").read_bytes())["terms"]
    entries = [f"**{term['name']}** {term.get('description') or ''}".rstrip() for term in terms]
    pages |= {"index": ["# Home", *(f"- [{page}]({page}.md)" for page in pages)], "full-text": everything}
    pages["glossary"] = ["# Glossary", *entries]
    plain_site = mkdocs(folder / "words", (PLAIN, DECLARATION))
    for page, blocks in pages.items():
        path = plain_site.folder / "docs" / f"{page}.md"
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return [site, plain_site, bare, first]


def _declaring(path: Path, names: tuple[str, str], options: Mapping[str, object]) -> Site:
    hiding = path / "hiding"
    hiding.mkdir(parents=True, exist_ok=True)
    (hiding / "typst.py").write_text("raise ImportError\n", encoding="utf-8")
    site = mkdocs(path, names, ["search", {"declaration": dict(options)}])
    paths = f"{hiding}:{ROOT / 'plugins'}"
    return Site(*names, path, site.command, site.output, {"PYTHONPATH": paths}, site.caches)
