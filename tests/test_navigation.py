from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.places import Holder
from mkdocs_declaration.pages.head.navigation import absent, check, default, entries, expand, misspelt, unlisted
from mkdocs_declaration.problems import Source, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_declaration.edition import Edition

ENCODING = """
format: 1
instrument: {id: t, title: T, kind: convention, language: en}
preamble: {opening: We}
body:
  - kind: chapter
    number: Chapter I
    heading: General
    content:
      - {kind: article, number: "1", slug: one, content: [{text: One.}]}
      - {kind: article, number: "2", slug: two, content: [{text: Two.}]}
  - {kind: article, number: "3", slug: three, content: [{text: Three.}]}
"""
PAGES = ["preamble.md", {"Chapter I General": ["one.md", "two.md"]}, "three.md"]


def test_groups_without_a_page_become_headings(read: Callable[..., Edition]) -> None:
    assert entries(read(ENCODING).instrument, Catalogue()) == PAGES


def test_the_placeholder_is_replaced_where_it_stands() -> None:
    nav = [{"Home": "index.md"}, {"Text": "$declaration"}, {"More": ["a.md", "$declaration", {"B": "b.md"}]}]
    assert expand(nav, ["p.md", "q.md"]) == [
        {"Home": "index.md"},
        {"Text": ["p.md", "q.md"]},
        {"More": ["a.md", "p.md", "q.md", {"B": "b.md"}]},
    ]


def test_without_a_nav_the_order_is_that_of_the_text(read: Callable[..., Edition]) -> None:
    generated = ["index.md", "full-text.md"]
    assert default(read(ENCODING).instrument, Catalogue(), generated, ["about.md"]) == [
        "index.md",
        *PAGES,
        "full-text.md",
        "about.md",
    ]


def test_a_misspelt_placeholder_is_one() -> None:
    assert expand(["index.md", "$declaraton", {"Text": "declaration"}, "declaration.md"], ["p.md"]) == [
        "index.md",
        "p.md",
        {"Text": ["p.md"]},
        "declaration.md",
    ]


def test_pages_that_are_not_there_are_left_out() -> None:
    nav = [{"Glossary": "glossary.md"}, "glossary.md", {"More": ["glossary.md", "a.md"]}, {"B": "b.md"}]
    assert expand(nav, [], {"glossary.md"}) == [{"More": ["a.md"]}, {"B": "b.md"}]


def test_what_is_absent_and_why(read: Callable[..., Edition]) -> None:
    instrument = read(ENCODING).instrument
    pages = {"", "preamble", "one", "two", "three", "full-text", "downloads"}
    needs = "which needs a glossary; state the option 'glossary'"
    lock = {"changes.md": "which needs a lock; state the option 'lock' and run 'mkdocs-declaration freeze'"}
    assert absent(instrument, pages, {}) == {"glossary.md": needs, "at-a-glance.md": needs, **lock}
    pages.add("changes")
    assert absent(instrument, {*pages, "glossary", "at-a-glance"}, {}) == {}
    assert absent(instrument, {*pages, "glossary"}, {}) == {
        "at-a-glance.md": "which needs organisations or instruments that the text mentions; add them to the glossary"
    }
    omitted = {"downloads": Holder("downloads/index.html", "the clause 'downloads'")}
    assert absent(instrument, pages - {"downloads"} | {"glossary", "at-a-glance"}, omitted) == {
        "downloads.md": "whose address the clause 'downloads' has; rename that"
    }


