"""Random histories of edits, freezings and merges: no published address is ever dead or leads to other words unsaid."""

from __future__ import annotations

import functools
import json
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from lxml import html

from mkdocs_declaration.catalogue import Words
from mkdocs_declaration.edition import Edition, check_text, read_edition, read_text
from mkdocs_declaration.forwarding import forwarding
from mkdocs_declaration.freezing import Freezing, freeze
from mkdocs_declaration.lock import Lock
from mkdocs_declaration.lock_file import read_lock, write_lock
from mkdocs_declaration.lock_merge import merged
from mkdocs_declaration.permalinks import permalinks
from mkdocs_declaration.render import Renderer

if TYPE_CHECKING:
    from mkdocs_declaration.model import Clause
    from mkdocs_declaration.promises import Text

PLACES = ("peace", "order", "annex", "1", "s-1")
"""Slugs and stated ids are of one pool, so that they meet."""
TERMS = ("peace-term", "un", "who")
WORDS = st.sampled_from(["We agree.", "We go on.", "We part.", "We meet again."])
INDEX = st.integers(0, 5)


@dataclass
class Draft:
    """What an author edits."""

    sections: list[dict[str, Any]] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)

    def encoding(self) -> bytes:
        """The encoding."""
        body = [
            {
                "kind": "section",
                "number": f"{number}.",
                "slug": section["slug"],
                "content": [
                    {"number": f"{number}.{count}", **{key: value for key, value in unit.items() if value}}
                    for count, unit in enumerate(section["units"], 1)
                ],
            }
            for number, section in enumerate(self.sections, 1)
        ]
        head = {"id": "t", "title": "T", "kind": "treaty", "language": "en"}
        return json.dumps({"format": "1", "instrument": head, "body": body}).encode()

    def glossary(self) -> bytes:
        """The glossary."""
        given = {"kind": "concept", "description": "It.", "sources": [{"title": "A book"}]}
        terms = [{"id": id_, "name": name, "forms": [name], **given} for id_, name in self.terms.items()]
        return json.dumps({"format": "1", "terms": terms}).encode()

    def text(self) -> Text | None:
        """The text, unless it has errors."""
        return read_text(("t.yaml", self.encoding()), ("g.yaml", self.glossary()), Words())[0]

    def edition(self, lock: Lock) -> Edition | None:
        """What a build makes of it."""
        return built(self.encoding(), self.glossary(), write_lock(lock))


@functools.lru_cache(maxsize=16)
def built(encoding: bytes, glossary: bytes, lock: bytes) -> Edition | None:
    """What a build makes of three files; many steps of a history change none of them."""
    return read_edition(("t.yaml", encoding), ("g.yaml", glossary), Words(), lock=("anchors.lock", lock))[0]


class Site:
    """A site whose links are followed as a browser without JavaScript does."""

    def __init__(self, edition: Edition) -> None:
        renderer = Renderer(edition)
        pages = {page.slug: page.html for page in renderer.pages() if page.slug}
        small = {path.removesuffix("/index.html"): page for path, page in permalinks(renderer).items()}
        forwards = {path.removesuffix("/index.html"): page for path, page in forwarding(renderer).items()}
        assert not pages.keys() & small.keys()
        assert not pages.keys() & forwards.keys()
        assert not small.keys() & forwards.keys()
        self.edition = edition
        self.trees = {slug: html.fromstring(page) for slug, page in (pages | small | forwards).items()}
        self.short = small.keys()

    def follow(self, address: str, hops: int = 0) -> str | None:
        """The id of the clause or term that an address leads to; None if it is dead."""
        assert hops < 4
        path, _, fragment = address.partition("#")
        slug = path.rstrip("/")
        tree = self.trees.get(slug)
        if tree is None:
            return None
        if slug in self.short:
            (refresh,) = tree.xpath("//noscript//meta/@content | //meta[@http-equiv='refresh']/@content")
            return self.follow(refresh.partition("url=../")[2], hops + 1)
        if not fragment:
            return self._at_its_top(slug, tree)
        places = tree.xpath("//*[@id=$id]", id=fragment)
        assert len(places) < 2, (slug, fragment)
        if not places:
            return None
        for place in (places[0], *places[0].iterancestors()):
            classes = place.get("class", "").split()
            if "clause" in classes or "term-entry" in classes:
                return str(place.get("id"))
        (link,) = places[0].xpath(".//a/@href")
        return self.follow(f"{slug}/{link}" if link.startswith("#") else link.removeprefix("../"), hops + 1)

    def _at_its_top(self, slug: str, tree: html.HtmlElement) -> str | None:
        """What a short link leads to where a page is at its address: the clause, or what a notice leads to."""
        notices = tree.xpath("//p[@class='clause-moved' and not(@id)]/a/@href | //h1/a/@href")
        if notices and slug not in self.edition.instrument.by_id:
            link = notices[0]
            return self.follow(f"{slug}/{link}" if link.startswith("#") else link.removeprefix("../"), 1)
        return slug


