"""Words in a form in which what typing and typesetting change does not count, and the parts of quotations.

A quotation may leave words out: `…`, `...`, `[…]`, `(…)`, `* * *`. It may put words in (`[the Parties]`) and change one
(`strengthen[ed]`, `[re]affirm`, `rais[e]`): a bracket that touches letters stands for any rest of that word, and for
nothing beyond it. White space, the shapes of quotation marks and dashes, punctuation at either end of a part, whether
its first letter is a capital, and whether a word is all in capitals do not count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.quotation_marks import UNSEEN, is_blankless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REST = "\ue000"
"""Stands in what is folded for any rest of a word."""
_FIRST, _LAST = "\ue001", "\ue002"
"""Stand in what is not folded yet around what a bracket puts into a word."""
_PRIVATE = dict.fromkeys(map(ord, f"\0{REST}{_FIRST}{_LAST}"), None)

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_DOTS = r"(?:…|\.{3,}|\.(?:\s\.){2,})"
_GAP = re.compile(rf"\s*(?:[(（]\s*{_DOTS}\s*[)）]|{_DOTS}|\*(?:\s*\*){{2,}}|\0)[\s.…\0]*")
_PUT_IN = re.compile(f"{_FIRST}([^{_LAST}]*){_LAST}")
_ENUMERATOR = re.compile(
    r"(?:\A|(?<=[;:.,] ))(?:\w{1,3} (?=\())?"  # also after a word such as and
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?(?:\([0-9a-z]{1,5}\))*|(?:\([0-9a-z]{1,5}\))+) "
)
_MARKS = dict.fromkeys(map(ord, '“”„‟«»‹›"「」『』'), None) | dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_COUNTING = re.compile("[\"'`-]|[A-Z](?<=[A-Za-z].)", re.DOTALL)
"""What is not as it is when ASCII is folded, white space apart; most clauses of most texts have none of it."""
_CAPITALS = re.compile(r"\b[^\W\d_][^\W\d_a-z]+\b")
_REST_OF_WORD = r"[^\W_]*"
EDGES = " .,;:!?-'。、，．；：！？・"
"""What does not count at either end of a part."""


def folded(words: str) -> str:
    """Words in the form in which they are compared."""
    return _folded(words).strip(EDGES)


def folded_within(words: str) -> str:
    """The same, with the punctuation at its ends."""
    return _folded(words).strip()


@lru_cache(maxsize=1024)
def _folded(words: str) -> str:
    if words.isascii() and not _COUNTING.search(words):
        return f" {' '.join(words.split())} "
    words = unicodedata.normalize("NFKC", words.translate(UNSEEN)).translate(_MARKS).translate(_DASHES)
    words = re.sub(r"(?<!\w)'|'(?!\w)", "", words)
    words = _CAPITALS.sub(lambda word: word[0].lower() if word[0][1:].isupper() else word[0], words)
    return re.sub(r"\s+", " ", re.sub(r"\s*-+\s*", "-", words))


@lru_cache(maxsize=256)
def parts(words: str) -> tuple[tuple[str, str], ...]:
    """The parts of a quotation between what is left out and put in: each as quoted, and folded."""
    marked = _BRACKET.sub(_read_bracket, words.translate(_PRIVATE))
    forms = ((part, folded(_PUT_IN.sub(REST, part))) for part in _GAP.split(marked))
    return tuple((_PUT_IN.sub(r"[\1]", part).strip(EDGES), form) for part, form in forms if form)


def without_numbers(form: str) -> list[str]:
    """The pieces of a folded part between numbers of clauses in it, as in `especially through: (i) …`."""
    return [piece for between in _ENUMERATOR.sub("\0", form).split("\0") if (piece := between.strip(EDGES))]


def _read_bracket(bracket: re.Match[str]) -> str:
    content, text = bracket[1], bracket.string
    before = _is_of_word(text[bracket.start() - 1 : bracket.start()])
    after = _is_of_word(text[bracket.end() : bracket.end() + 1])
    if not (before or after) or (content and not re.search(r"[^\W\d_]", content)):
        return "\0"
    if not before and len(content) == 1:
        return f"\0{content}"  # the first letter made large or small, as in [S]trengthening
    gap = "\0" if re.search(r"\s", content.strip()) else ""
    put_in = f"{_FIRST}{content}{_LAST}"
    if before and after and gap:
        return f"{put_in}{gap}{_FIRST}{_LAST}"
    return f"{put_in}{gap}" if before else f"{gap}{put_in}"


def _is_of_word(char: str) -> bool:
    """Whether a character is a letter of a script in which a word has more than one."""
    return char.isalpha() and not is_blankless(char)


@lru_cache(maxsize=256)
def squeezed(form: str) -> str:
    """What is folded, without blanks and hyphens, as where lines were broken in print."""
    return re.sub(r"[\s-]+", "", form)


def are_in_order(forms: Iterable[str], text: str) -> bool:
    """Whether folded parts stand in a folded text, one after the other."""
    at = 0
    for form in forms:
        found = next(occurrences(form, text, at), None)
        if found is None:
            return False
        at = found[1]
    return True


def are_in_order_squeezed(forms: Iterable[str], text: str) -> bool:
    """The same, where blanks and hyphens do not count."""
    whole = squeezed(text)
    starts: frozenset[int] | None = None
    at = 0
    for form in map(squeezed, forms):
        if REST not in form:
            start = _find(form, whole, at)
            if start < 0:
                return False
            at = start + len(form)
            continue
        if starts is None:
            starts = _starts_of_words(text)
        matches = _pattern(form).finditer(whole, at)
        found = next((match for match in matches if _keeps_within_words(match, starts)), None)
        if found is None:
            return False
        at = found.end()
    return True


@lru_cache(maxsize=16)
def _starts_of_words(text: str) -> frozenset[int]:
    """Where words begin in a text when it is squeezed."""
    starts, length = set(), 0
    for piece in re.split(r"[\s-]+", text):
        starts.add(length)
        length += len(piece)
    return frozenset(starts)


def _keeps_within_words(match: re.Match[str], starts: frozenset[int]) -> bool:
    """Whether no rest of a word in a match runs over the beginning of another word."""
    return not any(
        place in starts
        for group in range(1, match.re.groups + 1)
        for place in range(match.start(group) + 1, match.end(group))
    )


def occurrences(form: str, text: str, at: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where a folded part stands in a folded text as whole words.

    Args:
        form: The part.
        text: The text.
        at: The first offset at which it may begin.
        end: The last at which it may end; only of a part with `REST`.

    Yields:
        Half-open offsets.
    """
    if REST in form or len(form) == 1:
        for match in _pattern(form).finditer(text, at, len(text) if end is None else end):
            if _are_whole(form, text, match.start(), match.end()):
                yield match.span()
        return
    while (start := _find(form, text, at)) >= 0:
        stop = start + len(form)
        if _are_whole(form, text, start, stop):
            yield start, stop
        at = start + 1


