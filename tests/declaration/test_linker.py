"""What a linker relies on: short links, metadata, and references from other projects."""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect
from sphinx.util.inventory import InventoryFile

from mkdocs_declaration import __version__
from mkdocs_declaration.commands import main
from mkdocs_declaration.instrument import interface_ids
from serving import served

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mkdocs_declaration.edition import Edition

SITE_URL = "http://127.0.0.1/asean-japan/"


def test_every_short_link_lands_on_its_clause_marked(page: Page, address: str, edition: Edition) -> None:
    for clause in edition.instrument.clauses:
        page.goto(f"{clause.id}/")
        fragment = "" if clause.id == clause.slug else f"#{clause.id}"
        expect(page).to_have_url(f"{address}{clause.slug}/{fragment}")
        target = page.locator(f'[id="{clause.id}"]')
        expect(target).to_be_in_viewport()
        if fragment:
            assert target.evaluate("element => element.matches(':target')"), clause.id


def test_a_short_link_works_without_javascript(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("1.3.ii/")
    expect(page).to_have_url(f"{address}terrorism/#1.3.ii")
    expect(page.locator('[id="1.3.ii"]')).to_be_in_viewport()
    context.close()


def test_the_history_does_not_hold_the_short_link(page: Page, address: str) -> None:
    page.goto("about/")
    page.goto("8.2/")
    expect(page).to_have_url(f"{address}cybercrime/#8.2")
    page.go_back()
    expect(page).to_have_url(f"{address}about/")


def test_a_page_for_frames_shows_a_clause_alone(page: Page, address: str) -> None:
    page.goto("2.2/?embed")  # as frames asked for it once
    expect(page).to_have_url(f"{address}2.2/embed/")
    expect(page.locator("h1")).to_have_text("Paragraph 2.2")
    expect(page.locator("main p").nth(1)).to_have_text(
        "(i) Capacity building of law enforcement authorities in areas such as border control;"
    )
    expect(page.locator("footer")).to_contain_text("12 November 2014, paragraph 2.2, ")
    links = page.get_by_role("link").evaluate_all("all => all.map(link => link.href)")
    assert links == [f"{address}illicit-drug-trafficking/#2.2", f"{address}2.2/"]
    expect(page.locator("base")).to_have_attribute("target", "_top")


def test_every_clause_has_a_page_for_frames_in_which_nothing_runs(site: Path, edition: Edition) -> None:
    for clause in edition.instrument.clauses:
        soup = BeautifulSoup((site / clause.id / "embed" / "index.html").read_bytes(), "html.parser")
        assert soup.select("script, noscript, meta[http-equiv], iframe, form") == []
        lines = [line for unit in clause.walk() for line in unit.lines]
        assert [p.get_text() for p in soup.select("main p:not(.decl-lead)")] == lines
        sentence = edition.sentences.get(clause.id)
        leads = [p.get_text() for p in soup.select("main p.decl-lead")]
        assert leads == ([part for part in (sentence.before, sentence.after) if part] if sentence else [])
        parts = [part for unit in clause.walk() for part in (unit.heading, unit.text) if part]
        emphasised = [part.plain[span.start : span.end] for part in parts for span in part.emphasis]
        assert [element.get_text() for element in soup.select("em, strong")] == emphasised


def test_the_metadata_of_a_short_link_are_those_of_its_clause(site: Path, edition: Edition) -> None:
    for clause in edition.instrument.clauses:
        if clause.id == clause.slug:
            continue
        soup = BeautifulSoup((site / clause.id / "index.html").read_bytes(), "html.parser")
        canonical = soup.find("link", rel="canonical")
        assert canonical is not None
        assert canonical["href"] == f"{SITE_URL}{clause.slug}/#{clause.id}"  # type: ignore[index]
        meta = {
            str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in soup.select("meta[content]")
        }
        assert meta["og:title"] == f"{clause.label[0].upper()}{clause.label[1:]} – ASEAN-Japan Joint Declaration (2014)"
        words = str(clause.text or f"{clause.heading}: {clause.children[0].text}")
        if clause.kind == "item":
            assert re.search(rf": {re.escape(f'{clause.printed} {words[:280]}')}", meta["og:description"])
            assert meta["og:description"] == meta["description"]
            continue
        shown = meta["og:description"].removesuffix("…")
        assert words.startswith(shown) or shown.startswith(words)
        assert len(shown) >= min(len(words), 200)
        assert meta["description"] == meta["og:description"]
        assert meta["og:url"] == f"{SITE_URL}{clause.id}/"
        assert meta["og:site_name"] == "ASEAN-Japan Joint Declaration (2014)"


def test_a_page_of_the_text_is_described_by_its_words(site: Path, edition: Edition) -> None:
    for slug, text_page in edition.instrument.pages.items():
        soup = BeautifulSoup((site / slug / "index.html").read_bytes(), "html.parser")
        meta = {str(tag["property"]): str(tag["content"]) for tag in soup.select("meta[property]")}
        first = next(str(clause.text) for clause in text_page.division.walk() if clause.text)
        assert meta["og:title"] == f"{text_page.division.title} – ASEAN-Japan Joint Declaration (2014)"
        assert meta["og:site_name"] == "ASEAN-Japan Joint Declaration (2014)"
        assert meta["og:description"].startswith(first[:100])
        assert meta["og:url"] == f"{SITE_URL}{slug}/"


def test_every_page_names_the_instrument_and_says_what_it_is(site: Path, edition: Edition) -> None:
    described = {}
    for path in ("", "full-text/", "glossary/", "at-a-glance/", "downloads/", "citing/"):
        soup = BeautifulSoup((site / path / "index.html").read_bytes(), "html.parser")
        meta = {str(tag["property"]): str(tag["content"]) for tag in soup.select("meta[property]")}
        described[path] = (meta["og:title"], meta["og:description"][:40])
    assert described == {
        "": (edition.instrument.title, "The member states of ASEAN and Japan dec"),
        "full-text/": ("Full text – ASEAN-Japan Joint Declaration (2014)", "The whole text on one page. Each clause "),
        "glossary/": ("Glossary – ASEAN-Japan Joint Declaration (2014)", "Organisations, instruments, mechanisms a"),
        "at-a-glance/": (
            "At a glance – ASEAN-Japan Joint Declaration (2014)",
            "Who and what is named where. Each mark l",
        ),
        "downloads/": (
            "Data and downloads – ASEAN-Japan Joint Declaration (2014)",
            "The text in forms to file, to read elsew",
        ),
        "citing/": (
            "How to cite and link – ASEAN-Japan Joint Declaration (2014)",
            "How to write the address of any clause o",
        ),
    }
    home = BeautifulSoup((site / "index.html").read_bytes(), "html.parser")
    assert home.title is not None
    assert home.title.get_text() == "ASEAN-Japan Joint Declaration (2014)"


def test_short_links_are_neither_in_the_sitemap_nor_in_the_search(site: Path) -> None:
    assert "1.3.ii" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert '"path":"1.3.ii/' not in (site / "assets" / "search.json").read_text(encoding="utf-8")


def test_a_sphinx_project_refers_to_clauses_and_terms(site: Path, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        "project = 'Consumer'\n"
        "extensions = ['sphinx.ext.intersphinx']\n"
        f"intersphinx_mapping = {{'declaration': ({SITE_URL!r}, {str(site / 'objects.inv')!r})}}\n"
        "nitpicky = True\n"
    )
    (tmp_path / "index.rst").write_text(
        "Consumer\n========\n\nSee :ref:`1.3.ii`, :external+declaration:ref:`8.1.II`, :ref:`the preamble <preamble>` "
        "and :term:`UNODC`.\n"
    )
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", str(tmp_path), str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    soup = BeautifulSoup((tmp_path / "out" / "index.html").read_bytes(), "html.parser")
    assert [(a["href"], a.get_text()) for a in soup.select("a.reference.external")] == [
        (f"{SITE_URL}terrorism/#1.3.ii", "paragraph 1.3(ii)"),
        (f"{SITE_URL}cybercrime/#8.1.ii", "paragraph 8.1(ii)"),
        (f"{SITE_URL}preamble/#preamble", "the preamble"),
        (f"{SITE_URL}glossary/#unodc", "UNODC"),
    ]


def test_an_mkdocs_project_refers_to_clauses_and_terms(address: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(
        "# Consumer\n\nSee [paragraph 1.3(ii)][1.3.ii] and [the office][UNODC].\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Consumer\nstrict: true\nplugins:\n  - mkdocstrings:\n      handlers:\n        python:\n"
        f"          inventories:\n            - url: {address}objects.inv\n              domains: [std]\n"
    )
    build(load_config(str(tmp_path / "mkdocs.yml")))
    soup = BeautifulSoup((tmp_path / "site" / "index.html").read_bytes(), "html.parser")
    links = {a.get_text(): a["href"] for a in soup.select("a.autorefs")}
    assert links == {
        "paragraph 1.3(ii)": f"{address}terrorism/#1.3.ii",
        "the office": f"{address}glossary/#unodc",
    }


def test_the_inventories_have_every_clause_and_term_and_apart_from_them_the_api(site: Path, edition: Edition) -> None:
    from mkdocstrings import Inventory  # noqa: PLC0415 - a reader of the format, for this test alone

    with (site / "objects.inv").open("rb") as file:
        read = Inventory.parse_sphinx(file, domain_filter=())
    items = read.values()
    assert edition.newest is not None
    assert read.version == edition.newest
    labels = {item.name: (item.uri, item.dispname) for item in items if (item.domain, item.role) == ("std", "label")}
    terms = {item.name for item in items if (item.domain, item.role) == ("std", "term")}
    assert labels == {c.id: (f"{c.slug}/#{c.id}", c.label) for c in edition.instrument.clauses}
    known = [(term.name, term.full_name, *term.forms) for term in edition.glossary.terms]
    assert terms == {name for names in known for name in names if name}
    assert {item.domain for item in items} == {"std"}
    folder = "https://example.org/asean-japan/developers/"
    with (site / "developers" / "objects.inv").open("rb") as file:
        api = InventoryFile.load(file, folder, posixpath.join)
    plugin = api["py:class"]["mkdocs_declaration.plugin.DeclarationPlugin"]
    assert (plugin.project_name, plugin.project_version) == ("mkdocs-declaration", __version__)
    assert plugin.uri == f"{folder}reference/hosts/#mkdocs_declaration.plugin.DeclarationPlugin"
    with (site / "developers" / "objects.inv").open("rb") as file:
        items = Inventory.parse_sphinx(file, domain_filter=()).values()
    assert {item.domain for item in items} == {"py"}
    for item in items:
        page, _, fragment = item.uri.partition("#")
        assert f'id="{fragment}"' in text_of_page(site / "developers" / page / "index.html"), item.name


@cache
def text_of_page(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def text_alone(project: Path) -> str:
    """Leave out of a project what names clauses beside the text, and give the encoding."""
    configuration = project / "mkdocs.yml"
    lines = configuration.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "subjects" not in line]
    assert len(kept) == len(lines) - 2
    configuration.write_text("".join(kept), encoding="utf-8")
    about = project / "content" / "pages" / "about.md"
    about.write_text(about.read_text(encoding="utf-8").replace("](subjects.md)", "](full-text.md)"), encoding="utf-8")
    glossary = project / "content" / "glossary.yaml"
    terms = glossary.read_text(encoding="utf-8")
    glossary.write_text(re.sub(r"^ +clause: .*\n", "", terms, flags=re.MULTILINE), encoding="utf-8")
    text = (project / "content" / "declaration.yaml").read_text(encoding="utf-8")
    alone = re.sub(r"^( *)brief:\n(?:\1 .*\n)+", "", text, flags=re.MULTILINE)
    assert "rests_on" not in alone
    return alone


def test_deleting_renaming_and_rewording_fail_until_they_are_acknowledged_and_old_links_land(
    page: Page, project: Path, tmp_path: Path
) -> None:
    encoding, lock = project / "content" / "declaration.yaml", project / "content" / "anchors.lock"
    text = text_alone(project)
    text = re.sub(
        r"          - number: \(iv\)\n            text: >-\n +Reducing [^;]+;\n", "", text
    )  # 1.3(iv) is deleted
    text = text.replace('number: "6.2"', 'number: "6.2"\n        id: smuggling')  # 6.2 is renamed
    text = text.replace("credit card fraud", "credit card frauds")  # a word of 7.1 is changed
    encoding.write_text(text, encoding="utf-8")

    def built() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "around" / "site")]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    failed = built()
    assert failed.returncode == 1
    gone = ["1.3.iv", "6.2", "6.2.i", "6.2.ii", "6.2.iii", "6.2.iv"]
    for id_ in gone:
        message = (
            rf"the published id '{id_}', which stood after '[\d.i]+', is no longer in the text; restore it, or run"
        )
        assert re.search(message, failed.stderr)
        assert f"--successor {id_}=" in failed.stderr
    assert "the words of '7.1' are not those that were published" in failed.stderr
    assert not (tmp_path / "around" / "site").exists()
    successors = {"1.3.iv": "1.3.iii"} | {id_: id_.replace("6.2", "smuggling") for id_ in gone[1:]}
    options = [option for old, new in successors.items() for option in ("--successor", f"{old}={new}")]
    frozen = CliRunner().invoke(main, ["freeze", str(encoding), "--lock", str(lock), "--reason", "Amended", *options])
    assert frozen.exit_code == 0, frozen.output
    assert "7.1: " in frozen.output
    assert built().returncode == 0
    pages = {"1.3.iv": "terrorism", "6.2": "arms-smuggling", "6.2.ii": "arms-smuggling"}
    with served(tmp_path / "around") as around:
        for old, slug in pages.items():
            new = successors[old]
            for path in (f"{slug}/#{old}", f"full-text/#{old}", f"{old}/"):
                page.goto(f"{around}site/{path}")
                expect(page.locator(f'[id="{new}"]')).to_be_focused()
                expect(page.locator(f'[id="{new}"]')).to_be_in_viewport()
        for path, marked in {
            "terrorism/#1.3.i~1.3.iv": ["1.3.i", "1.3.ii", "1.3.iii"],
            "full-text/#6.1~6.2": ["6.1", "smuggling"],
        }.items():
            page.goto(f"{around}site/{path}")
            expect(page.locator(".decl-bar-tools")).to_be_visible()
            assert [one.get_attribute("id") for one in page.locator(".is-marked").all()] == marked
        clauses = json.loads((tmp_path / "around" / "site" / "clauses.json").read_bytes())
        assert {one["id"]: one["successor"] for one in clauses["retired"]} == successors


