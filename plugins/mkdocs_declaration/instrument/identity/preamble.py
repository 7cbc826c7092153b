"""Identity of what stands around the body: the preamble and its parts, the concluding words and theirs.

The ids name the part, as in `preamble.closing`, and count what has no number; eIds follow the Akoma Ntoso Naming
Convention 1.0, section 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.identity.labels import Label, LabelStep
from mkdocs_declaration.instrument.identity.scopes import Identity, Scope

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.numbering.numerals import Number


def preamble(words: Catalogue) -> Identity:
    """Identify the preamble."""
    label = Label(words, (LabelStep("preamble"),))
    return Identity("preamble", None, label, "preamble", Scope("preamble", label=label))


def recital(count: int, number: Number | None, words: Catalogue, *, stated: str | None) -> Identity:
    """Identify a recital.

    Args:
        count: Its place among the recitals, from 1.
        number: Its number, if the print has one; then it is cited without the preamble around it.
        words: The words of labels.
        stated: The id that the author states, if any.
    """
    last, cited = (number.designation, number.cited) if number else (str(count), str(count))
    label = Label(
        words, (LabelStep("recital", cited),) if number else (LabelStep("preamble"), LabelStep("recital", count=count))
    )
    id_, eid = stated or f"preamble.{last}", f"preamble__recs_1__rec_{last.replace('.', '-')}"
    scope = Scope(id_, number=cited if number else "", label=label, eid=eid, is_block=True)
    return Identity(id_, cited if number else None, label, eid, scope)


def in_preamble(kind: str, count: int, words: Catalogue) -> Identity:
    """Identify what else is in the preamble: opening words, a citation (counted from 1), a lead-in, closing words."""
    is_citation = kind == "citation"
    label = Label(words, (LabelStep("preamble"), LabelStep(kind, count=count if is_citation else 0)))
    eids = {
        "opening": "formula_1",
        "citation": f"cits_1__cit_{count}",
        "lead-in": "recs_1__intro_1",
        "closing": "formula_2",
    }
    id_ = f"preamble.{kind}{count if is_citation else ''}"
    eid = f"preamble__{eids[kind]}"
    return Identity(id_, None, label, eid, Scope(id_, label=label, eid=eid, is_block=True))


def conclusion(words: Catalogue) -> Identity:
    """Identify the concluding words."""
    label = Label(words, (LabelStep("conclusion"),))
    return Identity("conclusion", None, label, "conclusions", Scope("conclusion", label=label))


def in_conclusion(kind: str, count: int, words: Catalogue) -> Identity:
    """Identify a paragraph of the closing formula or a signature, both counted from 1, or place and date."""
    names = {"formula": "only-unnumbered", "done": "done", "signature": "signature"}
    last = {"formula": f"p{count}", "done": "done", "signature": f"signature{count}"}[kind]
    label = Label(words, (LabelStep("conclusion"), LabelStep(names[kind], count=count)))
    eid = {"formula": f"p_{count}", "done": "p_done", "signature": f"signature_{count}"}[kind]
    return Identity(f"conclusion.{last}", None, label, f"conclusions__{eid}", Scope(f"conclusion.{last}", label=label))


def table(unit: Identity) -> Identity:
    """Identify the table of a unit."""
    id_, label = f"{unit.id}.table", unit.name.then(LabelStep("table"))
    return Identity(id_, None, label, f"{unit.eid}__table_1", Scope(id_, label=label))


def footnote(unit: Identity, mark: str, count: int, *, is_counted: bool = False) -> Identity:
    """Identify a footnote.

    Args:
        unit: The unit in whose words its mark stands.
        mark: The mark as printed.
        count: Its place among the footnotes of the unit, from 1, which tells it where the mark is a sign.
        is_counted: Whether that tells it in any case, since another mark differs from its own by case alone.
    """
    designation = mark if mark.isascii() and mark.isalnum() and not is_counted else f"-{count}"
    id_, label = f"{unit.id}.fn{designation}", unit.name.then(LabelStep("footnote", mark))
    eid = f"{unit.eid}__authorialNote_{designation.replace('-', 'nn-')}"
    return Identity(id_, None, label, eid, Scope(id_, label=label))
