"""Whether each word of an author's file is published or reported, told from the bytes of the file alone.

This reads no YAML, on purpose: what a parser takes for a comment, an alias or the first of two documents is a word
that an author wrote. A line of the file is taken apart by signs; its words must stand, side by side, in what is
published, or in the report. Only a comment on a line of its own is exempt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_WORD = re.compile(r"\w+")
_BLOCK = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "u"}
)
"""Elements that stand within a word or a sentence and end neither."""
_FLAGS = ("sic", "ignore_case", "out_of_sequence", "repealed")
_SETTINGS = frozenset(
    {
        "kind",
        "like",
        "mark",
        "slug",
        "pages",
        "id",
        "url",
        "language",
        "direction",
        "link",
        "date",
        "format",
        "rests_on",
        "see_also",
        "clauses",
        *_FLAGS,
    }
)
"""Keys whose values are no words of a text: they are published as attributes, as addresses or in another form."""
_MARK = re.compile(r"</?su[bp]>|\[\^[^\]\[\s]+\]|\]\((?:#|https?:)[^()\s]*\)")
"""Marks of what is raised or lowered, of footnotes, and the ends of links, which stand beside the words."""
_DATA = frozenset({"also", "forms"})
"""Keys whose entries are words that only a machine-readable file lists."""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.attributes: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value for _, value in attrs if value]
        self.silent += tag in ("script", "style")
        if tag not in _BLOCK:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")
        if tag not in _BLOCK:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def words(text: str) -> str:
    """The words of a text, each between single blanks, so that words side by side are found as a substring."""
    return f" {' '.join(_WORD.findall(text))} "


def text_of(html: str) -> tuple[str, str]:
    """The text that a page shows, white space as it is in the file; and the values of its attributes, a line each."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts), "\n".join(parser.attributes)


@dataclass(frozen=True, slots=True)
class Published:
    """The words of a site."""

    shown: str
    """Those that a reader sees, as `words` gives them."""
    all: str
    """Those and whatever else is in the files: attributes and machine-readable files."""


def published(files: Mapping[str, bytes]) -> Published:
    """Take the words from the files of a site.

    Args:
        files: Pages and exports by path; those that are no text are passed over.
    """
    shown, rest = [], []
    for path, data in files.items():
        text = data.decode("utf-8", errors="ignore")
        if path.endswith((".html", "/")):
            seen, attributes = text_of(text)
            shown.append(words(seen))
            rest.append(words(attributes))
        elif path.endswith((".json", ".txt", ".md", ".xml", ".bib", ".ris")):
            rest.append(words(text))
    return Published("\n".join(shown), "\n".join([*shown, *rest]))


def lost(file: bytes, keys: Iterable[str], site: Published, report: str) -> list[tuple[int, str]]:
    """Find words of a file that are neither published nor reported.

    Args:
        file: The bytes of the encoding or the glossary.
        keys: The keys that the format knows.
        site: The words that are published.
        report: All diagnostics, with the lines they show.

    Returns:
        Line, counted from 1, and the words in it that vanished.
    """
    known = "|".join(sorted(keys, key=len, reverse=True))
    key = re.compile(rf"(?:^|[{{,\s-])[\"']?({known})[\"']?\s*:(?=[\s\"'\[{{]|$)")
    reported = words(report)
    missing = []
    latest: str | None = None
    for number, line in enumerate(_LINE_END.split(file.decode("utf-8", errors="replace").lstrip("\ufeff")), 1):
        if line.lstrip(" \t").startswith("#") or not line.strip() or line.strip() in ("---", "..."):
            continue
        for name, segment in _segments(line, key):
            if name == "format":
                continue
            latest = name or latest
            where = site.all if name in _SETTINGS or latest in _DATA else site.shown
            if name in _SETTINGS:
                segment = segment.partition(" #")[0]  # noqa: PLW2901 - a comment is lawful behind a setting
            searched = words(_MARK.sub("", segment))
            if (
                searched.strip()
                and searched not in where
                and searched not in reported
                and not _by_pieces(segment, where)
            ):
                if name in _FLAGS and segment.strip(" \"',}]") in ("true", "false"):
                    continue
                missing.append((number, segment.strip()))
    return missing


def _segments(line: str, key: re.Pattern[str]) -> list[tuple[str | None, str]]:
    """The values on a line, each with its key if it stands there."""
    segments: list[tuple[str | None, str]] = []
    name, start = None, 0
    for match in key.finditer(line):
        segments.append((name, line[start : match.start()]))
        name, start = match[1], match.end()
    return [*segments, (name, line[start:])]


def _by_pieces(segment: str, where: str) -> bool:
    """Whether a value with escapes, or with several entries in brackets, is published piece by piece."""
    if "\\" not in segment and "," not in segment and "*" not in segment:
        return False
    pieces = re.split(r"[\[\]{},*]", _ESCAPE.sub(",", segment))
    # What touches an escape may go on in it: its first and last words are part of a longer one.
    return all(" ".join(_WORD.findall(piece)) in where for piece in pieces)
