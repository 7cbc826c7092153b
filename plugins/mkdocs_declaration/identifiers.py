"""Identity: from a number as printed to id, number as cited, label and eId. The only owner of all four.

The id of a unit can be written by hand from its citation: take the number as printed, put a dot before each bracketed
part, drop the brackets.

| unit | id | label | eId |
|---|---|---|---|
| the preamble | `preamble` | preamble | `preamble` |
| its 8th recital, counted | `preamble.8` | preamble, recital 8 | `preamble__recs_1__rec_8` |
| section 1 | `1` | section 1 | `sec_1` |
| paragraph 1.3 | `1.3` | paragraph 1.3 | `sec_1__para_1-3` |
| its item (ii) | `1.3.ii` | paragraph 1.3(ii) | `sec_1__para_1-3__point_ii` |
| unnumbered paragraph of section 4, counted | `4.p1` | section 4, first paragraph | `sec_4__para_1` |
| item (ii) of that paragraph | `4.ii` | section 4(ii) | `sec_4__para_1__point_ii` |
| article 5, paragraph 1, item (a) | `5.1.a` | article 5(1)(a) | `art_5__para_1__point_a` |
| chapter II; part I, chapter II | `chapter-ii`; `part-i.chapter-ii` | chapter II; … | `chp_II`; `part_I__chp_II` |
| annex A; article 2 of it | `annex-a`; `annex-a.2` | annex A; annex A, article 2 | `att_A`; `att_A__art_2` |
| unnumbered item of paragraph 1.3, counted | `1.3.indent2` | paragraph 1.3, second indent | `…__indent_2` |
| words after the list of paragraph 1.3 | `1.3.closing` | paragraph 1.3, closing words | `…__wrapup_1` |

Numbers of articles and sections run through the parts and chapters that group them, as in print, so these leave no mark
in their ids; numbers in an annex start anew, so the annex does. Where a division has several unnumbered paragraphs with
lists, their items are told apart by the paragraph: `4.p2.a`.

eIds follow the Akoma Ntoso Naming Convention 1.0, section 5: the parent's eId, two underscores, the abbreviated name of
the element, an underscore, the number with dots as hyphens (`1.2.` gives `1-2`). Unnumbered elements are counted; among
numbered siblings the count follows `nn`, the convention's mark for "no number".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_declaration.catalogue import Words

GROUPING = frozenset({"part", "chapter", "annex"})
"""Kinds whose ids name the kind. A section that holds divisions joins them."""
ELEMENTS = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "article": "art",
    "annex": "att",
    "paragraph": "para",
    "item": "point",
    "subitem": "point",
}
"""Names of elements in eIds (Akoma Ntoso Naming Convention 1.0, section 5.3)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the ids of the units within a unit are joined to."""

    id: str = ""
    """The id that is put before theirs; empty where numbers run through the whole text."""
    designation: str = ""
    """The number, in ASCII, that theirs may repeat: `1` before `1.3`."""
    number: str = ""
    """The number as cited that theirs is attached to: `5(1)`."""
    label: str = ""
    """The label that theirs is attached to: `article 5`."""
    group: str = ""
    """The id of the enclosing grouping division."""
    group_label: str = ""
    """Its label."""
    eid: str = ""
    """The eId that is put before theirs."""


@dataclass(frozen=True, slots=True)
class Identity:
    """How a unit is named, and what the units within it are joined to."""

    id: str
    number: str | None
    label: str
    eid: str
    inner: Scope


def division(
    scope: Scope, kind: str, designation: str | None, words: Words, *, grouping: bool, stated: str | None, name: str
) -> Identity:
    """Identify a part, chapter, section, article or annex.

    Args:
        scope: What it stands in.
        kind: Its kind.
        designation: Its number in ASCII, or None if it has none; only an annex may have neither this nor a stated id.
        words: The words of labels.
        grouping: Whether it groups divisions whose numbers run on.
        stated: The id that the author states, if any.
        name: Its number as printed, else its heading, else an empty string: its name where the number is not in ASCII.
    """
    eid = _eid(scope, ELEMENTS[kind], designation or stated or "1")
    name = words.numbered(kind, designation) if designation else name or words(kind)
    label = ", ".join(part for part in (scope.group_label if grouping or scope.id else "", name) if part)
    if grouping:
        own = stated or (f"{kind}-{designation.lower()}" if designation else kind)
        id_ = own if stated else _join(scope.group, own)
        starts_anew = kind == "annex"
        inner = Scope(id_ if starts_anew else scope.id, "", "", label if starts_anew else "", id_, label, eid)
        return Identity(id_, designation, label, eid, inner)
    id_ = stated or _join(scope.id, designation or "")
    number = designation or ""
    return Identity(
        id_, designation, label, eid, Scope(id_, number, number, label, scope.group, scope.group_label, eid)
    )


def numbered(
    scope: Scope, kind: str, designation: str, words: Words, *, bracketed: bool, stated: str | None
) -> Identity:
    """Identify a numbered paragraph or item.

    Args:
        scope: What it stands in.
        kind: paragraph, item or subitem.
        designation: Its number in ASCII: `1.3`, `ii`.
        words: The words of labels.
        bracketed: Whether the last part is printed in brackets.
        stated: The id that the author states, if any.
    """
    eid = _eid(scope, ELEMENTS[kind], designation)
    repeated = f"{scope.designation}." if scope.designation else None
    if repeated and designation.startswith(repeated):
        rest = designation.removeprefix(repeated)
        id_ = f"{scope.id}.{rest}"
        number = f"{scope.number}({rest})" if bracketed else f"{scope.number}.{rest}"
        label = f"{scope.label}({rest})" if bracketed else f"{_outer(scope)}{words.numbered('paragraph', number)}"
        full = designation
    elif kind == "paragraph" and not scope.number:
        id_ = _join(scope.id, designation)
        number = designation
        label = f"{_outer(scope)}{words.numbered('paragraph', number)}"
        full = designation
    else:
        id_ = _join(scope.id, designation)
        number = f"{scope.number}({designation})"
        label = f"{scope.label}({designation})"
        full = f"{scope.designation}.{designation}" if scope.designation else designation
    id_ = stated or id_
    return Identity(id_, number, label, eid, Scope(id_, full, number, label, scope.group, scope.group_label, eid))


def unnumbered(
    scope: Scope, kind: str, count: int, words: Words, *, alone: bool, mixed: bool, stated: str | None
) -> Identity:
    """Identify an unnumbered paragraph or item by its place among unnumbered siblings.

    Args:
        scope: What it stands in.
        kind: paragraph, item or subitem.
        count: Its place, from 1.
        words: The words of labels.
        alone: Whether the numbers of its items cannot be mistaken for those of a sibling's.
        mixed: Whether siblings have numbers, from which its eId must be told apart.
        stated: The id that the author states, if any.
    """
    is_paragraph = kind == "paragraph"
    id_ = stated or _join(scope.id, f"{'p' if is_paragraph else 'indent'}{count}")
    key = ("unnumbered" if mixed else "only-unnumbered") if is_paragraph else "indent"
    name = words(key, ordinal=words.ordinal(count))
    label = f"{scope.label}, {name}" if scope.label else name
    eid = _eid(scope, "para" if is_paragraph else "indent", f"nn-{count}" if mixed and is_paragraph else str(count))
    if is_paragraph and alone:
        inner = Scope(scope.id, scope.designation, scope.number, scope.label, scope.group, scope.group_label, eid)
    else:
        inner = Scope(id_, "", scope.number, f"{label}, ", scope.group, scope.group_label, eid)
    return Identity(id_, None, label, eid, inner)


def closing(unit: Identity, words: Words) -> Identity:
    """Identify the words that follow the list of a paragraph or item."""
    label = f"{unit.label}, {words('closing')}"
    return Identity(f"{unit.id}.closing", None, label, f"{unit.eid}__wrapup_1", unit.inner)


def preamble(words: Words) -> Identity:
    """Identify the preamble."""
    return Identity("preamble", None, words("preamble"), "preamble", Scope("preamble", label=words("preamble")))


def in_preamble(kind: str, count: int, words: Words) -> Identity:
    """Identify the opening words, a recital (counted from 1) or the closing words of the preamble."""
    name = words("recital", number=count) if kind == "recital" else words(kind)
    last = str(count) if kind == "recital" else kind
    eids = {"opening": "formula_1", "recital": f"recs_1__rec_{count}", "closing": "formula_2"}
    label = f"{words('preamble')}, {name}"
    return Identity(f"preamble.{last}", None, label, f"preamble__{eids[kind]}", Scope(f"preamble.{last}", label=label))


def _join(scope: str, own: str) -> str:
    return f"{scope}.{own}" if scope else own


def _outer(scope: Scope) -> str:
    """What stands before `paragraph 1.3` where numbers start anew in an annex."""
    return f"{scope.group_label}, " if scope.id.startswith(f"{scope.group}.") or scope.id == scope.group != "" else ""


def _eid(scope: Scope, element: str, number: str) -> str:
    own = f"{element}_{number.replace('.', '-')}"
    return f"{scope.eid}__{own}" if scope.eid else own
