"""Sentences: what stands before and after a unit that is a part of a sentence.

An item is half a sentence. Its lead-in is the words of what holds it, if these leave their sentence open, as in
`we intend to intensify cooperation through:`; where that is an item as well, the words of what holds it go before them.
Closing words after a list end its sentence.

A lead-in is shortened at its beginning alone, and by whole sentences alone: within one, what is left out may be what
decides (`No Party shall be obliged to allow:`). A stop ends a sentence only if it surely does; else the words stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mkdocs_declaration.instrument.model import Clause, Instrument

ELLIPSIS = "…"
"""Stands for words that are left out."""
SENTENCE_PARTS = frozenset({"item", "subitem", "closing"})
"""The kinds of units that may go on with the sentence of what holds them."""
_WORD = re.compile(r"[^\W\d_]{4,}(?![\w.])")
_CLOSED = re.compile(r"""[.!?。！？．؟۔।]['"”’»)\]」』）]*$""")
_BOUNDARY = re.compile(
    r"""
    \b(?P<word>[^\W\d_]{4,})[.!?؟۔।][”’»)\]]*[ ]+(?=[“‘«(\[]*(?P<first>[^\W\d_]))
    | [。！？．][」』”’）]*
    """,
    re.VERBOSE,
)
"""What may end a sentence: a stop after a word, before the first letter of another."""
_OPENING, _CLOSING = "([{“«「『（", ")]}”»」』）"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence that a unit is a part of."""

    holders: tuple[Clause, ...]
    """The units whose words lead to it, outermost first."""
    start: int
    """Where in the words of the first of them the lead-in begins."""
    before: str
    """The lead-in: their numbers and words. What is left out at the beginning, or between, has an ellipsis."""
    after: str
    """The closing words that end the sentence after it, with an ellipsis if others are between; or empty."""


def sentences(instrument: Instrument) -> dict[str, Sentence]:
    """Find the units that are parts of sentences.

    Args:
        instrument: The instrument.

    Returns:
        The sentences by the ids of their parts, in the order of the text; units that stand for themselves have none.
    """
    known = _KnownWords(instrument)
    parts: dict[str, Sentence] = {}
    for clause in instrument.divisions:
        _put_parts(clause, (), known, parts)
    return parts


class _KnownWords:
    """The words that stand without a stop in an instrument; they are looked for when a stop is first doubtful."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for clause in self._instrument.clauses for word in _WORD.findall(clause.words))

    def __contains__(self, word: object) -> bool:
        return word in self._words


def _put_parts(clause: Clause, holders: tuple[LeadIn, ...], known: Container[str], parts: dict[str, Sentence]) -> None:
    """Add the parts of sentences that a unit holds; `holders` are those whose words lead to it."""
    if not clause.children:
        return
    is_open = clause.text is not None and clause.text.plain != "" and not _is_closed(clause.text.plain)
    chain = (*holders, _lead_in(clause, None if holders else known)) if is_open else ()
    for index, child in enumerate(clause.children):
        leading = chain if chain and _continues(child, clause.children[:index]) else ()
        if leading:
            parts[child.id] = _sentence(child, leading)
        _put_parts(child, leading, known, parts)


def _continues(clause: Clause, before: tuple[Clause, ...]) -> bool:
    """Whether a unit goes on with the sentence of what holds it; closing words do unless the list ended it."""
    if clause.kind != "closing":
        return clause.kind in SENTENCE_PARTS
    last = before[-1] if before else None
    while last is not None and last.children:
        last = last.children[-1]
    return last is None or not _is_closed(last.words)


def _is_closed(words: str) -> bool:
    return _CLOSED.search(words) is not None


class LeadIn(NamedTuple):
    """A unit whose words lead to what it holds, and what is the same for all of that."""

    clause: Clause
    start: int
    """Where in its words the lead-in begins; 0 unless it is the outermost."""
    last: Clause | None
    """The last of its items."""
    closing: Clause | None
    """The closing words behind them."""
    goes_on: bool
    """Whether these go on with its sentence."""


def _lead_in(clause: Clause, known: Container[str] | None) -> LeadIn:
    items = tuple(child for child in clause.children if child.kind in ("item", "subitem"))
    closing = next((child for child in clause.children if child.kind == "closing"), None)
    start = _start(str(clause.text), known) if known is not None else 0
    goes_on = closing is not None and _continues(closing, items)
    return LeadIn(clause, start, items[-1] if items else None, closing, goes_on)


def _sentence(clause: Clause, holders: tuple[LeadIn, ...]) -> Sentence:
    first = holders[0]
    words = str(first.clause.text)
    pieces = [first.clause.printed, ELLIPSIS if first.start else None, words[first.start :]]
    for holder in holders[1:]:
        pieces += [holder.clause.printed, str(holder.clause.text)]
    if clause.kind == "closing" and holders[-1].clause.children[0] is not clause:
        pieces.append(ELLIPSIS)
    leading = tuple(holder.clause for holder in holders)
    return Sentence(leading, first.start, " ".join(filter(None, pieces)), " ".join(_closings(clause, holders)))


def _closings(clause: Clause, holders: tuple[LeadIn, ...]) -> Iterator[str]:
    """The closing words that end the sentence of a unit, innermost first, and the signs of what is left out."""
    inner, is_last = clause, True
    for holder in reversed(holders):
        closing = holder.closing
        is_last = is_last and (inner is holder.last or inner is closing)
        if closing is not None and closing is not inner and holder.goes_on:
            yield from (str(closing.text),) if is_last else (ELLIPSIS, str(closing.text))
            is_last = True
        inner = holder.clause


def _start(words: str, known: Container[str]) -> int:
    """Where the last sentence of a text begins, as far as that is sure.

    A stop is no sign of an abbreviation if its word has four letters or more and stands elsewhere in the instrument
    without one. What comes next must not be a small letter, and the stop in no brackets and no quotation marks.
    """
    start = 0
    for boundary in _BOUNDARY.finditer(words):
        first, word = boundary["first"] or "", boundary["word"]
        is_sure = not first.islower() and (word is None or word in known) and not _open_marks(words[: boundary.start()])
        if is_sure and boundary.end() < len(words):
            start = boundary.end()
    return start


def _open_marks(words: str) -> int:
    """How many brackets and quotation marks are open."""
    depth = sum((char in _OPENING) - (char in _CLOSING) for char in words)
    return depth or words.count('"') % 2
