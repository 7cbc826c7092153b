"""The words of the interface and of labels, in one place: those of a language, and those that a site overrides.

What a language lacks is English. A site in a language that has no words here, or one that says "clause" for
"paragraph", overrides them with the option `words`. How days and ordinals are written is known of each language
(Unicode CLDR, by Babel); the word `locale` says which it is. Some words are settings, with the values in `SETTINGS`.
"""

from __future__ import annotations

import re
import string
from functools import cached_property
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from mkdocs_declaration.foundation import characters
from mkdocs_declaration.instrument.interface.kinds import KINDS
from mkdocs_declaration.instrument.interface.word_files import LANGUAGES, words_of
from mkdocs_declaration.instrument.numbering import east_asian
from mkdocs_declaration.instrument.spelling import near_miss

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

__all__ = ["Catalogue"]


_NUMBERED = (
    *("part", "chapter", "section", "article", "annex", "paragraph", "book", "title", "subtitle", "subpart"),
    *("subchapter", "division", "subsection", "rule", "clause", "regulation", "principle", "amendment"),
    *("schedule", "appendix", "protocol", "resolution", "attachment", "exhibit", "addendum", "supplement", "tome"),
    *("subdivision", "group", "guideline", "goal", "canon", "standard", "order", "recommendation", "commitment"),
    *("footnote", "table"),
)
_BY_PRINT = ("within-printed", "within-printed-plural")
SERIES = ("paragraph", "item", "subitem", "letter", "double", "roman", "subroman", "other")
"""What a unit is called by that is named behind a number: a paragraph, or an item by the digits, letters or roman
numerals of its number; `subitem` and `subroman` are below an item, `double` is aa), `other` is in another script."""
_UNNUMBERED = frozenset(
    (
        *("preamble", "opening", "closing", "recital", "recital-plural", "item", "item-plural"),
        *("lead-in", "conclusion", "done"),
        *(
            f"{before}-{kind}{number}"
            for before in ("within", "signed")
            for kind in SERIES
            for number in ("", "-plural")
        ),
    )
)
"""Other keys that are names of units."""
NUMBERED = (*_NUMBERED, *(f"{kind}-plural" for kind in _NUMBERED), "signed", "signed-plural", *_BY_PRINT)
"""Kinds whose words stand before a number, or have `{number}` where it goes, as in 第{number}条."""
INSTRUMENTS = (
    *("declaration", "convention", "treaty", "agreement", "protocol", "charter", "covenant", "constitution"),
    *("statute", "act", "law", "code", "regulation", "directive", "resolution"),
)
"""Kinds of instruments that have a word in each language; others are shown as the author has them."""
OF_GUIDES = ("short-", "stopped-", "sign-", "bluebook-", "par-", "un-")
"""What the keys of words begin with that guides for citations have. The guides are English, and so are these words."""
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "ranges": ("brackets", "names"),
    "numerals": ("latn", "jpan"),
    "first-paragraph": ("counted", "numbered"),
}
"""Words that are settings, with their values.

`ranges` tells whether the ends of a range are numbers (`paragraph 1.3(i)–(iii)`) or names (`Absatz 1 bis Absatz 3`);
`numerals` is the numbering system of labels (Unicode CLDR): `jpan` writes digits as 九, 十二. `first-paragraph` tells
whether the first paragraph, if it alone has no number in the print, is counted or called by the number 1.
"""
_DIGITS = re.compile("[0-9]+(?:-[0-9]+)*")


def english() -> Mapping[str, str]:
    """The English words, which have every key; braces hold what is put in."""
    return words_of("en")


def faults(overrides: Mapping[str, object]) -> list[str]:
    """Check the words that a site overrides.

    Args:
        overrides: Words by key, as an author wrote them.
    """
    sentences = []
    known_words = english()
    for key, value in overrides.items():
        if key not in known_words:
            sentences.append(f"unknown key '{key}'{near_miss(key, known_words)}")
        elif not isinstance(value, str):
            sentences.append(f"expected a text for '{key}', found {type(value).__name__}")
        elif (char := characters.refused_in_words(value)) is not None:
            sentences.append(f"expected printable text for '{key}', found the character {characters.name(char)}")
        else:
            allowed = _fields(known_words[key]) or set()
            allowed |= {"number"} if key in NUMBERED else set()
            fields = _fields(value)
            if fields is None or fields - allowed:
                known = " and ".join(f"{{{field}}}" for field in sorted(allowed)) or "no braces"
                sentences.append(f"expected {known} in '{key}', found '{value}'")
            elif form := _form(value):
                sentences.append(
                    f"expected only a name in the braces of '{key}', found '{form}' behind it in '{value}'"
                )
            elif key in SETTINGS and value not in SETTINGS[key]:
                sentences.append(f"expected {' or '.join(SETTINGS[key])} for '{key}', found '{value}'")
            elif key == "locale" and _locale(value) is None:
                sentences.append(
                    f"expected a locale that Unicode CLDR knows for '{key}', as in fr or pt-BR, found '{value}'"
                )
    return sentences


