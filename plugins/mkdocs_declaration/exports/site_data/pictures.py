"""Pictures of pages of the text, for those who unfurl a link: a heading and the first words, set by Typst.

Each is a PNG of 1200 by 630 pixels, in the colours that a site states and the face that comes with Typst, so that the
bytes are the same on every machine. A long text has one picture for all of its pages, so that a build does not grow by
them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.typesetting import FONTS, fonts_of, region_of, typesetter
from mkdocs_declaration.instrument.places import HOME
from mkdocs_declaration.instrument.text.text import first_words
from mkdocs_declaration.pages.head.metadata import Picture
from mkdocs_declaration.pages.markup.templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

FOLDER = "assets/og"
WIDTH, HEIGHT = 1200, 630
"""In pixels: what the services that show pictures ask for."""
MOST = 50
"""How many pages have pictures of their own."""
WORDS = 190
"""How many characters of the words are shown."""


COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of pictures, each as `COLOUR` has it, as in `#1f3a5f` (CSS Color Module Level 4, section 5.2)."""

    background: str = "#27364b"
    """What is behind the words."""
    ink: str = "#ffffff"
    """Heading and words."""
    accent: str = "#d5dbe4"
    """The name of the instrument and the address."""


def pictures(edition: Edition, colours: Colours = Colours()) -> tuple[dict[str, Picture], dict[str, bytes]]:
    """Make the pictures.

    Args:
        edition: What the pages are of.
        colours: Their colours.

    Returns:
        The pictures by the slugs of pages, that of the home page for all others; their bytes (PNG) by their paths.

    Raises:
        Unavailable: The extra `pdf` is not installed.
    """
    instrument = edition.instrument
    host = edition.site_url.split("://")[-1].rstrip("/")
    shown = {HOME: _whole(edition, host)}
    if len(instrument.pages) <= MOST:
        shown |= {slug: _page(page.division, edition, host) for slug, page in instrument.pages.items()}
    known = {
        slug: Picture(
            f"{FOLDER}/{slug or 'index'}.png", WIDTH, HEIGHT, ". ".join(filter(None, (text["heading"], text["words"])))
        )
        for slug, text in shown.items()
    }
    data = {
        "title": instrument.title,
        "width": WIDTH,
        "height": HEIGHT,
        "pictures": list(shown.values()),
        "background": colours.background,
        "ink": colours.ink,
        "accent": colours.accent,
        "lang": instrument.language.split("-")[0].lower(),
        "region": region_of(instrument.language),
        "rtl": instrument.direction == "rtl",
    }
    made = _compiled(data, instrument.language, len(shown))
    return known, {picture.path: image for picture, image in zip(known.values(), made, strict=True)}


def _whole(edition: Edition, host: str) -> dict[str, str]:
    instrument, words = edition.instrument, edition.words
    adopted = instrument.adopted
    facts = [words.date(adopted.date), adopted.place] if adopted is not None else []
    return {
        "above": ", ".join(filter(None, facts)),
        "heading": instrument.title,
        "words": " · ".join(instrument.parties),
        "below": host,
    }


def _page(division: Clause, edition: Edition, host: str) -> dict[str, str]:
    unit = next((unit for unit in division.walk() if unit.text is not None), None)
    own = unit.words if unit is not None else ""
    return {
        "above": edition.instrument.short_title,
        "heading": division.title,
        "words": first_words(own, WORDS) if own != division.title else "",
        "below": host,
    }


def _compiled(data: Mapping[str, Any], language: str, count: int) -> list[bytes]:
    typst = typesetter()

    def compiled(fonts: tuple[str, ...], *, others: bool) -> list[bytes]:
        inputs = {"data": json.dumps({**data, "fonts": fonts, "others": others}, ensure_ascii=False)}
        made = typst.compile(
            str(TEMPLATES / "pdf" / "picture.typ"),
            format="png",
            ppi=72.0,  # a point is a pixel
            ignore_system_fonts=not others,
            sys_inputs=inputs,
        )
        return [bytes(made)] if count == 1 else [bytes(image) for image in made]

    is_own = all(_is_european(char) for char in json.dumps(data["pictures"], ensure_ascii=False))
    return compiled(FONTS[:1], others=False) if is_own else compiled(tuple(fonts_of(language)), others=True)


def _is_european(char: str) -> bool:
    """Whether the face that comes with Typst has a character: Latin, Greek, Cyrillic, punctuation."""
    return ord(char) < 0x530 or 0x1E00 <= ord(char) < 0x2190
