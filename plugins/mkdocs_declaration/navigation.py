"""The pages of the text in the navigation of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.model import Clause, Instrument

PLACEHOLDER = "$declaration"
"""What stands in `nav` for the pages of the text."""


def source_path(slug: str) -> str:
    """The path of the Markdown file that a page pretends to come from; for the home page `index.md`."""
    return f"{slug}.md" if slug else "index.md"


def entries(instrument: Instrument) -> list[Any]:
    """The pages of the text as `nav` wants them: paths, and for a group without a page its heading with paths below."""
    return _entries(instrument.divisions)


def _entries(clauses: Sequence[Clause]) -> list[Any]:
    found: list[Any] = []
    for clause in clauses:
        if not clause.owns_page:
            found.append({clause.title: _entries([child for child in clause.children if child.text is None])})
        else:
            found.append(source_path(clause.slug))
    return found


def expand(nav: Any, pages: Sequence[Any]) -> Any:
    """Put pages in the place of the placeholder.

    Args:
        nav: The `nav` of a configuration: lists, mappings and paths.
        pages: What takes the placeholder's place.

    Returns:
        A new `nav`; where the placeholder is an entry of a list, the pages become entries of that list.
    """
    if isinstance(nav, list):
        expanded: list[Any] = []
        for item in nav:
            expanded += pages if item == PLACEHOLDER else [expand(item, pages)]
        return expanded
    if isinstance(nav, dict):
        return {title: list(pages) if item == PLACEHOLDER else expand(item, pages) for title, item in nav.items()}
    return nav


def default(instrument: Instrument, generated: Sequence[str], written: Sequence[str]) -> list[Any]:
    """A navigation for a configuration without `nav`, in the order of the text, which file names do not have.

    Args:
        instrument: The instrument.
        generated: Paths of generated pages beside those of the text: home, full text, glossary.
        written: Paths of the pages that an author wrote.
    """
    home = [path for path in (*generated, *written) if path == source_path("")]
    rest = [path for path in generated if path not in home]
    return [*home[:1], *entries(instrument), *rest, *(path for path in written if path not in home)]
