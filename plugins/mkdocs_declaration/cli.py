"""The commands that an author runs without building a site."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from mkdocs_declaration import __version__
from mkdocs_declaration.addresses import Addresses, bases, is_base
from mkdocs_declaration.anchors import few, relocated
from mkdocs_declaration.catalogue import Words
from mkdocs_declaration.documents import find_files, load_document
from mkdocs_declaration.edition import load_edition
from mkdocs_declaration.encoding import Encoding
from mkdocs_declaration.freezing import back, changed, freeze, unfit
from mkdocs_declaration.glossary import GlossaryData
from mkdocs_declaration.linkcheck import check_document
from mkdocs_declaration.lock import Lock, read_lock, write_lock
from mkdocs_declaration.problems import report, workflow_commands
from mkdocs_declaration.retrieval import retrieve
from mkdocs_declaration.shape import json_schema

SCHEMAS = {"encoding": (Encoding, "Encoding of a legal instrument"), "glossary": (GlossaryData, "Glossary")}
"""The shapes whose schemas are printed, with their titles."""


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Work on the encoding of a legal instrument."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is written by its code
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("encoding")
@click.option("--glossary", help="The glossary of the instrument.")
def check(encoding: str, glossary: str | None) -> None:
    """Report every problem in ENCODING and its glossary; the exit status is 1 if there is an error."""
    edition, problems = load_edition(
        (encoding, Path(encoding)), (glossary, Path(glossary)) if glossary else None, Words()
    )
    if problems:
        click.echo(report(problems), err=True)
    if edition is None:
        sys.exit(1)
    click.echo(f"{encoding}: {len(edition.instrument.clauses)} clauses, {len(edition.glossary.terms)} terms")


@main.command("freeze")
@click.argument("encoding")
@click.option("--lock", default="content/anchors.lock", show_default=True, help="The lock to write.")
@click.option("--successor", multiple=True, metavar="OLD=NEW", help="Where links to an id that is gone lead now.")
@click.option("--reason", help="Why words or pages changed or ids are gone; asked for if it is needed and not given.")
def freeze_(encoding: str, lock: str, successor: tuple[str, ...], reason: str | None) -> None:
    """Take the ids and words of ENCODING into the lock, after showing what changed."""
    pairs = _pairs(successor)
    if reason is not None:
        reason = _said(reason)
    edition, problems = load_edition((encoding, Path(encoding)), None, Words())
    if edition is None:
        click.echo(report(problems), err=True)
        sys.exit(1)
    instrument = edition.instrument
    before = _read_lock(lock)
    returned, wrong = back(before, instrument)
    if wrong := [*wrong, *unfit(before, instrument, pairs)]:
        _give_up(*wrong)
    changes = list(changed(before, instrument))
    moves = relocated(before, instrument)
    gone = [id_ for id_ in before.anchors if id_ not in instrument.by_id]
    for id_, difference in changes:
        click.echo(f"{id_}: {difference}")
    for (published, slug), ids in moves.items():
        click.echo(f"{published}/: the page of {few(ids)} is now {slug}/")
    for id_ in gone:
        click.echo(f"{id_}: no longer in the text" + (f", links lead to {pairs[id_]}" if id_ in pairs else ""))
    for id_ in returned:
        click.echo(f"{id_}: was withdrawn and is back with its words")
    # A successor that is missing is said before a reason is asked for.
    if lost := freeze(before, instrument, pairs, "")[1]:
        way_out = "was published and has no successor in the text; add '--successor"
        _give_up(*(f"'{id_}' {way_out} {id_}=…'" for id_ in lost))
    if (changes or moves or gone or returned or pairs) and reason is None:
        reason = _ask("Reason")
    frozen, _ = freeze(before, instrument, pairs, reason or "")
    _write(lock, write_lock(frozen))
    new = [id_ for id_ in frozen.anchors if id_ not in before.anchors and id_ not in returned]
    counts = ((len(new), "new"), (len(changes), "changed"), (len(gone), "retired"))
    further = ((sum(map(len, moves.values())), "moved"), (len(returned), "reinstated"))
    said = [f"{count} {what}" for count, what in (*counts, *(one for one in further if one[0]))]
    click.echo(f"{lock}: {len(frozen.anchors)} ids, {', '.join(said)}")


def _pairs(successors: tuple[str, ...]) -> dict[str, str]:
    """The values of `--successor`."""
    pairs: dict[str, str] = {}
    for one in successors:
        old, _, new = (part.strip() for part in one.partition("="))
        if not old or not new:
            raise click.BadParameter(f"expected OLD=NEW, found '{one}'", param_hint="--successor")
        if old in pairs:
            raise click.BadParameter(f"expected each OLD once, found '{old}' again", param_hint="--successor")
        pairs[old] = new
    return pairs


def _said(reason: str) -> str:
    """A reason that has words."""
    if not reason.strip():
        raise click.BadParameter("expected words that say why, found none", param_hint="--reason")
    return reason.strip()


def _ask(what: str) -> str:
    """Ask until there is an answer with words."""
    try:
        return str(click.prompt(what, value_proc=_said))
    except click.Abort:
        click.echo("\nNothing was written: a change needs a reason; give it here or with '--reason'.", err=True)
        sys.exit(1)


def _read_lock(name: str) -> Lock:
    """The lock at a path that can be written; an empty one if there is none yet."""
    path = Path(name)
    try:
        if path.is_dir():
            _give_up(f"{name}: expected a file to write the lock to, found a folder")
        if not path.parent.is_dir():
            _give_up(f"{name}: there is no folder '{path.parent}' for the lock; make it or name another with '--lock'")
        data = path.read_bytes()
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        _give_up(f"{name}: cannot read the lock: {(error.strerror or str(error)).lower()}")
    if not os.access(path, os.W_OK):
        _give_up(f"{name}: cannot write the lock: permission denied")
    found, _, problems = read_lock(name, data)
    if found is None:
        click.echo(report(problems), err=True)
        sys.exit(1)
    return found


def _write(name: str, data: bytes) -> None:
    """Write a file whole or not at all."""
    path = Path(name)
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        _give_up(f"{name}: cannot write the lock: {(error.strerror or str(error)).lower()}")


def _give_up(*sentences: str) -> NoReturn:
    """Say what is wrong and end."""
    click.echo("\n".join([*sentences, "Nothing was written."]), err=True)
    sys.exit(1)


@main.command()
@click.argument("name", type=click.Choice(sorted(SCHEMAS)))
def schema(name: str) -> None:
    """Print the JSON Schema of a file, for editors that complete YAML from one."""
    shape, title = SCHEMAS[name]
    click.echo(json.dumps(json_schema(shape, title=title), indent=2, ensure_ascii=False))


@main.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--against", required=True, metavar="WHERE", help="The site: its address, its folder or its clauses.json."
)
@click.option("--site", "sites", multiple=True, metavar="URL", help="A further address at which links into it start.")
@click.option(
    "--format", "form", type=click.Choice(["text", "github"]), default="text", help="How problems are written."
)
def check_links(paths: tuple[str, ...], against: str, sites: tuple[str, ...], form: str) -> None:
    """Report links to clauses in other documents that are wrong, and words quoted beside them that changed.

    PATH is a file or a folder: Markdown, HTML, reStructuredText, plain text, Word or PDF. The exit status is 1 if
    anything is wrong, and 2 if the site cannot be read.
    """
    write = workflow_commands if form == "github" else report
    for site in sites:
        if not is_base(site):
            raise click.BadParameter(f"expected an address such as https://example.org/treaty/, found '{site}'")
    published, from_, problems = retrieve(against)
    if published is None:
        click.echo(write(problems))
        sys.exit(2)
    starts = bases([*([published.site] if published.site else []), *from_, *sites])
    if not starts:
        raise click.UsageError(f"{against} does not say at which address the site is; add '--site URL'")
    addresses = Addresses(published, starts)
    files, problems = find_files(paths)
    links = 0
    for name in files:
        document, found = load_document(name)
        problems += found
        if document is not None:
            checked = check_document(document, addresses)
            links += checked.links
            problems += checked.problems
    if problems:
        click.echo(write(problems))
    counts = ((links, "link"), (len(files), "file"), (len(set(problems)), "problem"))
    said = [f"{count} {thing}{'' if count == 1 else 's'}" for count, thing in counts]
    click.echo(f"{said[0]} in {said[1]}, {said[2]}")
    if not links and not problems:
        click.echo(f"No link starts with {' or '.join(starts)}; if the site is elsewhere, add '--site URL'.", err=True)
    sys.exit(1 if problems else 0)
