"""The panel with citations: one thing at a time, by pointer, touch and keyboard, and what it remembers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handling import CLIPBOARD, await_rest, panel, snippet, tool
from states import TITLE

RICH = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
STYLES = ("Plain", "OSCOLA", "Bluebook", "AGLC", "APA", "MLA", "Chicago", "ISO 690", "United Nations")
NOW = "2026-11-26T12:00:00"
TABS = ("Citation", "Reference manager", "Embed and link")


def shown(opened: Locator) -> str:
    return opened.locator(".decl-cite-citation").inner_text()


def names(opened: Locator, group: str) -> list[str]:
    """The choices of a group that are shown."""
    return opened.get_by_role("group", name=group, exact=True).locator("label:visible").all_inner_texts()


def test_one_citation_at_a_time_in_the_style_that_is_remembered(reader: Page, address: str) -> None:
    reader.clock.set_fixed_time(NOW)
    reader.goto("terrorism/")
    opened = panel(reader, "1.3.ii")
    expect(opened).to_have_accessible_name("Cite paragraph 1.3(ii)")
    expect(opened.get_by_role("tab")).to_have_text(TABS)
    expect(opened.get_by_role("tab", name="Citation", selected=True)).to_be_focused()
    link = f"{address}1.3.ii/"
    assert names(opened, "Style") == [*STYLES]
    cited, within = {}, {}
    for style in STYLES:
        opened.get_by_text(style, exact=True).click()
        cited[style] = shown(opened)
        within[style] = opened.locator(".decl-cite-in-text p").inner_text()
        expect(opened.locator(".decl-cite-in-text")).to_be_visible(visible=bool(within[style]))
    assert all(one.startswith(TITLE) and link in one for one in cited.values())
    assert cited["Plain"] == f"{TITLE}, 12 November 2014, paragraph 1.3(ii), {link}"
    assert {style: text for style, text in within.items() if text} == {
        "APA": f"({TITLE}, 2014, para. 1.3(ii))",
        "MLA": "(ASEAN-Japan Joint Declaration (2014), par. 1.3(ii))",
    }
    opened.get_by_text("APA", exact=True).click()
    opened.get_by_role("button", name="Copy", exact=True).click()
    expect(opened.get_by_role("status")).to_have_text("Citation copied: APA.")
    assert reader.evaluate(CLIPBOARD) == within["APA"]
    opened.get_by_text("AGLC", exact=True).click()
    opened.get_by_role("button", name="Copy citation").click()
    expect(opened.get_by_role("status")).to_have_text("Citation copied: AGLC.")
    expect(opened.get_by_role("button", name="✓ Copied")).to_be_focused()
    assert reader.evaluate(CLIPBOARD) == cited["AGLC"]
    rich = reader.evaluate(RICH)
    assert f"<i>{TITLE}</i>, adopted 12 November 2014, para 1.3(ii) &lt;{link}&gt;" in rich
    reader.goto("full-text/")
    opened = panel(reader, "1.3.ii")
    assert shown(opened) == cited["AGLC"]
    expect(opened.locator(".decl-cite-citation i")).to_have_text(TITLE)


def test_records_for_reference_managers(reader: Page, address: str) -> None:
    reader.goto("terrorism/")
    opened = panel(reader, "1.3.ii")
    opened.get_by_role("tab", name="Reference manager").click()
    files = {}
    for name in ("RIS", "BibTeX", "CSL-JSON"):
        with reader.expect_download() as download:
            opened.get_by_role("link", name=f"Download: {name}").click()
        files[name] = (download.value.suggested_filename, download.value.path().read_bytes().decode())
        opened.get_by_role("button", name=f"Copy: {name}").click()
        expect(opened.get_by_role("status")).to_have_text(f"Copied: {name}.")
        assert reader.evaluate(CLIPBOARD) == files[name][1]
    assert [name for name, _ in files.values()] == [f"asean-japan-2014.{end}" for end in ("ris", "bib", "json")]
    assert f"UR  - {address}\r\n" in files["RIS"][1]
    assert opened.locator("li:visible strong").all_inner_texts() == [
        *("RIS", "BibTeX", "CSL-JSON"),
        *("pandoc", "BibLaTeX", "Zotero (suffix), Word (pages)"),
    ]
    assert opened.locator("li code").all_inner_texts() == [
        *("[@asean-japan-2014, para. 1.3(ii)]", r"\autocite[para. 1.3(ii)]{asean-japan-2014}", "para. 1.3(ii)"),
    ]
    opened.get_by_role("button", name="Copy: BibLaTeX").click()
    expect(opened.get_by_role("status")).to_have_text("Copied: BibLaTeX.")
    assert reader.evaluate(CLIPBOARD) == r"\autocite[para. 1.3(ii)]{asean-japan-2014}"


def test_snippets_for_other_pages(reader: Page, address: str) -> None:
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text))
    reader.goto("terrorism/")
    opened = panel(reader, "1.3.ii")
    link, script = f"{address}1.3.ii/", f'<script async src="{address}embed.js"></script>'
    anchor = f'<a href="{link}">paragraph 1.3(ii)</a>'
    opened.get_by_role("tab", name="Embed and link").click()
    assert names(opened, "Form") == ["Quotation", "Frame", "Link", "Markdown", "HTML", "reStructuredText"]
    assert snippet(opened, "Quotation") == anchor + script
    inside = opened.frame_locator("iframe[title=Preview]")
    expect(inside.locator("blockquote p")).to_contain_text("(ii) Strengthening border control")
    assert re.fullmatch(
        rf'<iframe src="{link}embed/" title="paragraph 1\.3\(ii\)" loading="lazy" '
        r'sandbox="allow-top-navigation-by-user-activation" '
        r'style="width: 100%; height: clamp\(\d+em, \d+em - \d+vw, \d+em\); border: 0"></iframe>',
        snippet(opened, "Frame"),
    )
    assert names(opened, "Colours") == ["Light", "Dark", "As the system"]
    expect(inside.locator("main p").last).to_contain_text("(ii) Strengthening border control")
    for colours, fragment, background in (
        ("As the system", "#_auto", "rgb(255, 255, 255)"),
        ("Dark", "#_dark", "rgb(18, 18, 18)"),
    ):
        assert f'src="{link}embed/{fragment}"' in snippet(opened, colours)
        expect(inside.locator("html")).to_have_css("background-color", background)
    assert opened.evaluate("dialog => dialog.scrollTop") == 0  # a fragment of a frame may scroll what is around it
    assert snippet(opened, "Link") == link
    expect(opened.locator("figure")).to_be_hidden()
    assert snippet(opened, "Markdown") == f"[paragraph 1.3(ii)]({link})"
    assert snippet(opened, "HTML") == anchor
    assert snippet(opened, "reStructuredText") == f"`paragraph 1.3(ii) <{link}>`__"
    opened.get_by_role("button", name="Copy", exact=True).click()
    expect(opened.get_by_role("status")).to_have_text("Copied: reStructuredText.")
    assert reader.evaluate(CLIPBOARD) == f"`paragraph 1.3(ii) <{link}>`__"
    reader.keyboard.press("Escape")
    # What is chosen stays chosen, the tab as well; a range has no frame.
    assert snippet(panel(reader, "1.1"), "Frame").startswith(f'<iframe src="{address}1.1/embed/#_dark"')
    reader.goto("about:blank")
    reader.goto("terrorism/#1.1~1.2")
    reader.locator(".decl-bar-tools [data-action='cite']").click()
    expect(opened.get_by_role("tab", name="Embed and link")).to_be_focused()
    assert names(opened, "Form") == ["Quotation", "Link", "Markdown", "HTML", "reStructuredText"]
    assert snippet(opened, "Markdown") == f"[paragraphs 1.1–1.2]({address}terrorism/#1.1~1.2)"
    assert said == []


STOPS = """() => {
  const { activeElement: stop } = document
  return stop.ariaLabel || stop.value || stop.textContent.trim()
}"""


def test_the_panel_by_keyboard_alone(reader: Page) -> None:
    reader.clock.install()
    reader.goto("terrorism/")
    tool(reader, "1.1", "cite").focus()
    reader.keyboard.press("Enter")
    opened = reader.get_by_role("dialog")
    selected = opened.get_by_role("tab", selected=True)
    expect(selected).to_be_focused()
    reader.clock.fast_forward(10_000)  # a reader takes his time, and the tools wait
    for key, name in (
        *(("ArrowRight", TABS[1]), ("ArrowRight", TABS[2]), ("ArrowRight", TABS[0]), ("ArrowLeft", TABS[2])),
        *(("Home", TABS[0]), ("End", TABS[2]), ("Home", TABS[0])),
    ):
        reader.keyboard.press(key)
        expect(selected).to_have_text(name)
        expect(selected).to_be_focused()
        expect(opened.get_by_role("tabpanel")).to_have_accessible_name(name)
    stops = [reader.evaluate(STOPS)]
    for _ in range(3):
        reader.keyboard.press("Tab")
        stops.append(reader.evaluate(STOPS))
    assert stops == ["Citation", "plain", "Citation", "Copy citation"]
    for _ in range(4):
        reader.keyboard.press("Shift+Tab")
        stops.append(reader.evaluate(STOPS))
    assert stops[4:] == ["Citation", "plain", "Citation", "Close"]
    reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    reader.keyboard.press("ArrowRight")
    assert shown(opened).startswith(f"{TITLE} (adopted")
    reader.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    expect(reader.get_by_role("toolbar").get_by_role("button", name="Cite")).to_be_focused()


FITS = """dialog => {
  const { left, top, width } = dialog.getBoundingClientRect()
  return [left, top, width, dialog.scrollWidth - dialog.clientWidth, dialog.scrollHeight <= 2 * innerHeight]
}"""


@pytest.mark.parametrize(("width", "height"), [(360, 640), (320, 256)])
def test_the_panel_fills_a_small_screen(chromium: Browser, address: str, width: int, height: int) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": height}, has_touch=True)
    page = context.new_page()
    page.goto("terrorism/")
    page.locator('[id="1.3.ii"] .clause-text').tap()
    page.locator(".decl-bar [data-action=cite]").tap()
    opened = page.get_by_role("dialog")
    for tab in TABS:
        opened.get_by_role("tab", name=tab).tap()
        left, top, wide, over, short = opened.evaluate(FITS)
        assert (left, top, wide, over) == (0, 0, width, 0), tab
        assert short or height < 640, tab
    opened.get_by_text("Frame", exact=True).tap()
    assert opened.evaluate(FITS)[3:] == [0, height == 640]
    opened.get_by_role("button", name="Close").tap()
    expect(opened).to_be_hidden()
    context.close()


def test_in_colours_of_the_reader_what_is_chosen_is_seen(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900}, forced_colors="active")
    page.goto("terrorism/")
    opened = panel(page, "1.1")
    for one, other, part in (
        (opened.get_by_role("tab").nth(0), opened.get_by_role("tab").nth(1), "borderBottomColor"),
        (opened.locator("label").nth(0), opened.locator("label").nth(1), "backgroundColor"),
    ):
        colours = [found.evaluate(f"one => getComputedStyle(one).{part}") for found in (one, other)]
        assert colours[0] != colours[1]
    expect(opened).to_have_css("border-top-style", "solid")
    page.close()


BLOCKED = """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("", "SecurityError") } })"""


def test_without_storage_each_page_begins_with_the_first_style(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.add_init_script(BLOCKED)
    page.goto("terrorism/")
    opened = panel(page, "1.1")
    opened.get_by_text("APA", exact=True).click()
    assert shown(opened).startswith(f"{TITLE}, November 12, 2014, ")
    page.reload()
    assert "12 November 2014, paragraph 1.1" in shown(panel(page, "1.1"))
    page.close()


def test_the_panel_is_loaded_when_it_is_asked_for(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(re.sub(r"-[A-Z0-9]{8}\.", ".", request.url).rpartition("/")[2]))
    page.goto("terrorism/")
    await_rest(page)
    assert not [name for name in asked if name.startswith("cite.")]
    page.route("**/assets/cite.html", lambda route: route.abort())
    tool(page, "1.1", "cite").click()
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    page.unroute("**/assets/cite.html")
    expect(panel(page, "1.1")).to_have_accessible_name("Cite paragraph 1.1")
    page.keyboard.press("Escape")
    asked.clear()
    panel(page, "1.2")
    assert asked == []


def test_the_instrument_is_cited_from_the_front_page(reader: Page, address: str) -> None:
    reader.clock.set_fixed_time(NOW)
    reader.goto("")
    reader.get_by_role("main").get_by_role("link", name="Cite the declaration").click()
    opened = reader.get_by_role("dialog", name="Cite the declaration")
    assert shown(opened) == f"{TITLE}, 12 November 2014, {address}"
    opened.get_by_text("ISO 690", exact=True).click()
    expect(opened.locator(".decl-cite-citation i")).to_have_text(TITLE)
    assert shown(opened).endswith(f" [viewed 26 November 2026]. Available from: {address}")
    opened.get_by_text("APA", exact=True).click()
    expect(opened.locator(".decl-cite-in-text p")).to_have_text(f"({TITLE}, 2014)")
    opened.get_by_role("tab", name="Reference manager").click()
    with reader.expect_download() as download:
        opened.get_by_role("link", name="Download: RIS").click()
    assert download.value.suggested_filename == "asean-japan-2014.ris"
    assert f"UR  - {address}\r\n" in download.value.path().read_bytes().decode()
    expect(opened.locator("li:visible")).to_have_count(3)
    opened.get_by_role("tab", name="Embed and link").click()
    assert names(opened, "Form") == ["Link", "Markdown", "HTML", "reStructuredText"]
    assert snippet(opened, "Markdown") == f"[{TITLE}]({address})"
    reader.keyboard.press("Escape")
    # Each citation of the list can be copied as well.
    citations = reader.locator(".decl-front-cite dd > span")
    expect(citations.filter(visible=True)).to_have_count(1)
    reader.get_by_text("Other styles").click()
    expect(citations.filter(visible=True)).to_have_count(len(STYLES))
    copied = []
    for style in STYLES:
        reader.get_by_role("button", name=f"Copy: {style}").click()
        expect(reader.locator("#_reader-status")).to_have_text(f"Citation copied: {style}.")
        copied.append(reader.evaluate(CLIPBOARD))
        if style == "AGLC":
            assert f"<i>{TITLE}</i>" in reader.evaluate(RICH)
    assert copied == citations.all_inner_texts()
    assert len(set(copied)) == len(STYLES)


def test_without_javascript_the_citations_of_the_front_page_are_text(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("")
    page.get_by_role("main").get_by_role("link", name="Cite the declaration").click()
    expect(page).to_have_url(f"{address}#_cite-instrument")
    citations = page.locator(".decl-front-cite dd > span").filter(visible=True)
    expect(citations).to_have_count(1)
    page.get_by_text("Other styles").press("Enter")
    expect(citations).to_have_count(len(STYLES))
    expect(page.locator(".decl-front-cite").get_by_role("button")).to_have_count(0)
    foot = "Not an official publication. About this copy · Accessibility"
    assert page.locator(".decl-foot").inner_text().strip() == foot  # and nothing that leads on to a button
    context.close()


@pytest.mark.parametrize(("width", "action"), [(1440, "text"), (360, "text"), (360, "extend")])
def test_what_a_tool_says_covers_no_text(chromium: Browser, address: str, width: int, action: str) -> None:
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": 700}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto("trafficking-in-persons/")
    tool(page, "3.3.ii", action).click()
    line = page.locator("#_reader-status.is-said")
    expect(line).to_be_visible()
    bottom = "element => element.getBoundingClientRect().bottom"
    assert line.evaluate(bottom) <= page.locator(".md-header").evaluate(bottom)
    if action == "text":
        expect(page.locator("[data-action=text]")).to_have_class("is-done")
    context.close()
