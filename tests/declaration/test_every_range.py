"""Every two clauses of the declaration as a range, held against the order of the source."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from source_text import lead_in
from states import TITLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from source_text import SourceText


pytestmark = pytest.mark.long
ARRIVE = """async pairs => {
  let copied = null
  navigator.clipboard.write = async ([item]) => { copied = await (await item.getType("text/plain")).text() }
  const { port1, port2 } = new MessageChannel() // timers wait four milliseconds
  const turn = () => new Promise(resolve => { port1.onmessage = resolve; port2.postMessage(null) })
  const covered = () => [...document.querySelectorAll(".clause.is-marked")].flatMap(clause =>
    [clause, ...(clause.matches("section, .is-begun") ? [] : clause.querySelectorAll(".clause"))].map(({ id }) => id))
  const found = []
  for (const [one, other, isNested] of pairs) {
    copied = null
    const arrived = new Promise(resolve => { addEventListener("hashchange", resolve, { once: true }) })
    location.hash = `${one}~${other}`
    await arrived
    const bar = isNested ? ".clause.is-marked > .clause-tools" : ".decl-bar[data-range] [role=toolbar]"
    while (!document.querySelector(bar))
      await turn()
    const tools = document.querySelector(bar)
    tools.querySelector("[data-action=text]").click()
    while (copied === null)
      await turn()
    found.push([covered(), tools.ariaLabel, copied, decodeURIComponent(location.hash.slice(1))])
  }
  return found
}"""
"""Goes to ranges: the clauses that are marked, the name of the tools, what they copy, the fragment."""
PLAIN = "document.querySelectorAll('link[rel=stylesheet], style').forEach(sheet => sheet.remove())"
"""Takes the look from a page: it is asked what it does, and style sheets would take half of the time."""


class Source:
    """The clauses of the source in its order, with what holds them, as the rule of ids says."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.ids = ["preamble", *source.units]

    def holders(self, id_: str) -> list[str]:
        """What holds a clause, innermost first."""
        above, _, number = id_.rpartition(".")
        if not above:
            return []
        if re.fullmatch("[ivx]+", number) and f"{above}.p1" in self.source.units:
            above = f"{above}.p1"
        return [above, *self.holders(above)]

    def covered(self, first: str, last: str) -> list[str]:
        """The clauses from the first to the end of the last."""
        rest = self.ids[self.ids.index(first) :]
        return rest[: max(rest.index(id_) for id_ in rest if id_ == last or last in self.holders(id_)) + 1]

    def named(self, id_: str) -> tuple[str, str | None]:
        """The kind of a clause and its number; the name and nothing, if it has none."""
        if match := re.fullmatch(r"preamble\.(\d+)", id_):
            return "preamble, recital", match[1]
        if id_.startswith("preamble"):
            return ", ".join([part + " words" * bool(place) for place, part in enumerate(id_.split("."))]), None
        if match := re.fullmatch(r"(\d+)\.p1", id_):
            return f"section {match[1]}, first paragraph", None
        number = re.sub(r"\.([ivx]+)$", r"(\1)", id_)
        return "paragraph" if "." in number else "section", number

    def label(self, first: str, last: str) -> str:
        """What a range is called."""
        (kind, number), (other, end) = self.named(first), self.named(last)
        if number and end and kind == other:
            base, bracket, _ = number.partition("(")
            if bracket and end.startswith(f"{base}("):
                return f"{kind} {number}–{end.removeprefix(base)}"
            return f"{kind}s {number}–{end}"
        names = [f"{name} {count}" if count else name for name, count in ((kind, number), (other, end))]
        if self.holders(first)[:1] == self.holders(last)[:1]:
            names[1] = names[1].removeprefix("preamble, ")
        return " to ".join(names)

    def text(self, covered: list[str]) -> str:
        """The words of clauses, with what leads to them."""
        lines = [lead_in(covered[0], self.source), *(self.source.units.get(id_, "") for id_ in covered)]
        return "\n".join(filter(None, lines))

    def pairs(self) -> list[tuple[str, str, bool]]:
        """Every two clauses, and whether the first holds the other."""
        return [(one, other, one in self.holders(other)) for one, other in itertools.combinations(self.ids, 2)]


@pytest.fixture(scope="module")
def text(source: SourceText) -> Source:
    return Source(source)


def test_every_two_clauses_are_a_range(reader: Page, address: str, text: Source) -> None:
    pairs = text.pairs()
    assert len(pairs) == 1891
    reader.goto("full-text/")
    reader.evaluate(PLAIN)
    found: list[Any] = reader.evaluate(ARRIVE, pairs)
    wrong = []
    for (one, other, is_nested), answer in zip(pairs, found, strict=True):
        covered = text.covered(one, one if is_nested else other)
        kind, number = text.named(one)
        outer = f"{kind} {number}" if number else kind
        label = outer if is_nested else text.label(one, other)
        id_ = one if is_nested else f"{one}~{other}"
        pages = {end.partition(".")[0] for end in (one, other)}
        body, _, citation = answer[2].rpartition("\n\n")
        expected = [covered, f"Tools for {label}", text.text(covered), id_, f"{TITLE}, 12 November 2014, {label}, "]
        given = [answer[0], answer[1], body, answer[3], citation[: citation.index("http")]]
        link = citation[citation.index("http") :]
        is_linked = link == f"{address}{id_}/" if is_nested else link.endswith(f"/#{id_}")
        if given != expected or not is_linked or ("full-text/" in link) != (len(pages) > 1 and not is_nested):
            wrong.append((id_, given, expected, link))
    assert wrong == []


def test_ranges_are_linked_across_pages(reader: Page, address: str, text: Source) -> None:
    pages = {"preamble": "preamble/", "1": "terrorism/", "2": "illicit-drug-trafficking/", "5": "sea-piracy/"}
    across = [
        (one, other)
        for one, other, _ in text.pairs()
        if one.partition(".")[0] in pages and one.partition(".")[0] != other.partition(".")[0]
    ]
    for one, other in across[:: len(across) // 39][:40]:
        reader.goto(f"{pages[one.partition('.')[0]]}#{one}~{other}", wait_until="commit")
        reader.wait_for_url(f"{address}full-text/#{one}~{other}", wait_until="commit")
        reader.locator(".decl-bar[data-range] strong").wait_for()
        expect(reader.locator(".decl-bar[data-range] strong")).to_have_text(text.label(one, other))
        assert reader.url == f"{address}full-text/#{one}~{other}"
        marked = reader.locator(".clause.is-marked").evaluate_all("all => all.map(clause => clause.id)")
        assert set(marked) <= set(text.covered(one, other))
        assert marked[0] == one
