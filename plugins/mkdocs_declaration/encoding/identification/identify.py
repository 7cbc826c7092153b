"""Identification: from the units of an encoding to a tree in which each has its identity and its page.

Nothing is checked here. Where an id or a page cannot be told, an unknown one stands for it, so that the rules can look
at all that an author wrote.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.files import aliases
from mkdocs_declaration.encoding.identification import attachments, numbering, units
from mkdocs_declaration.encoding.identification import preamble as around_body
from mkdocs_declaration.encoding.identification.eids import Account
from mkdocs_declaration.encoding.identification.tree import MISPLACED, UNKNOWN, Node, Tree
from mkdocs_declaration.instrument.identity import identifiers
from mkdocs_declaration.instrument.identity import preamble as parts
from mkdocs_declaration.instrument.identity.scopes import Scope
from mkdocs_declaration.instrument.interface.kinds import GROUP
from mkdocs_declaration.instrument.text.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_declaration.encoding.files.instrument import EncodingData
    from mkdocs_declaration.encoding.files.units import PreambleData, RecitalData, UnitData, WordsData
    from mkdocs_declaration.encoding.identification.cache import ReadingMemory
    from mkdocs_declaration.encoding.identification.numbering import Numerals
    from mkdocs_declaration.instrument.identity.scopes import Identity
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.numbering.alphabets import Letters
    from mkdocs_declaration.instrument.numbering.numerals import Number

ROMAN_TWO = re.compile(r"\W*(?:ii|II)\W*")
"""A number that tells that those beside it are roman numerals, among them i."""


def identify(encoding: EncodingData, words: Catalogue, memory: ReadingMemory | None = None) -> Tree:
    """Identify every unit of an encoding.

    Args:
        encoding: What the author wrote.
        words: The words of labels.
        memory: What was read in the last run, if this is a server.
    """
    data = encoding.instrument
    language = (data.language or "").partition("-")[0].lower() if data is not None else ""
    numerals = numbering.Numerals(words.names, language)
    if memory is not None:
        memory.divisions.begin((words.identity, numerals))
    identification = _Identification(words, numerals, memory)
    preamble = (identification.preamble(encoding.preamble),) if encoding.preamble is not None else ()
    scope = Scope(starts=numbering.starting_anew(encoding.body, numerals))
    body = identification.divisions(encoding.body, scope, parent=None, around=None)
    conclusion = (around_body.conclusion(encoding.conclusion, words),) if encoding.conclusion is not None else ()
    return Tree((*preamble, *body, *conclusion))


class _Identification:
    """The identification of one encoding."""

    def __init__(self, words: Catalogue, numerals: Numerals, memory: ReadingMemory | None) -> None:
        self._words = words
        self._numerals = numerals
        self._memory = memory
        self._account = Account()

    def preamble(self, data: PreambleData) -> Node:
        """Identify the preamble and what it holds."""
        node = around_body.preamble(data, self._words)
        letters = self._numerals.letters(data.recitals)
        recitals = [self._recital(unit, count, letters, node) for count, unit in enumerate(data.recitals, start=1)]
        before = [child for child in node.children if child.kind != "closing"]
        node = replace(node, children=(*before, *recitals, *node.children[len(before) :]))
        return attachments.with_footnotes(node, data.footnotes)

    def _recital(self, unit: RecitalData, count: int, letters: Letters, preamble: Node) -> Node:
        number, error = self._number(unit, letters, preamble.id)
        identity = parts.recital(count, number, self._words, stated=self._stated_id(unit, number))
        node = Node(
            kind="recital",
            expected="recital",
            identity=self._account.distinct(identity),
            scope=preamble.identity.inner,
            parent=preamble.id,
            slug=preamble.slug,
            unit=unit,
            at=unit.places.get("id", unit.where("number") if unit.number else unit.at),
            words_at=unit.where("text"),
            text=_words(unit),
            notes=unit.notes,
            number=number,
            number_error=error,
            counted=None if unit.number else count,
        )
        return self._with_list(node, unit)

    def divisions(
        self, units: Sequence[UnitData], scope: Scope, *, parent: str | None, around: str | None
    ) -> list[Node]:
        """Identify what stands side by side where divisions are expected."""
        groups = itertools.count(1)
        of_kind: dict[str, list[UnitData]] = {}
        for unit in units:
            of_kind.setdefault(unit.kind, []).append(unit)
        letters = {kind: self._numerals.letters(alike) for kind, alike in of_kind.items()}
        identify = self._division if self._memory is None else functools.partial(self._remembered, self._memory)
        return [
            identify(unit, scope, letters[unit.kind], groups, parent=parent, around=around)
            if unit.is_division
            else self._misplaced(unit, scope, "division", parent=parent, around=around)
            for unit in units
        ]

    def _remembered(
        self,
        memory: ReadingMemory,
        unit: UnitData,
        scope: Scope,
        letters: Letters,
        groups: Iterator[int],
        *,
        parent: str | None,
        around: str | None,
    ) -> Node:
        """A division as `_division` identifies it, or did in the last run; only of those that hold no others."""
        identify = functools.partial(self._division, unit, scope, letters, groups, parent=parent, around=around)
        if unit.kind == GROUP or any(map(units.is_like_a_division, unit.content)):
            return identify()
        return self._account.remembered(memory, unit, (scope, letters, parent, around), identify)

    def _division(
        self,
        unit: UnitData,
        scope: Scope,
        letters: Letters,
        groups: Iterator[int],
        *,
        parent: str | None,
        around: str | None,
    ) -> Node:
        grouping = numbering.is_group(unit)
        number, error = self._number(unit, letters, scope.group if grouping else scope.counting(unit.kind).id)
        stated = self._account.unknown_id() if units.is_nameless(unit, number) else self._stated_id(unit, number)
        is_counted = unit.kind == GROUP and number is None and stated is None
        identity = self._account.distinct(
            identifiers.division(
                scope,
                unit.kind,
                unit.known,
                number,
                self._words,
                grouping=grouping,
                stated=stated,
                name=unit.number or str(unit.heading or ""),
                counted=next(groups) if is_counted else None,
                starts=numbering.starting_anew(unit.content, self._numerals) if unit.known.like == "annex" else {},
            )
        )
        page = units.page_of(unit, around) or UNKNOWN
        node = Node(
            kind=unit.kind,
            expected="division",
            identity=identity,
            scope=scope,
            parent=parent,
            slug=page,
            around=around,
            unit=unit,
            at=unit.places.get("id", unit.where("number")),
            words_at=unit.where("heading"),
            heading=unit.heading,
            also=aliases.placed(unit.also, unit),
            brief=unit.brief,
            notes=unit.notes,
            number=number,
            number_error=error,
            children=self._content(unit, identity, page, around),
        )
        return attachments.with_footnotes(node, unit.footnotes)

    def _content(self, unit: UnitData, identity: Identity, page: str, around: str | None) -> tuple[Node, ...]:
        """Identify what a division holds: paragraphs on its page, divisions on that around them or on their own."""
        paragraphs = [child for child in unit.content if not units.is_like_a_division(child)]
        divisions = [child for child in unit.content if units.is_like_a_division(child)]
        within = page if "slug" in unit.places or page == UNKNOWN else around
        nodes = self._units(paragraphs, identity.inner, "paragraph", parent=identity.id, page=page)
        nodes += self.divisions(divisions, identity.inner, parent=identity.id, around=within)
        if divisions and paragraphs:
            nodes.sort(key=lambda node: node.at)
        return tuple(nodes)

    def _misplaced(
        self, unit: UnitData, scope: Scope, expected: str, *, parent: str | None, around: str | None
    ) -> Node:
        """Identify what a unit holds whose kind is unknown, or cannot stand where it is."""
        id_ = self._account.unknown_id()
        identity = identifiers.unnumbered(scope, "item", 1, self._words, alone=False, mixed=False, stated=id_)
        page = units.page_of(unit, around) or UNKNOWN
        children = [
            *self._content(unit, identity, page, around),
            *self._units(unit.items, identity.inner, "item", parent=id_, page=page),
        ]
        if unit.closing is not None:
            children.append(self._closing(unit.closing, identity, page))
        return Node(
            kind=MISPLACED,
            expected=expected,
            identity=identity,
            scope=scope,
            parent=parent,
            slug=page,
            around=around,
            unit=unit,
            at=unit.at,
            words_at=unit.at,
            text=unit.text,
            notes=unit.notes,
            children=tuple(children),
        )

    def _units(self, units: Sequence[UnitData], scope: Scope, kind: str, *, parent: str, page: str) -> list[Node]:
        """Identify paragraphs or items that stand side by side."""
        nodes: list[Node] = []
        expected = "item" if kind == "subitem" else kind
        if not units:
            return []
        unnumbered = [unit for unit in units if not unit.number]
        with_lists, without_number = sum(bool(unit.items) for unit in unnumbered), len(unnumbered)
        count = 0
        begun: set[int] = set()
        letters = self._numerals.letters(units)
        taken = numbering.designations(units if with_lists else (), scope, self._numerals)
        is_roman = any(unit.number and ROMAN_TWO.fullmatch(unit.number) for unit in units)
        mixed = 0 < without_number < len(units)
        is_one = mixed and self._is_one_without_number(units, scope)
        for unit in units:
            if unit.kind not in (None, expected):
                nodes.append(self._misplaced(unit, scope, expected, parent=parent, around=page))
                continue
            number, error = self._number(unit, letters, scope.counting(kind).id)
            if contradiction := numbering.contradiction(unit, kind, number, scope, begun):
                number, error = None, contradiction
            if number is not None and (leading := numbering.leading(number)) is not None:
                begun.add(leading)
            stated = self._stated_id(unit, number)
            if number is not None:
                bracketed = unit.number.rstrip(" .:;").endswith((")", "）"))
                ways = {"bracketed": bracketed, "is_roman": is_roman}
                identity = identifiers.numbered(
                    scope, kind, number, self._words, stated=stated, printed=unit.number, **ways
                )
            else:
                count += not unit.number
                # Its items may have numbers of paragraphs beside it, as 二 in a Japanese article has.
                numbers = numbering.designations(unit.items, scope, self._numerals)
                repeats = not taken.isdisjoint(numbers)
                alone = (with_lists < 2 or not unit.items) and not repeats
                identity = self._unnumbered(scope, kind, count, stated, alone=alone, mixed=mixed, is_one=is_one)
                if repeats and count == 1 and self._numerals.is_first_without_number:
                    identity = replace(identity, inner=replace(identity.inner, number=f"{scope.number}(1)"))
            node = Node(
                kind=kind,
                expected=expected,
                identity=self._account.distinct(identity),
                scope=scope,
                parent=parent,
                slug=page,
                unit=unit,
                at=unit.places.get("id", unit.where("number")),
                words_at=unit.where("text"),
                heading=unit.heading,
                text=_words(unit),
                notes=unit.notes,
                number=number,
                number_error=error,
                counted=count if not unit.number and without_number > 1 else None,
            )
            nodes.append(self._with_list(node, unit))
        return nodes

    def _unnumbered(
        self, scope: Scope, kind: str, count: int, stated: str | None, *, alone: bool, mixed: bool, is_one: bool
    ) -> Identity:
        is_known = not (stated or "").startswith(UNKNOWN)
        ways = {"alone": alone and is_known, "mixed": mixed, "is_one": is_one and count == 1}
        return identifiers.unnumbered(scope, kind, count, self._words, stated=stated, **ways)

    def _is_one_without_number(self, units: Sequence[UnitData], scope: Scope) -> bool:
        """Whether the first of paragraphs without a number is called by the number 1: where none beside it bears it."""
        is_known = self._words("first-paragraph") == "numbered"
        return is_known and "1" not in numbering.designations(units, scope, self._numerals)

    def _with_list(self, node: Node, unit: UnitData) -> Node:
        """Identify what a paragraph, an item or a recital holds."""
        inner_kind = "subitem" if node.kind in ("item", "subitem") else "item"
        return self._with_parts(node, unit, inner_kind)

    def _with_parts(self, node: Node, unit: UnitData, inner_kind: str) -> Node:
        """Identify its list, the words after it, and its further paragraphs."""
        children = [attachments.table(unit.table, node)] if unit.table is not None else []
        children += self._units(unit.items, node.identity.inner, inner_kind, parent=node.id, page=node.slug)
        if unit.closing is not None:
            children.append(self._closing(unit.closing, node.identity, node.slug))
        for count, paragraph in enumerate(unit.paragraphs, start=2):
            children.append(self._further(paragraph, count, node, inner_kind))
        node = replace(node, children=tuple(children)) if children else node
        return attachments.with_footnotes(node, unit.footnotes)

    def _further(self, unit: UnitData, count: int, around: Node, inner_kind: str) -> Node:
        stated = self._stated_id(unit, None)
        node = Node(
            kind="subparagraph",
            expected="subparagraph",
            identity=self._account.distinct(identifiers.further(around.identity, count, self._words, stated=stated)),
            scope=around.identity.inner,
            parent=around.id,
            slug=around.slug,
            unit=unit,
            at=unit.places.get("id", unit.at),
            words_at=unit.where("text"),
            text=_words(unit),
            notes=unit.notes,
            counted=count,
        )
        return self._with_parts(node, unit, inner_kind)

    def _closing(self, data: WordsData, around: Identity, page: str) -> Node:
        return around_body.part(identifiers.closing(around, self._words), "closing", data, around, page)

    def _number(self, unit: UnitData, letters: Letters, around: str) -> tuple[Number | None, str | None]:
        around = "" if around.startswith(UNKNOWN) else around
        return numbering.number(unit, self._numerals, letters, around)

    def _stated_id(self, unit: UnitData, number: Number | None) -> str | None:
        """The id that an author states; where it cannot be read or no number can that is written, an unknown one."""
        is_unknown = "id" in unit.broken or units.is_unreadable(unit, number)
        return unit.id or (self._account.unknown_id() if is_unknown else None)


def _words(unit: UnitData) -> Text | None:
    """The words of a unit; where it holds nothing but a list or further paragraphs, none."""
    is_without = "text" not in unit.places and bool(unit.items or unit.paragraphs or unit.table or unit.repealed)
    return Text("") if is_without else unit.text
