"""Quoted words, compared with the words of clauses.

A quotation may leave words out (`…`, `...`, `[...]`) and put others in (`[the Parties]`): its parts are looked for in
their order. What typing and typesetting change does not count: white space, the shapes of quotation marks and dashes,
punctuation at either end of a part, whether its first letter is a capital, and whether a word is all in capitals.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.quotation_marks import TOKEN, UNSEEN, clean, is_blankless, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIKE = 0.6
"""The share of a quotation's words that a clause must have, in their order, for the quotation to be meant as its."""
SHORT, LIKE_SHORT = 6, 0.8
"""Of quotations with fewer words than the first, the share of letters that a clause must have."""

_ALTERED = re.compile(r"\[(\w)\](?=\w)")  # the first letter made large or small, as in [S]trengthening
_GAP = re.compile(r"\s*(?:\[[^\[\]]*\]|…|\.{3,}|\.(?:\s\.){2,}|\0)[\s.…\0]*")
_ENUMERATOR = re.compile(
    r"(?:\A|(?<=[;:.,] ))(?:\w{1,3} (?=\())?"  # also after a word such as and
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?(?:\([0-9a-z]{1,5}\))*|(?:\([0-9a-z]{1,5}\))+) "
)
_CLOSING = {")": "(", "]": "[", "}": "{", "）": "（", "”": "“", "»": "«", "」": "「", "』": "『"}
_MARKS = dict.fromkeys(map(ord, '“”„‟«»‹›"「」『』'), None) | dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_EDGES = " .,;:!?-'。、，．；：！？・"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share of a quotation that a text has, and the part that differs."""

    share: float
    """From 0 to 1."""
    quoted: str
    """The part of the quotation that differs, as quoted; empty if none does."""
    actual: str
    """The words of the text that are nearest to that part; empty if none are."""


def is_quoted(words: str, text: str, *, loosely: bool = False) -> bool:
    """Whether a quotation is right.

    Args:
        words: The quotation.
        text: The words of the clause.
        loosely: Whether blanks and hyphens do not count, as where lines were broken in print.

    Returns:
        Whether all its parts are in the text, in their order. Numbers of clauses in the quotation, as in `(i)`, need
        not be.
    """
    folded = _fold(text)
    parts = _parts(words)
    numbered = [piece for part in parts for piece in _without_numbers(part)]
    if _in_order(parts, folded) or _in_order(numbered, folded):
        return True
    return loosely and _in_order(map(_squeezed, numbered), _squeezed(folded), whole_words=False)


def likeness(words: str, text: str) -> Likeness:
    """Compare a quotation with a text: the share that the text has, and the part that differs the most."""
    folded, cleaned, (theirs, spans) = _fold(text), clean(text), _places(text)
    counted = Counter(theirs)
    total = matched = 0.0
    differing = []
    for part in _raw_parts(words):
        ours = [token.casefold() for token in tokens(part)]
        total += len(ours)
        if all(_in_order([piece], folded) for piece in _without_numbers(_fold(part))):
            matched += len(ours)
            continue
        share, nearest = 0.0, ""
        # Below this, it has too few of the words, in whatever order.
        if len(ours) < SHORT or (Counter(ours) & counted).total() >= len(ours) * LIKE:
            first, last, share = _nearest(ours, theirs)
            nearest = _closed(cleaned, spans[first][0], spans[last - 1][1]) if last > first else ""
        if len(ours) < SHORT:
            share = difflib.SequenceMatcher(
                None, _fold(part).casefold(), _fold(nearest).casefold(), autojunk=False
            ).ratio()
        matched += len(ours) * share
        differing.append(Likeness(share, part.strip(_EDGES), nearest))
    worst = min(differing, key=lambda part: (not part.actual, part.share), default=Likeness(1.0, "", ""))
    return Likeness(matched / total if total else 0.0, worst.quoted, worst.actual)


def is_like(words: str, share: float) -> bool:
    """Whether a share of the words of a quotation is enough to say that it was meant as one of that text."""
    return share >= (LIKE_SHORT if len(tokens(words)) < SHORT else LIKE)


def excerpts(first: str, second: str, *, around: int = 4, most: int = 30) -> tuple[str, str]:
    """Cut two like texts to where they differ, with some words around."""
    ours, theirs = first.split(), second.split()
    shorter = min(len(ours), len(theirs))
    same = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    rest = shorter - same
    alike = next((n for n in range(rest) if ours[-1 - n] != theirs[-1 - n]), rest)
    return _cut(ours, same, alike, around, most), _cut(theirs, same, alike, around, most)


def _cut(words: list[str], same: int, alike: int, around: int, most: int) -> str:
    start, end = max(0, same - around), min(len(words), len(words) - alike + around)
    start, end = (start if start > 1 else 0), (end if end < len(words) - 1 else len(words))
    shown = words[start:end]
    if len(shown) > most:
        shown = [*shown[: most // 2], "…", *shown[-most // 2 :]]
    return ("… " if start else "") + " ".join(shown) + (" …" if end < len(words) else "")


def _closed(text: str, start: int, end: int) -> str:
    """A stretch of a text, with what follows its last word up to a bracket or mark that closes one in it."""
    for place in range(end, len(text)):
        if text[place].isalnum() or text[place].isspace():
            break
        opening = _CLOSING.get(text[place], "")
        if opening and text.count(opening, start, place) > text.count(text[place], start, place):
            end = place + 1
    return text[start:end]


def _nearest(ours: list[str], theirs: Sequence[str]) -> tuple[int, int, float]:
    """The stretch of a text that is nearest to words: its half-open offsets, and the share of the words it has."""
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    starts = {
        block.b - block.a for block in (matcher.find_longest_match(), *matcher.get_matching_blocks()) if block.size
    }
    best = (0, 0, 0.0)
    slack = len(ours) // 4 + 1
    for start in sorted(starts):
        low, high = max(0, start - slack), min(len(theirs), start + len(ours) + slack)
        blocks = [
            block
            for block in difflib.SequenceMatcher(None, ours, theirs[low:high], autojunk=False).get_matching_blocks()
            if block.size
        ]
        share = sum(block.size for block in blocks) / len(ours)
        if blocks and share > best[2]:
            first, last = blocks[0], blocks[-1]
            after = len(ours) - last.a - last.size
            best = (
                max(low, low + first.b - first.a),
                min(high, low + last.b + last.size + after),
                share,
            )
    return best


@lru_cache
def _places(text: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The words of a text in small letters, and where each stands in it when it is clean."""
    matches = tuple(TOKEN.finditer(clean(text)))
    return tuple(match.group().casefold() for match in matches), tuple(match.span() for match in matches)


