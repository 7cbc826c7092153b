"""The index of subjects: what it has, where it is shown, and that nothing is without it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mkdocs_declaration.commands import main
from mkdocs_declaration.edition import load_edition, read_edition
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.glossary import relations
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.problems import Rule

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mkdocs_declaration.edition import Edition
    from project import Project

ENCODING = """
format: 1
instrument: {id: t, title: Treaty, kind: treaty, language: en}
preamble: {opening: "We,", recitals: [Fearing arms of the UN, Seeking peace]}
body:
  - kind: article
    number: Article 1
    slug: one
    content:
      - {number: (1), text: Arms., items: [{number: (a), text: Guns of the UN.}]}
      - {number: (2), text: Peace.}
  - kind: article
    number: Article 2
    slug: two
    content:
      - {number: (1), text: Words.}
      - {number: (2), text: Guns and words.}
      - {number: (3), text: The end.}
"""
GLOSSARY = """
format: 1
terms:
  - {id: un, name: UN, kind: organisation, forms: [UN], description: It., sources: [{title: un.org}]}
"""
SUBJECTS = """
format: 1
subjects:
  - {id: guns, name: guns, also: [Émeutes, rifles], see_also: [arms], clauses: ["2.2", 1.1.a]}
  - {id: arms, name: Arms, clauses: [preamble.1, "1.1"]}
  - {id: article-one, name: Öffentliches, clauses: ["1.2"]}
  - {id: words, name: Words, clauses: ["2.1", "2.2"]}
  - {id: end, name: End, clauses: ["2.3"]}
"""


def edition(encoding: str = ENCODING, subjects: str | None = SUBJECTS) -> Edition:
    found, problems = read_edition(
        ("treaty.yaml", encoding.encode()),
        ("terms.yaml", GLOSSARY.encode()),
        Catalogue(),
        subjects=("subjects.yaml", subjects.encode()) if subjects else None,
    )
    assert [str(problem) for problem in problems] == []
    assert found is not None
    return found


def test_the_index_is_in_the_order_of_names_and_of_the_text() -> None:
    subjects = edition().subjects
    assert {subject.id: [clause.id for clause in subjects.clauses[subject.id]] for subject in subjects.subjects} == {
        "arms": ["preamble.1", "1.1"],
        "end": ["2.3"],
        "guns": ["1.1.a", "2.2"],
        "article-one": ["1.2"],
        "words": ["2.1", "2.2"],
    }
    lines = {letter: [(line.name, line.is_reference) for line in lines] for letter, lines in subjects.letters.items()}
    assert list(lines.items()) == [
        ("A", [("Arms", False)]),
        ("E", [("Émeutes", True), ("End", False)]),
        ("G", [("guns", False)]),
        ("O", [("Öffentliches", False)]),
        ("R", [("rifles", True)]),
        ("W", [("Words", False)]),
    ]
    assert {id_: [subject.id for subject in of] for id_, of in subjects.of.items()}["2.2"] == ["guns", "words"]


def test_a_page_is_related_by_terms_and_by_subjects() -> None:
    of = edition()

    def related(slug: str, of: Edition = of) -> list[tuple[str, list[str], list[str]]]:
        found = relations.elsewhere(of.instrument, of.glossary, of.subjects, of.instrument.by_page[slug])
        return [
            (each.clause.id, [term.id for term in each.terms], [subject.id for subject in each.subjects])
            for each in found
        ]

    assert related("one") == [("preamble.1", ["un"], ["arms"]), ("2.2", [], ["guns"])]
    assert related("two") == [("1.1.a", [], ["guns"])]
    assert related("preamble") == [("1.1", [], ["arms"]), ("1.1.a", ["un"], [])]
    assert related("one", edition(subjects=None)) == [("preamble.1", ["un"], [])]


def test_only_rare_subjects_relate_clauses_and_any_relates_recitals() -> None:
    items = ", ".join(f"{{number: ({letter}), text: Of arms.}}" for letter in "abcdefgh")
    encoding = ENCODING.replace("text: Words.}", f"text: Words., items: [{items}]}}").replace(
        "content:\n      - {number: (1), text: Arms., items: [{number: (a), text: Guns of the UN.}]}",
        "content:\n      - {number: (1), text: Arms.}",
    )
    listed = ", ".join(f"2.1.{letter}" for letter in "abc")
    subjects = f"""
