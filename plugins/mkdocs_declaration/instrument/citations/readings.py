"""Readings: one form for all the ways in which a number, a label or an id is written.

`1.3(ii)`, `1.3.(ii)` and `para. 1.3 (II)` are ways to write what one id stands for. The form of what is written has its
letters and digits in lower case, with the digits of every script as 0 to 9, and a dot between the parts: `para.1.3.ii`.
Bare of the names of units it is `1.3.ii`. A hyphen between digits stays, since `13-1` is article 13¹ and `13.1` is not.

Scripts of pages read addresses in the same way (`addresses/forms.js`), by the knowledge that this module gives them as
data; the cases of `tests/addresses.yaml` hold both to one outcome.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.instrument.citations.citations import SHORTENED, shortened
from mkdocs_declaration.instrument.identity import labels
from mkdocs_declaration.instrument.interface.catalogue import SERIES
from mkdocs_declaration.instrument.numbering import alphabets, east_asian
from mkdocs_declaration.instrument.numbering.numerals import LATIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause

GENERIC = frozenset({"item", "items", "point", "points", "subparagraph", "par", "pars", "para", "no", "nr"})
"""Names that a citation may put before a number, whatever the text calls its units."""
_LONGEST_PHRASE = 4
"""How many words a phrase has at most."""
_SHORT = 2
"""How many letters a name has at most that may be the number of an item as well."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AFTER_RAISED = re.compile(f"(?<=[^\\W_{_RAISED}])(?=[{_RAISED}])")
_SIGN_OF_ORDINAL = re.compile(r"(?<=\d)[ºª°]")
_ASCII_PART = re.compile(r"[a-z0-9]+(?:(?<=[0-9])-(?=[0-9])[a-z0-9]+)*")
_HYPHEN = re.compile(r"(?<=[0-9])[-‐](?=[0-9])")
_WRITTEN_HYPHEN = re.compile("[-‐/]")
_JOINED = re.compile("[0-9]-[0-9]")
_SLASH = re.compile("(?<=[0-9])/(?=[0-9])")
"""Joins the number of an inserted unit in Thai laws, มาตรา ๕/๑; elsewhere it parts numbers, as a dot does."""
_MARK = re.compile(rf"\.(?<=\d\.)({'|'.join(LATIN)})(?=\.|$)")
_BEFORE = re.compile(r"^[\s\"'“”„‘’«»‹›<*`]+")
_BEHIND = re.compile(r"\s*(?:[\"'“”„‘’«»‹›<>*`|…]|:~:|[?&][\w.-]+=).*$", re.DOTALL)
"""What stands around an address in a text, and is no part of one; trackers put parameters behind a fragment as well."""
ENDS = (*LATIN, "closing", "opening")
"""Words that a part of an id may be by the rule of ids, whether or not this text has such a unit."""
_NUMBER = re.compile(rf".*\d.*|([a-z])\1*|[ivxlc]+|{'|'.join(ENDS)}")
_SHORT_PART = re.compile(r"[.(][^\W\d_]{1,2}[).,;:\]]*$")
"""The letters of an item, where a word of the text would have a blank before it."""
_NAMED_DIGITS = re.compile(r"([^\W\d_]+)(\d.*)")
_INSERTED = re.compile(r"([0-9]+)([^0-9a-z]+)")
_OF_INSERTIONS = ("CYRILLIC", "GREEK", "HEBREW", "DEVANAGARI", "BENGALI", "ARMENIAN")
"""Scripts of which a letter behind digits is that of an inserted unit, as in 5а; in others it may be a word."""


def form(written: str) -> str:
    """The form of a number, a label or an id.

    Args:
        written: As a reader or a document has it, without escapes.

    Returns:
        Its letters and digits with a dot between the parts; empty if there are none.
    """
    if written.isascii():
        small = written.lower()
        return _marked(".".join(_ASCII_PART.findall(_SLASH.sub("-", small) if "/" in small else small)))
    text = _AFTER_RAISED.sub("-", unicodedata.normalize("NFC", written))
    text = unicodedata.normalize("NFKC", _SIGN_OF_ORDINAL.sub("", text)).lower()
    text = east_asian.in_digits("".join(char for char in text if unicodedata.category(char) != "Cf"))
    text = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    return _marked(".".join(_parts(_HYPHEN.sub("-", _SLASH.sub("-", text)))))


