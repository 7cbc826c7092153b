"""`declaration.akn.xml`: Akoma Ntoso 3.0 (OASIS LegalDocML, Version 1.0, Part 1: XML Vocabulary).

The document is a `statement`, the vocabulary's type for declarations and resolutions of international bodies; eIds and
addresses follow the Akoma Ntoso Naming Convention 1.0, sections 4 and 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.glossary.mentions import all_linked
from mkdocs_declaration.instrument import kinds
from mkdocs_declaration.instrument.inline import pieces
from mkdocs_declaration.instrument.ranges import JOIN
from mkdocs_declaration.instrument.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.model import Clause, Note

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COUNTRY = "xx"
"""No state's code (ISO 3166-1 keeps XA to XZ free for users): the instrument is of several."""
UNDATED = "0001-01-01"
"""The date of an instrument whose day of adoption is not stated; the vocabulary requires one."""
_CODES = (
    "af:afr am:amh ar:ara as:asm az:aze be:bel bg:bul bn:ben bo:bod bs:bos ca:cat cs:ces cy:cym "
    "da:dan de:deu dv:div dz:dzo el:ell en:eng es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle "
    "gl:glg gu:guj ha:hau he:heb hi:hin hr:hrv ht:hat hu:hun hy:hye id:ind ig:ibo is:isl it:ita "
    "ja:jpn jv:jav ka:kat kk:kaz km:khm kn:kan ko:kor ku:kur ky:kir la:lat lb:ltz lo:lao lt:lit "
    "lv:lav mg:mlg mi:mri mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld "
    "nn:nno no:nor or:ori pa:pan pl:pol ps:pus pt:por ro:ron ru:rus rw:kin sa:san sd:snd si:sin "
    "sk:slk sl:slv sm:smo sn:sna so:som sq:sqi sr:srp st:sot su:sun sv:swe sw:swa ta:tam te:tel "
    "tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur uk:ukr ur:urd uz:uzb vi:vie wo:wol "
    "xh:xho yi:yid yo:yor zh:zho zu:zul "
)
ALPHA_3 = dict(pair.split(":") for pair in _CODES.split())
"""Codes of languages with three letters (ISO 639-2/T), which addresses of expressions have."""
AROUND_THE_BODY = ("preamble", "conclusion")
"""What stands before the body and after it, in elements of their own."""
HIERARCHY = ("paragraph", "subparagraph")
"""Kinds of units within an article that are elements of the same name."""
INLINE_CONTENT = frozenset({"p", "num", "heading", "listIntroduction", "listWrapUp"})
"""Elements that hold words, in which white space counts."""
INLINE = {"strong": "b", "em": "i"}


def export(edition: Edition) -> bytes:
    """Write `declaration.akn.xml`.

    Args:
        edition: What is exported.

    Returns:
        XML in UTF-8 with a final newline, valid against the strict schema.
    """
    instrument = edition.instrument
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    contains = "singleVersion" if _amendments(edition) else "originalVersion"
    statement = SubElement(root, "statement", {"name": instrument.kind, "contains": contains})
    _meta(SubElement(statement, "meta"), edition)
    preface = SubElement(SubElement(statement, "preface"), "longTitle")
    _fill(SubElement(SubElement(preface, "p"), "docTitle"), edition, pieces(instrument.printed_title))
    parts = {division.kind: division for division in instrument.divisions if division.kind in AROUND_THE_BODY}
    if "preamble" in parts:
        _preamble(SubElement(statement, "preamble", {"eId": parts["preamble"].eid}), edition, parts["preamble"])
    body = SubElement(statement, "mainBody", {"eId": "body"})
    for division in instrument.divisions:
        if division.kind not in parts:
            _unit(body, edition, division)
    if "conclusion" in parts:
        _conclusion(
            SubElement(statement, "conclusions", {"eId": parts["conclusion"].eid}), edition, parts["conclusion"]
        )
    _indent(root)
    document: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode()


