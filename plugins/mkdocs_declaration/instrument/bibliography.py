"""Records of a clause for reference managers: BibTeX, RIS, CSL-JSON.

`{link}` stands for the address of the clause, as in citations.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from mkdocs_declaration.instrument.citations import LINK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.model import Instrument

_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBTEX |= {char: f"\\{char}" for char in "&%$#_"}

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Cited(Protocol):
    """The subject of a record: a clause, a range of clauses."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """Its label."""


class Writer(Protocol):
    """A function that writes a record."""

    def __call__(self, instrument: Instrument, cited: Cited | None, link: str = LINK) -> str:
        """Write the record of an instrument or of what is cited of it, with its address."""


@dataclass(frozen=True, slots=True)
class _Place:
    id: str
    label: str


PLACE: Cited = _Place("{key}", "{long}")
"""Stands for what a program puts in, as the page does for a range."""


def bibtex(instrument: Instrument, cited: Cited | None, link: str = LINK) -> str:
    """A BibTeX entry (`@misc`, since BibTeX has no type for instruments); the title keeps its capitals.

    Args:
        instrument: The instrument.
        cited: What is cited of it, or None for the instrument as a whole.
        link: Its address; empty where it is not known.
    """
    fields = {"title": f"{{{_escaped(instrument.title)}}}"}
    if instrument.adopted is not None:
        date = instrument.adopted.date
        fields |= {"year": str(date.year), "month": MONTHS[date.month - 1], "day": str(date.day)}
    if cited is not None:
        fields["note"] = _escaped(cited.label)
    if link:
        fields["url"] = link
    # A month is a macro of BibTeX's styles, and so without braces.
    lines = ",\n".join(f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items())
    return f"@misc{{{_key(instrument, cited)},\n{lines}\n}}\n"


def ris(instrument: Instrument, cited: Cited | None, link: str = LINK) -> str:
    """A RIS record of the type STAT (statute), the format's nearest; lines end in CR LF as the format asks.

    Args:
        instrument: The instrument.
        cited: What is cited of it, or None for the instrument as a whole.
        link: Its address; empty where it is not known.
    """
    lines = ["TY  - STAT", f"ID  - {_key(instrument, cited)}", f"TI  - {instrument.title}"]
    if instrument.adopted is not None:
        lines += [f"PY  - {instrument.adopted.date.year}", f"DA  - {instrument.adopted.date:%Y/%m/%d}"]
    if cited is not None:
        lines.append(f"SE  - {cited.label}")
    if link:
        lines.append(f"UR  - {link}")
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(instrument: Instrument, cited: Cited | None, link: str = LINK) -> str:
    """A CSL-JSON item (Citation Style Language 1.0.2) of the type `treaty`.

    Args:
        instrument: The instrument.
        cited: What is cited of it, or None for the instrument as a whole.
        link: Its address; empty where it is not known.
    """
    item: dict[str, Any] = {"id": _key(instrument, cited), "type": "treaty", "title": instrument.title}
    if instrument.adopted is not None:
        date = instrument.adopted.date
        item["issued"] = {"date-parts": [[date.year, date.month, date.day]]}
    if cited is not None:
        item["section"] = cited.label
    item["language"] = instrument.language
    if link:
        item["URL"] = link
    return f"[{json.dumps(item, ensure_ascii=False)}]\n"


FORMATS: Mapping[str, Writer] = {"bibtex": bibtex, "ris": ris, "csl": csl_json}
"""The formats by their keys, in the order in which they are offered."""


ESCAPES: Mapping[str, Mapping[str, str]] = {"bibtex": _BIBTEX, "csl": {"\\": "\\\\", '"': '\\"'}}
"""What stands for a sign of a label in the formats in which it cannot stand as it is."""


def _key(instrument: Instrument, cited: Cited | None) -> str:
    return instrument.id if cited is None else f"{instrument.id}:{cited.id}"


def _escaped(words: str) -> str:
    return words if words == PLACE.label else re.sub(r"[\\\\{}~^&%$#_]", lambda match: _BIBTEX[match[0]], words)
