"""Which links of a block belong to which of its quotations, as far as the way they stand tells."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs_declaration.documents.readers.passages import Block, Link

_CLOSING = r"""[\s.,;:!?…”’"'»›」』)]*"""
_FEW_WORDS = r"(?:(?:\d+(?:\.\w+)*(?:\(\w{1,5}\))+|\w+)[\s.,:]*){0,3}"
"""A few words, of which one may be a number as `1.3(ii)`."""
_BRACKET = re.compile(rf"{_CLOSING}[(\[（–—―-]+\s*{_FEW_WORDS}")
"""What stands between a quotation and its link in brackets or behind a dash: `” (see para. `."""
_PUNCTUATION = re.compile(r"""[\s.,;:!?…”’"'»›」』<]*""")
_END = re.compile(r"[>]?\s*(?:\Z|[.,;:!?)\]])")
_SAME_RUN = re.compile(rf"[\s.,;:&()\[\]–—-]*{_FEW_WORDS}[\s(\[–—-]*")


@dataclass(frozen=True, slots=True)
class Attached:
    """The links of one quotation."""

    own: tuple[Link, ...] = ()
    """In brackets or in a note right behind it, or around it."""
    paired: tuple[Link, ...] = ()
    """Those of it where quotations and links take turns."""
    before: tuple[Link, ...] = ()
    """Right before it, and no other quotation's own."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Links that stand together, with the offsets of the whole."""

    start: int
    end: int
    links: tuple[Link, ...]
    is_note: bool


def attached(
    block: Block, quotations: Sequence[tuple[int, int]], noted: Mapping[str, Sequence[Link]]
) -> list[Attached]:
    """Attach links to quotations.

    Args:
        block: The block.
        quotations: What is quoted in it, as half-open offsets without quotation marks.
        noted: The links of notes by their names.

    Returns:
        The links of each quotation.
    """
    words = block.words
    places: list[tuple[int, int, tuple[Link, ...], bool]] = [
        (span.start, span.end, (span.link,), False) for span in block.spans if span.end > span.start
    ]
    places += [(note.at, note.at, tuple(noted.get(note.name, ())), True) for note in block.notes]
    runs = _runs(words, sorted((place for place in places if place[2]), key=lambda place: place[:2]), quotations)
    around = [_around(block, span) for span in quotations]
    behind = [next((run for run in runs if run.start >= end), None) for _, end in quotations]
    own = [
        links or (run.links if run is not None and _belongs(words, end, run) else ())
        for links, run, (_, end) in zip(around, behind, quotations, strict=True)
    ]
    paired = _paired(runs, quotations)
    taken = {link for links in own for link in links}
    found = []
    for place, (start, _) in enumerate(quotations):
        earlier = quotations[place - 1][1] if place else 0
        before = [link for run in runs if earlier <= run.start and run.end <= start for link in run.links]
        found.append(Attached(own[place], paired[place], tuple(link for link in before if link not in taken)))
    return found


def _around(block: Block, quotation: tuple[int, int]) -> tuple[Link, ...]:
    start, end = quotation
    return tuple(span.link for span in block.spans if span.start <= start and end <= span.end and span.end > span.start)


def _runs(
    words: str, places: Sequence[tuple[int, int, tuple[Link, ...], bool]], quotations: Sequence[tuple[int, int]]
) -> list[_Run]:
    """Links outside of quotations, those together that nothing but few words parts."""
    runs: list[_Run] = []
    for start, end, links, is_note in places:
        if any(first <= start < last or start <= first < end for first, last in quotations if first < last):
            continue
        last = runs[-1] if runs else None
        is_parted = last is None or any(last.end <= first <= start for first, _ in quotations)
        if last is not None and not is_parted and _SAME_RUN.fullmatch(words[last.end : start]):
            runs[-1] = _Run(last.start, end, (*last.links, *links), last.is_note)
        else:
            runs.append(_Run(start, end, links, is_note))
    return runs


def _belongs(words: str, end: int, run: _Run) -> bool:
    """Whether links that stand behind a quotation are certainly its own."""
    between = words[end : run.start]
    if run.is_note:
        return _PUNCTUATION.fullmatch(between) is not None
    if _BRACKET.fullmatch(between):
        return True
    return _PUNCTUATION.fullmatch(between) is not None and _END.match(words, run.end) is not None


def _paired(runs: Sequence[_Run], quotations: Sequence[tuple[int, int]]) -> list[tuple[Link, ...]]:
    """The links of each quotation where the two take turns; none where they do not."""
    starts = sorted([(run.start, run.links) for run in runs] + [(start, None) for start, _ in quotations], key=_start)
    take_turns = all((one is None) != (other is None) for (_, one), (_, other) in itertools.pairwise(starts))
    if not take_turns or len(runs) != len(quotations):
        return [()] * len(quotations)
    return [run.links for run in runs]


def _start(place: tuple[int, tuple[Link, ...] | None]) -> int:
    return place[0]
