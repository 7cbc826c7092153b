"""The page of patterns for authors: each is built, and has the ids and labels that the page shows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from mkdocs_declaration.exports.table import EXPORTERS
from test_identifiers import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

PAGE = (Path(__file__).resolve().parent.parent / "content" / "pages" / "patterns.md").read_text(encoding="utf-8")
BODY = "body:\n  - {kind: article, number: Article 1, content: [text: Words.]}\n"
"""What stands below a preamble or above a conclusion that a pattern shows alone."""
OF_BODY = ("1", "1.p1")


@dataclass
class Pattern:
    """A section of the page."""

    name: str
    printed: str
    language: str
    encoded: str
    rows: list[tuple[str, str]]
    """Ids and labels."""


def block(section: str, language: str) -> str:
    """The one code block of a language in a section."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    return str(found)


def patterns() -> list[Pattern]:
    """The patterns in the order of the page; one that lacks a part is an error."""
    made = []
    for section in PAGE.split("\n### ")[1:]:
        language = re.search(r"`language: ([a-z]+)`", section)
        rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE)
        name, encoded = section.partition("\n")[0], block(section, "yaml")
        made.append(Pattern(name, block(section, "text"), language[1] if language else "en", encoded, rows))
    return made


PATTERNS = patterns()


def edition_of(pattern: Pattern, read: Callable[..., Edition]) -> Edition:
    """The pattern below the lines that the page shows at its head."""
    head = block(PAGE.split("\n## ")[0], "yaml").replace("language: en", f"language: {pattern.language}")
    parts = pattern.encoded if "body:" in pattern.encoded else BODY + pattern.encoded
    return read(head + parts)


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.name for pattern in PATTERNS])
def test_a_pattern_has_the_ids_and_labels_that_the_page_shows(pattern: Pattern, read: Callable[..., Edition]) -> None:
    edition = edition_of(pattern, read)
    shown = OF_BODY if "body:" not in pattern.encoded else ()
    clauses = [clause for clause in edition.instrument.clauses if clause.id not in shown]
    assert [(clause.id, clause.label) for clause in clauses] == pattern.rows
    SCHEMA.assertValid(etree.fromstring(EXPORTERS["declaration.akn.xml"].write(edition)))


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.name for pattern in PATTERNS])
def test_a_pattern_encodes_what_is_printed(pattern: Pattern, read: Callable[..., Edition]) -> None:
    clauses = edition_of(pattern, read).instrument.clauses
    shown = [clause for clause in clauses if "body:" in pattern.encoded or clause.id not in OF_BODY]
    parts = [(clause.printed or "", clause.heading, clause.text) for clause in shown]
    encoded = "".join(number + "".join(text.plain for text in texts if text) for number, *texts in parts)
    assert folded(encoded) == folded(pattern.printed)


def folded(words: str) -> str:
    """Letters and signs alone: without marks of footnotes, white space, dashes of lists and headings, and capitals."""
    unmarked = re.sub(r"(?<=[a-z])¹|(?<=\d)\*$", "", words, flags=re.MULTILINE)
    return re.sub(r"[\s–]", "", unicodedata.normalize("NFKC", unmarked)).casefold()


def test_each_pattern_has_a_name_of_its_own() -> None:
    names = [line.removeprefix("### ") for line in PAGE.splitlines() if line.startswith("### ")]
    assert [pattern.name for pattern in PATTERNS] == names
    assert len(set(names)) == len(names) >= 20
