"""At a glance with many terms and many mentions: a picture that can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import instruments
from instruments import Shape
from mkdocs_declaration.glossary.relations import MANY_ROWS, MAX_MARKS
from serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from project import Project

GLOSSARY = """
format: 1
terms:
  - {id: un, name: UN, kind: organisation, forms: [UN], description: It., sources: [{title: S}]}
"""
CORNER = """() => {
  const region = document.querySelector(".decl-glance-region")
  region.scrollTo(120, 900)
  const { left, top } = region.getBoundingClientRect()
  const heads = [...region.querySelectorAll("thead th")]
  return [region.scrollTop, heads.every(head => Math.abs(head.getBoundingClientRect().top - top) < 1),
    document.elementFromPoint(left + 10, top + 10).closest("th") === heads[0]]
}"""
"""Where the picture was scrolled to, whether its heads are at the top, and whether the first is above all."""

BELOW = """() => document.querySelector(".decl-card").getBoundingClientRect().top
  - document.activeElement.getBoundingClientRect().bottom"""
"""How far a card is below what has the focus."""
LINES = """heads => heads.map(head => {
  const words = document.createRange()
  words.selectNodeContents(head)
  const { left, right } = words.getBoundingClientRect()
  const cell = head.closest("th").getBoundingClientRect()
  return [head.textContent, words.getClientRects().length, left >= cell.left && right <= cell.right]
})"""
"""Heads of columns: the words, the number of their lines, and whether these are within the cell."""


def write(small: Project, *paragraphs: int) -> None:
    """An article with so many paragraphs that name the term, for each number."""
    articles = (
        f"  - {{kind: article, number: Article {n}, slug: a{n}, content: ["
        + ", ".join(f"{{number: ({p}), text: We trust the UN.}}" for p in range(1, count + 1))
        + "]}"
        for n, count in enumerate(paragraphs, 1)
    )
    head = "format: 1\ninstrument: {id: t, title: T, kind: act, language: en}\nbody:"
    small.write("treaty.yaml", "\n".join([head, *articles]))
    small.write("terms.yaml", GLOSSARY)


def test_of_many_mentions_the_first_are_marked(small: Project) -> None:
    write(small, MAX_MARKS, MAX_MARKS + 8)
    small.build()
    page = small.page("at-a-glance/")
    full, cut = page.select(".decl-glance td")
    assert [len(cell.select(".decl-glance-mark")) for cell in (full, cut)] == [MAX_MARKS, MAX_MARKS]
    assert full.select(".decl-glance-more") == []
    more = [(link["href"], link["title"], link.get_text()) for link in cut.select(".decl-glance-more")]
    assert more == [("../glossary/#un", "8 more", "+8")]
    assert page.select(".decl-glance--long, .decl-glance-kinds") == []
    assert len(small.page("glossary/").select("#un .term-mentions a")) == 2 * MAX_MARKS + 8


def test_many_terms_are_looked_at_below_heads_that_stay(small: Project, chromium: Browser) -> None:
    instruments.write(Shape(150, 150), small.folder)
    small.options(encoding="instrument.yaml", glossary="glossary.yaml", exports=False)
    small.config["strict"] = False
    small.build()
    page = small.page("at-a-glance/")
    assert len(page.select(".decl-glance tbody tr:not(.decl-glance-kind)")) > MANY_ROWS
    kinds = [link["href"] for link in page.select(".decl-glance-kinds a")]
    assert kinds == [f"#{row['id']}" for row in page.select(".decl-glance-kind")]
    assert kinds == ["#_organisation", "#_instrument", "#_plan", "#_mechanism", "#_fund"]
    with served(small.site) as address:
        for width in (1440, 360):
            seen = chromium.new_page(viewport={"width": width, "height": 800})
            seen.goto(f"{address}at-a-glance/")
            seen.locator(".decl-glance-region").scroll_into_view_if_needed()
            assert seen.evaluate(CORNER) == [900, True, True]
            assert seen.evaluate("document.documentElement.scrollWidth") == width
            seen.get_by_role("link", name="Plans").click()
            row = seen.locator("#_plan").bounding_box()
            head = seen.locator(".decl-glance thead th").first.bounding_box()
            assert row is not None
            assert head is not None
            bar = seen.locator(".md-header").bounding_box()
            assert bar is not None
            assert head["y"] >= bar["y"] + bar["height"] - 1, width
            assert row["y"] >= head["y"] + head["height"] - 1
            seen.close()


def test_a_card_goes_with_its_mark(small: Project, chromium: Browser) -> None:
    instruments.write(Shape(150, 150), small.folder)
    small.options(encoding="instrument.yaml", glossary="glossary.yaml", exports=False)
    small.config["strict"] = False
    small.build()
    with served(small.site) as address:
        page = chromium.new_page(viewport={"width": 1440, "height": 1600})
        page.goto(f"{address}at-a-glance/")
        page.locator(".decl-glance-region").scroll_into_view_if_needed()
        page.locator(".decl-glance-mark").nth(9).focus()
        page.keyboard.press("Tab")
        expect(page.locator(".decl-card")).to_be_visible()
        below = page.evaluate(BELOW)
        page.evaluate("document.querySelector('.decl-glance-region').scrollTop += 60")
        page.wait_for_function(f"below => Math.abs(({BELOW})() - below) < 1", arg=below, timeout=3000)
        page.close()


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", "I II III IV V VI VII VIII IX X XI XII XIII XIV"),
        ("ja", "百十 百十一 百十二 百十三 百十四 百十五 百十六 百十七 百十八 百十九 百二十 百二十一 百二十二 百二十三"),
    ],
)
def test_no_head_of_a_column_stands_in_two_lines(
    small: Project, chromium: Browser, language: str, numbers: str
) -> None:
    write(small, *(1 for _ in numbers.split()))
    encoding = small.folder / "treaty.yaml"
    text = encoding.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    written = {"en": "number: Article {},", "ja": "number: 第{}条, out_of_sequence: true,"}
    for n, number in enumerate(numbers.split(), 1):
        text = text.replace(f"number: Article {n},", written[language].format(number))
    small.write("treaty.yaml", text)
    small.config["strict"] = False
    small.build()
    with served(small.site) as address:
        page = chromium.new_page(viewport={"width": 360, "height": 800})
        page.goto(f"{address}at-a-glance/")
        heads = page.locator(".decl-glance-short").evaluate_all(LINES)
        page.close()
    assert [lines for _, lines, _ in heads] == [1 for _ in numbers.split()], heads
    assert all(is_within for *_, is_within in heads), heads
