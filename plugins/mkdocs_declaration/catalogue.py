"""The words of the interface, in one place.

A site in another language, or one that says "clause" for "paragraph", overrides them with the option `words`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Kinds of units, as they stand in labels.
    "preamble": "preamble",
    "opening": "opening words",
    "recital": "recital {number}",
    "closing": "closing words",
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "article": "article",
    "annex": "annex",
    "paragraph": "paragraph",
    "unnumbered": "{ordinal} paragraph",
    "indent": "{ordinal} indent",
    "ordinals": "first second third fourth fifth sixth seventh eighth ninth tenth",
    "ordinal": "{number}th",
    "months": "January February March April May June July August September October November December",
    # Pages.
    "home": "Home",
    "full-text": "Full text",
    "full-text-lead": "The whole text on one page. Each clause has the same address here as on its own page.",
    "glossary": "Glossary",
    "glossary-lead": "Organisations, instruments, mechanisms and abbreviations that the text names.",
    "contents": "Contents",
    "parties": "Parties",
    "adopted": "Adopted",
    "occasion": "Occasion",
    "sources": "Sources",
    "versions": "Other languages",
    "read-from-start": "Read from the beginning",
    "previous": "Previous",
    "next": "Next",
    "text-navigation": "Through the text",
    # Clauses.
    "link-to": "Link to {label}",
    "counted": "A number in square brackets is counted; it is not in the print.",
    "note": "Note",
    "sic": "sic: so in the source",
    # Glossary entries.
    "mentioned-in": "Mentioned in",
    "not-mentioned": "Not mentioned in the text itself.",
    "as-of": "In {year}",
    "later": "Later",
    "official-site": "Official site",
    "as-of-then": "At the time",
    "kind-organisation": "organisation",
    "kind-instrument": "instrument",
    "kind-mechanism": "mechanism",
    "kind-fund": "fund",
    "kind-plan": "plan",
    "kind-abbreviation": "abbreviation",
    "kind-concept": "concept",
}
"""English words. Braces hold what is put in."""


class Words:
    """The catalogue in force: English, with what a site overrides."""

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        """Lay overrides over the English words.

        Args:
            overrides: Words by key; the keys are those of `ENGLISH`.

        Raises:
            KeyError: A key is not in the catalogue.
        """
        unknown = set(overrides or ()) - set(ENGLISH)
        if unknown:
            raise KeyError(min(unknown))
        self._words = {**ENGLISH, **(overrides or {})}

    def __call__(self, key: str, **values: object) -> str:
        """Give the words for a key, with values put in where the words have braces."""
        return self._words[key].format(**values) if values else self._words[key]

    def ordinal(self, number: int) -> str:
        """The ordinal of a number that counts from 1: `first`, and past the listed ones `11th`."""
        ordinals = self._words["ordinals"].split()
        return ordinals[number - 1] if number <= len(ordinals) else self("ordinal", number=number)
