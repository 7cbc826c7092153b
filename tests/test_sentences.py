"""What leads to the words of an item, and what ends its sentence."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.cards import page_data
from mkdocs_declaration.pages.kinds.short_links import redirects
from mkdocs_declaration.pages.markup.templating import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

CASES = {
    "the words of what holds it": (
        "A Party may:|(a) land;|(b) leave.",
        {"1.1.a": ("1. A Party may:", ""), "1.1.b": ("1. A Party may:", "")},
    ),
    "a chain, outermost first": (
        "No Party may:|(a) land|+(i) ships;",
        {"1.1.a": ("1. No Party may:", ""), "1.1.a.i": ("1. No Party may: (a) land", "")},
    ),
    "a sentence that ended leads to nothing": (
        "“Ships” are these.|(a) boats:|+(i) big;",
        {"1.1.a.i": ("(a) boats:", "")},
    ),
    "an end within quotation marks": ("It says “land here.”|(a) boats", {}),
    "sentences before it are left out": (
        "They land at quays. A harbour has ships. A Party may:|(a) leave",
        {"1.1.a": ("1. … A Party may:", "")},
    ),
    "what may be an abbreviation ends nothing": (
        "They land in Sept. A Party (Govt. Ships) may:|(a) leave",
        {"1.1.a": ("1. They land in Sept. A Party (Govt. Ships) may:", "")},
    ),
    "nor does a stop before a small letter, in brackets or in quotation marks": (
        "At quays. we (of this harbour. And ships) “of quays. And ships” may:|(a) leave",
        {"1.1.a": ("1. At quays. we (of this harbour. And ships) “of quays. And ships” may:", "")},
    ),
    "closing words end the sentence": (
        "Where:|(a) a ship lands; or|(b) it leaves,|a Party says so.",
        {
            "1.1.a": ("1. Where:", "… a Party says so."),
            "1.1.b": ("1. Where:", "a Party says so."),
            "1.1.closing": ("1. Where: …", ""),
        },
    ),
    "of items within items": (
        "Where:|(a) a ship|+(i) big|+(ii) or old|+lands,|(b) it leaves,|a Party says so.",
        {
            "1.1.a": ("1. Where:", "… a Party says so."),
            "1.1.a.i": ("1. Where: (a) a ship", "… lands, … a Party says so."),
            "1.1.a.ii": ("1. Where: (a) a ship", "lands, … a Party says so."),
            "1.1.a.closing": ("1. Where: (a) a ship …", "… a Party says so."),
            "1.1.b": ("1. Where:", "a Party says so."),
            "1.1.closing": ("1. Where: …", ""),
        },
    ),
    "closing words after the end of a list are a sentence": (
        "A Party may:|(a) leave.|Ships are free.",
        {"1.1.a": ("1. A Party may:", "")},
    ),
}
"""Paragraph 1, its items and closing words, those of the next level after a plus; the sentences of its parts."""


def encoded(lines: list[str], number: str | None = "1.") -> dict[str, Any]:
    unit: dict[str, Any] = {"text": lines[0]} | ({"number": number} if number else {})
    inner: list[tuple[str, str, list[str]]] = []
    for line in lines[1:]:
        if line.startswith("+"):
            inner[-1][2].append(line[1:])
        elif item := re.fullmatch(r"(\(\w+\)) (.+)", line):
            inner.append((item[1], item[2], []))
        else:
            unit["closing"] = line
    items = [encoded([words, *lines], number) for number, words, lines in inner]
    return unit | ({"items": items} if items else {})


def code(*paragraphs: dict[str, Any], language: str = "en", number: str = "Article {}") -> str:
    contents = [list(paragraphs), [{"text": OTHER}]]
    articles = [
        {"kind": "article", "number": number.format(count), "slug": f"article-{count}", "content": content}
        for count, content in enumerate(contents, start=1)
    ]
    instrument = {"id": "t", "title": "T", "kind": "code", "language": language}
    return json.dumps({"format": 1, "instrument": instrument, "body": articles}, ensure_ascii=False)


OTHER = "Each State and each Party has ships; they land at quays of this harbour, and the harbour has one quay."


@pytest.mark.parametrize("name", CASES)
def test_sentences(read: Callable[..., Edition], name: str) -> None:
    lines, expected = CASES[name]
    edition = read(code(encoded(lines.split("|"))))
    assert {id_: (found.before, found.after) for id_, found in edition.sentences.items()} == expected


def test_without_a_number(read: Callable[..., Edition]) -> None:
    edition = read(code(encoded(["They land at quays. A Party may:", "(a) leave"], number=None)))
    assert {id_: found.before for id_, found in edition.sentences.items()} == {"1.a": "… A Party may:"}


def test_scripts_without_blanks(read: Callable[..., Edition]) -> None:
    words = "港を置く。船は次のとおり（小舟。大舟。）とし、"
    edition = read(code(encoded([words, "(a) 小舟"]), language="ja", number="第{}条"))
    assert [found.before for found in edition.sentences.values()] == ["1. … 船は次のとおり（小舟。大舟。）とし、"]


CLOSED = encoded(["Where:", "(a) a ship lands; or", "(b) it leaves,", "a Party says so."])


def test_where_an_item_stands_alone(read: Callable[..., Edition]) -> None:
    edition = read(code(CLOSED))
    page = BeautifulSoup(redirects(Renderer(edition))["1.1.a/index.html"], "html.parser")
    shown = [p.get_text() for p in page.select("main p")]
    assert shown == ["1. Where:", "(a) a ship lands; or", "… a Party says so."]
    whole = "1. Where: (a) a ship lands; or … a Party says so."
    selectors = ("meta[name=description]", "meta[property='og:description']")
    assert [page.select(selector)[0]["content"] for selector in selectors] == [whole] * 2
    data = json.loads(page_data(edition)["assets/clauses/article-1.json"])
    known = {clause["id"]: clause for clause in data["clauses"]}
    assert (known["1.1.a"]["before"], known["1.1.a"]["after"]) == ("1. Where:", "… a Party says so.")
    assert known["1.1"].keys().isdisjoint({"before", "after"})
    entries = json.loads(search_data.data(edition, {"article-1": "1", "article-2": "2"}))["entries"]
    entry = next(entry for entry in entries if entry["path"].endswith("#1.1.a"))
    assert (entry["before"], entry["number"], entry["text"]) == ("1. Where:", "(a)", "a ship lands; or")


def test_no_part_of_a_lead_in_is_cut(read: Callable[..., Edition]) -> None:
    """What decides, as the first word here, may stand anywhere in it."""
    lead = "No Party shall, " + "whatever the season, " * 30 + "be obliged to allow:"
    edition = read(code(encoded([lead, "(a) " + "ships " * 99 + "ships"])))
    page = BeautifulSoup(redirects(Renderer(edition))["1.1.a/index.html"], "html.parser")
    described = str(page.select("meta[name=description]")[0]["content"])
    assert re.fullmatch(re.escape(f"1. {lead} (a) ") + "(ships ){49}ships…", described)
