"""Which instrument a reference is to, by the words around it: `Article 5 of the Charter`, `ICCPR, Article 2`.

Words that may name another instrument make it one: no reference is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.instrument.references.expressions import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FOREIGN = "foreign"
"""Stands for another instrument than this one."""
_LOOK_BACK = 120
"""How many characters before a reference may name another instrument."""
_MORE = re.compile(r"\s+(?:[A-Z]|[(\d]|of\b|on\b)")
_INITIALS = r"(?-i:(?![IVXLC]+(?!\w))[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*[A-ZÄÖÜ]|(?:[A-Z]\.\s?){2,5})(?!\w)"
"""The initials of another act: BGB, StGB, ICCPR, U.S.C.; roman numerals are none."""
_ABBREVIATED = r"(?-i:[A-ZÀ-Þc]\.\s?(?:[a-zà-ÿ]{2,8}\.\s?){0,2}[a-zà-ÿ]{2,8}(?:\.|(?=\s*(?:[,;)]|$))))"
"""A code by its abbreviation: C. civ., C. proc. civ."""
_DOCUMENT = (
    r"[A-Z][A-Z.]*(?:/[\w.()-]+)+|[A-Z]-\d+/\d+|ibid\.?|(?:op|loc)\.\s?cit\.|(?:pp?|[Vv]ol|S|Bd)\.\s?(?:\d+|[IVXL]+)"
)
"""The symbol of a document, the number of a case, or a place in a book: A/RES/60/1, C-1/20, ibid., vol. I."""
_ACRONYM = re.compile(rf"(?<![\w.-])\(?(?:{_INITIALS}|{_ABBREVIATED}|{_DOCUMENT})\)?$")
_BLANK = re.compile(r"\s+")
_NAME = re.compile(r"\w{5,30}")
_BRACKETS = re.compile(r"\([^()]*\)")
_CAPITAL = "(?-i:(?=[A-ZÀ-ÖØ-Þ]))"
_NUMBER = (
    r"(?:\s*\([\w ]+\))?"
    r"(?:\s*(?:N[or°º]\.?\s*)?[\d/.‑-]*\d(?:/\w+)?|\s+(?:N[or°º]\.?\s*)?(?=[^\W\d]*[\d/])\w+(?:[/.‑-]\w+)*|\s+(?:N[or°º]\.?\s*)?(?-i:[IVXLC]{1,6})(?!\w))?"
)
"""The number of an instrument: `(EU) No 1`, `2016/679`, `1/CP.3`, `III`."""


@dataclass(frozen=True, slots=True)
class InstrumentNames:
    """What instruments are called in a language, as regular expressions."""

    of: re.Pattern[str]
    """What stands between a unit and what holds it."""
    to: re.Pattern[str]
    """The same behind an annex."""
    this: re.Pattern[str]
    """The words for this instrument, as in `this Convention`; its group `name` says what it is called."""
    the: re.Pattern[str]
    """The name of an instrument, as behind `of the`."""
    foreign: re.Pattern[str]
    """What stands behind a number where another instrument is meant."""
    acronym: re.Pattern[str]
    """The same, where it is an acronym."""
    joint: re.Pattern[str]
    """What stands between the name of an instrument and a reference behind it: groups `mark`, `leading` and `its`."""
    noun: re.Pattern[str]
    """What an instrument is called: groups `this`, `the` and `name`."""
    title: re.Pattern[str]
    """What may follow in its name: groups `number` and `rest`."""
    annexed: re.Pattern[str]
    """What stands before `this Convention` where it is one to that which is meant: `the Protocol to`."""
    longer: re.Pattern[str]
    """What stands behind the title of this instrument where it begins a longer one: a year, `in France`."""
    described: re.Pattern[str]
    """What stands before it where it ends a longer one: `European`, `the former`."""
    clause: re.Pattern[str]
    """What stands behind a reference with which a clause of the sentence begins."""
    conjunction: re.Pattern[str]
    """What joins two references, at the end of words."""
    amending: re.Pattern[str]
    """What words say that amend an instrument."""
    words: frozenset[str]
    """The words for instruments, in lower case; other names are compounds that end with one."""
    has_capitals: bool
    """Whether a name that is more than a word begins with a capital."""

    def behind(self, words: str, end: int, own: re.Pattern[str] | None, *, is_annex: bool) -> str:
        """What this instrument is called behind a reference.

        Args:
            words: Plain words.
            end: Where the reference ends.
            own: The titles of this instrument.
            is_annex: Whether the reference is to an annex, which is one `to` an instrument.

        Returns:
            The name in lower case, with `the` before it or not; `title`; or an empty string if it is not named.
        """
        joint = self.of.match(words, end) or (self.to.match(words, end) if is_annex else None)
        start = joint.end() if joint else end
        if named := self.this.match(words, start):
            return str(named["name"].casefold())
        gap = joint or _BLANK.match(words, end)
        if own and gap and (titled := own.match(words, gap.end())):
            return "" if self.longer.match(words, titled.end()) else "title"
        the = self.the.match(words, start) if joint else None
        # With more behind it, as in `of the Convention on …`, it is a title of its own.
        return f"the {the['name'].casefold()}" if the and not _MORE.match(words, the.end()) else ""

    def is_foreign(self, words: str, start: int, end: int, *, is_annex: bool) -> bool:
        """Whether words behind a reference name another instrument.

        Args:
            words: Plain words.
            start: Where the reference begins.
            end: Where it ends.
            is_annex: Whether it is to an annex.
        """
        if self.foreign.match(words, end) or (is_annex and self.to.match(words, end)):
            return True
        return not _is_in_capitals(words, start) and self.acronym.match(words, end) is not None

    def before(self, words: str, start: int, own: re.Pattern[str] | None) -> str:
        """Which instrument is named before a reference.

        Args:
            words: Plain words.
            start: Where the reference begins.
            own: The titles of this instrument.

        Returns:
            As `behind`; `foreign` where it is, or may be, another one.
        """
        words_before = words[max(0, start - _LOOK_BACK) : start]
        joint = self.joint.search(words_before)
        if joint is None:
            return ""
        before = words_before[: joint.start()]
        if not joint["mark"] and not joint["its"] and before[before.rfind(" ") + 1 :][:1].islower():
            return ""  # the last word before a reference is that of a name
        for titled in own.finditer(before) if own else ():
            is_word = before[titled.start() - 1 : titled.start()].isalnum()
            if not is_word and re.fullmatch(r"(?:\s*\([^()]*\))?", before[titled.end() :]):
                return FOREIGN if self._is_of_another(before[: titled.start()]) else "title"
        for noun in reversed(list(self.noun.finditer(before))):
            if title := self.title.fullmatch(before, noun.end()):
                if noun["this"] and self.annexed.search(before, 0, noun.start()):
                    return FOREIGN
                return self._named(noun, title, joint)
        is_acronym = _ACRONYM.search(before) is not None and not _is_in_capitals(words, start)
        return FOREIGN if is_acronym or joint["its"] else ""

    def in_series(self, words: str, start: int, end: int, own: re.Pattern[str] | None) -> str:
        """The same of a reference behind a semicolon, unless a clause begins with it: `the Charter; Article 2.`.

        Args:
            words: Plain words.
            start: Where the reference begins.
            end: Where it ends.
            own: The titles of this instrument.
        """
        before = words[max(0, start - _LOOK_BACK) : start].rstrip()
        if not before.endswith(";") or self.clause.match(words, end):
            return ""
        led = self.before(f"{before[:-1]}: ", len(before) + 1, own)
        return led if led == FOREIGN or led.startswith("the ") else ""

    def behind_another(self, words: str, start: int, own: re.Pattern[str] | None) -> str:
        """The same of a reference that is joined to one of another instrument: `Article 5 of the Act and Article 6`.

        Args:
            words: Plain words.
            start: Where the reference begins.
            own: The titles of this instrument.
        """
        joined = self.conjunction.search(words, max(0, start - _LOOK_BACK), start)
        if joined is None:
            return ""
        listed = f"{words[max(0, joined.start() - _LOOK_BACK) : joined.start()]}, "
        return self.before(listed, len(listed), own)

    def amends(self, words: str, own: re.Pattern[str] | None) -> bool:
        """Whether words amend another instrument, so that units that are named without one are of that.

        Args:
            words: Plain words.
            own: The titles of this instrument.
        """
        if not self.amending.search(words):
            return False
        words = re.sub(rf"(?<!\w)(?:{own.pattern})", ",", words, flags=re.IGNORECASE) if own else words
        for noun in self.noun.finditer(words):
            if noun["this"]:
                continue
            title, before = (
                self.title.match(words, noun.end()),
                words[max(0, noun.start("name") - _LOOK_BACK) : noun.start("name")].split()[-1:],
            )
            is_compound = noun["name"].casefold() not in self.words
            is_titled = title is not None and (title["rest"] or is_compound or (before and before[0].istitle()))
            if (title and title["number"]) or (is_titled and noun["name"][:1].isupper()):
                return True
        return False

    def _is_of_another(self, before: str) -> bool:
        """Whether a title is that of a longer one: the European, or the Protocol to the, Convention on Things."""
        if self.described.search(before):
            return True
        nouns = list(self.noun.finditer(before))
        return bool(nouns) and self.title.fullmatch(before, nouns[-1].end()) is not None and not nouns[-1]["this"]

    def _named(self, noun: re.Match[str], title: re.Match[str], joint: re.Match[str]) -> str:
        name, rest = noun["name"], title["rest"] or ""
        if noun["this"]:
            return str(name.casefold())
        is_certain = name[:1].isupper() or any(char.isdigit() for char in _BRACKETS.sub("", title[0]))
        is_apart = joint["mark"] not in (",", "'s", "’s") or joint["leading"]
        if not is_certain and not joint["its"] and (is_apart or (rest and self.has_capitals)):
            return ""
        return f"the {name.casefold()}" if noun["the"] and not title[0] else FOREIGN


def instrument_names(stated: Mapping[str, Any], conjunctions: str) -> InstrumentNames:
    """What instruments are called in a language.

    Args:
        stated: The grammar of the language, as `reference_grammar` tells it.
        conjunctions: A pattern for the words that join two of a list.
    """
    comma = r"\s*,?" if stated.get("of_behind_comma") else ""
    of = rf"{comma}\s+(?:{any_of(stated['of'].split(), connects=True)})"
    nouns = any_of(stated["instruments"].split(), endings=bool(stated.get("compounds")))
    lists = ("this", "that", "foreign", "the", "named", "leading", "its")
    this, that, foreign, the, named, leading, its = (any_of(stated.get(name, "").split()) for name in lists)
    before = [*stated["of"].split(), *stated["to"].split()]
    to, before_words = any_of(stated["to"].split()), any_of(before)
    that_behind = any_of(stated.get("that_behind", stated.get("that", "")).split())
    behind = f"{that_behind}|{nouns}" if stated.get("compounds") else that_behind  # Artikel 1 Grundgesetz
    contained = any_of(stated.get("contained", "").split())
    certain = rf"(?:{_CAPITAL}[\w-]+\s+){{1,3}}{_CAPITAL}(?:{nouns})(?!\w)|{_CAPITAL}(?:{nouns})\s+(?:{named})(?!\w)"
    capitals = rf"(?:{_CAPITAL}[\w-]+\s+){{0,3}}{_CAPITAL}(?:{nouns})(?!\w)"
    numbered = rf"(?:{nouns})\s*(?:\([^()]*\)\s*)?(?:N[or°º]\.?\s*)?\d"
    to_words = rf"(?:(?:{contained})\s+)?(?:{any_of(stated['to'].split(), connects=True)})"
    adjective = r"|\s+[\w-]+" if stated.get("adjectives_behind") else ""
    patterns = {
        "of": of,
        "to": rf"\s+(?!(?:{any_of(stated.get('apart', '').split())})(?!\w)){to_words}"
        rf"|\s*,\s+{to_words}(?=(?:(?:{this}|{that}|{the})\s+)?(?:{capitals}|(?:{nouns})(?!\w)))",
        "this": rf"\s*(?<![\w])(?:{this})\s+(?P<name>{nouns})(?![\w])",
        "the": rf"(?P<name>{nouns})(?![\w])",
        "foreign": rf"{of}|\s+(?:{any_of(before)})\s*,"
        rf"|\s+(?:{behind})(?!\w)|[\s,]+(?:{foreign})(?!\w)|(?:\s*[,–—])?\s+(?:{capitals}|{numbered})"
        rf"|\s+(?:(?:{contained})\s+)?(?:{leading}|{contained})\s+(?:(?:{the})\s+)?(?:{capitals}|{_INITIALS})"
        rf"|\s*[(\[](?:(?:{the})\s+)?(?:{certain}|{numbered})",
        "acronym": rf"\s+(?:ff?\.\s+)?{_INITIALS}|\s*[(\[]{_INITIALS}[^()]*[)\]]"
        rf"|(?:\s*,)?\s+{_ABBREVIATED}|\s*\({_ABBREVIATED}"
        rf"|\s*,\s*{_INITIALS}(?=\s*(?:[,.;:)]|$))",
        "joint": rf"(?:\s*(?P<mark>[,(\[:–—]|[’']s)\s*(?P<leading>(?:(?:{leading})(?:(?<=['’])|\s+))*)"
        rf"|(?:^|\s+)(?:(?:{leading})\s+)*(?=(?:{its})\s)|\s+)(?:(?P<its>{its})\s+)?$",
        "annexed": rf"(?<!\w)(?:{nouns}|{_annexes(stated)}){_NUMBER}"
        rf"(?:\s+[\w-]+)?\s+(?:{named}|{to})\s+(?:(?:{the})\s+)?$",
        "longer": rf"[-‑]\w|\s+\(?(?:(?:{named}|{of})\s+)?[12]\d{{3}}(?!\w)"
        + ("" if stated.get("compounds") else rf"|\s+(?:{named}|{leading})\s+(?:(?:{the})\s+)?{_CAPITAL}")
        + (rf"|\s+{_CAPITAL}" if stated.get("capitals") else ""),
        "described": rf"(?<!\w)(?:(?:{the})(?:\s+|(?<=['’]))|{_CAPITAL})"
        rf"(?!(?:{this}|{that}|{the}|{leading}|{before_words})(?!\w))[\w-]+\s+$",
        "amending": rf"(?<!\w)(?:{any_of(stated.get('amending', '').split())})(?!\w)",
        "clause": rf"\s*,?\s+(?!(?:{conjunctions})(?!\w))(?-i:[a-zß-öø-ÿ])",
        "conjunction": rf"\s*,?\s+(?:{conjunctions})\s+(?:(?:{the})(?:\s+|(?<=['’])))?$",
        "noun": rf"(?<!\w)(?:(?P<this>(?:{this})\s+(?:[\w-]+\s+)?)|(?P<the>(?:{the})(?:\s+|(?<=['’]))))?"
        rf"(?P<name>{nouns})(?!\w)",
        "title": rf"(?P<number>{_NUMBER})(?P<rest>(?:\s+[\w-]+)?\s+(?:{named})(?:(?<=['’])|\s)(?:[^.;:()]|(?<=\d)\.)*"
        rf"{adjective})?"
        r"(?:\s*\([^()]*\))?",
    }
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
    bare = frozenset(stated["instruments"].split())
    return InstrumentNames(**compiled, words=bare, has_capitals=bool(stated.get("capitals")))


def _annexes(stated: Mapping[str, Any]) -> str:
    """A pattern for the names of annexes."""
    names = " ".join(stated["names"].get(kind, "") for kind in ("annex", "appendix", "schedule"))
    return any_of(name for name in names.split() if name != "|")


def _is_in_capitals(words: str, start: int) -> bool:
    """Whether a reference stands in words that are all in capitals, which are no acronyms."""
    name = _NAME.match(words, start)
    return name is not None and name[0].isupper()
