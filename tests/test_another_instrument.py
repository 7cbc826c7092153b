"""Other instruments, with the configuration that the README shows, on the themes and builders that it names."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

import check_site
from mkdocs_declaration.hosts.material.material import INTERNALS, Internal
from mkdocs_declaration.pages.head.assets import READER_STYLE, SCRIPT, bundle
from project import ENCODING, GLOSSARY, Project
from searching import OFFER, ask
from serving import served
from source_text import read_source
from test_documentation import README, example

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
(CONFIGURATION,) = re.findall(r"```yaml\n(site_name: .*?)```", README, re.DOTALL)
WITH_GLOSSARY = CONFIGURATION.replace(
    "encoding: content/declaration.yaml\n",
    "encoding: content/declaration.yaml\n      glossary: content/glossary.yaml\n",
).replace(
    "  - Full text: full-text.md\n",
    "  - Full text: full-text.md\n  - At a glance: at-a-glance.md\n  - Glossary: glossary.md\n",
)
"""The configuration, with the lines for a glossary that the README names below it."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("another")
    (folder / "mkdocs.yml").write_text(WITH_GLOSSARY, encoding="utf-8")
    for name in ("docs", "content"):
        (folder / name).mkdir()
    # A sign that is markup elsewhere, and a blank that does not part.
    encoding = example().replace("need for examples", "need\\u00a0for 2 \\\\* 3 examples")
    (folder / "content" / "declaration.yaml").write_text(encoding, encoding="utf-8")
    (folder / "content" / "glossary.yaml").write_text(GLOSSARY.replace("[UN]", "[instance]"), encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), strict=True))
    return folder


def test_the_site_passes_every_check_without_a_source(project: Path) -> None:
    site = check_site.Site.read(project / "site", None)
    assert check_site.missing(site.folder) == []
    assert check_site.check(site) == []
    assert len(site.documents) == 13


def test_the_look_is_there(project: Path) -> None:
    home = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert 'data-md-color-scheme="default"' in home
    assert 'data-md-color-scheme="slate"' in home
    assert f'href="{bundle().address(READER_STYLE)}"' in home
    assert f'src="{bundle().address(SCRIPT)}"' in home


