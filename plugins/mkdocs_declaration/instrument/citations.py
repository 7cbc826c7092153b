"""Citations of clauses in the styles of common guides.

`{link}` stands for the address of the clause, which the page that shows a citation knows.

The pinpoint is the label of the clause or of a range of clauses, shortened as the guide asks: `paragraph 1.3(ii)`
becomes `para 1.3(ii)`, `paragraphs 1.1–1.3` becomes `paras 1.1–1.3`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Instrument

LINK = "{link}"
"""Stands for the address in a citation."""
SHORTENED = ("part", "chapter", "section", "article", "paragraph")
"""Kinds that pinpoints shorten."""


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """The parts of a citation, in the forms that guides ask for."""

    long: str
    """The label: `paragraph 1.3(ii)`."""
    short: str
    """Shortened without a stop: `para 1.3(ii)`."""
    stopped: str
    """Shortened with a stop: `para. 1.3(ii)`, `sec. 4`."""
    sign: str
    """The same with the sign for sections: `para. 1.3(ii)`, `§ 4`."""


PLACE = Pinpoint("{long}", "{short}", "{stopped}", "{sign}")
"""Stands for a pinpoint that a program puts in, as the page does for a range."""


def located(citation: str, address: str) -> str:
    """Put the address into a citation.

    Args:
        citation: A citation with `{link}`.
        address: What it stands for; empty where it is not known.

    Returns:
        The citation; without an address, without the signs that would set it off.
    """
    before, _, after = citation.rpartition(LINK)
    if address:
        return f"{before}{address}{after}"
    before, after = before.rstrip(" ,<"), after.lstrip(">")
    return before if before.endswith(after) else f"{before}{after}"


def pinpoint(label: str, words: Catalogue) -> Pinpoint:
    """The forms of a label.

    Args:
        label: The label of a clause or of a range of clauses.
        words: The words of kinds and their short forms.
    """
    named, keys = _kinds(words)
    forms = kind_forms(words)

    def shortened(form: str) -> str:
        return named.sub(lambda match: f"{forms[keys[match[1]]][form]} ", label)

    return Pinpoint(label, shortened("short"), shortened("stopped"), shortened("sign"))


def pinpoint_pattern(label: str, words: Catalogue) -> str:
    """The pattern of a label's forms: `{paragraph} 1.3(ii)` for `paragraph 1.3(ii)`.

    With the forms of `kind_forms` put into its braces it gives each form of `pinpoint`.

    Args:
        label: The label of a clause or of a range of clauses.
        words: The words of kinds.
    """
    named, keys = _kinds(words)
    return named.sub(lambda match: f"{{{keys[match[1]]}}} ", label)


@functools.cache
def kind_forms(words: Catalogue) -> dict[str, dict[str, str]]:
    """The words of kinds in each form of a pinpoint, by the names that patterns have for them.

    Args:
        words: The words of kinds and their short forms.

    Returns:
        `{"paragraph": {"long": "paragraph", "short": "para", "stopped": "para.", "sign": "para."}, …}`
    """
    abbreviated = [form.name for form in fields(Pinpoint)][1:]
    return {
        key: {"long": words(key), **{form: words(f"{form}-{key}") for form in abbreviated}}
        for kind in SHORTENED
        for key in (f"{kind}-plural", kind)
    }


@functools.cache
def _kinds(words: Catalogue) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the words of kinds before numbers, and the keys of these words."""
    keys = {words(key): key for kind in SHORTENED for key in (f"{kind}-plural", kind)}
    longest_first = sorted(keys, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))}) (?=[0-9A-Z{{])"), keys


def plain(instrument: Instrument, pinpoint: Pinpoint | None, words: Catalogue) -> str:
    """Title, day, and the clause by its label: what a reader understands without a guide.

    Args:
        instrument: The instrument.
        pinpoint: What is cited of it, or None for the instrument as a whole.
        words: The words of months.
    """
    parts = [instrument.title]
    if instrument.adopted is not None:
        parts.append(day(instrument.adopted.date, words, "day-month-year"))
    if pinpoint is not None:
        parts.append(pinpoint.long)
    return ", ".join([*parts, LINK])


def oscola(instrument: Instrument, pinpoint: Pinpoint | None, words: Catalogue) -> str:
    """In the manner of OSCOLA (2006, Citing International Law Sources, treaties): title, day in brackets, pinpoint.

    Args:
        instrument: The instrument.
        pinpoint: What is cited of it, or None for the instrument as a whole.
        words: The words of months.
    """
    cited = instrument.title
    if instrument.adopted is not None:
        date = day(instrument.adopted.date, words, "day-month-year")
        cited += f" ({words('adopted-on', date=date)})"
    if pinpoint is not None:
        cited += f" {pinpoint.short}"
    return f"{cited} <{LINK}>"


def apa(instrument: Instrument, pinpoint: Pinpoint | None, words: Catalogue) -> str:
    """In the manner of APA (7th edition, section 11.10, treaties): title, month day, year, pinpoint.

    Args:
        instrument: The instrument.
        pinpoint: What is cited of it, or None for the instrument as a whole.
        words: The words of months.
    """
    parts = [instrument.title]
    if instrument.adopted is not None:
        parts.append(day(instrument.adopted.date, words, "month-day-year"))
    if pinpoint is not None:
        parts.append(pinpoint.sign)
    return ", ".join([*parts, LINK])


def bluebook(instrument: Instrument, pinpoint: Pinpoint | None, words: Catalogue) -> str:
    """In the manner of The Bluebook (21st edition, rule 21.4, treaties): title, pinpoint, date with a short month.

    Args:
        instrument: The instrument.
        pinpoint: What is cited of it, or None for the instrument as a whole.
        words: The words of months.
    """
    parts = [instrument.title]
    if pinpoint is not None:
        parts.append(pinpoint.sign)
    if instrument.adopted is not None:
        parts.append(day(instrument.adopted.date, words, "month-day-year", short=True))
    return ", ".join([*parts, LINK])


def aglc(instrument: Instrument, pinpoint: Pinpoint | None, words: Catalogue) -> str:
    """In the manner of AGLC (4th edition, chapter 8, treaties): title, how and when it was made, pinpoint.

    Args:
        instrument: The instrument.
        pinpoint: What is cited of it, or None for the instrument as a whole.
        words: The words of months.
    """
    cited = instrument.title
    if instrument.adopted is not None:
        cited += f", {words('adopted-on', date=day(instrument.adopted.date, words, 'day-month-year'))}"
    if pinpoint is not None:
        cited += f", {pinpoint.short}"
    return f"{cited} <{LINK}>"


def mla(instrument: Instrument, pinpoint: Pinpoint | None, words: Catalogue) -> str:
    """In the manner of the MLA Handbook (9th edition, appendix 2, works by governments): title, date, pinpoint.

    Args:
        instrument: The instrument.
        pinpoint: What is cited of it, or None for the instrument as a whole.
        words: The words of months.
    """
    parts = []
    if instrument.adopted is not None:
        parts.append(day(instrument.adopted.date, words, "day-month-year", short=True))
    if pinpoint is not None:
        parts.append(pinpoint.stopped)
    return f"{instrument.title}. {', '.join([*parts, LINK])}."


def chicago(instrument: Instrument, pinpoint: Pinpoint | None, words: Catalogue) -> str:
    """In the manner of The Chicago Manual of Style (17th edition, 14.290, treaties): title, date, pinpoint.

    Args:
        instrument: The instrument.
        pinpoint: What is cited of it, or None for the instrument as a whole.
        words: The words of months.
    """
    parts = [instrument.title]
    if instrument.adopted is not None:
        parts.append(words("adopted-on", date=day(instrument.adopted.date, words, "month-day-year")))
    if pinpoint is not None:
        parts.append(pinpoint.stopped)
    return f"{', '.join([*parts, LINK])}."


STYLES: Mapping[str, Callable[[Instrument, Pinpoint | None, Catalogue], str]] = {
    "plain": plain,
    "oscola": oscola,
    "bluebook": bluebook,
    "aglc": aglc,
    "apa": apa,
    "mla": mla,
    "chicago": chicago,
}
"""The styles by their keys, in the order in which they are offered."""


def day(date: datetime.date, words: Catalogue, form: str, *, short: bool = False) -> str:
    """A day in words.

    Args:
        date: The day.
        words: The words of months.
        form: `day-month-year` or `month-day-year`.
        short: Whether the month is shortened.
    """
    month = words("months-short" if short else "months").split()[date.month - 1]
    return words(form, day=date.day, month=month, year=date.year)
