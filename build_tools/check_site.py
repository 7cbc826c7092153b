"""Check a built site: its words against the source, its ids against each other, its links, and what it asks of others.

    python build_tools/check_site.py site

The words of an instrument that `READERS` names are compared with its source as received, in `content/source/`, not with
the encoding from which the site was built. Those of any other are compared with what `clauses.json` states, in every
place where they stand. The last line says which it was.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from source_text import SourceText, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "content" / "source"
FULL_TEXT = "full-text/"
READERS: dict[str, Callable[[str], SourceText]] = {"asean-japan-2014": read_source}
"""What reads the source of an instrument as received, independently of the encoding, by the instrument's id."""
NEEDED = ("index.html", "full-text/index.html", "clauses.json", "assets/search.json")
"""Files without which there is nothing to check."""
GENERATED = frozenset({"", FULL_TEXT, "at-a-glance/", "glossary/", "changes/", "downloads/", "404.html"})
"""The pages of the site beside those of the text and those that an author wrote."""
NAMED = frozenset({"clause", "clause-range", "clause-retired", "clause-moved", "term-entry", "term-retired"})
"""Classes of what has an id of its own: clauses, ranges, former ids, terms."""
NOT_FETCHED = frozenset(
    {"alternate", "author", "canonical", "edit", "help", "license", "next", "prev", "search", "self"}
)
"""Relations of `<link>` that a browser does not fetch."""
FETCHED = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "input": "src",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "video": "src",
}
"""Attributes whose address a browser fetches by itself."""


