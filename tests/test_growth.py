"""What a text costs grows with the text: nothing looks at every clause for each page or each clause.

Counted are lines that are executed, which are the same in every run. Where a loop is in a library, the processor's time
is measured, with much room for what else the machine does.
"""

from __future__ import annotations

import dataclasses
import gc
import gzip
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import instruments as generated
import mkdocs_declaration
from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.linkcheck import check_file
from mkdocs_declaration.documents.links.published import read_published, read_terms
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.exports.formats import pdf
from mkdocs_declaration.exports.publication import publish
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.glossary.matcher import Matcher
from mkdocs_declaration.glossary.relations import at_a_glance
from mkdocs_declaration.glossary.term import Term
from mkdocs_declaration.instrument.inline import pieces
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.text.markup import parse
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import write_lock
from mkdocs_declaration.permanence.lock.model import Lock

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from mkdocs_declaration.edition import Edition
    from project import Project

PACKAGE = str(Path(mkdocs_declaration.__file__).parent)
SIZE = 100
GROWTH = 2.3
"""How many times as many lines twice the text may take."""
PAGE_GROWTH = 1.1
"""How many times as many compressed bytes a page of a long text may have as one of a text of ten pages."""
LINK_GROWTH = 1.2
"""How many times as many lines the same links into twice the text may take."""
CPU_GROWTH = 6
"""How many times as much of the processor's time four times the text may take."""


