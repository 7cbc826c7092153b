"""Letters of other scripts that lists are numbered with: б), (ج), イ, γ), 다., י״א.

A letter stands, in an id, for the Latin letter at its place in the series that lists of the language use: б is `b`,
ج is `c`, イ is `a`. Past the 26th it is `aa`, `ab`, and so on. So an item has one id in each language version of a
treaty. Hebrew and Greek numerals, which are put together from letters, are counted likewise: יא is `k`, στ is `f`.

Where the letters of a list are those of several series, as the Arabic ones in the order of their values (أ ب ج د) and
in that of the dictionary (أ ب ت ث), the list tells which is meant
(`mkdocs_declaration.encoding.identification.numbering`).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.foundation.data_files import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FILE = Path(__file__).with_name("alphabets.yaml")
_LATIN_LETTERS = 26
_MOST_REPEATED = 3
_MOST_LISTED = 50
"""No list that is searched has more items with letters."""
_SEVERAL = 2
_LATIN = re.compile("[a-z]{1,2}")
_AGAIN = "*"
"""Stands in the name of a series for each time that a letter is repeated."""
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        **dict.fromkeys("ہھە", "ه"),
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
        "ک": "ك",
        "ς": "σ",
        "\u0640": None,
    }
)
"""Forms of one letter; kashida is none."""
_AT_NUMERALS = str.maketrans(dict.fromkeys("\u05f3\u05f4\u0374\u02b9΄'\"’", None))
"""What may stand at a numeral that is put together of letters: geresh, keraia and their like."""
LIKE_LATIN = frozenset("АВЕІЈКМНОРСТУХЅаеіјорсухѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧον")
"""Cyrillic and Greek letters that look like Latin ones."""
_LOOKALIKES = dict(
    zip(
        "ABEKMHOPCTYXaeopcyx",
        ("АΑ", "ВΒ", "ЕΕ", "КΚ", "МΜ", "НΗ", "ОΟ", "РΡ", "С", "ТΤ", "УΥ", "ХΧ", "а", "е", "оο", "р", "с", "у", "х"),
        strict=True,
    )
)
"""Letters of other scripts by the Latin ones that they look like."""
_LIKE_ROMAN = frozenset("ІХСМΙΧΜ")
"""Capitals that are also typed for roman numerals."""


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """A letter or a numeral of letters, read in one series."""

    latin: str
    """What stands for it in an id, with capitals as printed: `b`, `B`, `aa`."""
    series: str
    """The series: the name of the alphabet, in capitals for capital letters, with a sign for repeated letters."""
    place: int
    """Its place in the series, from 1."""


@dataclass(frozen=True, eq=False)
class Alphabet:
    """A series of letters or numerals."""

    name: str
    """Tells it from others: `ru`, `ar-2`."""
    signs: tuple[str, ...]
    """What stands for 1, 2, 3 and so on."""
    places: Mapping[str, int] = field(repr=False)
    """Places by all forms of a sign, in small letters and folded."""
    optional: frozenset[int] = frozenset()
    """Places that some lists leave out."""
    counter: str = ""
    """What may stand behind a sign where it is cited."""
    inserted: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Words of the language for the marks of inserted units, and these: ทวิ and `bis`."""
    has_slash: bool = False
    """Whether a slash joins the number of an inserted unit, as in มาตรา ๕/๑."""
    is_composed: bool = False
    """Whether these are numerals that are put together of letters."""

    def read(self, mark: str, *, is_certain: bool = True, beside_latin: bool = False) -> LetterNumber | None:
        """Read a letter, the same letter repeated, or a numeral.

        Args:
            mark: As printed, without brackets.
            is_certain: Whether it is known to be of this alphabet, though it may look like a Latin letter.
            beside_latin: Whether there are Latin letters in its list.

        Returns:
            Its reading; None if it is not in the series, or may be something else.
        """
        lower = mark.lower()
        is_doubtful = not is_certain and self._may_be_latin(mark, beside_latin=beside_latin)
        if mark not in (lower, mark.upper()) or is_doubtful:
            return None
        is_upper = mark != lower
        folded = lower.translate(_FOLDED)
        if self.is_composed:
            folded = folded.translate(_AT_NUMERALS)
        name = self.name.upper() if is_upper else self.name
        times = 1
        place = self.places.get(folded)
        if place is None and 1 < len(folded) <= _MOST_REPEATED and len(set(folded)) == 1:
            times, place = len(folded), self.places.get(folded[0])
        if place is None or (times > 1 and place > _LATIN_LETTERS):
            return None
        latin = latin_letters(place) * times
        return LetterNumber(latin.upper() if is_upper else latin, name + _AGAIN * (times - 1), place)

    def _may_be_latin(self, mark: str, *, beside_latin: bool) -> bool:
        is_foreign = self.name == _GREEK or beside_latin
        return _LIKE_ROMAN.issuperset(mark) or (is_foreign and LIKE_LATIN.issuperset(mark))


