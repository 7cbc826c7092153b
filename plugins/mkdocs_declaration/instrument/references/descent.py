"""Paragraphs and items that references name within a unit: `paragraph 2 (b)` of an article, `第二項第一号`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.grammar import key
from mkdocs_declaration.instrument.references.near import LostError, is_alike, near_label
from mkdocs_declaration.instrument.references.phrases import Step
from mkdocs_declaration.instrument.references.units import WITH_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.references.units import Units


def deep(units: Units, clause: Clause, path: Sequence[str]) -> Clause | None:
    """The unit below another that the parts behind its number name.

    Args:
        units: All units.
        clause: The unit that the number itself names.
        path: The parts behind it, as written.

    Raises:
        LostError: There is none of such a number.
    """
    for number in path:
        below = units.children(clause)
        listed = below.get(key(number), ())
        if len(listed) > 1:
            # 第二項 beside 第二号: a part in brackets behind the number of an article is a paragraph.
            listed = [unit for unit in listed if unit.kind == "paragraph"] or listed
        if len(listed) > 1:
            return None
        found = listed[0] if listed else _counted(units, Step("paragraph", ((number,),)), clause)
        if found is None:
            raise LostError(near_label(number, below, clause))
        clause = found
    return clause


def below(units: Units, step: Step, holder: Clause, *, is_certain: bool = False) -> Clause | None:
    """A paragraph or an item of a unit.

    Args:
        units: All units.
        step: What names it.
        holder: What it is in.
        is_certain: Whether the words say so; then it is lost where the unit has others and not this one.

    Raises:
        LostError: The unit has others, and not this one.
    """
    if step.how == "ordinal":
        return _counted(units, step, holder)
    children = _of_kind(step, units.children(holder))
    if _is_doubtful(units, step, holder, children):
        return None
    lost: LostError | None = None
    for path in step.paths:
        listed = children.get(key(path[0]), [])
        if len(listed) > 1:
            return None
        if listed:
            try:
                return deep(units, listed[0], path[1:])
            except LostError as error:
                lost = lost or error
    counted = _counted(units, step, holder)
    if counted is not None:
        return deep(units, counted, step.paths[0][1:])
    if lost is not None:
        raise lost
    number = step.paths[0][0] if step.paths else ""
    known = _counts(children, holder) if step.is_exact else units.children(holder)
    if is_certain and is_alike(number, known):
        raise LostError(near_label(number, known, holder))
    return None


def _is_doubtful(units: Units, step: Step, holder: Clause, children: Mapping[str, Sequence[Clause]]) -> bool:
    """Whether `paragraph 1` may be an unnumbered paragraph of a division, or item 1 within it."""
    number = key(step.paths[0][0]) if step.paths else ""
    if step.kind != "paragraph" or holder.kind in WITH_WORDS or not number.isdigit():
        return False
    listed = children.get(number, ())
    return bool(listed) and listed[0].kind != "paragraph" and _counted(units, step, holder) is not None


def _counts(children: Mapping[str, list[Clause]], holder: Clause) -> Iterable[str]:
    """The numbers of the paragraphs of a division, of which those without one are counted."""
    paragraphs = [unit for unit in holder.children if unit.kind == "paragraph"]
    return [*children, *(str(count) for count, unit in enumerate(paragraphs, 1) if unit.printed is None)]


def _of_kind(step: Step, children: Mapping[str, list[Clause]]) -> Mapping[str, list[Clause]]:
    """The units of the kind that a step names, by their numbers; where names vary, others where there is none."""
    kinds = ("paragraph",) if step.kind == "paragraph" else ("item", "subitem")
    is_exact = step.is_exact or step.kind == "number"
    chosen = {}
    for number, units in children.items():
        listed = [unit for unit in units if unit.kind in kinds] or ([] if is_exact else units)
        if listed:
            chosen[number] = listed
    return chosen


def _has_countable(units: Units, holder: Clause) -> bool:
    """Whether the paragraphs of a section may be named by their places alone, as clauses of a constitution are."""
    around = units.by_id.get(holder.parent or "")
    if holder.kind != "section" or around is None or around.kind not in ("article", "amendment"):
        return False
    return all(unit.printed is None for unit in holder.children) and not any(map(str.isdigit, units.children(holder)))


def _counted(units: Units, step: Step, holder: Clause) -> Clause | None:
    """An unnumbered unit by its place."""
    number = key(step.paths[0][0]) if step.paths else ""
    count = step.count if step.how == "ordinal" else int(number) if re.fullmatch("[0-9]{1,3}", number) else 0
    kind = "item" if step.kind == "indent" else "paragraph"
    if not count or step.kind not in ("paragraph", "subparagraph", "indent", "countable"):
        return None
    if step.kind == "countable" and not _has_countable(units, holder):
        return None
    listed = units.unnumbered(holder, kind)
    if step.kind == "subparagraph" and holder.kind in ("paragraph", "item"):
        listed = [holder, *units.unnumbered(holder, "subparagraph")]
    numbered = [unit for unit in holder.children if unit.kind == kind and unit.printed is not None]
    if step.is_exact:  # the first paragraph of an article has no number where the second has
        listed = [unit for unit in holder.children if unit.kind == kind]
        return listed[count - 1] if count <= len(listed) and listed[count - 1].printed is None else None
    if numbered and step.how == "ordinal" and step.kind == "paragraph" and holder.kind != "paragraph":
        listed = [unit for unit in holder.children if unit.kind == kind]
    elif numbered and holder.kind not in WITH_WORDS and (count > 1 or step.kind == "subparagraph"):
        return None
    return listed[count - 1] if count <= len(listed) else None
