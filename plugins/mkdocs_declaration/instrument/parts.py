"""Identity of what stands around the body: the preamble and its parts, the concluding words and theirs.

The ids name the part, as in `preamble.closing`, and count what has no number; eIds follow the Akoma Ntoso Naming
Convention 1.0, section 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.identifiers import Identity, Scope

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.instrument.numerals import Number


def preamble(words: Catalogue) -> Identity:
    """Identify the preamble."""
    return Identity("preamble", None, words("preamble"), "preamble", Scope("preamble", label=words("preamble")))


def recital(count: int, number: Number | None, words: Catalogue, *, stated: str | None) -> Identity:
    """Identify a recital.

    Args:
        count: Its place among the recitals, from 1.
        number: Its number, if the print has one; then it is cited without the preamble around it.
        words: The words of labels.
        stated: The id that the author states, if any.
    """
    last, cited = (number.designation, number.cited) if number else (str(count), str(count))
    name = words("recital", number=cited)
    label = name if number else f"{words('preamble')}, {name}"
    id_, eid = stated or f"preamble.{last}", f"preamble__recs_1__rec_{last.replace('.', '-')}"
    scope = Scope(id_, number=cited if number else "", label=label, eid=eid, is_block=True)
    return Identity(id_, cited if number else None, label, eid, scope)


def in_preamble(kind: str, count: int, words: Catalogue) -> Identity:
    """Identify what else is in the preamble: opening words, a citation (counted from 1), a lead-in, closing words."""
    is_citation = kind == "citation"
    name = words("citation", ordinal=words.ordinal(count)) if is_citation else words(kind)
    label = f"{words('preamble')}, {name}"
    eids = {
        "opening": "formula_1",
        "citation": f"cits_1__cit_{count}",
        "lead-in": "recs_1__intro_1",
        "closing": "formula_2",
    }
    id_ = f"preamble.{kind}{count if is_citation else ''}"
    return Identity(id_, None, label, f"preamble__{eids[kind]}", Scope(id_, label=label))


def conclusion(words: Catalogue) -> Identity:
    """Identify the concluding words."""
    name = words("conclusion")
    return Identity("conclusion", None, name, "conclusions", Scope("conclusion", label=name))


def in_conclusion(kind: str, count: int, words: Catalogue) -> Identity:
    """Identify a paragraph of the closing formula or a signature, both counted from 1, or place and date."""
    names = {"formula": "only-unnumbered", "done": "done", "signature": "signature"}
    last = {"formula": f"p{count}", "done": "done", "signature": f"signature{count}"}[kind]
    label = f"{words('conclusion')}, {words(names[kind], ordinal=words.ordinal(count)) if count else words('done')}"
    eid = {"formula": f"p_{count}", "done": "p_done", "signature": f"signature_{count}"}[kind]
    return Identity(f"conclusion.{last}", None, label, f"conclusions__{eid}", Scope(f"conclusion.{last}", label=label))
