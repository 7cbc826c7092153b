"""`mkdocs-declaration freeze`: the lock of published ids is brought up to date."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mkdocs_declaration.edition import check_text, load_text
from mkdocs_declaration.foundation import characters
from mkdocs_declaration.foundation.bounds import MAX_BYTES
from mkdocs_declaration.foundation.files import read_file, why_unread
from mkdocs_declaration.foundation.terminal import printable
from mkdocs_declaration.hosts.material.names import configuration_name, known_as
from mkdocs_declaration.hosts.site.loading import load_project
from mkdocs_declaration.hosts.site.project import read_project_text
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.permanence.anchors import abbreviated, changed, relocated, renumbered
from mkdocs_declaration.permanence.freezing import (
    Freezing,
    freeze,
    invalid_successors,
    invalid_term_successors,
    reinstated,
)
from mkdocs_declaration.permanence.lock.file import excess, read_lock, write_lock
from mkdocs_declaration.permanence.lock.merge import merged
from mkdocs_declaration.permanence.lock.model import FROZEN, Event, Lock
from mkdocs_declaration.problems import Rule, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_declaration.permanence.draft import Draft
from mkdocs_declaration.problems import Problem

DEFAULT = "content/anchors.lock"
"""Where a lock is by custom."""


@click.command("freeze")
@click.argument("encoding", required=False)
@click.option("--glossary", help="The glossary, whose ids are locked as well; without it they stay as they are locked.")
@click.option("--lock", help="The lock to write: the one of mkdocs.yml, or content/anchors.lock for ENCODING.")
@click.option("-f", "--config-file", metavar="FILE", help="The configuration of the site, if it is not ./mkdocs.yml.")
@click.option("--successor", multiple=True, metavar="OLD=NEW", help="Where links to an id that is gone lead now.")
@click.option("--term-successor", multiple=True, metavar="OLD=NEW", help="The same for an id of the glossary.")
@click.option("--reason", help="Why words or pages changed or ids are gone; asked for if it is needed and not given.")
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    help="The day that is recorded; today, or that of SOURCE_DATE_EPOCH, unless it is given. Given, it is also "
    "recorded, with the reason, as the day of freezing of ids in a lock of format 1, which did not keep it.",
)
@click.option("--merge", metavar="OTHER", help="Another version of the lock, as another branch wrote it, to take over.")
def command(
    *,
    encoding: str | None,
    glossary: str | None,
    lock: str | None,
    config_file: str | None,
    successor: tuple[str, ...],
    term_successor: tuple[str, ...],
    reason: str | None,
    date: str | None,
    merge: str | None,
) -> None:
    """Take what is published into the lock, after showing what changed.

    Without ENCODING, that is the encoding and the glossary that the mkdocs.yml here names, and addresses that pages and
    files of the site have are known. With ENCODING no mkdocs.yml is needed.

    The exit status is 0 if the lock is as the text, 1 if nothing was written, and 2 if the configuration cannot be read
    or the command is not used as it is meant to be.
    """
    successors, term_successors = _pairs("--successor", successor), _pairs("--term-successor", term_successor)
    if reason is not None:
        reason = _reason(reason)
    freezing = Freezing(_day(date) if date is not None else _today(), reason, successors, term_successors)
    if date is not None:
        freezing = replace(freezing, first=Event(FROZEN, freezing.date, reason))
    if encoding is None:
        if glossary is not None:
            raise click.UsageError("expected ENCODING with '--glossary'; without it, mkdocs.yml names both")
        text, lock = _project(config_file, lock)
    elif config_file is not None:
        raise click.UsageError("expected ENCODING or '--config-file', found both; leave one out")
    else:
        named = (glossary, Path(glossary)) if glossary else None
        text = _without_errors(*load_text((encoding, Path(encoding)), named, Catalogue()))
        lock = lock or DEFAULT
    before = _read_lock(lock)
    if merge is not None:
        before = merged(before, _read(merge))
    wrong = invalid_successors(before, text.instrument, successors)
    if wrong := [*wrong, *invalid_term_successors(before, text.terms or (), term_successors)]:
        _give_up(*wrong)
    summary = _Summary(before, text)
    for line in summary.lines(successors, term_successors):
        click.echo(printable(line))

    # What the build would refuse even then is reported before a reason is asked for.
    after = freeze(before, text.instrument, text.terms, freezing)
    passed = {Rule.LOST_TERM} if text.terms is None else set()
    problems = check_text(text, after, lock)
    if errors := [problem for problem in problems if not problem.is_warning and problem.rule not in passed]:
        _refuse(errors)
    if reason is None and (summary.needs_a_reason or successors or term_successors):
        freezing = replace(freezing, reason=_ask("Reason"))
        after = freeze(before, text.instrument, text.terms, freezing)
    data = write_lock(after)
    if larger := excess(data):
        _give_up(f"{lock}: {larger}, which could not be read again; shorten '--reason', or part the text into several")
    _write(lock, data)
    click.echo(printable(f"{lock}: {summary.counts(after)}"))


def _project(config_file: str | None, lock: str | None) -> tuple[Draft, str]:
    """The text of the project of a configuration, and its lock."""
    loaded, problems = load_project(config_file)
    if loaded is None:
        click.echo(report(problems), err=True)
        sys.exit(2)
    config, options = loaded
    text = _without_errors(*read_project_text(config, options))
    if lock is not None:
        return text, lock
    if options.lock is None:
        name = configuration_name(config)
        _give_up(f"{name}: expected the option 'lock' of the plugin, found none; add it, as in 'lock: {DEFAULT}'")
    return text, known_as(options.lock, config)


def _without_errors(text: Draft | None, problems: list[Problem]) -> Draft:
    """A text that was read."""
    if text is None:
        click.echo(report(problems), err=True)
        sys.exit(1)
    return text


class _Summary:
    """What changed between a lock and a text."""

    def __init__(self, before: Lock, text: Draft) -> None:
        self.before = before
        self.text = text
        self.changes = list(changed(before, text.instrument))
        self.numbers = list(renumbered(before, text.instrument))
        self.moves = relocated(before, text.instrument)
        self.gone = [id_ for id_ in before.anchors if id_ not in text.instrument.by_id]
        self.terms = {term.id for term in text.terms or ()}
        self.gone_terms = [id_ for id_ in before.terms if text.terms is not None and id_ not in self.terms]
        self.returned = reinstated(before, text.instrument, text.terms)
        published = before.instrument
        self.renamed = published.id if published is not None and published.id != text.instrument.id else None

    @property
    def needs_a_reason(self) -> bool:
        """Whether anything published changes."""
        changes = (self.changes, self.numbers, self.moves, self.gone, self.gone_terms, self.returned, self.renamed)
        return any(changes)

    def lines(self, successors: Mapping[str, str], term_successors: Mapping[str, str]) -> Iterator[str]:
        """What changed, a line each."""
        if self.renamed is not None:
            yield f"the instrument '{self.renamed}' is now '{self.text.instrument.id}'"
        for id_, difference in (*self.changes, *self.numbers):
            yield f"{id_}: {difference}"
        for (page, slug), ids in self.moves.items():
            yield f"{page}/: the page of {abbreviated(ids)} is now {slug}/"
        for ids, place, pairs in (
            (self.gone, "text", successors),
            (self.gone_terms, "glossary", term_successors),
        ):
            for id_ in ids:
                yield f"{id_}: no longer in the {place}" + (f", links lead to {pairs[id_]}" if id_ in pairs else "")
        for id_ in self.returned:
            yield f"{id_}: was withdrawn and is back" + (" with its words" if id_ in self.before.retired else "")

    def counts(self, after: Lock) -> str:
        """How many ids there are, and what happened to how many."""
        before = self.before
        new = [id_ for id_ in after.anchors if id_ not in before.anchors and id_ not in before.retired]
        counts = [(len(new), "new"), (len(self.changes), "changed"), (len(self.gone), "retired")]
        further = (len(self.numbers), "renumbered"), (sum(map(len, self.moves.values())), "moved")
        counts += [count for count in (*further, (len(self.returned), "reinstated")) if count[0]]
        parts = [f"{count} {name}" for count, name in counts]
        summary = f"{len(after.anchors)} ids, {', '.join(parts)}"
        if self.text.terms is None:
            return summary
        new_terms = after.terms.keys() - before.terms.keys() - before.retired_terms.keys()
        return f"{summary}; {len(after.terms)} terms, {len(new_terms)} new, {len(self.gone_terms)} retired"


def _today() -> str:
    """The day of SOURCE_DATE_EPOCH (reproducible-builds.org), else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now().astimezone()
    if epoch.isdecimal():
        now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return now.date().isoformat()