class Histories(RuleBasedStateMachine):
    """An author, a lock, and everybody who has ever copied a link."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft()
        self.lock = Lock()
        self.earlier: list[tuple[Draft, Lock]] = []
        self.words: dict[str, str] = {}
        self.successors: dict[str, str] = {}
        self.terms: dict[str, str] = {}
        self.links: dict[str, str] = {}
        """Every address that was ever published, and the id that it was of."""
        self.pages: set[str] = set()

    @initialize()
    def publish_first(self) -> None:
        units = [{"text": "We agree."}, {"text": "We go on."}]
        self.draft = Draft([{"slug": "peace", "units": deepcopy(units)}, {"slug": "order", "units": units}])
        self.draft.terms = {"un": "UN", "who": "WHO"}
        self._freeze({}, {})
        assert self.links

    @rule(section=INDEX, unit=INDEX, words=WORDS)
    def reword(self, section: int, unit: int, words: str) -> None:
        if units := self._units(section):
            units[unit % len(units)]["text"] = words

    @rule(section=INDEX, unit=INDEX, id_=st.sampled_from(["", *PLACES, "1.1", "2.1"]))
    def state_an_id(self, section: int, unit: int, id_: str) -> None:
        if units := self._units(section):
            units[unit % len(units)]["id"] = id_

    @rule(section=INDEX, words=WORDS, at=INDEX)
    def insert(self, section: int, words: str, at: int) -> None:
        units = self._units(section)
        units.insert(min(at, len(units)), {"text": words})

    @rule(section=INDEX, unit=INDEX)
    def withdraw(self, section: int, unit: int) -> None:
        units = self._units(section)
        if len(units) > 1:
            units.pop(unit % len(units))

    @rule(source=INDEX, unit=INDEX, section=INDEX)
    def move(self, source: int, unit: int, section: int) -> None:
        units = self._units(source)
        if len(units) > 1:
            self._units(section).append(units.pop(unit % len(units)))

    @rule(section=INDEX, slug=st.sampled_from(PLACES))
    def rename_a_page(self, section: int, slug: str) -> None:
        self.draft.sections[section % len(self.draft.sections)]["slug"] = slug

    @rule(slug=st.sampled_from(PLACES), words=WORDS)
    def add_a_section(self, slug: str, words: str) -> None:
        if len(self.draft.sections) < 4:
            self.draft.sections.append({"slug": slug, "units": [{"text": words}]})

    @rule(section=INDEX)
    def withdraw_a_section(self, section: int) -> None:
        if len(self.draft.sections) > 1:
            self.draft.sections.pop(section % len(self.draft.sections))

    @rule(old=st.sampled_from(TERMS), new=st.sampled_from(TERMS))
    def rename_a_term(self, old: str, new: str) -> None:
        if old in self.draft.terms and new not in self.draft.terms:
            self.draft.terms[new] = self.draft.terms.pop(old)

    @rule(term=st.sampled_from(TERMS), name=st.sampled_from(["UN", "WHO", "ILO"]))
    def define_a_term(self, term: str, name: str) -> None:
        self.draft.terms = {id_: other for id_, other in self.draft.terms.items() if other != name} | {term: name}

    @rule(back=INDEX)
    def go_back(self, back: int) -> None:
        """Restore the text as it was, and so reinstate what was withdrawn since."""
        if self.earlier:
            self.draft = deepcopy(self.earlier[-1 - back % len(self.earlier)][0])

    @rule(data=st.data())
    def freeze(self, data: st.DataObject) -> None:
        text = self.draft.text()
        if text is None:
            return
        ids = [clause.id for clause in text.instrument.clauses]
        lost = [id_ for id_ in (*self.lock.anchors, *self.lock.retired) if id_ not in ids]
        terms = [term.id for term in text.terms or ()]
        lost_terms = [id_ for id_ in (*self.lock.terms, *self.lock.retired_terms) if id_ not in terms]
        # Those that lead somewhere still need none.
        successors = {id_: data.draw(st.sampled_from(ids)) for id_ in lost if self._end(id_) not in ids}
        term_successors = {id_: data.draw(st.sampled_from(terms)) for id_ in lost_terms if self._term(id_) not in terms}
        self._freeze(successors, term_successors)

    @rule(kind=st.sampled_from(["drop", "double", "reverse", "union"]), line=st.integers(0, 50))
    def merge_the_lock_badly(self, kind: str, line: int) -> None:
        """A lock that a merge of lines made is refused, or says what it said."""
        lines = write_lock(self.lock).decode().splitlines(keepends=True)
        entries = [index for index, text in enumerate(lines) if text.startswith('  "')]
        index = entries[line % len(entries)]
        if kind == "drop":
            del lines[index]
        elif kind == "double":
            lines.insert(index, lines[index])
        elif kind == "reverse":
            block = [number for number in entries if lines[number].endswith("},\n")]
            for number, text in zip(block, [lines[number] for number in reversed(block)], strict=True):
                lines[number] = text
        elif self.earlier:
            other = write_lock(self.earlier[0][1]).decode().splitlines(keepends=True)
            lines[index:index] = [text for text in other if text.startswith('  "') and text not in lines]
        found = read_lock("anchors.lock", "".join(lines).encode())[0]
        assert found is None or found == self.lock

    @rule(back=INDEX)
    def merge_the_locks_of_two_branches(self, back: int) -> None:
        if self.earlier:
            both = merged(self.lock, self.earlier[-1 - back % len(self.earlier)][1])
            assert both.anchors.keys() | both.retired.keys() >= self.lock.anchors.keys() | self.lock.retired.keys()
            assert self.draft.edition(self.lock) is None or both == self.lock or self.draft.edition(both) is not None

    @invariant()
    def no_link_is_dead_or_leads_elsewhere(self) -> None:
        edition = self.draft.edition(self.lock)
        if edition is not None and self.links:
            self._check(edition)

    def _check(self, edition: Edition) -> None:
        by_id = edition.instrument.by_id
        site = Site(edition)
        for address, id_ in self.links.items():
            if address.startswith("glossary/"):
                assert site.follow(address) == self._term(id_), address
                continue
            end = self._end(id_)
            landed = site.follow(address)
            clause: Clause | None = by_id.get(landed or "")
            if "#" not in address and landed in edition.instrument.pages and landed != end:
                # The short link is the address of a page that has the clause on it.
                assert by_id[end].slug == landed, address
                clause = by_id[end]
            else:
                assert landed == end, (address, landed, end)
            assert clause is not None, address
            assert clause.words == self.words[end], address
        for slug in self.pages:
            assert slug in site.trees, slug

    def _freeze(self, successors: dict[str, str], term_successors: dict[str, str]) -> None:
        """What the command does."""
        text = self.draft.text()
        assert text is not None
        freezing = Freezing("2026-11-24", "Why", successors, term_successors)
        after = freeze(self.lock, text.instrument, text.terms, freezing)
        if any(not problem.is_warning for problem in check_text(text, after, "anchors.lock")):
            return  # it is refused, and nothing is written
        assert read_lock("anchors.lock", write_lock(after))[0] == after
        edition = self.draft.edition(after)
        assert edition is not None  # what the command accepts, the build accepts
        self.earlier.append((deepcopy(self.draft), self.lock))
        self.lock = after
        self.successors |= successors
        self.terms |= term_successors
        for term in edition.glossary.terms:
            self.terms.pop(term.id, None)
            self.links[f"glossary/#{term.id}"] = term.id
        for clause in edition.instrument.clauses:
            self.successors.pop(clause.id, None)
            self.words[clause.id] = clause.words
            self.links |= dict.fromkeys(
                (f"{clause.slug}/#{clause.id}", f"full-text/#{clause.id}", f"{clause.id}/"), clause.id
            )
        self.pages |= edition.instrument.pages.keys()

    def _end(self, id_: str) -> str:
        while id_ in self.successors:
            id_ = self.successors[id_]
        return id_

    def _term(self, id_: str) -> str:
        while id_ in self.terms:
            id_ = self.terms[id_]
        return id_

    def _units(self, section: int) -> list[dict[str, str]]:
        units: list[dict[str, str]] = self.draft.sections[section % len(self.draft.sections)]["units"]
        return units


Histories.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_histories = Histories.TestCase
