"""Values that can be compared by how they are written: what themes and plugins give to templates is of any kind."""

from __future__ import annotations

import datetime
from typing import Any


class UncomparableError(Exception):
    """A value cannot be compared with what it was at another time."""


def plain(value: Any) -> Any:
    """A value in dicts, lists, texts, numbers and days, which are equal if they are written alike by `repr`.

    Args:
        value: Any value.

    Raises:
        UncomparableError: It has others in it.
    """
    if value is None or isinstance(value, str | int | float | datetime.date):
        return value
    if isinstance(value, dict) or type(value).__name__ in ("LegacyConfig", "SubConfig"):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, map(plain, value)))
    raise UncomparableError
