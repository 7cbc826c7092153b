"""Plain text as HTML, where it is written by the ten thousand."""

from __future__ import annotations

from markupsafe import escape


def escaped(text: str) -> str:
    """Escape a text, as `markupsafe.escape` does; most has nothing to escape, and to look is faster than to do it.

    Args:
        text: Plain text, or markup, which stays as it is.
    """
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text
