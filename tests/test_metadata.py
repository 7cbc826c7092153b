"""What pages say to those who unfurl, file or archive a link to them, and the pictures that such services show."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from mkdocs_declaration.exports.site_data.pictures import MOST, pictures
from mkdocs_declaration.pages.head.metadata import Described, tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import BeautifulSoup

    from mkdocs_declaration.edition import Edition
    from project import Project

TREATY = """
format: 1
instrument:
  id: t
  title: Treaty of “A” & B <C>
  short_title: Treaty
  kind: treaty
  language: en
  parties: [A, B & C]
  adopted: {date: 2001-05-17, place: D}
body: [{kind: section, number: "1.", heading: Peace, slug: one, content: [{text: One UN.}]}]
"""


def stated(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """What metadata and links a page has: name and value."""
    head = soup.head
    assert head is not None
    kinds = ("cite-as", "describedby", "alternate", "license")
    links = [(rel, str(link["href"])) for link in head.select("link[rel]") for rel in link["rel"] if rel in kinds]
    named = head.select("meta[property^=og], meta[name^=DC], meta[name^=twitter]")
    return [(str(tag.get("property") or tag.get("name")), str(tag["content"])) for tag in named] + links


def test_a_page_of_the_text(small: Project) -> None:
    small.write("treaty.yaml", TREATY)
    small.options(imprint={"licence_url": "https://example.org/terms"})
    small.build()
    site = small.config["site_url"]
    shared = [
        ("twitter:card", "summary_large_image"),
        ("DC.title", "Treaty of “A” & B <C>"),
        ("DC.creator", "A"),
        ("DC.creator", "B & C"),
        ("DC.date", "2001-05-17"),
        ("DC.type", "Treaty"),
        ("DC.language", "en"),
    ]
    picture = [
        ("og:image", f"{site}assets/og/one.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "1. Peace. One UN."),
    ]
    record = ("describedby", f"{site}declaration.csl.json")
    assert stated(small.page("one")) == [
        ("og:type", "article"),
        ("og:site_name", small.config["site_name"]),
        ("og:title", "1. Peace – Treaty"),
        ("og:description", "One UN."),
        ("og:url", f"{site}one/"),
        *picture,
        *shared,
        ("DC.identifier", f"{site}1/"),
        ("cite-as", f"{site}1/"),
        record,
        ("license", "https://example.org/terms"),
    ]
    assert stated(small.page("1.p1")) == [
        ("og:type", "article"),
        ("og:site_name", small.config["site_name"]),
        ("og:title", "Section 1, first paragraph – Treaty"),
        ("og:description", "One UN."),
        ("og:url", f"{site}1.p1/"),
        *picture,
        *shared,
        ("DC.identifier", f"{site}1.p1/"),
        ("alternate", "../assets/clauses/one.json"),
        ("cite-as", f"{site}1.p1/"),
        record,
        ("license", "https://example.org/terms"),
    ]
    assert [name for name, _ in stated(small.page("glossary")) if not name.startswith(("og", "twitter"))] == ["license"]


def test_the_whole_has_its_other_forms(small: Project) -> None:
    small.build()
    paths = ["declaration.epub", "declaration.txt", "declaration.md", "clauses.json", "clauses.csv", "declaration.json"]
    for path in ("", "full-text"):
        links = [href for rel, href in stated(small.page(path)) if rel == "alternate"]
        assert links == [
            f"{small.config['site_url']}{name}" for name in ("declaration.pdf", *paths, "declaration.akn.xml")
        ]


def test_without_an_address_nothing_needs_one() -> None:
    page = Described("T", "", "S", "", "../", cite_as="1/")
    instrument = type("", (), {"title": "T", "parties": (), "adopted": None, "kind": "act", "language": "fr"})()
    named = [next(iter(tag.attributes.values())) for tag in tags(page, instrument)]
    assert named == [
        *("og:type", "og:site_name", "og:title", "twitter:card", "DC.title", "DC.type", "DC.language", "describedby")
    ]


def test_pictures_are_the_same_bytes_each_time(read: Callable[..., Edition]) -> None:
    known, made = pictures(read(TREATY))
    assert {slug: picture.path for slug, picture in known.items()} == {
        "": "assets/og/index.png",
        "one": "assets/og/one.png",
    }
    assert made == pictures(read(TREATY))[1]
    for image in made.values():
        assert image[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", image[16:24]) == (1200, 630)
    assert len(set(made.values())) == 2


def test_a_long_text_has_one_picture(read: Callable[..., Edition]) -> None:
    numbers = range(1, MOST + 2)
    sections = ", ".join(f'{{kind: section, number: "{number}", slug: s{number}, heading: H}}' for number in numbers)
    many = read(f"{TREATY.partition('body:')[0]}body: [{sections}]")
    assert len(many.instrument.pages) == MOST + 1
    assert list(pictures(many)[0]) == [""]


def test_a_colour_is_a_colour(small: Project) -> None:
    small.options(pictures={"ink": "red", "accent": "#ABCDEF"})
    sentence = (
        "mkdocs.yml: the option 'pictures': expected a colour for 'ink', as in #1f3a5f, found 'red' [configuration]"
    )
    assert small.fail() == f"1 problem in the content\n\n{sentence}\n"