@lru_cache
def _fold(words: str) -> str:
    words = unicodedata.normalize("NFKC", words.translate(UNSEEN)).translate(_MARKS).translate(_DASHES)
    words = re.sub(r"(?<!\w)'|'(?!\w)", "", words)
    words = re.sub(r"\b[^\W\d_]{2,}\b", lambda word: word[0].lower() if word[0][1:].isupper() else word[0], words)
    return re.sub(r"\s+", " ", re.sub(r"\s*-+\s*", "-", words)).strip(_EDGES)


def _raw_parts(words: str) -> list[str]:
    return [part.strip() for part in _GAP.split(_ALTERED.sub("\0\\1", words)) if part.strip(_EDGES)]


def _parts(words: str) -> list[str]:
    return [folded for part in _raw_parts(words) if (folded := _fold(part))]


def _without_numbers(part: str) -> list[str]:
    return [folded for piece in _ENUMERATOR.sub("\0", part).split("\0") if (folded := piece.strip(_EDGES))]


def _squeezed(folded: str) -> str:
    return re.sub(r"[\s-]+", "", folded)


def _in_order(parts: Iterable[str], text: str, *, whole_words: bool = True) -> bool:
    at = 0
    for part in parts:
        first, rest = part[0], part[1:]
        letter = f"[{re.escape(first.lower())}{re.escape(first.upper())}]" if first.isalpha() else re.escape(first)
        pattern = letter + re.escape(rest)
        if whole_words:
            before = "" if is_blankless(first) else r"(?<!\w)"
            after = "" if is_blankless(part[-1]) else r"(?!\w)"
            pattern = f"{before}{pattern}{after}"
        match = re.compile(pattern).search(text, at)
        if match is None:
            return False
        at = match.end()
    return True
