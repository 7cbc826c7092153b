"""The command `check-links`, run in this process, against what the site of the declaration says about itself."""

from __future__ import annotations

from click.testing import CliRunner, Result

from mkdocs_declaration.commands import main
from mkdocs_declaration.documents.confinement import Confined

SITE = "https://example.org/asean-japan/"


class Lasting(Confined):
    """A process that many commands use one after the other, since it takes a while to start."""

    def __exit__(self, *_: object) -> None:
        """Live on."""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check-links", *map(str, arguments)])
