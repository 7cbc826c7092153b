"""The JSON-LD of pages, read by a processor that is not ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from pyld import jsonld

from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.pages.values.imprint import Imprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs_declaration.edition import Edition

SITE = "http://127.0.0.1/asean-japan/"
SCHEMA = "https://schema.org/"
PROPERTIES = {
    "@id", "@type", "abstract", "contentUrl", "encoding", "encodingFormat", "hasPart", "inLanguage", "isPartOf",
    "legislationDate", "legislationIdentifier", "legislationPassedBy", "legislationType", "locationCreated", "name",
    "text", "url",
}  # fmt: skip
"""Properties of schema.org's Legislation, CreativeWork, LegislationObject, Place and Organization that are used."""


def load(address: str, _options: Any) -> dict[str, Any]:
    """Stand for the context that schema.org serves: its words are its vocabulary, and addresses are references."""
    assert address == "https://schema.org"
    references = {name: {"@type": "@id"} for name in ("url", "contentUrl")}
    context = {"@vocab": SCHEMA, **references}
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": context}}


def described(page: Path) -> Any:
    """What a page says of itself, expanded."""
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    (script,) = soup.select('script[type="application/ld+json"]')
    (node,) = jsonld.expand(json.loads(script.string or ""), {"documentLoader": load})
    return node


def value(node: Any, name: str) -> Any:
    (one,) = node[SCHEMA + name]
    return one.get("@value", one.get("@id"))


def walk(node: Any) -> list[Any]:
    return [node, *(each for part in node.get(f"{SCHEMA}hasPart", []) for each in walk(part))]


def properties(node: Any) -> set[str]:
    if isinstance(node, list):
        return {name for one in node for name in properties(one)}
    if isinstance(node, dict):
        return {key.removeprefix(SCHEMA) for key in node} | {name for one in node.values() for name in properties(one)}
    return set()


def test_the_full_text_describes_every_clause_with_its_words(site: Path, edition: Edition) -> None:
    whole = described(site / "full-text" / "index.html")
    assert whole["@type"] == [f"{SCHEMA}Legislation"]
    assert whole["@id"] == SITE
    assert value(whole, "name") == edition.instrument.title
    assert value(whole, "legislationDate") == "2014-11-12"
    assert [value(party, "name") for party in whole[f"{SCHEMA}legislationPassedBy"]] == list(edition.instrument.parties)
    parts = walk(whole)[1:]
    assert {kind for node in parts for kind in node["@type"]} == {f"{SCHEMA}Legislation"}
    assert [
        (node["@id"], value(node, "legislationIdentifier"), value(node, "text") if f"{SCHEMA}text" in node else None)
        for node in parts
    ] == [
        (f"{SITE}{c.id}/", f"asean-japan-2014:{c.id}", c.text.plain if c.text else None)
        for c in edition.instrument.clauses
    ]
    urls = [f"{SITE}{c.slug}/#{c.id}" for c in edition.instrument.clauses]
    assert [value(node, "url") for node in parts] == urls
    names = {node["@id"]: value(node, "name") for node in parts}
    assert names[f"{SITE}1/"] == "1. Terrorism"
    assert names[f"{SITE}1.3.ii/"] == "paragraph 1.3(ii)"
    assert properties(whole) - {"@value"} <= PROPERTIES


def test_a_page_of_the_text_describes_its_clauses_as_part_of_the_whole(site: Path, edition: Edition) -> None:
    for slug in edition.instrument.pages:
        node = described(site / slug / "index.html")
        assert [part["@id"] for part in walk(node)] == [
            f"{SITE}{clause.id}/" for clause in edition.instrument.by_page[slug]
        ]
        (whole,) = node[f"{SCHEMA}isPartOf"]
        assert (whole["@id"], value(whole, "name")) == (SITE, edition.instrument.title)
        assert value(node, "legislationDate") == "2014-11-12"


def test_the_terms_of_a_copy_hold_for_its_parts(edition: Edition) -> None:
    """What schema.org calls `license` is of the copy; the law itself has none."""
    imprint = Imprint(licence="CC0", licence_url="https://creativecommons.org/publicdomain/zero/1.0/")
    pages = {page.slug: page.html for page in pages_of(Renderer(edition, imprint=imprint))}
    stated = {}
    for slug in ("", "full-text", "terrorism"):
        (script,) = BeautifulSoup(pages[slug], "html.parser").select('script[type="application/ld+json"]')
        stated[slug] = json.loads(script.string or "")
    assert {node["license"] for node in stated.values()} == {imprint.licence_url}
    assert "license" not in stated["terrorism"]["isPartOf"]


def test_the_front_page_names_the_divisions_and_the_downloads_the_files(site: Path, edition: Edition) -> None:
    home = described(site / "index.html")
    assert [part["@id"] for part in walk(home)[1:]] == [f"{SITE}{d.id}/" for d in edition.instrument.divisions]
    files = described(site / "downloads" / "index.html")[f"{SCHEMA}encoding"]
    assert [value(file, "contentUrl").removeprefix(SITE) for file in files] == [
        path for path, exporter in EXPORTERS.items() if exporter.group != "beside"
    ]
    assert {value(file, "encodingFormat") for file in files} >= {"application/pdf", "application/akn+xml"}


def test_words_cannot_end_the_script(read: Callable[..., Edition]) -> None:
    encoding = """
format: 1
instrument: {id: t, title: "T </script><b>", kind: act, language: en}
body: [{kind: section, number: "1", slug: one, content: [{text: "One </script><script>alert(1)</script> & \\\\<!--"}]}]
"""
    pages = {page.slug: page.html for page in pages_of(Renderer(read(encoding)))}
    (script,) = BeautifulSoup(pages["full-text"], "html.parser").select("script")
    (node,) = jsonld.expand(json.loads(script.string or ""), {"documentLoader": load, "base": SITE + "full-text/"})
    words = "One </script><script>alert(1)</script> & <!--"
    assert [value(n, "text") for n in walk(node) if f"{SCHEMA}text" in n] == [words]
    assert [n["@id"] for n in walk(node)] == [SITE, f"{SITE}1/", f"{SITE}1.p1/"]
