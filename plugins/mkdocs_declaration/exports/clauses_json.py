"""`clauses.json`: every clause with its id, label, address and words."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.json_lines import layout
from mkdocs_declaration.glossary import mentions
from mkdocs_declaration.instrument import bibliography, citations, ranges
from mkdocs_declaration.instrument.bibliography import FORMATS
from mkdocs_declaration.instrument.citations import STYLES
from mkdocs_declaration.pages.render import address, place

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.text import Span


def export(edition: Edition) -> bytes:
    """Write `clauses.json`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline. Addresses are relative to the site's root, whose own address is `site`, or null if
        it is not known; a division has a heading and no text; `sha256` is of the UTF-8 of the text, in hexadecimal
        digits; `{link}` in a citation or a record stands for the address. Those of the instrument are patterns, with
        `{long}`, `{short}`, `{stopped}` or `{sign}` for a pinpoint, and `{key}`; `whole` has those without one. A
        clause's `range` gives the label of a range from or to it in these forms, with `{part}` for the numbers; its
        `tail` is its label after that of a neighbour. `gone` are addresses that pages of the text had, from which links
        go on.
    """
    instrument, words = edition.instrument, edition.words
    linked: dict[str, tuple[Span, ...]] = {}
    for slug in instrument.pages:
        linked |= mentions.linked(edition.glossary, instrument.on_page(slug))
    document = {
        "format": 1,
        "site": edition.site_url or None,
        "instrument": {
            "id": instrument.id,
            "title": instrument.title,
            "language": instrument.language,
            "citations": {style: cite(instrument, citations.PLACE, words) for style, cite in STYLES.items()},
            "bibliography": {name: write(instrument, bibliography.PLACE) for name, write in FORMATS.items()},
            "range": words("range", first="{first}", last="{last}"),
            "whole": {
                "citations": {style: cite(instrument, None, words) for style, cite in STYLES.items()},
                "bibliography": {name: write(instrument, None) for name, write in FORMATS.items()},
            },
        },
        "clauses": [
            {
                **_clause(clause, linked[clause.id]),
                "citations": _cited(edition, clause),
                "bibliography": {name: write(instrument, clause) for name, write in FORMATS.items()},
                "tail": ranges.tail(clause, instrument.by_id.get(clause.parent or "")),
                "range": _range(clause, words),
            }
            for clause in instrument.clauses
        ],
        "retired": [
            {
                "id": old,
                "page": address(entry.page),
                "successor": edition.successors[old].id,
                "reason": entry.retirement.reason,
                "date": entry.retirement.date,
            }
            for old, entry in edition.lock.retired.items()
        ],
        "gone": [address(slug) for slug in edition.gone],
    }
    return layout(document)


def _cited(edition: Edition, clause: Clause) -> dict[str, str]:
    pinpoint = citations.pinpoint(clause.label, edition.words)
    return {style: cite(edition.instrument, pinpoint, edition.words) for style, cite in STYLES.items()}


def _range(clause: Clause, words: Catalogue) -> dict[str, str] | None:
    found = ranges.pattern(clause, words)
    return found and {"part": found[1], **asdict(citations.pinpoint(found[0], words))}


def _clause(clause: Clause, linked: tuple[Span, ...]) -> dict[str, Any]:
    text = clause.text.plain if clause.text is not None else None
    return {
        "id": clause.id,
        "kind": clause.kind,
        "printed": clause.printed,
        "number": clause.number,
        "label": clause.label,
        "parent": clause.parent,
        "page": address(clause.slug),
        "path": place(clause),
        "permalink": f"{clause.id}/",
        "eId": clause.eid,
        "heading": str(clause.heading) if clause.heading is not None else None,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest() if text is not None else None,
        "terms": list(dict.fromkeys(span.kind for span in linked)),
    }
