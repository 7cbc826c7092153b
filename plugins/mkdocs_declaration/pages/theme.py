"""What a theme's templates need that Jinja does not give them, by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.interface_ids import former

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NOT_IN_STRINGS = re.compile(r'["\\<\x00-\x1f\x7f]')


def css_string(text: str) -> str:
    """A text as a string of CSS, within a `style` element (CSS Syntax Module Level 3, section 4.3.7).

    Args:
        text: Any text.

    Returns:
        The string with its quotation marks. What would end it, or the element, is escaped.
    """
    escaped = _NOT_IN_STRINGS.sub(lambda sign: f"\\{ord(sign[0]):x} ", text)
    return f'"{escaped}"'


FILTERS: Mapping[str, Callable[..., str]] = {"css_string": css_string}
"""The filters."""
GLOBALS: Mapping[str, object] = {"former_ids": former}
"""Functions that templates call."""
