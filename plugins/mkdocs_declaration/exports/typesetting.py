"""What is set by Typst, which PDF and pictures have in common: the typesetter, its fonts, the regions of languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Unavailable

if TYPE_CHECKING:
    from types import ModuleType

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


def typesetter() -> ModuleType:
    """The typesetter.

    Raises:
        Unavailable: The extra `pdf` is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise Unavailable("it needs the extra 'pdf'; in a clone, run 'pip install \".[pdf]\"'") from None
    return typst


def fonts_of(language: str) -> list[str]:
    """Fonts to be tried, the first that has a character first; of those that share characters, that of the language."""
    tags = language.lower().split("-")
    regions = {"ja": "JP", "ko": "KR", "zh": "TC" if {"hant", "tw", "hk", "mo"} & set(tags) else "SC"}
    region = regions.get(tags[0], "JP")
    east_asian = [f"{name} {region}" for name in ("Noto Serif CJK", "Source Han Serif", "Noto Sans CJK")]
    return [*FONTS, *east_asian]


def region_of(language: str) -> str | None:
    """The region of a language (BCP 47), or one where its script is written."""
    tags = language.split("-")[1:]
    stated = next((tag.upper() for tag in tags if len(tag) == 2), None)
    return stated or next(
        ({"hant": "TW", "hans": "CN"}[tag.lower()] for tag in tags if tag.lower() in ("hant", "hans")), None
    )
