"""What `make bench` measures with: generated texts and sites, processes, parts of a build, goals, tables.

Nothing here is timed, and no peer is needed.
"""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

import benchmark
import instruments
from bench import goals, phases, report, results, sampled, throughput
from bench.peers import GENERATORS, SPHINX
from bench.processes import FailedRunError, Run, run
from bench.sites import DECLARATION, OURS, PLAIN, ROOT, Site, text_name
from bench.texts import Group, text
from instruments import Shape
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_declaration.edition import Edition

SMALL = Shape(12, 20)


def edition(shape: Shape) -> Edition:
    files = (
        ("instrument.yaml", instruments.encoding(shape).encode()),
        ("glossary.yaml", instruments.glossary(shape.terms).encode()),
    )
    read, problems = read_edition(*files, Catalogue())
    assert read is not None, problems
    return read


@pytest.mark.parametrize("flat", [False, True])
def test_peers_have_the_words_of_the_instrument(flat: bool) -> None:  # noqa: FBT001 - a parameter of a test
    shape = Shape(12, 20, flat=flat)
    words = text(shape)
    stated = [clause.text.plain for clause in edition(shape).instrument.clauses if clause.text is not None]
    blocks = [block for page in words.pages() for block in page.blocks]
    assert [block if block in stated else block.split(" ", 1)[1] for block in blocks] == stated
    assert [page.slug for page in words.pages()] == ["preamble", *(f"article-{n}" for n in range(1, 13))]
    assert [entry.name for entry in words.glossary] == [term["name"] for term in instruments.terms(20)]
    groups = [unit for unit in words.content if isinstance(unit, Group)]
    assert [len(group.content) for group in groups] == ([] if flat else [2])


def test_the_first_mention_of_a_term_in_a_block_is_linked() -> None:
    words = text(SMALL)
    name = words.glossary[0].name
    linked = words.linked(lambda term: f"[{term}]")
    assert linked(f"The {name} and the {name}.") == f"The [{name}] and the {name}."
    assert text(Shape(1, 0)).linked(lambda term: f"[{term}]")(f"The {name}.") == f"The {name}."
    mentions = sum("[" in linked(block) for page in words.pages() for block in page.blocks)
    assert mentions == 3 * SMALL.articles


FILES = {
    "plain": ("docs/{}.md", "{}"),
    "zensical": ("docs/{}.md", "{}"),
    "ezglossary": ("docs/{}.md", "<term:{}>"),
    "hugo": ("content/{}.md", "{}"),
    "sphinx": ("{}.rst", ":term:`{}`"),
}
"""Where each peer has its pages, and how it has a term there."""


@pytest.mark.parametrize("generator", FILES)
def test_a_peer_has_a_page_an_article(tmp_path: Path, generator: str) -> None:
    site = GENERATORS[generator](tmp_path, SMALL)
    assert site.text == "12 articles, 20 terms, nested"
    words = text(SMALL)
    path, link = FILES[generator]
    linked = words.linked(link.format)
    for page in words.pages():
        written = (site.folder / path.format(page.slug)).read_text(encoding="utf-8").replace("\\(", "(")
        bare = re.sub(r"^(---|=+)$", "", written, flags=re.MULTILINE).strip()
        title, *blocks = re.split(r"\n\n+", bare)
        title = re.sub(r'^(# |title: )?"?|"$', "", title)
        assert (title, tuple(blocks)) == (page.title, tuple(map(linked, page.blocks)))
    entries = (site.folder / path.format("glossary")).read_text(encoding="utf-8")
    assert [entry.name in entries and entry.description in entries for entry in words.glossary] == [True] * 20


