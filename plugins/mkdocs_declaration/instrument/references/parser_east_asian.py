"""Cross-references in scripts that put the name behind the numeral: `第五条第二項`, `前条`, `第四条から第七条まで`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.citations.language_data import citing_words
from mkdocs_declaration.instrument.numbering.alphabets import of_language
from mkdocs_declaration.instrument.numbering.east_asian import JOINS
from mkdocs_declaration.instrument.references.grammar import key
from mkdocs_declaration.instrument.references.instruments import FOREIGN
from mkdocs_declaration.instrument.references.kinds import LEVELS
from mkdocs_declaration.instrument.references.phrases import EVERY, NamedPlace, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NUMERAL = "(?:[0-9０-９]+|[〇一二三四五六七八九十百千]+)"
_SEVERAL = re.compile(_NUMERAL)
_DIGITS = re.compile("[0-9０-９]{1,3}(?![0-9０-９])|[（(][0-9０-９]{1,3}[）)]")
_ITEM = re.compile("[（(]([a-z]{1,2}|[ivx]{1,5})[）)]")
_OPENING = re.compile("(?:の規定)?[（(]")
"""What stands between a unit and a remark on it."""
_APPLYING = re.compile("において準用する(?:場合における)?")
"""What stands between a unit and one that applies there as well."""
_INSERTED = rf"(?:[{JOINS}]{_NUMERAL})*"


@dataclass(frozen=True, slots=True)
class EastAsianGrammar:
    """The grammar of a language whose names stand behind numerals, as regular expressions."""

    step: re.Pattern[str]
    """A unit: groups `number` and `counter`; or `how`, `several` and `named`; or `annex` and `mark`; or `letter`."""
    counters: Mapping[str, str]
    """Kinds by counters."""
    hows: Mapping[str, str]
    """`this`, `that`, `before` or `after` by the words for them."""
    letters: frozenset[str]
    """The letters of lists."""
    separator: re.Pattern[str]
    """What stands between two of several."""
    until: re.Pattern[str]
    """What stands between the first and the last of a range."""
    ends: re.Pattern[str]
    """What may stand behind the last."""
    noun: re.Pattern[str]
    """What stands behind the number of an item that is a part of a word, as 第二号被保険者."""
    remark: re.Pattern[str]
    """What stands in brackets behind a number where it names an instrument."""
    former: re.Pattern[str]
    """The end of words before a number that is none of this text as it is: an acronym, or 旧."""
    led: re.Pattern[str]
    """The end of words before a number that name an instrument; its group `this` says that it is this one."""


@functools.cache
def east_asian_grammar(language: str) -> EastAsianGrammar | None:
    """The grammar of a language; None if it has none, or one whose names stand before numbers."""
    words = citing_words(language)
    stated = words.references
    if "counters" not in stated:
        return None
    counters = {name: kind for kind, names in stated["counters"].items() for name in names.split()}
    hows = {word: how for how in ("this", "that", "before", "after") for word in stated[how].split()}
    counter, how = _any(counters), _any(hows)
    every = "".join(f"|{re.escape(word)}" for word in stated.get("every", "").split())
    step = re.compile(
        rf"(?P<number>第{_NUMERAL})(?P<counter>{counter})(?P<inserted>{_INSERTED})"
        rf"|(?P<how>{how})(?P<several>{_NUMERAL}{every})?(?P<named>{counter})(?![文例件書])"
        rf"|(?P<annex>{_any(stated['annexes'].split())})"
        rf"(?P<mark>(?>第?{_NUMERAL})(?!{counter})|[IVXLCⅠ-Ⅻ]+(?![A-Za-z])|[A-Z](?![A-Za-z]))?"
    )
    instruments = _any(stated["instruments"].split())
    treaties, remark = _any(stated["treaties"].split()), "[（(][^（）()]*[）)]"
    attached = _any(stated["attached"].split())
    this, that = _any(stated["this"].split()), _any(stated["that"].split())
    return EastAsianGrammar(
        step=step,
        counters=counters,
        hows=hows,
        letters=frozenset(sign for alphabet in of_language(language) for sign in alphabet.signs),
        separator=re.compile(rf"(?:{_any(stated['lists'].split())})"),
        until=re.compile(rf"(?:{_any(stated['ranges'].split())})"),
        ends=re.compile(rf"(?:{_any(stated['ends'].split())})"),
        noun=re.compile(rf"(?![{stated['behind_items']}])[一-鿿]"),
        remark=re.compile(rf"[（(](?!{this})[^（）()、。]+(?:{instruments})[）)]"),
        former=re.compile(rf"(?:[A-ZＡ-Ｚ][A-Za-zＡ-Ｚ]*[A-ZＡ-Ｚ]の?|{_any(stated['former'].split())})$"),
        led=re.compile(
            rf"(?:(?P<this>{this})|(?P<that>{that})|(?P<other>\w))?"
            rf"(?P<name>(?:{instruments})(?=(?:第?{_NUMERAL}号?)?(?:{remark})?(?:[0-9]+/[0-9]+)?(?:{attached}|の)?$)|(?:{treaties})(?=(?:{remark})?[、（(]$))"
        ),
    )  # fmt: skip


def _any(words: object) -> str:
    return "|".join(re.escape(str(word)) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


def east_asian_places(
    words: str, grammar: EastAsianGrammar, title: re.Pattern[str] | None = None
) -> Iterator[NamedPlace]:
    """Find what words name.

    Args:
        words: Plain words.
        grammar: The grammar of their language.
        title: The names of the instrument.

    Returns:
        The places in the order of the words.
    """
    position: int = 0
    before: NamedPlace | None = None
    closed = _closed(words)
    remarked: list[tuple[int, NamedPlace]] = []
    while match := grammar.step.search(words, position):
        place = _chain(words, match, grammar) or _only_annex(words, match, grammar, title)
        if place is None:
            position, before = match.end(), None
            continue
        is_behind_remark = False
        while remarked and remarked[-1][0] <= place.start:  # it goes on behind a remark
            end, outer = remarked.pop()
            before, is_behind_remark = replace(outer, end=end), end == place.start
        gap = words[before.end : place.start] if before is not None else ""
        is_joined = before is not None and grammar.separator.fullmatch(gap) is not None
        if is_joined and before is not None:
            place = _continued(replace(place, is_joined=True), before)
        elif before is not None and (is_behind_remark or _OPENING.fullmatch(gap)) and _is_part(place, before):
            place = replace(place, steps=(*before.steps, *place.steps), instrument=before.instrument)
        elif before is not None and before.instrument == FOREIGN and _APPLYING.fullmatch(gap):
            place = replace(place, instrument=FOREIGN)
        else:
            led = _instrument(words, place.start, grammar, title)
            place = replace(place, instrument=FOREIGN if grammar.remark.match(words, place.end) else led)
        ranged = _until(words, place, grammar)
        yield ranged or place
        before = replace(place, end=ranged.end) if ranged else place
        for before in _letters(words, before, grammar):  # noqa: B020 - the last is what the next goes on with
            yield before
        position = before.end
        opening = _OPENING.match(words, position)
        if opening and opening.end() in closed:
            remarked.append((closed[opening.end()], before))


def _closed(words: str) -> dict[int, int]:
    """Where the words behind a bracket begin, by where those within it do."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for bracket in re.finditer("[（）()]", words):
        if bracket[0] in "（(":
            opened.append(bracket.end())
        elif opened:
            found[opened.pop()] = bracket.end()
    return found


