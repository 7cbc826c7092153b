"""`declaration.pdf`: the instrument as a document to file, tagged, with bookmarks and a destination for every clause.

It is set by Typst from `templates/pdf/declaration.typ` as PDF/UA-1 (ISO 14289-1). A destination has the id of its
clause as its name, so that `declaration.pdf#nameddest=1.3.ii` opens there (RFC 8118, section 3).
"""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from typing import TYPE_CHECKING, Any

from mkdocs_declaration import citations
from mkdocs_declaration import glossary as terms
from mkdocs_declaration.inline import pieces
from mkdocs_declaration.places import GLOSSARY
from mkdocs_declaration.render import TEMPLATES, address, capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.inline import Piece
    from mkdocs_declaration.model import Clause
    from mkdocs_declaration.text import Span

TEMPLATE = TEMPLATES / "pdf" / "declaration.typ"

FONTS = (
    "Libertinus Serif",
    *(f"Noto {name}" for name in ("Naskh Arabic", "Serif", "Sans Arabic")),
    *("Amiri", "Scheherazade New", "DejaVu Serif", "FreeSerif"),
    *(f"Noto Serif {script}" for script in ("Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati")),
    *(f"Noto Serif {script}" for script in ("Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Sinhala")),
    *(f"Noto Serif {script}" for script in ("Tamil", "Telugu", "Thai", "Tibetan")),
    *("Noto Sans", "DejaVu Sans"),
)
"""The font that comes with Typst, and fonts of systems for scripts that it does not have."""


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
        raise Unavailable("it needs the extra 'pdf'; in a clone, run 'pip install \".[pdf]\"'") from None

    document = _document(edition)

    def compiled(fonts: Sequence[str], *, others: bool) -> bytes:
        written = typst.compile(
            str(TEMPLATE),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=not others,
            sys_inputs={"data": json.dumps({**document, "fonts": fonts, "others": others}, ensure_ascii=False)},
        )
        return bytes(written)

    try:
        return compiled(FONTS[:1], others=False)
    except typst.TypstError:
        try:
            return compiled(_fonts(edition.instrument.language), others=True)
        except typst.TypstError as error:
            way_out = (
                "; install a font that has it, such as one of Noto" if "could not be displayed" in str(error) else ""
            )
            raise Unavailable(f"{error}{way_out}") from None


def _fonts(language: str) -> list[str]:
    """Fonts to be tried, the first that has a character first; of those that share characters, that of the language."""
    tags = language.lower().split("-")
    regions = {"ja": "JP", "ko": "KR", "zh": "TC" if {"hant", "tw", "hk", "mo"} & set(tags) else "SC"}
    region = regions.get(tags[0], "JP")
    east_asian = [f"{name} {region}" for name in ("Noto Serif CJK", "Source Han Serif", "Noto Sans CJK")]
    return [*FONTS, *east_asian]


def _document(edition: Edition) -> dict[str, Any]:
    instrument, words = edition.instrument, edition.words
    facts = [" · ".join(instrument.parties)] if instrument.parties else []
    if instrument.adopted is not None:
        adopted = instrument.adopted
        date = citations.day(adopted.date, words, "day-month-year")
        facts += [part for part in (", ".join(filter(None, (date, adopted.place))), adopted.occasion) if part]
    before, _, after = citations.plain(instrument, None, words).partition(citations.LINK)
    linked = terms.linked(edition.glossary, instrument.clauses)
    return {
        "title": instrument.title,
        "printed_title": _inline(pieces(instrument.printed_title)),
        "short_title": instrument.short_title,
        "summary": instrument.summary,
        "parties": list(instrument.parties),
        "facts": [_line(fact) for fact in facts],
        "lang": instrument.language.split("-")[0].lower(),
        "region": _region(instrument.language),
        "rtl": instrument.direction == "rtl",
        "site": edition.site_url or None,
        "citation": {"before": before if edition.site_url else before.rstrip(", "), "after": after},
        "has_counted": any(clause.counted for clause in instrument.clauses),
        "labels": {
            "cite": words("cite-instrument", kind=instrument.kind),
            "counted": _line(words("counted")),
            "sic": words("sic"),
        },
        "divisions": [_unit(clause, linked) for clause in instrument.divisions],
    }


def _line(words: str) -> dict[str, Any]:
    """Words of the interface, which may run the other way than the text: as their first letter does (UAX 9, P2)."""
    strong = next((way for way in map(unicodedata.bidirectional, words) if way in ("L", "R", "AL")), "L")
    return {"words": words, "rtl": strong != "L"}


def _region(language: str) -> str | None:
    """The region of a language (BCP 47), or one where its script is written."""
    tags = language.split("-")[1:]
    stated = next((tag.upper() for tag in tags if len(tag) == 2), None)
    return stated or next(
        ({"hant": "TW", "hans": "CN"}[tag.lower()] for tag in tags if tag.lower() in ("hant", "hans")), None
    )


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
