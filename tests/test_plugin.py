"""The hooks, in real builds of small projects."""

from __future__ import annotations

import logging
import posixpath
import re
import sys
from typing import TYPE_CHECKING, Any

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner
from sphinx.util.inventory import InventoryFile

from mkdocs_declaration.commands import main
from mkdocs_declaration.instrument.interface.catalogue import SETTINGS, english
from project import ENCODING, GLOSSARY, Project

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_site_with_defaults(small: Project) -> None:
    small.build()
    assert small.nav("one") == [
        "Home",
        "Preamble",
        "Article 1",
        "Full text",
        "At a glance",
        "Glossary",
        "Data and downloads",
    ]
    assert [record.getMessage() for record in small.log.records if record.levelno >= logging.WARNING] == []
    assert not (small.site / "search").exists()


def test_name_and_description_of_a_site_are_texts(small: Project) -> None:
    small.write("docs/mine.md", '# Mine "own" & more\n')
    small.config |= {
        "site_name": 'Children\'s "Rights" & Duties',
        "site_description": 'What the "Rights" & Duties are',
    }
    small.build()
    for page in (small.page("one"), small.page("1")):
        assert page.select_one('meta[property="og:site_name"]')["content"] == small.config["site_name"]  # type: ignore[index]
    described = small.page("mine").select_one('meta[property="og:description"]')
    assert described["content"] == small.config["site_description"]  # type: ignore[index]
    assert '@top-right { content: "Mine \\22 own\\22  & more" }' in str(small.page("mine"))


def test_words_are_words_wherever_they_stand(small: Project) -> None:
    sign = """ "' <i id='hurt'> & \\"""
    lists = ("ordinals", "ordinals-feminine", "feminine", "statutes", "locale", *SETTINGS)
    small.options(words={key: words + sign for key, words in english().items() if key not in lists})
    small.build()
    for path in small.site.rglob("*.html"):
        soup = BeautifulSoup(path.read_bytes(), "html.parser")
        assert soup.select("#hurt") == [], path
        if soup.select_one("#__config") is None:  # a short link
            continue
        assert soup.select_one(".decl-search-button span").get_text() == f"Search{sign}"  # type: ignore[union-attr]
        assert soup.select_one("#_reader-status")["data-cleared"] == f"Selection cleared.{sign}"  # type: ignore[index]
    panel = BeautifulSoup((small.site / "assets" / "cite.html").read_bytes(), "html.parser")
    assert panel.dialog["data-title"] == f"Cite {{label}}{sign}"  # type: ignore[index]


GERMAN = ENCODING.replace("language: en", "language: de").replace("Article 1", "Artikel 1")


def test_the_interface_is_in_the_language_of_the_instrument(small: Project) -> None:
    small.write("treaty.yaml", GERMAN)
    small.options(exports=False)
    small.build()
    assert small.nav("one")[:4] == ["Startseite", "Präambel", "Artikel 1", "Gesamter Text"]
    page = small.page("one")
    assert page.html["lang"] == "de"  # type: ignore[index]
    assert page.select_one("[id='1.1']")["data-label"] == "Artikel 1 Absatz 1"  # type: ignore[index]


def test_a_theme_without_material_speaks_the_language_of_the_interface(small: Project) -> None:
    small.write("treaty.yaml", GERMAN)
    small.options(exports=False)
    small.config["theme"] = {"name": "mkdocs"}
    small.build()
    page = small.page("one")
    assert page.html["lang"] == "de"  # type: ignore[index]
    assert page.select_one("[id='1.1']")["data-label"] == "Artikel 1 Absatz 1"  # type: ignore[index]


@pytest.mark.parametrize(
    ("language", "home"), [("en", "Home"), ("fr", "Accueil"), ("ja-JP", "ホーム"), ("nl", "Startseite")]
)
def test_the_language_that_a_theme_is_given_decides_if_there_are_words_in_it(
    small: Project, language: str, home: str
) -> None:
    small.write("treaty.yaml", GERMAN)
    small.options(exports=False)
    small.config["theme"] |= {"language": language.partition("-")[0]}
    small.build()
    assert small.nav("one")[0] == home


def test_a_date_is_written_as_the_words_have_it(small: Project) -> None:
    small.write("treaty.yaml", ENCODING.replace("language: en}", "language: en, adopted: {date: 2014-11-12}}"))
    small.options(
        words={"locale": "ja"},
        exports=False,  # not every machine has a font for them
    )
    small.build()
    assert small.page("").select_one("time").get_text() == "2014年11月12日"  # type: ignore[union-attr]


