r"""What an author writes in a text: words, emphasis, links, what is raised or lowered, marks of footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.text.text import RAISED, FootnoteMark, Span, Text, TextLink, fold, in_position

if TYPE_CHECKING:
    from collections.abc import Iterator

_TARGET = r"(?:\#[^()\s]*|https?:(?:[^()\s]|\([^()\s]*\))*)"
_TOKEN = re.compile(
    r"\\([*\\<>\[\]_|&])|\*{1,3}"
    r"|<(?P<position>sup|sub)>(?=[^<*]+</(?P=position)>)|</(?P<end>sup|sub)>"
    r"|\[\^(?P<note>[^\]\[\s]{1,8})\]"
    rf"|(?P<link>\[)(?=(?:[^\[\]\\]|\\.)+\]\({_TARGET}\))|\]\((?P<target>{_TARGET})\)"
)
_CHARACTERS = re.compile(r"[*\\<>\[\]|_&]")
"""What all marks have one of."""
_FOREIGN = re.compile(
    r"""(?<!\\)(?:
    </?(?:a|b|br|code|div|em|font|i|img|li|ol|p|s|small|span|strong|sub|sup|table|t[dhr]|u|ul)\b[^<>]*>  # HTML
    | <!--.*?(?:-->|\Z)  # its comment
    | &(?:amp|apos|gt|lt|nbsp|quot|[lr][ds]quo|[mn]dash|hellip|sect|\#\d+|\#x[0-9a-f]+);  # its characters
    | \|\ *:?-{3,}:?\ *\|  # the second line of its table
    | (?<!\w)_[^\W_](?:[^_]*[^\W_])?_(?!\w)  # its emphasis
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""Marks of HTML and Markdown that no print has."""
_LINK = re.compile(
    rf"\\.|\[\^[^\]\[\s]{{1,8}}\]|(?P<words>\[(?:[^\[\]\\]|\\.)+\])\((?!{_TARGET}\))"
    r"(?P<target>(?:[^()]|\([^()]*\))*)\)",
    re.DOTALL,
)
"""Words in brackets with a target behind them that is neither behind `#` nor an address on the web."""


@dataclass(frozen=True, slots=True)
class EmphasisError:
    """An emphasis mark that has no partner."""

    mark: str
    """`*` or `**`."""
    nth: int
    """The number of asterisks before it in the text as written, which gives its place in the file."""


def may_be_marked(markup: str) -> bool:
    """Whether there may be marks in what an author wrote, ours or foreign ones: where there are none, it is words."""
    return _CHARACTERS.search(markup) is not None


def foreign_marks(markup: str) -> list[tuple[int, str]]:
    """Find marks of HTML and Markdown, which are published as they stand.

    Args:
        markup: What an author wrote.

    Returns:
        The offset of each and the mark, in the order of the text; none that has a backslash before it.
    """
    ours = {place for match in RAISED.finditer(markup) for place in (match.start(), match.start(2))}
    foreign = ((match.start(), match[0]) for match in _FOREIGN.finditer(markup) if match.start() not in ours)
    return sorted([*foreign, *_ends_without_link(markup)])


def lost_links(markup: str) -> list[tuple[int, str]]:
    """Find links that lead nowhere: their target is neither behind `#` nor an address on the web.

    Args:
        markup: What an author wrote.

    Returns:
        The offset of the bracket before each target, and the target, in the order of the text; none of a link that has
        a backslash before it.
    """
    if "](" not in markup:
        return []
    return [(match.end("words") - 1, match["target"]) for match in _LINK.finditer(markup) if match["words"]]


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
    """Read words, emphasis, links and marks.

    Args:
        markup: What an author wrote.

    Returns:
        The text, and the marks that are not closed or close nothing (their asterisks are left out of the words).
    """
    parser = _Parser()
    markup = fold(markup)
    position = 0
    for token in _TOKEN.finditer(markup):
        parser.put(markup[position : token.start()])
        position = token.end()
        parser.take(token)
    parser.put(markup[position:])
    return parser.text(), parser.errors()


class _Parser:
    """The reading of one text."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._length = 0
        self._spans: list[Span | None] = []
        self._opened: list[tuple[str, int, int, int]] = []  # mark, offset, index in spans, asterisks before
        self._errors: list[EmphasisError] = []
        self._asterisks = 0
        self._links: list[TextLink] = []
        self._linked = -1  # where the link begins that is open
        self._notes: list[FootnoteMark] = []
        self._raised: tuple[str, int, int] | None = None  # sup or sub, offset, index in spans

    def put(self, words: str) -> None:
        """Take words."""
        self._words.append(words)
        self._length += len(words)

    def take(self, token: re.Match[str]) -> None:
        """Take a mark."""
        if token[1]:
            self.put(token[1])
        elif token["note"]:
            self._notes.append(FootnoteMark(self._length, token["note"]))
        elif token["position"]:
            self._raised = (token["position"], self._length, len(self._spans))
            self._spans.append(None)
        elif token["end"]:
            self._end_raised(token)
        elif token["link"]:
            self._linked = self._length
        elif token["target"] is not None:
            self._end_link(token)
        else:
            self._emphasis(token[0])
            return  # it counts its asterisks itself
        self._asterisks += token[0].count("*")

    def _end_raised(self, token: re.Match[str]) -> None:
        if self._raised is None or self._raised[0] != token["end"]:
            self.put(token[0])  # it ends nothing: words
            return
        kind, start, index = self._raised
        self._spans[index] = Span(start, self._length, kind)
        self._raised = None

    def _end_link(self, token: re.Match[str]) -> None:
        if self._linked < 0:  # brackets that open no link: words
            self.put(token[0])
        elif self._linked < self._length:
            self._links.append(TextLink(self._linked, self._length, token["target"]))
        self._linked = -1

    def _emphasis(self, run: str) -> None:
        opened = self._opened
        for mark in _marks(run, [entry[0] for entry in opened]):
            if len(opened) > 1 and opened[-1][0] != mark == opened[-2][0] and opened[-1][1] == opened[-2][1]:
                # Both began in one `***`; only now is it known which of them is inner.
                (outer, start, first, outer_nth), (inner, _, second, inner_nth) = opened[-2:]
                opened[-2:] = [(inner, start, first, inner_nth), (outer, start, second, outer_nth)]
            if opened and opened[-1][0] == mark:
                _, start, index, _ = opened.pop()
                self._spans[index] = Span(start, self._length, "strong" if mark == "**" else "em")
            elif any(entry[0] == mark for entry in opened):
                self._errors.append(EmphasisError(mark, self._asterisks))
            else:
                opened.append((mark, self._length, len(self._spans), self._asterisks))
                self._spans.append(None)
            self._asterisks += len(mark)

    def text(self) -> Text:
        """What was read."""
        emphasis = tuple(span for span in self._spans if span and span.start < span.end)
        words = "".join(self._words)
        plain = in_position(words, emphasis)
        return Text(plain, emphasis, tuple(self._links), tuple(self._notes), "" if plain == words else words)

    def errors(self) -> tuple[EmphasisError, ...]:
        """The marks of emphasis that have no partner, in the order of the text."""
        unclosed = [EmphasisError(mark, nth) for mark, _, _, nth in self._opened]
        return tuple(sorted([*self._errors, *unclosed], key=lambda error: error.nth))


def _marks(run: str, opened: list[str]) -> tuple[str, ...]:
    """Split a run of asterisks into marks: of `***`, the mark that is open innermost comes first."""
    if len(run) < 3:
        return (run,)
    return ("*", "**") if opened and opened[-1] == "*" else ("**", "*")
