"""Terms: what an author writes about them, how they are found in a text, which mentions become links.

Texts are matched as plain words, before they become HTML.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from mkdocs_declaration.bounds import MAX_FORMS
from mkdocs_declaration.encoding.instrument_file import SLUG, URL, ReferenceData
from mkdocs_declaration.encoding.shape import Of, Shape, entry, read_file
from mkdocs_declaration.encoding.values import Flag, Line, ListOf, OneOf
from mkdocs_declaration.instrument.text import Span
from mkdocs_declaration.problems import Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.instrument.model import Clause, Instrument

KINDS = ("organisation", "instrument", "mechanism", "fund", "plan", "abbreviation", "concept")
"""What a term can be."""
POLICIES = ("clause", "page", "all", "never")
"""Which mentions become links: the first in each clause, the first on each page, every one, none."""


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
    ignore_case: bool = entry(Flag(), "Whether capitals do not matter in the forms: `true` or `false`.", default=False)
    link: str = entry(OneOf(POLICIES), "Which mentions become links; clause unless stated.", default="clause")
    description: str = entry(Line(), "What it is, in neutral words, as of the day of the instrument.", required=True)
    as_of: str = entry(Line(), "What was so on the day of the instrument and may not be so today.")
    later: str = entry(Line(), "What came later.")
    url: str = entry(URL, "The official address.")
    sources: tuple[ReferenceData, ...] = entry(
        ListOf(Of(lambda: ReferenceData)), "Where the facts are from.", required=True
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class GlossaryData(Shape):
    """The file as a whole."""

    called: ClassVar[str] = "a glossary"

    format: str = entry(OneOf(("1",)), "The version of this format: 1.", required=True)
    terms: tuple[TermData, ...] = entry(ListOf(Of(lambda: TermData)), "The terms.", required=True)


def read_glossary(name: str, data: bytes) -> tuple[tuple[TermData, ...], Source, list[Problem]]:
    """Read a glossary.

    Args:
        name: The path as the author knows it.
        data: The bytes of the file.

    Returns:
        The terms that could be read whole; the source for later problems; the problems found, those of terms that
        share an id or a form included.
    """
    value, source, problems = read_file(GlossaryData, name, data)
    terms = tuple(term for term in value.terms if not term.broken & {"id", "forms"}) if value else ()
    if excess := _too_many_forms(terms, source):
        return (), source, [*problems, excess]
    problems = problems + _duplicate_terms(terms, source) + _form_conflicts(terms, source)
    return terms, source, problems


def _too_many_forms(terms: Iterable[TermData], source: Source) -> Problem | None:
    """Forms become one expression, which takes memory and time by their characters."""
    characters = 0
    for term in terms:
        characters += sum(map(len, term.forms))
        if characters > MAX_FORMS:
            message = f"expected forms of at most {MAX_FORMS:,} characters together, found more up to here; "
            return Problem(Rule.TOO_LARGE, f"{message}is it the right file?", source, term.where("forms"))
    return None


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
        for index, form in enumerate(map(_spelling, term.forms)):
            key = form.casefold()
            holder = spelled.get(key) if term.ignore_case else exact.get(form) or folded.get(key)
            if holder is not None:
                by = "this term" if holder is term else f"'{holder.id}'"
                message = (
                    f"expected a form of one term, found '{form}', already claimed by {by}; leave it to one of them"
                )
                problems.append(Problem(Rule.FORM_CONFLICT, message, source, term.where(f"forms.{index}"), len(form)))
            if term.ignore_case:
                folded.setdefault(key, term)
            else:
                exact.setdefault(form, term)
            spelled.setdefault(key, term)
    return problems


class Matcher:
    """Finds the terms of a glossary in a text: whole words, the longest form first.

    A blank of a form is any white space in a text: a no-break or thin space as well, and where a line is broken.
    """

    def __init__(self, terms: Iterable[TermData]) -> None:
        """Compile the forms of terms into a regular expression, and one more for those that ignore case.

        The expressions are shaped as tries: at each place they look only at forms that share what was read so far, so
        that their speed hardly depends on how many forms there are.

        Args:
            terms: The terms.
        """
        exact: dict[str, str] = {}
        folded: dict[str, str] = {}
        for term in terms:
            for form in map(_spelling, term.forms):
                if term.ignore_case:
                    folded[form.casefold()] = term.id
                else:
                    exact[form] = term.id
        self._searches = [
            (re.compile(_expression(forms), flags), forms, key)
            for forms, flags, key in ((exact, 0, str), (folded, re.IGNORECASE, str.casefold))
            if forms
        ]

    def mentions(self, text: str) -> tuple[Span, ...]:
        """Find every mention.

        Args:
            text: Plain words.

        Returns:
            Spans in the order of the text, without overlaps; their kind is the term's id.
        """
        spans: list[Span] = []
        position = 0
        while True:
            found = [
                (match.start(), -match.end(), forms.get(key(_spelling(match[0]))))
                for expression, forms, key in self._searches
                if (match := expression.search(text, position))
            ]
            if not found:
                return tuple(spans)
            start, end, term = min(found, key=lambda one: one[:2])
            position = -end
            if term is not None:  # None: a letter whose case folds to several, as in a Turkish text.
                spans.append(Span(start, position, term))


_SPACES = re.compile(r"\s+")
"""White space of any kind and length (Unicode's property `White_Space`)."""


def _spelling(form: str) -> str:
    """A form, or words that are one, with white space of any kind as single blanks."""
    return _SPACES.sub(" ", form).strip()


def _expression(forms: Iterable[str]) -> str:
    """Write forms, as a trie, into a regular expression that takes the longest that ends at the edge of a word."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in forms:
        node = trie
        for char in form:
            node = node.setdefault(_SPACES.pattern if char == " " else re.escape(char), {})
        node[""] = {}

    def branches(node: dict[str, dict], depth: int = 0) -> str:  # type: ignore[type-arg]
        chain = ""
        while len(node) == 1 and "" not in node:  # no depth is spent where forms do not part
            ((piece, node),) = node.items()
            chain += piece
        if depth < MAX_BRANCHES:
            alternatives = [piece + branches(child, depth + 1) for piece, child in sorted(node.items()) if piece]
        else:
            alternatives = sorted(_endings(node), key=lambda ending: (-len(ending), ending))
        if not alternatives:
            return chain
        return f"{chain}(?:{'|'.join(alternatives)}){'?' if '' in node else ''}"

    return _boundary("(?<!", "(?!") + branches(trie) + _boundary("(?!", "(?<!")


MAX_BRANCHES = 50
"""How often forms may part from one another before what is left of them is listed: expressions nest only so deep."""


def _endings(trie: dict[str, dict]) -> list[str]:  # type: ignore[type-arg]
    """What is left of the forms below a place in a trie, each written out."""
    endings = []
    waiting = [("", trie)]
    while waiting:
        before, node = waiting.pop()
        for piece, child in node.items():
            if piece:
                waiting.append((before + piece, child))
            elif before:
                endings.append(before)
    return endings


UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
"""Characters of scripts written without blanks: Thai, Lao, Tibetan, Burmese, Khmer, Chinese and Japanese."""
MARKED = (range(0x0300, 0x1E00), range(0x20D0, 0x2100), range(0xA660, 0xAC00), range(0xFB1E, 0xFB1F))
"""Where Unicode's Basic Multilingual Plane has combining marks (categories Mn and Mc) of scripts with blanks."""


@functools.cache
def _boundary(outside: str, inside: str) -> str:
    r"""The edge of a form: no letter outside of it, or none at the edge itself, as with an ideograph or a bracket.

    A letter is here what `\w` is, less the scripts that are written without blanks, in which every place is an edge,
    and with combining marks, which `\w` leaves out although they are half of a word in Arabic or Hindi.
    """
    unspaced = re.compile(f"[{UNSPACED}]")
    marks = "".join(
        char
        for codes in MARKED
        for char in map(chr, codes)
        if unicodedata.category(char) in {"Mn", "Mc"} and not unspaced.match(char)
    )
    letter = f"(?:[^\\W{UNSPACED}]|[{marks}])"
    return f"(?:{outside}{letter})|{inside}{letter}))"


@dataclass(frozen=True)
class Glossary:
    """Terms and where the instrument mentions them."""

    terms: tuple[TermData, ...]
    """In alphabetical order of their names."""
    matcher: Matcher
    """Finds them in other texts."""
    mentions: Mapping[str, tuple[Span, ...]]
    """Every mention, by the id of the clause."""
    mentioned_in: Mapping[str, tuple[Clause, ...]]
    """The clauses that mention a term, in the order of the text, by the id of the term."""

    @property
    def by_id(self) -> dict[str, TermData]:
        """The terms by id."""
        return {term.id: term for term in self.terms}


def collect(terms: Sequence[TermData], instrument: Instrument) -> Glossary:
    """Find all mentions of terms in the text of an instrument.

    Args:
        terms: The terms.
        instrument: The instrument; only texts are searched, headings are not.
    """
    matcher = Matcher(terms)
    mentions: dict[str, tuple[Span, ...]] = {}
    mentioned_in: dict[str, list[Clause]] = {term.id: [] for term in terms}
    for clause in instrument.clauses:
        if clause.text is None:
            continue
        mentions[clause.id] = matcher.mentions(clause.text.plain)
        for term in dict.fromkeys(span.kind for span in mentions[clause.id]):
            mentioned_in[term].append(clause)
    ordered = tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.id)))
    return Glossary(ordered, matcher, mentions, {term: tuple(clauses) for term, clauses in mentioned_in.items()})


