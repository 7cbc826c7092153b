"""The grammar of cross-references, by language: `Article 5, paragraph 2 (b)`, `paragraphs 1 and 2 of this article`.

A language states it under `references` in its file (`languages/`). Words are parted by blanks, `_` is a blank within
one, and a name of one unit stands before `|`, one of several behind it. What it states:

| key | what it has |
|---|---|
| `names` | names of units, by kinds |
| `same` | kinds whose names mean others as well: a section may be called by `§`, and a paragraph `subsection` |
| `plural` | the ending of several, of names that a text has beside these |
| `of`, `to` | what stands between a unit and what holds it; between an annex and its instrument |
| `apart` | words that begin as `to` and say nothing of an instrument: `Annex I, to the extent that …` |
| `this`, `that` | words for the unit that the words stand in, and for the one that was named last |
| `that_behind` | of those for the last, the ones that may stand behind a number, if not all may |
| `before`, `after` | words for the unit before and behind; `before_behind`, `after_behind` follow the name |
| `first` | words for the number one behind a name |
| `ordinals_behind` | whether an ordinal may stand behind a name, as in `párrafo segundo` |
| `or` | what may stand between two numbers although the name is one of a single unit |
| `between` | words that may follow a number and say nothing |
| `foreign` | words that say that another instrument is meant |
| `measures` | what is counted, so that the number before it is none of a unit |
| `instruments` | what instruments are called; with `compounds` also as the end of longer words |
| `named` | what the name of an instrument goes on with, as in `Convention on …`; with `capitals` such a name has one |
| `adjectives_behind` | whether it may go on with an adjective, as in `Code civil` |
| `the`, `its` | words for the definite article, and for what is of an instrument: `the Charter, in its Article 2` |
| `qualifying` | words behind a unit that name parts of it, as in `Article 5, except paragraph 2` |
| `modifying` | words that say how the unit before them applies: `Article 5 applies, except that paragraph 1 …` |
| `beginning` | words with which a clause of the sentence begins: `Article 5 applies, provided that paragraph 1 …` |
| `thereof` | words behind a part of the unit that is named before: `Article 5 and paragraph 2 thereof` |
| `exact` | kinds whose names are those of no others: an `Absatz` is no item |
| `contained` | words between a unit and the instrument that has it: `Article 5 contained in the Charter` |
| `amending` | words that amend an instrument: what is named beside them is of that one |
| `leading` | words that may stand between the name of an instrument and the unit of it that is named behind |
| `of_behind_comma` | whether `of` may follow a comma |
| `every` | beside `counters`: what stands between `before` and a counter for all of them, as in 前各項 |
| `behind_items` | beside `counters`: ideographs that may follow the number of an item |
| `attached` | beside `counters`: words between an instrument and what is annexed to it |
| `treaties` | beside `counters`: instruments of which a unit may be named behind a comma or a bracket |
| `numbered` | words before the number of an item, as in `nach Nummer 2`; elsewhere it is that of anything |
| `items` | words before a number that has no name but a bracket, `°` or roman numerals: `au a)`, `du 2°`, `le I` |
| `former` | words before a name that say that a unit is none of the text as it is: `former Article 5` |
| `where` | words behind a conjunction: `Article 5 or, where applicable, Article 6` |
| `two` | words for two beside the numeral: `die beiden vorstehenden Absätze` |
| `many` | words before `before` and `after` in -en that make a name one of several: `die vorstehenden Artikel` |
| `lettered` | whether a letter behind a number is a part of it: `§ 2 a` |
| `counters` | instead of `names`: the characters behind a numeral, as in 第九条 (see `reference_parser_east_asian`) |

Numerals, ordinals, and the words of lists and ranges are those of the search (`citing_words`).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.citations.language_data import citing_words
from mkdocs_declaration.instrument.numbering.numerals import Number, read_number
from mkdocs_declaration.instrument.references.expressions import DIVIDING, any_of
from mkdocs_declaration.instrument.references.instruments import instrument_names
from mkdocs_declaration.instrument.references.joints import conjunctions_of, joints
from mkdocs_declaration.instrument.references.names import plain, unit_names
from mkdocs_declaration.instrument.references.numbers import number_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_declaration.instrument.citations.language_data import CitingWords
    from mkdocs_declaration.instrument.references.instruments import InstrumentNames

_DIVIDING = re.compile(rf"\s+{DIVIDING}")
_LOOK_BACK = 20
"""How many characters before a name may say what its number is."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar of one language whose names stand before numbers, as regular expressions."""

    unit: re.Pattern[str]
    """A name, with a word before it that says which unit is meant: groups `this`, `that`, `before`, `after`,
    `ordinal`, and `one` or `several`."""
    behind: re.Pattern[str]
    """A word behind a name that says which unit is meant: groups `before` and `after`."""
    kinds: Mapping[str, str]
    """Kinds by names."""
    same: Mapping[str, str]
    """Kinds whose names mean others as well."""
    ones: frozenset[str]
    """Names of one unit; some are those of several as well."""
    ordinals: Mapping[str, int]
    """What ordinals count to."""
    ordinal: re.Pattern[str]
    """An ordinal."""
    numerals: Mapping[str, str]
    """The digits of numerals."""
    number: re.Pattern[str]
    """A number behind a name."""
    bare: re.Pattern[str]
    """A number that goes on with a list."""
    lone: re.Pattern[str]
    """The same behind names of letters."""
    separator: re.Pattern[str]
    """What stands between two of a list; its group `or` has a disjunction, `comma` a comma before a conjunction."""
    joint: re.Pattern[str]
    """The same between two names, with an article before the second."""
    further: re.Pattern[str]
    """Numbers that go on with a list, in ways in which they are read for other instruments alone."""
    until: re.Pattern[str]
    """What stands between the first and the last of a range."""
    qualifier: re.Pattern[str]
    """What stands between a unit and parts of it that are meant or not; its group `open` has words that may tell so."""
    modifying: re.Pattern[str]
    """What stands between a unit and one that may be a part of it, or not."""
    beginning: re.Pattern[str]
    """What stands between a unit and the beginning of a clause of the sentence."""
    thereof: re.Pattern[str]
    """What stands behind parts of the unit before them, as in `Article 5 and paragraph 2 thereof`."""
    exact: frozenset[str]
    """Kinds whose names are those of no others."""
    instruments: InstrumentNames
    """What instruments are called."""
    between: re.Pattern[str]
    """Words behind a number that say nothing."""
    numbered: re.Pattern[str]
    """The end of words before the name of a number that is one of an item."""
    former: re.Pattern[str]
    """The end of words before a name that say that it is that of a unit that was, or is to be; its group is `word`."""
    counting: re.Pattern[str]
    """The end of words before a name that say how many there are; its group is `count`."""
    counts_of: Mapping[str, int]
    """What numerals from two on count to."""
    many: re.Pattern[str]
    """The end of words before a name that make it one of several."""
    is_lettered: bool
    """Whether a letter behind a number is a part of it."""
    nameless: frozenset[str]
    """Words that stand instead of the name of an item."""

    def kind(self, match: re.Match[str]) -> str:
        """The kind that a match of `unit` names."""
        if not self.is_nameless(match):
            return self.kinds[plain(match["one"] or match["several"])]
        return "paragraph" if _DIVIDING.match(match.string, match.end()) else "item"

    def is_one(self, match: re.Match[str]) -> bool:
        """Whether a match of `unit` may name one unit."""
        return bool(match["one"]) or plain(match["several"]) in self.ones

    def begin(self, match: re.Match[str]) -> int:
        """Where a reference begins in a match of `unit` with a number: `that` before it joins two clauses."""
        return match.start("one" if match["one"] else "several") if match["that"] else match.start()

    def several(self, match: re.Match[str]) -> tuple[int, int]:
        """How many units a match of `unit` names that says it by a numeral, and where that begins: `two preceding`."""
        within = next((word for word in plain(match[0]).split() if word in self.counts_of), "")
        start = match.start()
        before = self.counting.search(match.string, max(0, start - _LOOK_BACK), start)
        if within or before is None:
            return self.counts_of.get(within, 0), start
        return self.counts_of[plain(before["count"])], before.start("count")

    def is_of_many(self, match: re.Match[str]) -> bool:
        """Whether a match of `unit`, which may name one unit, names several: `die vorstehenden Artikel`."""
        start = match.start()
        is_plural = bool(match["several"]) and match[0].split()[0].endswith("en")
        return is_plural and self.many.search(match.string, max(0, start - _LOOK_BACK), start) is not None

    def is_former(self, match: re.Match[str], title: str) -> bool:
        """Whether words before a match of `unit` say that it is none of the text as it is, which is no draft itself."""
        start = match.start()
        former = self.former.search(match.string, max(0, start - _LOOK_BACK), start)
        return former is not None and former["word"].casefold() not in title.casefold()

    def is_nameless(self, match: re.Match[str]) -> bool:
        """Whether a match of `unit` stands before the number of an item without naming it: `au a)`."""
        return plain(match["one"] or match["several"]) in self.nameless

    def is_numbered(self, match: re.Match[str]) -> bool:
        """Whether a match of `unit` stands behind words that say that its number is one of an item: `nach Nummer 2`."""
        return self.numbered.search(match.string, max(0, match.start() - _LOOK_BACK), match.start()) is not None

    def counts(self, match: re.Match[str]) -> Iterator[tuple[int, int, int]]:
        """The ordinals of a match of `unit`: where each begins and ends, and what it counts to."""
        for ordinal in self.ordinal.finditer(match.string, *match.span("ordinal")):
            yield *ordinal.span(), self.ordinals[plain(ordinal[0])]


