"""Words before and after a change as one text, in which what was taken out and what was put in are told apart."""

from __future__ import annotations

import difflib
import functools
import re
from typing import NamedTuple

__all__ = ["Redlined"]

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters and marks of scripts that put no blanks between words (Unicode Standard, chapters 16 and 18)."""
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
"""Those of them that stand on the letter before."""
_SIGNS = r"\s!-/:-@\[-`{-~¡-¿‐-⁞、-〿،؛؟۔！-／：-？"
"""White space and punctuation."""
MOST = 4_000_000
"""The most pairs of tokens that are compared; beyond it words are taken out and put in as a whole."""
SHOWN = 30
"""How many words that stay are shown before a change and after one."""
SAME, OUT, IN, LEFT_OUT = "same", "out", "in", "left-out"


@functools.cache  # a text that nothing changed in needs none
def _token() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}][{_MARKS}]*|\s+|[^{_SIGNS}{_UNSPACED}]+|.", re.DOTALL)


class Redlined(NamedTuple):
    """A stretch of a text that was changed."""

    kind: str
    """`same`, `out` for what was taken out, `in` for what was put in; `left-out` for words that stay and are not
    shown."""
    words: str
    """Its words; empty where they are left out."""


def redline(before: str | None, after: str | None) -> list[Redlined]:
    """Mark the difference of two texts word by word.

    Args:
        before: The words before; None where there were none, or where they are not known.
        after: The words after; the same.

    Returns:
        The stretches in order. Without those that were put in, and with those that are left out, they are the words
        before; without those that were taken out, the words after.
    """
    if not before or not after:
        return [Redlined(kind, words) for kind, words in ((OUT, before), (IN, after)) if words]
    old, new = _token().findall(before), _token().findall(after)
    if len(old) * len(new) > MOST:
        return [Redlined(OUT, before), Redlined(IN, after)]
    pieces: list[Redlined] = []
    taken_out: list[str] = []
    put_in: list[str] = []
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (tag, i, j, k, m) in enumerate(opcodes):
        same = "".join(old[i:j])
        # A blank or a comma between two changes would part what is read as one.
        is_inside = tag == "equal" and 0 < place < len(opcodes) - 1 and not re.search(r"\w", same)
        if tag != "equal" or is_inside:
            taken_out += old[i:j]
            put_in += new[k:m]
            continue
        pieces += _changed(taken_out, put_in)
        taken_out, put_in = [], []
        pieces += _same(same, is_first=place == 0, is_last=place == len(opcodes) - 1)
    return [*pieces, *_changed(taken_out, put_in)]


def _changed(taken_out: list[str], put_in: list[str]) -> list[Redlined]:
    pieces = Redlined(OUT, "".join(taken_out)), Redlined(IN, "".join(put_in))
    return [piece for piece in pieces if piece.words]


def _same(words: str, *, is_first: bool, is_last: bool) -> list[Redlined]:
    """Words that stay, of which only those near changes are shown."""
    tokens = _token().findall(words)
    head, tail = (0 if is_first else 2 * SHOWN), (0 if is_last else 2 * SHOWN)
    if len(tokens) <= head + tail + SHOWN:
        return [Redlined(SAME, words)]
    pieces = (
        Redlined(SAME, "".join(tokens[:head])),
        Redlined(LEFT_OUT, ""),
        Redlined(SAME, "".join(tokens[len(tokens) - tail :])),
    )
    return [piece for piece in pieces if piece.words or piece.kind == LEFT_OUT]