def _day(date: str) -> str:
    """A day of the calendar."""
    try:
        return datetime.datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date().isoformat()
    except ValueError:
        raise click.BadParameter(f"expected a day as YYYY-MM-DD, found '{date}'", param_hint="--date") from None


def _pairs(option: str, successors: tuple[str, ...]) -> dict[str, str]:
    """The values of `--successor` or `--term-successor`."""
    pairs: dict[str, str] = {}
    for pair in successors:
        old, _, new = (part.strip() for part in pair.partition("="))
        if not old or not new:
            raise click.BadParameter(f"expected OLD=NEW, found '{pair}'", param_hint=option)
        if old in pairs:
            raise click.BadParameter(f"expected each OLD once, found '{old}' again", param_hint=option)
        pairs[old] = new
    return pairs


def _reason(reason: str) -> str:
    """A reason that has words, in one line."""
    if not reason.strip():
        raise click.BadParameter("expected words that say why, found none", param_hint="--reason")
    if char := characters.refused(reason.strip()):
        raise click.BadParameter(f"expected one line of text, found {characters.name(char)}", param_hint="--reason")
    return reason.strip()


def _ask(what: str) -> str:
    """Ask until there is an answer with words."""
    try:
        return str(click.prompt(what, value_proc=_reason))
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
        path.stat()
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        _give_up(f"{name}: cannot read the lock: {why_unread(error)}")
    if not os.access(path, os.W_OK):
        _give_up(f"{name}: cannot write the lock: permission denied")
    return _read(name)


def _read(name: str) -> Lock:
    """The lock at a path."""
    try:
        data = read_file(name, MAX_BYTES)
    except OSError as error:
        _give_up(f"{name}: cannot read the lock: {why_unread(error)}")
    lock, _, problems = read_lock(name, data)
    if lock is None:
        _refuse(problems)
    return lock


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
        _give_up(f"{name}: cannot write the lock: {why_unread(error)}")


def _refuse(problems: Iterable[Problem]) -> NoReturn:
    """Report problems and end."""
    click.echo(f"{report(problems)}\nNothing was written.", err=True)
    sys.exit(1)


def _give_up(*sentences: str) -> NoReturn:
    """Say what is wrong and end."""
    click.echo("\n".join([*map(printable, sentences), "Nothing was written."]), err=True)
    sys.exit(1)
