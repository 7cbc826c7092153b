"""Generate instruments of any size, for measurements: the same arguments give the same bytes.

An article has ten clauses, about a hundred words and two or three mentions of terms, as the declaration has them to its
hundred words. Its words depend on its number alone, so that the page of one article can be compared between instruments
of different sizes.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.edition import load_text
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import write_lock
from mkdocs_declaration.permanence.lock.model import Lock

if TYPE_CHECKING:
    from collections.abc import Iterator


def _list(words: str) -> list[str]:
    return words.split()


IN_A_CHAPTER = 10
"""How many articles a chapter has, and how many chapters a part."""
RECITALS = 20
ITEMS = (0, 3, 2, 0)
"""How many items each paragraph of an article has."""
RETIRED_EVERY = 10
"""Of so many articles one had an item that is retired."""
MOVED_EVERY = 50
"""Of so many articles one had its page at another address."""
_ADJECTIVES = _list(
    "Coastal Northern Mutual Regional Joint Inland Alpine Arctic Baltic Central Customs Digital Eastern Fiscal General "
    "Harbour Judicial Lunar Marine Oceanic"
)
_NOUNS = _list(
    "Fisheries Transport Forestry Navigation Archives Commerce Seismic Statistics Climate Energy Heritage Border "
    "Finance Health Labour Mineral Postal Railway Rescue Science Seed Tariff Telecom Water Whaling"
)
_BODIES = ("Board", "Commission", "Bureau", "Agency", "Council", "Tribunal")
_PLAIN = _list(
    "each party takes the measures that are needed to give effect to this text within its own law and practice and "
    "reports on them once in two years with due regard to costs risks and rights of persons who live near works that "
    "cross a frontier or a river while experts meet to weigh notices maps records and samples before any decision"
)
_KINDS = ("organisation", "concept", "mechanism", "fund", "plan", "instrument", "abbreviation")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is generated."""

    articles: int
    """How many articles there are; each is a page."""
    terms: int = 20
    """How many terms the glossary has, at most 3,000; 0 for an instrument without one."""
    flat: bool = False
    """Whether articles stand at the top; else they stand in chapters, and those in parts."""
    locked: bool = False
    """Whether there is a lock, with retired ids and former pages."""


def encoding(shape: Shape, *, former: bool = False) -> str:
    """Write the encoding of an instrument, as YAML.

    Args:
        shape: What is generated.
        former: Whether it is the version before the present one: with the items that are retired now, and with pages
            at their former addresses.
    """
    names = [term["name"] for term in terms(shape.terms)]
    articles = [_article(number, names, former=former) for number in range(1, shape.articles + 1)]
    document = {
        "format": "1",
        "instrument": {
            "id": f"generated-{shape.articles}",
            "title": "Generated Convention on the Measurement of Software",
            "printed_title": "GENERATED CONVENTION ON THE MEASUREMENT OF SOFTWARE",
            "kind": "convention",
            "language": "en",
            "parties": ["Upland", "Lowland"],
            "adopted": {"date": "2001-05-17", "place": "Bridgetown"},
        },
        "preamble": {
            "opening": "The Parties,",
            "recitals": [f"*Recalling* that {_words(_source(f'recital {n}'), 20)}," for n in range(1, RECITALS + 1)],
            "closing": "Have agreed as follows:",
        },
        "body": articles if shape.flat else _groups(articles),
    }
    # JSON is YAML, and each article has a line of its own.
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _groups(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    chapters = list(_grouped(articles, "chapter", "CHAPTER"))
    return list(_grouped(chapters, "part", "PART"))


def _grouped(units: list[dict[str, Any]], kind: str, name: str) -> Iterator[dict[str, Any]]:
    for count, start in enumerate(range(0, len(units), IN_A_CHAPTER), start=1):
        heading = _words(_source(f"{kind} {count}"), 3).capitalize()
        content = units[start : start + IN_A_CHAPTER]
        yield {"kind": kind, "number": f"{name} {_roman(count)}", "heading": heading, "content": content}


def _article(number: int, names: list[str], *, former: bool) -> dict[str, Any]:
    source = _source(f"article {number}")
    content = []
    for count, items in enumerate(ITEMS, start=1):
        text = _words(source, 13).capitalize()
        if names and count != 2:
            text += f" with the {source.choice(names)}"
        paragraph: dict[str, Any] = {"number": f"({count})", "text": text + (":" if items else ".")}
        if items:
            paragraph["items"] = [{"number": f"({char})", "text": f"{_words(source, 8)};"} for char in "abc"[:items]]
        if count == len(ITEMS) and former and number % RETIRED_EVERY == 0:
            paragraph["items"] = [{"number": "(a)", "text": "what is retired now;"}]
        content.append(paragraph)
    slug = f"former-{number}" if former and number % MOVED_EVERY == 0 else f"article-{number}"
    heading = _words(source, 4).capitalize()
    return {"kind": "article", "number": f"Article {number}", "heading": heading, "slug": slug, "content": content}


def _source(seed: str) -> random.Random:
    """What chooses words; it chooses the same ones for a seed on every machine and release of Python."""
    return random.Random(seed)  # noqa: S311 - nothing is kept secret


def _words(source: random.Random, count: int) -> str:
    return " ".join(source.choices(_PLAIN, k=count))


def _roman(number: int) -> str:
    digits = (
        ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40),
        ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
    )  # fmt: skip
    written = ""
    for digit, value in digits:
        count, number = divmod(number, value)
        written += digit * count
    return written