format: 1
subjects:
  - {{id: arms, name: Arms, clauses: [preamble.1, preamble.2, preamble.opening, "1.1", {listed}]}}
  - {{id: more, name: More, clauses: [2.1.d, 2.1.f, 2.1.g, 2.1.h]}}
  - {{id: e, name: E, clauses: [2.1.e]}}
  - {{id: rest, name: Rest, clauses: ["1.2", "2.1", "2.2", "2.3"]}}
"""
    of = edition(encoding, subjects)
    found = relations.elsewhere(of.instrument, of.glossary, of.subjects, of.instrument.by_page["one"])
    assert [each.clause.id for each in found] == ["preamble.1", "preamble.2", "2.1", "2.2", "2.3"]


def test_a_recital_that_is_about_little_else_comes_before_one_that_is_about_much() -> None:
    """Of six recitals that share a subject with a page five are shown: not the one that has many others."""
    recitals = ", ".join(f"Recital {number}" for number in range(1, 7))
    others = [f"{{id: other-{number}, name: Other {number}, clauses: [preamble.2]}}" for number in range(1, 5)]
    shared = ", ".join(f"preamble.{number}" for number in range(1, 7))
    of = edition(
        ENCODING.replace("Fearing arms of the UN, Seeking peace", recitals),
        SUBJECTS.replace('[preamble.1, "1.1"]', f'[{shared}, "1.1"]') + "".join(f"  - {other}\n" for other in others),
    )
    found = relations.elsewhere(of.instrument, of.glossary, of.subjects, of.instrument.by_page["one"])
    assert [each.clause.id for each in found] == [*(f"preamble.{number}" for number in (1, 3, 4, 5, 6)), "2.2"]


def test_what_all_clauses_of_a_page_are_about_is_not_repeated() -> None:
    items = "[{number: (a), text: A.}, {number: (b), text: B.}, {number: (c), text: C.}]"
    of = edition(
        ENCODING.replace("text: The end.", f"text: The end., items: {items}"),
        SUBJECTS.replace('"1.1"]', '"1.1", 1.1.a, "1.2"]').replace('"2.3"]', '"2.3", 2.3.a, 2.3.b]')
        + "  - {id: c, name: C, clauses: [2.3.c]}\n",
    )
    about = relations.also_about(of.subjects, of.instrument.by_page["one"])
    assert [(clause.id, [subject.id for subject in others]) for clause, others in about] == [
        ("1.1.a", ["guns"]),
        ("1.2", ["article-one"]),
    ]


def test_pages_show_it(small: Project) -> None:
    small.write("treaty.yaml", ENCODING)
    small.write("terms.yaml", GLOSSARY)
    small.write("subjects.yaml", SUBJECTS)
    small.options(subjects="subjects.yaml")
    small.build()
    page = small.page("subjects/")
    assert [" ".join(entry.get_text().split()) for entry in page.select(".decl-subject")] == [
        "Arms recital 1 · 1(1)",
        "Émeutes see guns",
        "End 2(3)",
        "guns 1(1)(a) · 2(2) see also Arms",
        "Öffentliches 1(2)",
        "rifles see guns",
        "Words 2(1) · 2(2)",
    ]
    assert [link["href"] for link in page.select("#guns a")] == ["../one/#1.1.a", "../two/#2.2", "#arms"]
    assert [link["href"] for link in page.select(".decl-subjects-letters a")] == [f"#_letter-{n}" for n in range(1, 7)]
    page = small.page("one/")
    about = [" ".join(row.get_text().split()) for row in page.select(".decl-about dl > div")]
    assert about == ["1(1) Arms", "1(1)(a) guns", "1(2) Öffentliches"]
    assert [" ".join(row.get_text().split()) for row in page.select("#_elsewhere ~ dl > div")] == [
        "preamble, recital 1 Fearing arms of the UN UN · Arms – 1(1) · 1(1)(a)",
        "article 2(2) Guns and words. guns – 1(1)(a)",
    ]
    assert page.select(".decl-text .decl-elsewhere") == []
    assert "Subjects" in small.nav("")


def test_the_clauses_of_a_page_that_share_it_are_named_where_they_are_few() -> None:
    items = ", ".join(f"{{number: ({letter}), text: Of arms.}}" for letter in "abcdef")
    subjects = """