def _meta(meta: Element, edition: Edition) -> None:
    instrument = edition.instrument
    date = instrument.adopted.date.isoformat() if instrument.adopted else UNDATED
    language = ALPHA_3.get(instrument.language.split("-")[0].lower(), instrument.language)
    work = f"/akn/{COUNTRY}/statement/{date}/{instrument.id}"
    amendments = _amendments(edition)
    version = f"{work}/{language}@{amendments[-1] if amendments else ''}"
    levels = {"FRBRWork": work, "FRBRExpression": version, "FRBRManifestation": f"{version}.xml"}
    since = {"date": date, "name": "adoption" if instrument.adopted else "undated"}
    dates = {"FRBRWork": since, "FRBRExpression": since, "FRBRManifestation": since}
    if amendments:
        name = "undated" if amendments[-1] == UNDATED else "amendment"
        dates["FRBRExpression"] = {"date": amendments[-1], "name": name}
    if edition.newest is not None:
        dates["FRBRManifestation"] = {"date": edition.newest, "name": "publication"}
    # One reference a party, since each is an author of its own.
    parties = {f"party-{count}": party for count, party in enumerate(instrument.parties, 1)}
    parties = parties or {"parties": edition.words("parties")}
    identification = SubElement(meta, "identification", {"source": "#editor"})
    for level, uri in levels.items():
        part = SubElement(identification, level)
        suffix = ".xml" if level == "FRBRManifestation" else ""
        SubElement(part, "FRBRthis", {"value": f"{uri.removesuffix(suffix)}/!main{suffix}"})
        SubElement(part, "FRBRuri", {"value": uri})
        if level == "FRBRWork":
            SubElement(part, "FRBRalias", {"value": instrument.title, "name": "title"})
        SubElement(part, "FRBRdate", dates[level])
        for author in ["editor"] if suffix else parties:
            SubElement(part, "FRBRauthor", {"href": f"#{author}"})
        if level == "FRBRWork":
            SubElement(part, "FRBRcountry", {"value": COUNTRY})
            SubElement(part, "FRBRnumber", {"value": instrument.id})
        elif level == "FRBRExpression":
            SubElement(part, "FRBRlanguage", {"language": language})
        else:
            SubElement(part, "FRBRformat", {"value": "xml"})
    _lifecycle(meta, edition)
    _mappings(meta, edition)
    references = SubElement(meta, "references", {"source": "#editor"})
    _reference(references, "TLCOrganization", "editor", "The editors of this site")
    for id_, party in parties.items():
        _reference(references, "TLCOrganization", id_, party)
    for term in edition.glossary.terms:
        element = "TLCOrganization" if term.kind == "organisation" else "TLCConcept"
        _reference(references, element, f"term-{term.id}", term.full_name or term.name)
    _notes(meta, edition)


def _amendments(edition: Edition) -> list[str]:
    """The days on which words of the text changed since it was first published, the oldest first.

    An expression that is not the original one has its day in its address (Akoma Ntoso Naming Convention 1.0, section
    4). A change whose day the lock did not keep is before all others.
    """
    return [day.date or UNDATED for day in reversed(edition.days) if day.changes_words]


def _lifecycle(meta: Element, edition: Edition) -> None:
    """Say when the text came to be, and on which days of the lock its words changed."""
    adopted = edition.instrument.adopted
    events = [(adopted.date.isoformat(), "generation")] if adopted is not None else []
    events += [(date, "amendment") for date in _amendments(edition) if date != UNDATED]
    if not events:  # an empty one is not valid
        return
    lifecycle = SubElement(meta, "lifecycle", {"source": "#editor"})
    for count, (date, kind) in enumerate(events, 1):
        event = {"eId": f"event_{count}", "date": date, "source": "#editor", "type": kind}
        SubElement(lifecycle, "eventRef", event)


