"""The MkDocs plugin: hooks that hand plain values to the core and put its results into the site."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_declaration.foundation.collection import WHEN_IDLE, set_aside, take_back, without_collection

with without_collection():  # what a hundred modules define stays
    from mkdocs_declaration.hosts.material import bootstrap, material, page_cache
    from mkdocs_declaration.hosts.serve.middleware import OFFER, serve_on_demand
    from mkdocs_declaration.hosts.serve.preview import can_wait, is_serving, keep_serving
    from mkdocs_declaration.hosts.serve.theme_cache import MEMORY
    from mkdocs_declaration.hosts.serve.watching import watch_closely
    from mkdocs_declaration.hosts.site import references, search
    from mkdocs_declaration.hosts.site.assets import add_look, look_files, style_of
    from mkdocs_declaration.hosts.site.conversion import leave_out_conversion
    from mkdocs_declaration.hosts.site.generated_files import Additions, beside, generated
    from mkdocs_declaration.hosts.site.imprint_line import imprint_line
    from mkdocs_declaration.hosts.site.kept_files import KeptFiles
    from mkdocs_declaration.hosts.site.menu import set_menu
    from mkdocs_declaration.hosts.site.options import DeclarationConfig
    from mkdocs_declaration.hosts.site.project import make_project
    from mkdocs_declaration.hosts.site.reporting import ContentError, accepted
    from mkdocs_declaration.hosts.site.small_pages import SmallPages
    from mkdocs_declaration.hosts.site.term_links import TermLinks, term_path
    from mkdocs_declaration.instrument.places import GLOSSARY, SUBJECTS
    from mkdocs_declaration.pages.head import navigation, theme
    from mkdocs_declaration.pages.markup.compiled import COMPILED

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.exports.publication import Publication
    from mkdocs_declaration.pages.values.page import Heading, Page


class DeclarationPlugin(BasePlugin[DeclarationConfig]):  # type: ignore[no-untyped-call]
    """Turns the encoding of a legal instrument into pages, anchors, links, search entries and files."""

    edition: Edition
    publication: Publication
    pages: dict[str, Page]
    entrance: str | None
    written: SmallPages | KeptFiles | None = None

    # Before searches of MkDocs and of themes (0), which ours takes the place of.
    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the reader's scripts and styles, and the search."""
        if search.is_ours(self.config):
            search.silence(config)
        if self.config.look:
            add_look(config, search=search.is_ours(self.config))
        return config

    @event_priority(-100)
    @without_collection()
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read, check and render everything, after all others and right before MkDocs empties the site's folder.

        Every plugin's `on_config` has run, so that addresses are final, and an error, that of another plugin as well,
        leaves the last site as it was (mkdocs.commands.build, `build`).
        """
        WHEN_IDLE.begin()
        is_preview, on_demand = is_serving(), can_wait()
        if self.config.look:
            material.add_templates(config, search=search.is_ours(self.config))
        bootstrap.add_templates(config)
        project, problems, notices = make_project(config, self.config, is_preview=is_preview, on_demand=on_demand)
        project = accepted(project, problems, notices, is_strict=bool(config.strict), is_preview=is_preview)
        set_aside()
        self.edition, self.publication, self.entrance = project.edition, project.publication, None
        self.written = KeptFiles(config.site_dir) if on_demand else SmallPages(config.site_dir, self.publication.small)
        self.written.keep()
        self.pages = {navigation.source_path(slug): page for slug, page in self.publication.pages.items()}
        self.cited = references.CitedRanges()
        config.markdown_extensions.append(self.cited)  # type: ignore[arg-type]
        if self.edition.glossary.terms:
            config.markdown_extensions.append(TermLinks(self.edition.glossary, term_path))  # type: ignore[arg-type]

    @without_collection()
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and the machine-readable files, and put the pages into the navigation."""
        is_ours = search.is_ours(self.config)
        of_pages = {GLOSSARY: self.config.glossary, SUBJECTS: self.config.subjects}
        sources = {path: of_pages.get(page.slug) or self.config.encoding for path, page in self.pages.items()}
        additions = generated(config, sources, self.publication.files)
        unwritten = beside(config, self.publication.small, self.publication.later)
        of_look = look_files(config, files, look=self.config.look, search=is_ours)
        self.additions = Additions((*additions, *unwritten, *of_look))
        self.additions.add(files, config)
        set_menu(config, self.edition, self.publication.pages, files)
        material.bound_menu(config, len(self.edition.instrument.pages))
        set_aside()
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Give a generated page its title."""
        ours = self.pages.get(page.file.src_uri)
        if ours is not None:
            leave_out_conversion(page)
            # Themes put both into HTML as they are.
            title, description = html.escape(ours.title, quote=False), html.escape(ours.description)
            page.meta["description"] = description
            if not page.is_homepage:  # which themes call by the name of the site if it has no title of its own
                page.meta["title"] = title
            elif "title" not in vars(page):
                page.title = title
        return markdown

    def on_page_content(self, content: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Give a generated page its content, its table of contents and its anchors."""
        ours = self.pages.get(page.file.src_uri)
        before, after = self._around(config, page)
        if ours is None:
            return before + content + after
        page.toc = TableOfContents([_anchor_link(heading, 1) for heading in ours.contents])
        page.present_anchor_ids = references.Anchors(ours.ids, self.edition)
        style = style_of(ours, config, look=self.config.look, url=page.url)
        return style + before + ours.html + after

    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Give the page for wrong addresses what other pages have around their content."""
        if template_name != "404.html":
            return output_content
        return output_content.replace("</body>", f"{''.join(self._around(config, None))}</body>")

    # Before autorefs resolves references (-50), after mkdocstrings has made its inventory.
    @event_priority(75)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Register clauses and terms with autorefs and mkdocstrings.

        The theme's templates get a view of the edition as `declaration`.
        """
        self.additions.check(files)
        made = self.publication
        env.globals["declaration"] = view = theme.View(self.edition, made.imprint, made.pictures, made.forms)
        material.set_up_templates(env, config)
        page_cache.attach(env, config, view)
        env.filters.update(theme.FILTERS)
        env.bytecode_cache = env.bytecode_cache or COMPILED
        if is_serving():
            MEMORY.attach(env, config, view)
        pages = {page.slug: files.get_file_from_path(path).page for path, page in self.pages.items()}  # type: ignore[union-attr]
        references.register(config, self.edition, pages, self.cited.ids)  # type: ignore[arg-type]
        self.searched = search.fill(self.edition, self.pages, files)
        return env

    # Before plugins that read the folder of the site.
    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the small pages, or let the server of a preview make them."""
        take_back()
        if self.written is not None:
            self.written.write()
        if can_wait():
            OFFER.renew(config.site_dir, self.searched, self.publication.small, self.publication.later)
            WHEN_IDLE.end()

    def on_build_error(self, *, error: Exception) -> None:
        """End what ends with a build that succeeds."""
        take_back()
        if isinstance(self.written, KeptFiles):
            self.written.give_up()
        if can_wait():
            WHEN_IDLE.end()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the files that an author edits, and serve the last good site while they have errors."""
        files = filter(None, (self.config.encoding, self.config.glossary, self.config.subjects, self.config.lock))
        watch_closely(server, files, (config.docs_dir, *config.watch))
        for folder in config.theme.dirs:
            if (templates := Path(folder) / "declaration").is_dir():
                server.watch(str(templates))
        keep_serving(server, ContentError)
        serve_on_demand(server)
        return server

    def _around(self, config: MkDocsConfig, page: MkDocsPage | None) -> tuple[str, str]:
        """What stands before and behind the content of a page where the theme has no place for it."""
        line = imprint_line(config, self.config, self.publication.imprint, self.edition.words, page)
        if self.entrance is None:
            self.entrance = search.entrance(config, self.config, self.edition.words)
        return self.entrance, line


def _anchor_link(heading: Heading, level: int) -> AnchorLink:
    link = AnchorLink(html.escape(heading.title, quote=False), heading.id, level)
    link.children = [_anchor_link(child, level + 1) for child in heading.children]
    return link
