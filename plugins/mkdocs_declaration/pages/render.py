"""From an edition to pages. All markup is in templates, which a site can replace one by one."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2

from mkdocs_declaration.glossary import mentions, relations
from mkdocs_declaration.instrument import citations, interface_ids
from mkdocs_declaration.instrument.groups import Group, grouped
from mkdocs_declaration.instrument.inline import pieces
from mkdocs_declaration.instrument.places import AT_A_GLANCE, DOWNLOADS, FULL_TEXT, GLOSSARY, HOME
from mkdocs_declaration.instrument.ranges import former_ranges, ranges
from mkdocs_declaration.instrument.text import Text
from mkdocs_declaration.pages import structured_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.glossary.mentions import Glossary
    from mkdocs_declaration.glossary.term import Term
    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.instrument.ranges import Range

DESCRIBED = 300
"""How many characters of a clause describe it to search engines, and where a link is unfurled."""

TEMPLATES = Path(__file__).parent / "templates"
"""The templates of the package."""


_NOT_IN_URIS = re.compile(r"%(?![0-9A-Fa-f]{2})|[\\^`{|}]")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    title: str
    id: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page, ready to be put into a theme."""

    slug: str
    """Its address relative to the site's root, without slashes; empty for the home page."""
    title: str
    """Its title in navigation and in the browser's tab."""
    description: str
    """A sentence for search engines."""
    contents: tuple[Heading, ...]
    """Its table of contents; the first entry is the page itself."""
    ids: frozenset[str]
    """The ids on it that links may name: of clauses, of terms, of parts of the interface."""
    html: str
    """Its content."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site that a reader or a program takes away."""

    path: str
    """Its address relative to the site's root."""
    name: str
    """The name of its format."""
    media_type: str
    """Its media type (RFC 6838)."""
    group: str
    """`reading`, `data`, or `beside` for what does not hold the text."""
    size: int | None
    """How many bytes it has, or None if they are not known yet."""


def address(slug: str) -> str:
    """The address of a page relative to the site's root: `general-provisions/`, and an empty text for the home page."""
    return f"{slug}/" if slug else ""


def place(clause: Clause) -> str:
    """The address of a clause on its page, relative to the site's root: `general-provisions/#5.1.a`."""
    return f"{address(clause.slug)}#{clause.id}"


def href(source: str, target: str, fragment: str = "") -> str:
    """A link from one page to another, so that a site works under any path.

    Args:
        source: The slug of the page that the link stands on.
        target: The slug of the page that it leads to.
        fragment: The id that it leads to, if any.
    """
    if source == target and fragment:
        return f"#{fragment}"
    path = posixpath.relpath(f"/{target}", f"/{source}")
    return f"{path}/" + (f"#{fragment}" if fragment else "")


def uri(url: str) -> str:
    """An address as links hold it: signs that no URI has (RFC 3986, section 2) are percent-encoded."""
    return _NOT_IN_URIS.sub(lambda sign: f"%{ord(sign[0]):02X}", url)


