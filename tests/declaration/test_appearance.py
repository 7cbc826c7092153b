"""How pages look: what a designer decided, as measures of a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from handling import tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

TEXT = ("preamble/", "sea-piracy/", "full-text/")
OTHERS = (
    *("", "glossary/", "subjects/", "at-a-glance/", "about/", "accessibility/", "citing/", "downloads/", "changes/"),
    *("9.9/", "developers/contract/"),
)
STYLE = """() => {
  const article = document.querySelector(".md-content__inner")
  const headings = [...article.querySelectorAll("h1, h2, h3")].filter(one => one.checkVisibility())
  const { left } = headings[0].getBoundingClientRect()
  return {
    headings: [...new Set(headings.map(heading => {
      const { color, fontFamily, fontWeight } = getComputedStyle(heading)
      return `${fontFamily} ${fontWeight} ${color}`
    }))],
    sizes: [...new Set([...article.querySelectorAll("h1:not(.decl-title, :has(.decl-title))")]
      .map(heading => getComputedStyle(heading).fontSize))],
    width: Math.max(...[...article.querySelectorAll("h1, h2, p, li, dl, table, section")]
      .filter(one => one.checkVisibility() && !one.closest("pre, .decl-glance, .decl-front-facts, .md-typeset__table"))
      .map(one => Math.round(one.getBoundingClientRect().right - left)))
  }
}"""


@pytest.mark.parametrize("width", [360, 1440])
def test_all_pages_are_by_one_hand(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 900})
    found = {}
    for path in (*TEXT, *OTHERS):
        page.goto(path)
        found[path] = page.evaluate(STYLE)
    face = (
        '"Iowan Old Style", "Palatino Linotype", Palatino, P052, "TeX Gyre Pagella", "Noto Serif", Charter, Georgia, '
        "serif 600 rgb(31, 58, 95)"
    )
    assert {path: one["headings"] for path, one in found.items() if one["headings"] != [face]} == {}
    assert {size for one in found.values() for size in one["sizes"]} == {"31px"}
    column = min(20 * (31 + 2.7), width - 2 * 16)  # of the text and its numbers; on a phone, between its margins
    assert {path: one["width"] for path, one in found.items() if one["width"] != column} == {}
    page.goto("citing/")
    expect(page.locator(".admonition").first).to_have_css("border-top-color", "rgb(223, 219, 210)")
    page.close()


def test_the_header_on_a_phone_has_room_for_the_name_of_a_section(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 360, "height": 800})
    for path in ("illicit-drug-trafficking/", "trafficking-in-persons/", "full-text/"):
        page.goto(path)
        title = page.locator(".md-header__topic:visible > .md-ellipsis")
        assert title.evaluate("title => title.scrollWidth <= title.clientWidth"), path
    page.close()


LINES = """head => {
  const range = document.createRange()
  range.selectNodeContents(head)
  const lines = new Map()
  for (const { bottom, left, right } of range.getClientRects()) {
    const [start, end] = lines.get(Math.round(bottom)) ?? [left, right]
    lines.set(Math.round(bottom), [Math.min(start, left), Math.max(end, right)])
  }
  return [...lines.values()].map(([start, end]) => end - start)
}"""
"""How wide the lines of an element are, in pixels."""


def test_no_running_head_leaves_a_number_on_a_line_of_its_own(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("terrorism/")
    head = page.locator(".decl-running-head")
    broken = 0
    for width in range(240, 400, 4):
        page.set_viewport_size({"width": width, "height": 800})
        lines = head.evaluate(LINES)
        broken += len(lines) == 2
        assert min(lines) >= 50, width
    assert broken > 5
    page.close()


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    """The boxes of the first element of each selector, with their ends."""
    found: list[Any] = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [{**box, "right": box["x"] + box["width"], "bottom": box["y"] + box["height"]} for box in found]


PARTS = (
    "h1",
    ".decl-front-ways",
    ".decl-front-facts",
    ".decl-brief",
    ".decl-front-contents",
    ".decl-front-imprint",
    ".decl-front-cite",
)


def test_the_front_page_names_the_instrument_and_leads_on_in_a_first_view(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 360, "height": 740})
    page.goto("")
    title = "The ASEAN-Japan Joint Declaration For Cooperation to Combat Terrorism and Transnational Crime"
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".decl-front-facts dt")).to_have_text(["Adopted", "Occasion", "Parties", "Title as printed"])
    expect(page.locator(".decl-front-facts dd").last).to_have_text(f"“{title}”")
    parts = boxes(page, *PARTS)
    assert [part["y"] for part in parts] == sorted(part["y"] for part in parts)
    for way in page.locator(".decl-front-ways a:visible").all():
        expect(way).to_be_in_viewport(ratio=1)
    cite = page.locator(".decl-front-ways a").last
    expect(cite).to_have_text("Cite the declaration")
    expect(cite).to_have_css("border-top-width", "0px")
    for width in (768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert boxes(page, ".decl-front-ways")[0]["height"] < 90  # one row, and the room below it
    for width in (1240, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        heading, ways, facts, *_ = boxes(page, *PARTS)
        assert facts["x"] >= heading["x"] + 20 * (31 + 2.7)  # beside the column, in which nothing waits for it
        assert facts["width"] >= 180
        assert facts["right"] >= page.locator(".md-content__inner").evaluate(
            "content => content.getBoundingClientRect().right - 8"
        )
        assert ways["y"] < facts["bottom"]
    page.goto("full-text/")
    expect(page.locator("h1")).to_have_text(title)
    page.close()


ALONE = """() => [...document.querySelectorAll('.decl-brief p:not(.decl-brief-label)')].filter(sentence => {
  const words = [...sentence.querySelector('bdi').getClientRects()].at(-1)
  const range = document.createRange()
  range.setStart(sentence.querySelector('a bdi').firstChild, 0)
  range.setEnd(sentence.querySelector('a bdi').firstChild, 1)
  return Math.abs(range.getBoundingClientRect().bottom - words.bottom) > 6
}).map(sentence => sentence.textContent)"""
"""The sentences in plain words whose first clause stands on a line without any of their words."""


def test_no_line_of_plain_words_begins_with_what_they_rest_on(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    for width in (320, 360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("", "terrorism/", "illicit-drug-trafficking/"):
            page.goto(path)
            page.evaluate("for (const more of document.querySelectorAll('.decl-brief details')) more.open = true")
            assert page.evaluate(ALONE) == [], (width, path)
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_plain_words_stand_below_the_heading_and_are_folded_on_phones(
    chromium: Browser, address: str, *, script: bool
) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 800}, java_script_enabled=script)
    page = context.new_page()
    page.goto("illicit-drug-trafficking/")
    parts = boxes(page, "h1", ".decl-brief", '[id="2.1"]')
    assert [part["y"] for part in parts] == sorted(part["y"] for part in parts)
    assert parts[1]["height"] <= 230
    sentences = page.locator(".decl-brief p:not(.decl-brief-label)")
    expect(sentences).to_have_count(3)
    expect(sentences.first).to_be_visible()
    expect(sentences.last).to_be_hidden()
    page.locator(".decl-brief summary").press("Enter")
    expect(sentences.last).to_be_visible()
    page.reload()
    for reach in ({"media": "print"}, {"media": "screen"}):
        page.emulate_media(**reach)  # type: ignore[arg-type]
        expect(sentences.last).to_be_visible()
        expect(page.locator(".decl-brief summary")).to_be_hidden()
        page.set_viewport_size({"width": 1440, "height": 900})
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_what_clauses_are_about_stands_in_one_column(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 900})
    for path, count in (("illicit-drug-trafficking/", 4), ("preamble/", 9), ("trafficking-in-persons/", 7)):
        page.goto(path)
        starts = page.locator(".decl-about dd").evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
        assert len(starts) == count, path
        assert len(set(starts)) == 1, path
    page.close()


def test_the_files_to_take_away_have_contents(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.goto("downloads/")
    links = page.locator(".md-sidebar--secondary a")
    expect(links).to_have_text(["To read", "For programs", "Beside the text"])
    links.last.click()
    expect(page.locator("#_downloads-beside")).to_be_in_viewport()
    page.close()


MARKS = """() => {
  const all = selector => [...document.querySelectorAll(selector)]
  const box = element => element.getBoundingClientRect()
  const meet = (one, other) => one.left < other.right - 0.5 && other.left < one.right - 0.5
    && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5
  const marks = all(".decl-glance-mark")
  const boxes = marks.map(box)
  return {
    sizes: [...new Set(boxes.map(({ width, height }) => Math.min(width, height)))],
    overlaps: boxes.filter((one, place) => boxes.slice(place + 1).some(other => meet(one, other))).length,
    outside: marks.filter(mark => {
      const [cell, own] = [mark.parentElement, mark].map(box)
      return own.left < cell.left - 0.5 || own.right > cell.right + 0.5
    }).length,
    numbers: all("[data-mentions]").map(mark => getComputedStyle(mark, "::before").content),
    modes: [...new Set(all(".decl-glance *").map(one => getComputedStyle(one).writingMode))],
    heads: all(".decl-glance-full").filter(head => box(head).width > 2).length,
    legend: document.querySelector(".decl-glance-legend").checkVisibility()
  }
}"""


def test_at_a_glance_has_marks_for_fingers_and_level_heads(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 360, "height": 800})
    page.goto("at-a-glance/")
    small = page.evaluate(MARKS)
    assert {name: small.pop(name) for name in ("heads", "legend")} == {"heads": 0, "legend": True}
    assert page.locator(".decl-glance-legend span").all_inner_texts()[:2] == ["P Preamble", "1 Terrorism"]
    page.set_viewport_size({"width": 1440, "height": 900})
    wide = page.evaluate(MARKS)
    assert {name: wide.pop(name) for name in ("heads", "legend")} == {"heads": 9, "legend": False}
    expected = {"sizes": [24], "overlaps": 0, "outside": 0, "modes": ["horizontal-tb"], "numbers": ['"2" / ""'] * 2}
    assert small == wide == expected
    page.close()


def say(page: Page) -> Locator:
    """Have a notice shown, with a clock that stands still until it is told."""
    page.clock.install()
    page.goto("arms-smuggling/#6.2")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    tool(page, "6.1", "link").dispatch_event("click")
    page.wait_for_function("() => document.getElementById('_reader-status').textContent === ''")
    notice = page.locator("#_reader-status")
    while not notice.inner_text():  # the clipboard answers when it likes
        page.clock.run_for(20)
    return notice


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_a_notice_covers_no_words(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": width, "height": 800})
    notice = say(page)
    for words in (
        "Link to paragraph 6.1 copied.",
        "From paragraph 6.1: choose the end.",
    ):
        notice.evaluate("(line, words) => { line.textContent = words }", words)
        (shown, header) = boxes(page, "#_reader-status", ".md-header")
        assert shown["bottom"] <= header["bottom"]
        for button in page.locator(".md-header :is(label[for], .decl-search-button)").all():
            if box := button.bounding_box():
                assert box["x"] >= shown["right"] or box["x"] + box["width"] <= shown["x"]
    page.close()


@pytest.mark.parametrize(("label", "milliseconds"), [("paragraph 6.1", 2500), ("a" * 60, 4560)])
def test_a_notice_is_shown_for_as_long_as_it_takes_to_read(
    chromium: Browser, address: str, label: str, milliseconds: int
) -> None:
    page = chromium.new_page(base_url=address, permissions=["clipboard-write"])
    page.add_init_script(
        f"addEventListener('DOMContentLoaded', () => document.getElementById('6.1').dataset.label = '{label}')"
    )
    notice = say(page)
    assert notice.inner_text() == f"Link to {label} copied."
    page.clock.run_for(milliseconds - 100)
    expect(notice).to_have_class("is-said")
    page.clock.run_for(100)
    expect(notice).not_to_have_class("is-said")
    page.close()


@pytest.mark.parametrize("path", ["sea-piracy/", "money-laundering/"])
def test_what_a_clause_is_about_has_most_of_the_line(chromium: Browser, address: str, path: str) -> None:
    """A long name stands above it where the screen is narrow."""
    page = chromium.new_page(base_url=address, viewport={"width": 360, "height": 800})
    page.goto(path)
    shares = page.locator(".decl-about dl > div").evaluate_all(
        "rows => rows.map(row => row.lastElementChild.clientWidth / row.clientWidth)"
    )
    assert min(shares) >= 0.6
    page.set_viewport_size({"width": 1366, "height": 800})
    name, about = boxes(page, ".decl-about dt", ".decl-about dd")
    assert about["x"] > name["right"]
    assert about["y"] == name["y"]
    page.close()


def test_a_note_begins_where_the_words_do_that_it_is_about(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    beside = {}
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("full-text/")
        for id_ in ("preamble.5", "preamble.9", "5.iii", "7.2.i", "8.1.ii"):
            note, text = boxes(page, f'[id="{id_}"] .clause-note')[0], boxes(page, f'[id="{id_}"] .clause-text')[0]
            beside[id_, width] = round(note["x"] - text["x"])
    assert beside == dict.fromkeys(beside, 0)
    assert len(beside) == 10
    page.close()


def test_a_note_on_a_slip_of_the_source_is_a_word_that_opens(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 360, "height": 800})
    page.goto("sea-piracy/")
    note = page.locator('[id="5.iii"] .clause-note')
    sign = note.locator("summary")
    expect(sign).to_have_text("sic")
    size, colour = "one => parseFloat(getComputedStyle(one).fontSize)", "one => getComputedStyle(one).color"
    text = page.locator('[id="5.iii"] .clause-text')
    assert sign.evaluate(size) <= 0.8 * text.evaluate(size)
    assert sign.evaluate(colour) != text.evaluate(colour)
    assert boxes(page, '[id="5.iii"] summary')[0]["height"] >= 24
    words = note.locator("p")
    expect(words).to_be_hidden()
    note.locator("summary").click()
    expect(words).to_be_visible()
    expect(words).to_have_text("sea piracy ; [sic: so in the source] With a blank before the semicolon.")
    note.locator("summary").click()
    page.emulate_media(media="print")
    expect(words).to_be_visible()
    expect(note.locator("summary")).to_be_hidden()
    page.close()


def test_the_menu_of_readers_ends_with_what_is_behind_the_site(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.goto("")
    entries = page.locator(".md-nav--primary > .md-nav__list > .md-nav__item")
    titles = ["Home", "The declaration", "Full text", "At a glance", "Subjects", "Glossary", "About the text"]
    titles += ["How to cite and link", "Data and downloads", "Changes", "Accessibility", "Behind this site"]
    expect(entries).to_have_text(titles)
    active, other = (page.locator(f".md-nav--primary .md-nav__link{kind}").first for kind in ("--active", "[href]"))
    expect(active).to_have_css("font-weight", "600")
    assert page.locator(".md-nav__link--active").first.evaluate("link => getComputedStyle(link).boxShadow") != "none"
    entries.last.get_by_role("link").click()
    expect(page).to_have_url(f"{address}encoding/")
    expect(other).to_have_css("font-weight", "400")
    group = entries.last.locator("nav").first
    expect(group.get_by_role("link")).to_have_text(["For authors", "Patterns for authors", "For developers"])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("")
    page.locator("label[for=__drawer].md-header__button").click()
    expect(entries.last).to_be_in_viewport()
    entries.last.get_by_role("link").click()
    expect(page).to_have_url(f"{address}encoding/")
    page.close()


CONTRASTS = """() => {
  const luminance = name => {
    document.body.style.outlineColor = `var(--decl-${name})`
    const [, ...signs] = /rgb\\((\\d+), (\\d+), (\\d+)\\)/.exec(getComputedStyle(document.body).outlineColor)
    const [red, green, blue] = signs.map(sign => sign / 255)
      .map(sign => (sign <= 0.04045 ? sign / 12.92 : ((sign + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const inks = ["ink", "ink-soft", "link", "number", "accent"]
  const pairs = inks.flatMap(ink => ["paper", "raised", "arrival"].map(ground => [ink, ground]))
  return [...pairs, ["header-ink", "header"], ["footer-ink", "footer"]]
    .map(([ink, ground]) => [`${ink} on ${ground}`, contrast(ink, ground)]).filter(([, value]) => value < 7)
}"""
"""Pairs of colours whose contrast is less than 7 to 1 (WCAG 2.2, success criterion 1.4.6)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_have_a_contrast_of_seven_to_one(chromium: Browser, address: str, scheme: Any) -> None:
    page = chromium.new_page(base_url=address, color_scheme=scheme)
    page.goto("about/")
    assert page.evaluate(CONTRASTS) == []
    page.close()
