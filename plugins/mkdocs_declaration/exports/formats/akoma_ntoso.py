"""`declaration.akn.xml`: Akoma Ntoso 3.0 (OASIS LegalDocML, Version 1.0, Part 1: XML Vocabulary).

The document is a `statement`, the vocabulary's type for declarations and resolutions of international bodies; eIds and
addresses follow the Akoma Ntoso Naming Convention 1.0, sections 4 and 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.exports.formats import akn_text
from mkdocs_declaration.instrument.inline import pieces

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

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
INLINE_CONTENT = frozenset({"p", "num", "heading", "listIntroduction", "listWrapUp", "caption"})
"""Elements that hold words, in which white space counts."""


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
    akn_text.fill(SubElement(SubElement(preface, "p"), "docTitle"), edition, pieces(instrument.printed_title))
    parts = {division.kind: division for division in instrument.divisions if division.kind in akn_text.AROUND_THE_BODY}
    if "preamble" in parts:
        akn_text.preamble(SubElement(statement, "preamble", {"eId": parts["preamble"].eid}), edition, parts["preamble"])
    body = SubElement(statement, "mainBody", {"eId": "body"})
    for division in instrument.divisions:
        if division.kind not in parts:
            akn_text.unit(body, edition, division)
    if "conclusion" in parts:
        akn_text.conclusion(
            SubElement(statement, "conclusions", {"eId": parts["conclusion"].eid}), edition, parts["conclusion"]
        )
    _refer_to_notes(root)
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
        for id_, note in akn_text.note_ids(clause):
            sic = f"[{edition.words('sic')}]" if note.sic else ""
            words = " ".join(filter(None, (f"“{note.quote}”", sic, note.note)))
            SubElement(SubElement(notes, "note", {"eId": id_}), "p").text = words


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


def _refer_to_notes(root: Element) -> None:
    """Let a mark that stands again refer to the footnote that is where it stood first."""
    seen: set[str] = set()
    for note in root.iter("authorialNote"):
        eid = note.attrib["eId"]
        if eid in seen:
            note.tag, tail = "noteRef", note.tail
            attributes = {"href": f"#{eid}", "marker": note.attrib["marker"]}
            note.clear()
            note.attrib.update(attributes)
            note.tail = tail
        seen.add(eid)


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
