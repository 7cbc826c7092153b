"""`declaration.pdf`: the instrument as a document to file, tagged, with bookmarks and a destination for every clause.

A retired id is a destination at its successor.

It is set by Typst from `pages/templates/pdf/declaration.typ` as PDF/UA-1 (ISO 14289-1). A destination has the id of its
clause as its name, so that `declaration.pdf#nameddest=1.3.ii` opens there (RFC 8118, section 3).
"""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.exporter import MAX_UNSET, Exporter, Unavailable
from mkdocs_declaration.exports.typesetting import FONTS, fonts_of, region_of, typesetter
from mkdocs_declaration.glossary import mentions
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.inline import pieces
from mkdocs_declaration.instrument.inline_tables import table_pieces
from mkdocs_declaration.instrument.places import GLOSSARY, address
from mkdocs_declaration.instrument.text.text import capital
from mkdocs_declaration.pages.markup.templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.inline_tables import TablePieces
    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.references.search import CrossReference
    from mkdocs_declaration.instrument.text.text import Span

TEMPLATE = TEMPLATES / "pdf" / "declaration.typ"


def export(edition: Edition) -> bytes:
    """Write `declaration.pdf`.

    The fonts that come with Typst are used as far as they go, so that the bytes are the same on every machine; a script
    that they do not have is set in a font of the system. Where no font has a character, a box stands for it, and the
    file is not of PDF/UA, which forbids that; `unset` tells which.

    Args:
        edition: What is exported.

    Returns:
        A PDF 1.7 without a date.

    Raises:
        Unavailable: The extra `pdf` is not installed.
    """
    typst = typesetter()
    document = _document(edition)

    def compiled(fonts: Sequence[str], *, others: bool, standards: Sequence[str] = ("ua-1",)) -> bytes:
        written = typst.compile(
            str(TEMPLATE),
            format="pdf",
            pdf_standards=list(standards),
            ignore_system_fonts=not others,
            sys_inputs={"data": json.dumps({**document, "fonts": fonts, "others": others}, ensure_ascii=False)},
        )
        return bytes(written)

    fonts = fonts_of(edition.instrument.language)
    try:
        return compiled(FONTS[:1], others=False)
    except typst.TypstError:
        try:
            return compiled(fonts, others=True)
        except typst.TypstError:
            return compiled(fonts, others=True, standards=())


def unset(edition: Edition) -> tuple[str, ...]:
    """Find the characters that the PDF does not show, since no font on this machine has them or PDF/UA forbids them.

    Args:
        edition: What is exported.

    Returns:
        The first of them by their numbers, each once; none where the extra `pdf` is not installed.
    """
    try:
        typst = typesetter()
    except Unavailable:
        return ()
    text = json.dumps(_document(edition), ensure_ascii=False)
    chars = sorted({char for char in text if not char.isascii()})
    missing: list[str] = []
    fonts, others = FONTS[:1], False
    while chars and len(missing) < MAX_UNSET:
        try:
            typst.compile(_proof(chars, fonts, others=others), pdf_standards=["ua-1"], ignore_system_fonts=not others)
        except typst.TypstError as error:
            place = re.search(r"\.typ:(\d+):", error.diagnostic or "")
            if not others:
                fonts, others = tuple(fonts_of(edition.instrument.language)), True
            elif place is None:
                return tuple(sorted(missing))
            else:
                missing.append(chars.pop(int(place[1]) - 2))
        else:
            return tuple(sorted(missing))
    return tuple(sorted(missing))


def _proof(chars: Sequence[str], fonts: Sequence[str], *, others: bool) -> bytes:
    """A document with a character a line, below one line of settings."""
    names = ", ".join(json.dumps(font) for font in fonts)
    lines = (f"#par[\\u{{{ord(char):x}}}]" for char in chars)
    settings = f'#set document(title: "x"); #set text(font: ({names},), fallback: {json.dumps(others)})'
    return "\n".join((settings, *lines)).encode()


def _document(edition: Edition) -> dict[str, Any]:
    instrument, words = edition.instrument, edition.words
    facts = [" · ".join(instrument.parties)] if instrument.parties else []
    if instrument.adopted is not None:
        adopted = instrument.adopted
        date = words.date(adopted.date)
        facts += [part for part in (", ".join(filter(None, (date, adopted.place))), adopted.occasion) if part]
    linked = mentions.linked(edition.glossary, instrument.clauses, edition.references.by_clause)
    return {
        "title": instrument.title,
        "printed_title": _inline(pieces(instrument.printed_title), instrument),
        "short_title": instrument.short_title,
        "summary": instrument.summary,
        "parties": list(instrument.parties),
        "facts": [_line(fact) for fact in facts],
        "lang": instrument.language.split("-")[0].lower(),
        "region": region_of(instrument.language),
        "rtl": instrument.direction == "rtl",
        "site": edition.site_url or None,
        "citation": citations.cite("plain", instrument, words),
        "has_counted": any(clause.counted for clause in instrument.clauses),
        "labels": {
            "cite": words("cite-instrument", kind=words.instrument(instrument.kind)),
            "counted": _line(words("counted")),
            "sic": words("sic"),
        },
        "divisions": [_unit(clause, edition, linked) for clause in instrument.divisions],
    }


def _line(words: str) -> dict[str, Any]:
    """Words of the interface, which may run the other way than the text: as their first letter does (UAX 9, P2)."""
    strong = next((way for way in map(unicodedata.bidirectional, words) if way in ("L", "R", "AL")), "L")
    return {"words": words, "rtl": strong != "L"}


def _unit(clause: Clause, edition: Edition, linked: Mapping[str, Sequence[Span | CrossReference]]) -> dict[str, Any]:
    return {
        "id": clause.id,
        "former": list(edition.former_ids.get(clause.id, ())),
        "printed": clause.printed,
        "label": capital(clause.label),
        "mark": clause.printed or (f"[{clause.counted}]" if clause.counted else "¶"),
        "bookmarked": clause.kind == "paragraph" and clause.printed is not None,
        "title": clause.heading and _inline(pieces(clause.heading), edition.instrument),
        "words": clause.text and _inline(pieces(clause.text, linked[clause.id]), edition.instrument),
        "table": clause.table and _table(table_pieces(clause.table, linked[clause.id]), edition.instrument),
        "notes": [dataclasses.asdict(note) for note in clause.notes],
        "children": [_unit(child, edition, linked) for child in clause.children],
    }


def _table(table: TablePieces, instrument: Instrument) -> dict[str, Any]:
    header, rows = (
        [[_inline(cell, instrument) for cell in row] for row in part] for part in (table.header, table.rows)
    )
    return {"caption": _inline(table.caption, instrument), "header": header, "rows": rows}


def _inline(tree: Iterable[Piece], instrument: Instrument) -> list[dict[str, Any]]:
    return [
        {
            "kind": piece.kind,
            "words": piece.words or piece.mark,
            "address": _address(piece, instrument),
            "pieces": _inline(piece.pieces, instrument),
        }
        for piece in tree
    ]


def _address(piece: Piece, instrument: Instrument) -> str:
    """Where a link leads; relative to the address of the site if it stays on it."""
    if piece.kind == "link":
        return piece.target
    if piece.kind == "reference":
        return f"{address(instrument.by_id[piece.first].slug)}#{piece.target}"
    return f"{address(GLOSSARY)}#{piece.term}"


FILES = (Exporter("declaration.pdf", "PDF", "application/pdf", "reading", export, unset),)
