"""Forms of terms that are written at once, as dictionaries and statutes write them: `provider(s)`, `part(y|ies)`."""

from __future__ import annotations

import itertools
import re

from mkdocs_declaration.foundation.bounds import MAX_INFLECTIONS

_ENDING = re.compile(r"(?<=[^\W\d_])\(([^\W\d_]{1,6}(?:\|[^\W\d_]{1,6})*)\)(?!\w)")


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""Brackets that are closed, innermost first."""


def fault(form: str) -> str | None:
    """Find what keeps a form from being read as it was meant.

    Args:
        form: A form as its author wrote it.

    Returns:
        `a bracket without its other one` or `a bar` that is none between endings; None if there is no such.
    """
    rest = _ENDING.sub(lambda found: "" if found[1] == found[1].lower() else found[0], form)
    if "|" in rest:
        return "a bar"
    while (without := _BRACKETS.sub("", rest)) != rest:
        rest = without
    return "a bracket without its other one" if re.search(r"[()\[\]]", rest) else None


def inflected(form: str) -> tuple[str, ...]:
    """Write out what a form stands for.

    Small letters in brackets that end a word may stand or not; of several between bars, one stands. Other brackets are
    those of the print.

    Args:
        form: A form as its author wrote it: `natural person(s)`, `part(y|ies)`, `UN`.

    Returns:
        The forms: `natural person`, `natural persons` and, as texts print that too, `natural person(s)`; `party`,
        `parties`; `UN`.

    Raises:
        ValueError: There are more of them than `MAX_INFLECTIONS`.
    """
    parts: list[tuple[str, ...]] = []
    end = count = 0
    for found in _ENDING.finditer(form):
        endings = tuple(found[1].split("|"))
        if not all(ending.islower() for ending in endings):
            continue
        choices = endings if len(endings) > 1 else ("", *endings, found[0])
        parts += [(form[end : found.start()],), choices]
        end = found.end()
        count = max(count, 1) * len(choices)
        if count > MAX_INFLECTIONS:
            raise ValueError(count)
    return tuple(map("".join, itertools.product(*parts, (form[end:],))))
