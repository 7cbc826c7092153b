"""References that lead nowhere, and what they are slips of: `article 7r` of article 7, `paragraph l` of paragraph 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.grammar import key
from mkdocs_declaration.instrument.references.numbers import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.instrument.model import Clause

_STYLES = ("[0-9]+", "[0-9]+[a-z]+", "[ivxlc]+", "[a-z]")


class LostError(Exception):
    """Words refer to a unit that is not there.

    Attributes:
        near: What may have been meant, as it is cited; empty if that cannot be told.
    """

    def __init__(self, near: str = "") -> None:
        """Take what may have been meant."""
        super().__init__(near)
        self.near = near


def is_alike(number: str, others: Iterable[str]) -> bool:
    """Whether a number looks like one of others, so that it is missed among them.

    Args:
        number: The number as written. One with raised digits is never missed: they may be the mark of a footnote.
        others: Numbers in the form in which they are compared.
    """
    return not set(number) & set(RAISED) and any(_style(key(number)) == _style(other) for other in others)


def is_longer(number: str, others: Iterable[str]) -> bool:
    """Whether a number is another one with letters behind it, as 7r is.

    Args:
        number: A number in the form in which it is compared.
        others: Numbers in the same form.
    """
    return any(number.removeprefix(other).isalpha() for other in others if other and number.startswith(other))


def near_label(number: str, below: Iterable[str], holder: Clause) -> str:
    """The label of the unit in another that a number is a slip of; empty if there is none.

    Args:
        number: The number as written.
        below: The numbers of the units in it.
        holder: The unit that holds them.
    """
    near = similar(key(number), list(below))
    child = next((unit for unit in holder.children if near and unit.id.lower().endswith(f".{near}")), None)
    return child.label if child is not None else ""


def similar(number: str, known: Sequence[str]) -> str:
    """The number that another is a slip of: with a letter too many, or one character that is another one.

    Args:
        number: A number in the form in which it is compared.
        known: The numbers that there are, in the same form.
    """
    bare = number.rstrip("abcdefghijklmnopqrstuvwxyz") if number[:1].isdigit() else number
    if bare != number and bare in known:
        return bare
    digits = number.translate(str.maketrans("lo", "10"))
    if digits != number and digits in known:
        return digits
    close = [other for other in known if len(other) == len(number) > 1 and _differences(other, number) == 1]
    return close[0] if len(close) == 1 else ""


def _style(number: str) -> int | None:
    return next((index for index, style in enumerate(_STYLES) if re.fullmatch(style, number)), None)


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
