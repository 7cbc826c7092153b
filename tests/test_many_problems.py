"""Thousands of faults in a file are reported in time that grows with their number."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_declaration import problems
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.encoding.files.glossary import read_glossary
from mkdocs_declaration.encoding.shapes import shape, values
from mkdocs_declaration.encoding.yaml import decoding
from mkdocs_declaration.encoding.yaml import parser as yamltree
from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.problems import Position, Problem, Rule, Source, report

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "format: 1\ninstrument: {id: t, title: T, kind: declaration, language: en}\nbody:\n"
ONE = '  - kind: section\n    number: "1."\n    slug: one\n    content:\n'
FAULTS: dict[str, Callable[[int], str]] = {
    "equal numbers": lambda n: ONE + '      - {number: "1.1", text: We agree.}\n' * n,
    "texts for units": lambda n: "- a\n" * n,
    "emphasis in one text": lambda n: f'{ONE}      - text: "{"*a **b " * n}"\n',
    "emphasis in texts on one line": lambda n: f"  [{'{kind: section, heading: a *b}, ' * n}]\n",
    "unknown keys of one unit": lambda n: "  - kind: section\n" + "".join(f"    key{i}: x\n" for i in range(n)),
    "a misspelt key": lambda n: "  - {kindd: section}\n" * n,
    "a key again": lambda n: ONE + "      - text: x\n" + "        text: x\n" * n,
    "kinds that do not exist": lambda n: "".join(f"  - kind: sec{i}tion\n" for i in range(n)),
    "divisions among paragraphs": lambda n: (
        ONE + "".join(f'      - {{kind: article, number: "{i}"}}\n      - {{txt: a}}\n' for i in range(n))
    ),
    "numbers in another script": lambda n: ONE + "      - {number: ア, text: We agree.}\n" * n,
    "notes": lambda n: ONE + "      - text: x\n        notes:\n" + "          - {quote: y}\n" * n,
    "anchors": lambda n: f"  [{'&a x, ' * n}]\n",
}


def run(faults: str) -> str:
    return report(read_edition(("encoding.yaml", (HEAD + faults).encode()), None, Catalogue())[1])


def calls(function: Callable[[], object]) -> int:
    """Count the calls of functions, those of C included, that a function comes to."""
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS.keys())
def test_work_grows_with_the_number_of_faults(faults: Callable[[int], str]) -> None:
    run(faults(400))  # what is made once a process
    assert calls(lambda: run(faults(400))) < 2.2 * calls(lambda: run(faults(200)))


@pytest.mark.parametrize("name", ["equal numbers", "emphasis in one text"])
@pytest.mark.slow
def test_twenty_thousand_faults_are_reported_soon(name: str) -> None:
    start = time.process_time()
    lines = run(FAULTS[name](20_000)).splitlines()
    # Two to four seconds on a machine of its own; before the work was linear it took 40 to 200.
    assert time.process_time() - start < 15
    assert len(lines) > 3 * MAX_IN_FULL


def test_numbers_of_a_section_are_read_soon() -> None:
    numbers = "".join(f'      - {{number: "1.{number}", text: We agree.}}\n' for number in range(1, 6001))
    start = time.process_time()
    assert run(ONE + numbers) == ""
    # Two seconds; where each was held against all before it, 15.
    assert time.process_time() - start < 8


def test_the_first_hundred_are_shown_in_full_and_the_others_on_a_line_each() -> None:
    source = Source("encoding.yaml", ("a: b",) * 102)
    found = [Problem(Rule.SLUG, "expected one", source, Position(line, 4)) for line in range(1, 103)]
    lines = report(found).splitlines()
    assert lines[-5:] == [
        "encoding.yaml:100:4: expected one [slug]",
        "   100 | a: b",
        "       |    ^",
        "encoding.yaml:101:4: expected one [slug]",
        "encoding.yaml:102:4: expected one [slug]",
    ]
    assert len(lines) == 3 * 100 + 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lambda: "# a\n" * 4_900_000, ":1: expected at most 500,000 lines, found 4,900,004"),
        (lambda: f'{ONE}      - text: "a{chr(10) * 19_000_000}"\n', ":1: expected at most 500,000 lines"),
        (lambda: "\r\n\x85\u2028" * 400_000, ":1: expected at most 500,000 lines, found 1,200,004"),
        (lambda: "- a\n" * 499_999, ":1: expected at most 500,000 lines, found 500,003"),
        (lambda: f"{ONE}      - text: {'a ' * 100_001}\n", ":15: expected a text of at most 200,000 characters"),
    ],
    ids=["comments", "empty lines", "ends of lines", "entries", "a text"],
)
def test_a_file_has_bounds_of_lines_and_texts(content: Callable[[], str], expected: str) -> None:
    faults = content()
    start = time.process_time()
    head = run(faults).partition("\n")[0]
    assert time.process_time() - start < 5  # on a machine of its own half a second; before, a minute
    assert head.startswith(("encoding.yaml:500001:", "encoding.yaml:8:"))
    assert expected in head
    assert head.endswith("[too-large]")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("- &a b\n" * 1000, 23),
        ("- !a b\n" * 1000, 23),
        ("  [&a b,\n" + "  &a b,\n" * 1000 + "]", 23),
        ("- a\n" * 1000, 23),
        ("  - kind: section\n" + "".join(f"    key{i}: x\n" for i in range(1000)), 24),
        (f"# a{chr(1)}\n" * 1000, 24),
    ],
    ids=["anchors", "tags", "anchors in brackets", "texts for units", "unknown keys", "controls"],
)
def test_reading_stops_after_so_many_problems(monkeypatch: pytest.MonkeyPatch, content: str, line: int) -> None:
    for module in (problems, decoding, shape, values, yamltree):
        monkeypatch.setattr(module, "MAX_PROBLEMS", 20)
    found = read_edition(("encoding.yaml", (HEAD + content).encode()), None, Catalogue())[1]
    assert len(found) == 21
    assert found[-1] == Problem(
        Rule.TOO_LARGE,
        "expected at most 20 problems, found more, and read no further; is it the right file?",
        Source("encoding.yaml"),
        found[-1].at,
    )
    assert found[-1].at is not None
    assert found[-1].at.line == line


@pytest.mark.parametrize(
    "content",
    [
        "- &{} b\n",
        "- !{} b\n",
        "- [b] # {}\n",
        "- {{kind: section, number: x # {}\n}}\n",
        "- {{? {0} : a, ? {0} : a}}\n",
    ],
    ids=["anchor", "tag", "comment", "comment behind a value", "key"],
)
def test_messages_are_short(content: str) -> None:
    assert max(map(len, run(content.format("a" * 100_000)).splitlines())) < 1500


def test_the_forms_of_a_glossary_have_a_bound() -> None:
    form = "a" * 190_000
    terms = "".join(
        f"  - {{id: t{number}, name: N, kind: fund, forms: [{form}], description: d, sources: [{{title: a}}]}}\n"
        for number in range(3)
    )
    assert report(read_glossary("terms.yaml", f"format: 1\nterms:\n{terms}".encode())[2]).partition("\n")[0] == (
        "terms.yaml:5:42: expected forms of at most 500,000 characters together, found more up to here; "
        "is it the right file? [too-large]"
    )


def test_a_file_has_a_bound_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltree, "MAX_VALUES", 20)
    assert run("- a\n- b\n- c\n- d\n" * 1000) == (
        "encoding.yaml:9:3: expected at most 20 values, found more, and more than any code of law has; "
        "is it the right file? [too-large]\n"
        "     9 | - b\n"
        "       |   ^"
    )
