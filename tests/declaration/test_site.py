"""The real site: checked against the source, and the checks against slips."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import check_site
from mkdocs_declaration.commands import main
from mkdocs_declaration.pages.head.assets import READER_STYLE, bundle

if TYPE_CHECKING:
    from source_text import SourceText

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def built(site: Path, source: SourceText) -> check_site.Site:
    """The site, whose pages are parsed once."""
    return check_site.Site.read(site, source)


@pytest.mark.slow
def test_the_site_passes_every_check(built: check_site.Site) -> None:
    assert check_site.missing(built.folder) == []
    assert check_site.check(built) == []


def test_the_source_is_kept_byte_for_byte() -> None:
    (path,) = (ROOT / "content" / "source").glob("*.txt")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == (
        "9e8a03f688a3222227662878c653d6b0e4a3bd9dbc3d71369599b70e99acb6f0"
    )


def test_the_source_has_the_units_that_were_counted_in_it(source: SourceText) -> None:
    assert len(source.units) == 61
    assert source.units["preamble.9"].startswith(
        "ENDEAVORING to develop a Work Plan which sets out a detailed ASEAN-Japan’s"
    )
    assert source.units["preamble.9"].endswith(
        "in the fight against terrorism and transnational crime to effectively implement this declaration;"
    )
    assert source.units["5.iii"].endswith("sea piracy ;")


CHANGES = {
    "a letter": (
        "terrorism/index.html",
        "Countering violent extremism",
        "Countering violent extremisn",
        "terrorism/#1.3.i: expected 'ing violent extremism and radicalization', found",
    ),
    "an id": ("full-text/index.html", 'id="1.3.ii"', 'id="1.3.iij"', "the full text: the id '1.3.ii' is missing"),
    "an id in the search": (
        "assets/search.json",
        '"path":"terrorism/#1.3.ii"',
        '"path":"terrorism/#1.3.iij"',
        "the search: the id '1.3.iij' is not in the text",
    ),
    "an id in the data": ("clauses.json", '"id": "4.ii"', '"id": "4.iij"', "clauses.json: the id '4.ii' is missing"),
    "an id twice": (
        "glossary/index.html",
        'id="unodc"',
        'id="igci"',
        "glossary/: the id 'igci' stands 2 times",
    ),
    "an id of the interface": (
        "index.html",
        'id="_contents"',
        'id="contents"',
        "home: the id 'contents' could be that of a clause; let it begin with '_'",
    ),
    "a link": (
        "index.html",
        'href="terrorism/"',
        'href="terorism/"',
        "home: the link 'terorism/' leads nowhere",
    ),
    "a fragment": (
        "glossary/index.html",
        'href="../cybercrime/#8.2"',
        'href="../cybercrime/#8.3"',
        "glossary/: the link '../cybercrime/#8.3' leads to no id",
    ),
    "a script of others": (
        "about/index.html",
        "</body>",
        '<script src="https://elsewhere.invalid/x.js"></script></body>',
        "about/: <script> asks another host: https://elsewhere.invalid/x.js",
    ),
    "a font of others": (
        bundle().address(READER_STYLE),
        "",  # at its beginning
        '@import "https://elsewhere.invalid/x.css";',
        f"{bundle().address(READER_STYLE)}: asks another host: https://elsewhere.invalid/x.css",
    ),
    "a digest": (
        "clauses.json",
        '"sha256": "e343',
        '"sha256": "e344',
        "clauses.json, preamble.opening: the digest is not that of the text",
    ),
    "a term": (
        "sea-piracy/index.html",
        "glossary/#recaap",
        "glossary/#unodc",
        "clauses.json, 5.iv: the terms are ['recaap'], on the page ['unodc'] are linked",
    ),
    "a word beside the words": (
        "terrorism/index.html",
        '<span class="clause-text">Countering violent',
        '<b>Not</b> <span class="clause-text">Countering violent',
        "terrorism/#1.3.i: expected",
    ),
    "a hidden word": (
        "terrorism/index.html",
        "Countering violent extremism",
        "Countering <span hidden>violent</span> extremism",
        "terrorism/#1.3.i: something in it is hidden",
    ),
    "emphasis": (
        "preamble/index.html",
        "<strong>STRESSING</strong>",
        "STRESSING",
        "preamble/#preamble.3: the source emphasises ['STRESSING'], the site []",
    ),
    "a number that leads elsewhere": (
        "terrorism/index.html",
        'class="clause-number" href="#1.3.ii"',
        'class="clause-number" href="#1.3.i"',
        "terrorism/#1.3.ii: its number is no link to it",
    ),
    "a word in the search": (
        "assets/search.json",
        "Countering violent extremism",
        "Countering violent extremes",
        "the search, 1.3.i: expected",
    ),
    "a label in the data": (
        "clauses.json",
        '"label": "paragraph 1.3(ii)"',
        '"label": "paragraph 1.3(iii)"',
        "clauses.json, 1.3.ii: the label is 'paragraph 1.3(iii)', by its id it is 'paragraph 1.3(ii)'",
    ),
    "a back-reference": (
        "glossary/index.html",
        '<a href="../trafficking-in-persons/#3.2">',
        '<a href="../trafficking-in-persons/#3.1">',
        "glossary/#actip: the clause 3.2 links to it and is not named",
    ),
    "a title": (
        "index.html",
        'dir="ltr">The ASEAN-Japan Joint',
        'dir="ltr">An ASEAN-Japan Joint',
        "home: expected the title 'The ASEAN-Japan Joint Declaration For Cooperation",
    ),
    "the title as printed": (
        "index.html",
        "“The ASEAN-Japan Joint",
        "“An ASEAN-Japan Joint",
        "home: expected the title as printed, '“The ASEAN-Japan Joint Declaration For Cooperation",
    ),
}


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    assert check_site.missing(tmp_path)[0] == f"{tmp_path}: there is no index.html"


def rounds() -> list[list[str]]:
    """The slips that can be made in one site: no two in the same words, and no two that are reported at one place."""
    groups: list[list[str]] = []
    for name, (path, old, _, expected) in CHANGES.items():
        place = expected.partition(": ")[0]
        for group in groups:
            others = [CHANGES[other] for other in group]
            if all((path, old) != other[:2] and place != other[3].partition(": ")[0] for other in others):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


@pytest.mark.parametrize("slips", rounds())
@pytest.mark.slow
def test_slips_are_found(slips: list[str], built: check_site.Site, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(built.folder, copy, copy_function=os.link)
    for path, old, new, _ in (CHANGES[name] for name in slips):
        text = (copy / path).read_text(encoding="utf-8")
        assert old in text
        (copy / path).unlink()
        (copy / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    # Only the pages with slips are parsed again.
    pages = {CHANGES[name][0] for name in slips if CHANGES[name][0].endswith(".html")}
    changed = [check_site.PageFile.read(copy, copy / path) for path in sorted(pages)]
    site = check_site.Site(copy, built.source, built.pages | {page.url: page for page in changed})
    failures = check_site.check(site)
    assert [name for name in slips if not any(failure.startswith(CHANGES[name][3]) for failure in failures)] == []


@pytest.mark.slow
def test_a_letter_changed_in_the_encoding_fails_the_command(project: Path, tmp_path: Path) -> None:
    path = project / "content" / "declaration.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("social stability", "social stabiliti"), encoding="utf-8")
    failed = run(project, tmp_path / "site")
    assert failed.returncode == 1
    assert "the words of '7.1' are not those that were published" in failed.stderr
    CliRunner().invoke(main, ["freeze", str(path), "--lock", str(project / "content/anchors.lock"), "--reason", "Slip"])
    assert run(project, tmp_path / "site").returncode == 0
    command = [sys.executable, str(ROOT / "build_tools" / "check_site.py"), str(tmp_path / "site")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "international-economic-crime/#7.1: expected" in result.stderr
    assert "full-text/#7.1: expected" in result.stderr
    assert "clauses.json, 7.1: expected" in result.stderr


@pytest.mark.slow
def test_an_id_removed_from_a_template_is_found(project: Path, source: SourceText, tmp_path: Path) -> None:
    template = (ROOT / "plugins" / "mkdocs_declaration" / "pages" / "templates" / "clause.html").read_text(
        encoding="utf-8"
    )
    changed = re.sub(r'(role="listitem" class="clause [^>]*?) id="[^"]*"', r"\1", template)
    assert changed != template
    (project / "site_overrides" / "declaration").mkdir()
    (project / "site_overrides" / "declaration" / "clause.html").write_text(changed, encoding="utf-8")
    run(project, tmp_path / "site")
    changed_site = check_site.Site.read(tmp_path / "site", source)
    assert "the pages: the id '1.3.ii' is missing" in check_site.check(changed_site)


@pytest.mark.slow
def test_the_same_content_gives_the_same_bytes_anywhere(project: Path, tmp_path: Path) -> None:
    sites = []
    for count, (folder, seed, zone) in enumerate([(ROOT, "1", "Asia/Tokyo"), (project, "2", "America/Lima")]):
        site = tmp_path / f"site-{count}"
        result = run(folder, site, PYTHONHASHSEED=seed, TZ=zone)
        assert (result.returncode, "WARNING" in result.stderr) == (0, False), result.stderr
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    first, second = sites
    assert first.keys() == second.keys()
    assert [str(path) for path in first if first[path] != second[path]] == []
    assert not re.search(rb"<lastmod>", first[Path("sitemap.xml")])
