"""Small pages, which are written beside MkDocs: only where they changed, and nothing of the last site stays."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_declaration.exports.exporter import Unavailable
from mkdocs_declaration.hosts.serve.middleware import Offer, serve_on_demand
from mkdocs_declaration.hosts.site.small_pages import KEPT, SmallPages
from mkdocs_declaration.pages.values.lazy import OnDemand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAMES = st.sampled_from(["1", "1.1", "1.1.a", "old-page"])
PATHS = st.builds("{}/{}".format, NAMES, st.sampled_from(["index.html", "embed/index.html"]))
PAGES = st.dictionaries(PATHS, st.binary(max_size=3))


def built(site: Path, pages: Mapping[str, bytes], others: Mapping[str, bytes] | None = None) -> int:
    """Build as MkDocs does, which empties the folder but for names that begin with a dot, and count what is written."""
    small = SmallPages(site, pages)
    small.keep()
    site.mkdir(exist_ok=True)
    for path in site.iterdir():
        if not path.name.startswith("."):
            emptied(path)
    for name, content in (others or {}).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    return small.write()


def emptied(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            emptied(inner)
        path.rmdir()
    else:
        path.unlink()


def held(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@given(first=PAGES, second=PAGES)
def test_a_second_build_is_as_a_first(
    first: dict[str, bytes], second: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("site")
    built(site, first)
    built(site, second)
    assert held(site) == second
    assert built(site, second) == 0


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pages = {"1/index.html": b"one", "1/embed/index.html": b"frame", "2/index.html": b"two"}
    assert built(site, pages) == 3
    before = (site / "1" / "index.html").stat().st_ino
    assert built(site, pages | {"2/index.html": b"other"}) == 1
    assert (site / "1" / "index.html").stat().st_ino == before
    assert (site / "2" / "index.html").read_bytes() == b"other"
    assert not (site / KEPT).exists()


@pytest.mark.parametrize("stray", ["1/extra.txt", "1/embed/extra/deep.txt"])
def test_what_else_a_folder_had_goes(tmp_path: Path, stray: str) -> None:
    site = tmp_path / "site"
    pages = {"1/index.html": b"one", "1/embed/index.html": b"frame"}
    built(site, pages)
    (site / stray).parent.mkdir(exist_ok=True)
    (site / stray).write_bytes(b"stray")
    assert built(site, pages) == 2
    assert held(site) == pages


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside.html"
    built(site, {"1/index.html": b"one"})
    outside.write_bytes(b"one")
    (site / "1" / "index.html").unlink()
    (site / "1" / "index.html").symlink_to(outside)
    assert built(site, {"1/index.html": b"two"}) == 1
    assert outside.read_bytes() == b"one"
    assert not (site / "1" / "index.html").is_symlink()


def test_folders_that_mkdocs_writes_as_well_have_both(tmp_path: Path) -> None:
    """A division whose slug is an id has its page there, and its frame below."""
    site = tmp_path / "site"
    pages, others = {"1/embed/index.html": b"frame"}, {"1/index.html": b"page"}
    built(site, pages, others)
    assert built(site, pages, others) == 1
    assert held(site) == pages | others


def test_what_a_build_left_that_broke_off_is_no_harm(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pages = {"1/index.html": b"one"}
    built(site, pages)
    SmallPages(site, pages).keep()
    assert built(site, pages) == 1
    assert held(site) == pages


def test_what_is_offered_is_made_when_it_is_asked_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = []

    def page(name: str) -> bytes:
        made.append(name)
        if name == "unavailable":
            raise Unavailable("it needs a font")
        return str(1 / (name != "broken")).encode()

    names = ("1/index.html", "1/embed/index.html", "text.pdf", "unavailable", "broken")
    offer = Offer()
    offer.make("1/")
    offer.renew(
        tmp_path,
        OnDemand({name: partial(page, name) for name in names[:2]}),
        OnDemand({name: partial(page, name) for name in names[2:]}),
    )
    for asked in ("1/", "1", "1/index.html", "text.pdf", "other/", "../text.pdf", "unavailable", "broken"):
        offer.make(asked)
    assert held(tmp_path) == {"1/index.html": b"1.0", "text.pdf": b"1.0"}
    assert made == ["1/index.html", "text.pdf", "unavailable", "broken"]
    assert [record.getMessage() for record in caplog.records] == [
        "unavailable is not written: it needs a font",
        "broken cannot be made: ZeroDivisionError: division by zero",
    ]


def test_a_page_of_an_author_at_the_place_of_what_was_made_stays(tmp_path: Path) -> None:
    offer = Offer()
    offer.renew(tmp_path, OnDemand({name: lambda: b"made" for name in ("1/index.html", "2/index.html")}))
    for path in ("1/", "2/"):
        offer.make(path)
    (tmp_path / "1" / "index.html").unlink()  # MkDocs empties the folder, or writes over it
    (tmp_path / "1" / "index.html").write_bytes(b"by an author")
    offer.renew(tmp_path, OnDemand({}))
    assert held(tmp_path) == {"1/index.html": b"by an author"}


@pytest.mark.parametrize("emptied_when", ["first asked for", "asked for again", "before"])
def test_what_is_asked_for_while_a_build_runs_is_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, emptied_when: str
) -> None:
    """Whoever asks waits until the build has ended, and then reads what is there; MkDocs empties the folder before."""
    site, offer, made = tmp_path / "site", Offer(), []
    monkeypatch.setattr("mkdocs_declaration.hosts.serve.middleware.OFFER", offer)

    def page(words: str) -> bytes:
        made.append(words)
        return words.encode()

    def end(words: str) -> None:
        offer.renew(site, OnDemand({name: partial(page, words) for name in ("1/index.html", "2/index.html")}))

    def serve(environ: Mapping[str, str], _start: object) -> list[bytes]:
        if emptied_when != "before":
            shutil.rmtree(site)
        end("second")
        return [(site / environ["PATH_INFO"].removeprefix("/treaty/") / "index.html").read_bytes()]

    server = Mock(mount_path="/treaty/", serve_request=serve)
    serve_on_demand(server)
    (application,) = server.set_app.call_args.args
    end("first")
    if emptied_when != "first asked for":
        offer.make("1/")
        offer.make("2/")
    if emptied_when == "before":
        shutil.rmtree(site)
    assert application({"PATH_INFO": "/treaty/1/"}, None) == [b"second"]
    assert held(site) == {"1/index.html": b"second"}
    end("third")
    assert held(site) == {}
    assert made[-1] == "second"


def test_the_first_of_several_makes_a_file(tmp_path: Path) -> None:
    offer = Offer()
    offer.renew(tmp_path, OnDemand({"1": lambda: b"first"}), OnDemand({"1": lambda: b"second"}))
    offer.make("1")
    assert held(tmp_path) == {"1": b"first"}


def test_what_was_made_of_a_build_is_not_shown_for_the_next(tmp_path: Path) -> None:
    """It may be made while the next build runs, and nothing else removes it where MkDocs leaves what is there."""
    offer = Offer()
    for words in (b"first", b"second"):
        offer.renew(tmp_path, OnDemand({"1/index.html": lambda words=words: words}))  # type: ignore[misc]
        assert held(tmp_path) == {}
        offer.make("1/")
        assert held(tmp_path) == {"1/index.html": words}
