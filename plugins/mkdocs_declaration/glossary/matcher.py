"""The matcher: finds terms in a text, which is matched as plain words, before it becomes HTML."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.text.text import Span, in_position

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from mkdocs_declaration.glossary.term import Term

__all__ = ["Matcher"]

NOTHING = ""
"""What longer words mention in which a term is none."""


@dataclass(slots=True)
class _Upcoming:
    """The next match of an expression in a text."""

    match: re.Match[str]
    expression: re.Pattern[str]
    forms: Mapping[str, str]
    """The ids of terms by their forms."""
    key: Callable[[str], str]
    """What makes of words in a text what the forms are kept by."""

    @property
    def term(self) -> str | None:
        """The id of the term that the match mentions."""
        return self.forms.get(self.key(spelling(self.match[0])))

    def pass_by(self, text: str, position: int) -> bool:
        """Search on from a position if the match begins before it; tell whether there is a match."""
        if self.match.start() >= position:
            return True
        following = self.expression.search(text, position)
        if following is not None:
            self.match = following
        return following is not None


class Matcher:
    """Finds the terms of a glossary in a text: whole words, the longest form first.

    A blank of a form is any white space in a text: a no-break or thin space as well, and where a line is broken.
    """

    def __init__(self, terms: Collection[Term]) -> None:
        """Compile the forms of terms into a regular expression, and one more for those that ignore case.

        The expressions are shaped as tries: at each place they look only at forms that share what was read so far, so
        that their speed hardly depends on how many forms there are. Longer words in which a term is none are found as
        its forms are, and mention nothing.

        Args:
            terms: The terms.
        """
        exact: dict[str, str] = {}
        folded: dict[str, str] = {}
        for term in terms:
            for form in map(spelling, term.forms):
                if term.ignore_case:
                    folded[form.casefold()] = term.id
                else:
                    exact[form] = term.id
        for term in terms:  # unless they are another term
            more = dict.fromkeys(itertools.chain(*map(_positions, map(spelling, term.forms))), term.id)
            more |= dict.fromkeys(itertools.chain(*map(_ways, map(spelling, term.never_in))), NOTHING)
            for words, id_ in more.items():
                if term.ignore_case:
                    folded.setdefault(words.casefold(), id_)
                else:
                    exact.setdefault(words, id_)
        self._searches = [
            (re.compile(_expression(forms), flags), forms, key)
            for forms, flags, key in ((exact, 0, str), (folded, re.IGNORECASE, str.casefold))
            if forms
        ]

    def mentions(self, text: str) -> tuple[Span, ...]:
        """Find every mention.

        Args:
            text: Plain words.

        Returns:
            Spans in the order of the text, without overlaps; their kind is the term's id.
        """
        spans: list[Span] = []
        # The next match of each expression stays the next one until a mention passes its beginning.
        upcoming = [_Upcoming(match, *search) for search in self._searches if (match := search[0].search(text))]
        while upcoming:
            first = min(upcoming, key=lambda each: (each.match.start(), -each.match.end()))
            start, position = first.match.span()
            if term := first.term:  # none: a letter whose case folds to several, as in a Turkish text
                spans.append(Span(start, position, term))
            upcoming = [each for each in upcoming if each.pass_by(text, position)]
        return tuple(spans)


_SPACES = re.compile(r"\s+")
"""White space of any kind and length (Unicode's property `White_Space`)."""


def spelling(form: str) -> str:
    """A form, or words that are one, with white space of any kind as single blanks."""
    return _SPACES.sub(" ", form).strip()


def _positions(form: str) -> Iterator[str]:
    """How else a text may have a form with digits: with them raised or lowered, as in `m²` and `CO₂`."""
    digits = [match.span() for match in re.finditer("[0-9]", form)]
    for kind in ("sup", "sub") if digits else ():
        yield in_position(form, [Span(*span, kind) for span in digits])


def _ways(words: str) -> tuple[str, ...]:
    """How a text may have longer words: as they are, at the beginning of a sentence, with hyphens between them."""
    begun = words[:1].upper() + words[1:]
    return (words, begun, words.replace(" ", "-"), begun.replace(" ", "-"))


def _expression(forms: Collection[str]) -> str:
    """Write forms, as a trie, into a regular expression that takes the longest that ends at the edge of a word."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in forms:
        node = trie
        for char in form:
            node = node.setdefault(_SPACES.pattern if char == " " else re.escape(char), {})
        node[""] = {}

    def branches(node: dict[str, dict], depth: int = 0) -> str:  # type: ignore[type-arg]
        chain = ""
        while len(node) == 1 and "" not in node:  # no depth is spent where forms do not part
            ((piece, node),) = node.items()
            chain += piece
        if depth < MAX_BRANCHES:
            alternatives = [piece + branches(child, depth + 1) for piece, child in sorted(node.items()) if piece]
        else:
            alternatives = sorted(_endings(node), key=lambda ending: (-len(ending), ending))
        if not alternatives:
            return chain
        return f"{chain}(?:{'|'.join(alternatives)}){'?' if '' in node else ''}"

    before = _boundary("(?<!", "(?!", {form[:1] for form in forms})
    return before + branches(trie) + _boundary("(?!", "(?<!", {form[-1:] for form in forms})


MAX_BRANCHES = 50
"""How often forms may part from one another before what is left of them is listed: expressions nest only so deep."""


def _endings(trie: dict[str, dict]) -> list[str]:  # type: ignore[type-arg]
    """What is left of the forms below a place in a trie, each written out."""
    endings = []
    waiting = [("", trie)]
    while waiting:
        before, node = waiting.pop()
        for piece, child in node.items():
            if piece:
                waiting.append((before + piece, child))
            elif before:
                endings.append(before)
    return endings


UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
"""Characters of scripts written without blanks: Thai, Lao, Tibetan, Burmese, Khmer, Chinese and Japanese."""
MARKED = (range(0x0300, 0x1E00), range(0x20D0, 0x2100), range(0xA660, 0xAC00), range(0xFB1E, 0xFB1F))
"""Where Unicode's Basic Multilingual Plane has combining marks (categories Mn and Mc) of scripts with blanks."""


_UNSPACED = tuple(zip(UNSPACED[::3], UNSPACED[2::3], strict=True))
"""The first and the last of each range of them."""


def _is_unspaced(char: str) -> bool:
    return any(first <= char <= last for first, last in _UNSPACED)


def _boundary(outside: str, inside: str, at_edge: Collection[str]) -> str:
    """The edge of a form: no letter outside of it, or none at the edge itself, as with an ideograph or a bracket.

    Args:
        outside: Begins a look at what is outside of the form.
        inside: Begins a look at the edge itself.
        at_edge: The characters that forms have there.
    """
    letter = _letter()
    if all(char.isalnum() and not _is_unspaced(char) for char in at_edge):
        return f"{outside}{letter})"
    return f"(?:{outside}{letter})|{inside}{letter}))"


@functools.cache
def _letter() -> str:
    r"""An expression for a letter.

    It is here what `\w` is, less the scripts that are written without blanks, in which every place is an edge, and with
    combining marks, which `\w` leaves out although they are half of a word in Arabic or Hindi. Whether case is ignored
    makes no difference to it, but to how long it takes to compile.
    """
    ranges: list[list[str]] = []
    for codes in MARKED:
        after = False
        for char in map(chr, codes):
            is_mark = unicodedata.category(char) in {"Mn", "Mc"} and not _is_unspaced(char)
            if is_mark and after:
                ranges[-1][1] = char
            elif is_mark:
                ranges.append([char, char])
            after = is_mark
    return f"(?-i:[^\\W{UNSPACED}]|[{''.join(map('-'.join, ranges))}])"
