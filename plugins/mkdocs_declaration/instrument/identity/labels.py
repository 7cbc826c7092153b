"""Labels: what units are called, composed of steps by the words of a language.

A step is what one unit adds to the label of what holds it. The same steps give `article 5(1)(a)`, `Artikel 5 Absatz 1
Buchstabe a`, `article 5, paragraphe 1, point a)` and 第九条第二項第一号.

| words | name |
|---|---|
| `article` and other kinds, `paragraph` | a unit that is named by itself |
| `article-first` | the first article, where it has a name of its own |
| `number-first`, `letters-joint` | how a print may write the number of the first division, and `L. 121-1` |
| `within-paragraph`, `within-item`, … | a unit that is named behind the number of what holds it |
| `within-printed` | such a unit where its number is shown as a print of codes has it: `1°`, `I` |
| `signed`, `signed-paragraph`, … | a unit with § in the print, and what is named behind it |
| `only-unnumbered`, `indent` and others | a unit that is counted |
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.numbering.numerals import ROMAN

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mkdocs_declaration.instrument.interface.catalogue import Catalogue

PART = "{part}"
"""Stands for the units in the pattern of a range."""
SIGN = "§"
"""What makes the label of a statute, where the print has it."""
_COUNTED_ONE = r"第[〇一二三四五六七八九十百千]+[^\W\d_](?:の[一二三四五六七八九十百]+)*"
_COUNTED = re.compile(rf"{_COUNTED_ONE}(?:(?:から|ないし|乃至|至|及び|並びに|と|[、・～〜]){_COUNTED_ONE}(?:まで)?)?")
"""A number that has its counter in the print, as in 第一編, or the first and the last of several: no other word can
stand for it."""
_LEADING = re.compile(r"^[\s,]+")
_ORDINAL = re.compile(r"[0-9]+[°º](?:\s?[a-z]+)?")
"""A number as an ordinal, which has no other name: `1°`."""
_DIVIDING = re.compile(r"(?=[IVX])[IVXLC]+(?:\s?[a-z]+|-[A-Z0-9]+)?")
"""The number of a part of an article, which has no other name: `I`, `II bis`."""
_SERIES = re.compile(r"([A-Z]{1,2}\.)(?=[0-9])")
"""The letters of a series of articles, as in `L.121-1`."""
_FIRST = {"premier": "1", "première": "1", "1er": "1", "1re": "1", "ier": "i", "ire": "i"}
"""What the number of a first division may be written as, in small letters, and the number."""
SEVERAL = "–"
"""Stands in a number between the first and the last of several."""
_SEVERAL = re.compile(rf"(.*?)([0-9]{{1,6}}){SEVERAL}([0-9]{{1,6}})\)?")
_MOST = 2000
"""For how many numbers one unit may stand that is no longer in force."""


@dataclass(frozen=True, slots=True)
class LabelStep:
    """What one unit adds to the label of what holds it."""

    kind: str
    """The key of its words; empty for a unit that is called by its heading."""
    number: str = ""
    """Its number as cited; empty if it has none."""
    count: int = 0
    """Its place among unnumbered siblings, from 1; 0 if it is not counted."""
    text: str = ""
    """Its heading, if it is called by that."""
    printed: str = ""
    """The number of a division as printed: with §, with its own counter as in 第一編."""
    shown: str = ""
    """The number of a paragraph or an item as printed, without a full stop: `1°`, `a)`, `I`; empty if it holds more."""
    is_within: bool = False
    """Whether it is named behind the number of what holds it, as (a) in 5(1)(a)."""

    @property
    def is_signed(self) -> bool:
        """Whether its number has § in the print."""
        return self.printed.startswith(SIGN)

    @property
    def is_by_print(self) -> bool:
        """Whether its number is one that codes have, and name by itself: 1°, or I of a paragraph."""
        pattern = _DIVIDING if self.kind == "paragraph" else _ORDINAL
        return self.is_within and pattern.fullmatch(self.shown) is not None

    def may_be_taken_for(self, other: LabelStep) -> bool:
        """Whether it is called as another unit is but for the number: section 1 and 2, not section A or § 1."""
        is_alike = (self.kind, self.is_signed) == (other.kind, other.is_signed)
        return is_alike and self.number[:1].isdigit() == other.number[:1].isdigit()


@dataclass(frozen=True)
class Label:
    """A label as steps, with the words that make a text of it."""

    words: Catalogue
    """The words of labels."""
    steps: tuple[LabelStep, ...] = ()
    """From the outermost unit to the unit itself."""
    outer: Label | None = field(default=None, compare=False, repr=False)
    """The label of what holds the unit, if this one begins with it."""

    def __str__(self) -> str:
        return self._written

    @cached_property
    def _written(self) -> str:
        if self.outer is None:
            return render(self.steps, self.words)
        return _followed(self.outer._written, self.steps, len(self.steps) - 1, self.words)  # noqa: SLF001 - of its kind

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def last(self) -> LabelStep | None:
        """What the unit itself adds."""
        return self.steps[-1] if self.steps else None

    def then(self, step: LabelStep) -> Label:
        """The label of a unit within this one."""
        return Label(self.words, (*self.steps, step), self)

    def further(self, more: str) -> Label:
        """The label with more behind its last number: `5(1.1)` for `5(1)` and `.1`."""
        return Label(self.words, (*self.steps[:-1], replace(self.steps[-1], number=f"{self.steps[-1].number}{more}")))


def of_several(number: str) -> tuple[str, range]:
    """The numbers for which a unit stands: 2, 3 and 4 behind `1(` of 1(2–4).

    Args:
        number: Its number as cited.

    Returns:
        What stands before them, and the numbers, of which there are none if it has one number.
    """
    several = _SEVERAL.fullmatch(number)
    if several is None:
        return "", range(0)
    first, last = int(several[2]), int(several[3])
    return several[1], range(first, min(last, first + _MOST) + 1)


def in_numerals(form: str, names: Collection[str]) -> str:
    """The form of a label with the numbers of first divisions as others have them: `livre.i` for `livre.ier`.

    Args:
        form: Its parts in small letters, with dots between them (see `readings.form`).
        names: Names of units, in small letters.
    """
    parts = form.split(".")
    return ".".join(_FIRST.get(part, part) if before in names else part for before, part in pairwise(("", *parts)))


def series(kind: str, number: str, *, is_roman: bool) -> str:
    """What a paragraph or item is called by behind the number of what holds it, one of `SERIES`.

    Args:
        kind: paragraph, item or subitem.
        number: Its number as cited.
        is_roman: Whether siblings have roman numerals, so that i is no letter.
    """
    if kind == "paragraph":
        return kind
    if number[:1].isdigit():
        return kind
    if not number.isascii():
        return "other"
    if ROMAN.fullmatch(number) and (is_roman or len(number) > 1):
        return "subroman" if kind == "subitem" else "roman"
    return "double" if len(number) > 1 and len(set(number.lower())) == 1 else "letter"


def render(steps: Sequence[LabelStep], words: Catalogue) -> str:
    """Write a label.

    Args:
        steps: Its steps, from the outermost unit to the unit itself.
        words: The words of labels.
    """
    label = ""
    for index in range(len(steps)):
        label = _followed(label, steps, index, words)
    return label


def _followed(label: str, steps: Sequence[LabelStep], index: int, words: Catalogue) -> str:
    """A label with the next of its steps behind it."""
    step, before = steps[index], steps[:index]
    if _is_by_print(steps[: index + 1], words):
        own = words("within-printed", number=step.shown)
    else:
        own = _named(step, words, is_signed=_is_signed(before, words))
    return label + _sign(before, step, words) + (own if label and _is_attached(steps, index) else _bare(step, own))


def patterns(steps: Sequence[LabelStep], words: Catalogue) -> list[tuple[str, str]]:
    """The labels of ranges from or to a unit, with `{part}` where its ends go, and this end of it.

    Two units are named together by the first pattern that both have.

    Args:
        steps: The label of the unit.
        words: The words of labels, of a language in which each end of a range has its name.

    Returns:
        From the inside out: `Artikel 5 Absatz 1 Buchstaben {part}` and `a`, `Artikel 5 Absatz 1 {part}` and `Buchstabe
        a`, `Artikel 5 {part}` and `Absatz 1 Buchstabe a`, `{part}` and `Artikel 5 Absatz 1 Buchstabe a`.
    """
    found = []
    span = words("range-span", part=PART)
    if (several := _several(steps, words)) is not None:
        found.append(several)
    for index in range(len(steps) - 1, -1, -1):
        whole = render(steps[:index], words)
        joined = render(steps, words)[len(whole) :]
        part = _LEADING.sub("", joined) if index else joined
        found.append((f"{whole}{joined[: len(joined) - len(part)]}{span}", part))
    return found


def _several(steps: Sequence[LabelStep], words: Catalogue) -> tuple[str, str] | None:
    """The pattern that has the word for several units of a kind; None without a number, or without such a word."""
    last = steps[-1]
    number = str(last.count) if last.kind == "recital" else last.number
    is_signed = last.is_signed or _is_signed(steps[:-1], words)
    key = _key(last, words, is_signed=is_signed)
    if _is_by_print(steps, words):
        key, number = "within-printed", last.shown
    if not number or f"{key}-plural" not in words:
        return None
    one, several = (words.template(key), words.template(f"{key}-plural"))
    before, _, behind = (several if "{number}" in several else f"{several} {{number}}").partition("{number}")
    if one == several and behind:
        return None  # each end has its name, as in 第五条から第六条まで
    outer = render(steps[:-1], words)
    before = before if outer and last.is_within else _LEADING.sub("", before)
    written = _named(last, words, is_signed=is_signed) if _is_first(last, words, is_signed=is_signed) else ""
    number = words.numeral(_number(last, number, words))
    part = written.removeprefix(f"{words(key)} ") if written else f"{number}{behind}"
    return f"{outer}{_sign(steps[:-1], last, words)}{before}{words('range-span', part=PART)}", part


def _is_first(step: LabelStep, words: Catalogue, *, is_signed: bool) -> bool:
    """Whether a unit is the first article, in a language that has a name for it."""
    return step.number == "1" and step.kind == "article" and not is_signed and bool(words("article-first"))


def _named(step: LabelStep, words: Catalogue, *, is_signed: bool) -> str:
    """The name of a unit by itself, with what sets it off from what it stands behind."""
    if step.text:
        return step.text
    if step.count:
        key = step.kind
        is_recital = key == "recital"
        return (
            words.numbered(key, str(step.count))
            if is_recital
            else words(key, ordinal=words.ordinal(step.count, of=key))
        )
    if not step.number:
        return words.noun(step.kind)
    if words("numerals") == "jpan" and _COUNTED.fullmatch(step.printed):
        return step.printed
    if _is_first(step, words, is_signed=is_signed or step.is_signed):
        return words("article-first")
    key = _key(step, words, is_signed=is_signed or step.is_signed)
    is_several = SEVERAL in step.number and f"{key}-plural" in words
    return (words.many if is_several else words.numbered)(key, _number(step, step.number, words))


def _number(step: LabelStep, number: str, words: Catalogue) -> str:
    """A number in the form of the print, where the language keeps that: `Ier` of a first book, `L. 121-1`."""
    if number in ("1", "I") and (first := words("number-first")):
        last = unicodedata.normalize("NFKC", step.printed).casefold().split()[-1:]
        return next((form for form in first.split() if [form.casefold()] == last), number)
    letters = _SERIES.match(number)
    if letters and f"{letters[1]} " in step.printed.replace("\xa0", " "):
        return f"{letters[1]}{words('letters-joint')}{number[letters.end() :]}"
    return number


def _is_by_print(steps: Sequence[LabelStep], words: Catalogue) -> bool:
    """Whether the last of some units is named by its number as printed: 1° of an article, and a) within that."""
    last = steps[-1]
    return bool(words("within-printed") and last.is_within and last.shown) and any(step.is_by_print for step in steps)


def _key(step: LabelStep, words: Catalogue, *, is_signed: bool) -> str:
    """The key of the words of a numbered unit."""
    if is_signed and words("signed") and step.kind != "footnote":
        return f"signed-{step.kind}" if step.is_within else "signed"
    return f"within-{step.kind}" if step.is_within else step.kind


def _is_signed(steps: Sequence[LabelStep], words: Catalogue) -> bool:
    return bool(words("signed")) and any(step.is_signed for step in steps)


def _is_attached(steps: Sequence[LabelStep], index: int) -> bool:
    """Whether a step stands behind a number, without anything between."""
    before = steps[index - 1]
    return steps[index].is_within and (not before.count or before.kind == "recital")


def _sign(before: Sequence[LabelStep], step: LabelStep, words: Catalogue) -> str:
    """What stands between a label and the name of a unit within it."""
    if not before or _is_attached((*before, step), len(before)):
        return ""
    return words("join" if step.number and before[-1].number and not step.is_within else "join-named")


def _bare(step: LabelStep, own: str) -> str:
    return _LEADING.sub("", own) if step.is_within else own