def bare_text(written: str) -> str:
    """What is written, without what stands around an address in a text: quotation marks, words, trackers."""
    return _BEHIND.sub("", _BEFORE.sub("", written)).strip()


def loose(form_: str) -> str:
    """A form in which hyphens are not told from dots."""
    return form_.replace("-", ".")


def _marked(form_: str) -> str:
    """A form with the marks of inserted units at their numbers: `5bis` for `5.bis`."""
    return _MARK.sub(lambda match: match[1], form_)


def _parts(text: str) -> Iterator[str]:
    """Runs of letters and digits; one ends where Latin letters or digits meet letters of another script."""
    run, before = "", None
    for index, char in enumerate(text):
        is_joint = char == "-" and _HYPHEN.match(text, index) is not None
        is_mark = is_joint or unicodedata.category(char)[0] == "M"
        is_part = is_joint or unicodedata.category(char)[0] in "LMN"
        is_latin = before if is_mark else char.isdigit() or unicodedata.name(char, "").startswith("LATIN")
        is_inserted = is_part and run[-1:].isdigit() and _is_of_insertion(text, index)
        if run and (not is_part or (is_latin != before and not is_inserted)):
            yield run
            run = ""
        if is_part:
            run, before = run + char, is_latin
    if run:
        yield run


def _is_of_insertion(text: str, index: int) -> bool:
    """Whether a letter behind digits stands alone, and is that of an inserted unit."""
    is_alone = unicodedata.category(text[index + 1 : index + 2] or " ")[0] not in "LMN"
    return is_alone and unicodedata.name(text[index], "").startswith(_OF_INSERTIONS)


@dataclass(frozen=True)
class UnitWords:
    """The words that stand in the labels and numbers of an instrument beside what tells its units apart."""

    names: frozenset[str] = GENERIC
    """Names of units, in lower case: `section`, `المادة`."""
    phrases: Mapping[str, str] = field(default_factory=dict)
    """Forms of what unnumbered units are called within what holds them, and the ends of their ids:
    `first.paragraph` and `p1`."""
    within: Mapping[str, str] = field(default_factory=dict)
    """Names that a citation may begin with, and the id of what holds such units: `recital`, `pmbl`, and `preamble`."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """Letters of other scripts, and what stands for them in ids: б and `b`."""
    printed: Mapping[str, str] = field(default_factory=dict)
    """Letters of ids that stand for the same letter of another script throughout, and that one: `b` and б."""

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first words of phrases."""
        return frozenset(phrase.partition(".")[0] for phrase in self.phrases)

    def bare(self, form_: str) -> str:
        """A form without these words: `1.3.ii` for `paragraph.1.3.ii`, `4.p1` for `section.4.first.paragraph`."""
        parts = form_.split(".")
        kept: list[str] = []
        index = 0
        while index < len(parts):
            part = parts[index]
            if part in self._beginnings:
                phrases = (".".join(parts[index : index + count]) for count in range(_LONGEST_PHRASE, 0, -1))
                phrase = next(filter(self.phrases.__contains__, phrases), None)
                if phrase is not None:
                    kept.append(self.phrases[phrase])
                    index += phrase.count(".") + 1
                    continue
            if part in self.within:
                kept += [] if kept else [self.within[part]]
            elif part not in self.names:
                named = None if part[:1].isdigit() else _NAMED_DIGITS.fullmatch(part)
                kept.append(named[2] if named and named[1] in self.names else part)
            elif len(part) <= _SHORT and kept:
                kept.append(part)  # s is a name in s 5, and an item in 5(s)
            index += 1
        return ".".join(kept)

    def latin(self, form_: str) -> str:
        """A form with the letters of ids for those of other scripts: `5.1.b` for `5.1.б`, `5a` for `5а`."""
        if form_.isascii() or not self.letters:
            return form_
        return _marked(".".join(map(self._latin, form_.split("."))))

    def _latin(self, part: str) -> str:
        inserted = _INSERTED.fullmatch(part)
        digits, letter = inserted.groups() if inserted else ("", part)
        return digits + self.letters.get(letter, letter)

    def data(self) -> dict[str, Any]:
        """The words and all else that a script needs to form what is written as `form` does, as JSON can hold it."""
        return {
            "marks": list(LATIN),
            "ends": list(ENDS),
            "eastAsian": east_asian.data(),
            "names": sorted(self.names),
            "phrases": dict(self.phrases),
            "within": dict(self.within),
            "letters": dict(self.letters),
            "printed": dict(self.printed),
        }


