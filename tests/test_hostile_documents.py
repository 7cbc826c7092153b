"""Documents and sites made to harm `check-links`: each is a problem that names the bound, and the others go on."""

from __future__ import annotations

import contextlib
import http.server
import io
import json
import os
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from click.testing import CliRunner

from mkdocs_declaration.commands import main
from mkdocs_declaration.documents import confinement
from mkdocs_declaration.documents.confinement import Confined, ExceededError
from mkdocs_declaration.documents.links import linkcheck, retrieval
from mkdocs_declaration.documents.links.addresses import Addresses
from mkdocs_declaration.documents.links.linkcheck import check_files
from mkdocs_declaration.documents.links.published import Published, Unit, read_published
from mkdocs_declaration.documents.links.retrieval import retrieve
from mkdocs_declaration.documents.readers import packed, read_document
from mkdocs_declaration.problems import Problem, report

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

SITE = "https://example.org/treaty/"
UNITS = {"1": Unit("1", "article 1", "1", "art_1", None, "one/", "The Parties shall cooperate in good faith.")}
CLAUSES: dict[str, Any] = {
    "format": 1,
    "instrument": {"title": "Treaty"},
    "site": SITE,
    "clauses": [
        {"id": "1", "label": "article 1", "parent": None, "page": "one/", "heading": None, "text": "The Parties agree."}
    ],
}


@pytest.fixture(scope="module")
def process() -> Iterator[Confined]:
    """A process with small bounds."""
    with Confined(seconds=20, memory=160 * 2**20) as confined:
        confined.prepare(Addresses, Published("Treaty", SITE, UNITS, {}), (SITE,))
        yield confined


def checked(process: Confined, *paths: Path) -> list[str]:
    problems = [problem for result in check_files(map(str, paths), process) for problem in result.problems]
    return [report([problem]).replace(f"{paths[0].parent}/", "") for problem in problems]


def word_document(content: bytes) -> bytes:
    """A document of Word whose main part is this."""
    saved, written = io.BytesIO(), io.BytesIO()
    docx.Document().save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, content if part == "word/document.xml" else source.read(part))
    return written.getvalue()


def body(content: str) -> bytes:
    names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    return f"<w:document {names}><w:body>{content}</w:body></w:document>".encode()


