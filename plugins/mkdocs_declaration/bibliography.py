"""Records of a clause for reference managers: BibTeX, RIS, CSL-JSON.

`{link}` stands for the address of the clause, as in citations.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.citations import LINK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.model import Clause, Instrument

_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBTEX |= {char: f"\\{char}" for char in "&%$#_"}


def bibtex(instrument: Instrument, clause: Clause | None) -> str:
    """A BibTeX entry (`@misc`, since BibTeX has no type for instruments); the title keeps its capitals.

    Args:
        instrument: The instrument.
        clause: The clause, or None for the instrument as a whole.
    """
    fields = {"title": f"{{{_escaped(instrument.title)}}}"}
    if instrument.adopted is not None:
        fields |= {"year": str(instrument.adopted.date.year), "month": str(instrument.adopted.date.month)}
    if clause is not None:
        fields["note"] = _escaped(clause.label)
    fields["url"] = LINK
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(instrument, clause)},\n{lines}\n}}\n"


def ris(instrument: Instrument, clause: Clause | None) -> str:
    """A RIS record of the type STAT (statute), the format's nearest; lines end in CR LF as the format asks.

    Args:
        instrument: The instrument.
        clause: The clause, or None for the instrument as a whole.
    """
    lines = ["TY  - STAT", f"ID  - {_key(instrument, clause)}", f"TI  - {instrument.title}"]
    if instrument.adopted is not None:
        lines += [f"PY  - {instrument.adopted.date.year}", f"DA  - {instrument.adopted.date:%Y/%m/%d}"]
    if clause is not None:
        lines.append(f"SE  - {clause.label}")
    return "\r\n".join([*lines, f"UR  - {LINK}", "ER  - ", ""])


def csl_json(instrument: Instrument, clause: Clause | None) -> str:
    """A CSL-JSON item (Citation Style Language 1.0.2) of the type `treaty`.

    Args:
        instrument: The instrument.
        clause: The clause, or None for the instrument as a whole.
    """
    item: dict[str, Any] = {"id": _key(instrument, clause), "type": "treaty", "title": instrument.title}
    if instrument.adopted is not None:
        date = instrument.adopted.date
        item["issued"] = {"date-parts": [[date.year, date.month, date.day]]}
    if clause is not None:
        item["section"] = clause.label
    item["language"] = instrument.language
    item["URL"] = LINK
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Instrument, Clause | None], str]] = {"bibtex": bibtex, "ris": ris, "csl": csl_json}
"""The formats by their keys, in the order in which they are offered."""


def _key(instrument: Instrument, clause: Clause | None) -> str:
    return instrument.id if clause is None else f"{instrument.id}:{clause.id}"


def _escaped(words: str) -> str:
    return re.sub(r"[\\\\{}~^&%$#_]", lambda match: _BIBTEX[match[0]], words)
