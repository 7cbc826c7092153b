"""Addresses that name no place of their page: where they lead, and what is offered where they lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from handling import await_rest
from test_readings import CASES, check_what_is_certain
from test_resolver import check_answers, check_names, check_queries_of_readers, check_searches, scripts  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

ALMOST_RIGHT = {
    **dict.fromkeys(
        (
            *("1.3(ii)", "1.3.(ii)", "1.3%28ii%29", "1.3.ii.", "1.3.ii)", "1.3.ii,", "1.3.ii;", "1.3.ii”", "1.3.ii%22"),
            *("1.3.ii%3E", "1.3.II", "1.3.iiを参照", "sec_1__para_1-3__point_ii", "para.%201.3(ii)", "1.3.ii*"),
        ),
        "terrorism/#1.3.ii",
    ),
    "1.1-1.3": "terrorism/#1.1~1.3",
    "1.1–1.3": "terrorism/#1.1~1.3",
    "2.1": "illicit-drug-trafficking/#2.1",
    "6~8": "full-text/#6~8",
    "Preamble.8": "preamble/#preamble.8",
    "recital-8": "preamble/#preamble.8",
    "UNODC": "glossary/#unodc",
}
"""Fragments, and where they lead from any page."""


@pytest.mark.parametrize(
    ("path", "fragments"),
    [
        ("terrorism/", list(ALMOST_RIGHT)),
        *((path, ["1.3(ii)", "6~8", "UNODC"]) for path in ("", "about/", "glossary/")),
    ],
)
def test_a_fragment_that_means_one_place_goes_there(
    reader: Page, address: str, path: str, fragments: list[str]
) -> None:
    for fragment in fragments:
        meant = ALMOST_RIGHT[fragment]
        reader.goto("citing/")
        reader.goto(f"{path}#{fragment}")
        expect(reader).to_have_url(f"{address}{meant}")
        id_ = meant.partition("#")[2].partition("~")[0]
        expect(reader.locator(f'[id="{id_}"]')).to_be_focused()
    reader.go_back()
    expect(reader).to_have_url(f"{address}citing/")


def test_in_the_full_text_a_fragment_stays_there(reader: Page, address: str) -> None:
    for fragment, id_ in {"1.3(ii)": "1.3.ii", "1.1–1.3": "1.1~1.3", "SEC_8": "8"}.items():
        reader.goto(f"full-text/#{fragment}")
        expect(reader).to_have_url(f"{address}full-text/#{id_}")


def test_another_fragment_offers_what_is_nearest(reader: Page) -> None:
    sentence = "“1.3.vi”, at the end of the address, leads to nothing here."
    reader.goto("terrorism/#1.3.vi")
    box = reader.get_by_role("region", name=sentence)
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    expect(reader.locator("#_reader-status")).to_have_text(sentence)
    expect(box.get_by_role("link").first).to_have_text("paragraph 1.3(iv)")
    expect(box.get_by_role("listitem").first).to_contain_text("Reducing")
    reader.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(reader.locator("h1")).to_be_focused()
    reader.evaluate("location.hash = '1.3.x'")
    expect(reader.locator(".decl-unknown")).to_be_focused()
    reader.locator(".decl-unknown").get_by_role("button", name="Close").click()
    expect(reader.locator(".decl-unknown")).to_have_count(0)
    reader.evaluate("location.hash = '1.3.v'")
    expect(reader.locator(".decl-unknown")).to_be_visible()
    reader.evaluate("location.hash = '1.2'")
    expect(reader.locator('[id="1.2"]')).to_be_focused()
    expect(reader.locator(".decl-unknown")).to_have_count(0)
    reader.evaluate("location.hash = '1.9'")
    first = reader.locator(".decl-unknown").get_by_role("listitem").first
    expect(first).to_have_text(re.compile("of a coordinated and…$"))  # not within a word


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_lies_on_what_is_offered(reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 640})
    reader.goto("terrorism/#1.3.iv")
    expect(reader.locator('[id="1.3.iv"]')).to_be_focused()
    reader.evaluate("location.hash = '1.3.vi'")
    expect(reader.locator(".decl-unknown")).to_be_focused()
    expect(reader.locator("#_reader-status")).not_to_be_empty()
    assert reader.locator("#_reader-status").evaluate("line => getComputedStyle(line).opacity") == "0"
    expect(reader.locator(".md-top")).to_be_hidden()
    header = reader.locator(".md-header").bounding_box()
    assert header is not None
    for part in ("strong", "button"):  # what it is about, and the way out, however long the list below is
        box = reader.locator(f".decl-unknown {part}").bounding_box()
        assert box is not None
        assert header["height"] <= box["y"] <= 640 - box["height"]


def test_it_is_said_where_nothing_is_near(reader: Page) -> None:
    reader.goto("terrorism/#nonsense")
    expect(reader.locator(".decl-unknown strong")).to_be_visible()
    expect(reader.locator(".decl-unknown ul")).to_be_hidden()
    offered = {
        "9.9": "paragraph 8.2",
        "4.p2": "section 4",
        "1.3.iix": "paragraph 1.3",
        "section 4, third item": "section 4",
    }
    for fragment, nearest in offered.items():
        reader.goto("citing/")
        reader.goto(f"about/#{fragment}")
        expect(reader.locator(".decl-unknown a").first).to_have_text(nearest)


RANGES_THAT_ARE_NONE = {
    "1.2~1.9": ["paragraphs 1.2–1.3", "paragraph 1.2"],
    "nope~1.3": ["paragraph 1.3"],
}


def test_a_range_that_is_none_is_never_another_one(reader: Page, address: str) -> None:
    for fragment, offered in RANGES_THAT_ARE_NONE.items():
        reader.goto("about/")
        reader.goto(f"terrorism/#{fragment}")
        box = reader.get_by_role("region", name=f"“{fragment}”, at the end of the address, leads to nothing here.")
        expect(box).to_be_focused()
        expect(box.get_by_role("link")).to_have_text(offered)
        expect(reader.locator(".is-marked")).to_have_count(0)
        expect(reader).to_have_url(f"{address}terrorism/#{fragment}")
    reader.goto("terrorism/#1.2~")
    expect(reader).to_have_url(f"{address}terrorism/#1.2")


@pytest.mark.parametrize(
    ("path", "meant", "said"),
    [
        ("terrorism/#1.3~2.1", "full-text/#1.3~2.1", "Selected: paragraphs 1.3–2.1."),
        ("full-text/#1.3~2.1", "full-text/#1.3~2.1", "Selected: paragraphs 1.3–2.1."),
        ("2.1~2.2(iii)/", "illicit-drug-trafficking/#2.1~2.2.iii", "Selected: paragraphs 2.1–2.2(iii)."),
        ("terrorism/#1.2~1.1", "terrorism/#1.1~1.2", "Put into the order of the text: paragraphs 1.1–1.2."),
        ("nowhere/#1.2~1.1", "terrorism/#1.1~1.2", "Put into the order of the text: paragraphs 1.1–1.2."),
        ("terrorism/#2.1–1.3", "full-text/#1.3~2.1", "Put into the order of the text: paragraphs 1.3–2.1."),
        *(
            (path, "terrorism/#1.3", "paragraph 1.3(ii) stands within paragraph 1.3, which is selected.")
            for path in ("terrorism/#1.3~1.3.ii", "terrorism/#1.3.ii~1.3", "1.3~1.3.ii/", "about/#1.3~1.3.ii")
        ),
    ],
)
def test_a_range_is_that_of_the_text_and_what_was_changed_is_said(
    reader: Page, address: str, path: str, meant: str, said: str
) -> None:
    reader.goto(path)
    expect(reader.get_by_role("status")).to_have_text(said)
    expect(reader).to_have_url(f"{address}{meant}")
    first = meant.partition("#")[2].partition("~")[0]
    expect(reader.locator(f'[id="{first}"]')).to_be_focused()
    expect(reader.locator(".is-marked").first).to_have_attribute("id", first)


@pytest.mark.parametrize(
    "path",
    [
        *("about/#no-such-heading", "about/#step-2", "about/#top", "terrorism/#top", "terrorism/#__search"),
        *("terrorism/#_elsewhere", "terrorism/#:~:text=border", "about/#sources", "terrorism/#"),
    ],
)
def test_fragments_of_others_stay_as_they_are(reader: Page, address: str, path: str) -> None:
    reader.goto(path)
    await_rest(reader)
    assert reader.url == f"{address}{path}"
    expect(reader.locator(".decl-unknown")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("9.9/", ["paragraph 8.2", "paragraph 8.1", "section 8", "paragraph 7.2", "paragraph 7.1"]),
        (
            "terrorism/1.3.vi/",
            ["paragraph 1.3(iv)", "paragraph 1.3(iii)", "paragraph 1.3(ii)", "paragraph 1.3(i)", "paragraph 1.3"],
        ),
        ("preamble.12/", [f"preamble, recital {number}" for number in (9, 8, 7, 6, 5)]),
        ("glossary/unodcc", ["UNODC"]),
    ],
)
def test_a_wrong_address_offers_the_nearest_clauses(reader: Page, path: str, offered: list[str]) -> None:
    reader.goto(path)
    expect(reader.get_by_role("heading", name="Did you mean")).to_be_visible()
    assert reader.locator("#_missing-clauses a").all_inner_texts() == offered
    reader.locator("#_missing-clauses a").first.click()
    expect(reader.locator(".clause:is(:target, .is-marked), .term-entry:target").first).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("terrorism/1.3.ii", "terrorism/#1.3.ii"),
        ("1.3(ii)/", "terrorism/#1.3.ii"),
        ("1.1~1.3/", "terrorism/#1.1~1.3"),
        ("full-text/1.3", "terrorism/#1.3"),
        ("Terrorism/1.3.ii", "terrorism/#1.3.ii"),
        ("Terrorism/", "terrorism/"),
        ("terorism/#1.3.ii", "terrorism/#1.3.ii"),
        ("paragraph-1.3/", "terrorism/#1.3"),
        ("preamble/5", "preamble/#preamble.5"),
        ("preamble/recital-5/", "preamble/#preamble.5"),
    ],
)
def test_a_wrong_address_that_means_one_place_goes_there(reader: Page, address: str, path: str, meant: str) -> None:
    reader.goto("about/")
    reader.goto(path)
    expect(reader).to_have_url(f"{address}{meant}")
    reader.go_back()
    expect(reader).to_have_url(f"{address}about/")


def test_without_its_data_a_page_says_so(reader: Page) -> None:
    reader.route("**/assets/addresses.json", lambda route: route.abort())
    reader.goto("terrorism/#1.3(ii)")
    expect(reader.locator("#_reader-status")).to_contain_text("could not be loaded")


def test_what_is_certain_is_suggested(edition: Edition) -> None:
    check_what_is_certain(edition, CASES["declaration"]["fragments"])


def test_the_script_answers_as_the_cases_say(scripts: Page, edition: Edition) -> None:  # noqa: F811 - the fixture
    check_answers(scripts, edition, CASES["declaration"])


def test_queries_that_name_a_clause_find_it(scripts: Page, edition: Edition) -> None:  # noqa: F811 - the fixture
    check_searches(scripts, edition, CASES["declaration"]["searches"])


def test_every_name_of_every_clause_finds_it_first(scripts: Page, edition: Edition) -> None:  # noqa: F811 - the fixture
    check_names(scripts, edition)


def test_queries_of_readers_find_what_they_expect(scripts: Page, edition: Edition) -> None:  # noqa: F811 - the fixture
    check_queries_of_readers(scripts, edition, "declaration")
