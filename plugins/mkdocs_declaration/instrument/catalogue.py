"""The words of the interface, in one place.

A site in another language, or one that says "clause" for "paragraph", overrides them with the option `words`.
"""

from __future__ import annotations

import string
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.spelling import near_miss

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Catalogue"]

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
    "recital-plural": "recitals {number}",
    "part-plural": "parts",
    "chapter-plural": "chapters",
    "section-plural": "sections",
    "article-plural": "articles",
    "annex-plural": "annexes",
    "paragraph-plural": "paragraphs",
    "only-unnumbered": "{ordinal} paragraph",
    "unnumbered": "{ordinal} unnumbered paragraph",
    "indent": "{ordinal} indent",
    "range": "{first} to {last}",
    "ordinals": "first second third fourth fifth sixth seventh eighth ninth tenth",
    "ordinal": "{number}th",
    "ordinal-1": "{number}st",
    "ordinal-2": "{number}nd",
    "ordinal-3": "{number}rd",
    "months-short": "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.",
    "months": "January February March April May June July August September October November December",
    # Citations.
    "day-month-year": "{day} {month} {year}",
    "month-day-year": "{month} {day}, {year}",
    "adopted-on": "adopted {date}",
    "short-part": "pt",
    "short-chapter": "ch",
    "short-section": "s",
    "short-article": "art",
    "short-paragraph": "para",
    "short-part-plural": "pts",
    "short-chapter-plural": "chs",
    "short-section-plural": "ss",
    "short-article-plural": "arts",
    "short-paragraph-plural": "paras",
    "stopped-part": "pt.",
    "stopped-chapter": "ch.",
    "stopped-section": "sec.",
    "stopped-article": "art.",
    "stopped-paragraph": "para.",
    "stopped-part-plural": "pts.",
    "stopped-chapter-plural": "chs.",
    "stopped-section-plural": "secs.",
    "stopped-article-plural": "arts.",
    "stopped-paragraph-plural": "paras.",
    "sign-part": "pt.",
    "sign-chapter": "ch.",
    "sign-section": "§",
    "sign-article": "art.",
    "sign-paragraph": "para.",
    "sign-part-plural": "pts.",
    "sign-chapter-plural": "chs.",
    "sign-section-plural": "§§",
    "sign-article-plural": "arts.",
    "sign-paragraph-plural": "paras.",
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
    "sic": "sic: so in the source",
    "moved": "{old} is now",
    "unacknowledged": "Not as it was published, and shown here alone:",
    "moved-page": "The page {page} is now",
    # The tools of a clause.
    "tools": "Tools for {label}",
    "copy-link": "Copy link",
    "copy-text": "Copy text",
    "copy-text-long": "Copy text with citation",
    "cite": "Cite",
    "link-copied": "Link to {label} copied.",
    "text-copied": "Text of {label} copied with its citation.",
    "cite-clause": "Cite {label}",
    "cite-instrument": "Cite the {kind}",
    "copy": "Copy",
    "citation-copied": "Citation copied: {style}.",
    "copy-failed": "The browser does not allow copying here. Select the text and copy it by hand.",
    "not-loaded": "The data of the clauses could not be loaded. Try again when there is a connection.",
    "selected": "Selected: {label}.",
    "clear-selection": "Clear the selection",
    "selection-cleared": "Selection cleared.",
    "close": "Close",
    "style-plain": "Plain",
    "style-oscola": "OSCOLA",
    "style-bluebook": "Bluebook",
    "style-aglc": "AGLC",
    "style-apa": "APA",
    "style-mla": "MLA",
    "style-chicago": "Chicago",
    "style-bibtex": "BibTeX",
    "style-ris": "RIS",
    "style-csl": "CSL-JSON",
    "style-markdown": "Link in Markdown",
    "style-frame": "Frame",
    "style-script": "Quotation by a script",
    "embed": "For other pages",
    "reference-files": "For reference managers",
    "download": "Download",
    # Cards.
    "full-entry": "In the glossary",
    "go-to-clause": "Go to the clause",
    "mentions-one": "{count} other clause:",
    "mentions-other": "{count} other clauses:",
    "mentions-more": "{count} more",
    # Data and downloads.
    "downloads": "Data and downloads",
    "downloads-lead": "The text in forms to file, to read elsewhere and to compute with. All have the same words.",
    "downloads-reading": "To read",
    "downloads-data": "For programs",
    "downloads-beside": "Beside the text",
    "size": "{number} kB",
    "export-declaration.pdf": "To print, file and attach. Tagged for screen readers, with bookmarks and a destination "
    "for every clause: add #nameddest= and its id to the address.",
    "export-declaration.epub": "A book for e-readers and phones, with contents and glossary.",
    "export-declaration.txt": "The numbered text, a unit a line: to compare versions line by line.",
    "export-declaration.md": "The numbered text with emphasis and an anchor for every clause: for notes and wikis.",
    "export-clauses.json": "Every clause with its id, label, address, words and digest, and the patterns of citations: "
    "to show, check or quote clauses.",
    "export-glossary.json": "Every term with what it is, its sources and the clauses that mention it.",
    "export-declaration.json": "The whole structure as a tree, with emphasis, mentions and notes.",
    "export-clauses.schema.json": "What clauses.json holds, to check it against.",
    "export-declaration.schema.json": "What declaration.json holds, to check it against.",
    "export-glossary.schema.json": "What glossary.json holds, to check it against.",
    "export-declaration.akn.xml": "The standard for legislative documents: for archives and legal databases.",
    "export-declaration.bib": "How to cite the whole: for BibTeX and what reads it.",
    "export-declaration.ris": "How to cite the whole: for EndNote, Zotero and other reference managers.",
    "export-declaration.csl.json": "How to cite the whole: for Zotero, Pandoc and what else reads CSL.",
    "export-objects.inv": "Every clause and term by name: for documents made with Sphinx or MkDocs.",
    "export-llms.txt": "What there is on the site and where: for programs that read for people.",
    # Seeing the whole.
    "elsewhere": "Elsewhere in the text",
    "elsewhere-lead": "Clauses of other pages that name what this page names.",
    "at-a-glance": "At a glance",
    "at-a-glance-lead": "Who and what is named where. Each mark leads to a clause; its size tells how often the clause "
    "names it.",
    "named": "Named",
    "mark": "{label} names {term}",
    "mark-times": "{label} names {term} {count} times",
    # The book.
    "title-page": "Title page",
    "landmarks": "Landmarks",
    "published-at": "Published at",
    "how-to-cite": "How to cite",
    "book-ids": "Every clause has an id. It is the number as printed, with a dot before each bracketed part and "
    "without the brackets: that of {label} is {id}.",
    "book-links": "The address of the site with the id after it is the permanent address of the clause. In this book "
    "the number of a clause is a link to it.",
    "book-accessibility": "All of it is text, in the order of reading, with headings and contents. The numbers of "
    "clauses are text as well.",
    # Search and wrong addresses.
    "search": "Search",
    "search-needs-script": "The search needs JavaScript. The contents and the glossary lead everywhere without it.",
    "search-placeholder": "Type words or a number",
    "search-loading": "The text is being loaded.",
    "search-sections": "The text",
    "search-terms": "Most mentioned",
    "search-contents": "The contents",
    "search-none": "Nothing found for “{asked}”.",
    "search-one": "1 result",
    "search-other": "{count} results",
    "search-more": "The first {shown} are shown; more words find fewer.",
    "search-near": "Did you mean",
    "search-also": "also called “{name}”",
    "search-glossary": "Glossary",
    "search-help": "About this site",
    "units-none": "There are no {units}.",
    "units-one": "There is one {unit}.",
    "units-other": "There are {count} {units}.",
    "units-none-in": "{label} has no {units}.",
    "units-one-in": "{label} has one {unit}.",
    "units-other-in": "{label} has {count} {units}.",
    "item": "item",
    "item-plural": "items",
    "missing": "There is no page at this address",
    "missing-clauses": "Did you mean",
    "unknown-fragment": "“{asked}”, at the end of the address, leads to nothing here.",
    "missing-lead": "The address may have been mistyped or cut off. The search finds words and numbers of clauses; the "
    "contents are below.",
    # Glossary entries.
    "mentioned-in": "Mentioned in",
    "not-mentioned": "Not mentioned in the text itself.",
    "as-of": "In {year}",
    "later": "Later",
    "official-site": "Official site",
    "official-home": "Official site (home page)",
    "home-page": "home page",
    "as-of-then": "At the time",
    "kind-organisation": "organisation",
    "kind-instrument": "instrument",
    "kind-mechanism": "mechanism",
    "kind-fund": "fund",
    "kind-plan": "plan",
    "kind-organisation-plural": "organisations",
    "kind-instrument-plural": "instruments",
    "kind-plan-plural": "plans",
    "kind-mechanism-plural": "mechanisms",
    "kind-fund-plural": "funds",
    "kind-abbreviation": "abbreviation",
    "kind-concept": "concept",
}
"""English words. Braces hold what is put in."""


