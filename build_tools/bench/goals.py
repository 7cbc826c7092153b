"""What builds are to take at most, and whether they do."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.peers import COPY, SPHINX, ZENSICAL
from bench.sites import BARE, DECLARATION, OURS, PLAIN, text_name
from bench.throughput import named
from instruments import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.results import Results, Row

TERMS = 300
TEN, THOUSAND, LARGE = (text_name(Shape(articles, TERMS)) for articles in (10, 1000, 2500))


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound of something that is measured."""

    name: str
    limit: float
    unit: str
    value: Callable[[Results], float | None]
    """Gives what was measured; none if it was not."""
    is_least: bool = False
    """Whether the limit is the least that is wanted."""

    @property
    def bound(self) -> str:
        """The limit as it is shown."""
        return f"at {'least' if self.is_least else 'most'} {self.limit:g} {self.unit}"

    def verdict(self, results: Results) -> tuple[str, str]:
        """What was measured, and whether it is as it is to be: `met`, `missed` or `not measured`."""
        value = self.value(results)
        if value is None:
            return "", "not measured"
        is_met = value >= self.limit if self.is_least else value <= self.limit
        return f"{value:.2f} {self.unit}", "met" if is_met else "missed"


def _cpu(row: Row) -> float:
    return row.cpu


def _ratio(
    one: tuple[str, str], other: tuple[str, str], of: Callable[[Row], float | None] = _cpu
) -> Callable[[Results], float | None]:
    """Gives the ratio of two rows, which are named by generator and text."""

    def value(results: Results) -> float | None:
        rows = results.row(*one), results.row(*other)
        above, below = (of(row) if row else None for row in rows)
        return above / below if above is not None and below else None

    return value


def _seconds(command: str) -> Callable[[Results], float | None]:
    def value(results: Results) -> float | None:
        runs = results.commands.get(command)
        return statistics.median(run.cpu for run in runs) if runs else None

    return value


def _speed(texts: str) -> Callable[[Results], float | None]:
    return lambda results: results.speeds.get(texts)


OURS_AT_THOUSAND, OURS_AT_LARGE = (OURS, THOUSAND), (OURS, LARGE)
GOALS = (
    Goal("1,000 articles, CPU to plain MkDocs + Material", 2, "×", _ratio(OURS_AT_THOUSAND, (PLAIN, THOUSAND))),
    Goal("1,000 articles, CPU to Zensical", 2, "×", _ratio(OURS_AT_THOUSAND, (ZENSICAL, THOUSAND))),
    Goal("1,000 articles, CPU of Sphinx to ours", 40, "×", _ratio((SPHINX, THOUSAND), OURS_AT_THOUSAND), is_least=True),
    Goal("1,000 articles, CPU to a copy of the output", 10, "×", _ratio(OURS_AT_THOUSAND, (COPY, THOUSAND))),
    Goal("2,500 articles to 1,000, CPU", 2.6, "×", _ratio(OURS_AT_LARGE, OURS_AT_THOUSAND)),
    Goal("2,500 articles to 1,000, memory", 2.5, "×", _ratio(OURS_AT_LARGE, OURS_AT_THOUSAND, lambda row: row.memory)),
    Goal("2,500 articles to 1,000, bytes", 2.6, "×", _ratio(OURS_AT_LARGE, OURS_AT_THOUSAND, lambda row: row.size)),
    Goal(
        "page of an article among 2,500 to one among 10, compressed",
        1.1,
        "×",
        _ratio(OURS_AT_LARGE, (OURS, TEN), lambda row: row.page),
    ),
    Goal("Declaration: at most 1.4 × plain, cold", 1.4, "×", _ratio((OURS, DECLARATION), (PLAIN, DECLARATION))),
    Goal("declaration with exports to without", 1.5, "×", _ratio((OURS, DECLARATION), (BARE, DECLARATION))),
    Goal("300 terms, found in clauses", 4, "MB/s", _speed("in clauses"), is_least=True),
    Goal("300 terms, found in one text of 1 MB", 4, "MB/s", _speed("in one text of 1 MB"), is_least=True),
    Goal("`check` of 25,000 clauses, CPU", 8, "s", _seconds(named("check", 2500))),
    Goal("`freeze` of 25,000 clauses, CPU", 8, "s", _seconds(named("freeze", 2500))),
)


def verdicts(results: Results) -> Iterator[tuple[Goal, str, str]]:
    """Each goal with what was measured and whether it is met."""
    for goal in GOALS:
        yield goal, *goal.verdict(results)