def unit_words(clauses: Iterable[Clause], words: Catalogue, language: str = "") -> UnitWords:
    """Gather the words of an instrument.

    Args:
        clauses: Its clauses, each after what holds it.
        words: The words of labels.
        language: The language of the instrument (BCP 47).
    """
    clauses = tuple(clauses)
    by_id = {clause.id: clause for clause in clauses}
    names = set(GENERIC)
    for kind in {clause.kind for clause in clauses} & set(SHORTENED) | {"paragraph"}:
        for key in (kind, f"{kind}-plural"):
            names.update(
                part
                for name in (words(key), *shortened(key, words.guides))
                for part in form(name.replace("{number}", " ")).split(".")
            )
    names |= names_within(words)
    ends: dict[str, set[str]] = {}
    within: dict[str, str] = {}
    for clause in clauses:
        parent = by_id.get(clause.parent or "")
        if clause.printed is not None:
            parts = {part for part in form(clause.printed).split(".") if not part.isnumeric()}
            if parts:
                names |= parts.difference(form(clause.number or "").split("."), form(clause.id).split("."))
        if clause.kind == "preamble":
            within |= {form(name): clause.id for name in shortened("preamble", words.guides) if form(name) != clause.id}
            apart = (form(name).partition(".") for name in shortened("recital", words.guides))
            within |= {name: clause.id for name, _, kind in apart if kind}  # preambular para. 2
        if clause.number is None and parent is not None and "." in clause.id:
            if clause.kind == "recital":
                name = form(words("recital", number=" ")), form(words("recital-plural", number=" "))
                within |= dict.fromkeys(filter(None, name), parent.id)
            elif len(clause.steps) > 1:
                for spoken in (words, words.guides):
                    end = form(labels.render(clause.steps[-1:], spoken))
                    if not end.isdigit():  # as of 第一項
                        ends.setdefault(end, set()).add(form(clause.id.rpartition(".")[2]))
    phrases = {phrase: next(iter(parts)) for phrase, parts in ends.items() if phrase and len(parts) == 1}
    names -= {"", *within, *east_asian.GROUPS}
    numbers = [(form(clause.number), clause.id) for clause in clauses if clause.number is not None]
    letters = alphabets.in_use(numbers, language)
    return UnitWords(frozenset(names), phrases, within, letters, alphabets.printed(numbers))


def names_within(words: Catalogue) -> set[str]:
    """Names that stand before the number of a unit within another, in the words of labels: `absatz`, `abs`."""
    keys = (f"{before}-{kind}" for before in ("within", "signed") for kind in SERIES)
    written = (words.template(key).replace("{number}", " ") for key in keys)
    return {part for template in written for part in form(template).split(".")}


