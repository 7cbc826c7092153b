"""`mkdocs-declaration freeze`: the lock of published ids is brought up to date."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from mkdocs_declaration.anchors import few, relocated
from mkdocs_declaration.bounds import MAX_BYTES
from mkdocs_declaration.catalogue import Words
from mkdocs_declaration.edition import load_edition
from mkdocs_declaration.files import read_file, why_unread
from mkdocs_declaration.freezing import back, changed, freeze, unfit
from mkdocs_declaration.lock import Lock, read_lock, write_lock
from mkdocs_declaration.problems import report


@click.command("freeze")
@click.argument("encoding")
@click.option("--lock", default="content/anchors.lock", show_default=True, help="The lock to write.")
@click.option("--successor", multiple=True, metavar="OLD=NEW", help="Where links to an id that is gone lead now.")
@click.option("--reason", help="Why words or pages changed or ids are gone; asked for if it is needed and not given.")
def command(encoding: str, lock: str, successor: tuple[str, ...], reason: str | None) -> None:
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
        data = read_file(path, MAX_BYTES)
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        _give_up(f"{name}: cannot read the lock: {why_unread(error)}")
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
