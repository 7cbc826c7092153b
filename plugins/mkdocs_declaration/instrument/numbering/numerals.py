"""Numbers as printed: `1.`, `1.3`, `(ii)`, `Article 5 bis`, `CHAPTER II`, `Art. 13¹`, `第９条の二`, `(١)`.

Reduces a printed number to its designation (`1`, `1.3`, `ii`, `5bis`, `II`, `13-1`, `9-2`), and does so only where
nothing of the number is lost or guessed: a word that is no name of a unit (`First`, `premier`), a range, a second
number or a sign that may mean two things is not read. What may stand in a number:

- the name of a unit before it or behind it, in many languages (`unit_names`) or as the site has it;
- digits of any script, with letters of an inserted unit: `5A`, `10a`, `13bis`, `235 ter ZD`, `L. 121-1`, `12-A`;
- roman numerals, and letters, also `aa` and `VIIIa`;
- parts joined by dots, hyphens and brackets: `22-3009.01`, `1.3(ii)`;
- raised digits, which become a part of their own: `13¹` is `13-1`;
- letters of other scripts, if it is known what series lists of the language use (`alphabets`): б), (ج), イ, § 5א;
- the word for the first in French, behind the name of a unit: `Article premier` is `1`;
- the signs of ordinals, which go: `14º`, `§ 1º`, `21st`, `1er`, and the e of `2e partie` before names of units in
  languages that write ordinals so. Elsewhere a letter behind digits is that of an inserted unit: `§ 14e`, `2 e kap.`
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation import characters
from mkdocs_declaration.instrument.numbering.alphabets import LIKE_LATIN, NO_LETTERS, LetterNumber
from mkdocs_declaration.instrument.numbering.east_asian import east_asian
from mkdocs_declaration.instrument.numbering.unit_names import AFTER_ORDINALS_IN_E, NAMES

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs_declaration.instrument.numbering.alphabets import Letters

LONGEST = 60
"""The longest number that is read, in characters; `Chapter XXXVIII bis` has 19."""
LATIN = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "nonies", "decies", "undecies"),
    *("duodecies", "terdecies", "quaterdecies", "quindecies", "quinquiesdecies", "sexdecies", "sexiesdecies"),
    *("septdecies", "septiesdecies", "octodecies", "octiesdecies", "novodecies", "noviesdecies", "vicies"),
)
"""Marks of inserted units, in their order."""
_LATIN = f"(?i:{'|'.join(sorted(LATIN, key=len, reverse=True))})"
_ROMAN = "(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_UPPER_ROMAN = "(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
ROMAN = re.compile(f"{_ROMAN}|{_UPPER_ROMAN}")
"""Roman numerals to 399; what has d or m is a word (`dix`, `mix`) more often than a number."""
_PART = re.compile(
    # Digits, with the letters of a series before them and those of an insertion behind them.
    rf"(?:[A-Z]{{0,2}}|[a-oq-z])[0-9]{{1,9}}(?:([a-z])\1?|[A-Z]{{1,5}}|{_LATIN}[A-Z]{{0,2}})?"
    # Roman numerals, and inserted ones.
    rf"|{_ROMAN}{_LATIN}?|(?![CL][a-z]\b){_UPPER_ROMAN}(?:[A-Za-z]|{_LATIN})?"
    # A letter, or the same letter again: aa comes after z, or below a.
    r"|([A-Za-z])\2{0,4}"
)
_LETTER_INSERTED = f"[A-Za-z]{_LATIN}"
_APART = re.compile(_LETTER_INSERTED)
"""A number if its mark stands apart, as in `a bis`; together it may be a word."""
_BRACKETED = re.compile(rf"[a-z]{{2}}|[A-Z]{{2}}|{_ROMAN}[a-z]|{_LETTER_INSERTED}")
"""A number in brackets only, as in (ab) after (aa); elsewhere it may be a word."""
_RAISED = "^"
"""Stands before raised digits while a number is read; then it becomes a hyphen."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ORDINAL = re.compile(
    "(?P<value>(?:[1I](?=er|re|ère|ere)|[0-9]+(?=ème|eme)|[0-9]*1[123](?=th)"
    "|[0-9]*(?:1(?=st)|2(?=nd)|3(?=rd)|[04-9](?=th))))(?:er|re|ère|ere|ème|eme|st|nd|rd|th)"
)
_FIRST = frozenset({"premier", "première"})
"""What French has behind the name of the first unit: `Article premier`."""
_ORDINAL_BEFORE_NAME = re.compile("(?P<value>[0-9]+|[IVX]+)(?:e|de|ste)")
_ORDINAL_SIGNS = frozenset({"º", "ª", "°", "ᵒ", "ᵉ", "ᵉʳ", "ʳᵉ", "ᵉʳᵉ", "ᵉᵐᵉ", "ˢᵗ", "ⁿᵈ", "ʳᵈ", "ᵗʰ"})
_LEAD = re.compile(r"[A-HJ-UWYZ]{1,2}\.?")
"""Letters that tell a series of numbers from another one, as in L. 121-1; a roman I, V or X is a number itself."""
_RANGE = re.compile(r"[0-9][^0-9]*[–—−/][^0-9]*[0-9]|[IVXLC][–—][IVXLC]|\b[A-Za-z][–—][A-Za-z]\b")
_TAG = re.compile("</?[A-Za-z]+>")
"""Markup around a name, which is shown as it is written; around digits it may say that they are raised."""
_OPENING, _CLOSING = "([{", ")]}.:,;、。،؛։।"
_LIKE_NUMBERS = LIKE_LATIN | set("IV")
"""Letters of other scripts that look like those of numbers, and roman digits that may stand beside them."""
_NATIVE = re.compile("([0-9]{0,9})([^0-9A-Za-z]+)")
"""A numeral in letters of another script, or one behind digits, as that of an insertion."""
_NAMED = re.compile(r"[^0-9A-Za-z]+\.[0-9]")
_QUOTED = re.compile("[‘’'“”\"](.+)[‘’'“”\"]")
_SLASH = re.compile("(?<=[0-9])/(?=[0-9])")
_SIGN_OF_NUMERAL = re.compile("[\u0374\u0384\u1fbd\u1ffd]")
_NUMERAL_SIGNS = str.maketrans(dict.fromkeys("\u0384\u1fbd\u1ffd", "\u0374"))
"""Accents that stand for the sign of Greek numerals, as in Α΄; alone they would count as a blank."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that could be read."""

    designation: str
    """The number that distinguishes the unit from its siblings, in ASCII letters, digits, dots and hyphens: `13-1`."""
    cited: str
    """The same as it is cited, which has raised digits as printed: `13¹`."""
    is_spelled: bool = False
    """Whether the print has characters that are words as well as numerals: 第九条."""
    is_counted: bool = True
    """Whether it is known what follows it; not so if it stands for 2 to 4."""
    mark: LetterNumber | None = None
    """Its last part, if that is a letter of another script."""
    ends: tuple[str, str] | None = None
    """The first and the last, where it stands for several: 3 and 6 of §§ 3 bis 6."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a number could not be read."""

    description: str
    """The part that could not be read, as messages name it: `the word 'First' in 'First Article'`."""
    is_several: bool = False
    """Whether these are several numbers."""


