"""The queries of `searches.yaml`, the instruments that they are asked of, and what answers them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import udhr
from mkdocs_declaration.edition import Edition, read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.ranges import is_range

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parent
CONTENT = TESTS.parent / "content"
FOLDERS = (TESTS / "instruments", TESTS / "samples")


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice, of which YAML would keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        keys = [key.value for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        assert not twice, f"searches.yaml:{node.start_mark.line + 1}: {twice} twice"
        return super().construct_mapping(node, deep)


SEARCHES: dict[str, dict[str, Any]] = _Loader((TESTS / "searches.yaml").read_text(encoding="utf-8")).get_single_data()


@dataclass(frozen=True)
class Search:
    """A query and what must come first."""

    query: str
    expected: Any
    """As it stands in the file."""
    is_number: bool
    """Whether it is answered without the index."""
    page: str = ""
    """The page that the reader is on."""
    is_beyond: bool = False
    """Whether the search is known not to answer it yet as it should be."""

    @property
    def is_offer(self) -> bool:
        """Whether nothing is to be found, and what is near is offered."""
        return isinstance(self.expected, dict) and "holds" not in self.expected

    def right(self, of: Edition) -> set[str]:
        """The paths that are right as the first result, or as the first one that is near."""
        if isinstance(self.expected, dict):
            if "holds" in self.expected:
                return holding(self.expected["holds"], of)
            expected = self.expected.get("near", [])
        else:
            expected = self.expected
        return set(expected if isinstance(expected, list) else [expected])


def searches(name: str) -> list[Search]:
    """All queries of an instrument."""
    of = SEARCHES[name]
    kinds = ("numbers", "words")
    plain = [(kind, "", of.get(kind, {})) for kind in kinds]
    on_pages = [("numbers", page, queries) for page, queries in of.get("numbers_on", {}).items()]
    beyond = [(kind, "", of.get("beyond", {}).get(kind, {})) for kind in kinds]
    return [
        Search(str(query), expected, kind == "numbers", page, is_beyond)
        for asked, is_beyond in ((plain + on_pages, False), (beyond, True))
        for kind, page, queries in asked
        for query, expected in queries.items()
    ]


@cache
def edition(name: str) -> Edition:
    """An instrument of the queries."""
    encoding, glossary = _texts(name)
    found, problems = read_edition(
        (f"{name}.yaml", encoding.encode()), (f"{name}.glossary", glossary.encode()) if glossary else None, Catalogue()
    )
    assert [str(problem) for problem in problems] == []
    assert found is not None
    return found


def _texts(name: str) -> tuple[str, str | None]:
    if "text" in SEARCHES[name]:
        return SEARCHES[name]["text"], None
    if name.startswith("udhr-"):
        return udhr.encoding(name.removeprefix("udhr-")), None
    path = next((folder / f"{name}.yaml" for folder in FOLDERS if (folder / f"{name}.yaml").is_file()), None)
    glossary = CONTENT / "glossary.yaml" if path is None else path.with_suffix(".glossary")
    return (path or CONTENT / f"{name}.yaml").read_text(encoding="utf-8"), (
        glossary.read_text(encoding="utf-8") if glossary.is_file() else None
    )


def plain(path: str, of: Edition) -> str:
    """One path for a place: a division that has a page is that page."""
    slug, _, fragment = path.partition("#")
    clause = of.instrument.by_id.get(fragment)
    return slug if clause is not None and clause.owns_page and slug == f"{clause.slug}/" else path


def holding(words: str, of: Edition) -> set[str]:
    """The paths of the clauses that hold letters in their heading or their text."""
    return {
        plain(f"{clause.slug}/#{clause.id}", of)
        for clause in of.instrument.clauses
        if words.casefold() in clause.words.casefold()
    }


def paths(of: Edition) -> Iterator[str]:
    """Everything in an instrument that a query can lead to: clauses, ranges on a page or in the full text, terms."""
    for clause in of.instrument.clauses:
        yield plain(f"{clause.slug}/#{clause.id}", of)
    for first, last in itertools.combinations(of.instrument.clauses, 2):
        if is_range(first, last, of.instrument):
            yield f"{first.slug if first.slug == last.slug else 'full-text'}/#{first.id}~{last.id}"
    for term in of.glossary.terms:
        yield f"glossary/#{term.id}"
