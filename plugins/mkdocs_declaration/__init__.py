"""Publish a legal instrument as a static site in which every clause can be read, searched, cited and linked.

What others may build on is public, and is named in the `__all__` of its module; everything else may move from one
version to the next, and is imported from its room alone. These modules have public names:

- `mkdocs_declaration.edition`: the one value that every output is a function of, and how it is read
- `mkdocs_declaration.instrument.model`, `mkdocs_declaration.instrument.text.text`,
  `mkdocs_declaration.instrument.inline`, `mkdocs_declaration.instrument.ranges`,
  `mkdocs_declaration.instrument.references.search`, `mkdocs_declaration.instrument.interface.catalogue`: the text, and
  the words around it
- `mkdocs_declaration.glossary.term`, `mkdocs_declaration.glossary.definitions`,
  `mkdocs_declaration.glossary.mentions`, `mkdocs_declaration.glossary.matcher`,
  `mkdocs_declaration.glossary.relations`, `mkdocs_declaration.glossary.subject`: terms, where they are defined and
  mentioned, and what clauses are about
- `mkdocs_declaration.permanence.lock.model`, `mkdocs_declaration.permanence.changes`,
  `mkdocs_declaration.permanence.redline`: what was published, and what changed
- `mkdocs_declaration.problems`: diagnostics as data
- `mkdocs_declaration.pages.values.page`, `mkdocs_declaration.pages.head.theme`: files to take away, and the view of a
  page, as templates get them
- `mkdocs_declaration.documents.links.resolution`: what a number or a label names on a published site
- `mkdocs_declaration.exports.table`, `mkdocs_declaration.exports.exporter`: the table of files that an edition is
  written to
"""

from __future__ import annotations

__version__ = "0.1.0"