@functools.lru_cache(maxsize=4096)  # (a) and its like stand in a text many times
def read_number(
    printed: str, names: frozenset[str] = frozenset(), letters: Letters = NO_LETTERS
) -> Number | Unreadable:
    """Reduce a number as printed to what tells the unit from its siblings.

    Brackets, the final dot and the name of the unit (`Article`, `CHAPTER`) go; digits of any script become ASCII;
    `5 bis` is written together.

    Args:
        printed: The number as printed.
        names: Further names of units, in lower case.
        letters: The series that letters of other scripts may be of.

    Returns:
        The number, or what stands against reading it.
    """
    if len(printed) > LONGEST:
        return Unreadable(f"{len(printed)} characters")
    plain = _plain(printed.translate(_NUMERAL_SIGNS))
    numeral = east_asian(plain.strip(f"{_OPENING}{_CLOSING} "))
    if numeral is not None:
        return Number(numeral, numeral, is_spelled=any(char.isnumeric() and not char.isdigit() for char in plain))
    if letters.has_slash:
        plain = _SLASH.sub("-", plain)
    tokens = _tokens(plain, names)
    is_name = [_is_name(token, names) for token in tokens]
    before = _leading(is_name)
    behind = 0 if before else _leading(is_name[::-1])
    # т. is a name in Bulgarian, and a letter of a list.
    core = tokens[before : len(tokens) - behind] or (tokens if len(tokens) == 1 else [])
    if before and len(core) == 1 and core[0].casefold().rstrip(".") in _FIRST:
        return Number("1", "1", is_spelled=True)
    inserted = letters.inserted(core[-1]) if len(core) > 1 else None
    written = _together([*core[:-1], inserted] if inserted else core, letters)
    is_ordinal = behind > 0 and len(core) == 1 and _name(tokens[1]) in AFTER_ORDINALS_IN_E
    number = _parsed(written, letters, is_ordinal=is_ordinal, is_apart=len(core) > 1) if written else None
    if number is None:
        return _unreadable(printed, core, letters)
    cited = f"{number.cited.removesuffix(inserted)} {core[-1]}" if inserted else number.cited
    sign = _SIGN_OF_NUMERAL.search(printed)
    cited = cited.replace("\u02b9", sign[0]) if sign else cited
    return replace(number, cited=cited.replace("-", "/") if letters.has_slash and "/" in printed else cited)


