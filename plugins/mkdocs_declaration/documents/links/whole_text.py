"""The words of a whole text, in which quotations are looked up without a comparison with every clause."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.links import folding
from mkdocs_declaration.documents.quotation_marks import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMON = 200
"""A word, or a pair of them, that stands in more places finds a part no faster than reading the text does."""
MAX_PLACES = 100
"""How many places of a quotation are looked for."""
_WITHIN = 60
"""How many characters the rest of a word that a bracket changed has at most."""


class WholeText:
    """Finds quotations in the clauses of a text, over their bounds as well."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the words of the clauses, in the order of the text."""
        self._starts: list[int] = []
        folded, length = [], 0
        for text in texts:
            form = folding.folded_within(text)
            self._starts.append(length)
            folded.append(form)
            length += len(form) + 1
        self._text = " ".join(folded)
        self._places: dict[str, list[int]] = {}
        for match in TOKEN.finditer(self._text):
            self._places.setdefault(match.group().casefold(), []).append(match.start())

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], list[int]]:
        """The places of each two words that stand side by side, at which the first of them begins."""
        pairs: dict[tuple[str, str], list[int]] = {}
        place, word = 0, ""
        for match in TOKEN.finditer(self._text):
            following = match.group().casefold()
            pairs.setdefault((word, following), []).append(place)
            place, word = match.start(), following
        return pairs

    def find(self, words: str, *, loosely: bool = False) -> list[tuple[int, ...]]:
        """Find a quotation.

        Args:
            words: The quotation.
            loosely: Whether blanks and hyphens do not count, as where lines were broken in print.

        Returns:
            The clauses that have its parts, counted from 0, for each place where all parts stand in their order; of a
            quotation with omissions, the one where they stand closest. Nothing if the text does not have it.
        """
        forms = [form for _, form in folding.parts(words)]
        numbered = [piece for form in forms for piece in folding.without_numbers(form)]
        found = self._find(forms) or (self._find(numbered) if numbered != forms else [])
        if not found and loosely and folding.are_in_order_squeezed(numbered, self._text):
            return [self._loosely(numbered)]
        return found

    def _find(self, forms: Sequence[str]) -> list[tuple[int, ...]]:
        best: list[tuple[int, ...]] = []
        shortest = len(self._text)
        for count, (start, end) in enumerate(self._occurrences(forms[0], 0) if forms else ()):
            if count == MAX_PLACES:
                break
            spans = [(start, end)]
            for form in forms[1:]:
                following = next(self._occurrences(form, spans[-1][1]), None)
                if following is None:
                    return best
                spans.append(following)
            clauses = tuple(sorted({clause for span in spans for clause in self._clauses(*span)}))
            if len(forms) == 1:
                best += [] if clauses in best else [clauses]
            elif spans[-1][1] - start < shortest:
                shortest, best = spans[-1][1] - start, [clauses]
        return best

    def _loosely(self, forms: Sequence[str]) -> tuple[int, ...]:
        """The clauses in which the parts begin, where blanks and hyphens do not count."""
        clauses = []
        for form in forms:
            squeezed = folding.squeezed(form)
            spaced = r"[\s-]*".join(map(re.escape, squeezed.replace(folding.REST, "")))
            match = re.search(spaced, self._text, re.IGNORECASE)
            clauses += self._clauses(match.start(), match.end()) if match is not None else []
        return tuple(sorted(set(clauses)))

    def _clauses(self, start: int, end: int) -> list[int]:
        return list(range(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)))

    def _occurrences(self, form: str, at: int) -> Iterator[tuple[int, int]]:
        """Where a part stands from an offset on, found by its rarest word or, where all are common, its rarest pair."""
        tokens = [
            match for match in TOKEN.finditer(form) if folding.REST not in form[match.start() - 1 : match.end() + 1]
        ]
        if not tokens or len(form) == 1:
            yield from folding.occurrences(form, self._text, at)
            return
        # A word at either end may be a part of one, as behind an apostrophe, where the others are whole for sure.
        inner = tokens[1:-1] or tokens
        words = [(token.start(), token.group().casefold()) for token in inner]
        offset, places = min(((start, self._places.get(word, [])) for start, word in words), key=_count)
        if len(places) > COMMON and folding.REST not in form:
            if len(tokens) > len(inner) > 1:
                pairs = ((start, (word, after)) for (start, word), (_, after) in itertools.pairwise(words))
                offset, places = min(((start, self._pairs.get(pair, [])) for start, pair in pairs), key=_count)
            if len(places) > COMMON:
                yield from folding.occurrences(form, self._text, at)
                return
        more = _WITHIN * form.count(folding.REST)
        for place in places[bisect_left(places, at + offset - more) :]:
            start = place - offset
            if not more and folding.is_at(form, self._text, start):
                yield start, start + len(form)
            elif more:
                window = max(at, start - more), start + len(form) + more
                yield from itertools.islice(folding.occurrences(form, self._text, *window), 1)


def _count(held: tuple[int, list[int]]) -> int:
    """How many places there are."""
    return len(held[1])