def test_a_document_that_takes_too_long_is_a_problem_and_the_next_is_checked(
    process: Confined, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text("<" * 2_000_000)
    (tmp_path / "b.html").write_text(f"{SITE}2/\n")
    results = check_files(map(str, (tmp_path / "b.html", tmp_path / "a.html", tmp_path / "b.html")), process)
    (first,) = next(results).problems
    with monkeypatch.context() as patch:
        patch.setattr(process, "_seconds", 0.3)
        (slow,) = next(results).problems
    (again,) = next(results).problems
    assert (again.message, again) == ("there is no clause '2'; see https://example.org/treaty/full-text/", first)
    assert report([slow]) == (
        f"{tmp_path}/a.html: expected a document that can be checked, found one that takes more than 0.3 seconds; "
        "split it or leave it out [unreadable-document]"
    )


def test_many_documents_are_checked_at_once_and_told_in_their_order(
    process: Confined, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By two processes, of which one breaks a bound and goes on."""
    monkeypatch.setattr(confinement, "ITEMS_A_PROCESS", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    bound, started = "takes more than 160 MB of memory", list[Confined]()
    for number in range(20):
        (tmp_path / f"{number:02}.html").write_text(f"{SITE}{number}/\n")
    (tmp_path / "05.docx").write_bytes(word_document(body("<w:p/>" * 1_500_000)))

    def begin(of: Confined) -> subprocess.Popen[bytes]:
        if of not in started:
            started.append(of)
        return running(of)

    running = Confined._running  # noqa: SLF001 - counted
    monkeypatch.setattr(Confined, "_running", begin)
    names = sorted(map(str, tmp_path.iterdir()))
    found = check_files(names, process)
    problems = [[problem.message.partition(";")[0] for problem in result.problems] for result in found]
    expected = {name: [f"there is no clause '{int(Path(name).stem)}'"] for name in names} | {
        str(tmp_path / "01.html"): [],
        str(tmp_path / "05.docx"): [f"expected a document that can be checked, found one that {bound}"],
    }
    assert dict(zip(names, problems, strict=True)) == expected
    assert len(started) == 2
    assert [of._process is None for of in started if of is not process] == [True]  # noqa: SLF001 - ended


def test_a_document_that_takes_too_much_memory_is_a_problem(process: Confined, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_document(body("<w:p/>" * 1_500_000)))
    (message,) = checked(process, tmp_path / "a.docx")
    assert message == (
        "a.docx: expected a document that can be checked, found one that takes more than 160 MB of memory; "
        "split it or leave it out [unreadable-document]"
    )


@pytest.mark.parametrize("lying", [False, True], ids=["as stated", "stated to be small"])
def test_what_is_packed_in_a_word_document_has_a_bound(lying: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a table
    monkeypatch.setattr(packed, "MAX_UNPACKED", 2**20)
    content = body("a" * 2**22)
    data = word_document(content)
    if lying:
        data = data.replace(len(content).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    document, problems = read_document("a.docx", data)
    assert document is None
    found = report(problems).partition("found ")[2]
    assert found.endswith(" or more; leave the file out [unreadable-document]")
    assert 2**20 < int(found.partition(" ")[0].replace(",", "")) <= (2**21 if lying else 2**23)


def test_substitutions_that_name_each_other_are_a_problem() -> None:
    text = ".. |a| replace:: |b| |b|\n.. |b| replace:: |a| |a|\n\n|a| |b|\n"
    assert report(read_document("a.rst", text.encode())[1]) == (
        "a.rst: expected a document that can be read, found one that its parser fails on (ValueError); look for markup "
        "that refers to itself, or leave the file out [unreadable-document]"
    )


def test_what_is_no_file_is_refused_by_name_and_passed_over_in_folders(process: Confined, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "out.md").symlink_to(tmp_path / "clauses.json")
    (folder / "large.txt").write_text("a")
    os.truncate(folder / "large.txt", 20_000_001)  # takes no room on the disk
    (tmp_path / "clauses.json").write_text(json.dumps(CLAUSES))
    assert checked(process, folder / "pipe.md", folder / "zero.md", folder / "large.txt") == [
        "pipe.md: cannot read the file: expected a file, found a pipe [unreadable-document]",
        "zero.md: cannot read the file: expected a file, found a device [unreadable-document]",
        "large.txt: cannot read the file: expected at most 20,000,000 bytes, found 20,000,001 [unreadable-document]",
    ]
    (folder / "large.txt").unlink()
    result = CliRunner().invoke(main, ["check-links", str(folder), "--against", str(tmp_path / "clauses.json")])
    assert (result.exit_code, result.stdout) == (0, "0 links in 0 files, 0 problems\n")
    assert result.stderr == (
        f"{folder}/out.md: passed over, since it is a link out of the folder\n"
        f"{folder}/pipe.md: passed over, since it is a pipe\n"
        f"{folder}/zero.md: passed over, since it is a link out of the folder\n"
        f"No link starts with {SITE}; if the site is elsewhere, add '--site URL'.\n"
    )


NO_JSON = "expected the clauses.json of a site, found no JSON; name that file, the site's address or its folder"
OTHER_JSON = "expected the clauses.json of a site, found other JSON; name that file, the site's address or its folder"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[" * 100_000, NO_JSON),
        (f'{{"format": {"9" * 5000}}}', OTHER_JSON),
        (json.dumps({**CLAUSES, "clauses": [{**CLAUSES["clauses"][0], "parent": "1"}]}), OTHER_JSON),
        (json.dumps({**CLAUSES, "clauses": 3}), OTHER_JSON),
        (
            json.dumps({**CLAUSES, "site": "http://e/x\n::error file=a.md::INJECTED\n\x1b]0;t\x07"}),
            (
                "expected the address of the site (https://…) as 'site', found "
                "'http://e/x␊::error file=a.md::INJECTED␊␛]0;t␇'; build it with a 'site_url'"
            ),
        ),
        (
            json.dumps({**CLAUSES, "site": "file:///etc/"}),
            "expected the address of the site (https://…) as 'site', found 'file:///etc/'; build it with a 'site_url'",
        ),
    ],
    ids=["deep", "a long number", "a clause in itself", "no list", "commands", "no site of the web"],
)
def test_a_list_of_clauses_made_to_harm(content: str, message: str) -> None:
    published, problems = read_published("clauses.json", content.encode())
    assert published is None
    assert report(problems) == f"clauses.json: {message} [unreadable-site]"


def test_a_site_whose_clauses_take_too_long_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare(*_: object) -> None:
        raise ExceededError("takes more than 10 seconds")

    monkeypatch.setattr(Confined, "prepare", prepare)
    (tmp_path / "clauses.json").write_text(json.dumps(CLAUSES))
    (tmp_path / "a.md").touch()
    with contextlib.chdir(tmp_path):
        result = CliRunner().invoke(main, ["check-links", "a.md", "--against", "clauses.json"])
    assert result.exit_code == 2
    assert result.output == (
        "clauses.json: cannot read the site's list of clauses: preparing it takes more than 10 seconds; name its "
        "clauses.json, its address or its folder [unreadable-site]\n"
    )


def test_words_of_a_site_are_no_commands(tmp_path: Path) -> None:
    clause = {**CLAUSES["clauses"][0], "label": "\x1b[2Jarticle\n::error::1 ##[group]"}
    (tmp_path / "clauses.json").write_text(json.dumps({**CLAUSES, "clauses": [clause]}))
    (tmp_path / "::error::a.md").write_text(f"{SITE}#1\n")
    with contextlib.chdir(tmp_path):
        result = CliRunner().invoke(main, ["check-links", "::error::a.md", "--against", "clauses.json"])
    assert result.output == (
        ": :error::a.md:1:1: '1' (␛[2Jarticle␊::error::1 # #[group]) is not on the home page; link to "
        f"{SITE}one/#1 [wrong-page]\n     1 | {SITE}#1\n       | {'^' * 29}\n1 link in 1 file, 1 problem\n"
    )


def test_the_name_of_a_file_is_no_option_and_no_command() -> None:
    names = ["--against=https://name:secret@e.org/", "--against=\n::error::a.md\x1b[2J"]
    result = CliRunner().invoke(main, ["check-links", *names])
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "Error: Invalid value for '--against': expected one site, found https://e.org/ and ␊::error::a.md␛[2J; put "
        "'--' before files whose names begin with '-'\n"
    )


class Harm(http.server.BaseHTTPRequestHandler):
    """Answers as the path says."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""

    def do_GET(self) -> None:
        what = self.path.split("/")[1]
        getattr(self, what)()

    def answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def ftp(self) -> None:
        self.answer(302, Location="ftp://127.0.0.1/clauses.json")

    def file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def data(self) -> None:
        self.answer(302, Location="data:application/json,{}")

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            while not self.server.ended.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b" ")

    def large(self) -> None:
        self.answer(200, b" " * 2000)

    def good(self) -> None:
        if not self.path.endswith("clauses.json"):
            self.answer(500)
        elif self.headers.get("Authorization") == "Basic bmFtZTpwOnc=":
            self.answer(200, json.dumps(CLAUSES).encode())
        else:
            self.answer(401)

    def elsewhere(self) -> None:
        host = self.headers["Host"].replace("127.0.0.1", "localhost")
        self.answer(302, Location=f"http://{host}/good/clauses.json")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Harm) as opened:
        opened.ended = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=opened.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{opened.server_port}"
        opened.ended.set()  # type: ignore[attr-defined]
        opened.shutdown()