def _plain(printed: str) -> str:
    """Digits in ASCII, raised digits behind their mark, no signs of ordinals, no invisible characters."""
    plain = ""
    apart = False
    visible = (char for char in unicodedata.normalize("NFC", printed) if unicodedata.category(char) != "Cf")
    for style, group in groupby(visible, key=_style):
        run = "".join(group)
        folded = "".join(
            str(unicodedata.digit(char)) if char.isdecimal() else char for char in unicodedata.normalize("NFKC", run)
        )
        if style == "normal":
            plain += f" {folded}" if apart and folded[0].isdigit() else folded
        elif style != "raised":
            # ① behind a digit is no digit of the same number, and neither is ② behind ①.
            plain += f" {' '.join(unicodedata.normalize('NFKC', char) for char in run)} "
        elif run in _ORDINAL_SIGNS and re.search(r"[0-9IVXLC]\.?$", plain):
            plain = plain.rstrip(".")
        elif run.isdigit() and re.search(r"[0-9A-Za-z]$", plain):
            plain += f"{_RAISED}{folded}"
        else:
            plain += run
        apart = style == "raised"
    return plain.translate({0x2010: "-", 0x2011: "-"})


def _style(char: str) -> str:
    """The position of a character: `normal`, `raised`, or otherwise, as circled and lowered digits are."""
    decomposition = re.match(r"<(\w+)>", unicodedata.decomposition(char))
    style = decomposition[1] if decomposition else ""
    if style == "super" or char == "°":
        return "raised"
    is_apart = style in ("sub", "circle", "compat", "fraction", "square")
    return style if is_apart and re.search("[0-9A-Za-z]", unicodedata.normalize("NFKC", char)) else "normal"


def _tokens(plain: str, names: Collection[str]) -> list[str]:
    """Words and numbers, also where print puts no blank between a name and a number: `§7`, `Art.5`, `ข้อ๕`."""
    tokens = []
    for token in re.sub("([§¶]+)", r" \1 ", plain).split():
        attached = re.match("[^0-9]+(?=[0-9])", token)
        if attached and _is_name(attached[0], names):
            tokens += [attached[0], token[attached.end() :]]
        else:
            tokens.append(token)
    while tokens and not any(map(str.isalnum, tokens[-1])) and tokens[-1] not in NAMES:
        tokens.pop()  # a dash before the heading
    return tokens


def _is_name(token: str, names: Collection[str]) -> bool:
    name = _name(token)
    return name in NAMES or name in names


def _name(token: str) -> str:
    return _TAG.sub("", token).casefold().rstrip(".:")


def _leading(is_name: list[bool]) -> int:
    return next((index for index, name in enumerate(is_name) if not name), 0)


