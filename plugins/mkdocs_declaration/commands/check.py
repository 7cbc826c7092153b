"""`mkdocs-declaration check`: all that a build would refuse or warn of, without a site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_declaration.commands.formats import FOR_PROGRAMS, FORMATS
from mkdocs_declaration.edition import Edition, load_edition
from mkdocs_declaration.foundation.terminal import printable
from mkdocs_declaration.hosts.material.names import known_as
from mkdocs_declaration.hosts.site.loading import load_project
from mkdocs_declaration.hosts.site.project import make_project
from mkdocs_declaration.instrument.interface.catalogue import Catalogue

if TYPE_CHECKING:
    from mkdocs_declaration.problems import Problem


@click.command("check")
@click.argument("encoding", required=False)
@click.option("--glossary", metavar="FILE", help="The glossary of ENCODING.")
@click.option("--subjects", metavar="FILE", help="The index of subjects of ENCODING.")
@click.option("--lock", metavar="FILE", help="The lock of published ids of ENCODING.")
@click.option("-f", "--config-file", metavar="FILE", help="The configuration of the site, if it is not ./mkdocs.yml.")
@click.option("--strict", is_flag=True, help="Let the exit status be 1 for warnings, too, as mkdocs build --strict.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
def command(
    *,
    encoding: str | None,
    glossary: str | None,
    subjects: str | None,
    lock: str | None,
    config_file: str | None,
    form: str,
    strict: bool,
) -> None:
    """Report all that a build would refuse or warn of, and write no site.

    Without ENCODING, the site of the mkdocs.yml here is checked: its encoding, glossary, index of subjects and lock,
    its words, and what has the addresses of its pages. With ENCODING, that file is, with the glossary, the index and
    the lock that are named; no mkdocs.yml is needed then.

    The exit status is 0 if there is no error, 1 if there is one, and 2 if the configuration cannot be read or the
    command is not used as it is meant to be.
    """
    if encoding is None and (glossary or subjects or lock):
        raise click.UsageError(
            "expected ENCODING with '--glossary', '--subjects' and '--lock'; without it, mkdocs.yml names all of them"
        )
    if encoding is not None and config_file:
        raise click.UsageError("expected ENCODING or '--config-file', found both; leave one out")
    if encoding is None:
        name, edition, problems, strict = _project(config_file, form, strict=strict)
    else:
        named = [(path, Path(path)) if path else None for path in (glossary, lock, subjects)]
        edition, problems = load_edition(
            (encoding, Path(encoding)), named[0], Catalogue(), lock=named[1], subjects=named[2]
        )
        name = encoding
    if problems or form in FOR_PROGRAMS:
        click.echo(FORMATS[form](problems), err=form == "text")
    errors = [problem for problem in problems if not problem.is_warning]
    if edition is not None and not errors:
        warnings = len(set(problems))
        counts = [(len(edition.instrument.clauses), "clause"), (len(edition.glossary.terms), "term")]
        counts += [(indexed, "subject")] if (indexed := len(edition.subjects.subjects)) else []
        counts += [(warnings, "warning")] if warnings else []
        summary = ", ".join(f"{count} {thing}{'' if count == 1 else 's'}" for count, thing in counts)
        click.echo(printable(f"{name}: {summary}"), err=form in FOR_PROGRAMS)
    sys.exit(1 if errors or edition is None or (strict and problems) else 0)


def _project(config_file: str | None, form: str, *, strict: bool) -> tuple[str, Edition | None, list[Problem], bool]:
    """Check the project of a configuration."""
    loaded, problems = load_project(config_file)
    if loaded is None:
        click.echo(FORMATS[form](problems), err=form == "text")
        sys.exit(2)
    config, options = loaded
    project, further, notices = make_project(config, options)
    for notice in notices:
        click.echo(notice, err=True)
    edition = project.edition if project is not None else None
    return known_as(options.encoding, config), edition, [*problems, *further], strict or bool(config.strict)
