"""Pages that MkDocs need not convert: what it makes of their Markdown is replaced by a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.toc import TableOfContents

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def leave_out_conversion(page: Page) -> None:
    """Let MkDocs convert no Markdown for a page, if it has none when it comes to that.

    For every page MkDocs sets up all extensions of Markdown anew, also for one without words (mkdocs.structure.pages,
    `Page.render`). What another plugin puts into the page is converted as ever.

    Args:
        page: A generated page, before `on_page_content` gives it its content.
    """

    def render(config: MkDocsConfig, files: Files) -> None:
        vars(page).pop("render")  # what its class has is there again
        if page.markdown:
            page.render(config, files)
            return
        page.content, page.toc = "", TableOfContents([])
        page.present_anchor_ids, page.links_to_anchors = set(), {}

    page.render = render  # type: ignore[method-assign]
