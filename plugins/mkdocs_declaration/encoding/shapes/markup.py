r"""Marks in a text that are none of this format, and links that lead nowhere, at their place in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.yaml import positions
from mkdocs_declaration.instrument.text import markup
from mkdocs_declaration.instrument.text.text import shorten
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.encoding.yaml.parser import Scalar
    from mkdocs_declaration.problems import Source

_ID = re.compile(r"[^\W_]+(?:[.~-][^\W_]+)*")
"""The form of an id, or of the two of a range."""
_FILE = re.compile(r"\.(?:md|html?)$", re.IGNORECASE)
_RAISED = re.compile(r"</?(sup|sub)>")


def check(node: Scalar, key: str, source: Source) -> Iterator[Problem]:
    """A text has no marks of HTML and Markdown, which are told once a kind, and no links whose target is none.

    Args:
        node: The text as written.
        key: The key that has it.
        source: The file, for the problems.
    """
    # What opens a mark mostly closes it as well.
    found = {mark[0]: (offset, mark) for offset, mark in reversed(markup.foreign_marks(node.value))}
    for char, (offset, mark) in found.items():
        written = positions.places(node, char, source)
        at = written[node.value.count(char, 0, offset)] if len(written) == node.value.count(char) else node.at
        yield Problem(Rule.FOREIGN_MARK, _foreign(mark, key), source, at, len(mark))
    if lost := markup.lost_links(node.value):
        written = positions.places(node, "](", source)
        is_written = len(written) == node.value.count("](")
        for offset, target in lost:
            at = written[node.value.count("](", 0, offset)] if is_written else node.at
            yield Problem(Rule.LINK, _lost(target, key), source, at, len(target) + 3)


def _foreign(mark: str, key: str) -> str:
    """What is wrong with a mark, and the way out."""
    char = mark[0]
    way_out = f"remove it, or write '\\{char}' for the character itself"
    if raised := _RAISED.fullmatch(mark):
        name = raised[1]
        expected = f"'<{name}>' and '</{name}>' around words, without marks in them,"
        return f"expected {expected} for '{key}', found '{mark}', which is published as it stands; {way_out}"
    if char == "]":
        return f"expected '[' and words without a link before '{mark}' for '{key}', found none; {way_out}"
    if char == "&":
        way_out = f"write the character itself, or '\\{mark}' if these letters are printed"
    expected = f"no marks but '**', '*', '<sup>', '<sub>' and links for '{key}'"
    return f"expected {expected}, found '{shorten(mark)}', which is published as it stands; {way_out}"


def _lost(target: str, key: str) -> str:
    """What is wrong with the target of a link, and the way out."""
    way_out = "write '\\[' for a literal bracket"
    if _ID.fullmatch(target) and not _FILE.search(target):
        way_out = f"write '#{target}' if that is an id, or '\\[' for a literal bracket"
    expected = f"expected '#' and an id, or an address with 'https://', for a link in '{key}'"
    return f"{expected}, found '{shorten(target)}'; {way_out}"