class Spellings:
    """The ids that what is written may stand for, whatever way it is written in."""

    def __init__(self, ids: Iterable[str], words: UnitWords) -> None:
        """Take the ids.

        Args:
            ids: The ids.
            words: The words of the instrument.
        """
        self._words = words
        self._forms: dict[str, list[str]] = {}
        self._loose: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        for id_ in ids:
            written = form(id_)
            self._forms.setdefault(written, []).append(id_)
            self._loose.setdefault(loose(written), []).append(id_)
            self._bare.setdefault(loose(words.bare(written)), []).append(id_)

    def add(self, form_: str, id_: str) -> None:
        """Let a form stand for an id as well, if it stands for none."""
        if form_ and form_ not in self._forms:
            self._forms[form_] = [id_]
            self._loose.setdefault(loose(form_), [id_])

    def find(self, form_: str) -> Sequence[str]:
        """The ids that a form may stand for: one if it is certain."""
        if form_ in self._forms:
            return self._forms[form_]
        bare = self._words.bare(form_)
        if bare in self._forms:
            return self._forms[bare]
        written = dict.fromkeys((form_, bare, self._words.latin(form_), self._words.latin(bare)))
        ways = [(self._forms, way) for way in written] + [(self._loose, loose(way)) for way in written]
        ways += [(self._bare, loose(way)) for way in (bare, self._words.latin(bare))] if bare != form_ else []
        return next((forms[written] for forms, written in ways if written in forms), ())

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(part for written in self._forms for part in written.split("."))

    def is_of_number(self, part: str) -> bool:
        """Whether a part belongs to what is asked for, and is no word of a text behind it."""
        words = self._words
        is_known = part in words.names or part in words.within or part in words.letters or part in east_asian.GROUPS
        return is_known or part in self._parts or _NUMBER.fullmatch(part) is not None

    def meant(self, written: str) -> str | None:
        """The id that is certainly meant, also if words of a text go on behind it.

        Args:
            written: As a reader or a document has it, without escapes.
        """
        ids = self.find_all(bare_text(written))
        return ids[0] if len(ids) == 1 else None

    def find_all(self, text: str) -> Sequence[str]:
        """The ids that may be meant, also if words of a text go on behind them; none if nothing stands for any.

        Args:
            text: As `bare_text` gives it.
        """
        parts = form(text).split(".")
        ids = self.find(".".join(parts))
        if _JOINED.search(".".join(parts)) and not _WRITTEN_HYPHEN.search(text):
            ids = [id_ for id_ in ids if "-" in form(id_)]  # 第九条の二 and 9² are never paragraph 2 of article 9
        if not ids and _SHORT_PART.search(text):
            return ()
        while not ids and len(parts) > 1 and not self.is_of_number(parts[-1]):
            parts.pop()
            ids = self.find(".".join(parts))
        return ids


def other_forms(clauses: Sequence[Clause], words: UnitWords) -> dict[str, tuple[str, ...]]:
    """The forms of numbers and labels that do not lead to their clause by the id and the words alone.

    Args:
        clauses: The clauses of an instrument.
        words: The words of the instrument.

    Returns:
        The forms by the id of the clause; a number or a label that several clauses have is not among them.
    """
    spellings = Spellings((clause.id for clause in clauses), words)
    # A letter or a roman numeral alone may be the number of anything.
    written = {(clause.id, form(name)): None for clause in clauses for name in (clause.label, clause.number or "")}
    written |= {(clause.id, labels.in_numerals(form(clause.label), words.names)): None for clause in clauses}
    # 第二章 is neither a label nor a number everywhere, and must not be read as article 2.
    printed = [(clause.id, clause.printed) for clause in clauses if clause.printed is not None]
    written |= {(id_, form(name)): None for id_, name in printed if east_asian.is_of_group(name)}
    repealed = [clause for clause in clauses if clause.is_repealed]
    written |= {(clause.id, form(name)): None for clause in repealed for name in _of_several(clause)}
    counts = Counter(asked for _, asked in written)
    forms: dict[str, tuple[str, ...]] = {}
    for id_, asked in written:
        is_more = "." in asked or any(map(str.isdigit, asked)) or len(asked) > _SHORT
        if is_more and counts[asked] == 1 and list(spellings.find(asked)) != [id_]:
            forms[id_] = (*forms.get(id_, ()), asked)
    return forms


def _of_several(clause: Clause) -> Iterator[str]:
    """What the print has for a unit that stands for several, and the number of each of these."""
    before, numbers = labels.of_several(clause.number or "")
    yield from [clause.printed or "", *(f"{before}{number}" for number in numbers)] if numbers else []
