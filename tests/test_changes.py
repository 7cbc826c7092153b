"""The history of a text: what a lock tells of it, the page *Changes* and the feed."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

import feedparser
import pytest
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from mkdocs_declaration.edition import read_edition, read_text
from mkdocs_declaration.exports.formats import inventory
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.pages.kinds.feed import MOST, feed
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.pages.values.imprint import Imprint
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import read_lock, write_lock
from mkdocs_declaration.permanence.lock.model import Lock
from mkdocs_declaration.permanence.redline import redline

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_declaration.edition import Edition
    from project import Project

FIRST = """
format: 1
instrument: {id: t, title: Treaty, kind: treaty, language: en, parties: [Aland, B & C]}
body:
  - kind: article
    number: Article 1
    heading: Peace
    slug: peace
    content:
      - {number: "1", text: "We agree on peace, order and good government."}
      - {number: "2", text: We agree on order.}
      - {number: "3", text: We agree on fish.}
  - {kind: article, number: Article 2, slug: order, content: [{text: We go on.}]}
"""
GLOSSARY = """
format: 1
terms:
  - {id: fish, name: Fish, kind: concept, forms: [fish], description: It., sources: [{title: A book}]}
"""
MORE = (
    GLOSSARY
    + "  - {id: peace-term, name: Peace, kind: concept, forms: [peace], description: It., sources: [{title: B}]}\n"
)
SECOND = FIRST.replace("good government", "the sound <rule>").replace("We go on.", "We go on and on.")
THIRD = (
    SECOND.replace('{number: "3"', '{id: "1.3a", number: "3a", out_of_sequence: true')
    .replace('{number: "2"', '{id: "1.2", number: "2bis"')
    .replace("slug: order", "slug: good-order")
    .replace("id: t,", "id: u,")
    .replace("[{text: We go on and on.}]", '[{number: "1", text: New words.}]')
)
SITE = "https://example.org/treaty/"


def taken(lock: Lock, encoding: str, glossary: str | None, date: str, reason: str | None, **successors: str) -> Lock:
    named = ("g.yaml", glossary.encode()) if glossary else None
    text, problems = read_text(("t.yaml", encoding.encode()), named, Catalogue())
    assert text is not None, problems
    return freeze(lock, text.instrument, text.terms, Freezing(date, reason, successors))


def history() -> Lock:
    lock = taken(Lock(), FIRST, GLOSSARY, "2025-01-02", "First edition")
    lock = taken(lock, SECOND, GLOSSARY, "2025-03-04", "Corrected against the print")
    return taken(lock, THIRD, MORE, "2025-06-07", "Protocol", **{"1.3": "1.3a", "2.p1": "2.1"})


def edition_of(lock: bytes | None, encoding: str, glossary: str | None = None, site_url: str = SITE) -> Edition:
    named = ("g.yaml", glossary.encode()) if glossary else None
    edition, problems = read_edition(
        ("t.yaml", encoding.encode()),
        named,
        Catalogue(),
        lock=("a.lock", lock) if lock is not None else None,
        site_url=site_url,
    )
    assert edition is not None, problems
    return edition


def changes_page(edition: Edition) -> BeautifulSoup:
    (page,) = (page for page in pages_of(Renderer(edition)) if page.slug == "changes")
    soup = BeautifulSoup(page.html, "html.parser")
    assert {str(tag["id"]) for tag in soup.select("[id]")} <= page.ids
    return soup


def heard(soup: BeautifulSoup) -> str:
    return "\n".join(" ".join(line.split()) for line in soup.get_text("").splitlines() if line.strip())


PAGE = """\
Changes
What was published here when, the newest day first.
Words that were taken out are struck through; words that were put in are underlined.
Follow the changes (Atom feed)
7 June 2025
Reason: Protocol
Added
article 2(1) put in: New words. end
Peace (Glossary)
Renamed
Treaty: t → u
article 1(3a): 1.3 → 1.3a
Renumbered
article 1(2bis): 2 → 2bis
Moved to another page
order/ → good-order/: article 2
Withdrawn
2.p1 (links lead to article 2(1)) taken out: We go on and on. end
4 March 2025
Reason: Corrected against the print
Reworded
article 1(1)We agree on peace, order and taken out: good government end put in: the sound <rule> end .
2.p1We go on put in: and on end .
2 January 2025
First published here · Clauses: 6 · terms: 1
Reason: First edition"""


def test_the_page_tells_what_changed_when_and_why() -> None:
    edition = edition_of(write_lock(history()), THIRD, MORE)
    page = changes_page(edition)
    assert heard(page) == PAGE
    links = {link.get_text(): link["href"] for link in page.select("li a")}
    assert links == {
        "article 2(1)": "../good-order/#2.1",
        "Peace": "../glossary/#peace-term",
        "article 1(3a)": "../peace/#1.3a",
        "article 1(2bis)": "../peace/#1.2",
        "article 2": "../good-order/#2",
        "article 1(1)": "../peace/#1.1",
    }
    reworded = page.select(".decl-redline")[2]
    for said in reworded.select(".decl-said"):
        said.decompose()
    for kept, words in (("del", "good government"), ("ins", "the sound <rule>")):
        assert [tag.get_text() for tag in reworded.select(kept)] == [words]
    assert (reworded["lang"], reworded["dir"]) == ("en", "ltr")


def test_the_feed_is_read_by_feed_readers() -> None:
    edition = edition_of(write_lock(history()), THIRD, MORE)
    content = feed(Renderer(edition))["changes.xml"]
    read = feedparser.parse(content, sanitize_html=False)
    assert (read.bozo, read.version) == (False, "atom10")
    assert (read.feed.id, read.feed.title, read.feed.updated) == (
        f"{SITE}changes/",
        "Treaty: Changes",
        "2025-06-07T00:00:08Z",
    )
    assert [author.name for author in read.feed.authors] == ["Treaty"]
    assert {link.rel: link.href for link in read.feed.links} == {
        "self": f"{SITE}changes.xml",
        "alternate": f"{SITE}changes/",
    }
    assert [(entry.id, entry.title, entry.updated, entry.link) for entry in read.entries] == [
        (f"{SITE}changes/#_{day}", title, f"{day}T00:00:{second}Z", f"{SITE}changes/#_{day}")
        for day, second, title in (
            (
                "2025-06-07",
                "08",
                "Added: 2 · Renamed: 2 · Renumbered: 1 · Moved to another page: 1 · Withdrawn: 1",
            ),
            ("2025-03-04", "02", "Reworded: 2"),
            ("2025-01-02", "08", "First published here"),
        )
    ]
    reworded = BeautifulSoup(read.entries[1].content[0].value, "html.parser")
    assert heard(reworded.li) == (  # type: ignore[arg-type]
        "article 1(1)Before: We agree on peace, order and good government.\n"
        "After: We agree on peace, order and the sound <rule>."
    )
    assert reworded.select("del, ins")
    assert reworded.a["href"] == f"{SITE}peace/#1.1"  # type: ignore[index]


def test_the_version_of_an_inventory_is_the_newest_day(tmp_path: Path) -> None:
    def version(edition: Edition) -> str:
        path = tmp_path / "objects.inv"
        path.write_bytes(inventory.export(edition))
        with path.open("rb") as file:
            read = InventoryFile.load(file, SITE, posixpath.join)
        versions = {item.project_version for items in read.values() for item in items.values()}
        assert {item.project_name for items in read.values() for item in items.values()} == {"Treaty"}
        return str(versions.pop())

    assert version(edition_of(write_lock(history()), THIRD, MORE)) == "2025-06-07"
    assert version(edition_of(None, FIRST)) == ""
    adopted = FIRST.replace("kind: treaty,", "kind: treaty, adopted: {date: 1999-12-31},")
    assert version(edition_of(None, adopted)) == "1999-12-31"


def test_the_publisher_is_the_author_of_the_feed_else_the_site() -> None:
    lock = write_lock(taken(Lock(), FIRST, None, "2025-01-02", None))
    published = feed(Renderer(edition_of(lock, FIRST), imprint=Imprint(publisher="House & Co")))
    assert [author.name for author in feedparser.parse(published["changes.xml"]).feed.authors] == ["House & Co"]
    published = feed(Renderer(edition_of(lock, FIRST), site_name="The site"))
    assert [author.name for author in feedparser.parse(published["changes.xml"]).feed.authors] == ["The site"]


def read_feed(lock: Lock, encoding: str) -> feedparser.FeedParserDict:
    return feedparser.parse(feed(Renderer(edition_of(write_lock(lock), encoding)))["changes.xml"])


@pytest.mark.parametrize("reasons", [("First", "Corrected"), ("Corrected", "Corrected"), (None, "Corrected")])
def test_what_is_frozen_later_on_a_day_is_an_update_to_feed_readers(reasons: tuple[str | None, str]) -> None:
    lock = taken(Lock(), FIRST, None, "2025-01-02", reasons[0])
    times = [read_feed(lock, FIRST).feed.updated]
    for encoding in (FIRST.replace("fish", "all fish"), SECOND, FIRST):
        lock = taken(lock, encoding, None, "2025-01-02", reasons[1])
        read = read_feed(lock, encoding)
        (entry,) = read.entries
        assert (entry.id, entry.updated) == (f"{SITE}changes/#_2025-01-02", read.feed.updated)
        times.append(entry.updated)
    # Seven ids and the instrument; one clause reworded, then three, then two.
    assert times == [f"2025-01-02T00:00:{second:02}Z" for second in (7, 8, 11, 13)]


def test_what_is_added_and_renamed_later_on_a_day_is_an_update_as_well() -> None:
    lock = taken(Lock(), FIRST, None, "2025-01-02", "First")
    last = '{number: "3", text: We agree on fish.}'
    more = FIRST.replace(last, last + '\n      - {number: "9", out_of_sequence: true, text: We agree on fish.}')
    lock = taken(lock, more, None, "2025-03-04", "Renumbered")
    added = read_feed(lock, more).entries[0]
    gone = more.replace(f"      - {last}\n", "")
    renamed = read_feed(taken(lock, gone, None, "2025-03-04", "Renumbered", **{"1.3": "1.9"}), gone).entries[0]
    assert (added.title, renamed.title) == ("Added: 1", "Renamed: 1")
    assert (added.updated, renamed.updated) == ("2025-03-04T00:00:01Z", "2025-03-04T00:00:02Z")


def test_a_day_without_a_reason_is_in_the_feed_without_one() -> None:
    (entry,) = read_feed(taken(Lock(), FIRST, None, "2025-01-02", None), FIRST).entries
    assert entry.title == "First published here"
    assert heard(BeautifulSoup(entry.content[0].value, "html.parser")) == "First published here · Clauses: 6"
    more = FIRST.replace("[{text: We go on.}]", "[{text: We go on.}, {text: And on.}]")
    lock = taken(taken(Lock(), FIRST, None, "2025-01-02", None), more, None, "2025-03-04", None)
    entry = read_feed(lock, more).entries[0]
    assert (entry.title, entry.updated) == ("Added: 1", "2025-03-04T00:00:01Z")
    assert heard(BeautifulSoup(entry.content[0].value, "html.parser")) == "Added\narticle 2, second paragraphAnd on."


def test_a_day_of_more_events_than_seconds_ends_before_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_declaration.pages.kinds.feed.SECONDS", 5)
    assert read_feed(taken(Lock(), FIRST, None, "2025-01-02", None), FIRST).feed.updated == "2025-01-02T00:00:05Z"


@pytest.mark.parametrize("site_url", [SITE, ""])
def test_a_text_without_history_has_neither_page_nor_feed(site_url: str) -> None:
    edition = edition_of(None, FIRST, site_url=site_url)
    assert [page.slug for page in pages_of(Renderer(edition)) if page.slug == "changes"] == []
    assert feed(Renderer(edition)) == {}


def test_what_a_lock_did_not_keep_is_said_to_be_unknown_and_is_in_no_feed() -> None:
    entries = json.loads(write_lock(taken(Lock(), FIRST, None, "2025-01-02", None)))["anchors"]
    old = {key: {k: v for k, v in e.items() if k in ("page", "sha256", "words")} for key, e in entries.items()}
    old["1.1"]["changes"] = [{"sha256": "0" * 64, "reason": "A slip"}]
    data = json.dumps({"format": 1, "anchors": old, "retired": {}}).encode()
    page = changes_page(edition_of(data, FIRST))
    assert heard(page).splitlines()[2:] == [
        "On days that were not recorded",
        "Reason: A slip",
        "Reworded",
        "article 1(1)The words before were not kept.",
        "After: We agree on peace, order and good government.",
    ]
    assert feed(Renderer(edition_of(data, FIRST))) == {}
    lock, _, _ = read_lock("a.lock", data)
    assert lock is not None
    frozen = write_lock(taken(lock, SECOND, None, "2025-03-04", "Corrected"))
    page = changes_page(edition_of(frozen, SECOND))
    assert [tag.get_text() for tag in page.select("h2")] == ["4 March 2025", "On days that were not recorded"]
    (entry,) = feedparser.parse(feed(Renderer(edition_of(frozen, SECOND)))["changes.xml"]).entries
    assert entry.title == "Reworded: 2"


def test_many_days_are_all_on_the_page_and_the_newest_in_the_feed() -> None:
    lock = Lock()
    for count in range(MOST + 10):
        words = FIRST.replace("fish", f"{count} fish")
        lock = taken(lock, words, None, f"{2000 + count}-01-01", f"Year {count}")
    edition = edition_of(write_lock(lock), words)
    assert len(changes_page(edition).select("h2")) == MOST + 10
    content = feed(Renderer(edition))["changes.xml"]
    years = [entry.updated[:4] for entry in feedparser.parse(content).entries]
    assert years == [str(2000 + count) for count in range(MOST + 9, 9, -1)]
    assert content == feed(Renderer(edition_of(write_lock(lock), words)))["changes.xml"]


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("a b c", "a b c", "a b c"),
        ("We agree on peace.", "We agree on lasting peace.", "We agree on {lasting }peace."),
        ("one, two", "three, four", "[one, two]{three, four}"),
        ("war and war", "peace and peace", "[war]{peace} and [war]{peace}"),
        ("第5条の文", "第6条の文", "第[5]{6}条の文"),
        ("ไม่มี", "ไม่ดี", "ไม่[มี]{ดี}"),
        ("नहीं हिन्दी", "नहीं हिन्द", "नहीं [हिन्दी]{हिन्द}"),
        (None, "new", "{new}"),
        ("old", None, "[old]"),
        (" ".join(map(str, range(200))) + " a", " ".join(map(str, range(200))) + " b", "… 199 [a]{b}"),
        ("x " * 2500, "y " * 2500, f"[{'x ' * 2500}]{{{'y ' * 2500}}}"),
    ],
)
def test_words_before_and_after_are_marked_word_by_word(before: str | None, after: str | None, marked: str) -> None:
    signs = {"same": "{}", "out": "[{}]", "in": "{{{}}}", "left-out": "…"}
    pieces = redline(before, after)
    shown = "".join(signs[piece.kind].format(piece.words) for piece in pieces)
    if "…" in shown:
        head, tail = shown.split("…")
        shown = f"… {tail[-len(marked) + 2 :]}"
        assert head == ""
    assert shown == marked


def test_a_site_leads_to_its_changes(small: Project) -> None:
    small.write("treaty.yaml", FIRST)
    small.options(lock="a.lock", glossary=None, imprint={"official": False})
    (small.folder / "a.lock").write_bytes(write_lock(taken(Lock(), FIRST, None, "2025-01-02", "First edition")))
    small.build()
    assert "Changes" in small.nav("")
    home = small.page("")
    assert [(link["href"], link.get_text()) for link in home.select(".decl-front-imprint dd a")] == [
        ("changes/", "2 January 2025")
    ]
    for page in ("changes", "downloads"):
        assert len(small.page(page).select("link[rel=stylesheet][href*='/further-']")) == 1
    assert small.page("peace").select("link[href*='/further-']") == []
    (link,) = small.page("peace").select("link[type='application/atom+xml']")
    assert (link["rel"], link["href"]) == (["alternate", "feed"], f"{small.config['site_url']}changes.xml")
    assert "changes.xml" in small.page("downloads").get_text()
    assert (small.site / "changes.xml").is_file()
    small.config["site_url"] = ""
    small.build()
    assert "changes.xml is not written: the addresses in a feed are absolute; state 'site_url'" in small.log.text
    assert not (small.site / "changes.xml").exists()
    assert small.page("peace").select("link[type='application/atom+xml']") == []


def test_an_authors_page_of_changes_is_left_alone(small: Project) -> None:
    small.write("treaty.yaml", FIRST)
    small.options(lock="a.lock", glossary=None, imprint={"official": False})
    (small.folder / "a.lock").write_bytes(write_lock(taken(Lock(), FIRST, None, "2025-01-02", "First edition")))
    small.write("docs/changes.md", "# What is new\n")
    small.build()
    assert "the page 'changes/' of the site is left out: 'docs/changes.md' has its address" in small.log.text
    assert "What is new" in small.page("changes").get_text()
    assert not (small.site / "changes.xml").exists()


def test_a_menu_that_names_changes_without_a_lock_is_told_why(small: Project) -> None:
    small.config["nav"] = ["index.md", "$declaration", "changes.md"]
    assert "'changes.md', which needs a lock; state the option 'lock' and run" in small.fail()
