"""Texts in whose places a template wrote marks, so that what it made of one page can be filled for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2.filters import do_striptags
from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Before and behind a mark: characters that no text has (Unicode Standard, section 23.7, "Noncharacters")."""
FORMS = "&  "
"""What shows in a mark what templates do with a text: they escape the first; `striptags` leaves one of two blanks."""
_MARK = re.compile(rf"{_BEGIN}([\w./-]+)(?:<h1)?(?:(&(?:amp;)?)( {{1,2}}))?{_END}")


class UnreadError(Exception):
    """A template reads of a page what is not known."""


class StandIn:
    """What templates get in the place of a page, or of something that a page has: its texts are marks."""

    def __init__(self, **values: Any) -> None:
        """Take the attributes.

        Args:
            values: All that templates may read.
        """
        self._values = values
        self.parts: dict[str, Mapping[str, Any]] = {}
        """The names that templates have where they include a part that each page has for itself."""

    def __getattr__(self, name: str) -> Any:
        """Give an attribute.

        Raises:
            UnreadError: It is none that templates are known to read.
        """
        try:
            return self._values[name]
        except KeyError:
            raise UnreadError(name) from None


def mark(name: str, has: str = "") -> str:
    """A mark.

    Args:
        name: The name of what stands in its place: letters, digits and `_`, `.`, `-`, `/`.
        has: What it also has: `FORMS`, or `<h1` for templates that look for it.
    """
    return f"{_BEGIN}{name}{has}{_END}"


class Marked:
    """A text with marks."""

    def __init__(self, text: str) -> None:
        """Find the marks.

        Args:
            text: The text.
        """
        pieces = _MARK.split(text)
        self._literals = pieces[::4]
        self._marks = list(zip(*(pieces[place::4] for place in (1, 2, 3)), strict=True))
        self._between = "".join(self._literals)

    def __contains__(self, part: str) -> bool:
        """Whether a text stands between marks.

        Args:
            part: The text.
        """
        return part in self._between

    def filled(self, texts: Mapping[str, str]) -> str:
        """Put texts in the places of marks, in the form in which a template wrote each.

        Args:
            texts: The texts, by the names of the marks.

        Raises:
            UnreadError: A template changed the name in a mark.
        """
        pieces = [self._literals[0]]
        for (name, first, blanks), literal in zip(self._marks, self._literals[1:], strict=True):
            if name not in texts:
                raise UnreadError(name)
            text = do_striptags(texts[name]) if blanks == " " else texts[name]
            pieces += (escape(text) if first == "&amp;" else text, literal)
        return "".join(pieces)