def _only_annex(
    words: str, match: re.Match[str], grammar: EastAsianGrammar, title: re.Pattern[str] | None
) -> NamedPlace | None:
    """An annex without a number where it is said to be of this instrument: この条約の附属書."""
    led = _instrument(words, match.start(), grammar, title) if match["annex"] and not match["mark"] else FOREIGN
    if led in ("", FOREIGN):
        return None
    step = Step("annex", how="only", name=match["annex"])
    return NamedPlace(*match.span(), (step,), instrument=led)


def _is_part(place: NamedPlace, before: NamedPlace) -> bool:
    """Whether a place in brackets is one within the place before them: 第一項 in 第三条（第一項に限る。）."""
    first, last = place.steps[0], before.steps[-1]
    return not first.how and LEVELS.get(first.kind, 0) > LEVELS.get(last.kind, 0)


def _letters(words: str, before: NamedPlace, grammar: EastAsianGrammar) -> Iterator[NamedPlace]:
    """Further letters and items of a list: ロ in 第一号イ又はロ, (b) in 第一項(a)及び(b)."""
    while before.steps[-1].kind == "item":
        separator = grammar.separator.match(words, before.end)
        item = _ITEM.match(words, separator.end()) if separator else None
        if item is None:
            return
        steps = (*before.steps[:-1], Step("item", ((item[1],),)))
        before = NamedPlace(*item.span(), steps, instrument=before.instrument, is_joined=True)
        yield before
    while before.steps[-1].kind == "letter":
        separator = grammar.separator.match(words, before.end)
        letter = _letter(words, separator.end(), grammar) if separator else ""
        if separator is None or not letter:
            return
        steps = (*before.steps[:-1], Step("letter", ((letter,),)))
        before = NamedPlace(separator.end(), separator.end() + 1, steps, instrument=before.instrument, is_joined=True)
        yield before


