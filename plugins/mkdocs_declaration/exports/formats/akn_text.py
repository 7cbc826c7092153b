"""The text of an Akoma Ntoso document: preamble, body and conclusions, with terms, references and emphasis."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from mkdocs_declaration.glossary.mentions import all_linked
from mkdocs_declaration.instrument.inline import pieces
from mkdocs_declaration.instrument.inline_tables import table_pieces
from mkdocs_declaration.instrument.interface import kinds
from mkdocs_declaration.instrument.ranges import JOIN
from mkdocs_declaration.instrument.text.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.model import Clause, Note

AROUND_THE_BODY = ("preamble", "conclusion")
"""What stands before the body and after it, in elements of their own."""
HIERARCHY = ("paragraph", "subparagraph")
"""Kinds of units within an article that are elements of the same name."""
ATTACHED = frozenset({"table", "footnote"})
"""Kinds of units that stand within the words of others here."""
INLINE = {"strong": "b", "em": "i", "sup": "sup", "sub": "sub"}


def note_ids(clause: Clause) -> list[tuple[str, Note]]:
    """The editors' notes on a clause, each after its eId."""
    return [(f"{clause.eid}__note_{count}", note) for count, note in enumerate(clause.notes, 1)]


def preamble(preamble: Element, edition: Edition, division: Clause) -> None:
    """Fill the element `preamble`: formulas, citations, recitals."""
    _heading(preamble, edition, division)
    has_recitals = any(child.kind == "recital" for child in division.children)
    groups: dict[str, Element] = {}
    for child in _held(division):
        if child.kind in ("citation", "recital") or (child.kind == "lead-in" and has_recitals):
            name = "citations" if child.kind == "citation" else "recitals"
            if name not in groups:
                groups[name] = SubElement(preamble, name, {"eId": child.eid.rpartition("__")[0]})
            element = SubElement(groups[name], "intro" if child.kind == "lead-in" else child.kind, {"eId": child.eid})
            _number(element, child)
            _blocks(element, edition, child)
        else:
            name = "enactingFormula" if child.kind == "closing" else child.kind
            _words(preamble, "formula", {"eId": child.eid, "name": name}, edition, child)
            for further in _held(child):
                _fill_words(SubElement(preamble[-1], "p", {"eId": further.eid}), edition, further)


def conclusion(conclusions: Element, edition: Edition, division: Clause) -> None:
    """Fill the element `conclusions`: the formula, place and date, signatures."""
    _heading(conclusions, edition, division)
    for child in _held(division):
        paragraph = SubElement(conclusions, "p", {} if child.kind == "signature" else {"eId": child.eid})
        if child.kind == "signature":
            paragraph = SubElement(paragraph, "signature", {"eId": child.eid})
        _fill_words(paragraph, edition, child)


def _heading(element: Element, edition: Edition, division: Clause) -> None:
    """The heading of what stands around the body, which has no place of its own for one."""
    if division.heading is not None:
        fill(SubElement(SubElement(element, "p"), "b"), edition, pieces(division.heading))


def _held(clause: Clause) -> list[Clause]:
    """The units that a unit holds beside its words."""
    return [child for child in clause.children if child.kind not in ATTACHED]


def _number(element: Element, clause: Clause) -> None:
    if clause.printed:
        SubElement(element, "num").text = clause.printed


def _blocks(element: Element, edition: Edition, clause: Clause, eid: str | None = None) -> None:
    """The words, the list and the further paragraphs of a unit that is no part of the hierarchy.

    Args:
        element: Gets them.
        edition: What is exported.
        clause: The unit.
        eid: Its eId, where the element is not that of the unit.
    """
    own = {"eId": eid} if eid else {}
    items = [child for child in clause.children if child.kind in ("item", "subitem")]
    if items:
        block = SubElement(element, "blockList", {"eId": f"{clause.eid}__list_1"})
        _fill_words(SubElement(block, "listIntroduction", own), edition, clause)
        for item in items:
            listed = SubElement(block, "item", {"eId": item.eid})
            _number(listed, item)
            if item.heading is not None:
                fill(SubElement(listed, "heading"), edition, pieces(item.heading))
            _blocks(listed, edition, item)
        for closing in clause.children:
            if closing.kind == "closing":
                _fill_words(SubElement(block, "listWrapUp", {"eId": closing.eid}), edition, closing)
    else:
        _fill_words(SubElement(element, "p", own), edition, clause)
    _tables(element, edition, clause)
    for further in clause.children:
        if further.kind == "subparagraph":
            _blocks(element, edition, further, further.eid)


