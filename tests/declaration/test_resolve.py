"""`mkdocs-declaration resolve`, and what is behind it, asked about the site of the declaration."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mkdocs_declaration.commands import main
from mkdocs_declaration.documents.links.published import read_published
from mkdocs_declaration.documents.links.resolution import Resolver
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.citations import bibliography, citations
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.ranges import between, is_range
from states import TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from mkdocs_declaration.edition import Edition

SITE = "https://example.org/asean-japan/"
DAY = "26 November 2026"


@pytest.fixture(scope="module")
def resolver(edition: Edition) -> Resolver:
    published, problems = read_published("clauses.json", EXPORTERS["clauses.json"].write(edition), whole=True)
    assert problems == []
    assert published is not None
    return Resolver(published)


@pytest.fixture
def listed(edition: Edition, tmp_path: Path) -> Path:
    path = tmp_path / "clauses.json"
    path.write_bytes(EXPORTERS["clauses.json"].write(edition))
    return path


def ask(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["resolve", *map(str, arguments)])


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("1.3.ii", "1.3.ii"),
        ("paragraph 1.3(ii)", "1.3.ii"),
        ("para. 1.3 (ii)", "1.3.ii"),
        ("sec_1__para_1-3__point_ii", "1.3.ii"),
        ("1.3(II)", "1.3.ii"),
        ("preamble, recital 8", "preamble.8"),
        ("section 4", "4"),
        ("1.1–1.3", "1.1~1.3"),
        ("2.1~2.2.iii", "2.1~2.2.iii"),
        ("paragraphs 2.1–2.2(iii)", "2.1~2.2.iii"),
        ("1.3~1.1", "1.1~1.3"),
        ("4~4.ii", "4"),
        ("1.3.vi", None),
        ("whatever", None),
        ("", None),
    ],
)
def test_a_name_leads_to_what_it_means(resolver: Resolver, written: str, id_: str | None) -> None:
    found = resolver.resolve(written)
    assert (found and found.id) == id_


def test_every_clause_and_range_is_cited_as_on_the_site(edition: Edition, resolver: Resolver) -> None:
    instrument, words = edition.instrument, edition.words
    clauses = instrument.clauses
    pairs = [(one, one) for one in clauses]
    pairs += [(one, other) for one in clauses[::5] for other in clauses[::3] if is_range(one, other, instrument)]
    assert len(pairs) > 150
    for first, last in pairs:
        span = between(first, last, instrument, words) if first is not last else first
        assert span is not None
        found = resolver.resolve(span.id, today=DAY)
        assert found is not None
        assert (found.id, found.label) == (span.id, span.label)
        assert found.citations == {
            style: citations.cite(
                style,
                instrument,
                words,
                pinpoint=citations.pinpoint(span.label, words, row.form),
                link=found.address,
                today=DAY,
            )
            for style, row in STYLES.items()
        }

        pinpoint = citations.pinpoint(span.label, words, "stopped")
        assert found.locators == {
            name: bibliography.locator(name, instrument, pinpoint) for name in bibliography.LOCATORS
        }


def test_what_is_cited_in_print_is_given_to_paste_beside_the_record(resolver: Resolver) -> None:
    found = resolver.resolve("paras 2.1-2.2(iii)")
    assert found is not None
    assert found.locators == {
        "pandoc": "[@asean-japan-2014, paras. 2.1–2.2(iii)]",
        "biblatex": r"\autocite[paras. 2.1–2.2(iii)]{asean-japan-2014}",
        "suffix": "paras. 2.1–2.2(iii)",
    }


def test_signs_that_a_program_keeps_for_itself_stay_in_a_locator(edition: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"].write(edition))
    document["instrument"]["kinds"]["paragraph"]["stopped"] = "§ [5] {key} 10 %"
    published, _ = read_published("clauses.json", json.dumps(document).encode(), whole=True)
    assert published is not None
    found = Resolver(published).resolve("8.2")
    assert found is not None
    assert found.locators == {
        name: bibliography.locator(name, edition.instrument, "§ [5] {key} 10 % 8.2") for name in bibliography.LOCATORS
    }


def test_the_words_are_those_of_the_text(edition: Edition, resolver: Resolver) -> None:
    for clause in edition.instrument.clauses:
        found = resolver.resolve(clause.id)
        assert found is not None
        own = [" ".join(line for line in unit.lines) for unit in clause.walk()]
        assert found.words == "\n".join(filter(None, own))
        assert found.address == f"{SITE}{clause.id}/"


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("1.3(ii)", "1.3 Recalling … especially through:"),
        ("1.3(ii)-(iii)", "1.3 Recalling … especially through:"),
        ("1.3(iv)-2.1", "1.3 Recalling … especially through:"),
        ("1.2-1.3(ii)", ""),
        ("section 4", ""),
    ],
)
def test_what_leads_to_the_words_is_beside_them(resolver: Resolver, written: str, leads: str) -> None:
    found = resolver.resolve(written)
    assert found is not None
    begin, _, end = leads.partition(" … ")
    assert found.before.startswith(begin)
    assert found.before.endswith(end)
    assert bool(found.before) == bool(leads)
    assert found.after == ""


def test_a_list_of_an_earlier_version_is_read(edition: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"].write(edition))
    for clause in document["clauses"]:
        del clause["sentence"]
    del document["instrument"]["locators"], document["instrument"]["escapes"]
    published, _ = read_published("clauses.json", json.dumps(document).encode(), whole=True)
    assert published is not None
    found = Resolver(published).resolve("1.3.ii")
    assert found is not None
    assert (found.before, found.after, found.locators) == ("", "", {})


def test_the_command(listed: Path) -> None:
    result = ask("paras 1.1-1.2", "--against", listed, "--style", "aglc")
    assert result.exit_code == 0
    id_, label, address, *words, citation = result.output.splitlines()
    assert (id_, label, address) == ("1.1~1.2", "paragraphs 1.1–1.2", f"{SITE}terrorism/#1.1~1.2")
    assert [line.partition(" ")[0] for line in words] == ["1.1", "1.2"]
    assert citation == f"{TITLE}, adopted 12 November 2014, paras 1.1–1.2 <{address}>"
    *_, before, own, citation = ask("1.3(ii)", "--against", listed).output.splitlines()
    assert before.startswith("1.3 Recalling the 2004 ASEAN-Japan Joint Declaration ")
    assert own.startswith("(ii) Strengthening border control ")
    *_, citation, in_text = ask("1.3(ii)", "--against", listed, "--style", "mla").output.splitlines()
    assert citation.startswith(f"{TITLE}. 12 Nov. 2014, ")
    assert in_text == "(ASEAN-Japan Joint Declaration (2014), par. 1.3(ii))"
    result = ask("8.2", "--against", listed, "--format", "json")
    assert json.loads(result.output)["citations"]["plain"].endswith(f", paragraph 8.2, {SITE}8.2/")


def test_the_command_gives_what_is_pasted_into_a_manuscript(listed: Path) -> None:
    result = ask("1.3(ii)", "--against", listed, "--locator", "pandoc")
    assert result.output.splitlines()[-1] == "[@asean-japan-2014, para. 1.3(ii)]"
    result = ask("8.2", "--against", listed, "--format", "json")
    assert json.loads(result.output)["locators"] == {
        "pandoc": "[@asean-japan-2014, para. 8.2]",
        "biblatex": r"\autocite[para. 8.2]{asean-japan-2014}",
        "suffix": "para. 8.2",
    }
    result = ask("8.2", "--against", listed, "--locator", "endnote")
    assert result.exit_code == 2
    assert "expected one of pandoc, biblatex, suffix, found 'endnote'" in result.output


def test_what_is_not_certain_is_not_guessed(listed: Path) -> None:
    result = ask("1.3.vi", "--against", listed)
    assert result.exit_code == 1
    assert result.output == "nothing is certainly meant by '1.3.vi'; did you mean 1.3.i (paragraph 1.3(i))?\n"


def test_a_style_that_there_is_not_is_told(listed: Path) -> None:
    result = ask("8.2", "--against", listed, "--style", "harvard")
    assert result.exit_code == 2
    assert (
        "expected one of plain, oscola, bluebook, aglc, apa, mla, chicago, iso690, un, found 'harvard'" in result.output
    )


@pytest.mark.parametrize("content", ["{}", '{"format": 1, "instrument": {"title": "T"}, "clauses": []}', "no JSON"])
def test_a_list_that_cannot_cite_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "clauses.json"
    path.write_text(content)
    result = ask("1.1", "--against", path)
    assert result.exit_code == (1 if '"format": 1' in content else 2)
    assert "Traceback" not in result.output


def test_a_site_is_whole_in_another_process(edition: Edition) -> None:
    published, _ = read_published("clauses.json", EXPORTERS["clauses.json"].write(edition), whole=True)
    assert published is not None
    found = Resolver(pickle.loads(pickle.dumps(published))).resolve("8.2")  # noqa: S301 - our own
    assert found is not None
    assert found.label == "paragraph 8.2"


def test_what_a_site_says_of_brackets_is_text(edition: Edition) -> None:
    document = json.loads(EXPORTERS["clauses.json"].write(edition))
    document["instrument"]["brackets"] = {"un": "\\9("}
    published, _ = read_published("clauses.json", json.dumps(document).encode(), whole=True)
    assert published is not None
    found = Resolver(published).resolve("1.3.ii")
    assert found is not None
    assert "para. 1.3\\9(ii)" in found.citations["un"]
