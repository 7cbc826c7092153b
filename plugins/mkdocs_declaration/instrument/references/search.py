"""Cross-references: where the words of an instrument refer to units of its own, and to which.

They are found by the grammar of its language (`reference_grammar`) and led to units as the words mean it
(`reference_resolver`). Headings are not searched; links that are written in them are references as well. What is meant
of another instrument, or may be meant of two units, is no reference; a unit that the words stand in and call `this
article` is none either.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from mkdocs_declaration.foundation.remembered import Remembered
from mkdocs_declaration.instrument.ranges import JOIN, is_range
from mkdocs_declaration.instrument.references.kinds import LEVELS
from mkdocs_declaration.instrument.references.names import is_east_asian, unit_names
from mkdocs_declaration.instrument.text.text import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.references.phrases import NamedPlace
    from mkdocs_declaration.instrument.references.resolver import ReferenceResolver
    from mkdocs_declaration.instrument.references.units import Units
    from mkdocs_declaration.instrument.text.text import Text

    _Parse = Callable[[str], Iterable[NamedPlace]]

__all__ = ["CrossReference", "CrossReferences"]

_NAME = re.compile(r"[^\W\d_]{4,}(?=\s+\w+\.?$)")
"""The name of a unit before its number."""
_MOST_NAMES = 20
"""How many such names are looked for; more are no text of law."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A stretch of the words of a unit that refers to another one."""

    start: int
    """Where it begins, in characters of the plain words."""
    end: int
    """Where it ends."""
    targets: tuple[str, ...]
    """The id of the unit that is meant, or those of the first and the last of a range."""

    @property
    def target(self) -> str:
        """The id of the unit or the range: `5.2`, `4~7`."""
        return JOIN.join(self.targets)


@dataclass(frozen=True, slots=True)
class LostReference:
    """A stretch of words that refers to a unit that is not there."""

    clause: str
    """The id of the unit whose words these are."""
    start: int
    """Where it begins in them."""
    end: int
    """Where it ends."""
    words: str
    """The words."""
    near: str
    """The label of what may have been meant, or an empty string."""


