"""The templates of pages and of the book, and what they can use.

All markup is in templates, which a site can replace one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2
from babel.numbers import format_decimal
from markupsafe import Markup

from mkdocs_declaration.glossary import mentions, relations
from mkdocs_declaration.instrument.inline import pieces
from mkdocs_declaration.instrument.inline_tables import table_pieces
from mkdocs_declaration.instrument.places import FULL_TEXT, HOME, address, href, is_home_page, uri
from mkdocs_declaration.instrument.text.text import Text, capital, first_words
from mkdocs_declaration.pages.markup.compiled import COMPILED
from mkdocs_declaration.pages.markup.inline import InlineMarkup
from mkdocs_declaration.pages.markup.page_cache import can_remember, is_whole, made_of, made_of_units
from mkdocs_declaration.pages.markup.standalone import Alone
from mkdocs_declaration.pages.markup.unit_markup import UnitMarkup
from mkdocs_declaration.pages.markup.unit_shapes import UnitShapes
from mkdocs_declaration.permanence.redline import redline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.glossary.mentions import Glossary
    from mkdocs_declaration.glossary.term import Term
    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.markup.page_cache import Linked, PageMemory
    from mkdocs_declaration.pages.values.imprint import Imprint

TEMPLATES = Path(__file__).parents[1] / "templates"
"""The templates of the package."""
UNLETTERED = 100
"""A glossary of more terms than this has a heading for each letter."""


def environment(
    edition: Edition,
    folders: Sequence[Path] = (),
    *,
    site_name: str | None = None,
    notices: Mapping[str, str] = MappingProxyType({}),
    imprint: Imprint | None = None,
    language: str = "en",
    is_book: bool = False,
) -> jinja2.Environment:
    """Set up templates and the names that all of them can use.

    Args:
        edition: What is rendered.
        folders: Folders whose templates go before those of the package.
        site_name: The name of the site, or None if it is that of the instrument.
        notices: For a preview: ids whose words are not those that were published, each with the difference. What is
            exported has none.
        imprint: What is stated of the site as a copy, if anything is.
        language: The language of the interface (BCP 47).
        is_book: Whether the templates are for the book.
    """
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
        auto_reload=False,  # an environment lives for a build
    )
    # Words stay readable in the source of a page, and structured data in the order in which it is written.
    templates.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    templates.globals.update(
        words=edition.words,
        instrument=edition.instrument,
        glossary=edition.glossary,
        subjects=edition.subjects,
        former_ids=edition.former_ids,
        former_terms=edition.former_terms,
        notices=notices,
        site_url=edition.site_url,
        imprint=imprint,
        language=language,
        site_name=edition.instrument.short_title if site_name is None else site_name,
        capital=capital,
        pieces=pieces,
        inline=InlineMarkup(edition.instrument.by_id, edition.words, is_book=is_book),
        once=lambda render, *given: render(*given),
        table_pieces=table_pieces,
        title_of=lambda slug: edition.instrument.pages[slug].division.title,
        first_words=first_words,
        kilobytes=lambda size: kilobytes(size, edition.words),
        redline=redline,
        uri=uri,
        is_home_page=is_home_page,
    )
    return templates


class Renderer:
    """Renders templates for the pages of an edition."""

    def __init__(
        self,
        edition: Edition,
        folders: Sequence[Path] = (),
        *,
        site_name: str | None = None,
        notices: Mapping[str, str] = MappingProxyType({}),
        imprint: Imprint | None = None,
        language: str = "en",
        memory: PageMemory | None = None,
    ) -> None:
        """Set up the templates.

        Args:
            edition: What is rendered.
            folders: Folders whose templates go before those of the package.
            site_name: The name of the site, or None if it is that of the instrument.
            notices: For a preview: ids whose words are not those that were published, each with the difference.
            imprint: What is stated of the site as a copy, if anything is.
            language: The language of the interface (BCP 47).
            memory: For a preview: the pages of the last build.
        """
        self.edition, self.imprint = edition, imprint
        self.site_name = edition.instrument.short_title if site_name is None else site_name
        self.templates = environment(
            edition, folders, site_name=self.site_name, notices=notices, imprint=imprint, language=language
        )
        self._language = language
        is_known = can_remember(self.templates)
        if is_known:
            own = edition.former_ids.keys() | notices.keys()
            shapes = UnitShapes(self.templates, own, only_numbered=True)
            self.templates.globals["once"] = UnitMarkup(edition.instrument.by_id, shapes)
        self._memory = memory if memory is not None and is_known else None
        if memory is not None:
            memory.begin()

    @cached_property
    def alone(self) -> Alone:
        """The markup of clauses that are shown alone."""
        return Alone(self.edition, self.templates)

    def render(self, template: str, slug: str, **context: Any) -> str:
        """Render a page.

        Args:
            template: The name of a template.
            slug: The slug of the page.
            context: More names for this template. Beside those of `environment` it has `slug`, and for links from the
                page `to(slug, id)` and `to_clause(clause)`.

        Returns:
            HTML.
        """
        by_id = self.edition.instrument.by_id

        def to(target: str, fragment: str = "") -> str:
            # The whole text has the footnotes whose marks it has.
            stays = slug == FULL_TEXT and fragment in by_id and by_id[fragment].kind == "footnote"
            return href(slug, slug if stays else target, fragment)

        def to_clause(clause: Clause) -> str:
            return to(clause.slug, clause.id)

        return self.templates.get_template(template).render(to=to, to_clause=to_clause, slug=slug, **context)

    def text(
        self,
        slug: str,
        on_page: Sequence[Clause],
        context: Mapping[str, Any],
        structured: Callable[[], Mapping[str, Any]],
    ) -> str:
        """Render a page of the text, or take it as it was made of the same.

        Args:
            slug: The slug of the page.
            on_page: The clauses of the page.
            context: More names for the template.
            structured: What makes structured data of the division of the page.
        """

        def render() -> str:
            return self.render("text.html", slug, structured=structured(), **context)

        if self._memory is None:
            return render()
        licence = self.imprint.licence_url if self.imprint is not None else ""
        described = self.edition.instrument.pages[slug].division, licence
        return self._memory.page(slug, (made_of(self.edition, self._language, on_page, context), described), render)

    def kept(
        self, render: Callable[..., Markup], clause: Clause, linked: Linked, to: Callable[..., str], level: int
    ) -> Markup:
        """Render a division for the whole text, or take it as it was made of the same.

        Args:
            render: The macro that writes a division.
            clause: The division.
            linked: The links in each clause of the whole text, by its id.
            to: What gives addresses.
            level: The level of its heading.
        """
        made = partial(render, clause, linked, to, None, level)
        if self._memory is None or not is_whole(clause):
            return made()
        name = f"{FULL_TEXT}#{clause.id}"
        parts = level, *made_of_units(self.edition, self._language, tuple(clause.walk()), linked)
        return Markup(self._memory.page(name, parts, made))  # noqa: S704 - of templates, which escape

    def location(self, slug: str) -> Location:
        """What gives the addresses that structured data on a page has.

        Args:
            slug: The slug of the page.
        """
        return Location(self.edition.site_url, slug)


@dataclass(frozen=True, slots=True)
class Location:
    """Addresses for structured data on a page: as such where that of the site is known, else seen from the page."""

    site_url: str
    """The address of the site; empty where it is not known."""
    slug: str
    """The slug of the page."""

    def __call__(self, clause: Clause | None) -> str:
        """Where a clause stands on its page, or for None the home page."""
        target, fragment = (clause.slug, clause.id) if clause is not None else (HOME, "")
        return self._located(target) + (f"#{fragment}" if fragment else "")

    def lasting(self, clause: Clause) -> str:
        """The permanent short link of a clause."""
        return self._located(clause.id)

    def _located(self, target: str) -> str:
        return f"{self.site_url}{address(target)}" if self.site_url else href(self.slug, target, "")


def kilobytes(size: int, words: Catalogue) -> str:
    """A number of bytes in thousands, with at least two significant digits, as the locale writes it: `0.8`, `48`."""
    return format_decimal(size / 1000, "0.0" if size < 10_000 else "0", words.locale)


def glossary_context(edition: Edition) -> dict[str, Any]:
    """What a page with the glossary needs: texts of terms, and the links and sentences of clauses that define terms.

    Args:
        edition: What is rendered.
    """
    glossary = edition.glossary
    has_words_alone = all(term.kind in relations.WORDS for term in glossary.terms)
    units = (
        unit
        for term in glossary.terms
        if term.id in glossary.definitions
        for unit in glossary.definitions[term.id].units
    )
    return {
        "is_lettered": len(glossary.terms) > UNLETTERED,
        "lead": edition.words("glossary-lead-words" if has_words_alone else "glossary-lead"),
        "term_texts": term_texts(glossary),
        "linked": mentions.linked(glossary, units, edition.references.by_clause),
        "sentences": edition.sentences,
    }


def term_texts(glossary: Glossary) -> Callable[[Term, str], tuple[Piece, ...]]:
    """What makes pieces of the texts of terms, with links to other terms, for one page with the glossary.

    Args:
        glossary: The terms.

    Returns:
        A function of a term and one of its texts. It keeps account of what was linked on the page.
    """
    seen: set[str] = set()

    def linked(term: Term, text: str) -> tuple[Piece, ...]:
        others = (span for span in glossary.matcher.mentions(text) if span.kind != term.id)
        return pieces(Text(text), mentions.links(others, glossary.policies, seen))

    return linked