def _notes(meta: Element, edition: Edition) -> None:
    """Write the editors' notes on the reading of clauses.

    They stand among the metadata, and a `noteRef` without words leads from the clause to each: an `authorialNote` would
    be "authorial (non-editorial)" by the vocabulary, and its words would stand among those of the text.
    """
    if not any(clause.notes for clause in edition.instrument.clauses):
        return
    notes = SubElement(meta, "notes", {"source": "#editor"})
    for clause in edition.instrument.clauses:
        for id_, note in _note_ids(clause):
            sic = f"[{edition.words('sic')}]" if note.sic else ""
            words = " ".join(filter(None, (f"“{note.quote}”", sic, note.note)))
            SubElement(SubElement(notes, "note", {"eId": id_}), "p").text = words


def _note_ids(clause: Clause) -> list[tuple[str, Note]]:
    return [(f"{clause.eid}__note_{count}", note) for count, note in enumerate(clause.notes, 1)]


def _mappings(meta: Element, edition: Edition) -> None:
    """Say where eIds lead that were published: those of retired clauses, and those that clauses had.

    A `mapping` has the eId that a structure had as its `original`, and the one that it has as `current` (Akoma Ntoso
    Version 1.0, Part 2: Specifications, element `mapping`; its attribute `wId` is for a single original).
    """
    pairs = []
    for old, clause in edition.successors.items():
        pairs += [(eid, clause.eid) for eid in edition.lock.retired[old].eids or (old,)]
    for id_, published in edition.lock.anchors.items():
        clause = edition.instrument.by_id[id_]
        pairs += [(eid, clause.eid) for eid in published.eids if eid != clause.eid]
    taken = {clause.eid for clause in edition.instrument.clauses}
    pairs = [(old, new) for old, new in dict.fromkeys(pairs) if old not in taken]
    if not pairs:
        return
    mappings = SubElement(SubElement(meta, "analysis", {"source": "#editor"}), "mappings", {"source": "#editor"})
    for count, (old, new) in enumerate(pairs, 1):
        SubElement(mappings, "mapping", {"eId": f"map_{count}", "original": f"#{old}", "current": f"#{new}"})


def _reference(references: Element, element: str, id_: str, name: str) -> None:
    kind = element.removeprefix("TLC").lower()
    SubElement(references, element, {"eId": id_, "href": f"/akn/ontology/{kind}/{id_}", "showAs": name})


def _preamble(preamble: Element, edition: Edition, division: Clause) -> None:
    _heading(preamble, edition, division)
    has_recitals = any(child.kind == "recital" for child in division.children)
    groups: dict[str, Element] = {}
    for child in division.children:
        if child.kind in ("citation", "recital") or (child.kind == "lead-in" and has_recitals):
            name = "citations" if child.kind == "citation" else "recitals"
            if name not in groups:
                groups[name] = SubElement(preamble, name, {"eId": child.eid.rpartition("__")[0]})
            element = SubElement(groups[name], "intro" if child.kind == "lead-in" else child.kind, {"eId": child.eid})
            _number(element, child)
            _blocks(element, edition, child)
        else:
            name = "enactingFormula" if child.kind == "closing" else child.kind
            _words(SubElement(preamble, "formula", {"eId": child.eid, "name": name}), edition, child)


def _conclusion(conclusions: Element, edition: Edition, division: Clause) -> None:
    _heading(conclusions, edition, division)
    for child in division.children:
        paragraph = SubElement(conclusions, "p", {} if child.kind == "signature" else {"eId": child.eid})
        if child.kind == "signature":
            paragraph = SubElement(paragraph, "signature", {"eId": child.eid})
        _fill_words(paragraph, edition, child)


def _heading(element: Element, edition: Edition, division: Clause) -> None:
    """The heading of what stands around the body, which has no place of its own for one."""
    if division.heading is not None:
        _fill(SubElement(SubElement(element, "p"), "b"), edition, pieces(division.heading))


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
                _fill(SubElement(listed, "heading"), edition, pieces(item.heading))
            _blocks(listed, edition, item)
        for closing in clause.children:
            if closing.kind == "closing":
                _fill_words(SubElement(block, "listWrapUp", {"eId": closing.eid}), edition, closing)
    else:
        _fill_words(SubElement(element, "p", own), edition, clause)
    for further in clause.children:
        if further.kind == "subparagraph":
            _blocks(element, edition, further, further.eid)