_NUMBERED = ("part", "chapter", "section", "article", "annex", "paragraph")
NUMBERED = (*_NUMBERED, *(f"{kind}-plural" for kind in _NUMBERED))
"""Kinds whose words stand before a number, or have `{number}` where it goes, as in 第{number}条."""


def faults(overrides: Mapping[str, object]) -> list[str]:
    """Check the words that a site overrides.

    Args:
        overrides: Words by key, as an author wrote them.
    """
    sentences = []
    for key, value in overrides.items():
        if key not in ENGLISH:
            sentences.append(f"unknown key '{key}'{near_miss(key, ENGLISH)}")
        elif not isinstance(value, str):
            sentences.append(f"expected a text for '{key}', found {type(value).__name__}")
        else:
            allowed = _fields(ENGLISH[key]) or set()
            allowed |= {"number"} if key in NUMBERED else set()
            fields = _fields(value)
            if fields is None or fields - allowed:
                known = " and ".join(f"{{{field}}}" for field in sorted(allowed)) or "no braces"
                sentences.append(f"expected {known} in '{key}', found '{value}'")
            elif form := _form(value):
                sentences.append(
                    f"expected only a name in the braces of '{key}', found '{form}' behind it in '{value}'"
                )
            elif key.startswith("months") and len(value.split()) != len(ENGLISH["months"].split()):
                sentences.append(f"expected twelve words for '{key}', found {len(value.split())}")
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


