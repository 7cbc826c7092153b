"""Real texts, encoded in full by rule: every word of their print is shown, in its order, and named as lawyers name it.

The texts are no part of the project: without them these tests are skipped (see `legal_texts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup
from lxml import etree

import check_site
import legal_texts
import palermo
import udhr
import un_charter
from mkdocs_declaration.edition import Edition, read_edition
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.pages.kinds.table import pages
from mkdocs_declaration.pages.markup.templating import Renderer
from test_identifiers import SCHEMA

if TYPE_CHECKING:
    from project import Project

GOLDEN = yaml.safe_load(Path(__file__).with_name("legal_texts.yaml").read_text(encoding="utf-8"))
"""How many clauses each text has and, of some, the id, the label, the eId and the address."""
MARKDOWN = {"un-charter": un_charter, "palermo": palermo}
UDHR = ("ar", "en", "ja", "th")
NAMES = (*MARKDOWN, *(f"udhr-{language}" for language in UDHR))


@dataclass
class LegalText:
    """A text as printed, and encoded."""

    printed: list[str]
    """The words of the print, after those of the title."""
    encoded: bytes
    edition: Edition


@cache
def text(name: str) -> LegalText:
    """A text, which must be without problems; a test that asks for one that is not there is skipped."""
    language = name.removeprefix("udhr-")
    path = legal_texts.find(MARKDOWN[name].PATH if name in MARKDOWN else f"udhr/{udhr.FILES[language]}.html")
    if path is None:
        pytest.skip("the text is not there")
    if name in MARKDOWN:
        title, *lines = MARKDOWN[name].lines(path.read_text(encoding="utf-8"))
        printed, encoded = legal_texts.words(lines), MARKDOWN[name].encoded(path.read_text(encoding="utf-8"))
        (title,) = [" ".join(legal_texts.words([title]))]
    else:
        (title, *lines), encoded = udhr.lines(path.read_bytes()), udhr.encoded(path.read_bytes(), language).encode()
        printed = " ".join(lines).split()
    edition, problems = read_edition((f"{name}.yaml", encoded), None, Catalogue())
    assert [str(problem) for problem in problems] == []
    assert edition is not None
    assert edition.instrument.title == title
    return LegalText(printed, encoded, edition)


def shown(html: str) -> list[str]:
    """The words of all clauses on a page: numbers, headings, texts."""
    parts = BeautifulSoup(html, "html.parser").select(".clause-number, .clause-heading, .clause-text")
    return " ".join(part.get_text() for part in parts).split()


def written(data: bytes) -> list[str]:
    """The words of a text in Akoma Ntoso, without those of its front."""
    root = etree.fromstring(data)
    outside = "ancestor::a:meta or ancestor::a:preface"
    return "".join(root.xpath(f"//text()[not({outside})]", namespaces={"a": root.nsmap[None]})).split()


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_print_is_on_the_pages_and_in_the_files(name: str) -> None:
    legal = text(name)
    made = {page.slug: page.html for page in pages(Renderer(legal.edition))}
    plain = EXPORTERS["declaration.txt"].write(legal.edition).decode().split("\n\n", 2)[2]
    forms = {
        "pages": [word for slug in legal.edition.instrument.pages for word in shown(made[slug])],
        "full text": shown(made["full-text"]),
        "plain text": re.sub(r"^ *\[[a-z\d.-]+\]", "", plain, flags=re.MULTILINE).split(),
        "Akoma Ntoso": written(EXPORTERS["declaration.akn.xml"].write(legal.edition)),
    }
    # A paragraph of the print that is not one of the encoding begins without a blank in Japanese.
    joint = "" if name == "udhr-ja" else " "
    assert {form for form, words in forms.items() if joint.join(words) != joint.join(legal.printed)} == set()
    assert len(legal.printed) == GOLDEN[name]["words"]


@pytest.mark.parametrize("name", NAMES)
def test_akoma_ntoso_is_valid(name: str) -> None:
    SCHEMA.assertValid(etree.fromstring(EXPORTERS["declaration.akn.xml"].write(text(name).edition)))


@pytest.mark.parametrize("name", NAMES)
def test_clauses_are_called_as_lawyers_call_them(name: str) -> None:
    instrument = text(name).edition.instrument
    golden = {**GOLDEN["udhr"], **GOLDEN[name]}["clauses"]
    expected = [line.split(" | ") for line in golden.strip().split("\n")]
    clauses = [instrument.by_id.get(id_) for id_, *_ in expected]
    actual = [[clause.id, clause.label, clause.eid, f"{clause.slug}/"] if clause else [] for clause in clauses]
    assert actual == expected
    assert len(instrument.clauses) == GOLDEN[name]["count"]


def test_one_is_built_by_mkdocs(small: Project) -> None:
    legal = text("palermo")
    small.write("palermo.yaml", legal.encoded.decode())
    options: dict[str, Any] = {"encoding": "palermo.yaml"}
    small.config |= {"site_name": "Palermo Protocol", "plugins": ["search", {"declaration": options}]}
    small.build()
    site = check_site.Site.read(small.site, None)
    assert check_site.missing(small.site) == []
    assert check_site.check(site) == []
    words = [word for slug in legal.edition.instrument.pages for word in shown(str(small.page(slug)))]
    assert words == shown(str(small.page("full-text"))) == legal.printed
