"""What an author may write in a glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from mkdocs_declaration.encoding.files import aliases
from mkdocs_declaration.encoding.files.instrument import URL, ReferenceData
from mkdocs_declaration.encoding.files.units import ID, OTHER_NAMES, SLUG
from mkdocs_declaration.encoding.shapes.shape import Of, Shape, entry, read_file
from mkdocs_declaration.encoding.shapes.values import Flag, Line, ListOf, OneOf
from mkdocs_declaration.foundation.bounds import MAX_FORMS, MAX_INFLECTIONS
from mkdocs_declaration.glossary.inflections import fault, inflected
from mkdocs_declaration.glossary.matcher import spelling
from mkdocs_declaration.glossary.term import KINDS, POLICIES, GlossaryMap, Term, TermSource
from mkdocs_declaration.instrument.text.text import shorten
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, kw_only=True, eq=False)
class SourceData(ReferenceData):
    """A source of a term: a work elsewhere, or a clause of the text itself."""

    called: ClassVar[str] = "a source"

    clause: str = entry(ID, "The id of the clause, where the text itself is the source.")


@dataclass(frozen=True, kw_only=True, eq=False)
class TermData(Shape):
    """A term of the glossary."""

    called: ClassVar[str] = "a term"

    id: str = entry(SLUG, "The id, as in who; the entry's address is /glossary/#who.", required=True)
    name: str = entry(Line(), "The name it goes by, as in WHO.", required=True)
    full_name: str = entry(Line(), "The name in full, where it differs.")
    kind: str = entry(OneOf(KINDS), "What it is.", required=True)
    forms: tuple[str, ...] = entry(
        ListOf(Line()),
        "The forms that are found in the text, each letter for letter; a blank is any white space.",
        required=True,
    )
    never_in: tuple[str, ...] = entry(ListOf(Line()), "Longer words that hold a form and are something else.")
    also: tuple[str, ...] = entry(ListOf(Line()), OTHER_NAMES)
    ignore_case: bool = entry(Flag(), "Whether capitals do not matter in the forms: `true` or `false`.", default=False)
    link: str = entry(OneOf(POLICIES), "Which mentions become links; clause unless stated.", default="clause")
    defined_in: str = entry(ID, "The id of the clause that defines it, where the text does.")
    description: str = entry(
        Line(), "What it is, in neutral words, as of the day of the instrument.", unless="defined_in"
    )
    as_of: str = entry(Line(), "What was so on the day of the instrument and may not be so today.")
    later: str = entry(Line(), "What came later.")
    url: str = entry(URL, "The official address.")
    sources: tuple[SourceData, ...] = entry(
        ListOf(Of(lambda: SourceData)), "Where the facts are from.", unless="defined_in"
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class GlossaryData(Shape):
    """The file as a whole."""

    called: ClassVar[str] = "a glossary"

    format: str = entry(OneOf(("1",)), "The version of this format: 1.", required=True)
    terms: tuple[TermData, ...] = entry(ListOf(Of(lambda: TermData)), "The terms.", required=True)


def read_glossary(name: str, data: bytes) -> tuple[tuple[Term, ...], GlossaryMap, list[Problem]]:
    """Read a glossary.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        The terms that could be read whole; where they are written; the problems found, those of terms that share an id
        or a form included.
    """
    value, source, problems = read_file(GlossaryData, name, data)
    entries = tuple(entry for entry in value.terms if not entry.broken & {"id", "forms"}) if value else ()
    if excess := _too_many_forms(entries, source):
        return (), GlossaryMap(source), [*problems, excess]
    problems = problems + _duplicate_terms(entries, source) + _form_conflicts(entries, source)
    problems += _faulty_forms(entries, source)
    problems += _idle_exceptions((entry for entry in entries if "never_in" not in entry.broken), source)
    for term in entries:
        own = filter(None, (term.name, term.full_name, *term.forms))
        problems += aliases.check(aliases.placed(term.also, term), own, source)
    ids = {entry.id: entry.where("id") for entry in reversed(entries)}
    sources = [written for entry in entries for written in entry.sources if "clause" in written.places]
    problems += _sources_of_two_kinds(sources, source)
    clauses = tuple((written.clause, written.where("clause")) for written in sources if written.clause)
    defined = {entry.id: (entry.defined_in, entry.where("defined_in")) for entry in entries if entry.defined_in}
    written_at = GlossaryMap(source, ids, clauses, defined)
    return tuple(_term(entry) for entry in entries if not entry.broken), written_at, problems


def _term(entry: TermData) -> Term:
    return Term(
        id=entry.id,
        name=entry.name,
        full_name=entry.full_name,
        kind=entry.kind,
        forms=tuple(form for _, form in _written_out(entry.forms)),
        never_in=tuple(form for _, form in _written_out(entry.never_in)),
        also=entry.also,
        ignore_case=entry.ignore_case,
        link=entry.link,
        description=entry.description,
        defined_in=entry.defined_in,
        as_of=entry.as_of,
        later=entry.later,
        url=entry.url,
        sources=tuple(
            TermSource(written.title, written.url, written.language, written.note, written.clause)
            for written in entry.sources
        ),
    )


def _too_many_forms(terms: Iterable[TermData], source: Source) -> Problem | None:
    """Forms become one expression, which takes memory and time by their characters."""
    characters = 0
    for term in terms:
        for key, forms in (("forms", term.forms), ("never_in", term.never_in)):
            for index, form in enumerate(forms):
                try:
                    characters += sum(map(len, inflected(form)))
                except ValueError:
                    message = f"expected a form that stands for at most {MAX_INFLECTIONS}, found '{shorten(form)}'; "
                    at = term.where(f"{key}.{index}")
                    return Problem(Rule.BAD_VALUE, f"{message}write some of them out", source, at, len(form))
            if characters > MAX_FORMS:
                message = f"expected forms of at most {MAX_FORMS:,} characters together, found more up to here; "
                return Problem(Rule.TOO_LARGE, f"{message}is it the right file?", source, term.where(key))
    return None


def _written_out(forms: Iterable[str]) -> Iterator[tuple[int, str]]:
    """What entries of `forms` stand for, each with the place of its entry."""
    for index, form in enumerate(forms):
        for one in dict.fromkeys(map(spelling, inflected(form))):
            yield index, one


def _faulty_forms(terms: Iterable[TermData], source: Source) -> Iterator[Problem]:
    """Brackets and bars in forms are those of endings, or brackets of the print."""
    for term in terms:
        for key, forms in (("forms", term.forms), ("never_in", term.never_in)):
            for index, form in enumerate(forms):
                if found := fault(form):
                    message = "expected endings as in 'provider(s)' or 'part(y|ies)', one to six small letters each, "
                    message += f"found {found} in '{shorten(form)}'; correct it, or write the forms out"
                    yield Problem(Rule.BAD_VALUE, message, source, term.where(f"{key}.{index}"), len(form))


def _idle_exceptions(terms: Iterable[TermData], source: Source) -> Iterator[Problem]:
    """Longer words in which a term is none hold one of its forms."""
    for term in terms:
        fold = str.casefold if term.ignore_case else str
        forms = [fold(form) for _, form in _written_out(term.forms)]
        for index, words in _written_out(term.never_in):
            holds_one = any(form in fold(words) and form != fold(words) for form in forms)
            if not holds_one and fault(term.never_in[index]) is None:
                message = (
                    f"expected longer words that hold a form of '{term.id}', found '{shorten(words)}'; correct or "
                    "remove them"
                )
                at = term.where(f"never_in.{index}")
                yield Problem(Rule.NEVER_IN, message, source, at, len(term.never_in[index]))


def _sources_of_two_kinds(sources: Iterable[SourceData], source: Source) -> Iterator[Problem]:
    """A source is a clause of the text or stands elsewhere: it has one link."""
    for written in sources:
        if "url" in written.places:
            message = "expected 'clause' or 'url' in a source, found both; leave one to a source of its own"
            yield Problem(Rule.SOURCE_CLAUSE, message, source, written.where("url"))


def _duplicate_terms(terms: Iterable[TermData], source: Source) -> list[Problem]:
    """An id names one term."""
    problems = []
    first: dict[str, TermData] = {}
    for term in terms:
        if term.id in first:
            line = first[term.id].where("id").line
            message = (
                f"expected each term once, found '{term.id}' again (first on line {line}); merge them or rename one"
            )
            problems.append(Problem(Rule.DUPLICATE_TERM, message, source, term.where("id"), len(term.id)))
        first.setdefault(term.id, term)
    return problems


def _form_conflicts(terms: Iterable[TermData], source: Source) -> list[Problem]:
    """A form belongs to one term. One that ignores case claims all spellings, one that minds case only its own."""
    problems = []
    exact: dict[str, TermData] = {}
    folded: dict[str, TermData] = {}  # of forms that ignore case
    spelled: dict[str, TermData] = {}  # of all forms
    for term in terms:
        for index, form in _written_out(term.forms):
            key = form.casefold()
            holder = spelled.get(key) if term.ignore_case else exact.get(form) or folded.get(key)
            if holder is not None:
                by = "this term" if holder is term else f"'{holder.id}'"
                message = (
                    f"expected a form of one term, found '{form}', already claimed by {by}; leave it to one of them"
                )
                at = term.where(f"forms.{index}")
                problems.append(Problem(Rule.FORM_CONFLICT, message, source, at, len(term.forms[index])))
            if term.ignore_case:
                folded.setdefault(key, term)
            else:
                exact.setdefault(form, term)
            spelled.setdefault(key, term)
    return problems