@functools.lru_cache(maxsize=4096)
def key(number: str) -> str:
    """A number in the form in which it is compared: `13-1` for 13¹, `9-2` for 第九条の二, `5bis` for 5 bis."""
    read = read_number(number)
    designation = read.designation if isinstance(read, Number) else number
    joined = "".join(designation.split()).strip("().").lower().replace("‑", "-")
    return re.sub(r"^([lrd])\.(?=[0-9])", r"\1", joined)


@functools.lru_cache(maxsize=64)
def grammar(language: str, further: frozenset[tuple[str, str]] = frozenset()) -> Grammar | None:
    """The grammar of a language.

    Args:
        language: Its primary subtag (BCP 47).
        further: As for `unit_names`.

    Returns:
        The grammar; None if the language has none, or one whose numbers stand before names.
    """
    names = unit_names(language, further)
    if names is None:
        return None
    words = citing_words(language)
    stated = words.references
    numerals = _numerals(words, names.ordinals)
    return Grammar(
        unit=names.unit,
        kinds=names.kinds,
        same=names.same,
        exact=frozenset(stated.get("exact", "").split()),
        nameless=names.nameless,
        counts_of=names.counts_of,
        counting=re.compile(rf"(?<!\w)(?P<count>{any_of(names.counts_of)})\s+$", re.IGNORECASE),
        is_lettered=bool(stated.get("lettered")),
        ones=names.ones,
        ordinals=names.ordinals,
        ordinal=re.compile(names.ordinal, re.IGNORECASE),
        numerals=numerals,
        **number_patterns(stated, numerals),
        **joints(words),
        instruments=instrument_names(stated, conjunctions_of(words)),
    )


def _numerals(words: CitingWords, ordinals: Mapping[str, int]) -> dict[str, str]:
    """The digits of numerals."""
    numerals = dict.fromkeys(words.references.get("first", "").split(), "1")
    for count, entry in enumerate(words.numerals.split(), 1):
        numerals |= dict.fromkeys(map(plain, entry.split("/")), str(count))
    if words.references.get("ordinals_behind"):
        numerals |= {name: str(count) for name, count in ordinals.items()}
    return numerals
