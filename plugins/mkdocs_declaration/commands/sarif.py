"""Problems as SARIF, the form in which forges and editors take what checks find.

Source: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*; the numbers of its sections stand
beside what follows them.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mkdocs_declaration import __version__
from mkdocs_declaration.problems import LINK_RULES, WARNINGS, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.foundation.edits import Correction
    from mkdocs_declaration.problems import Problem, Rule

_NAME = "mkdocs-declaration"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
"""What stands for the folder in which the command is run (3.14.14)."""
_PAGES = {True: "citing/#checking-links-in-your-documents", False: "encoding/#what-is-checked"}
"""Where the documentation of this project explains rules for links, and all others."""


def sarif_report(problems: Iterable[Problem]) -> str:
    """Write problems as a log of SARIF 2.1.0, in the order of `report`.

    Columns count characters (Unicode code points) from 1. A problem in a document without lines has the name of its
    place, `page 3`, as a logical location. Files are relative to the folder in which the command is run, or have
    `file:` addresses if they are out of it.
    """
    written = ordered(problems)
    rules = list(dict.fromkeys(problem.rule for problem in written))
    driver: dict[str, Any] = {"name": _NAME, "version": __version__, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "results": [_result(problem, rules.index(problem.rule)) for problem in written],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    """A reporting descriptor (3.49)."""
    descriptor: dict[str, Any] = {
        "id": rule.value,
        "shortDescription": {"text": rule.meaning},
        "defaultConfiguration": {"level": _level(rule)},
        "help": {"text": rule.meaning},
    }
    if documentation := _documentation():
        descriptor["helpUri"] = f"{documentation.rstrip('/')}/{_PAGES[rule in LINK_RULES]}"
    return descriptor


def _documentation() -> str:
    """The address of the documentation that the installed package states; empty if it states none."""
    try:
        stated = importlib.metadata.metadata(_NAME).get_all("Project-URL") or []
    except importlib.metadata.PackageNotFoundError:
        return ""
    urls: dict[str, str] = dict(url.partition(", ")[::2] for url in stated)
    return urls.get("Documentation", "")


def _level(rule: Rule) -> str:
    return "warning" if rule in WARNINGS else "error"


def _result(problem: Problem, index: int) -> dict[str, Any]:
    """A result (3.27)."""
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact(problem.source.name)}}
    at = problem.at
    if at is not None and problem.source.places:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.source.places[at.line - 1]}]
    elif at is not None:
        region = {"startLine": at.line}
        if at.column:
            region |= {"startColumn": at.column, "endColumn": at.column + problem.length}
        location["physicalLocation"]["region"] = region
    result = {
        "ruleId": problem.rule.value,
        "ruleIndex": index,
        "level": _level(problem.rule),
        "message": {"text": problem.message},
        "locations": [location],
    }
    if problem.correction is not None and problem.correction.edits:
        result["fixes"] = [_fix(problem.source.name, problem.correction)]
    return result


def _fix(name: str, correction: Correction) -> dict[str, Any]:
    """A fix (3.55)."""
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endColumn": edit.column + edit.length,
            },
            "insertedContent": {"text": edit.text},
        }
        for edit in correction.edits
    ]
    return {
        "description": {"text": f"Link to {correction.right}"},
        "artifactChanges": [{"artifactLocation": artifact(name), "replacements": replacements}],
    }


def artifact(name: str) -> dict[str, str]:
    """The location of a file (3.4).

    Args:
        name: Its path, or an address.
    """
    if name.startswith(("https://", "http://")):
        return {"uri": name}
    path = Path(os.path.abspath(name))  # noqa: PTH100 - links in it are not followed
    try:
        return {"uri": quote(os.fsencode(path.relative_to(Path.cwd()).as_posix())), "uriBaseId": _ROOT}
    except ValueError:
        return {"uri": f"file://{quote(os.fsencode(path.as_posix()))}"}