def test_addresses_of_pages_that_are_renamed_or_deleted_go_on(
    page: Page, chromium: Browser, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoding, lock = project / "content" / "declaration.yaml", project / "content" / "anchors.lock"
    text = text_alone(project).replace("slug: terrorism", "slug: counter-terrorism")
    start = text.index('  - kind: section\n    number: "8."')
    text = text[:start]  # section 8, Cybercrime, is deleted
    encoding.write_text(text, encoding="utf-8")
    site = tmp_path / "around" / "asean-japan"

    def built() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    failed = built()
    assert failed.returncode == 1
    assert failed.stderr.count("[moved-page]") == 1
    assert "the published page 'terrorism/' of '1', '1.1' and 6 more is now 'counter-terrorism/'" in failed.stderr
    gone = [id_ for id_ in json.loads(lock.read_bytes())["anchors"] if id_ == "8" or id_.startswith("8.")]
    (command,) = re.findall(r"all in one go: run '([^']+)'", failed.stderr)
    assert command == (
        "mkdocs-declaration freeze content/declaration.yaml --lock content/anchors.lock "
        + " ".join(f"--successor {id_}=…" for id_ in gone)
    )
    options = [option.replace("…", "7.2") for option in command.split()[1:]] + ["--reason", "Amended"]
    monkeypatch.chdir(project)
    frozen = CliRunner().invoke(main, options)
    assert frozen.exit_code == 0, frozen.output
    after = built()
    assert after.returncode == 0, after.stderr
    assert not re.search(r"/(terrorism|cybercrime)/", (site / "sitemap.xml").read_text(encoding="utf-8"))
    searched = (site / "assets" / "search.json").read_text(encoding="utf-8")
    assert not re.search(r'"path":"(terrorism|cybercrime)/', searched)
    went = {
        "terrorism/#1.3.ii": "counter-terrorism/#1.3.ii",
        "terrorism/": "counter-terrorism/",
        "terrorism/#nonsense": "counter-terrorism/#nonsense",
        "terrorism/#1.3(ii)": "counter-terrorism/#1.3.ii",
        "terrorism/#1.1~9.9": "counter-terrorism/#1.1~9.9",
        "cybercrime/#8.1(i)": "international-economic-crime/#7.2",
        "cybercrime/#1.3.ii": "counter-terrorism/#1.3.ii",
        "cybercrime/8.1.i": "international-economic-crime/#7.2",
        "terrorism/#1.1~1.3": "counter-terrorism/#1.1~1.3",
        "cybercrime/#8.1.i": "international-economic-crime/#7.2",
        "cybercrime/": "international-economic-crime/#7.2",
        "cybercrime/#%E0": "international-economic-crime/#7.2",
        "8.1.i/": "international-economic-crime/#7.2",
    }
    with served(tmp_path / "around") as around:
        for old, new in went.items():
            page.goto(f"{around}asean-japan/{old}")
            expect(page).to_have_url(f"{around}asean-japan/{new}")
        context = chromium.new_context(java_script_enabled=False)
        plain = context.new_page()
        for old, id_ in (("terrorism/", "1.3.ii"), ("cybercrime/", "8.1.i")):
            plain.goto(f"{around}asean-japan/{old}#{id_}")
            line = plain.locator(f'[id="{id_}"]')
            expect(line).to_be_in_viewport()
            assert line.evaluate("element => element.matches(':target')")
            line.get_by_role("link").click()
            expect(plain).to_have_url(f"{around}asean-japan/{went[f'{old}#{id_}']}")
        context.close()
    soup = BeautifulSoup((site / "terrorism" / "index.html").read_bytes(), "html.parser")
    assert [tag["id"] for tag in soup.select("main [id]")] == [
        *("1", "1.1", "1.2", "1.3", "1.3.i", "1.3.ii", "1.3.iii", "1.3.iv")
    ]
    soup = BeautifulSoup((site / "8.1.i" / "index.html").read_bytes(), "html.parser")
    assert soup.select("main p")[0].get_text() == "8.1.i is now paragraph 7.2"
    for name in ("description", "og:description"):
        (meta,) = soup.select(f'meta[name="{name}"], meta[property="{name}"]')
        assert str(meta["content"]).startswith("8.1.i is now paragraph 7.2: ")


FORMER = {
    "": ("declaration", "contents", "cite-instrument", "versions", "sources", "imprint"),
    "illicit-drug-trafficking/": ("elsewhere",),
    "full-text/": ("full-text",),
    "at-a-glance/": ("at-a-glance",),
    "glossary/": ("glossary",),
    "subjects/": ("subjects",),
    "downloads/": ("downloads", "downloads-reading", "downloads-data", "downloads-beside"),
    "nowhere/": ("missing",),
}
"""Fragments that led to parts of pages before ids of the interface began with a line, by page."""


def test_every_former_fragment_lands_at_its_element(page: Page, address: str) -> None:
    assert sorted(id_ for ids in FORMER.values() for id_ in ids) == sorted(interface_ids.FORMER)
    for path, ids in FORMER.items():
        for former in ids:
            if former == ids[0]:
                page.goto(f"{path}#{former}")
            else:
                page.evaluate("id => { location.hash = id }", former)
            expect(page).to_have_url(f"{address}{path}#_{former}")
            assert page.locator(":target").get_attribute("id") == f"_{former}"
    page.goto("terrorism/#contents")  # where there is no such part
    assert page.url == f"{address}terrorism/#contents"
    page.evaluate("location.hash = '1.2'")
    expect(page.locator('[id="1.2"]')).to_be_focused()
