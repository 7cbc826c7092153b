"""A small project of MkDocs, built in this process."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from pathlib import Path

ENCODING = """
format: 1
instrument: {id: t, title: Treaty, kind: treaty, language: en}
preamble: {opening: "**We**, the parties,"}
body:
  - kind: article
    number: Article 1
    slug: one
    content:
      - {number: (1), text: We trust the UN.}
"""
GLOSSARY = """
format: 1
terms:
  - {id: un, name: UN, kind: organisation, forms: [UN], description: It., sources: [{title: un.org}]}
"""


class Project:
    """A project in a folder, built in this process."""

    def __init__(self, folder: Path, log: pytest.LogCaptureFixture) -> None:
        self.folder = folder
        self.log = log
        self.site = folder / "site"
        self.config: dict[str, Any] = {
            "site_name": "Treaty",
            "site_url": "http://127.0.0.1/treaty/",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"declaration": {"encoding": "treaty.yaml", "glossary": "terms.yaml"}}],
            "validation": {"links": {"anchors": "warn"}},
            "strict": True,
        }
        self.write("treaty.yaml", ENCODING)
        self.write("terms.yaml", GLOSSARY)
        (folder / "docs").mkdir()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(exist_ok=True, parents=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def options(self, **options: Any) -> None:
        self.config["plugins"][-1]["declaration"] |= options

    def build(self) -> None:
        self.write("mkdocs.yml", yaml.safe_dump(self.config))
        with self.log.at_level(logging.INFO, logger="mkdocs"):
            build(load_config(str(self.folder / "mkdocs.yml")))

    def fail(self) -> str:
        """Build, expect it to be given up, and give what was logged as an error or a warning."""
        with pytest.raises(Abort):
            self.build()
        return "\n".join(record.getMessage() for record in self.log.records if record.levelno >= logging.WARNING)

    def nav(self, url: str) -> list[str]:
        """The pages that the navigation of a page names, without its own contents."""
        page = self.page(url)
        for contents in page.select(".md-nav--secondary"):
            contents.decompose()
        names = [link.get_text(strip=True) for link in page.select(".md-nav--primary .md-nav__link[href]")]
        return list(dict.fromkeys(filter(None, names)))

    def page(self, url: str) -> BeautifulSoup:
        return BeautifulSoup((self.site / url / "index.html").read_bytes(), "html.parser")
