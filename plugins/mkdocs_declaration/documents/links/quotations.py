"""Quoted words, compared with the words of a clause: whether they are its own and, if not, how near they come."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, LCSseq

from mkdocs_declaration.documents.links import folding
from mkdocs_declaration.documents.quotation_marks import TOKEN, clean, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rapidfuzz.distance import Opcode

LIKE = 0.6
"""The share of a quotation's words that a clause must have, in their order, for the quotation to be meant as its."""
SHORT, LIKE_SHORT = 6, 0.8
"""Of quotations with fewer words than the first, the share of letters that a clause must have."""
MAX_PLACES = 200
"""A word that a text has more often does not tell where in it to look, unless all words of a quotation do."""
MAX_STRETCHES = 4
"""How many stretches of a text are compared with a quotation."""

_BROKEN = re.compile(r"(\w+)[-\u00ad‐][ \t]*\n[ \t]*(\w+)")
_CLOSING = {")": "(", "]": "[", "}": "{", "）": "（", "”": "“", "»": "«", "」": "「", "』": "『"}
_BRACKETED = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share of a quotation that a text has, and the part that differs."""

    share: float
    """From 0 to 1."""
    quoted: str
    """The part of the quotation that differs, as quoted; empty if none does."""
    actual: str
    """The words of the text that are nearest to that part; empty if none are."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A text, word by word."""

    cleaned: str
    words: tuple[str, ...]
    """Its words in small letters."""
    spans: tuple[tuple[int, int], ...]
    """Where each stands in the clean text."""
    places: Mapping[str, Sequence[int]]
    """The places of each word, counted from 0."""


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
    within = folding.folded(text)
    forms = [form for _, form in folding.parts(words)]
    numbered = [piece for form in forms for piece in folding.without_numbers(form)]
    if folding.are_in_order(forms, within) or (numbered != forms and folding.are_in_order(numbered, within)):
        return True
    return loosely and folding.are_in_order_squeezed(numbered, within)


def likeness(words: str, text: str) -> Likeness:
    """Compare a quotation with a text: the share that the text has, and the part that differs the most."""
    within, theirs = folding.folded(text), _words(text)
    total = matched = 0.0
    differing = []
    for part, form in folding.parts(words):
        ours = [_whole(token, theirs) for token in form_tokens(form)]
        total += len(ours)
        if all(folding.are_in_order([piece], within) for piece in folding.without_numbers(form)):
            matched += len(ours)
            continue
        share, nearest = 0.0, ""
        first, last, share = _nearest(ours, theirs) if _has_most(theirs, ours) else (0, 0, 0.0)
        if last > first:
            nearest = _closed(theirs.cleaned, theirs.spans[first][0], theirs.spans[last - 1][1])
        if len(ours) < SHORT:
            letters = folding.folded(_BRACKETED.sub("", part)).casefold()
            share = Indel.normalized_similarity(letters, folding.folded(nearest).casefold()) if nearest else 0.0
        matched += len(ours) * share
        differing.append(Likeness(share, part, nearest))
    worst = min(differing, key=lambda part: (not part.actual, part.share), default=Likeness(1.0, "", ""))
    return Likeness(matched / total if total else 0.0, worst.quoted, worst.actual)


def unbroken(words: str, text: str) -> str:
    """Words of a print, with those whole that a hyphen and the end of a line part and that a text has whole."""
    whole = {token.casefold() for token in tokens(text)}

    def joined(match: re.Match[str]) -> str:
        word = match[1] + match[2]
        return word if word.casefold() in whole else match[0]

    return _BROKEN.sub(joined, words)


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


def form_tokens(form: str) -> list[str]:
    """The words of a folded part in small letters; one that a bracket changed has `REST` in it."""
    return [match.group().casefold() for match in _CHANGED_TOKEN.finditer(form)]


_CHANGED_TOKEN = re.compile(rf"[^\W_]*(?:{folding.REST}[^\W_]*)+|{TOKEN.pattern}")


def _whole(token: str, theirs: _Words) -> str:
    """A word that a bracket changed, as the text has it."""
    if folding.REST not in token:
        return token
    pattern = re.compile(r"[^\W_]*".join(map(re.escape, token.split(folding.REST))))
    return next((word for word in theirs.places if pattern.fullmatch(word)), token.replace(folding.REST, ""))


def _has_most(theirs: _Words, ours: list[str]) -> bool:
    """Whether a text has enough of the words, in whatever order, for a stretch of it to be near to them."""
    if len(ours) < SHORT:
        return True
    shared = sum(min(count, len(theirs.places.get(word, ()))) for word, count in Counter(ours).items())
    return shared >= len(ours) * LIKE


def _nearest(ours: list[str], theirs: _Words) -> tuple[int, int, float]:
    """The stretch of a text that is nearest to words: its half-open offsets, and the share of the words it has."""
    best = (0, 0, 0.0)
    slack = len(ours) // 4 + 1
    for start in _starts(ours, theirs, slack):
        low, high = max(0, start - slack), min(len(theirs.words), start + len(ours) + slack)
        opcodes = LCSseq.opcodes(ours, theirs.words[low:high])
        common = [block for block in opcodes if block.tag == "equal"]
        share = sum(block.src_end - block.src_start for block in common) / len(ours)
        if common and share > best[2]:
            blocks = _without_strays(common)
            first, last = blocks[0], blocks[-1]
            after = len(ours) - last.src_end
            best = (
                max(low, low + first.dest_start - first.src_start),
                min(high, low + last.dest_end + after),
                share,
            )
    return best


def _without_strays(blocks: list[Opcode]) -> list[Opcode]:
    """Words in common, without those at either end that stand further apart from the others than they are long."""

    def is_stray(end: Opcode, before: Opcode, after: Opcode) -> bool:
        apart = (after.dest_start - before.dest_end) - (after.src_start - before.src_end)
        return apart > end.src_end - end.src_start

    while len(blocks) > 1 and is_stray(blocks[0], blocks[0], blocks[1]):
        blocks = blocks[1:]
    while len(blocks) > 1 and is_stray(blocks[-1], blocks[-2], blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _starts(ours: list[str], theirs: _Words, slack: int) -> list[int]:
    """Where words would begin in a text if they stood there: the likeliest places.

    Each word that both have votes for the place from which it is as far as from the first of ours; places that differ
    by little are one.
    """
    held = [(place, theirs.places[word]) for place, word in enumerate(ours) if word in theirs.places]
    rare = [(place, places) for place, places in held if len(places) <= MAX_PLACES] or held
    votes = Counter(there - place for place, places in rare for there in places)
    near: Counter[int] = Counter()
    for start, count in votes.items():
        near[start // slack] += count
        near[start // slack + 1] += count  # of two neighbouring stretches
    likeliest = sorted(near, key=lambda stretch: (-near[stretch], stretch))[:MAX_STRETCHES]
    within = {stretch * slack for stretch in likeliest}
    return sorted({_likeliest(votes, stretch - slack, stretch + slack) for stretch in within})


def _likeliest(votes: Counter[int], low: int, high: int) -> int:
    """The place with the most votes in a stretch."""
    return max((place for place in votes if low <= place < high), key=lambda place: (votes[place], -place))


@lru_cache(maxsize=1024)
def _words(text: str) -> _Words:
    cleaned = clean(text)
    matches = tuple(TOKEN.finditer(cleaned))
    words = tuple(match.group().casefold() for match in matches)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return _Words(cleaned, words, tuple(match.span() for match in matches), places)