def _element(clause: Clause) -> str:
    """The name of the element that a unit of the body is."""
    if clause.kind in ("item", "subitem"):
        return "point" if clause.printed else "indent"
    return clause.kind if clause.kind in HIERARCHY else kinds.known(clause.kind).element


def _unit(parent: Element, edition: Edition, clause: Clause) -> None:
    name = _element(clause)
    attributes = {"eId": clause.eid}
    if clause.is_repealed:
        attributes["status"] = "removed"
    if name == "hcontainer":
        attributes["name"] = clause.kind
    element = SubElement(parent, name, attributes)
    _number(element, clause)
    if clause.heading is not None:
        _fill(SubElement(element, "heading"), edition, pieces(clause.heading))
    if clause.text is not None and not clause.text.plain:
        pass  # it holds a list alone
    elif clause.text is not None and clause.children:
        _words(SubElement(element, "intro", {"eId": f"{clause.eid}__intro_1"}), edition, clause)
    elif clause.text is not None or not clause.children:
        _words(SubElement(element, "content", {"eId": f"{clause.eid}__content_1"}), edition, clause)
    for place, child in enumerate(clause.children, 1):
        if child.kind != "closing":
            _unit(element, edition, child)
        elif place == len(clause.children):
            _words(SubElement(element, "wrapUp", {"eId": child.eid}), edition, child)
        else:
            # A `wrapUp` is the last of what is in an element, and further paragraphs follow these words.
            container = SubElement(element, "hcontainer", {"eId": child.eid, "name": "wrapUp"})
            _words(SubElement(container, "content", {"eId": f"{child.eid}__content_1"}), edition, child)


def _words(element: Element, edition: Edition, clause: Clause) -> None:
    _fill_words(SubElement(element, "p"), edition, clause)


def _fill_words(element: Element, edition: Edition, clause: Clause) -> None:
    links = all_linked(edition.glossary, clause, edition.references.by_clause)
    _fill(element, edition, pieces(clause.text or Text(""), links))
    for id_, _ in _note_ids(clause):
        SubElement(element, "noteRef", {"href": f"#{id_}"})


def _fill(element: Element, edition: Edition, tree: Iterable[Piece]) -> None:
    last: Element | None = None
    for piece in tree:
        if piece.kind == "words":
            if last is None:
                element.text = (element.text or "") + piece.words
            else:
                last.tail = (last.tail or "") + piece.words
        elif piece.kind == "term":
            term = edition.glossary.by_id[piece.term]
            name = "organization" if term.kind == "organisation" else "concept"
            last = SubElement(element, name, {"refersTo": f"#term-{piece.term}"})
            _fill(last, edition, piece.pieces)
        elif piece.kind == "link":
            last = SubElement(element, "ref", {"href": piece.target})
            _fill(last, edition, piece.pieces)
        elif piece.kind == "reference":
            ends = [f"#{edition.instrument.by_id[id_].eid}" for id_ in piece.target.split(JOIN)]
            ranged = len(ends) > 1
            attributes = {"from": ends[0], "upTo": ends[1]} if ranged else {"href": ends[0]}
            last = SubElement(element, "rref" if ranged else "ref", attributes)
            _fill(last, edition, piece.pieces)
        else:
            last = SubElement(element, INLINE[piece.kind])
            _fill(last, edition, piece.pieces)


def _indent(element: Element, level: int = 0) -> None:
    """Put structure on lines of its own, and leave words alone."""
    if element.tag in INLINE_CONTENT or not len(element):
        return
    element.text = "\n" + " " * (level + 1)
    for child in element:
        _indent(child, level + 1)
        child.tail = "\n" + " " * (level + 1)
    element[-1].tail = "\n" + " " * level


FILES = (Exporter("declaration.akn.xml", "Akoma Ntoso 3.0", "application/akn+xml", "data", export),)
