"""Identity: from a number as printed to id, number as cited, label and eId. The only owner of all four.

The id of a unit can be written by hand from its citation: take the number as printed, put a dot before each bracketed
part, drop the brackets.

| unit | id | label | eId |
|---|---|---|---|
| the preamble | `preamble` | preamble | `preamble` |
| its 8th recital, counted | `preamble.8` | preamble, recital 8 | `preamble__recs_1__rec_8` |
| recital (12), numbered in print | `preamble.12` | recital 12 | `preamble__recs_1__rec_12` |
| the closing formula, its 1st paragraph | `conclusion.p1` | concluding words, first paragraph | `conclusions__p_1` |
| the 2nd paragraph of article 2(3) | `2.3.p2` | article 2(3), second subparagraph | `…__subpara_2` |
| section 1 | `1` | section 1 | `sec_1` |
| paragraph 1.3 | `1.3` | paragraph 1.3 | `sec_1__para_1-3` |
| its item (ii) | `1.3.ii` | paragraph 1.3(ii) | `sec_1__para_1-3__point_ii` |
| unnumbered paragraph of section 4, counted | `4.p1` | section 4, first paragraph | `sec_4__para_1` |
| item (ii) of that paragraph | `4.ii` | section 4(ii) | `sec_4__para_1__point_ii` |
| article 5, paragraph 1, item (a) | `5.1.a` | article 5(1)(a) | `art_5__para_1__point_a` |
| its item 1.1 | `5.1.1` | article 5(1.1) | `art_5__para_1__point_1-1` |
| chapter II; part I, chapter II | `chapter-ii`; `part-i.chapter-ii` | chapter II; … | `chp_II`; `part_I__chp_II` |
| annex A; article 2 of it | `annex-a`; `annex-a.2` | annex A; annex A, article 2 | `att_A`; `att_A__art_2` |
| unnumbered item of paragraph 1.3, counted | `1.3.indent2` | paragraph 1.3, second indent | `…__indent_2` |
| words after the list of paragraph 1.3 | `1.3.closing` | paragraph 1.3, closing words | `…__wrapup_1` |
| section 8 of article I | `I.8` | article I, section 8 | `art_I__sec_8` |
| article 1 of chapter II, if articles start anew in each | `chapter-ii.1` | chapter II, article 1 | `chp_II__art_1` |
| article 13¹ | `13-1` | article 13¹ | `art_13-1` |

Numbers of articles and sections run through the parts and chapters that group them, as in print, so these leave no mark
in their ids; numbers in an annex start anew, so the annex does, and so does a group in which numbers of the kind start
anew by the print (see `mkdocs_declaration.encoding.identification.numbering`). Where a division has several unnumbered
paragraphs with lists, their items are told apart by the paragraph: `4.p2.a`.

eIds follow the Akoma Ntoso Naming Convention 1.0, section 5: the parent's eId, two underscores, the abbreviated name of
the element, an underscore, the number with dots as hyphens (`1.2.` gives `1-2`). Unnumbered elements are counted; among
numbered siblings the count follows `nn`, the convention's mark for "no number". Where a print repeats a number, the
eIds of the later ones end in `_2`, `_3` and so on.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.identity.labels import Label, LabelStep, series
from mkdocs_declaration.instrument.identity.scopes import Identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.identity.scopes import Scope
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.interface.kinds import Kind
    from mkdocs_declaration.instrument.numbering.numerals import Number

UNNUMBERED = "unnumbered"
"""Stands for the kind of unnumbered paragraphs, which are counted."""
ELEMENTS = {"paragraph": "para", "item": "point", "subitem": "point"}
"""Names in eIds of elements within divisions (Akoma Ntoso Naming Convention 1.0, section 5.3)."""


def division(
    scope: Scope,
    kind: str,
    known: Kind,
    number: Number | None,
    words: Catalogue,
    *,
    grouping: bool,
    stated: str | None,
    name: str,
    counted: int | None = None,
    starts: Mapping[str, int] | None = None,
) -> Identity:
    """Identify a part, chapter, section, article, annex or another division.

    Args:
        scope: What it stands in.
        kind: Its kind.
        known: What is known of the kind.
        number: Its number, or None if it has none; only an annex may have neither this nor a stated id.
        words: The words of labels.
        grouping: Whether it groups divisions whose numbers run on.
        stated: The id that the author states, if any.
        name: Its number as printed, else its heading, else an empty string: its name where the number is not in ASCII.
        counted: The place of a group that has neither a number nor a stated id among such groups, from 1.
        starts: What starts anew in the groups of an annex.
    """
    designation, cited = (number.designation, number.cited) if number else ("", "")
    if counted is not None:
        stated = join(scope.group, f"{kind}{counted}")
    numbered_by = "" if _is_by_id(number, stated) else designation
    eid = _eid(scope, known.eid, numbered_by or (str(counted) if counted else stated) or "1")
    own = LabelStep(words.called(kind, name), cited, printed=name) if number else LabelStep(kind, text=name)
    if grouping:
        context = scope.context if scope.is_group else scope.label
        label = _after(scope.group_label if scope.is_group else scope.label, own, words)
        id_ = stated or join(scope.group, f"{kind}-{designation.lower()}" if number else kind)
        inner = replace(scope, designation="", number="", label=None, group=id_, group_label=label, eid=eid)
        inner = replace(inner, context=context, kind=kind, is_group=True, depth=scope.depth + 1)
        if known.like == "annex":
            inner = replace(inner, id=id_, label=label, context=label, depth=0, starts=starts or {}, anew={})
        else:
            anew = [kind for kind, depth in scope.starts.items() if depth >= inner.depth]
            inner = replace(inner, anew={**scope.anew, **dict.fromkeys(anew, (id_, label))})
        return Identity(id_, cited or None, label, eid, inner)
    scope = scope.counting(kind)
    context = scope.label or (scope.group_label if _is_like_its_group(scope, kind, own) else scope.context)
    label = _after(context, own, words)
    id_ = stated or join(scope.id, f"{kind}-{designation.lower()}" if known.like == "rule" else designation)
    inner = scope.within(id_, designation=designation, number=cited, label=label, eid=eid)
    # Paragraphs that repeat the number of the division follow what it follows.
    inner = replace(inner, context=context if number else label, kind=kind)
    return Identity(id_, cited or None, label, eid, inner)


def _is_by_id(number: Number | None, stated: str | None) -> bool:
    """Whether an eId follows from a stated id, as it did before letters of other scripts were read."""
    is_letter = number is not None and number.mark is not None
    return is_letter and stated is not None and not stated.rpartition(".")[2].isalnum()


def numbered(
    scope: Scope,
    kind: str,
    number: Number,
    words: Catalogue,
    *,
    bracketed: bool,
    stated: str | None,
    is_roman: bool = False,
    printed: str = "",
) -> Identity:
    """Identify a numbered paragraph or item.

    Args:
        scope: What it stands in.
        kind: paragraph, item or subitem.
        number: Its number: `1.3`, `ii`.
        words: The words of labels.
        bracketed: Whether the last part is printed in brackets.
        stated: The id that the author states, if any.
        is_roman: Whether its siblings have roman numerals, so that i is no letter.
        printed: The number as printed.
    """
    scope = scope.counting(kind)
    designation = number.designation
    attach = functools.partial(_attached, scope, kind, words=words, is_roman=is_roman)
    repeated = f"{scope.designation}." if scope.designation else None
    if repeated and designation.startswith(repeated):
        id_ = f"{scope.id}.{designation.removeprefix(repeated)}"
        rest = ".".join(number.cited.split(".")[repeated.count(".") :])
        cited = f"{scope.number}({rest})" if bracketed else f"{scope.number}.{rest}"
        label = attach(rest) if bracketed else _after(scope.context, LabelStep("paragraph", cited), words)
        full = designation
    elif scope.label and _is_repeated(scope) and designation.startswith(f"{scope.last}."):
        rest = designation.removeprefix(f"{scope.last}.")
        id_ = f"{scope.id}.{rest}"
        cited = scope.number.removesuffix(")") + (f")({rest})" if bracketed else f".{rest})")
        label = attach(rest) if bracketed else scope.label.further(f".{rest}")
        full = f"{scope.designation}.{rest}"
    elif kind == "paragraph" and not scope.number:
        id_ = join(scope.id, designation)
        cited = number.cited
        label = _after(scope.context, LabelStep("paragraph", cited), words)
        full = designation
    else:
        id_ = join(scope.id, designation)
        cited = f"{scope.number}({number.cited})"
        label = attach(number.cited, shown=printed.rstrip(" .:;–—-"))
        full = f"{scope.designation}.{designation}" if scope.designation else designation
    id_ = stated or id_
    eid = _listed(scope, designation) if scope.is_block else _eid(scope, ELEMENTS[kind], designation)
    last = number.cited if number.cited == designation else ""
    inner = scope.within(id_, designation=full, number=cited, label=label, eid=eid, last=last)
    return Identity(id_, cited, label, eid, inner)


def unnumbered(
    scope: Scope,
    kind: str,
    count: int,
    words: Catalogue,
    *,
    alone: bool,
    mixed: bool,
    stated: str | None,
    is_one: bool = False,
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
        is_one: Whether a paragraph is called by the number 1, which it does not bear in the print.
    """
    is_paragraph = kind == "paragraph"
    if is_paragraph:
        scope = scope.counting(UNNUMBERED)
    id_ = stated or join(scope.id, f"{'p' if is_paragraph else 'indent'}{count}")
    key = ("unnumbered" if mixed else "only-unnumbered") if is_paragraph else "indent"
    is_first = is_one and is_paragraph
    own = LabelStep("paragraph", "1", is_within=True) if is_first else LabelStep(key, count=count)
    around = scope.label or (scope.group_label if scope.is_group else None)
    label = _after(around or scope.context, own, words)
    if scope.is_block:
        eid = _listed(scope, f"nn-{count}" if mixed else str(count))
    else:
        eid = _eid(scope, "para" if is_paragraph else "indent", f"nn-{count}" if mixed and is_paragraph else str(count))
    if is_paragraph and alone:
        held_by = label if is_first else around
        inner = scope.within(scope.id, designation=scope.designation, number=scope.number, label=held_by, eid=eid)
    else:
        inner = scope.within(id_, designation="", number=scope.number, label=label, eid=eid)
    return Identity(id_, None, label, eid, inner)


