"""References on a site, in a real browser: their cards, where they lead, and the clauses that refer to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, expect

from axe import violations
from serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = """
format: 1
instrument: {id: t, title: T, kind: convention, language: en}
body:
  - kind: article
    number: Article 1
    content:
      - number: "1."
        text: "By Article 2(1) and articles 2 to 4, and by paragraph 2; see [the UN](https://un.org/)."
        items: [{number: (a), text: As in Article 2.}]
      - {number: "2.", text: Second words.}
  - kind: article
    number: Article 2
    heading: Of two
    content: [{number: "1.", text: Words of two.}]
  - {kind: article, number: Article 3, content: [{text: Words of three.}]}
  - {kind: article, number: Article 4, content: [{text: Words of four.}]}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, environment: None) -> Iterator[str]:  # noqa: ARG001 - set first
    """The address of the site."""
    folder: Path = tmp_path_factory.mktemp("references")
    (folder / "docs").mkdir()
    (folder / "text.yaml").write_text(TEXT, encoding="utf-8")
    config = {
        "site_name": "T",
        "site_url": "http://127.0.0.1/site/",
        "site_dir": str(folder / "around" / "site"),
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"declaration": {"encoding": "text.yaml", "exports": False}}],
        "strict": True,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml")))
    with served(folder / "around") as around:
        yield f"{around}site/"


def test_a_card_shows_the_words_that_are_referred_to(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 800}, reduced_motion="reduce")
    page.goto(f"{site}article-1/")
    shown = {}
    for link in page.locator("a.reference").all():
        page.mouse.move(0, 0)
        expect(page.locator(".decl-card")).to_have_count(0)
        link.hover()
        card = page.locator(".decl-card--clause")
        expect(card).to_be_visible()
        fields = (card.locator(f"[data-field={field}]").inner_text() for field in ("label", "text"))
        shown[link.inner_text()] = [" ".join(field.split()) for field in fields]
    assert shown == {
        "Article 2(1)": ["article 2(1)", "Words of two."],
        "articles 2 to 4": ["articles 2–4", "Article 2 Of two – Article 4"],
        "paragraph 2": ["article 1(2)", "Second words."],
        "Article 2": ["article 2", "Of two. Words of two."],
    }
    assert violations(page) == []
    page.close()


def test_links_lead_to_clauses_and_back(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(f"{site}article-1/")
    page.locator("a.reference", has_text="articles 2 to 4").click()
    page.wait_for_url("**/full-text/#2~4")  # a range over several pages is shown where they are one
    page.goto(f"{site}article-2/#2.1")
    referring = page.locator("section[aria-labelledby=_referring]")
    expect(referring.get_by_role("link")).to_have_text(
        ["article 2", "article 1(1)", "article 1(1)(a)", "2(1)", "article 1(1)"]
    )
    referring.get_by_role("link", name="article 1(1)(a)").click()
    page.wait_for_url("**/article-1/#1.1.a")
    expect(page.locator("a.link")).to_have_attribute("href", "https://un.org/")
    page.close()


def test_what_a_card_tells_is_fetched_while_the_pointer_rests(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 800}, reduced_motion="reduce")
    page.clock.install(time="2026-01-01")
    page.goto(f"{site}article-1/")
    link = page.locator("a.reference").first
    page.clock.pause_at("2026-01-02")
    link.hover()
    with page.expect_response("**/assets/clauses/article-2.json") as response:
        page.clock.run_for(100)
    response.value.finished()
    expect(page.locator(".decl-card")).to_have_count(0)
    page.clock.run_for(150)
    expect(page.locator(".decl-card--clause")).to_be_visible()
    page.close()
