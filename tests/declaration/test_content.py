"""What the encoding, the glossary and the pages of the declaration must hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from mkdocs_declaration.commands import main
from mkdocs_declaration.glossary.mentions import linked
from mkdocs_declaration.instrument.citations import citations
from mkdocs_declaration.instrument.citations.bibliography import bibtex
from mkdocs_declaration.instrument.citations.citations import pinpoint
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.ranges import between
from mkdocs_declaration.instrument.text.text import Span
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.problems import LINK_RULES, Rule
from test_architecture import MODULES, PACKAGE
from test_documentation import as_editors_see, documented_rules

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition

ROOT = Path(__file__).resolve().parents[2]


def test_the_declaration_has_the_units_that_were_counted_in_the_source(edition: Edition) -> None:
    kinds = [clause.kind for clause in edition.instrument.clauses]
    paragraphs = [clause.number for clause in edition.instrument.clauses if clause.kind == "paragraph"]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "preamble": 1,
        "opening": 1,
        "recital": 9,
        "closing": 1,
        "section": 8,
        "paragraph": 16,
        "item": 26,
    }
    assert paragraphs.count(None) == 2


def test_ids_and_eids_are_unique_and_without_spaces(edition: Edition) -> None:
    clauses = edition.instrument.clauses
    for names in ([clause.id for clause in clauses], [clause.eid for clause in clauses]):
        assert len(set(names)) == len(names)
        assert all(name.isascii() and not set(name) & set(' "<>#') for name in names)


def test_the_lock_of_the_declaration_is_that_of_its_text(edition: Edition) -> None:
    assert list(edition.lock.anchors) == [clause.id for clause in edition.instrument.clauses]


def test_the_declaration_links_what_the_issue_names(edition: Edition) -> None:
    chosen = linked(edition.glossary, edition.instrument.clauses)

    def words(clause: str) -> list[tuple[str, str]]:
        plain = str(edition.instrument.by_id[clause].text)
        return [(span.kind, plain[span.start : span.end]) for span in chosen[clause] if isinstance(span, Span)]

    assert words("8.2") == [
        ("cybercrime-dialogue", "ASEAN-Japan Cybercrime Dialogue"),
        ("igci", "INTERPOL Global Complex for Innovation (IGCI)"),
        ("council-of-europe", "Council of Europe"),
        ("unodc", "UNODC"),
    ]
    assert words("8.1") == [("ict", "information and communication technology (ICT)")]
    assert words("8.1.ii") == [
        ("interpol", "International Criminal Police Organization (ICPO - INTERPOL)"),
        ("g8-24-7-network", "G8 24/7 Network"),
        ("e-ads", "electronic ASEANAPOL Database System(e-ADS)"),
    ]
    assert words("preamble.5")[0] == ("ammtc", "ASEAN Ministerial Meeting on Transnational Crime (AMMTC)")


def test_every_mention_is_a_back_reference(edition: Edition) -> None:
    mentioned = {term: [clause.id for clause in clauses] for term, clauses in edition.glossary.mentioned_in.items()}
    assert mentioned["unodc"] == ["preamble.8", "2.2.iii", "8.2"]
    assert mentioned["ammtc"] == ["preamble.5", "2.2"]
    assert mentioned["asean"] == [
        *("preamble.opening", "preamble.1", "preamble.4", "preamble.5", "preamble.6", "preamble.9"),
        *("1.1", "2.1", "2.2", "3.1", "5.p1", "6.1", "7.1", "8.1.i", "8.1.ii"),
    ]
    assert len(mentioned) == 25
    assert all(mentioned.values())


LABELS = {
    "1.1~1.3": ("paragraphs 1.1–1.3", "paras 1.1–1.3", "paras. 1.1–1.3", "paras. 1.1–1.3"),
    "1.3.i~1.3.iii": ("paragraph 1.3(i)–(iii)", "para 1.3(i)–(iii)", *("para. 1.3(i)–(iii)",) * 2),
    "4.i~4.ii": ("section 4(i)–(ii)", "s 4(i)–(ii)", "sec. 4(i)–(ii)", "§ 4(i)–(ii)"),
    "1~3": ("sections 1–3", "ss 1–3", "secs. 1–3", "§§ 1–3"),
    "preamble.2~preamble.8": ("preamble, recitals 2–8",) * 4,
    "preamble.opening~preamble.2": ("preamble, opening words to recital 2",) * 4,
    "2.1~2.2.iii": ("paragraphs 2.1–2.2(iii)", "paras 2.1–2.2(iii)", *("paras. 2.1–2.2(iii)",) * 2),
    "1.3.ii~3.3.i": ("paragraphs 1.3(ii)–3.3(i)", "paras 1.3(ii)–3.3(i)", *("paras. 1.3(ii)–3.3(i)",) * 2),
    "4.ii~5": ("sections 4(ii)–5", "ss 4(ii)–5", "secs. 4(ii)–5", "§§ 4(ii)–5"),
    "preamble.9~1.1": (
        *("preamble, recital 9 to paragraph 1.1", "preamble, recital 9 to para 1.1"),
        *("preamble, recital 9 to para. 1.1",) * 2,
    ),
    "preamble~2": ("preamble to section 2", "preamble to s 2", "preamble to sec. 2", "preamble to § 2"),
}


@pytest.mark.parametrize("id_", LABELS)
def test_a_range_is_named_by_what_its_units_share(edition: Edition, id_: str) -> None:
    first, last = map(edition.instrument.by_id.__getitem__, id_.split("~"))
    span = between(first, last, edition.instrument, edition.words)
    assert span is not None
    forms = ("long", "short", "stopped", "sign")
    assert tuple(pinpoint(span.label, edition.words, form) for form in forms) == LABELS[id_]


def test_ranges_have_no_places_in_pages(edition: Edition) -> None:
    for page in pages_of(Renderer(edition)):
        assert not any("~" in id_ for id_ in page.ids)
        assert not any("~" in str(place["id"]) for place in BeautifulSoup(page.html, "html.parser").select("[id]"))


def test_no_list_of_the_theme_counts_what_is_numbered_in_the_text(edition: Edition) -> None:
    for page in pages_of(Renderer(edition)):
        assert BeautifulSoup(page.html, "html.parser").select(".decl-text :is(ol, ul, li)") == []


def test_contents_list_paragraphs_by_number_with_their_first_words(edition: Edition) -> None:
    pages = {page.slug: page for page in pages_of(Renderer(edition))}
    (terrorism,) = pages["terrorism"].contents
    assert (terrorism.title, terrorism.id) == ("1. Terrorism", "1")
    assert [(heading.title, heading.id) for heading in terrorism.children] == [
        ("1.1 Whilst welcoming and commending the advances made…", "1.1"),
        ("1.2 We underline the importance of continuously…", "1.2"),
        ("1.3 Recalling the 2004 ASEAN-Japan Joint Declaration…", "1.3"),
    ]
    (preamble,) = pages["preamble"].contents
    assert [heading.title for heading in preamble.children][:2] == [
        "WE, the Heads of State/Government of the Member…",
        "[1] RECOGNIZING that terrorism and transnational…",
    ]


def test_contents_of_a_page_with_one_paragraph_are_its_items(edition: Edition) -> None:
    pages = {page.slug: page for page in pages_of(Renderer(edition))}
    (piracy,) = pages["sea-piracy"].contents
    (paragraph,) = piracy.children
    assert (paragraph.title, paragraph.id) == ("The number of incidents of piracy and armed…", "5.p1")
    assert [(heading.title, heading.id) for heading in paragraph.children] == [
        ("(i) Strengthening capacity building of relevant…", "5.i"),
        ("(ii) Promoting exchanges and communications to combat…", "5.ii"),
        ("(iii) Supporting each other in emergency circumstance…", "5.iii"),
        ("(iv) Enhancing regional cooperation including the…", "5.iv"),
    ]
    assert not any(paragraph.children for paragraph in pages["terrorism"].contents[0].children)


def test_the_text_can_be_read_through(edition: Edition) -> None:
    pages = {page.slug: BeautifulSoup(page.html, "html.parser") for page in pages_of(Renderer(edition))}
    slug, read_through = "preamble", []
    while True:
        read_through.append(slug)
        following = pages[slug].find("a", rel="next")
        if following is None:
            break
        slug = str(following["href"]).strip("./")  # type: ignore[index]
    assert read_through == list(edition.instrument.pages)
    previous = pages["terrorism"].find("a", rel="prev")
    assert previous is not None
    assert previous["href"] == "../preamble/"  # type: ignore[index]
    assert pages["preamble"].find("a", rel="prev") is None


def test_the_package_does_not_know_the_declaration(edition: Edition) -> None:
    words = {form.casefold() for term in edition.glossary.terms for form in (term.id, *term.forms)}
    words |= {name.casefold() for clause in edition.instrument.clauses for name in (clause.slug, str(clause.heading))}
    words -= {"none", "preamble", "united nations"}  # which has an editorial manual
    templates = [path for path in (PACKAGE / "pages" / "templates").rglob("*") if path.is_file()]
    for path in [*MODULES.values(), *templates]:
        content = path.read_text(encoding="utf-8").casefold()
        assert [word for word in sorted(words) if re.search(rf"\b{re.escape(word)}\b", content)] == [], path.name


@pytest.mark.parametrize(("name", "file"), [("encoding", "declaration.yaml"), ("glossary", "glossary.yaml")])
def test_printed_schemas_accept_the_content_and_refuse_slips(name: str, file: str) -> None:
    result = CliRunner().invoke(main, ["schema", name])
    assert result.exit_code == 0
    schema = yaml.safe_load(result.output)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    document = as_editors_see((ROOT / "content" / file).read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(document)] == []
    document["colour"] = "red"
    assert "Additional properties are not allowed ('colour' was unexpected)" in [
        error.message for error in validator.iter_errors(document)
    ]


def test_the_page_on_citing_shows_the_citations_as_they_are(edition: Edition) -> None:
    page = (ROOT / "content" / "pages" / "citing.md").read_text(encoding="utf-8")
    label, link = edition.instrument.by_id["1.3.ii"].label, "https://example.org/asean-japan/1.3.ii/"
    instrument, words = edition.instrument, edition.words
    expected = {}
    for style, row in STYLES.items():
        pinpoint = citations.pinpoint(label, words, row.form)
        expected[words(f"style-{style}")] = citations.cite(
            style, instrument, words, pinpoint=pinpoint, link=link, today="26 November 2026"
        )
        if row.in_text is not None:
            within = citations.in_text(style, instrument, words, pinpoint=pinpoint)
            expected[f"{words(f'style-{style}')}, in the text"] = within
    shown = dict(re.findall(r"^\| ([\w ,]+) \| `(.*ASEAN-Japan .*)` \|$", page, re.MULTILINE))
    assert shown == expected
    record = bibtex(instrument, "https://example.org/asean-japan/")
    assert f"```bibtex\n{record}```\n" in page


def test_the_page_on_citing_documents_every_rule_for_links() -> None:
    page = (ROOT / "content" / "pages" / "citing.md").read_text(encoding="utf-8")
    assert documented_rules(page.split("## Checking links in your documents")[1]) == [
        (rule.value, rule.meaning) for rule in Rule if rule in LINK_RULES
    ]


def test_the_content_is_checked_without_a_site() -> None:
    content = ROOT / "content"
    arguments = ["check", str(content / "declaration.yaml"), "--glossary", str(content / "glossary.yaml")]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.output) == (0, f"{content / 'declaration.yaml'}: 62 clauses, 25 terms\n")


def test_every_source_of_the_glossary_can_be_opened(edition: Edition) -> None:
    closed = {
        term.id: source.title
        for term in edition.glossary.terms
        for source in term.sources
        if source.url is None and source.clause is None
    }
    assert closed == {}


def test_a_source_that_is_the_text_itself_leads_to_its_clause(site: Path, edition: Edition) -> None:
    soup = BeautifulSoup((site / "glossary" / "index.html").read_bytes(), "html.parser")
    shown = [(link.get_text(), link["href"]) for link in soup.select(".decl-references a[href^='../']")]
    clauses = [
        edition.instrument.by_id[source.clause]
        for term in edition.glossary.terms
        for source in term.sources
        if source.clause is not None
    ]
    assert len(clauses) == 11
    in_words = {clause.id: clause.label.replace("preamble, recital", "recital") for clause in clauses}
    assert shown == [
        (
            f"The declaration, {in_words[clause.id]}{' of the preamble' * (clause.kind == 'recital')}",
            f"../{clause.slug}/#{clause.id}",
        )
        for clause in clauses
    ]


def test_an_official_site_that_is_a_home_page_says_so(site: Path) -> None:
    soup = BeautifulSoup((site / "glossary" / "index.html").read_bytes(), "html.parser")
    entry = "#{} dt:-soup-contains('Official site') + dd"
    shown = {id_: str(soup.select_one(entry.format(id_)).get_text()) for id_ in ("asean", "oda")}  # type: ignore[union-attr]
    assert shown == {"asean": "asean.org (home page)", "oda": "www.mofa.go.jp/policy/oda/"}


def test_the_ten_members_are_named_with_their_source(site: Path) -> None:
    (shown,) = BeautifulSoup((site / "index.html").read_bytes(), "html.parser").select(".decl-front-members")
    assert shown.get_text() == (
        "The ten member states of ASEAN in 2014: Brunei Darussalam, Cambodia, Indonesia, Lao PDR, Malaysia, Myanmar, "
        "Philippines, Singapore, Thailand, Viet Nam (as the declaration of 2004 names them in its opening words)"
    )
    assert [link["href"] for link in shown.select("a")] == [
        "https://worldjpn.net/documents/texts/asean/20041130.D1E.html"
    ]