def repeated(identity: Identity, count: int) -> Identity:
    """Make the eId of a unit distinct from those of units before it.

    Args:
        identity: The unit, whose number stands there for a further time.
        count: For which time, from 2.
    """
    eid = f"{identity.eid}_{count}"
    return replace(identity, eid=eid, inner=replace(identity.inner, eid=eid))


def closing(unit: Identity, words: Catalogue) -> Identity:
    """Identify the words that follow the list of a paragraph or item."""
    label = _after(unit.name, LabelStep("closing"), words)
    return Identity(f"{unit.id}.closing", None, label, f"{unit.eid}__wrapup_1", unit.inner)


def further(unit: Identity, count: int, words: Catalogue, *, stated: str | None) -> Identity:
    """Identify a further paragraph of a numbered paragraph, an item or a recital.

    Args:
        unit: What it is a paragraph of.
        count: Its place, from 2: the first is the unit itself.
        words: The words of labels.
        stated: The id that the author states, if any.
    """
    id_ = stated or f"{unit.id}.p{count}"
    label = _after(unit.name, LabelStep("subparagraph", count=count), words)
    eid = f"{unit.eid}__{'p' if unit.inner.is_block else 'subpara'}_{count}"
    inner = unit.inner.within(id_, designation="", number=unit.inner.number, label=label, eid=eid)
    return Identity(id_, None, label, eid, inner)


