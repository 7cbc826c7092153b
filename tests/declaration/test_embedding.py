"""Clauses in pages of others: the script tag, on a page of another origin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from handling import panel, snippet
from serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "ASEAN-Japan Joint Declaration for Cooperation to Combat Terrorism and Transnational Crime"
MEETINGS = (
    "Enhancing cooperation through joint training, information sharing, UNODC programs and relevant regional meetings;"
)
LEAD_IN = (
    "2.2 Recognizing that illicit drug trade is inextricably linked to other transnational crimes, we further enhance "
    "cooperation in the prevention of trafficking in, and reducing demand for, illicit drugs, and support ASEAN's "
    "initiatives through the existing mechanism of ASEAN Ministerial Meeting on Transnational Crime (AMMTC) and "
    "efforts in pursuit of a Drug Free ASEAN including through:"
)
OPENING = (
    "WE, the Heads of State/Government of the Member States of the Association of Southeast Asian Nations (ASEAN) and "
    "Japan,"
)
QUOTED_2_1 = (
    "2.1 We recognize that there are still many challenges facing ASEAN Member States as well as Japan, including the "
    "spread of heroin, methamphetamine and new psychoactive substances, despite long-standing efforts in the fight "
    "against illicit drug trafficking."
)
ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
QUOTED = {
    "2.2.iii/": ([f"{LEAD_IN} (iii) {MEETINGS}"], "paragraph 2.2(iii)"),
    "illicit-drug-trafficking/#2.2.i~2.2.ii": (
        [
            LEAD_IN,
            "(i) Capacity building of law enforcement authorities in areas such as border control;",
            "(ii) Raising awareness on drug abuse prevention, especially at home, schools, and local communities;",
        ],
        "paragraph 2.2(i)–(ii)",
    ),
    "full-text/#preamble.opening": ([OPENING], "preamble, opening words"),
}
"""Addresses, the lines that are quoted from there, and the label in the source."""


@pytest.fixture
def elsewhere(page: Page, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Opens a page of another origin that has the given content."""
    with served(tmp_path) as origin:

        def open_page(content: str) -> None:
            head = '<!doctype html><meta charset="utf-8"><title>Elsewhere</title>'
            (tmp_path / "index.html").write_text(head + content, encoding="utf-8")
            page.goto(origin)

        yield open_page


def line(address: str, path: str) -> str:
    return f'<p><a href="{address}{path}">link</a><script async src="{address}embed.js"></script></p>'


@pytest.mark.parametrize("path", QUOTED)
def test_a_link_becomes_the_words_and_their_source(
    page: Page, address: str, elsewhere: Callable[[str], None], path: str
) -> None:
    elsewhere(f"<p>Before.</p>{line(address, path)}<p>After.</p>")
    words, label = QUOTED[path]
    quotation = page.locator("blockquote")
    expect(quotation.locator("p")).to_have_text(words)
    expect(quotation.locator("footer")).to_have_text(f"— {TITLE}, 12 November 2014, {label}")
    expect(quotation.locator("footer a")).to_have_attribute("href", f"{address}{path}")
    expect(quotation).to_have_attribute("cite", f"{address}{path}")
    expect(quotation).to_have_attribute("lang", "en")
    assert page.locator("body > *").evaluate_all("all => all.map(one => one.localName)") == ["p", "blockquote", "p"]


def test_a_link_with_words_around_it_is_replaced_alone(
    page: Page, address: str, elsewhere: Callable[[str], None]
) -> None:
    elsewhere(f"<div>See {line(address, '2.1/').removeprefix('<p>').removesuffix('</p>')} and more.</div>")
    expect(page.locator("div blockquote p")).to_have_text([QUOTED_2_1])
    expect(page.locator("div")).to_contain_text("See ")
    expect(page.locator("div")).to_contain_text("and more.")


def test_several_on_a_page_each_replace_their_own(page: Page, address: str, elsewhere: Callable[[str], None]) -> None:
    elsewhere("".join(line(address, path) for path in QUOTED))
    expect(page.locator("blockquote p")).to_have_text([words for lines, _ in QUOTED.values() for words in lines])


