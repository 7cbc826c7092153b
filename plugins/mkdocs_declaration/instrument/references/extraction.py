"""Cross-references as the words have them: what is named, and where; whether it is there is asked by the resolver.

`paragraphs 1 and 2 of Article 5, Article 7 (1) (a) and (b), or Chapter II` are five places: each names its steps from
the outermost, `article 5` and `paragraph 1`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.references.instruments import FOREIGN
from mkdocs_declaration.instrument.references.parser import PhraseParser
from mkdocs_declaration.instrument.references.phrases import doubtful, qualified, settled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from mkdocs_declaration.instrument.references.grammar import Grammar
    from mkdocs_declaration.instrument.references.phrases import NamedPlace, Phrase

_FAR = 160
"""How many characters behind a unit are no longer about it."""


def places(words: str, grammar: Grammar, title: re.Pattern[str] | None = None) -> Iterator[NamedPlace]:
    """Find what words name.

    Args:
        words: Plain words.
        grammar: The grammar of their language.
        title: The names of the instrument, with what may stand before them.

    Returns:
        The places in the order of the words.
    """
    match = grammar.unit.search(words)
    is_amending = match is not None and grammar.instruments.amends(words, title)
    group: list[Phrase] = []
    while match is not None:
        is_behind_another = bool(group) and group[-1].is_of_another
        parsed = PhraseParser(words, grammar, title, is_behind_another=is_behind_another).phrase(match)
        if parsed is None:
            match = grammar.unit.search(words, match.end())
            continue
        if is_amending:
            parsed.places = [replace(place, instrument=place.instrument or FOREIGN) for place in parsed.places]
        gap = words[group[-1].end : grammar.begin(match)] if group else ""
        if group and group[-1].places:
            parsed = _as_part(parsed, group[-1], gap, grammar, words)
        if group and grammar.joint.fullmatch(gap):
            group.append(parsed)
        else:
            yield from settled(group)
            group = [parsed]
        match = grammar.unit.search(words, max(parsed.end, match.end()))
    yield from settled(group)


def _as_part(phrase: Phrase, before: Phrase, gap: str, grammar: Grammar, words: str) -> Phrase:
    """A phrase as part of the one before it, if the words between or behind them say that it may be one."""
    if behind := grammar.qualifier.fullmatch(gap):
        return qualified(phrase, before, is_certain=not behind["open"])
    is_modifying = len(gap) < _FAR and grammar.modifying.fullmatch(gap) is not None
    joins = is_modifying or grammar.joint.fullmatch(gap) or grammar.beginning.fullmatch(gap)
    if phrase.is_open and joins and grammar.thereof.match(words, phrase.end):
        places = [replace(place, instrument="") for place in phrase.places]
        part = qualified(replace(phrase, places=places), before, is_certain=True)
        return phrase if part.is_open else part
    return doubtful(phrase, before) if is_modifying else phrase