def test_the_page_of_downloads_lists_every_file_with_its_size(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    small.build()
    listed = {
        str(entry.select_one("a")["href"]).removeprefix("../"): entry.select_one(".decl-downloads-form").get_text()  # type: ignore[index, union-attr]
        for entry in small.page("downloads").select(".decl-downloads li")
    }
    for path, form in listed.items():
        size = (small.site / path).stat().st_size / 1000
        assert form.endswith(f" · {size:.1f} kB" if size < 10 else f" · {size:.0f} kB"), path
    names = {path.name for path in small.site.iterdir() if path.is_file()}
    assert set(listed) == names - {"embed.js", "404.html", "index.html", "sitemap.xml", "sitemap.xml.gz"}
    assert "declaration.akn.xml" in listed
    said = [record.getMessage() for record in small.log.records if "declaration.pdf" in record.getMessage()]
    assert said == [
        "declaration.pdf is not written: it needs the extra 'pdf'; in a clone, run 'pip install \".[pdf]\"'"
    ]


def test_without_exports_the_pages_have_what_they_read(small: Project) -> None:
    small.options(exports=False)
    small.build()
    listed = [str(link["href"]) for link in small.page("downloads").select(".decl-downloads a")]
    records = ["../declaration.bib", "../declaration.ris", "../declaration.csl.json"]
    schemas = ["../clauses.schema.json", "../glossary.schema.json"]
    assert sorted(listed) == sorted(["../clauses.json", "../glossary.json", *schemas, *records, "../objects.inv"])
    assert [link["href"] for link in small.page("").select(".decl-front-cite a")] == [
        "declaration.bib",
        "declaration.ris",
        "declaration.csl.json",
    ]
    assert not (small.site / "declaration.txt").exists()
    assert not (small.site / "llms.txt").exists()


@pytest.mark.parametrize("off", [[], [{"mkdocstrings": {"enabled": False}}]], ids=["not installed", "switched off"])
def test_without_mkdocstrings_there_is_an_inventory_all_the_same(small: Project, off: list[Any]) -> None:
    small.config["plugins"][1:1] = off
    small.build()
    with (small.site / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "http://127.0.0.1/treaty", posixpath.join)
    labels = {name: (item.uri, item.display_name) for name, item in inventory["std:label"].items()}
    assert list(labels) == ["preamble", "preamble.opening", "1", "1.1"]
    assert labels["1.1"] == ("http://127.0.0.1/treaty/one/#1.1", "article 1(1)")
    assert inventory["std:term"]["UN"].uri == "http://127.0.0.1/treaty/glossary/#un"


def test_a_term_whose_name_no_inventory_can_hold_is_there_by_its_id(small: Project) -> None:
    small.write("terms.yaml", GLOSSARY.replace("name: UN,", "name: Security Council resolution 1373 (2001),"))
    small.build()
    with (small.site / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "http://127.0.0.1/treaty", posixpath.join)
    assert {name: item.display_name for name, item in inventory["std:term"].items()} == {
        "un": "Security Council resolution 1373 (2001)",
        "UN": "Security Council resolution 1373 (2001)",  # its form
    }


def test_errors_of_both_files_are_reported_without_a_traceback_and_the_site_stays(small: Project) -> None:
    small.build()
    before = {path: path.read_bytes() for path in small.site.rglob("*.html")}
    small.write("treaty.yaml", ENCODING.replace("text: We", "txt: We"))
    small.write("terms.yaml", GLOSSARY.replace("kind: organisation", "kind: organization"))
    small.log.clear()
    logged = small.fail()
    assert "2 problems in the content" in logged
    assert "treaty.yaml:10:23: unknown key 'txt' in a unit; did you mean 'text'? [unknown-key]" in logged
    assert "terms.yaml:4:30: expected one of organisation, instrument," in logged
    assert "Traceback" not in small.log.text
    assert {path: path.read_bytes() for path in small.site.rglob("*.html")} == before


def test_a_warning_fails_a_strict_build_only_and_the_site_stays(small: Project) -> None:
    small.write("site/index.html", "last")
    small.write("terms.yaml", GLOSSARY.replace("forms: [UN]", "forms: [WHO]"))
    warning, refusal = small.fail().split("^^\n")
    assert "nothing mentions 'un' in any of its forms" in warning
    assert refusal == "1 warning in the content, which strict mode does not pass"
    assert [path.name for path in small.site.iterdir()] == ["index.html"]
    small.config["strict"] = False
    small.build()
    assert (small.site / "one" / "index.html").exists()


def test_a_warning_fails_no_preview(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_declaration.plugin.is_serving", lambda: True)
    small.write("terms.yaml", GLOSSARY.replace("forms: [UN]", "forms: [WHO]"))
    small.build()
    assert "nothing mentions 'un' in any of its forms" in small.log.text


def test_what_is_wrong_with_a_navigation_is_said_once(small: Project) -> None:
    small.options(glossary=None)
    small.config["nav"] = [{"Home": "index.md"}, {"Text": "$declaraton"}, {"Glance": "at-a-glance.md"}, "full-text.md"]
    small.config["nav"] += ["downlods.md"]
    small.config["validation"]["nav"] = {"omitted_files": "warn"}
    small.config["not_in_nav"] = "downloads.md\n"
    small.config["strict"] = False
    small.build()
    warnings = [record.getMessage() for record in small.log.records if record.levelno >= logging.WARNING]
    assert [message.partition("\n")[0] for message in warnings] == [
        (
            "mkdocs.yml:3:9: expected pages of the site in 'nav', found '$declaraton'; did you mean '$declaration'? "
            "[navigation]"
        ),
        (
            "mkdocs.yml:4:11: expected pages of the site in 'nav', found 'at-a-glance.md', which needs a glossary; "
            "state the option 'glossary', or remove the entry [navigation]"
        ),
        (
            "mkdocs.yml:6:3: expected pages of the site in 'nav', found 'downlods.md'; did you mean 'downloads.md'? "
            "[navigation]"
        ),
    ]
    assert small.nav("one") == ["Home", "Preamble", "Article 1", "Full text"]


def test_pages_of_the_text_that_are_in_no_navigation_are_told(small: Project) -> None:
    small.config["nav"] = ["index.md", "full-text.md", "glossary.md", "at-a-glance.md", "downloads.md"]
    small.config["validation"]["nav"] = {"omitted_files": "warn"}
    expected = (
        "expected all pages of the text in 'nav', found none for preamble.md, one.md; put '$declaration' in their"
    )
    logged = small.fail()
    assert expected in logged
    assert "exist in the docs directory" not in logged
    small.config["not_in_nav"] = "preamble.md\none.md\n"
    small.build()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "one.md",
            "treaty.yaml:8:11: expected an address that is free, found 'one', which 'docs/one.md' has; rename",
        ),
        ("one/index.md", "expected an address that is free, found 'one', which 'docs/one/index.md' has"),
        (
            "full-text/README.md",
            "docs/full-text/README.md: expected no file at the address of 'full-text/index.html', which the site",
        ),
        (
            "clauses.json",
            "docs/clauses.json: expected no file at the address of 'clauses.json', which the site writes itself;",
        ),
        (
            "index.md",
            "which the site writes itself; rename it, or set the option 'home' to false [address]",
        ),
    ],
)
def test_a_written_page_is_not_overwritten(small: Project, written: str, expected: str) -> None:
    small.write(f"docs/{written}", "# Mine")
    assert expected in small.fail()


