"""What a theme's templates need that Jinja does not give them, by name."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

from mkdocs_declaration.instrument.interface_ids import former
from mkdocs_declaration.pages.assets import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.instrument.catalogue import Catalogue

SEARCH_WORDS = ("placeholder", "none", "one", "other")
"""What Material's search says, by the ends of its keys, `search.result.none`, and of ours, `search-none`."""
WORKER = f"{ROOT}/scripts/clause-search.js"
"""The worker of the search, which runs that of the theme."""
_SETTINGS = 'type="application/json">'
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


def searching_clauses(element: str, words: Catalogue) -> str:
    """The settings of Material's script (`__config` in its `base.html`), with our worker and our words for the search.

    Args:
        element: The script element that holds them as JSON, as the theme writes it.
        words: The words of the interface.

    Returns:
        The element; one that holds no such settings as it is.
    """
    head, opening, rest = element.partition(_SETTINGS)
    text, end, tail = rest.partition("</script>")  # which JSON within HTML holds only escaped
    if not end:
        return element
    settings: dict[str, Any] = json.loads(text)
    if "search" not in settings:
        return element
    # The address of the theme's worker is relative to the page, as `base` is.
    base = settings["base"]
    worker = posixpath.relpath(settings["search"], posixpath.dirname(f"{base}/{WORKER}"))
    settings["search"] = f"{base}/{WORKER}?worker={worker}"
    settings["translations"] |= {f"search.result.{name}": words(f"search-{name}") for name in SEARCH_WORDS}
    return f"{head}{opening}{htmlsafe_json_dumps(settings)}{end}{tail}"


FILTERS: Mapping[str, Callable[..., str]] = {"css_string": css_string, "searching_clauses": searching_clauses}
"""The filters."""
GLOBALS: Mapping[str, object] = {"former_ids": former}
"""Functions that templates call."""
