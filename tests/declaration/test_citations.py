"""Citations of every shape in every style, as a legal editor would write them: by the package and by the scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mkdocs_declaration.exports.site_data.cards import page_data
from mkdocs_declaration.instrument.citations import bibliography, citations
from mkdocs_declaration.instrument.citations.bibliography import FORMATS
from mkdocs_declaration.instrument.citations.styles import STYLES, Joined
from mkdocs_declaration.instrument.ranges import between
from mkdocs_declaration.pages.head.assets import SOURCES
from serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from mkdocs_declaration.edition import Edition

GOLDEN = Path(__file__).with_name("citations.yaml")
PASSAGES = """async ([data, ids]) => {
  const { passageOf } = await import("/passages.js")
  const pages = Object.keys(data)
  return Promise.all(ids.map(id => passageOf(id, pages, async page => data[page], path => `https://example.org/${path}`)))
}"""
TODAY = "26 November 2026"


def golden(edition: Edition) -> dict[str, dict[str, str]]:
    """The citations by the id of what is cited and by style."""
    instrument = edition.instrument
    values = {"[T]": instrument.title, "[S]": instrument.short_title, "[D]": TODAY}
    text = GOLDEN.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(name, value)
    cited: dict[str, dict[str, str]] = yaml.safe_load(text)
    assert len(cited) == 14
    assert {frozenset(styles) for styles in cited.values()} == {
        frozenset(STYLES),
        frozenset((*STYLES, *bibliography.LOCATORS)),
    }
    return cited


def label(edition: Edition, id_: str) -> str:
    """The label of a clause or of a range; nothing for the whole."""
    if id_ == "whole":
        return ""
    first, *last = (edition.instrument.by_id[end] for end in id_.split("~"))
    span = between(first, last[0], edition.instrument, edition.words) if last else first
    assert span is not None
    return span.label


def test_every_shape_in_every_style(edition: Edition) -> None:
    instrument, words = edition.instrument, edition.words
    found: dict[str, dict[str, str]] = {}
    for id_, expected in golden(edition).items():
        found[id_] = {}
        for style, row in STYLES.items():
            pinpoint = citations.pinpoint(label(edition, id_), words, row.form)
            cited = citations.cite(style, instrument, words, pinpoint=pinpoint, link="[U]", today=TODAY, rich=True)
            within = citations.in_text(style, instrument, words, pinpoint=pinpoint)
            found[id_][style] = cited.replace("&lt;", "<").replace("&gt;", ">") + (f" | {within}" if within else "")
        pinpoint = citations.pinpoint(label(edition, id_), words, "stopped")
        for name in expected.keys() & bibliography.LOCATORS.keys():
            found[id_][name] = bibliography.locator(name, instrument, pinpoint)
    assert found == golden(edition)


def test_scripts_cite_as_the_package_does(edition: Edition, chromium: Browser) -> None:
    expected = {id_: cited for id_, cited in golden(edition).items() if id_ != "whole"}
    files = page_data(edition)
    data = {f"{slug}/": json.loads(files[f"assets/clauses/{slug}.json"]) for slug in edition.instrument.pages}
    with served(SOURCES / "scripts") as address:
        page = chromium.new_page()
        page.clock.set_fixed_time("2026-11-26T12:00:00")
        page.goto(address)
        passages: list[dict[str, Any]] = page.evaluate(PASSAGES, [data, list(expected)])
        page.close()
    found: dict[str, dict[str, str]] = {}
    for id_, passage in zip(expected, passages, strict=True):
        cited = {}
        for style in STYLES:
            plain, rich = passage["citations"][style], passage["rich"].get(style)
            if rich is not None:
                rich = rich.replace("&lt;", "<").replace("&gt;", ">")
                assert rich.replace("<i>", "").replace("</i>", "") == plain
            within = passage["inText"].get(style, "")
            cited[style] = (rich or plain).replace(passage["link"], "[U]") + (f" | {within}" if within else "")
        found[id_] = cited | passage["locators"]
        records = {name: write(edition.instrument, "https://example.org/") for name, write in FORMATS.items()}
        assert passage["bibliography"] == records
    assert found == expected


@pytest.mark.parametrize(("rich", "expected"), [(False, "A & B <C> 7"), (True, "<i>A &amp; B</i> &lt;C&gt; 7")])
def test_parts_without_a_value_are_left_out_with_what_sets_them_off(*, rich: bool, expected: str) -> None:
    part = Joined(" ", ("*{title}*", Joined(", ", ("<{link}>", "{date}")), "no {day}", "7"))
    assert part.set({"title": "A & B", "link": "C", "date": "", "day": ""}, rich=rich) == expected
