"""What a reader sees of the whole, in a real browser: where one is, the picture, arriving, weight, settings."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handling import await_rest, side_by_side
from states import PAGES, SHORT_TITLE, open_card, open_panel

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition


def test_every_page_of_the_text_says_what_it_is_and_where(chromium: Browser, address: str, edition: Edition) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 390, "height": 664})
    page = context.new_page()
    places = {slug: found.division for slug, found in edition.instrument.pages.items()}
    for slug, division in places.items():
        last = edition.instrument.by_page[slug][-1]
        page.goto(f"{slug}/#{last.id}")
        expect(page.locator(".decl-running-head")).to_have_text(f"{SHORT_TITLE} › {division.label}")
        topic = page.locator("[data-md-component='header-topic'] .md-ellipsis")
        expect(topic).to_be_in_viewport()
        expect(topic).to_have_text(division.title)
        assert topic.evaluate("topic => getComputedStyle(topic, '::before').content") == f'"{SHORT_TITLE}"'
    page.locator(".decl-running-head a").click()
    expect(page).to_have_url(address)
    context.close()


def test_the_header_names_the_section_of_the_full_text_that_is_read(reader: Page) -> None:
    reader.goto("full-text/")
    topic = reader.locator("[data-md-component='header-topic'] .md-ellipsis")
    expect(topic).to_have_text("Full text")
    for id_, title in (("3.3.iv", "3. Trafficking in Persons"), ("preamble.8", "Preamble"), ("8.2", "8. Cybercrime")):
        reader.goto(f"full-text/#{id_}")
        expect(topic).to_have_text(title)
    reader.evaluate("scrollTo(0, 0)")
    expect(topic).to_have_text("Full text")


@pytest.mark.parametrize("path", ["no/such/page/", "2014/report", "%E0%A4%A/"])
def test_another_wrong_address_offers_the_contents(reader: Page, address: str, path: str) -> None:
    reader.goto(path)
    await_rest(reader)
    expect(reader.locator("#_missing-clauses")).to_be_hidden()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to content")).to_be_focused()
    reader.get_by_role("main").get_by_role("link", name="5. Sea Piracy").click()
    expect(reader).to_have_url(f"{address}sea-piracy/")


def test_no_page_fetches_the_list_of_all_clauses(reader: Page) -> None:
    asked: list[str] = []

    def note(request: Any) -> None:
        asked.append(request.url.partition("/asean-japan/")[2])

    reader.on("request", note)
    open_card(reader)
    open_panel(reader)
    reader.goto("glossary/")
    reader.locator("#ammtc .term-mentions a").first.hover()
    expect(reader.locator(".decl-card--clause")).to_be_visible()
    reader.goto("full-text/#6~8")
    expect(reader.locator(".decl-bar strong")).to_have_text("sections 6–8")
    reader.goto("9.9/")
    expect(reader.locator("#_missing-clauses a").first).to_be_visible()
    fetched = {path for path in asked if path.endswith(".json") and not path.startswith("assets/terms/")}
    pages = ("preamble", "arms-smuggling", "international-economic-crime", "cybercrime")
    assert fetched == {"assets/addresses.json", *(f"assets/clauses/{slug}.json" for slug in pages)}


def test_the_picture_has_a_mark_for_every_mention(reader: Page, edition: Edition) -> None:
    reader.goto("at-a-glance/")
    marks = reader.locator(".decl-glance-mark").evaluate_all(
        "all => all.map(mark => [mark.hash.slice(1), mark.innerText])"
    )
    shown = [term for term in edition.glossary.terms if term.kind not in ("abbreviation", "concept")]
    assert len(marks) == sum(len(edition.glossary.mentioned_in[term.id]) for term in shown)
    assert ["8.1.ii", "paragraph 8.1(ii) names INTERPOL"] in marks
    assert ["preamble.1", "preamble, recital 1 names ASEAN 2 times"] in marks
    row = reader.get_by_role("row", name=re.compile(r"^UNODC"))
    assert row.get_by_role("cell").evaluate_all("cells => cells.map(cell => cell.children.length)") == [
        1,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        1,
    ]
    header = reader.get_by_role("columnheader").all_inner_texts()
    assert len(header) == 10


def test_a_mark_leads_to_its_clause_by_keyboard(reader: Page, address: str) -> None:
    reader.goto("at-a-glance/")
    reader.get_by_role("link", name="paragraph 8.1(ii) names INTERPOL").focus()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(f"{address}cybercrime/#8.1.ii")


def test_clauses_that_share_terms_and_subjects_meet(reader: Page) -> None:
    reader.goto("illicit-drug-trafficking/")
    shared = reader.locator("#_elsewhere ~ dl > div")
    expect(shared.locator("dt a")).to_have_text(
        [
            *(f"preamble, recital {number}" for number in (2, 5, 6, 7, 8)),
            *("paragraph 3.3(i)", "paragraph 3.3(ii)", "section 4, first paragraph", "paragraph 6.2"),
            *("paragraph 6.2(i)", "paragraph 8.2"),
        ]
    )
    expect(shared.nth(1).locator("dd")).to_have_text(
        "AMMTC · Dialogues and meetings · Law enforcement – 2.2 · 2.2(i) · 2.2(iii)"
    )
    reader.goto("preamble/")
    row = shared.filter(has=reader.get_by_role("link", name="paragraph 8.2", exact=True))
    expect(row.locator("dd a.term")).to_have_text(["ASEAN-Japan Cybercrime Dialogue", "UNODC"])


@pytest.mark.parametrize("path", ["cybercrime/", "full-text/"])
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_arriving_at_a_clause(chromium: Browser, address: str, path: str, motion: Any) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 700}, reduced_motion=motion)
    page = context.new_page()
    page.goto(f"{path}#8.1.iii")
    for id_ in ("8.1.iii", "8.2"):
        if id_ == "8.2":
            page.evaluate("location.hash = '8.2'")
        clause = page.locator(f'[id="{id_}"]')
        expect(clause).to_be_focused()
        expect(clause).to_be_in_viewport()
        top = clause.evaluate("element => element.getBoundingClientRect().top")
        assert top >= page.locator(".md-header").evaluate("element => element.getBoundingClientRect().bottom")
    context.close()


def test_an_address_that_is_cut_off_does_no_harm(reader: Page) -> None:
    reader.goto("terrorism/#%E0%A4%A")
    reader.evaluate("location.hash = '1.3.ii'")
    expect(reader.locator('[id="1.3.ii"]')).to_be_focused()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("full-text/#5.ii", "5. Sea Piracy"),
        ("full-text/#3", "3. Trafficking in Persons"),
        ("cybercrime/#8.2", "8.2 We welcome"),
        ("preamble/#preamble.5", "[5] DETERMINING"),
        ("sea-piracy/#5.ii", "(ii) Promoting"),
        ("glossary/#igci", "IGCI"),
    ],
)
def test_the_contents_say_where_one_is(reader: Page, path: str, name: str) -> None:
    reader.set_viewport_size({"width": 1440, "height": 500})
    reader.goto(path)
    active = reader.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(active).to_have_text(re.compile(rf"^\s*{re.escape(name)}"))


def test_the_switch_of_colours_is_remembered(reader: Page) -> None:
    reader.goto("")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    reader.get_by_title("Switch to light colours").click()
    reader.get_by_title("Switch to dark colours").click()
    assert reader.evaluate(scheme) == "slate"
    reader.goto("terrorism/")
    assert reader.evaluate(scheme) == "slate"
    reader.get_by_title("Switch to the colours of the system").click()
    assert reader.evaluate(scheme) == "default"


def test_back_to_top(reader: Page) -> None:
    reader.set_viewport_size({"width": 1440, "height": 500})
    reader.goto("full-text/")
    reader.mouse.wheel(0, 3000)
    reader.wait_for_function("window.scrollY > 2000")
    reader.mouse.wheel(0, -300)
    reader.get_by_role("button", name="Back to top").click()
    reader.wait_for_function("window.scrollY === 0")


IN_HEADER = """() => {
  const { bottom } = document.querySelector(".md-header").getBoundingClientRect()
  const shown = [...document.querySelectorAll(".md-header__topic > .md-ellipsis")].filter(one => one.checkVisibility())
  return shown.every(one => {
    const { bottom: end, top } = one.getBoundingClientRect()
    return top >= 0 && end <= bottom
  })
}"""


def test_zoomed_to_four_times_nothing_is_lost(chromium: Browser, address: str) -> None:
    # 1280 pixels at 400 % are 320 (WCAG 2.2, success criterion 1.4.10).
    context = chromium.new_context(base_url=address, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.evaluate(IN_HEADER), path
    page.goto("full-text/")
    clipped = page.locator(".clause-text").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth).length"
    )
    assert clipped == 0
    context.close()


def test_without_javascript_every_page_reads(chromium: Browser, address: str) -> None:
    context: BrowserContext = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert page.locator(".clause-tools, .decl-card, dialog[open]").count() == 0
        expect(page.locator(".decl-no-script")).to_be_visible()
        assert "The search needs JavaScript." in page.locator(".decl-no-script").inner_text()
    page.goto("")
    expect(page.get_by_role("main").get_by_role("link", name="Search")).to_be_hidden()  # it would lead to that sentence
    context.close()


@pytest.mark.parametrize(
    ("path", "most"),
    [
        *(("", 90_000), ("terrorism/", 90_000), ("subjects/", 90_000)),
        *(("glossary/", 92_000), ("full-text/", 95_000)),  # which hold all of it
    ],
)
def test_a_first_view_is_light(chromium: Browser, address: str, path: str, most: int) -> None:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    responses: list[Any] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - a built-in is refused
    page.goto(path)
    await_rest(page)
    sizes = {
        response.url.partition("/asean-japan/")[2]: len(gzip.compress(response.body(), 9)) for response in responses
    }
    assert sum(sizes.values()) <= most, json.dumps(sizes, indent=1)
    assert len(sizes) <= 12
    assert not any(re.search(r"\.(?:woff2?|ttf|otf)$", url) for url in sizes)
    assert not any("mkdocstrings" in url for url in sizes)  # which the reference alone needs
    ours = sorted(url.removeprefix("assets/declaration/") for url in sizes if url.startswith("assets/declaration/"))
    assert [re.sub(r"-[A-Z0-9]{8}\.", "-DIGEST.", name) for name in ours] == [
        "main-DIGEST.js",
        "part-DIGEST.js",  # what the scripts that are loaded later need as well
        "reader-DIGEST.css",
    ]
    assert sum(size for url, size in sizes.items() if re.search(r"declaration/.*\.js", url)) <= 12_000
    context.close()


SHIFT = """new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput)
        sum += entry.value
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => resolve(sum), 100)
})"""


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jumps(chromium: Browser, address: str, edition: Edition, width: int) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 800})
    # The pages that an author wrote are left out: examples in them are drawn by what they show.
    text = [f"{slug}/" for slug in edition.instrument.pages]
    paths = ("", *text, "full-text/", "full-text/#8.2", "glossary/#unodc", "at-a-glance/")
    shifts = {path: page.evaluate(SHIFT) for path, page in side_by_side(context, paths)}
    assert shifts == dict.fromkeys(paths, 0)
    assert len(text) == 9
    context.close()