@dataclass
class PageFile:
    """A page of the site."""

    url: str
    """Its address relative to the site's root, as in `terrorism/`."""
    soup: BeautifulSoup

    @classmethod
    def read(cls, folder: Path, path: Path) -> PageFile:
        """Read one page of the site in a folder."""
        url = path.relative_to(folder).as_posix().removesuffix("index.html")
        return cls(url, BeautifulSoup(path.read_bytes(), "html.parser"))

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id stands on the page."""
        return Counter(str(element["id"]) for element in self.soup.find_all(id=True))

    @cached_property
    def clauses(self) -> dict[str, Tag]:
        """The elements of class `clause` by id, in the order of the page."""
        return {str(element.get("id", "")): element for element in self.soup.select(".clause")}


@dataclass
class Site:
    """A built site."""

    folder: Path
    source: SourceText | None
    """The words that it must show, if there is something that reads the source of its instrument."""
    pages: dict[str, PageFile] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, source: SourceText | None) -> Site:
        """Read every page of a site."""
        read = (PageFile.read(folder, path) for path in sorted(folder.rglob("*.html")))
        return cls(folder, source, {page.url: page for page in read})

    @cached_property
    def base(self) -> str:
        """The address of the site as its home page states it."""
        canonical = self.pages[""].soup.find("link", rel="canonical")
        return str(canonical["href"]) if isinstance(canonical, Tag) else "http://site.invalid/"

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """The clauses of `clauses.json`."""
        clauses: list[dict[str, Any]] = json.loads((self.folder / "clauses.json").read_bytes())["clauses"]
        return clauses

    @cached_property
    def rows(self) -> dict[str, dict[str, str]]:
        """The rows of `clauses.csv` by the ids of the clauses."""
        path = self.folder / "clauses.csv"
        with path.open(encoding="utf-8-sig", newline="") as table:
            return {row["id"]: row for row in csv.DictReader(table, strict=True)}

    @cached_property
    def units(self) -> dict[str, str]:
        """Printed number and words of each unit by its id: those of the source or, without one, of `clauses.json`."""
        if self.source is not None:
            return self.source.units
        shown = {clause["id"]: [clause[key] for key in ("printed", "heading", "text")] for clause in self.documents}
        return {id_: folded(" ".join(filter(None, parts))) for id_, parts in shown.items() if any(parts)}

    @cached_property
    def searched(self) -> list[dict[str, Any]]:
        """The entries of the search."""
        entries: list[dict[str, Any]] = json.loads((self.folder / "assets" / "search.json").read_bytes())["entries"]
        return entries

    @cached_property
    def text_pages(self) -> dict[str, PageFile]:
        """The pages of the text by the addresses that `clauses.json` gives."""
        return {clause["page"]: self.pages[clause["page"]] for clause in self.documents if clause["page"] in self.pages}

    def holds(self, path: str) -> bool:
        """Whether there is a file at an address relative to the root."""
        place = self.folder / path
        return place.is_file() or (place / "index.html").is_file()


LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()" * 2)
"""Signs of what is raised or lowered, which `clauses.json` has where pages have markup, and what they stand for."""


def folded(text: str) -> str:
    """A text with its white space folded."""
    return " ".join(text.split())


def own_words(clause: Tag) -> str:
    """All words that a clause shows, without those of clauses in it, of notes and briefs, and a mark for a number."""
    strings = clause.find_all(string=True)
    of_clause = (s for s in strings if s.find_parent(class_="clause") is clause)
    others = ["clause-note", "clause-mark", "clause-label", "decl-brief"]
    return folded("".join(s for s in of_clause if not s.find_parent(class_=others)))


def part(clause: Tag, name: str) -> Tag | None:
    """The element of a class that belongs to a clause itself, not to one in it."""
    return next((e for e in clause.select(f".{name}") if e.find_parent(class_="clause") is clause), None)


def described(id_: str) -> dict[str, str | None]:
    """What the rule of ids says of a clause: its kind, number, label and eId as they follow from its id."""
    if id_.startswith("preamble"):
        last = id_.partition(".")[2]
        kind = "recital" if last.isdigit() else last or "preamble"
        name = f", recital {last}" if last.isdigit() else f", {last} words" if last else ""
        place = {"recital": f"__recs_1__rec_{last}", "opening": "__formula_1", "closing": "__formula_2"}.get(kind, "")
        return {"kind": kind, "number": None, "label": f"preamble{name}", "eId": f"preamble{place}"}
    head, *items = re.split(r"\.(?=[ivx]+$)", id_)
    section, _, paragraph = head.partition(".")
    unnumbered = paragraph == "p1"
    number = None if unnumbered else head + "".join(f"({item})" for item in items)
    eid = f"sec_{section}"
    if paragraph or items:
        eid += f"__para_{head.replace('.', '-')}" if paragraph and not unnumbered else "__para_1"
    return {
        "kind": "item" if items else "paragraph" if paragraph else "section",
        "number": number,
        "label": f"section {section}, first paragraph"
        if unnumbered
        else f"{'paragraph' if paragraph else 'section'} {number}",
        "eId": eid + "".join(f"__point_{item}" for item in items),
    }


def check_words(site: Site) -> Iterator[str]:
    """The words of each clause are those expected, on its page, in the full text and in the search."""
    for page in (*site.text_pages.values(), site.pages[FULL_TEXT]):
        for id_, clause in page.clauses.items():
            shown, expected = own_words(clause).translate(LEVEL), site.units.get(id_, "").translate(LEVEL)
            if shown != expected:
                yield f"{page.url}#{id_}: {difference(expected, shown)}"
            if clause.select("[hidden], [style], del, ins"):
                yield f"{page.url}#{id_}: something in it is hidden, styled or struck"
            link = part(clause, "clause-number") or part(clause, "clause-mark") or part(clause, "clause-label")
            if link is None or link.get("href") != f"#{id_}":
                yield f"{page.url}#{id_}: its number is no link to it"
    for entry in site.searched:
        page_url, _, fragment = entry["path"].partition("#")
        printed = site.units.get(fragment, "")
        indexed = folded(entry.get("text", ""))
        if page_url in site.text_pages and fragment and indexed and indexed not in printed:
            yield f"the search, {fragment}: {difference(printed, indexed)}"
    if [id_ for id_ in site.pages[FULL_TEXT].clauses if id_ in site.units] != list(site.units):
        yield f"{FULL_TEXT}: the clauses do not stand in the order of the text"


def check_source(site: Site) -> Iterator[str]:
    """Title and emphasis are those of the source, `clauses.json` has its words, and its ids give the labels."""
    if site.source is None:
        return
    for page in (*site.text_pages.values(), site.pages[FULL_TEXT]):
        for id_, clause in page.clauses.items():
            text = part(clause, "clause-text")
            strong = [folded(e.get_text()) for e in text.select("strong, em")] if text else []
            if strong != site.source.emphasis.get(id_, []) and text:
                yield f"{page.url}#{id_}: the source emphasises {site.source.emphasis.get(id_, [])}, the site {strong}"
    for document in site.documents:
        id_ = document["id"]
        stated = document["heading"] if document["text"] is None else document["text"]
        expected = re.sub(r"^(?:\d+\. |\d+\.\d+ |\([ivx]+\) )", "", site.source.units.get(id_, ""))
        if (stated or "") != expected:
            yield f"clauses.json, {id_}: {difference(expected, stated or '')}"
        row = site.rows.get(id_, {})
        if (row.get("heading" if document["text"] is None else "text") or "") != expected:
            yield f"clauses.csv, {id_}: {difference(expected, str(row.get('text')))}"
        for key, value in described(id_).items():
            if document[key] != value:
                yield f"clauses.json, {id_}: the {key} is '{document[key]}', by its id it is '{value}'"
    for page in (site.pages[""], site.pages[FULL_TEXT]):
        titles = [folded(title.get_text()) for title in page.soup.select(".decl-title")]
        expected = site.source.title.strip("“”")
        if titles != [expected]:
            yield f"{page.url or 'home'}: expected the title '{expected}', found {titles}"
    printed = [folded(fact.get_text()) for fact in site.pages[""].soup.select(".decl-front-facts dd")]
    if site.source.title not in printed:
        yield f"home: expected the title as printed, '{site.source.title}', among the facts, found {printed}"


def difference(expected: str, actual: str) -> str:
    """Say where the words expected and those of the site part."""
    same = next(
        (i for i, (a, b) in enumerate(zip(expected, actual, strict=False)) if a != b), min(len(expected), len(actual))
    )
    start = max(0, same - 20)
    return f"expected '{expected[start : same + 20]}', found '{actual[start : same + 20]}'"


def check_ids(site: Site) -> Iterator[str]:
    """Every id of the text is on its page, in the full text, in `clauses.json` and in the search, and no other is."""
    documents = [clause["id"] for clause in site.documents]
    expected = set(documents) if site.source is None else {"preamble", *site.source.units}
    searched = [entry["path"] for entry in site.searched]
    places = {
        "the pages": [id_ for page in site.text_pages.values() for id_ in page.clauses],
        "the full text": list(site.pages[FULL_TEXT].clauses),
        "clauses.json": documents,
        **({"clauses.csv": list(site.rows)} if site.source is not None else {}),
        "the search": [
            fragment
            for page, _, fragment in (place.partition("#") for place in searched)
            if page in site.text_pages and fragment
        ],
    }
    for name, ids in places.items():
        for id_, count in sorted(Counter(ids).items()):
            if count > 1:
                yield f"{name}: the id '{id_}' stands {count} times"
        yield from (f"{name}: the id '{id_}' is missing" for id_ in sorted(expected - set(ids)))
        yield from (f"{name}: the id '{id_}' is not in the text" for id_ in sorted(set(ids) - expected))
    for location, count in sorted(Counter(searched).items()):
        if count > 1:
            yield f"the search: '{location}' is listed {count} times"


def check_documents(site: Site) -> Iterator[str]:
    """`clauses.json` says of each clause what its page shows: address, parent, digest, linked terms."""
    known = {clause["id"]: clause["page"] for clause in site.documents}
    for clause in site.documents:
        id_ = clause["id"]
        page = site.pages.get(clause["page"])
        element = page.clauses.get(id_) if page else None
        if element is None or clause["path"] != f"{clause['page']}#{id_}":
            yield f"clauses.json, {id_}: the address '{clause['path']}' leads to no clause"
            continue
        if clause["permalink"] != f"{id_}/":
            yield f"clauses.json, {id_}: the permanent link is '{clause['permalink']}'"
        # A chapter stands on the page of its first article alone; in the full text all is within what holds it.
        is_apart = clause["parent"] is not None and known.get(clause["parent"]) != clause["page"]
        places = {"the page": (element, is_apart), "the full text": (site.pages[FULL_TEXT].clauses.get(id_), False)}
        for place, (shown, is_outermost) in places.items():
            within = None if is_outermost else clause["parent"]
            outer = shown.find_parent(class_="clause") if shown else None
            parent = outer["id"] if isinstance(outer, Tag) else None
            if parent != within or (parent is not None and parent not in known):
                yield f"clauses.json, {id_}: the parent is '{clause['parent']}', on {place} it is '{parent}'"
        if clause["text"] is not None and hashlib.sha256(clause["text"].encode()).hexdigest() != clause["sha256"]:
            yield f"clauses.json, {id_}: the digest is not that of the text"
        text = part(element, "clause-text")
        terms = linked_terms(text)
        if terms != clause["terms"]:
            yield f"clauses.json, {id_}: the terms are {clause['terms']}, on the page {terms} are linked"
        repeated = linked_terms(part(site.pages[FULL_TEXT].clauses.get(id_, element), "clause-text"))
        if not set(repeated) <= set(terms):
            yield f"{FULL_TEXT}#{id_}: the terms {repeated} are linked, on the clause's page {terms}"
        for term in terms:
            entry = site.pages["glossary/"].soup.find(id=term)
            if isinstance(entry, Tag) and not entry.select(f".term-mentions a[href$='{clause['path']}']"):
                yield f"glossary/#{term}: the clause {id_} links to it and is not named"


def linked_terms(text: Tag | None) -> list[str]:
    """The glossary entries that words link to, each once."""
    links = text.select("a.term") if text else []
    return list(dict.fromkeys(str(link["href"]).partition("#")[2] for link in links))


def check_duplicate_ids(site: Site) -> Iterator[str]:
    """No id stands twice on a page."""
    for page in site.pages.values():
        for id_, count in page.ids.items():
            if count > 1:
                yield f"{page.url or 'home'}: the id '{id_}' stands {count} times"


def check_interface_ids(site: Site) -> Iterator[str]:
    """What is no clause, no term and no heading that an author wrote has an id that none of them can have."""
    generated = {*site.text_pages, *GENERATED}
    for page in site.pages.values():
        for element in page.soup.find_all(id=True):
            is_named = NAMED & set(element.get_attribute_list("class"))
            is_written = page.url not in generated and element.find_parent("article")
            if not (element["id"].startswith("_") or is_named or is_written):
                yield f"{page.url or 'home'}: the id '{element['id']}' could be that of a clause; let it begin with '_'"


def check_links(site: Site) -> Iterator[str]:
    """Every link within the site leads to a file, and its fragment to an id."""
    base = urlsplit(site.base)
    for page in site.pages.values():
        here = urljoin(site.base, page.url)
        for element in page.soup.find_all(["a", "link", *FETCHED]):
            address = element.get("href") or element.get(FETCHED.get(element.name, ""))
            if not address:
                continue
            target = urlsplit(urljoin(here, str(address)))
            if (target.scheme, target.netloc) != (base.scheme, base.netloc):
                continue
            path = unquote(target.path)
            if not path.startswith(base.path):
                yield f"{page.url or 'home'}: the link '{address}' leaves the site's path {base.path}"
                continue
            path = path.removeprefix(base.path).removesuffix("index.html")
            if not site.holds(path):
                yield f"{page.url or 'home'}: the link '{address}' leads nowhere"
            elif target.fragment and path in site.pages and not _leads(unquote(target.fragment), path, site):
                yield f"{page.url or 'home'}: the link '{address}' leads to no id"


def _leads(fragment: str, path: str, site: Site) -> bool:
    """Whether a page has what a fragment names; a range that ends on another page begins there."""
    first, *last = fragment.split("~")
    return first in site.pages[path].ids and set(last) <= site.pages[path].ids.keys() | site.pages[FULL_TEXT].ids.keys()


def check_requests(site: Site) -> Iterator[str]:
    """No page and no style sheet asks another host for anything; links that a reader follows are free."""
    host = urlsplit(site.base).netloc
    for page in site.pages.values():
        for element in page.soup.find_all(["link", *FETCHED]):
            if element.name == "link" and set(element.get("rel") or ()) <= NOT_FETCHED:
                continue
            for attribute in ("href", FETCHED.get(element.name, "href"), "srcset"):
                address = str(element.get(attribute) or "")
                if urlsplit(address).netloc not in ("", host):
                    yield f"{page.url or 'home'}: <{element.name}> asks another host: {address}"
        for element in page.soup.find_all("style") + page.soup.find_all(style=True):
            css = element.get_text() if element.name == "style" else str(element["style"])
            yield from (f"{page.url or 'home'}: a style asks another host: {a}" for a in _foreign(css, host))
        if page.soup.select("[data-md-component='source']"):
            yield f"{page.url or 'home'}: the theme's script would ask the repository's host for its facts"
    for path in sorted(site.folder.rglob("*.css")):
        css = path.read_text(encoding="utf-8")
        yield from (f"{path.relative_to(site.folder)}: asks another host: {a}" for a in _foreign(css, host))


def _foreign(css: str, host: str) -> list[str]:
    """Addresses of other hosts in a style sheet."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    addresses = re.findall(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s]+)", css)
    return [address for address in addresses if urlsplit(address).netloc not in ("", host)]