def unread(address: str, why: str) -> str:
    return (
        f"{address}clauses.json: cannot read the site's list of clauses: {why}; name its clauses.json, its address or "
        "its folder [unreadable-site]"
    )


@pytest.mark.parametrize("scheme", ["ftp", "file", "data"])
def test_a_server_leads_to_addresses_of_the_web_alone(server: str, scheme: str) -> None:
    published, addresses, problems = retrieve(f"http://{server}/{scheme}/")
    assert (published, addresses) == (None, ())
    assert f"'{scheme}:" in report(problems)
    assert report(problems).startswith(
        f"http://{server}/{scheme}/clauses.json: cannot read the site's list of clauses:"
    )


def test_a_server_that_never_ends_its_answer_is_left(server: str) -> None:
    with Confined() as process, pytest.raises(ExceededError, match=r"^takes more than 0\.5 seconds$"):
        process.call(retrieve, f"http://{server}/drip/", seconds=0.5)


def test_an_answer_has_a_bound(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "MAX_BYTES", 1000)
    address = f"http://{server}/large/"
    assert report(retrieve(address)[2]) == unread(address, "it is larger than 1,000 bytes")


def test_credentials_go_to_their_host_and_into_no_report(server: str) -> None:
    published, addresses, problems = retrieve(f"http://name:p%3Aw@{server}/good/")
    assert published is not None
    assert (published.terms, addresses) == (None, (f"http://{server}/good/",))
    assert report(problems) == (
        f"http://{server}/good/glossary.json: cannot read the site's glossary: the server says 500 Internal Server "
        "Error; links to its entries are not checked [unreadable-site]"
    )
    other = f"http://{server}/elsewhere/"
    refused = retrieve(f"http://name:p%3Aw@{server}/elsewhere/")
    assert report(refused[2]) == unread(other, "the server says 401 Unauthorized")
    result = CliRunner().invoke(main, ["check-links", ".", "--against", f"http://name:secret@{server}/ftp/"])
    assert (result.exit_code, "secret" in result.output) == (2, False)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: path.mkdir(), "expected a file, found a folder"),
        (lambda path: path.write_text("{}"), "it is not the glossary.json of a site"),
        (lambda path: path.symlink_to("/dev/zero"), "expected a file, found 'glossary.json', a link out of the folder"),
        (os.mkfifo, "expected a file, found a pipe"),
    ],
    ids=["a folder", "other JSON", "a link", "a pipe"],
)
def test_a_glossary_that_cannot_be_read_is_a_problem(make: Callable[[Path], Any], why: str, tmp_path: Path) -> None:
    (tmp_path / "clauses.json").write_text(json.dumps(CLAUSES))
    make(tmp_path / "glossary.json")
    published, _, problems = retrieve(str(tmp_path))
    assert published is not None
    assert published.terms is None
    assert report(problems) == (
        f"{tmp_path}/glossary.json: cannot read the site's glossary: {why}; links to its entries are not checked "
        "[unreadable-site]"
    )


def test_the_lines_of_a_problem_alone_are_kept() -> None:
    text = "".join(f"line {number}\n" for number in range(1000)) + f"{SITE}2/\n"
    addresses = Addresses(Published("Treaty", SITE, UNITS, {}), (SITE,))
    (problem,) = linkcheck.check_file(addresses, "a.md", text.encode()).problems
    assert isinstance(problem, Problem)
    assert (len(problem.source.lines), set(problem.source.lines)) == (1002, {"", f"{SITE}2/"})