def linked(glossary: Glossary, clauses: Iterable[Clause]) -> dict[str, tuple[Span, ...]]:
    """Choose the mentions that become links on one page.

    Args:
        glossary: The terms and their mentions.
        clauses: The clauses of the page, in order.

    Returns:
        The chosen mentions by the id of the clause.
    """
    policies = {term.id: term.link for term in glossary.terms}
    seen: set[str] = set()
    return {clause.id: links(glossary.mentions.get(clause.id, ()), policies, seen) for clause in clauses}


def unused_terms(glossary: Glossary, source: Source) -> list[Problem]:
    """A term is mentioned in the text or in the description of another term.

    Args:
        glossary: The terms and their mentions.
        source: The glossary's file, for the problems.
    """
    elsewhere = {
        span.kind
        for term in glossary.terms
        for span in glossary.matcher.mentions(f"{term.description} {term.as_of or ''} {term.later or ''}")
        if span.kind != term.id
    }
    return [
        Problem(
            Rule.UNUSED_TERM,
            f"nothing mentions '{term.id}' in any of its forms; correct the forms or remove the term",
            source,
            term.where("id"),
            len(term.id),
        )
        for term in glossary.terms
        if not glossary.mentioned_in[term.id] and term.id not in elsewhere
    ]


def links(mentions: Iterable[Span], policies: Mapping[str, str], seen: set[str]) -> tuple[Span, ...]:
    """Choose the mentions of one clause that become links.

    Args:
        mentions: All mentions in the clause.
        policies: `clause`, `page`, `all` or `never` by term; a term that is left out is not linked.
        seen: Terms linked on the page so far; those linked here are added.
    """
    chosen = []
    here: set[str] = set()
    for span in mentions:
        policy = policies.get(span.kind, "never")
        if (
            policy == "all"
            or (policy == "clause" and span.kind not in here)
            or (policy == "page" and span.kind not in seen)
        ):
            chosen.append(span)
            here.add(span.kind)
            seen.add(span.kind)
    return tuple(chosen)
