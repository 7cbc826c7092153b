"""What a site states of itself as a copy."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
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


def stated(small: Project) -> list[tuple[str, str, str | None]]:
    """Names, texts and links of the block on the front page."""
    (block,) = small.page("").select("section[aria-labelledby=_imprint]")
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
    for path, href in (
        ("one/index.html", "..#_imprint"),
        ("mine/index.html", "..#_imprint"),
        ("index.html", ".#_imprint"),
    ):
        (line,) = BeautifulSoup((small.site / path).read_bytes(), "html.parser").select(".md-footer .decl-imprint")
        assert line.get_text() == "Not an official publication. About this copy"
        assert [link["href"] for link in line.select("a")] == [href]


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


def test_a_site_that_states_nothing_has_no_block(small: Project) -> None:
    small.build()
    assert small.page("").select("#_imprint, .decl-imprint") == []


def test_a_source_that_is_not_there_is_an_error(small: Project) -> None:
    small.options(imprint={"source": "received/none.txt"})
    with pytest.raises(SystemExit) as error:
        small.build()
    assert error.value.code == 1
