"""Random histories of edits, freezings and merges: no published address is ever dead or leads to other words unsaid."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from mkdocs_declaration.pages.kinds.short_links import forwarding, permalinks
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.permanence.lock.file import read_lock, write_lock
from random_histories import Branch, EditedText

if TYPE_CHECKING:
    from random import Random

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.permanence.lock.model import Lock


class Site:
    """A site whose links are followed as a browser without JavaScript does."""

    def __init__(self, edition: Edition) -> None:
        renderer = Renderer(edition)
        pages = {page.slug: page.html for page in pages_of(renderer) if page.slug}
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


class Links:
    """Everybody who has ever copied a link."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        """Every address that was ever published, and the id that it was of."""
        self.words: dict[str, str] = {}
        """The words of each id as they were published last."""
        self.pages: set[str] = set()

    def publish(self, edition: Edition) -> None:
        """Copy every address of an edition."""
        self.ids |= {f"glossary/#{term.id}": term.id for term in edition.glossary.terms}
        for clause in edition.instrument.clauses:
            self.words[clause.id] = clause.words
            addresses = {f"{clause.slug}/#{clause.id}", f"full-text/#{clause.id}", f"{clause.id}/"}
            # The address of a page that has the clause on it is that of the page.
            self.ids |= dict.fromkeys(addresses - {f"{slug}/" for slug in edition.instrument.pages}, clause.id)
        self.pages |= edition.instrument.pages.keys()

    def check(self, edition: Edition, branch: Branch) -> None:
        """No address is dead or leads to other words than those that were published, or acknowledged since."""
        by_id = edition.instrument.by_id
        site = Site(edition)
        for address, id_ in self.ids.items():
            if address.startswith("glossary/"):
                assert site.follow(address) == branch.term(id_), address
                continue
            end = branch.end(id_)
            landed = site.follow(address)
            if "#" not in address and landed in edition.instrument.pages and landed != end:
                # The short link is the address of a page that has the clause on it.
                assert by_id[end].slug == landed, address
            else:
                assert landed == end, (address, landed, end)
            assert by_id[end].words == self.words[end], address
        for slug in self.pages:
            assert slug in site.trees, slug


def nothing_changed_unsaid(edition: Edition, lock: Lock) -> None:
    """What is built without freezing is what was published."""
    for id_, published in lock.anchors.items():
        clause = edition.instrument.by_id[id_]
        found = (clause.words, clause.slug, clause.printed, clause.eid)
        assert found == (published.words, published.page, published.number, published.eid), id_
    assert not lock.retired.keys() & edition.instrument.by_id.keys()
    terms = {term.id for term in edition.glossary.terms}
    assert terms >= lock.terms.keys()
    assert not lock.retired_terms.keys() & terms


def merge_lines_badly(random: Random, lock: Lock, other: Lock) -> None:
    """A lock that a merge of lines made is refused, or says what it said."""
    lines = write_lock(lock).decode().splitlines(keepends=True)
    entries = [index for index, text in enumerate(lines) if text.startswith('  "')]
    index = random.choice(entries)
    kind = random.choice(("drop", "double", "reverse", "union", "conflict"))
    if kind == "drop":
        del lines[index]
    elif kind == "double":
        lines.insert(index, lines[index])
    elif kind == "reverse":
        block = [number for number in entries if lines[number].endswith("},\n")]
        for number, text in zip(block, [lines[number] for number in reversed(block)], strict=True):
            lines[number] = text
    else:
        theirs = write_lock(other).decode().splitlines(keepends=True)
        further = [text for text in theirs if text.startswith('  "') and text not in lines]
        lines[index:index] = further if kind == "union" else ["<<<<<<< a\n", *further, "=======\n", ">>>>>>> b\n"]
    found = read_lock("anchors.lock", "".join(lines).encode())[0]
    assert found is None or found == lock


SEEN: Counter[str] = Counter()
"""How often what happened in all histories, so that they are known to reach what they are about."""


@settings(max_examples=30, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=True))
def histories(random: Random) -> None:
    """One history: edits and freezings, the text as it was before, another branch with its lock."""
    units = [{"text": "We agree."}, {"text": "We go on."}]
    main, links = Branch(random), Links()
    main.draft = EditedText([{"slug": "peace", "units": deepcopy(units)}, {"slug": "order", "units": units}])
    main.draft.terms = {"un": "UN", "who": "WHO"}
    earlier: list[Branch] = []
    for _ in range(12):
        edition = main.freeze()
        if edition is not None:
            links.publish(edition)
            links.check(edition, main)
            earlier.append(main.fork())
            SEEN["published"] += 1
        else:
            main.draft = deepcopy(earlier[-1].draft)
        if random.random() < 0.2:
            merge_lines_badly(random, main.lock, random.choice(earlier).lock)
        if random.random() < 0.2:
            main = merge_a_branch(random, main, random.choice(earlier).fork())
            links.words |= {id_: published.words or "" for id_, published in main.lock.anchors.items()}
        elif random.random() < 0.15:
            main.draft = deepcopy(random.choice(earlier).draft)
        for _ in range(random.randint(1, 3)):
            main.edit()
        unfrozen = main.draft.edition(main.lock)
        if unfrozen is not None:
            nothing_changed_unsaid(unfrozen, main.lock)
            links.check(unfrozen, main)
    lock = main.lock
    for kind, entries in (
        ("clause", (*lock.anchors.values(), *lock.retired.values())),
        ("term", (*lock.terms.values(), *lock.retired_terms.values())),
    ):
        SEEN.update(f"{kind} {event.kind}" for entry in entries for event in entry.history)


def merge_a_branch(random: Random, main: Branch, other: Branch) -> Branch:
    """Go on after two branches are merged, each with what it froze: with the text of either."""
    for _ in range(random.randint(1, 3)):
        other.edit()
    if other.freeze() is None:
        return main
    SEEN["merged"] += 1
    one, two = random.sample((main, other), 2)
    one.take_over(two)
    return one


@pytest.mark.long
@pytest.mark.slow
def test_histories() -> None:
    SEEN.clear()
    histories()
    assert SEEN["published"] > 200
    rare = ("merged", "clause retired", "clause reinstated", "clause moved", "clause changed", "term retired")
    assert all(SEEN[what] > 20 for what in rare)
    assert SEEN["clause renumbered"]
    assert SEEN["term reinstated"]
