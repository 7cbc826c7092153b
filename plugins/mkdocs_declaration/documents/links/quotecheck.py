"""Check the quotations of a document: their words, and whether a clause that is linked beside them has them.

A quotation is right if a clause linked beside it has it; it may also run over the bounds of clauses, begin with what
leads to an item, or stand in what holds the clause. It is changed if no clause has it and one linked beside it comes
near. It is misplaced if another clause than the linked one has it, and

- the link is certainly its own: in brackets, behind a dash or in a note right behind it, or around it; or
- links and quotations take turns, and two of them are swapped; or
- none of the clauses linked beside it has it, and it is long enough to be no turn of phrase, or the only quotation of
  its paragraph beside the only link; unless the right clause is named by its number in the paragraph, or linked in the
  one before or after it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.documents.links.folding import REST, parts
from mkdocs_declaration.documents.links.quotations import SHORT, excerpts, is_like, is_quoted, likeness, unbroken
from mkdocs_declaration.documents.quotation_marks import readings, tokens
from mkdocs_declaration.instrument.citations.readings import form
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.documents.links.addresses import Addresses
    from mkdocs_declaration.documents.links.published import Published, Unit
    from mkdocs_declaration.documents.links.targets import Target
    from mkdocs_declaration.documents.readers.passages import Document, Link, Quotation

MAX_NAMES = 50
"""A word that more names have does not tell which of them is meant."""
MAX_NAMED = 2
"""How many clauses that have misplaced words are named."""


def check_quotations(document: Document, targets: Mapping[Link, Target], addresses: Addresses) -> list[Problem]:
    """Check the quotations of a document.

    Args:
        document: What there is to check.
        targets: What its links mean, of those that lead into the site.
        addresses: What addresses in the site mean.

    Returns:
        The problems, in the order of the quotations.
    """
    all_checks = (_Check(quotation, document, targets, addresses) for quotation in document.quotations)
    checks = [check for check in all_checks if check.nearby]
    swapped = {id(check) for check in _swapped(checks)}
    problems = (check.problem(is_swapped=id(check) in swapped) for check in checks)
    return [problem for problem in problems if problem is not None]


@dataclass(frozen=True)
class _Check:
    """What is known of one quotation."""

    quotation: Quotation
    document: Document
    targets: Mapping[Link, Target]
    addresses: Addresses

    def problem(self, *, is_swapped: bool) -> Problem | None:
        """What is wrong with it, if anything is."""
        own = self._targets(self.quotation.own)
        if own:
            if self.is_in(own) or self.is_in(self._targets(self.quotation.before)):
                return None
            if self._holding or self.is_in(self.nearby):
                return self._misplaced(own)
            return self._changed()
        if self.is_in(self.nearby):
            return self._misplaced(self._targets(self.quotation.paired)) if is_swapped else None
        if self._holding:
            return self._misplaced(self.nearby) if self._is_meant_of_these else None
        return self._changed()

    @cached_property
    def words(self) -> str:
        """The words, as the text has them if they can be read in several ways."""
        ways = readings(self.quotation.words)
        return next(filter(self._places_of, ways[1:]), ways[0])

    @cached_property
    def nearby(self) -> list[Target]:
        return self._targets(self.quotation.links)

    def _targets(self, links: Iterable[Link]) -> list[Target]:
        """The different targets of links that lead to clauses."""
        targets = (self.targets.get(link) for link in links)
        return list(dict.fromkeys(target for target in targets if target is not None and target.units))

    def is_in(self, targets: Iterable[Target]) -> bool:
        """Whether clauses that links lead to have the words, with what holds them and what they hold."""
        words, loosely = self.words, self.document.printed
        if any(is_quoted(words, target.words, loosely=loosely) for target in targets):
            return True
        if not self._holding:
            return False
        related = {id_ for target in targets for id_ in self._related(target)}
        return any(unit.id in related for units in self._holding for unit in units)

    def _related(self, target: Target) -> set[str]:
        """The ids of the clauses of a target, of those that hold them, and of what ends the sentence of an item."""
        units = self.addresses.published.units
        ids = {unit.id for unit in target.units}
        parent = target.units[0].parent
        while parent is not None:
            ids |= {parent, f"{parent}.closing", f"{parent}.opening"}
            parent = units[parent].parent
        return ids

    @cached_property
    def _holding(self) -> list[tuple[Unit, ...]]:
        """The clauses that have the words, for each place in the text where they stand."""
        units = self.addresses.published.in_order
        return [tuple(units[place] for place in places) for places in self._places_of(self.words)]

    def _places_of(self, words: str) -> list[tuple[int, ...]]:
        return self.addresses.whole_text.find(words, loosely=self.document.printed)

    @cached_property
    def _is_meant_of_these(self) -> bool:
        """Whether words that no clause linked beside them has were meant as words of one of these."""
        quotation = self.quotation
        if not quotation.is_alone and len(tokens(self.words)) < SHORT:
            return False
        around = {target.units[0].id for target in self._targets(quotation.around)}
        context = f".{form(quotation.context)}."
        for unit in (unit for units in self._holding for unit in units):
            if unit.id in around or any(f".{number}." in context for number in _numbers(unit)):
                return False
        return True

    def _misplaced(self, linked: list[Target]) -> Problem | None:
        """Report that another clause has the words, unless they are a name."""
        if not linked or self._is_name:
            return None
        holding = [units[0] if len(units) == 1 else None for units in self._holding]
        named = [unit for unit in holding if unit is not None] or [units[0] for units in self._holding[:1]]
        if not named:
            return None
        labels = [unit.label for unit in named[:MAX_NAMED]]
        further = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
        base = next(base for base in self.addresses.bases if linked[0].address.startswith(base))
        message = f"expected words of {linked[0].label}, found those of {' and '.join(labels)}{further}"
        message += f"; link to {base}{named[0].path}"
        return Problem(Rule.MISPLACED_QUOTATION, message, self.document.source, self.quotation.at)

    @property
    def _is_name(self) -> bool:
        """Whether the words stand in a title or in a name of the glossary."""
        published = self.addresses.published
        forms = [piece for _, piece in parts(self.words)]
        # Most words stand in none, which is seen at once.
        return all(REST in piece or piece[1:] in published.all_names_folded for piece in forms) and any(
            is_quoted(self.words, name) for name in published.all_names
        )

    def _changed(self) -> Problem | None:
        """Report words that are not those of the clauses linked beside them, if they were meant to be.

        If no clause has enough of them, or the title of an instrument or an entry of the glossary has as much, they are
        of something else.
        """
        published = self.addresses.published
        ways = ((target, self._words_of(target)) for target in self.nearby)
        compared = ((target, words, likeness(words, target.words)) for target, words in ways)
        target, words, likest = max(compared, key=lambda way: way[2].share)
        if not is_like(words, likest.share) or _is_of_a_name(words, likest.share, published):
            return None
        quoted, expected = excerpts(likest.quoted, likest.actual)
        if likest.actual:
            message = f"expected the words of {target.label}, “{expected}”, found “{quoted}”"
        elif likest.quoted:
            message = f"expected the words of {target.label}, found “{quoted}”, which it does not have"
        else:
            message = f"the quoted words stand in another order in {target.label}"
        message += f"; quote them as they stand at {target.address}"
        return Problem(Rule.CHANGED_QUOTATION, message, self.document.source, self.quotation.at)

    def _words_of(self, target: Target) -> str:
        """The words as they would be those of a target."""
        return unbroken(self.words, target.words) if self.document.printed else self.words

    @property
    def paired(self) -> Target | None:
        """The one target of its links where quotations and links take turns."""
        targets = self._targets(self.quotation.paired)
        return targets[0] if len(targets) == 1 and not self.quotation.own else None


def _is_of_a_name(words: str, share: float, published: Published) -> bool:
    """Whether a title or a name of the glossary has as much of the words."""
    ours = [token.casefold() for token in tokens(words)]
    held = [places for token in set(ours) if (places := published.names_by_word.get(token))]
    telling = [places for places in held if len(places) <= MAX_NAMES] or held[:1]
    shared = Counter(place for places in telling for place in places[:MAX_NAMES])
    enough = (len(ours) if len(ours) < SHORT else share * len(ours)) / 2 - (len(held) - len(telling))
    names = published.all_names
    return any(count >= enough and likeness(words, names[place]).share >= share for place, count in shared.items())


def _numbers(unit: Unit) -> set[str]:
    """The forms of what a text may call a clause by: its number, its id, its label."""
    return {form(name) for name in (unit.number, unit.id, unit.label.rpartition(", ")[2])} - {""}


def _swapped(checks: list[_Check]) -> list[_Check]:
    """Quotations of which each stands beside the link of another one, around in a circle."""
    waiting = [check for check in checks if check.paired is not None]
    groups: dict[tuple[Link, ...], list[_Check]] = {}
    for check in waiting:
        groups.setdefault(check.quotation.links, []).append(check)
    found = []
    for group in groups.values():
        wrong = [check for check in group if check.paired is not None and not check.is_in([check.paired])]
        while True:
            offered = [check.paired for check in wrong if check.paired is not None]
            kept = [check for check in wrong if any(check.is_in([target]) for target in offered)]
            if len(kept) == len(wrong):
                break
            wrong = kept
        found += wrong if len(wrong) > 1 else []
    return found