def first_words(text: str, limit: int = 50) -> str:
    """The beginning of a text, cut between words where the script has blanks."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit)
    return (text[:cut] if cut > 0 else text[: limit // 2]).rstrip(" ,;:.") + "…"


def capital(label: str) -> str:
    """A label with a capital at its beginning."""
    return label[:1].upper() + label[1:]


def kilobytes(size: int) -> str:
    """A number of bytes in thousands, with two digits at least that mean something: `0.8`, `48`."""
    return f"{size / 1000:.1f}" if size < 10_000 else f"{size / 1000:.0f}"


def short_label(clause: Clause) -> str:
    """The number of a clause among its siblings: as printed, or counted in square brackets."""
    return clause.printed or (f"[{clause.counted}]" if clause.counted else "")


def prose(glossary: Glossary) -> Callable[[Term, str], tuple[Piece, ...]]:
    """What makes pieces of the texts of terms, with links to other terms, for one page with the glossary.

    Args:
        glossary: The terms.

    Returns:
        A function of a term and one of its texts. It keeps account of what was linked on the page.
    """
    seen: set[str] = set()

    def of(term: Term, text: str) -> tuple[Piece, ...]:
        others = (span for span in glossary.matcher.mentions(text) if span.kind != term.id)
        return pieces(Text(text), mentions.links(others, glossary.policies, seen))

    return of


class Renderer:
    """Renders the pages of an edition."""

    def __init__(
        self,
        edition: Edition,
        template_dirs: Sequence[Path] = (),
        *,
        site_name: str | None = None,
        notices: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Set up the templates.

        Args:
            edition: What is rendered.
            template_dirs: Folders whose templates go before those of the package.
            site_name: The name of the site, or None if it is that of the instrument.
            notices: For a preview: ids whose words are not those that were published, each with the difference. What
                is exported has none.
        """
        self.edition = edition
        self.words = edition.words
        self.ranges: dict[str, list[Range]] = {clause.id: [] for clause in edition.instrument.clauses}
        spans = tuple(ranges(edition.instrument, edition.words))
        self._range_ids: dict[str, set[str]] = {slug: set() for slug in edition.instrument.pages}
        for span in (*spans, *former_ranges(spans, edition.former_ids, edition.instrument)):
            self.ranges[span.first.id].append(span)
            if span.first.slug == span.last.slug:
                self._range_ids[span.first.slug].add(span.id)
        self.templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*template_dirs, TEMPLATES]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Words stay readable in the source of a page, and structured data in the order in which they are said.
        self.templates.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        self.templates.globals.update(
            words=self.words,
            instrument=edition.instrument,
            glossary=edition.glossary,
            former_ids=edition.former_ids,
            former_terms=edition.former_terms,
            ranges=self.ranges,
            notices=notices,
            site_url=edition.site_url,
            site_name=edition.instrument.short_title if site_name is None else site_name,
            capital=capital,
            day=citations.day,
            pieces=pieces,
            title_of=self.page_title,
            first_words=first_words,
            kilobytes=kilobytes,
            uri=uri,
        )

    def pages(self) -> tuple[Page, ...]:
        """All pages: home, those of the text in order, the full text; with a glossary also it and the picture."""
        instrument = self.edition.instrument
        slugs = list(instrument.pages)
        pages = [self._home()]
        for index, slug in enumerate(slugs):
            around = (slugs[index - 1] if index else None, slugs[index + 1] if index + 1 < len(slugs) else None)
            pages.append(self._text_page(slug, around))
        pages.append(self._full_text())
        if self.edition.glossary.terms:
            pages += [self._at_a_glance()] if AT_A_GLANCE not in self.edition.omitted else []
            pages.append(self._glossary())
        return tuple(pages)

    def page_title(self, slug: str) -> str:
        """The title of a page of the text: number and heading of its division."""
        return self.edition.instrument.pages[slug].division.title

    def _home(self) -> Page:
        instrument = self.edition.instrument
        cited = {
            style: citations.located(cite(instrument, None, self.words), self.edition.site_url)
            for style, cite in citations.STYLES.items()
        }
        about = structured_data.whole(instrument, self._seen_from(HOME))
        html = self._render("home.html", HOME, slugs=list(instrument.pages), citations=cited, structured=about)
        title = self.words("home")
        headings = (Heading(title, "_declaration"),)
        return Page(
            HOME,
            title,
            instrument.summary or instrument.title,
            headings,
            interface_ids.linked(HOME),
            html,
        )

    def _text_page(self, slug: str, around: tuple[str | None, str | None]) -> Page:
        text_page = self.edition.instrument.pages[slug]
        on_page = self.edition.instrument.by_page[slug]
        successors = self.edition.successors
        moved = self.edition.moved.get(slug, {})
        here = {old for clause in on_page for old in self.edition.former_ids.get(clause.id, ())}
        html = self._render(
            "text.html",
            slug,
            outermost=text_page.outermost,
            linked=mentions.linked(self.edition.glossary, on_page),
            only=slug,
            has_counted=any(clause.counted for clause in on_page),
            moved=moved,
            retired_at=successors.get(slug) if slug not in moved else None,
            shared=relations.elsewhere(self.edition.glossary, on_page),
            previous=around[0],
            following=around[1],
            structured=structured_data.part(text_page.division, self.edition.instrument, self._seen_from(slug)),
        )
        title = self.page_title(slug)
        words = " ".join(clause.words for clause in text_page.division.walk() if clause.text)
        description = first_words(words, DESCRIBED) or self.edition.instrument.title
        contents = (Heading(title, text_page.division.id, self._contents(text_page.division, slug)),)
        interface = interface_ids.linked(None)
        ids = frozenset({*(clause.id for clause in on_page), *self._range_ids[slug], *moved, *here, *interface})
        return Page(slug, title, description, contents, ids, html)

    def _contents(self, clause: Clause, slug: str) -> tuple[Heading, ...]:
        """Divisions and paragraphs by number, with their heading or first words."""
        return tuple(
            Heading(
                " ".join(
                    part for part in (short_label(child), first_words(str(child.heading or child.text or ""))) if part
                ),
                child.id,
                self._contents(child, slug) if child.text is None else (),
            )
            for child in clause.children
            if child.slug == slug
        )

    def _full_text(self) -> Page:
        instrument = self.edition.instrument
        linked = mentions.linked(self.edition.glossary, instrument.clauses)
        html = self._render(
            "full-text.html",
            FULL_TEXT,
            clauses=instrument.divisions,
            linked=linked,
            only=None,
            structured=structured_data.whole(instrument, self._seen_from(FULL_TEXT), deep=True),
        )
        title = self.words("full-text")
        headings = tuple(Heading(division.title, division.id) for division in instrument.divisions)
        contents = (Heading(title, "_full-text", headings),)
        description = self.words("full-text-lead")
        ids = {span.id for spans in self.ranges.values() for span in spans}
        ids |= {*interface_ids.linked(FULL_TEXT), *instrument.by_id, *self.edition.successors}
        return Page(FULL_TEXT, title, description, contents, frozenset(ids), html)

    def _at_a_glance(self) -> Page:
        html = self._render(
            "at-a-glance.html",
            AT_A_GLANCE,
            glance=relations.at_a_glance(self.edition.instrument, self.edition.glossary, self.words),
        )
        title = self.words("at-a-glance")
        contents = (Heading(title, "_at-a-glance"),)
        description = self.words("at-a-glance-lead")
        return Page(AT_A_GLANCE, title, description, contents, interface_ids.linked(AT_A_GLANCE), html)

    def downloads(self, files: Sequence[Download]) -> Page:
        """The page of the files to take away.

        Args:
            files: The files, in the order in which they are listed.
        """
        groups = [(group, [file for file in files if file.group == group]) for group in ("reading", "data", "beside")]
        about = structured_data.files(
            self.edition.instrument,
            self._seen_from(DOWNLOADS),
            {self._at(file.path): file for file in files if file.group != "beside"},
        )
        html = self._render(
            "downloads.html",
            DOWNLOADS,
            groups=[(group, listed) for group, listed in groups if listed],
            structured=about,
        )
        title = self.words("downloads")
        contents = (Heading(title, "_downloads"),)
        description = self.words("downloads-lead")
        return Page(DOWNLOADS, title, description, contents, interface_ids.linked(DOWNLOADS), html)

    @cached_property
    def beginnings(self) -> tuple[tuple[str, str], ...]:
        """Where a reader may begin: titles and slugs of the divisions at the top, or of groups where they are many."""
        entries = grouped(self.edition.instrument.divisions, None, self.words)
        return tuple((entry.title, entry.first.slug if isinstance(entry, Group) else entry.slug) for entry in entries)

    def most_mentioned(self, count: int) -> tuple[Term, ...]:
        """The organisations and instruments that most clauses mention, for a reader who looks for a beginning."""
        return self._by_mentions[:count]

    @cached_property
    def _by_mentions(self) -> tuple[Term, ...]:
        glossary = self.edition.glossary
        named = (term for term in glossary.terms if term.kind in relations.PICTURED)
        return tuple(sorted(named, key=lambda term: -len(glossary.mentioned_in[term.id])))

    def _glossary(self) -> Page:
        glossary = self.edition.glossary
        html = self._render("glossary.html", GLOSSARY, prose=prose(glossary))
        title = self.words("glossary")
        contents = (Heading(title, "_glossary", tuple(Heading(term.name, term.id) for term in glossary.terms)),)
        description = self.words("glossary-lead")
        ids = frozenset({*glossary.by_id, *self.edition.retired_terms, *interface_ids.linked(GLOSSARY)})
        return Page(GLOSSARY, title, description, contents, ids, html)

    def _seen_from(self, slug: str) -> Callable[[Clause | None], str]:
        """Addresses as structured data have them: absolute where the site's own is known, else from a page."""

        def seen(clause: Clause | None) -> str:
            target, fragment = (clause.slug, clause.id) if clause is not None else (HOME, "")
            if self.edition.site_url:
                return f"{self.edition.site_url}{address(target)}" + (f"#{fragment}" if fragment else "")
            return href(slug, target, fragment)

        return seen

    def _at(self, path: str) -> str:
        """The address of a file as structured data on the page of downloads have it."""
        return f"{self.edition.site_url or '../'}{path}"

    def _render(self, template: str, slug: str, **context: Any) -> str:
        def to(target: str, fragment: str = "") -> str:
            return href(slug, target, fragment)

        return self.templates.get_template(template).render(
            to=to, to_clause=lambda clause: to(clause.slug, clause.id), slug=slug, **context
        )
