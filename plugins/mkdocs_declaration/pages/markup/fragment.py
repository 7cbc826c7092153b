"""What many small pages share: a template is rendered once, and the values in which they differ are put into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE = re.compile(r"\x00(\w+)\x00")


def sign(name: str) -> str:
    """What stands in the place of a value: no text has its first character, and no escaping changes it.

    Args:
        name: The name of the value, an identifier.
    """
    return f"\x00{name}\x00"


class Skeleton:
    """Markup with signs in it, in whose places are the values of many pages."""

    def __init__(self, rendered: str) -> None:
        """Take the markup.

        Args:
            rendered: The markup, in which signs stand where values do.
        """
        self._parts = _PLACE.split(rendered)
        self._names = self._parts[1::2]
        self._distinct = frozenset(self._names)

    def filled(self, values: Mapping[str, str]) -> str:
        """Put values in their places.

        Args:
            values: The values by their names: plain text, which is escaped, or markup.

        Raises:
            KeyError: A value is not among them.
        """
        written = {name: escape(values[name]) for name in self._distinct}
        parts = self._parts.copy()
        parts[1::2] = [written[name] for name in self._names]
        return "".join(parts)