def test_the_address_of_a_page_that_was_published_is_not_free(small: Project) -> None:
    small.options(lock="anchors.lock")
    command = ["freeze", str(small.folder / "treaty.yaml"), "--lock", str(small.folder / "anchors.lock")]
    command += ["--glossary", str(small.folder / "terms.yaml")]
    assert CliRunner().invoke(main, command).exit_code == 0
    small.build()
    small.write("treaty.yaml", ENCODING.replace("slug: one", "slug: first"))
    assert CliRunner().invoke(main, [*command, "--reason", "Renamed"]).exit_code == 0
    small.write("docs/one.md", "# One\n")
    assert (
        "docs/one.md: the address 'one/' is that of a published page, from which links to '1' and '1.1' go on; "
        "'docs/one.md' has it now, rename it [moved-page]"
    ) in small.fail()
    (small.folder / "docs" / "one.md").unlink()
    small.build()
    soup = BeautifulSoup((small.site / "one" / "index.html").read_bytes(), "html.parser")
    assert [tag["href"] for tag in soup.select("main a")] == ["../first/", "../first/#1", "../first/#1.1"]


def test_freezing_knows_the_files_of_the_project(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.folder)

    def frozen(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["freeze", *options])
        return result.exit_code, result.output

    (small.folder / "mkdocs.yml").write_text(yaml.safe_dump(small.config), encoding="utf-8")
    code, output = frozen()
    assert (code, "mkdocs.yml: expected the option 'lock' of the plugin, found none; add it" in output) == (1, True)
    small.options(lock="anchors.lock")
    (small.folder / "mkdocs.yml").write_text(yaml.safe_dump(small.config), encoding="utf-8")
    code, output = frozen()
    assert code == 0, output
    assert re.fullmatch(r"anchors\.lock: \d+ ids, \d+ new, 0 changed, 0 retired; 1 terms, 1 new, 0 retired\n", output)
    before = (small.folder / "anchors.lock").read_bytes()
    small.write("docs/first.md", "# First")
    small.write("treaty.yaml", ENCODING.replace("slug: one", "slug: first"))
    code, output = frozen("--reason", "Renamed")
    assert code == 1
    assert "expected an address that is free, found 'first', which 'docs/first.md' has; rename one of the two" in output
    assert (small.folder / "anchors.lock").read_bytes() == before
    (small.folder / "docs" / "first.md").unlink()
    assert frozen("--reason", "Renamed")[0] == 0
    small.write("docs/one.md", "# One")
    small.write("treaty.yaml", ENCODING.replace("slug: one", "slug: first").replace("We", "They", 1))
    code, output = frozen("--reason", "Reworded")
    assert code == 1
    assert "'docs/one.md' has it now, rename it [moved-page]" in output


