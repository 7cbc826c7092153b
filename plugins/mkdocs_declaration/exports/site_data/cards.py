"""Data of pages: small files that scripts of pages fetch, whose size does not grow with the text.

| file below `assets/` | what it has | who fetches it |
|---|---|---|
| `clauses/<slug>.json` | the clauses of a page of the text | cards, tools, embedded quotations |
| `terms/<id>.json` | a term, and the first clauses that mention it | cards |
| `instrument.json` | citations and records of the whole | the panel with citations |
| `addresses.json` | ids, and what else leads to them | an address that leads nowhere |

Other than the files that are listed for programs, these promise no form.
"""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.formats.clauses_json import FORMAT, PATTERNS, WHOLE, clause_documents
from mkdocs_declaration.exports.formats.glossary_json import TERM, TermEntry
from mkdocs_declaration.exports.json_fields import written
from mkdocs_declaration.glossary.definitions import MAX_IN_A_CARD
from mkdocs_declaration.instrument import interface_ids
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.citations.query_data import citing
from mkdocs_declaration.instrument.citations.readings import other_forms, unit_words
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.places import address, place
from mkdocs_declaration.instrument.text.text import first_words
from mkdocs_declaration.pages.values.lazy import OnDemand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

FOLDER = "assets/"
ADDRESSES, INSTRUMENT = f"{FOLDER}addresses.json", f"{FOLDER}instrument.json"
MENTIONS = 5
"""How many clauses that mention a term are named in its file: a card names four, and not the clause it stands in."""
_NEEDED = (
    *("id", "printed", "label", "parent", "page", "path", "permalink", "heading", "text"),
    *("pinpoint", "tail", "range", "spans"),
)
_TERM = [
    member for member in TERM if member.name in ("id", "name", "fullName", "kind", "path", "description", "asOf", "url")
]


def page_data(edition: Edition) -> OnDemand[bytes]:
    """Write the files.

    Args:
        edition: What the pages are of.

    Returns:
        JSON in UTF-8 by path relative to the site's root, made when it is asked for.
    """
    pages = cache(partial(_pages, edition))  # all of them at once, when the first is asked for
    of_all = cache(lambda: _encode({"format": FORMAT, "instrument": written(PATTERNS, edition)}))
    of_pages = {
        f"{FOLDER}clauses/{slug}.json": partial(_page, of_all, pages, slug) for slug in edition.instrument.pages
    }
    makers: dict[str, Callable[[], Mapping[str, Any]]] = {
        f"{FOLDER}terms/{term.id}.json": partial(_term, edition, term.id) for term in edition.glossary.terms
    }
    makers |= {INSTRUMENT: partial(_instrument, edition), ADDRESSES: partial(addresses, edition)}
    return OnDemand(of_pages | {path: partial(_encoded, make) for path, make in makers.items()})


def _page(of_all: Callable[[], str], pages: Callable[[], Mapping[str, dict[str, Any]]], slug: str) -> bytes:
    """One object of what all pages have and what one has."""
    return f"{of_all()[:-1]},{_encode(pages()[slug])[1:]}\n".encode()


def _encoded(make: Callable[[], Mapping[str, Any]]) -> bytes:
    return f"{_encode(make())}\n".encode()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _instrument(edition: Edition) -> dict[str, Any]:
    """The whole as scripts know a clause: by its id and its label; `{link}` and `{today}` are left open."""
    instrument = edition.instrument
    named = {"id": instrument.id, "label": instrument.title, "language": instrument.language}
    rich = {
        style: citations.cite(style, instrument, edition.words, link="{link}", today="{today}", rich=True)
        for style in STYLES
    }
    within = {style: citations.in_text(style, instrument, edition.words) for style in STYLES}
    return {
        **named,
        **written(WHOLE, edition),
        "rich": {style: html for style, html in rich.items() if "<i>" in html},
        "inText": {style: text for style, text in within.items() if text},
    }


def _pages(edition: Edition) -> dict[str, dict[str, Any]]:
    """What is known of each page: its clauses, those of other pages that hold them, ids that lead to them."""
    instrument = edition.instrument
    pages: dict[str, dict[str, Any]] = {slug: {"clauses": [], "around": [], "retired": []} for slug in instrument.pages}
    known = {id_: _known(document) for id_, document in clause_documents(edition).items()}
    below = _pages_below(edition)
    for clause in instrument.clauses:
        elsewhere = [address(slug) for slug in below[clause.id] if slug != clause.slug]
        others = {"pages": elsewhere} if elsewhere else {}
        pages[clause.slug]["clauses"].append(known[clause.id] | others | _sentence(edition, clause))
    for slug, text_page in instrument.pages.items():
        parent = text_page.outermost.parent
        while parent is not None:
            pages[slug]["around"].append(known[parent])
            parent = instrument.by_id[parent].parent
    for old, clause in edition.successors.items():
        pages[clause.slug]["retired"].append({"id": old, "successor": clause.id})
    return pages