@dataclass(frozen=True)
class CrossReferences:
    """The references of an instrument to itself."""

    by_clause: Mapping[str, tuple[CrossReference, ...]] = field(default_factory=dict)
    """Those in the words of a unit, in their order, by its id; a unit without any, in its heading too, is missing."""
    in_headings: Mapping[str, tuple[CrossReference, ...]] = field(default_factory=dict)
    """The links that are written in headings of units, in their order, by the id of the unit."""
    referred_to_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of the units that refer to one, in the order of the text, by its id; of a range, the two ends."""
    lost: tuple[LostReference, ...] = ()
    """References that lead nowhere, in the order of the text."""

    @classmethod
    def of_clauses(
        cls,
        by_clause: Mapping[str, tuple[CrossReference, ...]],
        in_headings: Mapping[str, tuple[CrossReference, ...]],
        lost: tuple[LostReference, ...] = (),
    ) -> CrossReferences:
        """Put references together.

        Args:
            by_clause: The references in the words of units, by their ids, in the order of the text; there are all units
                that have one in their words or in their heading.
            in_headings: Those in the headings of units, by their ids.
            lost: Those that lead nowhere.
        """
        referring: dict[str, list[str]] = defaultdict(list)
        for id_, listed in by_clause.items():
            here = (*in_headings.get(id_, ()), *listed)
            for target in dict.fromkeys(target for one in here for target in one.targets):
                referring[target].append(id_)
        found = {id_: listed for id_, listed in by_clause.items() if listed or id_ in in_headings}
        return cls(found, in_headings, {target: tuple(ids) for target, ids in referring.items()}, lost)

    def targets(self, id_: str) -> tuple[str, ...]:
        """The ids of the units and ranges that the heading and the words of a unit refer to, each once, in their order.

        Args:
            id_: Its id.
        """
        listed = (*self.in_headings.get(id_, ()), *self.of(id_))
        return tuple(dict.fromkeys(one.target for one in listed))

    def of(self, id_: str) -> tuple[CrossReference, ...]:
        """Those in the words of a unit, in their order.

        Args:
            id_: Its id.
        """
        return self.by_clause.get(id_, ())


FoundPlaces: TypeAlias = Remembered[tuple["NamedPlace", ...]]
"""What words name, by the words."""


def find(instrument: Instrument, memory: FoundPlaces | None = None) -> CrossReferences:
    """Find the references of an instrument to itself.

    Args:
        instrument: The instrument. In a language whose grammar is not stated there are those that are written alone.
        memory: What words named in the last run, if this is a server.
    """
    language = instrument.language.partition("-")[0].lower()
    parse, names, same = _parser(language, instrument)
    if memory is not None and parse is not None:
        parse = _remembering(memory, parse, (language, *_titles(instrument), names))
    resolver = _resolving(instrument, names, same)
    lost: list[LostReference] = []
    found: dict[str, tuple[CrossReference, ...]] = {}
    in_headings: dict[str, tuple[CrossReference, ...]] = {}
    for clause in instrument.clauses:
        here: Iterable[CrossReference] = ()
        if clause.text is not None:
            here = _resolved(clause, parse, resolver, instrument, lost)
        found[clause.id] = tuple(sorted(here, key=operator.attrgetter("start")))
        if clause.heading is not None and (linked := tuple(_written(clause.heading))):
            in_headings[clause.id] = linked
    return CrossReferences.of_clauses(found, in_headings, tuple(lost))


def _remembering(memory: FoundPlaces, parse: _Parse, made_with: object) -> _Parse:
    """Find in words what was found in the same words in the last run."""
    memory.begin(made_with)
    return lambda words: memory.get(words, lambda: tuple(parse(words)))


def _written(text: Text) -> Iterator[CrossReference]:
    """The links to units that are written in a text."""
    for link in text.links:
        if link.target.startswith("#") and link.target != NOWHERE:
            yield CrossReference(link.start, link.end, tuple(link.target.removeprefix("#").split(JOIN)))


def _resolved(
    clause: Clause,
    parse: _Parse | None,
    resolving: Callable[[Clause], ReferenceResolver],
    instrument: Instrument,
    lost: list[LostReference],
) -> Iterator[CrossReference]:
    """The references in the words of one unit; what is lost is put to the list."""
    words, written = (clause.text.plain, clause.text.links) if clause.text is not None else ("", ())
    if clause.text is not None:
        yield from _written(clause.text)
    resolver: ReferenceResolver | None = None
    for place in _places(clause, parse) if parse is not None else ():
        from mkdocs_declaration.instrument.references.near import LostError  # noqa: PLC0415
        from mkdocs_declaration.instrument.references.phrases import closes_around  # noqa: PLC0415 - see `_parser`

        resolver = resolver or resolving(clause)
        if any(link.start < place.end and place.start < link.end for link in written):
            continue
        end = place.end - closes_around(words, place.start, place.end)
        try:
            targets = resolver.targets(place)
        except LostError as error:
            lost.append(LostReference(clause.id, place.start, end, words[place.start : end], error.near))
            continue
        if len(targets) == 2 and not is_range(*targets, instrument):
            continue
        if targets:
            yield CrossReference(place.start, end, tuple(unit.id for unit in targets))


def _resolving(
    instrument: Instrument, names: Mapping[str, str], same: Mapping[str, str]
) -> Callable[[Clause], ReferenceResolver]:
    """What leads the references in the words of a unit to others, which are put in order when the first has some."""
    own = _own(instrument)

    @cache
    def units() -> Units:
        from mkdocs_declaration.instrument.references import units as reference_units  # noqa: PLC0415 - see `_parser`

        return reference_units.Units(instrument, names, same, own)

    def resolver(clause: Clause) -> ReferenceResolver:
        from mkdocs_declaration.instrument.references import resolver as reference_resolver  # noqa: PLC0415 - as above

        return reference_resolver.ReferenceResolver(clause, units(), own)

    return resolver


def _places(clause: Clause, parse: _Parse) -> Iterator[NamedPlace]:
    """The places in the words of a unit; in a table none goes on from one cell to another."""
    parts = clause.table.parts() if clause.table is not None else ((clause.text, 0),)
    for text, begin in parts:
        for place in parse(text.plain) if text is not None else ():
            yield replace(place, start=place.start + begin, end=place.end + begin)


def _parser(language: str, instrument: Instrument) -> tuple[_Parse | None, Mapping[str, str], Mapping[str, str]]:
    """What finds places in words of a language, the kinds of units by their names, and those that mean others.

    What a text without references can do without takes long to load and to make, and waits for the first.
    """
    eastern = is_east_asian(language)
    title = _title(instrument, "" if eastern else r"(?:e?s)?(?![\w])" if language == "de" else r"(?![\w])")
    usual = unit_names(language)
    if usual is not None:
        further = _further(instrument, usual.kinds)
        names = (unit_names(language, further) if further else None) or usual

        def western(words: str) -> Iterable[NamedPlace]:
            if names.unit.search(words) is None:
                return ()
            from mkdocs_declaration.instrument.references.extraction import places  # noqa: PLC0415
            from mkdocs_declaration.instrument.references.grammar import grammar  # noqa: PLC0415 - as said above

            whole = grammar(language, further)
            return places(words, whole, title) if whole is not None else ()

        return western, names.kinds, names.same
    if not eastern:
        return None, {}, {}

    def eastern_places(words: str) -> Iterable[NamedPlace]:
        from mkdocs_declaration.instrument.references import parser_east_asian as parser  # noqa: PLC0415 - as said above

        whole = parser.east_asian_grammar(language)
        return parser.east_asian_places(words, whole, title) if whole is not None else ()

    return eastern_places, {}, {}


def _further(instrument: Instrument, kinds: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Kinds of the divisions of an instrument, with names in print that its language has for none: `Canto 7`."""
    names = {
        (clause.kind, name[0].casefold())
        for clause in instrument.clauses
        if clause.text is None and clause.number and (name := _NAME.match(clause.printed or ""))
    }
    further = [(kind, name) for kind, name in names if kind not in LEVELS and kinds.get(name, "item") in LEVELS]
    return frozenset(further if len(further) <= _MOST_NAMES else ())


def _titles(instrument: Instrument) -> tuple[str, ...]:
    return instrument.title, instrument.short_title, instrument.shown_title.plain


def _title(instrument: Instrument, ending: str) -> re.Pattern[str] | None:
    """The titles of an instrument, with an article before them or not, and a pattern of what ends each."""
    titles = set(_titles(instrument)) - {""}
    written = "|".join(r"\s+".join(map(re.escape, title.split())) for title in sorted(titles, key=len, reverse=True))
    return re.compile(rf"(?:the\s+)?(?:{written}){ending}", re.IGNORECASE) if written else None


def _own(instrument: Instrument) -> frozenset[str]:
    """What the instrument may be called in its words: its kind, and the words of its titles."""
    named = f"{instrument.kind} {instrument.title} {instrument.short_title}"
    return frozenset(word for word in re.findall(r"[^\W\d_]+", named.casefold()) if len(word) > 2)