def test_a_home_page_of_ones_own(small: Project) -> None:
    small.write("docs/index.md", "# Mine\n\nAbout the UN.")
    small.options(home=False)
    small.build()
    assert small.page("").select_one("h1").get_text().startswith("Mine")  # type: ignore[union-attr]


def test_the_placeholder_in_the_navigation(small: Project) -> None:
    small.write("docs/about.md", "# About")
    small.config["nav"] = [{"Text": "$declaration"}, {"About": "about.md"}, {"Home": "index.md"}]
    small.config["nav"] += [{"All": "full-text.md"}, {"Words": "glossary.md"}]
    small.build()
    assert small.nav("about") == ["Preamble", "Article 1", "About", "Home", "All", "Words"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda p: p.config.update(use_directory_urls=False), "mkdocs.yml: expected 'use_directory_urls: true', since"),
        (
            lambda p: p.options(words={"artcle": "x"}),
            "mkdocs.yml: the option 'words': unknown key 'artcle'; did you mean 'article'? [configuration]",
        ),
        (
            lambda p: p.options(words={"article": 5}),
            "the option 'words': expected a text for 'article', found int [configuration]",
        ),
        (
            lambda p: p.options(words={"recital": "recital {number!x}", "size": "{number:>9} kB"}),
            "'words': expected only a name in the braces of 'size', found ':>9' behind it in '{number:>9} kB'",
        ),
        (
            lambda p: p.options(words={"recital": "recital {nr}"}),
            "expected {number} in 'recital', found 'recital {nr}'",
        ),
        (
            lambda p: p.config.update(site_name="\x00id\x00"),
            "mkdocs.yml: expected printable text for 'site_name', found the character U+0000 (a control character)",
        ),
        (
            lambda p: p.options(imprint={"publisher": "P\ufdd0"}),
            "mkdocs.yml: expected printable text for 'publisher', found the character U+FDD0 (a noncharacter)",
        ),
        (lambda p: p.options(encoding="nowhere.yaml"), "nowhere.yaml: cannot read the file: no such file or directory"),
    ],
    ids=[
        "use_directory_urls",
        "unknown words",
        "words of a wrong type",
        "forms in braces",
        "wrong braces",
        "a control character in the name",
        "a noncharacter in the imprint",
        "no encoding",
    ],
)
def test_options_that_cannot_be(small: Project, change: Callable[[Project], None], expected: str) -> None:
    change(small)
    assert expected in small.fail()


def test_without_an_address_of_the_site_nothing_ends_in_an_empty_one(small: Project) -> None:
    del small.config["site_url"]
    small.config["strict"] = False
    small.build()
    warnings = [record.getMessage() for record in small.log.records if record.levelno == logging.WARNING]
    expected = "expected 'site_url', found none: citations and records are without address; state it, or"
    assert warnings == [f"mkdocs.yml: {expected} 'site_url: \"\"' if the site has none [no-address]"]
    cited = [tag.get_text() for tag in small.page("").select(".decl-front-cite dd")]
    assert cited
    assert [text for text in cited if "<>" in text or text.rstrip(".").endswith((",", " "))] == []
    assert "url" not in (small.site / "declaration.bib").read_text("utf-8")
    assert "UR  -" not in (small.site / "declaration.ris").read_text("utf-8")
    assert "URL" not in (small.site / "declaration.csl.json").read_text("utf-8")
    assert small.page("1.1").footer.get_text().strip() == "Treaty, article 1(1)"  # type: ignore[union-attr]
    small.config |= {"site_url": "", "strict": True}
    small.build()  # said on purpose, it is no warning