def _fields(words: str) -> set[str] | None:
    """The names in braces, or None if a brace has no partner."""
    try:
        return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}
    except ValueError:
        return None


def _form(words: str) -> str:
    """The first conversion or format behind a name in braces, as in `{number!r}` and `{number:>3}`; or nothing."""
    for _, field, spec, conversion in string.Formatter().parse(words):
        if field is not None and (spec or conversion):
            return (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
    return ""


def _locale(tag: str) -> Locale | None:
    """The locale of a tag (BCP 47), if it is known."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def primary(language: str) -> str:
    """The language (BCP 47) as names of files have it: its primary subtag, in lower case."""
    return language.replace("_", "-").partition("-")[0].lower()


def is_statute(kind: str, language: str) -> bool:
    """Whether an instrument is a statute, a code or a constitution, which guides have cited otherwise than treaties.

    Args:
        kind: The kind that the instrument states, in English or in its language: `act`, `Gesetz`.
        language: The language of the instrument (BCP 47).
    """
    known = [words_of(name)["statutes"] for name in ("en", primary(language)) if name in LANGUAGES]
    return kind.casefold() in " ".join(known).casefold().split()


class Catalogue:
    """The catalogue in force: the words of a language, with what a site overrides."""

    def __init__(self, overrides: Mapping[str, str] | None = None, *, language: str | None = None) -> None:
        """Lay overrides over the words of a language.

        Args:
            overrides: Words by key, in which `faults` finds nothing.
            language: The language (BCP 47); of one without words of its own, the English words. None for that of the
                instrument, which `of` makes it once it is known; until then, English.
        """
        self._overrides = dict(overrides or {})
        self._is_open = language is None
        self.language = primary(language or "") if primary(language or "") in LANGUAGES else "en"
        self.is_of_guides = False
        self._base = {**english(), **words_of(self.language)}
        self._words = {**self._base, **self._overrides}

    @property
    def identity(self) -> tuple[str, Mapping[str, str]]:
        """What makes it differ from another: its language, and the words that a site overrides."""
        return self.language, self._overrides

    def of(self, language: str) -> Catalogue:
        """The catalogue for an instrument: that of its language (BCP 47), unless another is stated."""
        return Catalogue(self._overrides, language=language) if self._is_open else self

    @cached_property
    def guides(self) -> Catalogue:
        """The catalogue for the labels in citations by guides, which are English."""
        if self.language == "en":
            return self
        # English authors keep the sign of a foreign statute: § 312g(2).
        signed = {key: self._base[key] for key in ("signed", "signed-plural")}
        stated = {key: words for key, words in self._overrides.items() if key.startswith(OF_GUIDES)}
        # Where the sign is that of articles, it cannot stand for a section that groups them as well.
        spelled = {
            f"{form}{kind}": english()[kind]
            for form in ("short-", "stopped-", "sign-", "un-")
            for kind in ("section", "section-plural")
            if self._base["signed"]
        }
        catalogue = Catalogue(signed | spelled | stated, language="en")
        catalogue.is_of_guides = True
        return catalogue

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for a key, with values put in where the words have braces."""
        return self._words[key].format(**values) if values else self._words[key]

    def __contains__(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self._words

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of units before or behind numbers that a print may have, in lower case: `article`.

        They are those that a site states, and English ones, so that no id depends on the language of an interface.
        """
        words = " ".join({**english(), **self._overrides}[kind].replace("{number}", " ") for kind in _NUMBERED)
        return frozenset(words.casefold().split())

    def called(self, kind: str, printed: str) -> str:
        """What a unit is called that is attached to a text: an annex that the print calls `Anlage 1` is such.

        Args:
            kind: Its kind.
            printed: Its number as printed.

        Returns:
            The kind whose word the number begins with, if it is attached as well; else its own.
        """
        name = printed.casefold()

        def begins(word: str) -> bool:
            return name.startswith(word) and not name[len(word) :][:1].islower()

        others = (other for other, word in self._attached.items() if begins(word))
        return kind if begins(self._attached.get(kind, name)) else next(others, kind)

    @cached_property
    def _attached(self) -> dict[str, str]:
        """The words, in small letters, before the numbers of what is attached to a text."""
        attached = (kind for kind, known in KINDS.items() if known.like == "annex")
        words = {kind: self._words[kind].partition("{number}")[0].strip().casefold() for kind in attached}
        return {kind: word for kind, word in words.items() if word}

    def shortened(self, key: str, forms: Sequence[str]) -> str:
        """The word of a kind of units, shortened, without its number.

        Args:
            key: A kind, or one with `-plural`.
            forms: Which short form to take, the first that there is: `("sign", "stopped")`; without any, the word.

        Returns:
            The word; empty if it is none that stands before a number.
        """
        word = self._words[key].removesuffix("{number}").strip()
        if "{" in word:
            return ""
        is_ours = self._words[key] == self._base[key]
        for short in (f"{form}-{key}" for form in forms):
            # The short form of a word that a site replaced is none of its own, unless the site states it as well.
            if short in self._words and (is_ours or self._words[short] != self._base[short]):
                return self._words[short]
        return word

    def name(self, kind: str) -> str:
        """The name of a kind of units; of one that has no words here, the word that the author has for it."""
        return self._words[kind] if kind in NUMBERED or kind in _UNNUMBERED else kind

    def instrument(self, kind: str) -> str:
        """The word for a kind of instruments: 宣言 for `declaration`; of one that has none, that of the author."""
        return self._words[f"instrument-{kind}"] if kind in INSTRUMENTS else kind

    def numbered(self, kind: str, number: str) -> str:
        """A kind with its number: `article 5`, 第五条, 第九条の二."""
        words = self.name(kind)
        if "{number}" not in words:
            return f"{words} {self.numeral(number)}"
        if kind.endswith("-subitem"):
            return words.format(number=number)  # (1) below 一 and イ
        joint = self._words["number-joint"]
        base, *inserted = number.split("-") if joint and _DIGITS.fullmatch(number) else [number]
        return "".join(
            (words.format(number=self.numeral(base)), *(f"{joint}{self.numeral(part)}" for part in inserted))
        )

    def numeral(self, number: str) -> str:
        """A number as labels have it: `5`, `5bis`, 五."""
        is_japanese = self._words["numerals"] == "jpan" and number.isascii() and number.isdigit()
        return east_asian.numeral(int(number)) if is_japanese else number

    def template(self, key: str) -> str:
        """The words for a key, with their braces."""
        return self._words[key]

    def noun(self, kind: str) -> str:
        """A kind without a number: `article`, 条."""
        before, _, behind = self.name(kind).partition("{number}")
        return (behind or before).strip()

    def many(self, kind: str, numbers: str) -> str:
        """A kind with several numbers: `articles 5–7`."""
        # A site that says "clause" for "paragraph" and nothing of more than one would mix the two.
        plural = f"{kind}-plural"
        if plural not in NUMBERED:
            return self.numbered(kind, numbers)
        is_ours = self._words[kind] == self._base[kind] or self._words[plural] != self._base[plural]
        return self.numbered(plural if is_ours else kind, numbers)

    @cached_property
    def locale(self) -> Locale:
        """The locale of the words."""
        locale = _locale(self._words["locale"])
        if locale is None:
            raise ValueError(f"no locale {self._words['locale']!r}")
        return locale

    def date(self, day: datetime.date) -> str:
        """A day in words, as the locale writes it at length: `12 November 2014`, `2014年11月12日`."""
        return format_date(day, "long", self.locale)

    def ordinal(self, number: int, *, of: str = "") -> str:
        """The ordinal of a number that counts from 1: `first`, and past the listed ones `11th`, `21st`.

        Args:
            number: The number.
            of: The key of what is counted, whose word may be feminine.
        """
        is_feminine = of in self._words["feminine"].split()
        ordinals = self._words["ordinals-feminine" if is_feminine else "ordinals"].split()
        if number <= len(ordinals):
            return ordinals[number - 1]
        last = f"ordinal-{self.locale.ordinal_form(number)}"
        # A site that has another form for all has no use for the English endings, unless it states them as well.
        is_ours = self._words["ordinal"] == self._base["ordinal"] or self._words.get(last) != self._base.get(last)
        return self(last if last in self._words and is_ours else "ordinal", number=self.numeral(str(number)))