def terms(count: int) -> list[dict[str, Any]]:
    """The terms of a glossary; each is mentioned in the description of the one before it."""
    names = [f"{_ADJECTIVES[n % 20]} {_NOUNS[n // 20 % 25]} {_BODIES[n // 500]}" for n in range(count)]
    return [
        {
            "id": name.lower().replace(" ", "-"),
            "name": name,
            "kind": _KINDS[n % len(_KINDS)],
            "forms": [name, f"{name} of the Parties"],
            "description": f"A body of the Parties. It works with the {names[(n + 1) % count]}.",
            "sources": [{"title": "Register of bodies"}],
        }
        for n, name in enumerate(names)
    ]


def glossary(count: int) -> str:
    """Write a glossary, as YAML."""
    return json.dumps({"format": "1", "terms": terms(count)}, ensure_ascii=False, indent=1) + "\n"


def write(shape: Shape, folder: Path) -> list[str]:
    """Write the files of an instrument: `instrument.yaml`, and as they are asked for `glossary.yaml`, `anchors.lock`.

    Args:
        shape: What is generated.
        folder: Where they are put.

    Returns:
        Options of the plugin, as lines of YAML, with paths relative to the folder.
    """
    options = ["encoding: instrument.yaml"]
    (folder / "instrument.yaml").write_text(encoding(shape), encoding="utf-8")
    if shape.terms:
        options.append("glossary: glossary.yaml")
        (folder / "glossary.yaml").write_text(glossary(shape.terms), encoding="utf-8")
    if shape.locked:
        options.append("lock: anchors.lock")
        (folder / "anchors.lock").write_bytes(_lock(shape, folder))
    return options


def _lock(shape: Shape, folder: Path) -> bytes:
    """The lock of both versions of the text, one after the other."""
    (folder / "former.yaml").write_text(encoding(shape, former=True), encoding="utf-8")
    named = ("glossary.yaml", folder / "glossary.yaml") if shape.terms else None
    lock = Lock()
    retired = range(RETIRED_EVERY, shape.articles + 1, RETIRED_EVERY)
    successors = {f"{number}.{len(ITEMS)}.a": f"{number}.{len(ITEMS)}" for number in retired}
    for name, ends in (("former.yaml", {}), ("instrument.yaml", successors)):
        text, problems = load_text((name, folder / name), named, Catalogue())
        if text is None:
            raise ValueError(problems[0])
        lock = freeze(lock, text.instrument, text.terms, Freezing("2026-01-01", "Generated", ends))
    (folder / "former.yaml").unlink()
    return write_lock(lock)


def main() -> None:
    """Write the files of an instrument into a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--terms", type=int, default=20)
    parser.add_argument("--flat", action="store_true", help="no parts and chapters")
    parser.add_argument("--locked", action="store_true", help="with a lock and retired ids")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    shape = Shape(options.articles, options.terms, flat=options.flat, locked=options.locked)
    print(*write(shape, options.folder), sep="\n")


if __name__ == "__main__":
    main()