def test_written_pages_link_terms_and_cite_clauses(small: Project) -> None:
    small.config["plugins"].insert(1, "autorefs")
    small.write("docs/deep/about.md", "# About\n\nThe UN in [article 1(1)][1.1], as is the [UN itself][un].")
    small.build()
    links = small.page("deep/about").select("article p a")
    assert [(link["href"], link.get_text()) for link in links] == [
        ("../../glossary/#un", "UN"),
        ("../../one/#1.1", "article 1(1)"),
        ("../../glossary/#un", "UN itself"),
    ]


ARTICLE = """
  - kind: article
    number: Article 2
    slug: two
    content:
      - {number: (1), text: Peace.}
      - {number: (2), text: Rest.}
"""


def test_written_pages_cite_ranges(small: Project) -> None:
    encoding = (small.folder / "treaty.yaml").read_text(encoding="utf-8")
    small.write("treaty.yaml", encoding + ARTICLE)
    small.config["plugins"].insert(1, "autorefs")
    small.write("docs/about.md", "# About\n\n[One][2.1~2.2], [across][1.1~2.1], [linked](two.md#2.1~2.2).")
    small.build()
    links = small.page("about").select("article p a")
    assert [link["href"] for link in links] == ["../two/#2.1~2.2", "../full-text/#1.1~2.1", "../two/#2.1~2.2"]


@pytest.mark.parametrize("id_", ["1.1~1.9", "2.2~2.1", "2~2.1"])
def test_what_is_no_range_cannot_be_cited(small: Project, id_: str) -> None:
    encoding = (small.folder / "treaty.yaml").read_text(encoding="utf-8")
    small.write("treaty.yaml", encoding + ARTICLE)
    small.config["plugins"].insert(1, "autorefs")
    small.write("docs/about.md", f"# About\n\nSee [this][{id_}].")
    assert f"Could not find cross-reference target '{id_}'" in small.fail()


def test_a_clause_that_does_not_exist_cannot_be_cited(small: Project) -> None:
    small.config["plugins"].insert(1, "autorefs")
    small.write("docs/about.md", "# About\n\nSee [article 1(9)][1.9].")
    assert "Could not find cross-reference target '1.9'" in small.fail()


def test_an_anchor_that_does_not_exist_cannot_be_linked(small: Project) -> None:
    small.write("docs/about.md", "# About\n\n[Good](one.md#1.1), [bad](one.md#1.9).")
    assert "contains a link 'one.md#1.9', but the doc 'one.md' does not contain an anchor '#1.9'" in small.fail()


def test_edit_this_page_leads_to_the_yaml(small: Project) -> None:
    small.config |= {"repo_url": "https://forge.invalid/me/treaty", "edit_uri": "edit/main/docs/"}
    small.config["theme"]["features"] = ["content.action.edit"]
    small.build()
    addresses = {url: small.page(url).select_one("a[rel=edit]")["href"] for url in ("one", "", "glossary")}  # type: ignore[index]
    assert addresses == {
        "one": "https://forge.invalid/me/treaty/edit/main/treaty.yaml",
        "": "https://forge.invalid/me/treaty/edit/main/treaty.yaml",
        "glossary": "https://forge.invalid/me/treaty/edit/main/terms.yaml",
    }


def test_titles_are_text(small: Project) -> None:
    small.write("treaty.yaml", ENCODING.replace("slug: one", "slug: one\n    heading: Truth & \\<b>trust\\</b>"))
    small.build()
    page = small.page("one")
    assert page.title is not None
    assert page.title.get_text() == "Article 1 Truth & <b>trust</b> - Treaty"
    assert page.select("b") == []


def test_a_theme_without_templates_of_ours(small: Project) -> None:
    small.config["theme"] = "mkdocs"
    small.build()
    assert small.page("one").select_one("#\\31\\.1 .clause-text").get_text() == "We trust the UN."  # type: ignore[union-attr]


def test_what_is_replaced_is_not_converted(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    converted: list[str] = []

    class Recorded(markdown.Markdown):
        def convert(self, source: str) -> str:
            converted.append(source)
            return super().convert(source)

    monkeypatch.setattr("mkdocs.structure.pages.markdown.Markdown", Recorded)
    small.write("docs/mine.md", "Mine.\n")
    small.write(
        "hook.py",
        "def on_page_markdown(markdown, page, **_):\n    return 'Put.' if page.url == 'full-text/' else markdown\n",
    )
    small.config["hooks"] = ["hook.py"]
    small.build()
    assert sorted(converted) == ["Mine.\n", "Put."]
    assert "Put." not in small.page("full-text").get_text()
    assert "We trust the UN." in small.page("full-text").get_text()