def _together(tokens: list[str], letters: Letters) -> str | None:
    """A number in one word: L. 121-1, 5 bis, (5 A), 235 ter ZD; None if there is more than that or nothing."""
    if len(tokens) > 1 and _LEAD.fullmatch(tokens[0]) and tokens[1][0].isdigit():
        tokens = ["".join(tokens[:2]), *tokens[2:]]
    written = "".join(tokens[:1])
    for token in tokens[1:]:
        end = token.rstrip(".:")
        mark = end.rstrip(")]")
        is_latin = re.fullmatch(_LATIN, mark) is not None
        is_native = bool(mark) and not mark.isascii() and letters.read(mark) is not None
        is_of_series = is_native or re.fullmatch("[a-z]|[A-Z]{1,2}", mark)
        is_letter = is_of_series and re.search(rf"(?:[0-9]|{_LATIN})$", written)
        is_roman = len(mark) > 1 and ROMAN.fullmatch(mark)
        is_next_number = mark != end and written[0] not in _OPENING  # 1 a) is the item of a paragraph
        if not is_latin and (not is_letter or is_roman or is_next_number):
            return None
        written = written.rstrip(".)]" if is_latin else ".") + end
    return written or None


def _parsed(
    written: str, letters: Letters = NO_LETTERS, *, is_ordinal: bool = False, is_apart: bool = False
) -> Number | None:
    """Take a number apart, and put it together without brackets.

    Args:
        written: The number in one word.
        letters: The series that letters of other scripts may be of.
        is_ordinal: Whether an e at its end is the sign of an ordinal.
        is_apart: Whether the print has it in several words.
    """
    bare = re.sub(rf"[)\]]({_LATIN})$", r"\1", written.lstrip(_OPENING).rstrip(f"{_CLOSING}-–—"))
    bare = quoted[1] if (quoted := _QUOTED.fullmatch(bare)) else bare
    ordinal = _ORDINAL.fullmatch(bare) or (_ORDINAL_BEFORE_NAME.fullmatch(written) if is_ordinal else None)
    if ordinal:
        bare = ordinal["value"]
    is_bracketed = written.endswith((")", "]"))
    joined = bare.replace(")(", ".").replace(".(", ".").replace("(", ".").replace(")", ".")
    parts = re.split(r"([.^-])", joined)
    marks = [_native(part, letters) for part in parts]
    if _NAMED.match(bare) and marks[0] is not None and not marks[0].latin.isupper():
        return None  # ч.1 and م.1 are short for a name
    for index, part in enumerate(parts[::2]):
        if marks[2 * index] is not None:
            continue
        is_mark = index > 0 and re.fullmatch(_LATIN, part)
        is_lawful = (is_bracketed and _BRACKETED.fullmatch(part)) or (is_apart and _APART.fullmatch(part))
        if not (_PART.fullmatch(part) or is_mark or is_lawful):
            return None
        if _ORDINAL.fullmatch(part.lower()):
            return None  # 21ST: an ordinal, or twenty-one with the letters of an insertion
    if not all(part[:1].isdigit() for mark, part in zip(parts[1::2], parts[2::2], strict=True) if mark == _RAISED):
        return None
    raised = re.sub(r"\^([0-9]+)", lambda match: match[1].translate(_SUPERSCRIPTS), joined)
    latin = "".join(part if mark is None else mark.latin for part, mark in zip(parts, marks, strict=True))
    last = marks[-1] if marks[-1] is not None and marks[-1].place else None
    return Number(latin.replace(_RAISED, "-"), raised.replace(_RAISED, "-"), mark=last)


def _native(part: str, letters: Letters) -> LetterNumber | None:
    """A part of a number whose letters are of another script; its place is 0 if it begins with digits, as in 5א."""
    match = _NATIVE.fullmatch(part)
    mark = letters.read(match[2]) if match else None
    if match is None or mark is None:
        return None
    return replace(mark, latin=match[1] + mark.latin, place=0) if match[1] else mark


def _unreadable(printed: str, core: list[str], letters: Letters) -> Unreadable:
    """Describe the part of a number that cannot be read."""
    numbers = [token for token in core if any(map(str.isdigit, token)) or _parsed(token, letters)]
    if len(numbers) > 1 or "§§" in core or any(_RANGE.search(token) for token in core):
        return Unreadable(f"more than one number in '{printed}'", is_several=True)
    words = [token.strip(f"{_OPENING}{_CLOSING}") for token in core]
    for word in words:
        letter = next((char for char in word if not char.isascii()), None)
        if letter and _LIKE_NUMBERS.issuperset(word):
            return Unreadable(f"'{word}' with {characters.name(letter)} in '{printed}'")
    word = next((word for word in words if len(word) > 1 and word.isalpha() and not _PART.fullmatch(word)), printed)
    return Unreadable(f"'{printed}'" if word == printed else f"the word '{word}' in '{printed}'")