TEXT = ["one.md", "two.md", "three.md", "four.md"]
SLUGS = ["", "one", "two", "three", "four", "full-text", "glossary", "article-1"]
ABSENT = {"at-a-glance.md": "which needs a glossary; state the option 'glossary'"}


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        ("nav:\n  - index.md\n  - Text: $declaration\n", ""),
        ("nav:\n  - one.md\n  - More: [two.md, three.md]\n  - four.md\n", ""),
        (
            "nav:\n  - Text: $declaraton\n",
            (
                "mkdocs.yml:3:11: expected pages of the site in 'nav', found '$declaraton'; "
                "did you mean '$declaration'? [navigation]\n"
                "     3 |   - Text: $declaraton\n"
                "       |           ^^^^^^^^^^^"
            ),
        ),
        (
            "nav:\n  - $declaration\n  - Glance: at-a-glance.md\n",
            (
                "mkdocs.yml:4:13: expected pages of the site in 'nav', found 'at-a-glance.md', which needs a glossary; "
                "state the option 'glossary', or remove the entry [navigation]\n"
                "     4 |   - Glance: at-a-glance.md\n"
                "       |             ^^^^^^^^^^^^^^"
            ),
        ),
        (
            "nav:\n  - index.md\n  - one.md\n  - Two: two.md\n  - tree.md\n  - four.md\n  - W: glosary.md\n",
            (
                "mkdocs.yml:6:5: expected pages of the site in 'nav', found 'tree.md'; did you mean 'three.md'? "
                "[navigation]\n"
                "     6 |   - tree.md\n"
                "       |     ^^^^^^^\n"
                "mkdocs.yml:8:8: expected pages of the site in 'nav', found 'glosary.md'; did you mean 'glossary.md'? "
                "[navigation]\n"
                "     8 |   - W: glosary.md\n"
                "       |        ^^^^^^^^^^"
            ),
        ),
        # Pages by hand or of another plugin; one that differs in its digits is no slip.
        (
            "nav: [README.md, about.md, $declaration, a/glosary.md, article-2.md, x.html, 'https://e.org/x.md']\n",
            "",
        ),
        (
            "nav:\n  - index.md\n",
            (
                "mkdocs.yml:2:1: expected all pages of the text in 'nav', found none for one.md, two.md, three.md, …; "
                "put '$declaration' in their place [navigation]\n"
                "     2 | nav:\n"
                "       | ^^^"
            ),
        ),
        (
            "nav:\n  - one.md\n  - two.md\n  - four.md\n",
            (
                "mkdocs.yml:2:1: expected all pages of the text in 'nav', found none for three.md; "
                "put '$declaration' in their place [navigation]\n"
                "     2 | nav:\n"
                "       | ^^^"
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_navigation(nav: str, expected: str) -> None:
    written = f"site_name: index.md\n{nav}"
    source = Source("mkdocs.yml", tuple(written.splitlines()))
    value = yaml.safe_load(written)["nav"]
    slips = misspelt(value, SLUGS, ["about", "at-a-glance"])
    assert report(check(value, TEXT, ABSENT, slips, source, excused=lambda _: False)) == expected


def test_pages_may_be_left_out_of_a_navigation_on_purpose() -> None:
    source = Source("mkdocs.yml")
    assert check(["index.md"], TEXT, {}, {}, source, excused=lambda _: True) == []
    assert check(None, TEXT, {}, {}, source, excused=lambda _: False) == []
    assert unlisted(None, TEXT) == []


def test_an_inherited_navigation_is_reported_without_a_line() -> None:
    source = Source("mkdocs.yml", ("INHERIT: base.yml",))
    assert report(check(["$declaratio"], TEXT, {}, {}, source, excused=lambda _: False)) == (
        "mkdocs.yml: expected pages of the site in 'nav', found '$declaratio'; "
        "did you mean '$declaration'? [navigation]"
    )


def flat(count: int, kind: str = "article", number: str = "Article {}") -> str:
    units = "".join(
        f"  - {{kind: {kind}, number: {number.format(n)}, slug: a{n}, content: [{{text: It is.}}]}}\n"
        for n in range(1, count + 1)
    )
    return f"{ENCODING.partition('body:')[0]}body:\n{units}"


@pytest.mark.parametrize(
    ("count", "titles"),
    [
        (20, []),
        (21, ["Articles 1–10", "Articles 11–20", "Article 21"]),
        (201, ["Articles 1–100", "Articles 101–200", "Article 201"]),
    ],
)
def test_many_siblings_are_grouped(read: Callable[..., Edition], count: int, titles: list[str]) -> None:
    pages = entries(read(flat(count)).instrument, Catalogue())
    assert [next(iter(entry)) for entry in pages if isinstance(entry, dict)] == titles
    assert list(_leaves(pages)) == ["preamble.md", *(f"a{n}.md" for n in range(1, count + 1))]
    assert max(_lengths(pages)) <= 21


def _leaves(nav: Any) -> Iterator[str]:
    for entry in nav:
        yield from [entry] if isinstance(entry, str) else _leaves(next(iter(entry.values())))


def _lengths(nav: Any) -> Iterator[int]:
    yield len(nav)
    for entry in nav:
        if isinstance(entry, dict):
            yield from _lengths(next(iter(entry.values())))


def test_groups_of_a_long_annex_are_named_without_it(read: Callable[..., Edition]) -> None:
    body = flat(40).partition("body:\n")[2].replace("\n", "\n    ").replace("- {", "    - {").rstrip()
    text = f"{ENCODING}  - kind: annex\n    number: Annex A\n    content:\n    {body}\n"
    assert entries(read(text).instrument, Catalogue())[-1] == {
        "Annex A": [
            {f"Articles {first}–{first + 9}": [f"a{n}.md" for n in range(first, first + 10)]}
            for first in (1, 11, 21, 31)
        ]
    }