CHECKS = (
    check_words,
    check_source,
    check_ids,
    check_documents,
    check_duplicate_ids,
    check_interface_ids,
    check_links,
    check_requests,
)


def missing(folder: Path) -> list[str]:
    """Say which of the files are not there without which there is nothing to check."""
    return [f"{folder}: there is no {name}" for name in NEEDED if not (folder / name).is_file()]


def check(site: Site) -> list[str]:
    """Run all checks on a site.

    Args:
        site: The site, which has the files that are needed.

    Returns:
        What is wrong, in the order of the checks.
    """
    return [failure for check_of in CHECKS for failure in check_of(site)]


def source_of(site: Path) -> tuple[SourceText | None, str]:
    """Read the source of the instrument that a site shows.

    Args:
        site: The folder of the site.

    Returns:
        The source, if something reads it, and how to say what the words were compared with.

    Raises:
        ValueError: There is no source, or it has a paragraph that fits no unit.
    """
    instrument = json.loads((site / "clauses.json").read_bytes())["instrument"]["id"]
    if instrument not in READERS:
        return None, f"clauses.json; nothing here reads a source of '{instrument}'"
    paths = list(SOURCE.glob("*.txt"))
    if len(paths) != 1:
        raise ValueError(f"expected one file in {SOURCE.relative_to(ROOT)} for '{instrument}', found {len(paths)}")
    return READERS[instrument](paths[0].read_text(encoding="utf-8")), paths[0].name


def main() -> int:
    """Check the site named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, help="the folder of the built site")
    folder = parser.parse_args().site
    failures, compared, site = missing(folder), "", None
    if not failures:
        source, compared = source_of(folder)
        site = Site.read(folder, source)
        failures = check(site)
    for failure in failures:
        print(failure, file=sys.stderr)
    if site is None or failures:
        print(f"{len(failures)} failures", file=sys.stderr)
        return 1
    print(f"{folder}: {len(site.pages)} pages, {len(site.documents)} clauses, all words as in {compared}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