format: 1
subjects:
  - {id: arms, name: Arms, clauses: [preamble.1, 2.1.a, 2.1.b, 2.1.c]}
  - {id: more, name: More, clauses: [preamble.1, preamble.2, 2.1.d, 2.1.e]}
  - {id: rest, name: Rest, clauses: ["1.1", 1.1.a, "1.2", "2.1"]}
  - {id: end, name: End, clauses: [2.1.f, "2.2", "2.3"]}
"""
    of = edition(ENCODING.replace("text: Words.}", f"text: Words., items: [{items}]}}"), subjects)
    found = relations.elsewhere(of.instrument, of.glossary, of.subjects, of.instrument.by_page["two"])
    assert {relation.clause.id: [clause.id for clause in relation.here] for relation in found} == {
        "preamble.1": [],  # five do
        "preamble.2": ["2.1.d", "2.1.e"],
        **{id_: ["2.1"] for id_ in ("1.1", "1.1.a", "1.2")},
    }


def test_without_an_index_there_is_none(small: Project) -> None:
    small.write("treaty.yaml", ENCODING)
    small.build()
    assert not (small.site / "subjects").exists()
    assert small.page("one/").select(".decl-about, [href*=subjects]") == small.page("").select("[href*=subjects]") == []
    assert small.page("two/").select(".decl-elsewhere") == []


def test_it_makes_way_for_a_page_of_the_text(small: Project) -> None:
    small.write("treaty.yaml", ENCODING.replace("slug: two", "slug: subjects"))
    small.write("terms.yaml", GLOSSARY)
    small.build()
    assert "left out" not in small.log.text
    small.write("subjects.yaml", SUBJECTS)
    small.options(subjects="subjects.yaml")
    small.build()
    assert "the page 'subjects/' of the site is left out: the page of article 2 has its address" in small.log.text
    assert small.page("subjects/").select_one("[id='2.1']")
    assert small.page("one/").select(".decl-about") == []


def test_the_search_has_them() -> None:
    of = edition()
    titles = {**dict.fromkeys(of.instrument.pages, ""), "subjects": "Subjects"}
    entries = json.loads(search_data.data(of, titles))["entries"]
    assert [entry for entry in entries if entry["kind"] == "subject"][2] == {
        "kind": "subject",
        "path": "subjects/#guns",
        "label": "guns",
        "also": ["Émeutes", "rifles"],
    }
    assert {"kind": "page", "path": "subjects/", "label": "Subjects"} in entries


def test_commands_know_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"treaty.yaml": ENCODING, "subjects.yaml": SUBJECTS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "treaty.yaml", "--subjects", "subjects.yaml"])
    assert (result.exit_code, result.stdout) == (0, "treaty.yaml: 12 clauses, 0 terms, 5 subjects\n")
    schema = json.loads(CliRunner().invoke(main, ["schema", "subjects"]).output)
    assert schema["$defs"]["SubjectData"]["required"] == ["id", "name", "clauses"]
    _, problems = load_edition(
        ("treaty.yaml", tmp_path / "treaty.yaml"), None, Catalogue(), subjects=("none.yaml", tmp_path / "none.yaml")
    )
    assert [(problem.rule, problem.source.name) for problem in problems] == [(Rule.MISSING_FILE, "none.yaml")]
