"""Records of an instrument for reference managers (BibTeX, RIS, CSL-JSON), and how its clauses are cited with them.

A paper that cites three clauses cites one work: there is one record, of the instrument as a whole, and what is cited
of it is a locator beside the key of the record.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Protocol

from babel import Locale

from mkdocs_declaration.instrument.interface.catalogue import is_statute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.model import Instrument

_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {char: f"\\{char}" for char in "&%$#_"}

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Writer(Protocol):
    """A function that writes a record."""

    def __call__(self, instrument: Instrument, link: str) -> str:
        """Write the record of an instrument, with its address."""


def bibtex(instrument: Instrument, link: str) -> str:
    """A BibTeX entry (`@misc`, since BibTeX has no type for instruments); the title keeps its capitals.

    Who adopted it and the language are in the fields that BibLaTeX has for them (manual of BibLaTeX 3.20, sections
    2.1.1 and 2.2.2: `organization`, `langid`), which BibTeX passes over.

    Args:
        instrument: The instrument.
        link: Its address; empty where it is not known.
    """
    fields = {"title": f"{{{_tex(instrument.title)}}}", "shorttitle": f"{{{_tex(instrument.short_title)}}}"}
    if instrument.parties:
        fields["organization"] = " and ".join(f"{{{_tex(party)}}}" for party in instrument.parties)
    fields["type"] = _tex(instrument.kind[:1].upper() + instrument.kind[1:])
    if instrument.adopted is not None:
        date = instrument.adopted.date
        fields |= {"year": str(date.year), "month": MONTHS[date.month - 1], "day": str(date.day)}
        if instrument.adopted.place:
            fields["address"] = _tex(instrument.adopted.place)
    if language := _english_name(instrument.language):
        fields["langid"] = language.lower()
    if link:
        fields["url"] = link
    # A month is a macro of BibTeX's styles, and so without braces.
    lines = ",\n".join(f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items())
    return f"@misc{{{instrument.id},\n{lines}\n}}\n"


def ris(instrument: Instrument, link: str) -> str:
    """A RIS record of the type STAT (statute), the format's nearest; lines end in CR LF as the format asks.

    Args:
        instrument: The instrument.
        link: Its address; empty where it is not known.
    """
    lines = ["TY  - STAT", f"ID  - {instrument.id}", f"TI  - {instrument.title}", f"ST  - {instrument.short_title}"]
    if instrument.parties:
        # Authors would be taken apart into family and given names.
        lines.append(f"PB  - {'; '.join(instrument.parties)}")
    if instrument.adopted is not None:
        lines += [f"PY  - {instrument.adopted.date.year}", f"DA  - {instrument.adopted.date:%Y/%m/%d}"]
        if instrument.adopted.place:
            lines.append(f"CY  - {instrument.adopted.place}")
    lines.append(f"LA  - {instrument.language}")
    if link:
        lines.append(f"UR  - {link}")
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(instrument: Instrument, link: str) -> str:
    """A CSL-JSON item (Citation Style Language 1.0.2, appendices III and IV), of the type `legislation` or `treaty`.

    Args:
        instrument: The instrument.
        link: Its address; empty where it is not known.
    """
    type_ = "legislation" if is_statute(instrument.kind, instrument.language) else "treaty"
    item: dict[str, Any] = {"id": instrument.id, "type": type_, "title": instrument.title}
    item |= {"title-short": instrument.short_title}
    if instrument.parties:
        item["authority"] = "; ".join(instrument.parties)
    if (adopted := instrument.adopted) is not None:
        item["issued"] = {"date-parts": [[adopted.date.year, adopted.date.month, adopted.date.day]]}
        item |= {"event-title": adopted.occasion} if adopted.occasion else {}
        item |= {"event-place": adopted.place} if adopted.place else {}
    item["language"] = instrument.language
    if link:
        item["URL"] = link
    return f"[{json.dumps(item, ensure_ascii=False)}]\n"


FORMATS: Mapping[str, Writer] = {"bibtex": bibtex, "ris": ris, "csl": csl_json}
"""The formats by their keys, in the order in which they are offered."""

LOCATORS: Mapping[str, str] = {
    "pandoc": "[@{key}, {stopped}]",
    "biblatex": r"\autocite[{stopped}]{{key}}",
    "suffix": "{stopped}",
}
"""How a clause is cited beside the record, by program, with names in braces.

`{key}` is the key of the record, `{stopped}` the pinpoint in that form. `pandoc` is for its Markdown (Pandoc User's
Guide, "Citation syntax"), `biblatex` for LaTeX (manual of BibLaTeX, section 3.9), `suffix` for the field of that name
in the dialogs of Zotero, and for that of pages in Word.
"""

ESCAPES: Mapping[str, Mapping[str, str]] = {"biblatex": {**_TEX, "]": "{]}"}, "pandoc": {"]": r"\]"}}
"""What stands for a sign of a pinpoint in a locator in which it cannot stand as it is."""


def locator(name: str, instrument: Instrument, pinpoint: str) -> str:
    """Write what is pasted into a document to cite a clause.

    Args:
        name: A key of `LOCATORS`.
        instrument: The instrument.
        pinpoint: What is cited of it, in the form `stopped`.
    """
    signs = ESCAPES.get(name, {})
    escaped = "".join(signs.get(sign, sign) for sign in pinpoint)
    values = {"key": instrument.id, "stopped": escaped}
    return re.sub(r"{(\w+)}", lambda slot: values[slot[1]], LOCATORS[name])


def _english_name(language: str) -> str | None:
    """The English name of a language (BCP 47), without that of its region."""
    return Locale("en").languages.get(language.split("-", maxsplit=1)[0].lower())


def _tex(words: str) -> str:
    return re.sub(r"[\\\\{}~^&%$#_]", lambda match: _TEX[match[0]], words)