def join(scope: str, name: str) -> str:
    """An id within a scope, which may be empty."""
    return f"{scope}.{name}" if scope else name


def _after(context: Label | None, step: LabelStep, words: Catalogue) -> Label:
    """A name after that of what it is in: `annex A, paragraph 1.3`."""
    return (context if context is not None else Label(words)).then(step)


def _attached(scope: Scope, kind: str, cited: str, *, words: Catalogue, is_roman: bool, shown: str = "") -> Label:
    """The label of a unit that is named behind the number of what holds it: `article 5(1)(a)`."""
    own = LabelStep(series(kind, cited, is_roman=is_roman), cited, shown=shown, is_within=True)
    return _after(scope.label, own, words)


def _is_like_its_group(scope: Scope, kind: str, own: LabelStep) -> bool:
    """Whether what a division is called may be the name of the group around it, or of one beside that."""
    group = scope.group_label.last if scope.group_label else None
    return scope.kind == kind and (group is None or own.may_be_taken_for(group))


def _is_repeated(scope: Scope) -> bool:
    """Whether the number of a unit may begin with that of what holds it, which is named behind a number as well."""
    above = scope.label.last if scope.label else None
    return above is not None and above.is_within and bool(scope.last) and above.number == scope.last


def _listed(scope: Scope, number: str) -> str:
    """The eId of an item of a list that stands among blocks."""
    return f"{scope.eid}__list_1__item_{number.replace('.', '-')}"


def _eid(scope: Scope, element: str, number: str) -> str:
    name = f"{element}_{number.replace('.', '-')}"
    return f"{scope.eid}__{name}" if scope.eid else name