def test_trees_of_sphinx_have_every_page_once(tmp_path: Path) -> None:
    site = GENERATORS["sphinx"](tmp_path, SMALL)
    listed = [
        line.strip()
        for page in site.folder.glob("*.rst")
        for tree in re.findall(r"^\.\. toctree::\n\n((?:   .*\n)+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        for line in tree.splitlines()
    ]
    assert sorted([*listed, "index"]) == sorted(page.stem for page in site.folder.glob("*.rst"))


def test_plain_pages_are_in_the_navigation_as_the_text_is_grouped(tmp_path: Path) -> None:
    config = (GENERATORS["plain"](tmp_path, SMALL).folder / "mkdocs.yml").read_text(encoding="utf-8")
    (line,) = [line for line in config.splitlines() if line.startswith("nav: ")]
    _, preamble, part, glossary = json.loads(line.removeprefix("nav: "))
    ((_, chapters),) = part.items()
    assert (list(preamble.values()), list(glossary.values())) == (["preamble.md"], ["glossary.md"])
    assert [len(articles) for chapter in chapters for articles in chapter.values()] == [10, 2]
    assert "navigation.prune" in config


def test_the_copy_is_one_of_what_is_built_here(tmp_path: Path) -> None:
    copied, site = GENERATORS["copy"](tmp_path, SMALL), GENERATORS["ours"](tmp_path, SMALL)
    assert copied.needs == site
    assert copied.command[-2:] == (str(site.output), "site")


PROGRAM = """
import os, pathlib, sys
print(sorted({*os.listdir()} - {"seen"}), os.listdir(os.environ["TMPDIR"]), file=open("seen", "a"))
for name in ("site", "cache"):
    pathlib.Path(name).mkdir()
pathlib.Path(os.environ["TMPDIR"], "left").touch()
"""


def test_every_build_begins_from_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    site = Site(OURS, "", folder, (sys.executable, "-c", PROGRAM), folder / "site", caches=(folder / "cache",))
    runs = [site.build(), site.build()]
    assert (folder / "seen").read_text(encoding="utf-8").splitlines() == ["[] []", "[] []"]
    assert all(took.cpu > 0 and took.wall > 0 and took.memory > 0 for took in runs)


def test_what_is_needed_is_built_before(tmp_path: Path) -> None:
    first = Site(OURS, "", tmp_path, (sys.executable, "-c", "import os; os.mkdir('site')"), tmp_path / "site")
    second = Site("cp -r", "", tmp_path, ("cp", "-r", "site", "copy"), tmp_path / "copy", needs=first)
    second.build()
    assert second.output.is_dir()


def test_a_process_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(FailedRunError, match=r"status 3\nwhat went wrong"):
        run([sys.executable, "-c", "import sys; print('what went wrong'); sys.exit(3)"], folder=tmp_path)


def test_memory_is_that_of_the_process_alone(tmp_path: Path) -> None:
    here = bytearray(200_000_000)
    for start in range(0, len(here), 4096):
        here[start] = 1
    assert run(["true"], folder=tmp_path).memory < 100_000_000


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/x/mkdocs_declaration/encoding/identification/tree.py", "reading"),
        ("/x/mkdocs_declaration/permanence/lock/model.py", "reading"),
        ("/x/mkdocs_declaration/edition.py", "reading"),
        ("/x/mkdocs_declaration/glossary/matcher.py", "terms"),
        ("/x/mkdocs_declaration/pages/kinds/short_links.py", "short links"),
        ("/x/mkdocs_declaration/pages/markup/standalone.py", "short links"),
        ("/x/mkdocs_declaration/pages/templates/alone.html", "short links"),
        ("/x/mkdocs_declaration/hosts/site/small_pages.py", "short links"),
        ("/x/mkdocs_declaration/hosts/material/menu_cache.py", "theme"),
        ("/x/mkdocs_declaration/hosts/site/project.py", None),
        ("/x/mkdocs_declaration/hosts/site/generated_files.py", "files"),
        ("/x/mkdocs_declaration/pages/templates/clause.html", "pages"),
        ("/x/mkdocs_declaration/pages/themes/material/main.html", "theme"),
        ("/x/material/templates/base.html", "theme"),
        ("/x/mkdocs_declaration/exports/formats/epub.py", "exports"),
        ("/x/mkdocs_declaration/instrument/model.py", None),
        ("/x/jinja2/compiler.py", "templates"),
        ("/x/jinja2/runtime.py", None),
        ("/x/mkdocs/structure/files.py", "files"),
        ("/x/mkdocs/structure/pages.py", None),
        ("<frozen importlib._bootstrap>", "start"),
    ],
)
def test_a_file_belongs_to_a_part(path: str, part: str | None) -> None:
    assert sampled.part_of_file(path) == part


def called(*paths: str, name: str = "call") -> str:
    """The part in which a program is whose functions, from the outermost, are in these files."""
    inner: Any = sampled.part_of
    for path in reversed(paths):
        scope: dict[str, Any] = {"inner": inner, "sys": sys, "look": sampled.part_of}
        body = "return look(sys._getframe())" if inner is sampled.part_of else "return inner()"
        exec(compile(f"def {name}():\n {body}", path, "exec"), scope)  # noqa: S102 - functions that say where they are
        inner = scope[name]
    with ThreadPoolExecutor(1) as pool:  # in which nothing of pytest is further out
        return str(pool.submit(inner).result())


