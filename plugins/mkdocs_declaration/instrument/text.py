r"""The words of a clause, the emphasis they carry, and the links that an author writes.

Emphasis and links are kept beside the words, never in them: matching, searching, hashing and citing see plain words.
An author writes `**operative words**` and `*titles*`, `[words](#5.2)` for a link to a clause, `[words](https://…)` for
one that leads out, and `[words](#)` for words that are no reference although they look like one; a literal asterisk is
written `\*`, a literal bracket before such a link `\[`. What would be a mark elsewhere, as `<b>`, is none here; a
backslash before it says that it is meant so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Span", "Text", "TextLink"]

NOWHERE = "#"
"""The target of words that are no reference."""
_TARGET = r"(?:\#[^()\s]*|https?:(?:[^()\s]|\([^()\s]*\))*)"
_TOKEN = re.compile(
    r"\\([*\\<>\[\]_|&])|\*{1,3}"
    rf"|(?P<link>\[)(?=(?:[^\[\]\\]|\\.)+\]\({_TARGET}\))|\]\((?P<target>{_TARGET})\)"
)
_FOREIGN = re.compile(
    r"""(?<!\\)(?:
    </?(?:a|b|br|code|div|em|font|i|img|li|ol|p|s|small|span|strong|sub|sup|table|t[dhr]|u|ul)\b[^<>]*>  # HTML
    | <!--.*?(?:-->|\Z)  # its comment
    | &(?:amp|apos|gt|lt|nbsp|quot|[lr][ds]quo|[mn]dash|hellip|sect|\#\d+|\#x[0-9a-f]+);  # its characters
    | \[[^\[\]]+\]\((?:mailto:|[/.])[^()\s]*\)  # a link of Markdown that is none here
    | \[\^\w+\]  # its footnote
    | \|\ *:?-{3,}:?\ *\|  # the second line of its table
    | (?<!\w)_[^\W_](?:[^_]*[^\W_])?_(?!\w)  # its emphasis
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""Marks of HTML and Markdown that no print has."""
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"'}
"""Opening quotation marks, and what may close each."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, as half-open character offsets."""

    start: int
    end: int
    kind: str
    """`strong` or `em` for emphasis; a glossary id for a mention."""


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link that an author wrote, as half-open character offsets."""

    start: int
    end: int
    target: str
    """An address with its scheme; or behind `#` the id of a clause, those of a range, or nothing, which is no link."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, the emphasis on them, and the links in them."""

    plain: str
    """The words, white space folded to single blanks."""
    emphasis: tuple[Span, ...] = ()
    """`strong` and `em` spans, properly nested, outer before inner."""
    links: tuple[TextLink, ...] = ()
    """Links that are written in it, in its order, without overlaps."""

    def __str__(self) -> str:
        """The plain words."""
        return self.plain

    @property
    def markup(self) -> str:
        """The text as an author writes it; `parse` of it gives an equal text."""
        marks: dict[int, list[str]] = {}
        for span in self.emphasis:
            mark = "**" if span.kind == "strong" else "*"
            marks.setdefault(span.start, []).append(mark)
            marks.setdefault(span.end, []).insert(0, mark)
        for link in self.links:
            marks.setdefault(link.start, []).append("[")
            marks.setdefault(link.end, []).insert(0, f"]({link.target})")
        special = "*\\[]" if self.links or "](" in self.plain else "*\\"
        pieces = []
        for offset, char in enumerate(self.plain):
            pieces += marks.get(offset, [])
            pieces.append(f"\\{char}" if char in special else char)
        return "".join(pieces + marks.get(len(self.plain), []))


@dataclass(frozen=True, slots=True)
class EmphasisError:
    """An emphasis mark that has no partner."""

    mark: str
    """`*` or `**`."""
    nth: int
    """The number of asterisks before it in the text as written, which gives its place in the file."""


def fold(words: str) -> str:
    """Fold white space to single blanks. A no-break space is a character of the text and is kept."""
    return _SPACE.sub(" ", words).strip(" ")


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


def foreign_marks(markup: str) -> list[tuple[int, str]]:
    """Find marks of HTML and Markdown, which are published as they stand.

    Args:
        markup: What an author wrote.

    Returns:
        The offset of each and the mark, in the order of the text; none that has a backslash before it.
    """
    if not any(char in markup for char in "<[]|_&"):
        return []
    return sorted([*((match.start(), match[0]) for match in _FOREIGN.finditer(markup)), *_ends_without_link(markup)])


def _ends_without_link(markup: str) -> Iterator[tuple[int, str]]:
    """Ends of links whose beginning is none, as that of a link within another: where each is, and what it is."""
    is_open = is_escaped = False
    for token in _TOKEN.finditer(markup):
        if token["target"] is not None:
            if not is_open and not is_escaped:
                yield token.start(), token[0]
            is_open = is_escaped = False
        elif token["link"]:
            is_open = True
        elif token[1] == "[":
            is_escaped = True


def parse(markup: str) -> tuple[Text, tuple[EmphasisError, ...]]:
    """Read words, emphasis and links.

    Args:
        markup: What an author wrote.

    Returns:
        The text, and the marks that are not closed or close nothing (their asterisks are left out of the words).
    """
    markup = fold(markup)
    words: list[str] = []
    length = 0
    spans: list[Span | None] = []
    opened: list[tuple[str, int, int, int]] = []  # mark, offset, index in spans, asterisks before
    errors: list[EmphasisError] = []
    position = 0
    asterisks = 0
    links: list[TextLink] = []
    linked = -1  # where the link begins that is open
    for token in _TOKEN.finditer(markup):
        before = markup[position : token.start()]
        words.append(before)
        length += len(before)
        position = token.end()
        if token[1]:
            words.append(token[1])
            length += 1
            asterisks += token[1] == "*"
            continue
        if token["link"]:
            linked = length
            continue
        if token["target"] is not None:
            if linked < 0:  # brackets that open no link: words
                words.append(token[0])
                length += len(token[0])
            elif linked < length:
                links.append(TextLink(linked, length, token["target"]))
            linked = -1
            asterisks += token[0].count("*")
            continue
        for mark in _marks(token[0], [entry[0] for entry in opened]):
            if len(opened) > 1 and opened[-1][0] != mark == opened[-2][0] and opened[-1][1] == opened[-2][1]:
                # Both began in one `***`; only now is it known which of them is inner.
                (outer, start, first, outer_nth), (inner, _, second, inner_nth) = opened[-2:]
                opened[-2:] = [(inner, start, first, inner_nth), (outer, start, second, outer_nth)]
            if opened and opened[-1][0] == mark:
                _, start, index, _ = opened.pop()
                spans[index] = Span(start, length, "strong" if mark == "**" else "em")
            elif any(entry[0] == mark for entry in opened):
                errors.append(EmphasisError(mark, asterisks))
            else:
                opened.append((mark, length, len(spans), asterisks))
                spans.append(None)
            asterisks += len(mark)
    words.append(markup[position:])
    errors += [EmphasisError(mark, nth) for mark, _, _, nth in opened]
    emphasis = tuple(span for span in spans if span and span.start < span.end)
    return Text("".join(words), emphasis, tuple(links)), tuple(sorted(errors, key=lambda error: error.nth))


def _marks(run: str, opened: list[str]) -> tuple[str, ...]:
    """Split a run of asterisks into marks: of `***`, the mark that is open innermost comes first."""
    if len(run) < 3:
        return (run,)
    return ("*", "**") if opened and opened[-1] == "*" else ("**", "*")
