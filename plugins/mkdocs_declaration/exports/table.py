"""The table of formats: which files an edition is exported to, one line a format."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import MAX_UNSET, Exporter, Unavailable
from mkdocs_declaration.exports.formats import (
    akoma_ntoso,
    clauses_csv,
    clauses_json,
    epub,
    glossary_json,
    inventory,
    llms_txt,
    markdown,
    pdf,
    plain_text,
    records,
    structure_json,
)
from mkdocs_declaration.foundation import characters
from mkdocs_declaration.instrument.places import FEED
from mkdocs_declaration.pages.head.assets import EMBED
from mkdocs_declaration.pages.kinds import feed
from mkdocs_declaration.problems import Position, Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Instrument
    from mkdocs_declaration.instrument.source_map import SourceMap
    from mkdocs_declaration.pages.values.page import Download

__all__ = ["EXPORTERS"]

FORMATS = (
    pdf,
    epub,
    plain_text,
    markdown,
    clauses_json,
    clauses_csv,
    structure_json,
    akoma_ntoso,
    glossary_json,
    records,
    llms_txt,
)
"""The modules of the formats, in the order in which their files are offered; each states its files as `FILES`."""
EXPORTERS: Mapping[str, Exporter] = {file.path: file for module in FORMATS for file in module.FILES}
"""What writes each file, by its address relative to the site's root."""
EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH"})
"""First words of the names of characters that fonts of Chinese, Japanese and Korean have."""
NEEDED = tuple(path for path, exporter in EXPORTERS.items() if exporter.is_needed)
"""Files that the pages themselves read, or lead to."""


def paths() -> dict[str, str]:
    """The paths of all files that a site has by itself, whether they are written or not, and what they are called.

    Returns:
        What `SiteFiles.fixed` wants, for a site of which nothing else is known.
    """
    names = (*EXPORTERS, inventory.FILE.path, EMBED, FEED, "404.html", "sitemap.xml", "sitemap.xml.gz")
    folders = {"assets/": "the theme", "search/": "the search"}
    return {name: f"the file '{name}' of the site" for name in names} | folders


def export(edition: Edition, names: Iterable[str] = EXPORTERS) -> tuple[dict[str, bytes], list[str]]:
    """Write the files of an edition.

    Args:
        edition: What is exported.
        names: Which files are written.

    Returns:
        The files by address; sentences on those that cannot be made on this machine.
    """
    files, missing = {}, []
    for name in names:
        try:
            files[name] = EXPORTERS[name].write(edition)
        except Unavailable as reason:
            missing.append(f"{name} is not written: {reason}")
    return files, missing


def unset_characters(edition: Edition, names: Iterable[str] = EXPORTERS) -> list[Problem]:
    """Find the characters that a file does not show.

    Args:
        edition: What is exported.
        names: Which files are written.

    Returns:
        A warning a file, where the first such character is written, with the fonts that are missing.
    """
    if edition.source_map is None:
        return []
    problems = []
    for name in names:
        chars = EXPORTERS[name].unset(edition)
        if not chars:
            continue
        places = {char: _place(char, edition.instrument, edition.source_map) for char in chars}
        first = min(chars, key=lambda char: places[char] or Position(sys.maxsize, 0))
        message = f"expected a font for each character of '{name}', found none for {_named(first, chars)}; install "
        message += (
            f"{_fonts(chars)}, replace what has no font, or leave out the extra 'pdf', without which there is no "
        )
        message += "such file"
        problems.append(Problem(Rule.UNSET_CHARACTER, message, edition.source_map.source, places[first]))
    return problems


def _named(first: str, chars: Collection[str]) -> str:
    """The first of characters, and how many there are of which scripts."""
    scripts = [name if name == "CJK" else name.capitalize() for name in dict.fromkeys(map(_script, chars))]
    more = f" and {'at least ' if len(chars) >= MAX_UNSET else ''}{len(chars) - 1} more" if len(chars) > 1 else ""
    return f"{characters.name(first)}{more} ({', '.join(scripts)})"


def _fonts(chars: Iterable[str]) -> str:
    """The packages of fonts that have characters, as Debian and Ubuntu call them."""
    packages = dict.fromkeys("fonts-noto-cjk" if _script(char) in EAST_ASIAN else "fonts-noto-core" for char in chars)
    named = " and ".join(f"'{package}'" for package in packages)
    return f"{named} (of Debian and Ubuntu; elsewhere fonts of Noto)"


def _script(char: str) -> str:
    """The first word of the name of a character, which is its script as a rule."""
    return unicodedata.name(char, "unnamed").partition(" ")[0]


def _place(char: str, instrument: Instrument, source_map: SourceMap) -> Position | None:
    """Where a character is first written: in the words of a clause, else anywhere; at the clause if as an escape."""
    clause = next((clause for clause in instrument.clauses if char in clause.words), None)
    places = (source_map.ids.get(clause.id), source_map.words.get(clause.id)) if clause is not None else ()
    start = min(filter(None, places), default=None)  # a heading stands between number and text
    for number, line in enumerate(source_map.source.lines, start=1):
        if (start is None or number >= start.line) and char in line:
            return Position(number, line.index(char) + 1)
    return start


def downloads(sizes: Mapping[str, int | None], words: Catalogue) -> list[Download]:
    """Describe files for the page that offers them.

    Args:
        sizes: How many bytes each file has, by its address; None where that is not known yet.
        words: The words of the interface.

    Returns:
        The files in the order in which they are offered. The last is the inventory; its size is known if it is among
        the files, and not where mkdocstrings writes it.
    """
    offered = [exporter.download(sizes[path], words) for path, exporter in EXPORTERS.items() if path in sizes]
    if (size := sizes.get(FEED)) is not None:
        offered.append(feed.download(size, words))
    return [*offered, inventory.FILE.download(sizes.get(inventory.FILE.path), words)]
