"""Write the tables of the documentation that are made from the code: words, commands, variables of templates.

A page has the place of a table between `<!-- NAME -->` and `<!-- end -->`. A test compares pages and code.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner
from jinja2 import Environment, meta

from mkdocs_declaration.commands import main as command
from mkdocs_declaration.instrument.interface.catalogue import english

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "content" / "pages" / "developers"
TEMPLATES = ROOT / "plugins" / "mkdocs_declaration" / "pages" / "templates"


def words() -> str:
    """The keys of the words of the interface, each with the English words."""
    rows = [f"| `{key}` | {text.replace('|', '&#124;').replace('<', '&lt;')} |" for key, text in english().items()]
    return "\n".join(("| key | English |", "|---|---|", *rows))


def commands() -> str:
    """The help of each command, as it is printed on a terminal of 80 columns."""

    def text(name: str) -> str:
        result = CliRunner().invoke(command, [name, "--help"], prog_name="mkdocs-declaration", terminal_width=80)
        return f"## `{name}`\n\n```text\n{result.output.rstrip()}\n```"

    return "\n\n".join(text(name) for name in sorted(command.commands))


def variables() -> dict[str, list[str]]:
    """The variables that each template uses, by its name."""
    env = Environment(autoescape=True)
    return {
        path.name: sorted(meta.find_undeclared_variables(env.parse(path.read_text(encoding="utf-8"))))
        for path in sorted(TEMPLATES.glob("*.html"))
    }


def templates() -> str:
    """Each template with its variables."""
    rows = [f"| `{name}` | {', '.join(f'`{variable}`' for variable in used)} |" for name, used in variables().items()]
    return "\n".join(("| template | variables |", "|---|---|", *rows))


TABLES: Mapping[str, Callable[[], str]] = {"words": words, "commands": commands, "templates": templates}
"""What makes each table; the page that holds it has its name."""


def filled(name: str) -> str:
    """A page with its table as the code has it."""
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    return place.sub(lambda match: f"{match[1]}\n{TABLES[name]()}\n\n{match[2]}", page, count=1)


if __name__ == "__main__":
    for table in TABLES:
        (PAGES / f"{table}.md").write_text(filled(table), encoding="utf-8")