def _letter(words: str, at: int, grammar: EastAsianGrammar) -> str:
    """The letter of an item at a place; empty if there is none, or a word in katakana."""
    letter, after = words[at : at + 1], words[at + 1 : at + 2]
    return letter if letter in grammar.letters and not "ァ" <= after <= "ヿ" else ""


def _chain(words: str, match: re.Match[str], grammar: EastAsianGrammar) -> NamedPlace | None:
    """The steps that follow each other, from the outermost."""
    steps: list[Step] = []
    start, end = match.span()
    found: re.Match[str] | None = match
    while found is not None:
        step = _step(found, grammar)
        is_inner = not steps or step.kind == "section" or LEVELS.get(step.kind, 0) > LEVELS.get(steps[-1].kind, -1)
        if not is_inner or (steps and step.how in ("this", "before", "after")):
            break
        steps.append(step)
        end = found.end()
        if step.kind == "number" and (letter := _letter(words, end, grammar)):
            steps.append(Step("letter", ((letter,),)))
            end += 1
        elif step.kind in ("article", "paragraph"):
            end = _in_digits(words, end, steps)
        found = grammar.step.match(words, end + (words[end : end + 1] == "の"))
    if steps[0].kind == "annex" and not steps[0].paths and len(steps) == 1:
        return None
    if len(steps) == 1 and steps[0].kind == "number" and grammar.noun.match(words, end):
        return None
    return NamedPlace(start, end, tuple(steps))


def _in_digits(words: str, end: int, steps: list[Step]) -> int:
    """Take the paragraph and the items that treaties put behind an article: 第三条1(a)(i). Returns where they end."""
    digits = _DIGITS.match(words, end) if steps[-1].kind == "article" else None
    if digits:
        steps.append(Step("paragraph", ((digits[0].strip("（）()"),),), is_exact=True))
        end = digits.end()
    while steps[-1].kind != "article" and (item := _ITEM.match(words, end)):
        steps.append(Step("item", ((item[1],),)))
        end = item.end()
    return end


def _step(match: re.Match[str], grammar: EastAsianGrammar) -> Step:
    if match["annex"]:
        paths = ((match["mark"],),) if match["mark"] else ()
        return Step("annex", paths, how="" if paths else "only", name=match["annex"])
    if match["how"]:
        several = match["several"]
        count = 1 if not several else int(key(f"第{several}条")) if _SEVERAL.fullmatch(several) else EVERY
        return Step(grammar.counters[match["named"]], how=grammar.hows[match["how"]], count=count)
    written = match["number"] + match["counter"] + match["inserted"]
    kind = grammar.counters[match["counter"]]
    return Step(kind, ((written,),), is_exact=kind == "paragraph")


def _continued(place: NamedPlace, before: NamedPlace) -> NamedPlace:
    """A place of a list within what holds the place before: 第三項 in 第二条第一項又は第三項."""
    kinds = [step.kind for step in before.steps]
    if place.steps[0].kind in kinds and not place.steps[0].how:
        outer = before.steps[: kinds.index(place.steps[0].kind)]
        return replace(place, steps=(*outer, *place.steps), instrument=before.instrument)
    return replace(place, instrument=before.instrument)


def _until(words: str, place: NamedPlace, grammar: EastAsianGrammar) -> NamedPlace | None:
    """A range that begins with a place: 第四条から第七条まで, 前三条 and 前各条."""
    last = place.steps[-1]
    if last.how in ("before", "after") and last.count != 1:
        steps = [Step(last.kind, how=last.how, count=count) for count in (last.count, 1)]
        first, end = steps if last.how == "before" else steps[::-1]
        return replace(place, steps=(*place.steps[:-1], first), until=(*place.steps[:-1], end))
    join = grammar.until.match(words, place.end)
    match = grammar.step.match(words, join.end()) if join else None
    other = _chain(words, match, grammar) if match else None
    if other is None:
        return None
    ends = grammar.ends.match(words, other.end)
    until = _continued(other, place).steps
    return replace(place, end=ends.end() if ends else other.end, until=until)


def _instrument(words: str, start: int, grammar: EastAsianGrammar, title: re.Pattern[str] | None) -> str:
    """What stands before a number: this instrument, another one, or nothing."""
    before = words[max(0, start - 60) : start]
    if title and re.search(rf"(?<![一-鿿々ァ-ヿの])(?:{title.pattern})(?:[（(][^（）()]*[）)])?[の、（(]?$", before):
        return "title"
    led = grammar.led.search(before)
    if led is None:
        return FOREIGN if grammar.former.search(before) else ""
    return led["name"] if led["this"] else FOREIGN
