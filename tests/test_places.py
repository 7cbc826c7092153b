"""The registry of places, by itself; what it says of a text is in cases/places.yaml, of a site in test_hosts.py."""

from __future__ import annotations

import pytest

from mkdocs_declaration.encoding.identification.tree import Node, Tree
from mkdocs_declaration.encoding.rules import registration
from mkdocs_declaration.instrument.identity.labels import Label, LabelStep
from mkdocs_declaration.instrument.identity.scopes import Identity, Scope
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.places import Places, SiteFiles, is_home_page, unusable
from mkdocs_declaration.problems import Position, Source, report

SOURCE = Source("treaty.yaml", ("- one", "- two"))


@pytest.mark.parametrize(
    ("taken", "path", "holder"),
    [
        ("about/index.html", "about/index.html", "'mine'"),
        ("about/index.html", "About/index.html", "'mine'"),
        ("e\N{COMBINING ACUTE ACCENT}/index.html", "\N{LATIN SMALL LETTER E WITH ACUTE}/index.html", "'mine'"),
        ("about", "about/index.html", "'mine'"),  # a file where a folder is needed
        ("about/picture.png", "about", "'mine'"),  # a folder where a file is needed
        ("about/picture.png", "about/index.html", None),
        ("about/index.html", "about/more/index.html", None),
    ],
)
def test_two_files_never_have_one_place(taken: str, path: str, holder: str | None) -> None:
    places = Places(SiteFiles({taken: "mine"}))
    found = places.claim_file(path, "section 1", SOURCE, Position(1, 3))
    assert (found.name if found else None) == holder
    again = places.claim_file(path, "section 2")
    assert again is not None
    assert again.named(SOURCE) == (holder or "section 1 (line 1)")
    assert again.named(Source("terms.yaml")) == (holder or "section 1 (treaty.yaml:1:3)")


def test_a_folder_of_the_site_is_no_page() -> None:
    places = Places(SiteFiles(fixed={"assets/": "the theme"}))
    assert places.claim_file("assets/og/one.png", "the picture") is None
    holder = places.claim_file("assets/index.html", "section 1")
    assert holder is not None
    assert holder.name == "the theme"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("1.3.ii", None),
        ("console", None),
        ("aux", "is the name of a device on Windows"),
        ("COM1.txt", "is the name of a device on Windows"),
        ("one.", "ends in a sign that file names on Windows cannot end in"),
        ("a" * 100, None),
        ("a" * 101, "has 101 characters, and 100 are the most"),
    ],
)
def test_names_that_file_systems_refuse(name: str, reason: str | None) -> None:
    assert unusable(name) == reason


def test_an_eid_is_there_once() -> None:
    sections = tuple(
        Node(
            kind="section",
            expected="division",
            identity=Identity(id_, id_, Label(Catalogue(), (LabelStep("section", id_),)), "sec_1", Scope()),
            scope=Scope(),
            parent=None,
            slug=id_,
            at=Position(line, 3),
            words_at=Position(line, 3),
        )
        for line, id_ in enumerate(("1", "2"), start=1)
    )
    assert report(registration.text(Tree(sections), Places(), SOURCE)) == (
        "treaty.yaml:2:3: expected each eId once, found 'sec_1', which section 1 (line 1) has; state another 'id' "
        "[duplicate-id]\n"
        "     2 | - two\n"
        "       |   ^"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://asean.org", True),
        ("https://asean.org/", True),
        ("http://www.recaap.org", True),
        ("https://jaif.asean.org/?id=1", False),
        ("https://www.mofa.go.jp/policy/oda/", False),
        ("https://asean.org/#about", False),
    ],
)
def test_a_home_page_is_told_from_what_is_more_precise(url: str, *, expected: bool) -> None:
    assert is_home_page(url) == expected
