"""Clauses in pages of others: the script tag, on a page of another origin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from handling import panel, snippet
from serving import ClosedPagesHandler, served
from states import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
            file = tmp_path / f"{len(list(tmp_path.iterdir()))}.html"
            file.write_text(head + content, encoding="utf-8")
            page.goto(origin + file.name)

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


SNIPPET = '<a href="{0}2.1/">link</a>{1}<script async src="{0}embed.js"></script>'
SOURCE = f"<footer>— <a>{TITLE}, 12 November 2014, paragraph 2.1</a></footer>"
BLOCK = f"<blockquote><p>{QUOTED_2_1}</p>{SOURCE}</blockquote>"
WITHIN = f"<q>{QUOTED_2_1}</q> (<a>paragraph 2.1</a>)"
PLACES = {
    "<div>See {}, and more.</div>": f"<div>See {WITHIN}, and more.</div>",
    "<p>See <em>{}</em>.</p>": f"<p>See <em>{WITHIN}</em>.</p>",
    "<ul><li>{}</li><li>See {}</li></ul>": f"<ul><li>{BLOCK}</li><li>See {WITHIN}</li></ul>",
    '<p id="a">Before:<br>{}<br>After.</p>': f'<p id="a">Before:<br></p>{BLOCK}<p><br>After.</p>',
    '<p id="a">{}</p><p>After.</p>': f'<blockquote id="a">{BLOCK.removeprefix("<blockquote>")}<p>After.</p>',
    "<div>{} <p>After.</p></div>": f"<div>{BLOCK} <p>After.</p></div>",
}
"""Where a link may stand, and what is there then, without attributes that say nothing of it."""
BETWEEN = ("", "\n", "<br>", "<br />\n", "</p>\n<p>")
"""What editors put between a link and its script, a paragraph for each among them."""
BARE = """body => {
  const copy = body.cloneNode(true)
  copy.querySelectorAll("script").forEach(script => script.remove())
  copy.querySelectorAll("blockquote, q, a").forEach(one =>
    one.getAttributeNames().forEach(name => name !== "id" && one.removeAttribute(name)))
  return copy.innerHTML
}"""


@pytest.mark.parametrize("place", PLACES)
def test_a_link_is_replaced_where_it_stands(
    page: Page, address: str, elsewhere: Callable[[str], None], place: str
) -> None:
    elsewhere(place.replace("{}", SNIPPET.format(address, "")))
    expect(page.locator(".declaration-quote")).to_have_count(place.count("{}"))
    assert page.locator("body").evaluate(BARE) == PLACES[place]


@pytest.mark.parametrize("between", BETWEEN)
def test_what_an_editor_puts_before_the_script_is_passed_over(
    page: Page, address: str, elsewhere: Callable[[str], None], between: str
) -> None:
    elsewhere(f"<p>{SNIPPET.format(address, between)}</p>")
    expect(page.locator("blockquote p")).to_have_text([QUOTED_2_1])


def test_of_several_lines_a_block_is_made_within_a_sentence(
    page: Page, address: str, elsewhere: Callable[[str], None]
) -> None:
    elsewhere(f"<p>As {SNIPPET.format(address, '').replace('2.1', '2.2')} says.</p>")
    expect(page.locator("body > p").first).to_have_text("As ")
    expect(page.locator("p ~ blockquote p")).to_have_count(4)
    expect(page.locator("blockquote + p")).to_have_text(" says.")


def test_several_on_a_page_each_replace_their_own(page: Page, address: str, elsewhere: Callable[[str], None]) -> None:
    elsewhere("".join(line(address, path) for path in QUOTED))
    expect(page.locator("blockquote p")).to_have_text([words for lines, _ in QUOTED.values() for words in lines])


def test_what_cannot_be_quoted_stays_a_link_and_says_why(
    page: Page, address: str, elsewhere: Callable[[str], None]
) -> None:
    paths = ["9.9/", "terrorism/#1.3~9.9", "", "full-text/#9.1~9.2"]
    for path in paths:
        with page.expect_console_message(lambda message: message.type == "warning") as said:
            elsewhere(line(address, path))
        assert said.value.text == f"“{address}{path}” stays a link: no clause has this address."
        expect(page.locator("a")).to_have_text(["link"])
    script = f'<script async="" src="{address}embed.js"></script>'
    for without in ("", '<a href="https://example.org/1.1/">link</a>'):
        with page.expect_console_message(lambda message: message.type == "warning") as said:
            elsewhere(f"<p>{without}{script}</p>")
        assert said.value.text == f"There is no link to a clause of {address} before {script}"
    expect(page.locator("blockquote")).to_have_count(0)


def test_a_host_that_lets_no_other_site_read_is_named(page: Page, site: Path, elsewhere: Callable[[str], None]) -> None:
    with served(site.parent, ClosedPagesHandler) as closed:
        address = f"{closed}asean-japan/"
        with page.expect_console_message(lambda message: message.type == "warning") as said:
            elsewhere(line(address, "2.1/"))
        assert said.value.text == (
            f"“{address}2.1/” stays a link: Failed to fetch. Pages of other sites can read its words if the host of "
            f"{address} sends “Access-Control-Allow-Origin: *”, and if their own policy allows “connect-src "
            f"{closed.rstrip('/')}”."
        )
        expect(page.locator("a")).to_have_text(["link"])


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