def lines_executed(function: Callable[[], Any]) -> int:
    """The lines of the package and its templates that a function executes."""
    count = 0

    def local(_frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def traced(frame: FrameType, _event: str, _: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        function()
    finally:
        sys.settrace(before)
    return count


def instrument(count: int, *, nested: bool, former: bool) -> bytes:
    """Short articles, with a page, a term and references each; formerly every other one had a second paragraph."""
    articles = []
    for n in range(1, count + 1):
        second = ", {number: (2), text: Gone.}" if former and n % 2 else ""
        see = f"by Article {n * 7 % count + 1}, paragraph 1 of Article {count} and the preceding article"
        content = f"content: [{{number: (1), text: 'The body {n} meets {see}.'}}{second}]"
        articles.append(f"{{kind: article, number: Article {n}, slug: {'f' if former else 'a'}{n}, {content}}}")
    chapters = [articles[start : start + 5] for start in range(0, count, 5)]
    numbered = enumerate(chapters, start=1)
    groups = [f"{{kind: chapter, number: Chapter {n}, content: [{', '.join(held)}]}}" for n, held in numbered]
    body = "\n".join(f"- {entry}" for entry in (groups if nested else articles))
    head = "format: 1\ninstrument: {id: t, title: T, kind: act, language: en, adopted: {date: 2001-05-17}}\nbody:\n"
    return (head + body).encode()


def glossary(count: int) -> bytes:
    terms = "\n".join(
        f"- {{id: b{n}, name: Body {n}, kind: fund, forms: [body {n}], description: It., sources: [{{title: S}}]}}"
        for n in range(1, count + 1)
    )
    return f"format: 1\nterms:\n{terms}".encode()


@pytest.mark.parametrize("nested", [False, True], ids=["flat", "nested"])
def test_the_lines_that_are_executed_grow_with_the_text(nested: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    monkeypatch.setitem(sys.modules, "typst", None)  # of the PDF, which another program sets

    def lines(count: int) -> tuple[int, int]:
        now, terms = (instrument(count, nested=nested, former=False), glossary(count))
        lock = Lock()
        for data, successors in (
            (instrument(count, nested=nested, former=True), {}),
            (now, {f"{n}.2": f"{n}" for n in range(1, count + 1, 2)}),
        ):
            edition = read(data, terms, None)
            lock = freeze(lock, edition.instrument, edition.glossary.terms, Freezing("2026-01-01", "R", successors))
        locked = write_lock(lock)
        reading = lines_executed(lambda: read(now, terms, locked))
        edition = read(now, terms, locked)
        return reading, lines_executed(lambda: publish(Renderer(edition)))

    lines(2)  # compiles the templates
    (read_once, published_once), (read_twice, published_twice) = lines(SIZE), lines(2 * SIZE)
    assert read_twice / read_once < GROWTH
    assert published_twice / published_once < GROWTH


LINKS = """
“The body {0} meets” ([a](https://e.org/t/a{0}/#{0})), “The body {0} meet” ([b](https://e.org/t/{0}/)).

“The body {1} meets” ([c](https://e.org/t/a{0}/#{0})).

[d](https://e.org/t/a{0}/#{0}.9), [e](https://e.org/t/aa{0}/), [f](https://e.org/t/{0}x/), [g](https://e.org/t/a{0}/#Art.{0}),
[h](https://e.org/t/glossary/#bb{0}), [i](https://e.org/t/a{0}/#heading-{0}), [j](https://e.org/t/full-text/#{0}~{1}),
[k](https://e.org/t/about-{0}/#x).
"""


def test_links_take_lines_that_do_not_grow_with_the_text_they_lead_into() -> None:
    def lines(count: int) -> tuple[int, int]:
        edition = read(instrument(count, nested=True, former=False), glossary(count), None)
        published, _ = read_published("c.json", EXPORTERS["clauses.json"].write(edition))
        assert published is not None
        terms = read_terms(EXPORTERS["glossary.json"].write(edition))
        addresses = Addresses(dataclasses.replace(published, terms=terms), ("https://e.org/t/",))
        # The tables are made for the first document, and asked for the second.
        first, second = ("\n".join(LINKS.format(n, n + 3) for n in range(start, start + 20, 4)) for start in (3, 5))
        making = lines_executed(lambda: check_file(addresses, "a.md", first.encode()))
        checked = check_file(addresses, "a.md", second.encode())
        assert (checked.links, len(checked.problems), len(checked.unsettled)) == (55, 20, 25)
        third = second.replace("[a]", "[again]")
        addresses._read.cache_clear()  # type: ignore[attr-defined]  # noqa: SLF001 - what it remembers would take no lines
        return making, lines_executed(lambda: check_file(addresses, "b.md", third.encode()))

    lines(SIZE)  # compiles and imports
    (made_once, checked_once), (made_twice, checked_twice) = lines(2 * SIZE), lines(4 * SIZE)
    assert made_twice / made_once < GROWTH
    assert checked_twice / checked_once < LINK_GROWTH


def read(encoding: bytes, terms: bytes, lock: bytes | None) -> Edition:
    edition, problems = read_edition(
        ("e.yaml", encoding), ("g.yaml", terms), Catalogue(), lock=("l.lock", lock) if lock else None
    )
    assert problems == []
    assert edition is not None
    return edition


def cpu(function: Callable[[], Any]) -> float:
    """The least of the processor's seconds that a function takes in five runs, without collections of garbage."""
    seconds = []
    gc.disable()
    try:
        for _ in range(5):
            start = time.process_time()
            function()
            seconds.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(seconds)


def grows_too_fast(seconds: Callable[[int], float], count: int) -> bool:
    """Whether four times the count takes too many times as much time in each of three comparisons.

    Another program that runs at the same time makes one of the two slower; what grows with the square is 16 each time.
    """
    return all(seconds(4 * count) / seconds(count) >= CPU_GROWTH for _ in range(3))


def term(id_: str, *forms: str, ignore_case: bool = False) -> Term:
    return Term(id=id_, name=id_, kind="concept", forms=forms, description="It.", ignore_case=ignore_case)


def test_the_matcher_takes_time_that_grows_with_a_single_text() -> None:
    matcher = Matcher([term("common", "council"), term("rare", "tribunal", ignore_case=True)])

    def seconds(count: int) -> float:
        text = "The council meets once in two years. " * count + "The Tribunal meets. "
        assert len(matcher.mentions(text)) == count + 1
        return cpu(lambda: matcher.mentions(text))

    assert not grows_too_fast(seconds, 1000)


def test_nesting_takes_time_that_grows_with_a_single_text() -> None:
    matcher = Matcher([term("council", "council")])

    def seconds(count: int) -> float:
        text, _ = parse("*The great* council **meets** here. " * count)
        links = matcher.mentions(text.plain)
        assert len(links) == count
        return cpu(lambda: pieces(text, links))

    assert not grows_too_fast(seconds, 500)


def test_the_pdf_takes_time_that_grows_with_the_text() -> None:
    def seconds(count: int, title: str) -> float:
        encoding = generated.encoding(generated.Shape(count, 20)).replace("Generated Convention", title)
        edition = read(encoding.encode(), generated.glossary(20).encode(), None)
        start = time.process_time()  # once: the second time it would be remembered
        pdf.export(edition)
        return time.process_time() - start

    assert any(seconds(400, title) / seconds(100, title) < CPU_GROWTH for title in ("First", "Second"))


def page_bytes(small: Project, count: int) -> int:
    """The compressed bytes of a page of a text of many, in the look of the package."""
    small.write("treaty.yaml", instrument(count, nested=False, former=False).decode())
    small.write("terms.yaml", glossary(count).decode())
    small.options(exports=False)
    small.build()
    page = (small.site / "a5" / "index.html").read_bytes()
    return len(gzip.compress(page, 9, mtime=0))


def test_a_page_does_not_grow_with_the_text(small: Project) -> None:
    small.config["nav"] = ["index.md", "$declaration", "full-text.md", "at-a-glance.md", "glossary.md", "downloads.md"]
    assert page_bytes(small, 120) / page_bytes(small, 10) < PAGE_GROWTH
    menu = small.nav("a5")
    assert menu.index("Article 5") == menu.index("Article 4") + 1


def test_the_menu_of_a_long_text_has_what_is_open_and_groups(small: Project) -> None:
    small.config["nav"] = ["index.md", "$declaration", "full-text.md", "at-a-glance.md", "glossary.md", "downloads.md"]
    page_bytes(small, 45)
    here = [f"Article {n}" for n in range(11, 21)]
    others = ["Articles 1–10", "Articles 21–30", "Articles 31–40", "Articles 41–45"]
    menu = small.nav("a15")
    assert [name for name in menu if name.startswith("Article")] == [others[0], *here, *others[1:]]
    assert [link["href"] for link in small.page("a10").select("a[rel=next]")] == ["../a11/"]
    assert len(small.page("at-a-glance").select("thead th a")) == 45


@pytest.mark.parametrize(
    ("count", "nested", "titles"),
    [
        (50, False, [f"Article {n}" for n in range(1, 51)]),
        (55, False, ["Articles 1–10", "Articles 11–20", "Articles 21–30", "Articles 31–40", "Articles 41–50"]),
        (55, True, [f"Chapter {n}" for n in range(1, 12)]),
        (150, True, [f"Chapter {n}" for n in range(1, 31)]),
    ],
)
def test_at_a_glance_has_top_divisions_where_pages_are_many(count: int, nested: bool, titles: list[str]) -> None:  # noqa: FBT001
    edition = read(instrument(count, nested=nested, former=False), glossary(count), None)
    glance = at_a_glance(edition.instrument, edition.glossary, edition.words)
    assert [column.title for column in glance.columns][: len(titles)] == titles
    assert len(glance.columns) - len(titles) == (count == 55 and not nested)
    ((_, rows),) = glance.groups
    marked = [[column.title for column, marks in zip(glance.columns, row.cells, strict=True) if marks] for row in rows]
    size = 1 if count == 50 else 5 if nested else 10
    assert marked == [[glance.columns[n // size].title] for n in range(count)]