def _known(document: Mapping[str, Any]) -> dict[str, Any]:
    """What scripts need of what is known of a clause; how ranges are labelled, if that is not as guides have it."""
    names = {"names": document["names"]} if document["names"] else {}
    return {name: document[name] for name in _NEEDED} | names


def _sentence(edition: Edition, clause: Clause) -> dict[str, str]:
    """The lead-in of a part of a sentence as `before`, and the words that end it as `after`."""
    sentence = edition.sentences.get(clause.id)
    known = {"before": sentence.before, "after": sentence.after} if sentence is not None else {}
    return {name: words for name, words in known.items() if words}


def _pages_below(edition: Edition) -> dict[str, dict[str, None]]:
    """The pages on which a clause and all that it holds stand, by its id."""
    below: dict[str, dict[str, None]] = {}
    for clause in reversed(edition.instrument.clauses):
        pages = {clause.slug: None}
        for child in clause.children:
            pages |= below[child.id]
        below[clause.id] = pages
    return below


def _term(edition: Edition, id_: str) -> dict[str, Any]:
    clauses = edition.glossary.used_in[id_]
    named = [{"id": clause.id, "label": clause.label, "path": place(clause)} for clause in clauses[:MENTIONS]]
    term = written(_TERM, TermEntry(edition, edition.glossary.by_id[id_]))
    return {**term, **_definition(edition, id_), "count": len(clauses), "mentions": named}


def _definition(edition: Edition, term: str) -> dict[str, Any]:
    """The words of the clause that defines a term, and what the editors say of it, if anything."""
    definition = edition.glossary.definitions.get(term)
    if definition is None:
        return {}
    sentence = edition.sentences.get(definition.clause.id)
    return {
        "description": edition.glossary.by_id[term].description,
        "definition": {
            "label": definition.clause.label,
            "path": place(definition.clause),
            "before": sentence.before if sentence is not None else "",
            "text": first_words(definition.words, MAX_IN_A_CARD),
            "after": sentence.after if sentence is not None else "",
        },
    }


def addresses(edition: Edition) -> dict[str, Any]:
    """What leads to which place of the site.

    Args:
        edition: What the site is of.

    Returns:
        `words` as of `readings.UnitWords.data`, `citing` as of `citing.citing`. `clauses` are runs of clauses on one
        page, each the address of the page and its clauses in the order of the text, parted by blanks. A clause is its
        depth (a digit of base 36), then its id, from which the id of what holds it is left out up to a dot; then,
        where it cannot be told from the clause before that has the same depth, `=` and the end of its eId behind that
        of what holds it (after `==` the whole), and further forms that lead to it, each after `~`. `retired` are ids
        and what they lead to now, `terms` ids of the glossary, `former` names that ids of the interface had.
    """
    clauses = edition.instrument.clauses
    words = unit_words(clauses, edition.words, edition.instrument.language)
    forms = other_forms(clauses, words)
    runs: list[tuple[str, list[str]]] = []
    depths: dict[str | None, int] = {None: -1}
    styles: dict[int, tuple[str, bool]] = {}
    for clause in clauses:
        depth = depths[clause.id] = depths[clause.parent] + 1
        parent = edition.instrument.by_id.get(clause.parent or "")
        if not runs or runs[-1][0] != clause.slug:
            runs.append((clause.slug, []))
        others = "".join(f"~{other}" for other in forms.get(clause.id, ()))
        runs[-1][1].append(f"{_digit(depth)}{_own_id(clause, parent)}{_own_eid(clause, parent, styles, depth)}{others}")
    return {
        "format": 1,
        "words": words.data(),
        "citing": citing(edition.instrument, edition.words),
        "clauses": [[address(slug), " ".join(run)] for slug, run in runs],
        "retired": {old: clause.id for old, clause in edition.successors.items()},
        "terms": [term.id for term in edition.glossary.terms],
        "retiredTerms": edition.retired_terms,
        "former": list(interface_ids.FORMER),
    }


def _digit(depth: int) -> str:
    return "0123456789abcdefghijklmnopqrstuvwxyz"[depth]


def _own_id(clause: Clause, parent: Clause | None) -> str:
    return clause.id.removeprefix(parent.id) if parent and clause.id.startswith(f"{parent.id}.") else clause.id


def _own_eid(clause: Clause, parent: Clause | None, styles: dict[int, tuple[str, bool]], depth: int) -> str:
    """The end of an eId if it has to be stated, and what it tells of those that follow it at the same depth.

    Args:
        clause: The clause.
        parent: What holds it.
        styles: By depth, the element that eIds name, and whether the number in them is the whole id; changed here.
        depth: The depth of the clause.
    """
    if parent is not None and not clause.eid.startswith(f"{parent.eid}__"):
        return f"=={clause.eid}"
    end = clause.eid.removeprefix(f"{parent.eid}__") if parent is not None else clause.eid
    last, whole = clause.id.rpartition(".")[2], clause.id.replace(".", "-")
    element, is_whole = styles.get(depth, ("", False))
    if end == f"{element}_{whole if is_whole else last}":
        return ""
    element, _, number = end.rpartition("_")
    if number in (last, whole):
        styles[depth] = (element, number != last)
    return f"={end}"
