"""Words of citations by language: how people and institutions call units and count them.

A search reads a number with them in every spelling: `Article 6, paragraph 1 (b)`, `§ 312g Abs. 2 Nr. 1`, `section
four`, `fifth recital`, `articles 4 to 7`. A site understands the words of its own language and those of English.

Each language has a file in `languages/`. Words are parted by blanks, in lower case and without stops; `_` is a blank
within a word, `/` parts forms of one word. What is in no list is a word of the text to a search, and no part of a
number.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.foundation.data_files import read_data
from mkdocs_declaration.instrument.numbering.unit_names import BY_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent / "languages"
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))
"""The languages that have a file, by their primary subtags (BCP 47)."""
READINGS: Mapping[str, tuple[str, str]] = {
    "part": ("part", ""),
    "chapter": ("chp", ""),
    "section": ("sec", ""),
    "article": ("art", ""),
    "annex": ("att", ""),
    "preamble": ("preamble", ""),
    "recital": ("rec", ""),
    "paragraph": ("para", "rec point indent subpara"),
    "subparagraph": ("subpara", "para point indent"),
    "item": ("point indent", "para"),
    "number": ("number point indent", "para"),
    "indent": ("indent", "point"),
    "statute": ("sec art", ""),
    "division": ("part chp sec art att", ""),
    "any": ("art sec para point indent rec", ""),
    "unit": ("part chp sec art att para point indent rec", ""),
    "sentence": ("", ""),
}
"""Elements of eIds that a kind of name stands for, and further ones that it stands for if there are none of these.

`statute` is the § of statutes; `division` has names that some prints give to one kind and some to another, `any` those
of anything but groups, `unit` those of languages of which no more is known. `number` has names that may stand behind
another: article No. 26. Sentences are no units, so that their numbers are left out.
"""


@dataclass(frozen=True, slots=True)
class CitingWords:
    """The words of one language."""

    units: Mapping[str, str]
    """Names of units, by the kinds of `READINGS`."""
    numerals: str = ""
    """The numbers from 1 on."""
    tens: str = ""
    """The numbers 20, 30 and so on to 90, which may be alone as well as in a compound."""
    compound: str = ""
    """How a ten and a unit stand together, if that tells all numbers from 21 to 99 that people write."""
    ordinals: str = ""
    """The ordinals from 1 on."""
    endings: str = ""
    """What each ordinal ends in, where they are not written out in all their forms."""
    last: str = ""
    """Words for the last of several."""
    signs: str = ""
    """What stands behind the digits of an ordinal, as in 5th."""
    ranges: str = ""
    """Words between the first and the last of several."""
    lists: str = ""
    """Words between two."""
    links: str = ""
    """Words beside numbers and names that say nothing."""
    references: Mapping[str, Any] = field(default_factory=dict)
    """The grammar of cross-references within a text, as `reference_grammar` reads it; empty where none is stated."""


@functools.cache
def citing_words(language: str) -> CitingWords:
    """The words of a language; of one without a file, names of units alone, as prints have them."""
    if language not in LANGUAGES:
        names = BY_LANGUAGE.get(language, "").replace(".", "").split()
        return CitingWords({"unit": " ".join(dict.fromkeys(name.lower() for name in names))})
    return CitingWords(**read_data(_FOLDER / f"{language}.yaml"))
