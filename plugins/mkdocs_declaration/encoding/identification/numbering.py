"""Numbers of units: as printed or as a stated id has them, and where they start anew.

Numbers of articles, sections and paragraphs mostly run through the parts and chapters that group them, so these leave
no mark in their ids. Where the print begins them at one in each group, they are told apart by the group. That is read
from the first numbers of the groups alone: a number that stands twice somewhere else is a mistake, and changes no other
id.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.number_ranges import several
from mkdocs_declaration.foundation import characters
from mkdocs_declaration.instrument.identity.identifiers import UNNUMBERED
from mkdocs_declaration.instrument.numbering import alphabets, ranks
from mkdocs_declaration.instrument.numbering.alphabets import Letters
from mkdocs_declaration.instrument.numbering.east_asian import JOINS
from mkdocs_declaration.instrument.numbering.numerals import ROMAN, Number, Unreadable, read_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.encoding.files.units import UnitData
    from mkdocs_declaration.instrument.identity.scopes import Scope
    from mkdocs_declaration.instrument.numbering.alphabets import Alphabet

_INTEGER = re.compile("[0-9]+")
_LEADING = re.compile(r"([0-9]+)(?:\.|-[0-9])")
"""The first of the numbers that a number has, in `5.1` and `5-1`."""
_WORD = re.compile(rf"(?!(?:{ROMAN.pattern})$)(?!([a-z])\1*$)[a-z]+", re.IGNORECASE)
"""The end of an id that is no number: no digit in it, neither roman nor a letter, repeated as in `aa` or not."""
_LATIN_LETTER = re.compile("[(]?([A-Za-z])[).]?")
_FOOTNOTE = re.compile(r"\[\^[^\]\[]*\]")
_MARK = re.compile(r"\[\^[^\s]{1,8}\]")
_BRACKETED_WORD = re.compile(r"(?<=.)[(\[][^\W\d_]{4,}[)\]]$")
_SIGN_OF_FOOTNOTE = re.compile(r"[^\s*†‡]\s*([*†‡]{1,3})\)?$")
_TOGETHER = ", or 'repealed: true' if they are no longer in force"
FIRST_WITHOUT_NUMBER = frozenset({"ja"})
"""Languages in whose laws the first paragraph of an article bears no number, and the next one is 2."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """What is known of the numbers of a text."""

    names: frozenset[str] = frozenset()
    """Names of units that the site has, in lower case."""
    language: str = ""
    """The language, without region and script, in lower case; empty if it could not be read."""

    @property
    def is_first_without_number(self) -> bool:
        """Whether the first paragraph of an article bears no number, and the next one is 2."""
        return self.language in FIRST_WITHOUT_NUMBER

    def of_kind(self, kind: str | None) -> Numerals:
        """What is known of the numbers of units of a kind: its word may stand beside them."""
        return self if kind is None or kind in self.names else replace(self, names=self.names | {kind})

    def letters(self, units: Iterable[UnitData]) -> Letters:
        """The series that the letters of a list are of, the likeliest first: that in which they follow one another."""
        printed = tuple(unit.number for unit in units if unit.number)
        if all(map(str.isascii, printed)):
            return _usual(self.language)
        return _told(printed, self)

    def read(self, printed: str, letters: Letters | None = None) -> Number | Unreadable:
        """Read a number.

        Args:
            printed: The number as printed.
            letters: What `letters` gives of the list that it is in; if left out, its letters are of the usual series.
        """
        known = letters if letters is not None else _usual(self.language)
        return read_number(printed, self.names, known)


@functools.cache
def _usual(language: str) -> Letters:
    """The usual series of letters of a language."""
    return Letters(alphabets.of_language(language))


@functools.lru_cache(maxsize=1024)
def _told(printed: tuple[str, ...], numerals: Numerals) -> Letters:
    """The series of the letters of a list, the likeliest first; and whether some cannot be Latin letters."""
    scores: dict[Alphabet, tuple[int, int, bool]] = {}
    is_certain = False
    beside_latin = any(_LATIN_LETTER.fullmatch(number) for number in printed)
    foreign = [number for number in printed if not number.isascii()]
    for alphabet in alphabets.of_language(numerals.language):
        read = [read_number(number, numerals.names, Letters((alphabet,), is_certain=True)) for number in foreign]
        numbers = [number for number in read if isinstance(number, Number)]
        marks = [number.mark for number in numbers if number.mark is not None and number.mark.place]
        follow = sum(
            after.series == before.series and alphabets.is_next(after.series, after.place, before.place)
            for before, after in pairwise(marks)
        )
        scores[alphabet] = (len(marks), follow, bool(marks) and marks[0].place == 1)
        letters = [re.split("[.-]", number.cited)[-1] for number in numbers if number.mark is not None]
        is_certain |= not all(map(alphabets.looks_latin, letters))
    return Letters(tuple(sorted(scores, key=scores.__getitem__, reverse=True)), is_certain, beside_latin)


def number(unit: UnitData, numerals: Numerals, letters: Letters, around: str) -> tuple[Number | None, str | None]:
    """The number of a unit; where the print has it in words, the end of the stated id if that is a number.

    Other units whose number cannot be read are called as the print has it: Articles 2–4.

    Args:
        unit: The unit.
        numerals: What is known of numbers.
        letters: The series of the letters of the list that it is in.
        around: The id that its own begins with; empty if it begins with none or that is unknown.

    Returns:
        The number, if there is one; what is wrong with it, if it cannot be read.
    """
    other = _mark_beside(unit) or _latin_among_others(unit, letters)
    if not unit.number or other:
        return None, other
    read = numerals.of_kind(unit.kind).read(unit.number, letters)
    read_together = several(unit.number, numerals.language, numerals.read) if unit.repealed else None
    if read_together is not None and read_together.together is not None:
        return read_together.together, None
    end = unit.id.rpartition(".")[2] if unit.id else None
    if end and isinstance(read, Number) and read.mark is not None:
        # Its eId follows from the stated id, as it did before letters of other scripts were read.
        if end.isalnum() or not unit.is_division:
            read = replace(read, designation=end, is_counted=end.isalnum())
    elif end and (isinstance(read, Unreadable) or read.is_spelled):
        is_several = isinstance(read, Unreadable) and read.is_several
        if end.isalnum() and not is_several and not _WORD.fullmatch(end):
            return Number(end, end), None
        cited = unit.number.strip("()[]（）.: ")
        return None if unit.is_division else Number(end, cited, is_counted=False), None
    if isinstance(read, Number):
        # Beside a stated id that ends in 2, the letter of 2e is the sign of an ordinal.
        is_ordinal = end and end.isdigit() and re.fullmatch(f"{end}[a-z]", read.designation)
        return Number(end, end) if end and is_ordinal else read, None
    if any(map(str.isalnum, unit.number)):
        expected, way_out = "a number such as 5, 1.3, (ii) or IV", "state an 'id' beside it"
        way_out += f", which begins with '{around}.'" if around else ""
        if beside := _beside(unit):
            way_out = beside
        elif read_together is not None and read_together.is_reversed:
            way_out += ", or put the first before the last"
        elif read.is_several and not unit.repealed:
            way_out += _TOGETHER
    else:
        expected, way_out = "letters or digits", "leave 'number' out of a unit that the print only marks"
    return None, f"expected {expected}, found {read.description}; {way_out}"


def designations(units: Iterable[UnitData], scope: Scope, numerals: Numerals) -> frozenset[str]:
    """The numbers of a list, without what they repeat of the unit that it stands in, but for those of stated ids."""
    numbered = [unit for unit in units if unit.number and "id" not in unit.places]
    if not numbered:
        return frozenset()
    letters = numerals.letters(numbered)
    read = (numerals.read(unit.number, letters) for unit in numbered)
    around = f"{scope.designation}."
    return frozenset(number.designation.removeprefix(around) for number in read if isinstance(number, Number))


def _mark_beside(unit: UnitData) -> str | None:
    """What is wrong with a number that has the mark of a footnote beside it."""
    mark = _FOOTNOTE.search(unit.number or "")
    if mark is None:
        return None
    expected = f"expected a number alone, found the mark of a footnote in '{unit.number}'"
    if any(f"[^{other.mark}]" == mark[0] for text in (unit.heading, unit.text) if text for other in text.marks):
        return f"{expected}; remove '{mark[0]}' here, since it stands in the words"
    if unit.heading is not None or (unit.text is None and "heading" not in unit.without):
        place = "in 'heading'" if unit.heading is not None else "in 'heading', which may have nothing else,"
    else:
        place = "at the beginning of 'text'" if unit.text is not None else "in the words that follow the number"
    written = f"'{mark[0]}'" if _MARK.fullmatch(mark[0]) else "it as in '[^1]'"
    return f"{expected}; write {written} {place} instead"


def _beside(unit: UnitData) -> str | None:
    """The way out where a number cannot be read for what stands in it and belongs elsewhere."""
    place = "'heading'" if unit.is_division else "'text'"
    if "<sup>" in unit.number:
        return "write raised digits as in 13¹"
    if words := _BRACKETED_WORD.search(unit.number):
        return f"write '{words[0]}' in {place}, or state an 'id' beside it"
    if sign := _SIGN_OF_FOOTNOTE.search(unit.number):
        return f"write '[^{sign[1]}]' in {place} if that is the mark of a footnote, or state an 'id' beside it"
    return None


def _latin_among_others(unit: UnitData, letters: Letters) -> str | None:
    """What is wrong with a Latin letter that looks like those of another script beside it, as a does before б."""
    match = _LATIN_LETTER.fullmatch(unit.number or "")
    is_beside = letters.is_certain and letters.beside_latin and "id" not in unit.places
    if match is None or not is_beside or not alphabets.is_like(match[1], letters):
        return None
    found = f"{characters.name(match[1])} in '{unit.number}'"
    way_out = "correct it, or state an 'id' if the print has it so"
    return f"expected a letter of the script of those beside it, found {found}; {way_out}"


def leading(number: Number) -> int | None:
    """The number that one begins with, as 5 in 5.1 and 5(b); None if it begins with letters."""
    match = _INTEGER.match(number.designation)
    return int(match[0]) if match else None


def contradiction(unit: UnitData, kind: str, number: Number | None, scope: Scope, begun: Collection[int]) -> str | None:
    """Check whether a paragraph or item has the number of another unit, as 5.1 or 5(1) in article 2.

    Args:
        unit: The paragraph or item.
        kind: paragraph, item or subitem.
        number: Its number.
        scope: What it stands in.
        begun: What the numbers before it begin with; after 1, 1.1 is lawful in any article, and after 1(b), 2(a).
    """
    match = _LEADING.match(number.designation) if number else None
    around = scope.designation if kind == "paragraph" else scope.designation.rpartition(".")[2]
    is_roman = around != "" and set(around) <= set("IVX")
    is_several = number is not None and number.ends is not None
    is_inserted = kind != "paragraph" and not set(unit.number or "").isdisjoint(JOINS)  # 三の二 is no 2 of a third
    if match is None or is_several or is_inserted or "id" in unit.places or not (around[:1].isdigit() or is_roman):
        return None
    value = int(match[1])
    if kind == "paragraph":
        is_bracketed = re.search(r".[(（]", unit.number or "") is not None
        is_begun = value in begun or (is_bracketed and (value == 1 or value - 1 in begun))
        roman = ranks.ranks(around)[0].last.value if is_roman else None
        after = around.removeprefix(match[1])[:1] if around.startswith(match[1]) else "0"
        is_own = value == roman or not (after.isascii() and after.isalnum())
    else:
        is_begun = value == 1 or value in begun
        is_own = match[1] in scope.designation.split(".")
    if is_begun or is_own:
        return None
    way_out = "correct it, or state an 'id' if the print has it so"
    return f"expected a number of {scope.label}, such as {around}.1, found '{unit.number}'; {way_out}"


def is_group(unit: UnitData) -> bool:
    """Whether a unit groups divisions: it is like a part or an annex, or like a section and holds divisions."""
    like = unit.known.like if unit.is_division else ""
    return like in ("part", "annex") or (like == "section" and any(child.is_division for child in unit.content))


def starting_anew(units: Sequence[UnitData], numerals: Numerals) -> Mapping[str, int]:
    """Which numbers start anew in the groups of the body or of an annex.

    Args:
        units: What it holds.
        numerals: What is known of numbers.

    Returns:
        Kinds of divisions and `paragraph`, each with the number of groups, one in the other, up to which they start
        anew: 1 for articles that start anew in each part, 2 if they do so in each chapter of each part. Also
        `UNNUMBERED`, if several groups hold unnumbered paragraphs, since these are counted. What has a stated id is
        left out, and so are annexes: numbers always start anew in them.
    """
    holders: dict[str, dict[tuple[int, ...], str]] = {}
    for kind, path, printed in _first_numbers(units, ()):
        holders.setdefault(kind, {}).setdefault(path, printed)
    depths = ((kind, _depth(kind, first_numbers, numerals)) for kind, first_numbers in holders.items())
    return {kind: depth for kind, depth in depths if depth}


def _depth(kind: str, first_numbers: Mapping[tuple[int, ...], str], numerals: Numerals) -> int:
    """The greatest depth of groups of which each begins with the first number of a kind; 0 if there is none."""
    for depth in range(max(map(len, first_numbers)), 0, -1):
        beginning: dict[tuple[int, ...], str] = {}
        for path, printed in first_numbers.items():
            beginning.setdefault(path[:depth], printed)
        if len(beginning) > 1 and (kind == UNNUMBERED or _repeat_the_first(beginning.values(), numerals)):
            return depth
    return 0


def _repeat_the_first(printed: Collection[str], numerals: Numerals) -> bool:
    """Whether numbers are each the first of a series, and do not all differ, as 1.1 and 2.1 do."""
    read = [numerals.read(number) for number in printed]
    numbers = [number for number in read if isinstance(number, Number)]
    are_first = all(any(map(ranks.is_first, ranks.ranks(number.designation, number.mark))) for number in numbers)
    return are_first and len({number.designation for number in numbers}) < len(numbers) == len(read)


def _first_numbers(units: Sequence[UnitData], path: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Numbers in the order of the text: the kind, where in the tree of groups, and the number as printed."""
    for index, unit in enumerate(units):
        if is_group(unit):
            if unit.known.like != "annex":
                yield from _first_numbers(unit.content, (*path, index))
        elif unit.id is None:
            kind = unit.kind or "paragraph"
            if unit.number:
                yield kind, path, unit.number
            elif kind == "paragraph" and "number" not in unit.broken:
                yield UNNUMBERED, path, ""
