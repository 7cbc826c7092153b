"""Names that people use (`also`) reach the model and the glossary's data, and change no word that is published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mkdocs_declaration.commands import main
from mkdocs_declaration.exports.table import EXPORTERS
from mkdocs_declaration.permanence.freezing import Freezing, freeze
from mkdocs_declaration.permanence.lock.file import write_lock
from mkdocs_declaration.permanence.lock.model import Lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition
    from project import Project

ENCODING = """
format: 1
instrument: {id: t, title: Treaty, kind: treaty, language: en}
preamble:
  also: [preamble-zz, 前文]
  opening: "**We**, the parties,"
body:
  - kind: chapter
    number: CHAPTER I
    heading: Arms
    also: [chapter-zz]
    content:
      - kind: article
        number: Article 1
        heading: Smuggling
        slug: one
        also: [guns-zz, 武器]
        content:
          - {number: (1), text: We trust the UN.}
  - {kind: annex, number: Annex A, slug: annex-a, also: [annex-zz], content: [{text: A list.}]}
"""
GLOSSARY = """
format: 1
terms:
  - id: un
    name: UN
    kind: organisation
    forms: [UN]
    also: [term-zz, 国連]
    description: It.
    sources: [{title: un.org}]
"""
SEARCHED = {"glossary.json", "assets/search.json"}
"""The files that may have the names."""


def without(text: str) -> str:
    """A file without its names."""
    named = ("    also: [", "  also: [", "        also: [")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(named)]
    return "".join(lines).replace(" also: [annex-zz],", "")


def test_the_model_has_them(read: Callable[..., Edition]) -> None:
    of = read(ENCODING, GLOSSARY)
    assert {clause.id: clause.also for clause in of.instrument.clauses if clause.also} == {
        "preamble": ("preamble-zz", "前文"),
        "chapter-i": ("chapter-zz",),
        "1": ("guns-zz", "武器"),
        "annex-a": ("annex-zz",),
    }
    assert of.glossary.terms[0].also == ("term-zz", "国連")
    (term,) = json.loads(EXPORTERS["glossary.json"].write(of))["terms"]
    assert term["also"] == ["term-zz", "国連"]
    assert term["forms"] == ["UN"]


def test_no_other_file_and_no_page_has_them(small: Project) -> None:
    found = {}
    for kind, texts in (("with", (ENCODING, GLOSSARY)), ("without", (without(ENCODING), without(GLOSSARY)))):
        assert ("-zz" in "".join(texts)) == (kind == "with")
        small.write("treaty.yaml", texts[0])
        small.write("terms.yaml", texts[1])
        small.build()
        # The compressed site map has the time of the build.
        paths = [path for path in small.site.rglob("*") if path.is_file() and path.suffix != ".gz"]
        found[kind] = {str(path.relative_to(small.site)): path.read_bytes() for path in paths}
    assert found["with"].keys() == found["without"].keys()
    assert "clauses.json" in found["with"]
    differing = {name for name, data in found["with"].items() if data != found["without"][name]}
    assert "glossary.json" in differing
    assert differing - SEARCHED == set()
    assert [name for name, data in found["with"].items() if b"-zz" in data and name not in SEARCHED] == []


def test_the_lock_does_not_know_them(read: Callable[..., Edition]) -> None:
    locks = set()
    for texts in ((ENCODING, GLOSSARY), (without(ENCODING), without(GLOSSARY))):
        of = read(*texts)
        locks.add(write_lock(freeze(Lock(), of.instrument, of.glossary.terms, Freezing("2026-01-02"))))
    assert len(locks) == 1


def test_editors_are_told_of_them() -> None:
    for name, shapes in {"encoding": ("UnitData", "PreambleData"), "glossary": ("TermData",)}.items():
        schema = json.loads(CliRunner().invoke(main, ["schema", name]).output)
        for shape in shapes:
            assert schema["$defs"][shape]["properties"]["also"] == {
                "description": "Names that people use for it, which the search finds; no words of the text.",
                "type": "array",
                "minItems": 1,
                "items": {"type": ["string", "number"]},
            }