def test_raised_and_lowered_words_are_those_of_the_clause(small: Project) -> None:
    text = "{number: (1), text: 'Up to 10<sup>3</sup> m<sup>2</sup> of CO<sub>2</sub>, a<sup>th</sup>.'}"
    small.write("treaty.yaml", ENCODING.replace("{number: (1), text: We trust the UN.}", text))
    small.config["plugins"] = [{"declaration": {"encoding": "treaty.yaml"}}]
    small.build()
    assert check_site.check(check_site.Site.read(small.site, None)) == []
    page = small.site / "one" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<sub>2</sub>", "<sub>3</sub>"), encoding="utf-8")
    assert len(check_site.check(check_site.Site.read(small.site, None))) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (' id="1.1.a"', ' id="1.1.x"', "the pages: the id '1.1.a' is missing"),
        ("whether or not", "whether and not", "article-1/#1.1.closing: expected 'whether or not it is"),
    ],
)
def test_a_slip_is_found_without_a_source(old: str, new: str, expected: str, project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(project / "site", copy)
    page = copy / "article-1" / "index.html"
    text = page.read_text(encoding="utf-8")
    # The words stand in the head as well.
    head, clause, body = text.partition('id="1.1"')
    assert old in body
    page.write_text(head + clause + body.replace(old, new, 1), encoding="utf-8")
    assert expected in "\n".join(check_site.check(check_site.Site.read(copy, None)))


def test_the_check_says_what_it_compared(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = project / "site"
    instrument = json.loads((site / "clauses.json").read_bytes())["instrument"]["id"]
    monkeypatch.setattr("sys.argv", ["check_site.py", str(site)])
    assert check_site.main() == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{site}: ")
    assert said.endswith(f"13 clauses, all words as in clauses.json; nothing here reads a source of '{instrument}'\n")


def test_a_source_that_is_read_must_be_there(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = project / "site"
    instrument = json.loads((site / "clauses.json").read_bytes())["instrument"]["id"]
    monkeypatch.setattr(check_site, "READERS", {instrument: read_source})
    monkeypatch.setattr(check_site, "SOURCE", tmp_path)
    monkeypatch.setattr(check_site, "ROOT", tmp_path.parent)
    with pytest.raises(ValueError, match=f"expected one file in {tmp_path.name} for '{instrument}', found 0"):
        check_site.source_of(site)


# Built from the wheel ------------------------------------------------------------------------

SUCCESSORS = str(ROOT / ".venv" / "successors" / "bin" / "python")
"""The environment with MaterialX and ProperDocs (Makefile)."""
HOSTS = {
    "material": ("material", sys.executable, "mkdocs"),
    "materialx": ("materialx", SUCCESSORS, "mkdocs"),
    "properdocs": ("materialx", SUCCESSORS, "properdocs"),
    "mkdocs": ("mkdocs", sys.executable, "mkdocs"),
    "readthedocs": ("readthedocs", sys.executable, "mkdocs"),
    "properdocs-mkdocs": ("mkdocs", SUCCESSORS, "properdocs"),
    "properdocs-readthedocs": ("readthedocs", SUCCESSORS, "properdocs"),
}
"""The theme, the environment and the builder of each site."""
HIGHLIGHTER = "window.hljs = {highlightAll() {}}"
"""What the plain themes load from elsewhere."""
READER = ("material", "materialx", "properdocs")
"""Those that have tools, cards and a page for wrong addresses."""
RTL = ("material", "materialx", "mkdocs")
"""Those that the text from right to left is built with."""
BUILD = """
import runpy, sys, mkdocs_declaration
target, builder = sys.argv[1:3]
if not mkdocs_declaration.__file__.startswith(target):
    sys.exit(f"not from the wheel: {mkdocs_declaration.__file__}")
sys.argv = [builder, "build", "--strict"]
runpy.run_module(builder, run_name="__main__", alter_sys=True)
"""
WIDTHS = (320, 768, 1440)
PAINTED = "clause => getComputedStyle(clause).backgroundColor !== 'rgba(0, 0, 0, 0)'"


@pytest.mark.slow  # needs the environment that `make test` sets up
@pytest.mark.parametrize(
    "internal",
    [internal for internal in INTERNALS if "materialx" in internal.themes],
    ids=lambda internal: f"{internal.file}: {internal.text}",
)
def test_what_is_leaned_on_is_in_the_successor(internal: Internal) -> None:
    (templates,) = Path(SUCCESSORS).parents[1].glob("lib/python*/site-packages/material/templates")
    assert internal.text in (templates / internal.file).read_text(encoding="utf-8")


def installed_wheel(folder: Path) -> Path:
    """Build the wheel of this project and install it alone into a folder."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheels = folder / "wheels"
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True)
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "target", *wheels.iterdir()], check=True)
    return folder / "target"


def build_from_wheel(target: Path, folder: Path, instrument: str, host: str) -> subprocess.CompletedProcess[str]:
    """Build an instrument in an empty folder, with the configuration of the README but for the name of the theme."""
    theme, python, builder = HOSTS[host]
    for name in ("docs", "content"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "instruments" / f"{instrument}.yaml", folder / "content" / "declaration.yaml")
    (folder / "docs" / "mine.md").write_text("# Mine\n\nSee [article 1(2)][1.2] and what it holds.\n", encoding="utf-8")
    configuration = CONFIGURATION.replace("name: material", f"name: {theme}")
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(target), "NO_MKDOCS_2_WARNING": "1"}
    command = [python, "-c", BUILD, str(target), builder]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder of all sites that are built from the wheel, and the address that they are served at."""
    folder = tmp_path_factory.mktemp("installed")
    target = installed_wheel(folder)
    sites = [("charter", host) for host in HOSTS] + [("statute-rtl", host) for host in RTL]
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda site: build_from_wheel(target, folder / "projects" / "-".join(site), *site), sites)
        assert {site: result.stderr for site, result in zip(sites, results, strict=True) if result.returncode} == {}
    for site in sites:
        name = "-".join(site)
        shutil.move(folder / "projects" / name / "site", folder / "around" / name)
    with served(folder / "around") as around:
        yield folder / "around", around


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab; an error of a script fails the test."""
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


@pytest.mark.parametrize(
    ("host", "width"),
    [("properdocs", 1440), *((host, width) for host in ("material", "materialx") for width in WIDTHS)],
)
def test_tools_and_cards_are_there(host: str, width: int, installed: tuple[Path, str], tab: Page) -> None:
    address = f"{installed[1]}charter-{host}/"
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{address}article-1/#1.2.a.i")
    clause = tab.locator('[id="1.2.a.i"]')
    expect(clause).to_be_focused()
    assert clause.evaluate(PAINTED)
    clause.locator("> .clause-text").click()
    clause.locator("> :is(.clause-tools, .decl-bar) [data-action=cite]").click()
    expect(tab.locator("dialog[open] .decl-cite-citation")).to_contain_text("Charter of the Harbour Cities")
    tab.keyboard.press("Escape")
    tab.goto(f"{address}mine/")
    tab.locator("article a", has_text="article 1(2)").focus()
    expect(tab.locator(".decl-card")).to_contain_text("It applies to:")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(253, 252, 250)"


@pytest.mark.parametrize("host", ["material", "materialx"])
def test_the_menu_is_read_in_the_dark(host: str, installed: tuple[Path, str], chromium: Browser) -> None:
    page = chromium.new_page(color_scheme="dark", viewport={"width": 1440, "height": 800})
    page.goto(f"{installed[1]}charter-{host}/article-1/#1.2")
    active = page.locator(".md-nav--primary a.md-nav__link--active[href='./']").last
    expect(active).to_have_css("color", "rgb(156, 194, 245)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 23, 29)")
    page.close()


@pytest.mark.parametrize("host", HOSTS)
def test_the_search_finds_the_same_under_every_theme(host: str, installed: tuple[Path, str], tab: Page) -> None:
    tab.add_init_script(HIGHLIGHTER)
    tab.goto(f"{installed[1]}charter-{host}/article-1/")
    tab.get_by_role("button", name="Search").first.click()
    expect(tab.locator(OFFER).first).to_be_visible()
    found = {}
    for query in ("passengers", "article 1(2)(a)", "residents"):
        found[query] = [link.partition(f"charter-{host}/")[2] for link in ask(tab, query)][:1]
    assert found == {
        "passengers": ["article-1/#1.2.a.i"],
        "article 1(2)(a)": ["article-1/#1.2.a"],
        "residents": ["article-1/#1.2.a.i.A"],
    }
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{installed[1]}charter-{host}/article-1/#1.2.a.i.A")


@pytest.mark.parametrize("host", READER)
def test_a_wrong_address_is_answered(host: str, installed: tuple[Path, str]) -> None:
    page = BeautifulSoup((installed[0] / f"charter-{host}" / "404.html").read_bytes(), "html.parser")
    assert page.select_one("h1#_missing")
    assert page.select_one("title").get_text() == "There is no page at this address - My treaty"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("host", "width"),
    [
        *((host, width) for host in ("material", "mkdocs", "readthedocs") for width in WIDTHS),
        ("properdocs-mkdocs", 1440),
        ("properdocs-readthedocs", 1440),
    ],
)
def test_items_are_nested(host: str, width: int, installed: tuple[Path, str], chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{installed[1]}charter-{host}/article-1/#1.2.a")
    starts = [
        page.locator(f'[id="{id_}"] .clause-text').first.evaluate("words => words.getBoundingClientRect().left")
        for id_ in ("1.2", "1.2.a", "1.2.a.i", "1.2.a.i.A")
    ]
    # On a small screen the first items stand below the words that they follow.
    assert starts == sorted(starts)
    assert starts[-1] - starts[1] >= 2 * 16
    numbers = page.locator('.clause--item[id="1.2.a"] .clause-number').evaluate_all(
        "all => all.map(number => number.getBoundingClientRect().right"
        " - number.parentElement.querySelector('.clause-text').getBoundingClientRect().left)"
    )
    assert len(numbers) == 5
    assert max(numbers) <= 0
    assert page.locator('[id="1.2.a"]').evaluate(PAINTED)
    tops = page.evaluate(  # at once, since some themes scroll slowly to where an address leads
        "ids => ids.map(id => document.getElementById(id).getBoundingClientRect().top)",
        [f"1.2.a.{id_}" for id_ in ("i.A", "i.B", "ii")],
    )
    assert tops[2] - tops[1] <= 1.35 * (tops[1] - tops[0])  # a list within an item adds little room
    page.close()


@pytest.mark.parametrize("host", ["mkdocs", "properdocs-mkdocs"])
def test_the_script_of_a_theme_takes_ids_of_clauses(host: str, installed: tuple[Path, str], tab: Page) -> None:
    tab.add_init_script(HIGHLIGHTER)
    for page in ("article-1/#1.2", "preamble/", "mine/"):
        tab.goto(f"{installed[1]}charter-{host}/{page}")
        tab.keyboard.press("s")
        expect(tab.get_by_role("combobox", name="Search")).to_be_focused()
        tab.keyboard.press("Escape")
    tab.goto(f"{installed[1]}charter-{host}/article-1/")
    tab.locator(".bs-sidebar a[href='#1.2']").click()
    header = tab.locator(".navbar").first.bounding_box()
    clause = tab.locator('[id="1.2"]').bounding_box()
    assert header is not None
    assert clause is not None
    assert clause["y"] >= header["y"] + header["height"] or tab.evaluate("scrollY") == 0


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("host", RTL)
def test_a_text_from_right_to_left(host: str, width: int, installed: tuple[Path, str], chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{installed[1]}statute-rtl-{host}/article-1/#1.2")
    ends = [
        page.locator(f'[id="{id_}"] .clause-text').first.evaluate("words => words.getBoundingClientRect().right")
        for id_ in ("1.2", "1.2.a")
    ]
    assert ends == sorted(ends, reverse=True)
    assert (
        page.locator(
            '[id="1.2.b"]'
        ).evaluate("""item => item.querySelector(".clause-number").getBoundingClientRect().left
      - item.querySelector(".clause-text").getBoundingClientRect().right""")
        >= 0
    )
    shadows = page.locator('[id="1.2"]').evaluate("clause => getComputedStyle(clause).boxShadow")
    assert float(re.findall(r"\) (-?[\d.]+)px", shadows)[-1]) > 0  # the edge is where lines begin
    page.close()
