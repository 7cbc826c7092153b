"""What is copied of the text, with its citation or by hand."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from handling import CLIPBOARD, tool
from source_text import SourceText, lead_in
from states import TITLE


def test_the_copied_text_is_that_of_the_source_and_its_citation(reader: Page, address: str, source: SourceText) -> None:
    reader.goto("full-text/")
    copied = {}
    for id_ in source.units:
        tool(reader, id_, "text").dispatch_event("click")
        expect(reader.get_by_role("status")).to_have_text(re.compile(r"copied with its citation"))
        copied[id_] = reader.evaluate(CLIPBOARD)
        reader.evaluate("document.getElementById('_reader-status').textContent = ''")
    for id_, text in copied.items():
        body, _, citation = text.rpartition("\n\n")
        held = [other for other in source.units if other == id_ or holds(id_, other)]
        expected = "\n".join(source.units[one] for one in held)
        if lead := lead_in(id_, source):
            expected = f"{lead} {expected}"
        assert body == expected
        assert citation.startswith(f"{TITLE}, 12 November 2014, ")
        assert citation.split(", ")[-1] == f"{address}{id_}/"


def holds(id_: str, other: str) -> bool:
    """Whether a clause is in another one, by their ids."""
    owner = id_.removesuffix("p1")
    return other.startswith(f"{owner.rstrip('.')}.") and not (id_.endswith("p1") and other == id_)


SELECT = """([from, to]) => {
  const [first, last] = [from, to].map(selector => document.querySelector(selector))
  const range = document.createRange()
  range.setStartBefore(first)
  range.setEndAfter(last)
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}"""


def by_hand(page: Page, first: str, last: str) -> str:
    """What is copied of what stands between two elements, themselves included."""
    page.evaluate(SELECT, [first, last])
    page.keyboard.press("Control+c")
    copied: str = page.evaluate(CLIPBOARD)
    return copied


def test_a_passage_copied_by_hand_is_that_of_the_source_line_by_line(reader: Page, source: SourceText) -> None:
    reader.goto("full-text/")
    lines = by_hand(reader, "#preamble", "#\\38").splitlines()
    assert lines == list(source.units.values())
    lines = by_hand(reader, "#\\32\\.1", "#\\32\\.2\\.i").splitlines()
    assert lines == [source.units[id_] for id_ in ("2.1", "2.2", "2.2.i")]
    assert by_hand(reader, "#preamble\\.8 .clause-mark", "#preamble\\.8 .clause-text") == source.units["preamble.8"]
    reader.keyboard.press("Control+a")
    reader.keyboard.press("Control+c")
    assert reader.evaluate(CLIPBOARD).splitlines() == list(source.units.values())


def test_what_is_copied_by_hand_keeps_its_emphasis_and_where_it_begins(reader: Page) -> None:
    reader.goto("terrorism/")
    reader.evaluate("""() => {
      const [opening] = document.querySelector("[id='1.3'] > p > .clause-text").childNodes
      const emphasis = document.querySelector("[id='1.3'] em")
      getSelection().setBaseAndExtent(opening, 2, emphasis.firstChild, 3)
    }""")
    reader.keyboard.press("Control+c")
    assert reader.evaluate(CLIPBOARD) == "calling the"
    html = reader.evaluate(
        """navigator.clipboard.read().then(([item]) => item.getType("text/html")).then(blob => blob.text())"""
    )
    assert '<p lang="en">calling <em>the</em></p>' in html


def test_what_is_raised_or_lowered_is_copied_so(reader: Page) -> None:
    reader.goto("terrorism/")
    words = "[id='1.3'] > p > .clause-text"
    markup = "10<sup>-3</sup> g of CO<sub>2</sub>, the 1<sup>st</sup>"
    reader.evaluate("([words, html]) => { document.querySelector(words).innerHTML = html }", [words, markup])
    assert by_hand(reader, words, words) == "10⁻³ g of CO₂, the 1st"


def test_what_is_no_text_of_the_instrument_is_copied_as_ever(reader: Page) -> None:
    reader.goto("sea-piracy/")
    reader.locator(".clause-note summary").click()
    assert "With a blank before the semicolon." in by_hand(reader, ".clause-note", ".clause-note")
    beyond = by_hand(reader, "[id='5.iv']", ".decl-text-navigation")
    assert "Enhancing regional cooperation" in beyond
    assert "Previous" in beyond


def test_marks_that_are_not_in_the_text_cannot_be_selected(reader: Page) -> None:
    """Also where no script runs."""
    reader.goto("preamble/")
    expect(reader.locator("#preamble\\.8 .clause-mark")).to_have_css("user-select", "none")
    expect(reader.locator("#preamble > .clause-title > .clause-label")).to_have_css("user-select", "none")
