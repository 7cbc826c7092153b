"""What a site states of itself as a copy."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from bs4 import Tag

    from project import Project

WHOLE = {
    "official": False,
    "publisher": "The <library>",
    "contact": "library@example.org",
    "checked": "By hand.",
    "licence": "Free to use.",
    "accessibility": "mine/",
    "commit": "0123abc",
    "source": "received/text.txt",
}


LINE = "Not an official publication. About this copy · Accessibility"
PLACES = {
    "one/index.html": ("..", "../mine/"),
    "mine/index.html": ("..", "./"),
    "index.html": (".", "mine/"),
    "404.html": ("/treaty/", "/treaty/mine/"),
}
"""Where the home page and the statement on accessibility are, as seen from pages."""


def shown(line: Tag) -> tuple[str, list[str]]:
    """The words and the links of the line on every page."""
    return line.get_text(), [str(link["href"]) for link in line.select("a")]


def stated(small: Project, page: str = "") -> list[tuple[str, str, str | None]]:
    """Names, texts and links of the block on the front page, or on another."""
    (block,) = small.page(page).select("section[aria-labelledby=_imprint]")
    values = [(value.get_text(), str(value.a["href"]) if value.a else None) for value in block.select("dd")]
    return [(name.get_text(), *value) for name, value in zip(block.select("dt"), values, strict=True)]


def test_a_site_says_what_it_is(small: Project) -> None:
    small.write("received/text.txt", "We trust the UN.\n")
    small.write("docs/mine.md", "# Mine\n")
    small.options(imprint=WHOLE)
    small.build()
    digest = hashlib.sha256(b"We trust the UN.\n").hexdigest()
    assert stated(small) == [
        ("Status", "Not an official publication.", None),
        ("Source file", f"text.txt SHA-256 {digest}", "source/text.txt"),
        ("Checked", "By hand.", None),
        ("Publisher", "The <library>", None),
        ("Contact", "library@example.org", "mailto:library@example.org"),
        ("Licence", "Free to use.", None),
        ("Accessibility", "Statement on accessibility", "mine/"),
        ("Made from", " 0123abc", None),
    ]
    assert (small.site / "source" / "text.txt").read_text(encoding="utf-8") == "We trust the UN.\n"
    for path, (home, statement) in PLACES.items():
        (line,) = BeautifulSoup((small.site / path).read_bytes(), "html.parser").select(".decl-imprint")
        assert line.find_parent(class_="md-footer")
        assert shown(line) == (LINE, [f"{home}{'.' * home.endswith('/')}#_imprint", statement])


@pytest.mark.parametrize(("theme", "look"), [("mkdocs", True), ("readthedocs", True), ("material", False)], ids=str)
def test_themes_without_a_place_for_it_have_it_behind_the_content(small: Project, theme: str, *, look: bool) -> None:
    small.write("docs/mine.md", "# Mine\n\nWords.\n")
    small.options(imprint={"official": False, "accessibility": "mine/"}, look=look)
    small.config["theme"] = {"name": theme}
    small.build()
    for path, (home, statement) in PLACES.items():
        (line,) = BeautifulSoup((small.site / path).read_bytes(), "html.parser").select(".decl-imprint")
        assert shown(line) == (LINE, [f"{home.rstrip('/')}/#_imprint", statement])
    searched = small.site / "assets" / "search-pages.json"
    assert not look or "official" not in searched.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("official", "status"),
    [
        ({}, "It is not stated whether this is an official publication."),
        ({"official": True}, "An official publication."),
    ],
)
def test_what_is_not_stated_is_said_to_be_not_stated(small: Project, official: dict[str, bool], status: str) -> None:
    small.options(imprint={**official, "contact": "https://example.org/contact"})
    small.build()
    assert stated(small) == [
        ("Status", status, None),
        ("Publisher", "not stated", None),
        ("Contact", "https://example.org/contact", "https://example.org/contact"),
        ("Licence", "not stated", None),
    ]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_beside_a_front_page_of_the_site_the_full_text_has_the_block(small: Project, theme: str) -> None:
    small.write("received/text.txt", "We trust the UN.\n")
    small.write("docs/index.md", "# Own\n")
    small.write("docs/mine.md", "# Mine\n\nSee [what it is](full-text.md#_imprint).\n")
    small.options(imprint=WHOLE, home=False)
    small.config["theme"] = {"name": theme}
    small.build()
    block = {row[0]: row[2] for row in stated(small, "full-text")}
    assert block["Source file"] == "../source/text.txt"
    assert block["Contact"] == "mailto:library@example.org"
    assert block["Accessibility"] == "../mine/"
    lead = {"one/index.html": "../full-text/#_imprint", "index.html": "full-text/#_imprint"}
    lead |= {"404.html": "/treaty/full-text/#_imprint"}
    for path, link in lead.items():
        soup = BeautifulSoup((small.site / path).read_bytes(), "html.parser")
        assert soup.select("[id=_imprint]") == []
        (line,) = soup.select(".decl-imprint")
        assert line.a is not None
        assert str(line.a["href"]).removeprefix("./") == link


def test_a_site_that_states_nothing_has_no_block(small: Project) -> None:
    small.build()
    assert small.page("").select("#_imprint, .decl-imprint") == []


def test_a_source_that_is_not_there_is_an_error(small: Project) -> None:
    small.options(imprint={"source": "received/none.txt"})
    with pytest.raises(SystemExit) as error:
        small.build()
    assert error.value.code == 1
