"""What is printed."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from source_text import SourceText, words
from states import SHORT_TITLE, TITLE

SITE_URL = "http://127.0.0.1/asean-japan/"
PRINTED = "Printed on 7 March 2026"
DAY = "2026, 2, 7, 12"


def on_paper(page: Page, paper: str = "A4") -> list[str]:
    """The sheets of a page that is open; spaces are the typesetter's, as a line may break anywhere."""
    page.evaluate(f"() => {{ window.Date = class extends Date {{ constructor() {{ super({DAY}) }} }} }}")
    pdf = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False)))
    return ["".join(words(sheet.extract_text()).split()) for sheet in pdf.pages]


def plain(*texts: str) -> str:
    return "".join("".join(texts).split())


def test_the_front_page_is_one_sheet(reader: Page) -> None:
    for paper in ("A4", "Letter"):
        reader.goto("")
        (sheet,) = on_paper(reader, paper)
        for part in (f"{TITLE}, 12 November 2014", "1 / 1", PRINTED, SITE_URL, "8. Cybercrime", "Sources"):
            assert plain(part).casefold() in sheet.casefold(), part


@pytest.mark.parametrize("path", ["about/", "accessibility/"])
def test_no_sheet_begins_with_the_last_line_of_a_paragraph(reader: Page, path: str) -> None:
    reader.goto(path)
    paragraphs = [plain(text) for text in reader.locator("article :is(p, li)").all_inner_texts()]
    pdf = PdfReader(io.BytesIO(reader.pdf(format="A4", prefer_css_page_size=True)))
    later = [sheet.extract_text().partition(f"{SITE_URL}{path}\n")[2] for sheet in pdf.pages[1:]]
    assert later
    for sheet in later:
        line = plain(sheet.partition("\n")[0])
        assert line
        assert [text for text in paragraphs if text.endswith(line) and text != line] == []


def test_no_entry_of_the_glossary_is_torn_on_paper(reader: Page) -> None:
    reader.goto("glossary/#igci")
    entries = reader.locator(".term-entry").evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('h2, p:not(.term-head), dt')].map(part => part.innerText))"
    )
    assert len(entries) == 25
    sheets = on_paper(reader)
    assert len(sheets) <= 9
    for name, *parts in entries:
        assert any(all(plain(part) in sheet for part in (name, *parts)) for sheet in sheets), name
    reader.emulate_media(media="print")
    expect(reader.locator("#igci h2 a")).to_have_css("box-shadow", "none")


def test_the_index_of_subjects_is_printed_as_at_the_back_of_a_book(reader: Page) -> None:
    for paper in ("A4", "Letter"):
        reader.goto("subjects/")
        sheets = on_paper(reader, paper)
        assert len(sheets) <= 4
        text = "".join(sheets)
        assert plain("Agreements, declarations and plans") in text
        assert plain("Women and children") in sheets[-1]


def test_at_a_glance_is_one_sheet(reader: Page) -> None:
    for paper in ("A4", "Letter"):
        reader.goto("at-a-glance/")
        (sheet,) = on_paper(reader, paper)
        assert plain("1 / 1") in sheet
        assert plain("JAIF") in sheet


@pytest.mark.parametrize(
    ("path", "place", "ids"),
    [
        ("terrorism/#1.3.ii~1.3.iii", "1. Terrorism", ["1", "1.3", "1.3.ii", "1.3.iii"]),
        ("full-text/#2.1~2.2", "Full text", ["2", "2.1", "2.2", "2.2.i", "2.2.ii", "2.2.iii"]),
    ],
)
def test_a_range_is_printed_alone_with_what_leads_to_it(
    reader: Page, source: SourceText, path: str, place: str, ids: list[str]
) -> None:
    reader.goto(path)
    expect(reader.locator(".is-marked")).to_have_count(2)
    (sheet,) = on_paper(reader)
    for part in (f"{TITLE}, 12 November 2014", place, "1 / 1", PRINTED, f"{SITE_URL}{path}"):
        assert plain(part) in sheet, part
        sheet = sheet.replace(plain(part), "", 1)
    assert sheet == plain(*(source.units[id_] for id_ in ids))
    expect(reader.locator(".decl-unprinted, .decl-leading")).to_have_count(0)


def test_nothing_is_marked_on_paper(reader: Page) -> None:
    reader.goto("terrorism/#1.1~1.2")
    expect(reader.locator(".is-marked")).to_have_count(2)
    reader.emulate_media(media="print")
    clause = reader.locator("[id='1.1']")
    expect(clause).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(clause).to_have_css("box-shadow", "none")


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_full_text_on_paper(reader: Page, source: SourceText, paper: str, scheme: str) -> None:
    reader.goto("full-text/")
    reader.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    pages = on_paper(reader, paper)
    assert len(pages) <= 8
    text = ""
    for number, sheet in enumerate(pages, 1):
        rest = sheet
        margins = (
            f"{TITLE}, 12 November 2014",
            "Full text",
            f"{number} / {len(pages)}",
            PRINTED,
            f"{SITE_URL}full-text/",
        )
        for margin in margins:
            assert plain(margin) in rest, margin
            rest = rest.replace(plain(margin), "", 1)
        text += rest
    position = 0
    for id_, unit in source.units.items():
        found = text.find("".join(unit.split()), position)
        assert found >= 0, id_
        position = found + len("".join(unit.split()))
    for part in ("Copy text", "Back to top", "Each clause has the same address here", f"{SHORT_TITLE} ›"):
        assert plain(part) not in text


def test_print_is_dark_on_light(reader: Page) -> None:
    reader.goto("terrorism/")
    reader.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    reader.emulate_media(media="print")
    colours = reader.locator('[id="1.1"] .clause-text').evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
    )
    lightness = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours]
    assert lightness[0] < 200
    assert lightness[1] > 700
