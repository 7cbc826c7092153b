"""Glossary links on hand-written pages: a Markdown extension that works on words, before they become HTML."""

from __future__ import annotations

import html
import posixpath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_declaration.glossary.mentions import links
from mkdocs_declaration.instrument.places import GLOSSARY
from mkdocs_declaration.pages.head import navigation

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from markdown import Markdown

    from mkdocs_declaration.glossary.mentions import Glossary
    from mkdocs_declaration.instrument.text.text import Span

NOT_WITHIN = frozenset({
    "a", "autoref", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "samp", "script", "style", "svg", "title"
})  # fmt: skip
"""Elements in which nothing is linked: headings, links and code."""


def term_path(term: str, page: str) -> str:
    """The entry of a term in the glossary, as seen from the source of a page.

    Args:
        term: The id of the term.
        page: The path of the source.
    """
    folder = posixpath.dirname(page)
    return f"{posixpath.relpath(navigation.source_path(GLOSSARY), folder or '.')}#{term}"


class TermLinks(Extension):
    """Links the first mention of each term in each block of a page; `page`, `all` and `never` hold here as well."""

    def __init__(self, glossary: Glossary, href: Callable[[str, str], str]) -> None:
        """Prepare the extension.

        Args:
            glossary: The terms.
            href: Gives the address of a term's entry, by its id, as seen from a page, by the path of its source.
        """
        super().__init__()
        self.glossary = glossary
        self.href = href

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the processor of spaces before that of entities (80), and the linker after all inline patterns (20).

        MkDocs resolves links between files at 0.
        """
        md.inlinePatterns.register(_Spaces(_ENTITY, md), "declaration_spaces", 85)
        md.treeprocessors.register(_Processor(md, self), "declaration_terms", 5)


_ENTITY = r"&(?:nbsp|NonBreakingSpace|thinsp|ThinSpace|#160|#8239|#8201|#x0*(?:[aA]0|202[fF]|2009));"
"""Spaces that are not broken, as HTML names them, or by number."""


class _Spaces(InlineProcessor):
    """Reads them as characters, since Markdown keeps entities apart from the words around them."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return html.unescape(m[0]), m.start(), m.end()


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, extension: TermLinks) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        # Only a page's own Markdown resolves links between files (mkdocs.structure.pages, `relpath`); docstrings that
        # mkdocstrings renders with the same extensions do not, and are not prose about the instrument.
        if "relpath" not in self.md.treeprocessors:
            return
        page = self.md.treeprocessors["relpath"].file.src_uri  # type: ignore[attr-defined]
        policies = self.extension.glossary.policies
        seen: set[str] = set()
        for block in root:
            in_block: set[str] = set()
            for element, holder in list(_texts(block)):
                words = (element.text if holder is None else element.tail) or ""
                chosen = links(self.extension.glossary.matcher.mentions(words), policies, seen)
                chosen = tuple(s for s in chosen if s.kind not in in_block or policies[s.kind] == "all")
                in_block |= {span.kind for span in chosen}
                if chosen:
                    self._put(element, holder, words, [(s, self.extension.href(s.kind, page)) for s in chosen])

    def _put(self, element: Element, holder: Element | None, words: str, chosen: list[tuple[Span, str]]) -> None:
        """Insert links into the text of an element, or into its tail, which belongs to its parent."""
        into = element if holder is None else holder
        index = 0 if holder is None else list(holder).index(element) + 1
        anchors = []
        ends = [span.start for span, _ in chosen[1:]] + [len(words)]
        for (span, href), end in zip(chosen, ends, strict=True):
            anchor = Element("a", {"class": "term", "href": href})
            anchor.text = AtomicString(words[span.start : span.end])
            anchor.tail = words[span.end : end]
            anchors.append(anchor)
        if holder is None:
            element.text = words[: chosen[0][0].start]
        else:
            element.tail = words[: chosen[0][0].start]
        for offset, anchor in enumerate(anchors):
            into.insert(index + offset, anchor)


def _texts(element: Element) -> Iterator[tuple[Element, Element | None]]:
    """Texts that may be linked, in document order: the text of the element, then the texts and tail of each child."""
    if element.tag in NOT_WITHIN:
        return
    if element.text and not isinstance(element.text, AtomicString):
        yield element, None
    for child in list(element):
        yield from _texts(child)
        if child.tail and not isinstance(child.tail, AtomicString):
            yield child, element