_GREEK = "greek"


@dataclass(frozen=True, slots=True)
class Letters:
    """The series that the letters of a list may be of."""

    alphabets: tuple[Alphabet, ...] = ()
    """The series, the likeliest first."""
    is_certain: bool = False
    """Whether what stands beside a letter that looks like a Latin one tells that it is none."""
    beside_latin: bool = False
    """Whether there are Latin letters in the list."""

    @property
    def has_slash(self) -> bool:
        """Whether a slash joins the number of an inserted unit."""
        return any(alphabet.has_slash for alphabet in self.alphabets)

    def inserted(self, word: str) -> str | None:
        """The mark of an inserted unit that a word of the language stands for: `bis` for ทวิ."""
        return next((alphabet.inserted[word] for alphabet in self.alphabets if word in alphabet.inserted), None)

    def read(self, mark: str) -> LetterNumber | None:
        """Read a letter or numeral in the likeliest series that has it."""
        readings = (
            alphabet.read(mark, is_certain=self.is_certain, beside_latin=self.beside_latin)
            for alphabet in self.alphabets
        )
        return next((reading for reading in readings if reading is not None), None)


NO_LETTERS = Letters()
"""Those of the Latin alphabet alone."""


def is_like(latin: str, letters: Letters) -> bool:
    """Whether a Latin letter looks like one of the likeliest series of a list."""
    alphabet = letters.alphabets[0]
    return any(alphabet.read(letter) for letter in _LOOKALIKES.get(latin, ""))


def looks_latin(mark: str) -> bool:
    """Whether all letters of a mark look like Latin ones."""
    return LIKE_LATIN.issuperset(mark)


def latin_letters(place: int) -> str:
    """The Latin letters that stand for a place from 1: a to z, aa, ab and so on."""
    letters = ""
    while place > 0:
        place, step = divmod(place - 1, _LATIN_LETTERS)
        letters = chr(ord("a") + step) + letters
    return letters


def sign(series: str, place: int) -> str:
    """What stands at a place of a series, as print has it.

    Args:
        series: As `LetterNumber` has it.
        place: From 1; past the end it is written in Latin letters.
    """
    signs = _of_series(series).signs
    written = (signs[place - 1] if place <= len(signs) else latin_letters(place)) * (1 + series.count(_AGAIN))
    return written.upper() if series.isupper() else written


def is_next(series: str, place: int, before: int) -> bool:
    """Whether a place of a series comes after another one, but for letters that some lists leave out."""
    optional = _of_series(series).optional
    return place > before and all(between in optional for between in range(before + 1, place))


def is_series(name: str) -> bool:
    """Whether a series is one of letters of another script."""
    return name.rstrip(_AGAIN).lower() in _by_name()


def _of_series(series: str) -> Alphabet:
    return _by_name()[series.rstrip(_AGAIN).lower()]