def is_at(form: str, text: str, start: int) -> bool:
    """Whether a folded part without `REST` stands at an offset of a folded text, as whole words."""
    return (
        start >= 0
        and text.startswith(form[1:], start + 1)
        and text[start].casefold() == form[0].casefold()
        and _are_whole(form, text, start, start + len(form))
    )


def _find(form: str, text: str, at: int) -> int:
    """Where a part begins, whose first letter may be large or small; -1 if it is not there."""
    if len(form) == 1:
        places = [place for char in {form.lower(), form.upper()} if (place := text.find(char, at)) >= 0]
        return min(places, default=-1)
    first, rest = form[0].casefold(), form[1:]
    place = text.find(rest, at + 1)
    while place > 0 and text[place - 1].casefold() != first:
        place = text.find(rest, place + 1)
    return place - 1 if place > 0 else -1


def _are_whole(form: str, text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or behind a stretch of a text."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (not _is_word(before) or is_blankless(form[0])) and (not _is_word(after) or is_blankless(form[-1]))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    """What finds a part: capitals do not count in its first letter and in words that a bracket changed."""
    words = re.split(rf"([^\W_]*(?:{REST}[^\W_]*)+)", form)
    written = [
        f"(?i:{f'({_REST_OF_WORD})'.join(map(re.escape, word.split(REST)))})" if REST in word else re.escape(word)
        for word in words
    ]
    if written and not words[0] and len(words) > 1:
        return re.compile("".join(written))
    first = re.escape(form[0])
    return re.compile("".join([f"(?i:{first})", re.escape(words[0][1:]), *written[1:]]))
