"""autorefs and mkdocstrings: references from written pages to clauses, and the inventory for other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from mkdocs_declaration.exports.formats import inventory
from mkdocs_declaration.instrument.places import FULL_TEXT, GLOSSARY
from mkdocs_declaration.instrument.ranges import JOIN, between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.ranges import Range

_ENDS = 2
_UNASKED_VERSION = "0.0.0"


def writes_inventory(config: MkDocsConfig) -> bool:
    """Whether mkdocstrings writes `objects.inv`, so that clauses go into its inventory."""
    mkdocstrings = config.plugins.get("mkdocstrings")
    # One that is switched off has no handlers to ask (mkdocstrings, `plugin.py`).
    return mkdocstrings is not None and mkdocstrings.config["enabled"] and bool(mkdocstrings.inventory_enabled)


class CitedRanges(Extension):
    """Notes the ranges that written pages cite, `[paragraphs 1.1–1.3][1.1~1.3]`: there are too many to register all."""

    def __init__(self) -> None:
        """Note none."""
        super().__init__()
        self.ids: set[str] = set()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the processor after that of inline patterns (20), in which autorefs makes its elements."""
        md.treeprocessors.register(_CitedRanges(md, self.ids), "declaration_ranges", 6)


class _CitedRanges(Treeprocessor):
    def __init__(self, md: Markdown, ids: set[str]) -> None:
        super().__init__(md)
        self.ids = ids

    def run(self, root: Element) -> None:
        cited = (element.get("identifier", "") for element in root.iter("autoref"))
        self.ids.update(id_ for id_ in cited if JOIN in id_)


class Anchors(set[str]):
    """The ids of a page, with the ranges of its clauses, of which MkDocs asks whether a link has a target."""

    def __init__(self, ids: Iterable[str], edition: Edition) -> None:
        """Take the ids.

        Args:
            ids: Those that the page has.
            edition: What the page is of.
        """
        super().__init__(ids)
        self._edition = edition

    def __contains__(self, id_: object) -> bool:
        """Whether the page has an id, or all clauses of a range."""
        if super().__contains__(id_):
            return True
        ends = str(id_).split(JOIN)
        return len(ends) > 1 and all(map(super().__contains__, ends)) and _range(str(id_), self._edition) is not None


def _range(id_: str, edition: Edition) -> Range | None:
    """The range of an id, whose ends may be retired; None if it is none."""
    ends = [edition.instrument.by_id.get(end) or edition.successors.get(end) for end in id_.split(JOIN)]
    if len(ends) != _ENDS or None in ends:
        return None
    first, last = ends
    return between(first, last, edition.instrument, edition.words)  # type: ignore[arg-type]


def register(config: MkDocsConfig, edition: Edition, pages: Mapping[str, Page], cited: Iterable[str]) -> None:
    """Register clauses and terms, so that written pages can cite `[1.3(ii)][1.3.ii]`.

    Args:
        config: The configuration.
        edition: The edition whose clauses and terms are registered.
        pages: The pages of the edition by their slugs.
        cited: Ids of ranges that written pages cite.
    """
    if writes_inventory(config):
        shared = config.plugins["mkdocstrings"].handlers.inventory  # type: ignore[attr-defined]
        for entry in inventory.entries(edition):
            shared.register(entry.name, "std", entry.role, entry.uri, priority=-1, dispname=entry.title)
        # It asks nobody which version a site is of, and says this one of all (mkdocstrings, `plugin.py`).
        if shared.version == _UNASKED_VERSION:
            shared.version = inventory.version(edition) or shared.version
    autorefs = config.plugins.get("autorefs")
    if autorefs is None:
        return
    for clause in edition.instrument.clauses:
        autorefs.register_anchor(pages[clause.slug], clause.id, title=clause.label)
    for old, clause in edition.successors.items():
        autorefs.register_anchor(pages[clause.slug], old, anchor=clause.id, title=clause.label)
    for id_ in sorted(cited):
        if (span := _range(id_, edition)) is not None:
            slug = span.first.slug if span.first.slug == span.last.slug else FULL_TEXT
            autorefs.register_anchor(pages[slug], id_, anchor=span.id, title=span.label, primary=False)
    for term in edition.glossary.terms:
        title = term.full_name or term.name
        autorefs.register_anchor(pages[GLOSSARY], term.id, title=title, primary=False)
        for old in edition.former_terms.get(term.id, ()):
            if old not in edition.instrument.by_id and old not in edition.successors:
                autorefs.register_anchor(pages[GLOSSARY], old, anchor=term.id, title=title, primary=False)
