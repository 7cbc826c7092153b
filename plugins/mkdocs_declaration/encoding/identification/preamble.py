"""What stands before the body of a text and after it: identification of the preamble and of the conclusion."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.files import aliases
from mkdocs_declaration.encoding.identification import attachments
from mkdocs_declaration.encoding.identification.tree import Node
from mkdocs_declaration.instrument.identity import identifiers
from mkdocs_declaration.instrument.identity import preamble as parts
from mkdocs_declaration.instrument.identity.scopes import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.encoding.files.units import ConclusionData, PreambleData, WordsData
    from mkdocs_declaration.instrument.identity.scopes import Identity
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue

PREAMBLE_SLUG = "preamble"
"""The address of the preamble's page."""
CONCLUSION_SLUG = "conclusion"
"""The address of the page of the concluding words."""


def preamble(data: PreambleData, words: Catalogue) -> Node:
    """Identify the preamble without its recitals and footnotes.

    Args:
        data: What the author wrote.
        words: The words of labels.
    """
    listed: list[tuple[str, int, WordsData | None]] = [("opening", 0, data.opening)]
    listed += [("citation", count, citation) for count, citation in enumerate(data.citations, start=1)]
    listed += [("lead-in", 0, data.lead_in), ("closing", 0, next(iter(data.closing), None))]
    around = parts.preamble(words)
    written = [(kind, count, entry) for kind, count, entry in listed if entry is not None]
    named = [(parts.in_preamble(kind, count, words), kind, entry) for kind, count, entry in written]
    node = _around("preamble", around, PREAMBLE_SLUG, data, named)
    *others, last = node.children or (node,)
    further = [_further(words_, count, last, words) for count, words_ in enumerate(data.closing[1:], start=2)]
    return replace(node, children=(*others, replace(last, children=(*further, *last.children)))) if further else node


def conclusion(data: ConclusionData, words: Catalogue) -> Node:
    """Identify the concluding words.

    Args:
        data: What the author wrote.
        words: The words of labels.
    """
    listed: list[tuple[str, int, WordsData | None]] = []
    listed += [("formula", count, paragraph) for count, paragraph in enumerate(data.formula, start=1)]
    listed += [("done", 0, data.done)]
    listed += [("signature", count, signature) for count, signature in enumerate(data.signatures, start=1)]
    around = parts.conclusion(words)
    named = [
        (parts.in_conclusion(kind, count, words), kind, entry) for kind, count, entry in listed if entry is not None
    ]
    node = _around("conclusion", around, CONCLUSION_SLUG, data, named)
    return attachments.with_footnotes(node, data.footnotes)


def part(identity: Identity, kind: str, data: WordsData, around: Identity, page: str) -> Node:
    """Words without a number: a part of the preamble or the conclusion, or the words after a list."""
    node = Node(
        kind=kind,
        expected=kind,
        identity=identity,
        scope=around.inner,
        parent=around.id,
        slug=page,
        at=data.at,
        words_at=data.where("text"),
        text=data.text,
        notes=data.notes,
    )
    return attachments.with_footnotes(node, data.footnotes)


def _further(data: WordsData, count: int, around: Node, words: Catalogue) -> Node:
    """A further paragraph of words that have no number."""
    identity = identifiers.further(around.identity, count, words, stated=None)
    return replace(part(identity, "subparagraph", data, around.identity, around.slug), counted=count)


def _counted(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Count those of a kind of which there are several."""
    total = Counter(node.kind for node in nodes)
    seen: Counter[str] = Counter()
    counted = []
    for node in nodes:
        seen[node.kind] += 1
        counted.append(replace(node, counted=seen[node.kind]) if total[node.kind] > 1 else node)
    return tuple(counted)


def _around(
    kind: str,
    identity: Identity,
    slug: str,
    data: PreambleData | ConclusionData,
    named: Iterable[tuple[Identity, str, WordsData]],
) -> Node:
    """What stands around the body, with its parts: the identity, the kind and the words of each."""
    children = tuple(part(of_part, part_kind, words, identity, slug) for of_part, part_kind, words in named)
    return Node(
        kind=kind,
        expected=kind,
        identity=identity,
        scope=Scope(),
        parent=None,
        slug=slug,
        at=data.at,
        words_at=data.where("heading"),
        heading=data.heading,
        also=aliases.placed(data.also, data),
        brief=data.brief,
        children=_counted(children),
    )
