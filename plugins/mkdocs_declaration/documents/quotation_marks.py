"""Quotations in quotation marks, and the number of words that make one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_WORDS = 3
"""The fewest words that make a quotation; fewer are a name or a turn of phrase."""
MIN_CHARACTERS = 8
"""The same for a script without blanks, in characters."""
MAX_CHARACTERS = 5_000
"""The greatest distance between quotation marks, in characters."""

RAISED, LOWERED = "\ufff9", "\ufffb"
"""Stand in words around what is raised, which may be the mark of a note: `violent² extremism`."""
_RAISED = re.compile(f"{RAISED}[^{LOWERED}]*{LOWERED}")

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_SINGLE = {"‘": "’", "'": "'"}
_OPENING = re.compile(f'[{"".join(_PAIRS)}{"".join(_SINGLE)}"]')
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_BLANKLESS = r"\u0e00-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that set no blanks between words (Thai to Burmese, Khmer, Chinese and Japanese): each character is a word."""
TOKEN = re.compile(rf"[{_BLANKLESS}]|[^\W{_BLANKLESS}]+(?:'[^\W{_BLANKLESS}]+)*")


def is_quotation(words: str) -> bool:
    """Whether words are enough to be a quotation rather than a name or a turn of phrase."""
    all_tokens = tokens(words)
    single = sum(map(is_blankless, all_tokens))
    return single >= MIN_CHARACTERS or len(all_tokens) - single >= MIN_WORDS


def readings(words: str) -> tuple[str, ...]:
    """How words can be read: without what is raised, as the mark of a note, and with it, as a part of a word."""
    if RAISED not in words:
        return (words,)
    return _RAISED.sub("", words), words.replace(RAISED, "").replace(LOWERED, "")


def marked(words: str) -> tuple[str, ...]:
    """Find what stands in quotation marks, without them; marks within marks belong to the quotation.

    Single marks are apostrophes as well: they count only around words, not within one.
    """
    return tuple(words[start:end] for start, end in marked_spans(words))


def marked_spans(words: str) -> tuple[tuple[int, int], ...]:
    """The same as half-open offsets."""
    quotations = []
    closing = _Closing(words)
    at = 0
    for place in (match.start() for match in _OPENING.finditer(words)):
        end = closing.of(place) if place >= at else None
        if end is None:
            continue
        if is_quotation(words[place + 1 : end]):
            quotations.append((place + 1, end))
        at = end + 1
    return tuple(quotations)


class _Closing:
    """Finds the end of a quotation; closing marks are looked up once for the whole text."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._beginning = len(words) - len(words.lstrip())
        self._paired = {place: end for mark in _PAIRS if mark in words for place, end in _paired(words, mark)}
        self._ends = {close: list(_ends(words, close)) for close in ('"', *_SINGLE.values()) if close in words}

    def of(self, at: int) -> int | None:
        """Where the quotation ends that begins at an offset; None if none does."""
        words = self._words
        mark = words[at]
        after = words[at + 1 : at + 2]
        limit = min(len(words), at + MAX_CHARACTERS)
        if mark in _PAIRS:
            end = self._paired.get(at, limit)
            if end < limit:
                return end
            # A quotation of several paragraphs opens in each of them and closes in the last.
            return limit if at <= self._beginning else None
        if mark not in _SINGLE and mark != '"':
            return None
        if (at and words[at - 1].isalnum()) or not after or after.isspace():
            return None
        ends = self._ends.get(_SINGLE.get(mark, '"'), [])
        first, behind = bisect_left(ends, at + 2), bisect_left(ends, limit)
        # Of single marks, an apostrophe, as in: the parties' wish, closes only if none does before the next.
        while mark != '"' and behind - first > 1 and re.match(r"[sS]. \w", words[ends[first] - 1 : ends[first] + 3]):
            if re.search(r"(?<!\w)['‘]\w", words[ends[first] : ends[first + 1]]):
                break
            first += 1
        return ends[first] if first < behind else None


def _paired(words: str, mark: str) -> Iterator[tuple[int, int]]:
    """The places of a mark that opens, each with that of the mark that closes it."""
    opened: list[int] = []
    for match in re.finditer(f"[{mark}{_PAIRS[mark]}]", words):
        if match[0] in _PAIRS[mark]:  # „…“ closes with what opens “…”
            if opened:
                yield opened.pop(), match.start()
        else:
            opened.append(match.start())


def _ends(words: str, close: str) -> Iterator[int]:
    """Where a mark may close: behind a word, and not within one."""
    place = words.find(close)
    while place >= 0:
        if not words[place - 1].isspace() and not words[place + 1 : place + 2].isalnum():
            yield place
        place = words.find(close, place + 1)


def without_marks(words: str) -> str:
    """Return a text without what is in quotation marks."""
    for inner in marked(words):
        words = words.replace(inner, "", 1)
    return words


def is_blankless(token: str) -> bool:
    """Whether a token is of a script that sets no blanks between words."""
    return not token[:1].isascii() and re.match(f"[{_BLANKLESS}]", token) is not None


def tokens(words: str) -> list[str]:
    """The words of a text; of a script without blanks, its characters."""
    return TOKEN.findall(clean(words))


@lru_cache
def clean(words: str) -> str:
    """White space, ligatures and apostrophes in one form; quotation marks are kept."""
    words = unicodedata.normalize("NFKC", words.translate(UNSEEN)).translate(dict.fromkeys(map(ord, "’‘"), "'"))
    return re.sub(r"\s+", " ", words).strip()
