"""`declaration.pdf`: the instrument as a document to file, tagged, with bookmarks and a destination for every clause.

It is set by Typst from `templates/pdf/declaration.typ` as PDF/UA-1 (ISO 14289-1). A destination has the id of its
clause as its name, so that `declaration.pdf#nameddest=1.3.ii` opens there (RFC 8118, section 3).
"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from mkdocs_declaration import citations
from mkdocs_declaration import glossary as terms
from mkdocs_declaration.inline import pieces
from mkdocs_declaration.render import GLOSSARY, TEMPLATES, address, capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.inline import Piece
    from mkdocs_declaration.model import Clause
    from mkdocs_declaration.text import Span

TEMPLATE = TEMPLATES / "pdf" / "declaration.typ"


class Unavailable(Exception):  # noqa: N818 - it is a state, not a mistake
    """The PDF cannot be made on this machine; the message says why, and the way out."""


def export(edition: Edition) -> bytes:
    """Write `declaration.pdf`.

    The fonts that come with Typst are used as far as they go, so that the bytes are the same on every machine; a script
    that they do not have is set in a font of the system.

    Args:
        edition: What is exported.

    Returns:
        A PDF 1.7 without a date.

    Raises:
        Unavailable: The extra `pdf` is not installed, or no font on this machine has a character of the text.
    """
    try:
        import typst  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise Unavailable("it needs the extra 'pdf': pip install 'mkdocs-declaration[pdf]'") from None

    def compiled(*, own_fonts: bool) -> bytes:
        written = typst.compile(
            str(TEMPLATE),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=own_fonts,
            sys_inputs={"data": json.dumps(_document(edition), ensure_ascii=False)},
        )
        return bytes(written)

    try:
        return compiled(own_fonts=True)
    except typst.TypstError:
        try:
            return compiled(own_fonts=False)
        except typst.TypstError as error:
            raise Unavailable(str(error)) from None


def _document(edition: Edition) -> dict[str, Any]:
    instrument, words = edition.instrument, edition.words
    facts = [" · ".join(instrument.parties)] if instrument.parties else []
    if instrument.adopted is not None:
        adopted = instrument.adopted
        date = citations.day(adopted.date, words, "day-month-year")
        facts += [part for part in (", ".join(filter(None, (date, adopted.place))), adopted.occasion) if part]
    linked = terms.linked(edition.glossary, instrument.clauses)
    return {
        "title": instrument.title,
        "printed_title": _inline(pieces(instrument.printed_title)),
        "short_title": instrument.short_title,
        "summary": instrument.summary,
        "parties": list(instrument.parties),
        "facts": facts,
        "lang": instrument.language.split("-")[0].lower(),
        "rtl": instrument.direction == "rtl",
        "site": edition.site_url or None,
        "citation": citations.plain(instrument, None, words).replace(citations.LINK, edition.site_url).rstrip(", "),
        "has_counted": any(clause.counted for clause in instrument.clauses),
        "labels": {
            "cite": words("cite-instrument", kind=instrument.kind),
            "counted": words("counted"),
            "sic": words("sic"),
        },
        "divisions": [_unit(clause, linked) for clause in instrument.divisions],
    }


def _unit(clause: Clause, linked: Mapping[str, Sequence[Span]]) -> dict[str, Any]:
    return {
        "id": clause.id,
        "printed": clause.printed,
        "label": capital(clause.label),
        "mark": clause.printed or (f"[{clause.counted}]" if clause.counted else "¶"),
        "bookmarked": clause.kind == "paragraph" and clause.printed is not None,
        "title": clause.heading and _inline(pieces(clause.heading)),
        "words": clause.text and _inline(pieces(clause.text, linked[clause.id])),
        "notes": [dataclasses.asdict(note) for note in clause.notes],
        "children": [_unit(child, linked) for child in clause.children],
    }


def _inline(tree: Iterable[Piece]) -> list[dict[str, Any]]:
    return [
        {
            "kind": piece.kind,
            "words": piece.words,
            "address": f"{address(GLOSSARY)}#{piece.term}",
            "pieces": _inline(piece.pieces),
        }
        for piece in tree
    ]