def in_use(numbers: Iterable[tuple[str, str]], language: str) -> dict[str, str]:
    """What stands in ids for letters of other scripts: as clauses have it, and by the usual series of the language.

    Args:
        numbers: The numbers of clauses in their form, and their ids; a letter that stands for several is left out.
        language: The language of the instrument (BCP 47).

    Returns:
        Latin letters by those of other scripts, in small letters: `b` by б.
    """
    used: dict[str, set[str]] = {}
    for written, latin in map(_ends, numbers):
        if written.isalpha() and not written.isascii() and _LATIN.fullmatch(latin):
            used.setdefault(written, set()).add(latin)
    known = _listed(language.partition("-")[0].lower())
    known |= {written: next(iter(latin)) for written, latin in used.items()}
    return {written: latin for written, latin in sorted(known.items()) if len(used.get(written, ())) < _SEVERAL}


def printed(numbers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Letters of ids that stand for one letter of another script throughout, and that one: б by `b`.

    Args:
        numbers: The numbers of clauses in their form, and their ids.
    """
    used: dict[str, set[str]] = {}
    for written, latin in map(_ends, numbers):
        if _LATIN.fullmatch(latin):
            used.setdefault(latin, set()).add(written)
    alone = {latin: next(iter(written)) for latin, written in sorted(used.items()) if len(written) < _SEVERAL}
    return {latin: written for latin, written in alone.items() if not written.isascii()}


def _ends(numbered: tuple[str, str]) -> tuple[str, str]:
    written, id_ = numbered
    return written.rpartition(".")[2], id_.rpartition(".")[2].lower()


def _listed(language: str) -> dict[str, str]:
    """Latin letters by all forms of a sign of a language; of those in several series, as in the first."""
    found: dict[str, str] = {}
    for alphabet in of_language(language):
        for form, place in alphabet.places.items():
            if place <= _MOST_LISTED:
                found.setdefault(form, latin_letters(place))
        for place, written in enumerate(alphabet.signs[:_MOST_LISTED], start=1):
            found.setdefault(written, latin_letters(place))
            found.setdefault(f"{written}{alphabet.counter}", latin_letters(place))
        found |= {word: mark for word, mark in alphabet.inserted.items() if len(word) > 1}
    if "ه" in found:
        found["ه\u0640"] = found["ه"]  # as it is printed alone
    return found


@functools.cache
def of_language(language: str) -> tuple[Alphabet, ...]:
    """The series that lists of a language use; in any language these may be Greek letters as well.

    Args:
        language: The primary subtag (BCP 47), in lower case.
    """
    known = _known()
    return known.get(language, ()) + (() if language == "el" else known[_GREEK])


@functools.cache
def _by_name() -> Mapping[str, Alphabet]:
    """All series by their names."""
    return {alphabet.name: alphabet for known in _known().values() for alphabet in known}


@functools.cache
def _known() -> Mapping[str, tuple[Alphabet, ...]]:
    """The series by language."""
    found: dict[str, tuple[Alphabet, ...]] = {}
    for languages, entries in read_data(_FILE).items():
        first = languages.split()[0]
        read = tuple(
            _alphabet(f"{first}-{count}" if count > 1 else first, entry) for count, entry in enumerate(entries, start=1)
        )
        found |= dict.fromkeys(languages.split(), read)
    return found


def _alphabet(name: str, entry: Mapping[str, Any]) -> Alphabet:
    forms = [sign.split("/") for sign in _parted(entry["letters"])]
    instead = entry.get("instead", {})
    for key in ("tens", "hundreds"):
        below = [[""], *forms]
        for high in _parted(entry.get(key, "")):
            numerals = [[_instead(high + form, instead) for form in low] for low in below]
            forms += numerals
    letters = [form[0] for form in forms]
    places = {form.translate(_FOLDED): place for place, of_one in enumerate(forms, start=1) for form in of_one}
    optional = frozenset(letters.index(char) + 1 for char in entry.get("optional", ""))
    return Alphabet(
        name,
        tuple(letters),
        places,
        optional,
        counter=entry.get("counter", ""),
        inserted=entry.get("inserted", {}),
        has_slash=entry.get("slash", False),
        is_composed="tens" in entry,
    )


def _instead(numeral: str, instead: Mapping[str, str]) -> str:
    for usual, other in instead.items():
        numeral = re.sub(f"{usual}$", other, numeral)
    return numeral


def _parted(signs: str) -> list[str]:
    return signs.split() if " " in signs else list(signs)