def _element(clause: Clause) -> str:
    """The name of the element that a unit of the body is."""
    if clause.kind in ("item", "subitem"):
        return "point" if clause.printed else "indent"
    return clause.kind if clause.kind in HIERARCHY else kinds.known(clause.kind).element


def unit(parent: Element, edition: Edition, clause: Clause) -> None:
    """Put a unit of the body, and all that it holds, into what holds it."""
    name = _element(clause)
    attributes = {"eId": clause.eid}
    if clause.is_repealed:
        attributes["status"] = "removed"
    if name == "hcontainer":
        attributes["name"] = clause.kind
    element = SubElement(parent, name, attributes)
    _number(element, clause)
    if clause.heading is not None:
        fill(SubElement(element, "heading"), edition, pieces(clause.heading))
    held = _held(clause)
    if clause.text is not None or not held:
        name = "intro" if held else "content"
        _words(element, name, {"eId": f"{clause.eid}__{name}_1"}, edition, clause)
    for place, child in enumerate(held, 1):
        if child.kind != "closing":
            unit(element, edition, child)
        elif place == len(held):
            _words(element, "wrapUp", {"eId": child.eid}, edition, child)
        else:
            # A `wrapUp` is the last of what is in an element, and further paragraphs follow these words.
            container = SubElement(element, "hcontainer", {"eId": child.eid, "name": "wrapUp"})
            _words(container, "content", {"eId": f"{child.eid}__content_1"}, edition, child)


def _words(parent: Element, name: str, attributes: dict[str, str], edition: Edition, clause: Clause) -> None:
    """The words of a unit and its table, in an element that is left out where both are and the unit holds others."""
    element = Element(name, attributes)
    if clause.text is None or clause.text.plain or clause.is_repealed:
        _fill_words(SubElement(element, "p"), edition, clause)
    _tables(element, edition, clause)
    if len(element):
        parent.append(element)


def _tables(element: Element, edition: Edition, clause: Clause) -> None:
    for child in clause.children:
        if child.table is None:
            continue
        links = all_linked(edition.glossary, child, edition.references.by_clause)
        shown = table_pieces(child.table, links)
        table = SubElement(element, "table", {"eId": child.eid})
        if shown.caption:
            fill(SubElement(table, "caption"), edition, shown.caption)
        for name, rows in (("th", shown.header), ("td", shown.rows)):
            for row in rows:
                line = SubElement(table, "tr")
                for cell in row:
                    fill(SubElement(SubElement(line, name), "p"), edition, cell)


def _fill_words(element: Element, edition: Edition, clause: Clause) -> None:
    links = all_linked(edition.glossary, clause, edition.references.by_clause)
    fill(element, edition, pieces(clause.text or Text(""), links), set(edition.glossary.defining.get(clause.id, ())))
    for id_, _ in note_ids(clause):
        SubElement(element, "noteRef", {"href": f"#{id_}"})


def fill(element: Element, edition: Edition, tree: Iterable[Piece], defined: set[str] | None = None) -> None:
    """Fill an element with words, and with elements for what is inline in them.

    Args:
        element: Gets them.
        edition: What is exported.
        tree: The words.
        defined: Ids of terms that the words define: their first mentions are elements `def`, and are taken out.
    """
    last: Element | None = None
    for piece in tree:
        if piece.kind == "words":
            if last is None:
                element.text = (element.text or "") + piece.words
            else:
                last.tail = (last.tail or "") + piece.words
            continue
        attributes: dict[str, str] = {}
        if piece.kind == "term":
            name = "organization" if edition.glossary.by_id[piece.term].kind == "organisation" else "concept"
            attributes["refersTo"] = f"#term-{piece.term}"
            if defined and piece.term in defined:
                name = "def"
                defined.remove(piece.term)
        elif piece.kind == "note":
            footnote = edition.instrument.by_id[piece.target]
            name, attributes = "authorialNote", {"eId": footnote.eid, "marker": piece.mark, "placement": "bottom"}
        elif piece.kind == "link":
            name, attributes["href"] = "ref", piece.target
        elif piece.kind == "reference":
            ends = [f"#{edition.instrument.by_id[id_].eid}" for id_ in piece.target.split(JOIN)]
            name = "rref" if len(ends) > 1 else "ref"
            attributes |= {"from": ends[0], "upTo": ends[1]} if len(ends) > 1 else {"href": ends[0]}
        else:
            name = INLINE[piece.kind]
        last = SubElement(element, name, attributes)
        if piece.kind == "note":
            _fill_words(SubElement(last, "p"), edition, edition.instrument.by_id[piece.target])
        else:
            fill(last, edition, piece.pieces, defined)
