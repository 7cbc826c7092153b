"""Links in other people's documents: golden cases of each format, the command, the hook and the action."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import pypdf
import pytest
import yaml
from markdown_it import MarkdownIt

from checking_links import SITE, run
from mkdocs_declaration.documents.confinement import Confined, ExceededError
from mkdocs_declaration.documents.links import pages
from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.bases import Bases
from mkdocs_declaration.documents.links.linkcheck import check_document
from mkdocs_declaration.documents.links.published import Published, read_published
from mkdocs_declaration.documents.links.quotations import is_like, is_quoted, likeness
from mkdocs_declaration.documents.quotation_marks import marked
from mkdocs_declaration.documents.readers import READERS, markdown, read_document
from mkdocs_declaration.exports.formats import clauses_json
from mkdocs_declaration.problems import LINK_RULES, Position, Problem, Rule, Source, report, workflow_commands
from serving import served
from word_document import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from mkdocs_declaration.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("links.yaml")

pytestmark = pytest.mark.usefixtures("lasting_process")


class Case(TypedDict, total=False):
    name: str
    file: str
    document: str
    bytes: str
    word: list[dict[str, Any]]
    pdf: str
    links: int
    report: str


CASES: list[Case] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def write(tmp_path: Path, chromium: Browser) -> Callable[[Case], Path]:
    """Writes the document of a case."""

    def write_case(case: Case) -> Path:
        path = tmp_path / case["file"]
        if "pdf" in case:
            tab = chromium.new_page()
            tab.set_content(case["pdf"])
            path.write_bytes(tab.pdf())
            tab.close()
        elif "word" in case:
            path.write_bytes(word(case["word"]))
        elif "bytes" in case:
            path.write_bytes(case["bytes"].encode("latin-1"))
        else:
            path.write_text(case["document"], encoding="utf-8")
        return path

    return write_case


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_report(case: Case, published: Path, write: Callable[[Case], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(case).parent)
    result = run(case["file"], "--against", published / "clauses.json")
    count = len(re.findall(r" \[[a-z-]+\]$", case["report"], re.MULTILINE))
    links, problems = case.get("links", 0), f"{count} problem{'' if count == 1 else 's'}"
    assert result.output == f"{case['report']}{links} links in 1 file, {problems}\n"
    assert result.exit_code == (1 if count else 0)


PLACES: dict[str, str] = yaml.safe_load(FILE.with_name("places.yaml").read_text(encoding="utf-8"))


def test_every_rule_and_format_has_a_case() -> None:
    reports = PLACES["report"] + "".join(case["report"] for case in CASES)
    assert {rule for rule in LINK_RULES if f"[{rule.value}]" not in reports} == {Rule.UNREADABLE_SITE}
    assert {READERS.get(Path(case["file"]).suffix) for case in CASES} >= set(READERS.values())
    assert {f"{reader}.py" for reader in READERS.values()} <= {path.name for path in readers()}


def readers() -> list[Path]:
    return list((ROOT / "plugins" / "mkdocs_declaration" / "documents" / "readers").glob("*.py"))


GOOD = f"See [1.3(ii)]({SITE}terrorism/#1.3.ii).\n"
BAD = f"See [1.3(v)]({SITE}terrorism/#1.3.xi).\n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with documents in folders, of which one is wrong."""
    folder = tmp_path / "reports"
    for name, text in {
        "b.md": BAD,
        "a/a.markdown": GOOD,
        "a/z.HTM": "<p>Nothing",
        "a/code.py": BAD,
        ".git/c.md": BAD,
        "a/.hidden.md": BAD,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_folders_are_walked_and_what_is_hidden_or_unknown_is_not(documents: Path, published: Path) -> None:
    result = run(documents, documents / "b.md", "--against", published / "clauses.json")
    assert result.output == (
        f"{documents}/b.md:1:14: there is no clause '1.3.xi'; did you mean '1.3.i' (paragraph 1.3(i)), "
        f"{SITE}terrorism/#1.3.i? [unknown-clause]\n"
        f"     1 | {BAD}"
        f"       |              {'^' * 49}\n"
        "2 links in 3 files, 1 problem; 1 file not read (.py 1)\n"
    )
    assert result.exit_code == 1
    for number in range(6):
        (documents / f"picture.{number}").touch()
    (documents / "Makefile").touch()
    shown = run(documents, documents / "picture.1", "--against", published / "clauses.json").output
    assert shown.endswith("2 links in 4 files, 2 problems; 7 files not read (.0 1, .2 1, .3 1, .4 1, .5 1, …)\n")
    assert f"{documents}/picture.1: expected a file of one of the formats" in shown
    assert run(documents / "a", "--against", published / "clauses.json").exit_code == 0


@pytest.mark.parametrize("coding", ["cp437", "cp1252"])
def test_a_terminal_that_lacks_characters_gets_the_report(coding: str, published: Path, tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(f"宣言の…“{BAD.strip()}”\n", encoding="utf-8")
    result = subprocess.run(
        ["mkdocs-declaration", "check-links", str(document), "--against", str(published / "clauses.json")],  # noqa: S607
        env=environment(PYTHONIOENCODING=coding, PYTHONUTF8="0"),
        capture_output=True,
        text=True,
        encoding=coding,
        check=False,
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert "there is no clause '1.3.xi'" in result.stdout
    assert "\\u5ba3\\u8a00" in result.stdout
    assert result.stdout.endswith("1 link in 1 file, 1 problem\n")


def test_the_other_files_are_checked_when_one_cannot_be_read(documents: Path, published: Path) -> None:
    (documents / "broken.pdf").write_bytes(b"%PDF-1.4")
    result = run(documents / "absent.md", documents, "--against", published / "clauses.json")
    assert f"{documents}/absent.md: cannot read the file: no such file or directory [unreadable-document]\n" in (
        result.output
    )
    assert result.output.endswith("2 links in 4 files, 3 problems; 1 file not read (.py 1)\n")
    assert result.exit_code == 1


def test_links_to_the_address_that_a_page_had_are_held_against_the_clauses(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "asean-japan"
    shutil.copytree(published, site)
    document = json.loads((site / "clauses.json").read_bytes())
    document["gone"] = ["crime/"]
    (site / "clauses.json").write_text(json.dumps(document), encoding="utf-8")
    (site / "crime").mkdir()
    (site / "crime" / "index.html").write_text("Forwarding", encoding="utf-8")
    links = "".join(f"- {SITE}crime/{fragment}\n" for fragment in ("", "#1.1", "#1.3.v", "#1.99"))
    (tmp_path / "brief.md").write_text(links, encoding="utf-8")
    for against in (site, site / "clauses.json"):
        result = run(tmp_path / "brief.md", "--against", against)
        rules = re.findall(r"brief\.md:(\d):.*\[([a-z-]+)\]$", result.output, re.MULTILINE)
        assert rules == [("2", "wrong-page"), ("3", "retired-clause"), ("4", "unknown-clause")], result.output


def test_a_page_that_there_is_not_is_told_as_it_is_written(published: Path, tmp_path: Path) -> None:
    links = ("assets/nope.png", "clauses.cvs", "no-such-page/", "no-such-page", "Terrorism")
    (tmp_path / "brief.md").write_text("".join(f"- <{SITE}{link}>\n" for link in links), encoding="utf-8")
    output = run(tmp_path / "brief.md", "--against", published).output
    told = re.findall(r"brief\.md:\d:\d+: (?:the site has no page|expected the page '.*', found) '(.*?)'", output)
    assert told == list(links)


@pytest.mark.parametrize("now", ["terrorism/", "terrorism/#1.3"])
def test_a_link_to_a_page_that_moved_is_told_and_put_right(now: str, published: Path, tmp_path: Path) -> None:
    document = json.loads((published / "clauses.json").read_bytes())
    document |= {"gone": ["crime/", "lost/"], "moved": {"crime/": now, "lost/": "nowhere/"}}
    (tmp_path / "clauses.json").write_text(json.dumps(document), encoding="utf-8")
    brief = tmp_path / "brief.md"
    brief.write_text(f"[a]({SITE}crime/) [b]({SITE}crime?q#_cite) [c]({SITE}lost/)\n", encoding="utf-8")
    result = run(brief, "--against", tmp_path / "clauses.json")
    message = f"the page 'crime/' is no longer there; link to its successor, {SITE}{now} [wrong-page]"
    assert re.findall(r"brief\.md:1:\d+: (.*)", result.output) == [message, message]
    assert run(brief, "--fix", "--against", tmp_path / "clauses.json").exit_code == 0
    page, hash_, id_ = now.partition("#")
    right = f"[a]({SITE}{now}) [b]({SITE}{page}?q{hash_}{id_}) [c]({SITE}lost/)\n"
    assert brief.read_text(encoding="utf-8") == right


def test_a_check_that_finds_no_link_says_where_it_looked(published: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text("https://example.com/asean-japan/9.9/\n", encoding="utf-8")
    result = run(tmp_path / "brief.md", "--against", published)
    assert (result.exit_code, result.stdout) == (0, "0 links in 1 file, 0 problems\n")
    assert result.stderr == f"No link starts with {SITE}; if the site is elsewhere, add '--site URL'.\n"


@pytest.mark.slow
def test_a_built_site_tells_its_other_pages(site: Path, tmp_path: Path) -> None:
    base = "http://127.0.0.1/asean-japan/"  # where the tests build the site for
    pages = (
        "",
        "about/",
        "terrorism",
        "clauses.json",
        "developers/reference/",
        "glossary/#unodc",
        "4.p1/",
        "citing/#short-links",
    )
    document = tmp_path / "a.md"
    document.write_text("".join(f"<{base}{page}>\n" for page in pages), encoding="utf-8")
    result = run(document, "--against", site)
    assert (result.output, result.exit_code) == ("8 links in 1 file, 0 problems\n", 0)
    told = "[unknown-fragment]"
    wrong = ("abuot/", "terrorism/index.html#1.4", "about/#no-such-heading", "citing/#shrt-links", "terrorism/#_cite")
    document.write_text("".join(f"<{base}{page}>\n" for page in wrong), encoding="utf-8")
    assert re.findall(r"^\S+ (.*)$", run(document, "--against", site).output, re.MULTILINE) == [
        f"the site has no page 'abuot/'; its pages are listed at {base} [unknown-page]",
        f"there is no clause '1.4'; did you mean '1.3' (paragraph 1.3), {base}terrorism/#1.3? [unknown-clause]",
        f"the page 'about/' has no place 'no-such-heading'; link to {base}about/ or to a place on it {told}",
        f"the page 'citing/' has no place 'shrt-links'; did you mean 'short-links', {base}citing/#short-links? {told}",
        "links in 1 file, 4 problems",
    ]


def test_a_site_is_read_over_the_network_and_its_address_counts(published: Path, tmp_path: Path) -> None:
    with served(published.parent) as around:
        document = tmp_path / "a.md"
        document.write_text(f"{around}asean-japan/1.3.xi/ {SITE}1.3.i/ {SITE}glossary/#x <{SITE}about/>", "utf-8")
        expected = "4 links in 1 file, 3 problems"  # the site has no page about/ here
        for where in ("asean-japan/", "asean-japan", "asean-japan/clauses.json", "asean-japan/clauses.json?x=1#y"):
            result = run(document, "--against", f"{around}{where}")
            assert (result.output.splitlines()[-1], result.exit_code) == (expected, 1)
            assert f"did you mean '1.3.i' (paragraph 1.3(i)), {around}asean-japan/1.3.i/?" in result.output
        (published / "glossary.json").rename(published / "kept.json")
        try:
            assert "unknown-term" not in run(document, "--against", f"{around}asean-japan/").output
        finally:
            (published / "kept.json").rename(published / "glossary.json")
        wrong = run(document, "--against", f"{around}elsewhere/")
        assert wrong.exit_code == 2
        assert wrong.output == (
            f"{around}elsewhere/clauses.json: cannot read the site's list of clauses: the server says 404 File not "
            "found; name its clauses.json, its address or its folder [unreadable-site]\n"
        )
    gone = run(document, "--against", f"{around}asean-japan/")
    assert (gone.exit_code, "connection refused" in gone.output) == (2, True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot read the site's list of clauses: no such file or directory; name its clauses.json, its address"),
        (
            "<!doctype html>",
            "expected the clauses.json of a site, found no JSON; name that file, the site's address or",
        ),
        ("[1]", "expected the clauses.json of a site, found other JSON; name that file, the site's address or"),
        ('{"format": 1, "terms": []}', "expected the clauses.json of a site, found other JSON; name that file, the"),
        ('{"format": 3}', "expected format 1 or 2 of clauses.json, found 3; install a newer mkdocs-declaration"),
    ],
)
def test_what_is_no_list_of_clauses(content: str | None, message: str, documents: Path, tmp_path: Path) -> None:
    where = tmp_path / "clauses.json"
    if content is not None:
        where.write_text(content, encoding="utf-8")
    result = run(documents, "--against", where)
    assert result.exit_code == 2
    assert f"{where}: {message}" in re.sub(r":1:1:", ":", result.output)
    assert "unreadable-site" in result.output


@pytest.fixture(scope="module")
def small_site(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site as far as links see it: what it says about itself, and pages beside the text."""
    folder = tmp_path_factory.mktemp("small") / "asean-japan"
    shutil.copytree(published, folder)
    for name, text in {
        "index.html": "<h1 id=the-text>The text</h1>",
        "about/index.html": "<h2 id='how-it-was-checked'>How</h2><a name=former></a><p id=\"a&amp;b\">",
        "terrorism/index.html": "<article id=1><h2 id=_in-brief></h2></article><div id='of-a-theme'></div>",
        "glossary/index.html": "<h2 id='letter-a'></h2>",
        "notes.html": "<p id=x></p>",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("by_address", [False, True], ids=["a folder", "an address"])
def test_places_on_all_pages_are_looked_up(by_address: bool, small_site: Path, tmp_path: Path) -> None:  # noqa: FBT001
    with served(small_site.parent) as around:
        home = f"{around}asean-japan/" if by_address else SITE
        names = {name: f"{home}{name}/" for name in ("about", "terrorism", "glossary")}
        names |= {"home": home, "notes": f"{home}notes.html"}
        (tmp_path / "a.md").write_text(PLACES["document"].format_map(names), encoding="utf-8")
        result = run(tmp_path / "a.md", "--against", home if by_address else small_site)
    heads = re.findall(r"^\S*a\.md:.*$", result.output, re.MULTILINE)
    shown = [re.sub(r":\d\d+:", ":N:", head.replace(f"{tmp_path}/", "")) for head in heads]
    assert shown == PLACES["report"].format_map(names).strip().split("\n")
    assert result.output.endswith("17 links in 1 file, 8 problems\n")


def test_pages_that_cannot_be_read_are_told(small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = Confined.call

    def call_in_vain(self: Confined, function: Any, *arguments: Any, seconds: float | None = None) -> Any:
        if function is pages.look_up:
            raise ExceededError(f"takes more than {seconds:g} seconds")
        return call(self, function, *arguments, seconds=seconds)

    monkeypatch.setattr(Confined, "call", call_in_vain)
    links = " ".join(f"<{SITE}{name}/#x>" for name in ("about", "one", "two", "three"))
    (tmp_path / "a.md").write_text(links.replace("one/#x", "about/#y"), encoding="utf-8")
    for name in ("two", "three", "four"):
        (small_site / f"{name}.html").touch()
    (tmp_path / "b.md").write_text(f"<{SITE}four/#x>", encoding="utf-8")
    output = run(tmp_path / "a.md", tmp_path / "b.md", "--against", small_site).output
    told = "cannot read the page: it takes more than 20 seconds; links to places on it are not checked"
    assert output == (
        f"{small_site}/about/: {told} [unreadable-site]\n"
        f"{small_site}/three/: {told}; no further page is asked for [unreadable-site]\n"
        f"{small_site}/two/: {told} [unreadable-site]\n"
        "5 links in 2 files, 3 problems\n"
    )


def test_a_site_that_does_not_say_where_it_is(published: Path, documents: Path, tmp_path: Path) -> None:
    document = json.loads((published / "clauses.json").read_text(encoding="utf-8"))
    where = tmp_path / "clauses.json"
    where.write_text(json.dumps({**document, "site": None}), encoding="utf-8")
    result = run(documents, "--against", where)
    assert result.exit_code == 2
    assert f"{where} does not say at which address the site is; add '--site URL'" in result.output
    assert run(documents, "--against", where, "--site", SITE).output.endswith(
        "2 links in 3 files, 1 problem; 1 file not read (.py 1)\n"
    )
    mirrors = run(documents, "--against", where, "--site", "https://example.com/", "--site", SITE.rstrip("/"))
    assert mirrors.output.endswith("2 links in 3 files, 1 problem; 1 file not read (.py 1)\n")
    assert run(documents, "--against", where, "--site", "example.org").exit_code == 2
    assert run("--against", where).exit_code == 2


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    monkeypatch.delitem(sys.modules, "mkdocs_declaration.documents.readers.markdown", raising=False)
    assert report(read_document("b.md", BAD.encode())[1]) == (
        "b.md: files that end in .md need the library 'markdown_it', which is not installed; "
        "in a clone of the project, run 'pip install \".[links]\"' [unreadable-document]"
    )


def test_the_command_says_which_library_is_missing() -> None:
    script = "import sys; sys.modules['rapidfuzz'] = None\nfrom mkdocs_declaration.commands import main\n"
    script += "main(['check-links', '.', '--against', 'x'])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.splitlines()[-1]) == (
        2,
        "Error: the library 'rapidfuzz' is not installed; in a clone of the project, run 'pip install \".[links]\"'",
    )


def test_an_encrypted_pdf(published: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    path = tmp_path / "secret.pdf"
    writer.write(path)
    assert run(path, "--against", published / "clauses.json").output.startswith(
        f"{path}: expected a PDF that can be read, found one with a password; save it without [unreadable-document]\n"
    )


@pytest.mark.parametrize("case", [case for case in CASES if "word" in case or "pdf" in case], ids=lambda c: c["name"])
def test_broken_files_are_problems_and_never_more(case: Case, write: Callable[[Case], Path]) -> None:
    data = write(case).read_bytes()
    for number in range(60):
        at = len(data) * number // 60
        for broken in (data[:at], data[:at] + b"\0\xff<" + data[at + 3 :]):
            document, problems = read_document(case["file"], broken)
            assert (document is None) == bool(problems)


def test_too_deep_nesting_is_a_problem() -> None:
    document, problems = read_document("a.rst", f"{'* ' * 500}x\n".encode())
    assert document is None
    assert report(problems) == (
        "a.rst: expected a document that can be read, found more levels of nesting than that; make it flatter "
        "[unreadable-document]"
    )


@pytest.mark.parametrize("name", ["a.md", "a.rst", "a.txt", "a.html"])
def test_long_lines_are_read(name: str) -> None:
    document, problems = read_document(name, f"{'word ' * 10_000}{SITE}1.9/ end".encode())
    assert problems == []
    assert document is not None
    assert [link.address for link in document.links] == [f"{SITE}1.9/"]


@pytest.mark.parametrize(
    ("quoted", "text", "found"),
    [
        ("and the Database Systems (e-ADS)", "Network, and the Database System(e-ADS); also", "Database System(e-ADS)"),
        ("as the “List of the states”", "such as the “Lists of states.”; also", "the “Lists of states.”"),
        ("the states of a region", "(the states of one region) all of them", "the states of one region"),
    ],
)
def test_what_is_expected_closes_its_brackets(quoted: str, text: str, found: str) -> None:
    assert likeness(quoted, text).actual.endswith(found)


TEXT = "共に前進する。われわれは、地域の平和と安定のために、国境を越える犯罪と闘う協力を強化する。"


@pytest.mark.parametrize(
    ("quoted", "right"),
    [
        ("「地域の平和と安定のために、国境を越える犯罪と闘う」", True),
        ("『われわれは…国境を越える犯罪と闘う協力を強化する』", True),
        ("「地域の平和と繁栄のために、国境を越える犯罪と闘う」", False),
    ],
)
def test_scripts_without_blanks(quoted: str, right: bool) -> None:  # noqa: FBT001 - a table
    (words,) = marked(f"宣言は{quoted}という。")
    assert is_quoted(words, TEXT) == right
    assert right or is_like(words, likeness(words, TEXT).share)
    assert marked("「短い」と言う") == ()


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“one two three” and “one two”", ["one two three"]),
        ("“one “two two” three” — «quatre cinq six»", ["one “two two” three", "quatre cinq six"]),
        (
            "„eins zwei drei“, 'the states' own words', it's the parties' wish",
            ["eins zwei drei", "the states' own words"],
        ),
        ('5" and "one two three" 6"', ["one two three"]),
        ("“opened here and closed in the next paragraph", ["opened here and closed in the next paragraph"]),
        ("not closed “here at all", []),
    ],
)
def test_what_stands_in_quotation_marks(text: str, quotations: list[str]) -> None:
    assert list(marked(text)) == quotations


def words_of(clause: dict[str, Any]) -> str:
    return " ".join(clause[part] for part in ("heading", "text") if clause[part])


@pytest.mark.slow
def test_no_false_alarm_and_no_miss_for_any_clause(edition: Edition) -> None:
    document = json.loads(clauses_json.export(edition))
    addresses = Addresses(published_of(edition), (SITE,))

    def check(text: str) -> list[str]:
        read, problems = read_document("a.md", text.encode())
        assert read is not None
        checked = check_document(read, addresses)
        assert checked.links == 1
        return [problem.rule.value for problem in (*problems, *checked.problems)]

    seen = 0
    for clause in document["clauses"]:
        words = words_of(clause)
        if len(words.split()) < 6:
            continue
        seen += 1
        first, *rest = words.split()
        link = f"[{clause['label']}]({SITE}{clause['path']})"
        typed = words.replace("’", "'")
        lines = words.replace(" ", "\n> ")
        for quoted in (
            *(f"“{words}” {link}", f'{link}: "{words}"', f"- ‘{typed}’, as {link} has it"),
            *(f"“… {' '.join(rest[:2])} … {' '.join(rest[3:])}” {link}", f"“[They] {' '.join(rest)},” {link}"),
            *(f"“[{first[0].swapcase()}]{words[1:]}” {link}", f"“{clause['number'] or ''} {words}” {link}"),
            *(
                f"> {lines}\n>\n> — {link}",
                f"> {lines}\n\nSee {link}.",
                f"See {link}:\n\n> {lines}",
                f"> {lines} ({link})",
            ),
        ):
            assert check(quoted) == [], quoted
        for place in range(0, len(rest), 5):
            for changed in (
                [first, *rest[:place], "otherwise", *rest[place + 1 :]],
                [first, *rest[:place], "otherwise", *rest[place:]],
                [first, *rest[:place], *rest[place + 1 :]] if 0 < place < len(rest) - 2 else ["Otherwise", *rest],
            ):
                assert check(f"“{' '.join(changed)}” {link}") == ["changed-quotation"], changed
    assert seen > 40


def published_of(edition: Edition) -> Published:
    published, problems = read_published("clauses.json", clauses_json.export(edition))
    assert problems == []
    assert published is not None
    return published


def test_format_1_of_the_list_of_clauses_is_read() -> None:
    data = (Path(__file__).parents[1] / "samples" / "clauses-1.json").read_bytes()
    published, problems = read_published("clauses.json", data)
    assert problems == []
    assert published is not None
    assert {unit.id: (unit.label, unit.words) for unit in published.units.values()} == {
        "1": ("section 1", "Terrorism"),
        "1.3": ("paragraph 1.3", "The parties do:"),
        "1.3.i": ("paragraph 1.3(i)", "First;"),
        "1.3.ii": ("paragraph 1.3(ii)", "Second;"),
    }
    assert published.successor("1.3.iii") == published.units["1.3.ii"]


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("HTTPS://Example.ORG:443/asean-japan", SITE),
        ("//www.example.org/asean-japan/1.3.ii", f"{SITE}1.3.ii/"),
        (f"{SITE}terrorism/?utm_source=x#1.1%7E1.3", f"{SITE}terrorism/#1.1~1.3"),
        (f"{SITE}full-text/#preamble.8", f"{SITE}full-text/#preamble.8"),
        ("https://example.org/asean-japanese/1.3.ii/", None),
        ("https://example.org/ASEAN-Japan/1.3.ii/", None),
        ("https://example.org:8080/asean-japan/1.3.ii/", None),
        ("https://example.org.evil.test/asean-japan/", None),
        ("https://example.org:port/asean-japan/", None),
        ("http://[/asean-japan/", None),
        ("mailto:someone@example.org", None),
        ("../terrorism/#9.9", None),
        ("", None),
    ],
)
def test_what_leads_into_the_site(address: str, right: str | None, edition: Edition) -> None:
    target = Addresses(published_of(edition), (SITE,)).target(address)
    assert (target.address if target else None) == right
    assert target is None or target.error is None


def test_workflow_commands_are_escaped() -> None:
    source = Source("a,b:c%.md", ("one", "two"))
    problem = Problem(Rule.UNKNOWN_CLAUSE, "100 %\r\nof: it, all", source, Position(2, 3))
    assert workflow_commands([problem, problem]) == (
        "::error file=a%2Cb%3Ac%25.md,line=2,col=3,title=unknown-clause::100 %25%0D%0Aof: it, all"
    )
    paged = Source("a.pdf", ("one",), ("page 1",))
    assert workflow_commands(
        [Problem(Rule.NEW_ANCHOR, "new", paged, Position(1, 0)), Problem(Rule.LOCK, "x", paged)]
    ) == ("::error file=a.pdf,title=lock::x\n::warning file=a.pdf,title=new-anchor::page 1: new")


def test_what_would_command_a_terminal_is_shown() -> None:
    source = Source("\x1bname.md", ("a\x00\x1b[2J\tb\x9b1m\x7f",))
    problem = Problem(Rule.UNKNOWN_CLAUSE, "there is no clause '\x1b]0;x\x07'\rdone", source, Position(1, 3), 3)
    assert report([problem]) == (
        "␛name.md:1:3: there is no clause '␛]0;x␇'␍done [unknown-clause]\n     1 | a␀␛[2J b<U+009B>1m␡\n       |   ^^^"
    )
    assert workflow_commands([problem]) == (
        "::error file=␛name.md,line=1,col=3,title=unknown-clause::there is no clause '␛]0;x␇'%0Ddone"
    )


def environment(**further: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", **further}


def test_the_hook_runs_the_command_with_its_readers(documents: Path, published: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (extra,) = re.fullmatch(r"\.\[(\w+)\]", hook["additional_dependencies"][0]).groups()  # type: ignore[union-attr]
    assert (
        extra
        in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    )
    assert {ending for ending in READERS if re.search(hook["files"], f"a/b{ending.upper()}")} == set(READERS)
    assert not re.search(hook["files"], "a/b.py")
    result = subprocess.run(
        [*hook["entry"].split(), "--against", str(published / "clauses.json"), str(documents / "b.md")],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout.splitlines()[-1]) == (1, "1 link in 1 file, 1 problem")


def test_the_names_of_files_are_no_options_behind_the_arguments_that_the_page_shows(
    documents: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(documents)
    page = (ROOT / "content" / "pages" / "citing.md").read_text(encoding="utf-8")
    arguments = yaml.safe_load(re.findall(r"args: (\[.*\])", page)[0])
    where = str(published / "clauses.json")
    arguments[arguments.index("--against") + 1] = where
    names = ["--against=evil.txt", "--format=github.txt", "-x.md"]
    for name in names:
        Path(name).write_text("no link\n", encoding="utf-8")
    # As pre-commit does: its arguments, then the files.
    assert run(*arguments, *names).output.startswith("0 links in 3 files, 0 problems\n")
    overridden = run("--against", where, names[0])
    assert overridden.exit_code == 2
    assert "put '--' before files" in overridden.output


def test_the_action_installs_with_an_interpreter_of_its_own(tmp_path: Path) -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    setup, install = steps[:2]
    assert setup["with"]["update-environment"] is False
    assert install["env"]["PYTHON"] == f"${{{{ steps.{setup['id']}.outputs.python-path }}}}"
    python = tmp_path / "its python"
    python.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\necho "$1 $2"\nprintf \'#!/bin/sh\\necho "$@"\' > "$3/bin/python"\n'
        'chmod +x "$3/bin/python"\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    result = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", install["run"]],  # noqa: S607 - the runner's own
        env=environment(RUNNER_TEMP=str(tmp_path / "a b"), PYTHON=str(python), ACTION_PATH="/its folder"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == (
        "-m venv\n"
        "-m pip install --quiet --require-hashes --requirement /its folder/requirements/links.txt\n"
        "-m pip install --quiet --no-deps --no-build-isolation /its folder\n"
    )


def test_examples_name_a_commit_since_branches_move() -> None:
    page = (ROOT / "content" / "pages" / "citing.md").read_text(encoding="utf-8")
    assert re.findall(r"rev: (\S+)|REPOSITORY@(\S+)", page) == [("COMMIT", ""), ("", "COMMIT")]


def test_the_action_marks_lines_and_takes_nothing_as_a_command(
    documents: Path, published: Path, tmp_path: Path
) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    for step in steps:
        assert "${{" not in step.get("run", "")
        assert step.get("uses") or step["shell"] == "bash"
    install, check = steps[1:]
    assert "--require-hashes" in install["run"]
    given = {"paths": "b.md\na\n$(touch injected)\n", "against": str(published / "clauses.json"), "site": ""}
    given["document-base"] = ""
    assert set(action["inputs"]) == {*given, "python-version"}
    values = {name: given[re.fullmatch(r"\$\{\{ inputs\.(\S+) \}\}", value)[1]] for name, value in check["env"].items()}  # type: ignore[index]
    result = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", check["run"]],  # noqa: S607 - the runner's own
        cwd=documents,
        env=environment(RUNNER_TEMP=str(tmp_path), **values),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == (
        "::error file=$(touch injected),title=unreadable-document::cannot read the file: no such file or directory\n"
        "::error file=b.md,line=1,col=14,title=unknown-clause::there is no clause '1.3.xi'; did you mean '1.3.i' "
        f"(paragraph 1.3(i)), {SITE}terrorism/#1.3.i?\n"
        "2 links in 3 files, 2 problems; 1 file not read (.py 1)\n"
    )
    assert (result.returncode, (documents / "injected").exists()) == (1, False)
    (documents / "c.md").write_text("[x](/asean-japan/1.3.xi/)", encoding="utf-8")
    based = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", check["run"]],  # noqa: S607 - the runner's own
        cwd=documents,
        env=environment(
            RUNNER_TEMP=str(tmp_path), **values | {"PATHS": "c.md", "BASE": "https://example.org/$(touch injected)/"}
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert based.stdout.startswith("::error file=c.md,line=1,col=5,title=unknown-clause::there is no clause '1.3.xi'")
    assert (based.returncode, (documents / "injected").exists()) == (1, False)
    values["SITES"] = "not an address\n"
    failing = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", check["run"]],  # noqa: S607 - the runner's own
        cwd=documents,
        env=environment(RUNNER_TEMP=str(tmp_path), **values),
        capture_output=True,
        text=True,
        check=False,
    )
    assert failing.returncode == 2


def test_the_example_on_the_page_is_what_the_command_says(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "content" / "pages" / "citing.md").read_text(encoding="utf-8")
    (command, output) = re.findall(r"```console\n\$ (mkdocs-declaration check-links .*)\n((?:.*\n)+?)```", page)[0]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    line = re.findall(r"^     3 \| (.*)$", output, re.MULTILINE)[0]
    (tmp_path / "reports" / "brief.md").write_text(f"# Brief\n\n{line}\n", encoding="utf-8")
    text: list[dict[str, Any]] = [{"text": [f"Paragraph {number}"]} for number in range(1, 12)]
    text.append(
        {
            "text": [
                "As ",
                {"link": f"{SITE}terrorism/#1.3.x", "text": "paragraph 1.3(x)"},
                " says, the private sector needs protection.",
            ]
        }
    )
    (tmp_path / "minutes.docx").write_bytes(word(text))
    arguments = command.replace(SITE, str(published / "clauses.json")).split()[2:]
    assert run(*arguments).output == output


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_relative_links_are_resolved_or_counted(name: str, published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "in").mkdir(parents=True)
    links = ("../../asean-japan/1.3.x/", "/asean-japan/1.3(ii)/", "../b.md", "../picture.png", "#1.3", "/other/1.3.x/")
    form = "[x]({}) " if name == "a.md" else "<a href='{}'>x</a> "
    document = folder / "in" / name
    document.write_text("".join(map(form.format, links)), encoding="utf-8")
    passed = run(folder, "--against", published)
    told = "0 links in 1 file, 0 problems; 2 relative links not checked, add '--document-base URL'\n"
    assert (passed.exit_code, passed.stdout) == (0, told)
    base = ("--document-base", "https://example.org/reports/")
    result = run(folder, "--against", published, *base)
    assert re.findall(r"\[([a-z-]+)\]$", result.stdout, re.MULTILINE) == ["unknown-clause", "inexact-address"]
    assert result.stdout.endswith("2 links in 1 file, 2 problems\n")
    fixed = run(folder, "--against", published, "--fix", *base)
    assert fixed.stderr == "1 link in 1 file put right\n"
    assert document.read_text(encoding="utf-8").count("/asean-japan/1.3.ii/") == 1
    assert run(folder, "--against", published, "--document-base", "reports").exit_code == 2


def test_addresses_in_markdown_are_escaped_as_by_the_parser() -> None:
    written = (
        "https://example.org/treaty/article-1/#1.2.ii",
        "https://Example.org/a",
        "https://bücher.example/a",
        "https://example.org/a b\\*[c]%zz%41",
        "https://example.org/ü?q=1&r='",
        f"https://{'a' * 70}.org/",
        "//example.org/a",
        "a/b.md#c",
    )
    text = "\n\n".join(f"[words](<{address}>)" for address in written)
    tokens = [token for block in MarkdownIt("commonmark").parse(text) for token in block.children or ()]
    expected = [token.attrs["href"] for token in tokens if token.type == "link_open"]
    blocks = markdown.blocks_of(text.splitlines(), text)
    assert [span.link.address for block in blocks for span in block.spans] == expected
    assert len(expected) == len(written)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/treaty/article-1/#1.2.ii",
        "http://www.example.org/treaty/article-1#1.2~1.3",
        "https://example.org/treaty",
        "https://example.org/treaty/a%20b/?x#1.2%2Eii",
        "https://EXAMPLE.org:443/treaty/#a:~:text=b",
        "https://example.org/treaties/",
        "https://example.org",
    ],
)
def test_an_address_without_escapes_is_read_as_any_other(address: str) -> None:
    bases = Bases(["https://example.org/treaty/"])
    assert bases.below(address) == bases.below(address.replace("example", "Example"))
    # A port that is that of the scheme says nothing.
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    port = {"http": 80, "https": 443}[scheme]
    assert bases.below(f"{scheme}://{host.partition(':')[0]}:{port}{slash}{path}") == bases.below(address)