def test_what_is_no_clause_and_what_cannot_be_read_stay_links(
    page: Page, address: str, elsewhere: Callable[[str], None]
) -> None:
    paths = ["9.9/", "terrorism/#1.3~9.9", "", "full-text/#9.1~9.2"]
    with page.expect_response("**/assets/clauses/terrorism.json"):
        elsewhere("".join(line(address, path) for path in paths) + line("https://example.org/", "1.1/"))
    expect(page.locator("a")).to_have_text(["link"] * 5)
    page.route("**/assets/clauses/*.json", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        elsewhere(line(address, "1.1/"))
    expect(page.locator("a")).to_have_text(["link"])
    expect(page.locator("blockquote")).to_have_count(0)


def test_any_address_of_a_clause_is_quoted(page: Page, address: str, elsewhere: Callable[[str], None]) -> None:
    paths = [
        *("2.1/index.html", "2.1", "illicit-drug-trafficking/#2.1", "full-text/#2.1", "terrorism/#2.1", "2.1./"),
        *("illicit-drug-trafficking/#2.1)", "para-2.1/", "#2.1"),
    ]
    elsewhere("".join(line(address, path) for path in paths))
    expect(page.locator("blockquote p")).to_have_text([QUOTED_2_1] * len(paths))


def test_a_range_over_pages_and_a_page_that_is_an_id_are_quoted(
    page: Page, address: str, elsewhere: Callable[[str], None]
) -> None:
    elsewhere(line(address, "full-text/#7~8") + line(address, "preamble/"))
    expect(page.locator("blockquote")).to_have_count(2)
    assert page.locator("blockquote").first.locator("p").first.inner_text() == "7. International Economic Crime"
    expect(page.locator("blockquote").first.locator("p")).to_have_count(11)
    expect(page.locator("blockquote footer").first).to_contain_text("sections 7–8")
    expect(page.locator("blockquote p", has_text=OPENING)).to_have_count(1)


def test_a_link_fetches_little(page: Page, address: str, elsewhere: Callable[[str], None]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    elsewhere(line(address, "illicit-drug-trafficking/#2.1") + line(address, "2.2.iii/") + line(address, "2.1/"))
    expect(page.locator("blockquote")).to_have_count(3)
    assert sorted(path for path in asked if not path.endswith(".js") and "127.0.0.1" not in path) == [
        *("2.1/", "2.2.iii/", "assets/clauses/illicit-drug-trafficking.json")
    ]


FORMAT_1 = json.loads((Path(__file__).parents[1] / "samples" / "clauses-1.json").read_text(encoding="utf-8"))


def test_format_1_of_the_data_is_read(page: Page, address: str, elsewhere: Callable[[str], None]) -> None:
    page.route("**/assets/clauses/terrorism.json", lambda route: route.fulfill(json=FORMAT_1, headers=ANY_ORIGIN))
    elsewhere(line(address, "terrorism/#1.3.ii") + line(address, "terrorism/#1.3.i~1.3.ii"))
    expect(page.locator("blockquote footer")).to_have_text(
        ["— Treaty, 12 November 2014, paragraph 1.3(ii)", "— Treaty, 12 November 2014, paragraph 1.3(i)–(ii)"]
    )
    expect(page.locator("blockquote p")).to_have_text(["(ii) Second;", "(i) First;", "(ii) Second;"])


SANDBOXES = ("", " sandbox", ' sandbox="allow-scripts"', ' sandbox="allow-top-navigation-by-user-activation"')
COLOURS = "html => [getComputedStyle(html).backgroundColor, getComputedStyle(html).color]"
LIGHT, DARK = ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], ["rgb(18, 18, 18)", "rgb(255, 255, 255)"]
ON_PAGES = {"": (LIGHT, LIGHT), "#_dark": (DARK, DARK), "#_auto": (LIGHT, DARK)}
"""What a frame looks like where the reader's system is light, and where it is dark, by what its address ends in."""


def test_a_frame_is_as_it_was_asked_to_be_and_says_nothing_on_the_console(
    page: Page, address: str, elsewhere: Callable[[str], None]
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    frames = [(sandbox, fragment) for sandbox in SANDBOXES for fragment in ON_PAGES]
    elsewhere(
        '<link rel="icon" href="data:,"><style>html { background: white } iframe { height: 30em }</style><p>Words.</p>'
        + "".join(f'<iframe src="{address}2.2.iii/embed/{fragment}"{sandbox}></iframe>' for sandbox, fragment in frames)
    )
    for index, (_, fragment) in enumerate(frames):
        inside = page.frame_locator("iframe").nth(index)
        expect(inside.locator("main p")).to_have_text([LEAD_IN, f"(iii) {MEETINGS}"])
        for scheme, expected in zip(("light", "dark"), ON_PAGES[fragment], strict=True):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert inside.locator("html").evaluate(COLOURS) == expected, frames[index]
    assert page.evaluate("scrollY") == 0
    assert said == []
    page.frame_locator("iframe").last.get_by_role("link", name="2.2.iii/").click()
    expect(page).to_have_url(f"{address}illicit-drug-trafficking/#2.2.iii")


ROOM = """element => [element.ownerDocument.documentElement.scrollHeight, innerHeight]"""


def test_a_frame_has_room_for_all_that_a_clause_holds(page: Page, elsewhere: Callable[[str], None]) -> None:
    page.goto("full-text/")
    frames = {}
    for id_ in ("2", "2.2", "2.2.iii", "preamble.opening", "6.1"):
        frames[id_] = snippet(panel(page, id_), "Frame")
        page.keyboard.press("Escape")
    style = "<style>body { margin: 1rem auto; max-width: 40rem; padding: 0 1rem }</style>"
    elsewhere(style + "".join(frame.replace(' loading="lazy"', "") for frame in frames.values()))
    for width in (360, 500, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for index, id_ in enumerate(frames):
            needed, given = page.frame_locator("iframe").nth(index).locator("main").evaluate(ROOM)
            assert needed <= given <= 1.7 * needed, (id_, width)


def test_the_panel_offers_what_works(page: Page, elsewhere: Callable[[str], None]) -> None:
    page.goto("illicit-drug-trafficking/")
    opened = panel(page, "2.1")
    script, frame, dark = snippet(opened, "Quotation"), snippet(opened, "Frame"), snippet(opened, "Dark")
    assert frame.count("paragraph 2.1") == 1
    assert dark == frame.replace("/embed/", "/embed/#_dark")
    elsewhere(f"<p>{script}</p>{frame}")
    expect(page.locator("blockquote p")).to_have_text([QUOTED_2_1])
    inside = page.frame_locator("iframe")
    expect(inside.locator("main p")).to_have_text(QUOTED_2_1)