def test_the_innermost_function_that_belongs_to_a_part_tells_it() -> None:
    rooms = "/x/mkdocs_declaration/{}.py".format
    assert called(rooms("exports/epub"), rooms("pages/kinds"), rooms("instrument/model")) == "pages"
    assert called(rooms("pages/kinds"), rooms("exports/epub"), "/x/jinja2/runtime.py") == "exports"
    assert called("/x/elsewhere.py") == "rest"


def test_an_import_is_part_of_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys\nfrom bench import sampled\npart = sampled.part_of(sys._getframe())\n"
    folder = tmp_path / "mkdocs_declaration" / "pages"
    folder.mkdir(parents=True)
    (folder / "imported_for_its_part.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    import imported_for_its_part as module  # type: ignore[import-not-found]  # noqa: PLC0415 - it is written here

    assert module.part == "start"


@pytest.mark.slow
def test_the_parts_of_a_build_are_told(tmp_path: Path) -> None:
    parts = phases.phases(GENERATORS["ours"](tmp_path, Shape(1, 0)))
    assert list(parts) == list(phases.NAMES)
    assert parts["start"] > 0
    assert parts["pages"] > 0


def measured(text_of: str, generator: str, *seconds: float, size: int = 1) -> results.Row:
    runs = [Run(cpu, 2 * cpu, int(1e6 * cpu)) for cpu in seconds]
    return results.Row(generator, text_of, runs, files=2, size=size, page=1000.0)


def everything() -> results.Results:
    rows = [
        measured(goals.TEN, OURS, 1),
        *(measured(goals.THOUSAND, generator, 9, 10, 14, size=100) for generator in (OURS, PLAIN, "Zensical", "cp -r")),
        measured(goals.THOUSAND, SPHINX, 400),
        measured(goals.LARGE, OURS, 26.5, size=250),
        *(measured(DECLARATION, generator, 1) for generator in (OURS, PLAIN)),
        measured(DECLARATION, "mkdocs-declaration, `exports: false`", 0.5),
    ]
    speeds = {"in clauses": 5.0, "in one text of 1 MB": 3.0}
    commands = {
        throughput.named(command, articles): [Run(articles / 300, 9.0, 1)]
        for command in throughput.COMMANDS
        for articles in throughput.SIZES
    }
    machine = {"cores": "2 (a processor)", "memory": "8 GB", "Python": "3.11.7"}
    return results.Results(
        machine, {"mkdocs": "1.6.1"}, rows, {"a text": dict.fromkeys(phases.NAMES, 0.5)}, speeds, commands
    )


def test_goals_are_met_or_missed() -> None:
    told = {goal.name: (value, verdict) for goal, value, verdict in goals.verdicts(everything())}
    assert told["1,000 articles, CPU to plain MkDocs + Material"] == ("1.00 ×", "met")
    assert told["1,000 articles, CPU of Sphinx to ours"] == ("40.00 ×", "met")
    assert told["2,500 articles to 1,000, CPU"] == ("2.65 ×", "missed")
    assert told["2,500 articles to 1,000, bytes"] == ("2.50 ×", "met")
    assert told["declaration with exports to without"] == ("2.00 ×", "missed")
    assert told["300 terms, found in one text of 1 MB"] == ("3.00 MB/s", "missed")
    assert told["`check` of 25,000 clauses, CPU"] == ("8.33 s", "missed")
    assert {verdict for _, _, verdict in goals.verdicts(results.Results())} == {"not measured"}


def test_a_whole_run_measures_what_goals_are_about() -> None:
    planned = {(text_name(shape), name) for shape, names in benchmark.plan(benchmark.parsed([])) for name in names}
    sizes = ("10", "100", "1,000", "2,500")
    own = [f"{size} articles, 300 terms, {form}" for size in sizes for form in ("nested", "flat")]
    own += [f"100 articles, {terms} terms, nested" for terms in ("20", "2,000")]
    beside = [f"{size} articles, 300 terms, nested" for size in ("100", "1,000")]
    peers = [name for name in GENERATORS if name != "ours"]
    assert planned == {*((each, "ours") for each in own), *((each, name) for each in beside for name in peers)}
    assert {goals.TEN, goals.THOUSAND, goals.LARGE} <= set(own)


def test_one_size_and_one_generator_can_be_measured_alone() -> None:
    options = benchmark.parsed(["--articles", "50", "--generators", "hugo", "--form", "nested"])
    assert benchmark.plan(options) == [(Shape(50, 300), ("hugo",))]
    quick = benchmark.plan(benchmark.parsed(["--quick"]))
    assert max(shape.articles for shape, _ in quick) == 100


def test_sites_have_each_place_in_turn_and_sphinx_has_one(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def site(name: str) -> Site:
        folder = tmp_path / name
        folder.mkdir()
        code = f"import os; os.mkdir('site'); open({str(log)!r}, 'a').write({name[0]!r})"
        return Site(name, "", folder, (sys.executable, "-c", code), folder / "site")

    bench = benchmark.Bench(results.Results())
    bench.take_turns([site("a"), site("b"), site(SPHINX)], 3)
    assert log.read_text(encoding="utf-8") == "abSbaab"
    assert [len(row.runs) for row in bench.results.rows] == [3, 3, 1]


def test_a_site_that_fails_is_told_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = benchmark.Bench(results.Results())
    bench.take_turns([Site("broken", "a text", tmp_path, (sys.executable, "-c", "1 / 0"), tmp_path / "site")], 2)
    assert bench.failures == ["broken, a text"]
    assert capsys.readouterr().err.count("ZeroDivisionError") == 1


def test_results_are_kept_and_read(tmp_path: Path) -> None:
    everything().write(tmp_path / "kept" / "results.json")
    assert results.read(tmp_path / "kept" / "results.json") == everything()


def test_tables_have_the_cells_of_their_heads() -> None:
    written = report.report(everything())
    headings = re.findall(r"^### (.*)$", written, re.MULTILINE)
    assert headings == ["Goals", "Side by side", "Growth", "Phases", "Terms and commands"]
    for one, other in pairwise(written.splitlines()):
        if one.startswith("|") and other.startswith("|"):
            assert one.count("|") == other.count("|")
    assert (
        "| 1,000 articles, 300 terms, nested | Sphinx + furo | 400.00 | 800.00 | 400 | 2 | 0.00 | 1.0 | 1 |" in written
    )


def test_commands_have_a_row_a_size() -> None:
    rows = [line.split(" | ")[:2] for line in report.report(everything()).splitlines() if line.startswith("| `")]
    assert [row for row in rows if row[0].endswith("clauses")] == [
        [f"| `{command}`, {clauses} clauses", f"{seconds} s CPU"]
        for command in ("check", "freeze", "check-links")
        for clauses, seconds in (("10,000", "3.3"), ("25,000", "8.3"))
    ]


@pytest.mark.parametrize("command", throughput.COMMANDS)
def test_a_command_is_measured_with_a_text_of_a_size(tmp_path: Path, command: str) -> None:
    (measured,) = throughput.command(command, tmp_path / "text", 1, 12)
    assert measured.cpu > 0


def test_the_summary_has_three_lines() -> None:
    first, second, third = report.summary(everything()).splitlines()
    assert first.startswith(
        "- 1,000 articles, 10,000 clauses, 300 terms, no PDF: 10.0 s CPU, 20.0 s wall, 10 MB (2 cores,"
    )
    assert "MkDocs + Material 10.0 s" in second
    assert third.startswith("- 2,500 articles: 26.5 s CPU; this declaration: 1.00 s")
    with pytest.raises(ValueError, match="not enough values"):
        report.summary(results.Results())


def test_a_table_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measurements -->\nold\n<!-- end -->\nafter\n", encoding="utf-8")
    report.put(page, "new")
    assert page.read_text(encoding="utf-8") == "before\n<!-- measurements -->\n\nnew\n\n<!-- end -->\nafter\n"
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="0 places"):
        report.put(page, "new")


@pytest.mark.parametrize("path", [report.PAGE, report.README], ids=["page", "README"])
def test_pages_have_a_place_for_the_tables(path: Path) -> None:
    assert len(re.findall(r"<!-- measurements -->\n.*?<!-- end -->", path.read_text(encoding="utf-8"), re.DOTALL)) == 1


def test_peers_are_locked() -> None:
    locked = (ROOT / "requirements" / "peers.txt").read_text(encoding="utf-8")
    assert [
        name for name in report.PEERS if not re.search(rf"^{name}==[^\n]*\\\n    --hash=", locked, re.MULTILINE)
    ] == []


def test_texts_that_are_searched_have_terms_and_their_size() -> None:
    finder, texts = throughput.matcher(), throughput.clauses(20_000)
    size = len(" ".join(texts).encode())
    assert 20_000 <= size < 20_400
    found = [len(finder.mentions(each)) for each in texts]
    assert len(finder.mentions(" ".join(texts))) == sum(found) > 80
