"""The lock as a file: ids of the glossary, locks of format 1, merges of branches, and files made to harm."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.published import read_published, read_terms
from mkdocs_declaration.edition import Edition, read_edition, read_text
from mkdocs_declaration.exports.formats import inventory
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.foundation.bounds import MAX_BYTES
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import read_lock, write_lock
from mkdocs_declaration.permanence.lock.merge import merged
from mkdocs_declaration.permanence.lock.model import FROZEN, Event, Lock, digest
from mkdocs_declaration.permanence.lock.schema import entries_digest
from mkdocs_declaration.problems import Problem, report

if TYPE_CHECKING:
    from mkdocs_declaration.permanence.draft import Draft

ENCODING = """
format: 1
instrument: {id: t, title: T, kind: treaty, language: en}
body:
  - kind: article
    number: Article 1
    slug: peace
    content:
      - {number: "1", text: We agree on peace.}
      - {number: "2", text: We agree on order.}
  - {kind: article, number: Article 2, slug: order, content: [{text: We go on.}]}
"""
TERM = "  - {{id: {0}, name: {1}, kind: concept, forms: [{2}], description: It., sources: [{{title: A book}}]}}\n"
GLOSSARY = "format: 1\nterms:\n" + TERM.format("peace-term", "Peace", "peace") + TERM.format("order", "Order", "order")
SECOND = '      - {number: "2", text: We agree on order.}\n'


def text_of(encoding: str, glossary: str | None = None) -> Draft:
    """A text without problems."""
    named = ("g.yaml", glossary.encode()) if glossary else None
    text, problems = read_text(("t.yaml", encoding.encode()), named, Catalogue())
    assert problems == []
    assert text is not None
    return text


def taken(lock: Lock, encoding: str, glossary: str | None = None, **freezing: Any) -> Lock:
    """The lock after a text was taken into it; it can be written and read."""
    text = text_of(encoding, glossary)
    after = freeze(lock, text.instrument, text.terms, Freezing(**{"date": "2026-11-24", "reason": "Why", **freezing}))
    assert read_lock("anchors.lock", write_lock(after)) == (after, *read_lock("anchors.lock", write_lock(after))[1:])
    return after


def read_with_lock(lock: Lock, encoding: str, glossary: str | None = None) -> tuple[Edition | None, list[Problem]]:
    """A text held against a lock."""
    named = ("g.yaml", glossary.encode()) if glossary else None
    return read_edition(("t.yaml", encoding.encode()), named, Catalogue(), lock=("anchors.lock", write_lock(lock)))


def test_a_retired_id_of_the_glossary_leads_to_its_successor_everywhere() -> None:
    lock = taken(Lock(), ENCODING, GLOSSARY)
    renamed = GLOSSARY.replace("id: order, name: Order", "id: good-order, name: Good order")
    assert "[lost-term]" in report(read_with_lock(lock, ENCODING, renamed)[1])
    lock = taken(lock, ENCODING, renamed, term_successors={"order": "good-order"})
    edition, problems = read_with_lock(lock, ENCODING, renamed)
    assert problems == []
    assert edition is not None
    (page,) = (page for page in pages_of(Renderer(edition)) if page.slug == "glossary")
    assert "order" in page.ids
    place = BeautifulSoup(page.html, "html.parser").find(id="order")
    assert place is not None
    assert place.find_parent(class_="term-entry")["id"] == "good-order"  # type: ignore[index]
    exported = EXPORTERS["glossary.json"].write(edition)
    assert json.loads(exported)["retired"] == [
        {"id": "order", "successor": "good-order", "reason": "Why", "date": "2026-11-24"}
    ]
    uris = {entry.name: entry.uri for entry in inventory.entries(edition) if entry.role == "term"}
    assert {uris[name] for name in ("Good order", "Order", "order")} == {"glossary/#good-order"}
    published, _ = read_published("clauses.json", EXPORTERS["clauses.json"].write(edition))
    assert published is not None
    addresses = Addresses(replace(published, terms=read_terms(exported)), ("https://e.org/",))
    target = addresses.target("https://e.org/glossary/#order")
    assert target is not None
    assert target.error is not None
    assert target.error.message == (
        "the entry 'order' is no longer in the glossary (Why); link to its successor, 'good-order', "
        "https://e.org/glossary/#good-order"
    )


def test_a_retired_id_of_the_glossary_comes_back_as_what_it_was_alone() -> None:
    one = GLOSSARY.partition("  - {id: order")[0]
    lock = taken(taken(Lock(), ENCODING, GLOSSARY), ENCODING, one, term_successors={"order": "peace-term"})
    other = GLOSSARY.replace("name: Order", "name: Commandment")
    for glossary, message in {
        GLOSSARY: "the id 'order' was withdrawn and is back; to reinstate it, run",
        other: "the id 'order' was retired and is used again; choose another, since old links lead to 'peace-term'",
    }.items():
        assert message in report(read_with_lock(lock, ENCODING, glossary)[1])
    assert read_with_lock(taken(lock, ENCODING, GLOSSARY), ENCODING, GLOSSARY)[1] == []
    assert "is used again" in report(read_with_lock(taken(lock, ENCODING, other), ENCODING, other)[1])


def test_a_text_frozen_without_its_glossary_leaves_the_ids_of_that_as_they_are() -> None:
    lock = taken(Lock(), ENCODING, GLOSSARY)
    assert taken(lock, ENCODING).terms == lock.terms


def test_a_lock_of_format_1_is_read_and_keeps_unknown_what_it_did_not_keep() -> None:
    lock = taken(Lock(), ENCODING)
    entries = json.loads(write_lock(lock))["anchors"]
    old: dict[str, Any] = {
        key: {k: v for k, v in e.items() if k in ("page", "sha256", "words")} for key, e in entries.items()
    }
    old["1.1"]["changes"] = [{"sha256": "0" * 64, "reason": "A slip"}]
    old["1.1"]["former"] = [{"page": "concord", "reason": "A better name"}]
    retired = {"3": {"page": "end", "successor": "2", "reason": "Gone"}}
    data = json.dumps({"format": 1, "anchors": old, "retired": retired}).encode()
    first, _, problems = read_lock("anchors.lock", data)
    assert problems == []
    assert first is not None
    assert first.retired["3"].history == (Event("retired", None, "Gone", successor="2"),)
    kept = (Event("changed", None, "A slip", sha256="0" * 64), Event("moved", None, "A better name", page="concord"))
    unknown = taken(first, ENCODING, reason=None)
    assert unknown.anchors["1.1"].history == (Event(FROZEN, None, None), *kept)
    dated = taken(first, ENCODING, reason=None, first=Event(FROZEN, "2020-01-01", "First edition"))
    assert dated.anchors["1.1"].history == (Event(FROZEN, "2020-01-01", "First edition"), *kept)
    assert dated.retired["3"].history[0].date == "2020-01-01"
    assert taken(dated, ENCODING, reason=None, date="2030-01-01") == dated


def test_a_lock_keeps_the_words_before_a_change_and_is_read_without_them() -> None:
    lock = taken(taken(Lock(), ENCODING), ENCODING.replace("on peace", "on all peace"))
    before = "We agree on peace."
    assert lock.anchors["1.1"].history[-1] == Event("changed", "2026-11-24", "Why", sha256=digest(before), words=before)
    written = json.loads(write_lock(lock))
    kept = written["anchors"]["1.1"]["history"][-1]
    kept["words"] = "We agree on war."
    _, _, problems = read_lock("anchors.lock", json.dumps(written).encode())
    assert "the digest of '1.1' is not that of its words" in report(problems)
    del kept["words"]  # as locks were written before
    written["sha256"] = entries_digest(written)
    earlier, _, problems = read_lock("anchors.lock", json.dumps(written).encode())
    assert problems == []
    assert earlier is not None
    assert earlier.anchors["1.1"].history[-1] == Event("changed", "2026-11-24", "Why", sha256=digest(before))


def test_what_identifies_a_clause_changes_with_a_reason_and_its_eid_is_kept() -> None:
    lock = taken(Lock(), ENCODING)
    changed = ENCODING.replace("id: t,", "id: u,").replace(
        '{number: "2"', '{id: "1.2", number: "3", out_of_sequence: true'
    )
    lock = taken(lock, changed)
    assert lock.anchors["1.2"].history[-1] == Event("renumbered", "2026-11-24", "Why", number="2", eid="art_1__para_2")
    assert lock.instrument is not None
    assert lock.instrument.history[-1] == Event("renamed", "2026-11-24", "Why", id="t")
    edition, problems = read_with_lock(lock, changed)
    assert problems == []
    assert edition is not None
    mapping = '<mapping eId="map_1" original="#art_1__para_2" current="#art_1__para_3" />'
    assert mapping in EXPORTERS["declaration.akn.xml"].write(edition).decode()


def test_a_page_at_the_short_link_of_a_retired_id_says_what_that_is_now() -> None:
    lock = taken(Lock(), ENCODING.replace("{text: We go on.}", "{id: closing, text: We go on.}"))
    after = ENCODING.replace("slug: order", "slug: closing")
    lock = taken(lock, after, successors={"closing": "2.p1"})
    edition, problems = read_with_lock(lock, after)
    assert problems == []
    assert edition is not None
    (page,) = (page for page in pages_of(Renderer(edition)) if page.slug == "closing")
    (note,) = BeautifulSoup(page.html, "html.parser").select(".clause-moved")
    assert (note.get_text(), note.a["href"]) == ("closing is now article 2, first paragraph", "#2.p1")  # type: ignore[index]


def test_two_branches_lose_nothing_when_their_locks_are_merged() -> None:
    base = taken(Lock(), ENCODING, GLOSSARY)
    ours = taken(base, ENCODING.replace("on peace", "on all peace"), GLOSSARY, date="2026-11-25")
    without = ENCODING.replace(SECOND, "")
    theirs = taken(base, without, successors={"1.2": "1.1"}, date="2026-11-26")
    theirs = taken(theirs, without.replace("We go on.", "We go on and on."), date="2026-11-27")
    both = merged(ours, theirs)
    assert {event.kind for event in both.retired["1.2"].history} == {"frozen", "retired"}
    assert [event.kind for event in both.anchors["1.1"].history] == ["frozen", "changed"]
    assert [event.kind for event in both.anchors["2.p1"].history] == ["frozen", "changed"]
    assert both == merged(both, both)
    assert both.terms == base.terms
    text = without.replace("on peace", "on all peace").replace("We go on.", "We go on and on.")
    _, problems = read_with_lock(taken(both, text, GLOSSARY), text, GLOSSARY)
    assert [problem.rule.value for problem in problems] == ["unused-term"]


def test_what_a_merge_gives_up_is_what_the_clause_had_before() -> None:
    base = taken(Lock(), ENCODING)
    ours = taken(base, ENCODING.replace("slug: order", "slug: concord"), reason="A better name")
    words = ENCODING.replace("We go on.", "We go.")
    theirs = taken(base, words.replace("slug: order", "slug: harmony"), reason="Another", date="2026-11-25")
    both = merged(ours, theirs)
    assert both.anchors["2"].pages == ("concord", "order", "harmony")
    assert both.anchors["2"].history[-1] == Event("moved", "2026-11-25", "Another", page="harmony")
    assert (
        Event("changed", "2026-11-25", "Another", sha256=digest("We go."), words="We go.")
        in both.anchors["2.p1"].history
    )
    edition, problems = read_with_lock(both, ENCODING.replace("slug: order", "slug: concord"))
    assert problems == []
    assert edition is not None
    assert edition.gone.keys() == {"order", "harmony"}
    assert merged(both, theirs) == merged(both, ours) == both
    assert merged(theirs, ours).anchors["2"].pages == ("harmony", "order", "concord")


def test_a_merge_of_what_two_branches_did_alike_leads_where_both_lead() -> None:
    base = taken(Lock(), ENCODING)
    without = ENCODING.replace(SECOND, "")
    both = taken(base, without, successors={"1.2": "1.1"})
    theirs = taken(base, without, successors={"1.2": "2"})
    theirs = taken(taken(theirs, ENCODING), without, successors={"1.2": "1.1"})
    assert merged(both, theirs).retired["1.2"].successor == merged(theirs, both).retired["1.2"].successor == "1.1"


MANY = "anchors.lock: expected at most 1,000,000 values and lines, found more; restore the file from version control"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[" * 200_000, "found deeper nesting"),
        (b'{"format": 2, "anchors": ' + b'{"a":' * 900 + b"1" + b"}" * 901, "expected the key"),
        (b'{"format": ' + b"9" * 100_000 + b"}", "expected format 1 or 2, found -1"),
        (b'{"format": 2e999}', "expected format 1 or 2"),
        (b'{"format": NaN}', "expected format 1 or 2"),
        (b'{"format": 1, "anchors": {"\\ud800": {}}, "retired": {}}', "expected an id of letters and digits"),
        (b'{"format": 1, "anchors": {"../../x": {}}, "retired": {}}', "expected an id of letters and digits"),
        (b"\xff\xfe{}", "expected UTF-8, found the byte 0xff"),
        (b"x" * (MAX_BYTES + 1), "expected at most"),
        (b'{"format": 1, "anchors": [' + b"1," * 900_000 + b'1], "retired": {}}', "expected an object, found a list"),
        (b'{"format": 1, "anchors": [' + b"[]," * 500_000 + b'1], "retired": {}}', MANY),
        (b'{"format": 1,' + b'"":"\\\\",' * 1_000_000 + b"}", MANY),
        (b'{"format": 1' + b"\n" * 1_000_000 + b"}", MANY),
        (b'{"format": 1, "anchors": {}, "retired": {}' + b',"a":0' * 400_000 + b"}", "found 'a' again"),
        (b'{"format": 1, "retired": {}, "anchors": {"1": {"page": "a\\nb", "sha256": "", "words": 1}}}', "a slug of"),
    ],
)
def test_a_lock_made_to_harm_is_refused_within_bounds(data: bytes, expected: str) -> None:
    began = time.process_time()
    lock, _, problems = read_lock("anchors.lock", data)
    assert lock is None
    assert expected in report(problems)
    assert "Traceback" not in report(problems)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("key", "char", "called"),
    [
        ("number", "\\u001b", "U+001B (a control character)"),
        ("eId", "\\n", "U+000A (a control character)"),
        ("name", "\x85", "U+0085 (a control character)"),
        ("reason", "\x7f", "U+007F (a control character)"),
        ("words", "\\ud800", "U+D800 (half of a surrogate pair)"),
        ("words", "\\ufffe", "U+FFFE (a noncharacter)"),
    ],
)
def test_a_lock_holds_no_character_that_an_encoding_cannot_hold(key: str, char: str, called: str) -> None:
    data = write_lock(taken(taken(Lock(), ENCODING, GLOSSARY), ENCODING.replace("on peace", "on all peace"), GLOSSARY))
    lock, _, problems = read_lock("anchors.lock", data.replace(f'"{key}": "'.encode(), f'"{key}": "{char}'.encode(), 1))
    assert lock is None
    assert f"expected a text without {called}, found " in report(problems)


def test_a_large_lock_is_read_within_bounds() -> None:
    lock = taken(Lock(), ENCODING)
    entry = lock.anchors["1.1"]
    many = replace(lock, anchors={f"1.{count}": entry for count in range(4_000)})
    data = write_lock(many)
    began = time.process_time()
    assert read_lock("anchors.lock", data)[0] == many
    _, _, problems = read_lock("anchors.lock", data.replace(b'"page": "peace"', b'"page": "Peace"'))
    assert time.process_time() - began < 5
    assert len(problems) == 1001
    assert problems[-1].message == "3000 values more do not fit; restore the file from version control"


def test_a_lock_that_lost_a_line_is_reported_although_the_clause_is_gone_as_well() -> None:
    lines = write_lock(taken(Lock(), ENCODING)).decode().splitlines(keepends=True)
    shorter = "".join(line for line in lines if not line.startswith('  "1.2"'))
    edition, problems = read_edition(
        ("t.yaml", ENCODING.replace(SECOND, "").encode()), None, Catalogue(), lock=("anchors.lock", shorter.encode())
    )
    assert edition is None
    assert "anchors.lock:4:2: expected 5 entries, found 4; restore the file from version control" in report(problems)
