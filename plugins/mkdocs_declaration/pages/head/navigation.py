"""The pages of the text in the navigation of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_declaration.instrument.buckets import Group, grouped
from mkdocs_declaration.instrument.places import AT_A_GLANCE, CHANGES, GLOSSARY
from mkdocs_declaration.instrument.spelling import closest
from mkdocs_declaration.problems import Position, Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.places import Holder
    from mkdocs_declaration.problems import Source

PLACEHOLDER = "$declaration"
"""What stands in `nav` for the pages of the text."""


def source_path(slug: str) -> str:
    """The path of the Markdown file that stands for a generated page in `nav`; for the home page `index.md`."""
    return f"{slug}.md" if slug else "index.md"


def entries(instrument: Instrument, words: Catalogue) -> list[Any]:
    """The pages of the text as `nav` wants them: paths, and for what has no page its heading with paths below.

    Themes list all siblings of a page, so many siblings are put into groups (`instrument.groups`), `Articles 1–10`.

    Args:
        instrument: The instrument.
        words: The words of labels.
    """
    return [_entry(entry, words) for entry in grouped(instrument.divisions, None, words)]


def _entry(entry: Clause | Group, words: Catalogue) -> Any:
    if isinstance(entry, Group):
        return {entry.title: [_entry(member, words) for member in entry.members]}
    if entry.owns_page:
        return source_path(entry.slug)
    divisions = [child for child in entry.children if child.text is None]
    return {entry.title: [_entry(member, words) for member in grouped(divisions, entry, words)]}


def expand(nav: Any, pages: Sequence[Any], absent: Collection[str] = ()) -> Any:
    """Put pages in the place of the placeholder, also where it is misspelt, and leave out those that are not there.

    Args:
        nav: The `nav` of a configuration: lists, mappings and paths.
        pages: What takes the placeholder's place.
        absent: Paths of pages that this site does not have, as `absent` returns them.

    Returns:
        A new `nav`; where the placeholder is an entry of a list, the pages become entries of that list.
    """
    if isinstance(nav, list):
        expanded: list[Any] = []
        for item in nav:
            if _is_placeholder(item):
                expanded += pages
            elif not _is_absent(item, absent):
                expanded.append(expand(item, pages, absent))
        return expanded
    if isinstance(nav, dict):
        return {
            title: list(pages) if _is_placeholder(item) else expand(item, pages, absent)
            for title, item in nav.items()
            if not _is_absent(item, absent)
        }
    return nav


def absent(instrument: Instrument, pages: Collection[str], omitted: Mapping[str, Holder]) -> dict[str, str]:
    """Pages that a site of another instrument has and this one does not.

    Args:
        instrument: The instrument.
        pages: The slugs of the pages that the site has, those that an author wrote among them.
        omitted: Slugs of pages that are left out, and who has their addresses.

    Returns:
        The paths of the pages, and why they are not there.
    """
    reasons = dict.fromkeys((GLOSSARY, AT_A_GLANCE), "which needs a glossary; state the option 'glossary'")
    if GLOSSARY in pages:
        reasons[AT_A_GLANCE] = (
            "which needs organisations or instruments that the text mentions; add them to the glossary"
        )
    reasons[CHANGES] = "which needs a lock; state the option 'lock' and run 'mkdocs-declaration freeze'"
    reasons |= {slug: f"whose address {holder.name} has; rename that" for slug, holder in omitted.items()}
    if not any(division.kind == "preamble" for division in instrument.divisions):
        reasons["preamble"] = "and the text has no preamble; encode one"
    return {source_path(slug): reason for slug, reason in reasons.items() if slug not in pages}


def misspelt(nav: Any, pages: Collection[str], written: Collection[str]) -> dict[str, str]:
    """Find misspelt entries of a navigation: of pages of the text and of the other pages of the site.

    Args:
        nav: The `nav` of a configuration as it is written, or None if there is none.
        pages: The slugs of the pages that the edition puts into the site.
        written: Those of the pages that an author wrote.

    Returns:
        The entries, and the paths of the pages that are meant. Names that differ in their digits are not misspelt.
    """
    by_digits: dict[str, list[str]] = {}
    for slug in pages:
        by_digits.setdefault(_digits(slug), []).append(slug)
    misspellings = {}
    for entry in _paths(nav):
        slug = entry.removesuffix(".md")
        if slug == entry or "/" in slug or slug in pages or slug in written or slug in ("index", "README"):
            continue
        if meant := closest(slug, by_digits.get(_digits(slug), ())):
            misspellings[entry] = source_path(meant)
    return misspellings


def _digits(slug: str) -> str:
    return "".join(filter(str.isdecimal, slug))


def check(
    nav: Any,
    text: Sequence[str],
    absent: Mapping[str, str],
    misspellings: Mapping[str, str],
    source: Source,
    *,
    excused: Callable[[str], bool],
) -> list[Problem]:
    """A navigation names pages that the site has, and every page of the text is in it.

    Args:
        nav: The `nav` of a configuration as it is written, or None if there is none.
        text: The paths of the pages of the text.
        absent: Paths of pages that the site does not have, as `absent` returns them.
        misspellings: Entries that are misspelt, as `misspelt` returns them.
        source: The configuration, for the problems.
        excused: Whether the page at a path need not be in the navigation.
    """
    if nav is None:
        return []
    entries = list(_paths(nav))
    problems = []
    for entry in entries:
        if entry in absent:
            message = f"expected pages of the site in 'nav', found '{entry}', {absent[entry]}, or remove the entry"
        elif meant := misspellings.get(entry) or (
            PLACEHOLDER if entry != PLACEHOLDER and _is_placeholder(entry) else None
        ):
            message = f"expected pages of the site in 'nav', found '{entry}'; did you mean '{meant}'?"
        else:
            continue
        problems.append(Problem(Rule.NAVIGATION, message, source, _place(entry, source), len(entry)))
    if missing := [path for path in unlisted(nav, text) if path not in misspellings.values() and not excused(path)]:
        shown = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
        message = f"expected all pages of the text in 'nav', found none for {shown}; put '{PLACEHOLDER}' in their place"
        problems.append(Problem(Rule.NAVIGATION, message, source, _place("nav", source), 3))
    return problems


def unlisted(nav: Any, text: Sequence[str]) -> list[str]:
    """Find the pages of the text that are not in a navigation, by a placeholder or by their paths.

    Args:
        nav: The `nav` of a configuration as it is written, or None if there is none.
        text: The paths of the pages of the text.
    """
    entries = set(_paths(nav))
    if nav is None or any(map(_is_placeholder, entries)):
        return []
    return [path for path in text if path not in entries]


def _is_placeholder(item: Any) -> bool:
    return isinstance(item, str) and closest(item, (PLACEHOLDER,)) is not None


def _is_absent(item: Any, absent: Collection[str]) -> bool:
    """Whether an entry is an absent page, with its title or without."""
    if isinstance(item, dict) and len(item) == 1:
        item = next(iter(item.values()))
    return isinstance(item, str) and item in absent


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, (list, dict)):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _paths(item)


def _place(entry: str, source: Source) -> Position | None:
    """Where an entry stands in a configuration; None where it does not, as in one that inherits its `nav`."""
    lines = iter(enumerate(source.lines, start=1))
    for number, line in lines:
        if line.startswith("nav:"):
            if entry == "nav":
                return Position(number, 1)
            rest = [(number, line), *lines]
            return next((Position(n, text.index(entry) + 1) for n, text in rest if entry in text), None)
    return None


def default(instrument: Instrument, words: Catalogue, generated: Sequence[str], written: Sequence[str]) -> list[Any]:
    """A navigation for a configuration without `nav`, in the order of the text, which file names do not have.

    Args:
        instrument: The instrument.
        words: The words of labels.
        generated: Paths of generated pages other than those of the text: home, full text, glossary.
        written: Paths of the pages that an author wrote.
    """
    home = [path for path in (*generated, *written) if path == source_path("")]
    rest = [path for path in generated if path not in home]
    return [*home[:1], *entries(instrument, words), *rest, *(path for path in written if path not in home)]
