"""The MkDocs plugin: hooks that hand plain values to the core and put its results into the site."""

from __future__ import annotations

import dataclasses
import html
import logging
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

from mkdocs_declaration import inventory, navigation, search, theme
from mkdocs_declaration.catalogue import Words, faults
from mkdocs_declaration.edition import Edition, load_edition
from mkdocs_declaration.exports import ALWAYS, EXPORTERS, downloads, export
from mkdocs_declaration.exports import paths as export_paths
from mkdocs_declaration.forwarding import forwarding
from mkdocs_declaration.permalinks import permalinks
from mkdocs_declaration.places import DOWNLOADS, FULL_TEXT, GLOSSARY, HOME, SiteFiles, page_file
from mkdocs_declaration.problems import report
from mkdocs_declaration.ranges import ranges
from mkdocs_declaration.render import Heading, Page, Renderer, bytecode_cache
from mkdocs_declaration.termlinks import TermLinks

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.plugins.declaration")

SEARCH_SEPARATOR = r"[\s\-‐-―,;:!?…()\[\]{}<>\"“”‘’'«»/]+|\.(?!\d)"
"""Where words end, for the search: the stop of `1.3` joins, brackets and dashes part."""


class ContentError(PluginError):
    """What an author wrote has errors."""


class DeclarationConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin. Paths are relative to the configuration file."""

    encoding = option.File(exists=False, default="content/declaration.yaml")
    """The encoding of the instrument."""
    glossary = option.Optional(option.File(exists=False))
    """The glossary, if there is one."""
    lock = option.Optional(option.File(exists=False))
    """The lock of published ids, written by `mkdocs-declaration freeze`, if there is one."""
    home = option.Type(bool, default=True)
    """Whether the home page is generated; turn it off to write `index.md` yourself."""
    exports = option.Type(bool, default=True)
    """Whether the text is also written in forms to file, to read elsewhere and to compute with."""
    words = option.Type(dict, default={})
    """Words of the interface that replace those of the catalogue, by their keys."""


class DeclarationPlugin(BasePlugin[DeclarationConfig]):  # type: ignore[no-untyped-call]
    """Turns the encoding of a legal instrument into pages, anchors, links, search entries and files."""

    edition: Edition
    renderer: Renderer
    pages: dict[str, Page]
    exports: dict[str, bytes]

    # Before Material's search (0), which fills in what is not set and then makes its index.
    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the edition, before MkDocs empties the site's folder, so that an error leaves it as it was."""
        if not config.use_directory_urls:
            raise PluginError(
                "The option 'use_directory_urls' must be true: the addresses of clauses are /page/#clause."
            )
        words = self._words()
        written = _written(Path(config.docs_dir))
        root = Path(config.config_file_path).parent if config.config_file_path else Path()
        edition, problems = load_edition(
            _named(self.config.encoding, root),
            _named(self.config.glossary, root) if self.config.glossary else None,
            words,
            lock=_named(self.config.lock, root) if self.config.lock else None,
            files=SiteFiles({page_file(slug): path for slug, path in written.items()}, export_paths()),
            site_url=config.site_url or "",
        )
        if edition is None:
            errors = sum(not problem.is_warning for problem in problems)
            raise ContentError(f"{errors} problem{'s' * (errors != 1)} in the content\n\n{report(problems)}\n")
        for problem in problems:
            log.warning("%s", problem)
        self.edition = edition
        folders = [Path(folder) / "declaration" for folder in config.theme.dirs]
        self.renderer = Renderer(edition, folders, site_name=config.site_name)
        self.exports, missing = export(edition, EXPORTERS if self.config.exports else ALWAYS)
        for sentence in missing:
            log.info(sentence)
        self.pages = {
            navigation.source_path(page.slug): page
            for page in (*self.renderer.pages(), self.renderer.downloads([*downloads(self.exports), inventory.FILE]))
            if (page.slug != HOME or self.config.home) and page.slug not in edition.omitted
        }
        for slug, holder in edition.omitted.items():
            log.info("The page '%s/' of the site is left out: %s has its address.", slug, holder.name)
        for page in self.pages.values():
            if page.slug in written:
                way_out = "rename it or set the option 'home' to false" if page.slug == HOME else "rename it"
                raise ContentError(f"The address of '{written[page.slug]}' belongs to a generated page; {way_out}.")
        if edition.glossary.terms:
            config.markdown_extensions.append(TermLinks(edition.glossary, _term_path))  # type: ignore[arg-type]
        material = config.plugins.get("material/search")
        if material is not None:
            # Stemming and stop words would hide "may" and "should", which matter in a legal text.
            if material.config.pipeline is None:
                material.config.pipeline = []
            material.config.separator = material.config.separator or SEARCH_SEPARATOR
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and the machine-readable files, and put the pages into the navigation."""
        written = [file.src_uri for file in files.documentation_pages()]
        small = permalinks(self.renderer) | forwarding(self.renderer)
        exports = self.exports | {path: page.encode() for path, page in small.items()}
        addresses = {file.dest_uri: file.src_uri for file in files}
        for path, page in self.pages.items():
            file = _free(File.generated(config, path, content=""), addresses)
            source = (self.config.glossary if page.slug == GLOSSARY else None) or self.config.encoding
            file.edit_uri = posixpath.relpath(Path(source).as_posix(), Path(config.docs_dir).as_posix())
            files.append(file)
        for path, content in exports.items():
            # A name that ends in .md would make a page of the file; only its destination may have it.
            file = File.generated(config, f"{path}.txt" if path.endswith(".md") else path, content=content)
            file.dest_uri = path
            files.append(_free(file, addresses))
        instrument = self.edition.instrument
        if config.nav is None:
            beside = [path for path, page in self.pages.items() if page.slug not in instrument.pages]
            config.nav = navigation.default(instrument, beside, written)
        else:
            config.nav = navigation.expand(config.nav, navigation.entries(instrument))
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Give a generated page its title."""
        ours = self.pages.get(page.file.src_uri)
        if ours is not None:
            # Its words are searched clause by clause; Material would index them a second time as a page.
            # Themes put both into HTML as they are.
            title, description = html.escape(ours.title, quote=False), html.escape(ours.description)
            page.meta.update({"title": title, "description": description, "search": {"exclude": True}})
        return markdown

    def on_page_content(self, content: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Give a generated page its content, its table of contents and its anchors."""
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return content
        page.toc = TableOfContents([_anchor_link(heading, 1) for heading in ours.contents])
        page.present_anchor_ids = set(ours.ids)
        return ours.html

    # Before autorefs resolves references (-50), after mkdocstrings has made its inventory.
    @event_priority(75)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Register clauses and terms with autorefs, so that hand-written pages can cite `[1.3(ii)][1.3.ii]`.

        They also go into the inventory that mkdocstrings writes, so that other sites can refer to them.

        The theme's templates get the renderer as `declaration`: its edition, its words, its pages. Compiled, they are
        kept for the next build.
        """
        env.globals["declaration"] = self.renderer
        env.filters.update(theme.FILTERS)
        # MkDocs compiles all templates of the theme anew at every build, which takes a third of it.
        env.bytecode_cache = env.bytecode_cache or bytecode_cache("theme")
        mkdocstrings = config.plugins.get("mkdocstrings")
        if mkdocstrings is not None and mkdocstrings.inventory_enabled:
            for entry in inventory.entries(self.edition):
                mkdocstrings.handlers.inventory.register(
                    entry.name, "std", entry.role, entry.uri, priority=-1, dispname=entry.title
                )
        autorefs = config.plugins.get("autorefs")
        if autorefs is None:
            return env
        pages = {page.slug: files.get_file_from_path(path).page for path, page in self.pages.items()}  # type: ignore[union-attr]
        for clause in self.edition.instrument.clauses:
            autorefs.register_anchor(pages[clause.slug], clause.id, title=clause.label)
        for old, clause in self.edition.successors.items():
            autorefs.register_anchor(pages[clause.slug], old, anchor=clause.id, title=clause.label)
        for one in ranges(self.edition.instrument, self.edition.words):
            slug = one.first.slug if one.first.slug == one.last.slug else FULL_TEXT
            autorefs.register_anchor(pages[slug], one.id, title=one.label, primary=False)
        for term in self.edition.glossary.terms:
            autorefs.register_anchor(pages[GLOSSARY], term.id, title=term.full_name or term.name, primary=False)
        return env

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:
        """Tell the size of the inventory, which is written only now; write it where mkdocstrings does not."""
        if page.file.src_uri == navigation.source_path(DOWNLOADS):
            written = Path(config.site_dir) / inventory.FILE.path
            mkdocstrings = config.plugins.get("mkdocstrings")
            if mkdocstrings is None or not mkdocstrings.inventory_enabled:
                write_file(inventory.export(self.edition), str(written))
            file = dataclasses.replace(inventory.FILE, size=written.stat().st_size)
            page.content = self.renderer.downloads([*downloads(self.exports), file]).html
        return context

    # Before Material's search (0) writes its index.
    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add an entry a clause to the index of Material's search."""
        material = config.plugins.get("material/search")
        if material is not None and material.config.enabled:
            material.search_index.entries += search.entries(self.edition, tuple(self.pages.values()))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the files that an author edits, and serve the last good site while they have errors."""
        for path in filter(None, (self.config.encoding, self.config.glossary, self.config.lock)):
            server.watch(path)
        for folder in config.theme.dirs:
            if (templates := Path(folder) / "declaration").is_dir():
                server.watch(str(templates))
        rebuild = server.builder

        def rebuild_or_keep() -> None:
            # MkDocs lets every request wait until a build succeeds (mkdocs.livereload, `_build_loop`). Content is read
            # before the site's folder is emptied, so what stands there can be served on.
            try:
                rebuild()
            except Abort as error:
                if not isinstance(error.__context__, ContentError):
                    raise
                log.info("The last good site is served until the content is mended.")

        server.builder = rebuild_or_keep
        return server

    def _words(self) -> Words:
        found = faults(self.config.words)
        if found:
            raise PluginError(f"The option 'words': {'; '.join(found)}.")
        return Words(self.config.words)


def _free(file: File, addresses: dict[str, str]) -> File:
    """Give a file back if nothing else is at its address."""
    if file.dest_uri in addresses:
        raise PluginError(f"The address of '{addresses[file.dest_uri]}' belongs to a generated page; rename it.")
    return file


def _term_path(term: str, page: str) -> str:
    """The entry of a term in the glossary, as seen from the source of a page."""
    folder = posixpath.dirname(page)
    return f"{posixpath.relpath(navigation.source_path(GLOSSARY), folder or '.')}#{term}"


def _written(docs: Path) -> dict[str, str]:
    """Addresses of the pages that an author wrote at the top of the site, and their files."""
    files = [*docs.glob("*.md"), *docs.glob("*/index.md"), *docs.glob("*/README.md")]
    paths = (file.relative_to(docs) for file in sorted(files))
    return {
        ("" if path.stem in ("index", "README") and len(path.parts) == 1 else path.parts[0].removesuffix(".md")): str(
            path
        )
        for path in paths
    }


def _named(path: str, root: Path) -> tuple[str, Path]:
    """A path with the name an author knows it by: relative to the configuration file where it is below it."""
    absolute = Path(path)
    return (absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path), absolute


def _anchor_link(heading: Heading, level: int) -> AnchorLink:
    link = AnchorLink(html.escape(heading.title, quote=False), heading.id, level)
    link.children = [_anchor_link(child, level + 1) for child in heading.children]
    return link
