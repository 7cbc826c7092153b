"""What a search needs to know to read a number in the words of citations, as data for its script.

The tables by language are in `citing_words`; here they become what one instrument understands: its own words, those of
its language, and those of English. The script (`addresses/query.js`) has the grammar, and no word of any language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.instrument.citations.citations import shortened
from mkdocs_declaration.instrument.citations.language_data import READINGS, citing_words
from mkdocs_declaration.instrument.citations.readings import form
from mkdocs_declaration.instrument.identity.identifiers import ELEMENTS
from mkdocs_declaration.instrument.interface import kinds
from mkdocs_declaration.instrument.interface.catalogue import english
from mkdocs_declaration.instrument.numbering import east_asian

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_declaration.instrument.citations.language_data import CitingWords
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause, Instrument

_NAMED = ("part", "chapter", "section", "article", "annex", "recital", "paragraph")
"""Kinds whose names labels have."""
_COUNTED = (*_NAMED, "item")
"""Kinds that are counted in sentences of the search."""
_SENTENCES = ("none", "one", "other", "none-in", "one-in", "other-in")
_ALIKE = {"item": "point", "p": "subpara"}
"""Elements of what is in the preamble and around the body, as those in the body are called; the script has the same."""
_COUNTER = re.compile(r"[0-9〇零一二三四五六七八九十百千](\w)")
"""The character behind a numeral that says what is counted, as in 第九条."""


def citing(instrument: Instrument, words: Catalogue) -> dict[str, Any]:
    """The words of citations that a site understands.

    Args:
        instrument: The instrument.
        words: The words of its labels, and of the interface.

    Returns:
        `units` are names of units with the elements of eIds that they stand for, and those they stand for if there are
        none of these; `printed` are names that the print has, with elements and depths of the units (`sec2`);
        `numerals` and `ordinals` are in the order of what they count; `groups` are elements of what groups divisions;
        the rest are lists of words, the names of units in sentences, the sentences, and what labels are joined with and
        have for article 1. Words are parted by blanks, `_` is a blank within one.
    """
    language = instrument.language.partition("-")[0].lower()
    known = [citing_words(name) for name in dict.fromkeys(("en", language))]
    units = _units(known, words)
    is_english = words("units-other") == english()["units-other"]
    counts = known[:1] if is_english else known[1:]
    signed = _signed(instrument, words)
    before = "signed" if signed else "within"
    return {
        "units": [[*READINGS[kind], " ".join(names)] for kind, names in units.items()],
        "printed": _printed(instrument.clauses, units, _counting(known), words),
        "numerals": [_hyphenless(one.numerals) for one in known if one.numerals],
        "compounds": [[one.tens, one.compound] for one in known if one.numerals],
        "ordinals": [_inflected(_hyphenless(one.ordinals), one.endings) for one in known if one.ordinals],
        **{
            name: _joined(getattr(one, name) for one in known) for name in ("last", "signs", "ranges", "lists", "links")
        },
        "own": _joined(_own(instrument)),
        "groups": _groups(instrument.clauses),
        "nouns": {_element(kind): [words(kind), words(f"{kind}-plural")] for kind in _COUNTED} | signed,
        "sentences": {key: words(f"units-{key}") for key in _SENTENCES},
        "counts": counts[0].numerals if counts else "",
        "within": {kind: words.template(f"{before}-{kind}") for kind in ("paragraph", "item", "letter")},
        "join": words("join"),
        "joint": words("number-joint"),
        "first": words("article-first"),
    }


def _groups(clauses: Iterable[Clause]) -> str:
    """The elements of eIds of what groups divisions, whose numbers run through it or start anew in it."""
    known = {kind: kinds.known(kind) for kind in {clause.kind for clause in clauses}}
    return " ".join(sorted({kind.eid for kind in known.values() if kind.like in ("part", "annex")}))


def _element(kind: str) -> str:
    return ELEMENTS.get(kind) or READINGS[kind][0]


def _signed(instrument: Instrument, words: Catalogue) -> dict[str, list[str]]:
    """The names of units that have § in the print, by elements of eIds, where labels keep the sign."""
    kept = [clause for clause in instrument.clauses if clause.steps[-1].is_signed] if words("signed") else []
    elements = {clause.eid.rpartition("__")[2].partition("_")[0] for clause in kept}
    return {element: [words("signed"), words("signed-plural")] for element in sorted(elements)}


def _joined(lists: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for words in lists for word in words.split()))


def _hyphenless(words: str) -> str:
    return words.replace("-", "_")


def _inflected(ordinals: str, endings: str) -> str:
    """Ordinals with all their endings."""
    if not endings:
        return ordinals
    return " ".join(
        "/".join(f"{stem}{ending}" for stem in ordinal.split("/") for ending in endings.split())
        for ordinal in ordinals.split()
    )


def _units(known: Iterable[CitingWords], words: Catalogue) -> dict[str, dict[str, None]]:
    """Names of units by kinds: those of languages, and those of the catalogue."""
    units: dict[str, dict[str, None]] = {}
    for kind, names in ((kind, names) for language in known for kind, names in language.units.items()):
        units.setdefault(kind, {}).update(dict.fromkeys(names.split()))
    for kind in (*_NAMED, "preamble"):
        keys = [kind] if kind == "preamble" else [kind, f"{kind}-plural"]
        for stated in (stated for key in keys for stated in (words(key), *shortened(key, words.guides))):
            name = stated.replace("{number}", " ").casefold().replace(".", " ").split()
            if name:
                units.setdefault(kind, {})["_".join(name)] = None
    return units


def _counting(known: Iterable[CitingWords]) -> frozenset[str]:
    """Numerals and ordinals."""
    written = (_inflected(words.ordinals, words.endings) + f" {words.numerals} {words.last}" for words in known)
    return frozenset(form for words in written for form in words.replace("/", " ").split())


def _printed(
    clauses: Iterable[Clause], units: Mapping[str, Mapping[str, None]], counting: frozenset[str], words: Catalogue
) -> dict[str, str]:
    """Names that the print gives to units whose kind they do not tell, with elements and depths of these units.

    Where it is that of their kind, its plural is one as well, as several are cited by it.
    """
    depths: dict[str | None, int] = {None: -1}
    found: dict[str, set[tuple[str, int]]] = {}
    plurals: dict[str, str] = {}
    for clause in clauses:
        depth = depths[clause.id] = depths[clause.parent] + 1
        written = clause.eid.rpartition("__")[2].partition("_")[0]
        element = _ALIKE.get(written, written)
        for name in {*_names(clause)} - counting:
            found.setdefault(name, set()).add((element, depth))
            if name == _noun(clause.kind, words):
                plurals[name] = _noun(f"{clause.kind}-plural", words)
    elements = {name: {READINGS[kind][0] for kind in units if name in units[kind]} for name in found}
    printed = {
        name: " ".join(f"{element}{depth}" for element, depth in sorted(uses))
        for name, uses in sorted(found.items())
        if elements[name] != {element for element, _ in uses}
        or any(
            {element for element, _ in uses} & {element for element, _ in others}
            for other, others in found.items()
            if other != name
        )
    }
    several = {plurals[name]: uses for name, uses in printed.items() if plurals.get(name, "").isalpha()}
    return dict(sorted({**several, **printed}.items()))


def _noun(key: str, words: Catalogue) -> str:
    """The word of a kind as citations have it; empty if there is none."""
    return words.template(key).replace("{number}", "").strip().casefold() if key in words else ""


def _names(clause: Clause) -> Iterator[str]:
    """The names in a number as printed."""
    if clause.printed is None:
        return
    named = [part for part in form(clause.printed).split(".") if len(part) > 1 and not any(map(str.isnumeric, part))]
    of_number = form(clause.number or "").split(".") if named else ()
    yield from (part for part in named if part not in of_number)
    for counter in _COUNTER.findall(clause.printed):
        is_letter = counter in (clause.number or "")  # 5а
        if not counter.isascii() and not counter.isnumeric() and not is_letter and counter not in east_asian.JOINS:
            yield counter


def _own(instrument: Instrument) -> Iterator[str]:
    """Words of the names of the instrument, which may stand beside a number: Article 26 of the Declaration."""
    for name in (instrument.id, instrument.short_title, instrument.kind):
        yield " ".join(part for part in form(name).split(".") if not any(map(str.isdigit, part)) and len(part) > 1)
