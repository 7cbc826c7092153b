"""JSON-LD structured data (schema.org `Legislation`).

A unit is a `Legislation` that is part of the one that holds it; the instrument is the outermost. Its name for programs
(`@id`) is its short link, which lasts; its `url` is where it stands on its page. The properties follow those of the
European Legislation Identifier, from which schema.org has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.pages.values.page import Download


CONTEXT = "https://schema.org"


class Address(Protocol):
    """What gives addresses as seen from a page."""

    def __call__(self, clause: Clause | None) -> str:
        """Where a clause stands on its page, or for None the home page."""

    def lasting(self, clause: Clause) -> str:
        """The permanent short link of a clause."""


def whole(instrument: Instrument, address: Address, *, deep: bool = False, licence: str = "") -> dict[str, Any]:
    """Describe the instrument and its divisions.

    Args:
        instrument: The instrument.
        address: Gives the address of a clause, or of the home page for None, as seen from the page.
        deep: Whether all units are described, with their words; else the divisions with a page of their own.
        licence: The address of the terms under which the copy may be used; empty if there is none.
    """
    node = {"@context": CONTEXT, **_instrument(instrument, address), **_of_this_copy(instrument, licence)}
    if instrument.adopted is not None and instrument.adopted.place:
        node["locationCreated"] = {"@type": "Place", "name": instrument.adopted.place}
    if instrument.parties:
        node["legislationPassedBy"] = [{"@type": "Organization", "name": party} for party in instrument.parties]
    if instrument.summary:
        node["abstract"] = instrument.summary
    node["hasPart"] = [
        _unit(clause, instrument, address, deep=deep)
        for clause in (instrument.divisions if deep else (page.division for page in instrument.pages.values()))
    ]
    return node


def part(clause: Clause, instrument: Instrument, address: Address, *, licence: str = "") -> dict[str, Any]:
    """Describe a unit and all it holds, with their words, as part of the instrument.

    Args:
        clause: The unit.
        instrument: The instrument.
        address: Gives the address of a clause, or of the home page for None, as seen from the page.
        licence: The address of the terms under which the copy may be used; empty if there is none.
    """
    node = {"@context": CONTEXT, **_unit(clause, instrument, address, deep=True), **_of_this_copy(instrument, licence)}
    return {**node, "isPartOf": _instrument(instrument, address)}


def files(instrument: Instrument, address: Address, files_by_url: Mapping[str, Download]) -> dict[str, Any]:
    """Describe the files in which the instrument can be had.

    Args:
        instrument: The instrument.
        address: Gives the address of a clause, or of the home page for None, as seen from the page.
        files_by_url: The files by their addresses.
    """
    node = {"@context": CONTEXT, **_instrument(instrument, address)}
    node["encoding"] = [
        {"@type": "LegislationObject", "contentUrl": url, "encodingFormat": file.media_type, "name": file.name}
        for url, file in files_by_url.items()
    ]
    return node


def _of_this_copy(instrument: Instrument, licence: str) -> dict[str, str]:
    """The day of the text, and the terms under which the copy may be used, as a whole or in part."""
    day = {"legislationDate": instrument.adopted.date.isoformat()} if instrument.adopted is not None else {}
    return day | ({"license": licence} if licence else {})


def _instrument(instrument: Instrument, address: Address) -> dict[str, Any]:
    return {
        "@type": "Legislation",
        "@id": address(None),
        "url": address(None),
        "name": instrument.title,
        "legislationIdentifier": instrument.id,
        "legislationType": instrument.kind,
        "inLanguage": instrument.language,
    }


def _unit(clause: Clause, instrument: Instrument, address: Address, *, deep: bool) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "Legislation",
        "@id": address.lasting(clause),
        "url": address(clause),
        "name": clause.title if clause.heading or clause.text is None else clause.label,
        "legislationIdentifier": f"{instrument.id}:{clause.id}",
    }
    if deep and clause.text is not None:
        node["text"] = clause.text.plain
    if deep and clause.children:
        node["hasPart"] = [_unit(child, instrument, address, deep=True) for child in clause.children]
    return node
