r"""The words of a clause, the emphasis they carry, and the links that an author writes.

Emphasis and links are kept beside the words, never in them: matching, searching, hashing and citing see plain words.
An author writes `**operative words**` and `*titles*`, `[words](#5.2)` for a link to a clause, `[words](https://…)` for
one that leads out, and `[words](#)` for words that are no reference although they look like one; `m<sup>2</sup>` and
`H<sub>2</sub>O` for what is raised or lowered; and `[^1]` where the mark of a footnote stands. A literal asterisk is
written `\*`, a literal bracket before such a link or mark `\[`. What would be a mark elsewhere, as `<b>`, is none here;
a backslash before it says that it is meant so.

Where there are only words, as in a menu, a result of the search or a file of plain text, 10³ may not become 103: what
is raised or lowered stands there in the signs that Unicode has for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Span", "Text", "TextLink"]

NOWHERE = "#"
"""The target of words that are no reference."""
RAISED = re.compile(r"(?<!\\)<(sup|sub)>[^<*]+(</\1>)")
"""What is raised or lowered, which is no foreign mark."""
_POSITIONS = {
    "sup": str.maketrans("0123456789+-\N{EN DASH}\N{MINUS SIGN}=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾"),
    "sub": str.maketrans("0123456789+-\N{EN DASH}\N{MINUS SIGN}=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎"),
}
"""Raised and lowered signs (Unicode, *Superscripts and Subscripts*). Of letters there are some, which no reader and no
search would take for these letters: the `er` of `1er` stays as it is."""
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"'}
"""Opening quotation marks, and what may close each."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, as half-open character offsets."""

    start: int
    end: int
    kind: str
    """`strong` or `em` for emphasis, `sup` or `sub` for what is raised or lowered; a glossary id for a mention."""


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link that an author wrote, as half-open character offsets."""

    start: int
    end: int
    target: str
    """An address with its scheme; or behind `#` the id of a clause, those of a range, or nothing, which is no link."""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The mark of a footnote, which stands between words and is none of them."""

    start: int
    """Before which character it stands."""
    mark: str
    """As printed: `1`, `*`."""
    target: str = ""
    """The id of the footnote; empty until it is known."""

    @property
    def end(self) -> int:
        """Where it ends, which is where it begins."""
        return self.start


@dataclass(frozen=True, slots=True)
class Text:
    """Words, the emphasis on them, and the links in them."""

    plain: str
    """The words, white space folded to single blanks, in signs that show by themselves what is raised: `10³`, `CO₂`."""
    emphasis: tuple[Span, ...] = ()
    """`strong`, `em`, `sup` and `sub` spans, properly nested, outer before inner."""
    links: tuple[TextLink, ...] = ()
    """Links that are written in it, in its order, without overlaps."""
    marks: tuple[FootnoteMark, ...] = ()
    """Marks of footnotes, in its order."""
    signs: str = ""
    """The words in the signs that are written, one for one: `103` where 3 is raised; empty if `plain` has the same."""

    @property
    def drawn(self) -> str:
        """The words where `sup` and `sub` are drawn as such: `103` with 3 raised."""
        return self.signs or self.plain

    def __str__(self) -> str:
        """The plain words."""
        return self.plain

    @property
    def markup(self) -> str:
        """The text as an author writes it; `parse` of it gives an equal text."""
        marks: dict[int, list[str]] = {}
        for note in self.marks:  # first, so that what ends there stands before it and what begins there behind it
            marks.setdefault(note.start, []).append(f"[^{note.mark}]")
        for span in self.emphasis:
            before, after = _WRITTEN[span.kind]
            marks.setdefault(span.start, []).append(before)
            marks.setdefault(span.end, []).insert(0, after)
        for link in self.links:
            marks.setdefault(link.start, []).append("[")
            marks.setdefault(link.end, []).insert(0, f"]({link.target})")
        special = "*\\[]" if self.links or "](" in self.plain or "[^" in self.plain else "*\\"
        special += "<" if RAISED.search(self.plain) else ""
        pieces = []
        for offset, char in enumerate(self.drawn):
            pieces += marks.get(offset, [])
            pieces.append(f"\\{char}" if char in special else char)
        return "".join(pieces + marks.get(len(self.plain), []))


_WRITTEN = {
    "strong": ("**", "**"),
    "em": ("*", "*"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
}
"""What an author writes before and after words."""


def in_position(words: str, spans: Iterable[Span]) -> str:
    """Words in which what is raised or lowered shows by itself; no character moves.

    Args:
        words: The words as they are written.
        spans: Emphasis on them, of which only `sup` and `sub` count.

    Returns:
        The words with digits and signs of arithmetic in these spans as Unicode has them raised or lowered: `10³`.
    """
    for span in spans:
        if signs := _POSITIONS.get(span.kind):
            words = words[: span.start] + words[span.start : span.end].translate(signs) + words[span.end :]
    return words


def fold(words: str) -> str:
    """Fold white space to single blanks. A no-break space is a character of the text and is kept."""
    is_folded = words.isprintable() and "  " not in words
    return (words if is_folded else _SPACE.sub(" ", words)).strip(" ")


def unquoted(text: Text) -> Text:
    """A text without the quotation marks that stand around all of it, as a title may be printed.

    Args:
        text: Words and emphasis.

    Returns:
        The text itself where it has no such marks, or has the same marks within it as well: `“One” and “two”`.
    """
    plain = text.plain
    marks = {plain[:1], plain[-1:]}
    inner = plain[1:-1].strip(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
    if (
        len(plain) < 2
        or not inner
        or plain[-1] not in _CLOSING.get(plain[0], "")
        or any(mark in inner for mark in marks)
    ):
        return text
    start = plain.index(inner)
    end = start + len(inner)
    spans = (Span(max(span.start, start) - start, min(span.end, end) - start, span.kind) for span in text.emphasis)
    links = (TextLink(max(x.start, start) - start, min(x.end, end) - start, x.target) for x in text.links)
    return Text(
        inner,
        tuple(span for span in spans if span.start < span.end),
        tuple(link for link in links if link.start < link.end),
        tuple(FootnoteMark(min(max(note.start, start), end) - start, note.mark) for note in text.marks),
        text.signs[start:end],
    )


def shorten(words: str, limit: int = 40) -> str:
    """Fold words and cut them for a message.

    Args:
        words: The words.
        limit: How many characters there may be, the sign of what is left out among them.
    """
    words = fold(words)
    return words if len(words) <= limit else words[: limit - 1] + "…"


def first_words(text: str, limit: int = 50) -> str:
    """The beginning of a text, cut between words where the script has blanks.

    Args:
        text: Plain words.
        limit: How many characters there may be.
    """
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit)
    return (text[:cut] if cut > 0 else text[: limit // 2]).rstrip(" ,;:.") + "…"


def capital(label: str) -> str:
    """A label with a capital at its beginning."""
    return label[:1].upper() + label[1:]