class Catalogue:
    """The catalogue in force: English, with what a site overrides."""

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        """Lay overrides over the English words.

        Args:
            overrides: Words by key, in which `faults` finds nothing.
        """
        self._words = {**ENGLISH, **(overrides or {})}

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for a key, with values put in where the words have braces."""
        return self._words[key].format(**values) if values else self._words[key]

    def __contains__(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self._words

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of units before or behind numbers on a site with these words, in lower case: `article`."""
        words = " ".join(self._words[kind].replace("{number}", " ") for kind in _NUMBERED)
        return frozenset(words.casefold().split())

    def numbered(self, kind: str, number: str) -> str:
        """A kind with its number: `article 5`."""
        words = self._words[kind]
        return words.format(number=number) if "{number}" in words else f"{words} {number}"

    def many(self, kind: str, numbers: str) -> str:
        """A kind with several numbers: `articles 5–7`."""
        # A site that says "clause" for "paragraph" and nothing of more than one would mix the two.
        plural = f"{kind}-plural"
        is_ours = self._words[kind] == ENGLISH[kind] or self._words[plural] != ENGLISH[plural]
        return self.numbered(plural if is_ours else kind, numbers)

    def ordinal(self, number: int) -> str:
        """The ordinal of a number that counts from 1: `first`, and past the listed ones `11th`, `21st`."""
        ordinals = self._words["ordinals"].split()
        if number <= len(ordinals):
            return ordinals[number - 1]
        last = f"ordinal-{number % 10}" if number // 10 % 10 != 1 else "ordinal"
        # A site that has another form for all has no use for the English endings, unless it states them as well.
        is_ours = self._words["ordinal"] == ENGLISH["ordinal"] or self._words.get(last) != ENGLISH.get(last)
        return self(last if last in self._words and is_ours else "ordinal", number=number)
