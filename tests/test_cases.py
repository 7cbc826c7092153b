"""Golden cases: what an author wrote, and every word of the report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from mkdocs_declaration.edition import Edition, load_edition, read_edition, read_text
from mkdocs_declaration.exports.table import paths
from mkdocs_declaration.foundation.bounds import MAX_BYTES, MAX_DEPTH
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.instrument.places import SiteFiles
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import write_lock
from mkdocs_declaration.permanence.lock.model import Lock
from mkdocs_declaration.problems import LINK_RULES, WARNINGS, Position, Problem, Rule, ordered, report

FOLDER = Path(__file__).with_name("cases")
"""One file a subject; new cases go into the file of theirs."""
HEAD = "format: 1\ninstrument: {id: t, title: T, kind: declaration, language: en}\n"
"""Stands before what a case has as its body."""


class Case(TypedDict, total=False):
    name: str
    body: str
    encoding: str
    glossary: str
    subjects: str
    published: str
    """The body of the text as it was published; its lock is in format 2."""
    published_glossary: str
    edits: list[list[str]]
    """What was edited in that lock: pairs of a text in it and one that stands there instead."""
    lock: str
    """A lock, letter for letter."""
    report: str


CASES: list[Case] = [
    case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def read(case: Case) -> tuple[Edition | None, list[Problem]]:
    encoding = case.get("encoding") or HEAD + case["body"]
    glossary = ("glossary.yaml", case["glossary"].encode()) if "glossary" in case else None
    files = SiteFiles({"about/index.html": "about.md", "1.9/index.html": "1.9/index.md"}, paths())
    lock = ("anchors.lock", locked(case)) if "lock" in case or "published" in case else None
    subjects = ("subjects.yaml", case["subjects"].encode()) if "subjects" in case else None
    return read_edition(
        ("encoding.yaml", encoding.encode()), glossary, Catalogue(), files=files, lock=lock, subjects=subjects
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_report(case: Case) -> None:
    edition, problems = read(case)
    assert report(problems) + "\n" == case["report"]
    assert (edition is None) == any(problem.rule not in WARNINGS for problem in problems)


def test_each_case_is_there_once() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_reports_are_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    # PyYAML's own parser takes no tab before a comment, and takes half of a surrogate pair, which is refused later.
    cases = [case for case in CASES if not re.search(r"\t#|\\uD8", case.get("encoding") or case["body"])]
    assert [case["name"] for case in cases if report(read(case)[1]) + "\n" != case["report"]] == []


def locked(case: Case) -> bytes:
    """The lock of a case."""
    if "published" not in case:
        return case["lock"].encode()
    glossary = ("glossary.yaml", case["published_glossary"].encode()) if "published_glossary" in case else None
    text, problems = read_text(("encoding.yaml", (HEAD + case["published"]).encode()), glossary, Catalogue())
    assert problems == []
    assert text is not None
    written = write_lock(freeze(Lock(), text.instrument, text.terms, Freezing("2026-11-24"))).decode()
    for old, new in case.get("edits", ()):
        assert old in written
        written = written.replace(old, new)
    return written.encode()


def test_every_rule_has_a_case() -> None:
    reports = "".join(case["report"] for case in CASES)
    elsewhere = {Rule.MISSING_FILE, Rule.NOT_UTF8, Rule.TOO_LARGE, Rule.TOO_DEEP}
    elsewhere |= LINK_RULES  # in links.yaml
    elsewhere |= {Rule.UNSET_CHARACTER}  # in test_pdf.py
    elsewhere |= {Rule.DOUBTFUL_OPTION}  # in test_check.py: a build has the words of MkDocs for it
    elsewhere |= {
        Rule.ADDRESS,
        Rule.CONFIGURATION,
        Rule.NAVIGATION,
        Rule.NO_ADDRESS,
    }  # in test_plugin.py: they are about the site
    assert {rule for rule in Rule if f"[{rule.value}]" not in reports} == elsewhere


def test_not_utf8_says_where() -> None:
    _, problems = read_edition(("encoding.yaml", "format: 1\n# caf\u00e9\n".encode("latin-1")), None, Catalogue())
    assert report(problems) == (
        "encoding.yaml:2:6: expected UTF-8, found the byte 0xe9; save the file in UTF-8 [not-utf8]\n"
        "     2 | # caf\N{REPLACEMENT CHARACTER}\n"
        "       |      ^"
    )


def test_not_utf8_counts_lines_and_columns_as_they_are_shown() -> None:
    data = "\ufefff\u00f6rmat: 1\r# a\u2028# b\x85# caf".encode() + b"\xe9\n"
    _, problems = read_edition(("encoding.yaml", data), None, Catalogue())
    assert [problem.at for problem in problems] == [Position(4, 6)]
    _, problems = read_edition(("encoding.yaml", "\ufeffa\u00f6".encode() + b"\xe9"), None, Catalogue())
    assert [problem.at for problem in problems] == [Position(1, 3)]


def test_too_large() -> None:
    _, problems = read_edition(("encoding.yaml", b"#" * (MAX_BYTES + 1)), None, Catalogue())
    assert report(problems) == (
        "encoding.yaml: expected at most 33,554,432 bytes, found 33,554,433, more than any code of law takes; "
        "is it the right file? [too-large]"
    )


@pytest.mark.parametrize("depth", [MAX_DEPTH, 200_000])
def test_too_deep(depth: int) -> None:
    _, problems = read_edition(("encoding.yaml", b"format: " + b"[" * depth), None, Catalogue())
    # How far the parser looks ahead, and so where it gives up on its own, depends on its version.
    column = str(8 + MAX_DEPTH) if depth == MAX_DEPTH else r"\d+"
    expected = rf"encoding\.yaml:1:{column}: expected at most 40 levels of nesting, found more \[too-deep\]"
    assert re.fullmatch(expected, report(problems).partition("\n")[0])


def test_a_missing_file_hides_no_problem_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "encoding.yaml").write_text(HEAD + "body:\n  - {kind: tenet}\n", encoding="utf-8")
    (tmp_path / "glossary.yaml").write_text("format: 2\nterms: none\n", encoding="utf-8")
    (tmp_path / "anchors.lock").write_text("{", encoding="utf-8")
    places = {name: (name, tmp_path / name) for name in ("encoding.yaml", "glossary.yaml", "anchors.lock", "missing")}

    def files(encoding: str, glossary: str, lock: str) -> list[str]:
        edition, problems = load_edition(places[encoding], places[glossary], Catalogue(), lock=places[lock])
        assert edition is None
        return [f"{problem.source.name} {problem.rule.value}" for problem in ordered(problems)]

    of_encoding = ["encoding.yaml bad-value"]
    of_glossary = ["glossary.yaml bad-value", "glossary.yaml wrong-type"]
    of_lock = ["anchors.lock lock"]
    missing = ["missing missing-file"]
    assert files("encoding.yaml", "glossary.yaml", "anchors.lock") == of_lock + of_encoding + of_glossary
    assert files("encoding.yaml", "missing", "anchors.lock") == of_lock + of_encoding + missing
    assert files("missing", "glossary.yaml", "anchors.lock") == of_lock + of_glossary + missing
    assert files("encoding.yaml", "glossary.yaml", "missing") == of_encoding + of_glossary + missing


def test_missing_files(tmp_path: Path) -> None:
    edition, problems = load_edition(
        ("declaration.yaml", tmp_path / "declaration.yaml"), ("glossary.yaml", tmp_path), Catalogue()
    )
    assert edition is None
    assert report(problems) == (
        "declaration.yaml: cannot read the file: no such file or directory [missing-file]\n"
        "glossary.yaml: cannot read the file: expected a file, found a folder [missing-file]"
    )
